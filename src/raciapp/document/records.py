"""The records a document is made of. All are immutable; the functions in `edits` make new ones."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, TypeVar

import msgspec

from raciapp.base.words import Words
from raciapp.document.letters import Scheme, scheme

Said = TypeVar("Said", bound=str)


class Sector(StrEnum):
    """The world an organization works in."""

    CORPORATE = "corporate"
    GOVERNMENT = "government"
    EDUCATION = "education"
    NONPROFIT = "nonprofit"


class Size(StrEnum):
    """Whether more than one or two people can run social media."""

    STANDARD = "standard"
    SMALL = "small"


class OperatingModel(StrEnum):
    """How social media work is spread over the organization (Altimeter's models, simplified)."""

    STANDARD = "standard"
    CENTRALIZED = "centralized"
    HUB_AND_SPOKE = "hub_and_spoke"


class Tone(StrEnum):
    """How staff read the guidelines."""

    REMINDERS = "reminders"
    RESTRICTIONS = "restrictions"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Where the talk about a cell or a row stands."""

    NONE = ""
    QUESTION = "question"
    CONTESTED = "contested"
    AGREED = "agreed"


WHOLE_ROW = ""
"""Stands for a unit id where a row's own status is meant; no unit is called so."""


class Organization(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The organization and the answers that decide which rules apply to it (domain section 4.7)."""

    name: Words
    kind: Words = Words()
    story: Words = Words()
    sector: Sector = Sector.CORPORATE
    size: Size = Size.STANDARD
    model: OperatingModel = OperatingModel.STANDARD
    tone: Tone = Tone.UNKNOWN
    program_channels: bool = False
    regulated: bool = False
    no_alternative: bool = False
    no_alternative_reason: str = ""
    packs: tuple[str, ...] = ()


NO_WORDS = Words()
"""Said nothing: the very value that a file leaves out."""


class Unit(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A column: an organizational unit and the functions it fulfils; `division` is a heading over neighbours."""

    id: str
    name: Words
    functions: tuple[str, ...] = ()
    remark: str = ""
    division: Words = NO_WORDS


class Group(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A heading over activities."""

    id: str
    name: Words


class Activity(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A row; `id` is the knowledge's own where the activity is a known one."""

    id: str
    name: Words
    group: str = ""
    remark: str = ""


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one unit holds on one activity: a mask of letters, a remark, where the talk about it stands."""

    letters: int = 0
    remark: str = ""
    status: Status = Status.NONE


EMPTY = Cell()


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """An activity's cells: one byte of letters per unit, in unit order; remarks and statuses by unit id, sorted.

    The status under `WHOLE_ROW` is the row's own.
    """

    letters: bytes
    remarks: tuple[tuple[str, str], ...] = ()
    statuses: tuple[tuple[str, Status], ...] = ()

    def status_of(self, unit: str) -> Status:
        """Return the status of the unit's cell, or of the row itself for `WHOLE_ROW`."""
        return next((status for own, status in self.statuses if own == unit), Status.NONE)

    def with_cells(self, cells: Mapping[str, Cell], places: Mapping[str, int]) -> "Row":
        """Return the row with `cells` (by unit id) set, or itself where they change nothing.

        Of a cell for `WHOLE_ROW` only the status counts. Raises KeyError for a unit without a place.
        """
        letters = bytearray(self.letters)
        remarks, statuses = dict(self.remarks), dict(self.statuses)
        for unit, cell in cells.items():
            statuses[unit] = cell.status
            if unit != WHOLE_ROW:
                letters[places[unit]] = cell.letters
                remarks[unit] = cell.remark
        row = Row(bytes(letters), _kept(remarks), _kept(statuses))
        return self if row == self else row


def _kept(said: Mapping[str, Said]) -> tuple[tuple[str, Said], ...]:
    """Return what is said of units, sorted by their ids, without the empty."""
    return tuple(sorted((unit, what) for unit, what in said.items() if what))


class Matrix(msgspec.Struct, frozen=True, omit_defaults=True):
    """Rows of letters in the order of the document's activities: as it is, as it shall be, in a crisis."""

    id: str
    name: Words
    rows: tuple[Row, ...] = ()


class Waiver(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A finding the client accepts: which rule, why, by whom and when (ISO date)."""

    rule: str
    reason: str
    author: str = ""
    date: str = ""


class Threshold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The most units, or the highest percentage of activities, that a rule lets pass in this document."""

    rule: str
    most: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


_RECENT: dict[int, tuple[tuple[Unit | Activity | Group, ...], dict[str, int]]] = {}
MOST_RECENT = 32
"""Lists of records whose places are known: enough for the documents at work, none for those of long ago."""


def _places(records: tuple[Unit | Activity | Group, ...]) -> dict[str, int]:
    """Return the place of each id: one and the same for all documents with the very same records.

    An afternoon's history holds thousands of documents that differ in a cell only.
    """
    known = _RECENT.get(id(records))
    if known is None or known[0] is not records:
        known = records, {record.id: place for place, record in enumerate(records)}
        _RECENT[id(records)] = known
        for oldest in tuple(_RECENT)[:-MOST_RECENT]:
            _RECENT.pop(oldest, None)  # another thread may have been quicker
    return known[1]


class Document(msgspec.Struct, frozen=True, dict=True):
    """A whole document. Lookups are computed once per value and shared by everyone who holds it."""

    organization: Organization
    matrices: tuple[Matrix, ...]
    scheme: str = "raci"
    template: str = ""
    units: tuple[Unit, ...] = ()
    groups: tuple[Group, ...] = ()
    activities: tuple[Activity, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    thresholds: tuple[Threshold, ...] = ()

    @cached_property
    def alphabet(self) -> Scheme:
        """Return the scheme the letters belong to."""
        return scheme(self.scheme)

    @cached_property
    def unit_places(self) -> dict[str, int]:
        """Return each unit id's place among the columns."""
        return _places(self.units)

    @cached_property
    def activity_places(self) -> dict[str, int]:
        """Return each activity id's place among the rows."""
        return _places(self.activities)

    @cached_property
    def group_places(self) -> dict[str, int]:
        """Return each group id's place among the groups."""
        return _places(self.groups)

    def matrix(self, identity: str) -> Matrix:
        """Return the matrix called `identity`.

        Raises KeyError when the document has none of that name.
        """
        for matrix in self.matrices:
            if matrix.id == identity:
                return matrix
        raise KeyError(identity)

    def cell(self, matrix: str, activity: str, unit: str) -> Cell:
        """Return what `unit` holds on `activity`, all three given by id; for `WHOLE_ROW` just the row's status.

        Raises KeyError for an id the document does not have.
        """
        row = self.matrix(matrix).rows[self.activity_places[activity]]
        status = row.status_of(unit)
        if unit == WHOLE_ROW:
            return Cell(status=status)
        return Cell(row.letters[self.unit_places[unit]], dict(row.remarks).get(unit, ""), status)

    def sections(self) -> Iterator[tuple[Group | None, list[int]]]:
        """Yield each group that has rows with the places of its activities; ungrouped rows come first."""
        members: dict[str, list[int]] = {}
        for place, activity in enumerate(self.activities):
            key = activity.group if activity.group in self.group_places else ""
            members.setdefault(key, []).append(place)
        if "" in members:
            yield None, members[""]
        for group in self.groups:
            if group.id in members:
                yield group, members[group.id]


AS_IS = Words("As-is", "Situation actuelle")
TO_BE = Words("To-be", "Situation visée")


def new_document(name: Words) -> Document:
    """Return an empty document with one as-is matrix."""
    return Document(organization=Organization(name), matrices=(Matrix("as_is", AS_IS),))
