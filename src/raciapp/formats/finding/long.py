"""A list with one line for each letter: columns of activities, units and letters, maybe of groups."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from raciapp.formats.finding.corrections import NONE, Corrections, Role
from raciapp.formats.finding.drafts import Draft, DraftActivity, Said
from raciapp.formats.finding.grid import explanation
from raciapp.formats.finding.headings import (
    is_activity_heading,
    is_group_heading,
    is_letter_heading,
    is_number,
    is_other_heading,
    is_unit_heading,
)
from raciapp.formats.finding.names import Names
from raciapp.formats.finding.reading import Doubt, Part, Question, ReadUnit, Reason, Region, Shape, Skipped, shortened
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tokens import Sense
from raciapp.knowledge.matching import normalized

_FEWEST_LINES = 4
_FEWEST_SPOKEN = 2
"""Lines of a list whose headings say that it is one."""
_MOST_ABOVE = 20
_ENTITLED_WORDS = "title titre titulo titolo titel subject sujet intitule libelle asunto assunto"
_ENTITLED = frozenset(_ENTITLED_WORDS.split())
"""Headings that lists of forms and SharePoint give to whatever a line is about."""
_MOSTLY = 0.7
_DIFFERENT = 0.9
_MOST_ELSEWHERE = 0.1
_MOST_COLUMNS = 40


class _Columns(msgspec.Struct, frozen=True):
    """Where a list has what: the row of its headings (-1 for none) and its columns."""

    headings: int
    first: int
    last: int
    activities: int
    units: int
    letters: int
    groups: int | None
    certainty: float


def read_long(sheet: Sheet, legend: tuple[Skipped, ...], known: Names, corrections: Corrections = NONE) -> Draft | None:
    """Return the matrix of a list with one line for each letter, or None where the sheet holds none."""
    columns = _columns(sheet, known, corrections)
    if columns is None:
        return None
    lines = _Lines(sheet, columns, corrections)
    if not lines.activities:
        return None
    outside = (
        *_outside(sheet, range(max(columns.headings, 0) if columns.headings >= 0 else columns.first), Reason.ABOVE),
        *_outside(sheet, range(columns.last + 1, len(sheet)), Reason.BELOW),
    )
    heading = "" if columns.headings < 0 else sheet.text(columns.headings, columns.units)
    where = sheet.address(max(columns.headings, columns.first if columns.headings < 0 else 0), columns.units)
    unsure = columns.certainty < 1
    asked = (Question(where, heading or sheet.text(columns.first, columns.units), Doubt.LIST),) if unsure else ()
    return Draft(
        shape=Shape.LONG,
        corner=sheet.address(max(columns.headings, 0), columns.activities),
        units=tuple(ReadUnit(name, place) for name, place in lines.units.items()),
        activities=tuple(lines.drafts()),
        skipped=(*legend, *outside, *lines.skipped),
        questions=(*asked, *lines.questions),
        regions=tuple(_regions(columns)),
        certainty=columns.certainty,
        around=tuple(one.text for one in (*legend, *outside)),
    )


class _Lines:
    """Goes through a list from the top and gathers what it says about each activity and each unit."""

    def __init__(self, sheet: Sheet, columns: _Columns, corrections: Corrections) -> None:
        self.units: dict[str, str] = {}
        self.activities: dict[tuple[str, str], str] = {}
        self.skipped: list[Skipped] = []
        self.questions: list[Question] = []
        self._places: dict[str, int] = {}
        self._said: dict[tuple[str, str], dict[int, list[Said]]] = {}
        self._sheet, self._columns = sheet, columns
        group = activity = ""
        for row in range(columns.first, columns.last + 1):
            filled = sheet.filled(row)
            if corrections.rows.get(row) in (Role.LEFT_OUT, Role.HEADINGS):
                self._leave_out(row, Reason.BY_HAND)
                continue
            if columns.groups is not None:
                group = sheet.text(row, columns.groups) or group
            if len(filled) == 1 and filled[0] != columns.letters and columns.groups is None:
                group, activity = sheet.line(row), ""
                continue
            activity = sheet.text(row, columns.activities) or activity
            unit = sheet.text(row, columns.units)
            if filled and (not activity or not unit):
                self._leave_out(row, Reason.INCOMPLETE)
            elif filled:
                self._take(row, (group, activity), unit)

    def _leave_out(self, row: int, why: Reason) -> None:
        filled = self._sheet.filled(row)
        if filled:
            where, text = self._sheet.address(row, filled[0]), shortened(self._sheet.line(row))
            self.skipped.append(Skipped(where, text, why))
            if why is Reason.INCOMPLETE:
                self.questions.append(Question(where, text, Doubt.ROW))

    def _take(self, row: int, activity: tuple[str, str], unit: str) -> None:
        sheet, columns = self._sheet, self._columns
        self.activities.setdefault(activity, sheet.address(row, columns.activities))
        folded = unit.casefold()
        if folded not in self._places:
            self._places[folded] = len(self._places)
            self.units[unit] = sheet.address(row, columns.units)
        cell = sheet.at(row, columns.letters)
        if cell.sense:
            said = self._said.setdefault(activity, {}).setdefault(self._places[folded], [])
            if any(one.cell.tokens == cell.tokens for one in said) and cell.sense is not Sense.NOTHING:
                again = shortened(f"{activity[1]} · {unit}")
                self.questions.append(Question(sheet.address(row, columns.letters), again, Doubt.SAME))
            said.append(Said(cell, row, columns.letters))
        read = {columns.activities, columns.units, columns.letters, columns.groups}
        for column in sheet.own(row):
            if column not in read and not is_number(sheet.text(row, column)):
                self.skipped.append(
                    Skipped(sheet.address(row, column), shortened(sheet.text(row, column)), Reason.BESIDE)
                )

    def drafts(self) -> Iterator[DraftActivity]:
        """Yield the activities in the order in which they come first."""
        for (group, name), where in self.activities.items():
            said = self._said.get((group, name), {})
            yield DraftActivity(name, where, group, {place: tuple(each) for place, each in said.items()})


# -- the columns ------------------------------------------------------------------------------------------


def _columns(sheet: Sheet, known: Names, corrections: Corrections) -> _Columns | None:
    """Return the columns of a list, by what a person says, by its headings, and by what stands in them."""
    rows = [row for row in range(len(sheet)) if sheet.filled(row)]
    letters = _letters_column(sheet, rows, corrections)
    if letters is None:
        return None
    body = [row for row in rows if sheet.at(row, letters).sense in (Sense.LETTERS, Sense.PART)]
    headings = _headings(sheet, rows, body[0], letters) if body else -1
    spoken = headings >= 0 and letters in _spoken(sheet, headings)
    if len(body) < (_FEWEST_SPOKEN if spoken else _FEWEST_LINES):
        return None
    texts = _text_columns(sheet, body, letters)
    if len(texts) < 2:
        return None
    chosen = _roles(sheet, headings, texts, body, known, corrections)
    if chosen is None:
        return None
    activities, units, groups, certainty = chosen
    if not spoken and not _is_list(sheet, body, activities, units):
        return None
    first = headings + 1 if headings >= 0 else body[0]
    last = body[-1]
    senses = tuple(Sense) if spoken else (Sense.NOTHING,)
    while last + 1 < len(sheet) and _goes_on(sheet, last + 1, (activities, units), letters, senses):
        last += 1
    return _Columns(headings, first, last, activities, units, letters, groups, certainty)


def _goes_on(sheet: Sheet, row: int, names: tuple[int, int], letters: int, senses: tuple[Sense, ...]) -> bool:
    """Return whether a line below the last letter names an activity and a unit, with one of `senses` for a letter."""
    return all(sheet.text(row, column) for column in names) and sheet.at(row, letters).sense in senses


def _letters_column(sheet: Sheet, rows: Sequence[int], corrections: Corrections) -> int | None:
    """Return the column that is mostly letters, where hardly any stand elsewhere; a matrix has several."""
    told = [column for column, role in corrections.columns.items() if role is Role.LETTERS]
    if told:
        return told[0]
    letters: Counter[int] = Counter()
    texts: Counter[int] = Counter()
    for row in rows:
        for column, cell in enumerate(sheet.cells[row][:_MOST_COLUMNS]):
            letters[column] += cell.sense in (Sense.LETTERS, Sense.PART)
            texts[column] += cell.sense is Sense.TEXT
    column, count = max(letters.items(), key=lambda found: found[1], default=(0, 0))
    spoken = _spoken_column(sheet, rows)
    if spoken is not None and letters[spoken] >= max(_FEWEST_SPOKEN, _MOSTLY * (letters[spoken] + texts[spoken])):
        return spoken
    alone = letters.total() - count <= _MOST_ELSEWHERE * count
    return column if alone and count >= max(_FEWEST_LINES, _MOSTLY * (count + texts[column])) else None


def _spoken(sheet: Sheet, row: int) -> list[int]:
    """Return the columns of letters of a row that heads a list in so many words: «Activity, Role, RACI»."""
    named = [(column, sheet.text(row, column)) for column in sheet.filled(row)[:_MOST_COLUMNS]]
    letters = [column for column, text in named if is_letter_heading(text) and len(normalized(text).split()) < 3]
    others = [text for column, text in named if column not in letters[-1:]]
    listed = any(map(_is_about, others)) and any(map(is_unit_heading, others))
    return letters[-1:] if listed else []


def _spoken_column(sheet: Sheet, rows: Sequence[int]) -> int | None:
    return next((column for row in rows[:_MOST_ABOVE] for column in _spoken(sheet, row)), None)


def _is_about(heading: str) -> bool:
    """Return whether a heading of a list may be that of its activities."""
    return is_activity_heading(heading) or normalized(heading) in _ENTITLED


def _headings(sheet: Sheet, rows: Sequence[int], first: int, letters: int) -> int:
    """Return the row of headings above the first letter, or -1 where it is not there."""
    above = [row for row in rows if row < first and len(sheet.filled(row)) > 1]
    speaking = [row for row in above if sheet.text(row, letters)]
    return (speaking or above or [-1])[-1]


def _text_columns(sheet: Sheet, body: Sequence[int], letters: int) -> list[int]:
    """Return the columns beside the letters that hold texts which come again and again, or one after the other."""
    found = []
    for column in range(min(sheet.width, _MOST_COLUMNS)):
        texts = [text for row in body if (text := sheet.text(row, column))]
        if column != letters and texts and not all(map(is_number, texts)):
            found.append(column)
    return found


def _roles(
    sheet: Sheet, headings: int, texts: Sequence[int], body: Sequence[int], known: Names, corrections: Corrections
) -> tuple[int, int, int | None, float] | None:
    """Return the columns of activities, units and groups, and how certain that is."""
    named = {column: "" if headings < 0 else sheet.text(headings, column) for column in texts}
    told = {role: column for column, role in corrections.columns.items()}
    useful = [column for column in texts if not _is_other(named[column])] or list(texts)
    units = told.get(Role.UNIT, _first(useful, lambda column: is_unit_heading(named[column])))
    rest = [column for column in useful if column != units]
    about = [column for column in rest if _is_about(named[column])]
    finest = max(about, key=lambda column: len(_different(sheet, body, column)), default=None)
    activities = told.get(Role.NAMES, finest)
    certainty = 1.0
    if units is None or activities is None:
        certainty = 0.7
        full = [column for column in useful if _share(sheet, body, column) >= _MOSTLY or column in (units, activities)]
        if units is None:
            units = _most_unit_like(sheet, body, [one for one in full if one != activities], known)
        if activities is None:
            activities = max(
                (one for one in useful if one != units and not is_group_heading(named[one])),
                key=lambda column: len(_different(sheet, body, column)),
                default=None,
            )
    if units is None or activities is None:
        return None
    groups = told.get(Role.GROUPS, _first(texts, lambda column: is_group_heading(named[column])))
    if groups is None:
        groups = _first(about, lambda column: column != activities and _gathers(sheet, body, column, activities))
    return activities, units, groups if groups not in (units, activities) else None, certainty


def _gathers(sheet: Sheet, body: Sequence[int], groups: int, activities: int) -> bool:
    """Return whether each activity stands under one text of a column, which has fewer of them."""
    pairs = {(sheet.text(row, groups), sheet.text(row, activities)) for row in body}
    activity_names = {activity for _, activity in pairs}
    return len(pairs) == len(activity_names) > len({group for group, _ in pairs})


def _is_other(heading: str) -> bool:
    return bool(heading) and is_other_heading(heading) and not is_unit_heading(heading)


def _first(columns: Sequence[int], fits: object) -> int | None:
    assert callable(fits)  # noqa: S101 - for the type checker
    return next((column for column in columns if fits(column)), None)


def _most_unit_like(sheet: Sheet, body: Sequence[int], columns: Sequence[int], known: Names) -> int | None:
    """Return the column whose texts are known units, or else come again most often and are short."""

    def score(column: int) -> tuple[float, float]:
        different = _different(sheet, body, column)
        share = sum(map(known.unit, different)) / len(different)
        return share, -len(different) - sum(map(len, different)) / len(different) / 20

    return max(columns, key=score, default=None)


def _different(sheet: Sheet, body: Sequence[int], column: int) -> list[str]:
    return list(dict.fromkeys(text for row in body if (text := sheet.text(row, column)))) or [""]


def _share(sheet: Sheet, body: Sequence[int], column: int) -> float:
    return sum(bool(sheet.text(row, column)) for row in body) / len(body)


def _is_list(sheet: Sheet, body: Sequence[int], activities: int, units: int) -> bool:
    """Return whether units come again, and no pair of activity and unit does so often."""
    pairs = set()
    activity = ""
    for row in body:
        activity = sheet.text(row, activities) or activity
        pairs.add((activity, sheet.text(row, units)))
    again = len(_different(sheet, body, units)) < len(body)
    return again and len(pairs) >= _DIFFERENT * len(body) / 2


def _outside(sheet: Sheet, rows: range, reason: Reason) -> Iterator[Skipped]:
    for row in rows:
        filled = sheet.own(row)
        if filled:
            yield Skipped(sheet.address(row, filled[0]), explanation(sheet, row, filled), reason)


def _regions(columns: _Columns) -> Iterator[Region]:
    if columns.headings >= 0:
        yield Region(Part.HEADING, columns.headings, 0, columns.headings, _MOST_COLUMNS)
    for part, column in (
        (Part.ACTIVITY, columns.activities),
        (Part.UNIT, columns.units),
        (Part.LETTERS, columns.letters),
        (Part.GROUP, columns.groups),
    ):
        if column is not None:
            yield Region(part, columns.first, column, columns.last, column)
