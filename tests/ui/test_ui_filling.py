"""Filling down, to the right and everywhere, as Ctrl+D, Ctrl+R and Ctrl+Enter do in a spreadsheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui.acting import all_cells, cell, centre, click, letters, press, select, trigger

from raciapp.document import edits
from raciapp.document.records import Status
from raciapp.ui.grid.choice import Span
from raciapp.ui.grid.view import GridView
from raciapp.ui.window import MainWindow

ROWS = ("str_strategy", "pol_draft", "pol_approve_hr", "pol_approve_legal")
UNITS = ("dm", "mo", "com", "dig", "med")


def _column(window: MainWindow, unit: str) -> str:
    return " ".join(letters(window, activity, unit) or "-" for activity in ROWS)


def _row(window: MainWindow, activity: str) -> str:
    return " ".join(letters(window, activity, unit) or "-" for unit in UNITS)


# -- down -------------------------------------------------------------------------------------------------


def test_fill_down_repeats_the_first_row_over_headings_and_keeps_the_choice(window: MainWindow, grid: GridView) -> None:
    before = all_cells(window)
    select(window, "str_strategy", "com", down=2, right=1)
    span = grid.choice.one_span()
    press(window, "Ctrl+D")
    assert (_column(window, "com"), _column(window, "dig")) == ("A/R A/R A/R I", "C C C -")
    assert grid.choice.one_span() == span
    press(window, "Ctrl+Z")
    assert all_cells(window) == before


def test_fill_down_with_one_row_takes_the_row_above(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "dm")
    press(window, "Shift+Right", "Ctrl+D")
    assert (letters(window, "pol_draft", "dm"), letters(window, "pol_draft", "mo")) == ("C", "C")


def test_fill_down_empties_below_an_empty_cell(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "hr")
    press(window, "Shift+Down", "Shift+Down", "Ctrl+D")
    assert _column(window, "hr") == "- - - -"


def test_the_first_row_has_nothing_above(window: MainWindow) -> None:
    before = window.open_session().document
    press(window, "Ctrl+D")
    assert window.open_session().document is before


def test_fill_down_takes_letters_alone(window: MainWindow, grid: GridView) -> None:
    session = window.open_session()
    document = edits.set_remark(session.document, "as_is", "str_strategy", "com", "since 2019")
    document = edits.set_status(document, "as_is", [("pol_draft", "com")], Status.AGREED)
    session.commit("Note", document)
    select(window, "str_strategy", "com", down=1)
    press(window, "Ctrl+D")
    below = cell(window, "pol_draft", "com")
    assert (below.remark, below.status) == ("", Status.AGREED)


def test_fill_down_passes_over_what_is_hidden(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    press(window, "Delete", "Ctrl+9")
    select(window, "str_strategy", "com", down=1)
    press(window, "Ctrl+D")
    assert letters(window, "pol_approve_hr", "com") == "A/R"
    grid.go_to("pol_approve_hr", "mo")
    press(window, "Ctrl+D", "Ctrl+Shift+9")
    assert (_column(window, "mo"), _column(window, "com")) == ("C - C -", "A/R - A/R I")


# -- to the right -----------------------------------------------------------------------------------------


def test_fill_right_repeats_the_first_column_and_keeps_the_choice(window: MainWindow, grid: GridView) -> None:
    select(window, "str_strategy", "com", down=1, right=2)
    span = grid.choice.one_span()
    press(window, "Ctrl+R")
    assert (_row(window, "str_strategy"), _row(window, "pol_draft")) == ("C C A/R A/R A/R", "- - A/R A/R A/R")
    assert grid.choice.one_span() == span


def test_fill_right_with_one_column_takes_the_one_at_the_left(window: MainWindow, grid: GridView) -> None:
    select(window, "str_strategy", "dig", down=1)
    press(window, "Ctrl+R")
    assert (_row(window, "str_strategy"), _row(window, "pol_draft")) == ("C C A/R A/R -", "- - A/R A/R -")


def test_the_first_column_has_nothing_at_its_left(window: MainWindow) -> None:
    before = window.open_session().document
    press(window, "Ctrl+R")
    assert window.open_session().document is before


# -- everywhere -------------------------------------------------------------------------------------------


def test_control_and_enter_fill_every_chosen_cell_with_the_current_one(window: MainWindow, grid: GridView) -> None:
    click(grid.viewport(), centre(window, "pol_draft", "mo"))
    held = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, held, centre(window, "pol_approve_hr", "dm"))
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, held, centre(window, "str_strategy", "com"))
    press(window, "Ctrl+Return")
    assert [letters(window, *place) for place in grid.choice.places()] == ["A/R", "A/R", "A/R"]
    assert len(grid.choice.places()) == 3
    press(window, "Ctrl+Z")
    assert letters(window, "pol_draft", "mo") == ""


def test_filling_with_what_is_there_is_no_edit(window: MainWindow) -> None:
    press(window, "Ctrl+Return")
    assert window.open_session().workspace.history.undo_label is None


def test_fills_are_undone_and_brought_again_where_they_were(window: MainWindow, grid: GridView) -> None:
    select(window, "str_strategy", "com", down=1)
    press(window, "Ctrl+D", "Delete", "Ctrl+Z")
    grid.go_to("rsk_records", "dig")
    press(window, "Ctrl+Y")
    assert grid.current_place() == ("str_strategy", "com")
    grid.go_to("pol_draft", "com")
    press(window, "Ctrl+Z")
    assert grid.current_place() == ("pol_draft", "com")


def test_the_menu_takes_what_the_template_expects(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    press(window, "Delete")
    trigger(window, "take_expected")
    assert letters(window, "str_strategy", "com") == "A/R"


def test_undo_without_a_history_moves_nothing(window: MainWindow, grid: GridView) -> None:
    window.cells.undo()
    window.cells.redo()
    assert grid.current_place() == ("str_strategy", "dm")


@pytest.mark.parametrize("action", ["fill_down", "fill_right", "fill_chosen"])
def test_on_a_folded_heading_there_is_nothing_to_fill(window: MainWindow, grid: GridView, action: str) -> None:
    before = window.open_session().document
    press(window, "Alt+-")
    assert grid.choice.one_span() == Span(0, 0, 0, 0)
    assert not window.actions_by_id[action].isEnabled()
    getattr(window.cells, action)()
    assert window.open_session().document is before
