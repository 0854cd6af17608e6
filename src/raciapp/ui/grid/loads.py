"""How many of each letter every unit and every activity holds, counted anew after each edit.

A row or column of cells is read as one number: what it has in common with the number in which every cell holds a
letter has as many bits set as there are cells that hold it. Python does both in C, several times as fast as counting
bytes, and what is known of a row is kept with it: an edit makes one new row.
"""

from functools import lru_cache

import msgspec

from raciapp.checks.view import Answers
from raciapp.document.letters import Duty, Letter
from raciapp.document.records import Document

HEAVY = frozenset({Duty.ACCOUNTABLE, Duty.RESPONSIBLE})
"""The duties that are work; to be asked or told weighs little."""


class Loads(msgspec.Struct, frozen=True):
    """Counts of letters, each in the order of `letters`, the scheme's legend.

    `units` and `activities` are in the document's order; `totals` is the whole matrix.
    """

    letters: tuple[Letter, ...]
    units: tuple[tuple[int, ...], ...]
    activities: tuple[tuple[int, ...], ...]
    totals: tuple[int, ...]


def loads(document: Document, matrix: str) -> Loads:
    """Return how many of each letter the units and activities hold in one matrix.

    Raises KeyError when there is no such matrix.
    """
    alphabet = document.alphabet
    bits = tuple(alphabet.bits[letter.symbol] for letter in alphabet.legend)
    rows = [row.letters for row in document.matrix(matrix).rows]
    width = len(document.units)
    cells = b"".join(rows)
    _COUNTS.begin()
    units = tuple(_COUNTS.about([cells[place::width] for place in range(width)], bits))
    totals = tuple(map(sum, zip(*units, strict=True))) or (0,) * len(bits)
    return Loads(alphabet.legend, units, tuple(_COUNTS.about(rows, bits)), totals)


def heat(counted: Loads) -> tuple[float, ...]:
    """Return how much each unit answers for and does, from 0 to 1, which is the unit with the most to do.

    Where a cell holds A and R it counts twice, so that what is shown here agrees with the numbers beside it.
    """
    heavy = [place for place, letter in enumerate(counted.letters) if letter.duty in HEAVY]
    weights = [sum(counts[place] for place in heavy) for counts in counted.units]
    most = max(weights, default=0)
    return tuple(weight / most if most else 0.0 for weight in weights)


def _counts(cells: bytes, bits: tuple[int, ...]) -> tuple[int, ...]:
    """Return for each bit how many cells have it set."""
    number = int.from_bytes(cells, "little")
    return tuple([(number & everywhere).bit_count() for everywhere in _everywhere(bits, len(cells))])


_COUNTS = Answers(_counts)


@lru_cache(maxsize=256)
def _everywhere(bits: tuple[int, ...], length: int) -> tuple[int, ...]:
    """Return for each bit the number of a line of `length` cells that all hold it alone."""
    return tuple(int.from_bytes(bytes((bit,)) * length, "little") for bit in bits)
