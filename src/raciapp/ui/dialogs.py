"""The dialogs of the app: what a unit is for, what the organization is like, thresholds, texts to read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.document.edits import renamed
from raciapp.document.records import OperatingModel, Organization, Sector, Size, Tone
from raciapp.ui.choices import MODEL_NAMES, SECTOR_NAMES, SIZE_NAMES, TONE_NAMES
from raciapp.ui.language import current_language, explained, tr

OK_OR_CANCEL = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel


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

    def _add_buttons(self, which: QDialogButtonBox.StandardButton = OK_OR_CANCEL) -> QDialogButtonBox:
        """Add the buttons; last, for the keyboard starts with what was made first."""
        buttons = QDialogButtonBox(which, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.layout_.addWidget(buttons)
        return buttons


class TextDialog(_Dialog):
    """A text to be read and copied."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        """Show `text`."""
        super().__init__(title, parent)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        self.text.setMinimumSize(640, 380)
        self.layout_.addWidget(self.text)
        self._add_buttons(QDialogButtonBox.StandardButton.Close)


class ParagraphDialog(_Dialog):
    """Several lines of text. Ctrl+Enter keeps them; Esc asks once more before it throws new ones away."""

    def __init__(self, title: str, question: str, text: str, parent: QWidget) -> None:
        """Ask `question`, starting from `text`."""
        super().__init__(title, parent)
        self._explain(question)
        self.lines = QPlainTextEdit(text)
        self.lines.setAccessibleName(question)
        self.lines.setTabChangesFocus(True)  # else the keyboard could not leave them
        self.lines.setMinimumHeight(110)
        self.hint = QLabel(tr(mark("Ctrl+Enter keeps it, Enter begins a new line.")))
        self.hint.setObjectName("subline")
        self._text = text
        self._warned = False
        self.layout_.addWidget(self.lines)
        self.layout_.addWidget(self.hint)
        self._add_buttons()

    def answer(self) -> str:
        """Return what was written."""
        return self.lines.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what was written with Ctrl+Enter."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accept()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Throw away what was written only when that is asked for twice."""
        if self._warned or self.lines.toPlainText() == self._text:
            super().reject()
            return
        self._warned = True
        self.hint.setText(tr(mark("Esc once more throws away what you wrote; Ctrl+Enter keeps it.")))


class AgreeDialog(_Dialog):
    """A question with the details to read before one agrees."""

    def __init__(self, title: str, question: str, lines: Sequence[str], yes: str, parent: QWidget) -> None:
        """Ask `question` about `lines`; `yes` is what the agreeing button says."""
        super().__init__(title, parent)
        self._explain(question)
        self.lines = QListWidget()
        self.lines.addItems(list(lines))
        self.lines.setAccessibleName(question)
        self.lines.setMinimumSize(520, 220)
        self.layout_.addWidget(self.lines)
        self._add_buttons().button(QDialogButtonBox.StandardButton.Ok).setText(yes)


class ThresholdsDialog(_Dialog):
    """From which number on the rules that count ask their questions."""

    def __init__(self, choices: Sequence[tuple[str, str, int, int]], parent: QWidget) -> None:
        """Offer a number for each rule (id, statement, now, usual)."""
        super().__init__(tr(mark("Thresholds")), parent)
        self._explain(tr(mark("A question is asked above these numbers: of units, or percent of the activities.")))
        form = QFormLayout()
        self.boxes: dict[str, QSpinBox] = {}
        for rule, statement, now, usual in choices:
            box = QSpinBox()
            box.setRange(0, max(999, now, usual))  # a number that is there is never cut
            box.setValue(now)
            box.setToolTip(tr(mark("Usually {n}"), n=usual))
            self.boxes[rule] = box
            name = QLabel(f"{rule}  {statement}")
            name.setTextFormat(Qt.TextFormat.PlainText)  # house rules are somebody's text
            name.setBuddy(box)
            form.addRow(name, box)
        self.layout_.addLayout(form)
        self._add_buttons()

    def numbers(self) -> dict[str, int]:
        """Return the numbers by rule."""
        return {rule: box.value() for rule, box in self.boxes.items()}


class FunctionsDialog(_Dialog):
    """What a unit is for: the rules speak of functions, never of unit names."""

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str, str]], held: Sequence[str], parent: QWidget
    ) -> None:
        """Offer `choices` (id, name, meaning), those in `held` ticked."""
        super().__init__(tr(mark("What the unit is for")), parent)
        self._explain(tr(mark("«{name}» is checked as what it does, not by its name. Tick all that fits."), name=name))
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr(mark("What the unit is for")))
        for identity, title, meaning in choices:
            item = QListWidgetItem(explained(title, meaning), self.list)
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
        self.name.selectAll()  # a template's name is typed over
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
        self.reason = QLineEdit(organization.no_alternative_reason)
        self.reason.setPlaceholderText(tr(mark("Why is there no other way?")))
        self.classic = _tick(mark("Ask the classic questions about full, empty and crowded rows and columns"),
                             on="classic" in organization.packs)  # fmt: skip
        self.names = _tick(mark("Ask about names: activities without a verb, persons as units"),
                           on="names" in organization.packs)  # fmt: skip
        form = QFormLayout()
        form.setSpacing(9)
        form.addRow(tr(mark("Name")), self.name)
        form.addRow(tr(mark("Which sector?")), self.sector)
        form.addRow(tr(mark("Is there anyone besides one or two people?")), self.size_)
        form.addRow(tr(mark("Who runs social media?")), self.model)
        form.addRow(tr(mark("How do staff see the guidelines?")), self.tone)
        for box in (self.program, self.regulated, self.canada, self.alternative, self.reason, self.classic, self.names):
            form.addRow("", box)
        self.layout_.addLayout(form)
        self._ok = self._add_buttons().button(QDialogButtonBox.StandardButton.Ok)
        self.alternative.toggled.connect(self._check_reason)
        self.reason.textChanged.connect(self._check_reason)
        self._check_reason()

    def _check_reason(self) -> None:
        """Jobs may be combined for want of another way only with a reason."""
        needed = self.alternative.isChecked()
        self.reason.setVisible(needed)
        self._ok.setEnabled(not needed or bool(self.reason.text().strip()))

    def answer(self) -> Organization:
        """Return the organization as answered."""
        old = self._organization
        text = self.name.text().strip()
        ticked = {"gc": self.canada, "classic": self.classic, "names": self.names}
        kept = tuple(pack for pack in old.packs if pack not in ticked or ticked[pack].isChecked())
        added = tuple(pack for pack, box in ticked.items() if box.isChecked() and pack not in old.packs)
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
            no_alternative_reason=self.reason.text().strip() if self.alternative.isChecked() else "",
            packs=(*kept, *added),
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
