"""Every way a command can end."""

import errno
import sys
from pathlib import Path

import platformdirs
import pytest
from cli.running import Run

from raciapp import __version__
from raciapp.base.errors import NoMatrixError
from raciapp.cli import COMMANDS, app, boundary, lists


def test_help_shows_the_whole_list(run: Run) -> None:
    for option in ("--help", "-h"):
        ran = run(option)
        assert (ran.code, ran.err) == (0, "")
        assert "raciapp [FILE]       open the window on FILE" in ran.out
        assert [word for word in COMMANDS if f"\n  {word} " not in ran.out] == []
        assert "  1   findings at or above --fail-on (check), differences (diff)\n" in ran.out
        assert "..." not in ran.out.partition("Commands:")[2]


def test_the_commands_known_by_name_are_those_that_exist() -> None:
    named = [command.name or getattr(command.callback, "__name__", "") for command in app.app.registered_commands]
    named += [group.name or "" for group in app.app.registered_groups]
    assert tuple(named) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: raciapp {command} ")


def test_help_says_what_a_choice_may_be(run: Run) -> None:
    assert "must|should|hint|never" in run("check", "--help").out
    words = " ".join(run("new", "--help").out.split())
    assert "sector: corporate, government, education, nonprofit;" in words
    assert "program_channels, regulated, gc, no_alternative, classic, names: true, false." in words


def test_the_version(run: Run) -> None:
    assert run("--version") == run("--version", "check")
    assert run("--version").out == f"raciapp {__version__}\n"
    assert run("--version").code == 0


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["check"], "FILE is missing. See «raciapp check --help»."),
        (["new", "--core"], "-o is missing. See «raciapp new --help»."),
        (["check", "--frmat", "json"], "there is no option --frmat (--format, --matrix?). See «raciapp check --help»."),
        (["check", "--zzz"], "there is no option --zzz. See «raciapp check --help»."),
        (["check", "a.raci", "-x"], "there is no option -x. See «raciapp check --help»."),
        (
            ["check", "a.raci", "b.raci"],
            "«b.raci» is too much here; put a text with blanks in quotation marks. See «raciapp check --help».",
        ),
        (["check", "a.raci", "--matrix"], "--matrix needs a value after it. See «raciapp --help»."),
        (["--zzz"], "there is no option --zzz. See «raciapp --help»."),
        (["chekc", "a.raci"], f"there is no command «chekc». Commands: {', '.join(COMMANDS)}."),
        (["-"], "No such command '-'. See «raciapp --help»."),
        (["--"], "Missing command. See «raciapp --help»."),
        (["rules", "valdate"], "No such command 'valdate'. Did you mean 'validate'. See «raciapp rules --help»."),
        (["templates", "validate"], "FILE is missing. See «raciapp templates validate --help»."),
        (["rules", "--hose", "x"], "there is no option --hose (--house, --help?). See «raciapp rules --help»."),
    ],
)
def test_wrong_usage_is_one_line_and_two(run: Run, arguments: list[str], complaint: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"raciapp: {complaint}\n")


@pytest.mark.usefixtures("framed")
def test_wrong_usage_is_told_in_the_language_asked_for(run: Run) -> None:
    assert run("check", "--lang", "fr").err == "raciapp: ‹FILE is missing. See «raciapp check --help».›\n"
    assert run("check", "--lang", "fr", "--zzz").err.startswith("raciapp: ‹there is no option --zzz.")
    assert run("check", "a", "b", "--lang=fr").err.startswith("raciapp: ‹«b» is too much here")


def test_no_matrix_is_three(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _let_fail(monkeypatch, NoMatrixError("{file}: no matrix found", file="a.csv"))
    ran = run("rules")
    assert (ran.code, ran.out, ran.err) == (3, "", "raciapp: a.csv: no matrix found\n")


def test_an_interrupted_command_says_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _let_fail(monkeypatch, KeyboardInterrupt())
    ran = run("rules")
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_a_reader_who_left_is_told_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []
    monkeypatch.setattr(boundary, "close_pipe", lambda: closed.append(True))
    _let_fail(monkeypatch, BrokenPipeError())
    ran = run("rules")
    assert (ran.code, ran.out, ran.err) == (141, "", "")
    assert closed == [True]


def test_a_full_disk_is_no_bug(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []
    monkeypatch.setattr(boundary, "close_pipe", lambda: closed.append(True))
    _let_fail(monkeypatch, OSError(errno.ENOSPC, "No space left on device"))
    ran = run("rules")
    assert (ran.code, ran.err) == (2, "raciapp: the answer cannot be written (No space left on device).\n")
    assert closed == [True]


def test_a_missing_file_of_ours_is_a_bug(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _let_fail(monkeypatch, FileNotFoundError(errno.ENOENT, "No such file", "rules.toml"))
    ran = run("rules")
    assert ran.code == 70
    assert ran.err.startswith("raciapp: internal error (FileNotFoundError: ENOENT)")


def test_a_bug_is_kept_for_the_report(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _let_fail(monkeypatch, ZeroDivisionError("{oh}\nno"))
    ran = run("rules")
    (kept,) = (tmp_path / "log").iterdir()
    assert (ran.code, ran.out) == (70, "")
    assert ran.err == f"raciapp: internal error (ZeroDivisionError); please report it, with the file {kept}.\n"
    told = kept.read_text("utf-8")
    assert "raciapp/cli/boundary.py" in told
    assert "{oh}" not in told


def test_a_bug_is_told_even_where_nothing_can_be_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_names: object, **_options: object) -> Path:
        raise PermissionError

    monkeypatch.setattr(platformdirs, "user_log_path", full)
    _let_fail(monkeypatch, ZeroDivisionError())
    ran = run("rules")
    assert (ran.code, ran.err) == (70, "raciapp: internal error (ZeroDivisionError); please report it.\n")


@pytest.mark.usefixtures("framed")
def test_a_bug_is_told_in_the_language_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _let_fail(monkeypatch, ZeroDivisionError())
    assert run("rules", "--lang", "fr").err.startswith("raciapp: ‹internal error")


def test_what_was_written_is_flushed_inside_the_boundary(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def write(self, _text: str) -> None: ...

        def flush(self) -> None:
            raise BrokenPipeError

        def fileno(self) -> int:
            raise OSError

    with monkeypatch.context() as changed:
        changed.setattr(sys, "stdout", Gone())
        assert boundary.run(["--version"]) == 141


def _let_fail(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(lists, "list_rules", fail)
