"""Excel workbooks (.xlsx, .xlsm): each sheet as a table, with the results of formulas that the file holds.

Written after ECMA-376 part 1, 18. The parts of the file are read here rather than by openpyxl, which does not tell a
formula without a result from an empty cell, has comments and merged areas only at many times the price, and refuses a
whole workbook for one style it does not know. Formulas, macros and links to other files are never followed.
"""

from collections.abc import Sequence
from typing import NamedTuple

from raciapp.formats.finding.reading import Reason, Skipped
from raciapp.formats.finding.tables import Table
from raciapp.formats.readers.cells import Book, read_sheet
from raciapp.formats.readers.gathering import TooLargeError, damaged, limited, too_large, with_left_out
from raciapp.formats.readers.package import Package, faults
from raciapp.formats.readers.strings import read_strings
from raciapp.formats.readers.styles import read_styles

_MOST_SHEETS = 2_000
_TRUE = frozenset({"1", "true", "on"})


class _Entry(NamedTuple):
    """An entry in the list of sheets; `part` is empty where the file has no such part."""

    name: str
    kind: str
    part: str
    hidden: bool


def read_workbook(content: bytes, file: str) -> tuple[Table, ...]:
    """Return a table for each sheet with cells; what was left out of the whole file is listed with the first.

    Raises UserError when the file is damaged, would unpack to far too much, or is larger than any matrix.
    """
    package = Package(content, file)
    with faults(file):
        try:
            entries, book = _opened(package)
        except TooLargeError as error:
            raise too_large(file) from error
        return _tables(book, entries, file)


def _opened(package: Package) -> tuple[list[_Entry], Book]:
    """Return the list of sheets and what they share."""
    main = next((part for kind, part in package.targets("").values() if kind == "officeDocument"), "")
    if main not in package:
        raise damaged(package.file)
    root = package.tree(main)
    targets = package.targets(main)
    entries: list[_Entry] = []
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        if len(entries) == _MOST_SHEETS:
            raise TooLargeError
        relation = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        kind, part = targets.get(relation, ("", ""))
        hidden = sheet.get("state", "visible") != "visible"
        entries.append(_Entry(sheet.get("name", ""), kind, part if part in package else "", hidden))
    parts = {kind: part for kind, part in targets.values() if part in package}
    properties = root.find("{*}workbookPr")
    return entries, Book(
        package,
        read_strings(package, parts["sharedStrings"]) if "sharedStrings" in parts else [],
        read_styles(package, parts["styles"]) if "styles" in parts else [],
        properties is not None and properties.get("date1904", "") in _TRUE,
    )


def _tables(book: Book, entries: Sequence[_Entry], file: str) -> tuple[Table, ...]:
    tables: list[Table] = []
    left_out: list[Skipped] = []
    for entry in entries:
        if entry.kind != "worksheet" or not entry.part:
            left_out.append(Skipped(entry.name, entry.name, Reason.NO_CELLS))
            continue
        try:
            table = read_sheet(book, entry.part, Table(file, (), sheet=entry.name, hidden=entry.hidden))
        except TooLargeError:
            left_out.append(Skipped(entry.name, entry.name, Reason.TOO_LARGE))
        else:
            if table.rows or table.left_out:
                tables.append(table)
    if not tables and any(skipped.why is Reason.TOO_LARGE for skipped in left_out):
        raise too_large(file)
    return with_left_out(limited(tables), left_out)
