"""A matrix as the rules see it: who holds which duty on which row, which units carry which function.

Rows stay bytes, one mask per unit: counting a duty in a row is `translate` and `count`, both in C, and cheaper for
a document of any size we meet than building arrays first.
"""

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from raciapp.document.letters import Duty, Scheme
from raciapp.document.records import Document, Unit
from raciapp.knowledge.library import Knowledge

ANY_LETTER = "*"


@lru_cache(maxsize=64)
def _holding_table(mask: int) -> bytes:
    """Return the translation of a cell to 1 where it holds a letter of `mask`, else 0."""
    return bytes(1 if cell & mask else 0 for cell in range(256))


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
        self._holders: dict[tuple[str, str], frozenset[int]] = {}
        self._carriers: dict[str, frozenset[int]] = {}

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
            mask = duty_mask(self.document.alphabet, letters)
            row = self.rows[self.document.activity_places[activity]]
            self._holders[key] = frozenset(place for place, cell in enumerate(row) if cell & mask)
        return self._holders[key]

    def counts_by_row(self, letters: str) -> list[int]:
        """Return for each row how many units hold any of `letters`."""
        table = _holding_table(duty_mask(self.document.alphabet, letters))
        return [row.translate(table).count(1) for row in self.rows]

    def rows_held(self, unit: int, letters: str) -> list[int]:
        """Return the places of the rows on which the unit at place `unit` holds any of `letters`."""
        mask = duty_mask(self.document.alphabet, letters)
        return [place for place, row in enumerate(self.rows) if row[unit] & mask]

    def counts_by_unit(self, letters: str) -> list[int]:
        """Return for each unit on how many rows it holds any of `letters`."""
        table = _holding_table(duty_mask(self.document.alphabet, letters))
        cells = b"".join(self.rows).translate(table)
        return [cells[place :: self.width].count(1) for place in range(self.width)]
