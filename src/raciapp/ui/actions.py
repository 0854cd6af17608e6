"""Everything the app can do, declared once: the menus, the tool bar and the shortcuts are built from this list."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QAction, QKeySequence

from raciapp.base.messages import mark
from raciapp.ui.icons import icon
from raciapp.ui.language import tr

if TYPE_CHECKING:
    from raciapp.ui.window import MainWindow


class MenuName(StrEnum):
    """The menus, in their order."""

    FILE = mark("&File")
    EDIT = mark("&Edit")
    MATRIX = mark("&Matrix")
    VIEW = mark("&View")
    HELP = mark("&Help")


class Needs(StrEnum):
    """What must be there for an action to be possible."""

    NOTHING = "nothing"
    DOCUMENT = "document"
    CELL = "cell"
    UNDO = "undo"
    REDO = "redo"
    SEVERAL_MATRICES = "several matrices"


class Action(msgspec.Struct, frozen=True):
    """One thing the app can do. `bar`: it has a button; a `rule_above` draws a line before it in the menu."""

    id: str
    title: str
    run: Callable[["MainWindow"], object]
    shortcut: str = ""
    icon: str = ""
    needs: Needs = Needs.DOCUMENT
    bar: bool = False
    rule_above: bool = False
    short: str = ""


MENUS: dict[MenuName, tuple[Action, ...]] = {
    MenuName.FILE: (
        Action("new", mark("&New…"), lambda do: do.files.new(), "Ctrl+N", "file-plus", Needs.NOTHING, bar=True),
        Action("open", mark("&Open…"), lambda do: do.files.open(), "Ctrl+O", "folder-open", Needs.NOTHING, bar=True),
        Action(
            "import", mark("&Import a matrix…"), lambda do: do.files.import_matrix(), "Ctrl+I", "download",
            Needs.NOTHING,
        ),
        Action("save", mark("&Save"), lambda do: do.files.save(), "Ctrl+S", "save", bar=True, rule_above=True),
        Action("save_as", mark("Save &as…"), lambda do: do.files.save_as(), "Ctrl+Shift+S", "save-all"),
        Action(
            "export_excel", mark("Export to &Excel…"), lambda do: do.files.export(".xlsx"), "Ctrl+E",
            "file-spreadsheet", bar=True, rule_above=True, short=mark("Excel"),
        ),
        Action(
            "export_pdf", mark("Export to &PDF…"), lambda do: do.files.export(".pdf"), "Ctrl+P", "file-text",
            bar=True, short=mark("PDF"),
        ),
        Action("close", mark("&Close"), lambda do: do.files.close_document(), "Ctrl+W", rule_above=True),
        Action("quit", mark("&Quit"), lambda do: do.quit(), "Ctrl+Q", needs=Needs.NOTHING),
    ),
    MenuName.EDIT: (
        Action("undo", mark("&Undo"), lambda do: do.cells.undo(), "Ctrl+Z", "undo-2", Needs.UNDO, bar=True),
        Action("redo", mark("&Redo"), lambda do: do.cells.redo(), "Ctrl+Y", "redo-2", Needs.REDO, bar=True),
        Action("cut", mark("Cu&t"), lambda do: do.cells.cut(), "Ctrl+X", "scissors", Needs.CELL, rule_above=True),
        Action("copy", mark("&Copy"), lambda do: do.cells.copy(), "Ctrl+C", "copy", Needs.CELL),
        Action("paste", mark("&Paste"), lambda do: do.cells.paste(), "Ctrl+V", "clipboard-paste", Needs.CELL),
        Action("clear", mark("C&lear cells"), lambda do: do.cells.clear(), needs=Needs.CELL),
        Action("remark", mark("Re&mark on the cell…"), lambda do: do.cells.edit_remark(), "Shift+F2", needs=Needs.CELL),
    ),
    MenuName.MATRIX: (
        Action(
            "add_activity", mark("Add an &activity…"), lambda do: do.shape.add_activity(), "Ctrl+Shift+A",
            "between-horizontal-start", bar=True, short=mark("Activity"),
        ),
        Action(
            "add_unit", mark("Add a &unit…"), lambda do: do.shape.add_unit(), "Ctrl+Shift+U",
            "between-vertical-start", bar=True, short=mark("Unit"),
        ),
        Action(
            "rename_activity", mark("Rename the activity…"), lambda do: do.shape.rename_activity(), "F2", "pencil",
            Needs.CELL, rule_above=True,
        ),
        Action(
            "activity_up", mark("Move the activity up"), lambda do: do.shape.move_activity(-1), "Alt+Up", "arrow-up",
            Needs.CELL,
        ),
        Action(
            "activity_down", mark("Move the activity down"), lambda do: do.shape.move_activity(1), "Alt+Down",
            "arrow-down", Needs.CELL,
        ),
        Action(
            "remove_activities", mark("Remove the activity"), lambda do: do.shape.remove_activities(), "Ctrl+Delete",
            "trash-2", Needs.CELL,
        ),
        Action(
            "rename_unit", mark("Rename the unit…"), lambda do: do.shape.rename_unit(), "Ctrl+F2", "pencil", Needs.CELL,
            rule_above=True,
        ),
        Action(
            "unit_functions", mark("What the unit is for…"), lambda do: do.shape.edit_functions(), "Ctrl+F3",
            "building-2", Needs.CELL,
        ),
        Action(
            "unit_left", mark("Move the unit left"), lambda do: do.shape.move_unit(-1), "Alt+Left", "arrow-left",
            Needs.CELL,
        ),
        Action(
            "unit_right", mark("Move the unit right"), lambda do: do.shape.move_unit(1), "Alt+Right", "arrow-right",
            Needs.CELL,
        ),
        Action(
            "remove_units", mark("Remove the unit"), lambda do: do.shape.remove_units(), "Ctrl+Shift+Delete", "trash-2",
            Needs.CELL,
        ),
        Action(
            "organization", mark("About the organization…"), lambda do: do.advice.edit_organization(), "Ctrl+,",
            "landmark", rule_above=True,
        ),
        Action("map_units", mark("What the units are for…"), lambda do: do.advice.map_units(), "Ctrl+M", "list-checks"),
        Action("thresholds", mark("Thresholds…"), lambda do: do.advice.edit_thresholds()),
        Action("house", mark("Folder of house rules…"), lambda do: do.advice.choose_house()),
        Action(
            "expected", mark("Show what the template expects"), lambda do: do.advice.show_expected(), "F8", "eye",
            bar=True, rule_above=True, short=mark("Template"),
        ),
        Action("compare", mark("Compare with a template…"), lambda do: do.advice.compare(), "F9", "layout-template"),
        Action(
            "copy_matrix", mark("Start a to-be matrix"), lambda do: do.shape.copy_matrix(), icon="columns-3",
            rule_above=True,
        ),
        Action(
            "remove_matrix", mark("Remove this matrix"), lambda do: do.shape.remove_matrix(),
            needs=Needs.SEVERAL_MATRICES,
        ),
    ),
    MenuName.VIEW: (
        Action("to_grid", mark("Go to the grid"), lambda do: do.focus_grid(), "F6"),
        Action("to_findings", mark("Go to the findings"), lambda do: do.focus_findings(), "F7"),
        Action(
            "theme_system", mark("Colours of the system"), lambda do: do.choose_theme("system"), needs=Needs.NOTHING,
            rule_above=True,
        ),
        Action("theme_light", mark("Light colours"), lambda do: do.choose_theme("light"), "", "sun", Needs.NOTHING),
        Action("theme_dark", mark("Dark colours"), lambda do: do.choose_theme("dark"), "", "moon", Needs.NOTHING),
        Action(
            "english", "English", lambda do: do.choose_language("en"), "", "languages", Needs.NOTHING, rule_above=True
        ),
        Action("french", "Français", lambda do: do.choose_language("fr"), needs=Needs.NOTHING),
    ),
    MenuName.HELP: (
        Action("about", mark("&About raciapp"), lambda do: do.show_about(), icon="info", needs=Needs.NOTHING),
    ),
}  # fmt: skip

ACTIONS = tuple(action for actions in MENUS.values() for action in actions)


def build_actions(window: "MainWindow") -> dict[str, QAction]:
    """Put every action into the window's menus and return them by id; buttons are for the caller to place."""
    made = {}
    for name, actions in MENUS.items():
        menu = window.menuBar().addMenu(tr(name.value))
        for action in actions:
            if action.rule_above:
                menu.addSeparator()
            made[action.id] = _build(action, window)
            menu.addAction(made[action.id])
        # Drawing all icons at the start would cost more than drawing the matrix.
        menu.aboutToShow.connect(lambda actions=actions: _add_icons(actions, made))
    _add_icons([action for action in ACTIONS if action.bar], made)
    return made


def _build(action: Action, window: "MainWindow") -> QAction:
    built = QAction(tr(action.title), window)
    if action.shortcut:
        built.setShortcut(QKeySequence(action.shortcut))
    if action.short:
        built.setIconText(tr(action.short))
    built.triggered.connect(lambda *_: action.run(window))
    return built


def _add_icons(actions: Iterable[Action], made: Mapping[str, QAction]) -> None:
    for action in actions:
        if action.icon and made[action.id].icon().isNull():
            made[action.id].setIcon(icon(action.icon))
