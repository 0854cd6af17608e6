"""The header of units: names turned upright, divisions over them, loads and the marks of findings under them."""

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from raciapp.ui.grid.headers import MARK, PADDING, MatrixHeader
from raciapp.ui.grid.marks import WRAP, draw_finding, draw_remark, shortened, weighted, wrapped_height
from raciapp.ui.grid.model import MatrixModel
from raciapp.ui.language import current_language
from raciapp.ui.theme import Theme, current_theme

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView

LONGEST_UPRIGHT = 190
SHORTEST_UPRIGHT = 92
DIVISION = 22
"""Pixels of the band with the names of divisions."""
LOAD = 11
"""Pixels of the bar that shows a unit's letters."""


class Division(NamedTuple):
    """Neighbouring columns under one name."""

    first: int
    last: int
    name: str


class UnitHeader(MatrixHeader):
    """Unit names from bottom to top, in up to three lines, never clipped: what is too long ends in «…»."""

    def __init__(self, view: "GridView", model: MatrixModel) -> None:
        """Head the columns of `view`."""
        super().__init__(Qt.Orientation.Horizontal, view, model)
        self._height = SHORTEST_UPRIGHT
        self._divisions: list[Division] = []

    def fit(self) -> None:
        """Be as high as the longest name needs when it is wrapped."""
        px = self.grid.px
        self._divisions = _divisions(self.matrix)
        font, metrics = self.font(), self.fontMetrics()
        around = self._below() + px(PADDING)
        # However large the letters, half of the height belongs to the cells.
        longest = min(px(LONGEST_UPRIGHT), max(60, self.grid.height() // 2))
        needed = min(px(SHORTEST_UPRIGHT), longest)
        for column in range(self.matrix.columnCount()):
            width = self.sectionSize(column) - px(PADDING)
            name = self.name(column)
            longest_word = max((metrics.horizontalAdvance(word) for word in name.split()), default=0)
            needed = max(needed, min(longest, longest_word + around + 4))
            while needed < longest and wrapped_height(font, name, needed - around) > width:
                needed += 6
        needed += self._above()
        if needed != self._height:
            self._height = needed
            self.updateGeometries()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height the names need."""
        return QSize(self.length(), self._height)

    def name(self, column: int) -> str:
        """Return the name of the unit at `column`."""
        return self.matrix.unit(column).name.text(current_language())

    def _below(self) -> int:
        """Return the pixels under a name: a mark, and the bar of the load where it is shown."""
        return self.grid.px(MARK + PADDING) + (self.grid.px(LOAD) if self.grid.session.sight.load else 0)

    def _above(self) -> int:
        """Return the pixels over a name: the band of divisions where there are any."""
        return self.grid.px(DIVISION) if self._divisions else 0

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw one unit's name upright, its division above, its load and its mark below."""
        theme, px = current_theme(), self.grid.px
        unit = self.matrix.unit(logical)
        painter.fillRect(rect, QColor(theme.selection if self.is_current(logical) else theme.header))
        name_area = rect.adjusted(0, self._above(), 0, 0)
        painter.setPen(QColor(theme.line))
        painter.drawLine(name_area.topRight(), name_area.bottomRight())
        if self._divisions:
            self._paint_division(painter, rect, logical, theme)
        painter.setPen(QColor(theme.strong_line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        load = px(LOAD) if self.grid.session.sight.load else 0
        if load:
            bar = QRectF(rect.left() + px(5), rect.bottom() - load + 1, rect.width() - 2 * px(5) - 1, load - px(3))
            self._paint_load(painter, bar, logical, theme)
        weight = self.weights.get(unit.id)
        if weight:
            centre = QPoint(rect.center().x(), rect.bottom() - load - px(MARK) // 2 - px(5))
            draw_finding(painter, centre, px(MARK), weight, theme)
        if unit.remark:
            draw_remark(painter, name_area.right(), name_area.top(), px(8), QColor(theme.accent))
        painter.save()
        painter.translate(rect.left(), rect.bottom() - self._below())
        painter.rotate(-90)
        painter.setPen(QColor(theme.text))
        painter.setFont(self.font())
        area = QRect(0, 0, name_area.height() - self._below() - px(PADDING), rect.width())
        painter.drawText(area, WRAP, shortened(painter.fontMetrics(), self.name(logical), area.size()))
        painter.restore()

    def _paint_division(self, painter: QPainter, rect: QRect, logical: int, theme: Theme) -> None:
        """Draw a section's part of the band: the whole name is drawn, the section shows what falls on it."""
        height = self._above()
        division = next((one for one in self._divisions if one.first <= logical <= one.last), None)
        if division is None:
            return
        left = self.sectionViewportPosition(division.first)
        width = self.sectionViewportPosition(division.last) + self.sectionSize(division.last) - left
        whole = QRect(left, 0, width, height)
        painter.save()
        painter.setClipRect(QRect(rect.left(), 0, rect.width(), height))
        painter.fillRect(whole, QColor(theme.band))
        painter.setPen(QColor(theme.strong_line))
        painter.drawLine(whole.topRight(), whole.bottomRight())
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        painter.setPen(QColor(theme.text))
        painter.setFont(weighted(self.font(), bold=True))
        inner = whole.adjusted(self.grid.px(4), 0, -self.grid.px(4), 0)
        name = painter.fontMetrics().elidedText(division.name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, name)
        painter.restore()

    def _paint_load(self, painter: QPainter, bar: QRectF, logical: int, theme: Theme) -> None:
        """Draw how many of each letter the unit holds, as long as the unit with the most has a full bar."""
        loads = self.grid.loads
        counts = loads.units[self.matrix.unit_place(logical)]
        most = max(map(sum, loads.units))
        x = bar.left()
        for letter, count in zip(loads.letters, counts, strict=True):
            width = bar.width() * count / most if most else 0
            if width:
                painter.fillRect(QRectF(x, bar.top(), width, bar.height()), QColor(theme.ink(letter).edge))
                inner = QRectF(x, bar.top() + 1, max(width - 1, 0.5), bar.height() - 2)
                painter.fillRect(inner, QColor(theme.ink(letter).fill))
            x += width


def _divisions(matrix: MatrixModel) -> list[Division]:
    """Return the stretches of neighbouring columns of one division."""
    names = [matrix.unit(column).division.text(current_language()) for column in range(matrix.columnCount())]
    found = []
    start = 0
    for name, run in groupby(names):
        length = len(list(run))
        if name:
            found.append(Division(start, start + length - 1, name))
        start += length
    return found
