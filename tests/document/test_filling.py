from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from msgspec.structs import replace
from strategies import cells_of, documents, masks

from raciapp.base.words import same
from raciapp.document import edits
from raciapp.document.filling import fill_down, fill_empty, fill_right, repeat, set_alone
from raciapp.document.records import Activity, Cell, Document, Matrix, Organization, Row, Status, Unit

A, R, C, INFORMED = 1, 2, 4, 8

DOCUMENT = Document(
    organization=Organization(same("Us")),
    units=tuple(Unit(name, same(name)) for name in ("com", "hr", "it", "law")),
    activities=tuple(Activity(name, same(name)) for name in ("one", "two", "three", "four")),
    matrices=(
        Matrix(
            "as_is",
            same("As-is"),
            (
                Row(bytes((A, R, 0, C))),
                Row(bytes((C, 0, 0, 0)), (("com", "ask"),), (("com", Status.AGREED),)),
                Row(bytes((A, 0, 0, 0))),
                Row(bytes(4)),
            ),
        ),
        Matrix("to_be", same("To-be"), (Row(bytes(4)),) * 4),
    ),
)
UNITS, ACTIVITIES = list(DOCUMENT.unit_places), list(DOCUMENT.activity_places)


def letters_of(document: Document) -> list[list[int]]:
    return [list(row.letters) for row in document.matrices[0].rows]


def said_of(document: Document) -> dict[tuple[str, str, str], tuple[str, Status]]:
    """Return the remarks and statuses of all cells."""
    return {
        place: (cell.remark, cell.status) for place, cell in cells_of(document).items() if cell.remark or cell.status
    }


def drawn(data: DataObject) -> tuple[Document, str, list[str], list[str]]:
    """Draw a document, a matrix of it and some of its rows and columns."""
    document = data.draw(documents())
    rows, columns = list(document.activity_places), list(document.unit_places)
    return (
        document,
        data.draw(st.sampled_from(document.matrices)).id,
        data.draw(st.lists(st.sampled_from(rows), unique=True)) if rows else [],
        data.draw(st.lists(st.sampled_from(columns), unique=True)) if columns else [],
    )


# -- down and right ---------------------------------------------------------------------------------------


def test_filling_down_copies_the_first_row_and_leaves_what_was_said() -> None:
    after = fill_down(DOCUMENT, "as_is", ["one", "two", "three"], ["com", "hr", "it"])
    assert letters_of(after) == [[A, R, 0, C], [A, R, 0, 0], [A, R, 0, 0], [0] * 4]
    assert after.cell("as_is", "two", "com") == Cell(A, "ask", Status.AGREED)
    assert after.matrices[1] is DOCUMENT.matrices[1]


def test_filling_right_copies_the_first_column() -> None:
    after = fill_right(DOCUMENT, "as_is", ["two", "three"], ["com", "law"])
    assert letters_of(after) == [[A, R, 0, C], [C, 0, 0, C], [A, 0, 0, A], [0] * 4]


@given(st.data())
def test_what_is_filled_equals_what_it_came_from(data: DataObject) -> None:
    document, matrix, rows, columns = drawn(data)
    down, right = fill_down(document, matrix, rows, columns), fill_right(document, matrix, rows, columns)
    for row in rows:
        for column in columns:
            assert down.cell(matrix, row, column).letters == document.cell(matrix, rows[0], column).letters
            assert right.cell(matrix, row, column).letters == document.cell(matrix, row, columns[0]).letters
    for filled in (down, right):
        assert said_of(filled) == said_of(document)
        touched = {(matrix, row, column) for row in rows for column in columns}
        changed = {place for place in {*cells_of(document), *cells_of(filled)}
                   if cells_of(document).get(place) != cells_of(filled).get(place)}  # fmt: skip
        assert changed <= touched
    assert fill_down(down, matrix, rows, columns) is down
    assert fill_right(right, matrix, rows, columns) is right
    assert fill_down(right, matrix, rows, columns) == fill_right(down, matrix, rows, columns)


@given(documents())
def test_filling_from_one_row_or_nothing_changes_nothing(document: Document) -> None:
    matrix, rows, columns = document.matrices[0].id, list(document.activity_places), list(document.unit_places)
    assert fill_down(document, matrix, rows[:1], columns) is document
    assert fill_right(document, matrix, rows, columns[:1]) is document
    assert fill_down(document, matrix, [], columns) is document
    assert fill_right(document, matrix, rows, []) is document


# -- a block over and over --------------------------------------------------------------------------------


def block(rows: list[str], columns: list[str]) -> list[list[tuple[str, str]]]:
    return [[(row, column) for column in columns] for row in rows]


def test_a_block_repeats_down_and_across() -> None:
    source = block(["one", "two"], ["com", "hr"])
    down = repeat(DOCUMENT, "as_is", source, block(["three", "four"], ["com", "hr"]))
    assert letters_of(down) == [[A, R, 0, C], [C, 0, 0, 0], [A, R, 0, 0], [C, 0, 0, 0]]
    across = repeat(DOCUMENT, "as_is", source, block(["one", "two"], ["it", "law"]))
    assert letters_of(across)[:2] == [[A, R, A, R], [C, 0, C, 0]]
    assert across.cell("as_is", "two", "com") == Cell(C, "ask", Status.AGREED)


def test_a_pattern_begins_anew_in_the_middle_and_may_be_turned_round() -> None:
    column = block(["one", "two"], ["com"])
    onto = block(["two", "three", "four"], ["law"])
    assert [row[3] for row in letters_of(repeat(DOCUMENT, "as_is", column, onto))] == [C, A, C, A]
    assert [row[3] for row in letters_of(repeat(DOCUMENT, "as_is", column[::-1], onto[::-1]))] == [C, C, A, C]


def test_targets_may_lie_over_the_source() -> None:
    after = repeat(DOCUMENT, "as_is", block(["one"], ["com", "hr"]), block(["one"], ["hr", "it", "law"]))
    assert letters_of(after)[0] == [A, A, R, A]


def test_an_empty_block_has_nothing_to_repeat() -> None:
    assert repeat(DOCUMENT, "as_is", [], block(ACTIVITIES, UNITS)) is DOCUMENT
    assert repeat(DOCUMENT, "as_is", [[]], block(ACTIVITIES, UNITS)) is DOCUMENT
    assert repeat(DOCUMENT, "as_is", block(ACTIVITIES, UNITS), []) is DOCUMENT


@given(st.data())
def test_repeating_one_row_is_filling_down_and_a_block_on_itself_is_nothing(data: DataObject) -> None:
    document, matrix, rows, columns = drawn(data)
    assert repeat(document, matrix, block(rows[:1], columns), block(rows, columns)) == fill_down(
        document, matrix, rows, columns
    )
    assert repeat(document, matrix, block(rows, columns[:1]), block(rows, columns)) == fill_right(
        document, matrix, rows, columns
    )
    assert repeat(document, matrix, block(rows, columns), block(rows, columns)) is document


# -- one letter on many -----------------------------------------------------------------------------------


@given(st.data())
def test_only_empty_cells_are_filled(data: DataObject) -> None:
    document, matrix, rows, columns = drawn(data)
    mask = data.draw(masks(document.alphabet))
    places = [(row, column) for row in rows for column in columns]
    after = fill_empty(document, matrix, places, mask)
    for place in places:
        before = document.cell(matrix, *place)
        assert after.cell(matrix, *place) == replace(before, letters=before.letters or mask)
    assert said_of(after) == said_of(document)
    assert fill_empty(after, matrix, places, mask) is after
    assert fill_empty(document, matrix, places, 0) is document


@given(st.data())
def test_a_letter_stands_alone_and_is_then_taken_off(data: DataObject) -> None:
    document, matrix, rows, columns = drawn(data)
    bit = data.draw(st.sampled_from(list(document.alphabet.bits.values())))
    places = [(row, column) for row in rows for column in columns]
    was_alone = all(document.cell(matrix, *place).letters == bit for place in places)
    once = set_alone(document, matrix, places, bit)
    assert {once.cell(matrix, *place).letters for place in places} <= {0 if was_alone else bit}
    twice = set_alone(once, matrix, places, bit)
    assert {twice.cell(matrix, *place).letters for place in places} <= {bit if was_alone else 0}
    assert said_of(twice) == said_of(once) == said_of(document)


def test_a_letter_beside_others_is_not_alone() -> None:
    both = edits.set_letters(DOCUMENT, "as_is", [("one", "com")], lambda mask: mask | R)
    after = set_alone(both, "as_is", [("one", "com"), ("three", "com")], A)
    assert [row[0] for row in letters_of(after)] == [A, C, A, 0]
    assert set_alone(DOCUMENT, "as_is", [], A) is DOCUMENT


@pytest.mark.parametrize(
    "fill",
    [
        lambda row, column: fill_down(DOCUMENT, "as_is", [row, "two"], [column]),
        lambda row, column: fill_down(DOCUMENT, "as_is", ["two", row], [column]),
        lambda row, column: fill_right(DOCUMENT, "as_is", [row], [column, "hr"]),
        lambda row, column: fill_right(DOCUMENT, "as_is", [row], ["hr", column]),
        lambda row, column: repeat(DOCUMENT, "as_is", [[(row, column)]], []),
        lambda row, column: repeat(DOCUMENT, "as_is", [[("one", "com")]], [[(row, column)]]),
        lambda row, column: fill_empty(DOCUMENT, "as_is", [(row, column)], A),
        lambda row, column: set_alone(DOCUMENT, "as_is", [(row, column)], A),
    ],
)
@pytest.mark.parametrize("place", [("one", "no"), ("no", "com")])
def test_unknown_places_are_refused(fill: Callable[[str, str], Document], place: tuple[str, str]) -> None:
    with pytest.raises(KeyError, match="no"):
        fill(*place)
