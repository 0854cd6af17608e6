"""A question that a few buttons answer; the last of them cancels."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from raciapp.base.messages import mark
from raciapp.ui.language import tr

Choice = TypeVar("Choice")


class Button(NamedTuple, Generic[Choice]):
    """What a button says, which answer it stands for, and whether something is lost by it."""

    text: str
    answer: Choice
    loses: bool = False


class QuestionBox(QMessageBox, Generic[Choice]):
    """Asks; Enter presses the button of the `usual` answer where there is one."""

    def __init__(
        self,
        title: str,
        question: str,
        buttons: Sequence[Button[Choice]],
        parent: QWidget,
        *,
        cancelled: Choice,
        usual: Choice | None = None,
    ) -> None:
        """Offer the buttons and one to cancel, which gives the answer `cancelled`."""
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(title)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(question)
        self._cancelled = cancelled
        role = QMessageBox.ButtonRole
        self._answers = {
            self.addButton(button.text, role.DestructiveRole if button.loses else role.AcceptRole): button.answer
            for button in buttons
        }
        self._answers[self.addButton(tr(mark("Cancel")), role.RejectRole)] = cancelled
        for made, answer in self._answers.items():
            if answer == usual:
                self.setDefaultButton(made)

    def answer(self) -> Choice:
        """Return the answer of the button that was pressed."""
        pressed = self.clickedButton()
        return next((answer for made, answer in self._answers.items() if made is pressed), self._cancelled)
