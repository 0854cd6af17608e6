"""The workbook of the benchmark is read exactly; a smaller one shows it at once."""

from pathlib import Path

from importing.big import activity, letters, unit, write_big
from importing.comparing import letter_rows, unspoken

from raciapp.formats.finding.finder import find_matrix
from raciapp.formats.readers.opening import read_tables

ROWS, COLUMNS = 60, 12


def test_it_is_read_exactly(tmp_path: Path) -> None:
    tables = read_tables(write_big(tmp_path / "big.xlsx", ROWS, COLUMNS))
    reading = find_matrix(tables)
    assert [one.name for one in reading.units] == [unit(column) for column in range(COLUMNS)]
    assert [row.name for row in reading.activities] == [activity(row) for row in range(ROWS)]
    assert {row.group for row in reading.activities} == {f"Work package {number}" for number in (1, 2, 3)}
    said = [[letters(row, column).partition(" ")[0] for column in range(COLUMNS)] for row in range(ROWS)]
    found = [row for _, _, row in letter_rows(reading)]
    assert found == [[cell if cell not in ("", "-") else "." for cell in row] for row in said]
    assert not unspoken(reading, tables[0])
