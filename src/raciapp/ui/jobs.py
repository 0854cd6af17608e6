"""Long work in a worker thread, with one way to succeed and one to fail."""

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
