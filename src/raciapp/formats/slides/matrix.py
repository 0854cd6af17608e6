"""The matrix over as many slides as it takes for people at the back of the room to read it."""

from collections.abc import Sequence
from functools import partial

from raciapp.base.messages import mark
from raciapp.document.records import Status
from raciapp.formats.excel.measures import text_width, wrapped
from raciapp.formats.inks import HEAD, STATUS_INKS, WEIGHT_SIGNS
from raciapp.formats.report import STATUS_SIGNS, Report, ReportCell, ReportRow
from raciapp.formats.slides.deck import SIZE, Deck
from raciapp.formats.slides.tables import LINE, PAD_X, PAD_Y, SlideCell, SlideRow, evened, put_table, row_of
from raciapp.formats.word.matrix import even
from raciapp.formats.word.plain import BAND, explained, hexadecimal, one_line, shortened

LONGEST_UNIT = 90
"""Characters of a unit's name over its column; the notes have all of it."""
_NARROW, _WIDE = 42.0, 110.0
_TALLEST = 0.42
"""Share of the room that names of units take at most."""


def matrix_slides(deck: Deck) -> None:
    """Make the slides of the matrix; each says which units and activities it shows of how many."""
    report = deck.report
    rows = [row for section in report.sections for row in section.rows]
    if not rows or not report.units:
        slide = deck.add(report.matrix or report.scheme.name, [report.say(mark("The matrix has no activities yet."))])
        text = SlideCell(report.say(mark("The matrix has no activities yet.")))
        put_table(deck, slide, [row_of([text], [deck.room.width])], [deck.room.width], text.text)
        return
    names = [shortened(unit.name, LONGEST_UNIT) or "–" for unit in report.units]
    column, turned, head, parts = planned(names, deck.room.width, deck.room.height)
    for first, last in parts:
        widths = [deck.room.width - column * (last - first), *[column] * (last - first)]
        header = header_of(report.say(mark("Activity")), names[first:last], head, turned=turned)
        blocks = _blocks(report, widths, first, last)
        for places, part in evened(partial(_pages, blocks), deck.room.height - header.height):
            title = _caption(report, (first + 1, last, len(names)), places, len(rows))
            slide = deck.add(title, _notes(report, first, last, places))
            put_table(deck, slide, [header, *part], widths, title)


def planned(
    names: Sequence[str], width: float, height: float
) -> tuple[float, bool, float, tuple[tuple[int, int], ...]]:
    """Return the width of a unit's column, whether names are turned, how high they are, and which units share a slide.

    Names stand level where all units then fit on one slide, else they are turned.
    """
    room = width * 0.68
    words = max(text_width(word, SIZE, bold=True) for name in names for word in name.split())
    level = max(words + 2 * PAD_X + 2, 56.0)
    if level <= _WIDE and level * len(names) <= room:
        column = min(_WIDE, room / len(names))
        lines = max(len(wrapped(name, column - 2 * PAD_X, SIZE, bold=True)) for name in names)
        return column, False, lines * SIZE * LINE + 2 * PAD_Y, ((0, len(names)),)
    column, tallest = _NARROW, height * _TALLEST
    while _height(names, column, tallest) > tallest:
        column += 6
    parts = even(len(names), max(1, int(room / column)))
    longest = max(last - first for first, last in parts)
    column = min(room / longest, max(column, 60.0))
    return column, True, _height(names, column, tallest), parts


def _height(names: Sequence[str], column: float, tallest: float) -> float:
    """Return how high turned names stand in a column of this width."""
    lines = max(1, int((column - 2 * PAD_Y) / (SIZE * LINE)))
    words = max(text_width(word, SIZE, bold=True) + 2 for name in names for word in name.split())
    height = min(max(60.0, words), tallest - 2 * PAD_X)  # a word breaks where it is higher than all else
    while any(len(wrapped(name, height, SIZE, bold=True)) > lines for name in names):
        height += 10
    return height + 2 * PAD_X


def header_of(first: str, names: Sequence[str], height: float, *, turned: bool) -> SlideRow:
    """Return the row of headings: what stands at the side, and names of units that may be turned."""
    cells = [SlideCell(first, fill=BAND, bold=True)]
    for name in names:
        text = name
        if turned:  # programs do not agree where turned text wraps
            lines = wrapped(name, height - 2 * PAD_X, SIZE, bold=True)
            text = "\n".join(filter(None, map(str.strip, lines)))
        cells.append(SlideCell(text, fill=BAND, bold=True, centred=not turned, turned=turned))
    return SlideRow(tuple(cells), height)


def _blocks(
    report: Report, widths: Sequence[float], first: int, last: int
) -> list[tuple[SlideRow | None, list[SlideRow]]]:
    """Return the name of each group, where it has one, and its activities."""
    return [
        (_group(section.name, widths), [_activity(report, one, widths, first, last) for one in section.rows])
        for section in report.sections
    ]


def _pages(
    blocks: Sequence[tuple[SlideRow | None, list[SlideRow]]], room: float
) -> list[tuple[tuple[int, int], list[SlideRow]]]:
    """Return the rows of each slide and the numbers of the first and last activity; a group goes on with its name."""
    pages: list[tuple[tuple[int, int], list[SlideRow]]] = []
    page: list[SlideRow] = []
    begun, done, free = 0, 0, room
    for group, rows in blocks:
        named = False
        for row in rows:
            needed = row.height + (0 if named or group is None else group.height)
            if page and needed > free:
                pages.append(((begun + 1, done), page))
                page, begun, free, named = [], done, room, False
            if group is not None and not named:
                page.append(group)
                free -= group.height
            named = True
            page.append(row)
            free -= row.height
            done += 1
    if page:
        pages.append(((begun + 1, done), page))
    return pages


def _group(name: str, widths: Sequence[float]) -> SlideRow | None:
    if not one_line(name):
        return None
    return row_of([SlideCell(shortened(name, 240), fill=HEAD, bold=True, across=len(widths))], widths)


def _activity(report: Report, one: ReportRow, widths: Sequence[float], first: int, last: int) -> SlideRow:
    told = [WEIGHT_SIGNS[one.weight] if one.weight else "", one_line(one.name), STATUS_SIGNS.get(one.status, "")]
    cells = [SlideCell(" ".join(filter(None, told)))]
    cells += [_cell(report, held) for held in one.cells[first:last]]
    return row_of(cells, widths)


def _cell(report: Report, held: ReportCell) -> SlideCell:
    """Return a cell: letters in the colours of the first, and the sign of a status."""
    sign = STATUS_SIGNS.get(held.status, "")
    text = " ".join(filter(None, ["/".join(held.symbols), sign]))
    if not held.symbols:
        ink = STATUS_INKS[held.status] if held.status is not Status.NONE else "000000"
        return SlideCell(text, ink=ink, bold=True, centred=True)
    look = next(letter.light for letter in report.scheme.letters if letter.symbol == held.symbols[0])
    return SlideCell(text, fill=hexadecimal(look.fill), ink=hexadecimal(look.text), bold=True, centred=True)


def _caption(report: Report, units: tuple[int, int, int], places: tuple[int, int], rows: int) -> str:
    first, last, count = units
    if (last - first + 1, places[1] - places[0] + 1) == (count, rows):
        return one_line(report.matrix) or report.scheme.name
    part = report.say(
        mark("Units {first}–{last} of {units}, activities {begin}–{end} of {activities}"),
        first=first,
        last=last,
        units=count,
        begin=places[0],
        end=places[1],
        activities=rows,
    )
    return " · ".join(filter(None, [shortened(report.matrix, 60), part]))


def _notes(report: Report, first: int, last: int, places: tuple[int, int]) -> list[str]:
    """Return names in full, and what every row of the slide says, for those who hear it."""
    rows = [row for section in report.sections for row in section.rows][places[0] - 1 : places[1]]
    told = [f"{letter.symbol} = {report.spoken.text(letter.name)}" for letter in report.legend]
    notes = [" · ".join(told)]
    for row in rows:
        held = [
            explained(report, one_line(unit.name), "/".join(cell.symbols))
            for unit, cell in zip(report.units[first:last], row.cells[first:last], strict=True)
            if cell.symbols
        ]
        notes.append(f"{one_line(row.name)} – {' · '.join(held) or '–'}")
    return notes
