"""Where a presentation stands and where its keys lead: values and functions that know nothing of the screen."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from raciapp.document.letters import Duty
from raciapp.document.records import Document

Pages = Sequence[Sequence[str]]
"""The activity ids on each page of a slide; on most slides there is one page."""


class View(StrEnum):
    """What fills the screen."""

    ROW = "row"
    GROUP = "group"
    UNIT = "unit"


class Show(msgspec.Struct, frozen=True):
    """What is presented, in its order, and the current cell; an id is empty where there is nothing to present."""

    activities: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    activity: str = ""
    unit: str = ""
    view: View = View.ROW
    only_accountable: bool = False

    @property
    def place(self) -> tuple[str, str] | None:
        """Return (activity id, unit id) of the current cell, or None where there is none."""
        return (self.activity, self.unit) if self.activity and self.unit else None


# -- following the document -------------------------------------------------------------------------------


def kept(show: Show, document: Document, activities: Sequence[str], units: Sequence[str]) -> Show:
    """Return the show with those of `activities` and `units` that the document still has.

    Where the current one has gone, the next one that was shown becomes current.
    """
    rows = tuple(one for one in activities if one in document.activity_places)
    columns = tuple(one for one in units if one in document.unit_places)
    return replace(
        show,
        activities=rows,
        units=columns,
        activity=_nearest(show.activity, show.activities, rows),
        unit=_nearest(show.unit, show.units, columns),
    )


def _nearest(current: str, before: Sequence[str], after: Sequence[str]) -> str:
    if current in after or not after:
        return current if current in after else ""
    place = before.index(current) if current in before else 0
    left = set(after)
    return next((one for one in [*before[place:], *reversed(before[:place])] if one in left), after[0])


def at(show: Show, activity: str, unit: str) -> Show:
    """Return the show with another current cell; what is not presented does not become current."""
    return replace(
        show,
        activity=activity if activity in show.activities else show.activity,
        unit=unit if unit in show.units else show.unit,
    )


# -- what is on a slide -----------------------------------------------------------------------------------


def members(show: Show, document: Document) -> dict[str, tuple[str, ...]]:
    """Return the presented activities by group id, in the order they come; the empty id holds those of no group."""
    found: dict[str, list[str]] = {}
    for activity in show.activities:
        found.setdefault(group_of(document, activity), []).append(activity)
    return {group: tuple(rows) for group, rows in found.items()}


def group_of(document: Document, activity: str) -> str:
    """Return the id of an activity's group, or the empty id where the document has no such group."""
    group = document.activities[document.activity_places[activity]].group
    return group if group in document.group_places else ""


def visible(show: Show, document: Document, mask: int) -> int:
    """Return the letters of `mask` that are drawn."""
    return mask & document.alphabet.duties[Duty.ACCOUNTABLE] if show.only_accountable else mask


def parts_of(show: Show, document: Document, matrix: str, unit: str) -> dict[int, tuple[str, ...]]:
    """Return a unit's activities by the letters it holds on them, in the letters' order; 0, no part, comes last."""
    column = document.unit_places[unit]
    rows = document.matrix(matrix).rows
    found: dict[int, list[str]] = {}
    for activity in show.activities:
        mask = visible(show, document, rows[document.activity_places[activity]].letters[column])
        found.setdefault(mask, []).append(activity)
    bits = document.alphabet.bits.values()
    ordered = sorted(found, key=lambda mask: (not mask, [not mask & bit for bit in bits]))
    return {mask: tuple(found[mask]) for mask in ordered}


def listed(show: Show, document: Document, matrix: str) -> tuple[str, ...]:
    """Return the activities that Up and Down go through, in the order in which the slide shows them."""
    if show.view is View.UNIT and show.unit:
        return tuple(one for rows in parts_of(show, document, matrix, show.unit).values() for one in rows)
    if show.view is View.GROUP:
        return tuple(one for rows in members(show, document).values() for one in rows)
    return show.activities


# -- keys -------------------------------------------------------------------------------------------------


def step_activity(show: Show, document: Document, matrix: str, step: int) -> Show:
    """Return the show one activity further or back, or the same at the end."""
    return replace(show, activity=_beside(listed(show, document, matrix), show.activity, step))


def step_unit(show: Show, document: Document, matrix: str, step: int) -> Show:
    """Return the show one unit further or back; a unit's own slide begins at its first activity."""
    unit = _beside(show.units, show.unit, step)
    if unit == show.unit or show.view is not View.UNIT:
        return replace(show, unit=unit)
    return _opened(replace(show, unit=unit), document, matrix)


def step_slide(show: Show, document: Document, matrix: str, step: int, pages: Pages) -> Show:
    """Return the show one page further or back (`step` 1 or -1): on the same slide, or else on its neighbour.

    Going back leads to the last page of the slide before.
    """
    page = next((number for number, page in enumerate(pages) if show.activity in page), 0)
    if 0 <= page + step < len(pages):
        return replace(show, activity=pages[page + step][0])
    if show.view is View.UNIT:
        further = replace(show, unit=_beside(show.units, show.unit, step))
        return show if further == show else _opened(further, document, matrix, last=step < 0)
    if show.view is View.ROW or not show.activity:
        return step_activity(show, document, matrix, step)
    groups = members(show, document)
    here = group_of(document, show.activity)
    there = _beside(tuple(groups), here, step)
    return show if there == here else replace(show, activity=groups[there][0 if step > 0 else -1])


def go_to_end(show: Show, document: Document, matrix: str, *, last: bool) -> Show:
    """Return the show on its first or last slide."""
    if show.view is View.UNIT and show.units:
        return _opened(replace(show, unit=show.units[-1 if last else 0]), document, matrix)
    order = listed(show, document, matrix)
    if not order:
        return show
    activity = order[-1 if last else 0]
    if last and show.view is View.GROUP:
        activity = members(show, document)[group_of(document, activity)][0]
    return replace(show, activity=activity)


def turned(show: Show, view: View) -> Show:
    """Return the show with the current cell in another view."""
    return replace(show, view=view)


def _opened(show: Show, document: Document, matrix: str, *, last: bool = False) -> Show:
    order = listed(show, document, matrix)
    return replace(show, activity=order[-1 if last else 0]) if order else show


def _beside(order: Sequence[str], current: str, step: int) -> str:
    if current not in order:
        return current
    return order[min(max(order.index(current) + step, 0), len(order) - 1)]
