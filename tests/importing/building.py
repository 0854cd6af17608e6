r"""Small builders of files as clients make them: workbooks, text files, documents, pages, and tables without a file.

A grid is written as lines of cells between bars, as one sees it. In a cell `\\n` is a line break, `_` at its end a
trailing space; a no-break space stands as it is. Empty lines are empty rows.
"""

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from raciapp.formats.finding.tables import Area, Table, TableCell

Make = Callable[[Path], Path | tuple[Table, ...]]
"""Writes a file into a folder and returns its path, or returns tables that no file is needed for."""

Value = str | int | float | dt.date

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def cells(text: str) -> list[list[str]]:
    """Return the cells of a grid written with bars; the line breaks around it are there to be read easily."""
    lines = text.removeprefix("\n").rstrip(" ").removesuffix("\n").split("\n")
    return [[_cell(part) for part in line.split("|")] for line in lines]


def _cell(part: str) -> str:
    text = part.strip(" ").replace("\\n", "\n")
    return f"{text[:-1]} " if len(text) > 1 and text.endswith("_") else text


def place(address: str) -> tuple[int, int]:
    """Return the row and column, from 0, of an address such as `C9`."""
    found = re.fullmatch(r"([A-Z]+)(\d+)", address)
    assert found, address
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def area(span: str) -> Area:
    """Return the area that a span such as `B1:D1` names."""
    first, _, last = span.partition(":")
    return Area(*place(first), *place(last or first))


class SheetPlan(msgspec.Struct, frozen=True):
    """A sheet to be: its grid from `at` on, what is merged, bold and commented, and values that are no texts.

    `values` puts numbers and dates into cells, `formulas` a formula and the result the spreadsheet program kept.
    """

    name: str
    text: str
    at: str = "A1"
    merges: str = ""
    bold: str = ""
    comments: Mapping[str, str] = {}
    values: Mapping[str, Value] = {}
    formulas: Mapping[str, tuple[str, str]] = {}
    numbers: bool = False
    hidden: bool = False


def sheet(name: str, text: str, **more: Any) -> SheetPlan:
    """Return a sheet to be; `more` are fields of SheetPlan."""
    return SheetPlan(name, text, **more)


# -- tables without a file --------------------------------------------------------------------------------


def table(plan: SheetPlan | str, source: str = "client.xlsx", number: int = 1) -> Table:
    """Return a sheet as a reader would hand it over."""
    plan = SheetPlan("", plan) if isinstance(plan, str) else plan
    top, left = place(plan.at)
    grid = [[""] * left + line for line in cells(plan.text)]
    grid = [[] for _ in range(top)] + grid
    for address, value in plan.values.items():
        row, column = place(address)
        grid[row] += [""] * (column + 1 - len(grid[row]))
        grid[row][column] = str(value)
    bold = {place(address) for address in plan.bold.split()}
    notes = {place(address): text for address, text in plan.comments.items()}
    rows = tuple(
        tuple(
            TableCell(text, row, column, (row, column) in bold, notes.get((row, column), ""))
            for column, text in enumerate(line)
        )
        for row, line in enumerate(grid)
    )
    merged = tuple(map(area, plan.merges.split()))
    return Table(source, rows, merged=merged, sheet=plan.name, number=number, hidden=plan.hidden)


def tables(*plans: SheetPlan | str) -> Make:
    """Return what makes neutral tables, one a sheet."""
    made = tuple(map(table, plans))
    return lambda _folder: made


# -- files ------------------------------------------------------------------------------------------------


def workbook(*plans: SheetPlan, name: str = "client.xlsx") -> Make:
    """Return what writes a workbook with openpyxl."""

    def make(folder: Path) -> Path:
        from openpyxl import Workbook

        book = Workbook()
        book.remove(book.active)
        for plan in plans:
            _fill(book.create_sheet(plan.name), plan)
        path = folder / name
        book.save(path)
        kept = {formula: result for plan in plans for formula, result in plan.formulas.values()}
        if kept:
            _keep_results(path, kept)
        return path

    return make


def _fill(into: Any, plan: SheetPlan) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    top, left = place(plan.at)
    for row, line in enumerate(cells(plan.text), top + 1):
        for column, text in enumerate(line, left + 1):
            if text:
                into.cell(row, column, _value(text) if plan.numbers else text)
    for address, value in plan.values.items():
        into[address] = value
    for address, (formula, _) in plan.formulas.items():
        into[address] = formula
    for address in plan.bold.split():
        into[address].font = Font(bold=True)
    for address, text in plan.comments.items():
        into[address].comment = Comment(text, "A client")
    for span in plan.merges.split():
        into.merge_cells(span)
    if plan.hidden:
        into.sheet_state = "hidden"


def _value(text: str) -> Value:
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def _keep_results(path: Path, kept: Mapping[str, str]) -> None:
    """Put results beside formulas, as a spreadsheet program does and openpyxl does not."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for name, content in parts.items():
        if name.startswith("xl/worksheets/"):
            text = content.decode()
            for formula, result in kept.items():
                said = f"<f>{formula.removeprefix('=')}</f>"
                assert f"{said}<v" in text, formula
                text = re.sub(
                    re.escape(said) + r"<v\s*/>|" + re.escape(said) + "<v></v>", f"{said}<v>{result}</v>", text
                )
            parts[name] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


def delimited(text: str, delimiter: str = ",", encoding: str = "utf-8", name: str = "client.csv") -> Make:
    """Return what writes a grid as delimited text; cells are quoted where they must be."""

    def make(folder: Path) -> Path:
        import csv

        path = folder / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(cells(text))
        return path

    return make


def text_file(text: str, name: str, encoding: str = "utf-8") -> Make:
    """Return what writes a text as it stands: Markdown or HTML."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(text.removeprefix("\n").encode(encoding))
        return path

    return make


class Line(msgspec.Struct, frozen=True):
    """A paragraph of a document."""

    text: str


def word(*parts: Line | SheetPlan, name: str = "client.docx") -> Make:
    """Return what writes a document with paragraphs and tables; merges and bold count within each table."""

    def make(folder: Path) -> Path:
        import docx

        document = docx.Document()
        for part in parts:
            if isinstance(part, Line):
                document.add_paragraph(part.text)
            else:
                _add_table(document, part)
        path = folder / name
        document.save(str(path))
        return path

    return make


def _add_table(document: Any, plan: SheetPlan) -> None:
    grid = cells(plan.text)
    width = max(map(len, grid))
    made = document.add_table(len(grid), width)
    bold = {place(address) for address in plan.bold.split()}
    for row, line in enumerate(grid):
        for column, text in enumerate(line):
            if text:
                made.cell(row, column).paragraphs[0].add_run(text).bold = (row, column) in bold or None
    for span in map(area, plan.merges.split()):
        text = grid[span.top][span.left]
        merged = made.cell(span.top, span.left).merge(made.cell(span.bottom, span.right))
        merged.text = text


def page(*parts: Line | SheetPlan, name: str = "client.html") -> Make:
    """Return what writes a page with paragraphs and tables; merged cells span rows and columns."""
    from html import escape

    body = "\n".join(f"<p>{escape(part.text)}</p>" if isinstance(part, Line) else _html_table(part) for part in parts)
    head = '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Client</title></head><body>\n'
    return text_file(f"{head}{body}\n</body></html>\n", name)


def _html_table(plan: SheetPlan) -> str:
    from html import escape

    areas = {(span.top, span.left): span for span in map(area, plan.merges.split())}
    within = {
        (row, column)
        for span in areas.values()
        for row in range(span.top, span.bottom + 1)
        for column in range(span.left, span.right + 1)
    } - set(areas)
    bold = {place(address) for address in plan.bold.split()}
    lines = []
    for row, line in enumerate(cells(plan.text)):
        parts = []
        for column, text in enumerate(line):
            if (row, column) in within:
                continue
            span = areas.get((row, column))
            wide = f' colspan="{span.right - span.left + 1}"' if span and span.right > span.left else ""
            high = f' rowspan="{span.bottom - span.top + 1}"' if span and span.bottom > span.top else ""
            shown = escape(text).replace("\n", "<br>")
            shown = f"<strong>{shown}</strong>" if (row, column) in bold else shown
            parts.append(f"<td{wide}{high}>{shown}</td>")
        lines.append(f"<tr>{''.join(parts)}</tr>")
    return f"<table>\n{chr(10).join(lines)}\n</table>"
