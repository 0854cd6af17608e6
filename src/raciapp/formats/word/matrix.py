"""The matrix in the Word document: one table, or several of neighbouring units where there are too many for a sheet."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import msgspec

from raciapp.base.messages import mark
from raciapp.formats.excel.measures import text_width, wrapped
from raciapp.formats.inks import HEAD, SEVERITY_COLOURS, STATUS_INKS, WEIGHT_SIGNS, reads_leftwards
from raciapp.formats.points import statuses_of
from raciapp.formats.remarks import Remarks
from raciapp.formats.report import (
    SEVERITY_NAMES,
    STATUS_NAMES,
    STATUS_SIGNS,
    Report,
    ReportCell,
    ReportRow,
    ReportSection,
)
from raciapp.formats.word.manuscript import LONGEST_ROW, Manuscript
from raciapp.formats.word.markup import QUIET, TABLE_HEAD, TABLE_TEXT, cell, paragraph, row, run, said, table
from raciapp.formats.word.plain import BAND, hexadecimal, one_line
from raciapp.knowledge.records import Severity

if TYPE_CHECKING:
    from raciapp.document.records import Status

SIZE = 9.0
"""Points of the letters and names, as the styles have them."""
NARROWEST, WIDEST = 30.0, 84.0
"""Of a unit's column, in points."""
_USUAL = 52.0
"""Of a column of turned names where there is room."""
_LEAST_ACTIVITY = 150.0
_INSET = 10.0
_LINE = 1.2 * SIZE


class Plan(msgspec.Struct, frozen=True):
    """How the matrix is cut: widths in points, whether names are turned and how high they stand, units per table."""

    activity: float
    column: float
    turned: bool
    height: float
    parts: tuple[tuple[int, int], ...]


def planned(names: Sequence[str], width: float, height: float) -> Plan:
    """Return how units of these names fit on sheets with so much room, in points."""
    activity = max(_LEAST_ACTIVITY, min(230.0, width * 0.32))
    room = width - activity
    words = max((text_width(word, SIZE, bold=True) for name in names for word in name.split()), default=0)
    level = max(46.0, words + _INSET)
    if level <= WIDEST and level * len(names) <= room:
        column = min(WIDEST, room / max(1, len(names)))
        parts: tuple[tuple[int, int], ...] = ((0, len(names)),) if names else ()
        return Plan(width - column * len(names), column, turned=False, height=0.0, parts=parts)
    tallest = height * 0.42
    column, needed = _turned(names, tallest)
    if room < column * len(names) <= width - _LEAST_ACTIVITY:  # better one table than two
        activity, room = width - column * len(names), column * len(names)
    parts = even(len(names), max(1, int(room / column)))
    longest = max(last - first for first, last in parts)
    column = min(room / longest, max(column, _USUAL))
    return Plan(min(activity, width - column * longest), column, turned=True, height=needed, parts=parts)


def _turned(names: Sequence[str], tallest: float) -> tuple[float, float]:
    """Return the narrowest column in which turned names fit under `tallest`, and how high the highest name is."""
    column = NARROWEST
    words = max((text_width(word, SIZE, bold=True) for name in names for word in name.split()), default=0)
    least = min(max(60.0, words + 2), tallest)
    while True:
        height = least
        while height < tallest and not _fits(names, column, height):
            height += 10
        if height < tallest or _fits(names, column, tallest):
            return column, min(height, tallest) + _INSET
        column += 6


def _fits(names: Sequence[str], column: float, height: float) -> bool:
    return all(len(wrapped(name, height, SIZE, bold=True)) * _LINE <= column - 6 for name in names)


def even(count: int, most: int) -> tuple[tuple[int, int], ...]:
    """Return stretches of nearly the same length, none longer than `most`, that together are `count` long."""
    parts = max(1, -(-count // most))
    edges = [count * part // parts for part in range(parts + 1)]
    return tuple((first, last) for first, last in pairwise(edges) if last > first)


def lies(report: Report, width: float, height: float) -> bool:
    """Return whether the matrix would not fit a sheet with so much room without being turned or cut."""
    plan = planned([one_line(unit.name) for unit in report.units], width, height)
    return plan.turned or len(plan.parts) > 1


def write_matrix(script: Manuscript, remarks: Remarks) -> None:
    """Append the legend and the tables."""
    report = script.report
    _write_legend(script, remarks)
    if not report.units or not any(section.rows for section in report.sections):
        script.text(report.say(mark("The matrix has no activities yet.")))
        return
    names = [one_line(name) for name in remarks.units]
    plan = planned(names, script.width, script.height)
    tables = Tables(report, remarks, plan, names)
    for first, last in plan.parts:
        title = report.matrix or report.scheme.name
        if len(plan.parts) > 1:
            part = report.say(mark("Units {first} to {last} of {total}"), first=first + 1, last=last, total=len(names))
            title = f"{title} · {part}"
            script.heading(part, 2, on_new_page=first > 0)
        script.add(tables.table(first, last, title))
        script.space()


class Tables:
    """Makes tables of the matrix, each of some neighbouring units."""

    def __init__(self, report: Report, remarks: Remarks, plan: Plan, names: Sequence[str]) -> None:
        """Set a report as planned, with numbers for its remarks and names for its units."""
        self._report, self._remarks, self._plan, self._names = report, remarks, plan, names
        self._inks = {letter.symbol: letter.light for letter in report.scheme.letters}
        self._made: dict[tuple[tuple[str, ...], Status, int], str] = {}

    def table(self, first: int, last: int, title: str) -> str:
        """Return the table of the units from `first` to before `last`."""
        plan, report = self._plan, self._report
        lines = [*self._divisions(first, last), self._header(first, last)]
        for section in report.sections:
            lines += self._section(section, first, last)
        description = report.say(
            mark("Matrix with {activities} activities in rows and {units} units in columns."),
            activities=sum(len(section.rows) for section in report.sections),
            units=last - first,
        )
        return table(lines, [plan.activity, *[plan.column] * (last - first)], title, description)

    def _divisions(self, first: int, last: int) -> Iterator[str]:
        names = self._remarks.divisions[first:last]
        if any(names):
            cells = [cell(paragraph(style=TABLE_HEAD), self._plan.activity, fill=BAND)]
            for name, same in groupby(names):
                count = sum(1 for _ in same)
                words = paragraph(run(one_line(name)), TABLE_HEAD, centred=True)
                cells.append(cell(words, self._plan.column * count, fill=BAND, across=count))
            yield row(cells, header=True)

    def _header(self, first: int, last: int) -> str:
        plan, looks = self._plan, {"turned": self._plan.turned, "low": not self._plan.turned}
        heading = said(self._report.say(mark("Activity")), TABLE_HEAD)
        cells = [cell(heading, plan.activity, fill=BAND, low=True)]
        for name in self._names[first:last]:
            words = paragraph(run(name or "–"), TABLE_HEAD, centred=not plan.turned)
            cells.append(cell(words, plan.column, fill=BAND, **looks))
        return row(cells, header=True, height=plan.height)

    def _section(self, section: ReportSection, first: int, last: int) -> Iterator[str]:
        plan = self._plan
        if section.name:
            words = said(one_line(section.name), TABLE_HEAD, kept=True)
            across = last - first + 1
            group = cell(words, plan.activity + plan.column * (across - 1), fill=HEAD, across=across)
            yield row([group], splits=len(section.name) > LONGEST_ROW)
        units = self._report.units[first:last]
        for one in section.rows:
            cells = [self._activity(one)]
            for held, unit in zip(one.cells[first:last], units, strict=True):
                cells.append(self._cell(held, self._remarks.number_of(one.id, unit.id)))
            yield row(cells, splits=len(one.name) > LONGEST_ROW)

    def _activity(self, one: ReportRow) -> str:
        runs = []
        if one.weight:
            runs.append(run(f"{WEIGHT_SIGNS[one.weight]} ", ink=SEVERITY_COLOURS[one.weight][0]))
        runs.append(run(one.name))
        if one.status:
            runs.append(run(f" {STATUS_SIGNS[one.status]}", bold=True, ink=STATUS_INKS[one.status]))
        number = self._remarks.number_of(one.id)
        if number:
            runs.append(run(f" {number}", raised=True))
        return cell(paragraph("".join(runs), TABLE_TEXT, leftwards=reads_leftwards(one.name)), self._plan.activity)

    def _cell(self, held: ReportCell, number: int) -> str:
        """Return a cell: letters in the colour of the first, a sign where it has a status, the number of a remark."""
        key = (held.symbols, held.status, number)
        if key not in self._made:
            ink = self._inks[held.symbols[0]] if held.symbols else None
            colour = hexadecimal(ink.text) if ink else ""
            runs = [run("/".join(held.symbols), bold=True, ink=colour)] if held.symbols else []
            if held.status:
                runs.append(run(f" {STATUS_SIGNS[held.status]}", bold=True, ink=colour or STATUS_INKS[held.status]))
            if number:
                runs.append(run(f" {number}", raised=True, ink=colour))
            content = paragraph("".join(runs), TABLE_TEXT, centred=True)
            self._made[key] = cell(content, self._plan.column, fill=hexadecimal(ink.fill) if ink else "")
        return self._made[key]


def _write_legend(script: Manuscript, remarks: Remarks) -> None:
    """Append what letters and signs mean, in one paragraph."""
    report = script.report
    runs = []
    for letter in report.legend:
        ink, fill = hexadecimal(letter.light.text), hexadecimal(letter.light.fill)
        runs.append(run(f" {letter.symbol} ", bold=True, ink=ink, fill=fill))
        runs.append(run(f" {report.spoken.text(letter.name)}     "))
    for status in statuses_of(remarks.points):
        runs.append(run(STATUS_SIGNS[status], bold=True, ink=STATUS_INKS[status]))
        runs.append(run(f" {report.say(STATUS_NAMES[status])}     "))
    weights = {one.weight for section in report.sections for one in section.rows}
    for weight in Severity:
        if weight in weights:
            runs.append(run(WEIGHT_SIGNS[weight], ink=SEVERITY_COLOURS[weight][0]))
            runs.append(run(f" {report.say(SEVERITY_NAMES[weight])}     "))
    script.add(paragraph("".join(runs), QUIET, kept=True))
