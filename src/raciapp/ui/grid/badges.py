"""Letters as badges: a filled shape with the letter on it, drawn once per size and theme."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from raciapp.document.letters import Letter, Scheme
from raciapp.ui.theme import Theme


class Badges:
    """Pictures of letter masks for one scheme, theme and size; made when first asked for."""

    def __init__(self, scheme: Scheme, theme: Theme, side: int, ratio: float, font: QFont) -> None:
        """Draw badges `side` logical pixels high for a screen with `ratio` physical pixels to one."""
        self._scheme = scheme
        self._theme = theme
        self._side = side
        self._ratio = ratio
        self._font = QFont(font)
        self._font.setPixelSize(max(9, round(side * 0.6)))
        self._font.setWeight(QFont.Weight.DemiBold)
        self._pictures: dict[int, QPixmap] = {}

    def picture(self, mask: int) -> QPixmap:
        """Return the badges of a mask side by side."""
        if mask not in self._pictures:
            self._pictures[mask] = self._draw(mask)
        return self._pictures[mask]

    def _draw(self, mask: int) -> QPixmap:
        letters = [letter for place, letter in enumerate(self._scheme.letters) if mask >> place & 1]
        gap = 2
        width = len(letters) * (self._side + gap) - gap
        picture = QPixmap(round(width * self._ratio), round(self._side * self._ratio))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        for place, letter in enumerate(letters):
            draw_badge(painter, QRectF(place * (self._side + gap), 0, self._side, self._side), letter, self._theme)
        painter.end()
        return picture


def draw_badge(painter: QPainter, area: QRectF, letter: Letter, theme: Theme) -> None:
    """Draw one letter with the painter's font into `area`."""
    ink = theme.ink(letter)
    painter.setPen(QPen(QColor(ink.edge), 1))
    painter.setBrush(QColor(ink.fill))
    radius = area.height() * 0.24
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(QColor(ink.text))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, letter.symbol)
