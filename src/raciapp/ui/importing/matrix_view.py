"""The matrix that a client's sheet becomes, painted as the grid paints it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.ui.grid.badges import Badges
from raciapp.ui.grid.marks import WRAP, draw_remark, shortened, weighted, wrapped_height
from raciapp.ui.importing.matrix_model import MatrixPreview
from raciapp.ui.importing.preview import Preview
from raciapp.ui.language import tr
from raciapp.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex

ROW, COLUMN, BADGE = 28, 46, 20
NAMES, LONGEST_NAME = 230, 460
"""Pixels of the names of activities where there is little room, and at most."""
SHORTEST, LONGEST = 60, 168
"""Pixels of the names of units, turned upright."""
_MARGIN = 8
_CORNER = 7
_SCROLL_BAR = 18


class _Painter(QStyledItemDelegate):
    """Draws letters as badges and a corner for a remark."""

    def __init__(self, view: "MatrixPane") -> None:
        super().__init__(view)
        self._view = view
        self._badges: tuple[object, Badges] | None = None

    def _pictures(self, painter: QPainter, font: QFont) -> Badges:
        theme, alphabet = current_theme(), self._view.matrix.alphabet
        ratio = painter.device().devicePixelRatio()
        key = (theme.name, alphabet.id, ratio)
        if self._badges is None or self._badges[0] != key:
            self._badges = key, Badges(alphabet, theme, BADGE, ratio, font)
        return self._badges[1]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        theme, area, matrix = current_theme(), QRect(option.rect), self._view.matrix
        cell = matrix.cell(index)
        heading = matrix.line(index.row()).heading
        painter.save()
        painter.fillRect(area, QColor(theme.band if heading else theme.surface))
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if not heading:
            painter.drawLine(area.topRight(), area.bottomRight())
        if cell.letters:
            picture = self._pictures(painter, QFont(option.font)).picture(cell.letters)
            size = picture.deviceIndependentSize().toSize()
            left = area.left() + max(1, (area.width() - size.width()) // 2)
            painter.drawPixmap(left, area.top() + (area.height() - size.height()) // 2, picture)
        if cell.remark:
            draw_remark(painter, area.right(), area.top(), _CORNER, QColor(theme.accent))
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 3, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()


class _UnitNames(QHeaderView):
    """Names of units from bottom to top, wrapped; what is too long ends in «…»."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(tr(mark("Units")))
        self._height = SHORTEST

    def fit(self) -> None:
        """Be as high as the longest name needs in its column."""
        needed, model = SHORTEST, self.model()
        font, metrics = self.font(), self.fontMetrics()
        for column in range(model.columnCount()):
            name, room = str(model.headerData(column, self.orientation())), self.sectionSize(column) - _MARGIN
            longest_word = max((metrics.horizontalAdvance(word) for word in name.split()), default=0)
            needed = max(needed, min(LONGEST, longest_word + 2 * _MARGIN + 2))
            while needed < LONGEST and wrapped_height(font, name, needed - 2 * _MARGIN) > room:
                needed += 6
        self._height = needed
        self.updateGeometries()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height the names need."""
        return QSize(self.length(), self._height)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw one name upright."""
        theme = current_theme()
        painter.save()
        painter.fillRect(rect, QColor(theme.header))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(theme.strong_line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.translate(rect.left(), rect.bottom() - _MARGIN)
        painter.rotate(-90)
        painter.setPen(QColor(theme.text))
        area = QRect(0, 2, rect.height() - 2 * _MARGIN, rect.width() - 4)
        name = str(self.model().headerData(logical, self.orientation()))
        painter.drawText(area, WRAP, shortened(painter.fontMetrics(), name, area.size()))
        painter.restore()


class _ActivityNames(QHeaderView):
    """Names of activities in one line each; those of groups are bold on a band."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(ROW)
        self.longest = 0
        self.setAccessibleName(tr(mark("Groups and activities")))

    def fit(self, room: int) -> None:
        """Be as wide as the names, as far as `room` goes."""
        self.setFixedWidth(max(NAMES, min(self.longest, room, LONGEST_NAME)))

    def measure(self) -> None:
        """Find the longest name anew."""
        metrics, model = self.fontMetrics(), self.model()
        names = (str(model.headerData(row, self.orientation())) for row in range(model.rowCount()))
        self.longest = max(map(metrics.horizontalAdvance, names), default=0) + 4 * _MARGIN

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw one name."""
        theme, model = current_theme(), self.model()
        assert isinstance(model, MatrixPreview)  # noqa: S101 - no other model is ever set
        line = model.line(logical)
        painter.save()
        painter.fillRect(rect, QColor(theme.band if line.heading else theme.header))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(theme.strong_line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(theme.text))
        painter.setFont(weighted(self.font(), bold=line.heading))
        inner = rect.adjusted(_MARGIN if line.heading else 2 * _MARGIN, 0, -_MARGIN, 0)
        name = painter.fontMetrics().elidedText(line.name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()


class MatrixPane(QTableView):
    """Shows the matrix; going through it with the keyboard or the mouse shows where each cell comes from."""

    wandered = Signal(object)
    """A person went to a cell that comes from a Place of the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.matrix = MatrixPreview(self)
        self.setModel(self.matrix)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(tr(mark("The matrix it becomes")))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for mode in (self.setHorizontalScrollMode, self.setVerticalScrollMode):
            mode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._units = _UnitNames(self)
        self.setHorizontalHeader(self._units)
        self._names = _ActivityNames(self)
        self.setVerticalHeader(self._names)

    def show_preview(self, preview: Preview) -> None:
        """Show what `preview` would import, at the same place as before."""
        at, scrolled = self.currentIndex(), self.verticalScrollBar().value()
        row, column = at.row(), at.column()
        self.matrix.show(preview)
        several = max((cell.bit_count() for cell in _masks(preview)), default=1)
        for place in range(self.matrix.columnCount()):
            self.setColumnWidth(place, max(COLUMN, several * (BADGE + 2) + 8))
        self._units.fit()
        self._names.measure()
        self._fit_names()
        last = self.matrix.rowCount() - 1, self.matrix.columnCount() - 1
        if min(last) >= 0:
            self.setCurrentIndex(self.matrix.index(min(max(row, 0), last[0]), min(max(column, 0), last[1])))
            self.verticalScrollBar().setValue(scrolled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what the columns leave."""
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        self._names.fit(self.width() - self._units.length() - _SCROLL_BAR)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say where the cell comes from when a person goes there."""
        super().currentChanged(current, previous)
        if self.hasFocus():
            self._tell(current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the current cell comes from."""
        super().focusInEvent(event)
        self._tell(self.currentIndex())

    def _tell(self, index: Index) -> None:
        origin = self.matrix.origin(index) if index.isValid() else None
        if origin is not None:
            self.wandered.emit(origin)


def _masks(preview: Preview) -> set[int]:
    if preview.imported is None:
        return set()
    return {mask for row in preview.imported.document.matrices[0].rows for mask in row.letters}
