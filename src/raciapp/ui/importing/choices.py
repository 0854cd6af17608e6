"""What stands above the preview: which table of the file is read, how the matrix lies in it, which letters it has."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from raciapp.base.messages import mark
from raciapp.document.letters import schemes
from raciapp.formats.finding.reading import Shape
from raciapp.ui.importing.preview import Preview, with_scheme, with_shape, with_table
from raciapp.ui.importing.wording import SHAPE_MEANINGS, SHAPE_NAMES, table_name
from raciapp.ui.language import tool_tip, tr, tr_count

_NARROWEST = 11
"""Letters of a choice that are always seen."""
_WIDEST = 420
"""Pixels of the choice of a table, whose names are the client's."""


class Choices(QWidget):
    """Three choices in one line; each shows what was read and corrects it."""

    corrected = Signal(object)
    """New Corrections."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._preview: Preview | None = None
        self.table = _box(tr(mark("Sheet or table")))
        self.shape = _box(tr(mark("How the matrix lies")))
        self.scheme = _box(tr(mark("Scheme of the letters")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        labels = (tr(mark("&Sheet or table")), tr(mark("&Layout")), tr(mark("L&etters")))
        for place, (text, box) in enumerate(zip(labels, (self.table, self.shape, self.scheme), strict=True)):
            label = QLabel(text)
            label.setBuddy(box)
            if place:
                row.addSpacing(12)
            row.addWidget(label)
            row.addWidget(box)
        row.addStretch(1)
        self.table.setMaximumWidth(_WIDEST)
        for shape in Shape:
            self.shape.addItem(tr(SHAPE_NAMES[shape]), shape)
            tip = tool_tip(tr(SHAPE_MEANINGS[shape]))
            self.shape.setItemData(self.shape.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        for alphabet in schemes().values():
            self.scheme.addItem(alphabet.name, alphabet.id)
        self.table.activated.connect(self._on_table)
        self.shape.activated.connect(self._on_shape)
        self.scheme.activated.connect(self._on_scheme)

    def show_preview(self, preview: Preview) -> None:
        """Show what was read."""
        self._preview = preview
        with QSignalBlocker(self.table):
            names = _table_names(preview)
            self.table.clear()
            self.table.addItems(names)
            self.table.setCurrentIndex(preview.place)
            self.table.setEnabled(len(names) > 1)
        self.shape.setCurrentIndex(self.shape.findData(preview.shape) if preview.shape else -1)
        self.scheme.setCurrentIndex(self.scheme.findData(preview.alphabet.id))

    def _on_table(self, place: int) -> None:
        if self._preview and place != self._preview.place:
            self.corrected.emit(with_table(self._preview.corrections, self._preview.tables[place]))

    def _on_shape(self, place: int) -> None:
        shape = self.shape.itemData(place)
        if self._preview and shape != self._preview.shape:
            self.corrected.emit(with_shape(self._preview.corrections, Shape(shape)))

    def _on_scheme(self, place: int) -> None:
        identity = str(self.scheme.itemData(place))
        if self._preview and (self._preview.reading is None or identity != self._preview.alphabet.id):
            self.corrected.emit(with_scheme(self._preview.corrections, identity))


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setAccessibleDescription(name)  # on Linux Qt calls a choice by what it holds
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMinimumContentsLength(_NARROWEST)
    box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return box


def _table_names(preview: Preview) -> list[str]:
    """Return what the tables are called, with how many letters another matrix was found with."""
    offered = {(offer.sheet, offer.table): offer.cells for offer in (preview.reading.others if preview.reading else ())}
    names = []
    for table in preview.tables:
        name = table_name(table, sum(one.sheet == table.sheet for one in preview.tables))
        cells = offered.get((table.sheet, table.number), 0)
        if cells:
            name = tr_count("{table}: {n} cell with letters", "{table}: {n} cells with letters", cells, table=name)
        if table.hidden:
            name = tr(mark("{table} (hidden)"), table=name)
        names.append(name)
    return names
