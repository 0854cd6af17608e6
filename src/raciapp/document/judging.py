"""What becomes of one thing that two people changed apart: a record, a rule's say, an order, a cell.

What only one side changed is taken from it; what both changed differently is a conflict, which a `Judge` decides.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

import msgspec
from msgspec.structs import FieldInfo, fields, replace

from raciapp.document import orders
from raciapp.document.records import Activity, Cell, Group, Matrix, Status, Threshold, Unit, Waiver


class Side(StrEnum):
    """Whose version counts."""

    OURS = "ours"
    THEIRS = "theirs"


class Kind(StrEnum):
    """What a conflict is about."""

    ORGANIZATION = "organization"
    DOCUMENT = "document"
    WAIVER = "waiver"
    THRESHOLD = "threshold"
    UNIT = "unit"
    GROUP = "group"
    ACTIVITY = "activity"
    MATRIX = "matrix"
    CELL = "cell"
    ORDER = "order"


Order = tuple[str, ...]
"""The ids of records as they stand."""

Place = tuple[Kind, tuple[str, ...], str]
"""What is in question: the kind, the ids, the field."""


Value = TypeVar("Value")
Record = TypeVar("Record", bound=msgspec.Struct)
Item = TypeVar("Item", Unit, Group, Activity, Matrix)
Ruled = TypeVar("Ruled", Waiver, Threshold)


class Conflict(msgspec.Struct, frozen=True):
    """Something both sides changed, each differently.

    `ids` name a record, a cell (matrix, activity, unit) or, for an order, the kind of the records. `field` names a
    field of it; empty means the whole: a record that one side removed (None there) and the other worked on.
    """

    kind: Kind
    ids: tuple[str, ...]
    field: str
    base: object
    ours: object
    theirs: object

    @property
    def place(self) -> Place:
        """Return what is in question."""
        return self.kind, self.ids, self.field


class Judge:
    """Decides what both sides changed by what a person chose, and collects it."""

    def __init__(self, choices: Mapping[Place, Side]) -> None:
        self.found: dict[Place, Conflict] = {}
        self._choices = choices

    def decide(self, place: Place, base: object, ours: Value, theirs: Value) -> Value:
        """Return the version that counts of two that exclude each other."""
        return theirs if self.side(place, base, ours, theirs) is Side.THEIRS else ours

    def side(self, place: Place, base: object, ours: object, theirs: object) -> Side:
        """Return whose version counts of two that exclude each other."""
        kind, ids, field = place
        self.found[place] = Conflict(kind, ids, field, base, ours, theirs)
        return self._choices.get(place, Side.OURS)

    def pick(self, place: Place, base: Value, ours: Value, theirs: Value) -> Value:
        """Return the version of the side that changed something, or decide where both did."""
        if ours == theirs or theirs == base:
            return ours
        return theirs if ours == base else self.decide(place, base, ours, theirs)


# -- records ----------------------------------------------------------------------------------------------


def merged_record(
    judge: Judge,
    kind: Kind,
    identity: str,
    three: tuple[Item | None, Item | None, Item | None],
    touched: Sequence[bool],
) -> Item | None:
    """Return a record of both sides, field by field, or None where it is gone."""
    base, ours, theirs = three
    if ours is not None and theirs is not None:
        return merged_fields(judge, (kind, (identity,), ""), base, ours, theirs)
    if base is None or ours is theirs:
        return ours if theirs is None else theirs
    worked_on = theirs != base or touched[1] if ours is None else ours != base or touched[0]
    return judge.decide((kind, (identity,), ""), base, ours, theirs) if worked_on else None


def merged_fields(judge: Judge, place: Place, base: Record | None, ours: Record, theirs: Record) -> Record:
    """Return the record whose fields were picked one by one; what both added is compared with an empty record."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    kind, ids, _ = place
    picked = {}
    for field in fields(ours):
        before = _before(field) if base is None else getattr(base, field.name)
        one, other = getattr(ours, field.name), getattr(theirs, field.name)
        picked[field.name] = judge.pick((kind, ids, field.name), before, one, other)
    return replace(ours, **picked)


def _before(field: FieldInfo) -> object:
    """Return what a field holds that nobody filled; None, which no field holds, where it must be filled."""
    return None if field.required else field.default


def at_least_one(
    judge: Judge, base: Mapping[str, Item], ours: Mapping[str, Item], theirs: Mapping[str, Item], kept: dict[str, Item]
) -> dict[str, Item]:
    """Return the matrices of which one must stay, when each side removed those that the other one left."""
    if any((matrix in ours and matrix in theirs) or matrix not in base for matrix in kept):
        return kept
    for matrix, before in base.items():
        if matrix in ours or matrix in theirs:
            found = judge.decide((Kind.MATRIX, (matrix,), ""), before, ours.get(matrix), theirs.get(matrix))
            if found is not None:
                kept[matrix] = found
    return kept or dict(ours)


def merged_rules(
    judge: Judge, kind: Kind, before: Sequence[Ruled], our_ones: Sequence[Ruled], their_ones: Sequence[Ruled]
) -> tuple[Ruled, ...]:
    """Return records of which each rule has one, taken whole: a reason belongs to its author and its date."""
    base, ours, theirs = (_by_rule(records) for records in (before, our_ones, their_ones))
    kept = {}
    for rule in {**base, **ours, **theirs}:
        record = judge.pick((kind, (rule,), ""), base.get(rule), ours.get(rule), theirs.get(rule))
        if record is not None:
            kept[rule] = record
    placed = [kept[rule] for rule in merged_order(kept, base, ours, theirs, lambda _base, ours, _theirs: ours)]
    if all(list(side) == sorted(side) for side in (ours, theirs)):
        placed.sort(key=lambda record: record.rule)  # two sorted lists, as thresholds are, stay one
    return tuple(placed)


def _by_rule(records: Iterable[Ruled]) -> dict[str, Ruled]:
    """Return the records by rule; of a rule that a file names twice the later ones are numbered."""
    found: dict[str, Ruled] = {}
    for record in records:
        name, number = record.rule, 2
        while name in found:
            name, number = f"{record.rule}#{number}", number + 1
        found[name] = record
    return found


def merged_order(
    kept: Collection[str],
    base: Mapping[str, object],
    ours: Mapping[str, object],
    theirs: Mapping[str, object],
    decide: Callable[[Order, Order, Order], Order],
) -> Order:
    """Return the ids of `kept` in the order of both sides; `decide` is asked where the two exclude each other."""
    common = [
        tuple(one for one in side if one in base and one in ours and one in theirs) for side in (base, ours, theirs)
    ]
    placed = list(decide(*common)) if orders.contested(*common) else orders.merged(*common)
    placed = [identity for identity in placed if identity in kept]
    for side in (ours, theirs):
        placed = orders.with_added(placed, list(side), kept)
    return tuple(placed)


# -- cells ------------------------------------------------------------------------------------------------


def merged_cell(judge: Judge, place: tuple[str, str, str], base: Cell, ours: Cell, theirs: Cell) -> Cell:
    """Return a cell of both sides: the remark by itself, the letters together with the status that judges them."""
    apart = _both_changed(base.remark, ours.remark, theirs.remark) or _meaning_changed(base, ours, theirs)
    whose = judge.side((Kind.CELL, place, ""), base, ours, theirs) if apart else Side.OURS
    remark = _either(base.remark, ours.remark, theirs.remark, whose)
    if _meaning_changed(base, ours, theirs):
        letters, status = _meaning(theirs if whose is Side.THEIRS else ours)
    else:
        letters = _either(base.letters, ours.letters, theirs.letters, whose)
        status = _either(base.status, ours.status, theirs.status, whose)
    return Cell(letters, remark, status)


def _meaning(cell: Cell) -> tuple[int, Status]:
    return cell.letters, cell.status


def _meaning_changed(base: Cell, ours: Cell, theirs: Cell) -> bool:
    """Return whether the sides contradict each other: «agreed» was said of other letters than the other side wrote."""
    if not _both_changed(_meaning(base), _meaning(ours), _meaning(theirs)):
        return False
    return ours.letters != theirs.letters or _both_changed(base.status, ours.status, theirs.status)


def _both_changed(base: object, ours: object, theirs: object) -> bool:
    return base not in (ours, theirs) and ours != theirs


def _either(base: Value, ours: Value, theirs: Value, whose: Side) -> Value:
    if _both_changed(base, ours, theirs):
        return theirs if whose is Side.THEIRS else ours
    return theirs if ours == base else ours
