"""Which unit does what: one table of units, what they are taken for and what their names suggest, to be confirmed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.document.edits import set_functions
from raciapp.document.records import Document, Unit
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.matching import CERTAIN, PROPOSED, Match, Matcher
from raciapp.ui.language import current_language, tr
from raciapp.ui.prompts import Prompts

UNIT, NOW, SUGGESTED = range(3)


class MappingDialog(QDialog):
    """Maps units to functions; a tick takes the suggestion, a double click on the functions chooses by hand."""

    def __init__(
        self, document: Document, knowledge: Knowledge, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        """Show the units of `document`; those without a function and with a certain suggestion are ticked."""
        super().__init__(parent)
        self.setWindowTitle(tr(mark("What the units are for")))
        self.resize(860, 560)
        self._document, self._knowledge, self._prompts = document, knowledge, prompts
        self._functions = {unit.id: unit.functions for unit in document.units}
        matcher = Matcher(knowledge)
        self._matches = {unit.id: _suggestion(matcher, unit) for unit in document.units}
        self._now: list[QTableWidgetItem] = []
        self._suggested: list[QTableWidgetItem] = []
        self.table = QTableWidget(len(document.units), 3)
        self.table.setHorizontalHeaderLabels([tr(mark("Unit")), tr(mark("Is for")), tr(mark("Its name suggests"))])
        self.table.setAccessibleName(tr(mark("Units and what they are for")))
        self.table.verticalHeader().hide()
        for column, width in enumerate((240, 300, 280)):
            self.table.setColumnWidth(column, width)
        for row, unit in enumerate(document.units):
            self._fill(row, unit)
        self.table.cellDoubleClicked.connect(lambda row, _column: self.choose(row))
        self._build()

    def _build(self) -> None:
        explanation = QLabel(
            tr(mark("Rules speak of functions, never of unit names. Tick a suggestion to take it; double-click a line, "
                    "or press the button, to choose by hand. A unit may have several functions."))
        )  # fmt: skip
        explanation.setWordWrap(True)
        by_hand = QPushButton(tr(mark("Choose by hand…")))
        by_hand.clicked.connect(lambda: self.choose(self.table.currentRow()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(by_hand, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(explanation)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)

    def _fill(self, row: int, unit: Unit) -> None:
        name = QTableWidgetItem(unit.name.text(current_language()))
        name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.table.setItem(row, UNIT, name)
        now = QTableWidgetItem(self._names(unit.functions))
        now.setFlags(name.flags())
        self.table.setItem(row, NOW, now)
        self._now.append(now)
        match = self._matches[unit.id]
        suggested = self._knowledge.units[match.id].functions if match else ()
        if match is None or set(suggested) <= set(unit.functions):
            item = QTableWidgetItem("")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, tr(mark("nothing more suggested")))
            item.setFlags(name.flags())
        else:
            item = QTableWidgetItem(f"{self._names(suggested)}  ({round(match.confidence * 100)} %)")
            item.setFlags(name.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            certain = not unit.functions and match.confidence >= CERTAIN
            item.setCheckState(Qt.CheckState.Checked if certain else Qt.CheckState.Unchecked)
        self.table.setItem(row, SUGGESTED, item)
        self._suggested.append(item)

    def choose(self, row: int) -> None:
        """Ask for the functions of the unit in `row`."""
        if row < 0:
            return
        unit = self._document.units[row]
        language = current_language()
        choices = [
            (function.id, function.name.text(language), function.meaning.text(language))
            for function in self._knowledge.functions.values()
        ]
        chosen = self._prompts.functions(unit.name.text(language), choices, self._taken(row))
        if chosen is not None:
            self._functions[unit.id] = tuple(chosen)
            self._now[row].setText(self._names(self._functions[unit.id]))
            if self._suggested[row].flags() & Qt.ItemFlag.ItemIsUserCheckable:
                # Where it was ticked it stood among the choices, to be kept or not.
                self._suggested[row].setCheckState(Qt.CheckState.Unchecked)

    def answer(self) -> Document:
        """Return the document with the functions as confirmed."""
        document = self._document
        for row, unit in enumerate(document.units):
            document = set_functions(document, unit.id, self._taken(row))
        return document

    def _taken(self, row: int) -> tuple[str, ...]:
        """Return the functions that the unit in `row` has, with those of its ticked suggestion."""
        unit = self._document.units[row].id
        match = self._matches[unit]
        if match is None or self._suggested[row].checkState() is not Qt.CheckState.Checked:
            return self._functions[unit]
        return tuple(dict.fromkeys((*self._functions[unit], *self._knowledge.units[match.id].functions)))

    def _names(self, functions: tuple[str, ...]) -> str:
        known = self._knowledge.functions
        names = [known[one].name.text(current_language()) for one in functions if one in known]
        return ", ".join(names) or tr(mark("nothing yet"))


def _suggestion(matcher: Matcher, unit: Unit) -> Match | None:
    names = dict.fromkeys((unit.name.en, unit.name.fr))
    found = [match for name in names if name and (match := matcher.unit(name))]
    best = max(found, key=lambda match: match.confidence, default=None)
    return best if best and best.confidence >= PROPOSED else None
