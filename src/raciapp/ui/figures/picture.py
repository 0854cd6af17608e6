"""A picture of figures as a widget: it takes the keyboard, and tells all its numbers to those who hear the screen."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from raciapp.document.letters import Letter
from raciapp.ui.figures.contents import Content
from raciapp.ui.figures.painting import Canvas, paint, size_of
from raciapp.ui.theme import current_theme

MARGIN = 12
"""Pixels between the frame and the picture."""


class Picture(QWidget):
    """Draws bars or the map of hand-overs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self._content: Content | None = None
        self._letters: dict[str, Letter] = {}
        self._zoom = 100

    @property
    def content(self) -> Content | None:
        """Return what is drawn."""
        return self._content

    def show_content(self, content: Content, letters: dict[str, Letter]) -> None:
        """Draw `content` with the letters of a scheme, and say what it shows."""
        if (content, letters) == (self._content, self._letters):
            return
        self._content, self._letters = content, letters
        self.setAccessibleName(content.title)
        self.setAccessibleDescription(f"{content.note} {content.description}".strip())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self._measure()

    def zoom(self, percent: int) -> None:
        """Draw larger or smaller."""
        self._zoom = percent
        self._measure()

    def canvas(self) -> Canvas:
        """Return how the picture is drawn now."""
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * self._zoom / 100)
        return Canvas(font, current_theme(), self._letters)

    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room that the picture needs."""
        if self._content is None:
            return QSize(0, 0)
        needed = size_of(self._content, self.canvas()).toSize()
        return QSize(needed.width() + 2 * MARGIN, needed.height() + 2 * MARGIN)

    def minimumSizeHint(self) -> QSize:
        """Return the same: what is too wide for the window is scrolled."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a card with the picture, in a firm outline while it has the keyboard."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent), 2) if self.hasFocus() else QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        if self._content is not None:
            painter.translate(MARGIN, MARGIN)
            clip = QRectF(event.rect()).translated(-MARGIN, -MARGIN)
            paint(painter, self._content, self.width() - 2 * MARGIN, clip, self.canvas())
        painter.end()
