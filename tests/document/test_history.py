import pytest
from hypothesis import given
from hypothesis import strategies as st

from raciapp.base.words import same
from raciapp.document import history
from raciapp.document.history import MERGE_WITHIN, Entry, History
from raciapp.document.records import Document, new_document


def named(name: str) -> Document:
    return new_document(same(name))


START = History((Entry(named("start")),))


def names(history: History) -> list[str]:
    return [entry.document.organization.name.en for entry in history.entries]


def test_a_new_history_has_nothing_to_undo() -> None:
    assert START.document == named("start")
    assert (START.undo_label, START.redo_label) == (None, None)
    assert START.moved(-1) is START
    assert START.moved(1) is START


def test_labels_name_the_edit_on_either_side() -> None:
    history = START.pushed(Entry(named("a"), "add a")).pushed(Entry(named("b"), "add b"))
    assert (history.undo_label, history.redo_label) == ("add b", None)
    back = history.moved(-1)
    assert (back.undo_label, back.redo_label) == ("add a", "add b")
    assert (back.moved(-1).undo_label, back.moved(-1).redo_label) == (None, "add a")
    assert back.moved(1) == history


def test_an_edit_after_undo_forgets_what_could_be_redone() -> None:
    history = (
        START.pushed(Entry(named("a"), "a")).pushed(Entry(named("b"), "b")).moved(-1).pushed(Entry(named("c"), "c"))
    )
    assert names(history) == ["start", "a", "c"]
    assert history.redo_label is None


def test_typing_in_one_place_is_one_entry() -> None:
    history = START
    for number, text in enumerate("abc"):
        history = history.pushed(Entry(named(text), "rename", "name", number * MERGE_WITHIN * 0.9))
    assert names(history) == ["start", "c"]
    assert history.at == 1


def test_a_pause_elsewhere_or_no_place_begins_a_new_entry() -> None:
    first = START.pushed(Entry(named("a"), "rename", "name", 10.0))
    assert names(first.pushed(Entry(named("b"), "rename", "name", 10.0 + MERGE_WITHIN))) == ["start", "a", "b"]
    assert names(first.pushed(Entry(named("b"), "rename", "other", 10.0))) == ["start", "a", "b"]
    assert names(first.pushed(Entry(named("b"), "rename", None, 10.0))) == ["start", "a", "b"]
    unplaced = START.pushed(Entry(named("a"), "toggle", None, 10.0))
    assert names(unplaced.pushed(Entry(named("b"), "toggle", None, 10.0))) == ["start", "a", "b"]


def test_the_first_document_is_never_merged_away() -> None:
    typed = History((Entry(named("start"), place="name"),)).pushed(Entry(named("a"), "rename", "name"))
    assert names(typed) == ["start", "a"]


def test_typing_that_is_taken_back_leaves_nothing_to_undo() -> None:
    typed = START.pushed(Entry(named("a"), "rename", "name", 1.0))
    back = typed.pushed(Entry(named("start"), "rename", "name", 1.1))
    assert names(back) == ["start"]
    assert (back.at, back.undo_label) == (0, None)


@given(st.lists(st.sampled_from(["push", "type", "back", "forward"]), max_size=40))
def test_blocks_are_seen_by_nobody(steps: list[str]) -> None:
    """Whatever is done, a history in small blocks is what a plain list of documents would be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "BLOCK", 3)
        now, known, at = START, ["start"], 0
        for number, step in enumerate(steps):
            name = f"n{number}"
            if step in {"push", "type"}:
                merges = step == "type" and at > 0 and known[at].startswith("typed")
                known = [*known[: at + (not merges)], f"typed {name}" if step == "type" else name]
                at = len(known) - 1
                now = now.pushed(Entry(named(known[at]), known[at], "here" if step == "type" else None))
            else:
                way = -1 if step == "back" else 1
                at = min(max(at + way, 0), len(known) - 1)
                now = now.moved(way)
            assert names(now) == known
            assert (len(now), now.at, now.document) == (len(known), at, named(known[at]))
            assert now.undo_label == (known[at] if at else None)
            assert now.redo_label == (known[at + 1] if at + 1 < len(known) else None)
            assert all(len(block) == 3 for block in now.blocks)
            assert 1 <= len(now.latest) <= 3
