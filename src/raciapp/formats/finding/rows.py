"""Which rows of a matrix are activities, which are groups, and which belong to neither."""

import re
from collections.abc import Sequence
from enum import IntEnum

import msgspec

from raciapp.formats.finding.headings import is_legend_heading, is_number
from raciapp.formats.finding.layout import Layout, repeats
from raciapp.formats.finding.reading import Doubt, Question, Reason, Skipped, shortened
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tokens import Sense

_NUMBERING = re.compile(r"[^\W\d_]{0,4}[-. ]?\d+(?:[.-]\d+)*[.)]?")
_MOSTLY = 0.8
_LONGEST_TAIL = 200


class Kind(IntEnum):
    """What a row is, seen alone."""

    BLANK = 0
    HEADING = 1
    ACTIVITY = 2
    UNCLEAR = 3
    LEFT_OUT = 4


class Line(msgspec.Struct, frozen=True):
    """A row seen alone: its place, what it is, the text that names it, and why it is left out if it is."""

    row: int
    kind: Kind
    text: str = ""
    why: Reason | None = None


class ActivityRow(msgspec.Struct, frozen=True):
    """A row that is an activity, with its name and that of its group, empty where it has none."""

    row: int
    name: str
    group: str


class Activities(msgspec.Struct, frozen=True):
    """The activities of a matrix, and what there is to say about its other rows."""

    rows: tuple[ActivityRow, ...]
    skipped: tuple[Skipped, ...]
    questions: tuple[Question, ...]
    end: int


def read_rows(sheet: Sheet, layout: Layout, units: Sequence[int]) -> Activities:
    """Return the activities of a matrix with their groups, every other row with a reason, and where it all ends."""
    lines = _lines(sheet, layout, units)
    last = max((place for place, line in enumerate(lines) if line.kind is Kind.ACTIVITY), default=-1)
    while last + 1 < len(lines) and lines[last + 1].kind is Kind.LEFT_OUT:
        last += 1
    lines = lines[: last + 1]
    rows: list[ActivityRow] = []
    skipped: list[Skipped] = []
    questions: list[Question] = []
    group = ""
    for place, line in enumerate(lines):
        where = sheet.address(line.row, layout.names)
        if line.kind is Kind.LEFT_OUT and line.why:
            skipped.append(Skipped(_begin(sheet, line.row), shortened(sheet.line(line.row)), line.why))
            if _holds_letters(sheet, line.row, units):
                questions.append(Question(where, shortened(sheet.line(line.row)), Doubt.ROW))
        elif line.kind is Kind.HEADING and _has_activities(lines, place):
            if rows and not rows[0].group:
                questions.append(Question(_begin(sheet, line.row), shortened(line.text), Doubt.GROUP))
            group = line.text
        elif line.kind is not Kind.BLANK:
            if line.kind is Kind.HEADING:
                questions.append(Question(_begin(sheet, line.row), shortened(line.text), Doubt.ACTIVITY))
            group = _group_beside(sheet, layout, line.row) or group
            rows.append(ActivityRow(line.row, line.text, group))
    end = lines[-1].row + 1 if lines else layout.body
    return Activities(tuple(rows), tuple(skipped), tuple(questions), end)


def _begin(sheet: Sheet, row: int) -> str:
    return sheet.address(row, sheet.filled(row)[0])


def _holds_letters(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    return any(sheet.at(row, column).sense in (Sense.LETTERS, Sense.PART) for column in columns)


def _group_beside(sheet: Sheet, layout: Layout, row: int) -> str:
    return "" if layout.groups is None else sheet.text(row, layout.groups)


def _has_activities(lines: Sequence[Line], place: int) -> bool:
    """Return whether activities follow a heading before the next one; an empty group is rather an empty activity."""
    for line in lines[place + 1 :]:
        if line.kind in (Kind.ACTIVITY, Kind.UNCLEAR, Kind.HEADING):
            return line.kind is not Kind.HEADING
    return False


# -- one row ----------------------------------------------------------------------------------------------


def _lines(sheet: Sheet, layout: Layout, units: Sequence[int]) -> list[Line]:
    """Return the rows of the matrix and those that follow it without letters.

    After a blank row, only what says «nothing» for most units can still be an activity.
    """
    reader = _RowReader(sheet, layout, units)
    lines = [reader.line(row) for row in range(layout.body, layout.end)]
    apart = False
    for row in range(layout.end, min(len(sheet), layout.end + _LONGEST_TAIL)):
        line = reader.line(row)
        apart = apart or line.kind is Kind.BLANK
        dashes = sum(sheet.at(row, column).sense is Sense.NOTHING for column in units)
        explicit = line.kind is not Kind.ACTIVITY or 2 * dashes > len(units)
        if any(cell.sense in (Sense.LETTERS, Sense.PART) for cell in sheet.cells[row]) or (apart and not explicit):
            break
        lines.append(line)
    return lines


class _RowReader:
    """Tells rows apart by what the rows with letters have in common."""

    def __init__(self, sheet: Sheet, layout: Layout, units: Sequence[int]) -> None:
        self._sheet, self._layout, self._units = sheet, layout, units
        rows = [row for row in range(layout.body, layout.end) if _holds_letters(sheet, row, units)]
        beside = set(range(sheet.width)) - {layout.names, *units}
        texts = {column: [text for row in rows if (text := sheet.text(row, column))] for column in beside}
        full = {column for column, found in texts.items() if rows and len(found) >= _MOSTLY * len(rows)}
        self._numbers = {column for column in full if all(map(_NUMBERING.fullmatch, texts[column]))}
        self._full = full - self._numbers - {layout.groups}
        self._depth = {column: min(map(_depth, texts[column])) for column in self._numbers}

    def line(self, row: int) -> Line:
        """Return what a row is, seen alone."""
        sheet, layout = self._sheet, self._layout
        filled = sheet.filled(row)
        name = sheet.text(row, layout.names)
        if not filled:
            return Line(row, Kind.BLANK)
        if not name:
            return self._nameless(row, filled)
        why = self._why_left_out(row, name)
        if why:
            return Line(row, Kind.LEFT_OUT, name, why)
        senses = {sheet.at(row, column).sense for column in self._units}
        if senses & {Sense.LETTERS, Sense.PART, Sense.NOTHING} or self._has_company(row):
            return Line(row, Kind.ACTIVITY, name)
        return Line(row, Kind.UNCLEAR if Sense.TEXT in senses else Kind.HEADING, name)

    def _nameless(self, row: int, filled: Sequence[int]) -> Line:
        text = self._sheet.text(row, filled[0])
        if filled[0] < self._layout.names and len(filled) == 1 and not is_number(text):
            return Line(row, Kind.HEADING, text)
        letters = _holds_letters(self._sheet, row, self._units)
        return Line(row, Kind.LEFT_OUT, text, Reason.NO_NAME if letters else Reason.BESIDE)

    def _why_left_out(self, row: int, name: str) -> Reason | None:
        sheet = self._sheet
        filled = [column for column in self._units if sheet.at(row, column).sense > Sense.NOTHING]
        if repeats(sheet, self._layout.headings, row, self._units):
            return Reason.HEADING_AGAIN
        if is_legend_heading(name) and not filled:
            return Reason.LEGEND
        if sheet.at(row, self._layout.names).sense is Sense.LETTERS and len(filled) < 2:
            return Reason.LEGEND
        if filled and all(is_number(sheet.text(row, column)) for column in filled):
            return Reason.TOTALS
        return None

    def _has_company(self, row: int) -> bool:
        """Return whether a row without letters has what activities have beside them: a status, a number as deep."""
        if any(self._sheet.text(row, column) for column in self._full):
            return True
        numbers = {column: self._sheet.text(row, column) for column in self._numbers}
        return any(
            _NUMBERING.fullmatch(number) and _depth(number) >= self._depth[column] for column, number in numbers.items()
        )


def _depth(number: str) -> int:
    return len(re.findall(r"\d+", number))
