"""Blocks of cells as tab-separated text, the way spreadsheets copy and paste."""

from typing import TYPE_CHECKING

import msgspec

from raciapp.document.letters import Scheme

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView

_NOTHING = frozenset({"", "-", "–", "—"})
_BETWEEN = str.maketrans(dict.fromkeys("/,;+& ", ""))


class Block(msgspec.Struct, frozen=True):
    """Letters read from text: masks by row, and what could not be read."""

    masks: tuple[tuple[int, ...], ...]
    unknown: tuple[str, ...] = ()


def parse_block(text: str, alphabet: Scheme) -> Block:
    """Return the letters of tab-separated lines; a cell with anything else is `unknown`, never guessed."""
    masks = []
    unknown = []
    for line in text.removesuffix("\n").removesuffix("\r").splitlines() or [""]:
        row = []
        for cell in line.split("\t"):
            content = cell.strip()
            symbols = content.upper().translate(_BETWEEN)
            if content in _NOTHING:
                row.append(0)
            elif symbols and set(symbols) <= set(alphabet.bits):
                row.append(alphabet.mask_of(symbols))
            else:
                unknown.append(content[:40])
        masks.append(tuple(row))
    return Block(tuple(masks), tuple(dict.fromkeys(unknown)))


def block_text(grid: "GridView") -> str:
    """Return the rectangle around the chosen cells as tab-separated lines; cells outside the choice are empty."""
    chosen = grid.selectedIndexes() or [grid.currentIndex()]
    cells = {(index.row(), index.column()): str(index.data() or "") for index in chosen}
    rows = sorted({row for row, _ in cells})
    columns = range(min(column for _, column in cells), max(column for _, column in cells) + 1)
    return "\n".join("\t".join(cells.get((row, column), "") for column in columns) for row in rows)
