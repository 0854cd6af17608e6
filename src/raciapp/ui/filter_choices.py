"""What the filter bar lets one choose from, and the lists one chooses in."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from raciapp.base.messages import mark
from raciapp.document.records import Document
from raciapp.knowledge.library import Knowledge
from raciapp.ui.choices import STATUS_TITLES
from raciapp.ui.grid.filters import function_name, groups_used
from raciapp.ui.language import current_language, tool_tip, tr

Entries = list[tuple[str, str]]
"""What a choice offers: (id, name); the first has no id and asks for nothing."""

CHOICES = {
    "unit": (mark("Any unit"), mark("Filter by unit")),
    "letter": (mark("Any letter"), mark("Filter by letter")),
    "function": (mark("Any function"), mark("Filter units by function")),
    "group": (mark("Any group"), mark("Filter by group")),
    "status": (mark("Any status"), mark("Filter by status")),
}
"""By the field of the filter: what its choice says when it asks for nothing, and its name for screen readers."""

NARROWEST, WIDEST = 96, 152
"""Pixels of a choice: all of them must stand side by side above the grid of a small projector."""
WIDEST_LIST = 420
"""Pixels of an opened choice, whose names may be long."""


def entries_of(document: Document, knowledge: Knowledge) -> dict[str, Entries]:
    """Return what each choice offers in the window's language; what nothing in the document has is left out."""
    language = current_language()
    used = {function for unit in document.units for function in unit.functions}
    functions = [*(known for known in knowledge.functions if known in used), *sorted(used - knowledge.functions.keys())]
    groups = groups_used(document)
    found: dict[str, Entries] = {
        "unit": [(unit.id, unit.name.text(language)) for unit in document.units],
        "letter": [(one.symbol, f"{one.symbol} · {one.name.text(language)}") for one in document.alphabet.legend],
        "function": [(function, function_name(knowledge, function).text(language)) for function in functions],
        "group": [(group.id, group.name.text(language)) for group in document.groups if group.id in groups],
        "status": [(status.value, tr(title)) for status, title in STATUS_TITLES.items()],
    }
    return {
        name: [("", tr(CHOICES[name][0])), *((one, " ".join(title.split()) or one) for one, title in entries)]
        for name, entries in found.items()
    }


class Picker(QComboBox):
    """A choice; what it asks for is in bold, and shortened where it is too long."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make an empty one that screen readers call `title`."""
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(title)  # where a choice is called by what it holds, as on Linux
        self.setMaxVisibleItems(16)
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self.entries: Entries = []

    def offer(self, entries: Entries) -> None:
        """Offer other things, silently; a choice of nothing but «any» goes out of sight."""
        if entries == self.entries:
            return
        self.entries = entries
        with QSignalBlocker(self):
            self.clear()
            for identity, title in entries:
                self.addItem(title, identity)
        room = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) + 12
        self.view().setMinimumWidth(min(WIDEST_LIST, self.view().sizeHintForColumn(0) + room))
        self.setVisible(len(entries) > 1)

    def show_chosen(self, identity: str) -> None:
        """Show what is asked for, silently."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(identity))
        self.setToolTip(tool_tip(self.currentText()) if identity else "")

    def sizeHint(self) -> QSize:
        """Return the room for the longest title in bold, so that nothing moves when another is chosen."""
        size = super().sizeHint()
        return QSize(size.width() * 13 // 12, size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what the style draws, with the text as it fits."""
        del event  # the whole is small enough to draw at once
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        if self.currentIndex() > 0:
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        metrics = painter.fontMetrics()
        option.currentText = metrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, field.width() - 4)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
