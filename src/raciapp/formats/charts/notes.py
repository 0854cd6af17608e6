"""What a person should know of a chart that was read: what was left out of it, and what is asked."""

from enum import StrEnum

import msgspec

from raciapp.base.messages import mark, translate
from raciapp.base.words import Language
from raciapp.formats.finding.reading import DOUBTS, REASONS, Question, Skipped


class Why(StrEnum):
    """Why something of a chart is no unit."""

    TITLE = "title"
    HEADINGS = "headings"
    OTHER_COLUMN = "other_column"
    NO_NAME = "no_name"
    TOTALS = "totals"
    CONTAINER = "container"
    OTHER_TABLE = "other_table"
    MATRIX = "matrix"
    NO_UNITS = "no_units"


WHYS = {
    Why.TITLE: mark("It stands above the list."),
    Why.HEADINGS: mark("It holds the headings."),
    Why.OTHER_COLUMN: mark("The column holds neither units nor what contains them nor what they are for."),
    Why.NO_NAME: mark("The row has no name of a unit."),
    Why.TOTALS: mark("It counts or adds up."),
    Why.CONTAINER: mark("It merely contains other units; it became their division."),
    Why.OTHER_TABLE: mark("It is another table, which was not read."),
    Why.MATRIX: mark("It is a matrix and no list of units; import it instead."),
    Why.NO_UNITS: mark("It holds no units."),
}
"""The sentence for each reason, to be translated."""


class Ask(StrEnum):
    """What kind of question a chart raises."""

    REPEATED = "repeated"
    PARENTS = "parents"
    OWN_PARENT = "own_parent"
    LOOP = "loop"
    UNKNOWN_PARENT = "unknown_parent"
    FUNCTION = "function"
    FILLED = "filled"
    TITLE = "title"
    DIRECTION = "direction"


ASKS = {
    Ask.REPEATED: mark("{where}: «{text}» is listed more than once; one unit was made of it. Is it one?"),
    Ask.PARENTS: mark("{where}: «{text}» is part of another unit here than above; the first was kept. Which is right?"),
    Ask.OWN_PARENT: mark("{where}: «{text}» is said to be part of itself; that was ignored. What is it part of?"),
    Ask.LOOP: mark("{where}: «{text}» would contain itself by way of others; that was ignored. What is it part of?"),
    Ask.UNKNOWN_PARENT: mark("{where}: «{text}» contains units, but is not listed. Is it a division?"),
    Ask.FUNCTION: mark("{where}: «{text}» is none of the functions. What is the unit for?"),
    Ask.FILLED: mark("{where}: blank cells below «{text}» were read as if it stood there again. Is that right?"),
    Ask.TITLE: mark("{where}: «{text}» was taken for a title. Is it a unit?"),
    Ask.DIRECTION: mark("{where}: «{text}» was read as the column of what contains the units. Is that right?"),
}
"""The sentence for each kind of question, to be translated and filled with `where` and `text`."""


class LeftOut(msgspec.Struct, frozen=True):
    """Something of a chart that is no unit: where it stands, what it says, and why."""

    where: str
    text: str
    why: Why


class Asked(msgspec.Struct, frozen=True):
    """Something only a person can decide: where it stands, what it says, and what kind of question it is."""

    where: str
    text: str
    kind: Ask


def asked_sentence(asked: Asked | Question, language: Language) -> str:
    """Return a question in words."""
    source = DOUBTS[asked.kind] if isinstance(asked, Question) else ASKS[asked.kind]
    return translate(source, language, where=asked.where, text=asked.text)


def why_sentence(left: LeftOut | Skipped, language: Language) -> str:
    """Return in words why something was left out."""
    return translate(REASONS[left.why] if isinstance(left, Skipped) else WHYS[left.why], language)


def left_sentence(left: LeftOut | Skipped, language: Language) -> str:
    """Return in words what was left out, where it stands and why."""
    return translate(
        mark("{where}: «{text}» {reason}"),
        language,
        where=left.where,
        text=left.text,
        reason=why_sentence(left, language),
    )
