"""Finding the matrix in whatever tables a file holds, what was left out of it, and what only a person can decide."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.formats.finding.corrections import NONE, Corrections
from raciapp.formats.finding.direction import CLEAR, LIKELY, direction
from raciapp.formats.finding.drafts import Draft, Lore, read_draft
from raciapp.formats.finding.grid import read_grid
from raciapp.formats.finding.grounds import Ground, Legend, first_text, name_of
from raciapp.formats.finding.inverted import read_inverted
from raciapp.formats.finding.legends import explained_scheme, learned
from raciapp.formats.finding.long import read_long
from raciapp.formats.finding.names import Names, NoNames
from raciapp.formats.finding.nothing import no_matrix, no_such_table
from raciapp.formats.finding.ownmarks import take_own_marks
from raciapp.formats.finding.reading import (
    Doubt,
    Offer,
    Question,
    Reading,
    Reason,
    Shape,
    Skipped,
    shortened,
)
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tables import Table, turned
from raciapp.formats.finding.tokens import all_meanings

MOST_ACTIVITIES = 5_000
MOST_UNITS = 500

_FEWEST_NAMES = 0.5
_OFFERED = 0.1
"""Another matrix is worth a word when it holds so many letters for each of the one that was read."""


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
        raise no_such_table(tables, corrections)
    grounds = [Ground(table) for table in tables]
    lore = _lore(grounds, corrections)
    names = known or NoNames()
    found = [one for ground in grounds if ground.table in looked for one in _in_table(ground, corrections, lore, names)]
    if not found:
        raise no_matrix(looked or tables)
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


def _lore(grounds: Sequence[Ground], corrections: Corrections) -> Lore:
    """Return what the file, and then a person, says about its letters; a legend may stand on another sheet."""
    explained = tuple(one for ground in grounds for one in ground.legends.explained)
    likely = explained_scheme(explained)
    meanings = all_meanings(learned(explained, likely), corrections.meanings)
    return Lore(explained, meanings, corrections.scheme, likely)


def _in_table(ground: Ground, corrections: Corrections, lore: Lore, known: Names) -> Iterator[_Found]:
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
    found: _Found, legend: "Legend", corrections: Corrections, lore: Lore, known: Names
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


def _turned(table: Table, legend: "Legend", corrections: Corrections, lore: Lore) -> _Found | None:
    """Return the matrix of a table whose units stand in the rows; its legend was found before it was turned."""
    sheet = Sheet(turned(table), lore.meanings)
    take_own_marks(sheet)
    sheet.hide((column, row) for row, column in legend.places)
    swapped = replace(corrections, rows=corrections.columns, columns=corrections.rows)
    draft = legend.beside(read_grid(sheet, legend.skipped, swapped))
    return _Found(sheet, draft) if draft is not None else None


def _is_list(draft: Draft) -> bool:
    """Return whether it is a list with one line per letter: a single column of letters, and names again and again."""
    rows = len(draft.activities)
    return len(draft.units) == 1 and rows > 3 and _names(draft) <= _FEWEST_NAMES * rows


def _names(draft: Draft) -> int:
    """Return how many different activities a matrix names."""
    return len({(activity.group, activity.name) for activity in draft.activities})


def _worth(found: _Found) -> float:
    """Return what ranks matrices: how much they hold, less in what is hidden or says the same names again and again.

    The latter is a comparison cell by cell, such as the gap to a template in our own reports, which holds more letters
    than the matrix.
    """
    draft = found.draft
    different = _names(draft) / max(1, len(draft.activities))
    return draft.weight * draft.certainty * different * (0.1 if found.sheet.table.hidden else 1.0)


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


def _unread(grounds: Sequence[Ground], read: Table) -> Iterator[Skipped]:
    """Yield what the readers left out of the file, a line for each other table, and what it explains of the letters."""
    for ground in grounds:
        table = ground.table
        yield from table.left_out
        text = first_text(table)
        if text and table is not read and (table.sheet, table.number) != (read.sheet, read.number):
            yield Skipped(name_of(table), shortened(text), Reason.OTHER_TABLE)
            for one in ground.legend.skipped:
                yield replace(one, where=f"{name_of(table)}!{one.where}")


def _offered(others: Sequence[_Found], best: _Found) -> Iterator[Question]:
    for one in others:
        if one.sheet.table is not best.sheet.table:
            yield Question(name_of(one.sheet.table), shortened(first_text(one.sheet.table)), Doubt.TABLE)


def _offer(found: _Found) -> Offer:
    return Offer(found.sheet.table.sheet, found.sheet.table.number, found.draft.shape, found.draft.weight)
