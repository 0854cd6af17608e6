"""Work in a thread, of which only the newest wish matters."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from raciapp.ui.jobs import Job

Work = Callable[[], object]


class Latest(QObject):
    """Does one piece of work at a time; of what is asked for meanwhile only the last is done, the others never are."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Wait for work."""
        super().__init__(parent)
        self._job: Job | None = None
        self._rest: tuple[Work, ...] = ()
        self._newer = False
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Return whether something is being done or waits for its turn."""
        return self._job is not None

    def ask(self, *works: Work) -> None:
        """Do these one after the other as soon as what is under way has ended, unless something newer is asked for.

        Where one of them fails, those after it are not done.
        """
        if self._stopped:
            return
        self._rest, self._newer = works, True
        if self._job is None:
            self._begin()

    def _begin(self) -> None:
        work, *rest = self._rest
        self._rest, self._newer = tuple(rest), False
        self._job = Job(work, self)
        self._job.succeeded.connect(self._tell)
        self._job.failed.connect(self._tell_failure)
        self._job.finished.connect(self._go_on)
        self._job.start()

    def stop(self) -> None:
        """Do nothing more, once what is under way has come to an end; its outcome is not told."""
        self._stopped = True
        self._rest = ()
        if self._job is not None:
            self._job.wait()

    def _tell(self, outcome: object) -> None:
        if not self._stopped:
            self.done.emit(outcome)

    def _tell_failure(self, error: object) -> None:
        if not self._newer:
            self._rest = ()
        if not self._stopped:
            self.failed.emit(error)

    def _go_on(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        if self._rest:
            self._begin()
