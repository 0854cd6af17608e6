"""Native tables on slides, made as one text each: python-pptx would take ten times as long for a matrix of cells.

Text in them is never smaller than 12 points. Lengths are points (ECMA-376 part 1, 21.1.3).
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar
from xml.sax.saxutils import escape, quoteattr  # nosec B406  # it writes text into XML and reads none

import msgspec

from raciapp.base.messages import mark
from raciapp.formats.excel.measures import text_width
from raciapp.formats.inks import reads_leftwards
from raciapp.formats.slides.deck import LONGEST_DESCRIPTION, POINT, SIZE, Deck, Room, emu, fitted
from raciapp.formats.word.plain import BAND, INK, LINES, WHITE, plain, shortened
from raciapp.formats.word.styles import LOCALES

SIZES = (18.0, 16.0, 14.0, SIZE)
"""Of text, the largest first."""
PAD_X, PAD_Y = 4.0, 4.0
LINE = 1.2
MOST_ROWS = 10_000

Page = TypeVar("Page")


class SlideCell(msgspec.Struct, frozen=True):
    """A text in a table: colours are `RRGGBB`, `across` counts columns.

    `turned` text is read from below, `high` sets it at the top.
    """

    text: str = ""
    fill: str = WHITE
    ink: str = INK
    bold: bool = False
    centred: bool = False
    turned: bool = False
    across: int = 1
    size: float = SIZE
    high: bool = False


class SlideRow(msgspec.Struct, frozen=True):
    """Cells and the height they take."""

    cells: tuple[SlideCell, ...]
    height: float


def row_of(cells: Sequence[SlideCell], widths: Sequence[float], size: float = SIZE, least: float = 0.0) -> SlideRow:
    """Return a row as high as its texts take, at `least` so high; texts are cut where a slide does not bear them."""
    cut: list[SlideCell] = []
    height, place = max(least, size * LINE + 2 * PAD_Y), 0
    for one in cells:
        width = sum(widths[place : place + one.across]) - 2 * PAD_X
        place += one.across
        text, lines = fitted(one.text, width, size, bold=one.bold)
        height = max(height, lines * size * LINE + 2 * PAD_Y)
        cut.append(msgspec.structs.replace(one, text=text, size=size))
    return SlideRow(tuple(cut), height)


def stretches(rows: Sequence[SlideRow], room: float, most: int = MOST_ROWS) -> list[list[SlideRow]]:
    """Return the rows in stretches that are no higher than `room`, and have no more than `most` rows."""
    found: list[list[SlideRow]] = []
    free = 0.0
    for row in rows:
        if not found or row.height > free or len(found[-1]) >= most:
            found.append([])
            free = room
        found[-1].append(row)
        free -= row.height
    return found


def evened(paged: Callable[[float], list[Page]], room: float) -> list[Page]:
    """Return pages of about the same height: those of the least room that takes no more of them."""
    pages = paged(room)
    tried = (paged(room * tenths / 10) for tenths in range(4, 10))
    return next((found for found in tried if len(found) == len(pages)), pages)


def put_table(
    deck: Deck, slide: Any, rows: Sequence[SlideRow], widths: Sequence[float], description: str, remark: str = ""
) -> None:
    """Put a table at the top of the room, below a remark; its first row is the heading of its columns."""
    from pptx.oxml import parse_xml

    deck.remark(slide, remark)
    room, locale = deck.below(remark), LOCALES[deck.report.language]
    left, top, width, height = emu(room.left, room.top, sum(widths), sum(row.height for row in rows))
    columns = "".join(f'<a:gridCol w="{round(width * POINT)}"/>' for width in widths)
    tree = slide.shapes._spTree  # noqa: SLF001 - python-pptx adds no tables that are made already
    name, told = quoteattr(deck.report.say(mark("Table"))), quoteattr(shortened(description, LONGEST_DESCRIPTION))
    tree.append(
        parse_xml(
            f'<p:graphicFrame {_NAMESPACES}><p:nvGraphicFramePr><p:cNvPr id="{_FIRST_ID + len(tree)}" name={name} '
            f'descr={told}/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
            f'</p:nvGraphicFramePr><p:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></p:xfrm>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
            f'<a:tblPr firstRow="1" firstCol="1"/><a:tblGrid>{columns}</a:tblGrid>'
            f"{''.join(_row(row, locale) for row in rows)}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
        )
    )


_NAMESPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_FIRST_ID = 1_000
"""From which on shapes are numbered: what stands on slides before them has numbers of masters and of python-pptx."""


def _row(row: SlideRow, locale: str) -> str:
    cells = "".join(_cell(one, locale) + _MERGED * (one.across - 1) for one in row.cells)
    return f'<a:tr h="{round(row.height * POINT)}">{cells}</a:tr>'


_MERGED = '<a:tc hMerge="1"><a:txBody><a:bodyPr/><a:p/></a:txBody><a:tcPr/></a:tc>'


def _cell(one: SlideCell, locale: str) -> str:
    size = round(one.size * 100)
    looks = (
        f'<a:rPr lang="{locale}" sz="{size}" b="{int(one.bold)}" dirty="0">'
        f'<a:solidFill><a:srgbClr val="{one.ink}"/></a:solidFill></a:rPr>'
    )
    leftwards = reads_leftwards(one.text)
    side = "ctr" if one.centred else "r" if leftwards else "l"
    rtl = ' rtl="1"' if leftwards else ""
    lines = [
        f"<a:r>{looks}<a:t>{escape(line)}</a:t></a:r>" if line else f'<a:endParaRPr lang="{locale}" sz="{size}"/>'
        for line in plain(one.text).split("\n")
    ]
    if one.turned:  # lines of one name
        lines = [f"<a:br>{looks}</a:br>".join(lines)]
    paragraphs = "".join(f'<a:p><a:pPr algn="{side}"{rtl}/>{line}</a:p>' for line in lines)
    span = f' gridSpan="{one.across}"' if one.across > 1 else ""
    turned = ' vert="vert270"' if one.turned else ""
    edges = "".join(
        f'<a:{edge} w="6350"><a:solidFill><a:srgbClr val="{LINES}"/></a:solidFill></a:{edge}>'
        for edge in ("lnL", "lnR", "lnT", "lnB")
    )
    margins = f'marL="{_X}" marR="{_X}" marT="{_Y}" marB="{_Y}"'
    high = "t" if one.high else "ctr"
    ground = f'<a:solidFill><a:srgbClr val="{one.fill}"/></a:solidFill>'
    return (
        f"<a:tc{span}><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</a:txBody>"
        f'<a:tcPr {margins}{turned} anchor="{high}">{edges}{ground}</a:tcPr></a:tc>'
    )


_X, _Y = round(PAD_X * POINT), round(PAD_Y * POINT)


def heads_of(texts: Sequence[str], widths: Sequence[float], size: float = SIZE) -> SlideRow:
    """Return the row of headings."""
    return row_of([SlideCell(text, fill=BAND, bold=True) for text in texts], widths, size)


def table_slides(
    deck: Deck,
    title: str,
    heads: Sequence[str],
    shares: Sequence[float],
    rows: Sequence[Sequence[SlideCell]],
    notes: Sequence[str] = (),
    most: int = MOST_ROWS,
    *,
    remark: str = "",
    least: float = 0.0,
) -> None:
    """Make as many slides as a table of texts takes, each with its heading and remark.

    `notes` has a text for each row; no row is lower than `least`.
    """
    widths = widths_of(deck.room, shares)
    head, parts = _largest(heads, rows, widths, deck.below(remark).height, most, least)
    told = list(notes) or [" · ".join(one.text for one in cells if one.text) for cells in rows]
    done = 0
    for number, part in enumerate(parts, 1):
        slide = deck.add(deck.numbered(title, number, len(parts)), told[done : done + len(part)])
        description = deck.report.say(
            mark("Table with {count} rows; its columns are: {names}."), count=len(part), names=", ".join(heads)
        )
        put_table(deck, slide, [head, *part], widths, description, remark)
        done += len(part)


def _largest(
    heads: Sequence[str],
    rows: Sequence[Sequence[SlideCell]],
    widths: Sequence[float],
    room: float,
    most: int,
    least: float,
) -> tuple[SlideRow, list[list[SlideRow]]]:
    """Return the heading and the rows of each slide, as large as they can be on as few slides as it takes.

    No word of a heading breaks where a smaller size spares it.
    """
    found = []
    for size in SIZES:
        if size > SIZE and any(
            text_width(word, size, bold=True) > width - 2 * PAD_X
            for head, width in zip(heads, widths, strict=True)
            for word in head.split()
        ):
            continue
        head = heads_of(heads, widths, size)
        lines = [row_of(one, widths, size, least) for one in rows]
        found.append((head, evened(partial(stretches, lines, most=most), room - head.height)))
    fewest = min(len(parts) for _, parts in found)
    return next(one for one in found if len(one[1]) == fewest)


def widths_of(room: Room, shares: Sequence[float]) -> list[float]:
    """Return the widths of columns with these shares of the room."""
    return [room.width * share / sum(shares) for share in shares]
