"""The file beside a document that says who has it open: `.~lock.NAME.raci#`, as office programs do.

It keeps two people from working on one file without knowing; it holds nobody back by force.
"""

import contextlib
import os
import time
from pathlib import Path
from typing import Annotated

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.files import create_privately, write_all, write_atomically
from raciapp.base.processes import lives, machine

DAY = 86_400
"""Seconds after which a lock that nobody touched is stale."""

MINUTE = 60
"""Seconds after which a lock that cannot be read is stale: nobody writes one for so long."""

LARGEST_LOCK = 4_000
"""Bytes."""

_OWN: set[str] = set()
"""The marks of the locks that this process holds; a number of a process that died may be ours now."""

Name = Annotated[str, msgspec.Meta(max_length=100)]


class Holder(msgspec.Struct, frozen=True):
    """Who has a document open: empty names where the lock cannot be read; `time` in seconds since 1970."""

    user: Name = ""
    machine: Name = ""
    pid: Annotated[int, msgspec.Meta(ge=0, le=2**32)] = 0
    time: float = 0.0
    mark: Name = ""

    @property
    def is_us(self) -> bool:
        """Return whether it is this very process, in another window."""
        return self.mark in _OWN


class Lock:
    """A document held by this process until it is released; one that could not be written holds nothing."""

    def __init__(self, file: Path, holder: Holder | None) -> None:
        """Stand for the lock in `file`, of `holder`, or for none where the folder cannot be written."""
        self._file = file
        self._holder = holder

    @property
    def holds(self) -> bool:
        """Return whether others see that the document is open."""
        return self._holder is not None

    def refresh(self) -> bool:
        """Say that the document is still open, some times a day, and return False where somebody took it over."""
        if self._holder is None:
            return True
        if _read(self._file).mark not in {self._holder.mark, ""}:
            self._let_go()
            return False
        self._holder = msgspec.structs.replace(self._holder, time=time.time())
        with contextlib.suppress(UserError):  # the drive may be back at the next time
            write_atomically(self._file, msgspec.json.encode(self._holder))
        return True

    def release(self) -> None:
        """Say that the document is open no longer; once is enough."""
        if self._holder is None:
            return
        if _read(self._file).mark == self._holder.mark:
            with contextlib.suppress(OSError):
                self._file.unlink()
        self._let_go()

    def _let_go(self) -> None:
        if self._holder is not None:
            _OWN.discard(self._holder.mark)
        self._holder = None


def lock_file(path: Path) -> Path:
    """Return where the lock of the document at `path` lies."""
    return path.with_name(f".~lock.{path.name}#")


def take(path: Path) -> Lock | Holder:
    """Return a lock on the document at `path`, or who has it open. A stale lock is taken over.

    Where the folder cannot be written the lock holds nothing, and nobody is kept from working.
    """
    file = lock_file(path)
    for _ in range(3):
        try:
            return _written(file, path)
        except FileExistsError:
            holder = _read(file)
            if not _stale(file, holder):
                return holder
            _clear(file, holder)
        except OSError:
            break
    return Lock(file, None)


def seize(path: Path) -> Lock:
    """Return a lock on the document at `path` whoever has it open, because a person said so."""
    with contextlib.suppress(OSError):
        lock_file(path).unlink()
    taken = take(path)
    return taken if isinstance(taken, Lock) else Lock(lock_file(path), None)


def _written(file: Path, path: Path) -> Lock:
    holder = Holder(_user(), machine()[:100], os.getpid(), time.time(), os.urandom(8).hex())
    handle = create_privately(file)
    try:
        write_all(handle, msgspec.json.encode(holder))
    except OSError:
        with contextlib.suppress(OSError):
            file.unlink()
        raise
    finally:
        os.close(handle)
    with contextlib.suppress(OSError):  # whoever may read the document may know who has it open
        file.chmod(path.stat().st_mode & 0o644 | 0o600)
    _OWN.add(holder.mark)
    return Lock(file, holder)


def _user() -> str:
    import getpass  # not needed to start

    try:
        return getpass.getuser()[:100]
    except (OSError, KeyError, ImportError):  # nobody is called so in a container
        return ""


def _read(file: Path) -> Holder:
    """Return who wrote the lock, or nobody we know where it cannot be read; it may come from anywhere."""
    try:
        with file.open("rb") as opened:
            return msgspec.json.decode(opened.read(LARGEST_LOCK), type=Holder)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Holder()


def _stale(file: Path, holder: Holder) -> bool:
    """Return whether whoever wrote the lock is gone: their process ended, or nobody touched it for a day."""
    now = time.time()
    try:
        touched = file.stat().st_mtime
    except OSError:
        return True  # released by now
    if not holder.mark:
        return now - touched > MINUTE
    # A clock that runs ahead by more than a day says nothing.
    if not any(now - moment <= DAY and moment - now <= DAY for moment in (touched, holder.time)):
        return True
    if holder.machine != machine()[:100]:
        return False
    return not holder.is_us if holder.pid == os.getpid() else not lives(holder.pid)


def _clear(file: Path, stale: Holder) -> None:
    """Remove a stale lock, and not the one that somebody else has put in its place meanwhile."""
    aside = file.with_name(f"{file.name}{os.urandom(3).hex()}")
    with contextlib.suppress(OSError):
        file.rename(aside)
        if _read(aside) != stale and not file.exists():
            aside.rename(file)
        aside.unlink(missing_ok=True)
