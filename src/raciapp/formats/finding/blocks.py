"""Where letters are dense: rows with letters that lie near each other, and the columns that hold mostly letters."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from raciapp.formats.finding.headings import is_activity_heading
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tokens import Sense

_WORD = re.compile(r"[^\W\d_]+")
GAP = 10
"""So many rows without letters may lie within a matrix, or between its headings and its first letters."""

LEAST_NAME = 3.0
"""Names of activities are that long, on average, even where they are words for letters; letters are shorter."""

SAMPLE = 200
"""So many rows of a column tell what it holds."""

_DENSE = 0.4
"""A column of letters holds at least this share of letters; the rest may be remarks."""


class Block(msgspec.Struct, frozen=True):
    """Rows with letters that lie near each other: the columns with dense letters, and the rows of letters in each."""

    first: int
    last: int
    columns: tuple[int, ...]
    rows: dict[int, list[int]]

    def letters(self, columns: Sequence[int], first: int, end: int) -> int:
        """Return how many letters some columns hold in the rows `[first, end)`."""
        return sum(bisect_left(self.rows[column], end) - bisect_left(self.rows[column], first) for column in columns)


def is_letters(sheet: Sheet, row: int, column: int) -> bool:
    """Return whether a cell holds letters, or a tick that takes part."""
    return sheet.at(row, column).sense in (Sense.LETTERS, Sense.PART)


def rows_of_blocks(sheet: Sheet) -> Iterator[list[int]]:
    """Yield the rows that hold letters or ticks, cut where a long stretch holds none."""
    block: list[int] = []
    for row, cells in enumerate(sheet.cells):
        if any(cell.sense in (Sense.LETTERS, Sense.PART) for cell in cells):
            if block and row - block[-1] > GAP:
                yield block
                block = []
            block.append(row)
    if block:
        yield block


def block_of(sheet: Sheet, rows: Sequence[int]) -> Block:
    """Return the columns of dense letters between the first and the last of some rows."""
    first, last = rows[0], rows[-1]
    letters: dict[int, list[int]] = {}
    texts: dict[int, int] = {}
    for row in range(first, last + 1):
        for column, cell in enumerate(sheet.cells[row]):
            if cell.sense in (Sense.LETTERS, Sense.PART):
                letters.setdefault(column, []).append(row)
            elif cell.sense is Sense.TEXT and sheet.first(row, column)[1] == column:
                texts[column] = texts.get(column, 0) + 1
    dense = [column for column, held in letters.items() if len(held) >= _DENSE * (len(held) + texts.get(column, 0))]
    return Block(first, last, tuple(_without_verbs(sheet, sorted(dense), range(first, last + 1))), letters)


def _without_verbs(sheet: Sheet, dense: list[int], rows: Sequence[int]) -> list[int]:
    """Return columns of letters without a first one that holds names which happen to be words for letters: «Approve».

    Nothing stands left of it, or its heading speaks of activities, and there are letters right of it.
    """
    if len(dense) < 2:
        return dense
    column, *others = dense
    above = range(max(0, rows[0] - GAP), rows[0] + 1)
    named = any(is_activity_heading(sheet.text(row, column)) for row in above)
    first = all(sheet.filled(row)[0] >= column for row in rows if sheet.filled(row))
    if named == first:
        return others if named else dense
    across = any(_length(sheet, other, rows) < LEAST_NAME for other in others)
    return others if across and _length(sheet, column, rows) >= LEAST_NAME else dense


def _length(sheet: Sheet, column: int, rows: Sequence[int]) -> float:
    """Return how long the longest words of the texts of a column are, on average; 0 where it holds none."""
    texts = [text for row in rows[:SAMPLE] if (text := sheet.text(row, column))]
    words = [max(map(len, _WORD.findall(text)), default=0) for text in texts]
    return sum(words) / len(words) if words else 0.0
