"""What both headers of the grid share: marks by id, renaming, menus, and dragging what is chosen to another place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QHeaderView

from raciapp.knowledge.records import Severity
from raciapp.ui.grid.model import MatrixModel
from raciapp.ui.theme import current_theme
from raciapp.ui.viewports import give_viewport

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView

PADDING = 8
MARK = 8
"""Diameter of a finding's mark."""


class MatrixHeader(QHeaderView):
    """A header that knows the matrix. All its pixels go through the zoom of the view."""

    rename_asked = Signal(int)
    menu_asked = Signal(int, QPoint)
    """A section was right-clicked, at a point of the screen."""
    dropped = Signal(int, int)
    """The section that was dragged (with all chosen ones, if it is one of them), and the one it was dropped before."""

    def __init__(self, orientation: Qt.Orientation, view: "GridView", model: MatrixModel) -> None:
        """Head the columns or rows of `view`."""
        super().__init__(orientation, view)
        give_viewport(self, QPalette.ColorRole.Button)
        self.viewport().setMouseTracking(True)
        self.grid = view
        self.matrix = model
        self.weights: dict[str, Severity] = {}
        self._pressed: tuple[int, QPoint] | None = None
        """A section that may be dragged, and where the mouse went down."""
        self._target = -1
        """The boundary that the dragged sections would be dropped at: the number of the section after it."""
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def across(self) -> bool:
        """Return whether this header heads columns."""
        return self.orientation() is Qt.Orientation.Horizontal

    def set_weights(self, weights: dict[str, Severity]) -> None:
        """Mark the sections whose id is named, each by the gravest finding that points at it."""
        before, self.weights = self.weights, weights
        changed = {identity for identity, _ in before.items() ^ weights.items()}
        if changed:
            for section in range(self.count()):
                if self.identity(section) in changed:
                    self.repaint_section(section)

    def identity(self, section: int) -> str:
        """Return the id of the unit or activity of a section; a heading has none of its own."""
        if self.across:
            return self.matrix.unit(section).id
        line = self.matrix.line(section)
        return "" if line.heading else line.id

    def repaint_section(self, section: int) -> None:
        """Paint one section anew, soon."""
        if 0 <= section < self.count():
            place, size = self.sectionViewportPosition(section), self.sectionSize(section)
            width, height = self.viewport().width(), self.viewport().height()
            area = (place, 0, size, height) if self.across else (0, place, width, size)
            self.viewport().update(*area)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask to rename what was double-clicked."""
        section = self.logicalIndexAt(event.position().toPoint())
        if section >= 0:
            self.rename_asked.emit(section)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Let the view show its menu for the section under the pointer."""
        section = self.logicalIndexAt(event.pos())
        if section >= 0:
            self.menu_asked.emit(section, event.globalPos())

    def is_current(self, section: int) -> bool:
        """Return whether the current cell is in a section."""
        current = self.selectionModel().currentIndex()
        return section == (current.column() if self.across else current.row())

    # -- dragging -----------------------------------------------------------------------------------------

    def draggable(self, section: int) -> bool:
        """Return whether the mouse may take hold of a section: one that is chosen as a whole."""
        model = self.selectionModel()
        if self.across:
            return model.isColumnSelected(section)
        return model.isRowSelected(section)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of chosen sections; anything else chooses, as in every table."""
        section = self.logicalIndexAt(event.position().toPoint())
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        if plain and section >= 0 and self.draggable(section):
            self._pressed = (section, event.position().toPoint())
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken hold of, with a line where it would be dropped."""
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        point = event.position().toPoint()
        if self._target < 0 and (point - self._pressed[1]).manhattanLength() < QApplication.startDragDistance():
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._target = self._boundary(point.x() if self.across else point.y())
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what was dragged; a click without a drag chooses the one section."""
        if self._pressed is None:
            super().mouseReleaseEvent(event)
            self.grid.leave_heading()
            return
        section, target = self._pressed[0], self._target
        self._pressed, self._target = None, -1
        self.unsetCursor()
        self.viewport().update()
        if target >= 0:
            self.dropped.emit(section, target)
        elif self.across:
            self.grid.selectColumn(section)
        else:
            self.click_row(section)

    def click_row(self, section: int) -> None:
        """Choose a row that was clicked."""
        self.grid.selectRow(section)

    def _boundary(self, position: int) -> int:
        """Return the boundary between sections that is nearest to a pixel."""
        section = self.logicalIndexAt(position)
        if section < 0:
            return 0 if position < 0 else self.count()
        middle = self.sectionViewportPosition(section) + self.sectionSize(section) / 2
        return section + (position > middle)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sections, and over them the line where something would be dropped."""
        super().paintEvent(event)
        if self._target >= 0:
            painter = QPainter(self.viewport())
            last = self._target == self.count()
            section = self._target - last
            place = self.sectionViewportPosition(section) + (self.sectionSize(section) if last else 0)
            width = 3
            area = (place - 2, 0, width, self.height()) if self.across else (0, place - 2, self.width(), width)
            painter.fillRect(*area, QColor(current_theme().drop))
            painter.end()
