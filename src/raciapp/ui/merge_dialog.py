"""Two people's versions of one document brought together: each conflict is settled by choosing a side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.base.words import Words
from raciapp.document.records import WHOLE_ROW, Activity, Cell, Document, Group, Matrix, Unit
from raciapp.document.threeway import Conflict, Kind, Merged, Side, settle
from raciapp.knowledge.library import Knowledge
from raciapp.ui.difference.dialog import HEIGHT, WIDTH, headline, quiet, roomy
from raciapp.ui.difference.lines import FIELD_NAMES, SECTIONS
from raciapp.ui.difference.parts import Kind as PartKind
from raciapp.ui.difference.view import DifferenceView
from raciapp.ui.grid.words import STATUS_NAMES
from raciapp.ui.language import current_language, tool_tip, tr, tr_count

_CONFLICT = Qt.ItemDataRole.UserRole


class _Conflicts(QTreeWidget):
    """A list in which Space or a double click asks for the other side; Enter is the dialog's."""

    turned = Signal(QTreeWidgetItem)

    def __init__(self) -> None:
        super().__init__()
        self.itemDoubleClicked.connect(lambda item, _column: self.turned.emit(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the other side on Space."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.turned.emit(self.currentItem())
            return
        super().keyPressEvent(event)


class MergeDialog(QDialog):
    """Lists the conflicts with what stood before, ours and theirs; ours counts until theirs is chosen."""

    def __init__(
        self,
        merged: Merged,
        names: tuple[str, str],
        *,
        knowledge: Knowledge | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show `merged`; `names` are what our side and their side are called."""
        super().__init__(parent)
        self.setWindowTitle(tr(mark("Bring two versions together")))
        self.merged = merged
        self.count = headline("")
        self.tree = _Conflicts()
        self.tree.setRootIsDecorated(False)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setTabKeyNavigation(False)
        self.tree.setAccessibleName(tr(mark("Conflicts")))
        self.tree.setHeaderLabels([tr(mark("What")), tr(mark("Before")), *names, tr(mark("Counts"))])
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.together = DifferenceView(tr(mark("Before")), tr(mark("Together")), choosing=False, knowledge=knowledge)
        self._names = names
        tabs = QTabWidget()
        tabs.addTab(self.tree, tr(mark("Conflicts")))
        tabs.addTab(self.together, tr(mark("Everything that changes")))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        ok = self.buttons.addButton(tr(mark("&Bring together")), QDialogButtonBox.ButtonRole.AcceptRole)
        ok.setDefault(True)
        for title, side in ((tr(mark("All &ours")), Side.OURS), (tr(mark("All &theirs")), Side.THEIRS)):
            button = QPushButton(title)
            button.clicked.connect(lambda _checked=False, side=side: self.settle_all(side))
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.tree.turned.connect(self._turn)
        layout = roomy(self)
        layout.addWidget(self.count)
        layout.addWidget(tabs, 1)
        layout.addWidget(quiet(tr(mark("Space or a double click changes which side counts."))))
        layout.addWidget(self.buttons)
        self.resize(WIDTH, HEIGHT)
        self._fill()
        self.tree.setFocus()

    def answer(self) -> Document:
        """Return the document of both sides, as settled."""
        return self.merged.document

    def settle_all(self, side: Side) -> None:
        """Let one side count in every conflict, those that appear on the way too."""
        known: set[object] = set()
        while todo := [one for one in _all(self.merged) if one.place not in known]:
            known.add(todo[0].place)
            self.merged = settle(self.merged, todo[0], side)
        self._fill()

    def _turn(self, item: QTreeWidgetItem) -> None:
        conflict = item.data(0, _CONFLICT)
        side = Side.OURS if self._side(conflict) is Side.THEIRS else Side.THEIRS
        row = self.tree.indexOfTopLevelItem(item)
        self.merged = settle(self.merged, conflict, side)
        self._fill(row)

    def _side(self, conflict: Conflict) -> Side:
        return next((side for known, side in self.merged.settled if known.place == conflict.place), Side.OURS)

    def _fill(self, row: int = 0) -> None:
        self.tree.clear()
        conflicts = sorted(_all(self.merged), key=lambda one: one.place)
        for conflict in conflicts:
            counts = self._names[self._side(conflict) is Side.THEIRS]
            three = zip((conflict.base, conflict.ours, conflict.theirs), self._documents(), strict=True)
            texts = [self._what(conflict), *(_shown(value, side) for value, side in three), counts]
            item = QTreeWidgetItem(self.tree, texts)
            item.setData(0, _CONFLICT, conflict)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, "; ".join(texts))
            for column, text in enumerate(texts):
                item.setToolTip(column, tool_tip(text))
        current = self.tree.topLevelItem(min(row, len(conflicts) - 1))
        if current is not None:
            self.tree.setCurrentItem(current)
        n = len(conflicts)
        said = tr_count("Both sides changed {n} thing differently.", "Both sides changed {n} things differently.", n)
        self.count.setText(said if n else tr(mark("The two versions fit together without a conflict.")))
        self.together.show_difference(self.merged.base, self.merged.document)

    def _documents(self) -> tuple[Document, Document, Document]:
        return self.merged.base, self.merged.ours, self.merged.theirs

    def _what(self, conflict: Conflict) -> str:
        if conflict.kind is Kind.ORDER:
            return tr(mark("Order: {what}"), what=tr(SECTIONS[PartKind(conflict.ids[0])]))
        names = [self._name(identity) for identity in reversed(conflict.ids)]
        field = tr(FIELD_NAMES[conflict.field]) if conflict.field in FIELD_NAMES else conflict.field
        return ", ".join(filter(None, (*names, field))) or tr(SECTIONS[PartKind(conflict.kind.value)])

    def _name(self, identity: str) -> str:
        if identity == WHOLE_ROW:
            return tr(mark("The whole row"))
        for document in self._documents():
            records: tuple[Unit | Activity | Group | Matrix, ...]
            records = (*document.units, *document.activities, *document.groups, *document.matrices)
            for record in records:
                if record.id == identity:
                    return record.name.text(current_language()) or identity
        return identity


def _all(merged: Merged) -> list[Conflict]:
    return [*merged.conflicts, *(conflict for conflict, _ in merged.settled)]


def _shown(value: object, document: Document) -> str:
    """Return one side of a conflict as people read it."""
    if value is None:
        return tr(mark("removed"))
    if isinstance(value, Cell):
        status = tr(STATUS_NAMES[value.status]) if value.status else ""
        return "; ".join(filter(None, (document.alphabet.text(value.letters), status, value.remark))) or "–"
    if isinstance(value, Words):
        return value.text(current_language())
    if isinstance(value, bool):
        return tr(mark("yes")) if value else tr(mark("no"))
    if isinstance(value, tuple):
        return ", ".join(_shown(one, document) for one in value)
    name = getattr(value, "name", None)
    return name.text(current_language()) if isinstance(name, Words) else str(getattr(value, "reason", value))
