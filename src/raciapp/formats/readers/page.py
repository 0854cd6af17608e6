"""The tables of an HTML page, the way office programs write them into files and onto the clipboard.

Only texts, spans and boldness are read: nothing is followed, loaded or run. What a page hides within a cell is not
read; hidden rows and cells are, as they are in a workbook.
"""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from raciapp.formats.readers.gathering import TooLargeError
from raciapp.formats.readers.page_cell import BREAK, OpenCell
from raciapp.formats.readers.page_style import Attributes, heavy_classes, hides, is_crossed, is_heavy
from raciapp.formats.readers.page_table import PageTable

_SILENT = frozenset({"style", "script", "title", "template", "noscript", "object"})
_LINES = frozenset({"p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset(
    {"br", "wbr", "img", "hr", "input", "col", "meta", "link", "area", "base", "embed", "source", "track"}
)
_SECTION = re.compile(r"<!\[[^>]*>")
_MOST_TAGS = 300_000
"""Word takes ten for a cell."""
_WIDEST = 1_000
"""No table spans more, says the HTML standard."""
_DEEPEST = 6
"""Tables within tables; what lies deeper is text of its cell only."""


def page_tables(html: str, largest: int, most_cells: int) -> list[PageTable]:
    """Return the tables of a page that have rows, each before those within it.

    Raises TooLargeError for more than `largest` characters, or a table of more than `most_cells` cells.
    """
    if len(html) > largest or html.count("<") > _MOST_TAGS:
        raise TooLargeError
    reader = _Tables(most_cells, heavy_classes(html))
    reader.feed(_closed(html))
    reader.close()
    reader.finish()
    return [table for table in reader.tables if table.rows]


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


class _Level(NamedTuple):
    """A table that is still open, and its open cell if there is one."""

    table: PageTable
    cells: list[OpenCell]


class _Tables(HTMLParser):
    """Collects the tables of a page; a table within a cell is part of the cell's text, and one of its own."""

    def __init__(self, most_cells: int, classes: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[PageTable] = []
        self._levels: list[_Level] = []
        self._too_deep = 0
        self._silent = 0
        self._veil: list[str] = []
        """The elements of one kind that are open in a hidden one, it included."""
        self._veiled_cell = False
        self._most_cells = most_cells
        self._heavy_classes = classes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self._silent += tag in _SILENT
        self._draw_veil(tag, attributes)
        if tag == "table":
            self._begin_table()
        elif tag == "comment" and self._cell:  # LibreOffice's for a note on a cell
            self._cell.in_note = True
        if self._levels and not self._too_deep and tag in ("tr", "td", "th"):
            self._begin(tag, attributes)
            return
        if tag in _LINES or tag in ("td", "th"):
            self._say(BREAK if tag in _LINES else " ")
        if self._cell and tag not in _VOID:
            bold, crossed = is_heavy(tag, attributes, self._heavy_classes), is_crossed(tag, attributes)
            self._cell.begin(tag, bold=bold, crossed=crossed)
        if tag == "img":
            self._show(attributes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if self._veil and tag == self._veil[-1]:
            self._veil.pop()
        if tag == "comment" and self._cell:
            self._cell.in_note = False
        if tag == "table" and self._levels:
            self._end_table()
        elif self._levels and not self._too_deep and tag in ("td", "th", "tr"):
            self._end_cell()
            self._say(BREAK if tag == "tr" else "")
        else:
            if tag in _LINES and tag != "br":
                self._say(BREAK)
            if self._cell:
                self._cell.end(tag)

    def handle_data(self, data: str) -> None:
        self._say(data.replace(BREAK, " "))

    def finish(self) -> None:
        """End what the page left open."""
        while self._levels:
            self._too_deep = 0
            self._end_table()

    @property
    def _cell(self) -> OpenCell | None:
        return self._levels[-1].cells[0] if self._levels and self._levels[-1].cells else None

    def _draw_veil(self, tag: str, attributes: Attributes) -> None:
        """Note what a page hides, until the element that does so ends."""
        if self._veil:
            if tag == self._veil[-1]:
                self._veil.append(tag)
        elif tag not in _VOID and tag not in ("tr", "td", "th") and hides(attributes):
            self._veil.append(tag)
            self._veiled_cell = self._cell is not None

    def _begin_table(self) -> None:
        if len(self._levels) == _DEEPEST:
            self._too_deep += 1
            return
        table = PageTable(len(self._levels), self._most_cells, hidden=bool(self._veil))
        self._levels.append(_Level(table, []))
        self.tables.append(table)

    def _end_table(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        self._end_cell()
        self._levels.pop().table.finish()
        self._say(BREAK)

    def _begin(self, tag: str, attributes: Attributes) -> None:
        """Begin a row or a cell, which also ends the cell before: HTML lets its end be left out."""
        self._end_cell()
        level = self._levels[-1]
        self._say(BREAK if tag == "tr" else " ")  # to the cells around the table
        if tag == "tr":
            level.table.begin_row()
            return
        across, down = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
        bold, crossed = is_heavy(tag, attributes, self._heavy_classes), is_crossed(tag, attributes)
        level.cells.append(OpenCell(across, down, bold=bold, crossed=crossed))

    def _end_cell(self) -> None:
        level = self._levels[-1]
        if level.cells:
            cell = level.cells.pop()
            level.table.add(cell.said(), *cell.span)
            if self._veiled_cell:
                self._veil.clear()
                self._veiled_cell = False

    def _show(self, attributes: Attributes) -> None:
        """Say what stands for a picture."""
        alternative = (attributes.get("alt") or "").replace(BREAK, " ").strip()
        if alternative and not self._is_mute and not hides(attributes):
            for level in self._levels:
                if level.cells:
                    level.cells[0].show(alternative)

    @property
    def _is_mute(self) -> bool:
        return bool(self._silent or (self._veil and self._veiled_cell))

    def _say(self, text: str) -> None:
        if self._is_mute:
            return
        for level in self._levels:
            if level.cells:
                level.cells[0].say(text)


def _span(attribute: str | None) -> int:
    text = (attribute or "").strip()
    return min(max(int(text), 1), _WIDEST) if text.isascii() and text.isdigit() and len(text) < 10 else 1
