"""The file of this user's settings: where it is, and whether it still is one."""

import re
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings

LARGEST = 1_000_000
"""Bytes; ours have some thousands."""

FORMAT = QSettings.Format.IniFormat
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|@Variant\(")
"""What Qt escapes when it writes, and the objects of any kind that it would make of a text; we keep none."""


def settings_file() -> Path:
    """Return where the settings of this user lie."""
    # Asked for without the application's name: Qt would read the file at once, whatever it is.
    return Path(QSettings(FORMAT, QSettings.Scope.UserScope, "raciapp").fileName()).with_suffix("") / "raciapp.ini"


def is_damaged(path: Path) -> bool:
    """Return whether there is a file that holds no settings: far too large, binary, or no lines with a sign `=`.

    One that cannot be read at all is nothing that could be put aside.
    """
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError):
        return False
    return len(content) > LARGEST or not _is_text(content) or not is_understood(QSettings(str(path), FORMAT))


def is_understood(store: QSettings) -> bool:
    """Return whether Qt finds the form of settings in a file."""
    store.allKeys()  # Qt looks at most of it only when it is asked for
    return store.status() is not QSettings.Status.FormatError


def put_aside(path: Path, today: date) -> Path:
    """Give a damaged file another name in its folder and return it. Raises OSError."""
    number = 1
    aside = first = path.with_name(f"{path.name}.damaged-{today.isoformat()}")
    while aside.exists():
        number += 1
        aside = first.with_name(f"{first.name}-{number}")
    return path.rename(aside)


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return _BINARY.search(content) is None
