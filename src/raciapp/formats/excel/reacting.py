"""What makes the matrix react in a client's hands: choices, colours, names, filter, outline, protection."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from raciapp.formats.excel.checks import taken_apart
from raciapp.formats.excel.styles import Look, Pen, clean, letter_look
from raciapp.formats.inks import STATUS_INKS
from raciapp.formats.report import STATUS_SIGNS, Report

if TYPE_CHECKING:
    from openpyxl.formatting.rule import Rule
    from openpyxl.workbook import Workbook

VALUES = "raciapp letters"
"""The sheet that holds what a cell may hold."""
_PLAIN = Look()
_LISTED = Look(size=9)
_WHITE = "FFFFFFFF"


class Body(msgspec.Struct, frozen=True):
    """Where the matrix stands, in the rows and columns of its pen.

    `stretches` are the first and last rows of each group's activities; behind the last of them there is an empty row
    for one more. `units` and `last` are the columns of the first and the last unit.
    """

    header: int
    filter: int
    first: int
    end: int
    activities: int
    units: int
    last: int
    right: int
    stretches: tuple[tuple[int, int], ...]


def values(report: Report) -> list[str]:
    """Return what a cell may hold: letters alone, in pairs, and whatever else the matrix holds."""
    symbols = [letter.symbol for letter in report.scheme.letters]
    usual = [*symbols, *("/".join(pair) for pair in combinations(symbols, 2))]
    held = {"/".join(cell.symbols) for section in report.sections for row in section.rows for cell in row.cells}
    return [*usual, *sorted(held - {*usual, ""})]


def write_values(workbook: "Workbook", report: Report) -> str:
    """Write what a cell may hold into a hidden sheet, where a list finds it in capitals and small; return the place."""
    from openpyxl.utils import quote_sheetname

    sheet = workbook.create_sheet(VALUES)
    sheet.sheet_state = "hidden"
    pen = Pen(sheet)
    found = values(report)
    for row, text in enumerate(found, 1):
        pen.write(row, 1, text, _LISTED)
    return f"{quote_sheetname(sheet.title)}!{pen.area(1, 1, len(found), 1, fixed=True)}"


def offer_values(pen: Pen, report: Report, body: Body, values_at: str) -> None:
    """Offer what a cell may hold in a list, and ask about everything else that is typed."""
    from openpyxl.worksheet.datavalidation import DataValidation

    offer = DataValidation("list", values_at, allow_blank=True, sqref=_areas(pen, body))
    offer.showErrorMessage, offer.errorStyle = True, "warning"
    offer.errorTitle = clean(report.scheme.name)
    offer.error = report.say("These are no letters of this matrix. A reason belongs into a note on the cell.")[:225]
    pen.sheet.add_data_validation(offer)


def colour_letters(pen: Pen, report: Report, body: Body) -> None:
    """Let a cell take the colours of the letter it begins with, whatever it held before."""
    areas, cell = _areas(pen, body), pen.place(body.stretches[0][0], body.units)
    for rule in _rules(report, cell):
        pen.sheet.conditional_formatting.add(areas, rule)


def _rules(report: Report, cell: str) -> "Iterator[Rule]":
    first = f"LEFT({taken_apart(f'TRIM({cell})')},3)"
    for letter in report.scheme.letters:
        yield _rule(f'{first}="/{letter.symbol}/"', letter_look(letter.light))
    for status, sign in STATUS_SIGNS.items():
        yield _rule(f'{cell}="{sign}"', Look(bold=True, ink=STATUS_INKS[status]))
    yield _rule(f"LEN({cell})>=0", _PLAIN)


def _rule(condition: str, look: Look) -> "Rule":
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    fill = "FF" + look.fill if look.fill else _WHITE
    return FormulaRule(
        [condition],
        stopIfTrue=True,
        font=Font(bold=look.bold, color="FF" + look.ink),
        fill=PatternFill("solid", fgColor=fill, bgColor=fill),
    )


def _areas(pen: Pen, body: Body) -> str:
    return " ".join(pen.area(first, body.units, last, body.last) for first, last in body.stretches)


def outline(pen: Pen, stretches: Sequence[tuple[int, int]]) -> None:
    """Make the rows of groups fold under their headings."""
    sheet = pen.sheet
    for first, last in stretches:
        for row in range(first, last + 1):
            sheet.row_dimensions[row + pen.top].outlineLevel = 1
    if stretches:
        sheet.sheet_format.outlineLevelRow = 1
        sheet.sheet_properties.outlinePr.summaryBelow = False


def name_areas(workbook: "Workbook", pen: Pen, body: Body) -> None:
    """Name the letters, the units and the activities, for formulas and for the box of names."""
    from openpyxl.utils import quote_sheetname
    from openpyxl.workbook.defined_name import DefinedName

    areas = {
        "Matrix": (body.first, body.units, body.end, body.last),
        "Units": (body.header, body.units, body.header, body.last),
        "Activities": (body.first, body.activities, body.end, body.activities),
    }
    for name, corners in areas.items():
        if name not in workbook.defined_names:
            text = f"{quote_sheetname(pen.sheet.title)}!{pen.area(*corners, fixed=True)}"
            workbook.defined_names[name] = DefinedName(name, attr_text=text)


def protect(pen: Pen) -> None:
    """Guard everything but open cells against slips; without a password, for it is the client's own file."""
    guard = pen.sheet.protection
    guard.sheet = True
    for allowed in ("objects", "autoFilter", "sort", "formatCells", "formatColumns", "formatRows"):
        setattr(guard, allowed, False)
