"""The main window: the welcome page or a document, and the actions that go with it."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from raciapp.base.messages import mark
from raciapp.base.words import Language
from raciapp.document.workspace import Workspace
from raciapp.ui.actions import build_actions
from raciapp.ui.commands.activities import ActivityCommands
from raciapp.ui.commands.advice import AdviceCommands, house_folders
from raciapp.ui.commands.cells import CellCommands
from raciapp.ui.commands.clipboard import ClipboardCommands
from raciapp.ui.commands.comparison import ComparisonCommands
from raciapp.ui.commands.exporting import ExportCommands
from raciapp.ui.commands.files import FileCommands
from raciapp.ui.commands.help import HelpCommands
from raciapp.ui.commands.looks import LookCommands
from raciapp.ui.commands.matrices import MatrixCommands
from raciapp.ui.commands.protection import ProtectionCommands
from raciapp.ui.commands.recovery import RecoveryCommands
from raciapp.ui.commands.returning import ReturnCommands
from raciapp.ui.commands.safety import SafetyCommands
from raciapp.ui.commands.units import UnitCommands
from raciapp.ui.editor import Editor
from raciapp.ui.grid.view import GridView
from raciapp.ui.language import current_language, set_language, tr
from raciapp.ui.memory import Memory, Remembered
from raciapp.ui.menus import ACTIONS, MENUS
from raciapp.ui.notices import NoticeBar
from raciapp.ui.pages import Pages
from raciapp.ui.possible import PossibleActions
from raciapp.ui.prompts import Prompts
from raciapp.ui.remembering import look_again, looked_at, stand_again
from raciapp.ui.session import Session
from raciapp.ui.settings import Settings
from raciapp.ui.shortcuts import assigned
from raciapp.ui.status_line import StatusLine
from raciapp.ui.theme import Choice, choose_theme
from raciapp.ui.tool_bar import ToolBar
from raciapp.ui.welcome import WelcomePage
from raciapp.ui.wiring import wire


class MainWindow(QMainWindow):
    """One window on one document."""

    face_changed = Signal()
    """The window must be made anew, in another language or other colours."""
    export_ended = Signal()

    def __init__(self, settings: Settings, workspace: Workspace | None = None, path: Path | None = None) -> None:
        """Show the document of `workspace`, or the file at `path`, or else the welcome page."""
        super().__init__()
        self.settings: Settings = settings
        self.memory = Memory()
        self.session: Session | None = None
        self.presentation: QWidget | None = None
        self.prompts = Prompts(self)
        self.files: FileCommands = FileCommands(self)
        self.exporting: ExportCommands = ExportCommands(self)
        self.cells: CellCommands = CellCommands(self)
        self.clipboard: ClipboardCommands = ClipboardCommands(self)
        self.activities: ActivityCommands = ActivityCommands(self)
        self.units: UnitCommands = UnitCommands(self)
        self.matrices: MatrixCommands = MatrixCommands(self)
        self.advice: AdviceCommands = AdviceCommands(self)
        self.looks: LookCommands = LookCommands(self)
        self.safety: SafetyCommands = SafetyCommands(self)
        self.recovery: RecoveryCommands = RecoveryCommands(self)
        self.comparison: ComparisonCommands = ComparisonCommands(self)
        self.returning: ReturnCommands = ReturnCommands(self)
        self.protection: ProtectionCommands = ProtectionCommands(self)
        self.help: HelpCommands = HelpCommands(self)
        self.notices = NoticeBar(self)
        self._editor: Editor | None = None
        self.possible = PossibleActions(self)
        self._pages = Pages(self.notices)
        self._build()
        self.actions_by_id = build_actions(self, MENUS, assigned(ACTIONS, settings.shortcuts))
        self._bar = ToolBar(self.actions_by_id)
        self.addToolBar(self._bar)
        if workspace:
            self.show_document(workspace)
        elif path:
            self.files.open_path(path)
        if self.session is None:
            self.show_welcome()

    def _build(self) -> None:
        self.setCentralWidget(self._pages)
        self.setAcceptDrops(True)
        self.status = StatusLine(self.statusBar())
        self.resize(1280, 720)
        geometry = self.settings.geometry
        if geometry is not None:
            self.restoreGeometry(geometry)

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
        self.remember()
        self._let_go()
        self.notices.forget()
        self._replace_page(WelcomePage(self))
        self._editor = None
        self.session = None
        self.status.clear()
        self.refresh()

    def show_document(self, workspace: Workspace) -> None:
        """Show a document as it was looked at last, with the keyboard in the grid."""
        self.remember()
        self._let_go(workspace)
        session = Session(workspace, self, house_folders(self.settings.house, workspace.path))
        path = workspace.path
        remembered = self.memory.recall(path, workspace.document) if path else Remembered()
        look_again(session, remembered)
        editor = Editor(session)
        self.notices.forget()
        self._replace_page(editor)
        self._editor = editor
        self.session = session
        wire(self, session, editor)
        stand_again(self, editor, remembered)
        editor.grid.setFocus()
        self.follow_settings()
        if session.knowledge.complaints:
            self.advice.tell_about_house()
        self.safety.begin(workspace)

    def _let_go(self, coming: Workspace | None = None) -> None:
        """End what watches over the document that leaves the screen."""
        if self.session is not None and self.session.workspace is not coming:
            self.safety.end(self.session.workspace, coming)

    def follow_settings(self) -> None:
        """Go by what the user has chosen, as far as the open document is concerned."""
        if self._editor is not None:
            self.grid.keyboard.advance = self.settings.advance
        self.refresh()

    def remember(self) -> None:
        """Keep how the document on the screen is looked at."""
        session, editor = self.session, self._editor
        if session is not None and editor is not None and session.workspace.path is not None:
            self.memory.keep(session.workspace.path, looked_at(self, session, editor))

    def houses(self) -> tuple[Path, ...]:
        """Return the folders of house rules: the user's own and the one beside the document."""
        return house_folders(self.settings.house, self.open_session().workspace.path)

    def _replace_page(self, page: QWidget) -> None:
        self._pages.replace(page)
        if self.session is not None:
            self.session.leave()

    # -- state --------------------------------------------------------------------------------------------

    def document_name(self) -> str:
        """Return what to call the document: its file, or its organization."""
        session = self.open_session()
        path = session.workspace.path
        return path.name if path else session.document.organization.name.text(current_language())

    def refresh(self) -> None:
        """Let title and actions say what is possible now."""
        session = self.session
        modified = session is not None and session.workspace.modified
        self.setWindowTitle(f"{self.document_name()}[*] · raciapp" if session else "raciapp")
        self.setWindowModified(modified)
        self.possible.follow()
        self._bar.show_ticks(self)
        self._bar.setVisible(session is not None)
        if session:
            self.status.tell(session, self.settings.advance)
            self.possible.name_edits(session)

    def say_briefly(self, text: str) -> None:
        """Show a passing remark in the status bar."""
        self.status.say_briefly(text)

    def report_bug(self, error: BaseException) -> None:
        """Say that something went wrong that should not have, with a report to copy; the document stays open."""
        from PySide6.QtGui import QGuiApplication

        from raciapp.ui.boundary import report

        text = report(error)
        self.notices.complain(
            tr(mark("Something went wrong inside raciapp. Your document is still here; save it to be sure.")),
            (tr(mark("Copy the report")), lambda: QGuiApplication.clipboard().setText(text)),
        )

    # -- window actions -----------------------------------------------------------------------------------

    def focus_grid(self) -> None:
        """Put the keyboard into the grid."""
        self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

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

    def quit(self) -> None:
        """Close the window, asking about unsaved changes."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go only when nothing is lost."""
        if not self.files.may_close():
            event.ignore()
            return
        self.exporting.wait_for_export()
        self.remember()
        self._let_go()
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
