import itertools

import pytest
from edit_strategies import edit_chains
from hypothesis import given
from msgspec.structs import replace
from strategies import assert_valid, documents

from raciapp.base.words import same
from raciapp.document import arranging, edits
from raciapp.document.changes import CellChange, Changes, Listed, Replaced, apply, diff
from raciapp.document.records import (
    WHOLE_ROW,
    Activity,
    Cell,
    Document,
    Matrix,
    Organization,
    Row,
    Status,
    Threshold,
    Unit,
)

COM, HR = Unit("com", same("Communications")), Unit("hr", same("Human resources"))
PLAN, POST = Activity("plan", same("Plan")), Activity("post", same("Post"))
SMALL = Document(
    organization=Organization(same("Us")),
    units=(COM, HR),
    activities=(PLAN, POST),
    matrices=(Matrix("as_is", same("As-is"), (Row(b"\1\0"), Row(b"\0\2", (("hr", "ask"),)))),),
)


@given(documents(), documents())
def test_a_difference_leads_from_one_document_to_the_other(a: Document, b: Document) -> None:
    changes = diff(a, b)
    assert apply(a, changes) == b
    assert bool(changes) == (a != b)


@given(documents(), documents())
def test_a_difference_turned_round_leads_back(a: Document, b: Document) -> None:
    changes = diff(a, b)
    assert apply(b, changes.reversed()) == a
    assert changes.reversed().reversed() == changes


@given(edit_chains())
def test_differences_of_a_chain_of_edits(chain: list[Document]) -> None:
    for before, after in itertools.pairwise(chain):
        changes = diff(before, after)
        assert apply(before, changes) == after
        assert apply(after, changes.reversed()) == before
        assert bool(changes) == (before != after)
    first, last = chain[0], chain[-1]
    assert apply(first, diff(first, last)) == last
    assert apply(last, diff(first, last).reversed()) == first


@given(edit_chains())
def test_shared_rows_do_not_hide_a_difference(chain: list[Document]) -> None:
    """An edit shares what it does not touch; the difference is the same as between documents that share nothing."""
    for before, after in itertools.pairwise(chain):
        assert diff(before, after) == diff(_unshared(before), _unshared(after))


def _unshared(document: Document) -> Document:
    return replace(
        document,
        units=(*document.units,),
        activities=(*document.activities,),
        matrices=tuple(
            replace(
                matrix, rows=tuple(Row(bytes(bytearray(row.letters)), row.remarks, row.statuses) for row in matrix.rows)
            )
            for matrix in document.matrices
        ),
    )


@given(documents())
def test_no_difference_is_empty(document: Document) -> None:
    for twin in (document, _unshared(document)):
        changes = diff(document, twin)
        assert changes == Changes()
        assert not changes
        assert changes.shape_kept
        assert apply(document, changes) == document


@given(documents(), documents())
def test_what_is_applied_is_valid(a: Document, b: Document) -> None:
    assert_valid(apply(a, diff(a, b)))


def test_one_cell_is_one_change() -> None:
    after = edits.set_cells(SMALL, "as_is", {("post", "hr"): Cell(1, "ask first")})
    changes = diff(SMALL, after)
    assert changes == Changes(cells=(CellChange("as_is", "post", "hr", Cell(2, "ask"), Cell(1, "ask first")),))
    assert changes.shape_kept


def test_a_status_is_one_change_of_a_cell_or_of_the_row_itself() -> None:
    places = [("post", "hr"), ("post", WHOLE_ROW), ("plan", "hr")]
    after = edits.set_status(SMALL, "as_is", places, Status.CONTESTED)
    changes = diff(SMALL, after)
    assert set(changes.cells) == {
        CellChange("as_is", "post", "hr", Cell(2, "ask"), Cell(2, "ask", Status.CONTESTED)),
        CellChange("as_is", "post", WHOLE_ROW, Cell(), Cell(status=Status.CONTESTED)),
        CellChange("as_is", "plan", "hr", Cell(), Cell(status=Status.CONTESTED)),
    }
    assert changes.shape_kept
    assert (apply(SMALL, changes), apply(after, changes.reversed())) == (after, SMALL)


def test_a_row_keeps_its_status_when_a_unit_goes() -> None:
    before = edits.set_status(SMALL, "as_is", [("post", "hr"), ("post", WHOLE_ROW)], Status.AGREED)
    after = edits.remove_units(before, ["hr"])
    assert apply(before, diff(before, after)).cell("as_is", "post", WHOLE_ROW) == Cell(status=Status.AGREED)
    assert {change.unit for change in diff(before, after).cells} == {"hr"}


def test_a_name_is_one_change_and_no_cell() -> None:
    after = edits.set_functions(SMALL, "hr", ("hr",))
    changes = diff(SMALL, after)
    assert changes == Changes(units=Listed((Replaced("hr", HR, after.units[1]),)))
    assert not changes.shape_kept


def test_order_alone_is_a_change_of_order() -> None:
    after = arranging.shift_units(SMALL, ["com"], 1)
    assert diff(SMALL, after) == Changes(units=Listed(order=(("com", "hr"), ("hr", "com"))))


def test_a_row_that_goes_takes_its_cells_along() -> None:
    after = edits.remove_activities(SMALL, ["post"])
    changes = diff(SMALL, after)
    assert changes.activities == Listed((Replaced("post", POST, None),), (("plan", "post"), ("plan",)))
    assert changes.cells == (CellChange("as_is", "post", "hr", Cell(2, "ask"), Cell()),)


def test_a_new_unit_comes_with_its_cells() -> None:
    extra = Unit("it", same("IT"))
    after = edits.set_cells(edits.add_unit(SMALL, extra, 0), "as_is", {("plan", "it"): Cell(4)})
    changes = diff(SMALL, after)
    assert changes.units == Listed((Replaced("it", None, extra),), (("com", "hr"), ("it", "com", "hr")))
    assert changes.cells == (CellChange("as_is", "plan", "it", Cell(), Cell(4)),)


def test_a_new_matrix_comes_with_its_cells() -> None:
    after = edits.copy_matrix(SMALL, "as_is", "to_be", same("To-be"))
    changes = diff(SMALL, after)
    assert changes.matrices.replaced == (Replaced("to_be", None, Matrix("to_be", same("To-be"))),)
    assert {(change.matrix, change.activity, change.unit) for change in changes.cells} == {
        ("to_be", "plan", "com"),
        ("to_be", "post", "hr"),
    }
    assert not changes.shape_kept


def test_answers_about_the_organization_keep_the_shape() -> None:
    after = edits.set_organization(SMALL, Organization(same("Them"), regulated=True))
    changes = diff(SMALL, after)
    assert changes
    assert changes.shape_kept
    assert changes.header is not None
    assert (changes.header[0].organization, changes.header[1].organization) == (SMALL.organization, after.organization)


def test_a_threshold_is_a_change_of_the_header_and_leads_back() -> None:
    after = edits.set_threshold(SMALL, "APP-1", 3)
    changes = diff(SMALL, after)
    assert changes.header is not None
    assert (changes.header[0].thresholds, changes.header[1].thresholds) == ((), (Threshold("APP-1", 3),))
    assert changes.shape_kept
    assert changes.cells == ()
    assert (apply(SMALL, changes), apply(after, changes.reversed())) == (after, SMALL)


def test_two_differences_of_one_document_go_together() -> None:
    """What two people did apart, merged by id: no lock, no position."""
    letter = diff(SMALL, edits.set_cells(SMALL, "as_is", {("plan", "hr"): Cell(8)}))
    moved = arranging.shift_units(SMALL, ["com"], 1)
    assert apply(moved, letter).cell("as_is", "plan", "hr") == Cell(8)
    assert apply(moved, letter).cell("as_is", "plan", "com") == Cell(1)


def test_changes_of_a_record_that_is_not_there_are_refused() -> None:
    order = diff(SMALL, arranging.shift_units(SMALL, ["com"], 1))
    with pytest.raises(KeyError):
        apply(edits.remove_units(SMALL, ["com"]), order)
