"""Painting the part of a view that needs it: which rows and columns that is, and what an empty matrix says."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from raciapp.base.messages import mark
from raciapp.ui.grid.canvas import Canvas
from raciapp.ui.language import tr
from raciapp.ui.theme import Theme, current_theme

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView


def paint(view: "GridView", event: QPaintEvent) -> None:
    """Draw the cells that need it, each stretch of them in one pass."""
    theme = current_theme()
    painter = QPainter(view.viewport())
    for area in event.region():  # type: ignore[attr-defined] # can be gone through, as the stubs do not know
        painter.fillRect(area, QColor(theme.surface))
        rows = list(_visible(view, area.top(), area.bottom(), Qt.Orientation.Vertical))
        columns = list(_visible(view, area.left(), area.right(), Qt.Orientation.Horizontal))
        if not view.matrix.document.activities or not view.matrix.document.units:
            _invite(view, painter, theme)
        if rows and columns:
            painter.setClipRect(area)
            Canvas(painter, view, theme, rows, columns).paint(view.current_badges())
    painter.end()


def _invite(view: "GridView", painter: QPainter, theme: Theme) -> None:
    """Say in an empty matrix what to do."""
    painter.setPen(QColor(theme.muted))
    painter.setFont(view.activities.font())
    text = tr(mark("Ctrl+Shift+A adds an activity, Ctrl+Shift+U a unit, Ctrl+V pastes a matrix."))
    middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(view.viewport().rect().adjusted(20, 20, -20, -20), middle, text)


def _visible(view: "GridView", first: int, last: int, orientation: Qt.Orientation) -> Iterator[int]:
    """Yield the sections between two pixels; -1 past the end means up to the last."""
    header = view.units if orientation is Qt.Orientation.Horizontal else view.activities
    start, end = header.visualIndexAt(first), header.visualIndexAt(last)
    if start >= 0:
        yield from range(start, (end if end >= 0 else header.count() - 1) + 1)
