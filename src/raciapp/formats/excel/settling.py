"""The workbook's sheet of what the talk left behind: what is contested or a question, then all other remarks."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from raciapp.document.records import Status
from raciapp.formats.branding import Branding
from raciapp.formats.excel.lists import TEXT, write_entry, write_names
from raciapp.formats.excel.page import labelled, set_up_page, sheet_title, what_it_is_about, write_title
from raciapp.formats.excel.styles import RULE, Look, Pen
from raciapp.formats.inks import STATUS_INKS
from raciapp.formats.paper import Paper
from raciapp.formats.points import TO_SETTLE, Point, count_of, other_remarks, points, statuses_of, to_settle
from raciapp.formats.report import STATUS_NAMES, STATUS_SIGNS, Report

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = [104.0, 270.0, 190.0, 62.0, 410.0]
_HEADS = 1
"""The status stays in sight, and stands again where a remark goes on in the next row."""
_STATUS = replace(TEXT, bold=True)
_LETTERS = replace(TEXT, bold=True, across="center", indent=0)


def add_points(workbook: "Workbook", report: Report, paper: Paper, branding: Branding) -> None:
    """Add the sheet to the workbook, unless nobody said anything."""
    found = points(report)
    if found:
        _write_points(workbook.create_sheet(), report, found, paper, branding)


def _write_points(
    sheet: "Worksheet", report: Report, found: tuple[Point, ...], paper: Paper, branding: Branding
) -> None:
    title = report.say("Open questions and remarks")
    sheet.title = sheet_title(title)
    pen = Pen(sheet)
    pen.set_widths(_WIDTHS)
    header = write_title(pen, paper, title, [what_it_is_about(report), _counts(report, found)])
    listed = (*to_settle(found), *other_remarks(found))
    if listed:
        names = [
            report.say("Status"),
            report.say("Activity"),
            report.say("Unit"),
            report.say("Letters"),
            report.say("Remark"),
        ]
        write_names(pen, header, names, branding)
        last = _write_all(pen, report, listed, header + 1) - 1
        sheet.freeze_panes = sheet.cell(header + 1, _HEADS + 1)
        sheet.auto_filter.ref = f"A{header}:{sheet.cell(last, len(_WIDTHS)).coordinate}"
    set_up_page(pen, report, paper, header, footer=branding.footer)


def _counts(report: Report, found: tuple[Point, ...]) -> str:
    """Return how many there are of each kind, such as «Contested: 3 · Agreed: 12 · Remarks: 2»."""
    counts = {report.say(STATUS_NAMES[status]): count_of(found, status) for status in statuses_of(found)}
    remarks = sum(bool(point.remark.strip()) for point in found)
    if remarks:
        counts[report.say("Remarks")] = remarks
    return " · ".join(labelled(report, name, count) for name, count in counts.items())


def _write_all(pen: Pen, report: Report, listed: tuple[Point, ...], row: int) -> int:
    """Write the points, with a darker line between kinds, and return the first free row."""
    before = None
    for point in listed:
        kind = point.status if point.status in TO_SETTLE else Status.NONE
        looks = _looks(point)
        if before is not None and kind is not before:
            looks = [replace(look, top=RULE) for look in looks]
        row = write_entry(pen, row, _texts(report, point), looks, _HEADS)
        before = kind
    return row


def _texts(report: Report, point: Point) -> list[str]:
    status = f"{STATUS_SIGNS[point.status]} {report.say(STATUS_NAMES[point.status])}" if point.status else ""
    return [status, point.activity_name, point.unit_name, "/".join(point.symbols), point.remark]


def _looks(point: Point) -> list[Look]:
    status = replace(_STATUS, ink=STATUS_INKS[point.status]) if point.status else _STATUS
    return [status, TEXT, TEXT, _LETTERS, TEXT]
