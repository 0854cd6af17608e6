"""A layout that goes on in a new line where the width ends, as words do."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

BETWEEN_LINES = 6
"""Pixels."""


class FlowLayout(QLayout):
    """Puts widgets side by side in as many lines as they need, each in the middle of its line's height.

    The last one stands at the right end of its line.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out the children of `parent`."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Put one more at the end; Qt's `addWidget` comes here."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are, hidden ones too."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the one at `index`, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove the one at `index` and return it, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that more room than needed is of no use."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that a narrow layout is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the pixels that all lines need in `width`."""
        margins = self.contentsMargins()
        lines = self._lines(width - margins.left() - margins.right())
        heights = sum(_height(line) for line in lines) + BETWEEN_LINES * max(0, len(lines) - 1)
        return heights + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """Return the room for everything in one line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return self._with_margins(QSize(width, max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:
        """Return the room for the widest and the highest."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything into its place."""
        super().setGeometry(rect)
        area = rect.marginsRemoved(self.contentsMargins())
        lines = self._lines(area.width())
        top = area.top()
        for line in lines:
            self._place(line, QRect(area.left(), top, area.width(), _height(line)), last=line is lines[-1])
            top += _height(line) + BETWEEN_LINES

    def _place(self, line: list[QLayoutItem], area: QRect, *, last: bool) -> None:
        left = area.left()
        for item in line:
            size = item.sizeHint().boundedTo(QSize(area.width(), area.height()))
            if last and item is line[-1] and len(self._items) > 1:
                left = area.right() + 1 - size.width()
            item.setGeometry(
                QRect(left, area.top() + (area.height() - size.height()) // 2, size.width(), size.height())
            )
            left += size.width() + self.spacing()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Return what is shown, broken into lines of `width`."""
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            needed = item.sizeHint().width()
            if lines and used + self.spacing() + needed <= width:
                lines[-1].append(item)
                used += self.spacing() + needed
            else:
                lines.append([item])
                used = needed
        return lines

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())


def _height(line: list[QLayoutItem]) -> int:
    return max(item.sizeHint().height() for item in line)
