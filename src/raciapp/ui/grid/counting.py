"""Keeping what the headers say of a matrix up to date: its loads after each edit, its findings after each check."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from raciapp.document.changes import Changes
from raciapp.ui.grid.lines import Line
from raciapp.ui.grid.loads import Loads, heat, loads

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView


class Counting(QObject):
    """Counts the letters of a view's matrix, and marks its headers with what was found."""

    def __init__(self, view: "GridView") -> None:
        """Serve `view`, as long as it lives; its letters have been counted once."""
        super().__init__(view)
        self._view = view
        view.session.changed.connect(self._count)
        view.session.matrix_chosen.connect(self._count)
        view.session.checked.connect(self.mark_headers)

    def _count(self, document: object = None, changes: Changes | None = None) -> None:
        """Count the letters again, and paint anew what shows the counts."""
        del document  # the session has it
        view = self._view
        before, view.loads = view.loads, loads(view.session.document, view.session.matrix)
        if before == view.loads:
            return
        view.heat = heat(view.loads)
        view.counted.emit(before)
        if view.session.sight.heat:
            view.viewport().update()
        if changes is not None and changes.shape_kept and not changes.header:  # else both headers are painted anew
            self._repaint_headers(before, changes)

    def _repaint_headers(self, before: Loads, changes: Changes) -> None:
        """Paint anew the sections of both headers that show other counts than before."""
        view = self._view
        same_scale = max(map(sum, before.units), default=0) == max(map(sum, view.loads.units), default=0)
        for column in range(view.matrix.columnCount()):
            place = view.matrix.unit_place(column)
            if not same_scale or before.units[place] != view.loads.units[place]:
                view.units.repaint_section(column)
        for activity in {change.activity for change in changes.cells}:
            view.activities.repaint_section(view.matrix.row_of(Line(activity, heading=False)))

    def mark_headers(self) -> None:
        """Mark what findings point at, by how much they weigh."""
        rows, columns = self._view.session.report.weights()
        self._view.activities.set_weights(rows)
        self._view.units.set_weights(columns)
