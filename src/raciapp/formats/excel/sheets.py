"""The sheets of a workbook that may be one of ours: texts, comments, merged areas, by row and column from 1."""

import io
import re
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded
from raciapp.base.messages import mark
from raciapp.formats.excel.carrying import SHEET, plain, shown_value
from raciapp.formats.finding.tables import MOST_CELLS, column_letters
from raciapp.formats.readers.gathering import damaged
from raciapp.formats.readers.package import Package

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST_FILE = 50_000_000
"""Bytes; a workbook of 2,000 x 200 takes five million."""
LARGEST_SHEETS = 120_000_000
"""Bytes of all sheets unpacked."""
SUFFIXES = frozenset({".xlsx", ".xlsm"})
Place = tuple[int, int]

_WORKBOOK = "xl/workbook.xml"
_CELL = re.compile(rb"<(?:\w+:)?c[ >]")
_MERGED = re.compile(rb"mergeCell\s[^>]*?ref\s*=\s*[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_THREADED = re.compile(r"\A\[[^\]]{1,60}\]\s.*?\n\s*(?:Comment|Commentaire)\s*:\s*", re.DOTALL)
"""What Excel writes into the place of a conversation, for programs that know only comments."""


class Sheet(msgspec.Struct, frozen=True):
    """A sheet: texts and comments by place, and for each place in a merged area where its text stands."""

    title: str
    texts: Mapping[Place, str]
    comments: Mapping[Place, str]
    merged: Mapping[Place, Place]
    visible: bool = True

    def text(self, row: int, column: int) -> str:
        """Return what a cell says, as one line."""
        return plain(self.texts.get((row, column), ""))

    def comment(self, row: int, column: int) -> str:
        """Return the comment on a cell."""
        return self.comments.get((row, column), "")

    @property
    def columns(self) -> list[int]:
        """Return the columns in which anything stands, from the left."""
        return sorted({column for _, column in (*self.texts, *self.comments)})

    @property
    def rows(self) -> list[int]:
        """Return the rows in which anything stands, from the top."""
        return sorted({row for row, _ in (*self.texts, *self.comments)})


def address(row: int, column: int) -> str:
    """Return where a spreadsheet shows a cell, such as `C9`."""
    return f"{column_letters(column - 1)}{row}"


def holds_ours(path: Path) -> bool:
    """Return whether a file is a workbook with our hidden sheet; False for whatever cannot be read."""
    if path.suffix.casefold() not in SUFFIXES:
        return False
    try:
        package = Package(read_bounded(path, LARGEST_FILE), path.name)
        names = [sheet.get("name") for sheet in package.tree(_WORKBOOK).iter("{*}sheet")]
    except UserError:
        return False
    return SHEET in names


def open_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook; formulas as the values they had, links and macros never followed.

    Raises UserError when it cannot be read, is damaged, or would take far more room than any matrix.
    """
    content = read_bounded(path, LARGEST_FILE)
    package = Package(content, path.name)
    _refuse_too_much(package)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out (pictures, conditions) is of no concern here
            workbook = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
            return tuple(_sheet(sheet) for sheet in workbook.worksheets)
    except UserError:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged file makes it stumble over
        raise damaged(path.name) from error


def _refuse_too_much(package: Package) -> None:
    """Refuse what openpyxl would take far too much room for: it makes every cell of a merged area."""
    size = cells = 0
    for name in package.names:
        if name.endswith((".xml", ".rels", ".vml")):
            part = package.read(name)
            size += len(part)
            cells += len(_CELL.findall(part)) + sum(map(_area, _MERGED.findall(part)))
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise damaged(package.file)
    if size > LARGEST_SHEETS or cells > MOST_CELLS:
        raise UserError(
            mark("{file}: is far larger than any matrix needs. Check that it is the right file."), file=package.file
        )


def _area(reference: tuple[bytes, bytes, bytes, bytes]) -> int:
    """Return how many cells an area has, given the letters and numbers of its corners."""
    left, top, right, bottom = reference
    return (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _sheet(sheet: "Worksheet") -> Sheet:
    texts: dict[Place, str] = {}
    comments: dict[Place, str] = {}
    for place, cell in sheet._cells.items():  # noqa: SLF001 - the public ways make cells where there are none
        value = cell.value
        if value is not None and value != "":
            texts[place] = value if isinstance(value, str) else shown_value(value)
        if cell.comment is not None:
            comments[place] = _said(cell.comment.text)
    return Sheet(
        sheet.title,
        texts,
        comments,
        dict(_merged((one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges)),
        sheet.sheet_state == "visible",
    )


def _merged(areas: Iterable[tuple[int, int, int, int]]) -> Iterable[tuple[Place, Place]]:
    """Yield each place of a merged area with the one where its text stands."""
    for top, first, bottom, last in areas:
        for row in range(top, bottom + 1):
            for column in range(first, last + 1):
                yield (row, column), (top, first)


def _said(text: object) -> str:
    return _THREADED.sub("", str(text or ""))
