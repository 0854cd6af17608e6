"""The workbook's sheet of role cards: what the matrix asks of each unit, a block for each, to print and hand out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from raciapp.formats.branding import Branding
from raciapp.formats.cards import NOTHING_ASKED, CardLine, RoleCard, role_cards
from raciapp.formats.excel.legend import LEAST_ROW
from raciapp.formats.excel.measures import most_lines
from raciapp.formats.excel.page import (
    break_before,
    labelled,
    page_height,
    set_up_page,
    sheet_title,
    what_it_is_about,
    write_title,
)
from raciapp.formats.excel.styles import GRID, MUTED, Look, Pen, accented, letter_look
from raciapp.formats.paper import Paper
from raciapp.formats.report import Report

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = [46.0, 230.0, 150.0, 150.0]
_LAST = len(_WIDTHS)
_GAP = 20.0
"""Points between two cards."""
_UNIT = Look(size=13, bold=True, indent=1)
_FOR = Look(size=9, ink=MUTED, indent=1)
_DUTY = Look(bold=True, bottom=MUTED, down="bottom", indent=1)
_TEXT = Look(size=9, line=GRID, indent=1)
_ACTIVITY = replace(_TEXT, size=10)


def add_cards(workbook: "Workbook", report: Report, paper: Paper, branding: Branding) -> None:
    """Add the sheet to the workbook, unless there are no units."""
    if report.units:
        _write_cards(workbook.create_sheet(), report, paper, branding)


def _write_cards(sheet: "Worksheet", report: Report, paper: Paper, branding: Branding) -> None:
    sheet.title = sheet_title(report.say("Role cards"))
    pen = Pen(sheet)
    pen.set_widths(_WIDTHS)
    row = write_title(pen, paper, report.say("Role cards"), [what_it_is_about(report)])
    room = page_height(paper, pen)
    taken = _height(pen, 1, row)
    for place, card in enumerate(role_cards(report)):
        end = _write_card(pen, report, card, row, branding)
        needed = _height(pen, row, end)
        if place and taken + needed > room:
            break_before(pen, row)
            taken = 0.0
        taken += needed
        row = end
    set_up_page(pen, report, paper, 1, 0, footer=branding.footer, portrait=True)


def _height(pen: Pen, first: int, end: int) -> float:
    return sum(pen.sheet.row_dimensions[row].height or 0 for row in range(first, end))


def _write_card(pen: Pen, report: Report, card: RoleCard, row: int, branding: Branding) -> int:
    """Write a card from `row` on and return the first row of the next."""
    look = accented(_UNIT, branding)
    lines = pen.write_across(row, 1, _LAST, card.unit.name, look)
    pen.fit_height(row, min(lines, most_lines(look.size)), look, 30)
    row += 1
    for text in (" · ".join(card.unit.functions), card.unit.remark.strip()):
        if text:
            pen.fit_height(row, pen.write_across(row, 1, _LAST, text, _FOR), _FOR, LEAST_ROW)
            row += 1
    if card.is_empty:
        nothing = report.say(NOTHING_ASKED)
        pen.fit_height(row, pen.write_across(row, 1, _LAST, nothing, _FOR), _FOR, LEAST_ROW)
        row += 1
    badges = {letter.symbol: letter_look(letter.light) for letter in report.scheme.letters}
    for title, listed in card.stacks:
        pen.write_across(row, 1, _LAST, f"{report.say(title)} ({len(listed)})", _DUTY)
        pen.fit_height(row, 1, _DUTY, 26)
        row += 1
        for line in listed:
            _write_line(pen, report, line, row, badges)
            row += 1
    pen.set_height(row, _GAP)
    return row + 1


def _write_line(pen: Pen, report: Report, line: CardLine, row: int, badges: Mapping[str, Look]) -> None:
    """Write the letters, the activity with its group, who answers, and what was said about it."""
    named = ", ".join(line.answers)
    answers = labelled(report, report.say("Answers"), named) if named else ""
    texts = ["/".join(line.symbols), line.activity, answers, line.remark.strip()]
    looks = [badges[line.symbols[0]], _ACTIVITY, _TEXT, _TEXT]
    heights = []
    for column, (text, look) in enumerate(zip(texts, looks, strict=True), 1):
        pen.write(row, column, text, look)
        heights.append(len(pen.lines(text, look, column)))
    pen.fit_height(row, min(max(heights), most_lines(_ACTIVITY.size)), _ACTIVITY, LEAST_ROW)
