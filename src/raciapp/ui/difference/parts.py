"""The parts of a difference that can be taken or left one by one. Nothing here knows of windows.

The letters of a row, a column or a matrix that is new or gone belong to its coming or going; so do all letters where
the two documents write with different schemes. Everything else is a part of its own.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from raciapp.document.changes import CellChange, diff
from raciapp.document.records import (
    WHOLE_ROW,
    Activity,
    Document,
    Group,
    Matrix,
    Organization,
    Threshold,
    Unit,
    Waiver,
)

Record = Unit | Group | Activity | Matrix | Waiver | Threshold


class Kind(StrEnum):
    """What a part of a difference is about."""

    ORGANIZATION = "organization"
    DOCUMENT = "document"
    WAIVER = "waiver"
    THRESHOLD = "threshold"
    MATRIX = "matrix"
    GROUP = "group"
    UNIT = "unit"
    ACTIVITY = "activity"
    CELL = "cell"


ADDED, REMOVED, ORDER = "added", "removed", "order"


class Key(NamedTuple):
    """What names a part: its record and a field, or `ADDED`, `REMOVED`, `ORDER`; a cell's activity, unit and matrix."""

    kind: Kind
    id: str
    part: str
    matrix: str = ""


class Part(msgspec.Struct, frozen=True):
    """One part of a difference, with what there was and what there is: a value, a record, both orders, a cell."""

    key: Key
    before: object
    after: object


SCHEME = Key(Kind.DOCUMENT, "", "scheme")
TEMPLATE = Key(Kind.DOCUMENT, "", "template")

LISTS = (Kind.WAIVER, Kind.THRESHOLD, Kind.MATRIX, Kind.GROUP, Kind.UNIT, Kind.ACTIVITY)
_ALONE = tuple(name for name in Organization.__struct_fields__ if name != "no_alternative_reason")
FIELDS: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.ORGANIZATION: {name: (name,) for name in _ALONE}
    | {"no_alternative": ("no_alternative", "no_alternative_reason")},
    Kind.WAIVER: {"reason": ("reason", "author", "date")},
    Kind.THRESHOLD: {"most": ("most",)},
    Kind.MATRIX: {"name": ("name",)},
    Kind.GROUP: {"name": ("name",)},
    Kind.UNIT: {name: (name,) for name in ("name", "division", "functions", "remark")},
    Kind.ACTIVITY: {name: (name,) for name in ("name", "group", "remark")},
}
"""The fields of a record that are taken together, by the name of the part."""


def parts_of(before: Document, after: Document) -> tuple[Part, ...]:
    """Return every part of what leads from `before` to `after`, each named once."""
    return tuple(_parts(before, after))


def records_of(document: Document, kind: Kind) -> Mapping[str, Record]:
    """Return the records of a list by id, in order; matrices without their rows."""
    if kind is Kind.WAIVER:
        return _numbered(document.waivers)
    if kind is Kind.THRESHOLD:
        return _numbered(document.thresholds)
    if kind is Kind.MATRIX:
        return {matrix.id: replace(matrix, rows=()) for matrix in document.matrices}
    listed: Mapping[Kind, Sequence[Group | Unit | Activity]] = {
        Kind.GROUP: document.groups,
        Kind.UNIT: document.units,
        Kind.ACTIVITY: document.activities,
    }
    return {record.id: record for record in listed[kind]}


def is_own(change: CellChange, before: Document, after: Document) -> bool:
    """Return whether a cell is in both documents: its change does not come with a row, a column or a matrix."""
    return all(
        any(matrix.id == change.matrix for matrix in document.matrices)
        and change.activity in document.activity_places
        and (change.unit == WHOLE_ROW or change.unit in document.unit_places)
        for document in (before, after)
    )


def moved(before: Iterable[str], after: Iterable[str]) -> tuple[str, ...]:
    """Return the fewest ids that must move to bring those that both have into the second order."""
    new = list(after)
    places = {identity: place for place, identity in enumerate(before)}
    common = [identity for identity in new if identity in places]
    stays = set(_longest_rising([places[identity] for identity in common]))
    return tuple(identity for identity in common if places[identity] not in stays)


def _parts(before: Document, after: Document) -> Iterator[Part]:
    yield from _fields(Kind.ORGANIZATION, "", before.organization, after.organization)
    for key, was, now in ((SCHEME, before.scheme, after.scheme), (TEMPLATE, before.template, after.template)):
        if was != now:
            yield Part(key, was, now)
    for kind in LISTS:
        yield from _of_list(kind, records_of(before, kind), records_of(after, kind))
    if before.scheme == after.scheme:
        for change in diff(before, after).cells:
            if is_own(change, before, after):
                yield Part(cell_key(change), change.before, change.after)


def cell_key(change: CellChange) -> Key:
    """Return the name of a cell's part."""
    return Key(Kind.CELL, change.activity, change.unit, change.matrix)


def _of_list(kind: Kind, old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[Part]:
    for identity in dict.fromkeys((*old, *new)):
        was, now = old.get(identity), new.get(identity)
        if was is None:
            yield Part(Key(kind, identity, ADDED), None, now)
        elif now is None:
            yield Part(Key(kind, identity, REMOVED), was, None)
        else:
            yield from _fields(kind, identity, was, now)
    if moved(old, new):
        yield Part(Key(kind, "", ORDER), tuple(old), tuple(new))


def _fields(kind: Kind, identity: str, was: Record | Organization, now: Record | Organization) -> Iterator[Part]:
    if was == now:
        return
    for part, fields in FIELDS[kind].items():
        values = [tuple(getattr(record, field) for field in fields) for record in (was, now)]
        if values[0] != values[1]:
            one, other = (value if len(fields) > 1 else value[0] for value in values)
            yield Part(Key(kind, identity, part), one, other)


def _numbered(records: Sequence[Waiver] | Sequence[Threshold]) -> Mapping[str, Record]:
    """Return the records by their rules; one that stands there again gets a number."""
    found: dict[str, Record] = {}
    for record in records:
        name, count = record.rule, 1
        while name in found:
            count += 1
            name = f"{record.rule}#{count}"
        found[name] = record
    return found


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return a longest rising selection of different numbers (patience sorting, n log n)."""
    tops: list[int] = []
    below: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tops, number)
        below[number] = tops[place - 1] if place else None
        tops[place : place + 1] = [number]
    rising: list[int] = []
    number_or_none = tops[-1] if tops else None
    while number_or_none is not None:
        rising.append(number_or_none)
        number_or_none = below[number_or_none]
    return rising[::-1]
