"""The panel of figures: redrawn when typing pauses, and not at all while nobody sees it."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from raciapp.base.messages import mark
from raciapp.formats.report import Report, build_report
from raciapp.ui.elided import ElidedLabel
from raciapp.ui.figures.contents import contents, tabbed
from raciapp.ui.figures.dashboard import Dashboard
from raciapp.ui.flow import FlowLayout
from raciapp.ui.language import current_language, tr
from raciapp.ui.session import Session

PAUSE = 150
"""Milliseconds without an edit after which the pictures follow."""
WIDE = 640
"""Pixels from which on the title and the buttons stand in one line."""
CTRL = Qt.KeyboardModifier.ControlModifier
ZOOMS = {
    QKeyCombination(CTRL, Qt.Key.Key_Plus): 1,
    QKeyCombination(CTRL, Qt.Key.Key_Equal): 1,
    QKeyCombination(CTRL, Qt.Key.Key_Minus): -1,
    QKeyCombination(CTRL, Qt.Key.Key_0): 0,
}
NO_DATE = dt.date.min
"""The day of a report whose date nobody sees."""


class FiguresPanel(QWidget):
    """The figures of the session's matrix; who holds the panel says where it stands, and moves it when asked."""

    place_chosen = Signal(object)
    """A `Place` to go to."""
    left = Signal()
    """The keyboard is to go back to the grid."""
    move_asked = Signal()
    renamed = Signal(str)
    """The organization shown is called that now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Follow the matrix of `session` from when the panel is first seen."""
        super().__init__(parent)
        self.setObjectName("figuresPanel")
        self.session = session
        self.organization = ""
        self._name = ""
        self._apart = False
        self._stale = True
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.refresh)
        self.title = ElidedLabel()
        self.copy_button = QPushButton(tr(mark("Copy the numbers")))
        self.move_button = QPushButton()
        self.dashboard = Dashboard()
        self.pictures = self.dashboard.pictures
        self._build()
        self.stand(apart=False)
        session.checked.connect(self._follow)
        session.matrix_chosen.connect(self._follow)

    def _build(self) -> None:
        self._buttons = FlowLayout()
        self._buttons.setSpacing(8)
        for button, act in ((self.copy_button, self.copy_numbers), (self.move_button, self.move_asked.emit)):
            button.setObjectName("link")
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self._buttons.addWidget(button)
        self._head = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._head.setSpacing(4)
        self._head.addWidget(self.title, 1)
        self._head.addLayout(self._buttons)
        self.dashboard.place_chosen.connect(self.place_chosen)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(self._head)
        whole.addWidget(self.dashboard, 1)

    # -- where the panel stands ---------------------------------------------------------------------------

    def stand(self, *, apart: bool) -> None:
        """Look as befits a window of its own, or the side of the grid."""
        self._apart = apart
        text = mark("Back beside the grid") if apart else mark("In a window of its own")
        self.move_button.setText(tr(text))
        self.title.setObjectName("headline" if apart else "panelTitle")
        self.title.style().polish(self.title)
        left, right = (20, 20) if apart else (14, 8)
        self._head.setContentsMargins(left, 0, right, 0)
        self.dashboard.stand(left, right)
        self._show_title()

    def take_the_keyboard(self) -> None:
        """Put the keyboard on the first picture that shows something."""
        shown = [picture for picture in self.pictures if picture.isVisibleTo(self)]
        (shown[0] if shown else self.copy_button).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beside the title where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    # -- what is shown ------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Follow the document once typing pauses, or when the panel is seen again."""
        if self.isVisible():
            self._pause.start()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was not worth following out of sight."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow no longer."""
        super().hideEvent(event)
        self._stale = self._stale or self._pause.isActive()
        self._pause.stop()

    def report(self) -> Report:
        """Return the report whose figures are shown."""
        session = self.session
        return build_report(session.document, session.knowledge, current_language(), NO_DATE, session.matrix)

    def refresh(self) -> None:
        """Show the document as it is now."""
        self._stale = False
        report = self.report()
        letters = {letter.symbol: letter for letter in report.scheme.letters}
        self.dashboard.show_contents(contents(report), letters)
        self.organization = report.title
        self._name = " · ".join(part for part in (report.title, report.matrix) if part)
        self._show_title()
        self.renamed.emit(report.title)

    def _show_title(self) -> None:
        self.title.show_text(self._name if self._apart else tr(mark("Figures")))

    def copy_numbers(self) -> None:
        """Put all numbers on the clipboard, as text that a spreadsheet takes."""
        QGuiApplication.clipboard().setText(tabbed(self.dashboard.contents()))

    # -- keys ---------------------------------------------------------------------------------------------

    def _meaning(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key does here."""
        if event.key() == Qt.Key.Key_Escape:
            return self.left.emit
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy_numbers
        step = ZOOMS.get(event.keyCombination())
        return None if step is None else lambda: self.dashboard.zoom(step)

    def event(self, event: QEvent) -> bool:
        """Claim the keys that would otherwise be the grid's: copying and zooming."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self._meaning(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc, copy and zoom with the usual keys."""
        act = self._meaning(event)
        if act:
            act()
        else:
            super().keyPressEvent(event)
