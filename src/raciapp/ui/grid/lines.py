"""Which lines and columns of a document are shown, and how one list of them becomes another."""

from collections.abc import Container, Hashable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from raciapp.document.records import Document
from raciapp.ui.sight import Sight

Item = TypeVar("Item", bound=Hashable)


class Line(NamedTuple):
    """A line of the grid: the heading of a group, or an activity."""

    id: str
    heading: bool


class Excluded(NamedTuple):
    """What the filter left out when it was set; what came later is shown."""

    activities: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


def lines_of(document: Document, sight: Sight, excluded: Excluded) -> list[Line]:
    """Return the lines to show: headings of groups with something to show, and under those not folded their rows."""
    gone = sight.hidden_activities | excluded.activities
    folded = frozenset[str]() if sight.filter.sifts_rows else sight.folded
    lines: list[Line] = []
    for group, places in document.sections():
        shown = [document.activities[place].id for place in places]
        if gone:
            shown = [identity for identity in shown if identity not in gone]
        if group and shown:
            lines.append(Line(group.id, heading=True))
        if group is None or group.id not in folded:
            lines += [Line(identity, heading=False) for identity in shown]
    return lines


def units_of(document: Document, sight: Sight, excluded: Excluded) -> list[str]:
    """Return the ids of the units to show."""
    gone: Container[str] = sight.hidden_units | excluded.units
    return [unit.id for unit in document.units if unit.id not in gone]


class Step(NamedTuple):
    """One change of a list: items `start` up to `end` go, or come, as they stand in the list at that moment."""

    comes: bool
    start: int
    end: int


def steps_between(before: Sequence[Item], after: Sequence[Item]) -> Iterator[Step]:
    """Yield the removals from the end upwards, then the insertions from the top down, that lead to `after`.

    What stays in its order stays untouched; where the order of the common items differs, the stretch in which the lists
    differ goes and comes as a whole.
    """
    kept, wanted = set(after), set(before)
    if [item for item in before if item in kept] == [item for item in after if item in wanted]:
        gone = [item not in kept for item in before]
        new = [item not in wanted for item in after]
    else:
        start, old, now = _span(before, after)
        gone = [start <= place < old for place in range(len(before))]
        new = [start <= place < now for place in range(len(after))]
    yield from (Step(False, *run) for run in reversed(list(_runs(gone))))  # noqa: FBT003 - a field, named in the record
    yield from (Step(True, *run) for run in _runs(new))  # noqa: FBT003 - a field, named in the record


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of true flags."""
    start = None
    for place, flag in enumerate((*flags, False)):
        if flag and start is None:
            start = place
        elif not flag and start is not None:
            yield start, place
            start = None


def _span(before: Sequence[Item], after: Sequence[Item]) -> tuple[int, int, int]:
    """Return the stretch in which two lists differ: its start, its end in the one and its end in the other."""
    start = 0
    shorter = min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    same_end = 0
    while same_end < shorter - start and before[-1 - same_end] == after[-1 - same_end]:
        same_end += 1
    return start, len(before) - same_end, len(after) - same_end
