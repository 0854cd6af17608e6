from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raciapp.base.words import same
from raciapp.document import history
from raciapp.document.history import MERGE_WITHIN, Entry, History
from raciapp.document.records import Document, new_document
from raciapp.document.workspace import Workspace


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


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> History:
    """Return a history of which ten steps at least are kept, in blocks of three."""
    monkeypatch.setattr(history, "BLOCK", 3)
    monkeypatch.setattr(history, "MOST", 10)
    return START


def test_only_the_oldest_steps_are_given_up(short: History) -> None:
    documents = [named(f"n{number}") for number in range(200)]
    now = short
    for number, document in enumerate(documents):
        now = now.pushed(Entry(document, f"edit {number}"))
        assert now.at == len(now) - 1
        assert min(number + 1, 10) <= now.at < 10 + 2 * 3
        assert (now.document, now.undo_label, now.redo_label) == (document, f"edit {number}", None)
    for number in range(199, 199 - now.at, -1):
        assert (now.document, now.undo_label) == (documents[number], f"edit {number}")
        now = now.moved(-1)
    assert now.undo_label is None
    assert now.moved(-1) is now
    assert now.document == documents[200 - len(now)], "the oldest that is kept is where undo ends"
    for _ in range(len(now)):
        now = now.moved(1)
    assert now.document == documents[199]


def test_what_is_given_up_is_let_go(short: History) -> None:
    now = short
    for number in range(1000):
        now = now.pushed(Entry(named(f"n{number}")))
    assert sum(map(len, now.blocks)) + len(now.latest) == len(now) <= 10 + 2 * 3


def test_typing_merges_where_the_oldest_have_gone(short: History) -> None:
    now = short
    for number in range(50):
        now = now.pushed(Entry(named(f"n{number}"), "edit"))
        steps = now.at
        now = now.pushed(Entry(named(f"typed {number}"), "rename", number, 1.0)).pushed(
            Entry(named(f"more {number}"), "rename", number, 1.1)
        )
        assert names(now)[-2:] == [f"n{number}", f"more {number}"]
        assert now.undo_label == "rename"
        assert now.at in {steps + 1, steps + 1 - 3}


def test_what_is_saved_is_known_where_the_oldest_have_gone(short: History, tmp_path: Path) -> None:
    workspace = Workspace(short.document)
    for number in range(40):
        workspace.commit(f"edit {number}", named(f"n{number}"))
        if number == 5:
            workspace.save(tmp_path / "old.raci")
    assert workspace.modified
    while workspace.undo():
        assert workspace.modified, "what was saved lies beyond the steps that are kept"
    while workspace.redo():
        pass
    workspace.save()
    for number in range(40, 45):
        workspace.commit(f"edit {number}", named(f"n{number}"))
    told = []
    for _ in range(6):
        told.append(workspace.modified)
        workspace.undo()
    assert told == [True] * 5 + [False]
    assert workspace.document == named("n38")


def test_more_steps_are_kept_than_anybody_takes_back() -> None:
    assert history.MOST >= 5_000
    now = START
    for number in range(history.MOST + 3 * history.BLOCK):
        now = now.pushed(Entry(START.document, str(number)))
    assert history.MOST <= now.at < history.MOST + 2 * history.BLOCK
