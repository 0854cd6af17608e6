"""The keyboard of the grid: letters and signs, the way from cell to cell, the jumps of a spreadsheet."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from ui.acting import (
    Clock,
    Opener,
    all_cells,
    centre,
    click,
    column_point,
    letters,
    notice_buttons,
    press,
    row_point,
    select,
)

from raciapp.base.words import Words
from raciapp.document import edits
from raciapp.document.records import Document, new_document
from raciapp.ui.advance import Advance
from raciapp.ui.grid.choice import Span
from raciapp.ui.grid.view import GridView
from raciapp.ui.settings import Settings
from raciapp.ui.window import MainWindow

ROW = "str_strategy"
"""A row that holds C C A/R C and twelve empty cells."""


def _row(window: MainWindow, activity: str, units: Sequence[str] = ("dm", "mo", "com", "dig", "med", "csc")) -> str:
    """Return what a row holds, cell by cell."""
    return " ".join(letters(window, activity, unit) or "-" for unit in units)


# -- letters and signs ------------------------------------------------------------------------------------


def test_a_letter_toggles_in_place(window: MainWindow) -> None:
    press(window, "I")
    assert _row(window, ROW) == "C/I C A/R C - -"
    press(window, "C", "I")
    assert _row(window, ROW) == "- C A/R C - -"
    assert window.grid.current_place() == (ROW, "dm")


def test_shift_and_a_letter_sets_it_alone(window: MainWindow, grid: GridView) -> None:
    grid.go_to(ROW, "com")
    press(window, "Shift+I")
    assert letters(window, ROW, "com") == "I"
    press(window, "Shift+I")
    assert letters(window, ROW, "com") == ""


def test_a_letter_alone_on_a_block_is_one_step(window: MainWindow) -> None:
    before = all_cells(window)
    select(window, ROW, "dm", right=3)
    press(window, "Shift+R")
    assert _row(window, ROW) == "R R R R - -"
    press(window, "Ctrl+Z")
    assert all_cells(window) == before


def test_a_slash_adds_to_the_cell_typed_last_wherever_the_keyboard_has_gone(window: MainWindow, grid: GridView) -> None:
    grid.keyboard.advance = Advance.RIGHT
    grid.go_to(ROW, "med")
    press(window, "A", "/")
    assert window.statusBar().currentMessage().startswith("In the same cell")
    press(window, "R")
    assert _row(window, ROW) == "C C A/R C A/R -"
    assert grid.current_place() == (ROW, "csc")
    assert window.statusBar().currentMessage() == ""


def test_a_joined_letter_is_one_step_with_the_one_before(window: MainWindow, grid: GridView, clock: Clock) -> None:
    clock.step = 0.1
    grid.go_to(ROW, "med")
    press(window, "A", "/", "R", "Ctrl+Z")
    assert letters(window, ROW, "med") == ""


def test_a_slash_before_anything_was_typed_is_no_obstacle(window: MainWindow, grid: GridView) -> None:
    grid.go_to(ROW, "med")
    press(window, "/", "A")
    assert letters(window, ROW, "med") == "A"


def test_a_slash_after_the_typed_row_was_removed_changes_nothing(window: MainWindow, grid: GridView) -> None:
    press(window, "I", "Ctrl+Delete")
    before = window.open_session().document
    press(window, "/", "R")
    assert window.open_session().document is before
    grid.go_to("pol_draft", "dm")
    press(window, "R", "Ctrl+Shift+Delete")
    before = window.open_session().document
    press(window, "/", "A")
    assert window.open_session().document is before


def test_a_point_fills_what_is_empty_in_the_row(window: MainWindow, sample: Document) -> None:
    press(window, ".")
    assert window.statusBar().currentMessage() == "Every empty cell of the row: type a letter."
    press(window, "I")
    units = [unit.id for unit in sample.units]
    assert _row(window, ROW, units) == "C C A/R C" + " I" * 12
    press(window, "Ctrl+Z")
    assert _row(window, ROW, units) == "C C A/R C" + " -" * 12


def test_a_sign_is_forgotten_with_any_other_key(window: MainWindow, grid: GridView) -> None:
    press(window, ".", "Right", "I")
    assert _row(window, ROW) == "C C/I A/R C - -"
    press(window, ".", "/")
    assert window.statusBar().currentMessage().startswith("In the same cell")


def test_an_equals_sign_takes_what_the_template_expects(window: MainWindow) -> None:
    session = window.open_session()
    select(window, ROW, "dm", right=15)
    press(window, "Delete", "=")
    session.expect(window.advice.template())
    expected = session.expected[ROW]
    assert any(expected)
    document = session.document
    assert document.matrix("as_is").rows[0].letters == expected


def test_a_row_no_template_knows_says_so(opened: Opener, small: Document) -> None:
    known = small.activities[0]
    document = replace(small, activities=(replace(known, id="x_own"), *small.activities[1:]))
    window = opened(document)
    press(window, "=")
    assert window.open_session().document == document
    assert window.statusBar().currentMessage() == "The template says nothing of this activity."


@pytest.mark.parametrize("key", ["Z", "Shift+Z", "{", "0"])
def test_an_unknown_sign_says_which_letters_there_are(window: MainWindow, key: str) -> None:
    before = window.open_session().document
    press(window, key)
    assert window.open_session().document is before
    assert window.statusBar().currentMessage().endswith("is no letter of RACI. Type R, A, C, I.")


def test_a_held_modifier_alone_forgets_no_sign(window: MainWindow, grid: GridView) -> None:
    press(window, ".")
    QTest.keyPress(grid, Qt.Key.Key_Shift)
    press(window, "I")
    assert letters(window, ROW, "med") == "I"


def test_delete_with_control_is_no_clearing(window: MainWindow, grid: GridView) -> None:
    window.actions_by_id["remove_activities"].setShortcut("")
    before = window.open_session().document
    press(window, "Ctrl+Delete")
    assert window.open_session().document is before


# -- where a letter leads ---------------------------------------------------------------------------------


def test_a_letter_advances_as_the_person_chose(window: MainWindow, grid: GridView, settings: Settings) -> None:
    press(window, "R")
    ways = [(settings.advance, grid.current_place())]
    for keys in (("R", "R"), ("I", "I"), ("Shift+C",)):
        press(window, "Ctrl+.", *keys)
        ways.append((settings.advance, grid.current_place()))
    assert ways == [
        (Advance.STAY, (ROW, "dm")),
        (Advance.RIGHT, (ROW, "com")),
        (Advance.DOWN, ("pol_approve_hr", "com")),
        (Advance.STAY, ("pol_approve_hr", "com")),
    ]


@pytest.mark.parametrize(
    ("action", "after"),
    [("advance_right", (ROW, "mo")), ("advance_down", ("pol_draft", "dm")), ("advance_stay", (ROW, "dm"))],
)
def test_the_way_of_letters_is_chosen_in_the_menu(window: MainWindow, action: str, after: tuple[str, str]) -> None:
    window.actions_by_id[action].trigger()
    assert window.actions_by_id[action].isChecked()
    press(window, "I")
    assert window.grid.current_place() == after


def test_on_a_block_no_letter_advances(window: MainWindow, grid: GridView) -> None:
    grid.keyboard.advance = Advance.DOWN
    select(window, ROW, "dm", right=1)
    press(window, "I", "I")
    assert grid.choice.one_span() == Span(1, 0, 1, 1)


def test_a_whole_row_is_typed_from_left_to_right_and_enter_begins_the_next(window: MainWindow, grid: GridView) -> None:
    grid.keyboard.advance = Advance.RIGHT
    grid.go_to("pol_draft", "dm")
    press(window, "I", "Space", "2", "C", "Return")
    assert grid.current_place() == ("pol_approve_hr", "dm")
    assert _row(window, "pol_draft") == "I - A/R - C -"
    press(window, "Tab", "Tab", "Return")
    assert grid.current_place() == ("pol_approve_legal", "dm")
    press(window, "Right", "Return")
    assert grid.current_place() == ("pol_reminders", "mo")


def test_at_the_end_of_a_row_typing_goes_on_where_the_run_began(window: MainWindow, grid: GridView) -> None:
    grid.keyboard.advance = Advance.RIGHT
    grid.go_to(ROW, "reg")
    press(window, "I", "I")
    assert grid.current_place() == ("pol_draft", "reg")
    press(window, "Shift+Return")
    assert grid.current_place() == (ROW, "reg")
    grid.go_to("rsk_records", "all")
    press(window, "I")
    assert grid.current_place() == ("rsk_records", "all")


def test_a_click_begins_another_run(window: MainWindow, grid: GridView) -> None:
    grid.keyboard.advance = Advance.RIGHT
    press(window, "I")
    click(grid.viewport(), centre(window, "pol_draft", "com"))
    press(window, "I", "Return")
    assert grid.current_place() == ("pol_approve_hr", "com")
    press(window, "I")
    click(grid.activities.viewport(), row_point(window, "pol_draft"))
    press(window, "Return")
    assert grid.current_place() == ("pol_approve_hr", "dm")


def test_enter_goes_down_while_letters_go_down(window: MainWindow, grid: GridView) -> None:
    grid.keyboard.advance = Advance.DOWN
    grid.go_to(ROW, "com")
    press(window, "I", "3", "Return")
    assert grid.current_place() == ("acc_open", "com")


@pytest.mark.parametrize("held", ["", "Shift+"])
def test_digits_skip_as_many_cells(window: MainWindow, grid: GridView, held: str) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if held else Qt.KeyboardModifier.NoModifier
    # As on a French keyboard, where digits are typed with Shift.
    QApplication.sendEvent(grid, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_4, modifier, "4"))
    assert grid.current_place() == (ROW, "med")


# -- from cell to cell ------------------------------------------------------------------------------------

WAYS: tuple[tuple[tuple[str, str], str, tuple[str, str]], ...] = (
    (("pol_draft", "all"), "Tab", ("pol_approve_hr", "dm")),
    (("pol_draft", "dm"), "Shift+Tab", (ROW, "all")),
    ((ROW, "dm"), "Shift+Tab", (ROW, "dm")),
    (("rsk_records", "all"), "Tab", ("rsk_records", "all")),
    ((ROW, "dm"), "Ctrl+Right", (ROW, "dig")),
    ((ROW, "dig"), "Ctrl+Right", (ROW, "all")),
    ((ROW, "all"), "Ctrl+Left", (ROW, "dig")),
    ((ROW, "dig"), "Ctrl+Left", (ROW, "dm")),
    ((ROW, "dm"), "Ctrl+Left", (ROW, "dm")),
    ((ROW, "com"), "Ctrl+Down", ("eng_expert_reply", "com")),
    (("eng_expert_reply", "com"), "Ctrl+Down", ("trn_engagement", "com")),
    (("rsk_records", "com"), "Ctrl+Up", ("trn_experts", "com")),
    (("pol_reminders", "com"), "Ctrl+Up", (ROW, "com")),
    (("pol_draft", "com"), "Home", ("pol_draft", "dm")),
    (("pol_draft", "com"), "End", ("pol_draft", "all")),
    (("pol_draft", "com"), "Ctrl+Home", (ROW, "dm")),
    (("pol_draft", "com"), "Ctrl+End", ("rsk_records", "all")),
)


def test_keys_lead_where_those_of_excel_do(window: MainWindow, grid: GridView) -> None:
    for start, key, end in WAYS:
        grid.go_to(*start)
        press(window, key)
        assert grid.current_place() == end, (start, key)
        assert grid.choice.places() == [end], (start, key)


STRETCHES: tuple[tuple[str, tuple[str, str], tuple[str, str]], ...] = (
    ("Shift+Right", ("con_create", "dig"), ("con_create", "med")),
    ("Shift+Up", ("acc_open", "dig"), ("con_create", "dig")),
    ("Shift+Home", ("con_create", "dm"), ("con_create", "dig")),
    ("Shift+End", ("con_create", "dig"), ("con_create", "all")),
    ("Ctrl+Shift+Home", (ROW, "dm"), ("con_create", "dig")),
    ("Ctrl+Shift+End", ("con_create", "dig"), ("rsk_records", "all")),
    ("Ctrl+Shift+Right", ("con_create", "dig"), ("con_create", "hab")),
    ("Ctrl+Shift+Left", ("con_create", "com"), ("con_create", "dig")),
    ("Ctrl+Shift+Down", ("con_create", "dig"), ("con_publish", "dig")),
)


@pytest.mark.parametrize("others", [(), ("Ctrl+Home", "Tab", "Down", "Shift+Down")], ids=["fresh", "after others"])
def test_shift_stretches_from_where_one_stands_however_one_came(
    window: MainWindow, grid: GridView, others: tuple[str, ...]
) -> None:
    for key, first, last in STRETCHES:
        press(window, *others)
        grid.go_to("con_create", "dig")
        press(window, key)
        start, end = grid.matrix.find(*first), grid.matrix.find(*last)
        assert grid.choice.one_span() == (start.row(), start.column(), end.row(), end.column()), key


def test_a_stretched_block_shrinks_to_where_it_began_and_grows_beyond(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_approve_hr", "com")
    press(window, "Tab", "Shift+Tab", "Shift+Down", "Shift+Right", "Ctrl+Shift+Right", "Shift+Home", "Shift+Up")
    assert grid.choice.one_span() == Span(4, 0, 4, 2)
    press(window, "Shift+Up", "Shift+Right", "Shift+Right", "Shift+Right")
    assert grid.choice.one_span() == Span(3, 2, 4, 3)
    assert grid.current_place() == ("pol_draft", "dig")


def test_whole_rows_and_columns_stay_whole_when_stretched(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "med")
    press(window, "Shift+Space")
    assert grid.choice.whole_rows() == ["pol_draft"]
    press(window, "Shift+Down", "Shift+Down", "Shift+Up")
    assert grid.choice.whole_rows() == ["pol_draft", "pol_approve_hr"]
    grid.go_to("pol_draft", "med")
    press(window, "Ctrl+Space")
    assert grid.choice.whole_columns() == ["med"]
    press(window, "Shift+Left")
    assert grid.choice.whole_columns() == ["dig", "med"]


def test_of_several_blocks_the_last_cell_is_stretched(window: MainWindow, grid: GridView) -> None:
    click(grid.viewport(), centre(window, "pol_draft", "com"))
    held = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, held, centre(window, "acc_open", "dig"))
    assert grid.choice.one_span() is None
    press(window, "Shift+Right")
    assert grid.choice.places() == [("acc_open", "dig"), ("acc_open", "med")]


@pytest.mark.parametrize("height", [350, 420, 500, 720])
def test_a_page_leads_on_however_high_the_window_is(window: MainWindow, grid: GridView, height: int) -> None:
    window.resize(1000, height)
    QApplication.processEvents()
    seen = [grid.currentIndex().row()]
    while seen[-1] < grid.matrix.rowCount() - 1:
        press(window, "PgDown")
        assert grid.currentIndex().row() > seen[-1]
        assert grid.current_place() is not None
        seen.append(grid.currentIndex().row())
    while seen[-1] > 1:
        press(window, "PgUp")
        assert grid.currentIndex().row() < seen[-1]
        seen.append(grid.currentIndex().row())
    assert grid.current_place() == (ROW, "dm")


def test_shift_and_page_choose_a_screenful(window: MainWindow, grid: GridView) -> None:
    window.resize(1000, 500)
    grid.go_to("pol_draft", "com")
    press(window, "Shift+PgDown")
    span = grid.choice.one_span()
    assert span is not None
    assert (span.top, span.left, span.right) == (3, 2, 2)
    assert span.bottom > 5
    press(window, "Shift+PgUp")
    assert grid.choice.one_span() == Span(3, 2, 3, 2)


def test_a_folded_heading_is_a_place_to_stand_on(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    press(window, "Alt+-")
    assert grid.matrix.line(grid.currentIndex().row()) == ("pol", True)
    press(window, "Down")
    assert grid.current_place() == ("acc_open", "com")
    press(window, "Ctrl+Up")
    assert grid.current_place() == (ROW, "com")
    before = window.open_session().document
    press(window, "Down", "R", "Delete", ".", "I")
    assert grid.current_place() is None
    assert window.open_session().document is before
    press(window, "Space")
    assert grid.matrix.row_of(grid.matrix.line(3)) == 3
    assert ("pol_draft", False) in [grid.matrix.line(row) for row in range(grid.matrix.rowCount())]


def test_keys_with_alt_are_not_the_grids(window: MainWindow, grid: GridView) -> None:
    window.actions_by_id["activity_down"].setShortcut("")
    grid.go_to("pol_draft", "com")
    assert not grid.keyboard.press(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier))


def test_keys_in_an_empty_document_lead_nowhere(opened: Opener) -> None:
    window = opened(new_document(Words("Nobody yet")))
    before = window.open_session().document
    press(window, "R", "Space", "2", "Shift+Down", "PgDown", "Home", "Ctrl+End", "Ctrl+Right", "Tab", ".", "I", "=")
    assert window.open_session().document is before
    assert window.grid.current_place() is None


def test_control_and_tab_leave_the_grid_to_the_window(window: MainWindow, grid: GridView) -> None:
    press(window, "Ctrl+Tab")
    assert grid.current_place() == (ROW, "dm")


# -- a letter on whole rows and columns -------------------------------------------------------------------


def test_a_letter_on_a_whole_row_asks_and_enter_does_it(window: MainWindow, grid: GridView) -> None:
    before = all_cells(window)
    press(window, "Shift+Space", "I")
    assert all_cells(window) == before
    assert window.notices.isVisible()
    assert window.notices.text == (
        "I changes 16 cells. 4 of them hold letters now. Enter does it, any other key does not."
    )
    press(window, "Return")
    assert not window.notices.isVisible()
    assert _row(window, ROW) == "C/I C/I A/R/I C/I I I"
    assert grid.choice.whole_rows() == [ROW]
    press(window, "Ctrl+Z")
    assert all_cells(window) == before


def test_a_letter_on_a_clicked_column_asks_and_the_button_does_it(window: MainWindow, grid: GridView) -> None:
    click(grid.units.viewport(), column_point(window, "it"))
    press(window, "C")
    assert window.notices.text == (
        "C changes 22 cells. 1 of them holds letters now. Enter does it, any other key does not."
    )
    notice_buttons(window)["Do it"].click()
    assert {letters(window, activity, "it") for activity in grid.matrix.shown_activities} == {"C", "C/I"}
    assert not window.notices.isVisible()


@pytest.mark.parametrize("key", ["Escape", "Down"])
def test_any_other_key_declines(window: MainWindow, grid: GridView, key: str) -> None:
    before = window.open_session().document
    press(window, "Shift+Space", "I", key)
    assert not window.notices.isVisible()
    assert window.open_session().document is before
    assert grid.current_place() == (("pol_draft", "dm") if key == "Down" else (ROW, "dm"))


def test_another_letter_asks_anew(window: MainWindow) -> None:
    press(window, "Shift+Space", "I", "Shift+R")
    assert window.notices.text.startswith("R changes 16 cells.")
    press(window, "Return")
    assert _row(window, ROW) == "R R R R R R"


def test_an_empty_row_is_asked_about_without_a_warning(window: MainWindow) -> None:
    press(window, "Shift+Space", "Delete", "R")
    assert window.notices.text == "R changes 16 cells. Enter does it, any other key does not."


def test_everything_is_asked_about_at_once(window: MainWindow) -> None:
    asked = QSignalSpy(window.open_session().changed)
    press(window, "Ctrl+A", "Shift+I")
    assert window.notices.text.startswith("I changes ")
    assert asked.count() == 0
    press(window, "Enter")
    assert asked.count() == 1
    assert {held for row in all_cells(window) for held in row} == {"I", ""}, "headings hold nothing"


@pytest.mark.parametrize("how", ["put away", "another place", "another notice", "another edit"])
def test_a_question_out_of_sight_is_not_answered_by_enter(window: MainWindow, grid: GridView, how: str) -> None:
    press(window, "Shift+Space", "I")
    if how == "put away":
        window.notices.away.click()
    elif how == "another place":
        click(grid.viewport(), centre(window, "pol_draft", "com"))
        assert not window.notices.isVisible()
    elif how == "another notice":
        window.notices.say("Saved.")
    else:
        session = window.open_session()
        session.commit("Clear", edits.clear_cells(session.document, "as_is", [("rsk_records", "dig")]))
    before = window.open_session().document
    press(window, "Return")
    assert window.open_session().document is before
    assert window.notices.isVisible() == (how == "another notice")
