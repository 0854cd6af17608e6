"""What a person should know of a chart that was read: what was left out of it, and what is asked."""

import msgspec

from raciapp.base.messages import mark
from raciapp.formats.finding.sentences import Worded


class Why(Worded):
    """Why something of a chart is no unit."""

    TITLE = "title", mark("It stands above the list.")
    HEADINGS = "headings", mark("It holds the headings.")
    OTHER_COLUMN = "other_column", mark("The column holds neither units nor what contains them nor what they are for.")
    NO_NAME = "no_name", mark("The row has no name of a unit.")
    TOTALS = "totals", mark("It counts or adds up.")
    CONTAINER = "container", mark("It merely contains other units; it became their division.")
    OTHER_TABLE = "other_table", mark("It is another table, which was not read.")
    MATRIX = "matrix", mark("It is a matrix and no list of units; import it instead.")
    NO_UNITS = "no_units", mark("It holds no units.")


class Ask(Worded):
    """What kind of question a chart raises; its sentence is to be filled with `where` and `text`."""

    REPEATED = "repeated", mark("{where}: «{text}» is listed more than once; one unit was made of it. Is it one?")
    PARENTS = (
        "parents",
        mark("{where}: «{text}» is part of another unit here than above; the first was kept. Which is right?"),
    )
    OWN_PARENT = (
        "own_parent",
        mark("{where}: «{text}» is said to be part of itself; that was ignored. What is it part of?"),
    )
    LOOP = (
        "loop",
        mark("{where}: «{text}» would contain itself by way of others; that was ignored. What is it part of?"),
    )
    UNKNOWN_PARENT = "unknown_parent", mark("{where}: «{text}» contains units, but is not listed. Is it a division?")
    FUNCTION = "function", mark("{where}: «{text}» is none of the functions. What is the unit for?")
    FILLED = "filled", mark("{where}: blank cells below «{text}» were read as if it stood there again. Is that right?")
    TITLE = "title", mark("{where}: «{text}» was taken for a title. Is it a unit?")
    DIRECTION = "direction", mark("{where}: «{text}» was read as the column of what contains the units. Is that right?")


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
