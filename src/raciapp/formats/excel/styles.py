"""The looks of the workbook's cells, and the pen that puts people's text into them as text and nothing else."""

import re
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from raciapp.document.letters import Ink
from raciapp.formats.branding import Branding
from raciapp.formats.characters import whole
from raciapp.formats.excel.measures import INDENT, PADDING, column_units, lines_height, wrapped
from raciapp.formats.inks import HEAD, reads_leftwards

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "Arial"
"""On every Windows and Mac, and Liberation Sans is as wide: what we measure is what is shown."""

_LONGEST = 32_767
"""UTF-16 units; Excel's limit for a cell."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_OPAQUE = "FF"
_FORMULA_STARTS = frozenset("=+-@\t\r")


class Look(msgspec.Struct, frozen=True, cache_hash=True):
    """How a cell looks: colours as `rrggbb`, sizes in points.

    `line` is the colour of the lines around it, `top` and `bottom` that of a darker line there; empty is none.
    `sign` is shown after the cell's text and is no part of it: whoever counts or filters letters finds letters.
    Of `unseen` text nothing is shown or printed, even where its column is made visible. `form` is a number format.
    An `open` cell can be changed in a sheet that is protected.
    """

    size: float = 10
    bold: bool = False
    ink: str = "1F2733"
    fill: str = ""
    line: str = ""
    top: str = ""
    bottom: str = ""
    across: str = "left"
    down: str = "center"
    indent: int = 0
    turned: bool = False
    sign: str = ""
    unseen: bool = False
    form: str = ""
    open: bool = False


MUTED = "5B6575"
GRID = "D9DEE7"
BAND = "E9EDF4"
RULE = "7A8599"

TITLE = Look(size=16, bold=True)
SUBTITLE = Look(ink=MUTED)
HEADING = Look(size=9, bold=True, fill=HEAD, line=GRID, bottom=RULE, down="bottom", indent=1)


def letter_look(ink: Ink) -> Look:
    """Return the look of a cell that holds a letter."""
    return Look(bold=True, ink=ink.text.lstrip("#"), fill=ink.fill.lstrip("#"), line=GRID, across="center")


def accented(look: Look, branding: Branding) -> Look:
    """Return a look for a heading in the colours of a consultancy."""
    accent, ink = (colour.lstrip("#") for colour in (branding.accent, branding.on_accent))
    return replace(look, ink=ink, fill=accent, line=accent, top="", bottom="")


def storable(text: str) -> str:
    """Return text that any part of a workbook can hold: no control characters, line feeds as breaks."""
    return text if text.isprintable() else _NOT_XML.sub("\ufffd", whole(text).replace("\r\n", "\n").replace("\r", "\n"))


def clean(text: str) -> str:
    """Return text that a workbook can hold and shows as it is: no control characters, no escapes, not too long."""
    text = storable(text)
    if len(text) > _LONGEST // 2:
        text = text.encode("utf-16-le")[: 2 * _LONGEST].decode("utf-16-le", "ignore")
    return _ESCAPE.sub("_x005F_", text)  # Excel reads «_x0041_» as «A»


class Pen:
    """Writes into one worksheet. Equal looks share one style, which is what makes openpyxl quick.

    Rows and columns count from 1 where the pen begins, which in a client's own sheet is not its first cell.
    """

    def __init__(self, sheet: "Worksheet", top: int = 0, left: int = 0) -> None:
        """Write into `sheet`, leaving so many rows and columns free."""
        self.sheet, self.top, self.left = sheet, top, left
        self.widths: list[float] = []
        self.results: dict[str, int] = {}
        """What the formulas amount to, by cell."""
        self._styles: dict[tuple[Look, bool, bool], StyleArray] = {}

    def set_widths(self, widths: list[float]) -> None:
        """Make columns of these widths in points, from the first on."""
        from openpyxl.utils import get_column_letter

        self.widths = widths
        for column, width in enumerate(widths, self.left + 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = column_units(width)

    def set_height(self, row: int, points: float) -> None:
        """Make a row so high."""
        self.sheet.row_dimensions[row + self.top].height = round(points, 1)

    def hide_column(self, column: int) -> None:
        """Make a column that nobody sees; it is none of those that are printed and measured."""
        from openpyxl.utils import get_column_letter

        self.sheet.column_dimensions[get_column_letter(column + self.left)].hidden = True

    def hide_row(self, row: int) -> None:
        """Make a row that nobody sees."""
        self.sheet.row_dimensions[row + self.top].hidden = True

    def place(self, row: int, column: int, *, fixed: bool = False) -> str:
        """Return how a formula names a cell, such as `C9`, or `$C$9` where it is to stay when it is copied."""
        from openpyxl.utils import get_column_letter

        sign = "$" if fixed else ""
        return f"{sign}{get_column_letter(column + self.left)}{sign}{row + self.top}"

    def area(self, top: int, first: int, bottom: int, last: int, *, fixed: bool = False) -> str:
        """Return how a formula names the cells from one corner to the other."""
        return f"{self.place(top, first, fixed=fixed)}:{self.place(bottom, last, fixed=fixed)}"

    def write(self, row: int, column: int, text: str, look: Look) -> "Cell":
        """Put `text` into a cell as text, whatever it begins with."""
        cell = self.sheet.cell(row + self.top, column + self.left)
        if text:
            text = clean(text)
            cell.value = text
            cell.data_type = "s"
        cell._style = self._style(look, text)  # noqa: SLF001 - openpyxl has no other way to share one style
        return cell

    def number(self, row: int, column: int, number: int, look: Look) -> None:
        """Put a number into a cell."""
        self.write(row, column, "", look).value = number

    def formula(self, row: int, column: int, formula: str, result: int, look: Look) -> None:
        """Put a formula of ours into a cell, and what it amounts to for programs that do not calculate."""
        cell = self.write(row, column, "", look)
        cell.value = formula
        self.results[cell.coordinate] = result

    def write_across(self, row: int, first: int, last: int, text: str, look: Look) -> int:
        """Put text into merged cells and return how many lines it takes there."""
        cells = [self.write(row, column, "" if column > first else text, look) for column in range(first, last + 1)]
        # Not merge_cells(), which would spend much of an export on lines that are drawn already.
        self.sheet.merged_cells.add(f"{cells[0].coordinate}:{cells[-1].coordinate}")
        return len(self.lines(text, look, first, last))

    def lines(self, text: str, look: Look, first: int, last: int | None = None) -> list[str]:
        """Return the lines `text` takes in a column, or in the columns up to `last` merged."""
        free = sum(self.widths[first - 1 : last or first]) - PADDING - look.indent * INDENT
        return wrapped(text, free, look.size, bold=look.bold)

    def fit_height(self, row: int, lines: int, look: Look, least: float = 0) -> None:
        """Make a row high enough for so many lines."""
        self.set_height(row, max(lines_height(lines, look.size), least))

    def _style(self, look: Look, text: str) -> "StyleArray":
        key = (look, text[:1] in _FORMULA_STARTS, reads_leftwards(text))
        if key not in self._styles:
            self._styles[key] = _make_style(self.sheet, *key)
        return self._styles[key]


def _make_style(sheet: "Worksheet", look: Look, formula_like: bool, leftwards: bool) -> "StyleArray":  # noqa: FBT001 - the three parts of one key
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    def side(darker: str) -> Side:
        colour = darker or look.line
        return Side("thin", _OPAQUE + colour) if colour else Side()

    pattern = Cell(sheet, 1, 1)
    pattern.font = Font(name=FONT, family=2, size=look.size, bold=look.bold, color=_OPAQUE + look.ink)
    if look.fill:
        pattern.fill = PatternFill("solid", _OPAQUE + look.fill)
    pattern.border = Border(left=side(""), right=side(""), top=side(look.top), bottom=side(look.bottom))
    pattern.alignment = Alignment(
        horizontal="right" if leftwards and look.across == "left" else look.across,
        vertical=look.down,
        wrap_text=True,
        indent=look.indent,
        text_rotation=90 if look.turned else 0,
        readingOrder=2 if leftwards else 0,
    )
    if look.sign:
        pattern.number_format = f'@" {look.sign}"'
    if look.form:
        pattern.number_format = look.form
    if look.open:
        pattern.protection = Protection(locked=False)
    if look.unseen:
        pattern.number_format = ";;;"
    if formula_like:  # else pressing F2 and Enter in Excel would make it a formula after all
        pattern.quotePrefix = True
    return pattern._style  # noqa: SLF001 - as in Pen.write


def set_default_font(workbook: "Workbook") -> None:
    """Make the font of the looks the workbook's own, in whose digits column widths are counted."""
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList

    workbook._fonts = IndexedList([Font(name=FONT, family=2, size=10)])  # noqa: SLF001 - openpyxl has no other way
