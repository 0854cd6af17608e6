"""Drawing the lines of a difference: badges, signs of statuses and remarks as the grid shows them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from raciapp.document.letters import Scheme
from raciapp.document.records import Cell, Status
from raciapp.ui.difference.model import AFTER, VALUE_ROLE, WHAT, DifferenceModel
from raciapp.ui.grid.badges import draw_badge
from raciapp.ui.grid.marks import draw_status, weighted
from raciapp.ui.theme import Theme, current_theme

Index = QModelIndex | QPersistentModelIndex

HEIGHT = 28
BADGE = 20
_GAP = 3
_MARGIN = 3


class DifferencePainter(QStyledItemDelegate):
    """Draws headings bold, cells with their badges and everything else as text."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Give headings a heavier pen, and what was a quieter one."""
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, DifferenceModel) and model.key(index) is None:
            # A font of an option dies with it; what is kept must be a copy.
            option.font = weighted(QFont(option.font), bold=True)
        if isinstance(index.data(VALUE_ROLE), Cell):
            option.text = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one height for all lines."""
        return QSize(super().sizeHint(option, index).width(), HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line's part in a column."""
        super().paint(painter, option, index)
        value, model = index.data(VALUE_ROLE), index.model()
        if index.column() == WHAT or not isinstance(value, Cell) or not isinstance(model, DifferenceModel):
            return
        if model.schemes is None:
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        pen = QApplication.palette().color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        painter.save()
        _draw_cell(painter, option.rect, value, model.schemes[index.column() == AFTER], pen, QFont(option.font))
        painter.restore()


def _draw_cell(painter: QPainter, area: QRect, cell: Cell, alphabet: Scheme, pen: QColor, font: QFont) -> None:
    theme: Theme = current_theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left, top = area.left() + _MARGIN, area.top() + (area.height() - BADGE) / 2
    painter.setFont(weighted(font, bold=True))
    for place, letter in enumerate(alphabet.letters):
        if cell.letters >> place & 1:
            draw_badge(painter, QRectF(left, top, BADGE, BADGE), letter, theme)
            left += BADGE + _GAP
    if cell.status is not Status.NONE:
        left += _GAP
        disc = QRectF(left, top + 2, BADGE - 4, BADGE - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.surface))
        painter.drawEllipse(disc)
        draw_status(painter, disc.adjusted(3, 3, -3, -3), cell.status, theme)
        left += BADGE + _GAP
    painter.setFont(font)
    painter.setPen(pen)
    text = " ".join(cell.remark.split()) or ("" if cell.letters or cell.status else "–")
    room = QRect(left, area.top(), area.right() - left - _GAP, area.height())
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
    painter.drawText(
        room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, shown
    )
