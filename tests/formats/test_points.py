"""What was said about a matrix, sorted into what is to be settled, what is agreed and what is merely remarked."""

from formats.talked import silent, talked_report
from hypothesis import given
from msgspec.structs import replace
from strategies import documents

from raciapp.base.words import Language
from raciapp.document.records import WHOLE_ROW, Document, Status
from raciapp.formats.points import count_of, other_remarks, points, statuses_of, to_settle

FOUND = points(talked_report())


def test_points_are_in_the_order_in_which_the_matrix_is_read() -> None:
    assert [point.where for point in FOUND] == [
        "South",
        "Plan",
        "Plan · North",
        "Plan · South",
        "Plan · Law",
        "Answer · Law",
        "Count",
        "Count · Board",
    ]
    assert [point.key for point in FOUND][:3] == [("", "u1"), ("a0", ""), ("a0", "u0")]


def test_what_is_contested_comes_before_questions() -> None:
    assert [(point.where, point.symbols, point.remark) for point in to_settle(FOUND)] == [
        ("Answer · Law", (), "Two days are too long"),
        ("Count", (), "Nobody asks for it"),
        ("Plan · South", ("R",), ""),
    ]


def test_each_remark_is_either_to_settle_or_among_the_others() -> None:
    assert [(point.where, point.remark) for point in other_remarks(FOUND)] == [
        ("South", "Led by two people"),
        ("Plan", "Once a year"),
        ("Plan · North", "Only sensitive topics"),
        ("Plan · Law", "Since the merger"),
    ]


def test_statuses_are_counted() -> None:
    assert statuses_of(FOUND) == (Status.CONTESTED, Status.QUESTION, Status.AGREED)
    assert [count_of(FOUND, status) for status in statuses_of(FOUND)] == [2, 1, 2]


def test_where_nothing_is_said_there_are_no_points() -> None:
    assert points(talked_report(silent())) == ()
    assert statuses_of(()) == ()


def test_a_remark_of_blanks_says_nothing() -> None:
    report = talked_report(silent())
    assert points(replace(report, units=(replace(report.units[0], remark=" \n"), *report.units[1:]))) == ()


@given(documents())
def test_nothing_said_in_a_document_is_lost(document: Document) -> None:
    found = points(talked_report(document, Language.FR))
    (matrix, *_) = document.matrices
    rows = dict(zip((activity.id for activity in document.activities), matrix.rows, strict=True))
    said = {(row, unit): status for row in rows for unit, status in rows[row].statuses}
    assert {point.key: point.status for point in found if point.status} == said
    remarks = {(row, unit): remark for row in rows for unit, remark in rows[row].remarks}
    remarks |= {(activity.id, WHOLE_ROW): activity.remark for activity in document.activities}
    remarks |= {("", unit.id): unit.remark for unit in document.units}
    expected = {key: remark for key, remark in remarks.items() if remark.strip()}
    assert {point.key: point.remark for point in found if point.remark.strip()} == expected
    listed = [point.key for point in (*to_settle(found), *other_remarks(found))]
    assert len(listed) == len(set(listed))
    assert set(expected) <= set(listed)
