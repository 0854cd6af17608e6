"""What an action is, and how the declared ones become menus and buttons."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QAction, QKeySequence

from raciapp.base.messages import mark
from raciapp.ui.icons import icon
from raciapp.ui.language import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from raciapp.ui.window import MainWindow


class MenuName(StrEnum):
    """The menus, in their order."""

    FILE = mark("&File")
    EDIT = mark("&Edit")
    ACTIVITIES = mark("&Activities")
    UNITS = mark("&Units")
    MATRIX = mark("&Matrix")
    VIEW = mark("&View")
    HELP = mark("&Help")


class Needs(StrEnum):
    """What must be there for an action to be possible. A folded heading is a row, but its cells are none."""

    NOTHING = "nothing"
    DOCUMENT = "document"
    CELL = "cell"
    ROW = "row"
    COLUMN = "column"
    UNDO = "undo"
    REDO = "redo"
    SEVERAL_MATRICES = "several matrices"


class Action(msgspec.Struct, frozen=True):
    """One thing the app can do.

    `bar`: it has a button, which says `short`; `rule_above`: a line is drawn before it in the menu; `under`: the menu
    within the menu; `also`: further shortcuts; `checked`: whether it is on, for what is switched on and off.
    """

    id: str
    title: str
    run: Callable[["MainWindow"], object]
    shortcut: str = ""
    icon: str = ""
    needs: Needs = Needs.DOCUMENT
    bar: bool = False
    rule_above: bool = False
    short: str = ""
    also: tuple[str, ...] = ()
    checked: Callable[["MainWindow"], bool] | None = None
    under: str = ""

    @property
    def shortcuts(self) -> tuple[str, ...]:
        """Return the usual shortcuts, the one that menus show first."""
        return (*((self.shortcut,) if self.shortcut else ()), *self.also)


def build_actions(
    window: "MainWindow", menus: Mapping[MenuName, tuple[Action, ...]], shortcuts: Mapping[str, tuple[str, ...]]
) -> dict[str, QAction]:
    """Put every action into the window's menus and return them by id; buttons are for the caller to place."""
    made: dict[str, QAction] = {}
    for name, actions in menus.items():
        menu = window.menuBar().addMenu(tr(name.value))
        within: dict[str, QMenu] = {}
        for action in actions:
            if action.rule_above:
                menu.addSeparator()
            if action.under and action.under not in within:
                within[action.under] = menu.addMenu(tr(action.under))
            made[action.id] = _build(action, window, shortcuts[action.id])
            within.get(action.under, menu).addAction(made[action.id])
        # Drawing all icons at the start would cost more than drawing the matrix.
        menu.aboutToShow.connect(lambda actions=actions: _freshen(actions, made, window))
        add_icons([action for action in actions if action.bar], made)
    return made


def _build(action: Action, window: "MainWindow", shortcuts: tuple[str, ...]) -> QAction:
    built = QAction(tr(action.title), window)
    if shortcuts:
        built.setShortcuts([QKeySequence(keys) for keys in shortcuts])
    if action.short:
        built.setIconText(tr(action.short))
    if action.checked is not None:
        built.setCheckable(True)
    built.triggered.connect(lambda *_: _run(action, built, window))
    return built


def _run(action: Action, built: QAction, window: "MainWindow") -> None:
    action.run(window)
    if action.checked is not None:  # Qt has ticked it already, whatever came of it
        built.setChecked(action.checked(window))


def _freshen(actions: Iterable[Action], made: Mapping[str, QAction], window: "MainWindow") -> None:
    """Draw the icons of a menu that is about to open, and tick what is on."""
    add_icons(actions, made)
    show_ticks(actions, made, window)


def show_ticks(actions: Iterable[Action], made: Mapping[str, QAction], window: "MainWindow") -> None:
    """Tick what is on."""
    for action in actions:
        if action.checked is not None:
            made[action.id].setChecked(action.checked(window))


def add_icons(actions: Iterable[Action], made: Mapping[str, QAction]) -> None:
    """Draw the icons that are not drawn yet."""
    for action in actions:
        if action.icon and made[action.id].icon().isNull():
            made[action.id].setIcon(icon(action.icon))
