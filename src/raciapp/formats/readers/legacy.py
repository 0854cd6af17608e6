"""Workbooks of Excel before 2007 (.xls) and binary ones (.xlsb), through calamine.

Calamine is asked directly: pandas on top of it would take half a second to import, drop merged areas and guess what a
column holds. Boldness and comments it does not tell. It makes room for the whole rectangle around all cells, and a
failure to do so would end the app; so how far the cells reach is looked up first, in the records themselves
([MS-XLS] 2.4, [MS-XLSB] 2.3.4).
"""

import io
import struct
import zipfile
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from raciapp.formats.finding.reading import Reason, Skipped
from raciapp.formats.finding.tables import Area, Table, visible
from raciapp.formats.readers.compound import Compound, CompoundError
from raciapp.formats.readers.figures import shown_number, shown_time, shown_truth
from raciapp.formats.readers.gathering import (
    Gathering,
    TooLargeError,
    damaged,
    limited,
    protected,
    too_large,
    with_left_out,
)
from raciapp.formats.readers.package import Package

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Value = int | float | str | bool | time | date | timedelta

_ROOM = 3_000_000
"""Cells of the rectangles around the cells of all sheets; calamine takes 24 bytes for each."""
_UNNEEDED = ("vbaProject", "printerSettings", "customProperty", "embeddings/", "ctrlProps/", "media/")
"""Parts of an `.xlsb` file with records of other kinds, or none."""
_BIFF_CELLS = frozenset({0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
_BIFF_MANY = 0x00BD
_BIFF_BEGINS = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_BIFF_SHEET, _BIFF_PASSWORD = 0x0085, 0x002F
_XLSB_ROW, _XLSB_CELLS = 0, range(1, 12)


def read_binary(content: bytes, file: str) -> tuple[Table, ...]:
    """Return the tables of an `.xlsb` file. Raises UserError as `read_old` does."""
    package = Package(content, file)
    parts = {name: package.read(name) for name in package.names if _is_needed(name)}
    _require_room(sum(_xlsb_extent(part) for name, part in parts.items() if name.endswith(".bin")), file)
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:  # of the sizes that were checked, whatever the file says elsewhere
        for name, part in parts.items():
            archive.writestr(name, part)
    return _tables(stored.getvalue(), file)


def _is_needed(name: str) -> bool:
    return name.endswith((".bin", ".xml", ".rels")) and not any(part in name for part in _UNNEEDED)


def read_old(content: bytes, file: str) -> tuple[Table, ...]:
    """Return a table for each sheet with cells of an `.xls` file.

    Raises UserError when it is damaged, has a password, or is larger than any matrix.
    """
    try:
        container = Compound(content)
        name = next((name for name in ("Workbook", "Book") if name in container.names), "")
        if not name:
            raise damaged(file)
        stream = container.read(name)
    except CompoundError as error:
        raise damaged(file) from error
    _require_room(_xls_extent(stream, file), file)
    return _tables(content, file)


def _tables(content: bytes, file: str) -> tuple[Table, ...]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return _sheets(workbook, file)
    except PasswordError as error:
        raise protected(file) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise damaged(file) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # calamine's own, and no Exception
            raise
        raise damaged(file) from error


def _sheets(workbook: "CalamineWorkbook", file: str) -> tuple[Table, ...]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    tables: list[Table] = []
    left_out: list[Skipped] = []
    for sheet in workbook.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            left_out.append(Skipped(sheet.name, sheet.name, Reason.NO_CELLS))
            continue
        try:
            gathering, merged = _gathered(workbook.get_sheet_by_name(sheet.name))
        except TooLargeError:
            left_out.append(Skipped(sheet.name, sheet.name, Reason.TOO_LARGE))
            continue
        hidden = sheet.visible != SheetVisibleEnum.Visible
        if rows := gathering.rows(merged):
            tables.append(Table(file, rows, merged=merged, sheet=sheet.name, hidden=hidden))
    if not tables and any(skipped.why is Reason.TOO_LARGE for skipped in left_out):
        raise too_large(file)
    return with_left_out(limited(tables), left_out)


def _gathered(sheet: "CalamineSheet") -> tuple[Gathering, tuple[Area, ...]]:
    gathering = Gathering()
    top, left = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top):
        for column, value in enumerate(values, start=left):
            if value != "" and (text := _shown(value)):
                gathering.put(row, column, text)
    areas = [Area(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return gathering, gathering.clipped(areas)


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, bool):
        return shown_truth(value)
    if isinstance(value, int | float):
        return shown_number(value)
    return shown_time(value)


# -- how far the cells reach ------------------------------------------------------------------------------


def _require_room(cells: int, file: str) -> None:
    if cells > _ROOM:
        raise too_large(file)


def _xls_extent(stream: bytes, file: str) -> int:
    """Return how many cells there are in the rectangles around the cells of all sheets, empty ones included.

    Raises UserError when there is a password, or a sheet is said to begin where none does: then calamine would see
    other records than these.
    """
    cells = rows = columns = 0
    begins: set[int] = set()
    sheets: set[int] = set()
    for kind, start, size in _biff_records(stream):
        if kind == _BIFF_PASSWORD:
            raise protected(file)
        if kind in _BIFF_BEGINS:
            begins.add(start - 4)
            cells += rows * columns
            rows = columns = 0
        elif kind == _BIFF_SHEET and size >= 4:
            sheets.add(struct.unpack_from("<I", stream, start)[0])
        elif size >= 4 and (kind in _BIFF_CELLS or kind == _BIFF_MANY):
            row, column = struct.unpack_from("<HH", stream, start)
            if kind == _BIFF_MANY:
                column = max(column + size // 6, *struct.unpack_from("<H", stream, start + size - 2))
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    if not sheets <= begins:
        raise damaged(file)
    return cells + rows * columns


def _biff_records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield kind, place and size of each record of an `.xls` file."""
    place, end = 0, len(stream)
    while place + 4 <= end:
        kind, size = struct.unpack_from("<HH", stream, place)
        if place + 4 + size > end:
            return
        yield kind, place + 4, size
        place += 4 + size


def _xlsb_extent(part: bytes) -> int:
    """Return how many cells there are in the rectangle around the cells of a sheet."""
    row = rows = columns = 0
    for kind, start, size in _binary_records(part):
        if size >= 4 and (kind == _XLSB_ROW or kind in _XLSB_CELLS):
            (number,) = struct.unpack_from("<I", part, start)
            if kind == _XLSB_ROW:
                row = number
            else:
                rows, columns = max(rows, row + 1), max(columns, number + 1)
    return rows * columns


def _binary_records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield kind, place and size of each record of a part of an `.xlsb` file; both numbers have seven bits a byte."""
    place, end = 0, len(part)
    while place < end:
        kind = part[place]
        place += 1
        if kind & 0x80 and place < end:
            kind = (kind & 0x7F) | (part[place] & 0x7F) << 7
            place += 1
        size = shift = 0
        while place < end and shift < 28:
            byte = part[place]
            place += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if place + size > end:
            return
        yield kind, place, size
        place += size
