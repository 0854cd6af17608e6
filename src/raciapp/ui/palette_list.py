"""The lines of the command palette as Qt's list: what they say and how they are drawn."""

from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from raciapp.ui.palette_lines import Line
from raciapp.ui.theme import Theme, current_theme

Index = QModelIndex | QPersistentModelIndex

LINE_HEIGHT = 34
LINE_ROLE = int(Qt.ItemDataRole.UserRole)


class LinesModel(QAbstractListModel):
    """The lines that fit what was typed."""

    def __init__(self, parent: QObject) -> None:
        """Start without lines."""
        super().__init__(parent)
        self.lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title of a line, the whole of it for screen readers, or the `Line` itself."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        return {
            int(Qt.ItemDataRole.DisplayRole): line.entry.title,
            int(Qt.ItemDataRole.AccessibleTextRole): line.sentence,
            LINE_ROLE: line,
        }.get(role)


class LinePainter(QStyledItemDelegate):
    """Draws a line: the title with what was typed in bold, where it is, and its keys or why it is not possible."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        theme, line = current_theme(), index.data(LINE_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area = option.rect.adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            _draw_choice(painter, area, theme)
        area = area.adjusted(12, 0, -12, 0)
        quiet = QColor(theme.text if chosen else theme.muted)
        painter.setPen(quiet)
        painter.setFont(option.font)
        right = line.entry.reason or line.entry.keys
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, right)
        room = area.width() - QFontMetrics(option.font).horizontalAdvance(right) - 16
        painter.setPen(quiet if line.entry.reason else QColor(theme.text))
        used = _draw_title(painter, QRect(area.left(), area.top(), room, area.height()), line, option.font)
        painter.setPen(quiet)
        painter.setFont(_smaller(option.font))
        where = QRect(area.left() + used + 10, area.top() + 1, room - used - 10, area.height())
        metrics = QFontMetrics(painter.font())
        text = metrics.elidedText(line.entry.where, Qt.TextElideMode.ElideRight, max(0, where.width()))
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for every line."""
        del option, index
        return QSize(0, LINE_HEIGHT)


def _draw_choice(painter: QPainter, area: QRect, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.selection))
    painter.drawRoundedRect(area, 6, 6)
    painter.setBrush(QColor(theme.accent))
    painter.drawRoundedRect(QRect(area.left(), area.top() + 7, 3, area.height() - 14), 1.5, 1.5)


def _draw_title(painter: QPainter, area: QRect, line: Line, font: QFont) -> int:
    """Draw the title of a line and return its width in pixels."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    text = QFontMetrics(bold).elidedText(line.entry.title, Qt.TextElideMode.ElideRight, area.width())
    marks, x = set(line.marks), area.left()
    for marked, run in groupby(range(len(text)), key=marks.__contains__):
        part = "".join(text[place] for place in run)
        painter.setFont(bold if marked else font)
        width = painter.fontMetrics().horizontalAdvance(part)
        painter.drawText(QRect(x, area.top(), width + 4, area.height()), Qt.AlignmentFlag.AlignVCenter, part)
        x += width
    return x - area.left()


def _smaller(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.9)
    return made
