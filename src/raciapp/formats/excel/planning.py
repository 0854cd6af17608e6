"""What goes where in the matrix: how high its header is, how wide its columns are, which there are beside the units."""

from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from raciapp.formats.excel import carrying
from raciapp.formats.excel.checks import WIDTH, Check, bounded
from raciapp.formats.excel.divisions import divisions, widened
from raciapp.formats.excel.legend import ACTIVITY
from raciapp.formats.excel.measures import LINE, PADDING, text_width, wrapped
from raciapp.formats.excel.options import ExcelOptions
from raciapp.formats.excel.styles import GRID, Look, clean
from raciapp.formats.inks import SEVERITY_COLOURS, STATUS_INKS
from raciapp.formats.report import SEVERITY_NAMES, STATUS_NAMES, STATUS_SIGNS, Report, ReportCell, ReportRow

FIRST_UNIT = ACTIVITY + 1
UNIT = Look(size=9, bold=True, across="center", down="bottom", turned=True)
NAME = Look(line=GRID, indent=1)
EMPTY = Look(line=GRID)

_NUMBER_WIDTH, _ACTIVITY_WIDTH, _LEAST_UNIT_WIDTH = 27.0, 272.0, 31.0
_LEAST_HEADER, _MOST_HEADER, _HEADER_STEP = 66.0, 156.0, 6.0
_UNIT_LINES = 2
"""A unit's name may take two lines before the header grows."""
_HEADER_PADDING = 14.0
_MARK = Look(size=9, line=GRID, indent=1)


class Plan(msgspec.Struct, frozen=True):
    """What goes where: height of the header, widths of all columns, columns of counts and those beside them."""

    height: float
    widths: list[float]
    checks: tuple[Check, ...]
    beside: tuple["Beside", ...]

    @property
    def tokens(self) -> list[str]:
        """Return the ids of the columns right of the units."""
        return [*(check.token for check in self.checks), *(one.token for one in self.beside)]


def planned(report: Report, options: ExcelOptions) -> Plan:
    """Measure the names and letters of a report and say what goes where."""
    rows = [row for section in report.sections for row in section.rows]
    height, units = _unit_header(report, rows)
    first = FIRST_UNIT + len(units)
    letters = bounded(report.scheme) if options.checks and units and rows else ()
    checks = tuple(Check(letter, column) for column, letter in enumerate(letters, first))
    beside = tuple(_columns_beside(report, rows))
    widths = [_NUMBER_WIDTH, _ACTIVITY_WIDTH, *widened(units, divisions(report.units)), *[WIDTH] * len(checks)]
    return Plan(height, [*widths, *(one.width for one in beside)], checks, beside)


def _unit_header(report: Report, rows: Sequence[ReportRow]) -> tuple[float, list[float]]:
    """Return the height of the header and the width of each unit's column, so that names and letters fit."""
    names = [clean(unit.name) for unit in report.units]
    height = turned_height(names)
    widths = []
    for place, name in enumerate(names):
        letters = {_shown(row.cells[place]) for row in rows}
        widths.append(
            max(
                turned_width(name, height),
                max((text_width(text, EMPTY.size, bold=True) for text in letters), default=0) + PADDING,
            )
        )
    return height, widths


def turned_height(names: Sequence[str]) -> float:
    """Return how high a header is in which these names are turned."""
    height = _LEAST_HEADER
    for name in names:
        while height < _MOST_HEADER and len(_header_lines(name, height)) > _UNIT_LINES:
            height += _HEADER_STEP
    return height


def turned_width(name: str, height: float) -> float:
    """Return how wide a column is under a turned name in a header of that height."""
    return max(_LEAST_UNIT_WIDTH, len(_header_lines(name, height)) * UNIT.size * LINE + PADDING)


def _header_lines(name: str, height: float) -> list[str]:
    return wrapped(name, height - _HEADER_PADDING, UNIT.size, bold=UNIT.bold)


def _shown(cell: ReportCell) -> str:
    """Return what is to be seen in a cell: its letters and the sign of its status."""
    return " ".join(filter(None, ["/".join(cell.symbols), STATUS_SIGNS.get(cell.status, "")]))


class Beside(msgspec.Struct, frozen=True):
    """A column right of the units, with a word about each row and its look."""

    token: str
    name: str
    width: float
    about: Callable[[ReportRow], tuple[str, Look]]


def _columns_beside(report: Report, rows: Sequence[ReportRow]) -> list[Beside]:
    """Return the columns for the weight of findings and for the status of whole rows, as far as rows have any."""

    def weight(row: ReportRow) -> tuple[str, Look]:
        return report.say(SEVERITY_NAMES[row.weight]) if row.weight else "", tinted(_MARK, row)

    def status(row: ReportRow) -> tuple[str, Look]:
        if not row.status:
            return "", _MARK
        word = f"{STATUS_SIGNS[row.status]} {report.say(STATUS_NAMES[row.status])}"
        return word, replace(_MARK, bold=True, ink=STATUS_INKS[row.status])

    weights = [report.say(name) for name in SEVERITY_NAMES.values()]
    statuses = [f"{STATUS_SIGNS[one]} {report.say(name)}" for one, name in STATUS_NAMES.items()]
    found = []
    if any(row.weight for row in rows):
        found.append(Beside(carrying.WEIGHT, report.say("Findings"), _width_of(weights), weight))
    if any(row.status for row in rows):
        found.append(Beside(carrying.STATUS, report.say("Status"), _width_of(statuses), status))
    return found


def _width_of(words: Sequence[str]) -> float:
    return max(text_width(word, NAME.size) for word in words) + 2 * PADDING


def tinted(look: Look, activity: ReportRow) -> Look:
    """Return a look in the colours of an activity's gravest finding, if it has any."""
    if activity.weight is None:
        return look
    ink, fill = SEVERITY_COLOURS[activity.weight]
    return replace(look, ink=ink, fill=fill)
