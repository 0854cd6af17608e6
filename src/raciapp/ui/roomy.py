"""Lists whose lines have air between them and room for long texts."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

Index = QModelIndex | QPersistentModelIndex

_MARGIN = 5


class Roomy(QStyledItemDelegate):
    """Leaves air between the lines of a list, and lets long texts have several."""

    def __init__(self, tree: QTreeWidget) -> None:
        """Draw the lines of `tree`."""
        super().__init__(tree)
        self._tree = tree
        tree.header().sectionResized.connect(lambda *_: tree.scheduleDelayedItemsLayout())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size the text needs in its column, and some; the tree itself does not tell how wide that is."""
        narrow = QStyleOptionViewItem(option)
        narrow.rect = QRect(0, 0, self._tree.columnWidth(index.column()) - 2 * _MARGIN, 1)
        return super().sizeHint(narrow, index) + QSize(0, 2 * _MARGIN)
