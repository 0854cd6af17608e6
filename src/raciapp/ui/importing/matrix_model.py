"""The matrix that a client's sheet becomes, as a model for a table view."""

from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from raciapp.base.messages import mark
from raciapp.document.letters import Scheme, scheme
from raciapp.document.records import Cell, Document, Unit
from raciapp.formats.finding.reading import Shape, shortened
from raciapp.ui.importing.places import Place, place_of
from raciapp.ui.importing.preview import Preview
from raciapp.ui.language import current_language, tool_tip, tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Line(NamedTuple):
    """A group's heading (`activity` is -1), or an activity by its place in the document."""

    name: str
    activity: int = -1

    @property
    def heading(self) -> bool:
        """Return whether it is a group's."""
        return self.activity < 0


class MatrixPreview(QAbstractTableModel):
    """Groups and activities down, units across; empty while there is no reading."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.alphabet: Scheme = scheme("raci")
        self._preview: Preview | None = None
        self._document: Document | None = None
        self._lines: list[Line] = []
        self._units: tuple[Unit, ...] = ()

    def show(self, preview: Preview) -> None:
        """Show what `preview` would import."""
        self.beginResetModel()
        self._preview = preview
        self._document = preview.imported.document if preview.imported else None
        self._lines, self._units = [], ()
        if self._document:
            self.alphabet, self._units = self._document.alphabet, self._document.units
            self._lines = _lines(self._document)
        self.endResetModel()

    def line(self, row: int) -> Line:
        """Return the line at `row`."""
        return self._lines[row]

    def cell(self, index: Index) -> Cell:
        """Return the cell at `index`; a heading has empty ones."""
        line = self._lines[index.row()]
        if line.heading or self._document is None:
            return Cell()
        row = self._document.matrices[0].rows[line.activity]
        unit = self._units[index.column()].id
        return Cell(row.letters[index.column()], dict(row.remarks).get(unit, ""))

    def origin(self, index: Index) -> Place | None:
        """Return where in the file the cell at `index` comes from; a heading comes from nowhere."""
        line = self._lines[index.row()]
        if self._preview is None or self._preview.reading is None or line.heading:
            return None
        reading = self._preview.reading
        activity = place_of(reading.activities[line.activity].where)
        unit = place_of(reading.units[index.column()].where)
        if activity is None or unit is None:
            return activity
        if reading.shape is Shape.GRID:
            return Place(activity.row, unit.column)
        if reading.shape is Shape.TRANSPOSED:
            return Place(unit.row, activity.column)
        return activity  # of a list, where several places may say something about one cell

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of units."""
        return 0 if parent.isValid() else len(self._units)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the letters of a cell, and what is said of it."""
        if not index.isValid():
            return None
        cell, line = self.cell(index), self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.alphabet.text(cell.letters)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            if line.heading:
                said = tr(mark("Group {name}"), name=line.name)
            else:
                unit = self._units[index.column()].name.text(current_language())
                letters = self.alphabet.sentence(cell.letters, current_language()) or tr(mark("empty"))
                said = tr(mark("{activity}, {unit}: {letters}"), activity=line.name, unit=unit, letters=letters)
                said = f"{said}. {shortened(cell.remark)}" if cell.remark else said
            return said if role == Qt.ItemDataRole.AccessibleTextRole else tool_tip(said)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name of a unit, a group or an activity."""
        across = orientation is Qt.Orientation.Horizontal
        if section >= (len(self._units) if across else len(self._lines)):
            return None  # while the model is reset, headers ask by their old counts
        name = self._units[section].name.text(current_language()) if across else self._lines[section].name
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return name
        return tool_tip(name) if role == Qt.ItemDataRole.ToolTipRole else None


def _lines(document: Document) -> list[Line]:
    language, lines = current_language(), []
    for group, places in document.sections():
        if group is not None:
            lines.append(Line(group.name.text(language)))
        lines += [Line(document.activities[place].name.text(language), place) for place in places]
    return lines
