"""Bringing together what two people made of one document apart.

What only one side changed is taken from it; what both changed differently is a conflict, and ours stands until a
person settles it. Everything is named by ids. A result is always a whole document, whatever was settled.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from raciapp.document.alike import kept_apart, sharing, spelled_in
from raciapp.document.changes import CellChange, Changes, Header, Listed, Replaced, apply, diff
from raciapp.document.judging import (
    Conflict,
    Item,
    Judge,
    Kind,
    Order,
    Place,
    Side,
    at_least_one,
    merged_cell,
    merged_fields,
    merged_order,
    merged_record,
    merged_rules,
)
from raciapp.document.letters import scheme
from raciapp.document.records import WHOLE_ROW, Document, Matrix

__all__ = ["Conflict", "Kind", "Merged", "Side", "merge", "settle"]


class Merged(msgspec.Struct, frozen=True):
    """A document of both sides, the conflicts nobody settled yet, and those that were settled and how."""

    document: Document
    conflicts: tuple[Conflict, ...]
    settled: tuple[tuple[Conflict, Side], ...]
    base: Document
    ours: Document
    theirs: Document


def merge(base: Document, ours: Document, theirs: Document) -> Merged:
    """Return what `ours` and `theirs`, which both began as `base`, are together; conflicts keep ours."""
    return _merged(base, ours, theirs, {})


def settle(merged: Merged, conflict: Conflict, side: Side) -> Merged:
    """Return the merge in which `side` counts where `conflict` is. Settling one may make others appear or go.

    Raises KeyError when the merge has no such conflict.
    """
    choices = {known.place: chosen for known, chosen in merged.settled}
    if conflict.place not in {*choices, *(known.place for known in merged.conflicts)}:
        raise KeyError(conflict.place)
    return _merged(merged.base, merged.ours, merged.theirs, {**choices, conflict.place: side})


def _merged(base: Document, ours: Document, theirs: Document, choices: Mapping[Place, Side]) -> Merged:
    judge = Judge(choices)
    alphabet = _merged_scheme(judge, base, ours, theirs)
    start = spelled_in(base, alphabet)
    one, other = kept_apart(start, spelled_in(ours, alphabet), spelled_in(theirs, alphabet))
    document = _Merge(start, sharing(start, one), sharing(start, other), judge).document()
    found = judge.found.values()
    return Merged(
        document,
        tuple(conflict for conflict in found if conflict.place not in choices),
        tuple((conflict, choices[conflict.place]) for conflict in found if conflict.place in choices),
        base,
        ours,
        theirs,
    )


def _merged_scheme(judge: Judge, base: Document, ours: Document, theirs: Document) -> str:
    """Return the scheme of the merged document; letters one side wrote that the other's scheme lacks contest it."""
    place = (Kind.DOCUMENT, (), "scheme")
    for side, other in ((ours, theirs), (theirs, ours)):
        if side.scheme == base.scheme != other.scheme and _loses_letters(base, side, other.scheme):
            return judge.decide(place, base.scheme, ours.scheme, theirs.scheme)
    return judge.pick(place, base.scheme, ours.scheme, theirs.scheme)


def _loses_letters(base: Document, side: Document, alphabet: str) -> bool:
    known = scheme(alphabet).bits
    written = {change.after.letters for change in diff(base, side).cells}
    return any(symbol not in known for mask in written for symbol in side.alphabet.symbols(mask))


# -- the whole document -----------------------------------------------------------------------------------


class _Touched:
    """The ids of what one side worked on: records that another side may not remove without a word."""

    def __init__(self, base: Document, side: Document) -> None:
        matrices = {matrix.id for matrix in side.matrices}
        self.cells = {
            (change.matrix, change.activity, change.unit): change
            for change in diff(base, side).cells
            # Cells that go with their row, column or matrix were not worked on.
            if change.matrix in matrices
            and change.activity in side.activity_places
            and (change.unit in side.unit_places or change.unit == WHOLE_ROW)
        }
        before = {activity.id: activity.group for activity in base.activities}
        self.records: dict[Kind, set[str]] = {
            Kind.MATRIX: {matrix for matrix, _, _ in self.cells},
            Kind.ACTIVITY: {activity for _, activity, _ in self.cells},
            Kind.UNIT: {unit for _, _, unit in self.cells},
            Kind.GROUP: {one.group for one in side.activities if before.get(one.id) != one.group},
        }


class _Merge:
    """Three documents of one scheme and what becomes of them."""

    def __init__(self, base: Document, ours: Document, theirs: Document, judge: Judge) -> None:
        self._three = base, ours, theirs
        self._judge = judge
        self._by_us, self._by_them = _Touched(base, ours), _Touched(base, theirs)

    def document(self) -> Document:
        """Return the merged document."""
        base, ours, theirs = self._three
        changes = Changes(
            self._header(),
            self._listed(Kind.UNIT, base.units, ours.units, theirs.units),
            self._listed(Kind.GROUP, base.groups, ours.groups, theirs.groups),
            self._listed(Kind.ACTIVITY, base.activities, ours.activities, theirs.activities),
            self._listed(Kind.MATRIX, *(_bare(side.matrices) for side in self._three)),
        )
        structure = apply(base, changes)
        return apply(structure, Changes(cells=tuple(self._cells(structure))))

    def _listed(
        self, kind: Kind, before: Sequence[Item], our_items: Sequence[Item], their_items: Sequence[Item]
    ) -> Listed[Item]:
        base, ours, theirs = ({item.id: item for item in items} for items in (before, our_items, their_items))
        kept = {}
        for identity in {**base, **ours, **theirs}:
            touched = [identity in side.records[kind] for side in (self._by_us, self._by_them)]
            three = base.get(identity), ours.get(identity), theirs.get(identity)
            item = merged_record(self._judge, kind, identity, three, touched)
            if item is not None:
                kept[identity] = item
        if kind is Kind.MATRIX:
            kept = at_least_one(self._judge, base, ours, theirs, kept)
        order = merged_order(kept, base, ours, theirs, lambda *lists: self._contested(kind, *lists))
        replaced = [
            Replaced(identity, base.get(identity), kept.get(identity))
            for identity in {**base, **kept}
            if base.get(identity) != kept.get(identity)
        ]
        return Listed(tuple(replaced), (tuple(base), order) if order != tuple(base) else None)

    def _contested(self, kind: Kind, base: Order, ours: Order, theirs: Order) -> Order:
        return self._judge.decide((Kind.ORDER, (kind.value,), ""), base, ours, theirs)

    def _header(self) -> tuple[Header, Header]:
        base, ours, theirs = self._three
        header = Header(
            merged_fields(
                self._judge, (Kind.ORGANIZATION, (), ""), base.organization, ours.organization, theirs.organization
            ),
            base.scheme,
            self._judge.pick((Kind.DOCUMENT, (), "template"), base.template, ours.template, theirs.template),
            merged_rules(self._judge, Kind.WAIVER, base.waivers, ours.waivers, theirs.waivers),
            merged_rules(self._judge, Kind.THRESHOLD, base.thresholds, ours.thresholds, theirs.thresholds),
        )
        return header, header

    def _cells(self, structure: Document) -> Iterator[CellChange]:
        """Yield the cells that differ from the base, of rows, columns and matrices that are there."""
        matrices = {matrix.id for matrix in structure.matrices}
        ours, theirs = self._by_us.cells, self._by_them.cells
        for place in {**ours, **theirs}:
            matrix, activity, unit = place
            here = unit in structure.unit_places or unit == WHOLE_ROW
            if not (here and matrix in matrices and activity in structure.activity_places):
                continue
            before = (ours[place] if place in ours else theirs[place]).before
            # A side without the row or column did not change the cell; it removed what it stands in.
            one, other = (side[place].after if place in side else before for side in (ours, theirs))
            yield CellChange(matrix, activity, unit, before, merged_cell(self._judge, place, before, one, other))


def _bare(matrices: Iterable[Matrix]) -> tuple[Matrix, ...]:
    return tuple(replace(matrix, rows=()) for matrix in matrices)
