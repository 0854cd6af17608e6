"""How wide columns and names are, how high rows and headers, at the chosen zoom."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView

NARROWEST, WIDEST = 44, 72
"""Pixels of a column: two badges must fit, and all units should where the window is wide enough."""
ROW_HEIGHT = 30


class Sizes:
    """Shares the room of a view between names and columns."""

    def __init__(self, view: "GridView") -> None:
        """Serve `view`."""
        self._view = view

    def fit(self) -> None:
        """Give names a good quarter of the width and the units what they need of the rest."""
        view = self._view
        font = QFont(view.font())
        font.setPointSizeF(max(4.0, view.font().pointSizeF() * view.session.sight.zoom / 100))
        for header in (view.units, view.activities):
            if header.font() != font:
                header.setFont(font)
        px = view.px
        view.activities.set_width(self._names())
        room = view.width() - view.activities.sizeHint().width() - self._beside()
        view.units.setMinimumSectionSize(px(24))
        view.activities.setMinimumSectionSize(px(16))
        view.activities.setDefaultSectionSize(px(ROW_HEIGHT))
        self._fit_columns(room)
        view.units.fit()
        view.updateGeometries()
        for row in range(view.matrix.rowCount()):
            height = view.activities.height_of(row, px(ROW_HEIGHT))
            if view.rowHeight(row) != height:
                view.setRowHeight(row, height)
        view.keep_a_current_cell()

    def _beside(self) -> int:
        """Return the pixels that neither names nor columns have."""
        return self._view.verticalScrollBar().sizeHint().width() + 4

    def _names(self) -> int:
        """Return a good quarter of the width for names, less where all units can be seen that way."""
        view, px = self._view, self._view.px
        counts = view.activities.counts_width
        usual = min(px(430), max(px(230), view.width() * 28 // 100)) + counts * 2 // 3
        for_all = view.width() - self._beside() - view.matrix.columnCount() * px(NARROWEST)
        names = min(usual, max(for_all, px(220) + counts))
        return min(names, max(120, view.width() * 6 // 10))

    def _fit_columns(self, room: int) -> None:
        """Make all columns as wide as another, or each as wide as its letters."""
        view = self._view
        count = max(1, view.matrix.columnCount())
        narrowest, widest = view.px(NARROWEST), view.px(WIDEST)
        equal = min(widest, max(narrowest, room // count))
        view.units.setDefaultSectionSize(equal)
        badges = view.current_badges()
        rows = view.session.document.matrix(view.session.matrix).rows
        for column in range(view.matrix.columnCount()):
            width = equal
            if not view.session.sight.equal_columns:
                place = view.matrix.unit_place(column)
                masks = {row.letters[place] for row in rows if place < len(row.letters)} - {0}
                widths = [badges.picture(mask).deviceIndependentSize().width() for mask in masks]
                width = max(view.px(32), round(max(widths, default=0)) + view.px(8))
            if view.columnWidth(column) != width:
                view.setColumnWidth(column, width)
