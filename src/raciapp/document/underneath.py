"""Noticing what others do to a document's file: changes underneath, and the copies cloud tools leave in a conflict."""

import os
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded, system_reason
from raciapp.base.hashing import blake2b
from raciapp.base.messages import mark
from raciapp.base.processes import machine
from raciapp.document.storage import LARGEST_FILE


class Fingerprint(msgspec.Struct, frozen=True):
    """What tells one content of a file from another: bytes, time in nanoseconds, hash; nothing of a missing file."""

    size: int = -1
    mtime_ns: int = 0
    digest: str = ""

    @classmethod
    def of(cls, path: Path) -> "Fingerprint":
        """Return the fingerprint of the file `path`, or of no file where there is none. Raises UserError."""
        return fingerprinted(path)[1] if path.exists() else cls()

    @property
    def exists(self) -> bool:
        """Return whether there was a file."""
        return self.size >= 0


def fingerprinted(path: Path, limit: int = LARGEST_FILE) -> tuple[bytes, Fingerprint]:
    """Return what the file `path` holds and the fingerprint of just that, even if it changes while it is read.

    Raises UserError when it cannot be read or is larger than `limit` bytes.
    """
    before = _stat(path)
    content = read_bounded(path, limit)
    return content, Fingerprint(len(content), before.st_mtime_ns if before else 0, _digest(content))


def fingerprint_of_saved(path: Path, content: bytes) -> Fingerprint:
    """Return the fingerprint of what was just written to `path`; nothing is read again."""
    found = _stat(path)
    return Fingerprint(len(content), found.st_mtime_ns if found else 0, _digest(content))


def touched(path: Path, known: Fingerprint) -> bool:
    """Return whether the file looks different from outside, which costs next to nothing and proves nothing."""
    found = _stat(path)
    if found is None:
        return known.exists
    return (found.st_size, found.st_mtime_ns) != (known.size, known.mtime_ns)


def changed(path: Path, known: Fingerprint) -> bool:
    """Return whether saving to `path` would overwrite something else than what is `known`.

    The content decides, not the clock. A file that is gone is overwritten by nothing.
    Raises UserError when there is a file that cannot be read.
    """
    found = _stat(path)
    if found is None:
        return False
    return found.st_size != known.size or _digest(read_bounded(path, 2 * LARGEST_FILE)) != known.digest


def _stat(path: Path) -> os.stat_result | None:
    """Return what the system says of the file, or None where there is none. Raises UserError."""
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UserError(
            mark("{file}: cannot be read ({reason}). Check that it exists and that you may open it."),
            file=path.name,
            reason=system_reason(error),
        ) from error


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=32).hexdigest()


# -- conflict copies --------------------------------------------------------------------------------------

_MARKS = (
    r" \([^()]*conflicted copy[^()]*\)",  # Dropbox, Nextcloud
    r" \([^()]*copie en conflit[^()]*\)",  # Dropbox in French
    r" \([^()]*case conflict[^()]*\)",
    r"[._]sync-conflict-\d{8}-\d{6}(-\w+)?",  # Syncthing
    r"_conflict-\d{8}-\d{6}",  # ownCloud
    r" ?[\[(]conflict[^\[\]()]*[\])]",  # Google Drive, pCloud
    r" \([1-9]\d?\)",  # Google Drive
)

_MACHINES = (r"desktop-\w+", r"laptop-\w+", r"win-\w+", r"(macbook|imac|mac mini|mac-?mini)[\w .'’-]*")
"""What systems call machines by themselves; OneDrive puts the name of the machine behind the file's."""


def conflict_copies(path: Path, machines: Collection[str] = ()) -> tuple[Path, ...]:
    """Return the copies that Dropbox, OneDrive, Google Drive, Nextcloud, ownCloud or Syncthing left beside `path`.

    OneDrive's are told by the name of a machine: this one, `machines`, or one as systems give themselves.
    A folder that cannot be listed has none.
    """
    named = (re.escape(_spelled(name)) for name in (machine(), *machines) if name)
    marks = "|".join((*_MARKS, *(f"-{name}" for name in (*_MACHINES, *named))))
    pattern = re.compile(f"{re.escape(_spelled(path.stem))}(?:{marks}){re.escape(_spelled(path.suffix))}")
    try:
        with os.scandir(path.parent) as entries:
            found = [entry.name for entry in entries if pattern.fullmatch(_spelled(entry.name)) and entry.is_file()]
    except OSError:
        return ()
    return tuple(path.with_name(name) for name in sorted(found))


def _spelled(name: str) -> str:
    """Return a name as it compares: macOS takes accents apart, and Windows does not tell capitals."""
    return unicodedata.normalize("NFC", name).casefold()
