"""Where the cells of a table are shown, and what each of them was read as."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from raciapp.formats.finding.reading import Part, Region
from raciapp.formats.finding.tables import Table, TableCell

MOST_SPANS = 5_000
"""Merged areas that are shown as one cell each; hostile files have any number."""
MOST_COVERED = 200_000
"""Cells under them."""

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})?(?![A-Za-z0-9])|([0-9]{1,7})(?![A-Za-z0-9])")
_PARTS = tuple(Part)


class Place(NamedTuple):
    """A place in a file, from 0: a cell, a whole row (no column) or a whole column (no row)."""

    row: int | None
    column: int | None


def place_of(where: str, sheet: str = "") -> Place | None:
    """Return the place an address such as `C9`, `F` or `Sheet!C9:D9` names, or None where it names none on `sheet`."""
    named, mark, address = where.rpartition("!")
    if mark and sheet and named.strip("'") != sheet:
        return None
    found = _ADDRESS.match(address)
    if found is None or (not found[3] and address[found.end() :][:1] not in {"", ":", ","}):
        return None
    if found[3]:
        return Place(int(found[3]) - 1, None)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Place(int(found[2]) - 1 if found[2] else None, column - 1)


class Places:
    """The lines of a table and its columns as a view counts them, with the part that each cell was read as."""

    def __init__(self, table: Table, regions: Sequence[Region] = ()) -> None:
        """Lay out `table`; later regions lie over earlier ones."""
        self.table = table
        self.height, self.width = len(table.rows), table.width
        self.rows = _rows(table)
        self._lines = {row: line for line, row in enumerate(self.rows)}
        self._parts = [bytearray(self.width) for _ in range(self.height)]
        for region in regions:
            self._paint(region)
        self._lone = [_only_filled(cells) for cells in table.rows]
        self._spans = {(line, column): (down, across) for line, column, down, across in self.spans()}

    def _paint(self, region: Region) -> None:
        code, left, right = _PARTS.index(region.part) + 1, max(region.left, 0), min(region.right + 1, self.width)
        for line in range(bisect_left(self.rows, region.top), bisect_right(self.rows, region.bottom)):
            self._parts[line][left:right] = bytes([code]) * max(0, right - left)

    def line_of(self, row: int) -> int:
        """Return the line that shows a row of the file, the nearest above it where none does."""
        return max(0, bisect_right(self.rows, row) - 1)

    def cell(self, line: int, column: int) -> TableCell:
        """Return the cell that is shown there; where the table has none, it is blank."""
        cells = self.table.rows[line]
        return cells[column] if column < len(cells) else TableCell("", self.rows[line], column)

    def part(self, line: int, column: int) -> Part | None:
        """Return what a cell was read as; None for what was left out."""
        code = self._parts[line][column]
        return _PARTS[code - 1] if code else None

    def lone(self, line: int) -> int | None:
        """Return the column of the only text of a line, such as a title: it has all the room to its right."""
        column = self._lone[line]
        return None if column is None or (line, column) in self._spans else column

    def span(self, line: int, column: int) -> tuple[int, int]:
        """Return how many lines and columns the cell that is shown there covers."""
        return self._spans.get((line, column), (1, 1))

    def spans(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield line, column, height and width of each merged area that can be shown."""
        taken: set[tuple[int, int]] = set()
        for area in self.table.merged[:MOST_SPANS]:
            top, bottom = self._lines.get(area.top), self._lines.get(area.bottom)
            if top is None or bottom is None:
                continue
            down, across = bottom - top + 1, min(area.right + 1, self.width) - area.left
            if across < 1 or not 1 < down * across <= MOST_COVERED - len(taken):
                continue
            covered = {(top + row, area.left + column) for row in range(down) for column in range(across)}
            if taken.isdisjoint(covered):  # areas of a damaged file may overlap
                taken |= covered
                yield top, area.left, down, across


def _only_filled(cells: Sequence[TableCell]) -> int | None:
    filled = [column for column, cell in enumerate(cells) if cell.text]
    return filled[0] if len(filled) == 1 and "\n" not in cells[filled[0]].text else None


def _rows(table: Table) -> tuple[int, ...]:
    """Return the row of the file that each line shows; blank lines go on from the one before."""
    first = next((cells[0].row - line for line, cells in enumerate(table.rows) if cells), 0)
    found: list[int] = []
    for line, cells in enumerate(table.rows):
        found.append(cells[0].row if cells else found[-1] + 1 if found else max(first, 0) + line)
    return tuple(found)
