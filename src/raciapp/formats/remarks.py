"""Numbers for remarks: on paper a small number stands in the matrix, what it stands for below it."""

from collections.abc import Sequence
from itertools import groupby

import msgspec

from raciapp.formats.points import Point, other_remarks, points, to_settle
from raciapp.formats.report import Report, ReportPart, ReportUnit

LONGEST_UNIT = 180
"""Characters of a unit's name that stand over its column; a longer name stands in full among the remarks."""

LONGEST_DIVISION = 45
"""The same for a division's name, for each of the columns it stands over."""


class Remark(msgspec.Struct, frozen=True):
    """What a number stands for; `place` says where in the matrix it is."""

    number: int
    place: str
    text: str


class Remarks:
    """Numbers everything that is said, in the order in which the matrix is read: its header, then row by row."""

    def __init__(self, report: Report, *, listed: bool = True) -> None:
        """Give numbers to what is said in the report, where it wants the talk; unless nothing is `listed`, to names.

        Names are cut where there is a matrix for them to stand over.
        """
        self.points = points(report)
        self._listed, self._cut = listed, report.wants(ReportPart.MATRIX)
        self._talked = listed and report.wants(ReportPart.TALK)
        self._names: list[Remark] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._last = 0
        said = {point.key for point in self.points if point.remark.strip()} if self._talked else set()
        self.divisions = self._division_names(report.units)
        self.units = tuple(self._unit_name(unit, said) for unit in report.units)
        for point in self.points:
            if point.row and point.key in said:
                self._numbers[point.key] = self._next()

    def number_of(self, activity: str, unit: str = "") -> int:
        """Return the number that stands in a cell or, without a unit, behind an activity; 0 where there is none."""
        return self._numbers.get((activity, unit), 0)

    def to_settle(self) -> tuple[tuple[int, Point], ...]:
        """Return the points that call for a decision, with the numbers of their remarks."""
        return tuple((self.number_of(*point.key), point) for point in to_settle(self.points) if self._talked)

    def others(self) -> tuple[Remark, ...]:
        """Return all other remarks, and the names that are too long for a column, by number."""
        remarks = [
            Remark(self.number_of(*point.key), point.where, point.remark)
            for point in other_remarks(self.points)
            if self._talked
        ]
        return tuple(sorted([*self._names, *remarks], key=lambda remark: remark.number))

    def _next(self) -> int:
        self._last += 1
        return self._last

    def _division_names(self, units: Sequence[ReportUnit]) -> tuple[str, ...]:
        """Return for each unit what stands over it: neighbours under the same name are of one division."""
        names: list[str] = []
        for name, run in groupby(unit.division for unit in units):
            count = sum(1 for _ in run)
            names += [self._beginning(name, LONGEST_DIVISION * count)] * count
        return tuple(names) if any(names) else ()

    def _unit_name(self, unit: ReportUnit, said: set[tuple[str, str]]) -> str:
        name = self._beginning(unit.name, LONGEST_UNIT)
        key = ("", unit.id)
        if key not in said:
            return name
        self._numbers[key] = self._next()
        return f"{name}\u00a0({self._numbers[key]})"

    def _beginning(self, name: str, longest: int) -> str:
        """Return the name, or its beginning and the number of a remark with all of it."""
        if len(name) <= longest or not self._cut:
            return name
        short = name[:longest].rstrip() + "…"
        if not self._listed:
            return short
        self._names.append(Remark(self._next(), short, name))
        return f"{short} ({self._last})"
