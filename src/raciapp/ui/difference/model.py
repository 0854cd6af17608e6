"""The lines of a difference as a tree for a view, with what of it is taken."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from raciapp.base.messages import mark
from raciapp.document.letters import Scheme
from raciapp.document.records import Cell
from raciapp.ui.difference.lines import Line
from raciapp.ui.difference.parts import Key, Kind
from raciapp.ui.grid.words import STATUS_NAMES, letters_in_words
from raciapp.ui.language import tool_tip, tr

Index = QModelIndex | QPersistentModelIndex

VALUE_ROLE = Qt.ItemDataRole.UserRole
"""What a cell of the tree shows: a text, or a cell of the grid."""
WHAT, BEFORE, AFTER = range(3)
_NOWHERE = QModelIndex()


class _Node:
    """A line at its place in the tree; `total` and `taken` count the parts at and below it."""

    def __init__(self, line: Line, parent: "_Node | None", place: int) -> None:
        self.line, self.parent, self.place = line, parent, place
        self.number = 0
        self.below: list[_Node] = []
        self.total = self.taken = 0


class DifferenceModel(QAbstractItemModel):
    """Headings, rows and parts; parts are taken or left."""

    counted = Signal()
    """Something else is taken than before."""

    def __init__(self, titles: tuple[str, str, str], *, choosing: bool, parent: QObject | None = None) -> None:
        """Start empty, with the titles of the columns; `choosing` gives every line a box to tick."""
        super().__init__(parent)
        self._titles, self._choosing = titles, choosing
        self._nodes: list[_Node] = []
        self._tops: list[_Node] = []
        self.schemes: tuple[Scheme, Scheme] | None = None

    def show(self, lines: Sequence[Line], schemes: tuple[Scheme, Scheme] | None) -> None:
        """Show other lines, all of them taken; `schemes` are those of the letters before and after."""
        self.beginResetModel()
        self.schemes = schemes
        self._nodes = []
        self._tops = [self._grown(line, None, place) for place, line in enumerate(lines)]
        self.endResetModel()
        self.counted.emit()

    def _grown(self, line: Line, parent: _Node | None, place: int) -> _Node:
        node = _Node(line, parent, place)
        node.number = len(self._nodes)
        self._nodes.append(node)
        node.below = [self._grown(one, node, row) for row, one in enumerate(line.below)]
        node.total = node.taken = (line.key is not None) + sum(one.total for one in node.below)
        return node

    # -- what is taken ----------------------------------------------------------------------------------------

    @property
    def total(self) -> int:
        """Return how many parts there are."""
        return sum(node.total for node in self._tops)

    @property
    def accepted(self) -> frozenset[Key]:
        """Return the parts that are taken."""
        return frozenset(node.line.key for node in self._nodes if node.line.key and node.taken)

    def take(self, nodes: Iterable[int] | None, *, taken: bool) -> None:
        """Take or leave the parts at and below the lines numbered so, or all parts."""
        chosen = self._tops if nodes is None else [self._nodes[number] for number in nodes]
        for node in chosen:
            self._take(node, taken=taken)
        for node in reversed(self._nodes):
            if node.below:
                node.taken = sum(one.taken for one in node.below)
        for node in self._nodes:
            if node.place == 0:
                siblings = node.parent.below if node.parent else self._tops
                last = siblings[-1]
                self.dataChanged.emit(
                    self._at(node), self.createIndex(last.place, AFTER, last.number), [Qt.ItemDataRole.CheckStateRole]
                )
        self.counted.emit()

    def _take(self, node: _Node, *, taken: bool) -> None:
        node.taken = node.total if taken else 0
        for one in node.below:
            self._take(one, taken=taken)

    def state(self, index: Index) -> Qt.CheckState:
        """Return whether all, some or none at and below a line is taken."""
        node = self._nodes[index.internalId()]
        if node.taken == 0:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if node.taken == node.total else Qt.CheckState.PartiallyChecked

    def column_of(self, index: Index) -> list[int]:
        """Return the numbers of all cells of the same unit, where the line is a cell of the grid."""
        key = self.key(index)
        if key is None or key.kind is not Kind.CELL:
            return []
        found = ((node.number, node.line.key) for node in self._nodes)
        return [number for number, own in found if own and own.kind is Kind.CELL and own.part == key.part]

    def key(self, index: Index) -> Key | None:
        """Return the part that a line is, or None for a heading."""
        return self._nodes[index.internalId()].line.key if index.isValid() else None

    # -- what Qt asks -----------------------------------------------------------------------------------------

    def _at(self, node: _Node) -> QModelIndex:
        return self.createIndex(node.place, 0, node.number)

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return where a line is."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        nodes = self._nodes[parent.internalId()].below if parent.isValid() else self._tops
        return self.createIndex(row, column, nodes[row].number)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject's has no argument
        """Return the line above in the tree."""
        node = self._nodes[index.internalId()].parent if index.isValid() else None
        return self._at(node) if node else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines are below one."""
        if not parent.isValid():
            return len(self._tops)
        return len(self._nodes[parent.internalId()].below) if parent.column() == WHAT else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - the same everywhere
        """Return that there are three columns."""
        return 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the titles of the columns."""
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._titles[section] if shown else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that every line can be chosen, and ticked where there is a choice."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._choosing and index.column() == WHAT else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a line says, shows or has ticked."""
        if not index.isValid():
            return None
        line, column = self._nodes[index.internalId()].line, index.column()
        value = (line.text, line.before, line.after)[column]
        if role == VALUE_ROLE:
            return value
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(value, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(index) if column == WHAT else self._words(value, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(self._words(value, column))
        if role == Qt.ItemDataRole.CheckStateRole and self._choosing and column == WHAT:
            return self.state(index)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take or leave what is at and below a line."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        self.take([index.internalId()], taken=value in {Qt.CheckState.Checked, Qt.CheckState.Checked.value})
        return True

    # -- words ------------------------------------------------------------------------------------------------

    def sentence(self, index: Index) -> str:
        """Return a line as it is read out."""
        line = self._nodes[index.internalId()].line
        if line.key is None:
            return line.text
        before, after = self._words(line.before, BEFORE), self._words(line.after, AFTER)
        return tr(mark("{what}: {before} becomes {after}"), what=line.text, before=before or "–", after=after or "–")

    def _words(self, value: str | Cell, column: int) -> str:
        if isinstance(value, str):
            return value
        if self.schemes is None:
            return ""
        alphabet = self.schemes[column == AFTER]
        status = tr(STATUS_NAMES[value.status]) if value.status else ""
        parts = (letters_in_words(value.letters, alphabet), status, value.remark)
        return "; ".join(part for part in parts if part) or tr(mark("empty"))
