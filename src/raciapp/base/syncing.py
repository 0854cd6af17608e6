"""Making what was written to a file durable while others work: one thread, many writes at a time."""

import errno
import os
import threading


class Syncer:
    """Syncs a file to the disk in a thread of its own; what is written meanwhile waits for the next turn."""

    def __init__(self) -> None:
        """Start without a thread; the first `ask` starts it."""
        self._turn = threading.Condition()
        self._thread: threading.Thread | None = None
        self._descriptor: int | None = None
        self._asked = 0
        self._done = 0
        self._file = 0
        """Counts the files, so that the end of a sync of the last one says nothing of this one."""
        self._ending = False
        self.error: OSError | None = None
        """Why the last sync failed: what was written since may be lost, whatever a later sync says."""

    @property
    def settled(self) -> bool:
        """Return whether everything asked for is on the disk."""
        return self._asked == self._done and self.error is None

    def ask(self, descriptor: int) -> None:
        """Make what was written to `descriptor` durable soon; it must stay open until `let_go`."""
        with self._turn:
            self._descriptor = descriptor
            self._asked += 1
            if self._thread is None:
                self._ending = False
                self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
                self._thread.start()
            self._turn.notify_all()

    def let_go(self) -> None:
        """Forget the file and its faults: all of it is in another file now, and durable there."""
        with self._turn:
            self._descriptor = None
            self._file += 1
            self._done = self._asked
            self.error = None

    def wait(self, seconds: float) -> bool:
        """Wait until everything asked for is on the disk, at most `seconds`, and return whether it is."""
        with self._turn:
            self._turn.wait_for(lambda: self._asked == self._done, seconds)
            return self.settled

    def end(self) -> None:
        """End the thread, after a sync that is under way."""
        with self._turn:
            self._ending = True
            self._turn.notify_all()
        if self._thread is not None:
            self._thread.join(5.0)  # a sync to a network drive that is gone may hang for ever
            self._thread = None

    def _run(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._ending or self._asked != self._done)
                if self._ending or self._descriptor is None:
                    return
                asked, file = self._asked, self._file
                copy, error = _copied(self._descriptor)
            if copy is not None:
                error = _synced(copy)
            with self._turn:
                if file == self._file:
                    self._done = asked
                    self.error = self.error or error
                self._turn.notify_all()


def _copied(descriptor: int) -> tuple[int | None, OSError | None]:
    """Return a descriptor of the same file that nobody else closes."""
    try:
        return os.dup(descriptor), None
    except OSError as error:
        return None, error


def _synced(descriptor: int) -> OSError | None:
    """Sync and close the descriptor, and return what went wrong: a file that was deleted is on no disk."""
    try:
        try:
            os.fsync(descriptor)
            gone = os.fstat(descriptor).st_nlink == 0
        finally:
            os.close(descriptor)
    except OSError as error:  # network drives tell of lost writes when a file is closed
        return error
    return OSError(errno.ENOENT, os.strerror(errno.ENOENT)) if gone else None
