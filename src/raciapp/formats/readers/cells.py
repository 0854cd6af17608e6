"""The cells of one sheet of a workbook, in one pass over the part that holds them (ECMA-376 part 1, 18.3)."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from msgspec.structs import replace

from raciapp.formats.finding.reading import Reason, Skipped, shortened
from raciapp.formats.finding.tables import MOST_COLUMNS, Area, Table, column_letters, visible
from raciapp.formats.readers.figures import shown_number, shown_time, shown_truth
from raciapp.formats.readers.gathering import Gathering, TooLargeError
from raciapp.formats.readers.notes import read_notes
from raciapp.formats.readers.package import Package
from raciapp.formats.readers.strings import Said, said_in, struck, unescaped
from raciapp.formats.readers.styles import PLAIN, Style

_DIGITS = "0123456789"
_COLUMNS = {column_letters(column): column for column in range(MOST_COLUMNS)}
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}))?")
_NOTHING = ("", False)
_MOST_AREAS = 100_000
_MOST_IN_ROW = 16_384
_MOST_STORED = 1_000_000
"""Cells of a sheet with those that hold nothing but a format: a file of 64 KB could ask for four times as many."""
_MOST_LEFT_OUT = 20_000
_MOST_ROWS = 1_048_576

Place = tuple[int, int]
"""Row and column of a cell, counted from 0."""


class Book(NamedTuple):
    """What all sheets of a workbook share."""

    package: Package
    strings: Sequence[Said]
    styles: Sequence[Style]
    since_1904: bool


def read_sheet(book: Book, part: str, table: Table) -> Table:
    """Return `table` with the cells of a sheet. Raises TooLargeError, and UserError when it is damaged."""
    notes = read_notes(book.package, book.package.targets(part).values())
    places = {(area.top, area.left): note for where, note in notes.items() if (area := area_of(where))}
    sheet = _Sheet(book, places)
    areas: list[Area] = []
    count = 0
    for element in book.package.elements(part, "{*}row", "{*}mergeCell"):
        if element.tag.endswith("}row"):
            count += 1
            if count > _MOST_ROWS:
                raise TooLargeError
            sheet.add_row(element)
        elif len(areas) == _MOST_AREAS:
            raise TooLargeError
        elif area := area_of(element.get("ref", "")):
            areas.append(area)
    sheet.add_remaining_notes()
    merged = sheet.gathering.clipped(areas)
    return replace(table, rows=sheet.gathering.rows(merged), merged=merged, left_out=tuple(sheet.left_out))


class _Sheet:
    """A sheet as far as it has been read."""

    def __init__(self, book: Book, notes: dict[Place, str]) -> None:
        self.gathering = Gathering()
        self.left_out: list[Skipped] = []
        self._book = book
        self._notes = notes
        self._row = -1
        self._known: dict[str, str] = {}
        self._stored = 0

    def add_row(self, element: Any) -> None:
        """Add the cells of a row; one without number follows the last, as does a cell without address."""
        number = element.get("r")
        self._row = row = int(number) - 1 if number else self._row + 1
        if row < 0:
            raise ValueError(number)
        if not len(element):
            return
        styles, notes, put = self._book.styles, self._notes, self.gathering.put
        namespace = element.tag[:-3]
        column = -1
        self._stored += len(element)
        if len(element) > _MOST_IN_ROW or self._stored > _MOST_STORED:
            raise TooLargeError
        for cell in element:
            where = cell.get("r")
            column = _COLUMNS.get(where.rstrip(_DIGITS), MOST_COLUMNS) if where else column + 1
            if not len(cell):
                continue
            style = cell.get("s")
            place = int(style) if style else 0
            form = styles[place] if place < len(styles) else PLAIN
            text, bold = self._said(cell, namespace, form, (row, column))
            if text:
                comment = notes.pop((row, column), "") if notes else ""
                put(row, column, struck(text) if form.struck else text, bold or form.bold, comment)

    def _said(self, cell: Any, namespace: str, style: Style, place: Place) -> tuple[str, bool]:
        """Return what a cell says; a formula whose result the file does not hold is listed as left out."""
        value = inline = formula = None
        for child in cell:
            name = child.tag[len(namespace) :]
            if name == "v":
                value = child.text or ""
            elif name == "is":
                inline = child
            elif name == "f":
                formula = child
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _NOTHING if inline is None else self._inline(inline)
        if not value:
            if len(self.left_out) == _MOST_LEFT_OUT:
                raise TooLargeError
            if formula is not None and (value is None or kind != "str"):  # a formula may well result in no text
                where = f"{column_letters(place[1])}{place[0] + 1}"
                self.left_out.append(Skipped(where, shortened(f"={formula.text or ''}"), Reason.NO_VALUE))
            return _NOTHING
        if kind == "s":
            return _at(self._book.strings, value)
        return _shown(value, kind, style, since_1904=self._book.since_1904), False

    def _inline(self, element: Any) -> tuple[str, bool]:
        """Return the text of a cell that does not share it; nearly always it is one piece, and one of few."""
        if len(element) != 1 or not element[0].tag.endswith("}t"):
            return said_in(element)
        text = element[0].text or ""
        if text not in self._known:
            self._known[text] = visible(unescaped(text))
        return self._known[text], False

    def add_remaining_notes(self) -> None:
        """Add the comments on cells that say nothing."""
        for (row, column), note in self._notes.items():
            self.gathering.put(row, column, "", comment=note)


def _at(strings: Sequence[Said], place: str) -> Said:
    if not place.strip().isdecimal():
        raise ValueError(place)
    return strings[int(place)]


def _shown(value: str, kind: str, style: Style, *, since_1904: bool) -> str:
    """Return the text of a value that stands in the cell itself; ECMA-376 part 1, 18.18.11 has the kinds."""
    if kind == "n":
        return shown_number(float(value), style.format, since_1904=since_1904)
    if kind == "b":
        return shown_truth(value != "0")
    if kind == "d":
        return shown_time(datetime.fromisoformat(value))
    return visible(unescaped(value))


def area_of(reference: str) -> Area | None:
    """Return the area that `B2:C9` names, or None for what names none."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    left, top, right, bottom = found.groups()
    first, last = _number(left), _number(right or left)
    return Area(int(top) - 1, first, int(bottom or top) - 1, last)


def _number(letters: str) -> int:
    """Return the column that letters name, counted from 0."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("@")
    return number - 1
