"""The matrix as Qt's item model: it derives everything from the document and announces exactly what changed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from raciapp.document.changes import Changes
from raciapp.document.records import Activity, Document, Row, Unit
from raciapp.ui.language import current_language, tool_tip
from raciapp.ui.session import Session

if TYPE_CHECKING:
    from raciapp.base.words import Words

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


MOST_SIGNALS = 200
"""Cells announced one by one; of more, the rectangle around them is announced at once."""


class Line(NamedTuple):
    """A line of the grid: the heading of a group, or an activity."""

    id: str
    heading: bool


class MatrixModel(QAbstractTableModel):
    """Lines by units. A heading has no cells of its own: they are disabled, so the keyboard passes over them."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Follow the matrix that `session` shows."""
        super().__init__(parent)
        self.session = session
        self._document = session.document
        self._lines = _lines(self._document)
        self._line_places = {line: place for place, line in enumerate(self._lines)}
        self._unit_ids = [unit.id for unit in self._document.units]
        session.changed.connect(self._follow)
        session.matrix_chosen.connect(self._show_all)

    # -- what is where ------------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        """Return the document as the view knows it."""
        return self._document

    def line(self, row: int) -> Line:
        """Return the line at `row`."""
        return self._lines[row]

    def unit(self, column: int) -> Unit:
        """Return the unit at `column`."""
        return self._document.units[self._document.unit_places[self._unit_ids[column]]]

    def activity(self, row: int) -> Activity | None:
        """Return the activity at `row`, or None for a heading."""
        line = self._lines[row]
        return None if line.heading else self._document.activities[self._document.activity_places[line.id]]

    def letters(self, row: int) -> Row | None:
        """Return the cells at `row`, or None for a heading."""
        line = self._lines[row]
        if line.heading:
            return None
        return self._document.matrix(self.session.matrix).rows[self._document.activity_places[line.id]]

    def title(self, row: int) -> str:
        """Return the name of the activity or group at `row`."""
        line = self._lines[row]
        document = self._document
        name: Words
        if line.heading:
            name = document.groups[document.group_places[line.id]].name
        else:
            name = document.activities[document.activity_places[line.id]].name
        return name.text(current_language())

    def place(self, index: Index) -> tuple[str, str] | None:
        """Return (activity id, unit id) of a cell, or None on a heading or outside."""
        if not index.isValid() or self._lines[index.row()].heading:
            return None
        return self._lines[index.row()].id, self._unit_ids[index.column()]

    def find(self, activity: str = "", unit: str = "") -> QModelIndex:
        """Return the cell of an activity and a unit; a missing one stands for the first."""
        row = self._line_places.get(Line(activity, heading=False), -1) if activity else self._first_activity()
        column = self._unit_ids.index(unit) if unit in self._unit_ids else 0
        return self.index(row, column)

    def _first_activity(self) -> int:
        return next((place for place, line in enumerate(self._lines) if not line.heading), -1)

    # -- Qt's questions -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of units."""
        return 0 if parent.isValid() else len(self._unit_ids)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that cells can be chosen; headings cannot."""
        if not index.isValid() or self._lines[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Return the letters of a cell, or a sentence about it for tool tips and screen readers."""
        row = self.letters(index.row()) if index.isValid() else None
        if row is None:
            return None
        unit = self.unit(index.column())
        mask = row.letters[self._document.unit_places[unit.id]]
        if role == Role.DisplayRole:
            return self._document.alphabet.text(mask)
        remark = dict(row.remarks).get(unit.id, "")
        if role == Role.AccessibleTextRole:
            return self._sentence(index, mask, remark)
        if role == Role.ToolTipRole:
            return tool_tip(self._sentence(index, mask, remark)) if remark else ""
        return None

    def _sentence(self, index: Index, mask: int, remark: str) -> str:
        language = current_language()
        names = f"{self.title(index.row())}, {self.unit(index.column()).name.text(language)}"
        held = self._document.alphabet.sentence(mask, language)
        return ": ".join(part for part in (names, held, remark) if part)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Return the names of units and activities."""
        if role not in {Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole}:
            return None
        across = orientation is Qt.Orientation.Horizontal
        name = self.unit(section).name.text(current_language()) if across else self.title(section)
        return tool_tip(name) if role == Role.ToolTipRole else name

    # -- following the document ---------------------------------------------------------------------------

    def _follow(self, document: Document, changes: Changes) -> None:
        if changes.shape_kept and not changes.header:
            self._document = document
            self._announce_cells(changes)
            return
        lines = _lines(document)
        unit_ids = [unit.id for unit in document.units]
        rows, columns = _span(self._lines, lines), _span(self._unit_ids, unit_ids)
        # What goes must go while the old document is still asked, what comes when the new one is.
        self._remove(rows, self._lines, self.beginRemoveRows, self.endRemoveRows)
        self._remove(columns, self._unit_ids, self.beginRemoveColumns, self.endRemoveColumns)
        self._document = document
        self._insert(rows, self._lines, lines, self.beginInsertRows, self.endInsertRows)
        self._insert(columns, self._unit_ids, unit_ids, self.beginInsertColumns, self.endInsertColumns)
        self._show_all()

    def _show_all(self) -> None:
        """Announce that names and letters may read otherwise; rows and columns are the same."""
        if self._lines:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._lines) - 1)
        if self._unit_ids:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._unit_ids) - 1)
        if self._lines and self._unit_ids:
            last = self.index(len(self._lines) - 1, len(self._unit_ids) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _announce_cells(self, changes: Changes) -> None:
        indexes = [
            self.find(change.activity, change.unit) for change in changes.cells if change.matrix == self.session.matrix
        ]
        if len(indexes) <= MOST_SIGNALS:
            for index in indexes:
                self.dataChanged.emit(index, index)
            return
        rows, columns = [index.row() for index in indexes], [index.column() for index in indexes]
        self.dataChanged.emit(self.index(min(rows), min(columns)), self.index(max(rows), max(columns)))

    def _remove(
        self,
        span: "_Span",
        items: list[Line] | list[str],
        begin: Callable[[QModelIndex, int, int], None],
        end: Callable[[], None],
    ) -> None:
        if span.old > span.start:
            begin(QModelIndex(), span.start, span.old - 1)
            del items[span.start : span.old]
            self._index_lines()
            end()

    def _insert(
        self,
        span: "_Span",
        items: "list[Line] | list[str]",
        wanted: "list[Line] | list[str]",
        begin: Callable[[QModelIndex, int, int], None],
        end: Callable[[], None],
    ) -> None:
        if span.new > span.start:
            begin(QModelIndex(), span.start, span.new - 1)
            items[:] = wanted  # type: ignore[assignment] # both are lines or both are unit ids
            self._index_lines()
            end()

    def _index_lines(self) -> None:
        self._line_places = {line: place for place, line in enumerate(self._lines)}


class _Span(NamedTuple):
    """The stretch in which two lists differ: from `start` up to `old` in the one and `new` in the other."""

    start: int
    old: int
    new: int


def _span(before: Sequence[object], after: Sequence[object]) -> _Span:
    start = 0
    shorter = min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    same_end = 0
    while same_end < shorter - start and before[-1 - same_end] == after[-1 - same_end]:
        same_end += 1
    return _Span(start, len(before) - same_end, len(after) - same_end)


def _lines(document: Document) -> list[Line]:
    lines: list[Line] = []
    for group, places in document.sections():
        if group:
            lines.append(Line(group.id, heading=True))
        lines += [Line(document.activities[place].id, heading=False) for place in places]
    return lines
