"""The one list of actions, and the icons it names."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from raciapp.base.resources import resources
from raciapp.ui.icons import icon, tinted
from raciapp.ui.menus import ACTIONS, MENUS
from raciapp.ui.theme import current_theme
from raciapp.ui.window import MainWindow

ICONS = sorted({action.icon for action in ACTIONS if action.icon})


def test_ids_are_unique() -> None:
    assert [identity for identity, count in Counter(action.id for action in ACTIONS).items() if count > 1] == []


def test_shortcuts_are_unique() -> None:
    shortcuts = Counter(QKeySequence(keys).toString() for action in ACTIONS for keys in action.shortcuts)
    assert [shortcut for shortcut, count in shortcuts.items() if count > 1] == []


def test_a_shortcut_is_one_chord_that_types_nothing() -> None:
    # «?» is no letter, and what one types text into keeps it (test_a_question_mark_is_typed_where_text_is).
    others = {("select_row", "Shift+Space"), ("add_activity_above", "Insert"), ("shortcuts", "?")}
    seen = set()
    for action in ACTIONS:
        for keys in action.shortcuts:
            assert QKeySequence(keys).count() == 1, action.id
            if not keys.startswith(("Ctrl+", "Alt+", "Shift+F", "F")):
                seen.add((action.id, keys))
    assert seen == others


def test_mnemonics_are_unique_within_a_menu() -> None:
    for actions in MENUS.values():
        letters = [action.title[action.title.index("&") + 1].upper() for action in actions if "&" in action.title]
        assert len(letters) == len(set(letters)), actions


def _leaves(menu: QMenu) -> Iterator[QAction]:
    """Yield the actions of a menu and of the menus within it."""
    for action in menu.actions():
        within = action.menu()
        if isinstance(within, QMenu):
            yield from _leaves(within)
        elif not action.isSeparator():
            yield action


def test_the_menus_hold_every_action_in_its_order(window: MainWindow) -> None:
    menus = [action.menu() for action in window.menuBar().actions()]
    held = []
    for menu in menus:
        assert isinstance(menu, QMenu)
        held.append(list(_leaves(menu)))
    assert held == [[window.actions_by_id[action.id] for action in actions] for actions in MENUS.values()]


def test_actions_read_as_declared(window: MainWindow) -> None:
    for action in ACTIONS:
        built = window.actions_by_id[action.id]
        assert built.text() == action.title
        assert built.shortcuts() == [QKeySequence(keys) for keys in action.shortcuts]
        assert built.iconText() == (action.short or action.title.replace("&", "").removesuffix("…"))


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_exists_and_is_drawn_in_the_colour_of_text(face: QApplication, name: str) -> None:
    assert (resources() / "icons" / f"{name}.svg").is_file()
    drawn = icon(name)
    normal = drawn.pixmap(QSize(20, 20), mode=QIcon.Mode.Normal).toImage()
    disabled = drawn.pixmap(QSize(20, 20), mode=QIcon.Mode.Disabled).toImage()
    assert current_theme().text.lower() in _colours(normal)
    assert current_theme().strong_line.lower() in _colours(disabled)


def _colours(picture: QImage) -> set[str]:
    """Return the colours of the pixels that are fully painted."""
    return {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    }


def test_an_icon_is_tinted_in_the_size_asked_for(face: QApplication) -> None:
    picture = tinted("save", "#ff0000", 32)
    assert picture.deviceIndependentSize().toSize() == QSize(32, 32)
    assert _colours(picture.toImage()) == {"#ff0000"}
    assert picture.hasAlphaChannel()
    assert picture.toImage().pixelColor(0, 0) == Qt.GlobalColor.transparent
