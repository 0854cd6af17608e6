"""The workbook's first sheet: who holds which letter on which activity."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from raciapp.base.messages import translate
from raciapp.base.words import Language
from raciapp.formats.branding import Branding
from raciapp.formats.excel import carrying
from raciapp.formats.excel.checks import (
    colour_checks,
    write_check_headings,
    write_checks,
    write_loads,
)
from raciapp.formats.excel.divisions import divisions, write_divisions
from raciapp.formats.excel.legend import ACTIVITY, LEAST_ROW, NUMBER, status_look, write_legend
from raciapp.formats.excel.measures import PADDING, lines_height, wrapped
from raciapp.formats.excel.options import ExcelOptions
from raciapp.formats.excel.page import keep_headings, labelled, set_up_page, sheet_title, write_title
from raciapp.formats.excel.planning import EMPTY, FIRST_UNIT, NAME, UNIT, planned, tinted
from raciapp.formats.excel.reacting import (
    Body,
    colour_letters,
    name_areas,
    offer_values,
    outline,
    protect,
    write_values,
)
from raciapp.formats.excel.styles import (
    BAND,
    GRID,
    HEADING,
    MUTED,
    Look,
    Pen,
    accented,
    clean,
    letter_look,
)
from raciapp.formats.points import points, statuses_of
from raciapp.formats.report import (
    STATUS_SIGNS,
    Report,
    ReportCell,
    ReportRow,
    ReportSection,
)

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.comments import Comment
    from openpyxl.workbook import Workbook


_FILTER_ROW, _HEADER_AIR = 16.0, 6.0
"""Room for the buttons of the filter, which would hide the beginnings of turned names."""
_COMMENT_PIXELS, _MOST_COMMENT_PIXELS = 220, 600

_NUMBER_HEADING = Look(size=9, across="center", down="bottom")
_GROUP = Look(bold=True, fill=BAND, top=GRID, bottom=GRID, indent=1)
_ROW_NUMBER = Look(size=8, ink=MUTED, line=GRID, across="center")


class Matrix:
    """Writes the matrix with a pen, from whatever row it is given."""

    def __init__(self, pen: Pen, report: Report, options: ExcelOptions, branding: Branding) -> None:
        """Measure everything and make the columns."""
        self._pen, self._report, self._options, self._branding = pen, report, options, branding
        self._bands = divisions(report.units)
        self._plan = planned(report, options)
        self._ids: int | None = None
        self.end = 0
        """The first row of the sheet below the matrix and its legend."""
        pen.set_widths(self._plan.widths)

    def write(self, workbook: "Workbook", row: int) -> tuple[int, Body]:
        """Write from `row` on, headings first; return the first of their rows and where the matrix then stands."""
        pen, report = self._pen, self._report
        top = header = row
        self._ids = carrying.write_ids(pen, report, row, self._plan.tokens)
        if self._ids is not None:
            top = header = row + 1
        if self._bands:
            write_divisions(pen, top, FIRST_UNIT, self._bands)
            carrying.write_id(pen, top, self._ids, carrying.DIVISIONS)
            header += 1
        self._write_header(header)
        free, stretches = self._write_sections(header + 2)
        body = self._body(header, free, stretches)
        self._react(workbook, body, stretches)
        self._write_below(body, free)
        return top, body

    def _write_header(self, row: int) -> None:
        pen, report = self._pen, self._report
        heading, unit, number = (accented(look, self._branding) for look in (HEADING, UNIT, _NUMBER_HEADING))
        pen.set_height(row, self._plan.height + _HEADER_AIR)
        pen.write(row, NUMBER, report.say("No."), number)
        pen.write(row, ACTIVITY, report.say("Activity"), heading)
        for column, one in enumerate(report.units, FIRST_UNIT):
            _note(pen.write(row, column, one.name, unit), one.remark)
        first = FIRST_UNIT + len(report.units) + len(self._plan.checks)
        for column, beside in enumerate(self._plan.beside, first):
            pen.write(row, column, beside.name, heading)
        pen.set_height(row + 1, _FILTER_ROW)
        for column in range(NUMBER, len(self._plan.widths) + 1):
            pen.write(row + 1, column, "", heading)
        write_check_headings(pen, report, row, self._plan.checks)
        carrying.write_id(pen, row, self._ids, carrying.HEADER)

    def _write_sections(self, row: int) -> tuple[int, list[tuple[int, int]]]:
        """Write the groups and their activities; return the first free row and where the activities of groups are."""
        report, opened = self._report, self._options.protect
        looks = {letter.symbol: replace(letter_look(letter.light), open=opened) for letter in report.scheme.letters}
        looks[""] = replace(EMPTY, open=opened)
        number, stretches = 1, []
        for section in report.sections:
            if section.name:
                _write_group(self._pen, section, row)
                carrying.write_id(self._pen, row, self._ids, carrying.GROUP + section.id)
                row += 1
            for place, activity in enumerate(section.rows):
                self._write_row(activity, looks, row + place, number + place)
            if section.rows:
                stretches.append((row, row + len(section.rows) - 1))
                if section.name:
                    outline(self._pen, stretches[-1:])
            row, number = row + len(section.rows), number + len(section.rows)
        return row, stretches

    def _write_row(self, activity: ReportRow, looks: dict[str, Look], row: int, number: int) -> None:
        pen = self._pen
        pen.number(row, NUMBER, number, tinted(_ROW_NUMBER, activity))
        _note(pen.write(row, ACTIVITY, activity.name, NAME), activity.remark)
        pen.fit_height(row, len(pen.lines(activity.name, NAME, ACTIVITY)), NAME, LEAST_ROW)
        for column, cell in enumerate(activity.cells, FIRST_UNIT):
            text, look = _letters(cell, looks) if cell.symbols else _status_alone(cell, looks[""])
            _note(pen.write(row, column, text, look), cell.remark)
        write_checks(pen, activity, row, self._plan.checks, FIRST_UNIT)
        for column, one in enumerate(self._plan.beside, FIRST_UNIT + len(activity.cells) + len(self._plan.checks)):
            pen.write(row, column, *one.about(activity))
        carrying.write_id(pen, row, self._ids, carrying.ACTIVITY + activity.id)

    def _body(self, header: int, free: int, stretches: list[tuple[int, int]]) -> Body:
        with_spare = [*stretches[:-1], (stretches[-1][0], free)] if stretches else []
        units = len(self._report.units)
        return Body(
            header=header,
            filter=header + 1,
            first=header + 2,
            end=max(free - 1, header + 2),
            activities=ACTIVITY,
            units=FIRST_UNIT,
            last=FIRST_UNIT + units - 1,
            right=self._ids or len(self._plan.widths),
            stretches=tuple(with_spare) if units else (),
        )

    def _react(self, workbook: "Workbook", body: Body, stretches: list[tuple[int, int]]) -> None:
        pen = self._pen
        if body.stretches:
            offer_values(pen, self._report, body, write_values(workbook, self._report))
            colour_letters(pen, self._report, body)
            colour_checks(pen, self._plan.checks, stretches)
            name_areas(workbook, pen, body)
            # With the hidden ids, so that whoever sorts here takes them along.
            pen.sheet.auto_filter.ref = pen.area(body.filter, NUMBER, body.end, body.right)
        if self._options.protect:
            protect(pen)

    def _write_below(self, body: Body, free: int) -> None:
        """Write the loads and the legend, under an empty row in which one more activity may be typed."""
        pen, report = self._pen, self._report
        pen.set_height(free, LEAST_ROW)
        if self._options.protect and body.stretches:
            for column in range(body.units, body.last + 1):
                pen.write(free, column, "", Look(open=True))
        if self._plan.checks and body.stretches:
            pen.set_height(free + 1, 8)
            free = write_loads(pen, report, free + 2, (body.first, free), FIRST_UNIT, self._ids)
        self.end = write_legend(pen, report, statuses_of(points(report)), free) + pen.top
        for row in range(free + 1, self.end - pen.top):
            carrying.write_id(pen, row, self._ids, carrying.LEGEND)


def write_matrix(workbook: "Workbook", report: Report, options: ExcelOptions, branding: Branding) -> Pen:
    """Fill the workbook's first sheet and set it up for printing; return its pen."""
    sheet = workbook.worksheets[0]
    sheet.title = sheet_title(report.say("Matrix"))
    pen = Pen(sheet)
    matrix = Matrix(pen, report, options, branding)
    about = " · ".join(filter(None, [report.subtitle, report.matrix, report.date]))
    row = write_title(pen, options.paper, report.title, [about, _covered(report), _spelled(report)])
    top, body = matrix.write(workbook, row)
    sheet.freeze_panes = sheet.cell(body.first, FIRST_UNIT)
    if any(point.remark.strip() for point in points(report)):
        sheet.page_setup.cellComments = "atEnd"
    set_up_page(pen, report, options.paper, top, body.filter - top + 1, footer=branding.footer)
    folded = {first for first, _ in body.stretches if sheet.row_dimensions[first].outlineLevel}
    keep_headings(pen, options.paper, range(top, body.filter + 1), {row - 1 for row in folded}, body.end + 1)
    return pen


def _covered(report: Report) -> str:
    """Return what the consultant says about the deliverable: for whom, which version, by whom."""
    return " · ".join(
        labelled(report, report.say(label), text) for label, text in report.particulars if text != report.date
    )


def _spelled(report: Report) -> str:
    """Return what the scheme's letters stand for: the legend itself is further down than the first page shows."""

    def spelled(language: Language) -> str:
        names = ", ".join(letter.name.text(language) for letter in report.legend)
        return translate("{name}: {meaning}", language, name=report.scheme.name, meaning=names)

    return report.spoken.of(spelled)


def _write_group(pen: Pen, section: ReportSection, row: int) -> None:
    for column in range(ACTIVITY + 1, len(pen.widths) + 1):
        pen.write(row, column, "", _GROUP)
    lines = pen.write_across(row, NUMBER, ACTIVITY, section.name, _GROUP)  # merged within what stays in sight
    pen.fit_height(row, lines, _GROUP, LEAST_ROW)


def _letters(cell: ReportCell, looks: dict[str, Look]) -> tuple[str, Look]:
    look = looks[cell.symbols[0]]
    return "/".join(cell.symbols), replace(look, sign=STATUS_SIGNS[cell.status]) if cell.status else look


def _status_alone(cell: ReportCell, empty: Look) -> tuple[str, Look]:
    """Return the sign as text where there is no letter behind which it could be shown."""
    if not cell.status:
        return "", empty
    return STATUS_SIGNS[cell.status], replace(status_look(cell.status), open=empty.open)


def _note(cell: "Cell", remark: str) -> None:
    """Hang a remark on a cell, if there is one."""
    if remark.strip():
        cell.comment = _comment(remark)


def _comment(remark: str) -> "Comment":
    from openpyxl.comments import Comment

    text = clean(remark)
    lines = wrapped(text, _COMMENT_PIXELS * 0.75 - PADDING, 10)
    height = min(lines_height(len(lines), 10) / 0.75 + PADDING, _MOST_COMMENT_PIXELS)
    return Comment(text, "raciapp", height=round(height), width=_COMMENT_PIXELS)
