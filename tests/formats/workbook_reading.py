"""Reports for the tests of the workbook, and reading back what was written without any of our own code."""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, same
from raciapp.document.letters import scheme
from raciapp.document.records import Activity, Document, Group, Matrix, Organization, Row, Unit
from raciapp.document.storage import load
from raciapp.formats.excel.workbook import ExcelOptions, write_workbook
from raciapp.formats.report import Report, build_report
from raciapp.knowledge.library import knowledge

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SAMPLES = ("coastal_stewardship", "lakehead_bank", "maple_narrows", "tallowtree_software")
WITHOUT_CHECKS = ExcelOptions(checks=False)
DATE = dt.date(2026, 11, 23)


@cache
def sample_report(name: str, language: Language) -> Report:
    """Return the report on a sample organization."""
    return build_report(load(sample_organizations() / f"{name}.raci"), knowledge(), language, DATE)


def named_report(
    names: Sequence[str],
    *,
    letters: int = 1,
    remark: str = "",
    language: Language = Language.EN,
    alphabet: str = "raci",
    organization: str = "Organization",
) -> Report:
    """Return a report in which each of `names` is a unit, a group and an activity, and each cell holds `letters`."""
    units = tuple(Unit(f"u{place}", same(name)) for place, name in enumerate(names))
    remarks = ((units[0].id, remark),) if remark else ()
    document = Document(
        Organization(same(organization), kind=same(names[0])),
        (Matrix("as_is", same(names[0]), tuple(Row(bytes([letters] * len(names)), remarks) for _ in names)),),
        scheme=scheme(alphabet).id,
        units=units,
        groups=tuple(Group(f"g{place}", same(name)) for place, name in enumerate(names)),
        activities=tuple(Activity(f"x{place}", same(name), f"g{place}") for place, name in enumerate(names)),
    )
    return build_report(document, knowledge(), language, DATE)


def written(report: Report, folder: Path, options: ExcelOptions = WITHOUT_CHECKS) -> "Workbook":
    """Return the workbook of the report, written and read back, without what nobody sees."""
    path = folder / "out.xlsx"
    write_workbook(report, path, options)
    return seen(load_workbook(path))


def seen(book: "Workbook") -> "Workbook":
    """Return the workbook without its hidden sheets, and without what stands in hidden rows and columns."""
    for sheet in list(book):
        if sheet.sheet_state != "visible":
            book.remove(sheet)
            continue
        columns = {column_index_from_string(name) for name, one in sheet.column_dimensions.items() if one.hidden}
        rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
        hidden = [(row, column) for row, column in sheet._cells if row in rows or column in columns]
        for place in hidden:
            del sheet._cells[place]
    return book


def header_row(sheet: "Worksheet") -> int:
    """Return the row above the frozen edge."""
    found = re.search(r"\d+$", sheet.freeze_panes)
    assert found
    return int(found.group()) - 1


def names_row(sheet: "Worksheet") -> int:
    """Return the row with the names of the columns; in the matrix, a row for the filter's buttons follows it."""
    row = header_row(sheet)
    return row if sheet.cell(row, 2).value else row - 1


def table(sheet: "Worksheet") -> list[list[object]]:
    """Return the values under the header, up to the first row in which nothing stands."""
    rows: list[list[object]] = []
    for cells in sheet.iter_rows(min_row=header_row(sheet) + 1, values_only=True):
        if not any(cells):
            break
        rows.append(list(cells))
    return rows


def text_cells(book: "Workbook") -> "Iterator[Cell]":
    """Yield each cell that holds something, in all sheets."""
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def parts(path: Path) -> dict[str, str]:
    """Return the parts of the package by name."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours `rrggbb` (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
