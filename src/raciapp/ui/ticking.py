"""Trees whose lines can be ticked, alone or by their headings."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem


def ticked_line(parent: QTreeWidget | QTreeWidgetItem, text: str) -> QTreeWidgetItem:
    """Add a line that can be ticked, with whatever stands below it, and return it unticked."""
    item = QTreeWidgetItem(parent, [text])
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
    item.setCheckState(0, Qt.CheckState.Unchecked)
    return item


def leaves(tree: QTreeWidget) -> Iterator[QTreeWidgetItem]:
    """Yield the lines that have none below them, from the top."""

    def below(child: Callable[[int], QTreeWidgetItem | None], count: int) -> Iterator[QTreeWidgetItem]:
        for number in range(count):
            item = child(number)
            if item is not None and item.childCount():
                yield from below(item.child, item.childCount())
            elif item is not None:
                yield item

    yield from below(tree.topLevelItem, tree.topLevelItemCount())
