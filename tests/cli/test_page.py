import io
import sys
from pathlib import Path

import pytest

from raciapp.cli.page import WIDTH, Page


def test_a_paragraph_hangs_at_its_label(capsys: pytest.CaptureFixture[str]) -> None:
    Page().entry("ENG-1", "word " * 40, hang=7)
    first, second, third = capsys.readouterr().out.splitlines()
    assert first.startswith("  ENG-1  word word")
    assert second.startswith(" " * 9 + "word")
    assert third.startswith(" " * 9 + "word")
    assert max(map(len, (first, second))) <= WIDTH
    assert not first.endswith(" ")


def test_markup_and_controls_are_text(capsys: pytest.CaptureFixture[str]) -> None:
    Page().line("[bold]x[/] :smile: {n} \x1b[31m https://example.org 'quoted' 12", "bold red")
    assert capsys.readouterr().out == "[bold]x[/] :smile: {n} [31m https://example.org 'quoted' 12\n"


def test_an_empty_line_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    Page().line()
    assert capsys.readouterr().out == "\n"


def test_no_break_spaces_hold_together(capsys: pytest.CaptureFixture[str]) -> None:
    Page().line("x" * (WIDTH - 4) + " mot\u00a0: suite")
    assert capsys.readouterr().out == "x" * (WIDTH - 4) + "\nmot\u00a0: suite\n"


def test_a_long_word_is_left_whole(capsys: pytest.CaptureFixture[str]) -> None:
    Page().line("/" + "folder/" * 30 + "a.raci")
    assert capsys.readouterr().out.count("\n") == 1


def test_a_path_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    Page().path(Path("a folder", *["of folders"] * 12, "[x]\x1b.raci"), hang=3)
    written = capsys.readouterr().out
    assert written.startswith("     a folder")
    assert (written.count("\n"), written.endswith("[x].raci\n")) == (1, True)


def test_a_narrow_terminal_has_narrow_lines_and_colour(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"FORCE_COLOR": "1", "COLUMNS": "40", "TERM": "xterm"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    Page().line("word " * 12, "bold red")
    written = capsys.readouterr().out
    assert written.count("\n") == 2
    assert "\x1b[1;31m" in written


def test_a_closed_pipe_is_left_to_the_boundary(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    with monkeypatch.context() as changed:
        changed.setattr(sys, "stdout", Closed())
        with pytest.raises(BrokenPipeError):
            Page().line("nobody reads this")
