"""Where in a sheet the matrix is: found by where letters are dense, never by what row comes first."""

from collections.abc import Iterator

import msgspec

from raciapp.formats.finding.blocks import GAP, Block, block_of, is_letters, rows_of_blocks
from raciapp.formats.finding.corrections import NONE, Corrections, Role
from raciapp.formats.finding.headed import (
    Headed,
    different_headings,
    may_begin_another,
    stretches_of,
    under,
)
from raciapp.formats.finding.headings import is_number
from raciapp.formats.finding.name_columns import name_columns, said_column
from raciapp.formats.finding.sheets import Sheet

_MOST_BLOCKS = 12
_MOST_HEADINGS = 24
"""More candidates are not looked at: hostile files are full of them."""


class Layout(msgspec.Struct, frozen=True):
    """A matrix in a sheet, as places: rows `[body, end)` under the `headings`, columns of names, groups and letters.

    `second` are further rows of headings; `columns` hold letters, of which those of units are still to be picked.
    `marks` is a row below the headings that says which letter the marks of a column stand for. From the column
    `beside` on, there is another matrix.
    """

    headings: int
    second: tuple[int, ...]
    body: int
    end: int
    names: int
    groups: int | None
    columns: tuple[int, ...]
    letters: int
    marks: int | None = None
    beside: int | None = None


def find_layouts(sheet: Sheet, corrections: Corrections = NONE) -> list[Layout]:
    """Return the matrices of a sheet, the one with most letters first; what a person says about it comes first."""
    told = _told(sheet, corrections)
    if told is not None:
        return [told]
    blocks = sorted(rows_of_blocks(sheet), key=lambda rows: -len(rows))[:_MOST_BLOCKS]
    found = [layout for rows in blocks for layout in _layouts(sheet, block_of(sheet, rows), corrections)]
    return sorted(found, key=lambda layout: -layout.letters)


def _told(sheet: Sheet, corrections: Corrections) -> Layout | None:
    """Return the matrix under the row that a person calls the headings, or None where nobody did."""
    row = min((row for row, role in corrections.rows.items() if role is Role.HEADINGS), default=None)
    if row is None or not 0 <= row < len(sheet) - 1:
        return None
    filled = [column for column in range(sheet.width) if sheet.text(row, column)]
    names = said_column(corrections, Role.NAMES)
    if names is None:
        block = block_of(sheet, range(row + 1, len(sheet)))
        placed = _placed(sheet, under(sheet, block, row, ()), corrections) if block.columns else None
        if placed is not None:
            return placed
        names = filled[0] if filled else 0
    columns = tuple(column for column in filled if column > names)
    end = len(sheet)
    letters = sum(is_letters(sheet, below, column) for below in range(row + 1, end) for column in columns)
    groups = said_column(corrections, Role.GROUPS)
    return Layout(row, (), row + 1, end, names, groups, columns, letters) if columns else None


def _layouts(sheet: Sheet, block: Block, corrections: Corrections) -> Iterator[Layout]:
    """Yield the matrices of a block that do not overlap, those with most letters first."""
    first = max(0, block.first - GAP)
    texts = {row: different_headings(sheet, block, row) for row in range(first, block.last)}
    candidates = sorted((row for row in texts if texts[row]), key=lambda row: (-texts[row], row))[:_MOST_HEADINGS]
    again = [row for row in sorted(texts) if texts[row] and may_begin_another(sheet, block, row)]
    found = [under(sheet, block, row, again) for row in candidates]
    taken: list[Layout] = []
    for headed in sorted(found, key=lambda headed: _rank(sheet, headed, texts[headed.headings])):
        apart = all(headed.end <= other.headings or other.end <= headed.headings for other in taken)
        placed = _placed(sheet, headed, corrections) if apart and headed.letters else None
        if placed:
            taken.append(placed)
            yield placed


def _rank(sheet: Sheet, headed: Headed, different: int) -> tuple[int, int, int, int]:
    """Return what sorts matrices: most letters, most and most different headings, then units above their people.

    A heading over several columns counts once, so that roles come before the departments over them. A single heading
    is that nearest to the letters: what stands above it is a title.
    """
    said = stretches_of(sheet, headed.headings, headed.columns)
    stretches = sum(not is_number(text) for text, _ in said)  # numbers of activities across are no headings
    return -headed.letters, -stretches, -different, headed.headings if different > 1 else -headed.headings


def _placed(sheet: Sheet, headed: Headed, corrections: Corrections) -> Layout | None:
    """Return the matrix under a row of headings, or None where no column holds names."""
    found = name_columns(sheet, headed, corrections)
    if found is None:
        return None
    return Layout(
        headings=headed.headings,
        second=headed.second,
        body=headed.body,
        end=headed.end,
        names=found.names,
        groups=found.groups,
        columns=found.columns,
        letters=headed.letters,
        marks=headed.marks,
        beside=found.beside,
    )
