"""The ids that our own workbooks carry beside the matrix: no part of it for whoever reads it as a stranger's file."""

import re
from collections.abc import Iterator, Sequence

from raciapp.formats.finding.reading import Reason, Skipped
from raciapp.formats.finding.sheets import Sheet

CORNER = "raciapp:ids"
"""Stands where the row of ids and their column meet."""
COUNTS = ("raciapp:check:", "raciapp:load")
"""What the ids of columns and rows begin with in which our formulas count; they are taken with the ids."""
_MARK = re.compile(r"(?:raciapp|unit|group|activity):[A-Za-z0-9_.:-]{1,80}")


def take_own_marks(sheet: Sheet) -> tuple[Skipped, ...]:
    """Take the ids from a sheet of ours, so that nothing reads them as names, and return what was taken."""
    corner = next(
        (
            (row, column)
            for row, cells in enumerate(sheet.cells)
            for column, cell in enumerate(cells)
            if cell.text == CORNER
        ),
        None,
    )
    if corner is None:
        return ()
    across = [(corner[0], column) for column in sheet.filled(corner[0])]
    down = [(row, corner[1]) for row in range(len(sheet)) if sheet.text(row, corner[1])]
    marks = [place for place in (*across, *down) if _MARK.fullmatch(sheet.text(*place))]
    counts = list(_counts(sheet, marks, corner))
    told = [*marks, *(place for place in counts if not sheet.text(*place).isdigit())]
    taken = tuple(Skipped(sheet.address(*place), sheet.text(*place), Reason.OWN_IDS) for place in told)
    sheet.hide([*marks, *counts])
    return taken


def _counts(sheet: Sheet, marks: Sequence[tuple[int, int]], corner: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the cells of the columns and rows in which we count."""
    for row, column in marks:
        if not sheet.text(row, column).startswith(COUNTS):
            continue
        if row == corner[0]:
            yield from ((other, column) for other in range(row + 1, len(sheet)) if sheet.text(other, column))
        else:
            yield from ((row, other) for other in sheet.filled(row) if other != column)
