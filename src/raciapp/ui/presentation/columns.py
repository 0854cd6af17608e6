"""Lists in columns and pages: a heading never stands alone, and stands again where its list goes on."""

from collections.abc import Sequence

import msgspec

HEADING, SPACE = 1.5, 0.8
"""Height of a heading, and of the space above it, in lines."""


class Entry(msgspec.Struct, frozen=True):
    """A line of a column: a cell of a section, or its heading; `top` and `height` are in lines.

    `again`: the section began in an earlier column.
    """

    section: int
    cell: int | None
    top: float
    height: float
    again: bool = False


Column = tuple[Entry, ...]
Page = tuple[Column, ...]


def flow(sections: Sequence[tuple[int, float]], lines: float, columns: int, *, together: bool = False) -> list[Page]:
    """Lay sections, each a number of cells and the height of one, into columns that are `lines` high.

    `columns` of them go on a page. With `together` a section that would be cut, but fits a column, has its own.
    """
    done: list[Column] = []
    column: list[Entry] = []
    y = 0.0
    for section, (count, height) in enumerate(sections):
        whole = HEADING + count * height
        for cell in range(count):
            least = height if cell else SPACE + (whole if together and whole <= lines else HEADING + height)
            if column and y + least > lines:
                done.append(tuple(column))
                column, y = [], 0.0
            if not cell or not column:
                y += SPACE if column else 0.0
                column.append(Entry(section, None, y, HEADING, again=cell > 0))
                y += HEADING
            column.append(Entry(section, cell, y, height))
            y += height
    if column:
        done.append(tuple(column))
    return [tuple(done[start : start + columns]) for start in range(0, len(done), columns)]
