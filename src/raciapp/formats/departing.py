"""What tells the matrix from a template, as every format tells it: what departs alike together, the firm first."""

from collections.abc import Iterable
from itertools import groupby

import msgspec

from raciapp.base.messages import mark
from raciapp.checks.gap import Difference, gap
from raciapp.checks.remedies import template_for
from raciapp.document.records import Document, Matrix
from raciapp.formats.spoken import Spoken
from raciapp.knowledge.library import Knowledge


class ReportGapCell(msgspec.Struct, frozen=True):
    """A cell that departs from the template: names, symbols held and expected, how it departs, whether only advice."""

    activity: str
    unit: str
    actual: tuple[str, ...]
    expected: tuple[str, ...]
    difference: str
    strict: bool


class ReportGap(msgspec.Struct, frozen=True):
    """What tells the matrix from a template: its name, activities it has besides, activities of our own, cells."""

    template: str
    missing: tuple[str, ...]
    own: tuple[str, ...]
    cells: tuple[ReportGapCell, ...]

    @property
    def rows(self) -> tuple[tuple[str, tuple[ReportGapCell, ...]], ...]:
        """Return the cells under the names of their activities."""
        return tuple((name, tuple(cells)) for name, cells in groupby(self.cells, lambda cell: cell.activity))


DIFFERENCE_NAMES = {
    Difference.MISSING: mark("Missing"),
    Difference.EXTRA: mark("Not expected"),
    Difference.DIFFERENT: mark("Different"),
}
"""How a cell departs from what a template expects."""


def gap_of(document: Document, matrix: Matrix, knowledge: Knowledge, template: str, spoken: Spoken) -> ReportGap | None:
    """Return what tells the matrix from a template, or None where there is none to compare with."""
    known = knowledge.templates.get(template or document.template or template_for(document))
    if known is None:
        return None
    found = gap(document, matrix.id, known)
    units = {unit.id: spoken.text(unit.name) for unit in document.units}
    activities = {activity.id: spoken.text(activity.name) for activity in document.activities}
    alphabet = document.alphabet
    return ReportGap(
        spoken.text(known.name),
        tuple(spoken.text(knowledge.activities[one].name) for one in found.missing if one in knowledge.activities),
        tuple(activities[one] for one in found.own if one in activities),
        tuple(
            ReportGapCell(
                activities[cell.activity],
                units[cell.unit],
                tuple(alphabet.symbols(cell.actual)),
                tuple(alphabet.symbols(cell.expected)),
                spoken.say(DIFFERENCE_NAMES[cell.difference]),
                cell.strict,
            )
            for cell in found.cells
        ),
    )


def alike(cells: Iterable[ReportGapCell]) -> tuple[tuple[ReportGapCell, tuple[str, ...]], ...]:
    """Return one cell of those that depart in the same way, and the names of the units of all of them."""
    found: dict[tuple[bool, str, tuple[str, ...], tuple[str, ...]], tuple[ReportGapCell, list[str]]] = {}
    for cell in sorted(cells, key=lambda cell: not cell.strict):
        way = (cell.strict, cell.difference, cell.actual, cell.expected)
        found.setdefault(way, (cell, []))[1].append(cell.unit)
    return tuple((cell, tuple(units)) for cell, units in found.values())


def weight_of(cell: ReportGapCell) -> str:
    """Return how much a departure matters, to be translated."""
    return mark("Who answers or does") if cell.strict else mark("Advice only")
