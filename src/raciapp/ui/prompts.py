"""Questions to the person at the keyboard. One place, so that every question looks and behaves alike."""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.document.edits import renamed
from raciapp.document.records import OperatingModel, Organization, Sector, Size, Tone
from raciapp.ui.language import current_language, tr

if TYPE_CHECKING:
    from raciapp.formats.import_notes import Notes

SECTOR_NAMES = {
    Sector.CORPORATE: mark("Company"),
    Sector.GOVERNMENT: mark("Government"),
    Sector.EDUCATION: mark("Education"),
    Sector.NONPROFIT: mark("Non-profit"),
}
SIZE_NAMES = {
    Size.STANDARD: mark("More than one or two people can run social media"),
    Size.SMALL: mark("Small: one or two people do it all"),
}
MODEL_NAMES = {
    OperatingModel.STANDARD: mark("Shared between units"),
    OperatingModel.CENTRALIZED: mark("One central team"),
    OperatingModel.HUB_AND_SPOKE: mark("A hub with units around it"),
}
TONE_NAMES = {
    Tone.UNKNOWN: mark("Not known yet"),
    Tone.REMINDERS: mark("As reminders"),
    Tone.RESTRICTIONS: mark("As restrictions"),
}


OK_OR_CANCEL = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel


class Answer(Enum):
    """What to do with unsaved changes."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Prompts:
    """Asks the person in front of the window; tests answer in their place."""

    def __init__(self, parent: QWidget) -> None:
        """Ask in front of `parent`."""
        self._parent = parent

    def text(self, title: str, question: str, text: str = "") -> str:
        """Return one line of text, or the empty string when the person cancels."""
        answer, accepted = QInputDialog.getText(self._parent, title, question, QLineEdit.EchoMode.Normal, text)
        return answer.strip() if accepted else ""

    def paragraph(self, title: str, question: str, text: str) -> str | None:
        """Return several lines of text, or None when the person cancels."""
        answer, accepted = QInputDialog.getMultiLineText(self._parent, title, question, text)
        return answer.strip() if accepted else None

    def open_path(self, title: str, kinds: str) -> Path | None:
        """Return a file to read."""
        name, _ = QFileDialog.getOpenFileName(self._parent, title, "", kinds)
        return Path(name) if name else None

    def save_path(self, title: str, suggestion: Path, kinds: str) -> Path | None:
        """Return a file to write, with the suffix of the suggestion where none was typed."""
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
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr(mark("Replace the file?")))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(tr(mark("«{file}» exists already. Replace it?"), file=path.name))
        replace = box.addButton(tr(mark("&Replace")), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(tr(mark("Cancel")), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is replace

    def unsaved(self, name: str) -> Answer:
        """Return what to do with the unsaved changes of a document."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr(mark("Unsaved changes")))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(tr(mark("Save the changes to «{name}»?"), name=name))
        save = box.addButton(tr(mark("&Save")), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(tr(mark("&Don't save")), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(tr(mark("Cancel")), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.exec()
        clicked = box.clickedButton()
        return Answer.SAVE if clicked is save else Answer.DISCARD if clicked is discard else Answer.CANCEL

    def functions(self, name: str, choices: Sequence[tuple[str, str, str]], held: Sequence[str]) -> list[str] | None:
        """Return which of the functions (id, name, meaning) a unit fulfils, or None when the person cancels."""
        dialog = FunctionsDialog(name, choices, held, self._parent)
        return dialog.chosen() if dialog.exec() else None

    def organization(self, organization: Organization) -> Organization | None:
        """Return the organization with new answers, or None when the person cancels."""
        dialog = OrganizationDialog(organization, self._parent)
        return dialog.answer() if dialog.exec() else None

    def show_notes(self, title: str, notes: "Sequence[Notes]") -> None:
        """Show lists of sentences until they are put away."""
        NotesDialog(title, notes, self._parent).exec()

    def about(self, text: str) -> None:
        """Show a text until it is put away."""
        QMessageBox.about(self._parent, "raciapp", text)


class _Dialog(QDialog):
    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.layout_ = QVBoxLayout(self)
        self.layout_.setSpacing(12)

    def _explain(self, text: str) -> None:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.layout_.addWidget(label)

    def _add_buttons(self, which: QDialogButtonBox.StandardButton = OK_OR_CANCEL) -> None:
        """Add the buttons; last, for the keyboard starts with what was made first."""
        buttons = QDialogButtonBox(which, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.layout_.addWidget(buttons)


class NotesDialog(_Dialog):
    """Lists of sentences under headings, to be read and copied."""

    def __init__(self, title: str, notes: "Sequence[Notes]", parent: QWidget) -> None:
        """Show `notes`."""
        super().__init__(title, parent)
        parts = (f"{one.title} ({len(one.lines)})\n" + "\n".join(f"  {line}" for line in one.lines) for one in notes)
        self.text = QPlainTextEdit("\n\n".join(parts))
        self.text.setReadOnly(True)
        self.text.setMinimumSize(640, 380)
        self.layout_.addWidget(self.text)
        self._add_buttons(QDialogButtonBox.StandardButton.Close)


class FunctionsDialog(_Dialog):
    """What a unit is for: the rules speak of functions, never of unit names."""

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str, str]], held: Sequence[str], parent: QWidget
    ) -> None:
        """Offer `choices` (id, name, meaning), those in `held` ticked."""
        super().__init__(tr(mark("What the unit is for")), parent)
        self._explain(tr(mark("«{name}» is checked as what it does, not by its name. Tick all that fits."), name=name))
        self.list = QListWidget(self)
        for identity, title, meaning in choices:
            item = QListWidgetItem(f"{title}: {meaning}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, identity)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if identity in held else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.list.setMinimumHeight(380)
        self.list.setWordWrap(True)
        self.layout_.addWidget(self.list)
        self._add_buttons()

    def chosen(self) -> list[str]:
        """Return the ids that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]


class OrganizationDialog(_Dialog):
    """The organization's name and the answers that decide which rules apply (domain section 4.7)."""

    def __init__(self, organization: Organization, parent: QWidget) -> None:
        """Start from the answers of `organization`."""
        super().__init__(tr(mark("About the organization")), parent)
        self._organization = organization
        self._explain(tr(mark("These answers decide which good practices apply. You can change them at any time.")))
        self.name = QLineEdit(organization.name.text(current_language()))
        self.sector = _choice(SECTOR_NAMES, organization.sector)
        self.size_ = _choice(SIZE_NAMES, organization.size)
        self.model = _choice(MODEL_NAMES, organization.model)
        self.tone = _choice(TONE_NAMES, organization.tone)
        self.program = _tick(mark("Some channels belong to one program or policy"), on=organization.program_channels)
        self.regulated = _tick(mark("A regulator supervises business communication"), on=organization.regulated)
        self.canada = _tick(mark("Government of Canada: apply its directive"), on="gc" in organization.packs)
        self.alternative = _tick(
            mark("Jobs are combined because there is no other way"), on=organization.no_alternative
        )
        form = QFormLayout()
        form.setSpacing(9)
        form.addRow(tr(mark("Name")), self.name)
        form.addRow(tr(mark("Sector")), self.sector)
        form.addRow(tr(mark("Size")), self.size_)
        form.addRow(tr(mark("Who runs social media")), self.model)
        form.addRow(tr(mark("Staff see the guidelines")), self.tone)
        for box in (self.program, self.regulated, self.canada, self.alternative):
            form.addRow("", box)
        self.layout_.addLayout(form)
        self._add_buttons()

    def answer(self) -> Organization:
        """Return the organization as answered."""
        old = self._organization
        text = self.name.text().strip()
        others = tuple(pack for pack in old.packs if pack != "gc")
        return Organization(
            name=renamed(old.name, text, current_language()) if text else old.name,
            kind=old.kind,
            story=old.story,
            sector=Sector(self.sector.currentData()),
            size=Size(self.size_.currentData()),
            model=OperatingModel(self.model.currentData()),
            tone=Tone(self.tone.currentData()),
            program_channels=self.program.isChecked(),
            regulated=self.regulated.isChecked(),
            no_alternative=self.alternative.isChecked(),
            packs=("gc", *others) if self.canada.isChecked() else others,
        )


def _choice(
    names: "dict[Sector, str] | dict[Size, str] | dict[OperatingModel, str] | dict[Tone, str]", now: str
) -> QComboBox:
    box = QComboBox()
    for value, name in names.items():
        box.addItem(tr(name), str(value))
    box.setCurrentIndex(box.findData(str(now)))
    return box


def _tick(text: str, *, on: bool) -> QCheckBox:
    box = QCheckBox(tr(text))
    box.setChecked(on)
    return box
