"""The application: one window, dressed in the theme, speaking one language, surviving its own faults."""

import gc
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QTimer, QTranslator
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from raciapp import __version__
from raciapp.base.resources import resources
from raciapp.document.workspace import Workspace
from raciapp.ui.language import current_language, set_language, system_language
from raciapp.ui.settings import Settings
from raciapp.ui.theme import choose_theme, dress, follow_the_system
from raciapp.ui.window import MainWindow


class Desk:
    """Keeps the window, makes it anew in another language or theme, and is the last to hear of a fault."""

    def __init__(self, app: QApplication, settings: Settings, path: Path | None = None) -> None:
        """Prepare the application's face (style, fonts, colours, language) and a window on the file `path`."""
        self._app = app
        self._settings = settings
        self._translator: QTranslator | None = None
        set_language(settings.language or system_language())
        for name in ("Regular", "SemiBold"):
            QFontDatabase.addApplicationFont(str(resources() / "fonts" / f"Inter-{name}.ttf"))
        font = QFont("Inter")
        font.setPointSizeF(10.0)
        # Hinted advances tear upright text apart on screens of few pixels.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        app.setFont(font)
        choose_theme(settings.theme)
        dress(app)
        self._speak()
        self.window = self._make(None, path)
        if settings.notice:
            self.window.notices.complain(settings.notice)
        follow_the_system(self._remake)

    def fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take an exception that nobody expected: log it, tell the person, go on."""
        from raciapp.ui.boundary import report

        print(report(error, trace), file=sys.stderr)  # noqa: T201 - for who started it in a terminal; no client's text
        if not issubclass(kind, KeyboardInterrupt):
            self.window.report_bug(error)

    def _make(self, workspace: Workspace | None, path: Path | None = None) -> MainWindow:
        window = MainWindow(self._settings, workspace, path)
        # After the menu has closed: the window that sent the signal is about to go.
        window.face_changed.connect(lambda: QTimer.singleShot(0, self._remake))
        return window

    def _remake(self) -> None:
        """Replace the window by one in the current language and colours, on the same workspace."""
        old = self.window
        old.exporting.wait_for_export()  # its thread goes with the window
        old.remember()
        self._speak()
        dress(self._app)
        session = old.session
        self.window = self._make(session.workspace if session else None)
        if session is not None:
            session.leave()
            # Letters must go on landing where the person looks.
            self.window.open_session().show_matrix(session.matrix)
            self.window.open_session().expect(session.template)
            self.window.open_session().look(session.sight)
            if old.editor and self.window.editor:
                self.window.editor.restore_sizes(old.editor.sizes())
            self.window.exporting.go_on_from(old.exporting)
            self.window.grid.go_to(*(old.grid.current_place() or ("", "")))
        self.window.setGeometry(old.geometry())
        self.window.setWindowState(old.windowState())
        self.window.show()
        if old.editor and self.window.editor:
            for mine, theirs in ((self.window.grid.horizontalScrollBar(), old.grid.horizontalScrollBar()),
                                 (self.window.grid.verticalScrollBar(), old.grid.verticalScrollBar())):  # fmt: skip
                mine.setValue(theirs.value())
        old.hide()
        old.deleteLater()

    def _speak(self) -> None:
        """Let Qt's own dialogs speak the window's language."""
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator.deleteLater()
        self._translator = QTranslator(self._app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{current_language()}", folder):
            self._app.installTranslator(self._translator)


def application() -> QApplication:
    """Return a new application in the style that the style sheet is written for, whatever the desktop's."""
    # To choose it by `setStyle`, which returns it, would load the five hundred names of QStyle at every start.
    return QApplication([*sys.argv[:1], "-style", "Fusion"])


def run_app(path: Path | None = None) -> int:
    """Open the window, on `path` where one is given, and return the exit code when it is closed."""
    gc.disable()  # nothing that a start makes can go before the window is painted
    app = application()
    app.setApplicationName("raciapp")
    app.setApplicationVersion(__version__)
    settings = Settings()
    desk = Desk(app, settings, path)
    sys.excepthook = desk.fault
    if settings.geometry is None:  # the first start: a matrix wants all the room there is
        desk.window.showMaximized()
    else:
        desk.window.show()
    QTimer.singleShot(0, gc.enable)
    QTimer.singleShot(0, desk.window, desk.window.recovery.offer_recovery)
    try:
        return app.exec()
    finally:
        gc.enable()
