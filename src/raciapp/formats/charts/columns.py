"""Which columns of an organization chart hold the units, what contains them, and what they are for."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import msgspec

from raciapp.formats.charts.words import Heading, heading_of
from raciapp.formats.finding.sheets import plain_line
from raciapp.formats.finding.tables import Table, column_letters, visible
from raciapp.knowledge.matching import normalized

_LONGEST_NAME = 120
_MOST_ABOVE = 6
_MOST_LOOKED_AT = 1000
_MOST_COLUMNS = 8
"""Rows and columns by which it is decided what is what; a hostile file has as many as it likes."""
_SHARE = 0.5
_LETTER = re.compile(r"[^\W\d_]")
_NO_NAME = re.compile(
    r"\S+@\S+\.\S+|(?:https?://|www\.)\S+|[+(]?[\d\s().+-]{5,}(?:(?:ext|x|poste)\.?\s*\d+)?", re.IGNORECASE
)

IsFunction = Callable[[str], bool]
"""Whether a text is the id or the name of a function."""


class Grid:
    """The cells of a table as texts; what stands in a merged cell stands in each of its rows."""

    def __init__(self, table: Table) -> None:
        """Read the cells of `table` as they are shown."""
        self.table = table
        self.raw = [[visible(cell.text) for cell in row] for row in table.rows]
        self.texts = [[plain_line(text) for text in row] for row in self.raw]
        self.width = table.width
        self._owners: dict[tuple[int, int], int] = {}
        for area in table.merged:
            self._fill(area.top, area.bottom, area.left)

    def _fill(self, top: int, bottom: int, column: int) -> None:
        if top >= len(self.texts) or column >= len(self.texts[top]):
            return
        for row in range(top + 1, min(bottom + 1, len(self.texts))):
            for rows in (self.raw, self.texts):
                rows[row].extend([""] * (column + 1 - len(rows[row])))
                rows[row][column] = rows[top][column]
            self._owners[row, column] = top

    def text(self, row: int, column: int) -> str:
        """Return a cell's text as one line."""
        return self.texts[row][column] if column < len(self.texts[row]) else ""

    def lines(self, row: int, column: int) -> str:
        """Return a cell's text with its line breaks."""
        return self.raw[row][column] if column < len(self.raw[row]) else ""

    def filled(self, row: int) -> list[int]:
        """Return the columns of a row that hold something."""
        return [column for column, text in enumerate(self.texts[row]) if text]

    def line(self, row: int) -> str:
        """Return the texts of a row as one line."""
        return " | ".join(text for text in self.texts[row] if text)

    def is_continued(self, row: int, column: int) -> bool:
        """Return whether a cell is merged with the one above it."""
        return (row, column) in self._owners

    def address(self, row: int, column: int) -> str:
        """Return where the file has a cell, such as `C9`."""
        row = self._owners.get((row, column), row)
        cells = self.table.rows[row]
        return cells[column].address if column < len(cells) else f"{column_letters(column)}{row + 1}"

    def row_address(self, row: int) -> str:
        """Return where the file has the first text of a row."""
        return self.address(row, next(iter(self.filled(row)), 0))


class Columns(msgspec.Struct, frozen=True):
    """The columns of a chart: of names from the largest units to the smallest, and the others where there are any.

    `by_heading`: the headings said so. `is_guess`: what contains the units was told by what is in the columns alone.
    """

    names: tuple[int, ...]
    parent: int | None = None
    functions: int | None = None
    code: int | None = None
    by_heading: bool = False
    is_guess: bool = False

    @property
    def used(self) -> set[int]:
        """Return every column that is read."""
        return {*self.names, *(column for column in (self.parent, self.functions, self.code) if column is not None)}


def is_name(text: str) -> bool:
    """Return whether a text may be the name of a unit."""
    return 0 < len(text) <= _LONGEST_NAME and bool(_LETTER.search(text)) and not _NO_NAME.fullmatch(text)


def heading_row(grid: Grid) -> int | None:
    """Return the row of the headings, or None where there is none."""
    rows = [row for row in range(len(grid.texts)) if grid.filled(row)][:_MOST_ABOVE]
    for place, row in enumerate(rows):
        columns = grid.filled(row)
        told = [heading for column in columns if (heading := heading_of(grid.text(row, column)))]
        useful = [heading for heading in told if heading is not Heading.OTHER]
        alone = len(columns) == 1 and place > 0 and useful != [Heading.UNIT]
        if useful and len(told) >= len(columns) * _SHARE and not alone:
            return row
    return None


def columns_of(grid: Grid, headings: int | None, body: Sequence[int], is_function: IsFunction) -> Columns | None:
    """Return what the columns hold, from their headings or from what is in them; None where no column holds names."""
    body = body[:_MOST_LOOKED_AT]
    values = {column: [grid.text(row, column) for row in body] for column in range(grid.width)}
    texts = {column: [text for text in found if is_name(text)] for column, found in values.items()}
    # A column of numbers, addresses or whole sentences may hold a name by chance.
    usable = {
        column: texts[column] for column, found in values.items() if len(texts[column]) > sum(map(bool, found)) * _SHARE
    }
    if headings is not None:
        return _by_heading(grid, headings, {column: found for column, found in texts.items() if found}, usable)
    return _by_content(grid, body, usable, is_function)


def _by_heading(
    grid: Grid, row: int, texts: Mapping[int, Sequence[str]], usable: Mapping[int, Sequence[str]]
) -> Columns | None:
    """Return the columns by their headings; where none says that it holds units, those whose heading is not known."""
    found: dict[Heading, list[int]] = {heading: [] for heading in Heading}
    others: list[int] = []
    for column in range(grid.width):
        heading = heading_of(grid.text(row, column))
        if heading is None and column in usable:
            others.append(column)
        elif heading is not None and (column in texts or heading in (Heading.CODE, Heading.PARENT)):
            found[heading].append(column)
    parents, functions, code = found[Heading.PARENT], found[Heading.FUNCTION], next(iter(found[Heading.CODE]), None)
    function = next(iter(functions), None)
    if parents:
        choices = [*found[Heading.UNIT], *found[Heading.LEVEL], *found[Heading.NAME]] or others
        if choices:
            names = max(choices, key=lambda column: _held(texts[column], texts.get(parents[0], ())))
            return Columns((names,), parents[0], function, code, by_heading=True)
    levels = found[Heading.LEVEL]
    if len(levels) == 2 and not found[Heading.UNIT] and _repeats(texts[levels[1]]) and not _repeats(texts[levels[0]]):
        return Columns((levels[1], levels[0]), None, function, code, by_heading=True, is_guess=True)
    names_ = (*levels, *found[Heading.UNIT][:1]) or tuple((*found[Heading.NAME], *others)[:1])
    if not names_ and functions and len(texts) == 1:
        return Columns((functions[0],), code=code, by_heading=True)
    return Columns(names_, None, function, code, by_heading=True) if names_ else None


def _by_content(
    grid: Grid, body: Sequence[int], texts: Mapping[int, Sequence[str]], is_function: IsFunction
) -> Columns | None:
    columns = [column for column, found in texts.items() if found][:_MOST_COLUMNS]
    if len(columns) < 2:
        return Columns((columns[0],)) if columns else None
    if all(sum(bool(grid.text(row, column)) for column in columns) <= 1 for row in body):
        return Columns(tuple(columns))
    pair = _names_and_parents(grid, body, texts, columns)
    function = _functions_among([one for one in columns if one not in (pair or ())], texts, is_function)
    if pair:
        return Columns((pair[0],), pair[1], function, is_guess=True)
    rest = [column for column in columns if column != function]
    if len(rest) == 1 and not _is_division(texts[rest[0]], texts[columns[-1]]):
        return Columns((rest[0],), functions=function)
    if len(rest) == 1:
        rest, function = columns, None
    first, second = rest[:2]
    if len(texts[first]) < len(texts[second]) or (_repeats(texts[first]) and not _repeats(texts[second])):
        return Columns((first, second), functions=function, is_guess=True)
    if _repeats(texts[second]) and not _repeats(texts[first]):
        return Columns((second, first), functions=function, is_guess=True)
    return Columns((first,), functions=function)


def _names_and_parents(
    grid: Grid, body: Sequence[int], texts: Mapping[int, Sequence[str]], columns: Sequence[int]
) -> tuple[int, int] | None:
    """Return the column of units and that of their parents, where most of these are among those."""

    def score(pair: tuple[int, int]) -> tuple[float, bool, int]:
        own = sum(_plain(grid.text(row, pair[0])) == _plain(grid.text(row, pair[1])) for row in body)
        held = _held(texts[pair[0]], texts[pair[1]]) if own * 2 < len(body) else 0.0
        return held, _repeats(texts[pair[1]]), -pair[0]

    pairs = [(one, other) for one in columns for other in columns if one != other]
    best = max(pairs, key=score)
    return best if score(best)[0] >= _SHARE else None


def _is_division(names: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether names say what contains units that go by the names of functions: ids are no names of units."""
    return _repeats(names) and not _repeats(others) and not all(map(str.islower, others))


def _functions_among(columns: Sequence[int], texts: Mapping[int, Sequence[str]], known: IsFunction) -> int | None:
    """Return the column whose cells are mostly functions; of several, the last: units go by such names as well."""
    if not columns:
        return None
    shares = {column: sum(map(known, texts[column])) / len(texts[column]) for column in columns}
    best = max(columns, key=lambda column: (shares[column], column))
    return best if shares[best] >= _SHARE else None


def _held(names: Sequence[str], parents: Sequence[str]) -> float:
    """Return which share of different parents are among the names."""
    wanted = set(map(_plain, parents))
    return len(wanted & set(map(_plain, names))) / len(wanted) if wanted else 0.0


def _repeats(texts: Sequence[str]) -> bool:
    return len(set(map(_plain, texts))) < len(texts)


@lru_cache(maxsize=16_384)
def _plain(text: str) -> str:
    return normalized(text)
