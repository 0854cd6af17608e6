"""Reading with a limit and writing that leaves either the old file or the new one, never half of one."""

import contextlib
import errno
import os
import re
import stat
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.base.processes import lives, machine

MINE_ALONE = 0o600
"""The permissions of a file that was not there before."""

DAY = 86_400
"""Seconds after which a temporary file of another machine is no longer being written."""

PAUSES = (0.05, 0.1, 0.2, 0.4)
"""Seconds between the tries to replace a file that a virus scanner or a cloud folder's tool holds for a moment."""

_BINARY: int = getattr(os, "O_BINARY", 0)
"""Windows would turn line ends."""

_BEING_WRITTEN: set[str] = set()
"""The names of this process's temporary files; the names are unique."""


# -- reading ----------------------------------------------------------------------------------------------


def system_reason(error: OSError) -> str:
    """Return what the operating system says is wrong, without its number and path."""
    return error.strerror or type(error).__name__


def read_bounded(path: Path, limit: int) -> bytes:
    """Return the bytes of `path`.

    Raises UserError when it cannot be read or is larger than `limit` bytes.
    """
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a null character, which no file has in its name
        raise UserError(
            mark("{file}: cannot be read ({reason}). Check that it exists and that you may open it."),
            file=path.name.replace("\0", "\N{REPLACEMENT CHARACTER}"),
            reason=system_reason(error) if isinstance(error, OSError) else UserError(mark("no file is called so")),
        ) from error
    if len(content) > limit:
        raise UserError(
            mark("{file}: larger than {limit} MB, more than such a file needs. Check that it is the right file."),
            file=path.name,
            limit=limit // 1_000_000,
        )
    return content


# -- writing ----------------------------------------------------------------------------------------------


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to a temporary file beside `path`, make it durable, then put it in place.

    Raises UserError when it cannot be saved; the old file is then untouched.
    """

    def write(beside: Path) -> None:
        handle = os.open(beside, os.O_WRONLY | _BINARY)
        try:
            write_all(handle, content)
        finally:
            os.close(handle)

    replace_atomically(path, write)


def replace_atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill an empty temporary file beside `path`, make it durable, then put it in place.

    A new file is readable by the user alone from its first byte on; an old one keeps its permissions.
    The temporary file keeps the suffix of `path`, because some writers choose their format by it. What a process
    that was killed has left there is removed. Raises UserError when it cannot be saved; the old file is then untouched.
    """
    try:
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        old = _stat(target)
        if old and stat.S_ISREG(old.st_mode) and not os.access(target, os.W_OK):
            raise UserError(
                mark(
                    "{file}: cannot be saved, the file is marked read-only. Nothing was changed; choose another name."
                ),
                file=path.name,
            )
        _sweep(target)
        _replace(target, old, write)
    except OSError as error:
        raise _complaint(path, error) from error


def create_privately(path: Path) -> int:
    """Make a file that does not exist yet, for this user alone, and return its descriptor. Raises OSError."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, MINE_ALONE)


def write_all(handle: int, content: bytes) -> None:
    """Write every byte of `content`, however few the system takes at a time. Raises OSError."""
    rest = memoryview(content)
    while rest:
        written = os.write(handle, rest)
        if not written:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[written:]


def _replace(target: Path, old: os.stat_result | None, write: Callable[[Path], object]) -> None:
    beside = target.with_name(_temporary_name(target))
    _BEING_WRITTEN.add(beside.name)
    try:
        os.close(create_privately(beside))
        write(beside)
        _make_durable(beside)
        _lend_rights(beside, old)
        _put_in_place(beside, target)
        _make_folder_durable(target.parent)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        _BEING_WRITTEN.discard(beside.name)


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _lend_rights(beside: Path, old: os.stat_result | None) -> None:
    """Give the new file the permissions and the group of the old one, or none but the user's own.

    Some network drives know no permissions; a file that cannot be given more is still saved.
    """
    with contextlib.suppress(OSError):
        if old and hasattr(os, "chown") and beside.stat().st_gid != old.st_gid:
            os.chown(beside, -1, old.st_gid)
    with contextlib.suppress(OSError):
        beside.chmod(stat.S_IMODE(old.st_mode) & 0o777 if old else MINE_ALONE)


def _make_durable(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _put_in_place(beside: Path, target: Path) -> None:
    """Rename; a file held by another program, as Windows lets them, is tried again for less than a second."""
    for pause in (*PAUSES, None):
        try:
            beside.replace(target)
        except OSError as error:
            if not isinstance(error, PermissionError) and error.errno not in _HELD:
                raise
            if pause is None:
                # The folder could be written a moment ago: it is the file that is refused.
                raise OSError(errno.EBUSY, system_reason(error)) from error
            time.sleep(pause)
        else:
            return


def _make_folder_durable(folder: Path) -> None:
    """Make the new name survive a power cut where the system can sync folders (not on Windows or some shares).

    The new file is in place by now, so a system that cannot is no reason to say that nothing was saved.
    """
    if os.name == "nt":  # pragma: no cover - Windows has no folder handles to sync
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# -- what killed processes leave behind -------------------------------------------------------------------


def _temporary_name(target: Path) -> str:
    """Return a name that fits wherever the target's own does, and says whose it is."""
    return f".{target.stem[:40]}.{_machine_mark()}-{os.getpid():x}-{os.urandom(3).hex()}{target.suffix[:10]}"


def _machine_mark() -> str:
    return f"{zlib.crc32(machine().encode(errors='replace')):08x}"


def _sweep(target: Path) -> None:
    """Remove the temporary files of processes that ended while saving `target`; to fail at it hinders nothing."""
    stem, suffix = re.escape(target.stem[:40]), re.escape(target.suffix[:10])
    pattern = re.compile(rf"\.{stem}\.([0-9a-f]{{8}})-([0-9a-f]{{1,8}})-[0-9a-f]{{6}}{suffix}")
    with contextlib.suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            found = pattern.fullmatch(entry.name)
            if found and _left_behind(entry, found[1], int(found[2], 16)):
                os.unlink(entry.path)  # noqa: PTH108 - what scandir gives is no Path


def _left_behind(entry: os.DirEntry[str], whose: str, pid: int) -> bool:
    if not entry.is_file(follow_symlinks=False):
        return False
    if time.time() - entry.stat(follow_symlinks=False).st_mtime > DAY:
        return True
    if whose != _machine_mark():
        return False
    return entry.name not in _BEING_WRITTEN if pid == os.getpid() else not lives(pid)


# -- complaining ------------------------------------------------------------------------------------------


def _codes(*names: str) -> frozenset[int]:
    return frozenset(getattr(errno, name) for name in names if hasattr(errno, name))


_HELD = _codes("EBUSY", "ETXTBSY")

_COMPLAINTS = (
    (
        _codes("ENOSPC", "EDQUOT"),
        {39, 112},
        mark(
            "{file}: cannot be saved in {folder}, the disk is full ({reason}). "
            "Nothing was changed; make room there or choose another place."
        ),
    ),
    (
        _HELD,
        {32, 33},
        mark(
            "{file}: cannot be saved in {folder}, another program holds the file or protects it ({reason}). "
            "Nothing was changed; close it there or choose another name."
        ),
    ),
    (
        _codes("ENAMETOOLONG"),
        {206},
        mark("{file}: cannot be saved, the name is too long ({reason}). Nothing was changed; choose a shorter one."),
    ),
    (
        _codes(
            "ENOENT", "ENOTDIR", "ENODEV", "ENXIO", "ESTALE", "ENOTCONN", "ENETDOWN", "ENETUNREACH", "EHOSTDOWN",
            "EHOSTUNREACH", "ETIMEDOUT", "ECONNRESET", "ECONNABORTED",
        ),
        {21, 53, 55, 59, 64, 67, 121, 1231},
        mark(
            "{file}: cannot be saved in {folder} ({reason}). Nothing was changed; "
            "the folder is not there or its drive is no longer connected: connect it or choose another place."
        ),
    ),
    (
        _codes("EACCES", "EPERM", "EROFS"),
        {19},
        mark(
            "{file}: cannot be saved in {folder}, where you may not write ({reason}). "
            "Nothing was changed; choose another place."
        ),
    ),
    (
        _codes("EIO"),
        {23, 29, 30, 1117},
        mark(
            "{file}: cannot be saved in {folder}, its drive reports a fault ({reason}). "
            "Nothing was changed; choose another place."
        ),
    ),
)  # fmt: skip
"""The numbers of errors, Windows's own second, and what a person is told; the first that fits counts."""


def _complaint(path: Path, error: OSError) -> UserError:
    number = getattr(error, "winerror", None)
    fitting = (text for _, windows, text in _COMPLAINTS if number in windows)
    general = mark("{file}: cannot be saved in {folder} ({reason}). Nothing was changed; choose another place.")
    found = next(fitting, None) or next((text for codes, _, text in _COMPLAINTS if error.errno in codes), general)
    return UserError(found, file=_cut(path.name), folder=str(path.parent), reason=system_reason(error))


def _cut(name: str) -> str:
    """Return a name that fits in a sentence."""
    return name if len(name) <= 80 else f"{name[:79]}…"
