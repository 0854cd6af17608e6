"""What importing a file would give, as a value: each correction of a person makes a new one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.words import Words, same
from raciapp.document.letters import Scheme, scheme
from raciapp.formats import importing
from raciapp.formats.finding.corrections import NONE, Corrections, Role
from raciapp.formats.finding.nothing import NoMatrixFoundError
from raciapp.formats.finding.reading import Question, Reading, Shape, Skipped
from raciapp.formats.finding.tables import Table, one_line
from raciapp.formats.importing import Chosen, Imported, Mapped, Subject
from raciapp.knowledge.library import Knowledge

Name = tuple[Subject, str]
"""A name of the file, and whether it is one of a unit or of an activity."""


class Preview(msgspec.Struct, frozen=True):
    """The tables of a file, what a person said about them, and what was read by that.

    `proposed` is what the names would be taken for without a person. Where no matrix was found, `trouble` says so, and
    `reading` and `imported` are None.
    """

    tables: tuple[Table, ...]
    source: str
    corrections: Corrections = NONE
    chosen: Chosen = {}
    reading: Reading | None = None
    imported: Imported | None = None
    proposed: tuple[Mapped, ...] = ()
    trouble: UserError | None = None

    @property
    def place(self) -> int:
        """Return which of the tables is shown: the one that was read, else the one that was asked for."""
        reading, wanted = self.reading, self.corrections
        if reading is not None:
            return _place(self.tables, reading.sheet, reading.table)
        if wanted.sheet or wanted.table:
            return _place(self.tables, wanted.sheet, wanted.table)
        return max(range(len(self.tables)), key=lambda place: _weight(self.tables[place]), default=0)

    @property
    def table(self) -> Table:
        """Return the table that is shown."""
        return self.tables[self.place] if self.tables else Table(self.source, ())

    @property
    def shape(self) -> Shape | None:
        """Return how the matrix lies, or shall lie; None where nobody knows."""
        return self.reading.shape if self.reading else self.corrections.shape

    @property
    def alphabet(self) -> Scheme:
        """Return the letters that are read, or would be."""
        return scheme(self.reading.scheme if self.reading else self.corrections.scheme or "raci")

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return what only a person can decide."""
        return self.imported.questions if self.imported else ()

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Return what was left out; where nothing was read, what was looked at."""
        if isinstance(self.trouble, NoMatrixFoundError):
            return self.trouble.looked_at
        return self.imported.skipped if self.imported else ()

    @property
    def touched(self) -> bool:
        """Return whether a person has said anything that would be lost."""
        return self.corrections != NONE or bool(self.chosen)


def look(
    tables: Sequence[Table],
    source: str,
    knowledge: Knowledge,
    corrections: Corrections = NONE,
    chosen: Chosen | None = None,
) -> Preview:
    """Return what is read in `tables` by what a person said."""
    before = Preview(tuple(tables), source, corrections, chosen or {})
    try:
        reading = importing.read(tables, knowledge, corrections)
        found = importing.document_from_reading(reading, knowledge, document_name(source))
    except UserError as error:
        return replace(before, trouble=error)
    preview = replace(before, reading=reading, imported=found, proposed=found.mappings)
    return _named(preview, knowledge) if preview.chosen else preview


def renamed_as(preview: Preview, name: Name, identity: str | None, knowledge: Knowledge) -> Preview:
    """Return what follows when a name is a known one, or none (None); nothing is read anew."""
    return _named(replace(preview, chosen={**preview.chosen, name: identity}), knowledge)


def _named(preview: Preview, knowledge: Knowledge) -> Preview:
    if preview.reading is None:
        return preview
    name = document_name(preview.source)
    imported = importing.document_from_reading(preview.reading, knowledge, name, chosen=preview.chosen)
    return replace(preview, imported=imported)


def document_name(source: str) -> Words:
    """Return what the document of a file is called."""
    return same(one_line(Path(source).stem) or source)


def size(tables: Sequence[Table]) -> int:
    """Return how many cells there are to look at."""
    return sum(len(row) for table in tables for row in table.rows)


def _place(tables: Sequence[Table], sheet: str, number: int) -> int:
    """Return which table stands on a sheet (any where empty) with a number (any where 0); the first where none does."""
    for place, table in enumerate(tables):
        if (not sheet or table.sheet == sheet) and (not number or table.number == number):
            return place
    return 0


def table_called(preview: Preview, where: str) -> Table | None:
    """Return the other table that a line about tables calls by its sheet or by `#` and its number."""
    others = (table for table in preview.tables if table is not preview.table)
    return next((table for table in others if where == (table.sheet or f"#{table.number}")), None)


def _weight(table: Table) -> tuple[bool, int]:
    return not table.hidden, sum(bool(cell.text) for row in table.rows for cell in row)


# -- what a person says -----------------------------------------------------------------------------------


def with_row(corrections: Corrections, row: int, role: Role | None) -> Corrections:
    """Return the corrections with what a row of the file is; None takes back what was said."""
    return replace(corrections, rows=_said(corrections.rows, row, role))


def with_column(corrections: Corrections, column: int, role: Role | None) -> Corrections:
    """Return the corrections with what a column of the file is; None takes back what was said."""
    return replace(corrections, columns=_said(corrections.columns, column, role))


def _said(roles: Mapping[int, Role], place: int, role: Role | None) -> dict[int, Role]:
    kept = {one: said for one, said in roles.items() if one != place}
    return kept if role is None else kept | {place: role}


def with_meaning(corrections: Corrections, text: str, symbols: str | None) -> Corrections:
    """Return the corrections with the letters that a cell's whole text means; None takes back what was said."""
    kept = {one: said for one, said in corrections.meanings.items() if one != text}
    return replace(corrections, meanings=kept if symbols is None else kept | {text: symbols})


def with_table(corrections: Corrections, table: Table) -> Corrections:
    """Return the corrections for another table: what was said about places of the old one does not hold there."""
    return replace(corrections, sheet=table.sheet, table=table.number, shape=None, rows={}, columns={})


def with_shape(corrections: Corrections, shape: Shape | None) -> Corrections:
    """Return the corrections with how the matrix lies; None lets it be found."""
    return replace(corrections, shape=shape)


def with_scheme(corrections: Corrections, identity: str) -> Corrections:
    """Return the corrections with the scheme of the letters; empty lets it be found."""
    return replace(corrections, scheme=identity)


def turned(preview: Preview) -> Corrections:
    """Return the corrections after exchanging rows and columns, and what was said of them stays with its place."""
    across = preview.shape is Shape.TRANSPOSED
    shape = Shape.GRID if across else Shape.TRANSPOSED
    return replace(preview.corrections, shape=shape, sheet=preview.table.sheet, table=preview.table.number)


def row_roles(shape: Shape | None) -> tuple[Role, ...]:
    """Return what a row may be where the matrix lies like that."""
    if shape is Shape.TRANSPOSED:
        return Role.NAMES, Role.GROUPS, Role.UNIT, Role.LEFT_OUT
    if shape is Shape.LONG:
        return Role.HEADINGS, Role.LEFT_OUT
    return Role.HEADINGS, Role.GROUP, Role.ACTIVITY, Role.LEFT_OUT


def column_roles(shape: Shape | None) -> tuple[Role, ...]:
    """Return what a column may be where the matrix lies like that."""
    if shape is Shape.TRANSPOSED:
        return Role.HEADINGS, Role.GROUP, Role.ACTIVITY, Role.LEFT_OUT
    if shape is Shape.INVERTED:
        return Role.NAMES, Role.GROUPS, Role.LETTERS, Role.LEFT_OUT
    if shape is Shape.GRID:
        return Role.NAMES, Role.GROUPS, Role.UNIT, Role.LEFT_OUT
    return Role.NAMES, Role.GROUPS, Role.UNIT, Role.LETTERS, Role.LEFT_OUT


def meanings(alphabet: Scheme) -> tuple[str, ...]:
    """Return what a text may be said to mean: each letter, who answers and does, the letters that go together."""
    symbols = tuple(letter.symbol for letter in alphabet.legend)
    pairs = ("AR", "CI") if {"A", "R", "C", "I"} <= set(symbols) else ()
    return (*symbols, *pairs, "")


# -- names ------------------------------------------------------------------------------------------------


class NameLine(msgspec.Struct, frozen=True):
    """A name of the file, where it stands, and the known unit or activity that it is (`taken`) or may be."""

    subject: Subject
    name: str
    where: str
    id: str = ""
    confidence: float = 0
    taken: bool = False
    decided: bool = False

    @property
    def asked(self) -> bool:
        """Return whether a person should look: there is a proposal that is neither taken nor refused."""
        return bool(self.id) and not self.taken and not self.decided


def name_lines(preview: Preview) -> tuple[NameLine, ...]:
    """Return every name once, units first, those that a person should look at on top."""
    if preview.reading is None or preview.imported is None:
        return ()
    found: dict[Name, Mapped] = {}
    for mapped in preview.proposed:
        found.setdefault((mapped.subject, mapped.name), mapped)
    places: dict[Name, str] = {}
    for unit in preview.reading.units:
        places.setdefault((Subject.UNIT, unit.name), unit.where)
    for activity in preview.reading.activities:
        places.setdefault((Subject.ACTIVITY, activity.name), activity.where)
    lines = [_line(name, where, found.get(name), preview.chosen) for name, where in places.items()]
    return tuple(sorted(lines, key=lambda line: (line.subject is Subject.ACTIVITY, not line.asked)))


def _line(name: Name, where: str, mapped: Mapped | None, chosen: Chosen) -> NameLine:
    identity, confidence, taken = (mapped.id, mapped.confidence, mapped.taken) if mapped else ("", 0.0, False)
    if name in chosen:
        said = chosen[name]
        same_one = not said or said == identity
        return NameLine(*name, where, said or identity, confidence if same_one else 0, said is not None, decided=True)
    return NameLine(*name, where, identity, confidence, taken)
