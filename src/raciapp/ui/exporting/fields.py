"""Fields that name a file or a folder: typed, pasted or looked for."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from raciapp.base.messages import mark
from raciapp.ui.language import tr

Look = Callable[[], Path | None]
"""Lets a person look for a file or a folder; None when they give up."""


class PathField(QWidget):
    """A path as text, with a button to look for one."""

    changed = Signal()

    def __init__(self, name: str, look: Look, text: str = "") -> None:
        """Show `text`; `name` is what the field is called."""
        super().__init__()
        self._look = look
        self.line = QLineEdit(text)
        self.line.setAccessibleName(name)
        self.button = QPushButton(tr(mark("Browse…")))
        self.button.setAccessibleName(tr(mark("Browse: {field}"), field=name))
        self.button.setAutoDefault(False)
        self.setFocusProxy(self.line)
        self.setFocusPolicy(self.line.focusPolicy())  # else the underlined letter of a label does not lead here
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.line.textChanged.connect(self.changed)
        self.button.clicked.connect(self._ask)

    def text(self) -> str:
        """Return the path, empty for none."""
        return self.line.text().strip()

    def _ask(self) -> None:
        path = self._look()
        if path is not None:
            self.line.setText(str(path))
