"""A block of cells as it stands on the clipboard: texts that nobody has made sense of yet."""

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.messages import mark

LARGEST = 2_000_000
"""Characters. A thousand cells as Excel describes them take a tenth of that."""

MOST_CELLS = 20_000
"""Cells of a block; two hundred activities by a hundred units fit."""


class Block(msgspec.Struct, frozen=True):
    """Rows of texts, as long as they need to be.

    None is a place that a merged cell covers, `merged` the (row, column) of those cells. `tables` is how many tables
    there were on the clipboard, of which this is the largest.
    """

    rows: tuple[tuple[str | None, ...], ...]
    merged: frozenset[tuple[int, int]] = frozenset()
    tables: int = 1

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Return the number of columns of the longest row."""
        return max(map(len, self.rows), default=0)

    def at(self, row: int, column: int) -> str:
        """Return the text of a cell; where there is none, nothing."""
        cells = self.rows[row]
        return (cells[column] or "") if column < len(cells) else ""


class CopiedCell(msgspec.Struct, frozen=True):
    """A cell on its way to the clipboard: what it says, its letters, and whether it is a name."""

    text: str = ""
    letters: int = 0
    name: bool = False


Copied = tuple[tuple[CopiedCell, ...], ...]
"""Rows of cells on their way to the clipboard."""


def require_few(cells: int) -> None:
    """Raise UserError when these are more cells than a matrix has."""
    if cells > MOST_CELLS:
        raise UserError(
            mark("There are more than {cells} cells on the clipboard. Copy the part that holds the matrix."),
            cells=MOST_CELLS,
        )


def too_large() -> UserError:
    """Return the complaint about a text that is longer than any matrix."""
    return UserError(mark("There is far more text on the clipboard than a matrix holds. Copy only the matrix."))
