"""The numbers of remarks on paper."""

from formats.talked import talked_report
from hypothesis import given
from msgspec.structs import replace
from strategies import documents

from raciapp.document.records import Document
from raciapp.formats.remarks import LONGEST_DIVISION, LONGEST_UNIT, Remarks
from raciapp.formats.report import ReportPart

REPORT = talked_report()


def test_numbers_follow_the_matrix_and_stand_where_the_remarks_are() -> None:
    remarks = Remarks(REPORT)
    assert remarks.units == ("North", "South\u00a0(1)", "Law", "Board")
    assert remarks.number_of("a0") == 2
    assert [remarks.number_of("a0", unit.id) for unit in REPORT.units] == [3, 0, 4, 0]
    assert [remarks.number_of("a1", unit.id) for unit in REPORT.units] == [0, 0, 5, 0]
    assert remarks.number_of("a2") == 6


def test_a_remark_stands_with_what_is_to_settle_or_with_the_others() -> None:
    remarks = Remarks(REPORT)
    assert [(number, point.where) for number, point in remarks.to_settle()] == [
        (5, "Answer · Law"),
        (6, "Count"),
        (0, "Plan · South"),
    ]
    assert [(remark.number, remark.place, remark.text) for remark in remarks.others()] == [
        (1, "South", "Led by two people"),
        (2, "Plan", "Once a year"),
        (3, "Plan · North", "Only sensitive topics"),
        (4, "Plan · Law", "Since the merger"),
    ]


def test_without_the_talk_only_names_have_numbers() -> None:
    endless = "n" * (LONGEST_UNIT + 1)
    units = (replace(REPORT.units[0], name=endless), *REPORT.units[1:])
    silent = replace(REPORT, units=units, parts=frozenset({ReportPart.MATRIX}))
    remarks = Remarks(silent)
    assert remarks.units == (f"{endless[:-1]}… (1)", "South", "Law", "Board")
    assert [(remark.number, remark.text) for remark in remarks.others()] == [(1, endless)]
    assert (remarks.to_settle(), remarks.number_of("a0")) == ((), 0)
    assert Remarks(silent, listed=False).units[0] == f"{endless[:-1]}…"
    assert Remarks(replace(silent, parts=frozenset({ReportPart.CARDS}))).units[0] == endless, "it stands over no column"


def test_divisions_are_told_for_each_unit_or_not_at_all() -> None:
    assert Remarks(REPORT).divisions == ("Field", "Field", "", "Head office")
    bare = replace(REPORT, units=tuple(replace(unit, division="") for unit in REPORT.units))
    assert Remarks(bare).divisions == ()


def test_names_too_long_for_the_header_are_numbered_before_what_is_below_it() -> None:
    endless, wide = "n" * (LONGEST_UNIT + 1), "d" * (LONGEST_DIVISION + 1)
    north, south, law, board = REPORT.units
    units = (
        replace(north, name=endless, division=wide),
        replace(south, division=wide),
        replace(law, remark="New"),
        replace(board, division=wide),
    )
    remarks = Remarks(replace(REPORT, units=units))
    assert remarks.divisions == (wide, wide, "", f"{wide[:-1]}… (1)"), "over two units there is room for it"
    assert remarks.units == (f"{endless[:-1]}… (2)", "South\u00a0(3)", "Law\u00a0(4)", "Board")
    assert [(remark.number, remark.text) for remark in remarks.others()][:4] == [
        (1, wide),
        (2, endless),
        (3, "Led by two people"),
        (4, "New"),
    ]


@given(documents())
def test_every_number_is_explained_once(document: Document) -> None:
    remarks = Remarks(talked_report(document))
    explained = [remark.number for remark in remarks.others()]
    explained += [number for number, _ in remarks.to_settle() if number]
    assert sorted(explained) == list(range(1, len(explained) + 1))
