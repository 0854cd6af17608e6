"""The matrix as a CSV file that spreadsheets open as they should and that comes back without loss."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from raciapp.base.files import write_atomically
from raciapp.base.messages import mark
from raciapp.base.words import Language
from raciapp.formats.branding import Branding
from raciapp.formats.points import points
from raciapp.formats.report import Report, ReportCell, ReportRow

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NOTHING = "–"


def write_csv(report: Report, path: Path) -> None:
    """Write the matrix to `path`: a row of units, a row for each group and each activity.

    Below it stand the remarks on activities and units, each in one cell, and any unusual scheme: there, nothing takes
    them for a part of the matrix. Statuses and divisions have no place in a table of letters.

    UTF-8 with a byte order mark, without which Excel takes accents for something else; separated by semicolons in
    French, where the comma is the decimal sign and Excel expects them. Raises UserError when it cannot be written.
    """
    delimiter = ";" if report.language is Language.FR else ","
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([_harmless(cell) for cell in row] for row in _rows(report))
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
    return f"'{text}" if _FORMULA.match(text) else text


class CsvOptions(msgspec.Struct, frozen=True):
    """What can be chosen for a CSV file."""


def export_csv(report: Report, path: Path, options: msgspec.Struct, _branding: Branding) -> None:
    """Write the report to `path`. Raises UserError."""
    assert isinstance(options, CsvOptions)  # noqa: S101 - the table of formats pairs them
    write_csv(report, path)
