from collections.abc import Callable
from inspect import isfunction

import pytest
from edit_strategies import EDITS, edited
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import any_text, assert_valid, cells_of, documents, languages, masks, statuses, texts

from raciapp.base.words import Language, Words, same
from raciapp.document import arranging, edits, filling, merging
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
    Threshold,
    Unit,
    Waiver,
    new_document,
)
from raciapp.document.storage import encode

A, R, C, INFORMED = 1, 2, 4, 8

COM, HR, IT = (Unit(name.lower(), same(name)) for name in ("Com", "HR", "IT"))
GROUPS = (Group("g", same("G")), Group("empty", same("Empty")), Group("h", same("H")))
ROWS = (Activity("g1", same("G1"), "g"), Activity("h1", same("H1"), "h"), Activity("g2", same("G2"), "g"))
DOCUMENT = Document(
    organization=Organization(same("Us")),
    units=(COM, HR, IT),
    groups=GROUPS,
    activities=ROWS,
    matrices=(
        Matrix(
            "as_is",
            same("As-is"),
            (Row(bytes((A, R, C))), Row(bytes((INFORMED, 0, 0)), (("it", "ask"),)), Row(bytes(3))),
        ),
        Matrix("to_be", same("To-be"), (Row(bytes(3)), Row(bytes(3)), Row(bytes((R, R, R))))),
    ),
)
PLACES = [(row.id, unit.id) for row in ROWS for unit in DOCUMENT.units]


@pytest.mark.parametrize("edit", EDITS)
@settings(max_examples=max(1, settings().max_examples // 4))  # for each of the edits
@given(data=st.data())
def test_every_edit_keeps_a_document_valid_and_leaves_the_old_one_alone(edit: str, data: st.DataObject) -> None:
    before = data.draw(documents())
    twin = replace(before)
    assert_valid(data.draw(edited(before, edit)))
    assert before == twin


def test_every_public_edit_is_drawn() -> None:
    """`EDITS` has no gap, so that the property above speaks of all of them."""
    public = {
        name
        for module in (edits, filling, arranging, merging)
        for name, found in vars(module).items()
        if isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_")
    }
    assert public ^ set(EDITS) == {"fresh_id", "renamed", "set_letters"}


@given(st.data())
def test_edits_that_say_what_is_so_change_nothing(data: st.DataObject) -> None:
    document = data.draw(documents())
    matrix = data.draw(st.sampled_from(document.matrices)).id
    language = data.draw(languages)
    same_cells = {
        (activity.id, unit): document.cell(matrix, activity.id, unit)
        for activity in document.activities
        for unit in (*document.unit_places, WHOLE_ROW)
    }
    assert edits.set_cells(document, matrix, same_cells) is document
    assert edits.set_letters(document, matrix, same_cells, lambda mask: mask) is document
    assert edits.toggle_letter(document, matrix, [], 1) is document
    assert edits.set_organization(document, replace(document.organization)) == document
    assert edits.arrange_activities(document, range(len(document.activities))) == document
    assert edits.arrange_units(document, range(len(document.units))) == document
    assert edits.remove_activities(document, ["unknown"]) == document
    assert edits.remove_units(document, ["unknown"]) == document
    assert edits.remove_matrix(document, "unknown") == document
    assert edits.withdraw_waiver(document, "unknown") == document
    for waiver in document.waivers:
        assert edits.waive(document, waiver) == document
    assert edits.set_threshold(document, "unknown", None) == document
    for threshold in document.thresholds:
        assert edits.set_threshold(document, threshold.rule, threshold.most) == document
    for unit in document.units:
        assert edits.rename_unit(document, unit.id, unit.name.text(language), language) == document
        assert edits.set_functions(document, unit.id, unit.functions) == document
    for activity in document.activities:
        assert edits.rename_activity(document, activity.id, activity.name.text(language), language) == document
    for group in document.groups:
        assert edits.rename_group(document, group.id, group.name.text(language), language) == document


# -- ids and names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "taken", "identity"),
    [
        ("Legal Services", [], "x_legal_services"),
        ("Équipe «réseaux»", [], "x_equipe_reseaux"),
        ("日本", [], "x_item"),
        ("", [], "x_item"),
        ("HR", ["x_hr", "x_hr_2"], "x_hr_3"),
        ("HR", ["hr"], "x_hr"),
        ("a" * 90, [], "x_" + "a" * 40),
    ],
)
def test_ids_are_made_from_names(name: str, taken: list[str], identity: str) -> None:
    assert edits.fresh_id(name, taken) == identity


@given(st.lists(any_text | texts, max_size=12))
def test_fresh_ids_never_meet(names: list[str]) -> None:
    taken: list[str] = []
    for name in names:
        taken.append(edits.fresh_id(name, taken))
    assert len(set(taken)) == len(taken)
    assert all(identity.startswith("x_") and identity.isascii() and len(identity) <= 80 for identity in taken)


def test_a_new_name_drops_its_old_translation() -> None:
    both = Words("Legal", "Juridique")
    assert edits.renamed(both, "Law", Language.EN) == Words("Law")
    assert edits.renamed(both, "Droit", Language.FR) == Words(fr="Droit")
    assert edits.renamed(both, "Juridique", Language.FR) is both


# -- cells ------------------------------------------------------------------------------------------------


@given(st.data())
def test_setting_cells_sets_them_and_no_other(data: st.DataObject) -> None:
    document = data.draw(documents())
    places = [(activity.id, unit.id) for activity in document.activities for unit in document.units]
    assume(places)
    matrix = data.draw(st.sampled_from(document.matrices)).id
    cell = st.builds(Cell, masks(document.alphabet), texts, statuses)
    cells = data.draw(st.dictionaries(st.sampled_from(places), cell, max_size=4))
    after = edits.set_cells(document, matrix, cells)
    expected = cells_of(document) | {(matrix, *place): cell for place, cell in cells.items()}
    assert cells_of(after) == {place: cell for place, cell in expected.items() if cell != Cell()}
    assert replace(after, matrices=document.matrices) == document


def test_rows_that_are_not_touched_are_shared() -> None:
    after = edits.set_cells(DOCUMENT, "as_is", {("h1", "com"): Cell(A)})
    assert after.matrices[1] is DOCUMENT.matrices[1]
    assert after.matrices[0].rows[0] is DOCUMENT.matrices[0].rows[0]
    assert (after.units, after.activities) == (DOCUMENT.units, DOCUMENT.activities)


@pytest.mark.parametrize("place", [("no", "com"), ("g1", "no")])
def test_cells_of_unknown_places_are_refused(place: tuple[str, str]) -> None:
    with pytest.raises(KeyError, match="no"):
        edits.set_cells(DOCUMENT, "as_is", {place: Cell(A)})
    with pytest.raises(KeyError, match="no"):
        edits.set_cells(DOCUMENT, "no", {("g1", "com"): Cell(A)})


def test_setting_letters_keeps_remarks() -> None:
    after = edits.set_letters(DOCUMENT, "as_is", [("h1", "it"), ("h1", "com")], lambda mask: mask | A)
    assert after.cell("as_is", "h1", "it") == Cell(A, "ask")
    assert after.cell("as_is", "h1", "com") == Cell(A | INFORMED)


def test_a_letter_is_set_everywhere_before_it_is_taken_off_everywhere() -> None:
    places = [("g1", "com"), ("g1", "hr")]
    once = edits.toggle_letter(DOCUMENT, "as_is", places, R)
    assert [once.cell("as_is", *place).letters for place in places] == [A | R, R]
    twice = edits.toggle_letter(once, "as_is", places, R)
    assert [twice.cell("as_is", *place).letters for place in places] == [A, 0]


def test_clearing_takes_letters_remarks_and_statuses() -> None:
    decided = edits.set_status(DOCUMENT, "as_is", [*PLACES, ("g1", WHOLE_ROW)], Status.AGREED)
    after = edits.clear_cells(decided, "as_is", [*PLACES, ("g1", WHOLE_ROW)])
    assert not [place for place in cells_of(after) if place[0] == "as_is"]
    assert after.matrices[1] is DOCUMENT.matrices[1]


def test_a_remark_is_set_and_taken_off() -> None:
    noted = edits.set_remark(DOCUMENT, "as_is", "g1", "hr", "sensitive topics only")
    assert noted.cell("as_is", "g1", "hr") == Cell(R, "sensitive topics only")
    assert edits.set_remark(noted, "as_is", "g1", "hr", "") == DOCUMENT


@given(st.data())
def test_a_status_is_set_on_cells_and_rows_and_on_no_other(data: st.DataObject) -> None:
    document = data.draw(documents())
    matrix = data.draw(st.sampled_from(document.matrices)).id
    all_places = [(row, unit) for row in document.activity_places for unit in (*document.unit_places, WHOLE_ROW)]
    places = data.draw(st.lists(st.sampled_from(all_places), max_size=4)) if all_places else []
    status = data.draw(statuses)
    after = edits.set_status(document, matrix, places, status)
    for place in all_places:
        before, now = document.cell(matrix, *place), after.cell(matrix, *place)
        assert now == (replace(before, status=status) if place in places else before)
    assert edits.set_status(after, matrix, places, status) is after
    assert replace(after, matrices=document.matrices) == document


def test_a_letter_leaves_the_status_alone() -> None:
    asked = edits.set_status(DOCUMENT, "as_is", [("g1", "hr")], Status.QUESTION)
    assert edits.toggle_letter(asked, "as_is", [("g1", "hr")], A).cell("as_is", "g1", "hr") == Cell(
        A | R, "", Status.QUESTION
    )
    assert edits.set_remark(asked, "as_is", "g1", "hr", "who?").cell("as_is", "g1", "hr") == Cell(
        R, "who?", Status.QUESTION
    )


def test_a_row_has_a_status_and_nothing_else_of_a_cell() -> None:
    after = edits.set_cells(DOCUMENT, "as_is", {("g1", WHOLE_ROW): Cell(A, "not kept", Status.CONTESTED)})
    assert after.cell("as_is", "g1", WHOLE_ROW) == Cell(status=Status.CONTESTED)
    assert after.matrices[0].rows[0] == Row(bytes((A, R, C)), (), ((WHOLE_ROW, Status.CONTESTED),))
    assert edits.arrange_units(after, [2]).cell("as_is", "g1", WHOLE_ROW).status is Status.CONTESTED


# -- rows -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", [None, 0, 1, 3])
def test_a_new_row_is_empty_and_moves_no_letter(at: int | None) -> None:
    after = edits.add_activity(DOCUMENT, Activity("new", same("New"), "g"), at)
    assert after.activity_places["new"] == (3 if at is None else at)
    assert cells_of(after) == cells_of(DOCUMENT)
    assert_valid(after)
    assert edits.remove_activities(after, ["new"]) == DOCUMENT


def test_removed_rows_take_their_cells_along() -> None:
    after = edits.remove_activities(DOCUMENT, ["g1", "g2"])
    assert after.activities == (ROWS[1],)
    assert cells_of(after) == {place: cell for place, cell in cells_of(DOCUMENT).items() if place[1] == "h1"}
    assert after.groups == GROUPS


# -- columns ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", [None, 0, 1, 3])
def test_a_new_column_is_empty_and_moves_no_letter(at: int | None) -> None:
    after = edits.add_unit(DOCUMENT, Unit("new", same("New")), at)
    assert after.unit_places["new"] == (3 if at is None else at)
    assert cells_of(after) == cells_of(DOCUMENT)
    assert_valid(after)
    assert edits.remove_units(after, ["new"]) == DOCUMENT


def test_removed_columns_take_letters_and_remarks_along() -> None:
    after = edits.remove_units(DOCUMENT, ["it"])
    assert cells_of(after) == {place: cell for place, cell in cells_of(DOCUMENT).items() if place[2] != "it"}
    assert edits.add_unit(after, IT).cell("as_is", "h1", "it") == Cell()


@given(documents(), texts)
def test_remarks_on_rows_and_columns_are_set_and_taken_off(document: Document, remark: str) -> None:
    for activity in document.activities:
        noted = edits.set_activity_remark(document, activity.id, remark)
        assert noted.activities[document.activity_places[activity.id]] == replace(activity, remark=remark)
        assert (noted is document) == (remark == activity.remark)
        assert edits.set_activity_remark(noted, activity.id, activity.remark) == document
    for unit in document.units:
        noted = edits.set_unit_remark(document, unit.id, remark)
        assert noted.units[document.unit_places[unit.id]] == replace(unit, remark=remark)
        assert (noted is document) == (remark == unit.remark)
        assert edits.set_unit_remark(noted, unit.id, unit.remark) == document


def test_a_division_is_a_heading_over_columns() -> None:
    field = Words("Field", "Terrain")
    after = edits.set_division(DOCUMENT, ["it", "com", "it"], field)
    assert [unit.division for unit in after.units] == [field, Words(), field]
    assert after.matrices is DOCUMENT.matrices
    assert edits.set_division(after, ["com", "it"], Words("Field", "Terrain")) is after
    assert edits.set_division(after, ["com", "it"], Words("")) == DOCUMENT
    assert edits.set_division(DOCUMENT, DOCUMENT.unit_places, Words("")) is DOCUMENT


def test_a_division_that_was_taken_off_leaves_nothing_in_the_file() -> None:
    after = edits.set_division(edits.set_division(DOCUMENT, ["it"], same("Field")), ["it"], Words(""))
    assert b"division" not in encode(after)


@pytest.mark.parametrize(
    "edit",
    [
        lambda: edits.set_activity_remark(DOCUMENT, "no", ""),
        lambda: edits.set_unit_remark(DOCUMENT, "no", ""),
        lambda: edits.set_division(DOCUMENT, ["com", "no"], Words()),
        lambda: edits.set_status(DOCUMENT, "as_is", [("g1", "no")], Status.NONE),
        lambda: edits.set_status(DOCUMENT, "as_is", [("no", WHOLE_ROW)], Status.NONE),
    ],
)
def test_unknown_rows_and_columns_are_refused(edit: Callable[[], Document]) -> None:
    with pytest.raises(KeyError, match="no"):
        edit()


# -- the document as a whole ------------------------------------------------------------------------------


def test_a_copy_of_a_matrix_goes_its_own_way() -> None:
    after = edits.copy_matrix(DOCUMENT, "as_is", "crisis", Words("Crisis", "Crise"))
    assert [matrix.id for matrix in after.matrices] == ["as_is", "to_be", "crisis"]
    assert after.matrices[2] == Matrix("crisis", Words("Crisis", "Crise"), DOCUMENT.matrices[0].rows)
    changed = edits.set_cells(after, "crisis", {("g2", "it"): Cell(A)})
    assert changed.matrices[0] is DOCUMENT.matrices[0]
    assert edits.remove_matrix(changed, "crisis") == DOCUMENT


def test_the_last_matrix_stays() -> None:
    document = new_document(same("Us"))
    assert edits.remove_matrix(document, "as_is") is document


def test_a_waiver_takes_the_place_of_an_earlier_one() -> None:
    first, second, third = (Waiver(rule, reason) for rule, reason in (("ENG-1", "a"), ("CON-2", "b"), ("ENG-1", "c")))
    document = edits.waive(edits.waive(DOCUMENT, first), second)
    assert document.waivers == (first, second)
    assert edits.waive(document, third).waivers == (third, second)
    assert edits.withdraw_waiver(document, "ENG-1").waivers == (second,)


def test_a_threshold_takes_the_place_of_an_earlier_one_and_is_taken_back() -> None:
    document = edits.set_threshold(edits.set_threshold(DOCUMENT, "RACI-3", 8), "APP-1", 0)
    assert document.thresholds == (Threshold("APP-1", 0), Threshold("RACI-3", 8))
    assert edits.set_threshold(document, "APP-1", 9).thresholds == (Threshold("APP-1", 9), Threshold("RACI-3", 8))
    once = edits.set_threshold(document, "APP-1", None)
    assert once.thresholds == (Threshold("RACI-3", 8),)
    assert edits.set_threshold(once, "RACI-3", None) == DOCUMENT
    assert replace(document, thresholds=()) == DOCUMENT


@given(documents(), st.permutations(("A-1", "B-1", "C-1")))
def test_thresholds_come_in_one_order_whichever_was_set_first(document: Document, rules: list[str]) -> None:
    """So that setting the same ones again, after undoing, makes no difference in the file."""
    after = replace(document, thresholds=())
    for rule in rules:
        after = edits.set_threshold(after, rule, len(rule))
    assert [threshold.rule for threshold in after.thresholds] == ["A-1", "B-1", "C-1"]


@pytest.mark.parametrize("at", [None, 0, 1, 3])
def test_groups_are_added_at_the_end_or_in_between(at: int | None) -> None:
    after = edits.add_group(DOCUMENT, Group("new", same("New")), at)
    assert after.group_places["new"] == (3 if at is None else at)
    assert [group for group in after.groups if group.id != "new"] == list(GROUPS)


def test_groups_are_renamed() -> None:
    after = edits.rename_group(DOCUMENT, "empty", "Vide", Language.FR)
    assert after.groups == (GROUPS[0], Group("empty", Words(fr="Vide")), GROUPS[2])


def test_the_organization_is_replaced() -> None:
    after = edits.set_organization(DOCUMENT, Organization(same("Them"), packs=("gc",)))
    assert after.organization.packs == ("gc",)
    assert after.matrices is DOCUMENT.matrices
