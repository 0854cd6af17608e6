"""The gap to a template, item by item, with what taking the ticked ones would change; and two templates compared."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.checks.gap import CellGap, Difference, Gap, accept, add_missing, compare_templates, fill_empty, gap
from raciapp.document.changes import diff
from raciapp.document.records import Document
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import Template
from raciapp.ui.language import current_language, tr, tr_count
from raciapp.ui.ticking import leaves, ticked_line

DIFFERENCES = {
    Difference.MISSING: mark("missing"),
    Difference.EXTRA: mark("extra"),
    Difference.DIFFERENT: mark("different"),
}
TICK = Qt.ItemDataRole.UserRole


class GapDialog(QDialog):
    """Shows the gap of one matrix to a template; what is accepted is the answer, taken as one edit."""

    def __init__(
        self, document: Document, matrix: str, knowledge: Knowledge, template: str, parent: QWidget | None = None
    ) -> None:
        """Start with the gap to `template`."""
        super().__init__(parent)
        self.setWindowTitle(tr(mark("Compare with a template")))
        self.resize(860, 600)
        self._document, self._matrix, self._knowledge = document, matrix, knowledge
        self.answer = document
        self.templates = _template_choice(knowledge, template)
        self.tree = QTreeWidget()
        self.count = QLabel()
        self.count.setWordWrap(True)
        self.take = QPushButton(tr(mark("Take what is ticked")))
        self.fill = QPushButton(tr(mark("Fill only the empty cells")))
        self.other = _template_choice(knowledge, "government" if template != "government" else "corporate")
        self.differences = QTreeWidget()
        self._build()
        self.templates.currentIndexChanged.connect(self._show)
        self.other.currentIndexChanged.connect(self._compare)
        self.tree.itemChanged.connect(lambda item, _column: self._on_tick(item))
        self.take.clicked.connect(lambda: self._answer_with(self.ticked()))
        self.fill.clicked.connect(lambda: self._answer_with(fill_empty(document, matrix, self._template())))
        self._show()

    def _build(self) -> None:
        self.tree.setAccessibleName(tr(mark("What differs from the template")))
        self.differences.setAccessibleName(tr(mark("What differs between the templates")))
        self.tree.setHeaderLabels([tr(mark("Activity and unit")), tr(mark("Now")), tr(mark("Template")), ""])
        self.differences.setRootIsDecorated(False)
        for tree, widths in ((self.tree, (430, 90, 90)), (self.differences, (300, 230, 110))):
            tree.setUniformRowHeights(True)
            for column, width in enumerate(widths):
                tree.setColumnWidth(column, width)
        cells = QWidget()
        first = QVBoxLayout(cells)
        first.addWidget(self.tree, 1)
        first.addWidget(self.count)
        row = QHBoxLayout()
        row.addWidget(self.take)
        row.addWidget(self.fill)
        row.addStretch(1)
        first.addLayout(row)
        comparison = QWidget()
        second = QVBoxLayout(comparison)
        second.addWidget(self.other)
        second.addWidget(self.differences, 1)
        self.tabs = QTabWidget()
        self.tabs.addTab(cells, tr(mark("This matrix")))
        self.tabs.addTab(comparison, tr(mark("Another template")))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.templates)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(close)

    # -- this matrix --------------------------------------------------------------------------------------

    def _template(self) -> Template:
        return self._knowledge.templates[str(self.templates.currentData())]

    def _show(self) -> None:
        found = gap(self._document, self._matrix, self._template())
        self.tree.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.tree.clear()
        self._list_missing(found)
        self._list_cells(found)
        self.tree.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._count()
        self._compare()

    def _list_missing(self, found: Gap) -> None:
        if not found.missing:
            return
        title = tr_count("{n} activity of the template is not here", "{n} activities of the template are not here",
                         len(found.missing))  # fmt: skip
        head = ticked_line(self.tree, title)
        for activity in found.missing:
            item = ticked_line(head, self._knowledge.activities[activity].name.text(current_language()))
            item.setData(0, TICK, activity)

    def _list_cells(self, found: Gap) -> None:
        by_activity: dict[str, list[CellGap]] = {}
        for cell in found.cells:
            by_activity.setdefault(cell.activity, []).append(cell)
        language = current_language()
        for group, places in self._document.sections():
            activities = [self._document.activities[place] for place in places]
            differing = [activity for activity in activities if activity.id in by_activity]
            if differing:
                head = ticked_line(self.tree, group.name.text(language) if group else tr(mark("No group")))
                head.setExpanded(True)
                for activity in differing:
                    row = ticked_line(head, activity.name.text(language))
                    row.setExpanded(True)
                    for cell in by_activity[activity.id]:
                        self._list_cell(row, cell)

    def _list_cell(self, row: QTreeWidgetItem, cell: CellGap) -> None:
        document = self._document
        unit = document.units[document.unit_places[cell.unit]].name.text(current_language())
        item = ticked_line(row, unit)
        item.setText(1, document.alphabet.text(cell.actual) or "–")
        item.setText(2, document.alphabet.text(cell.expected) or "–")
        kind = tr(DIFFERENCES[cell.difference])
        item.setText(3, kind if cell.strict else tr(mark("{kind}, as advice"), kind=kind))
        item.setData(0, TICK, cell)

    def ticked(self) -> Document:
        """Return the document with everything that is ticked."""
        chosen = [item.data(0, TICK) for item in leaves(self.tree) if item.checkState(0) is Qt.CheckState.Checked]
        activities = [one for one in chosen if isinstance(one, str)]
        cells = [one for one in chosen if isinstance(one, CellGap)]
        document = accept(self._document, self._matrix, cells)
        return add_missing(document, self._matrix, self._template(), activities, self._knowledge)

    def _on_tick(self, item: QTreeWidgetItem) -> None:
        """Count once: a tick on a group changes every item in it, and any tick changes the one at the top last."""
        if item.parent() is None:
            self._count()

    def _count(self) -> None:
        changes = diff(self._document, self.ticked())
        rows = len(changes.activities.replaced)
        self.count.setText(
            tr_count("Taking it changes {n} cell", "Taking it changes {n} cells", len(changes.cells))
            + (tr_count(" and adds {n} activity.", " and adds {n} activities.", rows) if rows else ".")
        )
        self.take.setEnabled(bool(changes))

    def _answer_with(self, document: Document) -> None:
        self.answer = document
        self.accept()

    # -- another template ---------------------------------------------------------------------------------

    def _compare(self) -> None:
        first, second = self._template(), self._knowledge.templates[str(self.other.currentData())]
        language = current_language()
        names = (first.name.text(language), second.name.text(language))
        self.differences.setHeaderLabels([tr(mark("Activity")), tr(mark("Unit")), *names])
        self.differences.clear()
        document = self._document
        for cell in compare_templates(document, first, second):
            activity = document.activities[document.activity_places[cell.activity]].name.text(language)
            unit = document.units[document.unit_places[cell.unit]].name.text(language)
            letters = [document.alphabet.text(mask) or "–" for mask in (cell.actual, cell.expected)]
            QTreeWidgetItem(self.differences, [activity, unit, *letters])


def _template_choice(knowledge: Knowledge, chosen: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(tr(mark("Template")))
    box.setAccessibleDescription(box.accessibleName())  # where a choice is called by what it holds, as on Linux
    for template in knowledge.templates.values():
        box.addItem(template.name.text(current_language()), template.id)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
