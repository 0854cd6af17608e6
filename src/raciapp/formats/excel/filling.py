"""A client's own workbook, filled: its placeholders, and the matrix where it is marked."""

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded
from raciapp.base.messages import mark
from raciapp.formats.branding import Branding
from raciapp.formats.excel.matrix import Matrix
from raciapp.formats.excel.options import ExcelOptions
from raciapp.formats.excel.room import Below
from raciapp.formats.excel.sheets import LARGEST_FILE
from raciapp.formats.excel.styles import Pen, clean
from raciapp.formats.readers.gathering import damaged
from raciapp.formats.readers.package import Package
from raciapp.formats.report import Report

if TYPE_CHECKING:
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

HERE = "{{matrix_here}}"
"""Marks the cell in which the matrix begins."""
_PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z_]{1,30})\s*\}\}")
_HERE_NAME = "matrix_here"
_SUFFIXES = (".xlsx", ".xltx", ".xlsm", ".xltm")
_HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_PARTS = ("left", "center", "right")


def filled(report: Report, template: Path, options: ExcelOptions, branding: Branding) -> "tuple[Workbook, Pen]":
    """Return the workbook at `template` with placeholders filled in and the matrix in it, and the matrix's pen.

    Styles, pictures and print set-up stay as they are. What stands below the mark is moved down. Raises UserError when
    it cannot be read, when the mark is missing or there twice, and for a placeholder that is not known.
    """
    workbook = _opened(template)
    said = _values(report)
    sheet, row, column = _marked(workbook, template.name)
    for one in workbook.worksheets:
        _fill(one, said, template.name)
    sheet.cell(row, column).value = None
    frozen = sheet.freeze_panes
    below = Below(sheet, row)
    pen = Pen(sheet, row - 1, column - 1)
    matrix = Matrix(pen, report, options, branding)
    top, body = matrix.write(workbook, 1)
    below.put_back(matrix.end)
    if not frozen:
        sheet.freeze_panes = pen.place(body.first, body.units)
    if not sheet.print_title_rows:
        sheet.print_title_rows = f"{top + pen.top}:{body.filter + pen.top}"
    return workbook, pen


def _opened(template: Path) -> "Workbook":
    """Return the workbook of a template. Raises UserError."""
    if template.suffix.casefold() not in _SUFFIXES:
        raise UserError(
            mark("{file}: is no Excel workbook. Choose one that ends in: {known}."),
            file=template.name,
            known=", ".join(_SUFFIXES),
        )
    content = read_bounded(template, LARGEST_FILE)
    Package(content, template.name)  # refuses what is far larger unpacked than it seems
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out, nothing is needed here
            workbook = load_workbook(io.BytesIO(content), rich_text=True)
    except UserError:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged file makes it stumble over
        raise damaged(template.name) from error
    workbook.template = False
    return workbook


def _values(report: Report) -> dict[str, str]:
    """Return what each placeholder stands for."""
    return {
        "organization": report.title,
        "matrix": report.matrix,
        "date": report.date,
        "client": report.cover.client,
        "version": report.cover.version,
        "author": report.cover.author,
    }


def _texts(sheet: "Worksheet") -> "Iterator[tuple[int, int, str]]":
    for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - the public ways make cells where there are none
        if cell.value is not None and cell.data_type == "s":
            yield row, column, str(cell.value)


def _marked(workbook: "Workbook", file: str) -> "tuple[Worksheet, int, int]":
    """Return where the matrix is to begin. Raises UserError unless there is just one such place."""
    found = [
        (sheet, row, column)
        for sheet in workbook.worksheets
        for row, column, text in _texts(sheet)
        if any(name.casefold() == _HERE_NAME for name in _PLACEHOLDER.findall(text))
    ]
    if not found:
        raise UserError(
            mark("{file}: says nowhere where the matrix begins. Write {mark} into the cell that is to be its corner."),
            file=file,
            mark=HERE,
        )
    if len(found) > 1:
        places = ", ".join(f"{sheet.title}!{sheet.cell(row, column).coordinate}" for sheet, row, column in found)
        raise UserError(
            mark("{file}: {mark} stands in several cells ({places}). Leave it in one of them."),
            file=file,
            mark=HERE,
            places=places,
        )
    return found[0]


def _fill(sheet: "Worksheet", said: Mapping[str, str], file: str) -> None:
    """Put values into the placeholders of a sheet: of its cells, and of what stands at the edges of its pages."""
    for row, column, text in list(_texts(sheet)):
        if "{{" in text:
            cell = sheet.cell(row, column)
            cell.value = _replaced(cell.value, said, f"{sheet.title}!{cell.coordinate}", file)
            cell.data_type = "s"
    for edge in (getattr(sheet, name) for name in _HEADERS):
        for part in (getattr(edge, name) for name in _PARTS):
            if part.text and "{{" in part.text:
                single = {name: " ".join(value.split()).replace("&", "&&") for name, value in said.items()}
                part.text = _filled(part.text, single, sheet.title, file)


def _replaced(value: object, said: Mapping[str, str], place: str, file: str) -> "str | CellRichText":
    """Return a cell's text with values in it, each part in the font it had."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    if not isinstance(value, CellRichText):
        return clean(_filled(str(value), said, place, file))
    parts = [
        TextBlock(part.font, clean(_filled(part.text, said, place, file)))
        if isinstance(part, TextBlock)
        else clean(_filled(part, said, place, file))
        for part in value
    ]
    return CellRichText(parts)


def _filled(text: str, said: Mapping[str, str], place: str, file: str) -> str:
    """Return a text with values in it; whatever looks like a placeholder in a value is none. Raises UserError."""

    def put(found: re.Match[str]) -> str:
        name = found[1].casefold()
        if name == _HERE_NAME:
            return found[0]
        if name not in said:
            raise UserError(
                mark("{file}: {place} asks for {name}, which is not known. There are: {known}."),
                file=file,
                place=place,
                name=found[0],
                known=", ".join(f"{{{{{one}}}}}" for one in (*said, _HERE_NAME)),
            )
        return said[name]

    return _PLACEHOLDER.sub(put, text)
