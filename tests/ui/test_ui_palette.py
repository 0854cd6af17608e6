"""The command palette: every action and place by a few characters, run with Enter, gone with Esc."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from ui.acting import click, colours, press

from raciapp.base.words import Language
from raciapp.ui.actions import Needs
from raciapp.ui.language import set_language
from raciapp.ui.menus import ACTIONS
from raciapp.ui.palette import MOST_LINES, WIDTH, Palette
from raciapp.ui.palette_lines import ITSELF, REASONS, Entry, Line, action_entries, place_entries, search
from raciapp.ui.palette_list import LINE_HEIGHT, LINE_ROLE
from raciapp.ui.shortcuts import title_of
from raciapp.ui.theme import current_theme
from raciapp.ui.window import MainWindow


@pytest.fixture(autouse=True)
def _nothing_used_yet() -> Iterator[None]:
    """Start without a past; the palette remembers as long as the application runs."""
    Palette.recent.clear()
    yield
    Palette.recent.clear()


def _open(window: MainWindow) -> Palette:
    palette = Palette(window)
    palette.open()
    return palette


@pytest.fixture
def palette(window: MainWindow) -> Palette:
    """Return an open palette over the sample, with the keyboard in a cell that has neighbours on all sides."""
    window.grid.go_to("pol_draft", "com")
    return _open(window)


def _titles(palette: Palette) -> list[str]:
    return [line.entry.title for line in palette.lines.lines]


def _chosen(palette: Palette) -> str:
    return str(palette.list.currentIndex().data())


def _line(palette: Palette, title: str) -> Line:
    (found,) = [line for line in palette.lines.lines if line.entry.title == title]
    return found


def _marked(line: Line) -> str:
    return "".join(line.entry.title[place] for place in line.marks)


def _gone(palette: Palette) -> bool:
    return not isValid(palette) or not palette.isVisible()


# -- what is offered ----------------------------------------------------------------------------------------


def test_every_action_is_offered_with_its_menu_and_keys(palette: Palette) -> None:
    offered = {action.id for action in ACTIONS} - {ITSELF}
    assert {line.entry.action for line in palette.lines.lines} == offered
    assert len(palette.lines.lines) == len(offered)
    copy = _line(palette, "Copy").entry
    assert (copy.where, copy.keys, copy.reason) == ("Edit", "Ctrl+C", "")


def test_titles_are_without_menu_signs(palette: Palette) -> None:
    assert not any("&" in title or title.endswith("…") for title in _titles(palette))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("mul", "Move the unit left"),
        ("exc", "Export to Excel"),
        ("unit right", "Move the unit right"),
        ("UNDO", "Undo"),
    ],
)
def test_an_action_is_found_by_a_few_characters(palette: Palette, text: str, first: str) -> None:
    if text == "UNDO":
        palette._window.cells.type_letter("A")
        palette = _open_again(palette)
    palette.field.setText(text)
    assert _titles(palette)[0] == first
    assert _chosen(palette) == first


def _open_again(palette: Palette) -> Palette:
    press(palette, "Esc")
    return _open(palette._window)


def test_what_was_typed_is_marked(palette: Palette) -> None:
    palette.field.setText("mu")
    assert _marked(_line(palette, "Move the unit left")) == "Mu"
    palette.field.setText("communi")
    assert _marked(_line(palette, "Go to «Communications Branch»")) == "Communi"


def test_an_action_is_found_in_both_languages(window: MainWindow) -> None:
    set_language(Language.FR)
    entries = action_entries(window.actions_by_id)
    french = title_of("&Undo")
    assert french != "Undo"
    for text in (french, "undo"):
        assert search(text, entries, list, [])[0].entry.title == french
    assert search("undo", entries, list, [])[0].marks == ()


def test_activities_and_units_come_after_the_actions(palette: Palette) -> None:
    palette.field.setText("un")
    places = [line.entry.place is not None for line in palette.lines.lines]
    assert places == sorted(places)
    assert {False, True} == set(places)
    assert _line(palette, "Go to «Legal Services Unit»").entry.where == "Unit"
    palette.field.setText("u")
    assert not any(line.entry.place for line in palette.lines.lines)


def test_after_an_at_sign_only_places_are_offered(palette: Palette, window: MainWindow) -> None:
    document = window.open_session().document
    palette.field.setText("@")
    assert len(palette.lines.lines) == len(document.activities) + len(document.units)
    assert palette.lines.lines[0].entry.where == "Strategy and mandate"
    palette.field.setText("@ strat")
    assert _titles(palette) == ["Go to «Set the social media strategy»"]
    assert _marked(palette.lines.lines[0]) == "strat"


def test_activities_without_a_group_are_called_activities(window: MainWindow) -> None:
    document = window.open_session().document
    loose = document.__class__(
        organization=document.organization,
        matrices=document.matrices,
        units=document.units,
        activities=tuple(type(one)(one.id, one.name) for one in document.activities),
    )
    assert place_entries(loose)[0].where == "Activity"


def test_nothing_found_is_said(palette: Palette) -> None:
    palette.field.setText("zzzz")
    assert palette.lines.rowCount() == 0
    assert palette.nothing.isVisible()
    assert palette.field.accessibleDescription() == "Nothing is called that"
    press(palette, "Return", "Down", "Up", "PgUp", "PgDown")
    assert palette.isVisible()
    palette.field.setText("copy")
    assert not palette.nothing.isVisible()
    assert palette.list.isVisible()


def test_without_a_document_the_reasons_are_said(welcome: MainWindow) -> None:
    palette = _open(welcome)
    line = _line(palette, "Export to Excel")
    assert line.entry.reason == "needs an open document"
    assert line.sentence.endswith("needs an open document")
    assert _line(palette, "Open").entry.reason == ""
    reasons = [bool(one.entry.reason) for one in palette.lines.lines]
    assert reasons == sorted(reasons), "what is possible comes first"
    palette.field.setText("@")
    assert palette.lines.rowCount() == 0
    press(palette, "Esc")


@pytest.mark.parametrize("needs", [needs for needs in Needs if needs is not Needs.NOTHING])
def test_every_need_has_a_reason(needs: Needs) -> None:
    assert REASONS[needs]


def test_what_is_not_possible_is_not_run(palette: Palette) -> None:
    palette.field.setText("redo")
    line = _line(palette, "Redo")
    assert line.entry.reason == "nothing to redo"
    press(palette, "Return")
    assert palette.isVisible()


def test_what_is_switched_on_says_so(window: MainWindow) -> None:
    window.actions_by_id["copy"].setCheckable(True)
    window.actions_by_id["paste"].setVisible(False)
    entries = {entry.action: entry for entry in action_entries(window.actions_by_id)}
    assert entries["copy"].where == "Edit, off"
    assert "paste" not in entries
    window.actions_by_id["copy"].setChecked(True)
    assert action_entries(window.actions_by_id)[list(entries).index("copy")].where == "Edit, on"


def test_the_keys_are_those_that_work_now(window: MainWindow) -> None:
    window.actions_by_id["copy"].setShortcut(QKeySequence("F12"))
    entries = {entry.action: entry for entry in action_entries(window.actions_by_id)}
    assert entries["copy"].keys == "F12"


# -- what is done -------------------------------------------------------------------------------------------


def test_enter_runs_the_chosen_action(palette: Palette, window: MainWindow) -> None:
    before = [unit.id for unit in window.open_session().document.units]
    press(palette, *"mur", "Return")
    after = [unit.id for unit in window.open_session().document.units]
    assert _gone(palette)
    assert before.index("com") + 1 == after.index("com")
    assert window.grid.hasFocus()


def test_a_click_runs_an_action(palette: Palette, window: MainWindow) -> None:
    palette.field.setText("add an activity")
    ran: list[bool] = []
    window.actions_by_id["add_activity"].triggered.disconnect()
    window.actions_by_id["add_activity"].triggered.connect(lambda *_: ran.append(True))
    QApplication.processEvents()
    click(palette.list.viewport(), palette.list.visualRect(palette.lines.index(0)).center())
    assert ran == [True]
    assert _gone(palette)


def test_an_activity_keeps_the_column_and_a_unit_the_row(palette: Palette, window: MainWindow) -> None:
    palette.field.setText("@clear content")
    press(palette, "Return")
    assert window.grid.current_place() == ("con_clear", "com")
    assert window.grid.hasFocus()
    palette = _open(window)
    palette.field.setText("@legal services")
    press(palette, "Return")
    assert window.grid.current_place() == ("con_clear", "leg")


def test_the_last_used_come_first(palette: Palette, window: MainWindow) -> None:
    palette.field.setText("copy")
    press(palette, "Return")
    palette = _open(window)
    assert _titles(palette)[0] == "Copy"
    palette.field.setText("clear cells")
    press(palette, "Return")
    palette = _open(window)
    assert _titles(palette)[:2] == ["Clear cells", "Copy"]
    palette.field.setText("copy")
    press(palette, "Return")
    assert Palette.recent == ["copy", "clear"]


def test_only_so_many_are_remembered(palette: Palette, window: MainWindow) -> None:
    Palette.recent[:] = [f"old {number}" for number in range(Palette.MOST_RECENT)]
    palette.field.setText("copy")
    press(palette, "Return")
    assert len(Palette.recent) == Palette.MOST_RECENT
    assert Palette.recent[0] == "copy"


def test_of_what_is_found_as_well_the_last_used_comes_first() -> None:
    entries = [Entry(name, name, action=name) for name in ("move up", "move at")]
    assert [line.entry.name for line in search("move", entries, list, [])] == ["move up", "move at"]
    assert [line.entry.name for line in search("move", entries, list, ["move at"])] == ["move at", "move up"]


# -- keys and clicks ----------------------------------------------------------------------------------------


def test_the_keys_of_a_list_move_in_it(palette: Palette) -> None:
    last = palette.lines.rowCount() - 1
    seen = []
    for key in ("Down", "Down", "Up", "Up", "Up", "Down", "PgDown", "PgUp", "PgDown"):
        press(palette, key)
        seen.append(palette.list.currentIndex().row())
    page = MOST_LINES - 1
    assert seen == [1, 2, 1, 0, last, 0, min(page, last), 0, min(page, last)]
    assert palette.field.hasFocus()


def test_the_chosen_line_is_said(palette: Palette) -> None:
    press(palette, "Down")
    line = palette.lines.lines[1]
    assert palette.field.accessibleDescription() == line.sentence
    assert palette.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == line.sentence
    assert palette.list.currentIndex().data(LINE_ROLE) is line
    assert palette.list.currentIndex().data(Qt.ItemDataRole.DecorationRole) is None
    assert palette.lines.data(palette.lines.index(-1)) is None


def test_esc_gives_the_keyboard_back(palette: Palette, window: MainWindow) -> None:
    before = window.open_session().document
    press(palette, "C", "Esc")
    assert _gone(palette)
    assert window.grid.hasFocus()
    assert window.open_session().document is before


def test_the_keyboard_goes_back_to_where_it_was(window: MainWindow) -> None:
    window.looks.focus_findings()
    press(_open(window), "Esc")
    assert window.editor is not None
    assert window.editor.findings.view.hasFocus()


def test_what_had_the_keyboard_may_be_gone(welcome: MainWindow) -> None:
    field = QLineEdit(welcome)
    field.show()
    field.setFocus()
    palette = _open(welcome)
    field.deleteLater()
    QCoreApplication.sendPostedEvents(field, QEvent.Type.DeferredDelete)
    press(palette, "Esc")
    assert _gone(palette)
    palette = _open(welcome)
    palette._before = None
    press(palette, "Esc")
    assert _gone(palette)


def test_the_windows_shortcuts_rest_while_one_types(palette: Palette, window: MainWindow) -> None:
    press(palette, "F7", "Ctrl+W", "Tab", "Shift+Tab")
    assert palette.isVisible()
    assert palette.field.hasFocus()
    assert window.session is not None


def test_a_click_beside_the_panel_puts_it_away_and_does_nothing_else(palette: Palette, window: MainWindow) -> None:
    place = window.grid.current_place()
    click(palette, palette.panel.geometry().topLeft() + QPoint(3, 3))
    assert palette.isVisible()
    click(palette, QPoint(60, window.height() - 120))
    assert _gone(palette)
    assert window.grid.current_place() == place
    assert window.grid.hasFocus()


def test_it_goes_when_something_else_takes_the_keyboard(palette: Palette, window: MainWindow) -> None:
    window.looks.focus_findings()
    assert _gone(palette)
    assert window.editor is not None
    assert window.editor.findings.view.hasFocus()


def test_it_stays_when_the_menu_of_its_field_is_open(palette: Palette, qtbot: QtBot) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), palette.field.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(palette.field, event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    assert palette.isVisible()
    assert palette.field.hasFocus()


def test_it_is_deleted_when_it_goes(palette: Palette, qtbot: QtBot) -> None:
    with qtbot.waitSignal(palette.destroyed):
        press(palette, "Esc")


# -- face ---------------------------------------------------------------------------------------------------


def test_it_hangs_in_the_middle_under_the_menus(palette: Palette, window: MainWindow) -> None:
    panel = palette.panel.geometry()
    assert palette.geometry() == window.rect()
    assert panel.width() == WIDTH
    assert abs(panel.center().x() - window.rect().center().x()) <= 1
    assert panel.top() >= window.menuBar().height()
    assert palette.list.height() == MOST_LINES * LINE_HEIGHT
    window.resize(500, 420)
    QApplication.processEvents()
    panel = palette.panel.geometry()
    assert palette.geometry() == window.rect()
    assert palette.rect().contains(panel)
    assert panel.width() < WIDTH


def test_it_is_as_high_as_its_lines(palette: Palette) -> None:
    tall = palette.panel.height()
    palette.field.setText("excel")
    assert palette.list.height() == palette.lines.rowCount() * LINE_HEIGHT
    assert palette.panel.height() < tall


def test_the_chosen_line_and_the_marks_are_drawn(palette: Palette) -> None:
    palette.field.setText("mu")
    QApplication.processEvents()
    picture = palette.grab().toImage()
    theme = current_theme()
    top = palette.list.mapTo(palette, QPoint(0, 0))
    line = QRect(top, palette.list.visualRect(palette.lines.index(0)).size())
    assert {theme.selection.lower(), theme.accent.lower()} <= colours(picture, line)
    assert theme.selection.lower() not in colours(picture, line.translated(0, LINE_HEIGHT))
    marked = picture.copy(line.translated(0, LINE_HEIGHT))
    palette.lines.show([Line(line.entry) for line in palette.lines.lines])
    QApplication.processEvents()
    assert palette.grab().toImage().copy(line.translated(0, LINE_HEIGHT)) != marked, "marks are drawn in bold"


def test_a_long_title_leaves_room_for_the_keys(palette: Palette) -> None:
    name = "An activity with a name that nobody will ever read to its end, however long they look at it " * 2
    palette.lines.show([Line(Entry(name, name, "Group " * 30, keys="Ctrl+F12"))])
    QApplication.processEvents()
    long = palette.grab().toImage()
    palette.lines.show([Line(Entry("", "", "", keys="Ctrl+F12"))])
    QApplication.processEvents()
    top = palette.list.mapTo(palette, QPoint(0, 0))
    right = QRect(top.x() + palette.list.width() - 90, top.y(), 80, LINE_HEIGHT)
    assert long.copy(right) == palette.grab().toImage().copy(right)
