"""The units of an organization chart: which of them to take, what they are for, what was not understood."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.document.records import Document
from raciapp.formats.charts.chart import Chart, ChartUnit, present, with_units
from raciapp.formats.finding.sentences import asked_sentence, left_sentence
from raciapp.knowledge.library import Knowledge
from raciapp.ui.language import current_language, tool_tip, tr, tr_count
from raciapp.ui.prompts import Prompts

UNIT, DIVISION, IS_FOR, STATE = range(4)
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LINE = 30
_NOTES = 130
"""Pixels: the height of a line of the table, and of the lists below it."""


class _Table(QTableWidget):
    """Lines of units; Enter and F2 say by hand what the current one is for, wherever the keyboard stands in it."""

    def __init__(self, dialog: "ChartDialog", rows: int) -> None:
        super().__init__(rows, 4)
        self._dialog = dialog

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Enter and F2; the dialog would end on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self._dialog.choose(self.currentRow())
            event.accept()
        else:
            super().keyPressEvent(event)


class ChartDialog(QDialog):
    """Shows what was understood of a chart; a tick takes a unit, another one what it is proposed to be for."""

    def __init__(
        self, document: Document, chart: Chart, knowledge: Knowledge, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        """Start with every unit ticked that does not merely contain others, and with what is certain of them."""
        super().__init__(parent)
        self.setWindowTitle(tr(mark("Units from a chart")))
        self.resize(940, 640)
        self._document, self._chart, self._knowledge, self._prompts = document, chart, knowledge, prompts
        self._there = present(chart, document)
        self._functions = [self._held(unit) or tuple(one.function for one in unit.functions) for unit in chart.units]
        self.table = _Table(self, len(chart.units))
        self.questions = _list(
            tr(mark("Questions")), [asked_sentence(one, current_language()) for one in chart.questions]
        )
        self.skipped = _list(tr(mark("Left out")), [left_sentence(one, current_language()) for one in chart.skipped])
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.by_hand = self.buttons.addButton(tr(mark("Choose by &hand…")), QDialogButtonBox.ButtonRole.ActionRole)
        self.take = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._units = [self._unit_item(unit) for unit in chart.units]
        self._purposes = [self._purpose_item(row, unit) for row, unit in enumerate(chart.units)]
        self._fill()
        self._build()
        self.table.itemChanged.connect(lambda _: self._count())
        self._count()

    # -- making -------------------------------------------------------------------------------------------

    def _held(self, unit: ChartUnit) -> tuple[str, ...]:
        """Return what a unit is for without asking: what the file says, the document, or for certain its name."""
        there = self._there.get(unit.name)
        return there.functions if there and there.functions and not unit.told else unit.certain

    def _unit_item(self, unit: ChartUnit) -> QTableWidgetItem:
        item = QTableWidgetItem(unit.name)
        item.setFlags(_FIXED | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(_OFF if unit.contains else _ON)
        item.setToolTip(tool_tip(unit.name))
        return item

    def _purpose_item(self, row: int, unit: ChartUnit) -> QTableWidgetItem:
        item = QTableWidgetItem()
        held = self._held(unit)
        self._say_purpose(item, self._functions[row], certain=bool(held))
        if not held and unit.functions:
            sure = max(one.confidence for one in unit.functions)
            item.setText(tr(mark("{functions} ({percent} %)"), functions=item.text(), percent=round(sure * 100)))
        return item

    def _say_purpose(self, item: QTableWidgetItem, functions: Sequence[str], *, certain: bool) -> None:
        known = self._knowledge.functions
        names = ", ".join(known[one].name.text(current_language()) for one in functions)
        item.setText(names or tr(mark("nothing yet")))
        item.setToolTip(tool_tip(names))
        item.setFlags(_FIXED | Qt.ItemFlag.ItemIsUserCheckable if functions else _FIXED)
        if functions:
            item.setCheckState(_ON if certain else _OFF)
        else:
            item.setData(Qt.ItemDataRole.CheckStateRole, None)

    def _fill(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(
            [tr(mark("Unit")), tr(mark("Division")), tr(mark("Is for")), tr(mark("In the document"))]
        )
        for row, unit in enumerate(self._chart.units):
            state = mark("there: keeps its letters") if unit.name in self._there else mark("new")
            if unit.contains:
                state = mark("merely contains others")
            for column, item in (
                (UNIT, self._units[row]),
                (DIVISION, _fixed(unit.division, tr(mark("no division")))),
                (IS_FOR, self._purposes[row]),
                (STATE, _fixed(tr(state))),
            ):
                table.setItem(row, column, item)

    def _build(self) -> None:
        table = self.table
        table.setAccessibleName(tr(mark("Units of the chart and what they are for")))
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_LINE)
        header = table.horizontalHeader()
        for column in (UNIT, DIVISION, IS_FOR):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(STATE, QHeaderView.ResizeMode.ResizeToContents)
        table.setCurrentCell(0, UNIT)
        table.setFocus()
        table.cellDoubleClicked.connect(lambda row, _column: self.choose(row))
        self.by_hand.clicked.connect(lambda: self.choose(table.currentRow()))
        self.by_hand.setAutoDefault(False)
        self.take.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        explanation = QLabel(
            tr(mark("Space ticks the units to take and what they are for; F2 or Enter says by hand what a unit is for. "
                    "Units that are there keep their letters. What a unit is part of becomes its division."))
        )  # fmt: skip
        explanation.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(12)
        layout.addWidget(explanation)
        layout.addWidget(table, 1)
        notes = QHBoxLayout()
        notes.setSpacing(12)
        for title, lines in ((tr(mark("Questions")), self.questions), (tr(mark("Left out")), self.skipped)):
            if lines.count():
                notes.addLayout(_titled(title, lines), 1)
        layout.addLayout(notes)
        layout.addWidget(self.buttons)

    # -- choosing -----------------------------------------------------------------------------------------

    def choose(self, row: int) -> None:
        """Ask for the functions of the unit in `row`."""
        if row < 0:
            return
        language = current_language()
        choices = [
            (function.id, function.name.text(language), function.meaning.text(language))
            for function in self._knowledge.functions.values()
        ]
        chosen = self._prompts.functions(self._chart.units[row].name, choices, self._functions[row])
        if chosen is not None:
            self._functions[row] = tuple(chosen)
            with QSignalBlocker(self.table):
                self._say_purpose(self._purposes[row], chosen, certain=True)
                self._units[row].setCheckState(_ON)
            self.table.viewport().update()
            self._count()

    def answer(self) -> Document:
        """Return the document with the units that are ticked."""
        chosen = {
            unit.name: self._functions[row] if self._purposes[row].checkState() is _ON else ()
            for row, unit in enumerate(self._chart.units)
            if self._units[row].checkState() is _ON
        }
        return with_units(self._document, self._chart, chosen)

    def _count(self) -> None:
        after = self.answer()
        ticked = sum(item.checkState() is _ON for item in self._units)
        self.take.setText(tr_count("&Take {n} unit", "&Take {n} units", ticked))
        self.take.setEnabled(after != self._document)


def _fixed(text: str, otherwise: str = "") -> QTableWidgetItem:
    """Return a cell to be read; `otherwise` is read out where it is blank."""
    item = QTableWidgetItem(text)
    item.setFlags(_FIXED)
    item.setToolTip(tool_tip(text))
    if not text:
        item.setData(Qt.ItemDataRole.AccessibleTextRole, otherwise)
    return item


def _list(title: str, lines: Sequence[str]) -> QListWidget:
    found = QListWidget()
    found.setAccessibleName(title)
    found.setWordWrap(True)
    found.setFixedHeight(_NOTES)
    found.addItems(list(lines))
    return found


def _titled(title: str, lines: QListWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(5)
    label = QLabel(tr(mark("{title} ({n})"), title=title, n=lines.count()))
    label.setObjectName("sheetHeading")
    layout.addWidget(label)
    layout.addWidget(lines)
    return layout
