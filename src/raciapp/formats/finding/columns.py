"""Which columns of a matrix are units: not every column that holds letters is one, and some units hold none yet."""

import re
from collections import Counter

import msgspec

from raciapp.formats.finding.corrections import NONE, Corrections, Role
from raciapp.formats.finding.headings import (
    is_class_heading,
    is_doubtful_unit,
    is_other_heading,
    is_time_or_number,
)
from raciapp.formats.finding.layout import Layout
from raciapp.formats.finding.reading import Doubt, Question, Reason, Skipped, shortened
from raciapp.formats.finding.sheets import Place, Sheet
from raciapp.formats.finding.tables import column_letters
from raciapp.formats.finding.tokens import Sense

_DENSE = 0.4
_DOUBTFUL = 0.25
_SIGN = re.compile(r"[^\W\d_](?:\s*[/,&+]\s*[^\W\d_])*")
"""A letter, or several, of whatever scheme."""

_LONGEST_MARK = 14
_LONGEST_NOTE = 24
_BRIEF = 3
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERED = re.compile(r"[^\W\d_RACISDVO]\W*\d")
"""What is rather a priority or a version than a letter: «P1», «H2»."""
_JOINING = frozenset(["or", "ou", "and", "et", "und", "oder", "o", "e", "y", "en", "then", "puis"])
_LETTER_INSIDE = re.compile(r"(?<![^\W_])[RACISDP](?![^\W_])")
"""A capital on its own that may well be a letter: «helps R»."""


class Column(msgspec.Struct, frozen=True):
    """A column under the headings: its heading with its place, and how many of its cells are letters, texts.

    `signs` are letters of no scheme and doubtful ones, such as «R?»; `notes` are short texts beside them, `brief`
    those as short as an abbreviation.
    """

    place: int
    heading: str
    owner: Place
    letters: int
    texts: int
    signs: int
    notes: int
    brief: int
    first: str


class UnitColumns(msgspec.Struct, frozen=True):
    """A unit: its heading, where that stands, and the columns that hold its letters."""

    heading: str
    owner: Place
    columns: tuple[int, ...]
    letters: int


class Units(msgspec.Struct, frozen=True):
    """The columns that are units, and what there is to say about those that are not."""

    units: tuple[UnitColumns, ...]
    skipped: tuple[Skipped, ...]
    questions: tuple[Question, ...]

    @property
    def columns(self) -> list[int]:
        """Return every column that holds letters of a unit."""
        return [column for unit in self.units for column in unit.columns]


def pick_units(sheet: Sheet, layout: Layout, corrections: Corrections = NONE) -> Units:
    """Return the units; every other column that holds anything is listed with a reason."""
    columns = _columns(sheet, layout)
    units: dict[Place, list[Column]] = {}
    skipped: list[Skipped] = []
    questions: list[Question] = []
    odd = _odd_headings(columns)
    for column in columns:
        told = corrections.columns.get(column.place)
        reason = Reason.NOT_A_UNIT if column.heading in odd else _reason(column, layout)
        if told is not None:
            reason = None if told is Role.UNIT else Reason.BY_HAND
        if reason is None:
            units.setdefault(column.owner, []).append(column)
            continue
        where = column_name(sheet, column.place)
        text = shortened(column.heading or column.first)
        skipped.append(Skipped(where, text, reason))
        if told is None and _may_be_unit(column, layout):
            questions.append(Question(where, text, Doubt.COLUMN))
    found = tuple(_unit(owner, parts) for owner, parts in units.items())
    return Units(found, tuple(skipped), (*questions, *_doubtful(sheet, found)))


def column_name(sheet: Sheet, column: int) -> str:
    """Return what the file calls a column of the sheet: its letters, or the number of a row where it is turned."""
    return str(column + 1) if sheet.table.is_turned else column_letters(column)


def _unit(owner: Place, parts: list[Column]) -> UnitColumns:
    heading = parts[0].heading or column_letters(parts[0].place)
    return UnitColumns(heading, owner, tuple(part.place for part in parts), sum(part.letters for part in parts))


def _columns(sheet: Sheet, layout: Layout) -> list[Column]:
    """Return every column but those of names and groups that has a heading or holds anything."""
    senses: list[Counter[Sense]] = [Counter() for _ in range(sheet.width)]
    signs: Counter[int] = Counter()
    notes: Counter[int] = Counter()
    brief: Counter[int] = Counter()
    first: dict[int, str] = {}
    for row in range(layout.body, layout.end):
        for place, cell in enumerate(sheet.cells[row]):
            if cell.sense > Sense.BLANK and not (cell.sense is Sense.TEXT and sheet.first(row, place)[1] < place):
                senses[place][cell.sense] += 1
                if cell.sense is Sense.TEXT:
                    signs[place] += _is_mark(cell.text.strip())
                    notes[place] += _is_note(cell.text.strip())
                    brief[place] += _is_note(cell.text.strip()) and len(cell.text.strip()) <= _BRIEF
                if cell.sense > Sense.NOTHING:
                    first.setdefault(place, cell.text)
    columns = []
    names = {sheet.first(layout.headings, layout.names), sheet.first(layout.headings, layout.groups or layout.names)}
    for place in range(sheet.width):
        owner = _owner(sheet, layout, place)
        heading = sheet.text(*owner)
        letters = senses[place][Sense.LETTERS] + senses[place][Sense.PART]
        theirs = place in (layout.names, layout.groups) or (owner in names and place not in first)
        if not theirs and (heading or place in first):
            texts = senses[place][Sense.TEXT]
            said = signs[place], notes[place], brief[place]
            columns.append(Column(place, heading, owner, letters, texts, *said, first.get(place, "")))
    return columns


def _is_mark(text: str) -> bool:
    """Return whether a text may be letters though it is doubtful: «R?», «(R)», «R1», «R or C», «helps R»."""
    if _SIGN.fullmatch(text):
        return True
    words = [word for word in _WORD.findall(text) if word.casefold() not in _JOINING]
    if len(text) > _LONGEST_MARK or is_time_or_number(text) or _NUMBERED.search(text):
        return False
    return (bool(words) and all(len(word) == 1 for word in words)) or _LETTER_INSIDE.search(text) is not None


def _is_note(text: str) -> bool:
    """Return whether a text is so short that it may stand for a letter."""
    return len(text) <= _LONGEST_NOTE and not is_time_or_number(text)


def _owner(sheet: Sheet, layout: Layout, column: int) -> Place:
    """Return where a column's heading stands: in its own cell, merged with others, or in a row above where it is blank.

    Where marks below the headings share one of them, it stands in the first of their columns.
    """
    row, above = layout.headings, layout.headings - 1
    if sheet.text(row, column):
        return sheet.first(row, column)
    if layout.marks is not None and column in layout.columns:
        left = [place for place in layout.columns if place <= column and sheet.text(row, place)]
        return sheet.first(row, left[-1]) if left else (row, column)
    if above >= 0 and len(sheet.filled(above)) > 1 and sheet.text(above, column):
        return sheet.first(above, column)
    return row, column


def _reason(column: Column, layout: Layout) -> Reason | None:
    """Return why a column is not a unit, or None where it is one."""
    if not column.heading:
        return Reason.NO_HEADING
    if is_other_heading(column.heading) or is_class_heading(column.heading):
        return Reason.NOT_A_UNIT
    if column.texts and not column.letters and not column.signs:
        return Reason.NO_LETTERS
    if column.place < layout.names or not _says_enough(column):
        return Reason.NOT_A_UNIT
    return None


def _says_enough(column: Column) -> bool:
    """Return whether enough of a column may be letters; where the rest is short, fewer are enough."""
    if column.signs >= _DOUBTFUL * column.texts > 0 and column.notes == column.texts:
        return True
    return column.letters + column.signs >= _DENSE * (column.letters + column.texts)


def _may_be_unit(column: Column, layout: Layout) -> bool:
    """Return whether a column that is left out is worth a question: it holds letters, or short texts among units."""
    inside = bool(column.heading) and layout.columns[0] < column.place < layout.columns[-1]
    if not column.texts or is_other_heading(column.heading):
        return bool(column.letters)
    if column.letters or (column.signs and column.notes == column.texts):
        return True
    brief = bool(column.heading) and column.place > layout.names and column.brief == column.texts
    return brief or (inside and column.notes == column.texts)


def _odd_headings(columns: list[Column]) -> set[str]:
    """Return the dates and figures among the headings of letters where they are the rule: then it is a timetable."""
    headings = [column.heading for column in columns if column.letters and column.heading]
    odd = [heading for heading in headings if is_time_or_number(heading)]
    return set(odd) if 2 * len(odd) > len(headings) > 1 else set()


def _doubtful(sheet: Sheet, units: tuple[UnitColumns, ...]) -> list[Question]:
    """Return a question for each unit whose heading is odd, stands twice or has nothing below it."""
    seen: set[str] = set()
    questions = []
    for unit in units:
        odd = is_time_or_number(unit.heading) or is_doubtful_unit(unit.heading)
        odd = odd or sheet.at(*unit.owner).sense is not Sense.TEXT
        if odd or unit.heading.casefold() in seen or not unit.letters:
            questions.append(Question(sheet.address(*unit.owner), shortened(unit.heading), Doubt.UNIT))
        seen.add(unit.heading.casefold())
    return questions


class Divisions(msgspec.Struct, frozen=True):
    """The headings over several units: that of each unit, empty where it has none, and the rows they stand in."""

    names: tuple[str, ...]
    rows: frozenset[int]
    questions: tuple[Question, ...]


_ROWS_ABOVE = 3


def read_divisions(sheet: Sheet, layout: Layout, units: Units) -> Divisions:
    """Return the departments that stand over, or under, the headings of several units each."""
    above = range(layout.headings - 1, max(layout.headings - 1 - _ROWS_ABOVE, -1), -1)
    for row in (*above, *layout.second):
        if row in above and not sheet.filled(row):
            break
        names = _division_names(sheet, row, units)
        if names:
            merged = any(sheet.first(row, unit.columns[-1])[1] < unit.columns[0] for unit in units.units)
            first = units.units[0].columns[0]
            asked = () if merged else (Question(sheet.address(row, first), shortened(sheet.line(row)), Doubt.DIVISION),)
            return Divisions(names, frozenset({row}), asked)
    return Divisions(("",) * len(units.units), frozenset(), ())


def _division_names(sheet: Sheet, row: int, units: Units) -> tuple[str, ...]:
    """Return the text of a row that spans each unit; nothing where the row does not divide the units into stretches."""
    first = units.units[0].columns[0]
    names: list[str] = []
    for unit in units.units:
        place = sheet.first(row, unit.columns[0])
        inside = place[0] == row and place[1] >= first and place != unit.owner
        text = sheet.text(row, unit.columns[0]) if inside else ""
        names.append(text or (names[-1] if names and not _merged_anywhere(sheet, row) else ""))
    kinds = [name for name in dict.fromkeys(names) if name]
    stretches = Counter(name for place, name in enumerate(names) if name and (place == 0 or names[place - 1] != name))
    several = len(kinds) > 1 or (len(kinds) == 1 and "" in names)
    divides = several and len(kinds) < sum(map(bool, names)) and all(stretches[kind] == 1 for kind in kinds)
    return tuple(names) if divides else ()


def _merged_anywhere(sheet: Sheet, row: int) -> bool:
    return any(area.top <= row <= area.bottom and area.right > area.left for area in sheet.table.merged)
