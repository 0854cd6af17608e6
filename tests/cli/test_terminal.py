import io
import json
import os
import sys

import pytest

from raciapp.cli import terminal


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain «é» {x} [bold]", "plain «é» {x} [bold]"),
        ("two\nlines\r\n\tand\u2028more", "two lines and more"),
        ("\x1b[31mred\x07\x9b0m", "[31mred0m"),
        ("a\u202eb\u2066c", "abc"),
        ("French\u00a0: kept", "French\u00a0: kept"),
    ],
)
def test_text_from_files_controls_nothing(text: str, shown: str) -> None:
    assert terminal.plain(text) == shown


def test_a_line_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say("one\ntwo")
    terminal.complain("three\nfour")
    assert capsys.readouterr() == ("one two\n", "raciapp: three four\n")


def test_without_stderr_nothing_is_complained(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(sys, "stderr", None)
        terminal.complain("nobody hears it")
        terminal.speak_utf8()


def test_json_keeps_accents_and_escapes_controls(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"title": "Ministère \x1b[1m\x9b\u202e\ud800\u2028"}
    terminal.say_json(value)
    written = capsys.readouterr().out
    assert "Ministère" in written
    assert written.isprintable() or set(written) - set("\n") == {sign for sign in written if sign.isprintable()}
    assert json.loads(written) == value


def test_an_ascii_stream_becomes_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    with monkeypatch.context() as changed:
        changed.setattr(sys, "stdout", stream)
        terminal.speak_utf8()
        terminal.say("é \udcff")
        stream.flush()
    assert raw.getvalue().decode() == f"é ?{os.linesep}"


def test_what_follows_a_closed_pipe_goes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stream, monkeypatch.context() as changed:
        changed.setattr(sys, "stdout", stream)
        terminal.close_pipe()
        stream.write("to nobody")
        stream.flush()  # would raise BrokenPipeError, here and when the process ends


def test_a_stream_without_a_descriptor_needs_no_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(sys, "stdout", io.StringIO())
        terminal.close_pipe()
