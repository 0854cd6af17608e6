"""Units: added left and right, doubled, merged, split, divided, moved several at once, removed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from ui.acting import Opener, answers, cell, click, colours, column_point, letters, press, select, trigger

from raciapp.base.words import Language, Words
from raciapp.document import edits
from raciapp.document.records import Document, Unit
from raciapp.ui.dialogs import AgreeDialog
from raciapp.ui.grid.choice import Span
from raciapp.ui.grid.view import GridView
from raciapp.ui.language import set_language
from raciapp.ui.theme import current_theme
from raciapp.ui.window import MainWindow


def _unit(window: MainWindow, identity: str) -> Unit:
    document = window.open_session().document
    return document.units[document.unit_places[identity]]


def _divide(window: MainWindow, name: str | None, *units: str) -> None:
    """Choose units by their names and give them a division."""
    header = window.grid.units.viewport()
    click(header, column_point(window, units[0]))
    held = Qt.KeyboardModifier.ControlModifier
    for unit in units[1:]:
        QTest.mouseClick(header, Qt.MouseButton.LeftButton, held, column_point(window, unit))
    answers(window).choices.append(name)
    trigger(window, "division")


# -- coming -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("keys", "place"), [("Ctrl+Insert", 2), ("Ctrl+Shift+U", 3)])
def test_a_column_is_added_left_or_right(window: MainWindow, grid: GridView, keys: str, place: int) -> None:
    _divide(window, "Centre", "com")
    grid.go_to("pol_draft", "com")
    answers(window).texts.append("Office Cats")
    press(window, keys)
    assert grid.matrix.shown_units[place] == "x_office_cats"
    assert _unit(window, "x_office_cats").division == Words("Centre")
    assert grid.current_place() == ("pol_draft", "x_office_cats")
    press(window, "Ctrl+Z")
    assert "x_office_cats" not in grid.matrix.shown_units


def test_a_column_can_be_added_where_there_is_no_row(opened: Opener, small: Document) -> None:
    window = opened(edits.remove_activities(small, list(small.activity_places)))
    answers(window).texts.append("Office Cats")
    press(window, "Ctrl+Shift+U")
    assert window.open_session().document.units[-1].id == "x_office_cats"


def test_columns_are_doubled_with_all_they_hold(window: MainWindow, grid: GridView) -> None:
    session = window.open_session()
    session.commit("Note", edits.set_remark(session.document, "as_is", "str_strategy", "com", "ask first"))
    select(window, "str_strategy", "com", right=1)
    trigger(window, "duplicate_units")
    copies = grid.matrix.shown_units[4:6]
    assert all(copy.startswith("x_") for copy in copies)
    assert [letters(window, "str_strategy", copy) for copy in copies] == ["A/R", "C"]
    assert cell(window, "str_strategy", copies[0]).remark == "ask first"
    assert grid.current_place() == ("str_strategy", copies[0])


# -- merging and splitting --------------------------------------------------------------------------------


def test_merging_shows_where_units_say_otherwise_and_unites_their_letters(window: MainWindow, grid: GridView) -> None:
    seen: list[str] = []

    def agree(dialog: QDialog) -> bool:
        assert isinstance(dialog, AgreeDialog)
        seen.extend(dialog.lines.item(row).text() for row in range(dialog.lines.count()))
        return True

    answers(window).acts.append(agree)
    select(window, "con_clear", "com", right=1)
    press(window, "Shift+Right")
    trigger(window, "merge_units")
    assert any("A + R" in line for line in seen)
    assert any(line.endswith("Communications Branch: A/R + C") for line in seen)
    assert grid.matrix.shown_units[:4] == ["dm", "mo", "com", "csc"]
    assert letters(window, "str_strategy", "com") == "A/R/C"
    assert grid.current_place() == ("con_clear", "com")
    press(window, "Ctrl+Z")
    assert grid.matrix.shown_units[2:5] == ["com", "dig", "med"]


def test_merging_that_is_declined_changes_nothing(window: MainWindow) -> None:
    before = window.open_session().document
    answers(window).acts.append(lambda _: False)
    select(window, "str_strategy", "com", right=1)
    trigger(window, "merge_units")
    assert window.open_session().document is before


def test_one_unit_cannot_be_merged(window: MainWindow) -> None:
    before = window.open_session().document
    trigger(window, "merge_units")
    assert window.open_session().document is before
    assert window.statusBar().currentMessage() == "Choose cells of two units or more to merge them."


def test_a_split_unit_keeps_who_answers_for_the_result(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    answers(window).texts.append("Social Media Desk")
    trigger(window, "split_unit")
    assert grid.matrix.shown_units[2:4] == ["com", "x_social_media_desk"]
    assert (letters(window, "str_strategy", "com"), letters(window, "str_strategy", "x_social_media_desk")) == (
        "A/R", "R",
    )  # fmt: skip
    assert grid.current_place() == ("str_strategy", "x_social_media_desk")
    press(window, "Ctrl+Z")
    assert grid.matrix.shown_units[3] == "dig"


def test_a_split_that_is_not_named_is_none(window: MainWindow) -> None:
    before = window.open_session().document
    answers(window).texts.append("")
    trigger(window, "split_unit")
    assert window.open_session().document is before


# -- order ------------------------------------------------------------------------------------------------


def test_several_columns_move_together_and_stay_one_block(window: MainWindow, grid: GridView) -> None:
    select(window, "pol_draft", "com", down=1, right=1)
    press(window, "Alt+Right")
    assert grid.matrix.shown_units[2:5] == ["med", "com", "dig"]
    assert grid.choice.one_span() == Span(3, 3, 4, 4)
    press(window, *["Alt+Left"] * 5)
    assert grid.matrix.shown_units[:3] == ["com", "dig", "dm"]
    assert grid.current_place() == ("pol_approve_hr", "dig")


# -- divisions --------------------------------------------------------------------------------------------


def test_neighbours_of_one_division_stand_under_its_name(window: MainWindow, grid: GridView) -> None:
    header = grid.units
    before = header.sizeHint().height()
    _divide(window, "Centre & <b>co</b>", "com", "dig")
    assert header.sizeHint().height() > before
    picture = header.viewport().grab().toImage()
    left, inside, right = (header.sectionViewportPosition(column) for column in (2, 3, 4))
    band, line = current_theme().band.lower(), current_theme().strong_line.lower()
    assert picture.pixelColor(left + 3, 3).name() == band
    assert picture.pixelColor(right - 1, 3).name() == line
    assert picture.pixelColor(inside - 1, 3).name() == band, "no line between neighbours of one division"
    assert band not in colours(picture.copy(right + 2, 2, 20, 4))
    press(window, "Ctrl+Z")
    assert header.sizeHint().height() == before


def test_the_division_is_chosen_among_those_there_are(window: MainWindow, grid: GridView) -> None:
    _divide(window, "Field", "hab")
    set_language(Language.FR)
    _divide(window, "Field", "lic", "sci")
    assert answers(window).asked[-1][2:] == (("Field",), "")
    assert [_unit(window, unit).division for unit in ("hab", "lic", "sci")] == [Words("Field")] * 3
    _divide(window, "Siège", "dm")
    assert _unit(window, "dm").division == Words(fr="Siège")
    _divide(window, "", "lic")
    assert _unit(window, "lic").division == Words()


def test_a_division_that_is_cancelled_changes_nothing(window: MainWindow) -> None:
    before = window.open_session().document
    _divide(window, None, "com")
    assert window.open_session().document is before


def test_divisions_are_brought_together(window: MainWindow, grid: GridView) -> None:
    _divide(window, "Field", "mo", "reg")
    trigger(window, "gather_divisions")
    assert grid.matrix.shown_units[:4] == ["dm", "mo", "reg", "com"]
    assert grid.choice.whole_columns() == ["mo", "reg"]


def test_a_division_is_told_of_its_units(window: MainWindow, grid: GridView) -> None:
    _divide(window, "Centre", "com")
    role = Qt.ItemDataRole.AccessibleTextRole
    assert grid.matrix.headerData(2, Qt.Orientation.Horizontal, role) == "Communications Branch; Centre"


# -- names and menus --------------------------------------------------------------------------------------


def test_a_double_click_renames_a_unit(window: MainWindow, grid: GridView) -> None:
    answers(window).texts.append("Public Affairs")
    header = grid.units.viewport()
    point = column_point(window, "com")
    QTest.mouseDClick(header, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert _unit(window, "com").name == Words("Public Affairs")
    window.resize(2200, 700)
    QApplication.processEvents()
    beyond = QPoint(header.width() - 1, 20)
    assert grid.units.logicalIndexAt(beyond) < 0
    QTest.mouseDClick(header, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, beyond)
    assert len(answers(window).asked) == 1


def test_a_known_name_brings_its_functions_along(window: MainWindow) -> None:
    answers(window).texts.append("Human Resources")
    press(window, "Ctrl+Insert")
    assert _unit(window, "x_human_resources").functions == ("hr",)


# -- going ------------------------------------------------------------------------------------------------


def test_removed_columns_come_back_with_undo(window: MainWindow, grid: GridView, sample: Document) -> None:
    click(grid.units.viewport(), column_point(window, "com"))
    press(window, "Ctrl+Shift+Delete")
    assert window.statusBar().currentMessage() == "1 unit removed. Ctrl+Z brings it back."
    assert "com" not in grid.matrix.shown_units
    press(window, "Ctrl+Z")
    assert window.open_session().document == sample


@pytest.mark.parametrize(
    "command",
    [
        lambda window: window.units.duplicate(),
        lambda window: window.units.edit_remark(),
        lambda window: window.units.divide(),
        lambda window: window.units.split(),
        lambda window: window.units.remove(),
        lambda window: window.units.rename(),
        lambda window: window.units.edit_functions(),
        lambda window: window.units.move(1),
        lambda window: window.looks.hide_units(),
    ],
)
def test_without_columns_nothing_is_asked_or_done(
    opened: Opener, small: Document, command: Callable[[MainWindow], None]
) -> None:
    window = opened(edits.remove_units(small, list(small.unit_places)))
    before, sight = window.open_session().document, window.open_session().sight
    command(window)
    assert (window.open_session().document, window.open_session().sight) == (before, sight)
    assert answers(window).asked == []
