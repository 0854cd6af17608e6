"""What lets a workbook come back: the document as exported on a sheet nobody sees, and ids beside the matrix.

The ids stand in cells, in a hidden column right of the matrix and a hidden row above it. Values travel with their rows
and columns in whatever a client does: sorting, cutting, inserting, copying to another sheet, in Excel, LibreOffice and
Google Sheets alike. Defined names would not: sorting leaves them where they were, and openpyxl where rows are inserted.
Whoever sorts without the hidden column parts the ids from their rows; the names tell, for they are carried as well.
The ids are a help, never the only witness, and never believed against a name.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.base.words import Language
from raciapp.document.records import Document
from raciapp.document.storage import decode, encode
from raciapp.formats.excel.styles import Look, Pen
from raciapp.formats.finding.ownmarks import CORNER
from raciapp.formats.report import Report
from raciapp.formats.spoken import Spoken

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

SHEET = "raciapp"
VERSION = 1
HEADER, DIVISIONS, LEGEND = "raciapp:header", "raciapp:divisions", "raciapp:legend"
LOAD, CHECK = "raciapp:load", "raciapp:check:"
"""A row and, with a letter behind it, a column of counts, which are formulas and nobody's text."""
NUMBER, NAME, WEIGHT, STATUS = "raciapp:number", "raciapp:activity", "raciapp:findings", "raciapp:status"
UNIT, GROUP, ACTIVITY = "unit:", "group:", "activity:"

_ID = Look(size=8, unseen=True)
_ABOUT = mark(
    "raciapp needs this sheet to take the workbook back: it holds once more what the other sheets showed when it was "
    "made, with the ids of rows and columns. Nothing else is in it, and it may be deleted."
)
_PIECE = 30_000
"""Characters of a cell; Excel holds 32,767."""
_DIGEST = 10
"""Hexadecimal digits of a text's fingerprint."""
_KEYS = ("format", "about", "language", "second", "checksum", "document", "texts")
_UNESCAPED = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)", re.IGNORECASE)


class Carried(msgspec.Struct, frozen=True):
    """What a workbook carries: the document as exported, its language, fingerprints of every text that was in it."""

    document: Document
    language: Language
    texts: frozenset[str]
    second: Language | None = None

    @property
    def spoken(self) -> Spoken:
        """Return the language or languages it is in."""
        return Spoken(self.language, self.second)


def plain(text: str) -> str:
    """Return a text so that it compares equal after a spreadsheet had it: escapes resolved, spaces all alike."""
    return " ".join(_UNESCAPED.sub("_", text).split())


def fingerprint(text: str) -> str:
    """Return what tells a text from others without saying it."""
    return hashlib.sha256(plain(text).encode()).hexdigest()[:_DIGEST]


# -- writing ----------------------------------------------------------------------------------------------


def write_ids(pen: Pen, report: Report, row: int, beside: Sequence[str]) -> int | None:
    """Write the ids of the columns into the hidden row `row`; return the column for those of the rows.

    `beside` says what the columns right of the units are. Returns None where the report is not to come back.
    """
    if report.exported is None:
        return None
    tokens = [NUMBER, NAME, *(UNIT + unit.id for unit in report.units), *beside, CORNER]
    for column, token in enumerate(tokens, 1):
        pen.write(row, column, token, _ID)
    pen.hide_row(row)
    pen.hide_column(len(tokens))
    return len(tokens)


def write_id(pen: Pen, row: int, column: int | None, token: str) -> None:
    """Write what a row is into the column of the ids, if there is one."""
    if column is not None:
        pen.write(row, column, token, _ID)


def carry(workbook: "Workbook", report: Report) -> None:
    """Add the sheet nobody sees, after all others are written; nothing for a report that is not to come back."""
    if report.exported is None:
        return
    known = sorted({fingerprint(text) for text in _texts(workbook)})
    sheet = workbook.create_sheet(SHEET)
    sheet.sheet_state = "veryHidden"
    sheet.column_dimensions["B"].width = 120
    content = _ascii(report.exported)
    rows = [
        ("format", f"raciapp {VERSION}"),
        ("about", report.say(_ABOUT)),
        ("language", report.language.value),
        *([("second", report.second.value)] if report.second else []),
        ("checksum", _checksum(content)),
        *(("document", piece) for piece in _pieces(content)),
        *(("texts", piece) for piece in _pieces("".join(known))),
    ]
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, value)
            cell.data_type = "s"


def _texts(workbook: "Workbook") -> set[str]:
    cells = (cell for sheet in workbook.worksheets for cell in sheet._cells.values())  # noqa: SLF001 - the public ways add cells
    return {shown_value(cell.value) for cell in cells if cell.value is not None and cell.data_type != "f"}


def shown_value(value: object) -> str:
    """Return what a cell says: a number without the fraction that it does not have, anything else as it is."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _ascii(document: Document) -> str:
    """Return the document's file in signs that no program changes; `_x` could be the beginning of an escape."""
    text = json.dumps(json.loads(encode(document)), separators=(",", ":"))
    return text.replace("_x", "\\u005fx")


def _checksum(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _pieces(content: str) -> Iterator[str]:
    """Yield the content in pieces that neither begin nor end with a space, which some programs would drop."""
    start = 0
    while start < len(content):
        end = min(start + _PIECE, len(content))
        while end < len(content) and " " in content[end - 1 : end + 1]:
            end -= 1
        yield content[start:end]
        start = end


# -- reading ----------------------------------------------------------------------------------------------


def carried(rows: Iterable[tuple[str, str]], file: str) -> Carried:
    """Return what the hidden sheet of a file called `file` holds, given its rows of two cells. Raises UserError."""
    found: dict[str, list[str]] = {key: [] for key in _KEYS}
    for key, value in rows:
        if key in found:
            found[key].append(value)
    content = "".join(found["document"])
    form = "".join(found["format"])
    if form != f"raciapp {VERSION}" and re.fullmatch(r"raciapp \d{1,6}", form):
        raise UserError(
            mark("{file}: exported by a newer raciapp. Update raciapp to take it back; the file was left as it is."),
            file=file,
        )
    language, second = "".join(found["language"]), "".join(found["second"])
    known = language in set(Language) and second in {"", *Language} and found["checksum"] == [_checksum(content)]
    if not known or form != f"raciapp {VERSION}":
        raise UserError(
            mark(
                "{file}: what raciapp left in it to take it back is damaged. "
                "Delete the hidden sheet «{sheet}»; the file can then be imported like any other."
            ),
            file=file,
            sheet=SHEET,
        )
    document = decode(content.encode(), file)
    texts = "".join(found["texts"])
    prints = frozenset(texts[place : place + _DIGEST] for place in range(0, len(texts), _DIGEST))
    return Carried(document, Language(language), prints, Language(second) if second else None)
