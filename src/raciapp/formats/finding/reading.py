"""What was found in a client's table: a matrix, what was left out of it, and what only a person can decide."""

from enum import StrEnum

import msgspec

from raciapp.base.messages import mark
from raciapp.document.records import Cell

_LONGEST_TEXT = 200


def shortened(text: str) -> str:
    """Return a text as one line that is short enough to be shown in a list."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TEXT else f"{line[: _LONGEST_TEXT - 1]}…"


class Reason(StrEnum):
    """Why something in the table is not part of the matrix."""

    ABOVE = "above"
    BELOW = "below"
    LEGEND = "legend"
    NO_LETTERS = "no_letters"
    NOT_A_UNIT = "not_a_unit"
    NO_HEADING = "no_heading"
    BESIDE = "beside"
    HEADING_AGAIN = "heading_again"
    SECOND_HEADING = "second_heading"
    TOTALS = "totals"
    NO_NAME = "no_name"
    SIGNATURES = "signatures"
    MARKER = "marker"
    OTHER_TABLE = "other_table"
    NO_MATRIX = "no_matrix"
    INCOMPLETE = "incomplete"
    OUTER_GROUP = "outer_group"
    BY_HAND = "by_hand"
    OWN_IDS = "own_ids"
    NO_VALUE = "no_value"
    NO_CELLS = "no_cells"
    TOO_LARGE = "too_large"


REASONS = {
    Reason.ABOVE: mark("It stands above the matrix."),
    Reason.BELOW: mark("It stands below the matrix."),
    Reason.LEGEND: mark("It explains the letters."),
    Reason.NO_LETTERS: mark("The column holds no letters."),
    Reason.NOT_A_UNIT: mark("The heading of the column is not that of a unit."),
    Reason.NO_HEADING: mark("The column has no heading."),
    Reason.BESIDE: mark("It stands outside the columns of the matrix."),
    Reason.HEADING_AGAIN: mark("It repeats the headings."),
    Reason.SECOND_HEADING: mark("It is a second row of headings."),
    Reason.TOTALS: mark("It counts or adds up."),
    Reason.NO_NAME: mark("The row has no name."),
    Reason.SIGNATURES: mark("It holds signatures."),
    Reason.MARKER: mark("It says something about the file itself."),
    Reason.OTHER_TABLE: mark("It is another table, which was not read."),
    Reason.NO_MATRIX: mark("It holds no matrix."),
    Reason.INCOMPLETE: mark("It lacks a name that a line of the list needs."),
    Reason.OUTER_GROUP: mark("It is a heading over several groups."),
    Reason.BY_HAND: mark("You left it out."),
    Reason.OWN_IDS: mark("raciapp put it there to know its rows and columns again."),
    Reason.NO_VALUE: mark("It is a formula, and the file does not hold its result."),
    Reason.NO_CELLS: mark("It is a sheet without cells, such as a chart."),
    Reason.TOO_LARGE: mark("It is larger than any matrix."),
}
"""The sentence for each reason, to be translated."""


class Skipped(msgspec.Struct, frozen=True):
    """Something that was left out: where it stands (`C9`, or `F` for a whole column), what it says, and why."""

    where: str
    text: str
    why: Reason


class Doubt(StrEnum):
    """What kind of question it is."""

    CELL = "cell"
    PART = "part"
    REMARK = "remark"
    SCHEME = "scheme"
    LEGEND = "legend"
    WORDS = "words"
    COLUMN = "column"
    UNIT = "unit"
    HEADINGS = "headings"
    ROW = "row"
    GROUP = "group"
    ACTIVITY = "activity"
    TABLE = "table"
    SHAPE = "shape"
    SAME = "same"
    DIVISION = "division"
    MARKS = "marks"
    EVERYBODY = "everybody"
    JOINED = "joined"
    LIST = "list"
    ENCODING = "encoding"
    DELIMITER = "delimiter"
    QUOTES = "quotes"


DOUBTS = {
    Doubt.CELL: mark("{where}: «{text}» is not a letter of the scheme; it was kept as a remark. What does it mean?"),
    Doubt.PART: mark("{where}: «{text}» says that the unit takes part, not how. Which letter is it?"),
    Doubt.REMARK: mark("{where}: «{text}» was read as letters with a remark. Is that right?"),
    Doubt.SCHEME: mark("{where}: the letters were read as {text}. Is that the scheme of the file?"),
    Doubt.LEGEND: mark(
        "{where}: the file explains a letter in its own way («{text}»). Does it mean what it means here?"
    ),
    Doubt.WORDS: mark("{where}: «{text}» may stand for another letter than the one it was read as. Is that right?"),
    Doubt.COLUMN: mark("{where}: the column «{text}» holds letters but was left out. Is it a unit?"),
    Doubt.UNIT: mark("{where}: «{text}» was taken for a unit. Is it one, and a different one from the others?"),
    Doubt.HEADINGS: mark("{where}: a second row of headings («{text}») was left out. Are those above it the units?"),
    Doubt.ROW: mark("{where}: the row «{text}» was left out. Does it belong to the matrix?"),
    Doubt.GROUP: mark("{where}: «{text}» was read as a group. Is it an activity without letters?"),
    Doubt.ACTIVITY: mark("{where}: «{text}» was read as an activity without letters. Is it a group?"),
    Doubt.TABLE: mark("{where}: another table seems to begin at «{text}»; it was left out. Is it needed?"),
    Doubt.SHAPE: mark("{where}: the units seem to stand in the rows, not in the columns («{text}»). Is that so?"),
    Doubt.DIVISION: mark("{where}: «{text}» was read as a heading over several units. Is it a unit itself?"),
    Doubt.MARKS: mark("{where}: the marks under «{text}» were read as the letter of their column. Is that right?"),
    Doubt.EVERYBODY: mark("{where}: «{text}» was read as a unit of that name. Does it stand for all units?"),
    Doubt.JOINED: mark("{where}: «{text}» may be one unit or several. Was it read rightly?"),
    Doubt.LIST: mark("{where}: the column «{text}» was read as the units of a list. Are they?"),
    Doubt.SAME: mark("{where}: «{text}» is the same known activity as an earlier row; both were kept. Is it?"),
    Doubt.ENCODING: mark("{where}: the accents were read as {text}, which is a guess. Do the names look right?"),
    Doubt.DELIMITER: mark("{where}: the cells were split at «{text}»; another sign would do. Are the columns right?"),
    Doubt.QUOTES: mark("{where}: «{text}» may have swallowed rows for want of a quotation mark. Are all rows there?"),
}
"""The sentence for each kind of question, to be translated and filled with `where` and `text`."""


class Question(msgspec.Struct, frozen=True):
    """Something only a person can decide: where it stands, what it says, and what kind of question it is."""

    where: str
    text: str
    kind: Doubt


class Shape(StrEnum):
    """How a matrix lies in a table."""

    GRID = "grid"
    """Activities down, units across."""
    TRANSPOSED = "transposed"
    """Units down, activities across."""
    INVERTED = "inverted"
    """Activities down, letters across, names of units in the cells."""
    LONG = "long"
    """One line for each letter, or pair of an activity and a unit."""


class Part(StrEnum):
    """What a place in a client's table was read as."""

    HEADING = "heading"
    UNIT = "unit"
    ACTIVITY = "activity"
    GROUP = "group"
    LETTERS = "letters"
    LEGEND = "legend"


class Region(msgspec.Struct, frozen=True, gc=False):
    """Cells of a table that were read as the same part: first and last row and column, from 0 in the file."""

    part: Part
    top: int
    left: int
    bottom: int
    right: int


class ReadUnit(msgspec.Struct, frozen=True):
    """A unit of the matrix: its name as one line, where that stands, and the heading over it and its neighbours."""

    name: str
    where: str
    division: str = ""


class ReadActivity(msgspec.Struct, frozen=True):
    """A row of the matrix: name, where it stands, the name of its group if it has one, and a cell for each unit."""

    name: str
    where: str
    group: str
    cells: tuple[Cell, ...]


class Confidence(msgspec.Struct, frozen=True):
    """How sure the finder is, each from 0 to 1: of the shape, of the letters, of units, of activities, of it all."""

    shape: float
    letters: float
    units: float
    activities: float
    whole: float


class Offer(msgspec.Struct, frozen=True):
    """Another matrix that could have been read: which sheet and table, how it lies, how many cells hold letters."""

    sheet: str
    table: int
    shape: Shape
    cells: int


class Reading(msgspec.Struct, frozen=True):
    """A matrix as a file shows it. Nothing of the file is lost without being listed in `skipped` or asked about.

    `sheet` and `table` say where it was found, `others` what else could have been read, `regions` what each part of
    the table was read as, in the order in which they are to be painted.
    """

    scheme: str
    units: tuple[ReadUnit, ...]
    activities: tuple[ReadActivity, ...]
    skipped: tuple[Skipped, ...]
    questions: tuple[Question, ...]
    confidence: Confidence
    shape: Shape = Shape.GRID
    sheet: str = ""
    table: int = 1
    others: tuple[Offer, ...] = ()
    regions: tuple[Region, ...] = ()

    @property
    def cells(self) -> int:
        """Return how many cells hold letters."""
        return sum(bool(cell.letters) for activity in self.activities for cell in activity.cells)
