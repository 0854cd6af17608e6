"""Which known unit or activity each name of the file is: proposals with how sure they are, to be taken or refused."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.formats.importing import Subject
from raciapp.knowledge.library import Knowledge
from raciapp.ui.grid.marks import weighted
from raciapp.ui.importing.preview import NameLine, Preview, name_lines
from raciapp.ui.importing.wording import percent
from raciapp.ui.language import current_language, tool_tip, tr
from raciapp.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex

NAME, KNOWN, SURE = range(3)
_LINE = Qt.ItemDataRole.UserRole
_HEIGHT = 30
_SUBJECTS = {Subject.UNIT: mark("Units"), Subject.ACTIVITY: mark("Activities")}


class _Chooser(QStyledItemDelegate):
    """Lets a name be another known one than proposed, out of all there are."""

    def __init__(self, tree: "NamesTree") -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one height for all lines, in which a choice has room."""
        return QSize(super().sizeHint(option, index).width(), _HEIGHT)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002 - Qt's own signature
        """Return a choice of everything known, its list open."""
        box = QComboBox(parent)
        box.setAccessibleName(tr(mark("What it is")))
        line = self._tree.line(index)
        if line is not None:
            box.addItem(tr(mark("none that is known")), "")
            for identity, name in self._tree.known(line):
                box.addItem(name, identity)
            box.setCurrentIndex(max(0, box.findData(line.id if line.taken or line.asked else "")))
        box.activated.connect(lambda _: self._done(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _done(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave the choice as it was made."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: ARG002 - Qt's own signature
        """Hand the answer on; the line is made anew from it."""
        line = self._tree.line(index)
        if line is not None and isinstance(editor, QComboBox):
            self._tree.choose(line, str(editor.currentData() or "") or None)


class NamesTree(QTreeWidget):
    """Units and activities of the file. A tick takes what is proposed, F2 or Enter chooses another one."""

    chosen = Signal(object, object, object)
    """A person said of a name (Subject, text) that it is a known one (its id), or none (None)."""
    gone_to = Signal(str)
    """A person went to a name that stands at this address."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Start empty; names are those of `knowledge`."""
        super().__init__()
        self._knowledge = knowledge
        self._known = {subject: _all_known(knowledge, subject) for subject in Subject}
        self.setAccessibleName(tr(mark("Names and what they are")))
        self.setHeaderLabels([tr(mark("In the file")), tr(mark("Is the known")), tr(mark("Sure"))])
        self.setItemDelegate(_Chooser(self))
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        for column in (NAME, KNOWN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(SURE, QHeaderView.ResizeMode.ResizeToContents)
        self.itemChanged.connect(self._on_tick)
        self.itemDoubleClicked.connect(lambda item, _: self._edit(item))
        self.itemClicked.connect(self._on_click)
        self.currentItemChanged.connect(lambda item, _: self._go(item) if self.hasFocus() else None)

    def show_preview(self, preview: Preview) -> int:
        """List the names of a preview and return how many of them a person should look at."""
        lines = name_lines(preview)
        at = self.line(self.currentIndex())
        with QSignalBlocker(self):
            self.clear()
            for subject in (Subject.UNIT, Subject.ACTIVITY):
                self._list(subject, [line for line in lines if line.subject is subject])
            self.expandAll()
            self._return_to(at)
        return sum(line.asked for line in lines)

    def _list(self, subject: Subject, lines: Sequence[NameLine]) -> None:
        if not lines:
            return
        head = QTreeWidgetItem(self, [f"{tr(_SUBJECTS[subject])} ({len(lines)})"])
        head.setFirstColumnSpanned(True)
        head.setFont(NAME, weighted(self.font(), bold=True))
        head.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        for line in lines:
            self._add(head, line)

    def _add(self, head: QTreeWidgetItem, line: NameLine) -> None:
        theme = current_theme()
        known = self._name(line) if line.id else ""
        sure = f"{percent(line.confidence)} %" if line.id and line.confidence else ""
        refused = bool(line.id) and line.decided and not line.taken
        shown = known if line.taken else tr(mark("{name}?"), name=known) if line.asked else tr(mark("new here"))
        item = QTreeWidgetItem(head, [line.name, shown, "" if refused else sure])
        item.setData(NAME, _LINE, line)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        if line.id:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(NAME, Qt.CheckState.Checked if line.taken else Qt.CheckState.Unchecked)
        if not line.taken and not line.asked:
            item.setForeground(KNOWN, QBrush(QColor(theme.muted)))
        item.setFont(KNOWN, weighted(self.font(), bold=line.asked))
        item.setTextAlignment(SURE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(NAME, Qt.ItemDataRole.AccessibleTextRole, _description(line, known))
        for column, text in enumerate((line.name, shown)):
            item.setToolTip(column, tool_tip(text))

    def _return_to(self, line: NameLine | None) -> None:
        wanted = (line.subject, line.name) if line else None
        first: QTreeWidgetItem | None = None
        for item in self._items():
            first = first or item
            found = item.data(NAME, _LINE)
            if (found.subject, found.name) == wanted:
                first = item
                break
        if first is not None:
            self.setCurrentItem(first)

    def _items(self) -> list[QTreeWidgetItem]:
        heads = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        items = (head.child(place) for head in heads if head for place in range(head.childCount()))
        return [item for item in items if item]

    def line(self, index: Index) -> NameLine | None:
        """Return the name at `index`; headings have none."""
        line = index.sibling(index.row(), NAME).data(_LINE) if index.isValid() else None
        return line if isinstance(line, NameLine) else None

    def known(self, line: NameLine) -> list[tuple[str, str]]:
        """Return the known ones (id, name) that a name may be, what is proposed on top."""
        proposed = [(line.id, self._name(line))] if line.id else []
        return proposed + [pair for pair in self._known[line.subject] if pair not in proposed]

    def _name(self, line: NameLine) -> str:
        known = self._knowledge.units if line.subject is Subject.UNIT else self._knowledge.activities
        return known[line.id].name.text(current_language()) if line.id in known else line.id

    # -- answering ----------------------------------------------------------------------------------------

    def choose(self, line: NameLine, identity: str | None) -> None:
        """Say what a name is, once the editor or the click that says it has come to its end."""
        if identity != (line.id if line.taken else None) or (identity is None and line.asked):
            name = line.subject, line.name
            QTimer.singleShot(0, self, lambda: self.chosen.emit(*name, identity))

    def _on_tick(self, item: QTreeWidgetItem) -> None:
        line = item.data(NAME, _LINE)
        if isinstance(line, NameLine):
            self.choose(line, line.id if item.checkState(NAME) is Qt.CheckState.Checked else None)

    def _on_click(self, item: QTreeWidgetItem, column: int) -> None:
        self._go(item)
        if column == KNOWN:
            self._edit(item)

    def _go(self, item: QTreeWidgetItem | None) -> None:
        line = item.data(NAME, _LINE) if item is not None else None
        if isinstance(line, NameLine):
            self.gone_to.emit(line.where)

    def _edit(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and isinstance(item.data(NAME, _LINE), NameLine):
            self.editItem(item, KNOWN)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the place of the current name."""
        super().focusInEvent(event)
        self._go(self.currentItem())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose another one on Enter, F2 and the menu key, whatever column the keyboard stands in."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Menu}:
            self._edit(self.currentItem())
            event.accept()
            return
        super().keyPressEvent(event)


def _description(line: NameLine, known: str) -> str:
    """Return a line as it is read out."""
    if line.taken:
        said = tr(mark("{name} is {known}"), name=line.name, known=known)
    elif line.asked:
        said = tr(mark("{name} may be {known}; not taken"), name=line.name, known=known)
    else:
        return tr(mark("{name} is none that is known"), name=line.name)
    return tr(mark("{said}, {percent} %"), said=said, percent=percent(line.confidence)) if line.confidence else said


def _all_known(knowledge: Knowledge, subject: Subject) -> list[tuple[str, str]]:
    known = knowledge.units.values() if subject is Subject.UNIT else knowledge.activities.values()
    language = current_language()
    return sorted(((one.id, one.name.text(language)) for one in known), key=lambda pair: pair[1].casefold())
