"""What `--help` says, in the language asked for."""

import re

import pytest
from cli.running import Run

from raciapp.cli import COMMANDS

OTHERS = [["rules", "validate"], ["templates", "validate"]]


@pytest.mark.usefixtures("framed")
@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS), *OTHERS], ids=" ".join)
def test_help_is_in_the_language_of_the_system(run: Run, command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    english = run(*command, "--help")
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    french = run(*command, "--help")
    assert (french.code, french.err) == (0, "")
    assert "‹" not in english.out
    said = _without_framed(" ".join(french.out.partition("\n")[2].split()))
    assert not re.findall(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}", said), "English words that nobody translates"
    assert re.sub("[‹›\\s]", "", french.out) == re.sub(r"\s", "", english.out)


def _without_framed(text: str) -> str:
    """Return a text without what stands in ‹ ›, however deep."""
    before = ""
    while before != text:
        before, text = text, re.sub("‹[^‹›]*›", "", text)
    return text


def test_help_asked_for_in_french_need_not_be_that_of_the_system(run: Run) -> None:
    ran = run("export", "--lang", "fr", "--help")
    assert ran.out == run("export", "--lang=fr", "-h").out


def test_placeholders_are_filled(run: Run) -> None:
    words = " ".join(run("export", "--help").out.split())
    assert "A file to write: .xlsx, .pdf, .docx, .pptx, .html, .md, .csv, .png, .svg; may be given" in words
    assert "may be given several times: cover, gap, pictures, cards, method, sign_off." in words
    assert "One named raciapp-house beside the document" in words
    assert "[default: (that of the system)]" in words
    assert re.findall(r"{\w+}", words) == ["{FILE}"]


def test_a_line_of_the_list_is_never_cut_short(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    listed = run("--help").out.partition("Commands:")[2].partition("A document behind")[0]
    assert "..." not in listed
    assert "Make a copy of a document without names, remarks and reasons." in " ".join(listed.split())
