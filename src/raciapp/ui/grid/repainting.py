"""What of a view is painted anew, and when: no more than has changed, as far as that can be told."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QRect

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView


class Repainting(QObject):
    """Paints anew what another sight, choice or expectation of the matrix changes; for edits see the model."""

    def __init__(self, view: "GridView") -> None:
        """Serve `view`, as long as it lives."""
        super().__init__(view)
        self._view = view
        self._handle_area = QRect()
        session, selection = view.session, view.selectionModel()
        session.marked.connect(self._cells)
        session.expectation_changed.connect(self._cells)
        session.sight_changed.connect(self._look)
        # The crosshair reaches further than the two cells that Qt repaints of itself.
        selection.currentChanged.connect(self._crosshairs)
        selection.selectionChanged.connect(self._handle)
        view.matrix.arranged.connect(self._corner)

    def _look(self, before: object) -> None:
        """Follow the eye: another zoom, other lines, other signs."""
        del before
        view = self._view
        view.sizes.fit()
        view.viewport().update()
        view.units.viewport().update()
        view.activities.viewport().update()
        view.corner.update()

    def _corner(self) -> None:
        self._view.corner.update()

    def _cells(self) -> None:
        self._view.viewport().update()

    def _crosshairs(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Paint anew the rows and columns through the cell one comes from and the one one goes to."""
        view = self._view
        for index in (current, previous):
            if index.isValid():
                cell = view.area(index.row(), index.column())
                view.viewport().update(0, cell.top(), view.viewport().width(), cell.height())
                view.viewport().update(cell.left(), 0, cell.width(), view.viewport().height())
                view.units.repaint_section(index.column())
                view.activities.repaint_section(index.row())

    def _handle(self) -> None:
        """Paint anew where the fill handle was and is: it reaches over the edge of the last cell."""
        view, before = self._view, self._handle_area
        self._handle_area = view.handle.area()
        for area in (before, self._handle_area):
            view.viewport().update(area.adjusted(-2, -2, 2, 2))
