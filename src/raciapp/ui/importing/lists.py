"""Lists of what is asked and of what was left out; a line shows its place in the sheet."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from raciapp.base.messages import mark
from raciapp.formats.finding.reading import Doubt, Question, Reason, Skipped
from raciapp.formats.finding.sentences import asked_sentence, why_sentence
from raciapp.ui.language import current_language, tool_tip, tr, tr_count
from raciapp.ui.roomy import Roomy

Index = QModelIndex | QPersistentModelIndex

MOST = 2_000
"""Lines of a list; of more, the rest is counted."""
_WHERE, _OF_TABLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_OF_TABLES = {Reason.OTHER_TABLE, Reason.NO_MATRIX}
_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Menu, Qt.Key.Key_Space}


class PlaceList(QTreeWidget):
    """Lines that stand for places of the file. Going to one shows it; Enter or a double click answers there."""

    gone_to = Signal(str)
    """A person went to a line about this address."""
    answering = Signal(str, bool)
    """A person wants to say something about this address, which may be the name of another table where it says so."""

    def __init__(self, name: str, headings: Iterable[str]) -> None:
        """Start empty; the list is called `name`."""
        super().__init__()
        titles = list(headings)
        self.setAccessibleName(name)
        self.setHeaderLabels(titles)
        self.setRootIsDecorated(False)
        self.setWordWrap(True)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(Roomy(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if len(titles) > 1:
            self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(0, 84)
        else:
            self.header().hide()
        self.itemClicked.connect(lambda item, _: self._go(item))
        self.itemDoubleClicked.connect(lambda item, _: self._answer(item))
        self.currentItemChanged.connect(lambda item, _: self._go(item) if self.hasFocus() else None)

    def show_questions(self, questions: Iterable[Question]) -> None:
        """List what is asked."""
        language = current_language()
        self._show((asked.where, asked.kind is Doubt.TABLE, (asked_sentence(asked, language),)) for asked in questions)

    def show_skipped(self, skipped: Iterable[Skipped]) -> None:
        """List what was left out."""
        language = current_language()
        self._show(
            (left.where, left.why in _OF_TABLES, (left.where, left.text, why_sentence(left, language)))
            for left in skipped
        )

    def _show(self, lines: Iterable[tuple[str, bool, tuple[str, ...]]]) -> None:
        at = self.currentIndex().row()
        self.clear()
        found = list(lines)
        for where, of_table, texts in found[:MOST]:
            item = QTreeWidgetItem(self, list(texts))
            item.setData(0, _WHERE, where)
            item.setData(0, _OF_TABLE, of_table)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ". ".join(filter(None, texts)))
            for column, text in enumerate(texts):
                item.setToolTip(column, tool_tip(text))
        if len(found) > MOST:
            QTreeWidgetItem(self, [tr_count("and {n} more", "and {n} more", len(found) - MOST)])
        if found:
            self.setCurrentIndex(self.model().index(min(max(at, 0), self.topLevelItemCount() - 1), 0))

    def _go(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and _where(item):
            self.gone_to.emit(_where(item))

    def _answer(self, item: QTreeWidgetItem) -> None:
        self.answering.emit(_where(item), bool(item.data(0, _OF_TABLE)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the place of the current line."""
        super().focusInEvent(event)
        self._go(self.currentItem())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the current line on Enter, Space, F2 and the menu key."""
        item = self.currentItem()
        if item and event.key() in _OPENING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._answer(item)
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Answer the line under the mouse."""
        item = self.itemAt(event.pos()) or self.currentItem()
        if item:
            self._answer(item)


def questions_list() -> PlaceList:
    """Return a list for questions."""
    return PlaceList(tr(mark("Questions")), (tr(mark("Question")),))


def skipped_list() -> PlaceList:
    """Return a list for what was left out."""
    return PlaceList(tr(mark("Left out")), (tr(mark("Where")), tr(mark("What")), tr(mark("Why"))))


def _where(item: QTreeWidgetItem) -> str:
    return str(item.data(0, _WHERE) or "")
