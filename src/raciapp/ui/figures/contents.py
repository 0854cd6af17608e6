"""What the pictures show, in the language of the window: bars and a map as values, and all their numbers as text."""

from collections.abc import Iterable

import msgspec

from raciapp.base.messages import mark
from raciapp.checks.findings import Place
from raciapp.formats.figures import Figures, GroupFindings, Handover, figures
from raciapp.formats.report import SEVERITY_NAMES, Report
from raciapp.knowledge.records import Severity
from raciapp.ui.clipboard.blocks import CopiedCell
from raciapp.ui.clipboard.tabbed import tabbed_text
from raciapp.ui.language import current_language, explained, tr, tr_count

CLEAR, ANSWERS = "clear", "answers"
"""Kinds of pieces besides the letters and the weights: activities without findings, those one answers for."""


class Piece(msgspec.Struct, frozen=True):
    """A part of a bar: a letter's symbol, a weight's value, or one of the kinds above; how often it is there."""

    kind: str
    count: int


class Bar(msgspec.Struct, frozen=True):
    """A bar with the number at its end; `place` is where in the grid its unit or group is."""

    name: str
    pieces: tuple[Piece, ...]
    total: int
    place: Place = Place()


class Bars(msgspec.Struct, frozen=True):
    """A picture of bars; `key` tells what each kind of piece is called where there are several kinds.

    `first` and `last` head the outer columns of the table.
    """

    title: str
    note: str
    key: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    first: str
    last: str

    @property
    def longest(self) -> int:
        """Return how much the longest bar holds, at least 1."""
        return max((sum(piece.count for piece in bar.pieces) for bar in self.bars), default=0) or 1

    @property
    def empty(self) -> bool:
        """Return whether there is nothing to draw."""
        return not self.bars

    @property
    def description(self) -> str:
        """Return every number in words."""
        return "; ".join(map(self.words, self.bars))

    def words(self, bar: Bar) -> str:
        """Return the numbers of a bar in words."""
        names = dict(self.key)
        pieces = [f"{names[one.kind]} {one.count}" for one in bar.pieces if self.key]
        return explained(bar.name, ", ".join([*pieces, f"{self.last} {bar.total}"]))

    @property
    def table(self) -> list[list[str]]:
        """Return every number as lines of cells, the first of them headings."""
        head = [self.first, *(name for _, name in self.key), self.last]
        return [
            head,
            *([bar.name, *(str(piece.count) for piece in bar.pieces if self.key), str(bar.total)] for bar in self.bars),
        ]


class HandoverMap(msgspec.Struct, frozen=True):
    """Who answers (down the side) and who does the work or is asked (along the top), both in the matrix's order.

    `places` tells where in the grid each unit is.
    """

    title: str
    note: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Handover, ...]
    places: tuple[tuple[str, Place], ...]

    @property
    def most(self) -> int:
        """Return the largest number, at least 1."""
        return max((max(one.does, one.asked) for one in self.cells), default=1)

    @property
    def empty(self) -> bool:
        """Return whether there is nothing to draw."""
        return not self.cells

    @property
    def description(self) -> str:
        """Return every number in words."""
        return "; ".join(map(self.words, self.cells))

    def words(self, cell: Handover) -> str:
        """Return the numbers of two units in words."""
        sentence = mark("{unit} answers, {other} does {does} and is asked on {asked}")
        return tr(sentence, unit=cell.answers, other=cell.other, does=cell.does, asked=cell.asked)

    @property
    def table(self) -> list[list[str]]:
        """Return every number as lines of cells, the first of them headings."""
        head = [tr(mark("Who answers")), tr(mark("Unit")), *(name for _, name in handover_key())]
        return [head, *([one.answers, one.other, str(one.does), str(one.asked)] for one in self.cells)]


Content = Bars | HandoverMap


def contents(report: Report) -> tuple[Content, ...]:
    """Return the four pictures of a report."""
    found = figures(report)
    return _loads(report, found), _spread(report, found), _map(report, found), _groups(report, found)


def tabbed(pictures: Iterable[Content]) -> str:
    """Return all numbers as text that a spreadsheet takes: cells apart by tabs, an empty line between pictures."""
    lines: list[list[str]] = []
    for picture in pictures:
        lines += [*([[""]] if lines else []), [picture.title], *picture.table]
    return tabbed_text(tuple(tuple(CopiedCell(text) for text in line) for line in lines))


def handover_key() -> tuple[tuple[str, str], ...]:
    """Return what the two kinds of circles are called."""
    return ("does", tr(mark("Activities this unit does"))), ("asked", tr(mark("Activities it is asked about")))


def _loads(report: Report, found: Figures) -> Bars:
    return Bars(
        tr(mark("Load per unit")),
        tr(mark("How many cells of each unit hold each letter; at the end, how many activities it is part of.")),
        tuple((letter.symbol, letter.name.text(current_language())) for letter in report.legend),
        tuple(
            Bar(
                load.unit,
                tuple(Piece(symbol, count) for symbol, count in load.letters),
                load.cells,
                Place(unit=unit.id),
            )
            for unit, load in zip(report.units, found.loads, strict=True)
        ),
        tr(mark("Unit")),
        tr(mark("Activities")),
    )


def _spread(report: Report, found: Figures) -> Bars:
    unanswered = found.unanswered
    return Bars(
        tr(mark("Who answers for how much")),
        tr_count("For {n} activity nobody answers.", "For {n} activities nobody answers.", unanswered)
        if unanswered
        else "",
        (),
        tuple(
            Bar(name, (Piece(ANSWERS, count),), count, Place(unit=unit.id))
            for unit, (name, count) in zip(report.units, found.accountability, strict=True)
        ),
        tr(mark("Unit")),
        tr(mark("Activities")),
    )


def _map(report: Report, found: Figures) -> HandoverMap:
    order = tuple(dict.fromkeys(unit.name for unit in report.units))
    answering, others = {one.answers for one in found.handovers}, {one.other for one in found.handovers}
    return HandoverMap(
        tr(mark("Who hands work to whom")),
        tr(mark("For each unit that answers, the units that do the work or are asked."))
        if found.handovers
        else tr(mark("Nobody hands work to anybody.")),
        tuple(name for name in order if name in answering),
        tuple(name for name in order if name in others),
        found.handovers,
        tuple({unit.name: Place(unit=unit.id) for unit in reversed(report.units)}.items()),
    )


def _groups(report: Report, found: Figures) -> Bars:
    return Bars(
        tr(mark("Activities with findings by group")),
        tr(mark("Activities by the gravest finding on them; at the end, how many there are in the group.")),
        (*((weight.value, tr(SEVERITY_NAMES[weight])) for weight in Severity), (CLEAR, tr(mark("Without findings")))),
        tuple(
            Bar(
                group.group or tr(mark("Without a group")),
                _weighed(group),
                group.activities,
                Place(section.rows[0].id) if section.rows else Place(),
            )
            for section, group in zip(report.sections, found.groups, strict=True)
        ),
        tr(mark("Group")),
        tr(mark("Activities")),
    )


def _weighed(group: GroupFindings) -> tuple[Piece, ...]:
    held = tuple(Piece(weight.value, count) for weight, count in group.weights)
    return (*held, Piece(CLEAR, group.activities - sum(piece.count for piece in held)))
