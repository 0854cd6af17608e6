"""Taking parts of a difference: all give the one document, none the other, any choice a sound one."""

from collections.abc import Sequence

import pytest
from edit_strategies import edit_chains
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from msgspec.structs import replace
from strategies import assert_valid, documents

from raciapp.base.words import Language, same
from raciapp.document import edits
from raciapp.document.records import (
    Activity,
    Cell,
    Document,
    Group,
    Matrix,
    Organization,
    Row,
    Status,
    Unit,
    Waiver,
)
from raciapp.document.storage import decode, encode
from raciapp.ui.difference.parts import ADDED, ORDER, REMOVED, SCHEME, Key, Kind, moved, parts_of
from raciapp.ui.difference.taking import taken

COM, HR = Unit("com", same("Communications")), Unit("hr", same("Human resources"))
PLAN, POST = Activity("plan", same("Plan"), "first"), Activity("post", same("Post"))
SMALL = Document(
    organization=Organization(same("Us")),
    units=(COM, HR),
    groups=(Group("first", same("First")),),
    activities=(PLAN, POST),
    matrices=(Matrix("as_is", same("As-is"), (Row(b"\1\0"), Row(b"\0\2", (("hr", "ask"),)))),),
)


def _keys(before: Document, after: Document) -> list[Key]:
    return [part.key for part in parts_of(before, after)]


def _check(before: Document, after: Document, data: DataObject) -> None:
    keys = _keys(before, after)
    assert len(keys) == len(set(keys))
    assert taken(before, after, keys) == after
    assert taken(before, after, ()) == before
    assert bool(keys) == (before != after)
    if keys:
        some = taken(before, after, data.draw(st.sets(st.sampled_from(keys))))
        assert_valid(some)
        assert decode(encode(some), "some.raci") == some


@given(documents(), documents(), st.data())
def test_any_choice_between_strangers_is_sound(before: Document, after: Document, data: DataObject) -> None:
    _check(before, after, data)


@given(edit_chains(), st.data())
def test_any_choice_of_edits_is_sound(chain: list[Document], data: DataObject) -> None:
    _check(chain[0], chain[-1], data)


@given(documents(), documents(), st.data())
def test_what_was_not_taken_is_what_is_left(before: Document, after: Document, data: DataObject) -> None:
    """Taking some of the cells and then the rest is taking all."""
    cells = {key for key in _keys(before, after) if key.kind is Kind.CELL}
    some = data.draw(st.sets(st.sampled_from(sorted(cells)))) if cells else set()
    halfway = taken(before, after, some)
    assert {key for key in _keys(before, halfway) if key.kind is Kind.CELL} == some
    assert taken(halfway, after, _keys(halfway, after)) == after


def test_one_cell_of_two() -> None:
    after = edits.set_cells(SMALL, "as_is", {("post", "hr"): Cell(1), ("plan", "com"): Cell(2, "", Status.AGREED)})
    key = Key(Kind.CELL, "plan", "com", "as_is")
    assert set(_keys(SMALL, after)) == {key, Key(Kind.CELL, "post", "hr", "as_is")}
    assert taken(SMALL, after, [key]) == edits.set_cells(SMALL, "as_is", {("plan", "com"): Cell(2, "", Status.AGREED)})


def test_a_new_row_brings_its_letters() -> None:
    after = edits.add_activity(SMALL, Activity("reply", same("Reply")), 1)
    after = edits.set_cells(after, "as_is", {("reply", "hr"): Cell(3), ("post", "com"): Cell(4)})
    key = Key(Kind.ACTIVITY, "reply", ADDED)
    assert _keys(SMALL, after) == [key, Key(Kind.CELL, "post", "com", "as_is")]
    some = taken(SMALL, after, [key])
    assert some.cell("as_is", "reply", "hr") == Cell(3)
    assert [activity.id for activity in some.activities] == ["plan", "reply", "post"]
    assert some.cell("as_is", "post", "com") == Cell()


def test_a_row_that_stays_keeps_its_letters() -> None:
    after = edits.rename_unit(edits.remove_activities(SMALL, ["post"]), "hr", "People", Language.EN)
    assert taken(SMALL, after, [Key(Kind.UNIT, "hr", "name")]).cell("as_is", "post", "hr") == Cell(2, "ask")
    gone = taken(SMALL, after, [Key(Kind.ACTIVITY, "post", REMOVED)])
    assert gone == edits.remove_activities(SMALL, ["post"])


def test_a_row_does_not_enter_a_group_that_is_left_out() -> None:
    after = replace(
        SMALL,
        groups=(*SMALL.groups, Group("new", same("New"))),
        activities=(replace(PLAN, group="new"), POST),
    )
    move = Key(Kind.ACTIVITY, "plan", "group")
    assert taken(SMALL, after, [move]) == SMALL
    assert taken(SMALL, after, [move, Key(Kind.GROUP, "new", ADDED)]) == after


def test_a_row_leaves_a_group_that_goes() -> None:
    after = replace(SMALL, groups=(), activities=(replace(PLAN, group=""), POST))
    assert taken(SMALL, after, [Key(Kind.GROUP, "first", REMOVED)]) == after


def test_the_last_matrix_never_goes() -> None:
    after = replace(SMALL, matrices=(Matrix("to_be", same("To-be"), SMALL.matrices[0].rows),))
    assert taken(SMALL, after, [Key(Kind.MATRIX, "as_is", REMOVED)]) == SMALL


def test_letters_follow_the_scheme() -> None:
    after = replace(SMALL, scheme="rasci")
    assert _keys(SMALL, after) == [SCHEME]
    after = edits.add_unit(after, Unit("law", same("Legal")), 0)
    after = edits.set_cells(after, "as_is", {("plan", "law"): Cell(after.alphabet.mask_of("AS"))})
    old = taken(SMALL, after, [Key(Kind.UNIT, "law", ADDED)])
    assert old.scheme == "raci"
    assert old.alphabet.symbols(old.cell("as_is", "plan", "law").letters) == "A"


def test_waivers_of_one_rule_are_told_apart() -> None:
    one, two = Waiver("R", "one"), Waiver("R", "two")
    before, after = replace(SMALL, waivers=(one,)), replace(SMALL, waivers=(one, two))
    assert _keys(before, after) == [Key(Kind.WAIVER, "R#2", ADDED)]
    assert _keys(after, replace(after, waivers=(two, one))) == [
        Key(Kind.WAIVER, "R", "reason"),
        Key(Kind.WAIVER, "R#2", "reason"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("abc", "abc", ""),
        ("abc", "cab", "c"),
        ("abcd", "dcba", "dcb"),
        ("abc", "xayc", ""),
        ("abcdef", "bcadef", "a"),
        ("", "a", ""),
    ],
)
def test_the_fewest_that_moved(before: Sequence[str], after: Sequence[str], expected: str) -> None:
    assert len(moved(before, after)) == len(expected)
    if len(expected) == 1:
        assert moved(before, after) == (expected,)


def test_order_is_one_part() -> None:
    after = edits.arrange_units(SMALL, [1, 0])
    assert _keys(SMALL, after) == [Key(Kind.UNIT, "", ORDER)]
