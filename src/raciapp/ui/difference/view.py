"""The widget that shows a difference and, where there is a choice, lets each part be taken or left."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QMenu, QTreeView, QVBoxLayout, QWidget

from raciapp.base.messages import mark
from raciapp.document.records import Document
from raciapp.knowledge.library import Knowledge
from raciapp.ui.difference.lines import difference_lines
from raciapp.ui.difference.model import AFTER, BEFORE, WHAT, DifferenceModel
from raciapp.ui.difference.painting import DifferencePainter
from raciapp.ui.difference.taking import taken
from raciapp.ui.language import tr, tr_count

OPEN_UP_TO = 400
"""Parts; of a larger difference only the headings are open at first."""


class DifferenceTree(QTreeView):
    """The lines, worked with the keyboard: Space, A, N, R for the row, U for the unit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setItemDelegate(DifferencePainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer)

    @property
    def lines(self) -> DifferenceModel:
        """Return the model of the lines."""
        model = self.model()
        assert isinstance(model, DifferenceModel)  # noqa: S101 - no other model is ever set
        return model

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take and leave; everything else goes its usual way."""
        does = {
            Qt.Key.Key_Space: self.toggle,
            Qt.Key.Key_A: lambda: self._take_all(taken=True),
            Qt.Key.Key_N: lambda: self._take_all(taken=False),
            Qt.Key.Key_R: self.toggle_row,
            Qt.Key.Key_U: self.toggle_unit,
        }.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if does and plain and self.checkable:
            does()
            event.accept()
            return
        super().keyPressEvent(event)

    @property
    def checkable(self) -> bool:
        """Return whether there is anything to take or leave."""
        return bool(self.lines.flags(self.lines.index(0, WHAT)) & Qt.ItemFlag.ItemIsUserCheckable)

    def toggle(self) -> None:
        """Take what is chosen, or leave it where the current line is taken."""
        rows = self.selectionModel().selectedRows(WHAT)
        self._turn([index.internalId() for index in rows])

    def toggle_row(self) -> None:
        """Take or leave everything of the current line's row, or of the heading it is under."""
        index = self.currentIndex().siblingAtColumn(WHAT)
        whole = index.parent() if self.lines.key(index) else index
        if whole.isValid():
            self._turn([whole.internalId()], whole.internalId())

    def toggle_unit(self) -> None:
        """Take or leave every cell of the current line's unit."""
        self._turn(self.lines.column_of(self.currentIndex()))

    def _take_all(self, *, taken: bool) -> None:
        self.lines.take(None, taken=taken)

    def _turn(self, numbers: list[int], leading: int | None = None) -> None:
        index = self.currentIndex().siblingAtColumn(WHAT)
        if not numbers or not index.isValid():
            return
        if leading is not None and leading != index.internalId():
            index = index.parent()
        self.lines.take(numbers, taken=self.lines.state(index) is not Qt.CheckState.Checked)

    def _offer(self, at: QPoint) -> None:
        if not self.checkable:
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """Return what can be done with the current line."""
        menu = QMenu(self)
        menu.addAction(tr(mark("Take or leave\tSpace")), self.toggle)
        menu.addAction(tr(mark("Take or leave the whole row\tR")), self.toggle_row)
        unit = menu.addAction(tr(mark("Take or leave the whole unit\tU")), self.toggle_unit)
        unit.setEnabled(bool(self.lines.column_of(self.currentIndex())))
        menu.addSeparator()
        menu.addAction(tr(mark("Take all\tA")), lambda: self._take_all(taken=True))
        menu.addAction(tr(mark("Take none\tN")), lambda: self._take_all(taken=False))
        return menu


class DifferenceView(QWidget):
    """What tells two documents apart, and how much of it is taken."""

    counted = Signal()
    """Something else is taken than before, or other documents are shown."""

    def __init__(
        self,
        before: str = "",
        after: str = "",
        *,
        choosing: bool = True,
        knowledge: Knowledge | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing yet; `before` and `after` are the titles of the two sides."""
        super().__init__(parent)
        self._choosing, self._knowledge = choosing, knowledge
        self._documents: tuple[Document, Document] | None = None
        self._sentence = ""
        titles = (tr(mark("What")), before or tr(mark("Before")), after or tr(mark("After")))
        self.model = DifferenceModel(titles, choosing=choosing, parent=self)
        self.tree = DifferenceTree(self)
        self.tree.setModel(self.model)
        self.tree.setAccessibleName(tr(mark("Differences")))
        self.count = QLabel()
        self.count.setObjectName("subline")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setWordWrap(True)
        header = self.tree.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        for column in (WHAT, BEFORE, AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.count)
        self.setFocusProxy(self.tree)
        self.model.counted.connect(self._count)

    def show_difference(self, before: Document, after: Document) -> None:
        """Show what leads from `before` to `after`, all of it taken."""
        self._documents, self._sentence = (before, after), ""
        self.model.show(difference_lines(before, after, self._knowledge), (before.alphabet, after.alphabet))
        if self.model.total <= OPEN_UP_TO:
            self.tree.expandAll()
        else:
            self.tree.expandToDepth(0)
        self.tree.setCurrentIndex(self.model.index(0, WHAT))

    def say(self, text: str) -> None:
        """Show no difference but a sentence."""
        self._documents, self._sentence = None, text
        self.model.show((), None)

    def chosen(self) -> Document | None:
        """Return the first document with what is taken, or None while no difference is shown."""
        return taken(*self._documents, self.model.accepted) if self._documents else None

    def _count(self) -> None:
        total, accepted = self.model.total, len(self.model.accepted)
        if self._sentence or self._documents is None:
            said = self._sentence
        elif not total:
            said = tr(mark("No differences."))
        elif self._choosing:
            said = tr_count("{n} change, {taken} taken", "{n} changes, {taken} taken", total, taken=accepted)
        else:
            said = tr_count("{n} change", "{n} changes", total)
        self.count.setText(said)
        self.tree.setAccessibleDescription(said)
        self.counted.emit()
