"""A table as it stands in a file: cells of text that know their address, whatever format they came from."""

import re

import msgspec

from raciapp.formats.finding.reading import Question, Skipped

MOST_ROWS = 10_000
MOST_COLUMNS = 1_000
MOST_CELLS = 500_000
"""A matrix of 2,000 activities by 200 units fits with room to spare; what has more is no matrix."""
MOST_TABLES = 200
"""Of one file: sheets of a workbook, tables of a document."""

_NO_BREAK = "\u00a0\u202f"
_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")


class TableCell(msgspec.Struct, frozen=True, gc=False):
    """A cell: what a person sees in it, its place in the file counted from 0, whether it is bold, a comment on it."""

    text: str
    row: int
    column: int
    bold: bool = False
    comment: str = ""

    @property
    def address(self) -> str:
        """Return where a spreadsheet shows the cell, such as `C9`."""
        return f"{column_letters(self.column)}{self.row + 1}"


class Area(msgspec.Struct, frozen=True, order=True, gc=False):
    """A rectangle of cells, its first and last rows and columns counted from 0 in the file."""

    top: int
    left: int
    bottom: int
    right: int


class Table(msgspec.Struct, frozen=True):
    """One table of a file, whatever its format: rows of cells, as long as they need to be.

    `source` is the file's name, `sheet` that of the sheet, empty where the format has none, `number` counts the tables
    of the file or sheet from 1. The cells of a row stand side by side from column 0 on, blank ones included; text
    stands in the first cell of a merged area, the others are blank. `hidden` sheets are looked at last. `doubts` is
    what the reader was not sure of, `left_out` what it saw and could not bring along. In a table `is_turned` round the
    rows are the columns of the file.
    """

    source: str
    rows: tuple[tuple[TableCell, ...], ...]
    doubts: tuple[Question, ...] = ()
    merged: tuple[Area, ...] = ()
    sheet: str = ""
    number: int = 1
    hidden: bool = False
    left_out: tuple[Skipped, ...] = ()
    is_turned: bool = False

    @property
    def width(self) -> int:
        """Return the number of columns of the longest row."""
        return max(map(len, self.rows), default=0)


def turned(table: Table) -> Table:
    """Return a table whose rows are the columns of another; each cell keeps its own place in the file."""
    columns: list[list[TableCell]] = [[] for _ in range(table.width)]
    for row, cells in enumerate(table.rows):
        for place, cell in enumerate(cells):
            column = columns[place]
            column.extend(TableCell("", above, place) for above in range(len(column), row))
            column.append(cell)
    areas = tuple(Area(area.left, area.top, area.right, area.bottom) for area in table.merged)
    rows = tuple(map(tuple, columns))
    return msgspec.structs.replace(table, rows=rows, merged=areas, is_turned=not table.is_turned)


def column_letters(column: int) -> str:
    """Return the letters a spreadsheet gives a column counted from 0, such as `AB`."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def visible(text: str) -> str:
    """Return text without signs that nobody sees; its line breaks are all alike, what surrounds it is gone."""
    if text.isprintable():
        return text.strip()
    return _INVISIBLE.sub("", _BREAKS.sub("\n", text)).strip()


def one_line(text: str) -> str:
    """Return a name as one line: spaces and breaks of any kind are one space each.

    A no-break space stays where French puts it: before `: ; ? ! »` and after `«`.
    """
    return _SPACES.sub(_space, visible(text))


def _space(found: re.Match[str]) -> str:
    before, after = found.string[found.start() - 1], found.string[found.end()]
    french = before == "«" or after in ":;?!»"
    return found.group() if french and found.group() in _NO_BREAK else " "
