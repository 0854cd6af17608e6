"""The workbook's first sheet: who holds which letter on which activity."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from raciapp.formats.excel import carrying
from raciapp.formats.excel.divisions import divisions, widened, write_divisions
from raciapp.formats.excel.legend import ACTIVITY, LEAST_ROW, NUMBER, status_look, write_legend
from raciapp.formats.excel.measures import LINE, PADDING, lines_height, text_width, wrapped
from raciapp.formats.excel.page import set_up_page, sheet_title, write_title
from raciapp.formats.excel.styles import (
    BAND,
    GRID,
    HEADING,
    MUTED,
    SEVERITY_COLOURS,
    STATUS_INKS,
    Look,
    Pen,
    clean,
    letter_look,
)
from raciapp.formats.paper import Paper
from raciapp.formats.points import points, statuses_of
from raciapp.formats.report import (
    SEVERITY_NAMES,
    STATUS_NAMES,
    STATUS_SIGNS,
    Report,
    ReportCell,
    ReportRow,
    ReportSection,
)

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.comments import Comment
    from openpyxl.worksheet.worksheet import Worksheet

FIRST_UNIT = ACTIVITY + 1

_NUMBER_WIDTH, _ACTIVITY_WIDTH, _LEAST_UNIT_WIDTH = 27.0, 272.0, 31.0
_LEAST_HEADER, _MOST_HEADER, _HEADER_STEP = 66.0, 156.0, 6.0
_UNIT_LINES = 2
"""A unit's name may take two lines before the header grows."""
_HEADER_PADDING = 14.0
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


def write_matrix(sheet: "Worksheet", report: Report, paper: Paper) -> None:
    """Fill the sheet and set it up for `paper`."""
    sheet.title = sheet_title(report.say("Matrix"))
    pen = Pen(sheet)
    rows = [row for section in report.sections for row in section.rows]
    height, units = _unit_header(report, rows)
    bands, beside = divisions(report.units), _columns_beside(report, rows)
    pen.set_widths([_NUMBER_WIDTH, _ACTIVITY_WIDTH, *widened(units, bands), *(column.width for column in beside)])
    about = " · ".join(filter(None, [report.subtitle, report.matrix, report.date]))
    first = header = write_title(pen, paper, report.title, [about, _spelled(report)])
    ids = carrying.write_ids(pen, report, first, [column.token for column in beside])
    if ids is not None:
        first = header = first + 1
    if bands:
        write_divisions(pen, first, FIRST_UNIT, bands)
        carrying.write_id(pen, first, ids, carrying.DIVISIONS)
        header += 1
    _write_header(pen, report, header, height, beside)
    carrying.write_id(pen, header, ids, carrying.HEADER)
    found = points(report)
    free = _write_sections(pen, report, beside, header + 1, ids)
    for row in range(free + 1, write_legend(pen, report, statuses_of(found), free)):
        carrying.write_id(pen, row, ids, carrying.LEGEND)
    sheet.freeze_panes = sheet.cell(header + 1, FIRST_UNIT)
    if any(point.remark.strip() for point in found):
        sheet.page_setup.cellComments = "atEnd"
    set_up_page(pen, report, paper, first, header - first + 1)


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
        letters = {_shown(row.cells[place]) for row in rows}
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


def _shown(cell: ReportCell) -> str:
    """Return what is to be seen in a cell: its letters and the sign of its status."""
    return " ".join(filter(None, ["/".join(cell.symbols), STATUS_SIGNS.get(cell.status, "")]))


class _Beside(msgspec.Struct, frozen=True):
    """A column right of the units, with a word about each row and its look."""

    token: str
    name: str
    width: float
    about: Callable[[ReportRow], tuple[str, Look]]


def _columns_beside(report: Report, rows: Sequence[ReportRow]) -> list[_Beside]:
    """Return the columns for the weight of findings and for the status of whole rows, as far as rows have any."""

    def weight(row: ReportRow) -> tuple[str, Look]:
        return report.say(SEVERITY_NAMES[row.weight]) if row.weight else "", _tinted(_MARK, row)

    def status(row: ReportRow) -> tuple[str, Look]:
        if not row.status:
            return "", _MARK
        word = f"{STATUS_SIGNS[row.status]} {report.say(STATUS_NAMES[row.status])}"
        return word, replace(_MARK, bold=True, ink=STATUS_INKS[row.status])

    weights = [report.say(name) for name in SEVERITY_NAMES.values()]
    statuses = [f"{STATUS_SIGNS[one]} {report.say(name)}" for one, name in STATUS_NAMES.items()]
    found = []
    if any(row.weight for row in rows):
        found.append(_Beside(carrying.WEIGHT, report.say("Findings"), _width_of(weights), weight))
    if any(row.status for row in rows):
        found.append(_Beside(carrying.STATUS, report.say("Status"), _width_of(statuses), status))
    return found


def _width_of(words: Sequence[str]) -> float:
    return max(text_width(word, _NAME.size) for word in words) + 2 * PADDING


def _write_header(pen: Pen, report: Report, row: int, height: float, beside: Sequence[_Beside]) -> None:
    pen.set_height(row, height)
    pen.write(row, NUMBER, report.say("No."), _NUMBER_HEADING)
    pen.write(row, ACTIVITY, report.say("Activity"), HEADING)
    for column, unit in enumerate(report.units, FIRST_UNIT):
        _note(pen.write(row, column, unit.name, _UNIT), unit.remark)
    for column, one in enumerate(beside, FIRST_UNIT + len(report.units)):
        pen.write(row, column, one.name, HEADING)


def _write_sections(pen: Pen, report: Report, beside: Sequence[_Beside], row: int, ids: int | None) -> int:
    """Write the groups and their activities from `row` on, with ids in column `ids`; return the first free row."""
    looks = {letter.symbol: letter_look(letter.light) for letter in report.scheme.letters}
    number = 1
    for section in report.sections:
        if section.name:
            _write_group(pen, section, row)
            carrying.write_id(pen, row, ids, carrying.GROUP + section.id)
            row += 1
        for activity in section.rows:
            _write_row(pen, activity, looks, row, number)
            for column, one in enumerate(beside, FIRST_UNIT + len(activity.cells)):
                pen.write(row, column, *one.about(activity))
            carrying.write_id(pen, row, ids, carrying.ACTIVITY + activity.id)
            row, number = row + 1, number + 1
    return row


def _write_group(pen: Pen, section: ReportSection, row: int) -> None:
    for column in range(ACTIVITY + 1, len(pen.widths) + 1):
        pen.write(row, column, "", _GROUP)
    lines = pen.write_across(row, NUMBER, ACTIVITY, section.name, _GROUP)  # merged within what stays in sight
    pen.fit_height(row, lines, _GROUP, LEAST_ROW)


def _write_row(pen: Pen, activity: ReportRow, looks: dict[str, Look], row: int, number: int) -> None:
    pen.number(row, NUMBER, number, _tinted(_ROW_NUMBER, activity))
    _note(pen.write(row, ACTIVITY, activity.name, _NAME), activity.remark)
    pen.fit_height(row, len(pen.lines(activity.name, _NAME, ACTIVITY)), _NAME, LEAST_ROW)
    for column, cell in enumerate(activity.cells, FIRST_UNIT):
        text, look = _letters(cell, looks) if cell.symbols else _status_alone(cell)
        _note(pen.write(row, column, text, look), cell.remark)


def _letters(cell: ReportCell, looks: dict[str, Look]) -> tuple[str, Look]:
    look = looks[cell.symbols[0]]
    return "/".join(cell.symbols), replace(look, sign=STATUS_SIGNS[cell.status]) if cell.status else look


def _status_alone(cell: ReportCell) -> tuple[str, Look]:
    """Return the sign as text where there is no letter behind which it could be shown."""
    if not cell.status:
        return "", _EMPTY
    return STATUS_SIGNS[cell.status], status_look(cell.status)


def _tinted(look: Look, activity: ReportRow) -> Look:
    if activity.weight is None:
        return look
    ink, fill = SEVERITY_COLOURS[activity.weight]
    return replace(look, ink=ink, fill=fill)


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
