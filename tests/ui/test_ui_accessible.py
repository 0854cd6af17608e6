"""What those hear and do who use no mouse, or no screen: names, roles, values, and the way through the window."""

from collections.abc import Callable, Iterable

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from ui.acting import cell, child, in_dialog, press
from ui.reading import Role, Seen, child_of, focused_of, tree_of

from raciapp.ui.dialogs import AgreeDialog, TextDialog
from raciapp.ui.palette import Palette
from raciapp.ui.presentation.presentation import Presentation
from raciapp.ui.prompts import Prompts
from raciapp.ui.window import MainWindow

ROLES: dict[type[QWidget], set[Role]] = {
    QPushButton: {Role.Button, Role.ButtonMenu},
    QToolButton: {Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.CheckBox},
    QCheckBox: {Role.CheckBox},
    QRadioButton: {Role.RadioButton},
    QComboBox: {Role.ComboBox},
    QAbstractSpinBox: {Role.SpinBox},
    QLineEdit: {Role.EditableText},
    QPlainTextEdit: {Role.EditableText},
    QTabBar: {Role.PageTabList},
    QListView: {Role.List},
    QTreeView: {Role.Tree},
    QTableView: {Role.Table},
}
SPEECHLESS = {Role.NoRole, Role.Client, Role.Pane, Role.Window, Role.Border, Role.Grip, Role.ScrollBar}
"""Roles that tell nobody what one can do with a part."""
ROLELESS = (QScrollArea, QKeySequenceEdit)
"""Widgets that Qt gives no better role; their names must do."""


def _told(seen: Seen) -> str:
    return f"{seen.role.name} {type(seen.source).__name__} {seen.name!r} in {' > '.join(seen.path)}"


def _name(seen: Seen) -> str:
    """Return what a part is called. On Linux Qt calls a choice by what it holds, and tells its name beside."""
    box = seen.source
    if not isinstance(box, QComboBox):
        return seen.name.strip()
    labels = [label.text() for label in box.window().findChildren(QLabel) if label.buddy() is box]
    return box.accessibleDescription() or "".join(labels)


def _lies_empty(seen: Seen) -> bool:
    """Return whether a part is an empty column of a line whose first column speaks."""
    return seen.role is Role.TreeItem and seen.source is None


def _assert_speaks(parts: Iterable[Seen]) -> None:
    """Fail for parts that take the keyboard without saying what they are, and for roles that say something else."""
    parts = list(parts)
    nameless = [_told(seen) for seen in parts if seen.reachable and not _name(seen) and not _lies_empty(seen)]
    assert not nameless
    mute = [
        _told(seen)
        for seen in parts
        if seen.reachable and seen.role in SPEECHLESS and not isinstance(seen.source, ROLELESS)
    ]
    assert not mute
    wrong = [
        _told(seen)
        for seen in parts
        for kind, roles in ROLES.items()
        if isinstance(seen.source, kind) and seen.role not in roles
    ]
    assert not wrong
    assert any(seen.reachable for seen in parts)


# -- every part says what it is ---------------------------------------------------------------------------


def test_the_window_with_a_document_speaks(window: MainWindow) -> None:
    press(window, "Ctrl+F", "Escape", "Ctrl+Shift+L")
    parts = tree_of(window)
    _assert_speaks(parts)
    names = {seen.name for seen in parts}
    assert {"Matrix of activities and units", "Findings", "Details of the current cell"} <= names
    pickers = [_name(seen) for seen in parts if seen.role is Role.ComboBox]
    assert "Filter by unit" in pickers


def test_the_find_bar_speaks(window: MainWindow) -> None:
    press(window, "Ctrl+F")
    assert window.editor is not None
    _assert_speaks(tree_of(window.editor.finder))
    assert focused_of(window).name == "Find an activity, a unit or a remark"
    press(window, "Escape")


def test_the_first_page_speaks(welcome: MainWindow) -> None:
    _assert_speaks(tree_of(welcome))


def test_the_palette_speaks(window: MainWindow) -> None:
    press(window, "Ctrl+K")
    palette = child(window, Palette)
    _assert_speaks(tree_of(palette))
    assert focused_of(window).name == "What do you want to do?"
    press(window, "Escape")


def test_a_notice_speaks_and_its_buttons_too(window: MainWindow) -> None:
    window.notices.complain("The file could not be read.", ("Copy the report", lambda: None))
    parts = tree_of(window.notices)
    _assert_speaks(parts)
    assert {"The file could not be read.", "Copy the report", "Put away"} <= {seen.name for seen in parts}


def test_every_menu_and_every_entry_has_a_name(window: MainWindow) -> None:
    entries = [seen for seen in tree_of(window.menuBar()) if seen.role is Role.MenuItem]
    assert len(entries) > 100
    assert not [seen for seen in entries if not seen.name]


def test_every_button_of_the_tool_bar_has_a_name(window: MainWindow) -> None:
    buttons = [seen for seen in tree_of(window) if isinstance(seen.source, QToolButton)]
    assert not [_told(seen) for seen in buttons if not seen.name and not _in_a_field(seen)]


def _in_a_field(seen: Seen) -> bool:
    """Return whether a button is Qt's own inside a field, which does by keys what it is there for."""
    assert isinstance(seen.source, QWidget)
    return isinstance(seen.source.parent(), QLineEdit)


DIALOGS = (
    "add_unit", "add_activity", "rename_activity", "remark", "unit_functions", "organization", "map_units", "compare",
    "thresholds", "preferences", "shortcuts", "group_activities", "division", "split_unit", "about",
)  # fmt: skip
"""Actions that open a dialog on the first cell."""


def _read_dialog(window: MainWindow, act: Callable[[], object]) -> list[Seen]:
    """Do what opens a dialog, and return what there is in it."""
    window.prompts = Prompts(window)
    parts: list[Seen] = []

    def read(dialog: QWidget) -> None:
        parts.extend(tree_of(dialog))
        press(dialog, "Escape")

    seen = in_dialog(read)
    act()
    assert len(seen) == 1
    return parts


@pytest.mark.parametrize("identity", DIALOGS)
def test_every_dialog_speaks(window: MainWindow, identity: str) -> None:
    window.grid.go_to("str_strategy", "com")
    parts = _read_dialog(window, window.actions_by_id[identity].trigger)
    _assert_speaks(parts)
    assert parts[0].name, "a dialog needs a title"


def test_a_remark_is_written_and_taken_by_keys_alone(window: MainWindow) -> None:
    """Tab leaves the field of many lines: nothing in a dialog traps the keyboard."""
    window.prompts = Prompts(window)
    window.grid.go_to("str_strategy", "com")
    seen = in_dialog(lambda dialog: press(dialog, "O", "K", "Tab", "Return"))
    press(window, "Shift+F2")
    assert len(seen) == 1
    assert cell(window, "str_strategy", "com").remark.lower() == "ok"


def test_a_new_group_is_named_by_keys_alone(window: MainWindow) -> None:
    window.prompts = Prompts(window)
    window.grid.go_to("pol_draft", "com")
    seen = in_dialog(lambda dialog: press(dialog, "Ctrl+A", "Z", "Return"))
    window.actions_by_id["group_activities"].trigger()
    assert len(seen) == 1
    assert [group.name.en.lower() for group in window.open_session().document.groups].count("z") == 1


def test_the_dialog_that_says_what_pasting_would_do_speaks(window: MainWindow) -> None:
    content = QMimeData()
    content.setText("\tCommunications Branch\tPrinters\nWrite the social media guidelines\tI\tperhaps")
    QGuiApplication.clipboard().setMimeData(content)
    _assert_speaks(_read_dialog(window, window.actions_by_id["paste"].trigger))


def test_the_question_about_unsaved_changes_speaks(window: MainWindow) -> None:
    press(window, "R")
    _assert_speaks(_read_dialog(window, window.actions_by_id["close"].trigger))


@pytest.mark.parametrize(
    "make",
    [
        lambda parent: TextDialog("Complaints", "line 3: unknown rule", parent),
        lambda parent: AgreeDialog("Merge", "Merge these?", ["one", "two"], "&Merge", parent),
    ],
)
def test_the_dialogs_that_say_something_speak(
    qtbot: QtBot, window: MainWindow, make: Callable[[QWidget], QWidget]
) -> None:
    dialog = make(window)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    _assert_speaks(tree_of(dialog))


# -- the matrix -------------------------------------------------------------------------------------------


def _cell(window: MainWindow, row: int, column: int) -> Seen:
    """Return what is at a row and column of the table; -1 is a header. Qt counts headers and cells in one row."""
    return child_of(window.grid, (row + 1) * (window.grid.matrix.columnCount() + 1) + column + 1)


def test_the_matrix_is_a_table_of_cells_and_named_headers(window: MainWindow) -> None:
    matrix = window.grid.matrix
    for column in range(matrix.columnCount()):
        seen = _cell(window, -1, column)
        assert (seen.role, seen.name) == (Role.ColumnHeader, matrix.unit(column).name.en)
    for row in range(matrix.rowCount()):
        seen = _cell(window, row, -1)
        assert (seen.role, seen.name) == (Role.RowHeader, matrix.title(row))
        assert _cell(window, row, 0).role is Role.Cell


def test_a_cell_says_its_activity_its_unit_and_its_letters_in_words(window: MainWindow) -> None:
    said = {seen.name for seen in tree_of(window.grid) if seen.role is Role.Cell}
    assert "Set the social media strategy, Communications Branch: Accountable and Responsible" in said
    assert "Set the social media strategy, Digital Communications: Consulted" in said
    empty = [sentence for sentence in said if sentence.endswith(": no part")]
    assert len(empty) > 200


def test_what_is_typed_is_what_is_said(window: MainWindow) -> None:
    window.grid.go_to("str_strategy", "hr")
    press(window, "Shift+A", "/", "R", "Alt+2")
    assert focused_of(window).name == (
        "Set the social media strategy, Human Resources Branch: Accountable and Responsible; contested"
    )


def test_the_current_cell_has_the_keyboard(window: MainWindow) -> None:
    window.grid.go_to("str_strategy", "com")
    press(window, "Right")
    seen = focused_of(window)
    assert (seen.role, seen.focused) == (Role.Cell, True)
    assert seen.name == "Set the social media strategy, Digital Communications: Consulted"


def test_a_folded_group_says_what_it_stands_for(window: MainWindow) -> None:
    window.grid.go_to("str_strategy", "com")
    press(window, "Alt+-")
    assert focused_of(window).name == "Strategy and mandate, Communications Branch: Responsible 1, Accountable 1"


@pytest.mark.parametrize(("key", "first"), [("F7", "Must be resolved"), ("Shift+F7", "Deputy Minister's Office")])
def test_the_panels_say_every_line(qtbot: QtBot, window: MainWindow, key: str, first: str) -> None:
    window.grid.go_to("str_strategy", "dm")
    press(window, key)
    panel = _at(window)

    def lines() -> list[Seen]:
        return [seen for seen in tree_of(panel) if seen.role is Role.ListItem]

    qtbot.waitUntil(lambda: len(lines()) > 5)  # the details wait for the hand to rest
    assert lines()[0].name.startswith(first)
    assert not [seen for seen in lines() if not seen.name]


# -- the presentation -------------------------------------------------------------------------------------


def test_the_presentation_reads_out_its_slide(window: MainWindow) -> None:
    window.grid.go_to("str_strategy", "com")
    press(window, "F5")
    stage = window.presentation
    assert isinstance(stage, Presentation)
    seen = tree_of(stage)[0]
    assert seen.reachable
    assert "Set the social media strategy" in seen.name
    assert "Communications Branch" in seen.name
    stage.close()


# -- the way through the window ---------------------------------------------------------------------------


def _at(window: MainWindow) -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    assert found.window() is window
    return found


@pytest.mark.parametrize(("key", "name"), [
    ("F6", "Matrix of activities and units"),
    ("F7", "Findings"),
    ("Shift+F7", "Details of the current cell"),
    ("Ctrl+F", "Find an activity, a unit or a remark"),
    ("Ctrl+Shift+L", "Filter by words in rows and remarks"),
    ("Ctrl+K", "What do you want to do?"),
])  # fmt: skip
def test_a_key_leads_to_every_panel_and_f6_leads_back(window: MainWindow, key: str, name: str) -> None:
    press(window, key)
    assert _at(window).accessibleName() == name
    if key == "Ctrl+K":  # the palette covers the window and is left with Esc
        press(window, "Escape")
    press(window, "F6")
    assert _at(window) is window.grid


def test_tab_goes_round_and_ends_in_the_grid(window: MainWindow) -> None:
    """Nothing but the grid keeps the Tab key, and the grid is left with F7, Shift+F7 and the other keys."""
    press(window, "Ctrl+Shift+L")
    visited = [_at(window)]
    while visited[-1] is not window.grid:
        press(window, "Tab")
        assert _at(window) not in visited, "Tab goes in circles and never comes to the grid"
        visited.append(_at(window))
    names = [widget.accessibleName() or getattr(widget, "text", str)() for widget in visited]
    for name in ("Filter by unit", "Filter by status", "With findings", "Close", "Matrix of activities and units"):
        assert name in names


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize("start", ["F7", "Shift+F7", "Ctrl+F", "Ctrl+Shift+L"])
def test_no_panel_traps_the_keyboard(window: MainWindow, start: str, key: str) -> None:
    press(window, start)
    for _ in range(30):
        if _at(window) is window.grid:
            break
        press(window, key)
    assert _at(window) is window.grid


@pytest.mark.parametrize("bar", ["Ctrl+F", "Ctrl+Shift+L", "Ctrl+K"])
def test_esc_leads_back_to_the_grid(window: MainWindow, bar: str) -> None:
    press(window, bar)
    assert _at(window) is not window.grid
    press(window, "Escape")
    assert _at(window) is window.grid


def test_the_first_page_is_gone_round_with_tab(welcome: MainWindow) -> None:
    assert focused_of(welcome).name
    first, names = _at(welcome), []
    for _ in range(60):
        press(welcome, "Tab")
        names.append(_at(welcome).accessibleName())
        if _at(welcome) is first:
            break
    assert _at(welcome) is first
    assert sum(1 for name in names if name.startswith(("Department of Coastal", "City of Maple"))) == 2


@pytest.mark.parametrize("identity", ["preferences", "organization", "compare", "map_units", "thresholds", "remark"])
def test_a_dialog_is_gone_round_with_tab(window: MainWindow, identity: str) -> None:
    window.prompts = Prompts(window)
    rounds: list[bool] = []

    def go_round(dialog: QWidget) -> None:
        first = QApplication.focusWidget()
        for _ in range(400):
            press(dialog, "Tab")
            if QApplication.focusWidget() is first:
                rounds.append(True)
                break
        press(dialog, "Escape")

    in_dialog(go_round)
    window.actions_by_id[identity].trigger()
    assert rounds == [True]
