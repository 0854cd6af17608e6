"""Files of any format as tables: the one place that knows which reader reads what."""

from collections.abc import Callable
from pathlib import Path

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded
from raciapp.base.messages import mark
from raciapp.formats.finding.tables import Table
from raciapp.formats.readers.gathering import require_tables
from raciapp.formats.readers.hypertext import read_hypertext
from raciapp.formats.readers.legacy import read_binary, read_old
from raciapp.formats.readers.markdown import read_markdown
from raciapp.formats.readers.opendocument import read_opendocument
from raciapp.formats.readers.separated import read_separated
from raciapp.formats.readers.sniffing import recognised
from raciapp.formats.readers.word import read_word
from raciapp.formats.readers.workbook import read_workbook

LARGEST_FILE = 50_000_000
"""Bytes. A workbook with many pictures; each reader has bounds of its own."""

Reader = Callable[[bytes, str], tuple[Table, ...]]
"""Turns the content of a file and its name into tables; raises UserError. It imports heavy libraries when called."""

READERS: dict[str, Reader] = {
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".xls": read_old,
    ".xlsb": read_binary,
    ".ods": read_opendocument,
    ".docx": read_word,
    ".html": read_hypertext,
    ".htm": read_hypertext,
    ".csv": read_separated,
    ".tsv": read_separated,
    ".txt": read_separated,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
"""The reader of each format, by suffix."""

SUFFIXES: tuple[str, ...] = tuple(READERS)


def read_tables(path: Path) -> tuple[Table, ...]:
    """Return the tables of a file: what its content is counts for more than what it is called.

    Raises UserError when it cannot be read, NoMatrixError when it holds no table.
    """
    file = path.name or str(path)
    if path.is_dir():
        raise UserError(mark("{file}: is a folder. Choose a file in it."), file=file)
    content = read_bounded(path, LARGEST_FILE)
    if not content.strip():
        raise UserError(
            mark("{file}: is empty. Check that it is the right file, and that it was copied whole."), file=file
        )
    reader = READERS.get(recognised(content, path.suffix.casefold(), file))
    if reader is None:
        raise UserError(
            mark(
                "{file}: cannot be read; files that end in {known} can. Save the table as Excel (.xlsx) or CSV (UTF-8)."
            ),
            file=file,
            known=", ".join(SUFFIXES),
        )
    return require_tables(file, [table for table in reader(content, file) if table.rows or table.left_out])
