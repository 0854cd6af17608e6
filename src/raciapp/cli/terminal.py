"""What goes through stdout and stderr: text from files is data there, never control of the terminal or markup."""

import contextlib
import io
import json
import os
import re
import sys

_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and the signs that turn the direction of what stands after them."""
_NEVER_RAW = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: str) -> str:
    """Return text as one line without control characters."""
    return _CONTROLS.sub("", _BREAKS.sub(" ", text))


def speak_utf8() -> None:
    """Let stdout and stderr write UTF-8 whatever the locale says, and «?» for what even UTF-8 has no bytes for."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    """Write one line to stdout."""
    sys.stdout.write(plain(text) + "\n")


def say_lines(text: str) -> None:
    """Write several lines, each ended, to stdout."""
    sys.stdout.write("".join(f"{plain(line)}\n" for line in text.splitlines()))


def complain(text: str) -> None:
    """Write exactly one line to stderr, where there is one (a windowed app on Windows has none)."""
    if sys.stderr is not None:
        sys.stderr.write(f"raciapp: {plain(text)}\n")


def say_json(value: object) -> None:
    """Write a value as indented JSON, readable accents included, control characters escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.write(_NEVER_RAW.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def close_pipe() -> None:
    """Let what is still to be flushed go nowhere, after the reader of stdout has left."""
    with contextlib.suppress(OSError, ValueError):  # a stdout without a descriptor has nothing left to flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
