"""The quiet parts of the preview: titles, explanations, air."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from raciapp.formats.finding.reading import Part
from raciapp.ui.importing.painting import swatch
from raciapp.ui.importing.wording import LEFT_OUT, PART_NAMES
from raciapp.ui.language import tr

AIR = 14
"""Pixels between the parts."""


def airy_splitter(orientation: Qt.Orientation) -> QSplitter:
    """Return a splitter whose handle is air."""
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    splitter.setStyleSheet("QSplitter::handle { background: transparent; }")
    splitter.setHandleWidth(AIR)
    return splitter


def quiet() -> QLabel:
    """Return a line that explains."""
    label = QLabel()
    label.setObjectName("subline")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def titled(side: QWidget, title: str) -> QVBoxLayout:
    """Return the layout of one side under its title."""
    layout = QVBoxLayout(side)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(5)
    label = QLabel(title)
    label.setObjectName("sheetHeading")
    layout.addWidget(label)
    return layout


def explained_part(part: Part | None) -> QWidget:
    """Return the sign of a part with its name."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    picture = QLabel()
    picture.setPixmap(swatch(part))
    row.addWidget(picture)
    row.addWidget(QLabel(tr(PART_NAMES[part] if part else LEFT_OUT)))
    return both
