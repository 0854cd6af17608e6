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
    Doubt.WORDS: mark("{where}: «{text}» stands for R here, and so does another word of the file. Is one of them A?"),
    Doubt.COLUMN: mark("{where}: the column «{text}» holds letters but was left out. Is it a unit?"),
    Doubt.UNIT: mark("{where}: «{text}» was taken for a unit. Is it one, and a different one from the others?"),
    Doubt.HEADINGS: mark("{where}: a second row of headings («{text}») was left out. Are those above it the units?"),
    Doubt.ROW: mark("{where}: the row «{text}» was left out. Does it belong to the matrix?"),
    Doubt.GROUP: mark("{where}: «{text}» was read as a group. Is it an activity without letters?"),
    Doubt.ACTIVITY: mark("{where}: «{text}» was read as an activity without letters. Is it a group?"),
    Doubt.TABLE: mark("{where}: another table seems to begin at «{text}»; it was left out. Is it needed?"),
    Doubt.SHAPE: mark("{where}: the units seem to stand in the rows, not in the columns («{text}»). Is that so?"),
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


class ReadUnit(msgspec.Struct, frozen=True):
    """A column of the matrix: its heading as one line, and where that stands."""

    name: str
    where: str


class ReadActivity(msgspec.Struct, frozen=True):
    """A row of the matrix: name, where it stands, the name of its group if it has one, and a cell for each unit."""

    name: str
    where: str
    group: str
    cells: tuple[Cell, ...]


class Reading(msgspec.Struct, frozen=True):
    """A matrix as a table shows it. `confidence` is 0 to 1; nothing of the table is lost without being listed."""

    scheme: str
    units: tuple[ReadUnit, ...]
    activities: tuple[ReadActivity, ...]
    skipped: tuple[Skipped, ...]
    questions: tuple[Question, ...]
    confidence: float
