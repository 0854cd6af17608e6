"""Which rows of a matrix are activities, which are groups, and which belong to neither."""

import re
from collections.abc import Sequence
from enum import IntEnum

import msgspec

from raciapp.formats.finding.corrections import NONE, Corrections, Role
from raciapp.formats.finding.headed import repeats
from raciapp.formats.finding.headings import (
    is_activity_heading,
    is_legend_heading,
    is_marker,
    is_number,
    is_signature_heading,
    is_total,
    is_unit_corner,
)
from raciapp.formats.finding.layout import Layout
from raciapp.formats.finding.reading import Doubt, Question, Reason, Skipped, shortened
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tokens import Sense

_NUMBERING = re.compile(r"[^\W\d_]{0,4}[-. ]?\d+(?:[.-]\d+)*[.)]?")
_LEADING_NUMBER = re.compile(r"\d+(?:\.\d+)*(?=[.)]?\s)")
_OUTLINE = re.compile(r"(\d+(?:\.\d+)*)[.)]?")
_MOSTLY = 0.8
_SIGNED = 0.6
_LONGEST_TAIL = 200


class Kind(IntEnum):
    """What a row is, seen alone."""

    BLANK = 0
    HEADING = 1
    ACTIVITY = 2
    UNCLEAR = 3
    LEFT_OUT = 4


class Line(msgspec.Struct, frozen=True):
    """A row seen alone: its place, what it is, the text that names it, and why it is left out if it is.

    `number` is its place in an outline, such as (1, 2); `strong` says that it is merged across or bold.
    """

    row: int
    kind: Kind
    text: str = ""
    why: Reason | None = None
    number: tuple[int, ...] = ()
    strong: bool = False
    told: bool = False


class ActivityRow(msgspec.Struct, frozen=True):
    """A row that is an activity, with its name and that of its group, empty where it has none."""

    row: int
    name: str
    group: str


class Activities(msgspec.Struct, frozen=True):
    """The activities of a matrix, the rows of its groups, and what there is to say about its other rows."""

    rows: tuple[ActivityRow, ...]
    groups: tuple[int, ...]
    skipped: tuple[Skipped, ...]
    questions: tuple[Question, ...]
    end: int


def read_rows(sheet: Sheet, layout: Layout, units: Sequence[int], corrections: Corrections = NONE) -> Activities:
    """Return the activities of a matrix with their groups, every other row with a reason, and where it all ends."""
    lines = _lines(sheet, layout, units, corrections)
    last = max((place for place, line in enumerate(lines) if line.kind is Kind.ACTIVITY), default=-1)
    while last + 1 < len(lines) and lines[last + 1].kind is Kind.LEFT_OUT:
        last += 1
    lines = _without_signatures(sheet, _by_weight(sheet, lines[: last + 1], units), units)
    return _Gathering(sheet, layout, units, lines).all()


class _Gathering:
    """Goes through the lines of a matrix from the top and gathers activities under their groups."""

    def __init__(self, sheet: Sheet, layout: Layout, units: Sequence[int], lines: Sequence[Line]) -> None:
        self._sheet, self._layout, self._units, self._told = sheet, layout, units, lines
        self._rows: list[ActivityRow] = []
        self._groups: list[int] = []
        self._skipped: list[Skipped] = []
        self._questions: list[Question] = []
        self._group = ""

    def all(self) -> Activities:
        for place, line in enumerate(self._told):
            if line.kind is Kind.LEFT_OUT and line.why:
                self._leave_out(line, line.why)
            elif line.why is Reason.HEADING_AGAIN:
                self._take_corner(line)
            elif line.kind is Kind.HEADING:
                self._take_heading(place, line)
            elif line.kind is not Kind.BLANK:
                self._take_activity(place, line)
        end = self._told[-1].row + 1 if self._told else self._layout.body
        return Activities(tuple(self._rows), tuple(self._groups), tuple(self._skipped), tuple(self._questions), end)

    def _take_corner(self, line: Line) -> None:
        """Take the first cell of repeated headings for a group; that of the headings is the group before it."""
        layout = self._layout
        if not self._groups:
            self._group = self._sheet.text(layout.headings, layout.names)
            self._rows = [msgspec.structs.replace(row, group=row.group or self._group) for row in self._rows]
        self._leave_out(line, Reason.HEADING_AGAIN)
        self._questions.append(Question(_begin(self._sheet, line.row), shortened(line.text), Doubt.GROUP))
        self._begin_group(line)

    def _leave_out(self, line: Line, why: Reason) -> None:
        text = shortened(self._sheet.line(line.row))
        self._skipped.append(Skipped(_begin(self._sheet, line.row), text, why))
        if _holds_letters(self._sheet, line.row, self._units) and not line.told:
            self._ask(line, Doubt.ROW, text)

    def _take_heading(self, place: int, line: Line) -> None:
        """Take a heading for a group; an empty group is rather an empty activity."""
        following = next((one for one in self._told[place + 1 :] if one.kind in _SOLID), None)
        if line.told or (following is not None and following.kind is not Kind.HEADING):
            self._begin_group(line)
        elif following is not None and line.strong and following.strong:
            where = _begin(self._sheet, line.row)
            self._skipped.append(Skipped(where, shortened(line.text), Reason.OUTER_GROUP))
            self._questions.append(Question(where, shortened(line.text), Doubt.GROUP))
        else:
            self._questions.append(Question(_begin(self._sheet, line.row), shortened(line.text), Doubt.ACTIVITY))
            self._add(line)

    def _take_activity(self, place: int, line: Line) -> None:
        """Take an activity; one with a number above others' is their group too."""
        following = next((one for one in self._told[place + 1 :] if one.kind in _SOLID), None)
        depth = len(line.number)
        leads = bool(following and depth and len(following.number) > depth and following.number[:depth] == line.number)
        if leads and not line.told:
            self._begin_group(line)
            if not _holds_letters(self._sheet, line.row, self._units):
                return
        self._add(line)

    def _begin_group(self, line: Line) -> None:
        if self._rows and not self._rows[0].group and not line.told:
            where = _begin(self._sheet, line.row)
            self._questions.append(Question(where, shortened(line.text), Doubt.GROUP))
        self._group = line.text
        self._groups.append(line.row)

    def _add(self, line: Line) -> None:
        self._group = self._beside(line.row) or self._group
        self._rows.append(ActivityRow(line.row, line.text, self._group))

    def _beside(self, row: int) -> str:
        groups = self._layout.groups
        return "" if groups is None else self._sheet.text(row, groups)

    def _ask(self, line: Line, kind: Doubt, text: str) -> None:
        self._questions.append(Question(self._sheet.address(line.row, self._layout.names), text, kind))


_SOLID = frozenset({Kind.ACTIVITY, Kind.UNCLEAR, Kind.HEADING})


def _begin(sheet: Sheet, row: int) -> str:
    filled = sheet.filled(row)
    return sheet.address(row, filled[0] if filled else 0)


def _holds_letters(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    return any(sheet.at(row, column).sense in (Sense.LETTERS, Sense.PART) for column in columns)


def _by_weight(sheet: Sheet, lines: Sequence[Line], units: Sequence[int]) -> list[Line]:
    """Return the lines with those among the headings made activities that are set like activities, not like groups."""
    letters = [line for line in lines if line.kind is Kind.ACTIVITY and _holds_letters(sheet, line.row, units)]
    strong = sum(line.strong for line in letters)
    headings = [line for line in lines if line.kind is Kind.HEADING]
    if 2 * strong > len(letters) or not any(line.strong for line in headings):
        return list(lines)
    weak = {line.row for line in headings if not line.strong and not line.told}
    return [msgspec.structs.replace(line, kind=Kind.UNCLEAR) if line.row in weak else line for line in lines]


def _without_signatures(sheet: Sheet, lines: Sequence[Line], units: Sequence[int]) -> list[Line]:
    """Return the lines with a last one that holds names instead of letters left out: people signed there."""
    solid = [place for place, line in enumerate(lines) if line.kind in _SOLID]
    found = list(lines)
    if len(solid) > 2 and not lines[solid[-1]].told:
        line = lines[solid[-1]]
        texts = [sheet.text(line.row, column) for column in units if sheet.at(line.row, column).sense is Sense.TEXT]
        signed = len(texts) >= max(2, _SIGNED * len(units)) and not _holds_letters(sheet, line.row, units)
        if signed and all(len(text) < 60 for text in texts):
            found[solid[-1]] = msgspec.structs.replace(line, kind=Kind.LEFT_OUT, why=Reason.SIGNATURES)
    return found


# -- one row ----------------------------------------------------------------------------------------------


def _lines(sheet: Sheet, layout: Layout, units: Sequence[int], corrections: Corrections) -> list[Line]:
    """Return the rows of the matrix and those that follow it without letters.

    After a blank row, only what says «nothing» for most units can still be an activity.
    """
    reader = _RowReader(sheet, layout, units, corrections)
    lines = [reader.line(row) for row in range(layout.body, layout.end)]
    apart = False
    for row in range(layout.end, min(len(sheet), layout.end + _LONGEST_TAIL)):
        line = reader.line(row)
        apart = apart or line.kind is Kind.BLANK
        dashes = sum(sheet.at(row, column).sense is Sense.NOTHING for column in units)
        explicit = line.kind is not Kind.ACTIVITY or 2 * dashes > len(units) or line.told
        if any(cell.sense in (Sense.LETTERS, Sense.PART) for cell in sheet.cells[row]) or (apart and not explicit):
            break
        lines.append(line)
    return lines


class _RowReader:
    """Tells rows apart by what the rows with letters have in common."""

    def __init__(self, sheet: Sheet, layout: Layout, units: Sequence[int], corrections: Corrections) -> None:
        self._sheet, self._layout, self._units, self._corrections = sheet, layout, units, corrections
        rows = [row for row in range(layout.body, layout.end) if _holds_letters(sheet, row, units)]
        beside = set(range(sheet.width)) - {layout.names, *units}
        texts = {column: [text for row in rows if (text := sheet.text(row, column))] for column in beside}
        full = {column for column, found in texts.items() if rows and len(found) >= _MOSTLY * len(rows)}
        self._numbers = {column for column in full if all(map(_NUMBERING.fullmatch, texts[column]))}
        self._full = full - self._numbers - {layout.groups}
        self._depth = {column: min(map(_depth, texts[column])) for column in self._numbers}

    def line(self, row: int) -> Line:
        """Return what a row is, as a person says or else seen alone."""
        seen = self._seen(row)
        told = self._corrections.rows.get(row)
        if told is None:
            return seen
        text = seen.text or self._sheet.text(row, self._layout.names) or self._sheet.line(row)
        kinds = {Role.GROUP: Kind.HEADING, Role.ACTIVITY: Kind.ACTIVITY}
        kind = kinds.get(told, Kind.LEFT_OUT)
        return Line(row, kind, text, Reason.BY_HAND if kind is Kind.LEFT_OUT else None, strong=True, told=True)

    def _seen(self, row: int) -> Line:
        sheet, layout = self._sheet, self._layout
        filled = sheet.filled(row)
        name = sheet.text(row, layout.names)
        if not filled and not name:
            return Line(row, Kind.BLANK)
        if not name:
            return self._nameless(row, filled)
        why = self._why_left_out(row, name)
        if why:
            corner = why is Reason.HEADING_AGAIN and self._names_group(name)
            return Line(row, Kind.HEADING if corner else Kind.LEFT_OUT, name, why, strong=corner)
        across = self._is_across(row)
        number = self._number(row, name)
        if across:
            return Line(row, Kind.HEADING, name, number=number, strong=True)
        senses = {sheet.at(row, column).sense for column in self._units}
        strong = sheet.bold(row, layout.names)
        if senses & {Sense.LETTERS, Sense.PART, Sense.NOTHING} or self._has_company(row):
            return Line(row, Kind.ACTIVITY, name, number=number, strong=strong)
        if Sense.TEXT in senses:
            return Line(row, Kind.UNCLEAR, name, number=number, strong=strong)
        if self._is_note(row):
            return Line(row, Kind.LEFT_OUT, name, Reason.BESIDE)
        return Line(row, Kind.HEADING, name, number=number, strong=strong)

    def _names_group(self, corner: str) -> bool:
        """Return whether the first cell of repeated headings is no heading itself, and another than the first time."""
        before = self._sheet.text(self._layout.headings, self._layout.names)
        usual = any(is_activity_heading(text) or is_unit_corner(text) for text in (corner, before))
        return bool(before) and not usual and corner.casefold() != before.casefold()

    def _is_note(self, row: int) -> bool:
        """Return whether a row without letters has no number, as all others have, and a text beside its name."""
        layout = self._layout
        beside = [column for column in self._sheet.own(row) if column not in (layout.names, layout.groups)]
        return bool(self._numbers and beside) and not self._numbers.intersection(beside)

    def _is_across(self, row: int) -> bool:
        """Return whether the name of a row is merged with cells of units."""
        sheet = self._sheet
        name = sheet.first(row, self._layout.names)
        return any(sheet.first(row, column) == name for column in self._units[:1])

    def _number(self, row: int, name: str) -> tuple[int, ...]:
        """Return the place of a row in an outline: in a column of numbers, or before its name."""
        for column in self._numbers:
            match = _OUTLINE.fullmatch(self._sheet.text(row, column))
            if match:
                return _places(match[1])
        leading = _LEADING_NUMBER.match(name)
        return _places(leading[0]) if leading else ()

    def _nameless(self, row: int, filled: Sequence[int]) -> Line:
        text = self._sheet.text(row, filled[0]) if filled else ""
        if filled and filled[0] < self._layout.names and len(filled) == 1 and not is_number(text):
            return Line(row, Kind.HEADING, text, strong=True)
        letters = _holds_letters(self._sheet, row, self._units)
        return Line(row, Kind.LEFT_OUT, text, Reason.NO_NAME if letters else Reason.BESIDE)

    def _why_left_out(self, row: int, name: str) -> Reason | None:
        sheet = self._sheet
        filled = [column for column in self._units if sheet.at(row, column).sense > Sense.NOTHING]
        if self._is_across(row):
            filled = []
        if repeats(sheet, self._layout.headings, row, self._units):
            return Reason.HEADING_AGAIN
        if not filled and (is_legend_heading(name) or is_marker(name)):
            return Reason.LEGEND if is_legend_heading(name) else Reason.MARKER
        if sheet.at(row, self._layout.names).sense is Sense.LETTERS and len(filled) < 2:
            return Reason.LEGEND
        if filled and all(is_number(sheet.text(row, column)) for column in filled):
            return Reason.TOTALS
        if not filled and is_total(name) and self._only_figures(row):
            return Reason.TOTALS
        if is_signature_heading(name) and not _holds_letters(sheet, row, self._units):
            return Reason.SIGNATURES
        return None

    def _only_figures(self, row: int) -> bool:
        """Return whether there are figures beside the name of a row, and nothing else."""
        beside = [column for column in self._sheet.own(row) if column != self._layout.names]
        return bool(beside) and all(is_number(self._sheet.text(row, column)) for column in beside)

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


def _places(number: str) -> tuple[int, ...]:
    return tuple(int(place[:9]) for place in number.split("."))
