"""OpenDocument spreadsheets (.ods): each sheet as a table (ODF 1.3 part 3, 9.1 and 19.6).

Read here rather than by calamine, which knows neither merged areas, boldness nor comments of this format, and makes
room for as many cells as a file of a few bytes says are repeated.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from raciapp.formats.finding.reading import Reason, Skipped, shortened
from raciapp.formats.finding.tables import Area, Table, column_letters, visible
from raciapp.formats.readers.elements import name_of, value_of
from raciapp.formats.readers.figures import GENERAL, Format, shown_number, shown_time, shown_truth
from raciapp.formats.readers.gathering import Gathering, TooLargeError, limited, protected, too_large, with_left_out
from raciapp.formats.readers.package import Package, faults

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_FARTHEST = 2_000_000
"""Rows and columns beyond which no program goes."""
_SILENT = frozenset({"annotation", "annotation-end", "frame", "ruby-text"})
_SIGNS = {"tab": " ", "line-break": "\n"}
_MOST_SPACES = 100
_MOST_IN_ROW = 16_384
_MOST_SHEETS = 2_000


def read_opendocument(content: bytes, file: str) -> tuple[Table, ...]:
    """Return a table for each sheet with cells.

    Raises UserError when the file is damaged or has a password, would unpack to far too much, or is larger than any
    matrix.
    """
    package = Package(content, file)
    with faults(file):
        if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
            raise protected(file)
        try:
            return _tables(package, file)
        except TooLargeError as error:
            raise too_large(file) from error


def _tables(package: Package, file: str) -> tuple[Table, ...]:
    styles = _Styles()
    if _STYLES in package:
        for element in package.elements(_STYLES, "{*}styles"):
            styles.add(element)
    tables: list[Table] = []
    left_out: list[Skipped] = []
    sheet = _Sheet(styles)
    count = 0
    for element in package.elements(_CONTENT, "{*}automatic-styles", "{*}table-row", "{*}table"):
        name = name_of(element)
        if name == "automatic-styles":
            styles.add(element)
        elif name == "table-row":
            sheet.add_row(element)
        else:
            title = value_of(element, "name")
            count += 1
            if count > _MOST_SHEETS:
                raise TooLargeError
            if sheet.too_large:
                left_out.append(Skipped(title, title, Reason.TOO_LARGE))
            elif table := sheet.table(file, title, hidden=value_of(element, "style-name") in styles.hidden):
                tables.append(table)
            sheet = _Sheet(styles)
    if not tables and left_out:
        raise too_large(file)
    return with_left_out(limited(tables), left_out)


class _Styles:
    """The names of the styles that matter: of bold cells, of hidden sheets."""

    def __init__(self) -> None:
        self.bold: set[str] = set()
        self.hidden: set[str] = set()

    def add(self, element: Any) -> None:
        """Add the styles that stand in an element."""
        for style in element.iterchildren("{*}style"):
            name = value_of(style, "name")
            weight = next((value_of(one, "font-weight") for one in style.iterchildren("{*}text-properties")), "")
            inherited = not weight and value_of(style, "parent-style-name") in self.bold
            if inherited or weight == "bold" or weight[:1] in set("6789"):
                self.bold.add(name)
            if any(value_of(one, "display") == "false" for one in style.iterchildren("{*}table-properties")):
                self.hidden.add(name)


class _Sheet:
    """A sheet as far as it has been read."""

    def __init__(self, styles: _Styles) -> None:
        self.too_large = False
        self._gathering = Gathering()
        self._areas: list[Area] = []
        self._left_out: list[Skipped] = []
        self._styles = styles
        self._row = 0

    def table(self, file: str, name: str, *, hidden: bool) -> Table | None:
        """Return the sheet as a table, or None where it holds nothing."""
        merged = self._gathering.clipped(self._areas)
        rows = self._gathering.rows(merged)
        if not rows and not self._left_out:
            return None
        return Table(file, rows, merged=merged, sheet=name, hidden=hidden, left_out=tuple(self._left_out))

    def add_row(self, element: Any) -> None:
        """Add a row as often as it is repeated; blank ones only count, however many they are."""
        times = _times(element, "number-rows-repeated")
        if not self.too_large:
            try:
                self._add(element, times)
            except TooLargeError:
                self.too_large = True
        self._row += times

    def _add(self, element: Any, times: int) -> None:
        column = 0
        if len(element) > _MOST_IN_ROW:
            raise TooLargeError
        for cell in element:
            kind = name_of(cell)
            if kind not in ("table-cell", "covered-table-cell"):
                continue
            across = _times(cell, "number-columns-repeated")
            if kind == "table-cell":
                self._add_cell(cell, column, across, times)
            column += across

    def _add_cell(self, cell: Any, column: int, across: int, times: int) -> None:
        text = _text(cell)
        note = next((_lines(one) for one in cell.iterchildren("{*}annotation")), "")
        bold = value_of(cell, "style-name") in self._styles.bold
        if text or note:
            for row in range(self._row, self._row + times):
                for place in range(column, column + across):
                    self._gathering.put(row, place, text, bold and bool(text), note)
        elif value_of(cell, "formula") and not value_of(cell, "value-type"):
            formula = shortened(value_of(cell, "formula"))
            self._left_out.append(Skipped(f"{column_letters(column)}{self._row + 1}", formula, Reason.NO_VALUE))
        height, width = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if height > 1 or width > 1:
            self._areas.append(Area(self._row, column, self._row + height - 1, column + width - 1))


def _text(cell: Any) -> str:
    """Return what a cell shows; dates and truth values as everywhere, whatever the language of the file."""
    kind = value_of(cell, "value-type")
    if kind == "date":
        return _date(value_of(cell, "date-value"))
    if kind == "boolean":
        return shown_truth(value_of(cell, "boolean-value") == "true")
    shown = _lines(cell)
    if shown or kind not in ("float", "percentage", "currency"):
        return shown
    value = float(value_of(cell, "value") or "0")
    return shown_number(value, Format(times=100, after="%", decimals=0) if kind == "percentage" else GENERAL)


def _date(text: str) -> str:
    try:
        return shown_time(datetime.fromisoformat(text))
    except ValueError:
        return visible(text)


def _lines(element: Any) -> str:
    """Return the paragraphs of a cell or a note as lines."""
    lines = ("".join(_pieces(line)) for line in element.iterchildren("{*}p", "{*}h"))
    return visible("\n".join(lines))


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = name_of(child)
        if name == "s":
            yield " " * min(_times(child, "c"), _MOST_SPACES)
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name not in _SILENT:
            yield from _pieces(child)
        yield child.tail or ""


def _times(element: Any, attribute: str) -> int:
    """Return a number that is 1 where nothing, or nonsense, is said."""
    text = value_of(element, attribute)
    return min(max(int(text), 1), _FARTHEST) if text.isdecimal() and len(text) < 10 else 1
