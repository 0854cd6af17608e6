"""Which lines are shown, and the steps from one list of them to another; no window is needed."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import documents

from raciapp.document.records import Document
from raciapp.ui.grid.lines import Excluded, Line, Step, lines_of, steps_between, units_of
from raciapp.ui.sight import Sight

lists = st.lists(st.sampled_from("abcdefgh"), unique=True)


def _applied(before: list[str], after: list[str], steps: list[Step]) -> list[str]:
    """Take the steps one by one, as an item model does."""
    items = list(before)
    for step in steps:
        assert 0 <= step.start < step.end
        if step.comes:
            assert step.start <= len(items)
            items[step.start : step.start] = after[step.start : step.end]
        else:
            assert step.end <= len(items)
            del items[step.start : step.end]
    return items


# -- steps ------------------------------------------------------------------------------------------------


@given(lists, lists)
def test_the_steps_lead_from_one_list_to_the_other(before: list[str], after: list[str]) -> None:
    assert _applied(before, after, list(steps_between(before, after))) == after


@given(lists, st.randoms(use_true_random=False))
def test_the_steps_lead_to_every_other_order(before: list[str], chance: object) -> None:
    after = list(before)
    chance.shuffle(after)  # type: ignore[attr-defined] # a Random, which hypothesis does not name
    assert _applied(before, after, list(steps_between(before, after))) == after


@given(lists, lists)
def test_all_that_goes_goes_before_anything_comes(before: list[str], after: list[str]) -> None:
    comings = [step.comes for step in steps_between(before, after)]
    assert comings == sorted(comings)


@given(lists, st.sets(st.sampled_from("abcdefgh")))
def test_what_keeps_its_order_is_left_alone(before: list[str], gone: set[str]) -> None:
    after = [item for item in before if item not in gone]
    steps = list(steps_between(before, after))
    assert sum(step.end - step.start for step in steps) == len(before) - len(after)
    assert not any(step.comes for step in steps)
    back = list(steps_between(after, before))
    assert sum(step.end - step.start for step in back) == len(before) - len(after)


@given(lists)
def test_from_a_list_to_itself_there_is_no_step(items: list[str]) -> None:
    assert list(steps_between(items, items)) == []


def test_neighbours_that_swap_are_all_that_moves() -> None:
    assert list(steps_between("abcdef", "abdcef")) == [Step(False, 2, 4), Step(True, 2, 4)]


# -- lines ------------------------------------------------------------------------------------------------


@given(documents(), st.data())
def test_every_activity_has_one_line_unless_it_is_folded_or_hidden(document: Document, draw: st.DataObject) -> None:
    folded = draw.draw(st.sets(st.sampled_from([*document.group_places, "gone"])))
    hidden = draw.draw(st.sets(st.sampled_from([*document.activity_places, "gone"])))
    left_out = draw.draw(st.sets(st.sampled_from([*document.activity_places, "gone"])))
    sight = Sight(folded=frozenset(folded), hidden_activities=frozenset(hidden))
    lines = lines_of(document, sight, Excluded(activities=frozenset(left_out)))
    assert len(set(lines)) == len(lines)
    shown = [line.id for line in lines if not line.heading]
    present = [one for one in document.activities if one.id not in hidden | left_out]
    assert set(shown) == {one.id for one in present if one.group not in folded & set(document.group_places)}
    headings = {line.id for line in lines if line.heading}
    assert headings == {one.group for one in present} & set(document.group_places)
    for line, following in pairwise(lines):
        if line.heading and not following.heading:
            assert document.activities[document.activity_places[following.id]].group == line.id


@given(documents(), st.data())
def test_units_are_shown_in_their_order(document: Document, draw: st.DataObject) -> None:
    hidden = draw.draw(st.frozensets(st.sampled_from([*document.unit_places, "gone"])))
    left_out = draw.draw(st.frozensets(st.sampled_from([*document.unit_places, "gone"])))
    shown = units_of(document, replace(Sight(), hidden_units=hidden), Excluded(units=left_out))
    assert shown == [unit.id for unit in document.units if unit.id not in hidden | left_out]
    assert Line("a", heading=True) != Line("a", heading=False)
