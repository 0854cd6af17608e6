"""A table of a page, laid out from its cells: what merged cells cover, across and down."""

from typing import NamedTuple

from raciapp.formats.readers.gathering import TooLargeError


class Said(NamedTuple):
    """What a cell says, whether all of it is bold, and the note on it."""

    text: str
    bold: bool = False
    note: str = ""


class PageTable:
    """A table of a page: rows of cells, None where a merged cell covers a place.

    `spans` says how many columns and rows a merged cell covers, by its (row, column); `depth` how many tables it stands
    in.
    """

    def __init__(self, depth: int, most_cells: int, *, hidden: bool) -> None:
        """Begin with no rows."""
        self.rows: list[list[Said | None]] = []
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        self.depth = depth
        self.hidden = hidden
        self._covered: dict[int, int] = {}
        """How many more rows a merged cell from above covers, by column."""
        self._left = most_cells

    def begin_row(self) -> None:
        """Begin a row."""
        self.finish()
        self._count(1)
        self.rows.append([])

    def add(self, said: Said, across: int, down: int) -> None:
        """Add a cell to the last row."""
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        self._cover(row)
        self._count(across)
        start = len(row)
        if across > 1 or down > 1:
            self.spans[len(self.rows) - 1, start] = across, down
        row += [said, *[None] * (across - 1)]
        if down > 1:
            self._covered.update(dict.fromkeys(range(start, start + across), down - 1))

    def finish(self) -> None:
        """End the last row: merged cells from above may cover its end."""
        if self.rows:
            self._cover(self.rows[-1])
        self._covered = {column: left for column, left in self._covered.items() if left}

    def _cover(self, row: list[Said | None]) -> None:
        """Pass over the places that merged cells from above cover."""
        while self._covered.get(len(row)):
            self._covered[len(row)] -= 1
            self._count(1)
            row.append(None)

    def _count(self, cells: int) -> None:
        """Refuse a page of a few words that spans more cells than fit into memory."""
        self._left -= cells
        if self._left < 0:
            raise TooLargeError
