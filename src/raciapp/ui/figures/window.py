"""The window of figures: it holds their panel on another screen, and goes with the document's window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from raciapp.base.messages import mark
from raciapp.ui.figures.panel import FiguresPanel
from raciapp.ui.language import tr


class FiguresWindow(QWidget):
    """A window around the panel that otherwise stands beside the grid."""

    closed = Signal(object)
    """This window is closed; the panel is still in it."""

    def __init__(self, panel: FiguresPanel, parent: QWidget) -> None:
        """Take `panel` from where it is; who hears that the window is closed takes it back."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("figures")
        self.panel = panel
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.addWidget(panel)
        panel.stand(apart=True)
        panel.renamed.connect(self._call)
        self._call(panel.organization)
        parent.window().windowHandle().visibleChanged.connect(self._go_with)
        self.resize(960, 760)

    def open(self) -> None:
        """Come to the front with the keyboard in the panel."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.panel.take_the_keyboard()

    def _call(self, organization: str) -> None:
        figures = tr(mark("Figures"))
        self.setWindowTitle(f"{figures} · {organization}")

    def _go_with(self, visible: bool) -> None:  # noqa: FBT001 - a slot of Qt's signal
        """Close when the document's window does."""
        if not visible:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell."""
        super().closeEvent(event)
        self.closed.emit(self)
