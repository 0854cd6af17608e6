"""The laws of bringing two people's work together."""

import itertools

import pytest
from edit_strategies import EDITS, edited
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn
from msgspec.structs import replace
from strategies import assert_valid, cells_of, documents

from raciapp.base.words import Language, Words, same
from raciapp.document import arranging, edits
from raciapp.document.letters import schemes
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
)
from raciapp.document.storage import decode, encode
from raciapp.document.threeway import Conflict, Kind, Merged, Side, merge, settle

BASE = Document(
    organization=Organization(same("Us")),
    units=tuple(Unit(one, same(one.upper())) for one in ("com", "hr", "it", "legal")),
    groups=(Group("g", same("Group")),),
    activities=tuple(Activity(one, same(one.title()), "g") for one in ("plan", "post", "reply", "report")),
    matrices=(Matrix("as_is", same("As-is"), (Row(b"\1\2\0\0"), Row(b"\0\1\2\0"), Row(bytes(4)), Row(b"\1\0\0\2"))),),
)
Triple = tuple[Document, Document, Document]


@st.composite
def triples(draw: DrawFn) -> Triple:
    """Draw a document and what two people made of it with a few edits each."""
    base = draw(documents())
    sides = []
    for _ in range(2):
        side = base
        for _ in range(draw(st.integers(0, 4))):
            side = draw(edited(side))
        sides.append(side)
    return base, sides[0], sides[1]


strangers = st.tuples(documents(), documents(), documents())
"""Documents with hardly anything in common but some ids, of different schemes even."""

any_triples = triples() | strangers


# -- laws -------------------------------------------------------------------------------------------------


@given(any_triples)
def test_what_only_they_changed_is_theirs(three: Triple) -> None:
    base, _, theirs = three
    merged = merge(base, base, theirs)
    assert (merged.document, merged.conflicts) == (theirs, ())


@given(any_triples)
def test_what_only_we_changed_is_ours(three: Triple) -> None:
    base, ours, _ = three
    merged = merge(base, ours, base)
    assert (merged.document, merged.conflicts) == (ours, ())


@given(any_triples)
def test_the_same_work_twice_is_done_once(three: Triple) -> None:
    base, ours, _ = three
    merged = merge(base, ours, decode(encode(ours), "x.raci"))
    assert (merged.document, merged.conflicts) == (ours, ())


def assert_sound(document: Document) -> None:
    assert_valid(document)
    assert decode(encode(document), "x.raci") == document


@given(any_triples)
def test_the_result_is_a_whole_document(three: Triple) -> None:
    assert_sound(merge(*three).document)


def turned(conflict: Conflict) -> Conflict:
    return replace(conflict, ours=conflict.theirs, theirs=conflict.ours)


@given(any_triples)
def test_conflicts_are_the_same_from_the_other_side(three: Triple) -> None:
    base, ours, theirs = three
    one_way, other_way = merge(base, ours, theirs).conflicts, merge(base, theirs, ours).conflicts
    if any(conflict.field == "scheme" for conflict in one_way):
        # The letters of both are shown in the alphabet that stands for now, which is ours.
        assert {one.place for one in one_way if one.kind is not Kind.CELL} == {
            one.place for one in other_way if one.kind is not Kind.CELL
        }
    else:
        assert {turned(one) for one in one_way} == set(other_way)


@given(any_triples)
def test_a_conflict_is_what_both_sides_changed_differently(three: Triple) -> None:
    merged = merge(*three)
    assert len({one.place for one in merged.conflicts}) == len(merged.conflicts)
    for conflict in merged.conflicts:
        assert conflict.ours != conflict.theirs
        removed = None in {conflict.ours, conflict.theirs} and conflict.field == ""
        assert removed or conflict.base not in (conflict.ours, conflict.theirs) or conflict.field == "scheme"


@given(any_triples, st.data())
def test_however_it_is_settled_it_stays_whole(three: Triple, data: DataObject) -> None:
    merged = merge(*three)
    settled = 0
    while merged.conflicts and settled < 12:
        conflict = data.draw(st.sampled_from(merged.conflicts))
        side = data.draw(st.sampled_from(Side))
        before = merged
        merged = settle(merged, conflict, side)
        settled += 1
        assert conflict.place not in {one.place for one in merged.conflicts}
        if side is Side.OURS:
            assert merged.document == before.document
        assert_sound(merged.document)


@given(triples())
def test_settled_for_them_a_cell_says_what_they_changed(three: Triple) -> None:
    merged = merge(*three)
    contested = [conflict for conflict in merged.conflicts if conflict.kind is Kind.CELL]
    for conflict in contested:
        merged = settle(merged, conflict, Side.THEIRS)
    for conflict in contested:
        matrix, activity, unit = conflict.ids
        found = merged.document.cell(matrix, activity, unit)
        for field in ("letters", "remark", "status"):
            if getattr(conflict.theirs, field) != getattr(conflict.base, field):
                assert getattr(found, field) == getattr(conflict.theirs, field)


# -- nothing is lost --------------------------------------------------------------------------------------


@given(triples())
def test_every_cell_that_one_side_changed_is_kept(three: Triple) -> None:
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    before, one, other, after = (cells_of(side) for side in (base, ours, theirs, merged.document))
    contested = {conflict.ids for conflict in merged.conflicts if conflict.kind is Kind.CELL}
    for mine, yours in ((one, other), (other, one)):
        for place in (before.keys() | mine.keys()) - contested:
            everywhere = all(_knows(document, place) for document in (*three, merged.document))
            if everywhere and mine.get(place) != before.get(place) == yours.get(place):
                assert after.get(place) == mine.get(place)


def _knows(document: Document, place: tuple[str, str, str]) -> bool:
    matrix, activity, unit = place
    return (
        matrix in {one.id for one in document.matrices}
        and activity in document.activity_places
        and (unit == WHOLE_ROW or unit in document.unit_places)
    )


@given(triples())
def test_what_either_side_added_is_there_and_what_both_kept_stays(three: Triple) -> None:
    base, ours, theirs = three
    after = merge(base, ours, theirs).document
    for kind in ("units", "groups", "activities", "matrices"):
        old, one, other, new = (
            {item.id: item.name for item in getattr(side, kind)} for side in (base, ours, theirs, after)
        )
        assert {*one} & {*other} & {*old} <= {*new}
        added = {name for side in (one, other) for identity, name in side.items() if identity not in old}
        assert added <= {*new.values()}


@pytest.mark.parametrize(("mine", "yours"), list(itertools.combinations("abcdef", 2)))
def test_independent_edits_go_together(mine: str, yours: str) -> None:
    """Each pair of these touches different things: both are there, in either order, and nothing is in conflict."""
    work = {
        "a": lambda one: edits.set_cells(one, "as_is", {("plan", "com"): Cell(4, "said")}),
        "b": lambda one: edits.set_status(one, "as_is", [("reply", "hr"), ("post", WHOLE_ROW)], Status.AGREED),
        "c": lambda one: edits.rename_unit(one, "hr", "People", Language.EN),
        "d": lambda one: edits.set_cells(
            edits.add_unit(one, Unit("x_new", same("New")), 2), "as_is", {("post", "x_new"): Cell(8)}
        ),
        "e": lambda one: edits.remove_activities(one, ["report"]),
        "f": lambda one: edits.set_organization(arranging.shift_units(one, ["legal"], -1), Organization(same("Them"))),
    }
    ours, theirs = work[mine](BASE), work[yours](BASE)
    merged = merge(BASE, ours, theirs)
    assert merged.conflicts == ()
    assert cells_of(merged.document) == cells_of(work[yours](ours)) == cells_of(work[mine](theirs))
    assert merged.document.organization == work[yours](ours).organization
    assert {*merged.document.units} == {*work[yours](ours).units}
    assert merged.document.activities == work[yours](ours).activities


# -- cells ------------------------------------------------------------------------------------------------

X = ("as_is", "plan", "com")


def with_cell(cell: Cell, document: Document = BASE) -> Document:
    return edits.set_cells(document, "as_is", {("plan", "com"): cell})


def cell_of(merged: Merged) -> Cell:
    return merged.document.cell(*X)


def test_two_letters_in_one_cell_are_a_conflict_and_ours_stands() -> None:
    merged = merge(BASE, with_cell(Cell(2)), with_cell(Cell(4)))
    assert merged.conflicts == (Conflict(Kind.CELL, X, "", Cell(1), Cell(2), Cell(4)),)
    assert cell_of(merged) == Cell(2)
    after = settle(merged, merged.conflicts[0], Side.THEIRS)
    assert cell_of(after) == Cell(4)
    assert (after.conflicts, after.settled) == ((), ((merged.conflicts[0], Side.THEIRS),))
    again = settle(after, merged.conflicts[0], Side.OURS)
    assert (cell_of(again), again.conflicts) == (Cell(2), ())


def test_a_letter_and_a_remark_in_one_cell_go_together() -> None:
    merged = merge(BASE, with_cell(Cell(2)), with_cell(Cell(1, "ask first")))
    assert (cell_of(merged), merged.conflicts) == (Cell(2, "ask first"), ())


def test_nobody_agreed_to_the_letter_that_somebody_else_changed() -> None:
    ours, theirs = with_cell(Cell(2)), with_cell(Cell(1, status=Status.AGREED))
    merged = merge(BASE, ours, theirs)
    assert [conflict.ids for conflict in merged.conflicts] == [X]
    assert cell_of(merged) == Cell(2)
    assert cell_of(settle(merged, merged.conflicts[0], Side.THEIRS)) == Cell(1, status=Status.AGREED)


def test_the_same_letter_twice_and_one_agreement() -> None:
    merged = merge(BASE, with_cell(Cell(2)), with_cell(Cell(2, status=Status.AGREED)))
    assert (cell_of(merged), merged.conflicts) == (Cell(2, status=Status.AGREED), ())


def test_the_same_letter_and_two_judgements_of_it() -> None:
    merged = merge(BASE, with_cell(Cell(2, "", Status.CONTESTED)), with_cell(Cell(2, "theirs", Status.AGREED)))
    assert cell_of(merged) == Cell(2, "theirs", Status.CONTESTED)
    assert cell_of(settle(merged, merged.conflicts[0], Side.THEIRS)) == Cell(2, "theirs", Status.AGREED)


def test_two_remarks_are_a_conflict_and_the_letter_of_one_side_is_kept() -> None:
    merged = merge(BASE, with_cell(Cell(2, "ours")), with_cell(Cell(1, "theirs")))
    assert cell_of(merged) == Cell(2, "ours")
    assert cell_of(settle(merged, merged.conflicts[0], Side.THEIRS)) == Cell(2, "theirs")


# -- records ----------------------------------------------------------------------------------------------


def test_different_fields_of_one_unit_go_together() -> None:
    ours = edits.rename_unit(BASE, "hr", "People", Language.EN)
    merged = merge(BASE, ours, edits.set_functions(BASE, "hr", ("hr",)))
    assert merged.document.units[1] == Unit("hr", same("People"), ("hr",))
    assert merged.conflicts == ()


def test_two_names_of_one_unit_are_a_conflict() -> None:
    one, other = (edits.rename_unit(BASE, "hr", name, Language.EN) for name in ("People", "Staff"))
    merged = merge(BASE, one, edits.set_functions(other, "hr", ("hr",)))
    assert merged.conflicts == (Conflict(Kind.UNIT, ("hr",), "name", same("HR"), same("People"), same("Staff")),)
    assert merged.document.units[1] == Unit("hr", same("People"), ("hr",))
    after = settle(merged, merged.conflicts[0], Side.THEIRS)
    assert after.document.units[1] == Unit("hr", same("Staff"), ("hr",))


def test_a_unit_one_side_removed_and_the_other_worked_on() -> None:
    ours, theirs = edits.set_cells(BASE, "as_is", {("reply", "hr"): Cell(8)}), edits.remove_units(BASE, ["hr"])
    merged = merge(BASE, ours, theirs)
    conflict = Conflict(Kind.UNIT, ("hr",), "", BASE.units[1], BASE.units[1], None)
    assert (merged.document, merged.conflicts) == (ours, (conflict,))
    assert settle(merged, conflict, Side.THEIRS).document == theirs
    other_way = merge(BASE, theirs, ours)
    assert (other_way.document, other_way.conflicts) == (theirs, (turned(conflict),))
    assert settle(other_way, turned(conflict), Side.THEIRS).document == ours, "the letters come back with it"


def test_an_activity_one_side_removed_and_the_other_renamed() -> None:
    ours = edits.remove_activities(BASE, ["post"])
    theirs = edits.rename_activity(BASE, "post", "Publish", Language.EN)
    merged = merge(BASE, ours, theirs)
    assert [(one.kind, one.ids, one.ours) for one in merged.conflicts] == [(Kind.ACTIVITY, ("post",), None)]
    assert merged.document == ours
    assert settle(merged, merged.conflicts[0], Side.THEIRS).document == theirs


def test_a_unit_one_side_removed_and_nobody_missed() -> None:
    ours, theirs = edits.set_cells(BASE, "as_is", {("reply", "com"): Cell(8)}), edits.remove_units(BASE, ["hr"])
    merged = merge(BASE, ours, theirs)
    assert merged.conflicts == ()
    assert merged.document == edits.remove_units(ours, ["hr"])


def test_a_row_removed_here_and_a_column_there() -> None:
    ours, theirs = edits.remove_activities(BASE, ["plan"]), edits.remove_units(BASE, ["com"])
    merged = merge(BASE, ours, theirs)
    assert (merged.document, merged.conflicts) == (edits.remove_units(ours, ["com"]), ())


def test_a_group_one_side_removed_and_the_other_filled() -> None:
    base = edits.add_group(BASE, Group("h", same("Empty")))
    ours = edits.add_activity(base, Activity("x_more", same("More"), "h"))
    merged = merge(base, ours, arranging.remove_group(base, "h"))
    assert [one.kind for one in merged.conflicts] == [Kind.GROUP]
    assert merged.document == ours


def test_one_matrix_stays_when_each_side_removed_another() -> None:
    base = edits.copy_matrix(BASE, "as_is", "to_be", same("To-be"))
    ours, theirs = edits.remove_matrix(base, "as_is"), edits.remove_matrix(base, "to_be")
    merged = merge(base, ours, theirs)
    assert merged.document == ours
    first, second = merged.conflicts
    assert (first.ids, second.ids) == (("as_is",), ("to_be",))
    both = settle(merged, first, Side.THEIRS)
    assert {matrix.id for matrix in both.document.matrices} == {"as_is", "to_be"}
    assert settle(both, second, Side.THEIRS).document == theirs
    neither = settle(settle(merged, second, Side.THEIRS), first, Side.OURS)
    assert neither.document == ours, "no document is without a matrix"


def test_a_conflict_of_another_merge_is_not_settled() -> None:
    merged = merge(BASE, with_cell(Cell(2)), with_cell(Cell(4)))
    with pytest.raises(KeyError):
        settle(merged, replace(merged.conflicts[0], ids=("as_is", "plan", "hr")), Side.OURS)


# -- two things under one id ------------------------------------------------------------------------------


def added(name: str, mask: int) -> Document:
    """Return the document with an activity that is called `name` by now; its id was made before it had one."""
    one = edits.add_activity(BASE, Activity("x_new_activity", same(name)), 1)
    return edits.set_cells(one, "as_is", {("x_new_activity", "hr"): Cell(mask, status=Status.AGREED)})


def test_two_things_that_got_the_same_id_are_both_kept() -> None:
    merged = merge(BASE, added("Listen", 2), added("Archive", 4))
    assert merged.conflicts == ()
    after = merged.document
    names = {activity.name.en: after.cell("as_is", activity.id, "hr").letters for activity in after.activities}
    assert (names["Listen"], names["Archive"]) == (2, 4)
    assert len(after.activities) == 6


def test_the_same_thing_added_twice_is_one() -> None:
    merged = merge(BASE, added("Listen", 2), added("Listen", 4))
    assert len(merged.document.activities) == 5
    assert [conflict.ids for conflict in merged.conflicts] == [("as_is", "x_new_activity", "hr")]


def test_units_and_groups_of_one_id_are_kept_apart_with_what_hangs_on_them() -> None:
    def side(name: str) -> Document:
        one = edits.add_unit(BASE, Unit("x_item", same(name)))
        one = edits.add_group(one, Group("x_item", same(name)))
        one = edits.add_activity(one, Activity("x_" + name, same(name), "x_item"))
        one = edits.copy_matrix(one, "as_is", "x_item", same(name))
        return edits.set_cells(one, "x_item", {("plan", "x_item"): Cell(1, name, Status.QUESTION)})

    for mine, yours in (("a", "b"), ("b", "a")):
        after = merge(BASE, side(mine), side(yours)).document
        assert_sound(after)
        for name in "ab":
            (unit,) = (one.id for one in after.units if one.name.en == name)
            (group,) = (one.id for one in after.groups if one.name.en == name)
            (activity,) = (one for one in after.activities if one.name.en == name)
            (matrix,) = (one.id for one in after.matrices if one.name.en == name)
            assert activity.group == group
            assert after.cell(matrix, "plan", unit) == Cell(1, name, Status.QUESTION)


def test_known_things_added_twice_are_one_and_their_names_a_conflict() -> None:
    one, other = (edits.add_unit(BASE, Unit("finance", same(name))) for name in ("Finance", "Money"))
    merged = merge(BASE, one, other)
    assert merged.conflicts == (Conflict(Kind.UNIT, ("finance",), "name", None, same("Finance"), same("Money")),)
    assert len(merged.document.units) == 5


def test_what_both_added_is_filled_up_from_both() -> None:
    merged = merge(
        BASE,
        edits.add_unit(BASE, Unit("finance", same("Finance"), ("finance",))),
        edits.add_unit(BASE, Unit("finance", same("Finance"), remark="new")),
    )
    assert merged.conflicts == ()
    assert merged.document.units[-1] == Unit("finance", same("Finance"), ("finance",), "new")


# -- orders -----------------------------------------------------------------------------------------------


def rows(document: Document) -> str:
    return " ".join(document.activity_places)


def moved_to(order: str) -> Document:
    return edits.arrange_activities(BASE, [BASE.activity_places[one] for one in order.split()])


def test_moves_of_different_rows_go_together() -> None:
    merged = merge(BASE, moved_to("post reply report plan"), moved_to("plan report post reply"))
    assert (rows(merged.document), merged.conflicts) == ("post reply plan report", ())
    assert merged.document.cell("as_is", "post", "hr") == Cell(1)


def test_one_row_moved_to_two_places_is_a_conflict() -> None:
    ours, theirs = moved_to("post reply report plan"), moved_to("post reply plan report")
    merged = merge(BASE, ours, theirs)
    assert [(one.kind, one.ids) for one in merged.conflicts] == [(Kind.ORDER, ("activity",))]
    assert merged.document == ours
    assert settle(merged, merged.conflicts[0], Side.THEIRS).document == theirs


def test_rows_added_at_one_place_stand_together_ours_first() -> None:
    ours, theirs = (
        edits.add_activity(
            edits.add_activity(BASE, Activity(f"x_{one}2", same(one)), 2), Activity(f"x_{one}1", same(one)), 2
        )
        for one in "ab"
    )
    assert rows(merge(BASE, ours, theirs).document) == "plan post x_a1 x_a2 x_b1 x_b2 reply report"
    assert merge(BASE, ours, theirs).conflicts == ()


def test_a_row_that_follows_a_removed_one_finds_its_place() -> None:
    theirs = edits.add_activity(BASE, Activity("x_new", same("new")), 2)
    ours = edits.remove_activities(BASE, ["post"])
    assert rows(merge(BASE, ours, theirs).document) == "plan x_new reply report"
    ours = edits.remove_activities(BASE, ["plan", "post"])
    assert rows(merge(BASE, ours, theirs).document) == "x_new reply report"


# -- what is said of the whole ----------------------------------------------------------------------------


def test_answers_about_the_organization_are_picked_one_by_one() -> None:
    ours = edits.set_organization(BASE, Organization(same("Us"), regulated=True, story=same("ours")))
    theirs = edits.set_organization(BASE, Organization(same("Them"), story=same("theirs")))
    merged = merge(BASE, ours, theirs)
    assert merged.document.organization == Organization(same("Them"), regulated=True, story=same("ours"))
    assert merged.conflicts == (Conflict(Kind.ORGANIZATION, (), "story", Words(), same("ours"), same("theirs")),)
    after = settle(merged, merged.conflicts[0], Side.THEIRS)
    assert after.document.organization.story == same("theirs")


def test_waivers_and_thresholds_of_different_rules_go_together() -> None:
    ours = edits.waive(edits.set_threshold(BASE, "RACI-4", 3), Waiver("ENG-1", "because", "me"))
    theirs = edits.waive(edits.set_threshold(BASE, "APP-1", 5), Waiver("SPEC-1", "why not", "you"))
    after = merge(BASE, ours, theirs)
    assert after.conflicts == ()
    assert after.document.waivers == (Waiver("ENG-1", "because", "me"), Waiver("SPEC-1", "why not", "you"))
    assert after.document.thresholds == (Threshold("APP-1", 5), Threshold("RACI-4", 3))


def test_two_reasons_for_one_waiver_are_a_conflict_of_the_whole() -> None:
    ours, theirs = (edits.waive(BASE, Waiver("ENG-1", *said)) for said in (("because", "me"), ("why not", "you")))
    merged = merge(BASE, ours, theirs)
    assert [(one.kind, one.ids) for one in merged.conflicts] == [(Kind.WAIVER, ("ENG-1",))]
    assert settle(merged, merged.conflicts[0], Side.THEIRS).document.waivers == theirs.waivers


def test_a_rule_that_a_file_waives_twice_stays_so() -> None:
    twice = (Waiver("ENG-1", "a"), Waiver("ENG-1", "b"), Waiver("ENG-1", "c"))
    base = replace(BASE, waivers=twice)
    assert merge(base, with_cell(Cell(2), base), base).document.waivers == twice
    assert merge(BASE, base, BASE).document.waivers == twice


# -- another alphabet -------------------------------------------------------------------------------------

NARROW, WIDE = sorted(schemes().values(), key=lambda one: len(one.letters))[:: len(schemes()) - 1]


def spelled(scheme: str, symbols: str) -> Document:
    mask = schemes()[scheme].mask_of(symbols)
    return replace(BASE, scheme=scheme, matrices=(Matrix("as_is", same("As-is"), (Row(bytes([mask, 0, 0, 0])),) * 4),))


def test_letters_are_kept_when_the_other_side_changed_the_alphabet() -> None:
    common = next(one for one in NARROW.bits if one in WIDE.bits)
    other = next(one for one in reversed(NARROW.bits) if one in WIDE.bits)
    base = spelled(NARROW.id, common)
    ours = edits.set_cells(base, "as_is", {("post", "hr"): Cell(NARROW.bits[other])})
    theirs = spelled(WIDE.id, common)
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert merged.conflicts == ()
        assert merged.document.scheme == WIDE.id
        assert merged.document.cell("as_is", "post", "hr") == Cell(WIDE.bits[other])
        assert merged.document.cell("as_is", "post", "com") == Cell(WIDE.bits[common])


def test_a_letter_that_the_other_alphabet_lacks_is_never_dropped_without_a_word() -> None:
    lacking = next(one for one in WIDE.bits if one not in NARROW.bits)
    common = next(one for one in NARROW.bits if one in WIDE.bits)
    base = spelled(WIDE.id, common)
    ours = edits.set_cells(base, "as_is", {("post", "hr"): Cell(WIDE.bits[lacking])})
    theirs = spelled(NARROW.id, common)
    merged = merge(base, ours, theirs)
    assert merged.conflicts == (Conflict(Kind.DOCUMENT, (), "scheme", WIDE.id, WIDE.id, NARROW.id),)
    assert merged.document == ours
    assert settle(merged, merged.conflicts[0], Side.THEIRS).document == theirs
    assert merge(base, theirs, ours).document == theirs


# -- pairs of edits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("edit", EDITS)
@settings(max_examples=3)
@given(documents(), st.data())
def test_each_edit_against_any_other(edit: str, base: Document, data: DataObject) -> None:
    ours, theirs = data.draw(edited(base, edit)), data.draw(edited(base))
    merged = merge(base, ours, theirs)
    assert_sound(merged.document)
    if not merged.conflicts:
        assert merge(base, theirs, ours).conflicts == ()
