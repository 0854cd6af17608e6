"""The workbook's sheet of pictures: charts with their numbers below them, and who hands work to whom as a map."""

import math
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec.structs import replace

from raciapp.base.messages import mark
from raciapp.formats.branding import Branding
from raciapp.formats.excel.bars import Bars, Kind, colours, pictures_of_bars
from raciapp.formats.excel.handovers import Map, handover_map, write_heads, write_list, write_map
from raciapp.formats.excel.legend import LEAST_ROW
from raciapp.formats.excel.measures import most_lines
from raciapp.formats.excel.page import labelled, set_up_page, sheet_title, what_it_is_about, write_title
from raciapp.formats.excel.planning import UNIT, turned_height, turned_width
from raciapp.formats.excel.saving import tell
from raciapp.formats.excel.styles import GRID, HEADING, SUBTITLE, Look, Pen, accented, clean
from raciapp.formats.figures import Figures, figures
from raciapp.formats.paper import Paper
from raciapp.formats.report import Report

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_NAMES, _LEAST_COLUMN = 190.0, 40.0
_WIDEST_CHART = 720.0
"""Points."""
_TALLEST_PART = 250.0
"""Points of a row under a chart; several make its room."""
_AIR = 14.0
_TITLE = Look(size=13, bold=True, down="bottom")
_PART_TITLE = Look(bold=True, down="bottom")
_NAME = Look(line=GRID, indent=1)
_COUNT = Look(line=GRID, across="center", form='0;-0;"–"')
_TOTAL = replace(_COUNT, bold=True)
_HEAD = replace(HEADING, down="bottom")
_BESIDE_BAR = Look(size=8)


def add_pictures(workbook: "Workbook", report: Report, paper: Paper, branding: Branding) -> None:
    """Add the sheet to the workbook, unless there are no units or no activities."""
    if report.units and any(section.rows for section in report.sections):
        _Pictures(workbook, report, branding).write(paper)


class _Pictures:
    """Writes one picture under the other."""

    def __init__(self, workbook: "Workbook", report: Report, branding: Branding) -> None:
        self._report, self._branding = report, branding
        self._sheet = workbook.create_sheet()
        self._sheet.title = sheet_title(report.say("In pictures"))
        self._pen = Pen(self._sheet)
        self._found: Figures = figures(report)
        self._bars = pictures_of_bars(report, self._found, branding)
        self._map: Map = handover_map(report, self._found.handovers)
        widths = _widths([*(_heads(picture) for picture in self._bars), self._map.columns])
        self._pen.set_widths([_NAMES, *widths])
        self._hidden = len(widths) + 2

    def write(self, paper: Paper) -> None:
        """Write everything and set the sheet up for printing."""
        pen, report = self._pen, self._report
        row = write_title(pen, paper, report.say("In pictures"), [what_it_is_about(report)])
        *first, groups = self._bars
        for place, picture in enumerate(first):
            row = self._write_bars(picture, row, apart=place > 0)
        row = self._write_handovers(row)
        row = self._write_bars(groups, row, apart=True)
        pen.hide_column(self._hidden)
        set_up_page(pen, report, paper, 1, 0, footer=self._branding.footer, portrait=True)
        if self._map.cut:
            self._sheet.print_area = pen.area(1, 1, row - 1, len(pen.widths))  # of a list this long nobody wants paper
            self._write_list(row)

    # -- bars -------------------------------------------------------------------------------------------------

    def _write_bars(self, picture: Bars, row: int, *, apart: bool) -> int:
        """Write a picture: title, chart, table; return the first row of the next."""
        row = self._write_title(picture.title, [picture.note, self._capped(picture)], row, apart=apart)
        end = self._write_table(picture, self._leave_room(picture, row))
        self._pen.set_height(end, _AIR)
        return end + 1

    def _capped(self, picture: Bars) -> str:
        if picture.shown == len(picture.bars):
            return ""
        sentence = mark("The chart shows the {shown} longest bars of {total}; the table below holds all of them.")
        return self._report.say(sentence, shown=picture.shown, total=len(picture.bars))

    def _leave_room(self, picture: Bars, row: int) -> int:
        """Draw the chart of a picture and return the first row under it."""
        from raciapp.formats.excel.charts import Numbers, anchored, bar_chart, height_of

        height = height_of(picture)
        parts = math.ceil(height / _TALLEST_PART)
        for place in range(row, row + parts):
            self._pen.set_height(place, height / parts)
        first = row + parts + 1
        last = first + picture.shown - 1
        many = len(picture.kinds) > 1
        numbers = Numbers(
            self._named(first, self._hidden, last),
            tuple(self._named(first, column, last) for column in range(2, 2 + len(picture.kinds))),
        )
        width = min(sum(self._pen.widths), _WIDEST_CHART)
        chart = bar_chart(picture, numbers, width)
        anchored(chart, row, width, height)
        tell(chart, picture.title, self._told(picture, many=many))
        self._sheet.add_chart(chart)
        return row + parts

    def _named(self, first: int, column: int, last: int) -> str:
        from openpyxl.utils import quote_sheetname

        return f"{quote_sheetname(self._sheet.title)}!{self._pen.area(first, column, last, column, fixed=True)}"

    def _told(self, picture: Bars, *, many: bool) -> str:
        """Return every number of a chart in words."""

        def counts(numbers: Sequence[int], total: int) -> str:
            held = [f"{kind.name} {number}" for kind, number in zip(picture.kinds, numbers, strict=True) if number]
            return ", ".join([*(held if many else []), f"{picture.last} {total}"])

        told = (
            labelled(self._report, one.name, counts(one.counts, one.total)) for one in picture.bars[: picture.shown]
        )
        return f"{picture.title}. {'; '.join(told)}"

    def _write_table(self, picture: Bars, row: int) -> int:
        """Write the numbers of a picture and return the first free row."""
        from raciapp.formats.excel.charts import short_name

        pen, many = self._pen, len(picture.kinds) > 1
        head, turned = accented(_HEAD, self._branding), accented(UNIT, self._branding)
        looks = [_head_look(kind) for kind in picture.kinds] if many else []
        write_heads(pen, row, [picture.first, *_heads(picture)], [head, *looks, turned])
        for bar in picture.bars:
            row += 1
            pen.write(row, 1, bar.name, _NAME)
            pen.fit_height(row, min(len(pen.lines(bar.name, _NAME, 1)), most_lines(_NAME.size)), _NAME, LEAST_ROW)
            for column, count in enumerate(bar.counts if many else (), 2):
                pen.number(row, column, count, _COUNT)
            pen.number(row, len(bar.counts) + 2 if many else 2, bar.total, _TOTAL)
            pen.write(row, self._hidden, short_name(bar.name), _BESIDE_BAR)
        return row + 1

    # -- hand-overs -------------------------------------------------------------------------------------------

    def _write_handovers(self, row: int) -> int:
        """Write the maps and return the first row of the next picture."""
        pen, report, shown = self._pen, self._report, self._map
        if not self._found.handovers:
            nobody = [report.say("Nobody hands work to anybody.")]
            return self._write_title(report.say("Who hands work to whom"), nobody, row, apart=True)
        notes = [
            report.say("Down the side who answers, along the top who does the work or is asked."),
            report.say("Only the units with the most are shown.") if shown.cut else "",
        ]
        row = self._write_title(report.say("Who hands work to whom"), notes, row, apart=True)
        parts = (("Activities this unit does", shown.does), ("Activities it is asked about", shown.asked))
        for title, counts in parts:
            if any(counts.values()):
                pen.fit_height(
                    row, pen.write_across(row, 1, len(pen.widths), report.say(title), _PART_TITLE), _PART_TITLE, 24
                )
                row = write_map(pen, report, shown, counts, row + 1, self._branding)
                pen.set_height(row, _AIR)
                row += 1
        return row

    def _write_list(self, row: int) -> None:
        """Write all hand-overs below the rest."""
        note = [self._report.say(mark("All hand-overs, under the unit that answers."))]
        row = self._write_title(self._report.say("Hand-overs"), note, row, apart=False)
        write_list(self._pen, self._report, self._found.handovers, row, self._branding)

    def _write_title(self, title: str, notes: Sequence[str], row: int, *, apart: bool) -> int:
        """Write what stands over a picture, on a new page if it is to be `apart`; return the row below it."""
        from openpyxl.worksheet.pagebreak import Break

        pen = self._pen
        if apart:
            self._sheet.row_breaks.append(Break(id=row - 1))
        last = len(pen.widths)
        pen.fit_height(row, pen.write_across(row, 1, last, title, _TITLE), _TITLE, 28)
        for note in filter(None, notes):
            row += 1
            pen.fit_height(row, pen.write_across(row, 1, last, note, SUBTITLE), SUBTITLE)
        pen.set_height(row + 1, _AIR / 2)
        return row + 2


def _heads(picture: Bars) -> list[str]:
    """Return what stands over the numbers of a picture."""
    kinds = [kind.called for kind in picture.kinds] if len(picture.kinds) > 1 else []
    return [*kinds, picture.last]


def _head_look(kind: Kind) -> Look:
    """Return the look of what stands over a number, in the colours its kind has in the chart."""
    fill, ink, edge = colours(kind.ink)
    return replace(UNIT, fill=fill, ink=ink, line=edge)


def _widths(heads: Sequence[Sequence[str]]) -> list[float]:
    """Return the widths of columns in which all these names can be turned."""
    found = []
    for names in heads:
        cleaned = [clean(name) for name in names]
        height = turned_height(cleaned)
        found.append([turned_width(name, height) for name in cleaned])
    return [max(_LEAST_COLUMN, *column) for column in zip_longest(*found, fillvalue=0.0)]
