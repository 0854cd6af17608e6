"""Blocks as HTML tables, the way Excel, LibreOffice, Google Sheets and Word put them on the clipboard."""

from raciapp.formats.readers.gathering import TooLargeError
from raciapp.formats.readers.page import page_tables
from raciapp.formats.readers.page_table import Said
from raciapp.ui.clipboard.blocks import LARGEST, MOST_CELLS, Block, require_few, too_large


def read_table(html: str) -> Block | None:
    """Return the table in a page, or None where it has none; of several, the one with the most cells.

    A table within a cell is text of that cell. Raises UserError when there is far too much of it.
    """
    if len(html) > LARGEST:
        raise too_large()
    try:
        found = [table for table in page_tables(html, LARGEST, MOST_CELLS) if not table.depth]
    except TooLargeError as error:
        raise too_large() from error
    if not found:
        return None
    largest = max(found, key=lambda table: sum(map(len, table.rows)))
    require_few(sum(map(len, largest.rows)))
    rows = tuple(tuple(None if said is None else _text(said) for said in row) for row in largest.rows)
    return Block(rows, frozenset(largest.spans), len(found))


def _text(said: Said) -> str:
    """Return what a cell says, with the note on it in brackets, as people write it."""
    return f"{said.text or '–'} ({said.note})" if said.note else said.text
