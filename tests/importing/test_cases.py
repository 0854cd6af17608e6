"""Every file that people bring is read exactly, or what was not understood is asked about; nothing disappears."""

from pathlib import Path

import pytest
from importing.cases import corners, crossed_out, documents, ours, several_sheets, workbook_cells, written
from importing.comparing import differences
from importing.expecting import Case, Fact, NoMatrix, case

from raciapp.base.errors import NoMatrixError
from raciapp.formats.finding.finder import find_matrix
from raciapp.formats.finding.tables import Table
from raciapp.formats.readers.opening import read_tables

FEWEST = 45
MODULES = (corners, crossed_out, documents, ours, several_sheets, workbook_cells, written)


def read(case: Case, folder: Path) -> tuple[Table, ...]:
    """Return the tables of a case, through its file if it has one."""
    made = case.make(folder)
    return read_tables(made) if isinstance(made, Path) else made


@pytest.mark.parametrize("name", sorted(case))
def test_it_is_read_exactly(name: str, tmp_path: Path) -> None:
    one = case[name]()
    if isinstance(one.expected, NoMatrix):
        with pytest.raises(NoMatrixError) as caught:
            find_matrix(read(one, tmp_path))
        for text in one.expected.says:
            assert text in str(caught.value)
        return
    tables = read(one, tmp_path)
    reading = find_matrix(tables)
    wrong = differences(reading, one.expected, tables)
    assert not wrong, "\n".join(wrong)


def test_every_fact_has_a_case() -> None:
    facts = {maker().fact for maker in case.values()}
    assert facts == set(Fact)
    assert len(case) >= FEWEST
    assert {maker.__module__.rpartition(".")[2] for maker in case.values()} == {
        module.__name__.rpartition(".")[2] for module in MODULES
    }
