"""Rows of headings, and what stands under each of them until the next."""

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from raciapp.formats.finding.blocks import LEAST_NAME, Block
from raciapp.formats.finding.headings import is_activity_heading, is_other_heading, is_unit_corner
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tokens import CellText, Sense

_MOST_REPEATED = 200

_NEXT_HEADINGS = 0.6
"""So many of the columns must hold different texts for a row below the headings to be headings too."""


class Headed(msgspec.Struct, frozen=True):
    """Rows `[body, end)` under the `headings`, before it is known where names stand; the fields are those of Layout."""

    headings: int
    second: tuple[int, ...]
    body: int
    end: int
    columns: tuple[int, ...]
    letters: int
    marks: int | None = None


def stretches_of(sheet: Sheet, row: int, columns: Sequence[int]) -> list[tuple[str, int]]:
    """Return the texts of a row over some columns and how many columns each of them spans: merged, blank or again."""
    found: list[tuple[str, int]] = []
    for column in columns:
        text = sheet.text(row, column)
        if found and text in ("", found[-1][0]):
            found[-1] = found[-1][0], found[-1][1] + 1
        else:
            found.append((text, 1))
    return found


def different_headings(sheet: Sheet, block: Block, row: int) -> int:
    """Return how many different headings a row may hold for the columns of letters; 0 where it holds more letters."""
    cells = [sheet.at(row, column) for column in block.columns]
    texts = {cell.text for cell in cells if cell.sense is Sense.TEXT}
    letters = sum(cell.sense is Sense.LETTERS for cell in cells)
    named = [cell for cell in cells if cell.sense > Sense.NOTHING]
    if named and (is_activity_heading(corner(sheet, row)) or _are_verbs(sheet, row, named)):
        return len({cell.text for cell in named})
    return len(texts) if len(texts) > letters else 0


def _are_verbs(sheet: Sheet, row: int, named: Sequence[CellText]) -> bool:
    """Return whether headings beside «Role» are activities that happen to be words for letters, each another."""
    different = {cell.text.casefold() for cell in named if len(cell.text.strip()) >= LEAST_NAME}
    return len(different) == len(named) > 2 and is_unit_corner(sheet.text(row, sheet.filled(row)[0]))


def corner(sheet: Sheet, row: int) -> str:
    """Return the first text of a row that is not the heading of a number or the like."""
    texts = (sheet.text(row, column) for column in sheet.filled(row)[:4])
    return next((text for text in texts if not is_other_heading(text)), "")


def may_begin_another(sheet: Sheet, block: Block, row: int) -> bool:
    """Return whether a row looks like headings even below other headings: then what follows is another matrix."""
    cells = [sheet.at(row, column) for column in block.columns]
    texts = {cell.text for cell in cells if cell.sense is Sense.TEXT}
    if any(cell.sense is Sense.LETTERS for cell in cells):
        return False
    return len(texts) >= max(3, _NEXT_HEADINGS * len(cells)) or is_activity_heading(corner(sheet, row))


def under(sheet: Sheet, block: Block, row: int, again: Sequence[int]) -> Headed:
    """Return what lies under a row of headings, up to the next one that is not a mere repetition."""
    marks = row + 1 if row < block.last and _is_marks(sheet, row, block.columns) else None
    columns = block.columns if marks else tuple(column for column in block.columns if sheet.text(row, column))
    second = []
    body = row + 1 if marks is None else row + 2
    while body <= block.last and _is_second(sheet, body, columns):
        second.append(body)
        body += 1
    later = again[bisect_left(again, body) :][:_MOST_REPEATED]
    end = next((other for other in later if not repeats(sheet, row, other, columns)), block.last + 1)
    letters = block.letters(columns, body, end)
    return Headed(row, tuple(second), body, end, columns, letters, marks)


def _is_marks(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """Return whether the row below headings holds a letter for each column, some columns sharing a heading."""
    below = row + 1
    filled = sheet.filled(below)
    letters = [column for column in filled if sheet.at(below, column).sense is Sense.LETTERS]
    if len(letters) < 3 or set(filled) != set(letters) or filled[0] < columns[0]:
        return False
    stretches = [text for text, _ in stretches_of(sheet, row, letters)]
    return "" not in stretches and len(letters) > len(stretches) and 2 * len(letters) >= len(columns)


def _is_second(sheet: Sheet, below: int, columns: Sequence[int]) -> bool:
    """Return whether the row below headings holds more of them, such as the people behind the units."""
    cells = [sheet.at(below, column) for column in columns]
    texts = {cell.text for cell in cells if cell.sense is Sense.TEXT}
    if not texts or any(cell.sense in (Sense.LETTERS, Sense.PART) for cell in cells):
        return False
    nameless = not any(column < columns[0] for column in sheet.filled(below))
    return nameless or len(texts) >= max(3, _NEXT_HEADINGS * len(columns))


def repeats(sheet: Sheet, row: int, other: int, columns: Sequence[int]) -> bool:
    """Return whether a row says again what the headings in `row` say, in the same columns or in others."""
    filled = 0
    for column in columns:
        again = sheet.at(other, column)
        if again.sense > Sense.NOTHING:
            if again.text != sheet.at(row, column).text:
                return _says_again(sheet, row, other)
            filled += 1
    return filled * 2 > len(columns)


def _says_again(sheet: Sheet, row: int, other: int) -> bool:
    """Return whether all texts of a row, and there are some, are headings."""
    filled = sheet.filled(other)
    if len(filled) < 3 or all(sheet.at(other, filled[0]).text != cell.text for cell in sheet.cells[row]):
        return False  # nearly always
    said = {sheet.text(other, column) for column in filled}
    return len(said) > 2 and said <= {sheet.text(row, column) for column in sheet.filled(row)}
