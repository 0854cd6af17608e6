"""Compares a reading with what is expected of it, and looks for cells that nobody speaks of any more."""

import re
from collections.abc import Iterator, Sequence

from importing.building import area, place
from importing.expecting import Expected

from raciapp.document.letters import Scheme, scheme
from raciapp.formats.finding.reading import Part, Reading
from raciapp.formats.finding.sheets import plain_line
from raciapp.formats.finding.tables import Table, TableCell, column_letters, one_line

_NOTHING = frozenset(("/", "\\", "·", ".", "…", "0", "n", "na", "n/a", "n.a.", "s.o.", "-", "–", "—", "−", "--", "---"))
_BETWEEN = frozenset(("and", "et", "und", "y", "e", "en", "&", "+"))


def letter_rows(reading: Reading) -> list[tuple[str, str, list[str]]]:
    """Return group, name and letters of each activity, written as in an expectation."""
    alphabet = scheme(reading.scheme)
    return [
        (row.group, row.name, [alphabet.text(cell.letters) or "." for cell in row.cells]) for row in reading.activities
    ]


def differences(reading: Reading, expected: Expected, tables: Sequence[Table]) -> list[str]:
    """Return a sentence for each thing that was read otherwise than expected; none at all is what is wanted."""
    return [
        *_about_the_whole(reading, expected),
        *_about_names(reading, expected),
        *_about_letters(reading, expected),
        *_about_remarks(reading, expected),
        *_about_the_rest(reading, expected, tables),
    ]


def _about_the_whole(reading: Reading, expected: Expected) -> Iterator[str]:
    if reading.shape is not expected.kind:
        yield f"it is {expected.kind}, read as {reading.shape}"
    if expected.sheet and (reading.sheet, reading.table) != (expected.sheet, expected.table):
        yield f"it stands in {expected.sheet}, found in {reading.sheet}"
    if reading.table != expected.table:
        yield f"it is table {expected.table}, found in {reading.table}"
    if reading.scheme != expected.scheme:
        yield f"its letters are {expected.scheme}, read as {reading.scheme}"
    if expected.others is not None and len(reading.others) != expected.others:
        yield f"{expected.others} others should be offered, not {list(reading.others)}"


def _about_names(reading: Reading, expected: Expected) -> Iterator[str]:
    units = [unit.name for unit in reading.units]
    if units != expected.unit_names():
        yield f"units are {expected.unit_names()}, read {units}"
    elif [unit.division for unit in reading.units] != expected.division_names():
        yield f"divisions are {expected.division_names()}, read {[unit.division for unit in reading.units]}"
    wanted = [(group, name) for group, name, _ in expected.activities()]
    found = [(row.group, row.name) for row in reading.activities]
    if found != wanted:
        yield f"activities are {wanted}, read {found}"


def _about_letters(reading: Reading, expected: Expected) -> Iterator[str]:
    alphabet = scheme(expected.scheme)
    rows = letter_rows(reading)
    for wanted, found in zip(expected.activities(), rows, strict=False):
        letters = ["/".join(sorted(cell)) for cell in found[2]]
        exact = [_sorted(alphabet, cell) for cell in wanted[2]]
        if letters != ["/".join(sorted(cell)) for cell in exact]:
            yield f"«{wanted[1]}» holds {' '.join(wanted[2])}, read {' '.join(found[2])}"


def _sorted(alphabet: Scheme, cell: str) -> str:
    return "." if cell == "." else alphabet.text(alphabet.mask_of(cell.replace("/", "")))


def _about_remarks(reading: Reading, expected: Expected) -> Iterator[str]:
    found = {
        (row.name, unit.name): cell.remark
        for row in reading.activities
        for unit, cell in zip(reading.units, row.cells, strict=True)
        if cell.remark
    }
    for key in sorted({*found, *expected.remarks}):
        if found.get(key, "") != expected.remarks.get(key, ""):
            yield f"the remark at {key} is «{expected.remarks.get(key, '')}», read «{found.get(key, '')}»"


def _about_the_rest(reading: Reading, expected: Expected, tables: Sequence[Table]) -> Iterator[str]:
    chosen = chosen_table(reading, tables)
    by_address = {cell.address: cell for row in chosen.rows for cell in row}
    for address in expected.skipped.split():
        if not is_left_out(reading, by_address[address]):
            yield f"{address} «{by_address[address].text}» should be listed as left out"
    listed = [one_line(skipped.text) for skipped in reading.skipped]
    for text in expected.said:
        if not any(text in line for line in listed):
            yield f"«{text}» should be listed as left out"
    asked = {(question.where, question.kind) for question in reading.questions}
    for where, kind in expected.asked:
        if (where, kind) not in asked and (where or kind not in {kind for _, kind in asked}):
            yield f"{where or 'somewhere'}: a question of kind {kind} should be asked, not only {sorted(asked)}"
    if expected.calm and asked != set(expected.asked):
        yield f"nothing else should be asked: {sorted(asked - set(expected.asked))}"
    for cell in unspoken(reading, chosen):
        yield f"{cell.address} «{cell.text}» disappeared silently"


# -- nothing disappears silently --------------------------------------------------------------------------


def chosen_table(reading: Reading, tables: Sequence[Table]) -> Table:
    """Return the table that was read."""
    return next(table for table in tables if (table.sheet, table.number) == (reading.sheet, reading.table))


def unspoken(reading: Reading, table: Table) -> list[TableCell]:
    """Return the cells of the table that was read which are neither part of the reading nor listed nor asked about."""
    names = {
        Part.UNIT: {name for unit in reading.units for name in (unit.name, unit.division)},
        Part.ACTIVITY: {row.name for row in reading.activities},
        Part.GROUP: {row.group for row in reading.activities},
    }
    parts = _parts(reading, table)
    lost = []
    for cell in (cell for row in table.rows for cell in row):
        text = plain_line(cell.text)
        if not text or text.casefold() in _NOTHING:
            continue
        part = parts.get((cell.row, cell.column))
        if part not in (Part.LETTERS, Part.HEADING) and not (part in names and _is_made_of(text, names[part])):
            lost.append(cell)
    return [cell for cell in lost if not is_listed(reading, cell)]


def _is_made_of(text: str, names: set[str]) -> bool:
    """Return whether a text is a name, or several with nothing but signs and words for «and» between them."""
    if text in names:
        return True
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ") if name else text
    return all(word.casefold() in _BETWEEN for word in re.findall(r"[^\s,;/]+", text))


def _parts(reading: Reading, table: Table) -> dict[tuple[int, int], Part]:
    """Return what each place was read as; later regions lie over earlier ones, an area is what any of its cells is."""
    parts = {
        (row, column): region.part
        for region in reading.regions
        for row in range(region.top, region.bottom + 1)
        for column in range(region.left, region.right + 1)
    }
    for merged in table.merged:
        inside = [
            parts[row, column]
            for row in range(merged.top, merged.bottom + 1)
            for column in range(merged.left, merged.right + 1)
            if (row, column) in parts
        ]
        if inside:
            parts[merged.top, merged.left] = inside[0]
    return parts


def is_left_out(reading: Reading, cell: TableCell) -> bool:
    """Return whether what was left out speaks of a cell: by its address and text, its column, or its whole row."""
    return any(_speaks_of(skipped.where, skipped.text, cell, reading) for skipped in reading.skipped)


def is_listed(reading: Reading, cell: TableCell) -> bool:
    """Return whether a cell is left out or asked about."""
    return is_left_out(reading, cell) or any(
        _speaks_of(question.where, question.text, cell, reading) for question in reading.questions
    )


def _speaks_of(where: str, text: str, cell: TableCell, reading: Reading) -> bool:
    where = where.rpartition("!")[2] if where.startswith((f"{reading.sheet}!", f"'{reading.sheet}'!")) else where
    if re.fullmatch("[A-Z]+", where):
        return where == column_letters(cell.column) and _within(cell, reading)
    if where.isdigit():
        return int(where) == cell.row + 1
    if not re.fullmatch(r"[A-Z]+\d+(:[A-Z]+\d+)?", where):
        return False
    says = _begins(cell.text) in _folded(text)
    if ":" in where:
        span = area(where)
        return span.top <= cell.row <= span.bottom and span.left <= cell.column <= span.right and says
    row, column = place(where)
    in_row = row == cell.row and column <= cell.column
    return says and (in_row or (column == cell.column and row <= cell.row))


def _within(cell: TableCell, reading: Reading) -> bool:
    """Return whether a cell stands among the rows of the matrix, where naming its column speaks of it."""
    names = (*(unit.where for unit in reading.units), *(row.where for row in reading.activities))
    rows = [place(where)[0] for where in names]
    return min(rows) - 1 <= cell.row <= max(rows)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _begins(text: str) -> str:
    """Return the beginning of a cell's text, as far as a list may shorten it, without emphasis."""
    return _folded(plain_line(text))[:60]
