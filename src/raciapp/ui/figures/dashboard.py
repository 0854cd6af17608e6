"""The four pictures of figures with their headings, under each other or two and two, scrolled as the keyboard goes."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from raciapp.document.letters import Letter
from raciapp.ui.figures.contents import Content
from raciapp.ui.figures.picture import Picture
from raciapp.ui.sight import next_zoom
from raciapp.ui.viewports import give_viewport

PICTURES = 4
BROAD = 1280
"""Pixels from which on two pictures stand beside each other."""


class Part(QWidget):
    """A heading, a note under it, and a picture."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.heading = QLabel()
        self.note = QLabel()
        self.picture = Picture()
        self.heading.setObjectName("cardTitle")
        self.note.setObjectName("subline")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for label in (self.heading, self.note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self.picture)
        column.addStretch(1)

    def show_content(self, content: Content, letters: dict[str, Letter]) -> None:
        """Show a picture; where there is nothing to draw, what the note says of that is all."""
        self.heading.setText(content.title)
        self.note.setText(content.note)
        self.note.setVisible(bool(content.note))
        self.picture.show_content(content, letters)
        self.picture.setVisible(not content.empty)


class Dashboard(QScrollArea):
    """Scrolls the pictures; with Ctrl the wheel makes them larger or smaller."""

    place_chosen = Signal(object)
    """A `Place` to go to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        give_viewport(self, QPalette.ColorRole.Window)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.parts = tuple(Part() for _ in range(PICTURES))
        self.pictures = tuple(part.picture for part in self.parts)
        self._columns = 0
        self._zoom = 100
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Window)
        self._grid = QGridLayout(page)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(18)
        self._grid.setRowStretch(PICTURES, 1)
        self._arrange(1)
        for picture in self.pictures:
            picture.place_chosen.connect(self.place_chosen)
            picture.reached.connect(self._show_focused)
        self.setWidget(page)

    def stand(self, left: int, right: int) -> None:
        """Begin at the top, with these margins in pixels."""
        self._grid.setContentsMargins(left, 4, right, 16)
        self.verticalScrollBar().setValue(0)

    def show_contents(self, contents: Iterable[Content], letters: dict[str, Letter]) -> None:
        """Show these pictures with the letters of a scheme."""
        for part, content in zip(self.parts, contents, strict=True):
            part.show_content(content, letters)

    def contents(self) -> list[Content]:
        """Return what the pictures show."""
        return [picture.content for picture in self.pictures if picture.content is not None]

    def zoom(self, step: int) -> None:
        """Draw larger (1) or smaller (-1), or as at first (0)."""
        self._zoom = next_zoom(self._zoom, step) if step else 100
        for picture in self.pictures:
            picture.zoom(self._zoom)

    def _arrange(self, columns: int) -> None:
        """Put the pictures under each other, or two and two."""
        if columns != self._columns:
            self._columns = columns
            for place, part in enumerate(self.parts):
                self._grid.removeWidget(part)
                self._grid.addWidget(part, place // columns, place % columns)
            for column in range(2):
                self._grid.setColumnStretch(column, int(column < columns))

    def _show_focused(self) -> None:
        """Show the part of a picture that the keyboard is on, or the beginning of the picture."""
        for part in self.parts:
            picture, area = part.picture, part.picture.current_area
            if picture.hasFocus() and area:
                self.ensureVisible(0, part.y() + picture.y() + area.center().y(), 0, area.height())
            elif picture.hasFocus():
                self.verticalScrollBar().setValue(part.y() - 4)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own signature
        """Go on; of a high picture Qt would show the middle."""
        moved = super().focusNextPrevChild(next)
        self._show_focused()
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put two pictures beside each other where there is room."""
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= BROAD else 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or draw in another size."""
        turned = event.angleDelta().y()
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif turned:
            self.zoom(1 if turned > 0 else -1)
            event.accept()
