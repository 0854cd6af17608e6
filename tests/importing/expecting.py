"""What a case is: which fact about real matrices it stands for, how its file is made, and all that must be read."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import msgspec
from importing.building import Make

from raciapp.formats.finding.reading import Doubt, Shape


class Fact(StrEnum):
    """The facts about matrices that people really make, in the order in which the project's notes list them."""

    GRID = "Shapes 1: activities down, units across"
    TRANSPOSED = "Shapes 2: units down, activities across"
    INVERTED = "Shapes 3: columns are letters, cells hold names"
    LONG = "Shapes 4: one line for each letter"
    NO_MATRIX = "Shapes 5: no matrix"
    TITLES = "Around 1: titles, dates and other tables above; it begins anywhere"
    TWO_HEADERS = "Around 2: two header rows in either order"
    SUB_COLUMNS = "Around 3: a person over several columns, pairs of merged columns"
    CORNERS = "Around 4: corners and headings with odd signs"
    NOT_UNITS = "Around 5: columns that are not units"
    GROUPS = "Around 6: groups in every way"
    LEGENDS = "Around 7: legends on every side"
    MARKERS = "Around 8: marker rows, copyright, filler, signatures"
    SEVERAL = "Around 9: several tables or sheets"
    SPELLINGS = "Letters 1: letters in every spelling"
    LOOK_ALIKES = "Letters 2: Cyrillic and Greek letters"
    WORDS = "Letters 3: whole words in seven languages"
    NOTHING = "Letters 4: ways to say nothing, and X"
    REMARKS = "Letters 5: a letter with a remark"
    SCHEMES = "Letters 6: other schemes"
    NAMES = "Letters 7: slashes and words of letters in names"
    DENSE = "Rules 1: found where letters are dense; others are offered"
    MERGED = "Rules 2: merged cells are filled first"
    WHOLE_TOKENS = "Rules 3: a whole token or a remark"
    LISTED = "Rules 4: everything not taken is listed"
    KNOWN = "Rules 5: known names are proposed"
    OWN = "Rules 6: our own workbook comes back"


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """The complete reading of a file.

    `units` stand between bars. `rows` are lines such as `Plan the year : A/R . C` under lines such as `# Strategy`,
    which begin a group (`#` alone ends it). `remarks` are those of all cells, by activity and unit. `skipped` are
    addresses that must be listed as left out, `said` texts of which the same is true where a format has no addresses.
    `asked` are questions that must be asked, by address (empty for anywhere) and kind; where `calm`, no others are.
    """

    units: str
    rows: str
    kind: Shape = Shape.GRID
    scheme: str = "raci"
    sheet: str = ""
    table: int = 1
    divisions: str = ""
    remarks: Mapping[tuple[str, str], str] = {}
    skipped: str = ""
    said: tuple[str, ...] = ()
    asked: tuple[tuple[str, Doubt], ...] = ()
    calm: bool = False
    others: int | None = None

    def unit_names(self) -> list[str]:
        """Return the names of the units in order."""
        return split(self.units)

    def division_names(self) -> list[str]:
        """Return the heading over each unit, empty where it has none."""
        return split(self.divisions) if self.divisions else [""] * len(self.unit_names())

    def activities(self) -> list[tuple[str, str, list[str]]]:
        """Return the group, the name and the letters of each activity; `.` stands for no letter."""
        found = []
        group = ""
        for line in filter(None, map(str.strip, self.rows.split("\n"))):
            if line.startswith("#"):
                group = line[1:].strip()
                continue
            name, _, letters = line.rpartition(" : ")
            found.append((group, name.strip(), letters.split()))
        return found


class NoMatrix(msgspec.Struct, frozen=True):
    """No matrix is to be found; `says` are words of the sentence that says what was looked at."""

    says: tuple[str, ...] = ()


class Case(msgspec.Struct, frozen=True):
    """A file as a client makes it, the fact it stands for, and what must be read."""

    fact: Fact
    make: Make
    expected: Expected | NoMatrix


def split(names: str) -> list[str]:
    """Return the names between bars."""
    return [name.strip(" ") for name in names.split("|")]


CaseMaker = Callable[[], Case]


class Cases(dict[str, CaseMaker]):
    """Functions that return cases, by name; a module decorates each of its functions with one of these."""

    def __call__(self, maker: CaseMaker) -> CaseMaker:
        """Keep a case under the name of its function."""
        assert maker.__name__ not in self, maker.__name__
        self[maker.__name__] = maker
        return maker


case = Cases()
"""Every case; the modules of `importing.cases` fill it when they are imported."""
