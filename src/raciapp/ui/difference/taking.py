"""Taking some parts of a difference: any choice of them makes a sound document. Nothing here knows of windows."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from raciapp.document.changes import Changes, Header, Listed, Replaced, apply, diff
from raciapp.document.letters import scheme
from raciapp.document.records import EMPTY, Activity, Document, Group, Matrix, Organization, Unit
from raciapp.ui.difference.parts import (
    ADDED,
    FIELDS,
    ORDER,
    REMOVED,
    SCHEME,
    TEMPLATE,
    Key,
    Kind,
    Record,
    cell_key,
    is_own,
    records_of,
)

Item = TypeVar("Item", Unit, Group, Activity, Matrix)
Fielded = TypeVar("Fielded", Record, Organization)


def taken(before: Document, after: Document, accepted: Collection[Key]) -> Document:
    """Return `before` with the `accepted` parts of what leads to `after`: all of them give `after`, none `before`.

    What cannot stand alone waits for what it needs: a row for its group, letters for their row, column and matrix. The
    last matrix never goes.
    """
    other_scheme = before.scheme != after.scheme
    if other_scheme and SCHEME in accepted:
        before = _respelled(before, after.scheme)
    elif other_scheme:
        after = _respelled(after, before.scheme)
    lists = {kind: _records(kind, before, after, accepted) for kind in FIELDS if kind is not Kind.ORGANIZATION}
    groups = lists[Kind.GROUP]
    activities = {
        identity: _grouped(activity, before, after, groups)
        for identity, activity in lists[Kind.ACTIVITY].items()
        if isinstance(activity, Activity)
    }
    header = Header(
        _with_fields(Kind.ORGANIZATION, "", before.organization, after.organization, accepted),
        before.scheme,
        after.template if TEMPLATE in accepted else before.template,
        tuple(lists[Kind.WAIVER].values()),  # type: ignore[arg-type]  # the records of one kind
        tuple(lists[Kind.THRESHOLD].values()),  # type: ignore[arg-type]  # the records of one kind
    )
    cells = tuple(
        change
        for change in diff(before, after).cells
        if (
            (other_scheme and SCHEME in accepted) or cell_key(change) in accepted
            if is_own(change, before, after)
            else change.after != EMPTY
        )
    )
    changes = Changes(
        (header, header),
        _listed(records_of(before, Kind.UNIT), lists[Kind.UNIT]),
        _listed(records_of(before, Kind.GROUP), groups),
        _listed(records_of(before, Kind.ACTIVITY), activities),
        _listed(records_of(before, Kind.MATRIX), lists[Kind.MATRIX] or records_of(before, Kind.MATRIX)),
        cells,
    )
    return apply(before, changes)


def _records(kind: Kind, before: Document, after: Document, accepted: Collection[Key]) -> dict[str, Record]:
    """Return the records of a list with the accepted parts, in order."""
    old, new = records_of(before, kind), records_of(after, kind)
    members = {identity for identity in old if identity in new or Key(kind, identity, REMOVED) not in accepted}
    members |= {identity for identity in new if identity not in old and Key(kind, identity, ADDED) in accepted}
    orders = (list(new), list(old)) if Key(kind, "", ORDER) in accepted else (list(old), list(new))
    return {
        identity: _with_fields(kind, identity, old[identity], new[identity], accepted)
        if identity in old and identity in new
        else old.get(identity) or new[identity]
        for identity in _woven(*orders, members)
    }


def _with_fields(kind: Kind, identity: str, was: Fielded, now: Fielded, accepted: Collection[Key]) -> Fielded:
    fields = [
        field for part, together in FIELDS[kind].items() if Key(kind, identity, part) in accepted for field in together
    ]
    return replace(was, **{field: getattr(now, field) for field in fields}) if fields else was


def _woven(main: Sequence[str], other: Sequence[str], members: Collection[str]) -> list[str]:
    """Return the members in the order of `main`; those only `other` has follow whom they follow there."""
    order = [identity for identity in main if identity in members]
    known = set(order)
    at = 0
    for identity in other:
        if identity in known:
            at = order.index(identity) + 1
        elif identity in members:
            order.insert(at, identity)
            at += 1
    return order


def _grouped(activity: Activity, before: Document, after: Document, groups: Collection[str]) -> Activity:
    """Return the activity in a group that is there; one that named a missing group from the start still does."""
    if not activity.group or activity.group in groups:
        return activity
    sides = [
        (document, document.activities[document.activity_places[activity.id]].group)
        for document in (before, after)
        if activity.id in document.activity_places
    ]
    if any(group == activity.group and group not in document.group_places for document, group in sides):
        return activity
    return replace(activity, group=next((group for _, group in sides if group in groups), ""))


def _listed(old: Mapping[str, Record], new: Mapping[str, Record]) -> Listed[Item]:
    replaced = tuple(
        Replaced(identity, old.get(identity), new.get(identity))  # type: ignore[arg-type]  # one kind of record
        for identity in dict.fromkeys((*old, *new))
        if old.get(identity) != new.get(identity)
    )
    orders = (tuple(old), tuple(new))
    return Listed(replaced, orders if orders[0] != orders[1] else None)  # type: ignore[arg-type]  # one kind of record


def _respelled(document: Document, identity: str) -> Document:
    """Return the document in another scheme; letters that it does not have are left out."""
    old, new = document.alphabet, scheme(identity)
    table = bytes(
        new.mask_of("".join(symbol for symbol in old.symbols(mask) if symbol in new.bits)) for mask in range(256)
    )
    matrices = tuple(
        replace(matrix, rows=tuple(replace(row, letters=row.letters.translate(table)) for row in matrix.rows))
        for matrix in document.matrices
    )
    return replace(document, scheme=identity, matrices=matrices)
