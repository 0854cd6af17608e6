"""A document made of a client's file, brought to the ids of another one: what bears the same name is the same thing.

What such a file cannot say (answers about the organization, functions, statuses, accepted findings, names in the other
language) is taken from the other document, so that only what the file says is a difference.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from msgspec.structs import replace

from raciapp.base.words import Words
from raciapp.document.records import NO_WORDS, WHOLE_ROW, Activity, Document, Group, Matrix, Row, Unit
from raciapp.formats.shown import completed


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> Words: ...


def aligned(document: Document, other: Document) -> Document:
    """Return `document` with the ids and the silent parts of `other`."""
    units = _same(document.units, other.units)
    groups = _same(document.groups, other.groups)
    activities = _same(document.activities, other.activities)
    shown = document.matrices[0]
    identity = shown.id if any(one.id == shown.id for one in other.matrices) else other.matrices[0].id
    made = replace(
        document,
        organization=other.organization,
        units=tuple(_unit(unit, units.get(unit.id), other) for unit in document.units),
        groups=tuple(_group(group, groups.get(group.id), other) for group in document.groups),
        activities=tuple(_activity(one, activities.get(one.id), groups, other) for one in document.activities),
    )
    matrix = next(one for one in other.matrices if one.id == identity)
    rows = tuple(
        _row(row, units, made.units, _old_row(matrix, other, activity.id))
        for row, activity in zip(shown.rows, made.activities, strict=True)
    )
    made = replace(made, matrices=(Matrix(identity, matrix.name, rows),))
    return completed(made, other, made)


def _same(own: Sequence[_Named], others: Sequence[_Named]) -> Mapping[str, str]:
    """Return the id of the other record for each own one that has the same id or else the same name."""
    found = {record.id: record.id for record in own if record.id in {other.id for other in others}}
    free: dict[str, list[str]] = {}
    for other in others:
        if other.id not in found:
            for name in dict.fromkeys(_folded(other.name)):
                free.setdefault(name, []).append(other.id)
    taken = set(found.values())
    for record in own:
        if record.id in found:
            continue
        candidates = [one for name in _folded(record.name) for one in free.get(name, ()) if one not in taken]
        if candidates:
            found[record.id] = candidates[0]
            taken.add(candidates[0])
    return found


def _folded(name: Words) -> Iterable[str]:
    return (" ".join(text.casefold().split()) for text in (name.en, name.fr) if text.strip())


def _name(own: Words, known: Words) -> Words:
    return known if set(_folded(own)) & set(_folded(known)) else own


def _unit(unit: Unit, identity: str | None, other: Document) -> Unit:
    if identity is None:
        return unit
    old = other.units[other.unit_places[identity]]
    division = old.division if unit.division == NO_WORDS else _name(unit.division, old.division)
    return replace(old, name=_name(unit.name, old.name), division=division, remark=unit.remark or old.remark)


def _group(group: Group, identity: str | None, other: Document) -> Group:
    if identity is None:
        return group
    old = other.groups[other.group_places[identity]]
    return replace(old, name=_name(group.name, old.name))


def _activity(activity: Activity, identity: str | None, groups: Mapping[str, str], other: Document) -> Activity:
    group = groups.get(activity.group, activity.group)
    if identity is None:
        return replace(activity, group=group)
    old = other.activities[other.activity_places[identity]]
    remark = activity.remark or old.remark
    return replace(old, name=_name(activity.name, old.name), group=group or old.group, remark=remark)


def _old_row(matrix: Matrix, other: Document, activity: str) -> Row | None:
    place = other.activity_places.get(activity)
    return None if place is None else matrix.rows[place]


def _row(row: Row, ids: Mapping[str, str], units: Sequence[Unit], old: Row | None) -> Row:
    kept = {WHOLE_ROW, *(unit.id for unit in units)}
    statuses = [one for one in (old.statuses if old else ()) if one[0] in kept]
    remarks = ((ids.get(unit, unit), remark) for unit, remark in row.remarks)
    return Row(row.letters, tuple(sorted(remarks)), tuple(sorted(statuses)))
