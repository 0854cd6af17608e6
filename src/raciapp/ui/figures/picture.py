"""A picture of figures as a widget: it takes the keyboard, leads into the grid, and tells its numbers to the ear."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from raciapp.document.letters import Letter
from raciapp.ui.figures.bars import lay_out_bars
from raciapp.ui.figures.canvas import Canvas, Drawing, Spot
from raciapp.ui.figures.contents import Bars, Content
from raciapp.ui.figures.handovers import lay_out_map
from raciapp.ui.language import tool_tip
from raciapp.ui.theme import current_theme

MARGIN = 12
"""Pixels between the frame and the picture."""
NARROWEST = 264
"""Pixels that a picture needs at least."""
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
CHOOSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class Picture(QWidget):
    """Draws bars or the map of hand-overs; the arrow keys go through units or groups, Enter goes to one in the grid."""

    place_chosen = Signal(object)
    """A `Place` to go to."""
    reached = Signal()
    """The keyboard is on another part of the picture; read `current_area`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._content: Content | None = None
        self._letters: dict[str, Letter] = {}
        self._zoom = 100
        self._drawings: dict[int, Drawing] = {}
        self._current = -1

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

    def drawing(self, width: int | None = None) -> Drawing:
        """Return the picture laid out for a width in pixels, that of the widget unless told."""
        room = max(NARROWEST, self.width() if width is None else width) - 2 * MARGIN
        if room not in self._drawings:
            if len(self._drawings) > 8:  # a border that is dragged
                self._drawings.clear()
            self._drawings[room] = _laid_out(self._content, room, self.canvas())
        return self._drawings[room]

    @property
    def current(self) -> Spot | None:
        """Return the part that the keyboard is on."""
        spots = self.drawing().spots
        return spots[self._current] if 0 <= self._current < len(spots) else None

    def _measure(self) -> None:
        self._drawings.clear()
        self.updateGeometry()
        self.update()

    # -- size ---------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the room that the picture needs in its present width."""
        return QSize(NARROWEST, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the least width: in a narrow panel the picture is higher."""
        return QSize(NARROWEST, 0)

    def heightForWidth(self, width: int) -> int:
        """Return the pixels that the picture needs in a width."""
        return round(self.drawing(width).height) + 2 * MARGIN if self._content else 0

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font or other colours."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange}:
            self._measure()

    # -- mouse and keys -----------------------------------------------------------------------------------

    def spot_at(self, point: QPointF) -> Spot | None:
        """Return the part of the picture at a point of the widget."""
        inside = point - QPointF(MARGIN, MARGIN)
        return next((spot for spot in self.drawing().spots if spot.area.contains(inside)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click leads into the grid."""
        shape = Qt.CursorShape.PointingHandCursor if self.spot_at(event.position()) else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the unit or the group."""
        spot = self.spot_at(event.position())
        if spot and event.button() is Qt.MouseButton.LeftButton:
            self._current = self.drawing().spots.index(spot)
            self.update()
            self.place_chosen.emit(spot.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through units or groups, and to one in the grid."""
        step, spot = STEPS.get(Qt.Key(event.key())), self.current
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self._go(step):
            return
        if event.key() in CHOOSING and spot:
            self.place_chosen.emit(spot.place)
        else:
            super().keyPressEvent(event)

    def _go(self, step: int) -> bool:
        """Go to the next part or the one before, say it, and return whether there is one."""
        spots = self.drawing().spots
        wanted = max(-1, min(self._current, len(spots) - 1)) + step
        if not 0 <= wanted < len(spots):
            return False
        self._current = wanted
        self.update()
        self.reached.emit()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spots[wanted].words))
        return True

    @property
    def current_area(self) -> QRect | None:
        """Return where in the widget the part is that the keyboard is on."""
        return self._area(self.current) if self.current else None

    def _area(self, spot: Spot) -> QRect:
        return spot.area.translated(MARGIN, MARGIN).toAlignedRect().adjusted(-6, -2, 6, 2)

    def event(self, event: QEvent) -> bool:
        """Show a unit's numbers in words where the mouse rests: long names are cut in the picture."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            spot = self.spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tool_tip(spot.words if spot else ""), self)
            return True
        return super().event(event)

    # -- painting -----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a card with the picture, in a firm outline while it has the keyboard."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent), 2) if self.hasFocus() else QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        if self.hasFocus() and self.current_area:
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(QRectF(self.current_area).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.translate(MARGIN, MARGIN)
        clip, canvas = QRectF(event.rect()).translated(-MARGIN, -MARGIN), self.canvas()
        for mark in self.drawing().marks:
            if mark.area.intersects(clip):
                mark.draw(painter, canvas)
        painter.end()


def _laid_out(content: Content | None, width: int, canvas: Canvas) -> Drawing:
    if content is None:
        return Drawing(0.0, (), ())
    return lay_out_bars(content, width, canvas) if isinstance(content, Bars) else lay_out_map(content, width, canvas)
