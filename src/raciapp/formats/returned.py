"""A workbook of ours that comes back: the document as it was exported, and as it stands in the workbook now.

Whatever was recoloured, resized, sorted or added around it, an untouched matrix gives the very document that was
exported; what was changed gives just those changes. What the workbook never showed is not in either of the two:
`shown.completed` puts it back from the document at hand.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from raciapp.base.errors import NoMatrixError
from raciapp.base.messages import mark
from raciapp.base.words import Language, Words, same
from raciapp.document.edits import fresh_id, renamed
from raciapp.document.records import (
    NO_WORDS,
    WHOLE_ROW,
    Activity,
    Cell,
    Document,
    Group,
    Row,
    Unit,
)
from raciapp.formats.excel import carrying
from raciapp.formats.excel.carrying import Carried, plain
from raciapp.formats.excel.contents import Contents, divisions_now
from raciapp.formats.excel.grouping import grouped, groups_now, headings_before, in_order
from raciapp.formats.excel.places import Column, Line, Names, Places, find_places, names_of
from raciapp.formats.excel.sheets import Sheet, holds_ours, open_sheets
from raciapp.formats.excel.styles import clean
from raciapp.formats.finding.reading import Doubt, Question, Reason, Skipped
from raciapp.formats.finding.tables import column_letters, one_line
from raciapp.formats.spoken import BESIDE


class Returned(msgspec.Struct, frozen=True):
    """The document as exported (`base`) and as the workbook has it now (`theirs`), and what only a person can tell."""

    base: Document
    theirs: Document
    language: Language
    skipped: tuple[Skipped, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def matrix(self) -> str:
        """Return the id of the matrix that was exported."""
        return self.base.matrices[0].id


def is_ours(path: Path) -> bool:
    """Return whether a file is a workbook that raciapp exported; False for whatever cannot be read."""
    return holds_ours(path)


def read_returned(path: Path) -> Returned:
    """Return both documents of a workbook that raciapp exported.

    Raises UserError when it cannot be read or when what it carries is damaged, NoMatrixError when the matrix is gone.
    """
    sheets = open_sheets(path)
    hidden = next((sheet for sheet in sheets if sheet.title == carrying.SHEET), None)
    if hidden is None:
        raise NoMatrixError(mark("{file}: not exported by raciapp. Import it."), file=path.name)
    rows = ((hidden.texts.get((row, 1), ""), hidden.texts.get((row, 2), "")) for row in hidden.rows)
    carried = carrying.carried(rows, path.name)
    places = find_places(sheets, carried)
    if places is None:
        raise NoMatrixError(
            mark("{file}: the matrix that raciapp exported is no longer in it. Check that it is the right file."),
            file=path.name,
        )
    return _Return(places, carried, sheets).returned()


class _Return:
    """One workbook on its way back."""

    def __init__(self, places: Places, carried: Carried, sheets: tuple[Sheet, ...]) -> None:
        self._places, self._carried, self._sheets = places, carried, sheets
        self._base, self._language, self._spoken = carried.document, carried.language, carried.spoken
        self._names: Names = names_of(self._base, carried)
        self._contents = Contents(places, carried)
        self._skipped: list[Skipped] = []

    def returned(self) -> Returned:
        """Return both documents."""
        columns = self._columns()
        units = self._units(columns)
        lines = self._kept_lines(columns)
        headings = [(line, self._group(line)) for line in lines if line.heading]
        activities, groups, rows = self._rows(lines, {line.at: group for line, group in headings}, columns, units)
        self._contents.take(*((self._places.header, column.at) for column in columns))
        base = self._base
        theirs = replace(
            base, units=units, groups=groups, activities=activities, matrices=(replace(base.matrices[0], rows=rows),)
        )
        self._skipped += self._contents.left_out(self._sheets)
        return Returned(
            base,
            base if theirs == base else theirs,
            self._language,
            tuple(self._skipped),
            tuple(self._contents.questions),
        )

    def _words(self, text: str) -> Words:
        first, between, second = text.partition(BESIDE)
        if self._carried.second is None or not between:
            return Words(fr=text) if self._language is Language.FR else same(text)
        return Words(first, second) if self._language is Language.EN else Words(second, first)

    def _renamed(self, before: Words, text: str) -> Words:
        """Return what something is called after somebody typed over its name, in one language or in both."""
        if self._carried.second is None:
            return renamed(before, text, self._language)
        return self._words(text)

    # -- columns ----------------------------------------------------------------------------------------------

    def _columns(self) -> tuple[Column, ...]:
        """Return the columns of units: those that are known, and new ones that hold letters."""
        kept = []
        for column in self._places.columns:
            known = self._names.units.get(column.id, "")
            if column.id:
                cleared = known and not column.name and not self._says(column.at)
                if not cleared:
                    kept.append(column)
            elif self._contents.holds_letters(column.at):
                if column.copied:
                    self._contents.ask(self._places.header, column.at, column.name, Doubt.UNIT)
                kept.append(column)
            else:
                self._leave(column)
        return tuple(kept)

    def _says(self, column: int) -> bool:
        return any(self._places.sheet.text(line.at, column) for line in self._places.lines if not line.heading)

    def _leave(self, column: Column) -> None:
        rows = range(self._places.header, self._places.last + 1)
        self._contents.take(*((row, column.at) for row in rows))
        why = Reason.NOT_A_UNIT if self._says(column.at) else Reason.NO_LETTERS
        self._skipped.append(Skipped(column_letters(column.at - 1), column.name, why))

    def _units(self, columns: Sequence[Column]) -> tuple[Unit, ...]:
        base = {unit.id: unit for unit in self._base.units}
        divisions = divisions_now(self._places, self._base, self._carried)
        known = {plain(clean(self._spoken.text(unit.division).strip())): unit.division for unit in self._base.units}
        taken = set(base)
        units = []
        for column in columns:
            old = base.get(column.id)
            name = self._name(self._names.units.get(column.id, ""), column.name, (self._places.header, column.at))
            if old is None:
                identity = fresh_id(name, taken)
                taken.add(identity)
                unit = Unit(identity, self._words(name))
            else:
                unit = replace(old, name=self._renamed(old.name, name) if name else old.name)
            remark = self._contents.remark(self._places.header, column.at, unit.remark)
            unit = replace(unit, remark=remark)
            if divisions is not None:
                unit = replace(unit, division=self._division(unit.division, divisions[column.at], known))
            units.append(unit)
        self._take_divisions()
        return tuple(units)

    def _division(self, before: Words, said: str, known: Mapping[str, Words]) -> Words:
        if said == plain(clean(self._spoken.text(before).strip())):
            return before
        return known.get(said) or (self._words(said) if said else NO_WORDS)

    def _take_divisions(self) -> None:
        row = self._places.divisions
        if row is not None:
            self._contents.take(*((row, column.at) for column in self._places.columns))

    def _name(self, known: str, seen: str, place: tuple[int, int]) -> str:
        """Return a new name as somebody typed it, or "" where it is the known one or was just cleared."""
        if seen == known or not seen:
            return ""
        return one_line(self._places.sheet.texts.get(place, seen)) or seen

    # -- rows -------------------------------------------------------------------------------------------------

    def _kept_lines(self, columns: Sequence[Column]) -> list[Line]:
        """Return the rows that are there: a row of which everything was cleared is gone like one that was deleted."""
        sheet = self._places.sheet
        kept = []
        for line in self._places.lines:
            known = (self._names.groups if line.heading else self._names.activities).get(line.id, "")
            if line.name or not known or any(sheet.text(line.at, column.at) for column in columns):
                kept.append(line)
        return kept

    def _group(self, line: Line) -> Group:
        self._contents.take(line.place)
        old = next((group for group in self._base.groups if group.id == line.id), None)
        name = self._name(self._names.groups.get(line.id, ""), line.name, line.place)
        if old is not None:
            return replace(old, name=self._renamed(old.name, name)) if name else old
        return Group("", self._words(name))

    def _rows(
        self,
        lines: Sequence[Line],
        groups: dict[int, Group],
        columns: Sequence[Column],
        units: Sequence[Unit],
    ) -> tuple[tuple[Activity, ...], tuple[Group, ...], tuple[Row, ...]]:
        taken = {group.id for group in self._base.groups}
        for at, group in groups.items():
            if not group.id:
                identity = fresh_id(group.name.text(self._language), taken)
                taken.add(identity)
                groups[at] = replace(group, id=identity)
        seen, under, rows = self._activities(lines, groups, columns, units)
        listed = groups_now(groups, self._base, self._names)
        placed = grouped(seen, under, headings_before(self._base, self._names), {group.id for group in listed})
        ordered = in_order(placed, listed, self._base)
        return tuple(ordered), listed, tuple(rows[activity.id] for activity in ordered)

    def _activities(
        self, lines: Sequence[Line], groups: Mapping[int, Group], columns: Sequence[Column], units: Sequence[Unit]
    ) -> tuple[list[Activity], dict[str, str], dict[str, Row]]:
        """Return the activities from the top, the heading each stands under, and their rows."""
        base = {activity.id: activity for activity in self._base.activities}
        taken = set(base)
        seen: list[Activity] = []
        under: dict[str, str] = {}
        rows: dict[str, Row] = {}
        heading = ""
        for line in lines:
            if line.heading:
                heading = groups[line.at].id
                continue
            name = self._name(self._names.activities.get(line.id, ""), line.name, line.place)
            old = base.get(line.id)
            if old is None:
                identity = fresh_id(name, taken)
                taken.add(identity)
                activity = Activity(identity, self._words(name), heading)
                if not line.sure:
                    self._contents.ask(*line.place, line.name, Doubt.ACTIVITY)
            else:
                activity = replace(old, name=self._renamed(old.name, name) if name else old.name)
            self._contents.take(line.place)
            self._take_number(line.at)
            seen.append(replace(activity, remark=self._contents.remark(*line.place, activity.remark)))
            under[activity.id] = heading
            rows[activity.id] = self._row(line, columns, units)
        return seen, under, rows

    def _take_number(self, row: int) -> None:
        column = self._places.roles.get(carrying.NUMBER)
        if column is not None and self._places.sheet.text(row, column).isdigit():
            self._contents.take((row, column))

    def _row(self, line: Line, columns: Sequence[Column], units: Sequence[Unit]) -> Row:
        cells = {
            unit.id: self._contents.cell(line, column.at, line.id, column.id)
            for column, unit in zip(columns, units, strict=True)
        }
        cells[WHOLE_ROW] = Cell(status=self._contents.status(line, line.id))
        places = {unit.id: place for place, unit in enumerate(units)}
        return Row(bytes(len(units))).with_cells(cells, places)
