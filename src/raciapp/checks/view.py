"""A matrix as the rules see it: who holds which duty on which row, which units carry which function.

Rows stay bytes, one mask per unit: counting a duty in a row is `translate` and `count`, both in C. What is known of
a row is kept with it: an edit makes one new row, so the next check asks anew about that one only.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from raciapp.document.letters import Duty, Scheme
from raciapp.document.records import Document, Unit
from raciapp.knowledge.library import Knowledge

ANY_LETTER = "*"
ROWS_KEPT = 16_384
"""Names and rows whose answers are kept: those of a document of 10,000 rows."""
TURN = 64
"""Documents that are asked about before what none of them needed, nor any of the `TURN` before, is forgotten."""
MOST_LINES = 65_536
"""Answers after which that happens earlier: two documents of 10,000 rows."""

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Answers(Generic[Question, Answer]):
    """What is known of lines of cells, rows or columns, for as long as the documents at work ask for it.

    An edit makes one new row and one new column, so nearly all that is asked has been asked before. A cache of so many
    places would be filled by an afternoon with a small document and yet be too small for a large one; here what is
    asked moves from one generation to the next, and the rest goes.
    """

    def __init__(self, answer: Callable[[bytes, Question], Answer]) -> None:
        """Find out with `answer`, which depends on nothing but the line and the question."""
        self._answer = answer
        self._recent: dict[Question, dict[bytes, Answer]] = {}
        self._older: dict[Question, dict[bytes, Answer]] = {}
        self._documents = 0

    def __len__(self) -> int:
        """Return how many answers are kept."""
        return sum(map(len, (*self._recent.values(), *self._older.values())))

    def begin(self) -> None:
        """Take note that another document, or another state of one, will be asked about."""
        self._documents += 1
        # A copy: a check in another thread may add a question meanwhile.
        if self._documents > TURN or sum(map(len, tuple(self._recent.values()))) > MOST_LINES:
            self._older, self._recent, self._documents = self._recent, {}, 0

    def about(self, lines: Sequence[bytes], question: Question) -> list[Answer]:
        """Return the answer about each line."""
        known = self._recent.setdefault(question, {})
        for line in lines:
            if line not in known:
                self._learn(known, line, question)
        return [known[line] for line in lines]

    def of(self, line: bytes, question: Question) -> Answer:
        """Return the answer about one line."""
        known = self._recent.setdefault(question, {})
        return known[line] if line in known else self._learn(known, line, question)

    def _learn(self, known: dict[bytes, Answer], line: bytes, question: Question) -> Answer:
        older = self._older.get(question, {})
        answer = known[line] = older[line] if line in older else self._answer(line, question)
        return answer


@lru_cache(maxsize=64)
def _holding_table(mask: int) -> bytes:
    """Return the translation of a cell to 1 where it holds a letter of `mask`, else 0."""
    return bytes(1 if cell & mask else 0 for cell in range(256))


def _count(cells: bytes, mask: int) -> int:
    """Return how many cells of a row or column hold a letter of `mask`."""
    return cells.translate(_holding_table(mask)).count(1)


def _held(row: bytes, mask: int) -> tuple[int, ...]:
    """Return the places of the units that hold a letter of `mask` on a row."""
    holding = row.translate(_holding_table(mask))
    places = []
    place = holding.find(1)
    while place >= 0:
        places.append(place)
        place = holding.find(1, place + 1)
    return tuple(places)


_COUNTS = Answers(_count)
_HELD = Answers(_held)


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
        _COUNTS.begin()
        _HELD.begin()

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
            self._holders[key] = frozenset(_HELD.of(row, self._mask(letters)))
        return self._holders[key]

    def held_cells(self, letters: str) -> Iterator[tuple[int, int]]:
        """Yield (row, unit) places of all cells that hold any of `letters`, row by row."""
        for place, units in enumerate(_HELD.about(self.rows, self._mask(letters))):
            for unit in units:
                yield place, unit

    def counts_by_row(self, letters: str) -> list[int]:
        """Return for each row how many units hold any of `letters`."""
        return _COUNTS.about(self.rows, self._mask(letters))

    @cached_property
    def _columns(self) -> list[bytes]:
        """Return the letters of each unit, row by row."""
        joined = b"".join(self.rows)
        return [joined[unit :: self.width] for unit in range(self.width)]

    def counts_by_unit(self, letters: str) -> list[int]:
        """Return for each unit on how many rows it holds any of `letters`."""
        return _COUNTS.about(self._columns, self._mask(letters))

    def idle_units(self, letters: str = ANY_LETTER) -> list[int]:
        """Return the places of the units that hold none of `letters` on any row."""
        return [unit for unit, count in enumerate(self.counts_by_unit(letters)) if not count]
