"""Names in the cells of a list: list marks taken off, nobody told from somebody, what may be one person asked about."""

import pytest

from raciapp.formats.finding.finder import find_matrix
from raciapp.formats.finding.reading import Doubt, Reading
from raciapp.formats.finding.tables import Table, TableCell


def read_with(cell: str) -> Reading:
    """Return the reading of a list of which one cell is given."""
    lines = [
        ["Task", "Responsible", "Accountable", "Consulted", "Informed"],
        ["Plan", cell, "Director", "Legal", "Finance"],
        ["Post", "Editor", "Director", "Finance", "Legal"],
    ]
    rows = tuple(
        tuple(TableCell(text, row, column, bold=False, comment="") for column, text in enumerate(line))
        for row, line in enumerate(lines)
    )
    return find_matrix((Table("a.csv", rows),))


def units_of(cell: str) -> list[str]:
    others = ("Director", "Legal", "Finance", "Editor")
    return [unit.name for unit in read_with(cell).units if unit.name not in others]


def kinds_at(cell: str, where: str = "B2") -> list[Doubt]:
    return [asked.kind for asked in read_with(cell).questions if asked.where == where]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("1. Cleo\n2. Dan", ["Cleo", "Dan"]),
        ("1) Cleo; 2) Dan", ["Cleo", "Dan"]),
        ("• Cleo\n• Dan", ["Cleo", "Dan"]),
        ("311 Call centre", ["311 Call centre"]),
        ("Cleo, TBC", ["Cleo"]),
        ("à déterminer", []),
        ("see note 3", []),
        ("Seeds", ["Seeds"]),
        ("Open data", ["Open data"]),
    ],
)
def test_names_are_told_apart(cell: str, units: list[str]) -> None:
    assert units_of(cell) == units


@pytest.mark.parametrize("cell", ["TBD", "?", "Cleo, n/a", "Cleo; to be hired", "VACANT"])
def test_nobody_yet_is_listed_and_asked_about(cell: str) -> None:
    assert kinds_at(cell) == [Doubt.ROW]
    assert [left.text for left in read_with(cell).skipped if left.where == "B2"] == [cell]


@pytest.mark.parametrize(
    ("cell", "kinds"),
    [
        ("Smith, John", [Doubt.JOINED]),
        ("Legal, Cleo", []),
        ("HR, IT", []),
        ("Smith; John", []),
        ("Legal & Finance", [Doubt.JOINED]),
        ("Nurses and doctors", [Doubt.JOINED]),
        ("X", [Doubt.UNIT]),
        ("C", [Doubt.UNIT]),
        ("Cleo", []),
    ],
)
def test_what_may_be_read_otherwise_is_asked_about(cell: str, kinds: list[Doubt]) -> None:
    assert kinds_at(cell) == kinds
