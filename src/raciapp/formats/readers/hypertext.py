"""HTML files (.html, .htm): every table, those within the cells of others included."""

import re

from raciapp.formats.encodings import decoded
from raciapp.formats.finding.reading import Doubt, Question
from raciapp.formats.finding.tables import MOST_CELLS, Area, Table, visible
from raciapp.formats.readers.gathering import Gathering, TooLargeError, limited, too_large
from raciapp.formats.readers.page import page_tables
from raciapp.formats.readers.page_table import PageTable

LARGEST_TEXT = 5_000_000
"""Characters. Excel takes two hundred for a cell."""

_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]{1,30})", re.IGNORECASE)
_KNOWN = re.compile(
    r"windows-\d{3,4}|cp\d{3,4}|iso-?8859-\d{1,2}|koi8-[ru]|macintosh|gbk|gb2312|gb18030|big5|shift_jis|euc-(?:jp|kr)"
)
_AS_BROWSERS = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252"}
"""The encodings that browsers read as another (WHATWG Encoding Standard 4.2)."""
_HEAD = 4_096


def read_hypertext(content: bytes, file: str) -> tuple[Table, ...]:
    """Return every table of a page. Raises UserError when it is no text or larger than any matrix."""
    text, guessed = _text(content, file)
    return hypertext_tables(text, file, (Question(file, guessed, Doubt.ENCODING),) if guessed else ())


def hypertext_tables(
    html: str, source: str, doubts: tuple[Question, ...] = (), largest: int = LARGEST_TEXT, most_cells: int = MOST_CELLS
) -> tuple[Table, ...]:
    """Return the tables of a page that is text already. Raises UserError when it is larger than any matrix."""
    try:
        gathered = [(_gathered(table), table.hidden) for table in page_tables(html, largest, most_cells)]
    except TooLargeError as error:
        raise too_large(source) from error
    kept: list[Table] = []
    for (gathering, spans), hidden in gathered:
        merged = gathering.clipped(spans)
        if rows := gathering.rows(merged):
            kept.append(Table(source, rows, doubts, merged, number=len(kept) + 1, hidden=hidden))
    return limited(kept)


def _gathered(table: PageTable) -> tuple[Gathering, list[Area]]:
    gathering = Gathering()
    for row, cells in enumerate(table.rows):
        for column, said in enumerate(cells):
            if said and (said.text or said.note):
                gathering.put(row, column, visible(said.text), said.bold, visible(said.note))
    areas = [
        Area(row, column, row + down - 1, column + across - 1) for (row, column), (across, down) in table.spans.items()
    ]
    return gathering, areas


def _text(content: bytes, file: str) -> tuple[str, str]:
    """Return the text of a page and, where it was guessed, its encoding; the page itself may name one."""
    named = _CHARSET.search(content[:_HEAD])
    encoding = named[1].decode("ascii", "replace").lower() if named else ""
    if _KNOWN.fullmatch(encoding) and b"\0" not in content:
        try:
            return content.decode(_AS_BROWSERS.get(encoding, encoding.replace("windows-", "cp"))), ""
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content, file)
