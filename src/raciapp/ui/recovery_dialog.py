"""What crashed sessions left behind: shown with their differences, to be recovered or discarded."""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QWidget

from raciapp.base.messages import mark
from raciapp.document.changes import apply
from raciapp.document.recovery import Found
from raciapp.knowledge.library import Knowledge
from raciapp.ui.difference.view import DifferenceView
from raciapp.ui.language import current_language, tool_tip, tr, tr_count
from raciapp.ui.listed_differences import lay_out
from raciapp.ui.question_box import Button, QuestionBox
from raciapp.ui.versions_dialog import locale

_LIST = 320
_LONGEST = 40
"""Characters of a folder that are shown."""


class Action(Enum):
    """What to do with a crashed session."""

    RECOVER = auto()
    COMPARE = auto()
    DISCARD = auto()


class RecoveryDialog(QDialog):
    """Lists crashed sessions; what is not decided stays for the next start."""

    def __init__(
        self, found: Sequence[Found], *, knowledge: Knowledge | None = None, parent: QWidget | None = None
    ) -> None:
        """Show the sessions in the order given."""
        super().__init__(parent)
        self.setWindowTitle(tr(mark("Recover documents")))
        self._decided: list[tuple[Found, Action]] = []
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setAccessibleName(tr(mark("Documents that were not saved")))
        self.view = DifferenceView(tr(mark("In the file")), tr(mark("Found")), choosing=False, knowledge=knowledge)
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.recover = self.buttons.addButton(tr(mark("&Recover")), role.ActionRole)
        self.compare = self.buttons.addButton(tr(mark("&Compare…")), role.ActionRole)
        self.discard = self.buttons.addButton(tr(mark("&Discard…")), role.ActionRole)
        self.later = self.buttons.addButton(tr(mark("&Later")), role.RejectRole)
        self.recover.setDefault(True)
        self.recover.clicked.connect(lambda: self._decide(Action.RECOVER))
        self.compare.clicked.connect(lambda: self._decide(Action.COMPARE))
        self.discard.clicked.connect(self._ask)
        self.buttons.rejected.connect(self.accept)
        title = tr(mark("raciapp ended unexpectedly. What you typed was kept."))
        lay_out(self, title, self.list, _LIST, self.view, self.buttons)
        self.list.currentRowChanged.connect(lambda _row: self._show())
        for one in found:
            item = QListWidgetItem(_described(one), self.list)
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setToolTip(tool_tip(str(one.path or "")))
        self.list.setCurrentRow(0)
        self._show()
        self.list.setFocus()

    def answer(self) -> list[tuple[Found, Action]]:
        """Return what was decided, in that order; sessions left for later are not in it."""
        return list(self._decided)

    def current(self) -> Found | None:
        """Return the session that is chosen."""
        index = self.list.currentIndex()
        one = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        return one if isinstance(one, Found) else None

    def _show(self) -> None:
        one = self.current()
        for button in (self.recover, self.discard):
            button.setEnabled(one is not None)
        self.compare.setEnabled(one is not None and one.document is not None)
        if one is None or one.document is None:
            self.view.say(tr(mark("Protected by a password; it is asked for when you recover it.")) if one else "")
            return
        self.view.show_difference(apply(one.document, one.unsaved().reversed()), one.document)

    def _ask(self) -> None:
        one = self.current()
        if one is None:
            return
        name = one.name(current_language())
        question = tr(mark("Discard what was not saved of «{name}»? It cannot be brought back."), name=name)
        buttons = [Button(tr(mark("&Discard")), answer=True, loses=True)]
        box = QuestionBox(tr(mark("Discard?")), question, buttons, self, cancelled=False, usual=False)
        box.exec()
        if box.answer():
            self._decide(Action.DISCARD)

    def _decide(self, action: Action) -> None:
        one = self.current()
        if one is None:
            return
        self._decided.append((one, action))
        self.list.takeItem(self.list.currentRow())
        if not self.list.count():
            self.accept()


def _described(one: Found) -> str:
    when = locale().toString(QDateTime.fromSecsSinceEpoch(int(one.when)), QLocale.FormatType.ShortFormat)
    where = _shortened(one.path.parent) if one.path else tr(mark("not saved yet"))
    edits = tr_count("{n} edit", "{n} edits", one.edits)
    name = one.name(current_language()) or tr(mark("A document without a name"))
    return f"{name}\n{where}\n{when} · {edits}"


def _shortened(folder: Path) -> str:
    text = str(folder)
    return text if len(text) <= _LONGEST else "…" + text[1 - _LONGEST :]
