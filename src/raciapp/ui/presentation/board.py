"""What a slide is painted on: a painter, the colours, and measures that all derive from the height of the screen."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from raciapp.document.letters import Letter
from raciapp.document.records import Status
from raciapp.knowledge.records import Severity
from raciapp.ui.choices import STATUS_TITLES
from raciapp.ui.grid.badges import draw_badge
from raciapp.ui.grid.marks import draw_finding, draw_status, status_colour
from raciapp.ui.language import tr
from raciapp.ui.presentation.typesetting import LEADING, Setting, fitted, font_of, sizes
from raciapp.ui.theme import Theme

MARK = 11
"""Size at which the grid's mark of a finding is drawn before it is enlarged."""
PITCH = 1.14
"""From one badge to the next, in sides of a badge."""

Centre = Qt.AlignmentFlag.AlignCenter
Left = Qt.AlignmentFlag.AlignLeft
Right = Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Measure(msgspec.Struct, frozen=True):
    """The size of the screen in logical pixels; `unit` is a hundredth of its height, or less on narrow screens."""

    width: float
    height: float

    @property
    def unit(self) -> float:
        """Return the length that everything is measured in."""
        return min(self.height, self.width * 0.8) / 100

    @property
    def left(self) -> float:
        """Return the margin at the sides."""
        return self.width * 0.055

    def zone(self, top: float, bottom: float) -> QRectF:
        """Return the area between the margins from one hundredth of the height to another."""
        return QRectF(
            self.left, self.height * top / 100, self.width - 2 * self.left, self.height * (bottom - top) / 100
        )


class Hit(msgspec.Struct, frozen=True):
    """An area of the screen that stands for a cell; an empty id leaves that part of the current cell as it is."""

    area: QRectF
    activity: str
    unit: str


class Board:
    """Draws texts, badges and signs of one theme."""

    def __init__(self, painter: QPainter, theme: Theme, measure: Measure) -> None:
        """Draw with `painter`."""
        self.painter = painter
        self.theme = theme
        self.measure = measure
        self.u = measure.unit

    def setting(
        self, setting: Setting, area: QRectF, colour: str, across: Qt.AlignmentFlag = Left, *, centred: bool = False
    ) -> float:
        """Draw a text that was set, from the top of the area or centred in it; return where it ends."""
        self.painter.setFont(font_of(setting.pixels, setting.weight))
        self.painter.setPen(QColor(colour))
        step = setting.pixels * LEADING
        y = area.top() + ((area.height() - setting.height) / 2 if centred else 0)
        for line in setting.lines:
            self.painter.drawText(
                QRectF(area.left(), y, area.width(), step), int(across | MIDDLE | Qt.TextFlag.TextDontClip), line
            )
            y += step
        return y

    def text(
        self, text: str, area: QRectF, size: tuple[float, float], colour: str, *,
        weight: QFont.Weight = QFont.Weight.Normal, across: Qt.AlignmentFlag = Left, centred: bool = False,
    ) -> float:  # fmt: skip
        """Set and draw a text between two sizes, given in hundredths of the height; return where it ends."""
        pixels = sizes(size[0] * self.u, size[1] * self.u)
        setting = fitted(text, area.width(), area.height(), pixels, weight)
        return self.setting(setting, area, colour, across, centred=centred)

    def badges(self, letters: Sequence[Letter], left: float, middle: float, side: float) -> float:
        """Draw badges in a row, centred on the height `middle`; return where they end."""
        self.painter.setFont(font_of(round(side * 0.6), QFont.Weight.DemiBold))
        for letter in letters:
            draw_badge(self.painter, QRectF(left, middle - side / 2, side, side), letter, self.theme)
            left += side * PITCH
        return left

    def frame(self, area: QRectF, *, fill: str = "", edge: str = "", thick: float = 0.0, radius: float = 1.2) -> None:
        """Draw a rounded rectangle; `thick` and `radius` are in hundredths of the height."""
        width = max(1.0, thick * self.u)
        self.painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        half = width / 2
        self.painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius * self.u, radius * self.u)

    def outline(self, area: QRectF, radius: float = 1.2) -> None:
        """Draw the firm outline of the current cell."""
        self.frame(area, edge=self.theme.accent, thick=0.55, radius=radius)

    def status(self, status: Status, area: QRectF, size: float) -> float:
        """Write where the talk stands, as a sign and in words; return the width it took."""
        if not status:
            return 0.0
        side = size * self.u * 0.72
        draw_status(self.painter, QRectF(area.left(), area.center().y() - side / 2, side, side), status, self.theme)
        words = area.adjusted(side * 1.5, 0, 0, 0)
        pixels = sizes(size * self.u, size * 0.75 * self.u)
        setting = fitted(tr(STATUS_TITLES[status]), words.width(), words.height(), pixels, QFont.Weight.DemiBold)
        self.setting(setting, words, status_colour(status, self.theme).name(), centred=True)
        return side * 1.5 + setting.width

    def weight_mark(self, severity: Severity, left: float, middle: float, side: float) -> None:
        """Draw a finding's mark, as the grid has it, at the size of the screen."""
        self.painter.save()
        self.painter.translate(left + side / 2, middle)
        self.painter.scale(side / MARK, side / MARK)
        draw_finding(self.painter, QPoint(0, 0), MARK, severity, self.theme)
        self.painter.restore()
