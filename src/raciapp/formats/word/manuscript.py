"""The Word document while it is written: one part after the other, on sheets that lie or stand."""

from collections.abc import Container, Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import msgspec

from raciapp.base.messages import mark
from raciapp.formats.branding import Branding
from raciapp.formats.inks import HEAD, reads_leftwards
from raciapp.formats.logo import read_logo
from raciapp.formats.report import Report
from raciapp.formats.word.contents import Heading, bookmarked, contents
from raciapp.formats.word.markup import (
    NAMESPACE,
    QUIET,
    TABLE_HEAD,
    TABLE_TEXT,
    cell,
    paragraph,
    row,
    run,
    said,
    table,
)
from raciapp.formats.word.plain import BAND, hexadecimal, one_line

if TYPE_CHECKING:
    from docx.document import Document

MARGIN = 54.0
"""What stays free on each side of a sheet, in points."""
LONGEST_ROW = 1_500
"""Characters of a row that need not stay on one page: no sheet holds much more in one column."""


_TOGETHER = 3
"""Rows of a table, its header among them, that stay together with the next: no table begins with a row alone."""


class Text(msgspec.Struct, frozen=True):
    """What stands in a cell of a table, the colour it stands on, and that of a letter, which is bold."""

    text: str
    fill: str = ""
    ink: str = ""


class Manuscript:
    """Takes parts of the report and puts them at the end of a document."""

    def __init__(self, document: "Document", report: Report, branding: Branding) -> None:
        """Write into a document whose styles are set."""
        self.document = document
        self.report = report
        self.branding = branding
        self.width = 0.0
        self.height = 0.0
        self._body = document.element.body
        self._headings: list[Heading] = []
        self._inks = {letter.symbol: letter.light for letter in report.scheme.letters}
        self.logo = read_logo(branding.logo) if branding.logo else None

    def turn_to(self, width: float, height: float) -> None:
        """Say what is free on the sheets that follow, in points."""
        self.width, self.height = width - 2 * MARGIN, height - 2 * MARGIN

    def add(self, markup: str) -> Any:
        """Append an element and return it."""
        element = parsed(markup)
        self._body[-1].addprevious(element)  # the last one is that of the sheets
        return element

    def heading(self, text: str, level: int, *, on_new_page: bool = False) -> None:
        """Append a heading that stays with what it stands over; the first one stands where the title leaves off."""
        line, number = one_line(text) or "–", len(self._headings) + 1
        self._headings.append(Heading(line, level, f"_Toc{number:06}"))
        content = bookmarked(run(line), number, self._headings[-1].bookmark)
        leftwards = reads_leftwards(line)
        self.add(
            paragraph(
                content, f"Heading{level}", leftwards=leftwards, kept=True, on_new_page=on_new_page and number > 1
            )
        )

    def put_contents(self, place: Any, *, on_new_page: bool) -> None:
        """Put the contents where an empty paragraph stands; nothing where there are few headings."""
        found = contents(self.report.say(mark("Contents")), self._headings, on_new_page=on_new_page)
        if found:
            place.addprevious(parsed(found))
        place.getparent().remove(place)

    def text(self, text: str, *, kept: bool = False) -> None:
        """Append a paragraph."""
        self.add(said(text, kept=kept))

    def quiet(self, text: str, *, kept: bool = False) -> None:
        """Append a paragraph in small print."""
        self.add(said(text, QUIET, kept=kept))

    def grid(
        self,
        title: str,
        heads: Sequence[str],
        shares: Sequence[float],
        rows: Iterable[Sequence[str]],
        least: float = 0,
        centred: Container[int] = (),
    ) -> None:
        """Append a table with a heading over each column; `shares` are their parts of the width, rows hold texts.

        No row is lower than `least` points. Columns that are `centred` count from 0.
        """
        self.cells(title, heads, shares, ([Text(text) for text in texts] for texts in rows), least, centred)

    def cells(
        self,
        title: str,
        heads: Sequence[str],
        shares: Sequence[float],
        rows: Iterable[Sequence[Text] | str],
        least: float = 0,
        centred: Container[int] = (),
    ) -> None:
        """Append a table of texts; a row that is one text alone is a heading, with which the rows below it stay."""
        widths = [self.width * share / sum(shares) for share in shares]
        lines = [_line([Text(head, BAND) for head in heads], widths, TABLE_HEAD, centred, kept=True, header=True)]
        under = False
        for texts, following in zip_longest(listed := list(rows), listed[1:], fillvalue=""):
            if isinstance(texts, str):
                under = True
                group = cell(said(texts, TABLE_HEAD, kept=True), sum(widths), fill=HEAD, across=len(widths))
                lines.append(row([group], splits=len(texts) > LONGEST_ROW))
            else:
                splits = max(len(one.text) for one in texts) > LONGEST_ROW
                kept = len(lines) < _TOGETHER or (under and not isinstance(following, str))
                lines.append(_line(texts, widths, TABLE_TEXT, centred, kept=kept, height=least, splits=splits))
        description = self.report.say(
            mark("Table with {count} rows; its columns are: {names}."), count=len(lines) - 1, names=", ".join(heads)
        )
        self.add(table(lines, widths, title, description))
        self.space()

    def letters(self, symbols: Sequence[str]) -> Text:
        """Return letters in the colours of the first, or a dash for none."""
        if not symbols:
            return Text("–")
        ink = self._inks[symbols[0]]
        return Text("/".join(symbols), hexadecimal(ink.fill), hexadecimal(ink.text))

    def space(self) -> None:
        """Append what keeps a table from the next."""
        self.add(paragraph(style=QUIET))


def _line(
    texts: Sequence[Text], widths: Sequence[float], style: str, centred: Container[int], *, kept: bool, **looks: Any
) -> str:
    """Return a row of texts, some of them in the middle of their columns; `kept` as in `paragraph`."""
    cells = []
    for place, (one, width) in enumerate(zip(texts, widths, strict=True)):
        middle, leftwards = place in centred, reads_leftwards(one.text)
        content = run(one.text, bold=bool(one.ink), ink=one.ink)
        lines = paragraph(content, style, centred=middle, leftwards=leftwards, kept=kept)
        cells.append(cell(lines, width, fill=one.fill))
    return row(cells, **looks)


def parsed(markup: str) -> Any:
    """Return the element that a piece of markup is."""
    from docx.oxml import parse_xml

    name = markup[1:6].partition(">")[0]  # «w:tbl» or «w:p»
    return parse_xml(f'<{name} xmlns:w="{NAMESPACE}"{markup[1 + len(name) :]}')
