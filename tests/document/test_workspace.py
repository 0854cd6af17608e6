import itertools
from pathlib import Path

import pytest
from edit_strategies import edit_chains
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.words import Language, same
from raciapp.document import edits
from raciapp.document.changes import Changes, diff
from raciapp.document.history import MERGE_WITHIN
from raciapp.document.records import Document, Unit, new_document
from raciapp.document.storage import load, save
from raciapp.document.workspace import Workspace

START = edits.add_unit(new_document(same("Us")), Unit("com", same("Com")))
Heard = tuple[Document, Document, Changes, str]


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def listened(workspace: Workspace) -> list[Heard]:
    """Return the list into which everything the workspace says is put."""
    heard: list[Heard] = []
    workspace.listen(lambda before, after, changes, label: heard.append((before, after, changes, label)))
    return heard


def called(document: Document, name: str) -> Document:
    return edits.rename_unit(document, "com", name, Language.EN)


def test_listeners_are_told_once_per_edit() -> None:
    workspace = Workspace(START)
    heard, also = listened(workspace), listened(workspace)
    after = called(START, "Communications")
    assert workspace.commit("rename", after)
    assert heard == also == [(START, after, diff(START, after), "rename")]
    assert workspace.document is after


def test_a_listener_can_stop_even_while_it_is_told() -> None:
    workspace = Workspace(START)
    told = []

    def once(*_news: object) -> None:
        told.append("once")
        stop()

    stop = workspace.listen(once)
    heard = listened(workspace)
    workspace.commit("rename", called(START, "A"))
    workspace.commit("rename", called(START, "B"))
    assert told == ["once"]
    assert [after.units[0].name.en for _, after, *_ in heard] == ["A", "B"]


def test_an_edit_that_changes_nothing_is_no_edit() -> None:
    workspace = Workspace(START)
    heard = listened(workspace)
    assert not workspace.commit("nothing", START)
    assert not workspace.commit("nothing", called(START, "Com"))
    assert not workspace.commit("nothing", replace(START))
    assert heard == []
    assert workspace.history.undo_label is None


def test_undo_and_redo_tell_the_same_label_and_the_way_back() -> None:
    workspace = Workspace(START)
    after = called(START, "Communications")
    workspace.commit("rename", after)
    heard = listened(workspace)
    assert (workspace.history.undo_label, workspace.history.redo_label) == ("rename", None)
    assert workspace.undo()
    assert (workspace.history.undo_label, workspace.history.redo_label) == (None, "rename")
    assert workspace.redo()
    assert heard == [(after, START, diff(after, START), "rename"), (START, after, diff(START, after), "rename")]


def test_undo_and_redo_end_somewhere() -> None:
    workspace = Workspace(START)
    heard = listened(workspace)
    assert not workspace.undo()
    assert not workspace.redo()
    assert heard == []


def test_typing_within_half_a_second_is_one_step_of_undo() -> None:
    clock = Clock()
    workspace = Workspace(START, clock=clock)
    heard = listened(workspace)
    for name in ("C", "Co", "Comm"):
        clock.now += MERGE_WITHIN * 0.99
        workspace.commit("rename", called(workspace.document, name), "unit com")
    assert [label for *_, label in heard] == ["rename"] * 3
    assert workspace.undo()
    assert workspace.document == START
    assert workspace.redo()
    assert workspace.document.units[0].name == same("Comm")


@pytest.mark.parametrize(("pause", "place"), [(MERGE_WITHIN, "unit com"), (0.0, "unit hr"), (0.0, None)])
def test_later_or_elsewhere_is_a_step_of_its_own(pause: float, place: str | None) -> None:
    clock = Clock()
    workspace = Workspace(START, clock=clock)
    workspace.commit("rename", called(START, "C"), "unit com")
    clock.now += pause
    workspace.commit("rename", called(START, "Co"), place)
    workspace.undo()
    assert workspace.document.units[0].name == same("C")


def test_typing_after_undo_does_not_rewrite_an_older_step() -> None:
    clock = Clock()
    workspace = Workspace(START, clock=clock)
    workspace.commit("rename", called(START, "C"), "unit com")
    clock.now += 1
    workspace.commit("rename", called(START, "Co"), "unit com")
    workspace.undo()
    workspace.commit("rename", called(START, "Ca"), "unit com")
    workspace.undo()
    assert workspace.document.units[0].name == same("C")


@given(edit_chains())
def test_undoing_everything_and_redoing_it(chain: list[Document]) -> None:
    workspace = Workspace(chain[0])
    told = listened(workspace)
    steps = sum(workspace.commit(f"edit {number}", document) for number, document in enumerate(chain[1:]))
    assert steps == sum(one != other for one, other in itertools.pairwise(chain)) == len(told)
    undone = sum(iter(workspace.undo, False))
    assert (undone, workspace.document) == (steps, chain[0])
    redone = sum(iter(workspace.redo, False))
    assert (redone, workspace.document) == (steps, chain[-1])


@given(edit_chains(), st.lists(st.booleans(), max_size=12))
def test_whoever_follows_the_changes_has_the_document(chain: list[Document], steps: list[bool]) -> None:
    """Undo, redo and edits in any order: each `before` is the last `after`."""
    workspace = Workspace(chain[0])
    followed = [chain[0]]

    def follow(before: Document, after: Document, changes: Changes, _label: str) -> None:
        assert before is followed[-1]
        assert changes == diff(before, after)
        assert changes
        followed.append(after)

    workspace.listen(follow)
    for document, back in zip(chain[1:], steps, strict=False):
        workspace.commit("edit", document)
        _ = workspace.undo() if back else workspace.redo()
    assert followed[-1] is workspace.document


# -- the file ---------------------------------------------------------------------------------------------


def test_a_new_document_has_nothing_to_lose_until_it_is_edited() -> None:
    workspace = Workspace(START)
    assert (workspace.path, workspace.modified) == (None, False)
    workspace.commit("rename", called(START, "Communications"))
    assert workspace.modified
    with pytest.raises(ValueError, match="needs a path"):
        workspace.save()


def test_modified_compares_with_what_the_file_holds(tmp_path: Path) -> None:
    workspace = Workspace(START)
    path = tmp_path / "us.raci"
    seen = []

    def step(did: object) -> None:
        assert did
        seen.append(workspace.modified)

    step(workspace.save(path) == path)
    step(workspace.commit("rename", called(START, "Communications")))
    step(workspace.undo())
    step(workspace.redo())
    step(workspace.save() == path)
    step(workspace.commit("rename", called(START, "Com")))
    step(workspace.commit("rename", called(START, "Communications")))
    assert seen == [False, True, False, True, False, True, False]


def test_opening_a_file(tmp_path: Path) -> None:
    path = tmp_path / "us.raci"
    save(START, path)
    workspace = Workspace.opened(path)
    assert (workspace.document, workspace.path, workspace.modified) == (START, path, False)
    with pytest.raises(UserError, match=r"^gone\.raci"):
        Workspace.opened(tmp_path / "gone.raci")


def test_saving_as_leaves_the_first_file(tmp_path: Path) -> None:
    first, second = tmp_path / "first.raci", tmp_path / "second.raci"
    workspace = Workspace(START)
    workspace.save(first)
    after = called(START, "Communications")
    workspace.commit("rename", after)
    workspace.save(second)
    assert (workspace.path, workspace.modified) == (second, False)
    assert (load(first), load(second)) == (START, after)


def test_a_save_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "us.raci"
    workspace = Workspace(START)
    workspace.save(path)
    workspace.commit("rename", called(START, "Communications"))
    with pytest.raises(UserError, match="cannot be saved"):
        workspace.save(tmp_path / "away" / "us.raci")
    assert (workspace.path, workspace.modified) == (path, True)
    assert load(path) == START
