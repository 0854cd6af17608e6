"""The workbook's first sheet: who holds which letter on which activity."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from raciapp.formats.excel.measures import LINE, PADDING, lines_height, text_width, wrapped
from raciapp.formats.excel.page import set_up_page, sheet_title, write_title
from raciapp.formats.excel.styles import (
    BAND,
    GRID,
    HEADING,
    MUTED,
    SEVERITY_COLOURS,
    Look,
    Pen,
    clean,
    letter_look,
)
from raciapp.formats.paper import Paper
from raciapp.formats.report import SEVERITY_NAMES, Report, ReportCell, ReportRow, ReportSection

if TYPE_CHECKING:
    from openpyxl.comments import Comment
    from openpyxl.worksheet.worksheet import Worksheet

NUMBER, ACTIVITY, FIRST_UNIT = 1, 2, 3
"""Columns."""

_NUMBER_WIDTH, _ACTIVITY_WIDTH, _LEAST_UNIT_WIDTH = 27.0, 272.0, 31.0
_LEAST_HEADER, _MOST_HEADER, _HEADER_STEP = 66.0, 156.0, 6.0
_UNIT_LINES = 2
"""A unit's name may take two lines before the header grows."""
_HEADER_PADDING = 14.0
_LEAST_ROW = 21.0
_COMMENT_PIXELS, _MOST_COMMENT_PIXELS = 220, 600

_UNIT = Look(
    size=9, bold=True, fill=HEADING.fill, line=GRID, bottom=HEADING.bottom, across="center", down="bottom", turned=True
)
_NUMBER_HEADING = Look(
    size=9, ink=MUTED, fill=HEADING.fill, line=GRID, bottom=HEADING.bottom, across="center", down="bottom"
)
_GROUP = Look(bold=True, fill=BAND, top=GRID, bottom=GRID, indent=1)
_NAME = Look(line=GRID, indent=1)
_ROW_NUMBER = Look(size=8, ink=MUTED, line=GRID, across="center")
_EMPTY = Look(line=GRID)
_MARK = Look(size=9, line=GRID, indent=1)
_LEGEND_HEADING = Look(size=9, bold=True, ink=MUTED)
_LEGEND = Look(size=9, indent=1)


def write_matrix(sheet: "Worksheet", report: Report, paper: Paper) -> None:
    """Fill the sheet and set it up for `paper`."""
    sheet.title = sheet_title(report.say("Matrix"))
    pen = Pen(sheet)
    rows = [row for section in report.sections for row in section.rows]
    height, units = _unit_header(report, rows)
    marked = any(row.weight for row in rows)
    pen.set_widths([_NUMBER_WIDTH, _ACTIVITY_WIDTH, *units, *([_marks_width(report)] if marked else [])])
    about = " · ".join(filter(None, [report.subtitle, report.matrix, report.date]))
    header = write_title(pen, paper, report.title, [about, _spelled(report)])
    _write_header(pen, report, header, height, marked=marked)
    _write_legend(pen, report, _write_sections(pen, report, header + 1))
    sheet.freeze_panes = sheet.cell(header + 1, FIRST_UNIT)
    if any(cell.remark for row in rows for cell in row.cells):
        sheet.page_setup.cellComments = "atEnd"
    set_up_page(pen, report, paper, header)


def _spelled(report: Report) -> str:
    """Return what the scheme's letters stand for: the legend itself is further down than the first page shows."""
    names = ", ".join(letter.name.text(report.language) for letter in report.legend)
    return report.say("{name}: {meaning}", name=report.scheme.name, meaning=names)


def _unit_header(report: Report, rows: Sequence[ReportRow]) -> tuple[float, list[float]]:
    """Return the height of the header and the width of each unit's column, so that names and letters fit."""
    names = [clean(unit.name) for unit in report.units]
    height = _LEAST_HEADER
    for name in names:
        while height < _MOST_HEADER and len(_header_lines(name, height)) > _UNIT_LINES:
            height += _HEADER_STEP
    widths = []
    for place, name in enumerate(names):
        letters = {"/".join(row.cells[place].symbols) for row in rows}
        widths.append(
            max(
                _LEAST_UNIT_WIDTH,
                len(_header_lines(name, height)) * _UNIT.size * LINE + PADDING,
                max((text_width(text, _EMPTY.size, bold=True) for text in letters), default=0) + PADDING,
            )
        )
    return height, widths


def _header_lines(name: str, height: float) -> list[str]:
    return wrapped(name, height - _HEADER_PADDING, _UNIT.size, bold=_UNIT.bold)


def _marks_width(report: Report) -> float:
    words = [report.say(name) for name in SEVERITY_NAMES.values()]
    return max(text_width(word, _NAME.size) for word in words) + 2 * PADDING


def _write_header(pen: Pen, report: Report, row: int, height: float, *, marked: bool) -> None:
    pen.set_height(row, height)
    pen.write(row, NUMBER, report.say("No."), _NUMBER_HEADING)
    pen.write(row, ACTIVITY, report.say("Activity"), HEADING)
    for column, unit in enumerate(report.units, FIRST_UNIT):
        pen.write(row, column, unit.name, _UNIT)
    if marked:
        pen.write(row, len(pen.widths), report.say("Findings"), HEADING)


def _write_sections(pen: Pen, report: Report, row: int) -> int:
    """Write the groups and their activities from `row` on and return the first free row."""
    looks = {letter.symbol: letter_look(letter.light) for letter in report.scheme.letters}
    number = 1
    for section in report.sections:
        if section.name:
            _write_group(pen, section, row)
            row += 1
        for activity in section.rows:
            _write_row(pen, report, activity, looks, row, number)
            row, number = row + 1, number + 1
    return row


def _write_group(pen: Pen, section: ReportSection, row: int) -> None:
    for column in range(ACTIVITY + 1, len(pen.widths) + 1):
        pen.write(row, column, "", _GROUP)
    lines = pen.write_across(row, NUMBER, ACTIVITY, section.name, _GROUP)  # merged within what stays in sight
    pen.fit_height(row, lines, _GROUP, _LEAST_ROW)


def _write_row(pen: Pen, report: Report, activity: ReportRow, looks: dict[str, Look], row: int, number: int) -> None:
    pen.number(row, NUMBER, number, _tinted(_ROW_NUMBER, activity))
    pen.write(row, ACTIVITY, activity.name, _NAME)
    pen.fit_height(row, len(pen.lines(activity.name, _NAME, ACTIVITY)), _NAME, _LEAST_ROW)
    for column, cell in enumerate(activity.cells, FIRST_UNIT):
        look = looks[cell.symbols[0]] if cell.symbols else _EMPTY
        written = pen.write(row, column, "/".join(cell.symbols), look)
        if cell.remark:
            written.comment = _comment(cell)
    after = FIRST_UNIT + len(activity.cells)
    if after == len(pen.widths):  # there is a column for marks
        word = report.say(SEVERITY_NAMES[activity.weight]) if activity.weight else ""
        pen.write(row, after, word, _tinted(_MARK, activity))


def _tinted(look: Look, activity: ReportRow) -> Look:
    if activity.weight is None:
        return look
    ink, fill = SEVERITY_COLOURS[activity.weight]
    return replace(look, ink=ink, fill=fill)


def _comment(cell: ReportCell) -> "Comment":
    from openpyxl.comments import Comment

    text = clean(cell.remark)
    lines = wrapped(text, _COMMENT_PIXELS * 0.75 - PADDING, 10)
    height = min(lines_height(len(lines), 10) / 0.75 + PADDING, _MOST_COMMENT_PIXELS)
    return Comment(text, "raciapp", height=round(height), width=_COMMENT_PIXELS)


def _write_legend(pen: Pen, report: Report, row: int) -> None:
    pen.set_height(row, 12)
    pen.write_across(row + 1, NUMBER, ACTIVITY, report.say("Legend"), _LEGEND_HEADING)
    pen.fit_height(row + 1, 1, _LEGEND_HEADING, _LEAST_ROW)
    for place, letter in enumerate(report.legend, row + 2):
        meaning = report.say(
            "{name}: {meaning}", name=letter.name.text(report.language), meaning=letter.meaning.text(report.language)
        )
        pen.write(place, NUMBER, letter.symbol, letter_look(letter.light))
        pen.write(place, ACTIVITY, meaning, _LEGEND)
        pen.fit_height(place, len(pen.lines(meaning, _LEGEND, ACTIVITY)), _LEGEND, _LEAST_ROW)
