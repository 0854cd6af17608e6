"""What all commands have in common: the window they work for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raciapp.ui.session import Session
    from raciapp.ui.window import MainWindow


class Commands:
    """Commands of one topic, for one window."""

    def __init__(self, window: "MainWindow") -> None:
        """Work for `window`."""
        self._window = window

    @property
    def _session(self) -> "Session":
        return self._window.open_session()
