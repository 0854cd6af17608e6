"""What was found in a client's table: a matrix, what was left out of it, and what only a person can decide."""

from enum import StrEnum

import msgspec

from raciapp.base.messages import mark
from raciapp.document.records import Cell
from raciapp.formats.finding.sentences import Worded

_LONGEST_TEXT = 200


def shortened(text: str) -> str:
    """Return a text as one line that is short enough to be shown in a list."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TEXT else f"{line[: _LONGEST_TEXT - 1]}…"


class Reason(Worded):
    """Why something in the table is not part of the matrix."""

    ABOVE = "above", mark("It stands above the matrix.")
    BELOW = "below", mark("It stands below the matrix.")
    LEGEND = "legend", mark("It explains the letters.")
    NO_LETTERS = "no_letters", mark("The column holds no letters.")
    NOT_A_UNIT = "not_a_unit", mark("The heading of the column is not that of a unit.")
    NO_HEADING = "no_heading", mark("The column has no heading.")
    BESIDE = "beside", mark("It stands outside the columns of the matrix.")
    HEADING_AGAIN = "heading_again", mark("It repeats the headings.")
    SECOND_HEADING = "second_heading", mark("It is a second row of headings.")
    TOTALS = "totals", mark("It counts or adds up.")
    NO_NAME = "no_name", mark("The row has no name.")
    SIGNATURES = "signatures", mark("It holds signatures.")
    MARKER = "marker", mark("It says something about the file itself.")
    OTHER_TABLE = "other_table", mark("It is another table, which was not read.")
    NO_MATRIX = "no_matrix", mark("It holds no matrix.")
    INCOMPLETE = "incomplete", mark("It lacks a name that a line of the list needs.")
    OUTER_GROUP = "outer_group", mark("It is a heading over several groups.")
    BY_HAND = "by_hand", mark("You left it out.")
    OWN_IDS = "own_ids", mark("raciapp put it there to know its rows and columns again.")
    NO_VALUE = "no_value", mark("It is a formula, and the file does not hold its result.")
    NO_CELLS = "no_cells", mark("It is a sheet without cells, such as a chart.")
    TOO_LARGE = "too_large", mark("It is larger than any matrix.")


class Skipped(msgspec.Struct, frozen=True):
    """Something that was left out: where it stands (`C9`, or `F` for a whole column), what it says, and why."""

    where: str
    text: str
    why: Reason


class Doubt(Worded):
    """What kind of question it is; its sentence is to be filled with `where` and `text`."""

    CELL = "cell", mark("{where}: «{text}» is not a letter of the scheme; it was kept as a remark. What does it mean?")
    PART = "part", mark("{where}: «{text}» says that the unit takes part, not how. Which letter is it?")
    REMARK = "remark", mark("{where}: «{text}» was read as letters with a remark. Is that right?")
    SCHEME = "scheme", mark("{where}: the letters were read as {text}. Is that the scheme of the file?")
    LEGEND = (
        "legend",
        mark("{where}: the file explains a letter in its own way («{text}»). Does it mean what it means here?"),
    )
    WORDS = "words", mark("{where}: «{text}» may stand for another letter than the one it was read as. Is that right?")
    COLUMN = "column", mark("{where}: the column «{text}» holds letters but was left out. Is it a unit?")
    UNIT = "unit", mark("{where}: «{text}» was taken for a unit. Is it one, and a different one from the others?")
    HEADINGS = (
        "headings",
        mark("{where}: a second row of headings («{text}») was left out. Are those above it the units?"),
    )
    ROW = "row", mark("{where}: the row «{text}» was left out. Does it belong to the matrix?")
    GROUP = "group", mark("{where}: «{text}» was read as a group. Is it an activity without letters?")
    ACTIVITY = "activity", mark("{where}: «{text}» was read as an activity without letters. Is it a group?")
    TABLE = "table", mark("{where}: another table seems to begin at «{text}»; it was left out. Is it needed?")
    SHAPE = "shape", mark("{where}: the units seem to stand in the rows, not in the columns («{text}»). Is that so?")
    SAME = "same", mark("{where}: «{text}» is the same known activity as an earlier row; both were kept. Is it?")
    DIVISION = "division", mark("{where}: «{text}» was read as a heading over several units. Is it a unit itself?")
    MARKS = "marks", mark("{where}: the marks under «{text}» were read as the letter of their column. Is that right?")
    EVERYBODY = "everybody", mark("{where}: «{text}» was read as a unit of that name. Does it stand for all units?")
    JOINED = "joined", mark("{where}: «{text}» may be one unit or several. Was it read rightly?")
    LIST = "list", mark("{where}: the column «{text}» was read as the units of a list. Are they?")
    ENCODING = "encoding", mark("{where}: the accents were read as {text}, which is a guess. Do the names look right?")
    DELIMITER = (
        "delimiter",
        mark("{where}: the cells were split at «{text}»; another sign would do. Are the columns right?"),
    )
    QUOTES = (
        "quotes",
        mark("{where}: «{text}» may have swallowed rows for want of a quotation mark. Are all rows there?"),
    )


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
