"""Reading with a limit and writing that leaves either the old file or the new one, never half of one."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from raciapp.base.errors import UserError
from raciapp.base.messages import mark


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
    except OSError as error:
        raise UserError(
            mark("{file}: cannot be read ({reason}). Check that it exists and that you may open it."),
            file=path.name,
            reason=system_reason(error),
        ) from error
    if len(content) > limit:
        raise UserError(
            mark("{file}: larger than {limit} MB, more than any matrix needs. Check that it is the right file."),
            file=path.name,
            limit=limit // 1_000_000,
        )
    return content


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to a temporary file beside `path`, make it durable, then put it in place.

    Raises UserError when the folder cannot be written; the old file is then untouched.
    """
    replace_atomically(path, lambda beside: beside.write_bytes(content))


def replace_atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a temporary file beside `path`, make it durable, then put it in place.

    The temporary file keeps the suffix of `path`, because some writers choose their format by it.
    Raises UserError when the folder cannot be written; the old file is then untouched.
    """
    target = path.resolve() if path.is_symlink() else path
    beside = target.with_name(f".{target.stem[:40]}.{os.urandom(4).hex()}{target.suffix}")
    try:
        try:
            write(beside)
            _make_durable(beside)
            if target.exists():
                beside.chmod(target.stat().st_mode & 0o777)
            beside.replace(target)
            _make_folder_durable(target.parent)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            mark("{file}: cannot be saved in {folder} ({reason}). Nothing was changed; choose another place."),
            file=path.name,
            folder=str(path.parent),
            reason=system_reason(error),
        ) from error


def _make_durable(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


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
