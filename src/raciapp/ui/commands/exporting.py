"""Handing out: files in many formats written in the background, the same again, the matrix as a picture."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.formats.exporting import format_of
from raciapp.formats.report import ReportPart, Wishes
from raciapp.ui.commands.commands import Commands
from raciapp.ui.exporting.choices import ExportChoices, kept, read
from raciapp.ui.exporting.writing import ExportJob, Order, Outcome, Refused, Target, drawn, free_name, reasons
from raciapp.ui.jobs import Job
from raciapp.ui.language import current_language, tr, tr_count

if TYPE_CHECKING:
    from raciapp.document.workspace import Workspace
    from raciapp.ui.window import MainWindow

_MOST_BUTTONS = 3
"""Files that the notice offers to open one by one."""


class ExportCommands(Commands):
    """The commands that write files to hand out."""

    def __init__(self, window: "MainWindow") -> None:
        """Work for `window`."""
        super().__init__(window)
        self._job: Job | None = None
        self._last: tuple[Workspace, ExportChoices] | None = None

    # -- asking -------------------------------------------------------------------------------------------

    def export(self, suffix: str) -> None:
        """Ask where to, and write the shown matrix in a worker thread; the document may be edited meanwhile."""
        kinds = {".xlsx": "Excel", ".pdf": "PDF"}[suffix]
        path = self._window.prompts.save_path(
            tr(mark("Export")), self._window.files.suggestion(suffix), f"{kinds} (*{suffix})"
        )
        if path:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the shown matrix, briefly and in the window's language, to `path`, whose suffix names the format.

        Paper and other options are those chosen last. Raises UserError for a suffix that has no format.
        """
        choices = read(self._window.settings.exports)
        options = choices.options.get(format_of(path).suffix, {})
        wishes = Wishes(current_language(), matrix=self._session.matrix)
        self._begin(self._order(wishes, ((path, options),), choices.branding))

    def ask(self) -> None:
        """Ask what to hand out, and write it."""
        if self._is_busy():
            return
        from raciapp.ui.exporting.dialog import ExportDialog
        from raciapp.ui.exporting.pages import Pager

        session = self._session
        pager = Pager(session.document, session.knowledge)
        dialog = ExportDialog(pager, session.matrix, session.knowledge, self._offered(), self._window)
        if self._window.prompts.run(dialog):
            choices = dialog.answer()
            self._last = session.workspace, choices
            self._window.settings.exports = kept(choices)
            self._carry_out(choices)

    def again(self) -> None:
        """Write the last set of this document again, over what it wrote; ask where there was none yet."""
        if self._last is None or self._last[0] is not self._session.workspace:
            self.ask()
        else:
            self._carry_out(self._last[1])

    def go_on_from(self, other: "ExportCommands") -> None:
        """Know what the window that this one replaces had exported."""
        self._last = other._last  # noqa: SLF001 - of our own class

    def _offered(self) -> ExportChoices:
        """Return what the dialog starts from: the last set of this document, else what is usual for this person."""
        if self._last is not None and self._last[0] is self._session.workspace:
            return self._last[1]
        suggestion = self._window.files.suggestion("")
        return replace(read(self._window.settings.exports), folder=str(suggestion.parent), name=suggestion.name)

    # -- writing ------------------------------------------------------------------------------------------

    def _carry_out(self, choices: ExportChoices) -> None:
        wishes = choices.wishes(self._session.matrix, current_language())
        self._begin(self._order(wishes, choices.targets(), choices.branding))

    def _order(self, wishes: Wishes, targets: tuple[Target, ...], branding: str) -> Order:
        session = self._session
        look = Path(branding) if branding else None
        return Order(session.document, session.knowledge, wishes, targets, look)

    def _is_busy(self) -> bool:
        if self._job is not None:
            self._window.notices.complain(tr(mark("One export is still under way. Wait until it has ended.")))
        return self._job is not None

    def _begin(self, order: Order) -> None:
        if self._is_busy():
            return
        job = ExportJob(order, self._window)
        job.began.connect(lambda number: self._tell(order, number))
        job.succeeded.connect(lambda outcome: self._ended(order, outcome))
        self._tell(order, 0)
        self._start(job)

    def _start(self, job: Job) -> None:
        self._job = job
        job.failed.connect(self._broke)
        job.finished.connect(self._job_over)
        job.finished.connect(job.deleteLater)
        job.start()

    def stop(self) -> None:
        """Begin no further file of the export that is under way."""
        if isinstance(self._job, ExportJob):
            self._job.stop()
            self._window.notices.wait(tr(mark("Stopping after this file…")))
        else:
            self._window.say_briefly(tr(mark("No export of several files is under way.")))

    def _tell(self, order: Order, number: int) -> None:
        """Say which file is being written, with a way to stop before the next one."""
        if isinstance(self._job, ExportJob) and self._job.stopping:
            return
        total, name = len(order.targets), order.targets[number][0].name
        if total == 1:
            self._window.notices.wait(tr(mark("Exporting {file}…"), file=name))
            return
        text = tr(mark("Exporting {file} ({number} of {total})…"), file=name, number=number + 1, total=total)
        self._window.notices.wait(text, (tr(mark("Stop")), self.stop), share=(number, total))

    def wait_for_export(self) -> None:
        """Let an export that is under way end before the window goes."""
        if self._job is not None:
            self._job.wait()

    # -- the end ------------------------------------------------------------------------------------------

    def _ended(self, order: Order, outcome: Outcome) -> None:
        if outcome.refused:
            self._complain(order, outcome)
        elif outcome.stopped:
            said = tr_count(
                "Stopped: {n} file of {total} was made.", "Stopped: {n} files of {total} were made.",
                len(outcome.written), total=len(order.targets),
            )  # fmt: skip
            self._window.notices.say(said, *self._ways_to_open(outcome.written))
        else:
            self._window.notices.say(_told(outcome.written), *self._ways_to_open(outcome.written))

    def _complain(self, order: Order, outcome: Outcome) -> None:
        """Say what stood in the way of each file, and offer another name where that helps."""
        sentences = reasons(outcome.refused, current_language())
        if outcome.written:
            count = len(outcome.written)
            sentences.append(tr_count("{n} other file was made.", "{n} other files were made.", count))
        renamable = [refused for refused in outcome.refused if refused.another_name_helps]
        act, way = (mark("Save under another name…"), self._rename)
        if len(renamable) > 1:
            act, way = (mark("Save in another folder…"), self._move)
        ways = ((tr(act), partial(way, order, renamable)),) if renamable else ()
        self._window.notices.complain(" ".join(sentences), *ways)

    def _rename(self, order: Order, refused: list[Refused]) -> None:
        """Ask for another name for the file that was refused, and write it."""
        (one,) = refused
        known = format_of(one.path)
        kinds = f"{tr(known.name)} (*{known.suffix})"
        path = self._window.prompts.save_path(tr(mark("Save under another name")), free_name(one.path), kinds)
        if path is not None:
            self._begin(replace(order, targets=((path, one.options),)))

    def _move(self, order: Order, refused: list[Refused]) -> None:
        """Ask once for another folder for the files that were refused, and write them; what is there already stays."""
        folder = self._window.prompts.folder(tr(mark("Folder")))
        if folder is not None:
            moved = [(folder / one.path.name, one.options) for one in refused]
            targets = tuple((free_name(path) if path.exists() else path, options) for path, options in moved)
            self._begin(replace(order, targets=targets))

    def _ways_to_open(self, paths: tuple[Path, ...]) -> tuple[tuple[str, partial[None]], ...]:
        if not paths:
            return ()
        folder = (tr(mark("Show in folder")), partial(_show, paths[0].parent))
        if len(paths) == 1:
            return (tr(mark("Open it")), partial(_show, paths[0])), folder
        opening = [
            (tr(mark("Open {file}"), file=path.suffix.removeprefix(".").upper()), partial(_show, path))
            for path in paths[:_MOST_BUTTONS]
        ]
        return *opening, folder

    def _broke(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._window.notices.complain(error.text(current_language()))
        else:
            self._window.report_bug(error)

    def _job_over(self) -> None:
        self._job = None
        self._window.export_ended.emit()

    # -- pictures -----------------------------------------------------------------------------------------

    def copy_picture(self) -> None:
        """Put the shown matrix on the clipboard as a picture, for a mail or a chat."""
        if self._is_busy():
            return
        session = self._session
        choices = read(self._window.settings.exports)
        wishes = Wishes(current_language(), matrix=session.matrix, parts=frozenset({ReportPart.MATRIX}))
        order = self._order(wishes, ((Path("matrix.png"), choices.options.get(".png", {})),), choices.branding)
        job = Job(partial(drawn, order), self._window)
        job.succeeded.connect(self._copied)
        self._window.notices.wait(tr(mark("Drawing the matrix…")))
        self._start(job)

    def _copied(self, picture: QImage) -> None:
        QGuiApplication.clipboard().setImage(picture)
        self._window.notices.say(tr(mark("The matrix is on the clipboard as a picture.")))


def _told(paths: tuple[Path, ...]) -> str:
    """Return the good news."""
    folder = str(paths[0].parent)
    if len(paths) == 1:
        return tr(mark("Saved {file} in {folder}"), file=paths[0].name, folder=folder)
    return tr_count("Saved {n} file in {folder}", "Saved {n} files in {folder}", len(paths), folder=folder)


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
