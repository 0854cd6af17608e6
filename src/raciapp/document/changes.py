"""The difference between two documents, and its application: `apply(a, diff(a, b)) == b`.

One shape serves everything that compares: the view after an edit or an undo, as-is against to-be, a client's
returned workbook against ours. It names both sides of every change, so it can be turned round.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from raciapp.document.records import (
    EMPTY,
    WHOLE_ROW,
    Activity,
    Cell,
    Document,
    Group,
    Matrix,
    Organization,
    Row,
    Status,
    Threshold,
    Unit,
    Waiver,
)


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=_Identified)


class Replaced(msgspec.Struct, Generic[Item], frozen=True):
    """A record before and after; None on a side where it does not exist."""

    id: str
    before: Item | None
    after: Item | None


class Listed(msgspec.Struct, Generic[Item], frozen=True):
    """What happened to an ordered list of records; `order` holds both orders where they differ."""

    replaced: tuple[Replaced[Item], ...] = ()
    order: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    def __bool__(self) -> bool:
        """Return whether anything happened."""
        return bool(self.replaced or self.order)

    def reversed(self) -> "Listed[Item]":
        """Return what leads back."""
        return Listed(
            tuple(Replaced(change.id, change.after, change.before) for change in self.replaced),
            (self.order[1], self.order[0]) if self.order else None,
        )

    def applied(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """Return `items` after the changes."""
        if not self:
            return tuple(items)
        by_id = {item.id: item for item in items}
        for change in self.replaced:
            if change.after is None:
                by_id.pop(change.id, None)
            else:
                by_id[change.id] = change.after
        order = self.order[1] if self.order else [item.id for item in items]
        return tuple(by_id[identity] for identity in order)


class CellChange(msgspec.Struct, frozen=True):
    """One cell before and after, named by ids; where `unit` is `WHOLE_ROW`, the row's own status."""

    matrix: str
    activity: str
    unit: str
    before: Cell
    after: Cell


class Header(msgspec.Struct, frozen=True):
    """The fields of a document that are not lists of records."""

    organization: Organization
    scheme: str
    template: str
    waivers: tuple[Waiver, ...]
    thresholds: tuple[Threshold, ...]


class Changes(msgspec.Struct, frozen=True):
    """Everything that tells one document from another."""

    header: tuple[Header, Header] | None = None
    units: Listed[Unit] = Listed()
    groups: Listed[Group] = Listed()
    activities: Listed[Activity] = Listed()
    matrices: Listed[Matrix] = Listed()
    cells: tuple[CellChange, ...] = ()

    def __bool__(self) -> bool:
        """Return whether the two documents differ at all."""
        return bool(self.header or self.units or self.groups or self.activities or self.matrices or self.cells)

    def reversed(self) -> "Changes":
        """Return the changes that lead back: `apply(b, diff(a, b).reversed()) == a`."""
        return Changes(
            (self.header[1], self.header[0]) if self.header else None,
            self.units.reversed(),
            self.groups.reversed(),
            self.activities.reversed(),
            self.matrices.reversed(),
            tuple(
                CellChange(change.matrix, change.activity, change.unit, change.after, change.before)
                for change in self.cells
            ),
        )

    @property
    def shape_kept(self) -> bool:
        """Return whether rows, columns, their names and the list of matrices are the same: only cells changed."""
        return not (self.units or self.groups or self.activities or self.matrices)


def diff(before: Document, after: Document) -> Changes:
    """Return what leads from `before` to `after`. Shared rows are recognised by identity and cost nothing."""
    if before is after:
        return Changes()
    old, new = _header(before), _header(after)
    return Changes(
        (old, new) if old != new else None,
        _listed(before.units, after.units),
        _listed(before.groups, after.groups),
        _listed(before.activities, after.activities),
        _listed(_bare(before.matrices), _bare(after.matrices)),
        tuple(_cell_changes(before, after)),
    )


def apply(document: Document, changes: Changes) -> Document:
    """Return `document` after `changes`.

    Raises KeyError when the changes name records that the document does not have.
    """
    units = changes.units.applied(document.units)
    activities = changes.activities.applied(document.activities)
    headers = changes.matrices.applied(_bare(document.matrices))
    cells: dict[str, dict[str, dict[str, Cell]]] = {}
    for change in changes.cells:
        cells.setdefault(change.matrix, {}).setdefault(change.activity, {})[change.unit] = change.after
    columns = None if changes.units.order is None else [document.unit_places.get(unit.id) for unit in units]
    known = {matrix.id: matrix for matrix in document.matrices}
    places = {unit.id: place for place, unit in enumerate(units)}
    kept = {*places, WHOLE_ROW}
    matrices = []
    for header in headers:
        old = known.get(header.id)
        rows = []
        for activity in activities:
            row = _carried(document, old, activity.id, columns, len(units))
            changed = cells.get(header.id, {}).get(activity.id, {})
            # The cells of a removed unit are gone with its column.
            rows.append(row.with_cells({unit: changed[unit] for unit in changed if unit in kept}, places))
        matrices.append(replace(header, rows=tuple(rows)))
    header_after = changes.header[1] if changes.header else _header(document)
    return Document(
        organization=header_after.organization,
        scheme=header_after.scheme,
        template=header_after.template,
        waivers=header_after.waivers,
        thresholds=header_after.thresholds,
        units=units,
        groups=changes.groups.applied(document.groups),
        activities=activities,
        matrices=tuple(matrices),
    )


def _header(document: Document) -> Header:
    return Header(document.organization, document.scheme, document.template, document.waivers, document.thresholds)


def _bare(matrices: Iterable[Matrix]) -> tuple[Matrix, ...]:
    return tuple(replace(matrix, rows=()) for matrix in matrices)


def _listed(before: tuple[Item, ...], after: tuple[Item, ...]) -> Listed[Item]:
    if before is after or before == after:
        return Listed()
    old = {item.id: item for item in before}
    new = {item.id: item for item in after}
    replaced = [
        Replaced(identity, old.get(identity), new.get(identity))
        for identity in dict.fromkeys((*old, *new))
        if old.get(identity) != new.get(identity)
    ]
    orders = (tuple(old), tuple(new))
    return Listed(tuple(replaced), orders if orders[0] != orders[1] else None)


def _cell_changes(before: Document, after: Document) -> Iterator[CellChange]:
    old = {matrix.id: matrix for matrix in before.matrices}
    new = {matrix.id: matrix for matrix in after.matrices}
    same_shape = before.units is after.units and before.activities is after.activities
    for identity in dict.fromkeys((*old, *new)):
        one, other = old.get(identity), new.get(identity)
        if one is other:
            if same_shape:
                continue
        elif one and other and same_shape:
            for activity, was, now in zip(before.activities, one.rows, other.rows, strict=True):
                if was is not now:
                    yield from _row_changes(identity, activity.id, _cells(before, was), _cells(after, now))
            continue
        for activity_id in dict.fromkeys((*before.activity_places, *after.activity_places)):
            old_row, new_row = _row_of(before, one, activity_id), _row_of(after, other, activity_id)
            # A row that was only moved is shared, and reads the same while the units are the same.
            if old_row is not new_row or before.units is not after.units:
                yield from _row_changes(identity, activity_id, _cells(before, old_row), _cells(after, new_row))


def _row_changes(matrix: str, activity: str, before: dict[str, Cell], after: dict[str, Cell]) -> Iterator[CellChange]:
    for unit in dict.fromkeys((*before, *after)):
        was, now = before.get(unit, EMPTY), after.get(unit, EMPTY)
        if was != now:
            yield CellChange(matrix, activity, unit, was, now)


def _cells(document: Document, row: Row | None) -> dict[str, Cell]:
    """Return the cells of a row that are not empty, by unit id; its own status as the cell of `WHOLE_ROW`."""
    if row is None:
        return {}
    remarks, statuses = dict(row.remarks), dict(row.statuses)
    cells = {
        unit.id: Cell(mask, remarks.get(unit.id, ""), statuses.get(unit.id, Status.NONE))
        for unit, mask in zip(document.units, row.letters, strict=True)
        if mask or unit.id in remarks or unit.id in statuses
    }
    if WHOLE_ROW in statuses:
        cells[WHOLE_ROW] = Cell(status=statuses[WHOLE_ROW])
    return cells


def _row_of(document: Document, matrix: Matrix | None, activity: str) -> Row | None:
    place = document.activity_places.get(activity)
    return None if matrix is None or place is None else matrix.rows[place]


def _carried(
    document: Document, matrix: Matrix | None, activity: str, columns: list[int | None] | None, width: int
) -> Row:
    """Return the row an activity brings along, in the new order of units."""
    row = _row_of(document, matrix, activity)
    if row is None:
        return Row(bytes(width))
    if columns is None:
        return row
    kept = {WHOLE_ROW, *(document.units[column].id for column in columns if column is not None)}
    return Row(
        bytes(0 if column is None else row.letters[column] for column in columns),
        tuple(remark for remark in row.remarks if remark[0] in kept),
        tuple(status for status in row.statuses if status[0] in kept),
    )
