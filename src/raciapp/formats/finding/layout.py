"""Where in a sheet the matrix is: found by where letters are dense, never by what row comes first."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from raciapp.formats.finding.corrections import NONE, Corrections, Role
from raciapp.formats.finding.headings import (
    is_activity_heading,
    is_group_heading,
    is_number,
    is_other_heading,
    is_time_or_number,
    is_unit_corner,
)
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tokens import CellText, Sense

_WORD = re.compile(r"[^\W\d_]+")
_GAP = 10
"""So many rows without letters may lie within a matrix, or between its headings and its first letters."""

_MOST_BLOCKS = 12
_MOST_HEADINGS = 24
"""More candidates are not looked at: hostile files are full of them."""

_MOST_REPEATED = 200
_SAMPLE = 200

_DENSE = 0.4
"""A column of letters holds at least this share of letters; the rest may be remarks."""

_NEXT_HEADINGS = 0.6
"""So many of the columns must hold different texts for a row below the headings to be headings too."""

_LEAST_NAME = 3.0
"""Names of activities are that long, on average, even where they are words for letters; letters are shorter."""

_DENSE_GROUPS = 0.6
"""There are at most so many groups for each activity; where there are more, they are names or numbers."""


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


class _Block(msgspec.Struct, frozen=True):
    """Rows with letters that lie near each other: the columns with dense letters, and the rows of letters in each."""

    first: int
    last: int
    columns: tuple[int, ...]
    rows: dict[int, list[int]]

    def letters(self, columns: Sequence[int], first: int, end: int) -> int:
        return sum(bisect_left(self.rows[column], end) - bisect_left(self.rows[column], first) for column in columns)


def find_layouts(sheet: Sheet, corrections: Corrections = NONE) -> list[Layout]:
    """Return the matrices of a sheet, the one with most letters first; what a person says about it comes first."""
    told = _told(sheet, corrections)
    if told is not None:
        return [told]
    blocks = sorted(_blocks(sheet), key=lambda rows: -len(rows))[:_MOST_BLOCKS]
    found = [layout for rows in blocks for layout in _layouts(sheet, _block(sheet, rows), corrections)]
    return sorted(found, key=lambda layout: -layout.letters)


def _told(sheet: Sheet, corrections: Corrections) -> Layout | None:
    """Return the matrix under the row that a person calls the headings, or None where nobody did."""
    row = min((row for row, role in corrections.rows.items() if role is Role.HEADINGS), default=None)
    if row is None or not 0 <= row < len(sheet) - 1:
        return None
    filled = [column for column in range(sheet.width) if sheet.text(row, column)]
    names = _said(corrections, Role.NAMES)
    if names is None:
        block = _block(sheet, range(row + 1, len(sheet)))
        placed = _with_names(sheet, _under(sheet, block, row, ()), corrections) if block.columns else None
        if placed is not None:
            return placed
        names = filled[0] if filled else 0
    columns = tuple(column for column in filled if column > names)
    end = len(sheet)
    letters = sum(_is_letters(sheet, below, column) for below in range(row + 1, end) for column in columns)
    return Layout(row, (), row + 1, end, names, _said(corrections, Role.GROUPS), columns, letters) if columns else None


def _said(corrections: Corrections, role: Role) -> int | None:
    return min((column for column, said in corrections.columns.items() if said is role), default=None)


def _is_letters(sheet: Sheet, row: int, column: int) -> bool:
    return sheet.at(row, column).sense in (Sense.LETTERS, Sense.PART)


def _blocks(sheet: Sheet) -> Iterator[list[int]]:
    """Yield the rows that hold letters or ticks, cut where a long stretch holds none."""
    block: list[int] = []
    for row, cells in enumerate(sheet.cells):
        if any(cell.sense in (Sense.LETTERS, Sense.PART) for cell in cells):
            if block and row - block[-1] > _GAP:
                yield block
                block = []
            block.append(row)
    if block:
        yield block


def _block(sheet: Sheet, rows: Sequence[int]) -> _Block:
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
    return _Block(first, last, tuple(_without_verbs(sheet, sorted(dense), range(first, last + 1))), letters)


def _without_verbs(sheet: Sheet, dense: list[int], rows: Sequence[int]) -> list[int]:
    """Return columns of letters without a first one that holds names which happen to be words for letters: «Approve».

    Nothing stands left of it, or its heading speaks of activities, and there are letters right of it.
    """
    if len(dense) < 2:
        return dense
    column, *others = dense
    above = range(max(0, rows[0] - _GAP), rows[0] + 1)
    named = any(is_activity_heading(sheet.text(row, column)) for row in above)
    first = all(sheet.filled(row)[0] >= column for row in rows if sheet.filled(row))
    if named == first:
        return others if named else dense
    across = any(_length(sheet, other, rows) < _LEAST_NAME for other in others)
    return others if across and _length(sheet, column, rows) >= _LEAST_NAME else dense


def _length(sheet: Sheet, column: int, rows: Sequence[int]) -> float:
    """Return how long the longest words of the texts of a column are, on average; 0 where it holds none."""
    texts = [text for row in rows[:_SAMPLE] if (text := sheet.text(row, column))]
    words = [max(map(len, _WORD.findall(text)), default=0) for text in texts]
    return sum(words) / len(words) if words else 0.0


# -- headings ---------------------------------------------------------------------------------------------


def _layouts(sheet: Sheet, block: _Block, corrections: Corrections) -> Iterator[Layout]:
    """Yield the matrices of a block that do not overlap, those with most letters first."""
    first = max(0, block.first - _GAP)
    texts = {row: _headings(sheet, block, row) for row in range(first, block.last)}
    candidates = sorted((row for row in texts if texts[row]), key=lambda row: (-texts[row], row))[:_MOST_HEADINGS]
    again = [row for row in sorted(texts) if texts[row] and _may_begin_another(sheet, block, row)]
    found = [_under(sheet, block, row, again) for row in candidates]
    taken: list[Layout] = []
    for layout in sorted(found, key=lambda layout: _rank(sheet, layout, texts[layout.headings])):
        apart = all(layout.end <= other.headings or other.end <= layout.headings for other in taken)
        placed = _with_names(sheet, layout, corrections) if apart and layout.letters else None
        if placed:
            taken.append(placed)
            yield placed


def _rank(sheet: Sheet, layout: Layout, different: int) -> tuple[int, int, int, int]:
    """Return what sorts matrices: most letters, most and most different headings, then units above their people.

    A heading over several columns counts once, so that roles come before the departments over them. A single heading
    is that nearest to the letters: what stands above it is a title.
    """
    said = stretches_of(sheet, layout.headings, layout.columns)
    stretches = sum(not is_number(text) for text, _ in said)  # numbers of activities across are no headings
    return -layout.letters, -stretches, -different, layout.headings if different > 1 else -layout.headings


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


def _headings(sheet: Sheet, block: _Block, row: int) -> int:
    """Return how many different headings a row may hold for the columns of letters; 0 where it holds more letters."""
    cells = [sheet.at(row, column) for column in block.columns]
    texts = {cell.text for cell in cells if cell.sense is Sense.TEXT}
    letters = sum(cell.sense is Sense.LETTERS for cell in cells)
    named = [cell for cell in cells if cell.sense > Sense.NOTHING]
    if named and (is_activity_heading(_corner(sheet, row)) or _are_verbs(sheet, row, named)):
        return len({cell.text for cell in named})
    return len(texts) if len(texts) > letters else 0


def _are_verbs(sheet: Sheet, row: int, named: Sequence[CellText]) -> bool:
    """Return whether headings beside «Role» are activities that happen to be words for letters, each another."""
    different = {cell.text.casefold() for cell in named if len(cell.text.strip()) >= _LEAST_NAME}
    return len(different) == len(named) > 2 and is_unit_corner(sheet.text(row, sheet.filled(row)[0]))


def _corner(sheet: Sheet, row: int) -> str:
    """Return the first text of a row that is not the heading of a number or the like."""
    texts = (sheet.text(row, column) for column in sheet.filled(row)[:4])
    return next((text for text in texts if not is_other_heading(text)), "")


def _may_begin_another(sheet: Sheet, block: _Block, row: int) -> bool:
    """Return whether a row looks like headings even below other headings: then what follows is another matrix."""
    cells = [sheet.at(row, column) for column in block.columns]
    texts = {cell.text for cell in cells if cell.sense is Sense.TEXT}
    if any(cell.sense is Sense.LETTERS for cell in cells):
        return False
    return len(texts) >= max(3, _NEXT_HEADINGS * len(cells)) or is_activity_heading(_corner(sheet, row))


def _under(sheet: Sheet, block: _Block, row: int, again: Sequence[int]) -> Layout:
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
    return Layout(row, tuple(second), body, end, -1, None, columns, letters, marks)


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


# -- names and groups -------------------------------------------------------------------------------------


def _with_names(sheet: Sheet, layout: Layout, corrections: Corrections) -> Layout | None:
    """Return the layout with the column of the activities' names and that of their groups, if there is one."""
    told = _said(corrections, Role.NAMES)
    groups = _said(corrections, Role.GROUPS)
    if told is not None:
        columns = tuple(column for column in layout.columns if column > told)
        return replace(layout, names=told, groups=groups, columns=columns) if columns else None
    rows = [row for row in range(layout.body, layout.end) if _has_letters(sheet, row, layout.columns)]
    sample = rows[:_SAMPLE]
    left = range(layout.columns[-1])
    scores = {column: _name_score(sheet, layout.headings, column, sample) for column in left}
    before = {column: score for column, score in scores.items() if score > 0 and column not in layout.columns}
    if not before:
        return None
    last = _deepest(sheet, layout, before, sample)
    names = last if last is not None else max(before, key=lambda at: before[at] + (at < layout.columns[0]) / 2)
    beside = _beside(sheet, layout, names, before, sample)
    columns = tuple(column for column in layout.columns if names < column < (beside or sheet.width))
    if layout.letters < (1 if is_activity_heading(_corner(sheet, layout.headings)) else 3):
        return None
    if groups is None:
        found = (column for column in reversed(range(names)) if _holds_groups(sheet, layout, column, names, rows))
        groups = next(found, None)
    return replace(layout, names=names, groups=groups, columns=columns, beside=beside)


def _deepest(sheet: Sheet, layout: Layout, before: Iterable[int], rows: Sequence[int]) -> int | None:
    """Return the last of several columns of activities before the letters, if it is filled: «Phase, Task, Subtask»."""
    named = [
        column
        for column in before
        if column < layout.columns[0] and is_activity_heading(sheet.text(layout.headings, column))
    ]
    if len(named) < 2:
        return None
    last = max(named)
    texts = [sheet.text(row, last) for row in rows]
    return last if all(text and not is_number(text) for text in texts) else None


def _beside(sheet: Sheet, layout: Layout, names: int, before: Iterable[int], rows: Sequence[int]) -> int | None:
    """Return the column of names of another matrix to the right, or None; names said twice are one matrix."""
    heading = sheet.text(layout.headings, names).casefold()
    for column in sorted(before):
        text = sheet.text(layout.headings, column)
        between = any(names < place < column for place in layout.columns)
        begins = text.casefold() == heading or is_activity_heading(text) or _same_units(sheet, layout, names, column)
        if not between or not text or not begins:
            continue
        if any(sheet.text(row, column) not in ("", sheet.text(row, names)) for row in rows):
            return column
    return None


def _same_units(sheet: Sheet, layout: Layout, names: int, column: int) -> bool:
    """Return whether the headings right of a column are those left of it again."""
    headings = {place: sheet.text(layout.headings, place) for place in layout.columns if place > names}
    left = [text for place, text in headings.items() if place < column]
    return left == [text for place, text in headings.items() if place > column]


def _has_letters(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    return any(sheet.at(row, column).sense in (Sense.LETTERS, Sense.PART) for column in columns)


def _name_score(sheet: Sheet, headings: int, column: int, rows: Sequence[int]) -> float:
    """Return how much a column looks like names of activities: filled, different in each row, of some length."""
    heading = sheet.text(headings, column)
    named = is_activity_heading(heading)  # then even «12 %» is a name
    texts = [text for row in rows if (text := sheet.text(row, column)) and (named or any(map(str.isalpha, text)))]
    if not texts or len(texts) < 0.3 * len(rows):
        return 0
    length = sum(map(len, texts)) / len(texts)
    score = len(texts) / len(rows) + len(set(texts)) / len(texts) / 2 + min(length, 30) / 60
    if named:
        return score + 1
    return score / 2 if heading and (is_other_heading(heading) or is_group_heading(heading)) else score


def _holds_groups(sheet: Sheet, layout: Layout, column: int, names: int, rows: Sequence[int]) -> bool:
    """Return whether a column left of the names groups the rows: each text in one stretch, blank or repeated below."""
    heading = sheet.text(layout.headings, column)
    body = range(layout.body, layout.end)
    texts = [sheet.text(row, column) for row in body if sheet.first(row, column) != sheet.first(row, names)]
    filled = [text for text in texts if text]
    if not filled or (heading and is_other_heading(heading)) or any(map(is_time_or_number, filled[:_SAMPLE])):
        return False
    stretches = sum(text != before for before, text in pairwise(["", *filled]))
    if stretches != len(set(filled)):
        return False
    return is_group_heading(heading) or is_activity_heading(heading) or len(set(filled)) <= _DENSE_GROUPS * len(rows)
