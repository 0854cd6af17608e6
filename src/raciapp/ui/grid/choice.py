"""What is chosen in the grid, told in ids: single cells, blocks, whole rows and columns."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex

from raciapp.ui.grid.lines import Line

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView

ClearAndSelect = QItemSelectionModel.SelectionFlag.ClearAndSelect


class Span(NamedTuple):
    """A block of cells by its first and last row and column."""

    top: int
    left: int
    bottom: int
    right: int


class Choice:
    """The chosen cells of a view; the current one stands for them where none is chosen."""

    def __init__(self, view: "GridView") -> None:
        """Look at what is chosen in `view`."""
        self._view = view

    def one_span(self) -> Span | None:
        """Return the one block of cells that is chosen, or None where several are, or none."""
        selection = self._view.selectionModel().selection()
        if selection.count() != 1:
            return None
        only = selection.at(0)
        return Span(only.top(), only.left(), only.bottom(), only.right())

    def places(self) -> list[tuple[str, str]]:
        """Return (activity id, unit id) of every chosen cell, row by row."""
        indexes = sorted(self._view.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        found = [self._view.matrix.place(index) for index in indexes or [self._view.currentIndex()]]
        return [place for place in found if place is not None]

    def activities(self) -> list[str]:
        """Return the ids of the activities with a chosen cell, in the order shown."""
        return list(dict.fromkeys(activity for activity, _ in self.places()))

    def units(self) -> list[str]:
        """Return the ids of the units with a chosen cell, in the order shown; a folded heading counts too."""
        columns = sorted({index.column() for index in self._view.selectedIndexes() or [self._view.currentIndex()]})
        return [self._view.matrix.unit(column).id for column in columns if column >= 0]

    def whole_rows(self) -> list[str]:
        """Return the ids of the activities of which every cell is chosen; empty unless they are all that is chosen."""
        chosen = {index.row() for index in self._view.selectedIndexes()}
        model = self._view.selectionModel()
        if not chosen or not all(model.isRowSelected(row) for row in chosen) or self._view.matrix.columnCount() < 2:
            return []
        return [self._view.matrix.line(row).id for row in sorted(chosen) if not self._view.matrix.line(row).heading]

    def whole_columns(self) -> list[str]:
        """Return the ids of the units of which every cell is chosen; empty unless they are all that is chosen."""
        chosen = {index.column() for index in self._view.selectedIndexes()}
        rows = [row for row in range(self._view.matrix.rowCount()) if not self._view.matrix.line(row).heading]
        count = sum(1 for index in self._view.selectedIndexes() if not self._view.matrix.line(index.row()).heading)
        if not chosen or len(rows) < 2 or count != len(rows) * len(chosen):
            return []
        return [self._view.matrix.unit(column).id for column in sorted(chosen)]

    def block(self, height: int, width: int) -> list[list[tuple[str, str]]]:
        """Return (activity id, unit id) of a block from the top left chosen cell on, headings passed over."""
        chosen = self._view.selectedIndexes() or [self._view.currentIndex()]
        top, left = min(index.row() for index in chosen), min(index.column() for index in chosen)
        rows = [row for row in range(top, self._view.matrix.rowCount()) if not self._view.matrix.line(row).heading][
            :height
        ]
        return self._places(rows, range(left, min(left + width, self._view.matrix.columnCount())))

    def cells_of(self, span: Span) -> list[list[tuple[str, str]]]:
        """Return (activity id, unit id) of the cells of a span, headings passed over."""
        rows = [row for row in range(span.top, span.bottom + 1) if not self._view.matrix.line(row).heading]
        return self._places(rows, range(span.left, span.right + 1))

    def _places(self, rows: list[int], columns: range) -> list[list[tuple[str, str]]]:
        return [
            [(self._view.matrix.line(row).id, self._view.matrix.unit(column).id) for column in columns] for row in rows
        ]

    def reaches_out_of_sight(self) -> bool:
        """Return whether some of several chosen cells cannot be seen where the view is scrolled to."""
        view = self._view
        seen = view.viewport().rect()
        selection = view.selectionModel().selection()
        chosen = [selection.at(number) for number in range(selection.count())]
        if sum(one.width() * one.height() for one in chosen) < 2:
            return False
        corners = ((one.top(), one.left()) for one in chosen), ((one.bottom(), one.right()) for one in chosen)
        return not all(seen.intersects(view.area(*corner)) for ends in corners for corner in ends)

    def select_rows(self) -> None:
        """Choose the whole rows of the chosen cells."""
        self._widen(QItemSelectionModel.SelectionFlag.Rows)

    def select_columns(self) -> None:
        """Choose the whole columns of the chosen cells."""
        self._widen(QItemSelectionModel.SelectionFlag.Columns)

    def _widen(self, lines: QItemSelectionModel.SelectionFlag) -> None:
        model = self._view.selectionModel()
        model.select(model.selection(), ClearAndSelect | lines)

    def stretch_to(self, index: QModelIndex) -> None:
        """Choose everything from where the choice began up to `index`, and go there.

        Up or down the columns stay chosen as they are, to the side the rows: whole rows stay whole.
        """
        current, matrix = self._view.currentIndex(), self._view.matrix
        span = self.one_span() or Span(current.row(), current.column(), current.row(), current.column())
        top, bottom = _stretched((span.top, span.bottom), current.row(), index.row())
        left, right = _stretched((span.left, span.right), current.column(), index.column())
        first, last = matrix.index(top, left), matrix.index(bottom, right)
        self._view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._view.selectionModel().select(QItemSelection(first, last), ClearAndSelect)

    def choose(self, places: Iterable[tuple[str, str]], current: tuple[str, str] | None) -> None:
        """Choose the cells of these activities and units, as far as they are shown, and stand on one of them."""
        matrix, chosen = self._view.matrix, QItemSelection()
        indexes = [matrix.find(*place) for place in places if self._is_shown(place)]
        for span in self._blocks(sorted((index.row(), index.column()) for index in indexes)):
            chosen.select(matrix.index(span.top, span.left), matrix.index(span.bottom, span.right))
        if current and self._is_shown(current):
            self._view.selectionModel().setCurrentIndex(matrix.find(*current), ClearAndSelect)
            self._view.scrollTo(self._view.currentIndex())
        self._view.selectionModel().select(chosen, ClearAndSelect)

    def _blocks(self, cells: Iterable[tuple[int, int]]) -> list[Span]:
        """Return sorted cells as blocks; a block may reach over headings."""
        runs: list[Span] = []
        for row, column in cells:
            if runs and (row, column) == (runs[-1].top, runs[-1].right + 1):
                runs[-1] = runs[-1]._replace(right=column)
            else:
                runs.append(Span(row, column, row, column))
        blocks: list[Span] = []
        for run in runs:
            if blocks and self._continues(blocks[-1], run):
                blocks[-1] = blocks[-1]._replace(bottom=run.bottom)
            else:
                blocks.append(run)
        return blocks

    def _continues(self, block: Span, run: Span) -> bool:
        between = range(block.bottom + 1, run.top)
        same = (block.left, block.right) == (run.left, run.right)
        return same and all(self._view.matrix.line(row).heading for row in between)

    def _is_shown(self, place: tuple[str, str]) -> bool:
        return (
            self._view.matrix.row_of(Line(place[0], heading=False)) >= 0 and place[1] in self._view.matrix.shown_units
        )


def _stretched(ends: tuple[int, int], current: int, aim: int) -> tuple[int, int]:
    """Return the ends of a stretch of rows or columns after the one where one stands has gone to `aim`."""
    if current == aim or current not in ends:
        return ends
    fixed = ends[0] if current == ends[1] else ends[1]
    return min(fixed, aim), max(fixed, aim)
