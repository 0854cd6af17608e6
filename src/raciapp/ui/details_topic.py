"""What the details panel speaks of, and the lines in which it speaks."""

from collections.abc import Mapping
from enum import Enum, StrEnum, auto

import msgspec

from raciapp.checks.findings import Report
from raciapp.document.letters import Letter, Scheme
from raciapp.document.records import Activity, Cell, Document, Row, Unit
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import Severity
from raciapp.ui.language import explained


class Kind(Enum):
    """What a line of the panel is."""

    TITLE = auto()
    HEADING = auto()
    TEXT = auto()
    QUIET = auto()
    LETTER = auto()
    REMARK = auto()
    FINDING = auto()
    ASK = auto()


class Subject(StrEnum):
    """What a remark is on."""

    CELL = "cell"
    ACTIVITY = "activity"
    UNIT = "unit"


class Detail(msgspec.Struct, frozen=True):
    """A line of the panel, ready to be drawn: `label` stands above a finding, `letter` is drawn as a badge."""

    kind: Kind
    text: str
    letter: Letter | None = None
    label: str = ""
    severity: Severity | None = None
    rule: str = ""
    subject: Subject | None = None

    @property
    def choosable(self) -> bool:
        """Return whether it does something when it is clicked or entered."""
        return bool(self.rule or self.subject)

    @property
    def spoken(self) -> str:
        """Return the whole line in words."""
        return explained(self.label, self.text) if self.label else self.text


class Topic(msgspec.Struct, frozen=True):
    """The cell that is spoken of, and what is known about it; `expected` are the rows of the template `held`."""

    document: Document
    matrix: str
    activity_id: str
    unit_id: str
    knowledge: Knowledge
    report: Report
    held: str | None = None
    expected: Mapping[str, bytes] = {}

    @property
    def exists(self) -> bool:
        """Return whether the document has such a cell."""
        return self.activity_id in self.document.activity_places and self.unit_id in self.document.unit_places

    @property
    def activity(self) -> Activity:
        """Return the activity."""
        return self.document.activities[self.document.activity_places[self.activity_id]]

    @property
    def unit(self) -> Unit:
        """Return the unit."""
        return self.document.units[self.document.unit_places[self.unit_id]]

    @property
    def row(self) -> Row:
        """Return the activity's letters."""
        return self.document.matrix(self.matrix).rows[self.document.activity_places[self.activity_id]]

    @property
    def cell(self) -> Cell:
        """Return what the unit holds on the activity."""
        return self.document.cell(self.matrix, self.activity_id, self.unit_id)

    @property
    def alphabet(self) -> Scheme:
        """Return the scheme of the document."""
        return self.document.alphabet


def letters_of(alphabet: Scheme, mask: int) -> list[Letter]:
    """Return the letters of `mask`."""
    return [letter for place, letter in enumerate(alphabet.letters) if mask >> place & 1]
