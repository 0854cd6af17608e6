"""The workbook's last sheet: what letters and signs mean, how many findings there are, how they came about."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from raciapp.base.messages import mark
from raciapp.formats.branding import Branding
from raciapp.formats.excel.legend import LEAST_ROW, explained
from raciapp.formats.excel.page import set_up_page, sheet_title, what_it_is_about, write_title
from raciapp.formats.excel.styles import GRID, Look, Pen, accented
from raciapp.formats.inks import SEVERITY_COLOURS
from raciapp.formats.method import method
from raciapp.formats.paper import Paper
from raciapp.formats.report import SEVERITY_NAMES, STATUS_NAMES, Report

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

Line = tuple[str, Look, str]
"""A sign or a name, its look, and what is said about it."""

_WIDTHS = [150.0, 430.0]
_HEADING = Look(bold=True, indent=1)
_NAME = Look(bold=True, line=GRID, indent=1)
_TEXT = Look(line=GRID, indent=1)
_GAP = 14.0


def add_method(workbook: "Workbook", report: Report, paper: Paper, branding: Branding) -> None:
    """Add the sheet to the workbook."""
    sheet = workbook.create_sheet()
    title = report.say("Legend and method")
    sheet.title = sheet_title(title)
    pen = Pen(sheet)
    pen.set_widths(_WIDTHS)
    row = write_title(pen, paper, title, [what_it_is_about(report)])
    row = _write_table(pen, row, report.say("Legend"), explained(report, tuple(STATUS_NAMES)), branding)
    row = _write_table(pen, row, report.say("Findings"), _weights(report), branding)
    _write_table(pen, row, report.say("Method"), _told(report), branding)
    set_up_page(pen, report, paper, 1, 0, footer=branding.footer, portrait=True)


def _write_table(pen: Pen, row: int, title: str, lines: list[Line], branding: Branding) -> int:
    """Write a heading and a row for each line; return the first row for the next table."""
    look = accented(_HEADING, branding)
    pen.fit_height(row, pen.write_across(row, 1, len(_WIDTHS), title, look), look, LEAST_ROW)
    for sign, badge, text in lines:
        row += 1
        pen.write(row, 1, sign, badge)
        pen.write(row, 2, text, _TEXT)
        pen.fit_height(row, max(len(pen.lines(sign, badge, 1)), len(pen.lines(text, _TEXT, 2))), _TEXT, LEAST_ROW)
    pen.set_height(row + 1, _GAP)
    return row + 2


def _weights(report: Report) -> list[Line]:
    """Return how many open findings there are of each severity, and how many are accepted."""
    found = []
    for severity, name in SEVERITY_NAMES.items():
        ink, fill = SEVERITY_COLOURS[severity]
        count = sum(one.severity is severity for one in report.open_findings)
        found.append((report.say(name), replace(_NAME, ink=ink, fill=fill), str(count)))
    return [*found, (report.say("Accepted"), _NAME, str(len(report.accepted_findings)))]


def _told(report: Report) -> list[Line]:
    """Return how the matrix is to be read and how the findings came about."""
    own = (
        mark("This workbook"),
        mark(
            "Letters are changed in the sheet with the matrix: colours and counts there follow by themselves, what "
            "the other sheets say does not. The workbook can be sent back; raciapp then shows what was changed in it."
        ),
    )
    return [(report.say(name), _NAME, report.say(text)) for name, text in (*method(report), own)]
