"""The place of the figures beside the grid, which they may leave for a window of their own and come back to."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from raciapp.ui.figures.panel import FiguresPanel
from raciapp.ui.figures.window import FiguresWindow
from raciapp.ui.session import Session


class FiguresPlace(QWidget):
    """Holds the panel of figures while no window does."""

    place_chosen = Signal(object)
    """A `Place` to go to."""
    left = Signal()
    """The keyboard is to go back to the grid."""
    moved = Signal()
    """The panel has left for a window, or has come back; read `apart`."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Make the panel for `session`."""
        super().__init__(parent)
        self.panel = FiguresPanel(session, self)
        self._window: FiguresWindow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.panel)
        self.panel.place_chosen.connect(self.place_chosen)
        self.panel.move_asked.connect(self._move)
        self.panel.left.connect(self._leave)

    @property
    def apart(self) -> bool:
        """Return whether the panel is in a window of its own."""
        return self._window is not None

    def take_the_keyboard(self) -> None:
        """Put the keyboard into the panel, wherever it is."""
        if self._window:
            self._window.open()
        else:
            self.panel.take_the_keyboard()

    def come_back(self) -> None:
        """Bring the panel back, where it has left."""
        if self._window:
            self._window.close()

    def _move(self) -> None:
        if self._window:
            self._window.close()
            return
        self._window = FiguresWindow(self.panel, self)
        self._window.closed.connect(self._take_back)
        self.moved.emit()
        self._window.open()

    def _leave(self) -> None:
        if self._window:
            self._window.close()
        else:
            self.left.emit()

    def _take_back(self, window: FiguresWindow) -> None:
        """Put the panel back, and the keyboard into the grid."""
        self._window = None
        self._column.addWidget(self.panel)
        self.panel.stand(apart=False)
        self.panel.show()
        window.deleteLater()
        self.moved.emit()
        if self.window().windowHandle().isVisible():  # it may be that very window that goes
            self.window().activateWindow()
            self.left.emit()
