"""The main window: the welcome page or a document, and the actions that go with it."""

import traceback
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QStackedWidget, QToolBar, QVBoxLayout, QWidget

from raciapp import __version__
from raciapp.base.messages import mark
from raciapp.base.words import Language
from raciapp.document.workspace import Workspace
from raciapp.ui.actions import ACTIONS, Needs, build_actions
from raciapp.ui.commands.advice import AdviceCommands, house_folders
from raciapp.ui.commands.cells import CellCommands
from raciapp.ui.commands.files import FileCommands
from raciapp.ui.commands.shape import ShapeCommands
from raciapp.ui.editor import Editor
from raciapp.ui.grid.view import GridView
from raciapp.ui.language import current_language, set_language, tr, tr_count
from raciapp.ui.notices import NoticeBar
from raciapp.ui.prompts import Prompts
from raciapp.ui.session import Session
from raciapp.ui.settings import Settings
from raciapp.ui.theme import Choice, choose_theme
from raciapp.ui.welcome import WelcomePage

BRIEFLY = 6000
"""Milliseconds a passing remark stays in the status bar."""


class MainWindow(QMainWindow):
    """One window on one document."""

    face_changed = Signal()
    """The window must be made anew, in another language or other colours."""
    export_ended = Signal()

    def __init__(self, settings: Settings, workspace: Workspace | None = None, path: Path | None = None) -> None:
        """Show the document of `workspace`, or the file at `path`, or else the welcome page."""
        super().__init__()
        self.settings = settings
        self.session: Session | None = None
        self.prompts = Prompts(self)
        self.files: FileCommands = FileCommands(self)
        self.cells: CellCommands = CellCommands(self)
        self.shape: ShapeCommands = ShapeCommands(self)
        self.advice: AdviceCommands = AdviceCommands(self)
        self.notices = NoticeBar(self)
        self._editor: Editor | None = None
        self._pages = QStackedWidget()
        self._build()
        self.actions_by_id = build_actions(self)
        self._build_bar()
        if workspace:
            self.show_document(workspace)
        elif path:
            self.files.open_path(path)
        if self.session is None:
            self.show_welcome()

    def _build(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(centre)
        self.setAcceptDrops(True)
        self._where = QLabel()
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._counts = QLabel()
        self._where.setContentsMargins(10, 0, 0, 0)
        self._counts.setContentsMargins(0, 0, 12, 0)
        self.statusBar().addWidget(self._where, 1)
        self.statusBar().addPermanentWidget(self._counts)
        self.statusBar().setSizeGripEnabled(False)
        self.resize(1280, 720)
        geometry = self.settings.geometry
        if geometry is not None:
            self.restoreGeometry(geometry)

    def _build_bar(self) -> None:
        bar = QToolBar(tr(mark("Tools")))
        bar.setMovable(False)
        bar.setIconSize(QSize(18, 18))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for action in ACTIONS:
            if action.bar:
                if action.id in {"export_excel", "undo", "add_activity"}:
                    bar.addSeparator()
                bar.addAction(self.actions_by_id[action.id])
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(bar)
        self._bar = bar

    # -- pages --------------------------------------------------------------------------------------------

    @property
    def grid(self) -> GridView:
        """Return the grid of the document on the screen."""
        if self._editor is None:
            raise RuntimeError("no document is open")
        return self._editor.grid

    @property
    def editor(self) -> Editor | None:
        """Return the editor of the document on the screen, or None on the welcome page."""
        return self._editor

    def open_session(self) -> Session:
        """Return the session of the document on the screen."""
        if self.session is None:
            raise RuntimeError("no document is open")
        return self.session

    def show_welcome(self) -> None:
        """Show what one can start from."""
        self._replace_page(WelcomePage(self))
        self._editor = None
        self.session = None
        self._where.clear()
        self._counts.clear()
        self._refresh()

    def show_document(self, workspace: Workspace) -> None:
        """Show a document with the keyboard in the grid."""
        session = Session(workspace, self, house_folders(self.settings.house, workspace.path))
        editor = Editor(session)
        editor.said.connect(self._where.setText)
        editor.tell()
        self.notices.hide()
        self._replace_page(editor)
        self._editor = editor
        self.session = session
        session.changed.connect(self._refresh)
        session.matrix_chosen.connect(self._refresh)
        session.saved.connect(self._refresh)
        session.checked.connect(self._count)
        grid = editor.grid
        grid.letter_typed.connect(self.cells.type_letter)
        grid.unknown_typed.connect(self.cells.refuse_letter)
        grid.clear_asked.connect(self.cells.clear)
        grid.selectionModel().currentChanged.connect(lambda *_: self._refresh())
        grid.customContextMenuRequested.connect(lambda point: self._menu(grid.viewport().mapToGlobal(point)))
        grid.activities.rename_asked.connect(self._rename_row)
        grid.units.rename_asked.connect(lambda column: self.shape.rename_column(grid.matrix.unit(column).id))
        grid.setFocus()
        editor.findings.asked.connect(self.advice.follow)
        self._refresh()
        self._count()
        if session.knowledge.complaints:
            self.advice.tell_about_house()

    def houses(self) -> tuple[Path, ...]:
        """Return the folders of house rules: the user's own and the one beside the document."""
        return house_folders(self.settings.house, self.open_session().workspace.path)

    def _replace_page(self, page: QWidget) -> None:
        old = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()
        if self.session is not None:
            self.session.leave()

    def _rename_row(self, row: int) -> None:
        line = self.grid.matrix.line(row)
        self.shape.rename_line(line.id, heading=line.heading)

    def _menu(self, point: object) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for identity in (
            "copy", "paste", "clear", "remark", "", "add_activity", "rename_activity", "remove_activities", "",
            "add_unit", "rename_unit", "unit_functions", "remove_units",
        ):  # fmt: skip
            if identity:
                menu.addAction(self.actions_by_id[identity])
            else:
                menu.addSeparator()
        menu.popup(point)  # type: ignore[arg-type] # a QPoint, which the signal hands over untyped

    # -- state --------------------------------------------------------------------------------------------

    def document_name(self) -> str:
        """Return what to call the document: its file, or its organization."""
        session = self.open_session()
        path = session.workspace.path
        return path.name if path else session.document.organization.name.text(current_language())

    def _refresh(self) -> None:
        """Let title and actions say what is possible now."""
        session = self.session
        modified = session is not None and session.workspace.modified
        self.setWindowTitle(f"{self.document_name()}[*] · raciapp" if session else "raciapp")
        self.setWindowModified(modified)
        possible = {
            Needs.NOTHING: True,
            Needs.DOCUMENT: session is not None,
            Needs.CELL: session is not None and self.grid.current_place() is not None,
            Needs.UNDO: session is not None and session.workspace.history.undo_label is not None,
            Needs.REDO: session is not None and session.workspace.history.redo_label is not None,
            Needs.SEVERAL_MATRICES: session is not None and len(session.document.matrices) > 1,
        }
        for action in ACTIONS:
            self.actions_by_id[action.id].setEnabled(possible[action.needs])
        self._bar.setVisible(session is not None)
        if session:
            history = session.workspace.history
            self._explain(self.actions_by_id["undo"], mark("Undo: {edit}"), history.undo_label)
            self._explain(self.actions_by_id["redo"], mark("Redo: {edit}"), history.redo_label)

    def _explain(self, action: QAction, text: str, label: str | None) -> None:
        action.setToolTip(tr(text, edit=label) if label else action.text().replace("&", ""))

    def _count(self) -> None:
        document = self.open_session().document
        activities = tr_count("{n} activity", "{n} activities", len(document.activities))
        units = tr_count("{n} unit", "{n} units", len(document.units))
        self._counts.setText(f"{activities}  ·  {units}")

    def say_briefly(self, text: str) -> None:
        """Show a passing remark in the status bar."""
        self.statusBar().showMessage(text, BRIEFLY)

    def report_bug(self, error: BaseException) -> None:
        """Say that something went wrong that should not have, with a report to copy; the document stays open."""
        from PySide6.QtGui import QGuiApplication

        report = "".join(traceback.format_exception(error))
        text = f"raciapp {__version__}\n{report}"
        self.notices.complain(
            tr(mark("Something went wrong inside raciapp. Your document is still here; save it to be sure.")),
            (tr(mark("Copy the report")), lambda: QGuiApplication.clipboard().setText(text)),
        )

    # -- window actions -----------------------------------------------------------------------------------

    def focus_grid(self) -> None:
        """Put the keyboard into the grid."""
        self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_findings(self) -> None:
        """Put the keyboard into the findings."""
        if self._editor is not None:
            self._editor.findings.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_theme(self, name: str) -> None:
        """Wear light or dark colours, or those of the system; the app makes the window anew."""
        self.settings.theme = Choice(name)
        choose_theme(Choice(name))
        self.face_changed.emit()

    def choose_language(self, name: str) -> None:
        """Speak another language; the app makes the window anew."""
        if name != current_language():
            self.settings.language = Language(name)
            set_language(Language(name))
            self.face_changed.emit()

    def show_about(self) -> None:
        """Say what this is and on whose thoughts it rests."""
        self.prompts.about(
            tr(
                mark(
                    "raciapp {version}. Who does what on social media, checked against good practice. "
                    "Rests on «A quick note on social media governance» by Mike Kujawski and its comments. "
                    "Letters, rules and reasons are marked by where they come from: the post, another source, "
                    "or our own judgement."
                ),
                version=__version__,
            )
        )

    def quit(self) -> None:
        """Close the window, asking about unsaved changes."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go only when nothing is lost."""
        if not self.files.may_close():
            event.ignore()
            return
        self.files.wait_for_export()
        self.settings.geometry = self.saveGeometry()
        event.accept()

    def dragEnterEvent(self, event: object) -> None:
        """Take files."""
        if event.mimeData().hasUrls():  # type: ignore[attr-defined] # QDragEnterEvent
            event.acceptProposedAction()  # type: ignore[attr-defined]

    def dropEvent(self, event: object) -> None:
        """Open or import the first file that was dropped."""
        urls = event.mimeData().urls()  # type: ignore[attr-defined] # QDropEvent
        if urls:
            self.files.open_path(Path(urls[0].toLocalFile()))

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew when the palette changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._editor is not None:
            self._editor.update()
