"""Who hands work to whom: numbers in tables, the larger the number the darker its ground."""

from collections import Counter
from collections.abc import Iterator, Sequence

from raciapp.base.messages import mark
from raciapp.formats.figures import Handover
from raciapp.formats.report import Report
from raciapp.formats.slides.deck import Deck, Room
from raciapp.formats.slides.matrix import LONGEST_UNIT, header_of, planned
from raciapp.formats.slides.tables import SIZES, SlideCell, SlideRow, put_table, row_of, stretches
from raciapp.formats.word.plain import WHITE, shortened

MOST_UNITS = 24
"""Units along each side: those that hand over, or take on, the most."""
HEATS = ("FFF1DC", "FFDDB3", "FFC27D", "FFA64D")
"""Grounds, from few activities to many; our ink has a contrast of more than 7 : 1 with each."""
_SIZES = tuple(size for size in SIZES if size <= 14)
"""Of names at the side: hardly larger than those along the top."""

Counts = dict[tuple[str, str], int]
"""Numbers of activities by who answers and who takes part."""


def handover_slides(deck: Deck, found: Sequence[Handover]) -> None:
    """Make the slides of who does the work and of who is asked, each where there is anybody."""
    does = {(one.answers, one.other): one.does for one in found if one.does}
    asked = {(one.answers, one.other): one.asked for one in found if one.asked}
    for kind, counts in ((mark("Activities this unit does"), does), (mark("Activities it is asked about"), asked)):
        if counts:
            _slides(deck, deck.report.say(kind), counts)


def _slides(deck: Deck, kind: str, counts: Counts) -> None:
    """Make as many slides as it takes for the names of all units to be read."""
    report = deck.report
    rows, columns, remark = _shown(report, counts)
    title = f"{report.say(mark('Who hands work to whom'))} · {kind}"
    made = list(_tables(report, rows, columns, counts, deck.below(remark)))
    for number, (table, widths, told) in enumerate(made, 1):
        slide = deck.add(deck.numbered(title, number, len(made)), [remark, *told])
        put_table(deck, slide, table, widths, ". ".join([title, *told]), remark)


def _shown(report: Report, counts: Counts) -> tuple[list[str], list[str], str]:
    """Return who stands at the side and along the top, in the order of the matrix, and what is to be said of it."""
    answering, others = Counter[str](), Counter[str]()
    for (one, other), count in counts.items():
        answering[one] += count
        others[other] += count
    remark = report.say(mark("Down the side who answers, along the top who does the work or is asked."))
    if max(len(answering), len(others)) > MOST_UNITS:
        remark = f"{remark} {report.say(mark('Only the units with the most are shown.'))}"
    order = [unit.name for unit in report.units]
    return _most(answering, order), _most(others, order), remark


def _tables(
    report: Report, rows: Sequence[str], columns: Sequence[str], counts: Counts, room: Room
) -> Iterator[tuple[list[SlideRow], list[float], list[str]]]:
    """Yield the rows of each slide, the widths of its columns, and its numbers in words."""
    names = [shortened(name, LONGEST_UNIT) or "–" for name in columns]
    column, turned, head, parts = planned(names, room.width, room.height)
    most = max(counts.values())
    for first, last in parts:
        widths = [room.width - column * (last - first), *[column] * (last - first)]
        header = header_of(report.say(mark("Who answers")), names[first:last], head, turned=turned)
        for size in _SIZES:  # the largest in which all stands on one slide, else the smallest
            lines = [_line(one, columns[first:last], counts, most, widths, size) for one in rows]
            pages = stretches(lines, room.height - header.height)
            if len(pages) == 1:
                break
        done = 0
        for page in pages:
            told = _told(counts, rows[done : done + len(page)], columns[first:last])
            yield [header, *page], widths, told
            done += len(page)


def _most(counted: Counter[str], order: Sequence[str]) -> list[str]:
    """Return the names that count most, in the order of the matrix."""
    chosen = {name for name, _ in counted.most_common(MOST_UNITS)}
    return [name for name in dict.fromkeys(order) if name in chosen]


def _line(
    answers: str, others: Sequence[str], counts: Counts, most: int, widths: Sequence[float], size: float
) -> SlideRow:
    cells = [SlideCell(shortened(answers, LONGEST_UNIT) or "–", bold=True)]
    for other in others:
        count = counts.get((answers, other), 0)
        fill = HEATS[-(-count * len(HEATS) // most) - 1] if count else WHITE
        cells.append(SlideCell(str(count) if count else "", fill=fill, bold=True, centred=True))
    return row_of(cells, widths, size)


def _told(counts: Counts, rows: Sequence[str], columns: Sequence[str]) -> list[str]:
    """Return the numbers of a slide in words."""
    return [f"{one} → {other} ({counts[one, other]})" for one in rows for other in columns if (one, other) in counts]
