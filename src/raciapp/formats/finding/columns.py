"""Which columns of a matrix are units: not every column that holds letters is one, and some units hold none yet."""

from collections import Counter

import msgspec

from raciapp.formats.finding.headings import is_other_heading, is_time_or_number
from raciapp.formats.finding.layout import Layout
from raciapp.formats.finding.reading import Doubt, Question, Reason, Skipped, shortened
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tables import column_letters
from raciapp.formats.finding.tokens import Sense

_DENSE = 0.4


class Column(msgspec.Struct, frozen=True):
    """A column under the headings: its heading with its row, and how many of its cells are letters, nothing, text."""

    place: int
    heading: str
    row: int
    letters: int
    texts: int
    first: str

    @property
    def where(self) -> str:
        """Return the letters a spreadsheet gives the column."""
        return column_letters(self.place)


class Units(msgspec.Struct, frozen=True):
    """The columns that are units, and what there is to say about those that are not."""

    columns: tuple[Column, ...]
    skipped: tuple[Skipped, ...]
    questions: tuple[Question, ...]


def pick_units(sheet: Sheet, layout: Layout) -> Units:
    """Return the columns of units; every other column that holds anything is listed with a reason."""
    columns = _columns(sheet, layout)
    units: list[Column] = []
    skipped: list[Skipped] = []
    questions: list[Question] = []
    odd = _odd_headings(columns)
    for column in columns:
        reason = Reason.NOT_A_UNIT if column.heading in odd else _reason(column, layout)
        if reason is None:
            units.append(column)
            continue
        text = shortened(column.heading or column.first)
        skipped.append(Skipped(column.where, text, reason))
        if column.letters:
            questions.append(Question(column.where, text, Doubt.COLUMN))
    return Units(tuple(units), tuple(skipped), (*questions, *_doubtful(sheet, units)))


def _columns(sheet: Sheet, layout: Layout) -> list[Column]:
    """Return every column but those of names and groups that has a heading or holds anything."""
    senses: list[Counter[Sense]] = [Counter() for _ in range(sheet.width)]
    first: dict[int, str] = {}
    for row in range(layout.body, layout.end):
        for place, cell in enumerate(sheet.cells[row]):
            senses[place][cell.sense] += 1
            if cell.sense > Sense.NOTHING:
                first.setdefault(place, cell.text)
    columns = []
    for place in range(sheet.width):
        row, heading = _heading(sheet, layout, place)
        letters = senses[place][Sense.LETTERS] + senses[place][Sense.PART]
        if place not in (layout.names, layout.groups) and (heading or place in first):
            texts = senses[place][Sense.TEXT]
            columns.append(Column(place, heading, row, letters, texts, first.get(place, "")))
    return columns


def _heading(sheet: Sheet, layout: Layout, column: int) -> tuple[int, str]:
    """Return the row and text of a column's heading; where it is blank, that of the row above: cells may be merged."""
    above = layout.headings - 1
    if not sheet.text(layout.headings, column) and above >= 0 and len(sheet.filled(above)) > 1:
        return above, sheet.text(above, column)
    return layout.headings, sheet.text(layout.headings, column)


def _reason(column: Column, layout: Layout) -> Reason | None:
    """Return why a column is not a unit, or None where it is one."""
    if not column.heading:
        return Reason.NO_HEADING
    if is_other_heading(column.heading):
        return Reason.NOT_A_UNIT
    if column.texts and not column.letters:
        return Reason.NO_LETTERS
    if column.place < layout.names or column.letters < _DENSE * (column.letters + column.texts):
        return Reason.NOT_A_UNIT
    return None


def _odd_headings(columns: list[Column]) -> set[str]:
    """Return the dates and figures among the headings of letters where they are the rule: then it is a timetable."""
    headings = [column.heading for column in columns if column.letters and column.heading]
    odd = [heading for heading in headings if is_time_or_number(heading)]
    return set(odd) if 2 * len(odd) > len(headings) > 1 else set()


def _doubtful(sheet: Sheet, units: list[Column]) -> list[Question]:
    """Return a question for each unit whose heading is odd, stands twice or has nothing below it."""
    seen: set[str] = set()
    questions = []
    for unit in units:
        odd = is_time_or_number(unit.heading) or sheet.at(unit.row, unit.place).sense is not Sense.TEXT
        if odd or unit.heading.casefold() in seen or not unit.letters:
            questions.append(Question(sheet.address(unit.row, unit.place), shortened(unit.heading), Doubt.UNIT))
        seen.add(unit.heading.casefold())
    return questions
