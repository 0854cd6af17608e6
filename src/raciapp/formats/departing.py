"""What departs from the template, as every format tells it: what departs alike together, the firm first."""

from collections.abc import Iterable

from raciapp.base.messages import mark
from raciapp.formats.report import ReportGapCell


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
