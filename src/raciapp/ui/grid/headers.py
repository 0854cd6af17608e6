"""Headers of the grid: unit names turned upright, activity names wrapped, both with the mark of a finding."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QTableView

from raciapp.knowledge.records import Severity
from raciapp.ui.grid.model import MatrixModel
from raciapp.ui.theme import Theme, current_theme

PADDING = 8
MARK = 8
"""Diameter of a finding's mark."""

INDENT = MARK + 2 * PADDING - 4
"""Pixels before an activity's name: room for a mark."""

LONGEST_UPRIGHT = 190
SHORTEST_UPRIGHT = 92

WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class MatrixHeader(QHeaderView):
    """What both headers share: marks by id, hover of nothing, renaming by double click."""

    rename_asked = Signal(int)
    menu_asked = Signal(int, QPoint)
    """A section was right-clicked, at a point of the screen."""

    def __init__(self, orientation: Qt.Orientation, view: QTableView, model: MatrixModel) -> None:
        """Head the columns or rows of `view`."""
        super().__init__(orientation, view)
        self.matrix = model
        self.weights: dict[str, Severity] = {}
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def set_weights(self, weights: dict[str, Severity]) -> None:
        """Mark the sections whose id is named, each by the gravest finding that points at it."""
        if weights != self.weights:
            self.weights = weights
            self.viewport().update()

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

    def _chosen(self, section: int) -> bool:
        current = self.selectionModel().currentIndex()
        return section == (current.column() if self.orientation() is Qt.Orientation.Horizontal else current.row())


class UnitHeader(MatrixHeader):
    """Unit names from bottom to top, in up to three lines, never clipped: what is too long ends in «…»."""

    def __init__(self, view: QTableView, model: MatrixModel) -> None:
        """Head the columns of `view`."""
        super().__init__(Qt.Orientation.Horizontal, view, model)
        self._height = SHORTEST_UPRIGHT

    def fit(self) -> None:
        """Be as high as the longest name needs when it is wrapped."""
        width = self.defaultSectionSize() - PADDING
        metrics = self.fontMetrics()
        needed = SHORTEST_UPRIGHT
        around = MARK + 2 * PADDING
        for column in range(self.matrix.columnCount()):
            name = str(self.matrix.headerData(column, Qt.Orientation.Horizontal))
            longest_word = max((metrics.horizontalAdvance(word) for word in name.split()), default=0)
            needed = max(needed, min(LONGEST_UPRIGHT, longest_word + around + 4))
            while needed < LONGEST_UPRIGHT and _wrapped_height(metrics, name, needed - around) > width:
                needed += 6
        if needed != self._height:
            self._height = needed
            self.updateGeometries()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height the names need."""
        return QSize(self.length(), self._height)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw one unit's name upright, its mark below."""
        theme = current_theme()
        chosen = self._chosen(logical)
        painter.fillRect(rect, QColor(theme.selection if chosen else theme.header))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(theme.strong_line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        weight = self.weights.get(self.matrix.unit(logical).id)
        if weight:
            draw_mark(painter, QPoint(rect.center().x(), rect.bottom() - MARK // 2 - 5), weight, theme)
        painter.save()
        painter.translate(rect.left(), rect.bottom() - MARK - PADDING)
        painter.rotate(-90)
        painter.setPen(QColor(theme.text))
        painter.setFont(self.font())
        area = QRect(0, 0, rect.height() - MARK - 2 * PADDING, rect.width())
        name = str(self.matrix.headerData(logical, Qt.Orientation.Horizontal))
        painter.drawText(area, WRAP, _shortened(painter.fontMetrics(), name, area.size()))
        painter.restore()


class ActivityHeader(MatrixHeader):
    """Activity names, wrapped, with headings of groups between them."""

    def __init__(self, view: QTableView, model: MatrixModel) -> None:
        """Head the rows of `view`."""
        super().__init__(Qt.Orientation.Vertical, view, model)
        self._width = 320

    def set_width(self, width: int) -> None:
        """Be `width` pixels wide."""
        if width != self._width:
            self._width = width
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the width chosen for the names."""
        return QSize(self._width, self.length())

    def height_of(self, row: int, least: int) -> int:
        """Return the height a line needs for its name, at least `least`."""
        if self.matrix.line(row).heading:
            return least
        width = self._width - INDENT - PADDING
        return max(least, _wrapped_height(self.fontMetrics(), self.matrix.title(row), width) + PADDING)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw one name, bold on a band for a heading, with the mark of a finding before it."""
        theme = current_theme()
        heading = self.matrix.line(logical).heading
        chosen = not heading and self._chosen(logical)
        ground = theme.band if heading else theme.selection if chosen else theme.header
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(theme.strong_line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        weight = None if heading else self.weights.get(self.matrix.line(logical).id)
        if weight:
            draw_mark(painter, QPoint(rect.left() + 6 + MARK // 2, rect.center().y()), weight, theme)
        painter.setPen(QColor(theme.text))
        painter.setFont(_weighted(self.font(), bold=heading))
        indent = PADDING if heading else INDENT
        area = rect.adjusted(indent, 0, -PADDING, 0)
        text = self.matrix.title(logical)
        painter.drawText(area, WRAP, _shortened(painter.fontMetrics(), text, area.size()))


def _wrapped_height(metrics: QFontMetrics, text: str, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, text).height()


def _shortened(metrics: QFontMetrics, text: str, size: QSize) -> str:
    """Return `text`, or as much of it as fits into `size` when it is wrapped, ending in «…»."""
    box = QRect(0, 0, size.width(), 10_000)
    shown = text
    while len(shown) > 1:
        needed = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, shown)
        if needed.height() <= size.height() and needed.width() <= size.width() + 1:
            return shown
        kept = max(1, min(len(shown) - 2, len(shown) * max(1, size.height()) // max(1, needed.height())))
        shown = text[:kept].rstrip() + "…"
        if kept == 1:
            break
    return shown


def _weighted(font: QFont, *, bold: bool) -> QFont:
    weighted = QFont(font)
    weighted.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return weighted


def draw_mark(painter: QPainter, centre: QPoint, severity: Severity, theme: Theme) -> None:
    """Draw the mark of a finding: a diamond for must, a disc for should, a ring for a hint; colour only helps."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = theme.severity(severity)
    half = MARK / 2
    if severity is Severity.HINT:
        painter.setPen(QPen(colour, 2))
        painter.drawEllipse(QPointF(centre), half - 1.5, half - 1.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if severity is Severity.MUST:
            painter.translate(centre)
            painter.rotate(45)
            painter.drawRect(QRectF(-half + 0.5, -half + 0.5, MARK - 1, MARK - 1))
        else:
            painter.drawEllipse(QPointF(centre), half, half)
    painter.restore()
