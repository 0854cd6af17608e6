"""How a dialog is laid out that lists documents and shows what is different in the one that is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSplitter, QWidget

from raciapp.ui.difference.dialog import HEIGHT, WIDTH, headline, roomy


def lay_out(
    dialog: QDialog, title: str, listed: QWidget, width: int, difference: QWidget, buttons: QDialogButtonBox
) -> None:
    """Put a headline above, a list of `width` pixels at the left, the difference beside it, and the buttons below."""
    split = QSplitter(Qt.Orientation.Horizontal)
    split.addWidget(listed)
    split.addWidget(difference)
    split.setSizes([width, WIDTH - width])
    split.setStretchFactor(1, 1)
    layout = roomy(dialog)
    layout.addWidget(headline(title))
    layout.addWidget(split, 1)
    layout.addWidget(buttons)
    dialog.resize(WIDTH, HEIGHT)
