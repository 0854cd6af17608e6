"""The find bar: what is typed jumps in the grid, Enter goes on, Esc gives the keyboard back."""

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from ui.acting import Opener, answers, press

from raciapp.base.words import Language, Words
from raciapp.document.edits import copy_matrix, rename_activity, set_remark
from raciapp.document.records import new_document
from raciapp.ui.find_bar import FindBar
from raciapp.ui.theme import current_theme
from raciapp.ui.window import MainWindow

CONTENT = [
    ("con_create", "mo"),  # also the heading «Content»
    ("con_clear", "mo"),
    ("con_language", "mo"),
]


@pytest.fixture
def bar(window: MainWindow) -> FindBar:
    """Return a find bar over the bottom of the window, with the keyboard on the second unit of the first activity."""
    grid = window.grid
    grid.go_to("str_strategy", "mo")
    bar = FindBar(window.open_session(), grid.go_to, grid.current_place, window)
    bar.setGeometry(0, window.height() - 70, window.width(), 40)
    bar.closed.connect(grid.setFocus)
    return bar


def _type(bar: FindBar, text: str) -> tuple[str, str] | None:
    """Open the bar, type over what it holds, and return where the grid is."""
    if not bar.isVisible():
        bar.open()
    bar.field.selectAll()
    press(bar, *text)
    return bar._current()


def test_the_bar_is_out_of_sight_until_it_is_opened(bar: FindBar) -> None:
    assert not bar.isVisible()
    bar.open()
    assert bar.isVisible()
    assert bar.field.hasFocus()
    assert bar.count.text() == ""
    assert not bar.after.isEnabled()


def test_a_question_mark_is_typed_where_text_is(window: MainWindow) -> None:
    editor = window.editor
    assert editor is not None
    press(window, "Ctrl+F", "?", "R")
    assert editor.finder.field.text().upper() == "?R"
    assert answers(window).asked == []
    answers(window).acts.append(lambda _: False)
    press(window, "Esc", "?")
    assert [len(question) for question in answers(window).asked] == [1]
    assert not window.isWindowModified()


def test_typing_jumps_to_the_first_match_from_here_on(bar: FindBar) -> None:
    assert _type(bar, "content") == CONTENT[0]
    assert bar.count.text() == "1 of 3"
    assert bar.field.hasFocus()


def test_typing_on_starts_where_the_search_did(bar: FindBar) -> None:
    """«a» leads somewhere, and what is typed further may be nearer to where one was than to there."""
    _type(bar, "cle")
    assert bar._current() == ("con_clear", "mo")
    press(bar, "Backspace", "Backspace", "Backspace", *"mini")
    assert bar._current() == ("str_strategy", "mo"), "«Minister's Office» is the unit one was at"


def test_a_unit_is_found_in_the_row_where_one_is(bar: FindBar) -> None:
    assert _type(bar, "legal serv") == ("str_strategy", "leg")
    assert bar.count.text() == "1 of 1"


def test_accents_and_case_do_not_count(bar: FindBar) -> None:
    assert _type(bar, "CONTÉNT") == CONTENT[0]


def test_remarks_are_found_in_their_cells(bar: FindBar, window: MainWindow) -> None:
    window.grid.go_to("con_clear", "leg")
    session = window.open_session()
    session.commit("a remark", set_remark(session.document, session.matrix, "con_clear", "leg", "ask Zoé"))
    window.grid.go_to("str_strategy", "mo")
    assert _type(bar, "zoe") == ("con_clear", "leg")


def test_enter_goes_on_and_around(bar: FindBar) -> None:
    _type(bar, "content")
    seen = []
    for _ in CONTENT:
        press(bar, "Return")
        seen.append((bar._current(), bar.count.text()))
    assert seen == [(CONTENT[1], "2 of 3"), (CONTENT[2], "3 of 3"), (CONTENT[0], "1 of 3")]


def test_shift_enter_goes_back_and_around(bar: FindBar) -> None:
    _type(bar, "content")
    press(bar, "Shift+Return")
    assert (bar._current(), bar.count.text()) == (CONTENT[2], "3 of 3")
    press(bar, "Shift+Return")
    assert (bar._current(), bar.count.text()) == (CONTENT[1], "2 of 3")


def test_f3_works_in_the_bar_whatever_keys_the_window_gave_its_actions(bar: FindBar, window: MainWindow) -> None:
    for action in window.actions_by_id.values():
        action.setShortcuts([])
    _type(bar, "content")
    press(bar, "F3", "F3")
    assert bar._current() == CONTENT[2]
    press(bar, "Shift+F3")
    assert bar._current() == CONTENT[1]


def test_typing_after_going_on_starts_from_there(bar: FindBar) -> None:
    _type(bar, "content")
    press(bar, "Return", "Return")
    assert bar._current() == CONTENT[2]
    press(bar, "Backspace")
    assert bar._current() == CONTENT[2]


def test_moving_in_the_grid_starts_the_search_anew(bar: FindBar, window: MainWindow) -> None:
    _type(bar, "content")
    window.grid.go_to("con_clear", "com")
    bar.next()
    assert (bar._current(), bar.count.text()) == (("con_language", "com"), "3 of 3")
    window.grid.go_to("con_publish", "com")
    bar.previous()
    assert bar._current() == ("con_language", "com")
    window.grid.go_to("acc_open", "dig")
    bar.next()
    assert bar._current() == ("con_create", "dig"), "the one from here on, not the one after it"
    window.grid.go_to("rsk_records", "dig")
    bar.next()
    assert bar._current() == ("con_create", "dig")
    window.grid.go_to("con_clear", "sci")
    bar.field.selectAll()
    press(bar, *"content")
    assert bar._current() == ("con_clear", "sci")


def test_what_is_not_there_is_said_in_words(bar: FindBar) -> None:
    _type(bar, "content")
    here = bar._current()
    press(bar, *"zzz")
    assert bar._current() == here
    assert bar.count.text() == "Nothing is called that"
    assert bar.field.accessibleDescription() == bar.count.text()
    assert bar.count.palette().color(bar.count.foregroundRole()).name() == current_theme().must.lower()
    assert not bar.before.isEnabled()
    press(bar, "Return")
    assert bar._current() == here
    press(bar, *["Backspace"] * 3)
    assert bar.count.text() == "1 of 3"
    assert bar.count.palette().color(bar.count.foregroundRole()).name() == current_theme().muted.lower()


def test_esc_gives_the_keyboard_back_and_stays(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    _type(bar, "content")
    with qtbot.waitSignal(bar.closed):
        press(bar, "Esc")
    assert not bar.isVisible()
    assert window.grid.hasFocus()
    assert window.grid.current_place() == CONTENT[0]


def test_the_search_goes_on_with_the_bar_put_away(bar: FindBar) -> None:
    _type(bar, "content")
    press(bar, "Esc")
    bar.next()
    assert not bar.isVisible()
    assert bar._current() == CONTENT[1]


def test_without_a_text_going_on_asks_for_one(bar: FindBar) -> None:
    bar.next()
    assert bar.isVisible()
    assert bar.field.hasFocus()


def test_the_last_text_is_ready_to_be_typed_over(bar: FindBar) -> None:
    _type(bar, "content")
    press(bar, "Esc")
    bar.open()
    assert bar.field.selectedText() == "content"
    assert bar.count.text() == "1 of 3"
    press(bar, *"unoff")
    assert bar.field.text() == "unoff"


def test_the_buttons_do_what_the_keys_do(bar: FindBar, window: MainWindow) -> None:
    _type(bar, "content")
    bar.after.click()
    assert bar._current() == CONTENT[1]
    bar.before.click()
    assert bar._current() == CONTENT[0]
    bar.before.setFocus()
    press(bar, "Return")
    assert bar._current() == CONTENT[2], "Enter presses the button that has the keyboard"
    bar.away.click()
    assert window.grid.hasFocus()
    assert all(button.accessibleName() and button.toolTip() for button in bar.findChildren(QToolButton))


def test_other_keys_go_on_to_the_window(bar: FindBar) -> None:
    _type(bar, "content")
    press(bar, "Ctrl+F5")
    assert bar.isVisible()


def _rename(window: MainWindow, activity: str, name: str) -> None:
    session = window.open_session()
    session.commit("rename", rename_activity(session.document, activity, name, Language.EN))


def test_an_edit_renews_the_count_without_a_jump(bar: FindBar, window: MainWindow) -> None:
    _type(bar, "content")
    _rename(window, "str_strategy", "Set the content strategy")
    assert (bar._current(), bar.count.text()) == (CONTENT[0], "2 of 4")
    window.grid.go_to("acc_open", "mo")
    window.cells.undo()
    assert (bar._current(), bar.count.text()) == (("acc_open", "mo"), "3 places")
    press(bar, "Return")
    assert (bar._current(), bar.count.text()) == (CONTENT[0], "1 of 3")


def test_what_an_edit_takes_away_is_no_longer_found(bar: FindBar, window: MainWindow) -> None:
    _type(bar, "capture")
    assert bar.count.text() == "1 of 1"
    _rename(window, "rsk_records", "Keep posts")
    assert bar.count.text() == "Nothing is called that"


def test_another_matrix_has_other_remarks(bar: FindBar, window: MainWindow) -> None:
    session = window.open_session()
    session.commit("copy", copy_matrix(session.document, session.matrix, "to_be", Words("To-be")))
    document = set_remark(session.document, "to_be", "con_clear", "leg", "ask Zoé")
    session.commit("a remark", document)
    _type(bar, "zoe")
    assert bar.count.text() == "Nothing is called that"
    session.show_matrix("to_be")
    assert bar.count.text() == "1 place"


def test_out_of_sight_the_bar_does_not_search(bar: FindBar, window: MainWindow) -> None:
    _type(bar, "content")
    press(bar, "Esc")
    _rename(window, "str_strategy", "Set the content strategy")
    assert bar.count.text() == "1 of 3"
    bar.open()
    assert bar.count.text() == "2 of 4"


def test_a_document_without_cells_can_be_searched(opened: Opener) -> None:
    window = opened(new_document(Words("Nobody")))
    bar = FindBar(window.open_session(), window.grid.go_to, window.grid.current_place, window)
    _type(bar, "x")
    press(bar, "Return")
    assert bar.count.text() == "Nothing is called that"
