"""The matrix as Qt's item model: it derives everything from the document and announces exactly what changed."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from raciapp.document.changes import Changes
from raciapp.document.records import Activity, Document, Row, Unit
from raciapp.ui.grid.filters import answerable, passing
from raciapp.ui.grid.lines import Excluded, Item, Line, lines_of, steps_between, units_of
from raciapp.ui.grid.words import cell_sentence, counts_sentence, counts_text, row_sentence, unit_sentence
from raciapp.ui.language import current_language, tool_tip
from raciapp.ui.session import Session

if TYPE_CHECKING:
    from raciapp.base.words import Words
    from raciapp.ui.sight import Sight

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


MOST_SIGNALS = 200
"""Cells announced one by one; of more, the rectangle around them is announced at once."""


class MatrixModel(QAbstractTableModel):
    """Lines by units. An open heading has no cells of its own: they are disabled, so the keyboard passes over them."""

    arranged = Signal()
    """Other lines or columns are shown, or in another order."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Follow the matrix that `session` shows, as far as it is to be seen."""
        super().__init__(parent)
        self.session = session
        self._document = session.document
        self._excluded = self._sift()
        self._lines = lines_of(self._document, session.sight, self._excluded)
        self._unit_ids = units_of(self._document, session.sight, self._excluded)
        self._index()
        session.changed.connect(self._follow)
        session.matrix_chosen.connect(self._show_matrix)
        session.sight_changed.connect(self._look)

    # -- what is where ------------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        """Return the document as the view knows it."""
        return self._document

    @property
    def shown_activities(self) -> list[str]:
        """Return the ids of the activities that have a line of their own, in their order."""
        return [line.id for line in self._lines if not line.heading]

    @property
    def present_activities(self) -> list[str]:
        """Return the ids of the activities that neither the filter nor the person hides, folded or not."""
        gone = self.session.sight.hidden_activities | self._excluded.activities
        sections = self._document.sections()
        ids = (self._document.activities[place].id for _, places in sections for place in places)
        return [identity for identity in ids if identity not in gone]

    @property
    def shown_units(self) -> list[str]:
        """Return the ids of the units that are shown, in their order."""
        return list(self._unit_ids)

    @property
    def excluded(self) -> Excluded:
        """Return what the filter leaves out."""
        return self._excluded

    def line(self, row: int) -> Line:
        """Return the line at `row`."""
        return self._lines[row]

    def folded(self, row: int) -> bool:
        """Return whether a line is the heading of a folded group, which stands for its rows."""
        line, sight = self._lines[row], self.session.sight
        return line.heading and line.id in sight.folded and not sight.filter.sifts_rows

    def unit(self, column: int) -> Unit:
        """Return the unit at `column`."""
        return self._document.units[self._document.unit_places[self._unit_ids[column]]]

    def unit_place(self, column: int) -> int:
        """Return the place in the document of the unit at `column`."""
        return self._document.unit_places[self._unit_ids[column]]

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

    def members(self, group: str) -> list[Row]:
        """Return the cells of the rows that the folded heading of `group` stands for."""
        rows = self._document.matrix(self.session.matrix).rows
        gone = self.session.sight.hidden_activities | self._excluded.activities
        return [
            rows[place]
            for section, places in self._document.sections()
            if section and section.id == group
            for place in places
            if self._document.activities[place].id not in gone
        ]

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
        return self.index(row, self._unit_columns.get(unit, 0))

    def row_of(self, line: Line) -> int:
        """Return where a line is, or -1."""
        return self._line_places.get(line, -1)

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
        """Return that cells can be chosen; of headings only those of folded groups, so that one can stand there."""
        if not index.isValid() or (self._lines[index.row()].heading and not self.folded(index.row())):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Return the letters of a cell, or a sentence about it for tool tips and screen readers."""
        if not index.isValid() or role not in {Role.DisplayRole, Role.AccessibleTextRole, Role.ToolTipRole}:
            return None
        row = self.letters(index.row())
        if row is None:
            return self._heading_text(index, role) if self.folded(index.row()) else None
        unit = self.unit(index.column())
        mask = row.letters[self._document.unit_places[unit.id]]
        if role == Role.DisplayRole:
            return self._document.alphabet.text(mask)
        names = f"{self.title(index.row())}, {unit.name.text(current_language())}"
        remark, status = dict(row.remarks).get(unit.id, ""), row.status_of(unit.id)
        if role == Role.AccessibleTextRole:
            return cell_sentence(names, mask, remark, status, self._document.alphabet)
        told = remark or status or self.session.sight.filter.only_accountable
        return tool_tip(cell_sentence(names, mask, remark, status, self._document.alphabet)) if told else ""

    def _heading_text(self, index: Index, role: int) -> str:
        place = self.unit_place(index.column())
        column = bytes(row.letters[place] for row in self.members(self._lines[index.row()].id))
        if role == Role.DisplayRole:
            return counts_text(column, self._document.alphabet)
        names = f"{self.title(index.row())}, {self.unit(index.column()).name.text(current_language())}"
        return counts_sentence(names, column, self._document.alphabet)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Return the names of units and activities; on hover and for screen readers with what is noted of them."""
        if role not in {Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole}:
            return None
        across = orientation is Qt.Orientation.Horizontal
        if role == Role.DisplayRole:
            return self.unit(section).name.text(current_language()) if across else self.title(section)
        sentence = unit_sentence(self.unit(section)) if across else self._row_sentence(section)
        return tool_tip(sentence) if role == Role.ToolTipRole else sentence

    def _row_sentence(self, row: int) -> str:
        activity, held = self.activity(row), self.letters(row)
        return self.title(row) if activity is None or held is None else row_sentence(activity, held)

    # -- following the document ---------------------------------------------------------------------------

    def _follow(self, document: Document, changes: Changes) -> None:
        if changes.shape_kept and not changes.header:
            self._document = document
            self._announce_cells(changes)
            return
        wanted = self.session.sight.filter
        if answerable(self._document, wanted) != answerable(document, wanted):
            self._excluded = self._sift()
        self._arrange(document)
        self._show_all()

    def _look(self, before: "Sight") -> None:
        """Show other lines and columns where the eye asks for them; what stays keeps its place and its choice."""
        if before.filter != self.session.sight.filter:
            self._excluded = self._sift()
        self._arrange(self._document)

    def _show_matrix(self) -> None:
        """Show another matrix of the document: other rows may pass the filter."""
        self.sift_again()
        self._show_all()

    def sift_again(self) -> None:
        """Ask the filter anew: edits may have changed what passes."""
        self._excluded = self._sift()
        self._arrange(self._document)

    def _sift(self) -> Excluded:
        wanted = self.session.sight.filter
        if not wanted:
            return Excluded()
        document = self.session.document
        passes = passing(document, self.session.matrix, self.session.report, wanted)
        return Excluded(
            frozenset(document.activity_places) - passes.activities, frozenset(document.unit_places) - passes.units
        )

    def _arrange(self, document: Document) -> None:
        lines = lines_of(document, self.session.sight, self._excluded)
        unit_ids = units_of(document, self.session.sight, self._excluded)
        old = self._document
        same = lines == self._lines and unit_ids == self._unit_ids
        # What goes must go while the old document is still asked, what comes when the new one is.
        line_steps = list(steps_between(self._lines, lines))
        unit_steps = list(steps_between(self._unit_ids, unit_ids))
        for step in (one for one in line_steps if not one.comes):
            self._remove(self._lines, step.start, step.end, self.beginRemoveRows, self.endRemoveRows)
        for step in (one for one in unit_steps if not one.comes):
            self._remove(self._unit_ids, step.start, step.end, self.beginRemoveColumns, self.endRemoveColumns)
        self._document = document
        for step in (one for one in line_steps if one.comes):
            self._insert(self._lines, lines, step.start, step.end, self.beginInsertRows, self.endInsertRows)
        for step in (one for one in unit_steps if one.comes):
            self._insert(self._unit_ids, unit_ids, step.start, step.end, self.beginInsertColumns, self.endInsertColumns)
        if not same or old is not document:
            self.arranged.emit()

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
        """Announce the cells of the shown matrix, and the folded headings that count them."""
        indexes: list[QModelIndex] = []
        for change in changes.cells:
            row = self._line_places.get(Line(change.activity, heading=False), -1)
            if change.matrix != self.session.matrix:
                continue
            if row < 0:
                place = self._document.activity_places[change.activity]
                row = self.row_of(Line(self._document.activities[place].group, heading=True))
            if not change.unit and row >= 0:  # the row's own status
                self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
            elif row >= 0 and change.unit in self._unit_columns:
                indexes.append(self.index(row, self._unit_columns[change.unit]))
        if len(indexes) <= MOST_SIGNALS:
            for index in indexes:
                self.dataChanged.emit(index, index)
            return
        rows, columns = [index.row() for index in indexes], [index.column() for index in indexes]
        self.dataChanged.emit(self.index(min(rows), min(columns)), self.index(max(rows), max(columns)))

    def _remove(
        self,
        items: list[Item],
        start: int,
        end: int,
        begin: Callable[[QModelIndex, int, int], None],
        done: Callable[[], None],
    ) -> None:
        begin(QModelIndex(), start, end - 1)
        del items[start:end]
        self._index()
        done()

    def _insert(
        self,
        items: list[Item],
        wanted: Iterable[Item],
        start: int,
        end: int,
        begin: Callable[[QModelIndex, int, int], None],
        done: Callable[[], None],
    ) -> None:
        begin(QModelIndex(), start, end - 1)
        items[start:start] = list(wanted)[start:end]
        self._index()
        done()

    def _index(self) -> None:
        self._line_places = {line: place for place, line in enumerate(self._lines)}
        self._unit_columns = {unit: column for column, unit in enumerate(self._unit_ids)}
