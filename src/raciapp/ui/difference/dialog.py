"""A difference in a dialog of its own: a conflict copy, a crashed session, a document that came back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from raciapp.base.messages import mark
from raciapp.document.records import Document
from raciapp.knowledge.library import Knowledge
from raciapp.ui.difference.view import DifferenceView
from raciapp.ui.language import tr

WIDTH, HEIGHT = 980, 620


class DifferenceDialog(QDialog):
    """Shows what leads from one document to another and asks what of it to take."""

    def __init__(
        self,
        before: Document,
        after: Document,
        *,
        names: tuple[str, str],
        title: str = "",
        knowledge: Knowledge | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show the difference of two documents called `names`, everything taken."""
        super().__init__(parent)
        self.setWindowTitle(title or tr(mark("Compare")))
        self.view = DifferenceView(*names, knowledge=knowledge)
        self.view.show_difference(before, after)
        keys = quiet(tr(mark("Space takes or leaves a line, R its row, U its unit, A all, N none.")))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = self.buttons.addButton(tr(mark("&Take what is ticked")), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.view.counted.connect(self._follow)
        layout = roomy(self)
        layout.addWidget(self.view, 1)
        layout.addWidget(keys)
        layout.addWidget(self.buttons)
        self.resize(WIDTH, HEIGHT)
        self._follow()
        self.view.setFocus()

    def answer(self) -> Document:
        """Return the first document with what is ticked."""
        chosen = self.view.chosen()
        assert chosen is not None  # noqa: S101 - a difference is always shown
        return chosen

    def _follow(self) -> None:
        self.take.setEnabled(bool(self.view.model.accepted))


def roomy(dialog: QDialog) -> QVBoxLayout:
    """Return the layout of a dialog with air around what is in it."""
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 18, 20, 16)
    layout.setSpacing(10)
    return layout


def headline(text: str) -> QLabel:
    """Return the first line of a dialog."""
    label = QLabel(text)
    label.setObjectName("sectionTitle")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def quiet(text: str) -> QLabel:
    """Return a line that explains."""
    label = QLabel(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
