"""A table whose cells are told apart: nothing, letters, text. It is the ground on which a matrix is looked for."""

from collections.abc import Iterable, Mapping

from raciapp.formats.finding.tables import Area, Table, column_letters, one_line
from raciapp.formats.finding.tokens import CellText, Sense, parsed

Place = tuple[int, int]
"""The row and the column of a cell, from 0."""

_BLANK = CellText(Sense.BLANK)
_MOST_FILLED = 200_000
"""Cells that merged areas fill, all together; a hostile file merges what it likes."""


class Sheet:
    """The cells of a table and what each of them says; equal texts are looked at once, merged areas are filled.

    What fills an area stands in each of its cells, but belongs to its first one: `first` tells which that is.
    """

    def __init__(self, table: Table, meanings: Mapping[str, str] | None = None) -> None:
        """Look at every cell of `table`; `meanings` says what letters whole texts stand for."""
        known: dict[str, CellText] = {}
        self.table = table
        self.cells: list[list[CellText]] = []
        self.comments: dict[Place, str] = {}
        self._bold: set[Place] = set()
        for row, cells in enumerate(table.rows):
            said = []
            for column, cell in enumerate(cells):
                text = cell.text
                found = known.get(text)
                if found is None:
                    found = known[text] = parsed(text, meanings)
                said.append(found)
                if cell.bold and found.sense:
                    self._bold.add((row, column))
                if cell.comment:
                    self.comments[row, column] = cell.comment
            self.cells.append(said)
        self._firsts: dict[Place, Place] = {}
        self._fill(table.merged)
        self.width = max(map(len, self.cells), default=0)
        self._lines: dict[str, str] = {}
        self._filled: dict[int, list[int]] = {}

    def _fill(self, areas: Iterable[Area]) -> None:
        """Let every cell of a merged area say what its first one says."""
        room = _MOST_FILLED
        for area in areas:
            said = self.at(area.top, area.left) if area.top < len(self.cells) else _BLANK
            bottom = min(area.bottom, len(self.cells) - 1)
            room -= max(bottom - area.top + 1, 0) * (area.right - area.left + 1)
            if said.sense is Sense.BLANK or room < 0:
                continue
            for row in range(area.top, bottom + 1):
                cells = self.cells[row]
                cells.extend([_BLANK] * (area.right + 1 - len(cells)))
                for column in range(area.left, area.right + 1):
                    cells[column] = said
                    self._firsts[row, column] = (area.top, area.left)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.cells)

    def at(self, row: int, column: int) -> CellText:
        """Return what a cell says; beyond the end of its row there is nothing."""
        cells = self.cells[row]
        return cells[column] if column < len(cells) else _BLANK

    def first(self, row: int, column: int) -> Place:
        """Return the cell that a cell is merged with, above or left of it; the cell itself where it is not merged."""
        return self._firsts.get((row, column), (row, column))

    def text(self, row: int, column: int) -> str:
        """Return a cell's text as one line, empty where it says «nothing» in some way."""
        cell = self.at(row, column)
        if cell.sense <= Sense.NOTHING:
            return ""
        if cell.text not in self._lines:
            self._lines[cell.text] = plain_line(cell.text)
        return self._lines[cell.text]

    def bold(self, row: int, column: int) -> bool:
        """Return whether a cell is set in bold."""
        return self.first(row, column) in self._bold

    def filled(self, row: int) -> list[int]:
        """Return the columns of a row that hold more than nothing; of a merged area, the first one."""
        found = self._filled.get(row)
        if found is None:
            firsts = self._firsts
            found = self._filled[row] = [
                column
                for column, cell in enumerate(self.cells[row])
                if cell.sense > Sense.NOTHING and firsts.get((row, column), (row, column))[1] == column
            ]
        return found

    def own(self, row: int) -> list[int]:
        """Return the filled columns of a row whose text is not merely that of a row above."""
        return [column for column in self.filled(row) if self.first(row, column)[0] == row]

    def line(self, row: int) -> str:
        """Return the texts of a row as one line."""
        return " | ".join(self.text(row, column) for column in self.filled(row))

    def address(self, row: int, column: int) -> str:
        """Return where the file has a cell, such as `C9`."""
        row, column = self.first(row, column)
        cells = self.table.rows[row]
        if column < len(cells):
            return cells[column].address
        return f"{column_letters(row)}{column + 1}" if self.table.is_turned else f"{column_letters(column)}{row + 1}"

    def comment(self, row: int, column: int) -> str:
        """Return the comment that hangs on a cell."""
        return self.comments.get(self.first(row, column), "")

    def hide(self, places: Iterable[Place]) -> None:
        """Take the cells at `places` for blank from now on."""
        for row, column in places:
            self.cells[row][column] = _BLANK
            self._filled.pop(row, None)


def plain_line(text: str) -> str:
    """Return a text as one line, without Markdown emphasis around it."""
    line = one_line(text)
    for mark in ("***", "**", "__", "*", "`"):
        inside = line[len(mark) : -len(mark)]
        if line.startswith(mark) and line.endswith(mark) and inside.strip() and mark not in inside:
            return plain_line(inside)
    return line
