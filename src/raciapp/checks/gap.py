"""The gap between a matrix and a template: what is missing, extra or different, and how to accept it."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from raciapp.document.edits import set_cells
from raciapp.document.letters import Duty, Scheme
from raciapp.document.records import Cell, Document
from raciapp.knowledge.fitting import expected_row, with_known_activity
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import Template


class Difference(StrEnum):
    """How a cell departs from what the template expects."""

    MISSING = "missing"
    EXTRA = "extra"
    DIFFERENT = "different"


class CellGap(msgspec.Struct, frozen=True):
    """One cell that departs from the template. `strict`: it is about who answers or does, not about C and I."""

    activity: str
    unit: str
    actual: int
    expected: int
    difference: Difference
    strict: bool


class Gap(msgspec.Struct, frozen=True):
    """Everything that tells a matrix from a template: rows the template has besides, rows of our own, cells."""

    template: str
    missing: tuple[str, ...]
    own: tuple[str, ...]
    cells: tuple[CellGap, ...]


def expected_letters(document: Document, template: Template) -> dict[str, bytes]:
    """Return what each unit should hold on the rows that document and template share, one mask per unit."""
    return {
        activity.id: expected_row(document.alphabet, template.rows[activity.id], document.units)
        for activity in document.activities
        if activity.id in template.rows
    }


def gap(document: Document, matrix: str, template: Template) -> Gap:
    """Return how a matrix departs from a template; rows of our own are listed, never called wrong."""
    expected = expected_letters(document, template)
    rows = document.matrix(matrix).rows
    cells = [
        cell
        for activity, row in zip(document.activities, rows, strict=True)
        if activity.id in expected
        for cell in _row_gaps(document, activity.id, row.letters, expected[activity.id])
    ]
    own = [activity.id for activity in document.activities if activity.id not in template.rows]
    missing = [activity for activity in template.rows if activity not in document.activity_places]
    return Gap(template.id, tuple(missing), tuple(own), tuple(cells))


def _row_gaps(document: Document, activity: str, actual: bytes, expected: bytes) -> Iterator[CellGap]:
    strict = _acting(document.alphabet)
    for unit, held, wanted in zip(document.units, actual, expected, strict=True):
        if held != wanted:
            yield CellGap(activity, unit.id, held, wanted, _difference(held, wanted), bool((held ^ wanted) & strict))


def _difference(held: int, wanted: int) -> Difference:
    if not held:
        return Difference.MISSING
    return Difference.DIFFERENT if wanted else Difference.EXTRA


def _acting(alphabet: Scheme) -> int:
    return alphabet.duties[Duty.ACCOUNTABLE] | alphabet.duties[Duty.RESPONSIBLE]


def accept(document: Document, matrix: str, cells: Iterable[CellGap]) -> Document:
    """Return the document with the expected letters on these cells; remarks stay."""
    return set_cells(
        document,
        matrix,
        {
            (cell.activity, cell.unit): replace(document.cell(matrix, cell.activity, cell.unit), letters=cell.expected)
            for cell in cells
        },
    )


def fill_empty(document: Document, matrix: str, template: Template) -> Document:
    """Return the document with the expected letters on its empty cells only: nothing anybody typed is changed."""
    return accept(
        document,
        matrix,
        (cell for cell in gap(document, matrix, template).cells if cell.difference is Difference.MISSING),
    )


def add_missing(
    document: Document, matrix: str, template: Template, activities: Iterable[str], knowledge: Knowledge
) -> Document:
    """Return the document with more of the template's activities, their letters in the one matrix."""
    for activity in activities:
        if activity not in document.activity_places:
            document = with_known_activity(document, activity, knowledge)
            row = expected_row(document.alphabet, template.rows[activity], document.units)
            cells = {(activity, unit.id): Cell(mask) for unit, mask in zip(document.units, row, strict=True)}
            document = set_cells(document, matrix, cells)
    return document


def compare_templates(document: Document, first: Template, second: Template) -> tuple[CellGap, ...]:
    """Return where two templates expect different letters of this organization: `actual` is the first's."""
    one, other = expected_letters(document, first), expected_letters(document, second)
    return tuple(
        cell
        for activity in one
        if activity in other
        for cell in _row_gaps(document, activity, one[activity], other[activity])
    )
