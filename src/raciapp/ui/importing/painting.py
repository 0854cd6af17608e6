"""How the cells of a client's sheet look: each part has a colour and a sign of its own, what is left out is hatched."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from raciapp.formats.finding.reading import Part
from raciapp.formats.finding.tables import TableCell
from raciapp.ui.grid.marks import WRAP, draw_remark, shortened, weighted
from raciapp.ui.importing.sheet_model import SheetModel
from raciapp.ui.theme import Theme, current_theme

Index = QModelIndex | QPersistentModelIndex

MARGIN = 6
SIGN = 4
"""Pixels of the bar that tells parts apart without colour."""
_SWATCH = (22, 16)
_CORNER = 7


def part_colour(part: Part, theme: Theme) -> QColor:
    """Return the colour of a part at full strength."""
    return QColor(
        {
            Part.HEADING: theme.muted,
            Part.UNIT: theme.status_question,
            Part.ACTIVITY: theme.fine,
            Part.GROUP: theme.should,
            Part.LETTERS: theme.accent,
            Part.LEGEND: theme.mark,
        }[part]
    )


def part_ground(part: Part, theme: Theme) -> QColor:
    """Return the ground of a part's cells: a trace of its colour, on which text stays as legible as on none."""
    over, under = part_colour(part, theme), QColor(theme.surface)
    share = (0.24 if theme.dark else 0.13) * (0.6 if part is Part.LETTERS else 1)
    mixed = [
        round(one * share + other * (1 - share))
        for one, other in (
            (over.red(), under.red()),
            (over.green(), under.green()),
            (over.blue(), under.blue()),
        )
    ]
    return QColor(*mixed)


def draw_ground(painter: QPainter, area: QRect, part: Part | None, theme: Theme, *, filled: bool = True) -> None:
    """Draw the ground of a cell, and the sign of its part; what was left out is hatched where it is `filled`."""
    if part is None:
        painter.fillRect(area, QColor(theme.surface))
        if filled:
            painter.fillRect(area, QBrush(QColor(theme.strong_line), Qt.BrushStyle.BDiagPattern))
        return
    painter.fillRect(area, part_ground(part, theme))
    colour = part_colour(part, theme)
    top = QRect(area.left(), area.top(), area.width(), SIGN)
    left = QRect(area.left(), area.top(), SIGN, area.height())
    if part is Part.HEADING:
        painter.fillRect(top, colour)
    elif part is Part.UNIT:
        painter.fillRect(top.translated(0, area.height() - SIGN), colour)
    elif part is Part.ACTIVITY:
        painter.fillRect(left, colour)
    elif part is Part.GROUP:
        painter.fillRect(left.adjusted(0, 0, -2, 0), colour)
        painter.fillRect(left.adjusted(4, 0, 2, 0), colour)
    elif part is Part.LEGEND:
        painter.setPen(QPen(colour, 2, Qt.PenStyle.DotLine))
        painter.drawLine(area.left() + 2, area.top() + 2, area.left() + 2, area.bottom() - 1)


def swatch(part: Part | None, ratio: float = 2.0) -> QPixmap:
    """Return a small picture of a part for a legend."""
    theme = current_theme()
    width, height = _SWATCH
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    area = QRect(0, 0, width, height)
    draw_ground(painter, area, part, theme)
    painter.setPen(QColor(theme.strong_line))
    painter.drawRect(area.adjusted(0, 0, -1, -1))
    painter.end()
    return picture


class SheetPainter(QStyledItemDelegate):
    """Draws the cells of a client's sheet."""

    def __init__(self, view: QTableView) -> None:
        """Draw for `view`."""
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        model = index.model()
        assert isinstance(model, SheetModel)  # noqa: S101 - no other model is ever set
        theme, area = current_theme(), QRect(option.rect)
        cell, part = model.cell(index), model.part(index)
        painter.save()
        draw_ground(painter, area, part, theme, filled=bool(cell.text))
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        lone = model.places.lone(index.row())
        if lone is None or index.column() < lone:
            painter.drawLine(area.topRight(), area.bottomRight())
        if lone is not None and lone <= index.column():
            self._draw_lone(painter, area, model, model.index(index.row(), lone), QFont(option.font))
        elif cell.text:
            _draw_text(painter, area, cell, part, theme, QFont(option.font))
        if cell.comment:
            draw_remark(painter, area.right(), area.top(), _CORNER, QColor(theme.accent))
        if option.state & QStyle.StateFlag.State_Selected:
            width = 3 if self._view.hasFocus() else 2
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(QColor(theme.accent), width, j=Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _draw_lone(self, painter: QPainter, area: QRect, model: SheetModel, start: QModelIndex, font: QFont) -> None:
        """Draw as much of a title as falls on a cell: it goes on over the blank ones to its right."""
        theme, cell, part = current_theme(), model.cell(start), model.part(start)
        left = self._view.columnViewportPosition(start.column()) + MARGIN + 2
        end = self._view.columnViewportPosition(model.places.width - 1) + self._view.columnWidth(model.places.width - 1)
        painter.save()
        painter.setClipRect(area)
        painter.setFont(weighted(font, bold=cell.bold))
        painter.setPen(QColor(theme.muted if part is None else theme.text))
        room = QRect(left, area.top(), end - left, area.height())
        text = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
        _write(painter, room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text, part)
        painter.restore()


def _draw_text(painter: QPainter, area: QRect, cell: TableCell, part: Part | None, theme: Theme, font: QFont) -> None:
    painter.setFont(weighted(font, bold=cell.bold))
    painter.setPen(QColor(theme.muted if part is None else theme.text))
    inner = area.adjusted(MARGIN + 2, 3, -MARGIN, -3)
    flags = WRAP
    if part is Part.LETTERS:
        inner = area.adjusted(3, 3, -3, -3)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
    _write(painter, inner, flags, shortened(painter.fontMetrics(), cell.text, inner.size()), part)


def _write(painter: QPainter, room: QRect, flags: int, text: str, part: Part | None) -> None:
    """Write a text; where the ground is hatched, on a clear patch of its own."""
    if part is None:
        patch = painter.boundingRect(room, flags, text).intersected(room)
        painter.fillRect(patch.adjusted(-3, -1, 3, 1), QColor(current_theme().surface))
    painter.drawText(room, flags, text)
