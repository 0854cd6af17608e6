"""The comparison itself misses nothing: whatever is changed in a right reading is told."""

from importing.building import sheet, table
from importing.comparing import differences, unspoken
from importing.expecting import Expected
from msgspec.structs import replace

from raciapp.document.records import Cell
from raciapp.formats.finding.finder import find_matrix
from raciapp.formats.finding.reading import Reading, Shape

TEXT = """
Title of it all
Activity          | Web        | Legal | HR  | Status
Strategy          |            |       |     |
Plan the year     | A/R        | C     | I   | Open
Answer the public | R (backup) |       | A   | Done
Train the staff   | C          | I     | A/R | Open
"""
TABLE = table(sheet("", TEXT))
EXPECTED = Expected(
    units="Web | Legal | HR",
    rows="# Strategy\nPlan the year : A/R C I\nAnswer the public : R . A\nTrain the staff : C I A/R",
    remarks={("Answer the public", "Web"): "backup"},
    skipped="A1 E2 E4",
)


def told(reading: Reading) -> str:
    return "\n".join(differences(reading, EXPECTED, [TABLE]))


def changed(place: int, **fields: object) -> str:
    reading = find_matrix([TABLE])
    rows = list(reading.activities)
    rows[place] = replace(rows[place], **fields)
    return told(replace(reading, activities=tuple(rows)))


def test_a_right_reading_is_right() -> None:
    assert told(find_matrix([TABLE])) == ""


def test_every_change_of_a_row_is_told() -> None:
    assert "holds R . A" in changed(1, cells=(Cell(2, "backup"), Cell(4), Cell(1)))
    assert "the remark" in changed(1, cells=(Cell(2), Cell(), Cell(1)))
    assert "activities are" in changed(0, name="Plan")
    assert "activities are" in changed(0, group="")


def test_every_change_of_the_whole_is_told() -> None:
    reading = find_matrix([TABLE])
    assert "it is grid" in told(replace(reading, shape=Shape.LONG))
    assert "its letters" in told(replace(reading, scheme="rasci"))
    assert "units are" in told(replace(reading, units=reading.units[::-1]))
    assert "divisions are" in told(replace(reading, units=tuple(replace(one, division="X") for one in reading.units)))


def test_what_disappears_is_told() -> None:
    reading = find_matrix([TABLE])
    lost = replace(reading, skipped=())
    assert {cell.address for cell in unspoken(lost, TABLE)} >= {"A1", "E2", "E4", "E5", "E6"}
    assert "E4 «Open» disappeared silently" in told(lost)
