"""Long work in a worker thread, with one way to succeed and one to fail."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal


class Job(QThread):
    """Runs one function away from the window; what it returns or raises comes back as a signal."""

    succeeded = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[], object], parent: QObject | None = None) -> None:
        """Prepare to run `work`, which must touch nothing but immutable values and files."""
        super().__init__(parent)
        self._work = work

    def run(self) -> None:
        """Do the work."""
        try:
            outcome = self._work()
        except Exception as error:  # noqa: BLE001 - the boundary of the thread: handed to the window, which sorts it
            self.failed.emit(error)
        else:
            self.succeeded.emit(outcome)
        give_back_memory()


def give_back_memory() -> bool:
    """Return to the system what is free in the C library's own stores, and whether that was any.

    An export leaves some 30 MB free there, in a store of each of its threads; glibc alone neither gives them back nor
    lets other threads have them, so that an afternoon of exports would hold on to more and more. Other C libraries have
    no such thing to ask for, and need none.
    """
    if sys.platform != "linux":
        return False
    import ctypes  # here, where nobody waits for it

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim is not None and bool(trim(0))
