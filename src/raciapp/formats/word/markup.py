"""Pieces of a Word document as markup (ECMA-376 part 1, 17), in which people's text is escaped and nothing else.

Whole tables are made as one text and parsed once: the object model of python-docx takes ten times as long for them.
Lengths are points.
"""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr  # nosec B406  # it writes text into XML and reads none

from raciapp.formats.inks import reads_leftwards
from raciapp.formats.word.plain import LINES, one_line, plain

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

TEXT, LIST, TABLE_TEXT, TABLE_HEAD, QUIET = "Normal", "ListBullet", "RaciTableText", "RaciTableHead", "RaciQuiet"
"""The ids of styles that paragraphs have."""


def run(text: str, *, bold: bool = False, ink: str = "", fill: str = "", size: float = 0, raised: bool = False) -> str:
    """Return a stretch of text; a line feed in it is a line break."""
    cleaned = plain(text)
    looks = "".join(
        (
            "<w:b/><w:bCs/>" if bold else "",
            f'<w:color w:val="{ink}"/>' if ink else "",
            f'<w:sz w:val="{round(2 * size)}"/>' if size else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else "",
            '<w:vertAlign w:val="superscript"/>' if raised else "",
            "<w:rtl/>" if reads_leftwards(cleaned) else "",
        )
    )
    pieces = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in cleaned.split("\n"))
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{pieces}</w:r>"


def field(instruction: str) -> str:
    """Return a field, such as the number of the page, that the program fills in."""
    return f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(
    content: str = "",
    style: str = TEXT,
    *,
    leftwards: bool = False,
    centred: bool = False,
    kept: bool = False,
    on_new_page: bool = False,
) -> str:
    """Return a paragraph of runs; `kept` keeps it on the page of the next one."""
    looks = "".join(
        (
            "<w:keepNext/>" if kept else "",
            "<w:pageBreakBefore/>" if on_new_page else "",
            "<w:bidi/>" if leftwards else "",
            '<w:jc w:val="center"/>' if centred else "",
        )
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{looks}</w:pPr>{content}</w:p>'


def said(text: str, style: str = TEXT, *, bold: bool = False, ink: str = "", kept: bool = False) -> str:
    """Return a paragraph with a text, read from the side its script is read from."""
    return paragraph(run(text, bold=bold, ink=ink), style, leftwards=reads_leftwards(text), kept=kept)


def labelled(label: str, text: str, style: str = TEXT, *, kept: bool = False) -> str:
    """Return a paragraph in which a label in bold stands before a text."""
    return paragraph(run(f"{one_line(label)}  ", bold=True) + run(text), style, kept=kept)


def cell(
    content: str, width: float, *, fill: str = "", across: int = 1, turned: bool = False, low: bool = False
) -> str:
    """Return a cell of a table with paragraphs; `across` counts its columns, `low` sets its text at the bottom."""
    looks = "".join(
        (
            f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>',
            f'<w:gridSpan w:val="{across}"/>' if across > 1 else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else "",
            '<w:textDirection w:val="btLr"/>' if turned else "",
            f'<w:vAlign w:val="{"bottom" if low else "center"}"/>',
        )
    )
    return f"<w:tc><w:tcPr>{looks}</w:tcPr>{content}</w:tc>"


def row(cells: Iterable[str], *, header: bool = False, height: float = 0, splits: bool = False) -> str:
    """Return a row that stays on one page unless it `splits`; a `header` is repeated on each page."""
    looks = "".join(
        (
            "" if splits else "<w:cantSplit/>",
            f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else "",
            "<w:tblHeader/>" if header else "",
        )
    )
    return f"<w:tr><w:trPr>{looks}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[float], title: str, description: str) -> str:
    """Return a table with lines between its rows; title and description are read to those who cannot see it."""
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LINES}"'
    sides = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in _CELL_MARGINS)
    inside = (
        f'<w:tblInd w:w="{dict(_CELL_MARGINS)["left"]}" w:type="dxa"/>'  # else the text meets the margin, not the line
    )
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>{inside}'
        f"<w:tblBorders>{sides}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={quoteattr(one_line(title))}/>'
        f"<w:tblDescription w:val={quoteattr(one_line(description))}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


_CELL_MARGINS = (("top", 50), ("left", 80), ("bottom", 50), ("right", 80))
"""Twips."""


def twips(points: float) -> int:
    """Return points as twentieths of a point."""
    return round(points * 20)


def tab() -> str:
    """Return a tab."""
    return "<w:r><w:tab/></w:r>"


def tabbed(content: str, style: str, width: float) -> str:
    """Return a paragraph in which a tab leads to the right end of a line of this width."""
    gone = "".join(f'<w:tab w:val="clear" w:pos="{place}"/>' for place in (4320, 4680, 8640, 9360))
    stops = f'<w:tabs>{gone}<w:tab w:val="right" w:pos="{twips(width)}"/></w:tabs>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{stops}</w:pPr>{content}</w:p>'


def ruled(content: str, style: str, *, before: float, ink: str = "") -> str:
    """Return a paragraph with so much space before it, and a line of a colour under it."""
    line = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="6" w:color="{ink}"/></w:pBdr>' if ink else ""
    space = f'<w:spacing w:before="{twips(before)}" w:after="200"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{line}{space}</w:pPr>{content}</w:p>'
