"""What the talk about a matrix left behind: points to settle, points agreed on, remarks on cells, rows and columns."""

from collections.abc import Iterator

import msgspec

from raciapp.document.records import Status
from raciapp.formats.report import STATUS_NAMES, Report, ReportRow, ReportUnit

TO_SETTLE = (Status.CONTESTED, Status.QUESTION)
"""The statuses that call for a decision, the most pressing first."""


class Point(msgspec.Struct, frozen=True):
    """A place with a status or a remark: a cell; a whole column where `row` is None; a whole row where `unit` is."""

    row: ReportRow | None
    unit: ReportUnit | None
    symbols: tuple[str, ...] = ()
    remark: str = ""
    status: Status = Status.NONE

    @property
    def key(self) -> tuple[str, str]:
        """Return the ids of the activity and of the unit, empty for what it is not about."""
        return self.row.id if self.row else "", self.unit.id if self.unit else ""

    @property
    def activity_name(self) -> str:
        """Return the activity's name, empty for a whole column."""
        return self.row.name if self.row else ""

    @property
    def unit_name(self) -> str:
        """Return the unit's name, empty for a whole row."""
        return self.unit.name if self.unit else ""

    @property
    def where(self) -> str:
        """Return the place in words, such as «Set the strategy · Communications»."""
        return " · ".join(filter(None, [self.activity_name, self.unit_name]))


def points(report: Report) -> tuple[Point, ...]:
    """Return every point in the order in which the matrix is read: columns, then each row and its cells."""
    return tuple(point for point in _candidates(report) if point.status or point.remark.strip())


def _candidates(report: Report) -> Iterator[Point]:
    for unit in report.units:
        yield Point(None, unit, remark=unit.remark)
    for section in report.sections:
        for row in section.rows:
            yield Point(row, None, remark=row.remark, status=row.status)
            for unit, cell in zip(report.units, row.cells, strict=True):
                if cell.remark or cell.status:
                    yield Point(row, unit, cell.symbols, cell.remark, cell.status)


def to_settle(found: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the points that call for a decision: what is contested, then what is a question."""
    return tuple(point for status in TO_SETTLE for point in found if point.status is status)


def other_remarks(found: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the points that only say something."""
    return tuple(point for point in found if point.remark.strip() and point.status not in TO_SETTLE)


def count_of(found: tuple[Point, ...], status: Status) -> int:
    """Return how many points have this status."""
    return sum(point.status is status for point in found)


def statuses_of(found: tuple[Point, ...]) -> tuple[Status, ...]:
    """Return the statuses that occur, in the order in which they are explained."""
    return tuple(status for status in STATUS_NAMES if count_of(found, status))
