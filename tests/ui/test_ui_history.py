"""Undo and redo with real keys, to the beginning and back."""

from pathlib import Path
from random import Random

from ui.acting import Opener, all_cells, answers, letters, press

from raciapp.document.records import Document
from raciapp.document.storage import load
from raciapp.ui.grid.view import GridView
from raciapp.ui.window import MainWindow

STEPS = 50


def _act_at_random(window: MainWindow, chance: Random) -> None:
    """Go to some cell and do one thing there with the keyboard."""
    grid = window.grid
    document = window.open_session().document
    grid.go_to(chance.choice(document.activities).id, chance.choice(document.units).id)
    keys = ["R", "A", "C", "I", "Delete", "Alt+Up", "Alt+Down", "Alt+Left", "Alt+Right", "F2", "Ctrl+F2"]
    keys += ["Ctrl+Shift+A", "Ctrl+Shift+U", "Shift+F2", "Ctrl+V"]
    if len(document.activities) > 4 and len(document.units) > 4:
        keys += ["Ctrl+Delete", "Ctrl+Shift+Delete"]
    ready = answers(window)
    ready.texts.append(f"Name {chance.random()}")
    ready.paragraphs.append(f"Remark {chance.random()}")
    press(window, *["Shift+Right"] * chance.randrange(3), chance.choice(keys))
    ready.texts.clear()
    ready.paragraphs.clear()


def test_fifty_edits_are_undone_and_redone_one_by_one(opened: Opener, small: Document) -> None:
    window = opened(small)
    chance = Random(50)  # noqa: S311 - a test, not a secret
    session = window.open_session()
    seen = [(session.document, all_cells(window))]
    while len(seen) <= STEPS:
        _act_at_random(window, chance)
        if session.document != seen[-1][0]:
            seen.append((session.document, all_cells(window)))
    for document, cells in reversed(seen[:-1]):
        press(window, "Ctrl+Z")
        assert session.document == document
        assert all_cells(window) == cells
    assert not window.actions_by_id["undo"].isEnabled()
    for document, cells in seen[1:]:
        press(window, "Ctrl+Y")
        assert session.document == document
        assert all_cells(window) == cells
    assert not window.actions_by_id["redo"].isEnabled()


def test_undo_and_redo_at_the_ends_do_nothing(window: MainWindow, grid: GridView) -> None:
    before = window.open_session().document
    press(window, "Ctrl+Z", "Ctrl+Y")
    window.cells.undo()
    window.cells.redo()
    assert window.open_session().document is before


def test_a_new_edit_drops_what_could_be_redone(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "hr")
    press(window, "R", "Ctrl+Z", "A", "Ctrl+Y")
    assert letters(window, "str_strategy", "hr") == "A"


def test_undo_and_redo_name_the_edit_they_are_about(window: MainWindow, grid: GridView) -> None:
    undo, redo = window.actions_by_id["undo"], window.actions_by_id["redo"]
    assert (undo.isEnabled(), undo.toolTip(), redo.isEnabled(), redo.toolTip()) == (False, "Undo", False, "Redo")
    press(window, "R")
    assert (undo.isEnabled(), undo.toolTip()) == (True, "Undo: Type R")
    press(window, "Ctrl+Z")
    assert (redo.isEnabled(), redo.toolTip()) == (True, "Redo: Type R")


def test_saving_does_not_cut_the_history(window: MainWindow, grid: GridView, tmp_path: Path) -> None:
    grid.go_to("str_strategy", "hr")
    press(window, "R", "Ctrl+S", "Ctrl+Z")
    assert letters(window, "str_strategy", "hr") == ""
    assert window.isWindowModified()
    press(window, "Ctrl+Y")
    assert not window.isWindowModified()
    assert load(tmp_path / "coastal.raci") == window.open_session().document
