"""Shortcuts: what they are, what they may be, the page that changes them and the sheet that shows them."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from ui.acting import colours, press

from raciapp.base.words import Language
from raciapp.ui.actions import Action
from raciapp.ui.advance import Advance
from raciapp.ui.grid_keys import GRID_KEYS, RESERVED
from raciapp.ui.key_caps import KeyCaps
from raciapp.ui.language import set_language
from raciapp.ui.menus import ACTIONS, MENUS
from raciapp.ui.preferences import WAYS, Preferences, PreferencesDialog
from raciapp.ui.settings import Settings
from raciapp.ui.shortcut_page import ShortcutPage
from raciapp.ui.shortcut_sheet import SheetLine, ShortcutSheet, sections, shared_out
from raciapp.ui.shortcuts import (
    Conflict,
    assigned,
    caps,
    chosen,
    conflicts,
    effective,
    native,
    normal,
    read,
    refusal,
    title_of,
    written,
)
from raciapp.ui.theme import current_theme


def _action(identity: str, *keys: str) -> Action:
    first, *others = keys or ("",)
    return Action(identity, f"&Do {identity}…", lambda _: None, first, also=tuple(others))


COPY, FILL, SHEET, BARE = (
    _action("copy", "Ctrl+C"),
    _action("fill", "Ctrl+D"),
    _action("sheet", "F1", "?"),
    _action("bare"),
)
SOME = (COPY, FILL, SHEET, BARE)
USUAL = {"copy": ("Ctrl+C",), "fill": ("Ctrl+D",), "sheet": ("F1", "?"), "bare": ()}


# -- keys in words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [("&Open…", "Open"), ("Cu&t", "Cut"), ("Research && &development", "Research & development"), ("Plain", "Plain")],
)
def test_a_title_is_without_signs(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_title_is_in_the_windows_language() -> None:
    set_language(Language.FR)
    assert title_of("&Open…") == "Ouvrir"


@pytest.mark.parametrize(
    ("keys", "same"),
    [
        ("ctrl+shift+p", "Ctrl+Shift+P"), ("Ctrl+Delete", "Ctrl+Del"), ("Shift+Ctrl+S", "Ctrl+Shift+S"), ("?", "?"),
        ("nonsense", ""), ("Ctrl+nonsense", ""), ("", ""), ("\0", ""), ("Ctrl+K, Ctrl+C", "Ctrl+K, Ctrl+C"),
        ("Ctrl+K, nonsense", ""),
    ],
)  # fmt: skip
def test_keys_are_written_in_one_way(keys: str, same: str) -> None:
    assert normal(keys) == same


@pytest.mark.parametrize(
    ("keys", "drawn"),
    [
        ("Ctrl+Shift+P", ("Ctrl", "Shift", "P")), ("Ctrl++", ("Ctrl", "+")), ("Alt+Up", ("Alt", "↑")), ("F1", ("F1",)),
        ("?", ("?",)), ("Left", ("←",)),
    ],
)  # fmt: skip
def test_a_chord_is_drawn_key_by_key(face: QWidget, keys: str, drawn: tuple[str, ...]) -> None:
    assert caps(keys) == drawn


# -- who has which ------------------------------------------------------------------------------------------


def test_what_was_chosen_goes_before_the_usual(face: QWidget) -> None:
    assert effective(COPY, {}) == ("Ctrl+C",)
    assert effective(COPY, {"copy": ("Ctrl+J", "F4")}) == ("Ctrl+J", "F4")
    assert effective(COPY, {"copy": ()}) == ()
    assert effective(SHEET, {"copy": ("F1",)}) == ("F1", "?")


def test_what_the_grid_needs_is_no_shortcut_though_it_was_chosen(face: QWidget) -> None:
    assert effective(COPY, {"copy": ("R", "Ctrl+J", "Space", "nonsense", "Ctrl+J", "Ctrl+K, Ctrl+C")}) == ("Ctrl+J",)
    assert effective(SHEET, {"sheet": ("?",)}) == ("?",), "what was declared may stay"
    assert effective(COPY, {"copy": ("?",)}) == ()


def test_no_keys_do_two_things(face: QWidget) -> None:
    assert assigned(SOME, {}) == USUAL
    assert assigned(SOME, {"fill": ("Ctrl+C",)}) == USUAL | {"copy": (), "fill": ("Ctrl+C",)}
    assert assigned(SOME, {"bare": ("F1",)}) == USUAL | {"sheet": ("?",), "bare": ("F1",)}
    assert assigned(SOME, {"fill": ("F5", "F6"), "copy": ("F6",)})["fill"] == ("F5",)
    assert list(assigned(SOME, {"bare": ("F1",)})) == [action.id for action in SOME]


def test_conflicts_are_found(face: QWidget) -> None:
    assert conflicts(SOME, {}) == []
    found = conflicts(SOME, {"fill": ("ctrl+c", "F4"), "bare": ("F4",)})
    assert found == [Conflict("Ctrl+C", ("copy", "fill")), Conflict("F4", ("fill", "bare"))]
    assert conflicts(SOME, {"fill": ()}) == []


def test_only_what_is_not_usual_is_kept(face: QWidget) -> None:
    assert chosen(SOME, USUAL) == {}
    assert chosen(SOME, USUAL | {"fill": (), "copy": ("F4",)}) == {"copy": ("F4",), "fill": ()}


def test_the_declared_shortcuts_do_not_conflict(face: QWidget) -> None:
    assert conflicts(ACTIONS, {}) == []
    assert assigned(ACTIONS, {}) == {action.id: tuple(map(normal, action.shortcuts)) for action in ACTIONS}


def test_the_declared_shortcuts_leave_the_grid_its_keys(face: QWidget) -> None:
    assert not {keys for action in ACTIONS for keys in map(normal, action.shortcuts)} & set(map(normal, RESERVED))


# -- what may be chosen -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "keys", ["Ctrl+J", "Ctrl+Shift+1", "F5", "Shift+F5", "Alt+Up", "Ctrl+Alt+K", "Alt+1", "Meta+K"]
)
def test_keys_that_may_be_chosen(face: QWidget, keys: str) -> None:
    assert refusal(keys) == ""


@pytest.mark.parametrize(
    "keys",
    ["R", "Shift+R", "1", "Space", "Return", "Enter", "Left", "Shift+Down", "Del", "Backspace", "Tab", "Shift+Tab", "/",
     ".", "=", "Esc", "Home", "PgUp", "É", "Ctrl+Left", "Ctrl+Shift+Down", "Ctrl+Home"],
)  # fmt: skip
def test_keys_of_the_grid_are_refused_by_name(face: QWidget, keys: str) -> None:
    assert refusal(keys).startswith(f"The grid needs {native(keys)} itself.")


def test_other_keys_are_refused_with_a_reason(face: QWidget) -> None:
    assert "opens menus" in refusal("Alt+F")
    for keys in ("", "nonsense", "Ctrl+K, Ctrl+C"):
        assert "cannot be told from others" in refusal(keys)


def test_reserved_chords_are_chords(face: QWidget) -> None:
    assert all(normal(chord) for chord in RESERVED)
    assert {"Ctrl+Left", "Ctrl+Shift+End", "Ctrl+Home"} <= RESERVED


# -- kept between starts ------------------------------------------------------------------------------------


def test_chosen_shortcuts_outlive_the_application(settings: Settings) -> None:
    custom = {"copy": ("Ctrl+,", "F4"), "fill": ()}
    settings.shortcuts = custom
    settings.advance = Advance.DOWN
    settings._store.sync()
    again = Settings(QSettings(settings._store.fileName(), QSettings.Format.IniFormat))
    assert again.shortcuts == custom
    assert again.advance is Advance.DOWN


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", "7", '{"copy": "F4"}', '{"copy": 3}', None, 4, ["F4"], b"{}", "[" * 50_000, "9" * 200_000]
)
def test_spoilt_shortcuts_are_no_shortcuts(kept: object) -> None:
    assert read(kept) == {}


def test_what_is_sound_of_spoilt_shortcuts_is_kept() -> None:
    assert read('{"copy": ["F4", 7, null], "fill": [], "x": {"y": 1}}') == {"copy": ("F4",), "fill": ()}
    assert read(written({"copy": ("Ctrl+,",)})) == {"copy": ("Ctrl+,",)}


# -- the page that changes them -----------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot: QtBot) -> PreferencesDialog:
    return _shown(qtbot, {})


def _shown(qtbot: QtBot, custom: dict[str, tuple[str, ...]]) -> PreferencesDialog:
    dialog = PreferencesDialog(Preferences(custom))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def _choose(page: ShortcutPage, identity: str) -> None:
    page.table.setCurrentCell([action.id for action in ACTIONS].index(identity), 0)


def _press_new(page: ShortcutPage, keys: str) -> str:
    """Press keys in the field for them and return what is said."""
    page.keys.setFocus()
    press(page, keys)
    return page.says.text()


def _cells(page: ShortcutPage, identity: str) -> list[str]:
    row = [action.id for action in ACTIONS].index(identity)
    return [item.text() for column in range(3) if (item := page.table.item(row, column))]


def _titles(page: ShortcutPage) -> list[str]:
    rows = [row for row in range(page.table.rowCount()) if not page.table.isRowHidden(row)]
    return [item.text() for row in rows if (item := page.table.item(row, 0))]


def test_every_action_is_on_the_page(dialog: PreferencesDialog) -> None:
    page = dialog.shortcuts
    assert _titles(page) == [title_of(action.title) for action in ACTIONS]
    assert _cells(page, "copy") == ["Copy", "Edit", "Ctrl+C"]
    assert dialog.answer() == Preferences({}, Advance.STAY)
    assert page.search.hasFocus()


def test_free_keys_take_the_place_of_the_usual(dialog: PreferencesDialog) -> None:
    page = dialog.shortcuts
    _choose(page, "copy")
    assert page.whose.text() == "Copy"
    assert page.says.text() == "Its keys: Ctrl+C"
    assert not page.use.isEnabled()
    assert _press_new(page, "Ctrl+Alt+J") == "Ctrl+Alt+J is free."
    page.use.click()
    assert _cells(page, "copy")[2] == "Ctrl+Alt+J"
    assert page.says.text() == "Its keys: Ctrl+Alt+J"
    assert dialog.answer().shortcuts == {"copy": ("Ctrl+Alt+J",)}


def test_an_action_may_have_two(dialog: PreferencesDialog) -> None:
    page = dialog.shortcuts
    _choose(page, "copy")
    _press_new(page, "F12")
    page.add.click()
    assert _cells(page, "copy")[2] == "Ctrl+C,  F12"
    assert dialog.answer().shortcuts == {"copy": ("Ctrl+C", "F12")}
    assert _press_new(page, "F12") == "F12 does this already."
    assert not page.add.isEnabled()


def test_taken_keys_are_not_accepted_until_that_is_resolved(dialog: PreferencesDialog) -> None:
    page = dialog.shortcuts
    _choose(page, "copy")
    assert _press_new(page, "Ctrl+V") == "Ctrl+V already does «Paste»."
    assert page.keys.accessibleDescription() == page.says.text()
    assert not page.use.isEnabled()
    assert not page.add.isEnabled()
    assert page.take.isEnabled()
    assert dialog.answer().shortcuts == {}
    page.take.click()
    assert _cells(page, "paste")[2] == ""
    assert dialog.answer().shortcuts == {"copy": ("Ctrl+V",), "paste": ()}
    _choose(page, "paste")
    assert page.says.text() == "It has no keys of its own."
    assert not page.remove.isEnabled()
    assert not page.add.isEnabled()


def test_keys_of_the_grid_are_not_accepted(dialog: PreferencesDialog) -> None:
    page = dialog.shortcuts
    _choose(page, "copy")
    assert _press_new(page, "R").startswith("The grid needs R itself.")
    assert not any(button.isEnabled() for button in (page.use, page.add, page.take))


def test_removed_keys_come_back_as_usual(dialog: PreferencesDialog) -> None:
    page = dialog.shortcuts
    _choose(page, "copy")
    assert not page.usual.isEnabled()
    page.remove.click()
    assert dialog.answer().shortcuts == {"copy": ()}
    page.usual.click()
    assert dialog.answer().shortcuts == {}


def test_usual_keys_that_another_has_must_be_taken_from_it(dialog: PreferencesDialog) -> None:
    page = dialog.shortcuts
    _choose(page, "copy")
    page.remove.click()
    _choose(page, "clear")
    _press_new(page, "Ctrl+C")
    page.use.click()
    _choose(page, "copy")
    page.usual.click()
    assert page.says.text() == "Ctrl+C already does «Clear cells»."
    assert dialog.answer().shortcuts["copy"] == ()
    page.take.click()
    assert "copy" not in dialog.answer().shortcuts


def test_all_go_back(qtbot: QtBot) -> None:
    dialog = _shown(qtbot, {"copy": ("F12",), "of_another_version": ("F11",)})
    page = dialog.shortcuts
    assert _cells(page, "copy")[2] == "F12"
    assert page.all_usual.isEnabled()
    page.all_usual.click()
    assert _cells(page, "copy")[2] == "Ctrl+C"
    assert page.answer() == {"of_another_version": ("F11",)}, "what this version does not know is left alone"
    assert not page.all_usual.isEnabled()


def test_the_page_is_searched_by_title_menu_and_keys(dialog: PreferencesDialog) -> None:
    page = dialog.shortcuts
    press(dialog, *"excel")
    assert _titles(page)[0] == "Export to Excel"
    assert page.whose.text() == "Export to Excel"
    page.search.setText("ctrl+shift+s")
    assert "Save as" in _titles(page)
    assert "Paste" not in _titles(page)
    page.search.setText("no such thing")
    assert _titles(page) == []
    assert not page.box.isEnabled()
    page.search.clear()
    assert len(_titles(page)) == len(ACTIONS)
    assert page.box.isEnabled()


def test_enter_leads_into_the_table_and_leaves_the_dialog_open(dialog: PreferencesDialog) -> None:
    press(dialog, "Return")
    assert dialog.isVisible()
    assert dialog.shortcuts.table.hasFocus()


def test_preferences_are_answered(dialog: PreferencesDialog) -> None:
    dialog.tabs.setCurrentWidget(dialog.typing)
    for way, button in zip(WAYS, dialog.typing.findChildren(QRadioButton), strict=True):
        button.click()
        assert dialog.answer().advance is way
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    box.button(QDialogButtonBox.StandardButton.Ok).click()
    assert dialog.result() == dialog.DialogCode.Accepted


def test_the_way_of_typing_starts_as_it_is(qtbot: QtBot) -> None:
    dialog = PreferencesDialog(Preferences({}, Advance.RIGHT))
    qtbot.addWidget(dialog)
    assert dialog.answer().advance is Advance.RIGHT


# -- the sheet ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heights", "columns", "together", "shared"),
    [
        ([3, 3, 3], 3, 0, [[0], [1], [2]]),
        ([9, 1, 1, 1], 2, 0, [[0], [1, 2, 3]]),
        ([5, 4, 3, 3], 2, 0, [[0, 2], [1, 3]]),
        ([1, 1, 5, 4], 2, 2, [[0, 1, 3], [2]]),
        ([5], 3, 0, [[0]]),
        ([], 3, 0, []),
    ],
)
def test_parts_are_shared_out_evenly(heights: list[int], columns: int, together: int, shared: list[list[int]]) -> None:
    assert shared_out(heights, columns, together) == shared


def test_the_sheet_has_every_shortcut_and_every_key_of_the_grid(face: QWidget) -> None:
    found = {section.title: {line.does: line for line in section.lines} for section in sections({})}
    assert list(found)[: len(GRID_KEYS)] == [group.title for group in GRID_KEYS]
    assert [line for group in GRID_KEYS for line in found[group.title]] == [
        key.does for group in GRID_KEYS for key in group.keys
    ]
    for menu, actions in MENUS.items():
        with_keys = [action for action in actions if action.shortcuts]
        assert list(found.get(title_of(menu.value), {})) == [title_of(action.title) for action in with_keys]
    assert found["Edit"]["Copy"] == SheetLine("Copy", ((("Ctrl", "C"), "Ctrl+C"),))
    assert found["Letters"]["Put this letter in alone"].keys == ((("Shift", "letter"), "Shift+letter"),)


def test_the_sheet_shows_what_was_chosen(face: QWidget) -> None:
    found = {
        line.does: line for section in sections({"copy": ("F12", "Alt+Up"), "paste": ()}) for line in section.lines
    }
    assert found["Copy"].sentence == "Copy: F12 or Alt+Up"
    assert "Paste" not in found


def test_the_sheet_can_be_read_and_put_away(qtbot: QtBot) -> None:
    sheet = ShortcutSheet({})
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    assert "Copy: Ctrl+C" in sheet.text().splitlines()
    assert sheet.area.accessibleDescription() == sheet.text()
    names = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Letters", "Moving", "Choosing", "File", "Copy"} <= names
    assert len(sheet.findChildren(KeyCaps)) == sum(len(section.lines) for section in sheet.sections)
    press(sheet, "Esc")
    assert not sheet.isVisible()


def test_the_sheet_fits_a_small_screen(qtbot: QtBot) -> None:
    for language in Language:
        set_language(language)
        sheet = ShortcutSheet({})
        qtbot.addWidget(sheet)
        page = sheet.area.widget()
        assert page is not None
        assert page.minimumSizeHint().width() <= 1366 - 20
        assert page.heightForWidth(1366 - 20) <= 768 - 60, language


def test_keys_are_drawn_as_keys(qtbot: QtBot) -> None:
    drawn = KeyCaps([["Ctrl", "D"], ["F4"]], "Fill: Ctrl+D or F4")
    qtbot.addWidget(drawn)
    drawn.resize(drawn.sizeHint())
    assert drawn.accessibleName() == "Fill: Ctrl+D or F4"
    found = colours(drawn.grab().toImage())
    theme = current_theme()
    assert {theme.header.lower(), theme.strong_line.lower()} <= found


def test_long_chords_stand_below_each_other(qtbot: QtBot) -> None:
    short, long = KeyCaps([["F1"], ["?"]], ""), KeyCaps([["Ctrl", "Shift", "Space"], ["Ctrl", "Shift", "Home"]], "")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert long.sizeHint().height() == 2 * short.sizeHint().height()
