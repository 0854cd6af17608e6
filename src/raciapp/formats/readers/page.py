"""The tables of an HTML page, the way office programs write them into files and onto the clipboard.

Only texts, spans and boldness are read: nothing is followed, loaded or run. What a page hides within a cell is not
read; hidden rows and cells are, as they are in a workbook.
"""

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from raciapp.formats.readers.gathering import TooLargeError
from raciapp.formats.readers.strings import STRUCK

_SILENT = frozenset({"style", "script", "title", "template", "noscript", "object"})
_LINES = frozenset({"p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset(
    {"br", "wbr", "img", "hr", "input", "col", "meta", "link", "area", "base", "embed", "source", "track"}
)
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_AROUND_BREAK = re.compile(r" ?\v ?")
_BREAK = "\v"
"""Stands for a line break until white space has been put together, which line ends in the source are part of."""
_SECTION = re.compile(r"<!\[[^>]*>")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HEAVY_CLASS = re.compile(r"\.([\w-]{1,40})\s*\{[^{}]{0,2000}font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CROSSED = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_CROSSED_TAGS = frozenset({"del", "s", "strike"})
_SHORT_ALT = 3
"""Signs of a picture's text that stand among others: a letter or an emoji; longer ones may name a logo."""
_HEAVY_TAGS = frozenset({"b", "strong", "th"})
_MOST_TAGS = 300_000
"""Word takes ten for a cell."""
_WIDEST = 1_000
"""No table spans more, says the HTML standard."""
_DEEPEST = 6
"""Tables within tables; what lies deeper is text of its cell only."""
_MOST_OPEN = 60
"""Elements open within a cell among which the end of one is looked for."""


class Said(NamedTuple):
    """What a cell says, whether all of it is bold, and the note on it."""

    text: str
    bold: bool = False
    note: str = ""


class PageTable:
    """A table of a page: rows of cells, None where a merged cell covers a place.

    `spans` says how many columns and rows a merged cell covers, by its (row, column); `depth` how many tables it stands
    in.
    """

    def __init__(self, depth: int, most_cells: int, *, hidden: bool) -> None:
        """Begin with no rows."""
        self.rows: list[list[Said | None]] = []
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        self.depth = depth
        self.hidden = hidden
        self._covered: dict[int, int] = {}
        """How many more rows a merged cell from above covers, by column."""
        self._left = most_cells

    def begin_row(self) -> None:
        """Begin a row."""
        self.finish()
        self._count(1)
        self.rows.append([])

    def add(self, said: Said, across: int, down: int) -> None:
        """Add a cell to the last row."""
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        self._cover(row)
        self._count(across)
        start = len(row)
        if across > 1 or down > 1:
            self.spans[len(self.rows) - 1, start] = across, down
        row += [said, *[None] * (across - 1)]
        if down > 1:
            self._covered.update(dict.fromkeys(range(start, start + across), down - 1))

    def finish(self) -> None:
        """End the last row: merged cells from above may cover its end."""
        if self.rows:
            self._cover(self.rows[-1])
        self._covered = {column: left for column, left in self._covered.items() if left}

    def _cover(self, row: list[Said | None]) -> None:
        """Pass over the places that merged cells from above cover."""
        while self._covered.get(len(row)):
            self._covered[len(row)] -= 1
            self._count(1)
            row.append(None)

    def _count(self, cells: int) -> None:
        """Refuse a page of a few words that spans more cells than fit into memory."""
        self._left -= cells
        if self._left < 0:
            raise TooLargeError


def page_tables(html: str, largest: int, most_cells: int) -> list[PageTable]:
    """Return the tables of a page that have rows, each before those within it.

    Raises TooLargeError for more than `largest` characters, or a table of more than `most_cells` cells.
    """
    if len(html) > largest or html.count("<") > _MOST_TAGS:
        raise TooLargeError
    reader = _Tables(most_cells, frozenset(found.lower() for found in _HEAVY_CLASS.findall(html)))
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


class _Cell:
    """A cell that is still open."""

    def __init__(self, across: int, down: int, *, bold: bool, crossed: bool) -> None:
        self.span = across, down
        self.in_note = False
        self._text: list[str] = []
        self._note: list[str] = []
        self._pictures: list[str] = []
        self._open: list[tuple[str, bool, bool]] = []
        self._heavy = int(bold)
        self._crossed = int(crossed)
        self._crossing = False
        """Whether the last piece of text was crossed out."""
        self._weights: set[bool] = set()

    def say(self, text: str) -> None:
        """Add a piece of text."""
        if self.in_note:
            self._note.append(text)
            return
        if text.strip():
            self._weights.add(self._heavy > 0)
            self._cross(now=self._crossed > 0)
        self._text.append(text)

    def _cross(self, *, now: bool) -> None:
        """Put the sign of what is crossed out where that begins or ends."""
        if now is not self._crossing:
            self._text.append(STRUCK)
            self._crossing = now

    def show(self, picture: str) -> None:
        """Add the text that stands for a picture: a letter or a sign among the others, a longer one for want of any."""
        if len(picture) <= _SHORT_ALT:
            self.say(f" {picture} ")
        else:
            self._pictures.append(picture)

    def begin(self, tag: str, *, bold: bool, crossed: bool) -> None:
        """Begin an element within the cell."""
        self._open.append((tag, bold, crossed))
        self._heavy += bold
        self._crossed += crossed

    def end(self, tag: str) -> None:
        """End the innermost element of that kind, and those within it; where there is none, nothing."""
        places = range(len(self._open) - 1, max(-1, len(self._open) - 1 - _MOST_OPEN), -1)
        place = next((place for place in places if self._open[place][0] == tag), None)
        if place is not None:
            self._heavy -= sum(bold for _, bold, _ in self._open[place:])
            self._crossed -= sum(crossed for _, _, crossed in self._open[place:])
            del self._open[place:]

    def said(self) -> Said:
        """Return what the cell says."""
        self._cross(now=False)
        text = _joined(self._text) or _joined([" ".join(self._pictures)])
        return Said(text, self._weights == {True}, _joined(self._note))


class _Level(NamedTuple):
    """A table that is still open, and its open cell if there is one."""

    table: PageTable
    cells: list[_Cell]


class _Tables(HTMLParser):
    """Collects the tables of a page; a table within a cell is part of the cell's text, and one of its own."""

    def __init__(self, most_cells: int, heavy_classes: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[PageTable] = []
        self._levels: list[_Level] = []
        self._too_deep = 0
        self._silent = 0
        self._veil: list[str] = []
        """The elements of one kind that are open in a hidden one, it included."""
        self._veiled_cell = False
        self._most_cells = most_cells
        self._heavy_classes = heavy_classes

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
            self._say(_BREAK if tag in _LINES else " ")
        if self._cell and tag not in _VOID:
            self._cell.begin(tag, bold=self._is_heavy(tag, attributes), crossed=_is_crossed(tag, attributes))
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
            self._say(_BREAK if tag == "tr" else "")
        else:
            if tag in _LINES and tag != "br":
                self._say(_BREAK)
            if self._cell:
                self._cell.end(tag)

    def handle_data(self, data: str) -> None:
        self._say(data.replace(_BREAK, " "))

    def finish(self) -> None:
        """End what the page left open."""
        while self._levels:
            self._too_deep = 0
            self._end_table()

    @property
    def _cell(self) -> _Cell | None:
        return self._levels[-1].cells[0] if self._levels and self._levels[-1].cells else None

    def _draw_veil(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Note what a page hides, until the element that does so ends."""
        if self._veil:
            if tag == self._veil[-1]:
                self._veil.append(tag)
        elif tag not in _VOID and tag not in ("tr", "td", "th") and _hides(attributes):
            self._veil.append(tag)
            self._veiled_cell = self._cell is not None

    def _is_heavy(self, tag: str, attributes: dict[str, str | None]) -> bool:
        if tag in _HEAVY_TAGS or _HEAVY.search(attributes.get("style") or ""):
            return True
        return not self._heavy_classes.isdisjoint((attributes.get("class") or "").lower().split())

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
        self._say(_BREAK)

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Begin a row or a cell, which also ends the cell before: HTML lets its end be left out."""
        self._end_cell()
        level = self._levels[-1]
        self._say(_BREAK if tag == "tr" else " ")  # to the cells around the table
        if tag == "tr":
            level.table.begin_row()
            return
        across, down = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
        look = self._is_heavy(tag, attributes), _is_crossed(tag, attributes)
        level.cells.append(_Cell(across, down, bold=look[0], crossed=look[1]))

    def _end_cell(self) -> None:
        level = self._levels[-1]
        if level.cells:
            cell = level.cells.pop()
            level.table.add(cell.said(), *cell.span)
            if self._veiled_cell:
                self._veil.clear()
                self._veiled_cell = False

    def _show(self, attributes: dict[str, str | None]) -> None:
        """Say what stands for a picture."""
        alternative = (attributes.get("alt") or "").replace(_BREAK, " ").strip()
        if alternative and not self._is_mute and not _hides(attributes):
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


def _is_crossed(tag: str, attributes: dict[str, str | None]) -> bool:
    return tag in _CROSSED_TAGS or bool(_CROSSED.search(attributes.get("style") or ""))


def _hides(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _span(attribute: str | None) -> int:
    text = (attribute or "").strip()
    return min(max(int(text), 1), _WIDEST) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _joined(parts: Sequence[str]) -> str:
    """Return the text of pieces of a page: what the page breaks into lines, a person sees in one, and the reverse."""
    text = _AROUND_BREAK.sub(_BREAK, _SPACES.sub(" ", "".join(parts))).strip(" " + _BREAK)
    return re.sub(f"{_BREAK}+", "\n", text)
