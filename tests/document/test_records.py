import pytest
from hypothesis import given
from msgspec.structs import replace
from strategies import assert_valid, documents

from raciapp.base.words import Words, same
from raciapp.document import records
from raciapp.document.records import (
    WHOLE_ROW,
    Activity,
    Cell,
    Document,
    Group,
    Matrix,
    Organization,
    Row,
    Status,
    Unit,
    new_document,
)

UNITS = (Unit("com", same("Communications")), Unit("hr", same("Human resources")))
ACTIVITIES = (
    Activity("b1", same("First of b"), "b"),
    Activity("a1", same("First of a"), "a"),
    Activity("lost", same("Of a group that is gone"), "gone"),
    Activity("a2", same("Second of a"), "a"),
    Activity("free", same("Of no group")),
)
DOCUMENT = Document(
    organization=Organization(same("Us")),
    units=UNITS,
    groups=(Group("a", same("A")), Group("empty", same("Empty")), Group("b", same("B"))),
    activities=ACTIVITIES,
    matrices=(
        Matrix("as_is", same("As-is"), tuple(Row(bytes((place, 0))) for place in range(5))),
        Matrix("to_be", same("To-be"), tuple(Row(bytes((0, 2)), (("hr", "ask"),)) for _ in range(5))),
    ),
)


def test_a_new_document_is_empty_and_valid() -> None:
    document = new_document(Words("Us", "Nous"))
    assert_valid(document)
    assert document.organization == Organization(Words("Us", "Nous"))
    assert [(matrix.id, matrix.name) for matrix in document.matrices] == [
        ("as_is", Words("As-is", "Situation actuelle"))
    ]
    assert list(document.sections()) == []
    assert document.alphabet.id == "raci"


def test_places_are_those_in_the_lists() -> None:
    assert DOCUMENT.unit_places == {"com": 0, "hr": 1}
    assert DOCUMENT.activity_places == {"b1": 0, "a1": 1, "lost": 2, "a2": 3, "free": 4}
    assert DOCUMENT.group_places == {"a": 0, "empty": 1, "b": 2}


def test_documents_with_the_same_records_share_their_places() -> None:
    assert replace(DOCUMENT, matrices=()).activity_places is replace(DOCUMENT, scheme="rasci").activity_places
    more = replace(DOCUMENT, units=UNITS[::-1])
    assert more.unit_places == {"hr": 0, "com": 1}
    assert DOCUMENT.unit_places == {"com": 0, "hr": 1}


def test_places_of_long_ago_are_found_anew() -> None:
    """Lists may come to lie where one of long ago lay."""
    for number in range(200):
        units = tuple(Unit(f"u{number}_{place}", same("Us")) for place in range(3))
        assert replace(DOCUMENT, units=units).unit_places == {f"u{number}_{place}": place for place in range(3)}
    assert len(records._RECENT) == records.MOST_RECENT
    assert replace(DOCUMENT, matrices=()).unit_places == {"com": 0, "hr": 1}


def test_a_cell_is_found_by_ids() -> None:
    assert DOCUMENT.cell("as_is", "lost", "com") == Cell(2)
    assert DOCUMENT.cell("to_be", "lost", "hr") == Cell(2, "ask")
    assert DOCUMENT.matrix("to_be") is DOCUMENT.matrices[1]


@pytest.mark.parametrize(
    ("matrix", "activity", "unit"), [("no", "a1", "hr"), ("as_is", "no", "hr"), ("as_is", "a1", "no")]
)
def test_an_unknown_id_is_an_error(matrix: str, activity: str, unit: str) -> None:
    with pytest.raises(KeyError, match="no"):
        DOCUMENT.cell(matrix, activity, unit)


def test_sections_follow_the_groups_and_begin_with_the_ungrouped() -> None:
    found = [(group.id if group else None, places) for group, places in DOCUMENT.sections()]
    assert found == [(None, [2, 4]), ("a", [1, 3]), ("b", [0])]


@given(documents())
def test_sections_show_every_row_once(document: Document) -> None:
    shown = [place for _, places in document.sections() for place in places]
    assert sorted(shown) == list(range(len(document.activities)))
    for group, places in document.sections():
        assert places
        assert places == sorted(places)
        named = {document.activities[place].group for place in places}
        assert named == {group.id} if group else not named & set(document.group_places)


def test_a_row_is_itself_where_nothing_changes() -> None:
    row = Row(b"\1\2", (("hr", "ask"),))
    places = {"com": 0, "hr": 1}
    assert row.with_cells({}, places) is row
    assert row.with_cells({"hr": Cell(2, "ask"), "com": Cell(1)}, places) is row
    assert row.with_cells({"hr": Cell(2)}, places) == Row(b"\1\2")
    assert row.with_cells({"com": Cell(0, "first")}, places) == Row(b"\0\2", (("com", "first"), ("hr", "ask")))


def test_a_row_keeps_the_statuses_that_say_something() -> None:
    places = {"com": 0, "hr": 1}
    row = Row(b"\1\2", (), ((WHOLE_ROW, Status.AGREED), ("hr", Status.QUESTION)))
    assert row.status_of(WHOLE_ROW) is Status.AGREED
    assert row.status_of("hr") is Status.QUESTION
    assert row.status_of("com") is Status.NONE
    assert row.with_cells({WHOLE_ROW: Cell(status=Status.AGREED), "com": Cell(1)}, places) is row
    contested = row.with_cells({"hr": Cell(2), "com": Cell(1, "why?", Status.CONTESTED)}, places)
    assert contested == Row(b"\1\2", (("com", "why?"),), ((WHOLE_ROW, Status.AGREED), ("com", Status.CONTESTED)))
    assert row.with_cells({WHOLE_ROW: Cell(3, "not kept")}, places) == Row(b"\1\2", (), (("hr", Status.QUESTION),))


@given(documents())
def test_the_cell_of_a_whole_row_is_its_status_alone(document: Document) -> None:
    for matrix in document.matrices:
        for activity, row in zip(document.activities, matrix.rows, strict=True):
            assert document.cell(matrix.id, activity.id, WHOLE_ROW) == Cell(0, "", row.status_of(WHOLE_ROW))


@given(documents())
def test_random_documents_are_valid(document: Document) -> None:
    assert_valid(document)
