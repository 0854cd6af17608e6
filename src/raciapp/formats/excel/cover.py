"""The workbook's cover: whose matrix it is, for whom and when, and which sheets there are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from raciapp.formats.branding import LEGIBLE, Branding, contrast
from raciapp.formats.excel.legend import LEAST_ROW
from raciapp.formats.excel.measures import most_lines
from raciapp.formats.excel.page import page_height, set_up_page, sheet_title
from raciapp.formats.excel.styles import GRID, MUTED, Look, Pen, accented, clean
from raciapp.formats.paper import Paper
from raciapp.formats.report import Report

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = [24.0, 136.0, 350.0, 24.0]
_LABELS, _TEXTS, _LAST = 2, 3, 4
_LOGO = (220.0, 64.0)
"""The most points it may be wide and high."""
_TITLE_SIZES = (28, 22, 17, 13, 10)
_MOST_TITLE_LINES = 4
_LEAST_FIELD = 200.0
"""Points of the field with the names."""
_AIR = 20.0

_FIELD = Look()
_TITLE = Look(bold=True, down="bottom")
_MATRIX = Look(size=14, down="center")
_KIND = Look(size=10, down="top")
_LABEL = Look(ink=MUTED, down="top")
_TEXT = Look(down="top")
_HEADING = Look(bold=True, bottom=GRID, down="bottom")
_LINK = Look(bottom=GRID)


def add_cover(
    workbook: "Workbook",
    report: Report,
    matrix: "Worksheet",
    sheets: Sequence["Worksheet"],
    paper: Paper,
    branding: Branding,
) -> None:
    """Put the cover before all other sheets; it leads to the sheet of the `matrix` and to the others of ours.

    Those are called what their first cells say.
    """
    sheet = workbook.create_sheet(index=0)
    sheet.title = sheet_title(report.say("Cover"))
    pen = Pen(sheet)
    pen.set_widths(_WIDTHS)
    row = _write_logo(pen, report, branding)
    row = _write_names(pen, report, row, branding)
    row = _write_told(pen, report, row)
    named = [(report.say("Matrix"), matrix), *((str(one.cell(1, 1).value), one) for one in sheets)]
    row = _write_sheets(pen, report, named, row, branding)
    set_up_page(pen, report, paper, 1, 0, footer=branding.footer, portrait=True)
    sheet.oddFooter.left.text = sheet.oddFooter.right.text = None
    taken = sum(sheet.row_dimensions[one].height or 0 for one in range(1, row))
    sheet.page_setup.fitToHeight = int(taken < 2 * page_height(paper, pen))  # a note of many pages stays readable
    sheet.print_options.horizontalCentered = True
    for one in workbook.worksheets:
        one.sheet_view.tabSelected = one is sheet  # of two that are selected, Excel would change both at once
    workbook.active = sheet


def _write_logo(pen: Pen, report: Report, branding: Branding) -> int:
    """Put the logo above everything and return the first row below it."""
    if branding.logo is None:
        return 1
    from raciapp.formats.excel.drawings import logo_image
    from raciapp.formats.logo import read_logo

    logo = read_logo(branding.logo)
    size = logo.within(*_LOGO)
    pen.sheet.add_image(logo_image(logo, size, (2, _LABELS), report.say("Logo")))
    for row, height in ((1, _AIR), (2, size[1]), (3, _AIR)):
        pen.set_height(row, height)
    return 4


def _write_names(pen: Pen, report: Report, row: int, branding: Branding) -> int:
    """Write the names in a field of the consultancy's colour; return the first row below it."""
    title = " ".join(report.title.split()) or report.scheme.name
    size = next((size for size in _TITLE_SIZES if _lines(pen, title, size) <= _MOST_TITLE_LINES), _TITLE_SIZES[-1])
    texts = [
        (title, replace(_TITLE, size=size)),
        (report.matrix, _MATRIX),
        (report.subtitle, _KIND),
    ]
    first, heights = row + 1, [0.0]
    for text, look in texts:
        if text.strip():
            row += 1
            lines = pen.write_across(row, _LABELS, _TEXTS, text, accented(look, branding))
            pen.fit_height(row, min(lines, most_lines(look.size)), look, 26)
            heights.append(pen.sheet.row_dimensions[row].height)
    pen.set_height(first - 1, max(_AIR, _LEAST_FIELD - _AIR - sum(heights)))
    pen.set_height(row + 1, _AIR)
    field = accented(_FIELD, branding)
    for place in range(first - 1, row + 2):
        between = place in (first - 1, row + 1)
        for column in range(1, _LAST + 1) if between else (1, _LAST):
            pen.write(place, column, "", field)
    pen.set_height(row + 2, _AIR)
    return row + 3


def _lines(pen: Pen, text: str, size: float) -> int:
    return len(pen.lines(text, replace(_TITLE, size=size), _LABELS, _TEXTS))


def _write_told(pen: Pen, report: Report, row: int) -> int:
    """Write who made it for whom and when, and the note; return the first row below."""
    for label, text in report.particulars:
        row = _write_field(pen, report.say(label), text.strip(), row)
    if note := report.cover.note.strip():
        pen.set_height(row, _AIR / 2)
        row = _write_field(pen, "", note, row + 1)
    pen.set_height(row, _AIR)
    return row + 1


def _write_field(pen: Pen, label: str, text: str, row: int) -> int:
    """Write a text beside its label, in several rows where one cannot be tall enough; return the first row below."""
    lines = pen.lines(clean(text), _TEXT, _TEXTS)
    most = most_lines(_TEXT.size)
    for start in range(0, len(lines), most):
        part = lines[start : start + most]
        pen.write(row, _LABELS, label if start == 0 else "", _LABEL)
        pen.write(row, _TEXTS, "".join(part).rstrip("\n"), _TEXT)
        pen.fit_height(row, max(len(part), len(pen.lines(label, _LABEL, _LABELS))), _TEXT, LEAST_ROW)
        row += 1
    return row


def _write_sheets(
    pen: Pen, report: Report, named: Sequence[tuple[str, "Worksheet"]], row: int, branding: Branding
) -> int:
    """Write a link to each sheet under a heading; return the first row below."""
    heading = replace(_HEADING, bottom=branding.accent.lstrip("#"))
    pen.write_across(row, _LABELS, _TEXTS, report.say("Contents"), heading)
    pen.fit_height(row, 1, heading, LEAST_ROW)
    readable = contrast(branding.accent, "#FFFFFF") >= LEGIBLE
    link = replace(_LINK, ink=branding.accent.lstrip("#")) if readable else _LINK
    for name, sheet in named:
        row += 1
        pen.fit_height(row, pen.write_across(row, _LABELS, _TEXTS, name, link), link, LEAST_ROW)
        _lead(pen, row, sheet)
    return row + 1


def _lead(pen: Pen, row: int, sheet: "Worksheet") -> None:
    """Make a cell lead to a sheet."""
    from openpyxl.utils import quote_sheetname
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell = pen.sheet.cell(row, _LABELS)
    cell.hyperlink = Hyperlink("", location=f"{quote_sheetname(sheet.title)}!A1", display=cell.value)
    cell.hyperlink.ref = pen.area(row, _LABELS, row, _TEXTS)
