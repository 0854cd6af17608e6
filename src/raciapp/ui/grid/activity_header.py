"""The header of activities: names wrapped, headings that fold, counts of letters, marks of findings and statuses."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter

from raciapp.document.records import WHOLE_ROW, Status
from raciapp.ui.grid.headers import MARK, PADDING, MatrixHeader
from raciapp.ui.grid.marks import (
    WRAP,
    draw_finding,
    draw_remark,
    draw_status,
    draw_triangle,
    shortened,
    weighted,
    wrapped_height,
)
from raciapp.ui.grid.model import MatrixModel
from raciapp.ui.theme import Theme, current_theme

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView

INDENT = MARK + 2 * PADDING - 4
"""Pixels before an activity's name: room for a mark."""
COUNT = 19
"""Pixels of one column of counts."""
SIGN = 10


class ActivityHeader(MatrixHeader):
    """Activity names, wrapped, with headings of groups between them."""

    fold_asked = Signal(str)
    """The triangle of a group was clicked."""

    def __init__(self, view: "GridView", model: MatrixModel) -> None:
        """Head the rows of `view`."""
        super().__init__(Qt.Orientation.Vertical, view, model)
        self._width = 320

    def set_width(self, width: int) -> None:
        """Be `width` pixels wide."""
        if width != self._width:
            self._width = width
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the width chosen for the names."""
        return QSize(self._width, self.length())

    @property
    def count_width(self) -> int:
        """Return the pixels of one column of counts: wider where the totals have three digits or more."""
        digits = len(str(max(self.grid.loads.totals, default=0)))
        return self.grid.px(COUNT + 7 * max(0, digits - 2))

    @property
    def counts_width(self) -> int:
        """Return the pixels that the counts of letters take at the right."""
        if not self.grid.session.sight.load:
            return 0
        return len(self.matrix.document.alphabet.letters) * self.count_width + self.grid.px(4)

    def height_of(self, row: int, least: int) -> int:
        """Return the height a line needs for its name, at least `least`."""
        px = self.grid.px
        if self.matrix.line(row).heading:
            return least
        width = self._width - px(INDENT) - px(PADDING) - self.counts_width - self._sign_width(row)
        return max(least, wrapped_height(self.font(), self.matrix.title(row), width) + px(PADDING))

    def _sign_width(self, row: int) -> int:
        """Return the pixels that the sign of a row's status takes."""
        held = self.matrix.letters(row)
        return self.grid.px(SIGN + 4) if held is not None and held.status_of(WHOLE_ROW) else 0

    def draggable(self, section: int) -> bool:
        """Return whether the mouse may take hold of a line: a heading with its group, or chosen rows."""
        return self.matrix.line(section).heading or super().draggable(section)

    def click_row(self, section: int) -> None:
        """Choose a row, or fold and unfold the group of a heading."""
        line = self.matrix.line(section)
        if line.heading:
            self.fold_asked.emit(line.id)
        else:
            super().click_row(section)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask to rename what was double-clicked; the triangle of a heading just folds."""
        section = self.logicalIndexAt(event.position().toPoint())
        if section >= 0 and self.matrix.line(section).heading and event.position().x() < self.grid.px(INDENT):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw one name, bold on a band for a heading, with its marks before it and its counts behind it."""
        theme, px = current_theme(), self.grid.px
        heading = self.matrix.line(logical).heading
        chosen = self.is_current(logical) and (not heading or self.matrix.folded(logical))
        painter.fillRect(rect, QColor(theme.selection if chosen else theme.band if heading else theme.header))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(theme.strong_line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if heading:
            side = px(10)
            box = QRectF(rect.left() + px(6), rect.center().y() - side / 2 + 1, side, side)
            draw_triangle(painter, box, QColor(theme.muted), folded=self.matrix.folded(logical))
        right = self._paint_signs(painter, rect, logical, theme)
        painter.setPen(QColor(theme.text))
        painter.setFont(weighted(self.font(), bold=heading))
        area = rect.adjusted(px(INDENT), 0, -px(PADDING) - right, 0)
        painter.drawText(area, WRAP, shortened(painter.fontMetrics(), self.matrix.title(logical), area.size()))

    def _paint_signs(self, painter: QPainter, rect: QRect, logical: int, theme: Theme) -> int:
        """Draw what is noted of a row, not of a heading; return the pixels that this takes at the right."""
        px = self.grid.px
        activity, held = self.matrix.activity(logical), self.matrix.letters(logical)
        if activity is None or held is None:
            return 0
        weight = self.weights.get(activity.id)
        if weight:
            centre = QPoint(rect.left() + px(6) + px(MARK) // 2, rect.center().y())
            draw_finding(painter, centre, px(MARK), weight, theme)
        taken = self.counts_width
        if taken:
            self._paint_counts(painter, rect, logical, theme)
        status = held.status_of(WHOLE_ROW)
        if status is not Status.NONE:
            painter.setFont(self.font())
            side = px(SIGN)
            left = rect.right() - taken - side - px(2)
            draw_status(painter, QRectF(left, rect.center().y() - side / 2, side, side), status, theme)
            taken += self._sign_width(logical)
        if activity.remark:
            draw_remark(painter, rect.right() - 1, rect.top(), px(8), QColor(theme.accent))
        return taken

    def _paint_counts(self, painter: QPainter, rect: QRect, logical: int, theme: Theme) -> None:
        """Draw how many units hold each letter; a dot for none."""
        counts = self.grid.loads.activities[self.matrix.document.activity_places[self.matrix.line(logical).id]]
        width = self.count_width
        left = rect.right() - self.counts_width
        painter.setFont(self.count_font())
        for number, count in enumerate(counts):
            painter.setPen(QColor(theme.text if count else theme.muted))
            area = QRect(left + number * width, rect.top(), width, rect.height() - 1)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(count) if count else "·")

    def count_font(self) -> QFont:
        """Return the font of counts: a little smaller than names."""
        font = QFont(self.font())
        font.setPixelSize(max(8, self.grid.px(12)))
        return font
