"""The numbers behind the pictures: load per unit, spread of accountability, who asks whom, findings by group."""

from collections import Counter

import msgspec

from raciapp.document.letters import Duty
from raciapp.formats.report import Report
from raciapp.knowledge.records import Severity


class Load(msgspec.Struct, frozen=True):
    """How many cells of a unit hold each letter, by symbol in the order of the legend, and how many hold any."""

    unit: str
    letters: tuple[tuple[str, int], ...]
    cells: int


class Handover(msgspec.Struct, frozen=True):
    """On how many activities one unit answers while another does the work, or is asked."""

    answers: str
    other: str
    does: int
    asked: int


class GroupFindings(msgspec.Struct, frozen=True):
    """How many activities of a group have open findings, by the gravest of each, and how many it has in all."""

    group: str
    weights: tuple[tuple[Severity, int], ...]
    activities: int


class Figures(msgspec.Struct, frozen=True):
    """All numbers of a report; units and groups by their names, in the order of the matrix."""

    loads: tuple[Load, ...]
    accountability: tuple[tuple[str, int], ...]
    unanswered: int
    """Activities for which nobody answers."""
    handovers: tuple[Handover, ...]
    groups: tuple[GroupFindings, ...]


def figures(report: Report) -> Figures:
    """Return the numbers of a report."""
    duties = {letter.symbol: letter.duty for letter in report.scheme.letters}
    rows = [row for section in report.sections for row in section.rows]
    loads = []
    accountability: Counter[int] = Counter()
    does: Counter[tuple[int, int]] = Counter()
    asked: Counter[tuple[int, int]] = Counter()
    unanswered = 0
    for row in rows:
        held = [{duties[symbol] for symbol in cell.symbols} for cell in row.cells]
        answering = [place for place, found in enumerate(held) if Duty.ACCOUNTABLE in found]
        unanswered += not answering
        accountability.update(answering)
        working = [place for place, found in enumerate(held) if Duty.RESPONSIBLE in found]
        advising = [
            place for place, found in enumerate(held) if Duty.CONSULTED in found and Duty.RESPONSIBLE not in found
        ]
        does.update((one, other) for one in answering for other in working if other != one)
        asked.update((one, other) for one in answering for other in advising if other != one)
    names = [unit.name for unit in report.units]
    for place, name in enumerate(names):
        counted = Counter(symbol for row in rows for symbol in row.cells[place].symbols)
        letters = tuple((letter.symbol, counted[letter.symbol]) for letter in report.legend)
        loads.append(Load(name, letters, sum(bool(row.cells[place].symbols) for row in rows)))
    return Figures(
        tuple(loads),
        tuple((name, accountability[place]) for place, name in enumerate(names)),
        unanswered,
        tuple(
            Handover(names[one], names[other], does[one, other], asked[one, other])
            for one, other in sorted({*does, *asked}, key=lambda pair: (-does[pair] - asked[pair], pair))
        ),
        tuple(
            GroupFindings(
                section.name,
                tuple((weight, sum(row.weight is weight for row in section.rows)) for weight in Severity),
                len(section.rows),
            )
            for section in report.sections
        ),
    )
