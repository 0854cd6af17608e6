"""Which way round a grid is: activities down and units across, or the other way."""

from collections.abc import Sequence

import msgspec

from raciapp.document.letters import Duty, schemes
from raciapp.formats.finding.drafts import Draft
from raciapp.formats.finding.headings import is_activity_heading, is_unit_corner
from raciapp.formats.finding.names import Names
from raciapp.formats.finding.tokens import token_of

CLEAR = 2.0
"""A score of so much, either way, needs no question."""
LIKELY = 1.2
"""From more than so much on, units are taken to stand in the rows; most files have them in the columns."""

_CORNER, _KNOWN, _LENGTH, _ACCOUNTABLE = 2.0, 3.0, 0.8, 1.5
"""What each clue weighs; how long the names are is too little to go by on its own."""
_MOST_NAMES = 60
_LONGER = 1.4
_FEWEST = 3
"""Rows with anything in them, and columns, from which one can tell who answers where."""
_DOUBTFUL = 0.75


class Direction(msgspec.Struct, frozen=True):
    """How much speaks for units in the rows, and how much for units in the columns."""

    rows: float
    columns: float

    @property
    def score(self) -> float:
        """Return what speaks for units in the rows less what speaks against it."""
        return self.rows - self.columns

    @property
    def is_clear(self) -> bool:
        """Return whether nobody needs to be asked: hardly anything speaks for units in the rows, or very much."""
        return self.score >= CLEAR or self.score <= -CLEAR or (self.score <= 0 and self.rows < _DOUBTFUL)


def direction(draft: Draft, corner: str, known: Names) -> Direction:
    """Return which way round a grid seems to be that was read with units in the columns; `corner` is its first text."""
    units = [unit.name for unit in draft.units][:_MOST_NAMES]
    activities = [activity.name for activity in draft.activities][:_MOST_NAMES]
    clues = (
        _CORNER * _corner_says(corner),
        _KNOWN * (_known_units(activities, known) - _known_units(units, known)),
        _KNOWN * (_known_activities(units, known) - _known_activities(activities, known)),
        _LENGTH * _compared(_words(units), _words(activities)),
        _ACCOUNTABLE * _accountable(draft),
    )
    return Direction(sum(clue for clue in clues if clue > 0), -sum(clue for clue in clues if clue < 0))


def _corner_says(corner: str) -> float:
    """Return 1 where the corner speaks of units, -1 of activities; of both, what comes first stands in the rows."""
    first, _, second = corner.replace("\\", "/").partition("/")
    if is_unit_corner(first) and is_activity_heading(second):
        return 0.5
    return float(is_unit_corner(corner) - is_activity_heading(corner))


def _known_units(names: Sequence[str], known: Names) -> float:
    return sum(map(known.unit, names)) / len(names)


def _known_activities(names: Sequence[str], known: Names) -> float:
    return sum(map(known.activity, names)) / len(names)


def _words(names: Sequence[str]) -> float:
    return sum(len(name.split()) for name in names) / len(names)


def _compared(across: float, down: float) -> float:
    """Return 1 where the names across are clearly longer than those down, -1 where it is the other way round."""
    if across > _LONGER * down:
        return 1.0
    return -1.0 if down > _LONGER * across else 0.0


def _accountable(draft: Draft) -> float:
    """Return how much rather one unit answers in each column than in each row, from -1 to 1."""
    alphabet = schemes()["raci"]
    accountable = alphabet.duties[Duty.ACCOUNTABLE]
    rows = [0] * len(draft.activities)
    columns = [0] * len(draft.units)
    answers: dict[int, bool] = {}
    for row, activity in enumerate(draft.activities):
        for unit, found in activity.said.items():
            for one in found:
                if id(one.cell) not in answers:  # equal texts are one cell, which costs less to find by what it is
                    answers[id(one.cell)] = bool(token_of(one.cell, alphabet).letters & accountable)
            if any(answers[id(one.cell)] for one in found):
                rows[row] += 1
                columns[unit] += 1
    speaking = sum(bool(activity.said) for activity in draft.activities)
    if not any(rows) or speaking < _FEWEST or len(columns) < _FEWEST:
        return 0.0
    return columns.count(1) / len(columns) - rows.count(1) / len(rows)
