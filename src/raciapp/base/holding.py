"""Locks on files that the system ends with the process that took them, however it ends."""

import errno
import os
import sys
from pathlib import Path

from raciapp.base.files import MINE_ALONE

_TAKEN = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})


class Hold:
    """A lock on a file, held until it is released or the process is gone."""

    def __init__(self, path: Path) -> None:
        """Take the lock on `path`, made where it is missing. Raises OSError, also when somebody else has it."""
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR, MINE_ALONE)
        try:
            _lock(descriptor, shared=False)
        except OSError:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Let others have it."""
        os.close(self._descriptor)


def is_held(path: Path) -> bool:
    """Return whether a living process holds the lock on `path`; a missing file is held by nobody.

    Raises OSError where the file system knows no locks.
    """
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        _lock(descriptor, shared=True)
    except OSError as error:
        if error.errno in _TAKEN:
            return True
        raise
    finally:
        os.close(descriptor)
    return False


if sys.platform == "win32":  # pragma: no cover - measured on Linux

    def _lock(descriptor: int, *, shared: bool) -> None:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        if shared:
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:

    def _lock(descriptor: int, *, shared: bool) -> None:
        import fcntl

        # Those who only look share, so that two of them do not take each other for the holder.
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
