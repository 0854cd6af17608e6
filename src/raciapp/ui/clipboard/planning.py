"""Working out what pasting a block does: where each cell goes, what it says, and what cannot be understood."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from raciapp.document.records import EMPTY, Cell, Document
from raciapp.formats.finding.reading import Doubt, shortened
from raciapp.formats.finding.tables import one_line
from raciapp.formats.finding.tokens import Token, read_token
from raciapp.knowledge.library import Knowledge
from raciapp.ui.clipboard.additions import Additions
from raciapp.ui.clipboard.blocks import Block
from raciapp.ui.clipboard.headings import Headings, find_headings
from raciapp.ui.clipboard.names import DocumentNames, Found, document_names
from raciapp.ui.clipboard.plan import Kind, PastePlan, Place, Problem

_KINDS = {
    Doubt.CELL: Kind.UNREADABLE,
    Doubt.PART: Kind.PART,
    Doubt.REMARK: Kind.REMARK,
    Doubt.WORDS: Kind.WORDS,
}

Pairs = list[tuple[int, str]]
"""Which row or column of the block goes to which activity or unit."""


class Target(msgspec.Struct, frozen=True):
    """Where the person pastes.

    `chosen` are the chosen cells row by row; `room` is the rectangle from the top left one of them on, as large as
    the block or the choice, or as far as the matrix goes.
    """

    chosen: tuple[Place, ...]
    room: tuple[tuple[Place, ...], ...]

    @property
    def activities(self) -> list[str]:
        """Return the rows there is room in."""
        return [row[0][0] for row in self.room if row]

    @property
    def units(self) -> list[str]:
        """Return the columns there is room in."""
        return [unit for _, unit in self.room[0]] if self.room else []

    def size(self) -> tuple[int, int]:
        """Return height and width of the chosen rectangle; of cells apart, one by one."""
        height = len({activity for activity, _ in self.chosen})
        width = len({unit for _, unit in self.chosen})
        whole = tuple(place for row in self.room[:height] for place in row[:width])
        return (height, width) if whole == self.chosen else (1, 1)


def plan_paste(
    block: Block, document: Document, matrix: str, target: Target, knowledge: Knowledge, *, by_names: bool = True
) -> PastePlan:
    """Return what pasting `block` does.

    Where it has headings, its cells go to the units and activities they name; with `by_names` off, or without any,
    they go from the target on. A single cell fills the whole choice, a block fills it where it goes into it evenly.
    """
    names = document_names(document, knowledge)
    headings = find_headings(block, names)
    work = _Work(block, document, matrix, headings)
    if block.tables > 1:
        work.problems.append(Problem(Kind.TABLES, count=block.tables))
    if headings:
        work.tell_what_is_beside()
    additions = Additions(document, knowledge)
    if headings and by_names:
        columns = work.named_columns(names, additions) if headings.row is not None else work.columns_of(target)
        rows = work.named_rows(names, additions) if headings.column is not None else work.rows_of(target)
        work.read_all(rows, columns)
    elif len(work.rows) == len(work.columns) == 1:
        work.fill(target.chosen)
    else:
        work.read_all(*work.repeated(target))
    return PastePlan(work.cells, additions.made(), tuple(work.problems), bool(headings), bool(headings and by_names))


class _Work:
    """One block on its way into a document."""

    def __init__(self, block: Block, document: Document, matrix: str, headings: Headings) -> None:
        self.block = block
        self.cells: dict[Place, Cell] = {}
        self.problems: list[Problem] = []
        self.rows, self.columns = headings.body(block)
        self._document = document
        self._matrix = matrix
        self._headings = headings
        self._tokens: dict[str, Token] = {}

    # -- what the cells say -------------------------------------------------------------------------------

    def _token(self, row: int, column: int) -> Token:
        text = self.block.at(row, column)
        if text not in self._tokens:
            self._tokens[text] = read_token(text, self._document.alphabet)
        return self._tokens[text]

    def _has_cell(self, row: int, column: int) -> bool:
        """Return whether the block says anything about a cell; ragged rows and merged cells leave some out."""
        cells = self.block.rows[row]
        return column < len(cells) and cells[column] is not None

    def read_all(self, rows: Pairs, columns: Pairs) -> None:
        """Set each cell that can be read, and list the others once, however often they are repeated."""
        told: set[tuple[int, int]] = set()
        for row, activity in rows:
            for column, unit in columns:
                if self._has_cell(row, column):
                    self._set(row, column, (activity, unit), tell=(row, column) not in told)
                    told.add((row, column))

    def fill(self, chosen: Sequence[Place]) -> None:
        """Set the only cell of the block on all chosen places."""
        for number, place in enumerate(chosen):
            self._set(self.rows[0], self.columns[0], place, tell=number == 0)

    def _set(self, row: int, column: int, place: Place, *, tell: bool) -> None:
        token = self._token(row, column)
        understood = token.doubt in (None, Doubt.REMARK, Doubt.WORDS)
        if understood:
            activity, unit = place
            there = activity in self._document.activity_places and unit in self._document.unit_places
            old = self._document.cell(self._matrix, activity, unit) if there else EMPTY
            # A block without remarks says nothing about those that are there.
            self.cells[place] = replace(old, letters=token.letters, remark=token.remark or old.remark)
        if not tell:
            return
        if token.doubt is not None:
            meaning = self._document.alphabet.text(token.letters)
            self._tell(_KINDS[token.doubt], row, column, place, meaning)
        if understood and token.letters and (row, column) in self.block.merged:
            self._tell(Kind.MERGED, row, column, place)

    def _tell(self, kind: Kind, row: int, column: int, place: Place | None = None, meaning: str = "") -> None:
        self.problems.append(Problem(kind, row, column, shortened(self.block.at(row, column)), place, meaning))

    # -- from a cell on -----------------------------------------------------------------------------------

    def rows_of(self, target: Target) -> Pairs:
        """Return the rows of the block beside the activities from the target on."""
        self._tell_outside(self.rows[len(target.activities) :], self.columns)
        return list(zip(self.rows, target.activities, strict=False))

    def columns_of(self, target: Target) -> Pairs:
        """Return the columns of the block under the units from the target on."""
        self._tell_outside(self.rows, self.columns[len(target.units) :])
        return list(zip(self.columns, target.units, strict=False))

    def repeated(self, target: Target) -> tuple[Pairs, Pairs]:
        """Return rows and columns as often as they go into the choice, or once where they do not go evenly."""
        height, width = target.size()
        even = all(chosen == 1 or chosen % own == 0 for chosen, own in ((height, len(self.rows)),
                                                                       (width, len(self.columns))))  # fmt: skip
        if not even:
            height = width = 1
        activities, units = target.activities, target.units
        self._tell_outside(self.rows[len(activities) :], self.columns)
        self._tell_outside(self.rows[: len(activities)], self.columns[len(units) :])
        return _repeat(self.rows, activities, height), _repeat(self.columns, units, width)

    def _tell_outside(self, rows: Iterable[int], columns: Sequence[int]) -> None:
        for row in rows:
            for column in columns:
                if one_line(self.block.at(row, column)):
                    self._tell(Kind.OUTSIDE, row, column)

    # -- by names -----------------------------------------------------------------------------------------

    def tell_what_is_beside(self) -> None:
        """List the texts above and before the headings."""
        above = range(self._headings.row or 0)
        before = range(self._headings.column or 0)
        for row in above:
            text = self._joined((row, column) for column in range(self.block.width))
            self._tell_line(Kind.BESIDE, text, row=row)
        for column in before:
            text = self._joined((row, column) for row in range(len(above), self.block.height))
            self._tell_line(Kind.BESIDE, text, column=column)

    def _joined(self, places: Iterable[tuple[int, int]]) -> str:
        return " | ".join(text for row, column in places if (text := one_line(self.block.at(row, column))))

    def _tell_line(self, kind: Kind, text: str, *, row: int | None = None, column: int | None = None) -> None:
        if text:
            self.problems.append(Problem(kind, row, column, shortened(text)))

    def named_columns(self, names: DocumentNames, additions: Additions) -> Pairs:
        """Return the columns beside the units they name; a new name is an addition unless its column is mere text."""
        pairs: Pairs = []
        used: set[str] = set()
        for column in self.columns:
            name = one_line(self.block.at(self._headings.row or 0, column))
            letters, other = self._contents((row, column) for row in self.rows)
            found = names.units.find(name)
            if not name:
                self._tell_line(Kind.NAMELESS, self._joined((row, column) for row in self.rows), column=column)
            elif found and found.id:
                self._pair(pairs, used, column, found, Problem(Kind.TAKEN_UNIT, column=column, text=shortened(name)))
            elif letters >= other:
                new = Found(additions.unit(name))
                self._pair(pairs, used, column, new, Problem(Kind.TAKEN_UNIT, column=column, text=shortened(name)))
            else:
                self._tell_line(Kind.NO_LETTERS, name, column=column)
        return pairs

    def named_rows(self, names: DocumentNames, additions: Additions) -> Pairs:
        """Return the rows beside the activities they name; a new name is an addition where letters stand beside it."""
        pairs: Pairs = []
        used: set[str] = set()
        group = ""
        for row in self.rows:
            name = one_line(self.block.at(row, self._headings.column or 0))
            letters, other = self._contents((row, column) for column in self.columns)
            found = names.activities.find(name)
            if not name:
                self._tell_line(Kind.NAMELESS, self._joined((row, column) for column in self.columns), row=row)
            elif found and found.id:
                group = self._document.activities[self._document.activity_places[found.id]].group
                self._pair(pairs, used, row, found, Problem(Kind.TAKEN_ACTIVITY, row, text=shortened(name)))
            elif letters and letters >= other:
                self._pair(
                    pairs,
                    used,
                    row,
                    Found(additions.activity(name, group)),
                    Problem(Kind.TAKEN_ACTIVITY, row, text=shortened(name)),
                )
            elif letters or other or not names.is_group(name):
                self._tell_line(Kind.NO_LETTERS, name, row=row)
        return pairs

    def _pair(self, pairs: Pairs, used: set[str], line: int, found: Found, taken: Problem) -> None:
        if found.id in used:
            self.problems.append(replace(taken, kind=Kind.TWICE))
            return
        used.add(found.id)
        pairs.append((line, found.id))
        if not found.sure:
            self.problems.append(replace(taken, meaning=found.id))

    def _contents(self, places: Iterator[tuple[int, int]]) -> tuple[int, int]:
        """Return how many cells hold letters, and how many hold what is no letter."""
        counts: Counter[bool] = Counter()
        for row, column in places:
            token = self._token(row, column)
            if token.letters or token.doubt is Doubt.CELL:
                counts[bool(token.letters)] += 1
        return counts[True], counts[False]


def _repeat(lines: Sequence[int], room: Sequence[str], chosen: int) -> Pairs:
    count = max(len(lines), chosen)
    return [(lines[place % len(lines)], identity) for place, identity in enumerate(room[:count])]
