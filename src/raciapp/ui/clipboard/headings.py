"""Where a pasted table has its headings: the row of unit names, the column of activity names."""

import msgspec

from raciapp.formats.finding.tokens import Sense, parsed
from raciapp.ui.clipboard.blocks import Block
from raciapp.ui.clipboard.names import DocumentNames

_ROWS = 6
"""Rows among which the one with the units is looked for: a workbook has a title above it."""
_COLUMNS = 3
"""Columns among which the one with the activities is looked for: a workbook numbers them before."""


class Headings(msgspec.Struct, frozen=True):
    """The row of unit names and the column of activity names of a block, counted from 0; None where it has none."""

    row: int | None = None
    column: int | None = None

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return self.row is not None or self.column is not None

    def body(self, block: Block) -> tuple[list[int], list[int]]:
        """Return the rows and columns of a block that are below and right of its headings."""
        top = 0 if self.row is None else self.row + 1
        left = 0 if self.column is None else self.column + 1
        return list(range(top, block.height)), list(range(left, block.width))


def find_headings(block: Block, names: DocumentNames) -> Headings:
    """Return where the names of the document's units and activities stand; letters are never names.

    Where one side is recognised, the other may hold new names only.
    """
    row = _row_of_units(block, names)
    column = _column_of_activities(block, names, row)
    if row is None and column is not None:
        row = _row_above(block, names, column)
    elif row is not None and column is None:
        column = _column_before(block, names, row)
    headings = Headings(row, column)
    return headings if all(headings.body(block)) else Headings()


def _row_of_units(block: Block, names: DocumentNames) -> int | None:
    def score(row: int) -> int:
        cells = [block.at(row, column) for column in range(block.width)]
        return sum(names.units.find(cell) is not None for cell in cells) - sum(map(_is_letters, cells))

    best = max(range(min(_ROWS, block.height)), key=score, default=None)
    return best if best is not None and score(best) > 0 else None


def _column_of_activities(block: Block, names: DocumentNames, row: int | None) -> int | None:
    first = 0 if row is None else row + 1

    def score(column: int) -> int:
        cells = [block.at(place, column) for place in range(first, block.height)]
        return sum(names.activities.find(cell) is not None for cell in cells) - sum(map(_is_letters, cells))

    best = max(range(min(_COLUMNS, block.width)), key=score, default=None)
    return best if best is not None and score(best) > 0 else None


def _row_above(block: Block, names: DocumentNames, column: int) -> int | None:
    """Return the last row above all activities in which there are texts and no letters, for units that are new."""
    first = next(row for row in range(block.height) if names.activities.find(block.at(row, column)))
    for row in reversed(range(min(_ROWS, first))):
        if _only_texts([block.at(row, place) for place in range(column + 1, block.width)]):
            return row
    return None


def _column_before(block: Block, names: DocumentNames, row: int) -> int | None:
    """Return the last column before all units in which there are texts and no letters, for activities that are new."""
    units = [column for column in range(block.width) if names.units.find(block.at(row, column))]
    for column in reversed(range(min(_COLUMNS, units[0]))):
        if _only_texts([block.at(place, column) for place in range(row + 1, block.height)]):
            return column
    return None


def _only_texts(cells: list[str]) -> bool:
    senses = {parsed(cell).sense for cell in cells}
    return Sense.TEXT in senses and not senses & {Sense.LETTERS, Sense.PART}


def _is_letters(cell: str) -> bool:
    return parsed(cell).sense is Sense.LETTERS
