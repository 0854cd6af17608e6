"""Reading a file anew: at once where it is small, in a thread of its own where that would take the window's breath."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from raciapp.ui.importing.preview import Preview
from raciapp.ui.jobs import Job

Work = Callable[[], Preview]
Done = Callable[[Preview], object]


class Worker(QObject):
    """Does one piece of work at a time."""

    turned = Signal()
    """It became busy, or is no longer."""

    def __init__(self, parent: QObject, *, threaded: bool) -> None:
        """Work for `parent`, in a thread if `threaded`."""
        super().__init__(parent)
        self._threaded = threaded
        self._job: Job | None = None
        self._done: Done = lambda _: None

    @property
    def busy(self) -> bool:
        """Return whether something is being read."""
        return self._job is not None

    def do(self, work: Work, done: Done) -> None:
        """Do `work` and hand its outcome to `done`; while something is being read, nothing else is begun."""
        if self.busy:
            return
        if not self._threaded:
            done(work())
            return
        self._done = done
        self._job = Job(work, self)
        # Methods of an object that lives in the window's thread are called there; a lambda might not be.
        self._job.succeeded.connect(self._on_success)
        self._job.failed.connect(self._on_failure)
        self._job.finished.connect(self._job.deleteLater)
        self.turned.emit()
        self._job.start()

    def _on_success(self, preview: Preview) -> None:
        if self._is_over():
            self._done(preview)

    def _on_failure(self, error: Exception) -> None:
        if self._is_over():
            raise error

    def _is_over(self) -> bool:
        """Be ready for the next piece of work, and return whether anybody still waits for this one."""
        if self._job is None:
            return False
        self._job = None
        self.turned.emit()
        return True

    def stop(self) -> None:
        """Forget what is being read, once its thread has come to an end."""
        job, self._job = self._job, None
        if job is not None:
            job.wait()
