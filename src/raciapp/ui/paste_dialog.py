"""What pasting would do, to be seen before it is done: how many cells, what is doubtful, what the document lacks."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.document.records import Document, Unit
from raciapp.formats.finding.reading import shortened
from raciapp.ui.clipboard.plan import Addition, PastePlan, pasted, tally
from raciapp.ui.clipboard.sentences import problem_sentence, where
from raciapp.ui.language import current_language, tool_tip, tr, tr_count
from raciapp.ui.roomy import Roomy
from raciapp.ui.ticking import leaves, ticked_line

MOST_PROBLEMS = 200
"""Lines of the list; of more, the rest is counted."""
_ADDITION = Qt.ItemDataRole.UserRole
_WIDTH, _LOWEST, _HIGHEST = 880, 260, 640
_ROW = 38
"""Pixels of a line of a list, which may be wrapped."""


class PasteDialog(QDialog):
    """Says what pasting would do and asks; `answer` is the document after it."""

    def __init__(
        self, document: Document, matrix: str, make_plan: Callable[[bool], PastePlan], parent: QWidget | None = None
    ) -> None:
        """Show the plan that is made for whether the block's cells go by the names in it."""
        super().__init__(parent)
        self.setWindowTitle(tr(mark("Paste")))
        self._document, self._matrix, self._make_plan = document, matrix, make_plan
        go_by_names = True
        self.plan = make_plan(go_by_names)
        self.headline = QLabel()
        self.by_names = QRadioButton(tr(mark("Go by the &names of units and activities")))
        self.by_place = QRadioButton(tr(mark("Start at the chosen &cell; leave the names out")))
        self.additions = _list(tr(mark("Not in this document")), 2)
        self.problems = _list(tr(mark("To look at")), 3)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.paste = self.buttons.addButton(tr(mark("&Paste")), QDialogButtonBox.ButtonRole.AcceptRole)
        self._titles = {
            self.additions: _title(tr(mark("Not in this document. Tick what shall be added to it:"))),
            self.problems: _title(tr(mark("To look at before pasting:"))),
        }
        self._build()
        self.by_names.setChecked(True)
        self.by_names.toggled.connect(self._replan)
        self.additions.itemChanged.connect(lambda item, _column: self._on_tick(item))
        self._show()
        self.resize(_WIDTH, self._fitting_height())
        self.paste.setFocus()

    @property
    def answer(self) -> Document:
        """Return the document after pasting."""
        return pasted(self._document, self._matrix, self.plan, self.ticked())

    @property
    def count(self) -> int:
        """Return how many cells are set."""
        return tally(self._document, self._matrix, self.plan, self.ticked()).cells

    def ticked(self) -> frozenset[Addition]:
        """Return the additions that are ticked."""
        return frozenset(
            item.data(0, _ADDITION) for item in leaves(self.additions) if item.checkState(0) is Qt.CheckState.Checked
        )

    # -- making -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.headline.setObjectName("sectionTitle")
        self.headline.setTextFormat(Qt.TextFormat.PlainText)
        self.headline.setWordWrap(True)
        self.paste.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.additions.setHeaderHidden(True)
        self.problems.setHeaderLabels([tr(mark("Where")), tr(mark("On the clipboard")), tr(mark("What happens"))])
        self.problems.setRootIsDecorated(False)
        for column, width in enumerate((270, 200)):
            self.problems.setColumnWidth(column, width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(self.headline)
        layout.addSpacing(4)
        layout.addWidget(self.by_names)
        layout.addWidget(self.by_place)
        for part, share in ((self.additions, 2), (self.problems, 3)):
            layout.addSpacing(6)
            layout.addWidget(self._titles[part])
            layout.addWidget(part, share)
        layout.addStretch(0)
        layout.addSpacing(6)
        layout.addWidget(self.buttons)

    def _replan(self) -> None:
        self.plan = self._make_plan(self.by_names.isChecked())
        self._show()

    def _fitting_height(self) -> int:
        """Return a height in which a few lines leave no hole and many scroll."""
        lines = self.problems.topLevelItemCount() + self.additions.topLevelItemCount() + len(self.plan.additions)
        return min(_LOWEST + _ROW * (lines + 3 * self.plan.named), _HIGHEST)

    # -- showing ------------------------------------------------------------------------------------------

    def _show(self) -> None:
        self.by_names.setVisible(self.plan.named)
        self.by_place.setVisible(self.plan.named)
        self._list_additions()
        self._list_problems()
        for part in (self.additions, self.problems):
            filled = part.topLevelItemCount() > 0
            part.setVisible(filled)
            self._titles[part].setVisible(filled)
        self._count()

    def _list_additions(self) -> None:
        self.additions.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.additions.clear()
        units = [one for one in self.plan.additions if isinstance(one.item, Unit)]
        activities = [one for one in self.plan.additions if not isinstance(one.item, Unit)]
        for title, found in (
            (tr_count("{n} unit", "{n} units", len(units)), units),
            (tr_count("{n} activity", "{n} activities", len(activities)), activities),
        ):
            if found:
                head = ticked_line(self.additions, title)
                head.setExpanded(True)
                for addition in found:
                    self._list_addition(head, addition)
        self.additions.setColumnWidth(0, 470)
        self.additions.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _list_addition(self, head: QTreeWidgetItem, addition: Addition) -> None:
        item = ticked_line(head, shortened(addition.item.name.text(current_language())))
        item.setData(0, _ADDITION, addition)
        item.setText(1, tr(mark("known by this name")) if addition.sure else tr(mark("new name; is it spelled right?")))
        if addition.sure:
            item.setCheckState(0, Qt.CheckState.Checked)

    def _list_problems(self) -> None:
        self.problems.clear()
        language, document = current_language(), self._document
        for problem in self.plan.problems[:MOST_PROBLEMS]:
            place = where(problem, document, self.plan, language)
            said = tr(mark("«{text}»"), text=problem.text) if problem.text else ""
            cells = [place, said, problem_sentence(problem, document, language)]
            item = QTreeWidgetItem(self.problems, cells)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ". ".join(filter(None, cells)))
            for column, text in enumerate(cells):
                item.setToolTip(column, tool_tip(text))
        rest = len(self.plan.problems) - MOST_PROBLEMS
        if rest > 0:
            QTreeWidgetItem(self.problems, [tr_count("and {n} more", "and {n} more", rest)])

    def _on_tick(self, item: QTreeWidgetItem) -> None:
        """Count once: a tick on a heading changes every item below, and any tick changes the heading last."""
        if item.parent() is None:
            self._count()

    def _count(self) -> None:
        found = tally(self._document, self._matrix, self.plan, self.ticked())
        if found.replaced:
            sentence = tr_count(
                "{n} cell will be set, {replaced} of them now hold something else.",
                "{n} cells will be set, {replaced} of them now hold something else.",
                found.cells,
                replaced=found.replaced,
            )
        else:
            sentence = tr_count(
                "{n} cell will be set; nothing is overwritten.",
                "{n} cells will be set; nothing is overwritten.",
                found.cells,
            )
        self.headline.setText(sentence)
        self.paste.setEnabled(bool(found.cells or self.ticked()))


def _list(name: str, columns: int) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setColumnCount(columns)
    tree.setAccessibleName(name)
    tree.setWordWrap(True)
    tree.setItemDelegate(Roomy(tree))
    tree.setFrameShape(QFrame.Shape.StyledPanel)
    tree.setTextElideMode(Qt.TextElideMode.ElideRight)
    tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    tree.setTabKeyNavigation(False)  # Tab leads on to the buttons
    tree.header().setStretchLastSection(True)
    return tree


def _title(text: str) -> QLabel:
    label = QLabel(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
