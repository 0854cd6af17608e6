"""What the sheets of the workbook have in common: a title block above and the set-up for printing."""

import math
from collections.abc import Container
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
_CERTAIN = 0.95
"""The part of a page's height that every program fills before it turns to the next."""
_LONGEST_FOOTER = 60
_UPRIGHT_LINE, _LYING_LINE = 126, 180
"""Characters of a footer's three texts together, the outer ones of which must not meet the middle one."""
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
    foot.center.text = _footer_text(" · ".join(filter(None, [footer, report.date])), _LONGEST_FOOTER)
    beside = ((_UPRIGHT_LINE if portrait else _LYING_LINE) - len(foot.center.text)) // 2
    about = " · ".join(filter(None, [report.title, report.matrix]))
    foot.left.text = _footer_text(about, min(_LONGEST_FOOTER, beside))
    foot.right.text = report.say("Page {page} of {pages}", page="&P", pages="&N")
    for part in (foot.left, foot.center, foot.right):
        part.font, part.size, part.color = f"{FONT},Regular", 8, MUTED


def keep_headings(pen: Pen, paper: Paper, repeated: range, headings: Container[int], end: int) -> None:
    """Begin a landscape page before each of the headings that would stand at the foot of one, up to the row `end`.

    Nothing is done where a sheet is several pages wide.
    """
    if _pages_wide(paper, pen) > 1:
        return
    room = page_height(paper, pen, portrait=False)
    taken, titles = 0.0, _rows_height(pen, repeated)
    for row in range(1, end):
        height = _rows_height(pen, range(row, row + 1))
        if row in headings and taken + _rows_height(pen, range(row, row + 2)) > room * _CERTAIN:
            break_before(pen, row)
            taken = titles
        elif taken + height > room:
            taken = titles
        taken += height


def _rows_height(pen: Pen, rows: range) -> float:
    dimensions = (pen.sheet.row_dimensions[row + pen.top] for row in rows)
    return sum(one.height or 0 for one in dimensions if not one.hidden)


def break_before(pen: Pen, row: int) -> None:
    """Begin a new page with a row."""
    from openpyxl.worksheet.pagebreak import Break

    pen.sheet.row_breaks.append(Break(id=row + pen.top - 1))


def page_height(paper: Paper, pen: Pen, *, portrait: bool = True) -> float:
    """Return how many points of rows a page holds when the columns fit its width."""
    across, down = (length / _MILLIMETRES_PER_POINT for length in sorted(paper.millimetres, reverse=not portrait))
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
