"""The lines of an organization chart: each unit with what its row says of it, whatever the layout of the list."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from raciapp.formats.charts.columns import Columns, Grid, IsFunction, columns_of, heading_row, is_name
from raciapp.formats.charts.notes import Ask, Asked, LeftOut, Why
from raciapp.formats.charts.words import is_total
from raciapp.formats.finding.reading import shortened
from raciapp.formats.finding.tables import Table, column_letters
from raciapp.formats.finding.tokens import Sense, parsed
from raciapp.knowledge.matching import normalized

IsUnit = Callable[[str], bool]
"""Whether a text is certainly the name of a unit."""

_MARKS = re.compile(r"\s*((?:[•▪◦‣·>*–—-]\s*)+)(?=\S)")
_NUMBER = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s+(?=\S)")
_MOSTLY = 0.8
_LONGEST_LETTERS = 20
_MOST_LOOKED_AT = 200


class Entry(msgspec.Struct, frozen=True):
    """A line of a chart: a unit, what contains it and what it is for as the file says it, its code.

    `own`: the unit stands there for itself, not merely before one that it contains.
    """

    name: str
    where: str
    parent: str = ""
    functions: str = ""
    functions_where: str = ""
    code: str = ""
    own: bool = True


class Draft(msgspec.Struct, frozen=True):
    """What a table says as a chart, before names are compared with anything.

    `by_heading`: its headings say that it is one.
    """

    entries: tuple[Entry, ...]
    skipped: tuple[LeftOut, ...]
    questions: tuple[Asked, ...]
    by_heading: bool = False


def draft(table: Table, is_function: IsFunction, is_unit: IsUnit) -> Draft | LeftOut:
    """Return the lines of a chart, or why a table is none."""
    grid = Grid(table)
    headings = heading_row(grid)
    above, body = _parts(grid, headings, is_unit)
    columns = columns_of(grid, headings, body, is_function)
    first = next((grid.line(row) for row in range(len(grid.texts)) if grid.filled(row)), "")
    where = table.sheet or grid.address(0, 0) if grid.texts else table.sheet or "A1"
    if is_matrix(grid):
        return LeftOut(where, shortened(first), Why.MATRIX)
    if columns is None:
        return LeftOut(where, shortened(first), Why.NO_UNITS)
    skipped = [LeftOut(grid.row_address(row), shortened(grid.line(row)), Why.TITLE) for row in above]
    questions = [Asked(note.where, note.text, Ask.TITLE) for note in skipped if headings is None]
    if headings is not None:
        skipped.append(LeftOut(grid.row_address(headings), shortened(grid.line(headings)), Why.HEADINGS))
    said = {
        column: _said(grid, column, body if headings is None else [headings, *body]) for column in range(grid.width)
    }
    skipped += [
        LeftOut(column_letters(column), shortened(text), Why.OTHER_COLUMN)
        for column, text in said.items()
        if text and column not in columns.used
    ]
    if columns.is_guess:
        container = columns.names[0] if columns.parent is None else columns.parent
        questions.append(Asked(column_letters(container), shortened(said[container]), Ask.DIRECTION))
    named = _named(grid, body, columns, skipped)
    several = len(columns.names) > 1
    entries = tuple(_levels(grid, named, columns, questions) if several else _listed(grid, named, columns))
    if not entries:
        return LeftOut(where, shortened(first), Why.NO_UNITS)
    return Draft(entries, tuple(skipped), tuple(questions), columns.by_heading)


def _said(grid: Grid, column: int, rows: Sequence[int]) -> str:
    return next(filter(None, (grid.text(row, column) for row in rows)), "")


def is_matrix(grid: Grid) -> bool:
    """Return whether a table holds letters in several columns: then its texts are no chart."""
    letters = 0
    for column in range(grid.width):
        texts = [text for row in range(min(len(grid.texts), _MOST_LOOKED_AT)) if (text := grid.text(row, column))]
        said = sum(len(text) <= _LONGEST_LETTERS and parsed(text).sense is Sense.LETTERS for text in texts)
        letters += said > 1 and said * 2 >= len(texts)
    return letters > 1


def _parts(grid: Grid, headings: int | None, is_unit: IsUnit) -> tuple[list[int], list[int]]:
    """Return the rows above the list and those of the list; blank rows are neither."""
    rows = [row for row in range(len(grid.texts)) if grid.filled(row)]
    if headings is not None:
        return [row for row in rows if row < headings], [row for row in rows if row > headings]
    wide = sum(len(grid.filled(row)) > 1 for row in rows) * 2 > len(rows)
    times = Counter(normalized(text) for row in rows for text in grid.texts[row] if text)
    count = 0
    while count < len(rows) - 1 and len(grid.filled(rows[count])) == 1:
        alone = rows[count + 1] > rows[count] + 1 and len(rows) > 2
        line = grid.line(rows[count])
        if times[normalized(line)] > 1 or is_unit(line) or not (wide or (count == 0 and alone)):
            break
        count += 1
    return rows[:count], rows[count:]


def _named(grid: Grid, body: Sequence[int], columns: Columns, skipped: list[LeftOut]) -> list[int]:
    """Return the rows that name a unit; the others are left out with a reason."""
    named = []
    for row in body:
        names = [text for column in columns.names if (text := grid.text(row, column))]
        if names and all(map(is_name, names)) and not is_total(names[0]):
            named.append(row)
        else:
            reason = Why.TOTALS if names and is_total(names[0]) else Why.NO_NAME
            skipped.append(LeftOut(grid.row_address(row), shortened(grid.line(row)), reason))
    return named


def _entry(grid: Grid, row: int, columns: Columns, column: int, name: str, parent: str) -> Entry:
    functions, code = columns.functions, columns.code
    return Entry(
        name,
        grid.address(row, column),
        parent,
        "" if functions is None else grid.lines(row, functions),
        "" if functions is None else grid.address(row, functions),
        "" if code is None else grid.text(row, code),
        own=not grid.is_continued(row, column),
    )


# -- one column -------------------------------------------------------------------------------------------


def _listed(grid: Grid, rows: Sequence[int], columns: Columns) -> Iterator[Entry]:
    """Yield the units of one column; marks or numbers in front of them may say which of them contain others."""
    (column,) = columns.names
    texts = [grid.text(row, column) for row in rows]
    numbered = sum(_NUMBER.match(text) is not None for text in texts) >= _MOSTLY * len(texts)
    above: list[tuple[int, str]] = []
    for row, text in zip(rows, texts, strict=True):
        depth, name = _depth(text, numbered=numbered)
        while above and above[-1][0] >= depth:
            above.pop()
        inside = above[-1][1] if above else ""
        above.append((depth, name))
        yield _entry(
            grid, row, columns, column, name, inside if columns.parent is None else grid.text(row, columns.parent)
        )


def _depth(text: str, *, numbered: bool) -> tuple[int, str]:
    """Return how deep a line of a list stands, from what stands in front of its name, and that name."""
    number = _NUMBER.match(text) if numbered else None
    if number is not None:
        parts = number[1].removesuffix(".0").split(".")
        return len(parts), text[number.end() :]
    marks = _MARKS.match(text)
    return (len("".join(marks[1].split())), text[marks.end() :]) if marks else (0, text)


# -- a column for each level ------------------------------------------------------------------------------


def _levels(grid: Grid, rows: Sequence[int], columns: Columns, questions: list[Asked]) -> Iterator[Entry]:
    """Yield the units of several columns, each contained in what stands left of it or last stood there."""
    said: dict[int, str] = {}
    asked = all(sum(bool(grid.text(row, column)) for column in columns.names) < 2 for row in rows)  # a staircase
    for row in rows:
        filled = [level for level, column in enumerate(columns.names) if grid.text(row, column)]
        for level in filled:
            column = columns.names[level]
            name = grid.text(row, column)
            if level == filled[-1] or normalized(said.get(level, "")) != normalized(name):
                said = {**{one: text for one, text in said.items() if one < level}, level: name}
                entry = _entry(grid, row, columns, column, name, _container(said, level))
                yield entry if level == filled[-1] else replace(entry, functions="", code="", own=False)
        missing = [level for level in said if level < filled[-1] and level not in filled]
        if missing and not asked:
            asked = True
            questions.append(Asked(grid.address(row, columns.names[missing[0]]), said[missing[0]], Ask.FILLED))


def _container(said: Mapping[int, str], level: int) -> str:
    """Return the name that stands nearest above a level and is another one."""
    own = normalized(said[level])
    return next((said[one] for one in sorted(said, reverse=True) if one < level and normalized(said[one]) != own), "")
