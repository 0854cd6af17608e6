"""What pasting a block would do, as a value: nothing is changed before a person has seen what is doubtful."""

from collections.abc import Collection
from enum import StrEnum

import msgspec

from raciapp.document.edits import add_activity, add_group, add_unit, set_cells
from raciapp.document.records import Activity, Cell, Document, Group, Unit

Place = tuple[str, str]
"""(activity id, unit id)"""


class Kind(StrEnum):
    """What there is to say about a part of the block."""

    UNREADABLE = "unreadable"
    PART = "part"
    REMARK = "remark"
    WORDS = "words"
    MERGED = "merged"
    OUTSIDE = "outside"
    TAKEN_UNIT = "taken_unit"
    TAKEN_ACTIVITY = "taken_activity"
    TWICE = "twice"
    NAMELESS = "nameless"
    NO_LETTERS = "no_letters"
    BESIDE = "beside"
    TABLES = "tables"


class Problem(msgspec.Struct, frozen=True):
    """Something a person should look at: what it is, where in the block (counted from 0), and what stands there.

    `place` is where it would go, `meaning` what it was taken for, `count` how many cells or tables it is about.
    """

    kind: Kind
    row: int | None = None
    column: int | None = None
    text: str = ""
    place: Place | None = None
    meaning: str = ""
    count: int = 0


class Addition(msgspec.Struct, frozen=True):
    """A unit or an activity that the document does not have; `sure` where the knowledge knows it."""

    item: Unit | Activity
    sure: bool = False
    group: Group | None = None
    """The group of an activity, which the document may lack."""

    @property
    def id(self) -> str:
        """Return the id that it would get."""
        return self.item.id


class PastePlan(msgspec.Struct, frozen=True):
    """The cells that would be set, those of `additions` among them, and what there is to say before.

    `named` is whether the block has headings, `by_names` whether its cells go where these say.
    """

    cells: dict[Place, Cell]
    additions: tuple[Addition, ...] = ()
    problems: tuple[Problem, ...] = ()
    named: bool = False
    by_names: bool = False

    @property
    def to_be_seen(self) -> bool:
        """Return whether a person should look before anything is changed."""
        return bool(self.problems or self.named)

    @property
    def is_vain(self) -> bool:
        """Return whether nothing in the block is a letter, so that there is nothing to decide about."""
        return not self.cells and {problem.kind for problem in self.problems} <= {Kind.UNREADABLE, Kind.PART}


class Tally(msgspec.Struct, frozen=True):
    """How many cells would be set, and how many of those hold something else now."""

    cells: int
    replaced: int


def pasted(document: Document, matrix: str, plan: PastePlan, accepted: Collection[Addition] = ()) -> Document:
    """Return the document after pasting, with the accepted ones of the plan's additions."""
    document = _grown(document, plan, accepted)
    return set_cells(document, matrix, _possible(document, plan))


def tally(document: Document, matrix: str, plan: PastePlan, accepted: Collection[Addition] = ()) -> Tally:
    """Return what pasting would do to the cells of a document."""
    document = _grown(document, plan, accepted)
    cells = _possible(document, plan)
    before = {place: document.cell(matrix, *place) for place in cells}
    replaced = sum(bool(old.letters or old.remark) and old != cells[place] for place, old in before.items())
    return Tally(len(cells), replaced)


def _possible(document: Document, plan: PastePlan) -> dict[Place, Cell]:
    """Return the cells whose activity and unit are both there."""
    return {
        (activity, unit): cell
        for (activity, unit), cell in plan.cells.items()
        if activity in document.activity_places and unit in document.unit_places
    }


def _grown(document: Document, plan: PastePlan, accepted: Collection[Addition]) -> Document:
    """Return the document with the accepted units and activities, empty, after its own."""
    for addition in plan.additions:
        if addition not in accepted:
            continue
        if isinstance(addition.item, Unit):
            document = add_unit(document, addition.item)
            continue
        if addition.group and addition.group.id not in document.group_places:
            document = add_group(document, addition.group)
        document = add_activity(document, addition.item)
    return document
