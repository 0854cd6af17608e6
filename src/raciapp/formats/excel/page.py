"""What the sheets of the workbook have in common: a title block above and the set-up for printing."""

import math
from itertools import accumulate

from raciapp.base.messages import translate
from raciapp.formats.excel.styles import FONT, MUTED, SUBTITLE, TITLE, Pen, clean
from raciapp.formats.paper import Paper
from raciapp.formats.report import Report

_TITLE_WIDTH = 640.0
"""Points over which a title runs; on wider sheets its end would be off the screen."""
_REPEATED_COLUMNS = 2
"""What each page begins with when a matrix is too wide for one: numbers and activities."""
_PAPER_CODES = {Paper.LETTER: 1, Paper.TABLOID: 3, Paper.A3: 8, Paper.A4: 9}
"""ECMA-376 part 1, section 18.3.1.63."""
_MARGIN, _BOTTOM = 0.45, 0.65
"""Inches."""
_LEAST_SCALE = 0.4
"""Letters of 10 points print in 4; a matrix of some 70 units on letter paper, of 120 on tabloid."""
_POINTS_PER_INCH, _MILLIMETRES_PER_POINT = 72, 25.4 / 72
_LONGEST_FOOTER = 60
_FORBIDDEN_IN_TITLES = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_TITLE = 31


def sheet_title(text: str) -> str:
    """Return a name that Excel allows for a sheet."""
    return " ".join(clean(text).translate(_FORBIDDEN_IN_TITLES).split())[:_LONGEST_TITLE].rstrip()


def write_title(pen: Pen, paper: Paper, title: str, lines: list[str]) -> int:
    """Write the title block and return the first row under it."""
    last = sum(reached < _TITLE_WIDTH for reached in accumulate(pen.widths, initial=0.0))
    last = _REPEATED_COLUMNS if _pages_wide(paper, pen) > 1 else min(last, len(pen.widths))
    pen.fit_height(1, pen.write_across(1, 1, last, title, TITLE), TITLE)
    row = 2
    for line in filter(None, lines):
        pen.fit_height(row, pen.write_across(row, 1, last, line, SUBTITLE), SUBTITLE)
        row += 1
    pen.set_height(row, 8)
    return row + 1


def what_it_is_about(report: Report) -> str:
    """Return the line under the title of a sheet that follows the matrix: whose it is, which matrix, as of when."""
    return " · ".join(filter(None, [report.title, report.matrix, report.date]))


def labelled(report: Report, name: str, said: object) -> str:
    """Return what something is called and what it is, as the report's first language puts the two together."""
    return translate("{name}: {meaning}", report.language, name=name, meaning=said)


def set_up_page(
    pen: Pen, report: Report, paper: Paper, header: int, rows: int = 1, *, footer: str = "", portrait: bool = False
) -> None:
    """Make a sheet print well, with the `rows` of headings from `header` on, if any, and a footer on each page.

    `footer` is a consultancy's own line in it.
    """
    from openpyxl.utils import get_column_letter

    sheet = pen.sheet
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "portrait" if portrait else "landscape"
    sheet.page_setup.paperSize = _PAPER_CODES[paper]
    sheet.page_setup.fitToWidth = pages = _pages_wide(paper, pen)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if rows:
        sheet.print_title_rows = f"{header}:{header + rows - 1}"
    if pages > 1:
        sheet.print_title_cols = f"A:{get_column_letter(_REPEATED_COLUMNS)}"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = _MARGIN
    margins.bottom, margins.footer, margins.header = _BOTTOM, 0.3, 0.3
    sheet.HeaderFooter.scaleWithDoc = False
    foot = sheet.oddFooter
    longest = _LONGEST_FOOTER // 2 if portrait else _LONGEST_FOOTER
    foot.left.text = _footer_text(" · ".join(filter(None, [report.title, report.matrix])), longest)
    foot.center.text = _footer_text(" · ".join(filter(None, [footer, report.date])), longest)
    foot.right.text = report.say("Page {page} of {pages}", page="&P", pages="&N")
    for part in (foot.left, foot.center, foot.right):
        part.font, part.size, part.color = f"{FONT},Regular", 8, MUTED


def page_height(paper: Paper, pen: Pen) -> float:
    """Return how many points of rows a portrait page holds when the columns fit its width."""
    across, down = (length / _MILLIMETRES_PER_POINT for length in sorted(paper.millimetres))
    free = across - 2 * _MARGIN * _POINTS_PER_INCH
    scale = min(1.0, free / sum(pen.widths))
    return (down - (_MARGIN + _BOTTOM) * _POINTS_PER_INCH) / scale


def _pages_wide(paper: Paper, pen: Pen) -> int:
    """Return 1 unless the sheet would be printed smaller than anyone can read."""
    free = max(paper.millimetres) / _MILLIMETRES_PER_POINT - 2 * _MARGIN * _POINTS_PER_INCH
    return math.ceil(sum(pen.widths) * _LEAST_SCALE / free)


def _footer_text(text: str, longest: int) -> str:
    """Return text in which no `&` is a command; a whole footer may have 255 characters with its commands."""
    line = " ".join(clean(text).split())
    if len(line) + line.count("&") > longest:
        while len(line) + line.count("&") >= longest:
            line = line[:-1]
        line += "…"
    return line.replace("&", "&&")
