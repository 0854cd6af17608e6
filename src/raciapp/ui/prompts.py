"""Questions to the person at the keyboard. One place, so that tests can answer instead.

The dialogs, Qt's own too, are imported when they are asked: their widgets would cost a thirtieth of every start.
"""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from raciapp.base.messages import mark
from raciapp.document.records import Organization
from raciapp.ui.language import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QInputDialog

    from raciapp.formats.import_notes import Notes
    from raciapp.ui.question_box import QuestionBox

Choice = TypeVar("Choice")


class Answer(Enum):
    """What to do with unsaved changes."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Held(Enum):
    """What to do with a document that somebody else has open."""

    READ = auto()
    COPY = auto()
    ANYWAY = auto()
    CANCEL = auto()


class Underneath(Enum):
    """What to do when somebody else has saved the document's file meanwhile."""

    MERGE = auto()
    SAVE_AS = auto()
    OVERWRITE = auto()
    CANCEL = auto()


class Prompts:
    """Asks the person in front of the window; tests answer in their place."""

    def __init__(self, parent: QWidget) -> None:
        """Ask in front of `parent`."""
        self._parent = parent

    def text(self, title: str, question: str, text: str = "") -> str:
        """Return one line of text, or the empty string when the person cancels."""
        dialog = self._input(title, question)
        dialog.setTextValue(text)
        return dialog.textValue().strip() if self._put(dialog) else ""

    def paragraph(self, title: str, question: str, text: str) -> str | None:
        """Return several lines of text, or None when the person cancels."""
        from raciapp.ui.dialogs import ParagraphDialog

        dialog = ParagraphDialog(title, question, text, self._parent)
        return dialog.answer() if self.run(dialog) else None

    def choice(self, title: str, question: str, names: Sequence[str], name: str) -> str | None:
        """Return one of `names` or a new one that was typed, empty for none; None when the person cancels."""
        dialog = self._input(title, question)
        dialog.setComboBoxItems(list(names))
        dialog.setComboBoxEditable(True)
        dialog.setTextValue(name)
        return dialog.textValue().strip() if self._put(dialog) else None

    def _input(self, title: str, question: str) -> "QInputDialog":
        from PySide6.QtWidgets import QInputDialog

        dialog = QInputDialog(self._parent)
        dialog.setWindowTitle(title)
        dialog.setLabelText(question)
        return dialog

    def _put(self, dialog: "QInputDialog") -> bool:
        """Ask, and call the field by the question: Qt leaves some kinds of fields without a name."""
        from PySide6.QtWidgets import QComboBox, QLineEdit

        for kind in (QLineEdit, QComboBox):
            for field in dialog.findChildren(kind):
                field.setAccessibleName(dialog.labelText())
            dialog.resize(480, 260)
        return self.run(dialog)

    def agree(self, title: str, question: str, lines: Sequence[str], yes: str) -> bool:
        """Return whether the person agrees to something, after reading its details."""
        from raciapp.ui.dialogs import AgreeDialog

        return self.run(AgreeDialog(title, question, lines, yes, self._parent))

    def open_path(self, title: str, kinds: str) -> Path | None:
        """Return a file to read."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._parent, title, "", kinds)
        return Path(name) if name else None

    def save_path(self, title: str, suggestion: Path, kinds: str) -> Path | None:
        """Return a file to write, with the suffix of the suggestion where none was typed."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(self._parent, title, str(suggestion), kinds)
        if not name:
            return None
        path = Path(name)
        if path.suffix.lower() == suggestion.suffix:
            return path
        # The dialog has asked about the name that was typed, not about this one.
        longer = path.with_name(path.name + suggestion.suffix)
        return longer if not longer.exists() or self._may_replace(longer) else None

    def _may_replace(self, path: Path) -> bool:
        from raciapp.ui.question_box import Button, QuestionBox

        title, question = (
            tr(mark("Replace the file?")),
            tr(mark("«{file}» exists already. Replace it?"), file=path.name),
        )
        buttons = [Button(tr(mark("&Replace")), answer=True)]
        return self._ask(QuestionBox(title, question, buttons, self._parent, cancelled=False, usual=False))

    def unsaved(self, name: str) -> Answer:
        """Return what to do with the unsaved changes of a document."""
        from raciapp.ui.question_box import Button, QuestionBox

        title, question = tr(mark("Unsaved changes")), tr(mark("Save the changes to «{name}»?"), name=name)
        buttons = [
            Button(tr(mark("&Save")), Answer.SAVE),
            Button(tr(mark("&Don't save")), Answer.DISCARD, loses=True),
        ]
        box = QuestionBox(title, question, buttons, self._parent, cancelled=Answer.CANCEL, usual=Answer.SAVE)
        box.setIcon(QuestionBox.Icon.Question)
        return self._ask(box)

    def held(self, text: str) -> Held:
        """Return what to do with a document that somebody else has open."""
        from raciapp.ui.question_box import Button, QuestionBox

        buttons = [
            Button(tr(mark("&Read only")), Held.READ),
            Button(tr(mark("Open a &copy")), Held.COPY),
            Button(tr(mark("Open &anyway")), Held.ANYWAY, loses=True),
        ]
        return self._ask(QuestionBox(tr(mark("Open elsewhere")), text, buttons, self._parent, cancelled=Held.CANCEL))

    def underneath(self, text: str) -> Underneath:
        """Return what to do when saving would overwrite what somebody else has saved."""
        from raciapp.ui.question_box import Button, QuestionBox

        title = tr(mark("Changed by somebody else"))
        buttons = [
            Button(tr(mark("&Merge…")), Underneath.MERGE),
            Button(tr(mark("Save under another &name…")), Underneath.SAVE_AS),
            Button(tr(mark("&Overwrite theirs")), Underneath.OVERWRITE, loses=True),
        ]
        return self._ask(QuestionBox(title, text, buttons, self._parent, cancelled=Underneath.CANCEL))

    def _ask(self, box: "QuestionBox[Choice]") -> Choice:
        self.run(box)
        return box.answer()

    def password(self, name: str, trouble: str = "") -> str | None:
        """Return the password of the document called `name`, or None; `trouble` says why the last one did not do."""
        from raciapp.ui.password_dialog import PasswordDialog

        dialog = PasswordDialog(name, trouble=trouble, parent=self._parent)
        return dialog.answer() if self.run(dialog) else None

    def new_password(self, name: str, *, removable: bool = False) -> str | None:
        """Return the password to protect the document called `name` with; None when cancelled.

        One that is `removable` can be taken away: the answer is then empty.
        """
        from raciapp.ui.password_dialog import PasswordDialog

        dialog = PasswordDialog(name, new=True, removable=removable, parent=self._parent)
        return dialog.answer() if self.run(dialog) else None

    def functions(self, name: str, choices: Sequence[tuple[str, str, str]], held: Sequence[str]) -> list[str] | None:
        """Return which of the functions (id, name, meaning) a unit fulfils, or None when the person cancels."""
        from raciapp.ui.dialogs import FunctionsDialog

        dialog = FunctionsDialog(name, choices, held, self._parent)
        return dialog.chosen() if self.run(dialog) else None

    def organization(self, organization: Organization) -> Organization | None:
        """Return the organization with new answers, or None when the person cancels."""
        from raciapp.ui.dialogs import OrganizationDialog

        dialog = OrganizationDialog(organization, self._parent)
        return dialog.answer() if self.run(dialog) else None

    def run(self, dialog: "QDialog") -> bool:
        """Show a dialog and return whether it was accepted."""
        accepted = bool(dialog.exec())
        dialog.deleteLater()
        return accepted

    def folder(self, title: str) -> Path | None:
        """Return a folder."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self._parent, title)
        return Path(name) if name else None

    def thresholds(self, choices: Sequence[tuple[str, str, int, int]]) -> dict[str, int] | None:
        """Return a number for each rule (id, statement, now, usual), or None when the person cancels."""
        from raciapp.ui.dialogs import ThresholdsDialog

        dialog = ThresholdsDialog(choices, self._parent)
        return dialog.numbers() if self.run(dialog) else None

    def show_lines(self, title: str, lines: Sequence[str]) -> None:
        """Show sentences until they are put away."""
        from raciapp.ui.dialogs import TextDialog

        self.run(TextDialog(title, "\n".join(lines), self._parent))

    def show_notes(self, title: str, notes: "Sequence[Notes]") -> None:
        """Show lists of sentences until they are put away."""
        parts = (f"{one.title} ({len(one.lines)})\n" + "\n".join(f"  {line}" for line in one.lines) for one in notes)
        from raciapp.ui.dialogs import TextDialog

        self.run(TextDialog(title, "\n\n".join(parts), self._parent))

    def about(self, text: str) -> None:
        """Show a text until it is put away."""
        from PySide6.QtWidgets import QMessageBox

        QMessageBox.about(self._parent, "raciapp", text)
