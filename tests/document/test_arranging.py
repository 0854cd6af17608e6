from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from msgspec.structs import replace
from strategies import assert_valid, cells_of, documents, order_of

from raciapp.base.words import Words, same
from raciapp.document import arranging, edits
from raciapp.document.records import Activity, Cell, Document, Group, Matrix, Organization, Row, Status, Unit

A, R, C, INFORMED = 1, 2, 4, 8

GROUPS = (Group("g", same("G")), Group("empty", same("Empty")), Group("h", same("H")))
DOCUMENT = Document(
    organization=Organization(same("Us")),
    units=tuple(Unit(name.lower(), same(name)) for name in ("Com", "HR", "IT", "Law")),
    groups=GROUPS,
    activities=(
        Activity("g1", same("G1"), "g"),
        Activity("h1", same("H1"), "h"),
        Activity("g2", same("G2"), "g"),
        Activity("g3", same("G3"), "g"),
        Activity("h2", same("H2"), "h"),
    ),
    matrices=(
        Matrix(
            "as_is",
            same("As-is"),
            (
                Row(bytes((A, R, C, 0)), (("com", "first"),), (("", Status.AGREED), ("hr", Status.QUESTION))),
                Row(bytes((INFORMED, 0, 0, 0)), (("it", "ask"),)),
                *(Row(bytes((0, 0, 0, place))) for place in (A, R, C)),
            ),
        ),
        Matrix("to_be", same("To-be"), tuple(Row(bytes((place, 0, 0, R))) for place in range(5))),
    ),
)
FREE = edits.add_activity(DOCUMENT, Activity("free", same("Free")))


def rows_of(document: Document) -> str:
    """Return the rows as they are shown, such as `g: g1 g2 | h: h1`."""
    return " | ".join(f"{group}: {' '.join(rows)}".strip() for group, rows in order_of(document))


def flat(document: Document) -> list[str]:
    return [row for _, rows in order_of(document) for row in rows]


def columns_of(document: Document) -> str:
    return " ".join(document.unit_places)


def some(data: DataObject, ids: Iterable[str]) -> list[str]:
    """Draw some of the ids, in any order."""
    known = list(ids)
    return data.draw(st.lists(st.sampled_from(known), unique=True)) if known else []


# -- rows one by one --------------------------------------------------------------------------------------


def test_a_row_moves_within_its_group_past_rows_of_others() -> None:
    after = arranging.shift_activities(DOCUMENT, ["g2"], -1)
    assert rows_of(after) == "g: g2 g1 g3 | h: h1 h2"
    assert cells_of(after) == cells_of(DOCUMENT)
    assert after.activities[1] is DOCUMENT.activities[1]
    assert arranging.shift_activities(after, ["g2"], 1) == DOCUMENT


def test_a_row_passes_into_the_neighbouring_group_that_is_shown() -> None:
    down = arranging.shift_activities(DOCUMENT, ["g3"], 1)
    assert rows_of(down) == "g: g1 g2 | h: g3 h1 h2"
    assert cells_of(down) == cells_of(DOCUMENT)
    up = arranging.shift_activities(down, ["g3"], -1)
    assert rows_of(up) == rows_of(DOCUMENT)
    assert cells_of(up) == cells_of(DOCUMENT)


def test_a_row_can_leave_all_groups() -> None:
    assert rows_of(arranging.shift_activities(FREE, ["g1"], -1)) == ": free g1 | g: g2 g3 | h: h1 h2"


@pytest.mark.parametrize(("rows", "step"), [("g1", -1), ("h2", 1), ("g1 g2", -1), ("h1 h2", 1), ("g3", 0), ("", 1)])
def test_rows_at_the_edge_stay(rows: str, step: int) -> None:
    assert arranging.shift_activities(DOCUMENT, rows.split(), step) is DOCUMENT


def test_no_row_moves_where_there_is_none() -> None:
    nothing = edits.remove_activities(DOCUMENT, DOCUMENT.activity_places)
    assert arranging.shift_activities(nothing, [], 1) is nothing


@given(st.data())
def test_moving_a_row_moves_it_one_place_as_it_is_shown(data: DataObject) -> None:
    document = data.draw(documents())
    assume(document.activities)
    activity = data.draw(st.sampled_from(document.activities)).id
    step = data.draw(st.sampled_from((-1, 1)))
    after = arranging.shift_activities(document, [activity], step)
    assert cells_of(after) == cells_of(document)
    was, now = flat(document), flat(after)
    assert now.index(activity) - was.index(activity) in (0, step)
    assert [row for row in now if row != activity] == [row for row in was if row != activity]
    edge = was[0 if step < 0 else -1] == activity
    assert (after is document) == edge


# -- rows together ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "step", "shown"),
    [
        ("g2 g3", -1, "g: g2 g3 g1 | h: h1 h2"),
        ("g3 g2", 1, "g: g1 | h: g2 g3 h1 h2"),
        ("g1 g3", 1, "g: g2 g1 | h: g3 h1 h2"),
        ("g3 h1", -1, "g: g1 g3 g2 h1 | h: h2"),
        ("g1 h1", -1, "g: g1 g2 g3 h1 | h: h2"),
        ("h1 h2", -1, "g: g1 g2 g3 h1 h2"),
        ("g1", 2, "g: g2 g3 g1 | h: h1 h2"),
        ("g1", 3, "g: g2 g3 | h: g1 h1 h2"),
        ("g1 g2", 9, "g: g3 | h: h1 h2 g1 g2"),
    ],
)
def test_rows_move_together(rows: str, step: int, shown: str) -> None:
    after = arranging.shift_activities(DOCUMENT, rows.split(), step)
    assert rows_of(after) == shown
    assert cells_of(after) == cells_of(DOCUMENT)


@given(st.data())
def test_rows_that_moved_come_back_where_no_edge_stopped_them(data: DataObject) -> None:
    document = data.draw(documents())
    chosen, step = some(data, document.activity_places), data.draw(st.sampled_from((-1, 1)))
    after = arranging.shift_activities(document, chosen, step)
    assert_valid(after)
    assert cells_of(after) == cells_of(document)
    assert [row for row in flat(after) if row in chosen] == [row for row in flat(document) if row in chosen]
    others = [row for row in flat(document) if row not in chosen]
    assert [row for row in flat(after) if row not in chosen] == others
    stopped = flat(document)[:: 1 if step < 0 else -1][:1]
    groups_kept = [group for group, _ in order_of(after)] == [group for group, _ in order_of(document)]
    if groups_kept and not set(stopped) & set(chosen):
        assert order_of(arranging.shift_activities(after, chosen, -step)) == order_of(document)


# -- rows dropped somewhere -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "before", "group", "shown"),
    [
        ("h2 g1", "g3", "", "g: g2 g1 h2 g3 | h: h1"),
        ("g1", None, "h", "g: g2 g3 | h: h1 h2 g1"),
        ("g1 h1", None, "empty", "g: g2 g3 | empty: g1 h1 | h: h2"),
        ("g2", None, "", ": g2 | g: g1 g3 | h: h1 h2"),
        ("g1 g3", "g3", "h", "g: g2 g1 g3 | h: h1 h2"),
        ("g1 g2 g3", "g2", "g", "g: g1 g2 g3 | h: h1 h2"),
        ("", "g1", "h", "g: g1 g2 g3 | h: h1 h2"),
    ],
)
def test_rows_are_dropped(rows: str, before: str | None, group: str, shown: str) -> None:
    after = arranging.place_activities(DOCUMENT, rows.split(), before, group)
    assert rows_of(after) == shown
    assert cells_of(after) == cells_of(DOCUMENT)
    assert (after is DOCUMENT) == (shown == rows_of(DOCUMENT))
    assert arranging.place_activities(after, rows.split(), before, group) is after


@given(st.data())
def test_dropped_rows_stand_before_the_one_or_last_in_the_group(data: DataObject) -> None:
    document = data.draw(documents())
    chosen = some(data, document.activity_places)
    before = data.draw(st.sampled_from((None, *document.activity_places)))
    group = data.draw(st.sampled_from(("", *document.group_places)))
    after = arranging.place_activities(document, chosen, before, group)
    block = [row for row in flat(document) if row in chosen]
    assert cells_of(after) == cells_of(document)
    assert [row for row in flat(after) if row not in chosen] == [row for row in flat(document) if row not in chosen]
    assert [row for row in flat(after) if row in chosen] == block
    assert arranging.place_activities(after, chosen, before, group) is after
    sections = dict(order_of(after))
    if block and before is None:
        assert sections[group][-len(block) :] == block
    elif block and before not in chosen:
        there = next(rows for rows in sections.values() if before in rows)
        at = there.index(str(before))
        assert there[at - len(block) : at] == block


def test_a_row_of_a_group_that_is_gone_keeps_it_until_it_moves() -> None:
    lost = edits.add_activity(DOCUMENT, Activity("lost", same("Lost"), "gone"))
    moved = arranging.shift_activities(lost, ["h1"], 1)
    assert moved.activities[moved.activity_places["lost"]].group == "gone"
    filed = arranging.place_activities(lost, ["lost"], None, "h")
    assert filed.activities[filed.activity_places["lost"]].group == "h"
    freed = arranging.place_activities(filed, ["lost"], None, "")
    assert freed.activities[freed.activity_places["lost"]].group == ""


# -- groups -----------------------------------------------------------------------------------------------


def groups_of(document: Document) -> str:
    return " ".join(document.group_places)


def test_groups_move_past_those_that_are_shown() -> None:
    down = arranging.shift_groups(DOCUMENT, ["g"], 1)
    assert groups_of(down) == "h empty g"
    assert rows_of(down) == "h: h1 h2 | g: g1 g2 g3"
    assert down.activities is DOCUMENT.activities
    assert arranging.shift_groups(down, ["g"], -1) == DOCUMENT
    assert arranging.shift_groups(DOCUMENT, ["g"], -1) is DOCUMENT
    assert arranging.shift_groups(DOCUMENT, ["h"], 1) is DOCUMENT
    assert groups_of(arranging.shift_groups(DOCUMENT, ["empty"], -1)) == "empty g h"


@pytest.mark.parametrize(
    ("group", "before", "order"),
    [
        ("h", "g", "h empty g"),
        ("g", None, "h empty g"),
        ("g", "h", "g empty h"),
        ("g", "g", "g empty h"),
        ("h", None, "g empty h"),
        ("h", "empty", "g h empty"),
        ("empty", None, "g h empty"),
    ],
)
def test_a_group_is_dropped(group: str, before: str | None, order: str) -> None:
    after = arranging.place_group(DOCUMENT, group, before)
    assert groups_of(after) == order
    assert (after is DOCUMENT) == (order == groups_of(DOCUMENT))


@given(st.data())
def test_groups_bring_their_rows_along(data: DataObject) -> None:
    document = data.draw(documents())
    chosen, step = some(data, document.group_places), data.draw(st.sampled_from((-1, 1)))
    shifted = arranging.shift_groups(document, chosen, step)
    assert sorted(order_of(shifted)) == sorted(order_of(document))
    assert cells_of(shifted) == cells_of(document)
    for group in chosen:
        before = data.draw(st.sampled_from((None, *document.group_places)))
        placed = arranging.place_group(document, group, before)
        assert sorted(order_of(placed)) == sorted(order_of(document))
        assert arranging.place_group(placed, group, before) is placed


@given(st.data())
def test_removing_a_group_frees_its_rows(data: DataObject) -> None:
    document = data.draw(documents())
    for group in document.groups:
        after = arranging.remove_group(document, group.id)
        assert_valid(after)
        assert after.groups == tuple(other for other in document.groups if other is not group)
        assert cells_of(after) == cells_of(document)
        freed = dict(order_of(document)).get(group.id, [])
        assert set(dict(order_of(after)).get("", [])) == {*dict(order_of(document)).get("", []), *freed}
        assert not any(activity.group == group.id for activity in after.activities)


# -- columns ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("units", "step", "order"),
    [
        ("it", -1, "com it hr law"),
        ("com hr", 1, "it com hr law"),
        ("law it", -1, "com it law hr"),
        ("com it", -1, "com it hr law"),
        ("com it", 1, "hr com law it"),
        ("com", 9, "hr it law com"),
        ("law", 1, "com hr it law"),
        ("com", -1, "com hr it law"),
        ("hr", 0, "com hr it law"),
    ],
)
def test_columns_move(units: str, step: int, order: str) -> None:
    after = arranging.shift_units(DOCUMENT, units.split(), step)
    assert columns_of(after) == order
    assert cells_of(after) == cells_of(DOCUMENT)
    assert (after is DOCUMENT) == (order == columns_of(DOCUMENT))


@given(st.data())
def test_columns_that_moved_come_back_where_no_edge_stopped_them(data: DataObject) -> None:
    document = data.draw(documents())
    chosen, step = some(data, document.unit_places), data.draw(st.sampled_from((-1, 1)))
    after = arranging.shift_units(document, chosen, step)
    assert cells_of(after) == cells_of(document)
    stopped = list(document.unit_places)[:: 1 if step < 0 else -1][:1]
    if not set(stopped) & set(chosen):
        assert arranging.shift_units(after, chosen, -step) == document


@pytest.mark.parametrize(
    ("units", "before", "order"),
    [
        ("law com", "it", "hr com law it"),
        ("com", None, "hr it law com"),
        ("com it", "it", "hr com it law"),
        ("com", "hr", "com hr it law"),
        ("law", None, "com hr it law"),
        ("", "hr", "com hr it law"),
    ],
)
def test_columns_are_dropped(units: str, before: str | None, order: str) -> None:
    after = arranging.place_units(DOCUMENT, units.split(), before)
    assert columns_of(after) == order
    assert cells_of(after) == cells_of(DOCUMENT)
    assert (after is DOCUMENT) == (order == columns_of(DOCUMENT))
    assert arranging.place_units(after, units.split(), before) is after


def divided(names: str) -> Document:
    """Return a document whose columns have these divisions, such as `F - H F`; a dash is none."""
    units = tuple(
        Unit(f"u{place}", same(name), division=Words() if name == "-" else Words(name, name.lower()))
        for place, name in enumerate(names.split())
    )
    rows = (Row(bytes(range(len(units)))),)
    return replace(DOCUMENT, units=units, activities=DOCUMENT.activities[:1], matrices=(Matrix("m", same("M"), rows),))


@pytest.mark.parametrize(
    ("names", "order"),
    [
        ("F - H F", "u0 u3 u1 u2"),
        ("- F - F -", "u0 u1 u3 u2 u4"),
        ("F H F H", "u0 u2 u1 u3"),
        ("- - -", "u0 u1 u2"),
        ("F F H -", "u0 u1 u2 u3"),
    ],
)
def test_columns_of_a_division_come_together(names: str, order: str) -> None:
    document = divided(names)
    after = arranging.gather_divisions(document)
    assert columns_of(after) == order
    assert (after is document) == (order == columns_of(document))


@given(documents())
def test_gathering_moves_columns_and_nothing_else(document: Document) -> None:
    after = arranging.gather_divisions(document)
    assert cells_of(after) == cells_of(document)
    assert arranging.gather_divisions(after) is after
    assert list(dict.fromkeys(unit.division for unit in after.units)) == list(
        dict.fromkeys(unit.division for unit in document.units)
    )
    named = [unit.division for unit in after.units if unit.division != Words()]
    changes = sum(one != other for one, other in pairwise(named))
    assert changes == max(0, len(set(named)) - 1)


# -- copies -----------------------------------------------------------------------------------------------


def test_copies_of_rows_stand_below_their_block() -> None:
    after, copies = arranging.duplicate_activities(DOCUMENT, ["h1", "g2", "g1"])
    assert copies == ("x_g1", "x_h1", "x_g2")
    assert rows_of(after) == "g: g1 g2 x_g1 x_g2 g3 | h: h1 x_h1 h2"
    assert after.cell("as_is", "x_g1", "com") == Cell(A, "first")
    assert after.cell("as_is", "x_g1", "").status is Status.AGREED


def test_copies_of_columns_stand_right_of_their_block() -> None:
    after, copies = arranging.duplicate_units(DOCUMENT, ["law", "hr", "com"])
    assert copies == ("x_com", "x_hr", "x_law")
    assert columns_of(after) == "com hr x_com x_hr it law x_law"
    assert after.cell("as_is", "g1", "x_com") == Cell(A, "first")
    assert after.cell("as_is", "g1", "x_hr") == Cell(R, "", Status.QUESTION)
    assert after.cell("as_is", "g1", "").status is Status.AGREED


@given(st.data())
def test_copies_of_rows_equal_what_they_came_from(data: DataObject) -> None:
    document = data.draw(documents())
    chosen = some(data, document.activity_places)
    after, copies = arranging.duplicate_activities(document, chosen)
    assert_valid(after)
    originals = [row for row in document.activity_places if row in chosen]
    for old, new in zip(originals, copies, strict=True):
        activity = document.activities[document.activity_places[old]]
        assert after.activities[after.activity_places[new]] == replace(activity, id=new)
        for matrix in after.matrices:
            assert matrix.rows[after.activity_places[new]] == matrix.rows[after.activity_places[old]]
    assert edits.remove_activities(after, copies) == document
    assert (after is document) == (not chosen)


@given(st.data())
def test_copies_of_columns_equal_what_they_came_from(data: DataObject) -> None:
    document = data.draw(documents())
    chosen = some(data, document.unit_places)
    after, copies = arranging.duplicate_units(document, chosen)
    assert_valid(after)
    originals = [unit for unit in document.unit_places if unit in chosen]
    for old, new in zip(originals, copies, strict=True):
        unit = document.units[document.unit_places[old]]
        assert after.units[after.unit_places[new]] == replace(unit, id=new)
        for matrix in after.matrices:
            for activity in after.activity_places:
                assert after.cell(matrix.id, activity, new) == document.cell(matrix.id, activity, old)
    assert edits.remove_units(after, copies) == document
    assert (after is document) == (not chosen)


# -- what is not there ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "edit",
    [
        lambda: arranging.shift_activities(DOCUMENT, ["g1", "no"], 1),
        lambda: arranging.place_activities(DOCUMENT, ["no"], None, "g"),
        lambda: arranging.place_activities(DOCUMENT, ["g1"], "no", "g"),
        lambda: arranging.place_activities(DOCUMENT, ["g1"], None, "no"),
        lambda: arranging.duplicate_activities(DOCUMENT, ["no"]),
        lambda: arranging.shift_groups(DOCUMENT, ["no"], 1),
        lambda: arranging.place_group(DOCUMENT, "no", None),
        lambda: arranging.place_group(DOCUMENT, "g", "no"),
        lambda: arranging.remove_group(DOCUMENT, "no"),
        lambda: arranging.shift_units(DOCUMENT, ["no"], 1),
        lambda: arranging.place_units(DOCUMENT, ["no"], None),
        lambda: arranging.place_units(DOCUMENT, ["com"], "no"),
        lambda: arranging.duplicate_units(DOCUMENT, ["no"]),
    ],
)
def test_unknown_ids_are_refused(edit: Callable[[], object]) -> None:
    with pytest.raises(KeyError, match="no"):
        edit()
