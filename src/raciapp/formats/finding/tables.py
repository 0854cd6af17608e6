"""A table as it stands in a file: cells of text that know their address, whatever format they came from."""

import re

import msgspec

from raciapp.formats.finding.reading import Question

MOST_ROWS = 10_000
MOST_COLUMNS = 1_000
MOST_CELLS = 500_000
"""A matrix of 2,000 activities by 200 units fits with room to spare; what has more is no matrix."""

_NO_BREAK = "\u00a0\u202f"
_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")


class TableCell(msgspec.Struct, frozen=True):
    """A cell: its text and its place in the file, both counted from 0."""

    text: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """Return where a spreadsheet shows the cell, such as `C9`."""
        return f"{column_letters(self.column)}{self.row + 1}"


class Table(msgspec.Struct, frozen=True):
    """Rows of cells, as long as they need to be; `doubts` is what a reader was not sure of."""

    source: str
    rows: tuple[tuple[TableCell, ...], ...]
    doubts: tuple[Question, ...] = ()

    @property
    def width(self) -> int:
        """Return the number of columns of the longest row."""
        return max(map(len, self.rows), default=0)


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
