"""Blocks as HTML tables, the way Excel, LibreOffice, Google Sheets and Word put them on the clipboard.

Only texts and spans are read: nothing is followed, loaded or run.
"""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from raciapp.ui.clipboard.blocks import LARGEST, Block, require_few, too_large

_SILENT = frozenset({"style", "script", "title", "template", "noscript", "object"})
_LINES = frozenset({"p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_AROUND_BREAK = re.compile(r" ?\v ?")
_BREAK = "\v"
"""Stands for a line break until white space has been put together, which line ends in the source are part of."""
_SECTION = re.compile(r"<!\[[^>]*>")
_MOST_TAGS = 300_000
"""Word takes ten for a cell."""
_WIDEST = 1_000
"""No table spans more, says the HTML standard."""


def read_table(html: str) -> Block | None:
    """Return the table in a page, or None where it has none; of several, the one with the most cells.

    Raises UserError when there is far too much of it.
    """
    if len(html) > LARGEST or html.count("<") > _MOST_TAGS:
        raise too_large()
    reader = _Tables()
    reader.feed(_closed(html))
    reader.close()
    reader.finish()
    found = [table for table in reader.tables if table.rows]
    if not found:
        return None
    largest = max(found, key=lambda table: sum(map(len, table.rows)))
    rows = tuple(tuple(row) for row in largest.rows)
    return Block(rows, frozenset(largest.merged), len(found))


def _closed(html: str) -> str:
    """Return a page without comments, Word's marked sections, and what opens after its last tag.

    The parser looks for the end of each of these anew, so that a million without one would keep it busy for hours, and
    it fails on sections it does not know. A tag without meaning stands in their place: what was apart does not join.
    """
    kept = []
    start = 0
    while (begin := html.find("<!--", start)) >= 0:
        kept.append(html[start:begin])
        end = html.find("-->", begin)
        start = len(html) if end < 0 else end + 3
    kept.append(html[start:])
    page = "<wbr>".join(kept)
    return _SECTION.sub("<wbr>", page[: page.rfind(">") + 1])


class _Table:
    """A table as far as it has been read."""

    def __init__(self) -> None:
        self.rows: list[list[str | None]] = []
        self.merged: set[tuple[int, int]] = set()
        self._covered: dict[int, int] = {}
        """How many more rows a merged cell from above covers, by column."""
        self._cells = 0

    def begin_row(self) -> None:
        self._cover_rest()
        self._count(1)
        self.rows.append([])

    def add(self, text: str, across: int, down: int) -> None:
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        self._cover(row)
        self._count(across)
        start = len(row)
        if across > 1 or down > 1:
            self.merged.add((len(self.rows) - 1, start))
        row += [text, *[None] * (across - 1)]
        if down > 1:
            self._covered.update(dict.fromkeys(range(start, start + across), down - 1))

    def _cover(self, row: list[str | None]) -> None:
        """Pass over the places that merged cells from above cover."""
        while self._covered.get(len(row)):
            self._covered[len(row)] -= 1
            self._count(1)
            row.append(None)

    def _cover_rest(self) -> None:
        if self.rows:
            self._cover(self.rows[-1])
        self._covered = {column: left for column, left in self._covered.items() if left}

    def finish(self) -> None:
        self._cover_rest()

    def _count(self, cells: int) -> None:
        """Refuse a page of a few words that spans more cells than fit into memory."""
        self._cells += cells
        require_few(self._cells)


class _Tables(HTMLParser):
    """Collects the tables of a page; a table within a cell is part of the cell's text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._depth = 0
        self._silent = 0
        self._text: list[str] | None = None
        self._remark: list[str] | None = None
        self._span = (1, 1)
        self._in_remark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Table())
        elif tag == "comment":  # LibreOffice's for a note on a cell
            self._in_remark = True
        if self._depth == 1 and tag in ("tr", "td", "th"):
            self._begin(tag, dict(attrs))
        elif tag in _LINES or tag in ("td", "th"):
            self._say(_BREAK if tag in _LINES else " ")

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Begin a row or a cell, which also ends the cell before: HTML lets its end be left out."""
        self._end_cell()
        if tag == "tr":
            self.tables[-1].begin_row()
        else:
            self._text, self._remark = [], []
            self._span = (_span(attributes.get("colspan")), _span(attributes.get("rowspan")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag == "comment":
            self._in_remark = False
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag in _LINES and tag != "br":
            self._say(_BREAK)

    def handle_data(self, data: str) -> None:
        self._say(data.replace(_BREAK, " "))

    def _say(self, text: str) -> None:
        if self._text is not None and self._remark is not None and not self._silent:
            (self._remark if self._in_remark else self._text).append(text)

    def _end_cell(self) -> None:
        if self._text is not None and self._remark is not None:
            self.tables[-1].add(_cell(self._text, self._remark), *self._span)
        self._text = self._remark = None
        self._in_remark = False

    def finish(self) -> None:
        """End what the page left open."""
        if self._depth:
            self._end_cell()
        for table in self.tables:
            table.finish()


def _span(attribute: str | None) -> int:
    text = (attribute or "").strip()
    return min(max(int(text), 1), _WIDEST) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _cell(text: Sequence[str], remark: Sequence[str]) -> str:
    """Return what a cell says, with the note on it in brackets, as people write it."""
    said, noted = _joined(text), _joined(remark)
    return f"{said or '–'} ({noted})" if noted else said


def _joined(parts: Sequence[str]) -> str:
    """Return the text of pieces of a page: what the page breaks into lines, a person sees in one, and the reverse."""
    text = _AROUND_BREAK.sub(_BREAK, _SPACES.sub(" ", "".join(parts))).strip(" " + _BREAK)
    return re.sub(f"{_BREAK}+", "\n", text)
