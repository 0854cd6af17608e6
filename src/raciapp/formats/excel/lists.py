"""Tables of long texts: a header, and entries that go on in the next row where a row can be no taller."""

from collections.abc import Sequence
from itertools import zip_longest

from msgspec.structs import replace

from raciapp.formats.branding import Branding
from raciapp.formats.excel.measures import most_lines
from raciapp.formats.excel.styles import GRID, HEADING, Look, Pen, accented

TEXT = Look(line=GRID, down="top", indent=1)
"""The look of what stands in a list."""

_HEADING = replace(HEADING, down="center")
_LEAST_HEADER = 24


def write_names(pen: Pen, row: int, names: Sequence[str], branding: Branding) -> None:
    """Write the names of the columns."""
    look = accented(_HEADING, branding)
    for column, name in enumerate(names, 1):
        pen.write(row, column, name, look)
    lines = max(len(pen.lines(name, HEADING, column)) for column, name in enumerate(names, 1))
    pen.fit_height(row, lines, HEADING, _LEAST_HEADER)


def write_entry(pen: Pen, row: int, texts: Sequence[str], looks: Sequence[Look], heads: int) -> int:
    """Write an entry, a text for each column, and return the next row.

    What is longer than the tallest row goes on in the row below, which repeats the first `heads` texts for the filter.
    """
    repeated = [pen.lines(text, look, column) for column, (text, look) in enumerate(_paired(texts, looks)[:heads], 1)]
    pieces = [
        _pieces(pen, text, look, column) for column, (text, look) in enumerate(_paired(texts, looks)[heads:], heads + 1)
    ]
    for parts in zip_longest(*pieces, fillvalue=[]):
        shown = [*repeated, *parts]
        for column, (lines, look) in enumerate(zip(shown, looks, strict=True), 1):
            pen.write(row, column, "".join(lines).rstrip("\n"), look)
        pen.fit_height(row, max(map(len, shown)), TEXT)
        row, looks = row + 1, [replace(look, top="") for look in looks]
    return row


def _paired(texts: Sequence[str], looks: Sequence[Look]) -> list[tuple[str, Look]]:
    return list(zip(texts, looks, strict=True))


def _pieces(pen: Pen, text: str, look: Look, column: int) -> list[list[str]]:
    """Cut text into the lines that one row can show, and those of the rows below; between paragraphs if it can be."""
    lines = pen.lines(text, look, column)
    most = most_lines(look.size)
    pieces = []
    while len(lines) > most:
        cut = next((end for end in range(most, most // 2, -1) if lines[end - 1].endswith("\n")), most)
        pieces.append(lines[:cut])
        lines = lines[cut:]
    return [*pieces, lines]
