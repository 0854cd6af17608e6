"""The fill handle: the small square at the corner of what is chosen, dragged to repeat it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

from raciapp.ui.grid.choice import Span

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView

SIDE = 7
REACH = 4
"""Pixels around the square in which the mouse still takes hold of it."""


class FillHandle:
    """Takes hold of the corner of one chosen block and stretches it down, up, right or left."""

    def __init__(self, view: "GridView") -> None:
        """Serve `view`."""
        self._view = view
        self._source: Span | None = None
        self._aim: Span | None = None

    @property
    def held(self) -> bool:
        """Return whether the handle is being dragged."""
        return self._source is not None

    def area(self) -> QRect:
        """Return where the square is; empty where there is nothing to take hold of."""
        span = self._view.choice.one_span()
        if span is None or self._view.matrix.line(span.bottom).heading:
            return QRect()
        corner = self._view.area(span.bottom, span.right)
        side = self._view.px(SIDE)
        return QRect(corner.right() - side, corner.bottom() - side, side, side)

    def aimed_area(self) -> QRect:
        """Return the cells that letting go now would fill; empty where nothing is dragged."""
        return self._block(self._aim) if self._aim else QRect()

    def hit(self, point: QPoint) -> bool:
        """Return whether the mouse is on the square."""
        area = self.area()
        return not area.isEmpty() and area.adjusted(-REACH, -REACH, REACH, REACH).contains(point)

    def take(self) -> None:
        """Begin to drag."""
        self._source = self._view.choice.one_span()

    def drag(self, point: QPoint) -> None:
        """Stretch the block along the longer way to where the mouse is."""
        if self._source is None:
            return
        row, column = self._view.rowAt(point.y()), self._view.columnAt(point.x())
        row = row if row >= 0 else (0 if point.y() < 0 else self._view.matrix.rowCount() - 1)
        column = column if column >= 0 else (0 if point.x() < 0 else self._view.matrix.columnCount() - 1)
        own = self._source
        down = max(row - own.bottom, own.top - row, 0)
        across = max(column - own.right, own.left - column, 0)
        aim = own
        if down and down >= across:
            aim = own._replace(bottom=row) if row > own.bottom else own._replace(top=row)
        elif across:
            aim = own._replace(right=column) if column > own.right else own._replace(left=column)
        if aim != self._aim:
            self._aim = aim
            self._view.viewport().update()

    def let_go(self) -> tuple[Span, Span] | None:
        """End the drag and return the block and what it was stretched to, or None where it was not."""
        source, aim = self._source, self._aim
        self._source = self._aim = None
        self._view.viewport().update()
        return (source, aim) if source and aim and aim != source else None

    def _block(self, span: Span) -> QRect:
        return self._view.area(span.top, span.left).united(self._view.area(span.bottom, span.right))
