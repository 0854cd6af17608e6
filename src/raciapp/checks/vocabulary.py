"""The vocabulary of rules: how each kind of test is decided on a matrix.

An evaluator returns what is wrong (a `Fault`), None where all is well, or NOT_ASSESSED where the rows it needs are
not in the matrix: a row that is absent is no failure, a row that is present and empty is (domain section 0).
"""

from collections.abc import Callable, Iterable
from enum import Enum
from functools import lru_cache, singledispatch

import msgspec

from raciapp.checks.findings import Place
from raciapp.checks.names import flawed_names
from raciapp.checks.view import ROWS_KEPT, MatrixView
from raciapp.knowledge.fitting import reduced
from raciapp.knowledge.records import (
    AlsoTest,
    ApartTest,
    CountTest,
    EveryTest,
    ListedTest,
    NameTest,
    NobodyTest,
    OnlyTest,
    PartTest,
    RedundantTest,
    ShareTest,
    SomeTest,
    Test,
    TogetherTest,
    ToneTest,
)

ROWS_WITH_CELLS = 50
"""Rows for which too many letters are shown cell by cell; beyond, the row is pointed at as a whole."""


class Fault(msgspec.Struct, frozen=True):
    """Where a test fails, which functions lack a part, and the number that was out of bounds."""

    places: tuple[Place, ...]
    functions: tuple[str, ...] = ()
    count: int = 0


class Unassessed(Enum):
    """The one value that says a test could not be decided."""

    NOT_ASSESSED = "not assessed"


NOT_ASSESSED = Unassessed.NOT_ASSESSED
Outcome = Fault | Unassessed | None


@singledispatch
def evaluate(test: Test, view: MatrixView) -> Outcome:
    """Decide one test of a rule on a matrix."""
    raise NotImplementedError(type(test).__name__)


def _cells(view: MatrixView, activity: str, units: Iterable[int]) -> list[Place]:
    return [Place(activity, view.document.units[unit].id) for unit in sorted(units)]


def _fault(places: Iterable[Place]) -> Fault | None:
    found = tuple(places)
    return Fault(found) if found else None


def _offending_cells(
    view: MatrixView, rows: tuple[str, ...], letters: str, wrong: Callable[[frozenset[int]], frozenset[int]]
) -> Outcome:
    """Return the cells of `rows` whose holders of `letters` are among the `wrong` ones."""
    present = view.present(rows)
    if not present:
        return NOT_ASSESSED
    return _fault(place for row in present for place in _cells(view, row, wrong(view.holders(row, letters))))


@evaluate.register
def _only(test: OnlyTest, view: MatrixView) -> Outcome:
    return _offending_cells(view, test.rows, test.letters, lambda holders: holders - view.carriers(test.by))


@evaluate.register
def _nobody(test: NobodyTest, view: MatrixView) -> Outcome:
    barred = view.carriers_only(test.by) if test.by_only else view.carriers(test.by)
    if test.rows == ("*",):
        if not view.rows:
            return NOT_ASSESSED
        return _fault(
            Place(view.document.activities[row].id, view.document.units[unit].id)
            for row, unit in view.held_cells(test.letters)
            if unit in barred
        )
    return _offending_cells(view, test.rows, test.letters, lambda holders: holders & barred)


@evaluate.register
def _some(test: SomeTest, view: MatrixView) -> Outcome:
    present = view.present(test.rows)
    if not present:
        return NOT_ASSESSED
    carriers = view.carriers(test.by)
    lacking = [row for row in present if len(view.holders(row, test.letters) & carriers) < test.at_least]
    if not lacking or (not test.each and len(lacking) < len(present)):
        return None
    idle = [
        place
        for row in lacking
        for place in _cells(view, row, carriers - view.holders(row, test.letters)) or [Place(row)]
    ]
    return Fault(tuple(idle), functions=(test.by,))


@evaluate.register
def _every(test: EveryTest, view: MatrixView) -> Outcome:
    if not view.present([test.row]):
        return NOT_ASSESSED
    return _fault(_cells(view, test.row, view.everyone - view.holders(test.row, test.letters)))


@evaluate.register
def _count(test: CountTest, view: MatrixView) -> Outcome:
    document = view.document
    most = view.width if test.at_most is None else max(test.at_most, int(test.or_share * view.width))
    if test.not_all:
        most = min(most, max(view.width - 1, 1))  # one unit alone is not «every unit»
    if test.rows == ("*",):
        counts = zip(document.activities, view.counts_by_row(test.letters), strict=True)
        outside = [(activity.id, n) for activity, n in counts if not test.at_least <= n <= most]
        if not document.activities:
            return NOT_ASSESSED
    else:
        present = view.present(test.rows)
        if not present:
            return NOT_ASSESSED
        sizes = [(row, len(view.holders(row, test.letters))) for row in present]
        outside = [(row, n) for row, n in sizes if not test.at_least <= n <= most]
    if test.skip_unowned:
        outside = [(row, n) for row, n in outside if row not in view.knowledge.unowned]
    if not outside:
        return None
    places: list[Place] = []
    for number, (row, n) in enumerate(outside):
        crowded = n > most and number < ROWS_WITH_CELLS
        places += _cells(view, row, view.holders(row, test.letters)) if crowded else [Place(row)]
    return Fault(tuple(places), count=max(n for _, n in outside))


@evaluate.register
def _also(test: AlsoTest, view: MatrixView) -> Outcome:
    present = view.present(test.rows)
    if not present or not view.present([test.row]):
        return NOT_ASSESSED
    holders = view.holders(test.row, test.letters)
    both = frozenset[int]().union(*(view.holders(row, test.also) for row in present))
    missing = holders - both
    if not missing or (test.some and holders & both):
        return None
    return _fault(place for row in present for place in _cells(view, row, missing))


@evaluate.register
def _apart(test: ApartTest, view: MatrixView) -> Outcome:
    if len(view.present(test.rows)) < len(test.rows):
        return NOT_ASSESSED
    holding_all = view.everyone.intersection(*(view.holders(row, test.letters) for row in test.rows))
    return _fault(place for row in test.rows for place in _cells(view, row, holding_all))


@evaluate.register
def _together(test: TogetherTest, view: MatrixView) -> Outcome:
    present = view.present(test.rows)
    if not present:
        return NOT_ASSESSED
    places: list[Place] = []
    functions: list[str] = []
    for row in present:
        taking_part = view.holders(row, "*")
        for function in test.functions:
            carriers = view.carriers(function)
            if carriers and not carriers & taking_part:
                places += _cells(view, row, carriers)
                functions.append(function)
    return Fault(tuple(places), tuple(dict.fromkeys(functions))) if places else None


@evaluate.register
def _share(test: ShareTest, view: MatrixView) -> Outcome:
    rows = len(view.rows)
    if rows < test.min_rows:
        return NOT_ASSESSED
    counts = view.counts_by_unit(test.letters)
    if test.and_letters:
        counts = [min(pair) for pair in zip(counts, view.counts_by_unit(test.and_letters), strict=True)]
    return _fault(Place(unit=view.document.units[unit].id) for unit, n in enumerate(counts) if n > test.at_most * rows)


@evaluate.register
def _part(test: PartTest, view: MatrixView) -> Outcome:
    if not view.rows:
        return NOT_ASSESSED
    return _fault(Place(unit=view.document.units[unit].id) for unit in view.idle_units(test.letters))


@evaluate.register
def _redundant(_test: RedundantTest, view: MatrixView) -> Outcome:
    if not view.rows:
        return NOT_ASSESSED
    alphabet = view.document.alphabet
    needless = bytes(mask for mask in range(alphabet.everything + 1) if reduced(alphabet, mask) != mask)
    return _fault(
        Place(activity.id, view.document.units[unit].id)
        for activity, row in zip(view.document.activities, view.rows, strict=True)
        for unit in _units_with(row, needless)
    )


@lru_cache(maxsize=ROWS_KEPT)
def _units_with(row: bytes, cells: bytes) -> tuple[int, ...]:
    """Return the places of the units whose cell on a row is one of `cells`."""
    return tuple(unit for unit, cell in enumerate(row) if cell in cells)


@evaluate.register
def _name(test: NameTest, view: MatrixView) -> Outcome:
    if not view.rows:
        return NOT_ASSESSED
    return _fault(flawed_names(test.flaw, view.document, view.knowledge))


@evaluate.register
def _tone(test: ToneTest, view: MatrixView) -> Outcome:
    return Fault((Place(),)) if view.document.organization.tone is test.not_ else None


@evaluate.register
def _listed(test: ListedTest, view: MatrixView) -> Outcome:
    if test.given and not view.present(test.given):
        return NOT_ASSESSED
    present = set(view.present(test.rows))
    return _fault(Place(row) for row in test.rows if row not in present)
