"""The columns beside the letters: names of activities, their groups, and where another matrix begins."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from raciapp.formats.finding.blocks import SAMPLE
from raciapp.formats.finding.corrections import Corrections, Role
from raciapp.formats.finding.headed import Headed, corner
from raciapp.formats.finding.headings import (
    is_activity_heading,
    is_group_heading,
    is_number,
    is_other_heading,
    is_time_or_number,
)
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tokens import Sense

_DENSE_GROUPS = 0.6
"""There are at most so many groups for each activity; where there are more, they are names or numbers."""


class NameColumns(msgspec.Struct, frozen=True):
    """Which column holds names, which groups, which letters; from the column `beside` on, there is another matrix."""

    names: int
    groups: int | None
    columns: tuple[int, ...]
    beside: int | None = None


def said_column(corrections: Corrections, role: Role) -> int | None:
    """Return the first column that a person gave this role, or None."""
    return min((column for column, said in corrections.columns.items() if said is role), default=None)


def name_columns(sheet: Sheet, headed: Headed, corrections: Corrections) -> NameColumns | None:
    """Return the column of the activities' names and that of their groups if there is one, or None without names."""
    told = said_column(corrections, Role.NAMES)
    groups = said_column(corrections, Role.GROUPS)
    if told is not None:
        columns = tuple(column for column in headed.columns if column > told)
        return NameColumns(told, groups, columns) if columns else None
    rows = [row for row in range(headed.body, headed.end) if _has_letters(sheet, row, headed.columns)]
    sample = rows[:SAMPLE]
    left = range(headed.columns[-1])
    scores = {column: _name_score(sheet, headed.headings, column, sample) for column in left}
    before = {column: score for column, score in scores.items() if score > 0 and column not in headed.columns}
    if not before:
        return None
    last = _deepest(sheet, headed, before, sample)
    names = last if last is not None else max(before, key=lambda at: before[at] + (at < headed.columns[0]) / 2)
    beside = _beside(sheet, headed, names, before, sample)
    columns = tuple(column for column in headed.columns if names < column < (beside or sheet.width))
    if headed.letters < (1 if is_activity_heading(corner(sheet, headed.headings)) else 3):
        return None
    if groups is None:
        found = (column for column in reversed(range(names)) if _holds_groups(sheet, headed, column, names, rows))
        groups = next(found, None)
    return NameColumns(names, groups, columns, beside)


def _deepest(sheet: Sheet, headed: Headed, before: Iterable[int], rows: Sequence[int]) -> int | None:
    """Return the last of several columns of activities before the letters, if it is filled: «Phase, Task, Subtask»."""
    named = [
        column
        for column in before
        if column < headed.columns[0] and is_activity_heading(sheet.text(headed.headings, column))
    ]
    if len(named) < 2:
        return None
    last = max(named)
    texts = [sheet.text(row, last) for row in rows]
    return last if all(text and not is_number(text) for text in texts) else None


def _beside(sheet: Sheet, headed: Headed, names: int, before: Iterable[int], rows: Sequence[int]) -> int | None:
    """Return the column of names of another matrix to the right, or None; names said twice are one matrix."""
    heading = sheet.text(headed.headings, names).casefold()
    for column in sorted(before):
        text = sheet.text(headed.headings, column)
        between = any(names < place < column for place in headed.columns)
        begins = text.casefold() == heading or is_activity_heading(text) or _same_units(sheet, headed, names, column)
        if not between or not text or not begins:
            continue
        if any(sheet.text(row, column) not in ("", sheet.text(row, names)) for row in rows):
            return column
    return None


def _same_units(sheet: Sheet, headed: Headed, names: int, column: int) -> bool:
    """Return whether the headings right of a column are those left of it again."""
    headings = {place: sheet.text(headed.headings, place) for place in headed.columns if place > names}
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


def _holds_groups(sheet: Sheet, headed: Headed, column: int, names: int, rows: Sequence[int]) -> bool:
    """Return whether a column left of the names groups the rows: each text in one stretch, blank or repeated below."""
    heading = sheet.text(headed.headings, column)
    body = range(headed.body, headed.end)
    texts = [sheet.text(row, column) for row in body if sheet.first(row, column) != sheet.first(row, names)]
    filled = [text for text in texts if text]
    if not filled or (heading and is_other_heading(heading)) or any(map(is_time_or_number, filled[:SAMPLE])):
        return False
    stretches = sum(text != before for before, text in pairwise(["", *filled]))
    if stretches != len(set(filled)):
        return False
    return is_group_heading(heading) or is_activity_heading(heading) or len(set(filled)) <= _DENSE_GROUPS * len(rows)
