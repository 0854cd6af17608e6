"""Activities and groups: added above and below, doubled, merged, grouped, moved several at once, removed."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from ui.acting import Opener, answers, cell, click, letters, press, row_ids, row_point, select, trigger

from raciapp.base.words import Language, Words
from raciapp.document import edits
from raciapp.document.records import Activity, Document, Group, Status
from raciapp.ui.dialogs import AgreeDialog
from raciapp.ui.grid.choice import Span
from raciapp.ui.grid.view import GridView
from raciapp.ui.language import set_language
from raciapp.ui.window import MainWindow


def _activity(window: MainWindow, identity: str) -> Activity:
    document = window.open_session().document
    return document.activities[document.activity_places[identity]]


def _choose_two(window: MainWindow, first: str, second: str) -> None:
    """Choose two rows by their names."""
    header = window.grid.activities.viewport()
    click(header, row_point(window, first))
    held = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(header, Qt.MouseButton.LeftButton, held, row_point(window, second))


# -- coming -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("keys", "place"), [("Insert", 3), ("Ctrl+Shift+A", 4)])
def test_a_row_is_added_above_or_below(window: MainWindow, grid: GridView, keys: str, place: int) -> None:
    grid.go_to("pol_draft", "com")
    answers(window).texts.append("Feed the cat")
    press(window, keys)
    assert row_ids(window)[place] == "x_feed_the_cat"
    assert _activity(window, "x_feed_the_cat").group == "pol"
    assert grid.current_place() == ("x_feed_the_cat", "com")
    press(window, "Ctrl+Z")
    assert "x_feed_the_cat" not in row_ids(window)


def test_on_a_folded_heading_a_row_is_added_to_its_group(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    press(window, "Alt+-")
    answers(window).texts.append("Feed the cat")
    press(window, "Insert")
    assert _activity(window, "x_feed_the_cat").group == "pol"
    assert grid.current_place() == ("x_feed_the_cat", "com")
    assert row_ids(window)[3:8][-1] == "x_feed_the_cat"


def test_rows_are_doubled_with_all_they_hold(window: MainWindow, grid: GridView) -> None:
    session = window.open_session()
    session.commit("Note", edits.set_remark(session.document, "as_is", "pol_draft", "com", "ask first"))
    select(window, "pol_draft", "com", down=1)
    press(window, "Ctrl+Shift+D")
    copies = row_ids(window)[5:7]
    assert all(copy.startswith("x_") for copy in copies)
    assert [letters(window, copy, "com") for copy in copies] == ["A/R", "I"]
    assert cell(window, copies[0], "com").remark == "ask first"
    assert grid.current_place() == (copies[0], "com")
    press(window, "Ctrl+Z")
    assert row_ids(window)[5] == "pol_approve_legal"


# -- merging ----------------------------------------------------------------------------------------------


def test_merging_shows_where_rows_say_otherwise_and_unites_their_letters(window: MainWindow, grid: GridView) -> None:
    seen: list[str] = []

    def agree(dialog: QDialog) -> bool:
        assert isinstance(dialog, AgreeDialog)
        seen.extend(dialog.lines.item(row).text() for row in range(dialog.lines.count()))
        return True

    answers(window).acts.append(agree)
    _choose_two(window, "pol_approve_hr", "pol_approve_legal")
    trigger(window, "merge_activities")
    name = _activity(window, "pol_approve_hr").name.en
    assert seen == [
        f"{name}, Human Resources Branch: one of several that would hold A/R",
        f"{name}, Legal Services Unit: one of several that would hold A/R",
    ]
    assert "pol_approve_legal" not in row_ids(window)
    assert [letters(window, "pol_approve_hr", unit) for unit in ("com", "hr", "leg")] == ["I", "A/R", "A/R"]
    assert grid.current_place() is not None
    press(window, "Ctrl+Z")
    assert letters(window, "pol_approve_legal", "leg") == "A/R"
    assert letters(window, "pol_approve_hr", "leg") == ""


def test_different_letters_are_shown_side_by_side_with_their_matrix(window: MainWindow) -> None:
    seen: list[str] = []

    def decline(dialog: QDialog) -> bool:
        assert isinstance(dialog, AgreeDialog)
        seen.extend(dialog.lines.item(row).text() for row in range(dialog.lines.count()))
        return False

    trigger(window, "copy_matrix")
    before = window.open_session().document
    answers(window).acts.append(decline)
    select(window, "acc_open", "dig", down=1)
    trigger(window, "merge_activities")
    assert window.open_session().document is before
    assert sum("(As-is): A + A/R" in line for line in seen) == 1
    assert sum("(To-be): A + A/R" in line for line in seen) == 1


def test_merging_without_a_conflict_asks_nothing(window: MainWindow) -> None:
    answers(window).texts.append("Feed the cat")
    press(window, "Insert", "Home", "Shift+Down")
    trigger(window, "merge_activities")
    assert "str_strategy" not in row_ids(window)
    assert letters(window, "x_feed_the_cat", "com") == "A/R"


def test_one_row_cannot_be_merged(window: MainWindow) -> None:
    before = window.open_session().document
    trigger(window, "merge_activities")
    assert window.open_session().document is before
    assert window.statusBar().currentMessage() == "Choose cells of two activities or more to merge them."


# -- order ------------------------------------------------------------------------------------------------


def test_several_rows_move_together_and_stay_one_block(window: MainWindow, grid: GridView) -> None:
    select(window, "pol_draft", "com", down=1, right=1)
    press(window, "Alt+Down")
    assert row_ids(window)[2:7] == ["# pol", "pol_approve_legal", "pol_draft", "pol_approve_hr", "pol_reminders"]
    assert grid.choice.one_span() == Span(4, 2, 5, 3)
    press(window, "Alt+Up", "Alt+Up")
    assert row_ids(window)[:5] == ["# str", "str_strategy", "pol_draft", "pol_approve_hr", "# pol"]
    assert grid.choice.activities() == ["pol_draft", "pol_approve_hr"]
    press(window, "I")
    assert letters(window, "pol_approve_hr", "dig") == "I"


def test_rows_apart_move_each_by_one(window: MainWindow) -> None:
    _choose_two(window, "pol_draft", "pol_approve_legal")
    press(window, "Alt+Down")
    assert row_ids(window)[3:7] == ["pol_approve_hr", "pol_draft", "pol_reminders", "pol_approve_legal"]


def test_a_group_moves_with_its_rows(window: MainWindow, grid: GridView) -> None:
    grid.go_to("acc_open", "com")
    press(window, "Ctrl+Shift+PgUp")
    assert row_ids(window)[2:5] == ["# acc", "acc_open", "# pol"]
    assert grid.current_place() == ("acc_open", "com")
    press(window, "Ctrl+Shift+PgDown", "Ctrl+Shift+PgDown")
    rows = row_ids(window)
    assert rows.index("# acc") > rows.index("# con")


def test_a_folded_group_moves_and_one_still_stands_on_it(window: MainWindow, grid: GridView) -> None:
    grid.go_to("acc_open", "com")
    press(window, "Alt+-", "Ctrl+Shift+PgUp")
    assert row_ids(window)[2:4] == ["# acc", "# pol"]
    assert grid.matrix.line(grid.currentIndex().row()) == ("acc", True)
    window.activities.move(-1)
    assert row_ids(window)[0] == "# acc"
    assert grid.matrix.line(grid.currentIndex().row()) == ("acc", True)
    press(window, "Ctrl+Shift+PgUp")
    assert row_ids(window)[0] == "# acc"


# -- groups -----------------------------------------------------------------------------------------------


def test_rows_are_put_into_a_group_that_is_there(window: MainWindow, grid: GridView) -> None:
    select(window, "pol_draft", "com", down=1)
    names = [group.name.en for group in window.open_session().document.groups]
    answers(window).choices.append(names[0])
    press(window, "Ctrl+G")
    assert answers(window).asked[-1][2:] == (tuple(names), names[1])
    assert row_ids(window)[:5] == ["# str", "str_strategy", "pol_draft", "pol_approve_hr", "# pol"]
    assert grid.choice.activities() == ["pol_draft", "pol_approve_hr"]


def test_a_new_name_makes_a_new_group_in_the_language_of_the_window(window: MainWindow) -> None:
    set_language(Language.FR)
    answers(window).choices.append("Notre {chat}")
    press(window, "Ctrl+G")
    assert window.open_session().document.groups[-1] == Group("x_notre_chat", Words(fr="Notre {chat}"))
    assert row_ids(window)[-2:] == ["# x_notre_chat", "str_strategy"]


@pytest.mark.parametrize("answer", ["", None])
def test_a_group_that_is_not_named_is_none(window: MainWindow, answer: str | None) -> None:
    before = window.open_session().document
    answers(window).choices.append(answer)
    press(window, "Ctrl+G")
    assert window.open_session().document is before


def test_a_heading_is_renamed_from_a_row_of_it_and_from_itself(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    for name in ("Rules", "Guidelines"):
        answers(window).texts.append(name)
        press(window, "Ctrl+Shift+G")
        assert grid.matrix.title(2) == name
        press(window, "Alt+-")
    header = grid.activities.viewport()
    answers(window).texts.append("By hand")
    QTest.mouseDClick(header, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, row_point(window, "pol"))
    assert grid.matrix.title(2) == "By hand"


def test_a_heading_is_taken_away_and_its_rows_stay(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    trigger(window, "remove_group")
    assert "# pol" not in row_ids(window)
    assert row_ids(window)[:4] == ["pol_draft", "pol_approve_hr", "pol_approve_legal", "pol_reminders"]
    assert grid.current_place() == ("pol_draft", "com")
    press(window, "Ctrl+Z")
    assert row_ids(window)[2] == "# pol"


@pytest.mark.parametrize("group", ["", "gone"])
def test_rows_without_a_group_have_none_to_rename_move_or_remove(opened: Opener, sample: Document, group: str) -> None:
    first = replace(sample.activities[0], group=group)
    window = opened(replace(sample, activities=(first, *sample.activities[1:])))
    before = window.open_session().document
    press(window, "Ctrl+Shift+G", "Ctrl+Shift+PgDown", "Alt+-")
    trigger(window, "remove_group")
    assert window.open_session().document is before
    assert answers(window).asked == []


# -- going ------------------------------------------------------------------------------------------------


def test_removed_rows_come_back_with_undo(window: MainWindow, sample: Document) -> None:
    _choose_two(window, "pol_draft", "acc_open")
    press(window, "Ctrl+Delete")
    assert window.statusBar().currentMessage() == "2 activities removed. Ctrl+Z brings them back."
    assert not {"pol_draft", "acc_open", "# acc"} & set(row_ids(window))
    press(window, "Ctrl+Z")
    assert window.open_session().document == sample


@pytest.mark.parametrize(
    "command",
    [
        lambda window: window.activities.duplicate(),
        lambda window: window.activities.edit_remark(),
        lambda window: window.activities.group(),
        lambda window: window.activities.move_group(1),
        lambda window: window.activities.remove(),
        lambda window: window.activities.rename(),
        lambda window: window.looks.hide_activities(),
        lambda window: window.cells.set_status(Status.AGREED),
    ],
)
def test_without_rows_nothing_is_asked_or_done(
    opened: Opener, small: Document, command: Callable[[MainWindow], None]
) -> None:
    window = opened(edits.remove_activities(small, list(small.activity_places)))
    before, sight = window.open_session().document, window.open_session().sight
    command(window)
    assert (window.open_session().document, window.open_session().sight) == (before, sight)
    assert answers(window).asked == []
