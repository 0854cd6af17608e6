"""Which actions are possible now, with what is open and current."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction

from raciapp.base.messages import mark
from raciapp.ui.actions import Needs
from raciapp.ui.language import tr
from raciapp.ui.menus import ACTIONS

if TYPE_CHECKING:
    from raciapp.ui.session import Session
    from raciapp.ui.window import MainWindow


class PossibleActions:
    """Lets those actions of a window be chosen that are possible."""

    def __init__(self, window: "MainWindow") -> None:
        """Serve `window`."""
        self._window = window
        self._met: frozenset[Needs] = frozenset()

    def follow(self) -> None:
        """Let the actions be possible that are, where that has changed."""
        met = frozenset(need for need, is_met in self._needs().items() if is_met)
        if met != self._met:
            self._met = met
            for action in ACTIONS:
                self._window.actions_by_id[action.id].setEnabled(action.needs in met)

    def _needs(self) -> dict[Needs, bool]:
        session = self._window.session
        history = session.workspace.history if session else None
        index = self._window.grid.currentIndex() if session else QModelIndex()
        return {
            Needs.NOTHING: True,
            Needs.DOCUMENT: session is not None,
            Needs.CELL: session is not None and self._window.grid.current_place() is not None,
            Needs.ROW: index.isValid(),
            Needs.COLUMN: index.isValid(),
            Needs.UNDO: history is not None and history.undo_label is not None,
            Needs.REDO: history is not None and history.redo_label is not None,
            Needs.SEVERAL_MATRICES: session is not None and len(session.document.matrices) > 1,
        }

    def name_edits(self, session: "Session") -> None:
        """Say which edit can be undone and which done again."""
        history = session.workspace.history
        made = self._window.actions_by_id
        _explain(made["undo"], mark("Undo: {edit}"), history.undo_label)
        _explain(made["redo"], mark("Redo: {edit}"), history.redo_label)


def _explain(action: QAction, text: str, label: str | None) -> None:
    action.setToolTip(tr(text, edit=label) if label else action.text().replace("&", ""))
