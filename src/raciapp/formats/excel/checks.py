"""Counts that keep up with what a client changes: of letters per activity and per unit, as formulas of ours.

A formula holds letters of a scheme and names of cells, never a text of the document. It takes a cell apart as people
write it, «A/R», «a, r» or «A ?», and counts a letter that stands there on its own.
"""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from raciapp.document.letters import Letter, Scheme
from raciapp.formats.excel import carrying
from raciapp.formats.excel.legend import ACTIVITY, LEAST_ROW, NUMBER
from raciapp.formats.excel.styles import BAND, GRID, MUTED, RULE, Look, Pen, letter_look
from raciapp.formats.inks import HEAD, SEVERITY_COLOURS
from raciapp.formats.report import Report, ReportRow
from raciapp.knowledge.records import Severity

WIDTH = 31.0
_SEPARATORS = ('" "', '","', '";"', '"+"', "CHAR(10)")
_HEADING = Look(size=9, ink=MUTED, fill=HEAD, line=GRID, bottom=RULE, across="center", down="bottom", turned=True)
_COUNT = Look(ink=MUTED, line=GRID, across="center")
_TITLE = Look(size=9, bold=True, ink=MUTED)
_LABEL = Look(size=9, line=GRID, indent=1)
_SUM = replace(_COUNT, bold=True, fill=BAND)


class Check(msgspec.Struct, frozen=True):
    """A column that counts a letter, and how often it may stand in a row."""

    letter: Letter
    column: int

    @property
    def token(self) -> str:
        """Return the id of the column."""
        return carrying.CHECK + self.letter.symbol


def taken_apart(cells: str) -> str:
    """Return the formula of a cell's text, or of those of several, with a stroke around each word."""
    text = cells
    for separator in _SEPARATORS:
        text = f'SUBSTITUTE({text},{separator},"/")'
    return f'"/"&{text}&"/"'


def counted(symbol: str, cells: str) -> str:
    """Return the formula that counts the cells which hold a letter."""
    return f'=SUMPRODUCT(--ISNUMBER(SEARCH("/{symbol}/",{taken_apart(cells)})))'


def bounded(scheme: Scheme) -> tuple[Letter, ...]:
    """Return the letters of which a row must hold some, or may hold only so many."""
    return tuple(letter for letter in scheme.letters if letter.at_least or letter.at_most is not None)


def outside(letter: Letter, cell: str) -> str:
    """Return the condition under which a count is not as it should be."""
    most = "" if letter.at_most is None else f",{cell}>{letter.at_most}"
    return f"OR({cell}<{letter.at_least}{most})"


def _form(letter: Letter) -> str:
    """Return a number format that puts a sign behind a count that is not as it should be: never by colour alone."""
    wrong = '0" !"'
    if letter.at_most is None:
        return f"[<{letter.at_least}]{wrong};0"
    if letter.at_most == letter.at_least:
        return f"[={letter.at_most}]0;{wrong}"
    return f"[<{letter.at_least}]{wrong};[>{letter.at_most}]{wrong};0"


def write_check_headings(pen: Pen, report: Report, row: int, checks: Sequence[Check]) -> None:
    """Write what the columns count, and the row of the filter under it."""
    for check in checks:
        name = report.say("Count of {letter}", letter=check.letter.symbol)
        pen.write(row, check.column, name, replace(_HEADING, bottom=""))
        pen.write(row + 1, check.column, "", _HEADING)


def write_checks(pen: Pen, activity: ReportRow, row: int, checks: Sequence[Check], first: int) -> None:
    """Write the counts of a row whose units begin in column `first`."""
    cells = pen.area(row, first, row, first + len(activity.cells) - 1)
    for check in checks:
        symbol = check.letter.symbol
        result = sum(symbol in cell.symbols for cell in activity.cells)
        pen.formula(row, check.column, counted(symbol, cells), result, replace(_COUNT, form=_form(check.letter)))


def colour_checks(pen: Pen, checks: Sequence[Check], stretches: Sequence[tuple[int, int]]) -> None:
    """Let counts turn red that are not as they should be, in those rows."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    ink, fill = SEVERITY_COLOURS[Severity.MUST]
    for check in checks:
        areas = " ".join(pen.area(first, check.column, last, check.column) for first, last in stretches)
        condition = outside(check.letter, pen.place(stretches[0][0], check.column))
        rule = FormulaRule([condition], font=Font(bold=True, color="FF" + ink), fill=PatternFill(bgColor="FF" + fill))
        pen.sheet.conditional_formatting.add(areas, rule)


def write_loads(pen: Pen, report: Report, row: int, body: tuple[int, int], first: int, ids: int | None) -> int:
    """Write from `row` on how many cells of each unit hold each letter, and any; return the first free row.

    `body` are the first and last row of the matrix, `first` is the column of the first unit.
    """
    rows = [one for section in report.sections for one in section.rows]
    pen.write_across(row, NUMBER, ACTIVITY, report.say("Load per unit"), _TITLE)
    pen.fit_height(row, 1, _TITLE, LEAST_ROW)
    carrying.write_id(pen, row, ids, carrying.LOAD)
    for letter in report.legend:
        row += 1
        name = report.say("Count of {letter}", letter=f"{letter.symbol} ({report.spoken.text(letter.name)})")
        _label(pen, row, letter.symbol, letter_look(letter.light), name, _LABEL)
        for place in range(len(report.units)):
            cells = pen.area(body[0], first + place, body[1], first + place)
            result = sum(letter.symbol in one.cells[place].symbols for one in rows)
            pen.formula(row, first + place, counted(letter.symbol, cells), result, _COUNT)
        carrying.write_id(pen, row, ids, carrying.LOAD)
    row += 1
    _label(pen, row, "", _SUM, report.say("All letters"), replace(_LABEL, bold=True, fill=BAND))
    letters = row - len(report.legend), row - 1
    for place in range(len(report.units)):
        held = sum(len(one.cells[place].symbols) for one in rows)
        total = f"=SUM({pen.area(letters[0], first + place, letters[1], first + place)})"
        pen.formula(row, first + place, total, held, _SUM)
    carrying.write_id(pen, row, ids, carrying.LOAD)
    return row + 1


def _label(pen: Pen, row: int, sign: str, badge: Look, name: str, look: Look) -> None:
    pen.write(row, NUMBER, sign, badge)
    pen.write(row, ACTIVITY, name, look)
    pen.fit_height(row, len(pen.lines(name, look, ACTIVITY)), look, LEAST_ROW)
