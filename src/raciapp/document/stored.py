"""The records of a `.raci` file as they stand in it, before anybody has looked whether they agree with each other."""

from typing import Annotated, Literal

import msgspec

from raciapp.base.words import Words
from raciapp.document.records import Activity, Group, Organization, Status, Threshold, Unit, Waiver

IDENTITY = r"[A-Za-z0-9_.:-]{1,80}"
"""What an id looks like."""

Identity = Annotated[str, msgspec.Meta(pattern=rf"^{IDENTITY}$", description="A stable id.")]
Place = Annotated[
    str,
    msgspec.Meta(pattern=rf"^({IDENTITY})?$", description="A unit's id, or nothing for the row as a whole."),
]


class StoredRow(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """The cells of one activity: letters such as `AR`, remarks and statuses, by unit id."""

    letters: dict[Identity, str] = {}
    remarks: dict[Identity, str] = {}
    statuses: dict[Place, Status] = {}


class StoredMatrix(msgspec.Struct, forbid_unknown_fields=True):
    """A matrix: its rows by activity id; an activity without a row has no letters."""

    id: Identity
    name: Words
    rows: dict[Identity, StoredRow] = {}


class StoredDocument(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """A whole `.raci` file."""

    format: Literal["raciapp"]
    version: Literal[1, 2]
    organization: Organization
    matrices: Annotated[list[StoredMatrix], msgspec.Meta(min_length=1)]
    scheme: str = "raci"
    template: str = ""
    units: list[Unit] = []
    groups: list[Group] = []
    activities: list[Activity] = []
    waivers: list[Waiver] = []
    thresholds: list[Threshold] = []
