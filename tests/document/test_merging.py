from itertools import chain

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from msgspec.structs import replace
from strategies import assert_valid, cells_of, documents, words

from raciapp.base.words import Words, same
from raciapp.document.merging import JOINT, Conflict, merge_activities, merge_units, split_unit
from raciapp.document.records import WHOLE_ROW, Activity, Cell, Document, Matrix, Organization, Row, Status, Unit

A, R, C, INFORMED = 1, 2, 4, 8
FIELD = Words("Field", "Terrain")

DOCUMENT = Document(
    organization=Organization(same("Us")),
    units=(
        Unit("com", same("Com"), ("strategy", "hr"), "moved in May"),
        Unit("hr", same("HR"), ("hr", "legal"), division=FIELD),
        Unit("it", same("IT"), (), "moved in May"),
    ),
    activities=(
        Activity("plan", same("Plan"), remark="once a year"),
        Activity("post", same("Post")),
        Activity("read", same("Read"), remark="every day"),
    ),
    matrices=(
        Matrix(
            "as_is",
            same("As-is"),
            (
                Row(bytes((A, R, 0)), (("com", "ask"), ("hr", "then tell")), (("", Status.AGREED),)),
                Row(bytes((R, R, A)), (("hr", "ask"),), (("com", Status.AGREED), ("hr", Status.CONTESTED))),
                Row(bytes((0, 0, C)), (("com", "ask"), ("it", "ask")), (("", Status.QUESTION),)),
            ),
        ),
        Matrix("to_be", same("To-be"), (Row(bytes(3)), Row(bytes((C, 0, INFORMED))), Row(bytes((C, 0, INFORMED))))),
    ),
)


# -- columns ----------------------------------------------------------------------------------------------


def test_columns_become_one() -> None:
    after, conflicts = merge_units(DOCUMENT, ["com", "hr"])
    assert after.units == (
        Unit("com", same("Com"), ("strategy", "hr", "legal"), "moved in May", FIELD),
        DOCUMENT.units[2],
    )
    assert after.cell("as_is", "plan", "com") == Cell(A | R, f"ask{JOINT}then tell")
    assert after.cell("as_is", "post", "com") == Cell(R, "ask", Status.CONTESTED)
    assert after.cell("as_is", "plan", WHOLE_ROW).status is Status.AGREED
    assert after.cell("to_be", "post", "com") == Cell(C)
    assert conflicts == (Conflict("as_is", "plan", "com", (A, R)),)


def test_columns_become_the_first_one_given() -> None:
    after, conflicts = merge_units(DOCUMENT, ["it", "com"])
    assert list(after.unit_places) == ["hr", "it"]
    assert after.units[1] == Unit("it", same("IT"), ("strategy", "hr"), "moved in May")
    assert conflicts == (
        Conflict("as_is", "post", "it", (A, R)),
        Conflict("to_be", "post", "it", (INFORMED, C)),
        Conflict("to_be", "read", "it", (INFORMED, C)),
    )


# -- rows -------------------------------------------------------------------------------------------------


def test_rows_become_one() -> None:
    after, conflicts = merge_activities(DOCUMENT, ["plan", "read"])
    assert after.activities == (
        Activity("plan", same("Plan"), remark=f"once a year{JOINT}every day"),
        DOCUMENT.activities[1],
    )
    assert after.matrices[0].rows[0] == Row(
        bytes((A, R, C)), (("com", "ask"), ("hr", "then tell"), ("it", "ask")), (("", Status.QUESTION),)
    )
    assert after.matrices[1].rows[0] == DOCUMENT.matrices[1].rows[2]
    assert conflicts == ()


def test_a_row_with_too_many_holders_is_told_as_well_as_letters_that_differ() -> None:
    after, conflicts = merge_activities(DOCUMENT, ["plan", "post", "plan"])
    assert after.matrices[0].rows[0].letters == bytes((A | R, R, A))
    assert conflicts == (
        Conflict("as_is", "plan", "com", (A, R)),
        Conflict("as_is", "plan", "it", (A,)),
    )
    alike, none = merge_activities(DOCUMENT, ["read", "post"])
    assert [conflict for conflict in none if conflict.matrix == "to_be"] == []
    assert alike.cell("to_be", "read", "it") == Cell(INFORMED)


# -- both -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", [[], ["com"], ["com", "com"]])
def test_one_column_is_merged_with_nothing(chosen: list[str]) -> None:
    assert merge_units(DOCUMENT, chosen) == (DOCUMENT, ())
    assert merge_units(DOCUMENT, chosen)[0] is DOCUMENT


@pytest.mark.parametrize("chosen", [[], ["plan"], ["plan", "plan"]])
def test_one_row_is_merged_with_nothing(chosen: list[str]) -> None:
    assert merge_activities(DOCUMENT, chosen) == (DOCUMENT, ())
    assert merge_activities(DOCUMENT, chosen)[0] is DOCUMENT


def united(cells: list[Cell]) -> int:
    letters = 0
    for cell in cells:
        letters |= cell.letters
    return letters


def strongest(cells: list[Cell]) -> Status:
    found = {cell.status for cell in cells}
    return next((one for one in (Status.CONTESTED, Status.QUESTION, Status.AGREED) if one in found), Status.NONE)


@given(st.data())
def test_merged_columns_hold_what_any_of_them_held(data: DataObject) -> None:
    document = data.draw(documents())
    chosen = data.draw(st.permutations(list(document.unit_places)))[: data.draw(st.integers(2, 4))]
    after, conflicts = merge_units(document, chosen)
    if len(chosen) < 2:
        assert (after, conflicts) == (document, ())
        return
    assert_valid(after)
    assert list(after.unit_places) == [unit for unit in document.unit_places if unit not in chosen[1:]]
    told = {(conflict.matrix, conflict.activity) for conflict in conflicts}
    for matrix in document.matrices:
        for activity in document.activity_places:
            met = [document.cell(matrix.id, activity, unit) for unit in chosen]
            now = after.cell(matrix.id, activity, chosen[0])
            assert now.letters == united(met)
            assert now.status is strongest(met)
            assert all(cell.remark in now.remark for cell in met)
            assert ((matrix.id, activity) in told) == (len({cell.letters for cell in met if cell.letters}) > 1)
    untouched = {place: cell for place, cell in cells_of(document).items() if place[2] not in chosen}
    assert {place: cell for place, cell in cells_of(after).items() if place[2] not in chosen} == untouched
    functions = set(chain.from_iterable(unit.functions for unit in document.units if unit.id in chosen))
    assert set(after.units[after.unit_places[chosen[0]]].functions) == functions


@given(st.data())
def test_merged_rows_hold_what_any_of_them_held(data: DataObject) -> None:
    document = data.draw(documents())
    chosen = data.draw(st.permutations(list(document.activity_places)))[: data.draw(st.integers(2, 4))]
    after, conflicts = merge_activities(document, chosen)
    if len(chosen) < 2:
        assert (after, conflicts) == (document, ())
        return
    assert_valid(after)
    told = {(conflict.matrix, conflict.unit): conflict for conflict in conflicts}
    assert len(told) == len(conflicts)
    for matrix in document.matrices:
        for unit in (*document.unit_places, WHOLE_ROW):
            met = [document.cell(matrix.id, activity, unit) for activity in chosen]
            now = after.cell(matrix.id, chosen[0], unit)
            assert (now.letters, now.status) == (united(met), strongest(met))
            differ = len({cell.letters for cell in met if cell.letters}) > 1
            assert differ <= ((matrix.id, unit) in told)
        masks = after.matrix(matrix.id).rows[after.activity_places[chosen[0]]].letters
        for letter, bit in zip(document.alphabet.letters, document.alphabet.bits.values(), strict=True):
            holders = {unit for unit, mask in zip(document.unit_places, masks, strict=True) if mask & bit}
            if letter.at_most is not None and len(holders) > letter.at_most:
                assert {(matrix.id, unit) for unit in holders} <= set(told)
    untouched = {place: cell for place, cell in cells_of(document).items() if place[1] not in chosen}
    assert {place: cell for place, cell in cells_of(after).items() if place[1] not in chosen} == untouched


@given(st.data())
def test_merging_step_by_step_is_merging_at_once(data: DataObject) -> None:
    document = data.draw(documents())
    for merge, ids in ((merge_units, document.unit_places), (merge_activities, document.activity_places)):
        chosen = data.draw(st.permutations(list(ids)))[:3]
        steps = document
        for other in chosen[1:]:
            steps = merge(steps, [chosen[0], other])[0]
        assert steps == merge(document, chosen)[0]


# -- splitting --------------------------------------------------------------------------------------------


def test_a_unit_is_split_and_stays_accountable_alone() -> None:
    after, new = split_unit(DOCUMENT, "com", Words("Web team", "Équipe web"))
    assert new == "x_web_team"
    assert list(after.unit_places) == ["com", "x_web_team", "hr", "it"]
    assert after.units[1] == Unit(new, Words("Web team", "Équipe web"), ("strategy", "hr"))
    assert after.cell("as_is", "plan", new) == Cell()
    assert after.cell("as_is", "post", new) == Cell(R)
    assert after.cell("to_be", "read", new) == Cell(C)
    assert cells_of(DOCUMENT).items() <= cells_of(after).items()


@given(st.data())
def test_what_was_split_and_merged_is_what_it_was(data: DataObject) -> None:
    document = data.draw(documents())
    assume(document.units)
    unit = data.draw(st.sampled_from(document.units))
    after, new = split_unit(document, unit.id, data.draw(words))
    assert_valid(after)
    assert after.unit_places[new] == after.unit_places[unit.id] + 1
    assert after.units[after.unit_places[new]].division == unit.division
    only_one = sum(
        bit
        for letter, bit in zip(document.alphabet.letters, document.alphabet.bits.values(), strict=True)
        if letter.at_most == 1
    )
    for matrix in document.matrices:
        for activity in document.activity_places:
            old = document.cell(matrix.id, activity, unit.id)
            assert after.cell(matrix.id, activity, new) == Cell(old.letters & ~only_one)
    merged, _ = merge_units(after, [unit.id, new])
    assert merged == document


def test_unknown_ids_are_refused() -> None:
    for edit in (
        lambda: merge_units(DOCUMENT, ["com", "no"]),
        lambda: merge_units(DOCUMENT, ["no"]),
        lambda: merge_activities(DOCUMENT, ["plan", "no"]),
        lambda: merge_activities(DOCUMENT, ["no"]),
        lambda: split_unit(DOCUMENT, "no", Words("New")),
    ):
        with pytest.raises(KeyError, match="no"):
            edit()


def test_a_remark_of_its_own_is_left_as_it_was_typed() -> None:
    document = replace(DOCUMENT, matrices=(Matrix("m", same("M"), (Row(bytes(3), (("com", f"a{JOINT}a"),)),) * 3),))
    after, _ = merge_units(document, ["com", "hr"])
    assert after.cell("m", "plan", "com").remark == f"a{JOINT}a"
