"""The tool bar: a button for each action that has one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolBar, QToolButton

from raciapp.base.messages import mark
from raciapp.ui.actions import show_ticks
from raciapp.ui.language import tr
from raciapp.ui.menus import ACTIONS, BAR_RULES

if TYPE_CHECKING:
    from raciapp.ui.window import MainWindow

_BUTTONS = tuple(action for action in ACTIONS if action.bar)


class ToolBar(QToolBar):
    """The buttons above a document."""

    def __init__(self, made: Mapping[str, QAction]) -> None:
        """Give each of the actions that has one its button."""
        super().__init__(tr(mark("Tools")))
        self._made = made
        self.setMovable(False)
        self.setIconSize(QSize(18, 18))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for action in _BUTTONS:
            if action.id in BAR_RULES:
                self.addSeparator()
            self.addAction(made[action.id])
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        more = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if more is not None:  # Qt's own, for the buttons that a narrow window has no room for
            more.setAccessibleName(tr(mark("More tools")))

    def show_ticks(self, window: "MainWindow") -> None:
        """Tick the buttons of what is on."""
        show_ticks(_BUTTONS, self._made, window)
