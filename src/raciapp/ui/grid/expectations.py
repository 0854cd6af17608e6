"""What a template expects, drawn behind what is there: outlines, because nobody has agreed to them yet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from raciapp.document.letters import Duty
from raciapp.ui.theme import Theme, current_theme

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView

LARGE, SMALL = 20, 12
"""Pixels, before zooming, of an outline in an empty cell, and of one in the corner of a cell with other letters."""


def paint_expectations(painter: QPainter, view: "GridView", rows: list[int], columns: list[int]) -> None:
    """Draw the cells that depart: missing letters as large outlines, other ones as small, extra ones struck."""
    model, theme = view.matrix, current_theme()
    expected = view.session.expected
    alphabet = model.document.alphabet
    strict = alphabet.duties[Duty.ACCOUNTABLE] | alphabet.duties[Duty.RESPONSIBLE]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for row in rows:
        held = model.letters(row)
        wanted = expected.get(model.line(row).id, b"")
        if held is None or not wanted:
            continue
        for column in columns:
            place = model.document.unit_places[model.unit(column).id]
            actual, ideal = held.letters[place], wanted[place]
            if actual == ideal:
                continue
            firm = bool((actual ^ ideal) & strict)
            if ideal:
                _draw_outlines(painter, view, view.area(row, column), ideal, theme, firm=firm, small=bool(actual))
            else:
                _strike(painter, view.area(row, column), theme, firm=firm)
    painter.restore()


def _pen(theme: Theme, *, firm: bool) -> QPen:
    """Return a full line for letters that answer or do, dots for C and I, which are advice."""
    if firm:
        return QPen(QColor(theme.mark), 1.6)
    return QPen(QColor(theme.muted), 1.2, Qt.PenStyle.DotLine)


def _draw_outlines(
    painter: QPainter, view: "GridView", area: QRect, mask: int, theme: Theme, *, firm: bool, small: bool
) -> None:
    symbols = view.matrix.document.alphabet.symbols(mask)
    side = view.px(SMALL if small else LARGE)
    width = len(symbols) * (side + 1) - 1
    left = area.right() - width - 1 if small else area.left() + (area.width() - 1 - width) / 2
    top = area.bottom() - side - 1 if small else area.top() + (area.height() - side) / 2
    font = QFont(view.font())
    font.setPixelSize(round(side * (0.72 if small else 0.56)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    for number, symbol in enumerate(symbols):
        box = QRectF(left + number * (side + 1), top, side, side)
        painter.setPen(_pen(theme, firm=firm))
        painter.setBrush(QColor(theme.surface) if small else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), side * 0.24, side * 0.24)
        painter.setPen(QColor(theme.mark if firm else theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, symbol)


def _strike(painter: QPainter, area: QRect, theme: Theme, *, firm: bool) -> None:
    """Draw a line through letters that the template does not expect."""
    painter.setPen(_pen(theme, firm=firm))
    middle = area.center()
    painter.drawLine(QPointF(area.left() + 5, middle.y() + 8), QPointF(area.right() - 6, middle.y() - 8))
