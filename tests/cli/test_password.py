"""Documents behind a password on the command line: typed at the terminal or in a file, never an argument."""

import getpass
import io
import sys
from pathlib import Path

import pytest
from cli.running import Run

from raciapp.base.errors import UserError
from raciapp.base.words import Language
from raciapp.cli.password import VARIABLE, password_of
from raciapp.document import vault
from raciapp.document.storage import load, save
from raciapp.document.vault import Derivation, Seal

PASSWORD = "l'été à Gaspé "  # noqa: S105 - of these tests


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive quickly; nobody at a terminal and no file, unless a test says so."""
    monkeypatch.setattr(vault, "COST", Derivation(2**4, 8, 1, bytes(16)))
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())


@pytest.fixture
def protected(coastal: Path, tmp_path: Path) -> Path:
    path = tmp_path / "a.raci"
    save(load(coastal), path, Seal.new(PASSWORD))
    return path


def _in_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "password.txt"
    file.write_bytes(content)
    monkeypatch.setenv(VARIABLE, str(file))


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _typing(monkeypatch: pytest.MonkeyPatch, typed: str | BaseException) -> list[str]:
    """Put a person at the terminal who answers with `typed`, and return what is asked."""
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        if isinstance(typed, BaseException):
            raise typed
        return typed

    monkeypatch.setattr(sys, "stdin", _Terminal())
    monkeypatch.setattr(getpass, "getpass", answer)
    return asked


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\nnever read"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_the_first_line_of_the_file_is_the_password(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, start: bytes, end: bytes
) -> None:
    _in_file(monkeypatch, tmp_path, start + PASSWORD.encode() + end)
    assert password_of(Path("a.raci"))() == PASSWORD


def test_every_command_that_reads_a_document(
    run: Run, coastal: Path, protected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _in_file(monkeypatch, tmp_path, PASSWORD.encode())
    assert run("check", protected).out == run("check", coastal).out != ""
    table, made, copy = tmp_path / "a.csv", tmp_path / "made.raci", tmp_path / "copy.raci"
    assert run("export", protected, "-o", table).code == 0
    assert table.read_text("utf-8-sig").startswith("Activity,")
    assert run("new", "-o", made, "--template", "government", "--units-from", protected).code == 0
    assert load(made).units == load(coastal).units
    assert run("anonymise", protected, "-o", copy).code == 0


def test_the_person_at_the_terminal_is_asked(run: Run, protected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _typing(monkeypatch, PASSWORD)
    assert run("check", protected).err == ""
    assert asked == ["Password of a.raci: "]


def test_the_file_comes_before_the_person(
    run: Run, protected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _typing(monkeypatch, "another")
    _in_file(monkeypatch, tmp_path, PASSWORD.encode())
    assert run("check", protected).err == ""
    assert asked == []


def test_a_document_without_a_password_asks_nobody(
    run: Run, coastal: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = _typing(monkeypatch, AssertionError("asked"))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone.txt"))
    assert run("check", coastal).err == ""
    assert asked == []


def _refused(run: Run, *arguments: object) -> str:
    ran = run(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    return ran.err.removeprefix("raciapp: ").rstrip("\n")


def test_nobody_to_ask(run: Run, protected: Path) -> None:
    needed = "a.raci: protected by a password. Type it at a terminal, or name a file with it in RACIAPP_PASSWORD_FILE."
    assert _refused(run, "check", protected) == needed


@pytest.mark.parametrize("typed", ["", EOFError()])
def test_nothing_typed(run: Run, protected: Path, monkeypatch: pytest.MonkeyPatch, typed: str | BaseException) -> None:
    _typing(monkeypatch, typed)
    assert _refused(run, "check", protected).startswith("a.raci: protected by a password. Type it")


def test_no_standard_input_at_all(run: Run, protected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert _refused(run, "check", protected).startswith("a.raci: protected by a password. Type it")


def test_leaving_the_question_is_an_interruption(run: Run, protected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _typing(monkeypatch, KeyboardInterrupt())
    assert run("check", protected).code == 130


def test_a_wrong_password_and_a_damaged_file(
    run: Run, protected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _in_file(monkeypatch, tmp_path, PASSWORD.strip().encode())
    assert _refused(run, "check", protected) == "a.raci: the password is not right. Try again."
    protected.write_bytes(protected.read_bytes()[:-1])
    assert "damaged" in _refused(run, "check", protected)


def test_a_password_file_that_cannot_be_read(
    run: Run, protected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _in_file(monkeypatch, tmp_path, b"\xff\xfe")
    assert _refused(run, "check", protected).startswith("password.txt: not a text in UTF-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone.txt"))
    assert _refused(run, "check", protected).startswith("gone.txt: cannot be read")


def test_the_name_of_a_file_does_not_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _typing(monkeypatch, "x")
    assert password_of(Path("a\x1b[2J\n.raci"))() == "x"
    assert asked == ["Password of a[2J .raci: "]


def test_a_password_is_no_argument(run: Run, protected: Path) -> None:
    assert "there is no option --password" in _refused(run, "check", protected, "--password", PASSWORD)


def test_the_question_is_in_the_language_of_the_system(monkeypatch: pytest.MonkeyPatch, framed: None) -> None:
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    asked = _typing(monkeypatch, "x")
    password_of(Path("a.raci"))()
    assert asked == ["‹Password of a.raci: ›"]


def test_what_is_needed_is_named_in_french_too() -> None:
    ask = password_of(Path("a.raci"))
    with pytest.raises(UserError) as caught:
        ask()
    assert "RACIAPP_PASSWORD_FILE" in caught.value.text(Language.FR)
