"""The matrix as a CSV file that spreadsheets open as they should and that comes back without loss."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from raciapp.base.files import write_atomically
from raciapp.base.messages import mark
from raciapp.base.words import Language
from raciapp.formats.report import Report, ReportCell, ReportRow

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NOTHING = "–"


def write_csv(report: Report, path: Path) -> None:
    """Write the matrix to `path`: a row of units, a row for each group and each activity, below it any unusual scheme.

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
    if report.scheme.id != "raci":  # in another scheme the same letters mean something else
        names = ", ".join(f"{letter.symbol} = {letter.name.text(report.language)}" for letter in report.legend)
        yield []
        yield [f"{report.scheme.name}: {names}"]


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
