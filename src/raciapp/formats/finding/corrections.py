"""What a person says about a client's table where the finder was wrong or did not know."""

from enum import StrEnum

import msgspec

from raciapp.formats.finding.reading import Shape


class Role(StrEnum):
    """What a row or a column of a table shall be read as."""

    HEADINGS = "headings"
    """It names the columns, or the rows where units stand in rows."""
    NAMES = "names"
    """It holds the names of the activities."""
    GROUPS = "groups"
    """It holds the names of groups beside the activities."""
    GROUP = "group"
    """It is the heading of a group."""
    ACTIVITY = "activity"
    UNIT = "unit"
    """It is a unit; of a list with one line per letter, it holds the units."""
    LETTERS = "letters"
    """Of a list with one line per letter, it holds the letters."""
    LEFT_OUT = "left_out"


class Corrections(msgspec.Struct, frozen=True):
    """Answers of a person that the finder goes by.

    `sheet` and `table` choose where to look (anywhere where empty or 0), `shape` how the matrix lies. `rows` and
    `columns` say by their place in the file, from 0, what they are. `meanings` say what a cell's whole text stands
    for: the symbols of letters such as «AR», empty for none. `scheme` is the id of a scheme.
    """

    sheet: str = ""
    table: int = 0
    shape: Shape | None = None
    rows: dict[int, Role] = {}
    columns: dict[int, Role] = {}
    meanings: dict[str, str] = {}
    scheme: str = ""


NONE = Corrections()
"""What is said before anybody has looked."""
