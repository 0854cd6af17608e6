"""A client's sheet as a model for a table view: its cells as they are, with what each was read as."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from raciapp.base.messages import mark
from raciapp.formats.finding.corrections import NONE, Corrections, Role
from raciapp.formats.finding.reading import Part
from raciapp.formats.finding.tables import Table, TableCell, column_letters
from raciapp.ui.importing.places import Place, Places
from raciapp.ui.importing.preview import Preview
from raciapp.ui.importing.wording import ROLE_NAMES, cell_description, column_name, row_name
from raciapp.ui.language import tool_tip, tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class SheetModel(QAbstractTableModel):
    """The cells of one table; nothing is edited here."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.places = Places(Table("", ()))
        self.corrections: Corrections = NONE

    def show(self, preview: Preview) -> bool:
        """Show the table of a preview and return whether it is another one than before."""
        table, regions = preview.table, preview.reading.regions if preview.reading else ()
        places = Places(table, regions)
        other = table is not self.places.table
        if other:
            self.beginResetModel()
        self.places, self.corrections = places, preview.corrections
        if other:
            self.endResetModel()
        elif places.height and places.width:
            self.dataChanged.emit(self.index(0, 0), self.index(places.height - 1, places.width - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, places.width - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, places.height - 1)
        return other

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else self.places.height

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else self.places.width

    def cell(self, index: Index) -> TableCell:
        """Return the cell at `index`."""
        return self.places.cell(index.row(), index.column())

    def part(self, index: Index) -> Part | None:
        """Return what the cell at `index` was read as."""
        return self.places.part(index.row(), index.column())

    def place(self, index: Index) -> Place:
        """Return where in the file the cell at `index` stands."""
        return Place(self.places.rows[index.row()], index.column())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, and what is said of it."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell_description(self.cell(index), self.part(index))
        if role == Qt.ItemDataRole.ToolTipRole:
            cell = self.cell(index)
            said = cell_description(cell, self.part(index))
            return tool_tip(said) if cell.text else ""
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the letters of a column or the number of a row, and what a person said it is."""
        across = orientation is Qt.Orientation.Horizontal
        if section >= (self.places.width if across else self.places.height):
            return None  # while the model is reset, headers ask by their old counts
        if role == Qt.ItemDataRole.DisplayRole:
            return column_letters(section) if across else str(self.places.rows[section] + 1)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            name = column_name(section) if across else row_name(self.places.rows[section])
            said = self.said(section, orientation)
            text = tr(mark("{place}: {what}, as you said"), place=name, what=tr(ROLE_NAMES[said])) if said else name
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return text
            return tool_tip(tr(mark("{place}. Click to say what it is."), place=text))
        return None

    def said(self, section: int, orientation: Qt.Orientation) -> Role | None:
        """Return what a person said a row or a column is."""
        if orientation is Qt.Orientation.Horizontal:
            return self.corrections.columns.get(section)
        return self.corrections.rows.get(self.places.rows[section])
