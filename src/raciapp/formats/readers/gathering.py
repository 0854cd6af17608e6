"""Cells on their way from a file into a table, counted against what a matrix may have."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from raciapp.base.errors import NoMatrixError, UserError
from raciapp.base.messages import mark
from raciapp.formats.finding.reading import Reason, Skipped, shortened
from raciapp.formats.finding.tables import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TABLES, Area, Table, TableCell

Rows = tuple[tuple[TableCell, ...], ...]


class TooLargeError(Exception):
    """A table has more rows, columns or cells than any matrix; what holds it may still hold others."""


class Gathering:
    """The rows of one table while it is read. Cells may come in any order; only what holds something is given."""

    def __init__(self) -> None:
        """Begin with no rows."""
        self._rows: list[list[TableCell]] = []
        self._count = 0

    def put(self, row: int, column: int, text: str, bold: bool = False, comment: str = "") -> None:  # noqa: FBT001, FBT002 - as in TableCell, and called for every cell
        """Add a cell; its place is counted from 0. Raises TooLargeError."""
        rows = self._rows
        if row >= len(rows):
            if row >= MOST_ROWS:
                raise TooLargeError
            rows.extend([] for _ in range(row + 1 - len(rows)))
        cells = rows[row]
        cell = TableCell(text, row, column, bold, comment)
        missing = column - len(cells)
        if missing < 0:
            cells[column] = cell
            return
        self._count += missing + 1
        if column >= MOST_COLUMNS or self._count > MOST_CELLS:
            raise TooLargeError
        while missing:
            cells.append(TableCell("", row, column - missing))
            missing -= 1
        cells.append(cell)

    def rows(self, merged: Sequence[Area] = ()) -> Rows:
        """Return the rows; what stands below the first cell of a merged area is seen by nobody and left blank."""
        for area in merged:
            for row in range(area.top, min(area.bottom + 1, len(self._rows))):
                cells = self._rows[row]
                first = area.left + (row == area.top)
                for column in range(first, min(area.right + 1, len(cells))):
                    if cells[column].text:
                        cells[column] = TableCell("", row, column)
        return trimmed(self._rows)

    def clipped(self, areas: Iterable[Area]) -> tuple[Area, ...]:
        """Return the areas as far as there are cells, without those of a single cell.

        Areas do not overlap in any program; a file whose areas cover more than the table has cells loses the rest.
        """
        bottom = len(self._rows) - 1
        right = max(map(len, self._rows), default=0) - 1
        left_to_cover = (bottom + 1) * (right + 1)
        found = []
        for area in areas:
            inside = Area(area.top, area.left, min(area.bottom, bottom), min(area.right, right))
            height, width = inside.bottom - inside.top + 1, inside.right - inside.left + 1
            if height > 0 and width > 0 and height * width > 1 and min(inside.top, inside.left) >= 0:
                left_to_cover -= height * width
                if left_to_cover < 0:
                    break
                found.append(inside)
        return tuple(found)


def trimmed(rows: Iterable[Sequence[TableCell]]) -> Rows:
    """Return rows without the cells and rows at their end that hold neither text nor a comment."""
    kept = []
    for row in rows:
        end = len(row)
        while end and not row[end - 1].text and not row[end - 1].comment:
            end -= 1
        kept.append(tuple(row[:end]))
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def too_large(file: str) -> UserError:
    """Return the complaint about a file of which every table is larger than a matrix."""
    return UserError(
        mark(
            "{file}: has more than {rows} rows, {columns} columns or {cells} cells, more than any matrix. "
            "Check that it is the right file."
        ),
        file=file,
        rows=MOST_ROWS,
        columns=MOST_COLUMNS,
        cells=MOST_CELLS,
    )


def damaged(file: str) -> UserError:
    """Return the complaint about a file that is not what the program that wrote it meant it to be."""
    return UserError(
        mark("{file}: is damaged and cannot be read. Open it in the program it comes from and save it again."),
        file=file,
    )


def protected(file: str) -> UserError:
    """Return the complaint about a file with a password."""
    return UserError(
        mark(
            "{file}: is protected with a password. Open it in the program it comes from, remove the password and "
            "save a copy."
        ),
        file=file,
    )


def require_tables(file: str, tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the tables of a file. Raises NoMatrixError when there are none."""
    if not tables:
        raise NoMatrixError(
            mark(
                "{file}: holds no table. Check that it is the right file, and that the matrix in it is not a picture."
            ),
            file=file,
        )
    return tuple(tables)


def limited(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return as many tables as are read of one file; the first lists the others as left out."""
    kept, others = tables[:MOST_TABLES], tables[MOST_TABLES:]
    if not others:
        return tuple(kept)
    left_out = [
        Skipped(table.sheet or str(table.number), shortened(_first_text(table)), Reason.OTHER_TABLE) for table in others
    ]
    return with_left_out(kept, left_out)


def with_left_out(tables: Sequence[Table], left_out: Iterable[Skipped]) -> tuple[Table, ...]:
    """Return tables of which the first also lists what was left out of the whole file."""
    if not tables:
        return ()
    first, *others = tables
    return replace(first, left_out=(*first.left_out, *left_out)), *others


def _first_text(table: Table) -> str:
    return next((cell.text for row in table.rows for cell in row if cell.text), "")
