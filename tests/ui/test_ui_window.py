"""The window around the document: title, menus, tool bar, notices, and what goes wrong inside."""

from itertools import pairwise

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolBar, QWidget
from pytestqt.qtbot import QtBot
from ui.acting import Opener, answers, child, click, letters, notice_buttons, press

from raciapp.base.words import Language, Words
from raciapp.document.records import Document, OperatingModel, Size, Tone, new_document
from raciapp.ui.actions import Needs
from raciapp.ui.editor import Legend
from raciapp.ui.grid.view import GridView
from raciapp.ui.language import set_language
from raciapp.ui.menus import ACTIONS, CELL_MENU, COLUMN_MENU, ROW_MENU
from raciapp.ui.settings import Settings
from raciapp.ui.window import MainWindow


def _enabled(window: MainWindow) -> set[Needs]:
    """Return which needs are met, checking that all actions with a need agree."""
    found: dict[Needs, set[bool]] = {}
    for action in ACTIONS:
        found.setdefault(action.needs, set()).add(window.actions_by_id[action.id].isEnabled())
    assert all(len(states) == 1 for states in found.values())
    return {need for need, states in found.items() if states == {True}}


# -- title and actions ------------------------------------------------------------------------------------


def test_the_title_names_the_file_and_says_whether_it_is_saved(window: MainWindow, grid: GridView) -> None:
    assert window.windowTitle() == "coastal.raci[*] · raciapp"
    assert not window.isWindowModified()
    press(window, "R")
    assert window.isWindowModified()
    press(window, "Ctrl+Z")
    assert not window.isWindowModified()


def test_without_a_file_the_title_names_the_organization(opened: Opener, sample: Document) -> None:
    window = opened(sample)
    assert window.windowTitle() == "Department of Coastal Stewardship[*] · raciapp"
    assert not window.isWindowModified()
    press(window, "R")
    assert window.isWindowModified()


def test_actions_say_what_is_possible(window: MainWindow, grid: GridView) -> None:
    always = {Needs.NOTHING, Needs.DOCUMENT, Needs.CELL, Needs.ROW, Needs.COLUMN}
    assert _enabled(window) == always
    press(window, "R")
    assert _enabled(window) == always | {Needs.UNDO}
    press(window, "Ctrl+Z")
    assert _enabled(window) == always | {Needs.REDO}
    window.actions_by_id["copy_matrix"].trigger()
    assert _enabled(window) == always | {Needs.UNDO, Needs.SEVERAL_MATRICES}
    window.show_welcome()
    assert _enabled(window) == {Needs.NOTHING}


def test_a_folded_heading_is_a_row_without_cells(window: MainWindow, grid: GridView) -> None:
    assert Needs.CELL in _enabled(window)
    press(window, "Alt+-")
    assert _enabled(window) == {Needs.NOTHING, Needs.DOCUMENT, Needs.ROW, Needs.COLUMN}
    press(window, "Down")
    assert Needs.CELL in _enabled(window)


def test_an_empty_document_has_no_cell_to_work_on(opened: Opener) -> None:
    assert _enabled(opened(new_document(Words("Empty")))) == {Needs.NOTHING, Needs.DOCUMENT}


def test_the_tool_bar_comes_and_goes_with_the_document(window: MainWindow) -> None:
    bar = child(window, QToolBar)
    assert bar.isVisible()
    shown = [action for action in bar.actions() if not action.isSeparator()]
    assert shown == [window.actions_by_id[action.id] for action in ACTIONS if action.bar]
    assert all(not action.icon().isNull() for action in shown)
    window.show_welcome()
    assert not bar.isVisible()
    assert window.windowTitle() == "raciapp"
    assert not window.isWindowModified()


def test_a_menu_draws_its_icons_when_it_is_first_seen(window: MainWindow) -> None:
    remove = window.actions_by_id["remove_units"]
    assert remove.icon().isNull()
    menu = next(menu for menu in window.menuBar().findChildren(QMenu) if remove in menu.actions())
    menu.aboutToShow.emit()
    drawn = remove.icon().cacheKey()
    menu.aboutToShow.emit()
    assert remove.icon().cacheKey() == drawn
    assert window.actions_by_id["remove_matrix"].icon().isNull()


def test_the_status_bar_counts_activities_and_units(window: MainWindow) -> None:
    assert "22 activities  ·  16 units" in [label.text() for label in window.statusBar().findChildren(QLabel)]
    press(window, "Ctrl+Delete")
    assert "21 activities  ·  16 units" in [label.text() for label in window.statusBar().findChildren(QLabel)]


def test_the_first_page_has_no_grid_and_no_session(welcome: MainWindow) -> None:
    assert welcome.editor is None
    with pytest.raises(RuntimeError, match="no document"):
        _ = welcome.grid
    with pytest.raises(RuntimeError, match="no document"):
        welcome.open_session()
    with pytest.raises(RuntimeError, match="no document"):
        welcome.looks.focus_findings()
    assert not welcome.actions_by_id["to_findings"].isEnabled()


def test_about_says_whose_thoughts_these_are(window: MainWindow) -> None:
    window.actions_by_id["about"].trigger()
    assert "A quick note on social media governance" in str(answers(window).asked[-1][0])


# -- headers ----------------------------------------------------------------------------------------------


def _double_click(header: QWidget, at: QPoint) -> None:
    QTest.mouseDClick(header, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def _line_at(grid: GridView, row: int) -> QPoint:
    return QPoint(40, grid.rowViewportPosition(row) + grid.rowHeight(row) // 2)


def test_a_double_click_on_a_unit_renames_it(window: MainWindow, grid: GridView) -> None:
    answers(window).texts.append("Public Affairs")
    _double_click(grid.units.viewport(), QPoint(grid.columnViewportPosition(2) + 5, 40))
    assert window.open_session().document.units[2].name == Words("Public Affairs")


def test_a_double_click_on_an_activity_or_a_group_renames_it(window: MainWindow, grid: GridView) -> None:
    answers(window).texts.extend(["Draft", "Rules"])
    _double_click(grid.activities.viewport(), _line_at(grid, 3))
    _double_click(grid.activities.viewport(), _line_at(grid, 2))
    document = window.open_session().document
    assert document.activities[1].name == Words("Draft")
    assert document.groups[1].name == Words("Rules")


def test_a_double_click_beside_the_last_header_asks_nothing(opened: Opener, small: Document) -> None:
    window = opened(small)
    grid = window.grid
    _double_click(grid.units.viewport(), QPoint(grid.units.length() + 5, 40))
    _double_click(grid.activities.viewport(), QPoint(40, grid.activities.length() + 5))
    assert answers(window).asked == []


# -- the context menu -------------------------------------------------------------------------------------


def _right_click(target: QWidget, at: QPoint) -> QMenu | None:
    QTest.mouseClick(target, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)
    QApplication.sendEvent(target, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, target.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert menu is None or isinstance(menu, QMenu)
    return menu


def _offered(window: MainWindow, menu: QMenu) -> list[str]:
    """Return the ids of what a menu offers, empty for a line."""
    ids = {action: identity for identity, action in window.actions_by_id.items()}
    return ["" if action.isSeparator() else ids[action] for action in menu.actions()]


def test_the_context_menu_works_on_the_cell_under_it(window: MainWindow, grid: GridView) -> None:
    menu = _right_click(grid.viewport(), grid.visualRect(grid.matrix.find("pol_draft", "com")).center())
    assert menu is not None
    assert _offered(window, menu) == list(CELL_MENU)
    assert not window.actions_by_id["remove_units"].icon().isNull()
    menu.close()
    window.actions_by_id["clear"].trigger()
    assert letters(window, "pol_draft", "com") == ""


def test_the_context_menu_of_a_header_works_on_its_section(window: MainWindow, grid: GridView) -> None:
    at = QPoint(grid.columnViewportPosition(2) + 5, 40)
    menu = _right_click(grid.units.viewport(), at)
    assert menu is not None
    assert menu.pos() == grid.units.viewport().mapToGlobal(at)
    assert _offered(window, menu) == list(COLUMN_MENU)
    menu.close()
    assert grid.current_place() == ("str_strategy", "com")
    menu = _right_click(grid.activities.viewport(), _line_at(grid, 5))
    assert menu is not None
    assert _offered(window, menu) == list(ROW_MENU)
    menu.close()
    assert grid.current_place() == ("pol_approve_legal", "com")
    assert grid.choice.places() == [("pol_approve_legal", "com")]
    at = _line_at(grid, 1)  # further down the menu would have to go up
    menu = _right_click(grid.activities.viewport(), at)
    assert menu is not None
    assert menu.pos() == grid.activities.viewport().mapToGlobal(at)
    menu.close()


@pytest.mark.parametrize("offered", [CELL_MENU, ROW_MENU, COLUMN_MENU], ids=["cells", "rows", "columns"])
def test_a_context_menu_reads_without_doubt(window: MainWindow, offered: tuple[str, ...]) -> None:
    titles = [window.actions_by_id[identity].text() for identity in offered if identity]
    assert len(set(titles)) == len(titles), "two entries read the same"
    assert offered[0]
    assert offered[-1]
    assert not {("", "")} & set(pairwise(offered)), "two lines follow each other"


@pytest.mark.parametrize("language", list(Language))
def test_menus_fit_on_a_small_screen(opened: Opener, sample: Document, language: Language) -> None:
    set_language(language)
    window = opened(sample)
    right_click = {"cells": QPoint(50, 50), "rows": QPoint(-1, 50), "columns": QPoint(50, -1)}
    heights = {}
    for name, point in right_click.items():
        window.grid.customContextMenuRequested.emit(point)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        heights[name] = menu.sizeHint().height()
        menu.close()
    for menu in window.menuBar().findChildren(QMenu):
        heights[menu.title()] = menu.sizeHint().height()
    assert all(50 < height <= 768 - 40 for height in heights.values()), heights


def test_the_context_menu_of_a_group_works_on_its_first_activity(window: MainWindow, grid: GridView) -> None:
    menu = _right_click(grid.activities.viewport(), _line_at(grid, 7))
    assert menu is not None
    menu.close()
    assert grid.current_place() == ("acc_open", "dm")


def test_the_context_menu_keeps_the_column_that_was_chosen(window: MainWindow, grid: GridView) -> None:
    at = QPoint(grid.columnViewportPosition(4) + 5, 40)
    click(grid.units.viewport(), at)
    menu = _right_click(grid.units.viewport(), at)
    assert menu is not None
    menu.close()
    assert len(grid.choice.places()) == 22


def test_beside_the_headers_there_is_no_menu(opened: Opener, small: Document) -> None:
    grid = opened(small).grid
    assert _right_click(grid.units.viewport(), QPoint(grid.units.length() + 5, 40)) is None


# -- the strip above the grid -----------------------------------------------------------------------------


def test_the_strip_says_who_it_is_about(window: MainWindow) -> None:
    editor = window.editor
    assert editor is not None
    assert editor.headline.whole == "Department of Coastal Stewardship"
    assert editor.subline.whole == (
        "Federal department, 3,400 staff · program channels · Government of Canada rules"
        " · guidelines seen as restrictions"
    )
    assert "Minister" in editor.subline.toolTip()


def test_the_strip_says_what_else_decides_the_rules(opened: Opener, sample: Document) -> None:
    organization = replace(
        sample.organization,
        kind=Words(),
        story=Words(),
        size=Size.SMALL,
        model=OperatingModel.CENTRALIZED,
        tone=Tone.UNKNOWN,
        regulated=True,
        program_channels=False,
        packs=(),
    )
    editor = opened(replace(sample, organization=organization)).editor
    assert editor is not None
    assert editor.subline.whole == "Government · regulated · small organization · centralized team"
    assert editor.subline.toolTip() == ""
    hub = replace(organization, model=OperatingModel.HUB_AND_SPOKE)
    editor = opened(replace(sample, organization=hub)).editor
    assert editor is not None
    assert editor.subline.whole.endswith("hub and spoke")


def test_a_story_is_no_markup(opened: Opener, sample: Document) -> None:
    story = Words("<img src=x> & <b>bold</b>")
    editor = opened(replace(sample, organization=replace(sample.organization, story=story))).editor
    assert editor is not None
    assert "&lt;img src=x&gt; &amp; &lt;b&gt;bold&lt;/b&gt;" in editor.subline.toolTip()


def test_the_legend_explains_the_letters_of_the_scheme(window: MainWindow, opened: Opener, sample: Document) -> None:
    assert window.editor is not None
    legend = child(window.editor, Legend)
    assert legend.accessibleName() == "R: Responsible, A: Accountable, C: Consulted, I: Informed"
    assert "R: Does the work" in legend.toolTip()
    other = opened(replace(sample, scheme="rasci")).editor
    assert other is not None
    assert "S: " in child(other, Legend).accessibleName()


# -- notices and faults -----------------------------------------------------------------------------------


def test_one_notice_replaces_the_other_with_its_buttons(window: MainWindow) -> None:
    done: list[str] = []
    window.notices.say("Good", ("One", lambda: done.append("one")), ("Two", lambda: done.append("two")))
    assert window.notices.isVisible()
    one, two = notice_buttons(window).values()
    click(two, two.rect().center())
    click(one, one.rect().center())
    assert done == ["two", "one"]
    assert window.notices.property("trouble") is False
    window.notices.complain("Bad <b>{0}</b>")
    assert window.notices.property("trouble") is True
    assert window.notices.text == "Bad <b>{0}</b>"
    assert notice_buttons(window) == {}
    window.notices.wait("Working")
    assert window.notices.progress.isVisible()
    assert not window.notices.icon.isVisible()


def test_a_notice_is_put_away(window: MainWindow) -> None:
    window.notices.say("Good")
    click(window.notices.away, window.notices.away.rect().center())
    assert not window.notices.isVisible()


def test_a_long_word_in_a_notice_does_not_widen_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1000, 600)
    window.notices.say("w" * 400)
    qtbot.waitUntil(lambda: window.notices.label.text().startswith("w"))
    QApplication.processEvents()
    assert window.minimumSizeHint().width() < 1000
    assert window.width() == 1000


def test_a_bug_is_reported_calmly_with_a_report_to_copy(window: MainWindow) -> None:
    document = window.open_session().document

    def fail() -> None:
        raise ZeroDivisionError("<b>inside</b>")

    try:
        fail()
    except ZeroDivisionError as error:
        window.report_bug(error)
    assert window.notices.text.startswith("Something went wrong inside raciapp.")
    copy = notice_buttons(window)["Copy the report"]
    click(copy, copy.rect().center())
    report = QGuiApplication.clipboard().text()
    assert report.startswith("raciapp ")
    assert "ZeroDivisionError" in report
    assert "inside</b>" not in report, "a message may quote the client"
    assert "elsewhere" in report, "a path that is not ours may name the client"
    assert window.open_session().document is document


def test_the_window_comes_back_where_it_was(window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    window.resize(700, 500)
    window.close()
    again = MainWindow(settings)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (700, 500)
