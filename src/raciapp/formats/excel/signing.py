"""The workbook's last sheet: a line for each unit to sign on."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from raciapp.formats.branding import Branding
from raciapp.formats.excel.lists import write_names
from raciapp.formats.excel.measures import most_lines
from raciapp.formats.excel.page import set_up_page, sheet_title, what_it_is_about, write_title
from raciapp.formats.excel.styles import GRID, Look, Pen
from raciapp.formats.method import SIGNING, SIGNING_HEADS
from raciapp.formats.paper import Paper
from raciapp.formats.report import Report

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_WIDTHS = [190.0, 150.0, 150.0, 80.0]
_UNIT = Look(bold=True, line=GRID, indent=1)
_OPEN = replace(_UNIT, bold=False)
_LEAST_ROW = 38.0
"""Points; room for a signature by hand."""


def add_sign_off(workbook: "Workbook", report: Report, paper: Paper, branding: Branding) -> None:
    """Add the sheet to the workbook, unless there are no units."""
    if not report.units:
        return
    sheet = workbook.create_sheet()
    sheet.title = sheet_title(report.say("Sign-off"))
    pen = Pen(sheet)
    pen.set_widths(_WIDTHS)
    header = write_title(pen, paper, report.say("Sign-off"), [what_it_is_about(report), report.say(SIGNING)])
    write_names(pen, header, [report.say(head) for head in SIGNING_HEADS], branding)
    for row, unit in enumerate(report.units, header + 1):
        pen.write(row, 1, unit.name, _UNIT)
        for column in range(2, len(_WIDTHS) + 1):
            pen.write(row, column, "", _OPEN)
        lines = min(len(pen.lines(unit.name, _UNIT, 1)), most_lines(_UNIT.size))
        pen.fit_height(row, lines, _UNIT, _LEAST_ROW)
    sheet.freeze_panes = sheet.cell(header + 1, 1)
    set_up_page(pen, report, paper, header, footer=branding.footer, portrait=True)
