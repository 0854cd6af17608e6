"""Role cards: what a matrix asks of each unit, on one page to take home."""

from collections.abc import Mapping, Sequence

import msgspec

from raciapp.base.messages import mark
from raciapp.document.letters import Duty
from raciapp.formats.report import Report, ReportUnit

MOST_ANSWERING = 4
"""Units a line names that answer for its activity; more than one is a fault, and the matrix shows them all."""

NOTHING_ASKED = mark("Nothing is asked of this unit.")


class CardLine(msgspec.Struct, frozen=True):
    """An activity on a card: its name, its group, the symbols of the unit's cell, the remark, and who answers for it.

    `answers` are the names of the units that answer for the activity, other than the card's own; an ellipsis stands for
    those that are too many.
    """

    activity: str
    group: str
    symbols: tuple[str, ...]
    remark: str
    answers: tuple[str, ...]


class RoleCard(msgspec.Struct, frozen=True):
    """What is asked of a unit: what it decides, does, advises on, hears of, and takes part in with another letter.

    An activity that a unit both answers for and does stands among what it decides alone.
    """

    unit: ReportUnit
    decides: tuple[CardLine, ...]
    does: tuple[CardLine, ...]
    advises: tuple[CardLine, ...]
    hears: tuple[CardLine, ...]
    others: tuple[CardLine, ...]

    @property
    def stacks(self) -> tuple[tuple[str, tuple[CardLine, ...]], ...]:
        """Return what the card holds, each under its title (to be translated), without what is empty."""
        found = (
            (mark("Decides and answers for"), self.decides),
            (mark("Does"), self.does),
            (mark("Advises on"), self.advises),
            (mark("Hears of"), self.hears),
            (mark("Also takes part in"), self.others),
        )
        return tuple(stack for stack in found if stack[1])

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is asked of the unit."""
        return not self.stacks


def role_cards(report: Report) -> tuple[RoleCard, ...]:
    """Return a card for each unit, in the order of the matrix; empty ones too."""
    duties = {letter.symbol: letter.duty for letter in report.scheme.letters}
    accountable = {symbol for symbol, duty in duties.items() if duty is Duty.ACCOUNTABLE}
    answering = [
        [
            tuple(place for place, cell in enumerate(row.cells) if not accountable.isdisjoint(cell.symbols))
            for row in section.rows
        ]
        for section in report.sections
    ]
    return tuple(_card(report, place, duties, answering) for place in range(len(report.units)))


def _card(
    report: Report, place: int, duties: Mapping[str, Duty | None], answering: Sequence[Sequence[tuple[int, ...]]]
) -> RoleCard:
    """Return the card of the unit at `place`; `answering` are the places of those that answer, by section and row."""
    found: dict[Duty | None, list[CardLine]] = {duty: [] for duty in (*Duty, None)}
    for section, answers in zip(report.sections, answering, strict=True):
        for row, places in zip(section.rows, answers, strict=True):
            cell = row.cells[place]
            if cell.symbols:
                held = {duties[symbol] for symbol in cell.symbols}
                duty = next((one for one in _ORDER if one in held), None)
                names = tuple(report.units[other].name for other in places if other != place)
                shown = names if len(names) <= MOST_ANSWERING else (*names[:MOST_ANSWERING], "…")
                found[duty].append(CardLine(row.name, section.name, cell.symbols, cell.remark, shown))
    return RoleCard(
        report.units[place],
        tuple(found[Duty.ACCOUNTABLE]),
        tuple(found[Duty.RESPONSIBLE]),
        tuple(found[Duty.CONSULTED]),
        tuple(found[Duty.INFORMED]),
        tuple(found[None]),
    )


_ORDER = (Duty.ACCOUNTABLE, Duty.RESPONSIBLE, Duty.CONSULTED, Duty.INFORMED)
