"""What a right click on the matrix offers: on its cells, or on the headers before and above them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from raciapp.ui.actions import add_icons
from raciapp.ui.menus import ACTIONS, CELL_MENU, COLUMN_MENU, ROW_MENU

if TYPE_CHECKING:
    from raciapp.ui.window import MainWindow


def open_context_menu(window: "MainWindow", point: QPoint) -> None:
    """Open the menu for a point of the cells; the headers lie at negative places."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    offered = COLUMN_MENU if point.y() < 0 else ROW_MENU if point.x() < 0 else CELL_MENU
    add_icons([action for action in ACTIONS if action.id in offered], window.actions_by_id)
    for identity in offered:
        if identity:
            menu.addAction(window.actions_by_id[identity])
        else:
            menu.addSeparator()
    menu.popup(window.grid.viewport().mapToGlobal(point))
