"""The window of figures: four pictures under each other, redrawn when typing pauses."""

import datetime as dt

from PySide6.QtCore import QKeyCombination, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QPalette, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from raciapp.base.messages import mark
from raciapp.formats.report import Report, build_report
from raciapp.ui.elided import ElidedLabel
from raciapp.ui.figures.contents import Content, contents, tabbed
from raciapp.ui.figures.picture import Picture
from raciapp.ui.language import current_language, tr
from raciapp.ui.session import Session
from raciapp.ui.sight import next_zoom
from raciapp.ui.viewports import give_viewport

PAUSE = 150
"""Milliseconds without an edit after which the pictures follow."""
PICTURES = 4
USUAL_SIZE = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_0)
NO_DATE = dt.date.min
"""The day of a report whose date nobody sees."""


class Pane(QScrollArea):
    """Scrolls the pictures; with Ctrl the wheel makes them larger or smaller."""

    zoom_asked = Signal(int)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or ask for another size."""
        turned = event.angleDelta().y()
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif turned:
            self.zoom_asked.emit(1 if turned > 0 else -1)
            event.accept()


class FiguresWindow(QWidget):
    """The figures of the session's matrix, in a window beside the grid's."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the figures of the matrix as it is now, and follow it."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("figures")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session = session
        self._zoom = 100
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.refresh)
        self._title = ElidedLabel(self)
        self._title.setObjectName("headline")
        self.pictures = tuple(Picture() for _ in range(PICTURES))
        self._headings = tuple(QLabel() for _ in range(PICTURES))
        self._notes = tuple(QLabel() for _ in range(PICTURES))
        self._build()
        session.checked.connect(self._pause.start)
        session.matrix_chosen.connect(self._pause.start)
        session.destroyed.connect(self.close)
        handle = parent.window().windowHandle() if parent else None
        if handle is not None:
            handle.visibleChanged.connect(self._go_with)
        self.refresh()

    def _build(self) -> None:
        copy = QPushButton(tr(mark("Copy the numbers")))
        copy.setAutoDefault(False)
        copy.clicked.connect(self.copy_numbers)
        self.copy_button: QPushButton = copy
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(copy)
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Window)
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 4, 20, 20)
        column.setSpacing(4)
        for heading, note, picture in zip(self._headings, self._notes, self.pictures, strict=True):
            heading.setObjectName("sectionTitle")
            note.setObjectName("subline")
            for label in (heading, note):
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
                column.addWidget(label)
            column.addWidget(picture)
            column.addSpacing(18)
        column.addStretch(1)
        pane = Pane()
        give_viewport(pane, QPalette.ColorRole.Window)
        pane.setFrameShape(QFrame.Shape.NoFrame)
        pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        pane.setWidgetResizable(True)
        pane.setWidget(page)
        pane.zoom_asked.connect(self.zoom)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 14, 0, 0)
        top.setContentsMargins(20, 0, 20, 6)
        whole.addLayout(top)
        whole.addWidget(pane, 1)
        self.resize(960, 760)

    def open(self) -> None:
        """Come to the front with the keyboard on the first picture."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.pictures[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_with(self, visible: bool) -> None:  # noqa: FBT001 - a slot of Qt's signal
        """Close when the document's window does."""
        if not visible:
            self.close()

    # -- what is shown ------------------------------------------------------------------------------------

    def report(self) -> Report:
        """Return the report whose figures are shown."""
        session = self.session
        return build_report(session.document, session.knowledge, current_language(), NO_DATE, session.matrix)

    def refresh(self) -> None:
        """Show the document as it is now."""
        report = self.report()
        letters = {letter.symbol: letter for letter in report.scheme.letters}
        for place, content in enumerate(contents(report)):
            self._headings[place].setText(content.title)
            self._notes[place].setText(content.note)
            self._notes[place].setVisible(bool(content.note))
            self.pictures[place].show_content(content, letters)
        name = " · ".join(part for part in (report.title, report.matrix) if part)
        self._title.show_text(name)
        figures = tr(mark("Figures"))
        self.setWindowTitle(f"{figures} · {report.title}")

    def shown(self) -> list[Content]:
        """Return what the pictures show."""
        return [picture.content for picture in self.pictures if picture.content is not None]

    def copy_numbers(self) -> None:
        """Put all numbers on the clipboard, as text that a spreadsheet takes."""
        QGuiApplication.clipboard().setText(tabbed(self.shown()))

    def zoom(self, step: int) -> None:
        """Draw larger (1) or smaller (-1), or as at first (0)."""
        self._zoom = next_zoom(self._zoom, step) if step else 100
        for picture in self.pictures:
            picture.zoom(self._zoom)

    # -- keys ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc, copy and zoom with the usual keys."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_numbers()
        elif event.matches(QKeySequence.StandardKey.ZoomIn):
            self.zoom(1)
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom(-1)
        elif event.keyCombination() == USUAL_SIZE:
            self.zoom(0)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Follow the document no longer."""
        self._pause.stop()
        super().closeEvent(event)
        self.closed.emit()
