"""A matrix as the rules see it: who holds which duty on which row, which units carry which function.

Rows stay bytes, one mask per unit: counting a duty in a row is `translate` and `count`, both in C. What is known of
a row is kept with it: an edit makes one new row, so the next check asks anew about that one only.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache

from raciapp.document.letters import Duty, Scheme
from raciapp.document.records import Document, Unit
from raciapp.knowledge.library import Knowledge

ANY_LETTER = "*"
ROWS_KEPT = 32_768
"""Answers about rows that are kept: several documents of 2,000 rows."""


@lru_cache(maxsize=64)
def _holding_table(mask: int) -> bytes:
    """Return the translation of a cell to 1 where it holds a letter of `mask`, else 0."""
    return bytes(1 if cell & mask else 0 for cell in range(256))


@lru_cache(maxsize=ROWS_KEPT)
def _count(cells: bytes, mask: int) -> int:
    """Return how many cells of a row or column hold a letter of `mask`."""
    return cells.translate(_holding_table(mask)).count(1)


@lru_cache(maxsize=ROWS_KEPT)
def _held(row: bytes, mask: int) -> tuple[int, ...]:
    """Return the places of the units that hold a letter of `mask` on a row."""
    holding = row.translate(_holding_table(mask))
    places = []
    place = holding.find(1)
    while place >= 0:
        places.append(place)
        place = holding.find(1, place + 1)
    return tuple(places)


def duty_mask(alphabet: Scheme, letters: str) -> int:
    """Return the mask of a rule's letters, such as `ARC`, or of every letter for `*`."""
    if letters == ANY_LETTER:
        return alphabet.everything
    mask = 0
    for duty in letters:
        mask |= alphabet.duties[Duty(duty)]
    return mask


class MatrixView:
    """One matrix of a document, asked the same few questions by every rule; answers are kept."""

    def __init__(self, document: Document, matrix: str, knowledge: Knowledge) -> None:
        """Look at the matrix called `matrix`."""
        self.document = document
        self.knowledge = knowledge
        self.rows = [row.letters for row in document.matrix(matrix).rows]
        self.width = len(document.units)
        self._masks: dict[str, int] = {}
        self._holders: dict[tuple[str, str], frozenset[int]] = {}
        self._carriers: dict[str, frozenset[int]] = {}

    def _mask(self, letters: str) -> int:
        if letters not in self._masks:
            self._masks[letters] = duty_mask(self.document.alphabet, letters)
        return self._masks[letters]

    @cached_property
    def everyone(self) -> frozenset[int]:
        """Return the places of all units."""
        return frozenset(range(self.width))

    def present(self, rows: Iterable[str]) -> list[str]:
        """Return those of the activity ids that are rows of the matrix."""
        return [row for row in rows if row in self.document.activity_places]

    def functions(self, by: str) -> tuple[str, ...]:
        """Return the functions that `by` names: itself, or those of a set."""
        found = self.knowledge.function_sets.get(by)
        return found.functions if found else (by,)

    def carriers(self, by: str) -> frozenset[int]:
        """Return the places of the units with the function `by`; of all units for the empty string."""
        if not by:
            return self.everyone
        if by not in self._carriers:
            wanted = set(self.functions(by))
            self._carriers[by] = self._units_where(lambda unit: not wanted.isdisjoint(unit.functions))
        return self._carriers[by]

    def carriers_only(self, by: str) -> frozenset[int]:
        """Return the places of the units that have no function besides `by`."""
        wanted = set(self.functions(by))
        return self._units_where(lambda unit: bool(unit.functions) and wanted.issuperset(unit.functions))

    def _units_where(self, wanted: Callable[[Unit], bool]) -> frozenset[int]:
        return frozenset(place for place, unit in enumerate(self.document.units) if wanted(unit))

    def holders(self, activity: str, letters: str) -> frozenset[int]:
        """Return the places of the units that hold any of `letters` on the row `activity`."""
        key = (activity, letters)
        if key not in self._holders:
            row = self.rows[self.document.activity_places[activity]]
            self._holders[key] = frozenset(_held(row, self._mask(letters)))
        return self._holders[key]

    def held_cells(self, letters: str) -> Iterator[tuple[int, int]]:
        """Yield (row, unit) places of all cells that hold any of `letters`, row by row."""
        mask = self._mask(letters)
        for place, row in enumerate(self.rows):
            for unit in _held(row, mask):
                yield place, unit

    def counts_by_row(self, letters: str) -> list[int]:
        """Return for each row how many units hold any of `letters`."""
        mask = self._mask(letters)
        return [_count(row, mask) for row in self.rows]

    @cached_property
    def _columns(self) -> list[bytes]:
        """Return the letters of each unit, row by row."""
        joined = b"".join(self.rows)
        return [joined[unit :: self.width] for unit in range(self.width)]

    def counts_by_unit(self, letters: str) -> list[int]:
        """Return for each unit on how many rows it holds any of `letters`."""
        mask = self._mask(letters)
        return [_count(column, mask) for column in self._columns]

    def idle_units(self, letters: str = ANY_LETTER) -> list[int]:
        """Return the places of the units that hold none of `letters` on any row."""
        return [unit for unit, count in enumerate(self.counts_by_unit(letters)) if not count]
