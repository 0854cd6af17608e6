"""The matrix as a CSV file that spreadsheets open as they should and that comes back without loss."""

import csv
import io
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec

from raciapp.base.files import write_atomically
from raciapp.base.messages import mark, translate
from raciapp.base.words import Language
from raciapp.formats.branding import Branding
from raciapp.formats.characters import whole
from raciapp.formats.points import points
from raciapp.formats.report import STATUS_NAMES, Report, ReportCell, ReportRow

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NOTHING = "–"


class CsvShape(StrEnum):
    """How a matrix lies in a table: as it looks, or with one line for each letter, as pivot tables like it."""

    WIDE = "wide"
    LONG = "long"


class CsvOptions(msgspec.Struct, frozen=True):
    """What can be chosen for a CSV file."""

    shape: Annotated[CsvShape, msgspec.Meta(title=mark("Shape"))] = CsvShape.WIDE


def write_csv(report: Report, path: Path, shape: CsvShape = CsvShape.WIDE) -> None:
    """Write the matrix to `path`: a row of units, a row for each group and each activity; or a line for each letter.

    Below it stand the remarks on activities and units, each in one cell, and any unusual scheme: there, nothing takes
    them for a part of the matrix. Statuses and divisions have no place in a table of letters.

    UTF-8 with a byte order mark, without which Excel takes accents for something else; separated by semicolons in
    French, where the comma is the decimal sign and Excel expects them. Raises UserError when it cannot be written.
    """
    delimiter = ";" if report.language is Language.FR else ","
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    rows = _lines(report) if shape is CsvShape.LONG else _rows(report)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    write_atomically(path, text.getvalue().encode("utf-8-sig"))


def _rows(report: Report) -> Iterator[list[str]]:
    yield [report.say(mark("Activity")), *(unit.name for unit in report.units)]
    for section in report.sections:
        if section.name:
            yield [section.name, *("" for _ in report.units)]
        for row in section.rows:
            yield [row.name, *_cells(row)]
    remarks = list(_remarks(report))
    if remarks:
        yield []
        yield [report.say(mark("Remarks"))]
        yield from remarks
    if report.scheme.id != "raci":  # in another scheme the same letters mean something else
        names = ", ".join(f"{letter.symbol} = {letter.name.text(report.language)}" for letter in report.legend)
        yield []
        yield [f"{report.scheme.name}: {names}"]


def _lines(report: Report) -> Iterator[list[str]]:
    """Yield a line for each letter: group, activity, unit, letter, remark, status.

    A cell without letters has a line with a dash where anything is said of it. So have all empty cells of the first
    activity, that every unit is there and in its place, and one of each activity that nobody takes part in.
    """
    heads = (mark("Group"), mark("Activity"), mark("Unit"), mark("Letter"), mark("Remark"), mark("Status"))
    yield [translate(head, report.language) for head in heads]
    rows = [(section.name, row) for section in report.sections for row in section.rows]
    for number, (group, row) in enumerate(rows):
        alone = not any(cell.symbols or cell.remark or cell.status for cell in row.cells)
        for place, (unit, cell) in enumerate(zip(report.units, row.cells, strict=True)):
            if cell.symbols or cell.remark or cell.status or number == 0 or (alone and place == 0):
                status = report.say(STATUS_NAMES[cell.status]) if cell.status else ""
                for symbol in cell.symbols or (_NOTHING,):
                    yield [group, row.name, unit.name, symbol, cell.remark, status]


def _remarks(report: Report) -> Iterator[list[str]]:
    """Yield what is said of whole activities and units; what is said of a cell stands in it."""
    for point in points(report):
        if point.remark.strip() and not (point.row and point.unit):
            yield [report.say(mark("{name}: {meaning}"), name=point.where, meaning=point.remark)]


def _cells(row: ReportRow) -> list[str]:
    """Return the texts of a row; dashes where all of it is empty, for a name alone would be that of a group."""
    texts = [_text(cell) for cell in row.cells]
    return texts if any(texts) else [_NOTHING for _ in texts]


def _text(cell: ReportCell) -> str:
    letters = "/".join(cell.symbols)
    return f"{letters or _NOTHING} ({cell.remark})" if cell.remark else letters


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; reading it again takes the apostrophe off."""
    text = whole(text)
    return f"'{text}" if _FORMULA.match(text) else text


def export_csv(report: Report, path: Path, options: msgspec.Struct, _branding: Branding) -> None:
    """Write the report to `path`. Raises UserError."""
    assert isinstance(options, CsvOptions)  # noqa: S101 - the table of formats pairs them
    write_csv(report, path, options.shape)
