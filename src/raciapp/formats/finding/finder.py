"""Finding the matrix in whatever tables a file holds, what was left out of it, and what only a person can decide."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from raciapp.base.errors import NoMatrixError, UserError
from raciapp.base.messages import mark
from raciapp.formats.finding.corrections import NONE, Corrections
from raciapp.formats.finding.direction import CLEAR, LIKELY, direction
from raciapp.formats.finding.drafts import Draft, Lore, read_draft
from raciapp.formats.finding.grid import explanation, read_grid
from raciapp.formats.finding.inverted import read_inverted
from raciapp.formats.finding.legends import explained_scheme, learned, read_legends
from raciapp.formats.finding.long import read_long
from raciapp.formats.finding.names import Names, NoNames
from raciapp.formats.finding.ownmarks import take_own_marks
from raciapp.formats.finding.reading import (
    Doubt,
    Offer,
    Part,
    Question,
    Reading,
    Reason,
    Region,
    Shape,
    Skipped,
    shortened,
)
from raciapp.formats.finding.sheets import Place, Sheet
from raciapp.formats.finding.tables import Table, turned
from raciapp.formats.finding.tokens import all_meanings

MOST_ACTIVITIES = 5_000
MOST_UNITS = 500

_FEWEST_NAMES = 0.5
_MOST_NAMED = 5
_OFFERED = 0.1
"""Another matrix is worth a word when it holds so many letters for each of the one that was read."""


class NoMatrixFoundError(NoMatrixError):
    """The tables were looked at and hold no matrix; `looked_at` says which they were."""

    def __init__(self, looked_at: tuple[Skipped, ...], text: str, /, **values: object) -> None:
        """Keep what was looked at, and the sentence."""
        super().__init__(text, **values)
        self.looked_at = looked_at


class _Found(msgspec.Struct, frozen=True):
    """A matrix in a table, with the sheet as its shape sees it."""

    sheet: Sheet
    draft: Draft


def find_matrix(tables: Sequence[Table], corrections: Corrections = NONE, known: Names | None = None) -> Reading:
    """Return the matrix in the tables of a file: of several, the one that holds most.

    Raises NoMatrixError, saying what was looked at, when there is none, and UserError for one larger than any.
    """
    looked = [table for table in tables if _is_wanted(table, corrections)]
    if tables and not looked:
        raise _no_such_table(tables, corrections)
    grounds = [_Ground(table) for table in tables]
    lore = _lore(grounds, corrections)
    names = known or NoNames()
    found = [one for ground in grounds if ground.table in looked for one in _in_table(ground, corrections, lore, names)]
    if not found:
        raise _no_matrix(looked or tables)
    best = max(found, key=_worth)
    _refuse_giants(best)
    reading = read_draft(best.sheet, best.draft, lore)
    others = [one for one in found if one is not best and one.draft.weight >= _OFFERED * best.draft.weight]
    return replace(
        reading,
        skipped=(*reading.skipped, *_unread(grounds, best.sheet.table)),
        questions=(*reading.questions, *_offered(others, best)),
        others=tuple(map(_offer, others)),
    )


def _is_wanted(table: Table, corrections: Corrections) -> bool:
    return corrections.sheet in ("", table.sheet) and corrections.table in (0, table.number)


def _no_such_table(tables: Sequence[Table], corrections: Corrections) -> UserError:
    """Return the error for a sheet or table that is asked for and not there."""
    if all(corrections.sheet not in ("", table.sheet) for table in tables):
        sheets = list(dict.fromkeys(table.sheet for table in tables if table.sheet))
        return UserError(
            mark("{file}: has no sheet «{sheet}». It has: {sheets}."),
            file=tables[0].source,
            sheet=corrections.sheet,
            sheets=", ".join(f"«{one}»" for one in sheets) or "–",
        )
    return UserError(
        mark("{file}: has no table {number} there; it has {n}."),
        file=tables[0].source,
        number=corrections.table,
        n=sum(corrections.sheet in ("", table.sheet) for table in tables),
    )


class _Ground:
    """A table with its cells told apart and its legends found, both once."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.sheet = Sheet(table)
        self.marks = take_own_marks(self.sheet)
        self.legends = read_legends(self.sheet)
        self.legend = self._legend()

    def sheet_with(self, meanings: Mapping[str, str]) -> Sheet:
        """Return the sheet whose cells say what `meanings` make of them, without its legends."""
        sheet = self.sheet
        if meanings:
            sheet = Sheet(self.table, meanings)
            take_own_marks(sheet)
        sheet.hide(self.legends.places)
        return sheet

    def _legend(self) -> "_Legend":
        """Return what the legends say and where they stand."""
        rows: dict[int, list[int]] = {}
        for row, column in sorted(self.legends.places):
            rows.setdefault(row, []).append(column)
        found = tuple(
            Skipped(self.sheet.address(row, columns[0]), explanation(self.sheet, row, columns), Reason.LEGEND)
            for row, columns in rows.items()
        )
        return _Legend((*self.marks, *found), tuple(sorted(self.legends.places)))


def _lore(grounds: Sequence[_Ground], corrections: Corrections) -> Lore:
    """Return what the file, and then a person, says about its letters; a legend may stand on another sheet."""
    explained = tuple(one for ground in grounds for one in ground.legends.explained)
    likely = explained_scheme(explained)
    meanings = all_meanings(learned(explained, likely), corrections.meanings)
    return Lore(explained, meanings, corrections.scheme, likely)


def _in_table(ground: _Ground, corrections: Corrections, lore: Lore, known: Names) -> Iterator[_Found]:
    """Yield the matrix of a table in the shape that a person names, or in the one that fits it best."""
    shape = corrections.shape
    legend = ground.legend
    sheet = ground.sheet_with(lore.meanings)
    if shape in (None, Shape.INVERTED):
        draft = legend.beside(read_inverted(sheet, legend.skipped, known, corrections))
        if draft is not None:
            yield _Found(sheet, draft)
            return
    if shape in (None, Shape.LONG):
        draft = legend.beside(read_long(sheet, legend.skipped, known, corrections))
        if draft is not None:
            yield _Found(sheet, draft)
            return
    if shape in (None, Shape.GRID):
        draft = legend.beside(read_grid(sheet, legend.skipped, corrections))
        if draft is not None and not _is_list(draft):
            yield from _either_way(_Found(sheet, draft), legend, corrections, lore, known)
            return
    if shape is Shape.TRANSPOSED:
        around = _turned(ground.table, legend, corrections, lore)
        if around is not None:
            yield around


def _either_way(
    found: _Found, legend: "_Legend", corrections: Corrections, lore: Lore, known: Names
) -> Iterator[_Found]:
    """Yield a grid the way round it is, with a question where that is not clear."""
    if corrections.shape is not None:
        yield found
        return
    corner = _corner(found)
    way = direction(found.draft, corner, known)
    around = _turned(found.sheet.table, legend, corrections, lore) if way.score > LIKELY else None
    chosen = around if around is not None and 2 * around.draft.weight >= found.draft.weight else found
    draft = chosen.draft
    if way.is_clear:
        yield chosen
        return
    question = Question(draft.corner, shortened(corner or draft.activities[0].name), Doubt.SHAPE)
    certainty = 0.5 + abs(way.score) / (2 * CLEAR)
    yield _Found(chosen.sheet, replace(draft, certainty=certainty, questions=(question, *draft.questions)))


def _corner(found: _Found) -> str:
    return next(
        (cell.text for row in found.sheet.table.rows for cell in row if cell.address == found.draft.corner),
        "",
    )


def _turned(table: Table, legend: "_Legend", corrections: Corrections, lore: Lore) -> _Found | None:
    """Return the matrix of a table whose units stand in the rows; its legend was found before it was turned."""
    sheet = Sheet(turned(table), lore.meanings)
    take_own_marks(sheet)
    sheet.hide((column, row) for row, column in legend.places)
    swapped = replace(corrections, rows=corrections.columns, columns=corrections.rows)
    draft = legend.beside(read_grid(sheet, legend.skipped, swapped))
    return _Found(sheet, draft) if draft is not None else None


def _is_list(draft: Draft) -> bool:
    """Return whether it is a list with one line per letter: a single column of letters, and names again and again."""
    names = {(activity.group, activity.name) for activity in draft.activities}
    rows = len(draft.activities)
    return len(draft.units) == 1 and rows > 3 and len(names) <= _FEWEST_NAMES * rows


def _worth(found: _Found) -> float:
    """Return what ranks matrices: how much they hold, less in what is hidden."""
    draft = found.draft
    return draft.weight * draft.certainty * (0.1 if found.sheet.table.hidden else 1.0)


def _refuse_giants(found: _Found) -> None:
    draft = found.draft
    if len(draft.activities) > MOST_ACTIVITIES or len(draft.units) > MOST_UNITS:
        raise UserError(
            mark(
                "{file}: seems to hold {activities} activities and {units} units, more than any matrix. "
                "Check that it is the right file."
            ),
            file=found.sheet.table.source,
            activities=len(draft.activities),
            units=len(draft.units),
        )


# -- what is not the matrix -------------------------------------------------------------------------------


class _Legend(msgspec.Struct, frozen=True):
    """The explanations of letters in a sheet: what they say, and where they stand."""

    skipped: tuple[Skipped, ...]
    places: tuple[Place, ...]

    def beside(self, draft: Draft | None) -> Draft | None:
        """Return the draft with the places of the legend among its regions."""
        regions = (Region(Part.LEGEND, *place, *place) for place in self.places)
        return None if draft is None else replace(draft, regions=(*draft.regions, *regions))


def _unread(grounds: Sequence[_Ground], read: Table) -> Iterator[Skipped]:
    """Yield what the readers left out of the file, a line for each other table, and what it explains of the letters."""
    for ground in grounds:
        table = ground.table
        yield from table.left_out
        text = _first_text(table)
        if text and table is not read and (table.sheet, table.number) != (read.sheet, read.number):
            yield Skipped(_name_of(table), shortened(text), Reason.OTHER_TABLE)
            for one in ground.legend.skipped:
                yield replace(one, where=f"{_name_of(table)}!{one.where}")


def _name_of(table: Table) -> str:
    return table.sheet or f"#{table.number}"


def _first_text(table: Table) -> str:
    return next((cell.text for row in table.rows for cell in row if cell.text), "")


def _offered(others: Sequence[_Found], best: _Found) -> Iterator[Question]:
    for one in others:
        if one.sheet.table is not best.sheet.table:
            yield Question(_name_of(one.sheet.table), shortened(_first_text(one.sheet.table)), Doubt.TABLE)


def _offer(found: _Found) -> Offer:
    return Offer(found.sheet.table.sheet, found.sheet.table.number, found.draft.shape, found.draft.weight)


def _no_matrix(tables: Sequence[Table]) -> NoMatrixError:
    looked = tuple(
        Skipped(_name_of(table), shortened(_first_text(table)), Reason.NO_MATRIX)
        for table in tables
        if _first_text(table)
    )
    file = tables[0].source if tables else ""
    if len(looked) > 1:
        return NoMatrixFoundError(
            looked,
            mark(
                "{file}: no matrix was found in any of its {n} tables ({tables}): no names of activities and units "
                "with letters such as R, A, C, I between them, and no list of such letters. Check that it is the right "
                "file."
            ),
            file=file,
            n=len(looked),
            tables=", ".join(one.where for one in looked[:_MOST_NAMED]) + ("…" if len(looked) > _MOST_NAMED else ""),
        )
    return NoMatrixFoundError(
        looked,
        mark(
            "{file}: no matrix was found among {rows} rows and {columns} columns: no names of activities and units "
            "with letters such as R, A, C, I between them, and no list of such letters. Check that it is the right "
            "file."
        ),
        file=file,
        rows=max((len(table.rows) for table in tables), default=0),
        columns=max((table.width for table in tables), default=0),
    )
