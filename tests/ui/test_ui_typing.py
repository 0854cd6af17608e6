"""Typing letters into the grid."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.acting import Clock, Opener, all_cells, cell, letters, press, select

from raciapp.base.words import Words
from raciapp.document.records import Document, new_document
from raciapp.ui.grid.view import GridView
from raciapp.ui.window import MainWindow

ROW = "str_strategy"


def test_a_letter_goes_into_the_current_cell_and_off_again(window: MainWindow, grid: GridView) -> None:
    grid.go_to(ROW, "hr")
    press(window, "R")
    assert letters(window, ROW, "hr") == "R"
    press(window, "R")
    assert letters(window, ROW, "hr") == ""


def test_a_cell_holds_several_letters_in_the_order_of_the_scheme(window: MainWindow, grid: GridView) -> None:
    grid.go_to(ROW, "hr")
    press(window, "I", "R", "C", "A")
    assert letters(window, ROW, "hr") == "A/R/C/I"
    press(window, "C")
    assert letters(window, ROW, "hr") == "A/R/I"


@pytest.mark.parametrize("text", ["a", "A"], ids=["lower", "caps lock"])
def test_upper_and_lower_case_mean_the_same(window: MainWindow, grid: GridView, text: str) -> None:
    grid.go_to(ROW, "hr")
    press(window, "R")
    _typed(grid, Qt.Key.Key_A, text)
    assert letters(window, ROW, "hr") == "A/R"


def test_the_cell_stays_current_while_typing(window: MainWindow, grid: GridView) -> None:
    grid.go_to(ROW, "hr")
    press(window, "A", "R", "Delete")
    assert grid.current_place() == (ROW, "hr")


def test_a_letter_fills_all_chosen_cells_first_and_empties_them_then(window: MainWindow) -> None:
    # The block holds headings between the rows and one R already.
    select(window, "acc_open", "com", down=2, right=1)
    press(window, "R")
    held = [letters(window, row, unit) for row in ("acc_open", "con_create", "con_clear") for unit in ("com", "dig")]
    assert held == ["A/R", "R", "A/R", "R", "R", "R"]
    press(window, "R")
    held = [letters(window, row, unit) for row in ("acc_open", "con_create", "con_clear") for unit in ("com", "dig")]
    assert held == ["A", "", "A", "", "", ""]


def test_one_letter_over_many_cells_is_one_step_of_undo(window: MainWindow) -> None:
    before = all_cells(window)
    select(window, "acc_open", "com", down=4, right=3)
    press(window, "I", "Ctrl+Z")
    assert all_cells(window) == before


@pytest.mark.parametrize("key", ["Delete", "Backspace"])
def test_delete_and_backspace_empty_the_chosen_cells(window: MainWindow, key: str) -> None:
    select(window, "pol_draft", "com", down=1)
    press(window, key)
    assert (letters(window, "pol_draft", "com"), letters(window, "pol_approve_hr", "com")) == ("", "")
    assert letters(window, "pol_approve_legal", "com") == "I"


def test_delete_takes_the_remark_along(opened: Opener, sample: Document) -> None:
    row = replace(sample.matrices[0].rows[0], remarks=(("com", "since 2019"),))
    matrix = replace(sample.matrices[0], rows=(row, *sample.matrices[0].rows[1:]))
    window = opened(replace(sample, matrices=(matrix,)))
    window.grid.go_to(ROW, "com")
    press(window, "Delete")
    assert cell(window, ROW, "com").remark == ""


def test_delete_on_an_empty_cell_is_no_edit(window: MainWindow, grid: GridView) -> None:
    grid.go_to(ROW, "hr")
    press(window, "Delete")
    assert not window.open_session().workspace.modified
    assert window.open_session().workspace.history.undo_label is None


@pytest.mark.parametrize("key", ["Z", "Shift+Z", "0", "{", ","])
def test_an_unknown_letter_says_which_there_are_and_changes_nothing(
    window: MainWindow, grid: GridView, key: str
) -> None:
    grid.go_to(ROW, "com")
    before = window.open_session().document
    press(window, key)
    assert window.open_session().document is before
    typed = key.removeprefix("Shift+")
    assert window.statusBar().currentMessage() == f"«{typed}» is no letter of RACI. Type R, A, C, I."


def test_another_scheme_has_its_own_letters(opened: Opener, sample: Document) -> None:
    window = opened(replace(sample, scheme="rasci"))
    window.grid.go_to(ROW, "hr")
    press(window, "S")
    assert letters(window, ROW, "hr") == "S"
    press(window, "X")
    assert "RASCI" in window.statusBar().currentMessage()
    assert "S" in window.statusBar().currentMessage()


def _typed(grid: GridView, key: Qt.Key, text: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Send a key that has no name of its own, such as one of another alphabet."""
    QApplication.sendEvent(grid, QKeyEvent(QEvent.Type.KeyPress, key, held, text))


@pytest.mark.parametrize("text", ["é", "Ж", "ß", "👍"])
def test_letters_of_other_alphabets_change_nothing(window: MainWindow, grid: GridView, text: str) -> None:
    before = window.open_session().document
    _typed(grid, Qt.Key.Key_unknown, text)
    assert window.open_session().document is before
    assert grid.current_place() == (ROW, "dm")


def test_a_letter_with_a_modifier_is_not_typed(window: MainWindow, grid: GridView) -> None:
    before = window.open_session().document
    for held in (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier):
        _typed(grid, Qt.Key.Key_R, "r", held)
    assert window.open_session().document is before


def test_no_letter_searches_the_grid(window: MainWindow, grid: GridView) -> None:
    moved = QSignalSpy(grid.selectionModel().currentChanged)
    press(window, "C", "A", "Z")
    grid.keyboardSearch("A")
    assert moved.count() == 0


def test_typing_in_one_place_merges_into_one_step(window: MainWindow, grid: GridView, clock: Clock) -> None:
    clock.step = 0.1
    grid.go_to(ROW, "hr")
    press(window, "R", "A", "I")
    assert letters(window, ROW, "hr") == "A/R/I"
    press(window, "Ctrl+Z")
    assert letters(window, ROW, "hr") == ""
    assert not window.open_session().workspace.modified


def test_typing_in_two_places_or_after_a_while_does_not_merge(window: MainWindow, grid: GridView, clock: Clock) -> None:
    clock.step = 0.1
    grid.go_to(ROW, "hr")
    press(window, "R", "Right", "R")
    press(window, "Ctrl+Z")
    assert (letters(window, ROW, "hr"), letters(window, ROW, "leg")) == ("R", "")
    clock.now += 1
    press(window, "Left", "A", "Ctrl+Z")
    assert letters(window, ROW, "hr") == "R"


def test_the_status_bar_says_what_the_cell_holds(window: MainWindow, grid: GridView, qtbot: QtBot) -> None:
    editor = window.editor
    assert editor is not None
    grid.go_to(ROW, "hr")
    with qtbot.waitSignal(editor.said) as said:
        press(window, "R")
    assert said.args == ["Set the social media strategy  ·  Human Resources Branch: Responsible"]
    with qtbot.waitSignal(editor.said) as said:
        press(window, "R")
    assert said.args == ["Set the social media strategy  ·  Human Resources Branch: no part"]


def test_keys_in_an_empty_document_do_nothing(opened: Opener) -> None:
    window = opened(new_document(Words("Nobody yet")))
    before = window.open_session().document
    press(window, "R", "Z", "Delete", "Return", "Tab", "Down", "Ctrl+C", "Ctrl+V", "Ctrl+X", "F2", "Alt+Up")
    assert window.open_session().document is before
    assert window.grid.current_place() is None
