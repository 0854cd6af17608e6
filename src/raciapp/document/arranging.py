"""Moving and copying several rows or columns at once, in the order in which they are shown.

A block of neighbours moves as one. Only groups that have rows are shown; the others keep their places.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import TypeVar

from msgspec.structs import replace

from raciapp.base.words import Language, Words
from raciapp.document.edits import arrange_activities, arrange_units, fresh_id
from raciapp.document.records import NO_WORDS, Activity, Document, Row, Unit

Item = TypeVar("Item")
Record = TypeVar("Record", Unit, Activity)

_Sections = dict[str, list[str]]
"""The activity ids under each group id, empty groups too; those under "" belong to none and come first."""


# -- activities -------------------------------------------------------------------------------------------


def shift_activities(document: Document, activities: Iterable[str], step: int) -> Document:
    """Return the document with rows moved up (`step` below 0) or down as they are shown.

    A heading counts as a line: at the edge of its group a row passes into the neighbouring one that is shown.
    At the edge of the matrix it stays. Raises KeyError for an unknown activity.
    """
    sections = _sections(document)
    chosen = {(activity, "") for activity in _known(activities, document.activity_places)}
    shown = [(group, rows) for group, rows in sections.items() if rows]
    lines = [line for group, rows in shown for line in (("", group), *((row, "") for row in rows))]
    shifted: _Sections = {group: [] for group in sections}
    group = shown[0][0] if shown else ""
    # The first heading stands for the edge: nothing moves above it.
    for row, heading in _shifted(lines[1:], chosen, step):
        if row:
            shifted[group].append(row)
        else:
            group = heading
    return _with_sections(document, shifted)


def place_activities(document: Document, activities: Iterable[str], before: str | None, group: str) -> Document:
    """Return the document with rows put before the activity `before`, in its group, or at the end of `group`.

    `group` counts only where `before` is None; "" is no group. The rows keep their order.
    Raises KeyError for an id the document does not have.
    """
    sections = _sections(document)
    shown = {row: place for place, row in enumerate(row for rows in sections.values() for row in rows)}
    block = _known(activities, shown)
    target = group if before is None else _section_of(document, before)
    there = _placed(sections[target], block, before)
    moved = set(block)
    placed = {name: [row for row in rows if row not in moved] for name, rows in sections.items()}
    return _with_sections(document, {**placed, target: there})


def duplicate_activities(document: Document, activities: Iterable[str]) -> tuple[Document, tuple[str, ...]]:
    """Return the document with a copy of each row right below its block, in every matrix, and the new ids.

    Raises KeyError for an unknown activity.
    """
    places = document.activity_places
    copies = _copy_ids(document.activities, _known(activities, places))
    if not copies:
        return document, ()
    shown = [rows for _, rows in document.sections()]
    doubled = arrange_activities(document, _order_with_copies(shown, {places[old] for old in copies}, len(places)))
    return replace(doubled, activities=_with_copy_ids(doubled.activities, copies)), tuple(copies.values())


def _sections(document: Document) -> _Sections:
    sections: _Sections = {"": [], **{group.id: [] for group in document.groups}}
    for activity in document.activities:
        sections[_section_of(document, activity.id)].append(activity.id)
    return sections


def _section_of(document: Document, activity: str) -> str:
    group = document.activities[document.activity_places[activity]].group
    return group if group in document.group_places else ""


def _with_sections(document: Document, sections: _Sections) -> Document:
    before, places = _sections(document), document.activity_places
    if sections == before:
        return document
    if all(sorted(sections[group]) == sorted(rows) for group, rows in before.items()):
        # Rows that other groups' rows stand between in the document swap places and leave those alone.
        order = list(range(len(places)))
        for group, rows in before.items():
            for old, new in zip(rows, sections[group], strict=True):
                order[places[old]] = places[new]
        return arrange_activities(document, order)
    arranged = arrange_activities(document, [places[row] for rows in sections.values() for row in rows])
    section_of = {row: group for group, rows in sections.items() for row in rows}
    return replace(
        arranged,
        activities=tuple(
            activity
            if section_of[activity.id] == _section_of(document, activity.id)
            else replace(activity, group=section_of[activity.id])
            for activity in arranged.activities
        ),
    )


# -- groups -----------------------------------------------------------------------------------------------


def shift_groups(document: Document, groups: Iterable[str], step: int) -> Document:
    """Return the document with headings and their rows moved up (`step` below 0) or down past others that are shown.

    Raises KeyError for an unknown group.
    """
    chosen = _known(groups, document.group_places)
    shown = _shown_groups(document, chosen)
    return _with_groups(document, shown, _shifted(shown, chosen, step))


def place_group(document: Document, group: str, before: str | None) -> Document:
    """Return the document with a heading and its rows put before the group `before`, or last.

    Raises KeyError for an unknown group.
    """
    ends = [group] if before is None else [group, before]
    shown = _shown_groups(document, _known(ends, document.group_places))
    return _with_groups(document, shown, _placed(shown, [group], before))


def remove_group(document: Document, group: str) -> Document:
    """Return the document without a heading; its rows stay and belong to none. Raises KeyError for an unknown group."""
    gone = document.group_places[group]
    return replace(
        document,
        groups=(*document.groups[:gone], *document.groups[gone + 1 :]),
        activities=tuple(
            replace(activity, group="") if activity.group == group else activity for activity in document.activities
        ),
    )


def _shown_groups(document: Document, meant: Collection[str]) -> list[str]:
    """Return the ids of the groups that have rows or are `meant`, in their order."""
    filled = {activity.group for activity in document.activities}
    return [group.id for group in document.groups if group.id in filled or group.id in meant]


def _with_groups(document: Document, before: Sequence[str], after: Sequence[str]) -> Document:
    """Return the document with the groups `before` in the order `after`; the others keep their places."""
    if list(before) == list(after):
        return document
    groups = list(document.groups)
    for old, new in zip(before, after, strict=True):
        groups[document.group_places[old]] = document.groups[document.group_places[new]]
    return replace(document, groups=tuple(groups))


# -- units ------------------------------------------------------------------------------------------------


def shift_units(document: Document, units: Iterable[str], step: int) -> Document:
    """Return the document with columns moved left (`step` below 0) or right; at the edge they stay.

    Raises KeyError for an unknown unit.
    """
    return _with_units(document, _shifted(list(document.unit_places), _known(units, document.unit_places), step))


def place_units(document: Document, units: Iterable[str], before: str | None) -> Document:
    """Return the document with columns put before the unit `before`, or last; they keep their order.

    Raises KeyError for an unknown unit.
    """
    block = _known(units, document.unit_places)
    _known([] if before is None else [before], document.unit_places)
    return _with_units(document, _placed(list(document.unit_places), block, before))


def duplicate_units(document: Document, units: Iterable[str]) -> tuple[Document, tuple[str, ...]]:
    """Return the document with a copy of each column right of its block, in every matrix, and the new ids.

    Raises KeyError for an unknown unit.
    """
    places = document.unit_places
    copies = _copy_ids(document.units, _known(units, places))
    if not copies:
        return document, ()
    order = _order_with_copies([range(len(places))], {places[old] for old in copies}, len(places))
    doubled = arrange_units(document, order)

    def said_twice(row: Row) -> Row:
        remarks = [(copies[unit], remark) for unit, remark in row.remarks if unit in copies]
        statuses = [(copies[unit], status) for unit, status in row.statuses if unit in copies]
        return Row(row.letters, tuple(sorted((*row.remarks, *remarks))), tuple(sorted((*row.statuses, *statuses))))

    matrices = tuple(replace(matrix, rows=tuple(map(said_twice, matrix.rows))) for matrix in doubled.matrices)
    return replace(doubled, units=_with_copy_ids(doubled.units, copies), matrices=matrices), tuple(copies.values())


def gather_divisions(document: Document) -> Document:
    """Return the document with the columns of one division side by side, divisions in the order they first appear.

    A column of no division stays where it is among them, by itself.
    """
    heads: dict[Words, int] = {}
    keys = {
        unit.id: place if unit.division == NO_WORDS else heads.setdefault(unit.division, place)
        for place, unit in enumerate(document.units)
    }
    return _with_units(document, sorted(keys, key=keys.__getitem__))


def _with_units(document: Document, order: Sequence[str]) -> Document:
    if list(order) == list(document.unit_places):
        return document
    return arrange_units(document, [document.unit_places[unit] for unit in order])


# -- any of them ------------------------------------------------------------------------------------------


def _known(chosen: Iterable[str], places: Mapping[str, int]) -> list[str]:
    """Return the ids once each, in the order of their places. Raises KeyError for one that has none."""
    return sorted(set(chosen), key=places.__getitem__)


def _shifted(items: Sequence[Item], chosen: Collection[Item], step: int) -> list[Item]:
    """Return the items after each run of the chosen has passed its neighbour, `step` times; runs at the end stay."""
    moved = list(items)
    ahead = -1 if step < 0 else 1
    for _ in range(abs(step)):
        for at in range(1, len(moved)) if step < 0 else range(len(moved) - 2, -1, -1):
            if moved[at] in chosen and moved[at + ahead] not in chosen:
                moved[at], moved[at + ahead] = moved[at + ahead], moved[at]
    return moved


def _placed(items: Sequence[str], block: Sequence[str], before: str | None) -> list[str]:
    """Return the items with the block put before one of them, or last; that one may belong to the block itself."""
    at = len(items) if before is None else items.index(before)
    moved = set(block)
    above, below = ([item for item in part if item not in moved] for part in (items[:at], items[at:]))
    return [*above, *block, *below]


def _order_with_copies(runs: Iterable[Sequence[int]], chosen: Collection[int], count: int) -> list[int]:
    """Return the places 0 to `count` with those of each chosen run a second time right after its last one."""
    copies: dict[int, list[int]] = {}
    for places in runs:
        block: list[int] = []
        for place, following in zip_longest(places, places[1:], fillvalue=-1):
            if place in chosen:
                block.append(place)
                if following not in chosen:
                    copies[place], block = block, []
    return [one for place in range(count) for one in (place, *copies.get(place, ()))]


def _copy_ids(records: Sequence[Record], chosen: Sequence[str]) -> dict[str, str]:
    """Return an id for the copy of each chosen record, made from its name."""
    names = {record.id: record.name.text(Language.EN) for record in records}
    used, copies = set(names), {}
    for old in chosen:
        copies[old] = fresh_id(names[old], used)
        used.add(copies[old])
    return copies


def _with_copy_ids(records: Sequence[Record], copies: Mapping[str, str]) -> tuple[Record, ...]:
    """Return the records with an id of its own for each that comes a second time."""
    seen: set[str] = set()
    own = []
    for record in records:
        own.append(replace(record, id=copies[record.id]) if record.id in seen else record)
        seen.add(record.id)
    return tuple(own)
