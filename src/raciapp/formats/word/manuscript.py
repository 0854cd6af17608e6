"""The Word document while it is written: one part after the other, on sheets that lie or stand."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from raciapp.base.messages import mark
from raciapp.formats.branding import Branding
from raciapp.formats.inks import reads_leftwards
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
from raciapp.formats.word.plain import BAND, one_line

if TYPE_CHECKING:
    from docx.document import Document

MARGIN = 54.0
"""What stays free on each side of a sheet, in points."""
LONGEST_ROW = 1_500
"""Characters of a row that need not stay on one page: no sheet holds much more in one column."""


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

    def quiet(self, text: str) -> None:
        """Append a paragraph in small print."""
        self.add(said(text, QUIET))

    def grid(
        self,
        title: str,
        heads: Sequence[str],
        shares: Sequence[float],
        rows: Iterable[Sequence[str]],
        least: float = 0,
    ) -> None:
        """Append a table with a heading over each column; `shares` are their parts of the width, rows hold texts.

        No row is lower than `least` points.
        """
        self.cells(title, heads, shares, ([(text, "") for text in texts] for texts in rows), least)

    def cells(
        self,
        title: str,
        heads: Sequence[str],
        shares: Sequence[float],
        rows: Iterable[Sequence[tuple[str, str]]],
        least: float = 0,
    ) -> None:
        """Append a table of texts, each with the colour it stands on or none."""
        widths = [self.width * share / sum(shares) for share in shares]
        header = row(
            (cell(said(head, TABLE_HEAD), width, fill=BAND) for head, width in zip(heads, widths, strict=True)),
            header=True,
        )
        lines = [header]
        for texts in rows:
            content = (
                cell(said(text, TABLE_TEXT), width, fill=fill)
                for (text, fill), width in zip(texts, widths, strict=True)
            )
            lines.append(row(content, height=least, splits=max(len(text) for text, _ in texts) > LONGEST_ROW))
        description = self.report.say(
            mark("Table with {count} rows; its columns are: {names}."), count=len(lines) - 1, names=", ".join(heads)
        )
        self.add(table(lines, widths, title, description))
        self.space()

    def space(self) -> None:
        """Append what keeps a table from the next."""
        self.add(paragraph(style=QUIET))


def parsed(markup: str) -> Any:
    """Return the element that a piece of markup is."""
    from docx.oxml import parse_xml

    name = markup[1:6].partition(">")[0]  # «w:tbl» or «w:p»
    return parse_xml(f'<{name} xmlns:w="{NAMESPACE}"{markup[1 + len(name) :]}')
