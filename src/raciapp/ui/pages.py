"""The middle of a window: one page at a time, under what there is to notice."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget


class Pages(QWidget):
    """Shows the welcome page or a document, below a line of notices."""

    def __init__(self, notices: QWidget) -> None:
        """Begin without a page."""
        super().__init__()
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(notices)
        column.addWidget(self._stack, 1)

    def replace(self, page: QWidget) -> None:
        """Show another page; the one before is done with."""
        old = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
