"""A table whose cells are told apart: nothing, letters, text. It is the ground on which a matrix is looked for."""

from collections.abc import Iterable

from raciapp.formats.finding.tables import Table, column_letters, one_line
from raciapp.formats.finding.tokens import CellText, Sense, parsed

_BLANK = CellText(Sense.BLANK)


class Sheet:
    """The cells of a table and what each of them says; equal texts are looked at once."""

    def __init__(self, table: Table) -> None:
        """Look at every cell of `table`."""
        known: dict[str, CellText] = {}
        self.cells: list[list[CellText]] = []
        for row in table.rows:
            said = []
            for cell in row:
                if cell.text not in known:
                    known[cell.text] = parsed(cell.text)
                said.append(known[cell.text])
            self.cells.append(said)
        self.width = table.width
        self._table = table
        self._lines: dict[str, str] = {}

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.cells)

    def at(self, row: int, column: int) -> CellText:
        """Return what a cell says; beyond the end of its row there is nothing."""
        cells = self.cells[row]
        return cells[column] if column < len(cells) else _BLANK

    def text(self, row: int, column: int) -> str:
        """Return a cell's text as one line, empty where it says «nothing» in some way."""
        cell = self.at(row, column)
        if cell.sense <= Sense.NOTHING:
            return ""
        if cell.text not in self._lines:
            self._lines[cell.text] = one_line(cell.text)
        return self._lines[cell.text]

    def filled(self, row: int) -> list[int]:
        """Return the columns of a row that hold more than nothing."""
        return [column for column, cell in enumerate(self.cells[row]) if cell.sense > Sense.NOTHING]

    def line(self, row: int) -> str:
        """Return the texts of a row as one line."""
        return " | ".join(self.text(row, column) for column in self.filled(row))

    def address(self, row: int, column: int) -> str:
        """Return where the file has a cell, such as `C9`."""
        cells = self._table.rows[row]
        return cells[column].address if column < len(cells) else f"{column_letters(column)}{row + 1}"

    def hide(self, places: Iterable[tuple[int, int]]) -> None:
        """Take the cells at `places` (row, column) for blank from now on."""
        for row, column in places:
            self.cells[row][column] = _BLANK
