"""Role cards: what is asked of each unit, under which title, and who answers for it."""

import datetime as dt

import pytest
from formats.talked import talked_report
from hypothesis import given
from msgspec.structs import replace
from strategies import documents

from raciapp.base.words import Language
from raciapp.document.records import Document
from raciapp.formats.cards import MOST_ANSWERING, CardLine, role_cards
from raciapp.formats.report import Report, ReportCell, ReportRow, ReportSection, build_report
from raciapp.knowledge.library import knowledge

REPORT = talked_report()


def with_rows(*rows: str) -> Report:
    """Return a report with four units and a row for each text, whose words are cells; a dot is an empty one."""
    made = tuple(
        ReportRow(f"a{place}", f"Activity {place}", tuple(ReportCell(tuple(cell.strip("."))) for cell in row.split()))
        for place, row in enumerate(rows)
    )
    return replace(REPORT, sections=(ReportSection("Group", made),))


def test_a_line_stands_under_the_gravest_of_its_letters() -> None:
    card = role_cards(with_rows("AR . . .", "RC A . .", "CI A . .", "I A . .", ". A . ."))[0]
    found = [(title, [line.activity for line in lines]) for title, lines in card.stacks]
    assert found == [
        ("Decides and answers for", ["Activity 0"]),
        ("Does", ["Activity 1"]),
        ("Advises on", ["Activity 2"]),
        ("Hears of", ["Activity 3"]),
    ]
    assert card.does == (CardLine("Activity 1", "Group", ("R", "C"), "", (REPORT.units[1].name,)),)


@pytest.mark.parametrize(("row", "answering"), [("A R . .", 1), ("A R A A", 3), (". R . .", 0)])
def test_others_that_answer_are_named(row: str, answering: int) -> None:
    (line,) = role_cards(with_rows(row))[1].does
    names = [unit.name for unit, cell in zip(REPORT.units, row.split(), strict=True) if "A" in cell]
    assert list(line.answers) == names
    assert len(names) == answering


def test_too_many_that_answer_end_in_an_ellipsis() -> None:
    report = with_rows("R A A A")
    units = tuple(replace(report.units[0], id=f"u{place}", name=f"Unit {place}") for place in range(8))
    row = ReportRow("a", "All", tuple(ReportCell(("A",)) for _ in units))
    cards = role_cards(replace(report, units=units, sections=(ReportSection("", (row,)),)))
    assert cards[7].decides[0].answers == ("Unit 0", "Unit 1", "Unit 2", "Unit 3", "…")
    assert len(cards[0].decides[0].answers) == MOST_ANSWERING + 1


def test_a_unit_of_which_nothing_is_asked_has_an_empty_card() -> None:
    cards = role_cards(with_rows("A R . ."))
    assert [card.is_empty for card in cards] == [False, False, True, True]
    assert cards[2].stacks == ()


@given(documents())
def test_each_cell_with_letters_is_one_line(document: Document) -> None:
    report = build_report(document, knowledge(), Language.EN, dt.date(2026, 11, 23))
    cards = role_cards(report)
    assert [card.unit for card in cards] == list(report.units)
    for place, card in enumerate(cards):
        cells = [row.cells[place] for section in report.sections for row in section.rows]
        lines = [line for _, lines in card.stacks for line in lines]
        assert sorted(line.symbols for line in lines) == sorted(cell.symbols for cell in cells if cell.symbols)
