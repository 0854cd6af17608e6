"""Drawing the lines of the details panel: wrapped text, badges, cards; laid out once per text and width."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QStaticText, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from raciapp.ui.details_topic import Detail, Kind
from raciapp.ui.grid.badges import draw_badge
from raciapp.ui.grid.marks import LONGEST
from raciapp.ui.theme import Theme, current_theme

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole
MOST_TEXTS = 500
"""Laid out texts that are kept."""
BADGE = 20
LEFT = {Kind.LETTER: 2 + BADGE + 8, Kind.REMARK: 14, Kind.FINDING: 16}
RIGHT = 10
ABOVE = {Kind.HEADING: 21, Kind.FINDING: 10, Kind.REMARK: 6, Kind.LETTER: 4, Kind.TITLE: 6}
BELOW = {Kind.HEADING: 0, Kind.FINDING: 10, Kind.REMARK: 6, Kind.LETTER: 4, Kind.TITLE: 4, Kind.ASK: 5}
BETWEEN = 3
"""Pixels; those of kinds that are not named are 2 at the left and 3 above and below."""


class DetailPainter(QStyledItemDelegate):
    """Draws the lines for a list view. Qt asks for sizes many times over, so laid out texts are kept."""

    def __init__(self, view: QAbstractItemView) -> None:
        """Draw for `view`."""
        super().__init__(view)
        self._view = view
        self._texts: dict[tuple[str, str, int], QStaticText] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        line: Detail = index.data(LINE_ROLE)
        area, theme = option.rect, current_theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.kind is Kind.FINDING:
            _draw_card(painter, area, theme, line)
        elif line.kind is Kind.HEADING:
            painter.fillRect(QRect(area.left() + 2, area.top() + 10, area.width() - RIGHT, 1), QColor(theme.line))
        elif line.kind is Kind.REMARK:
            painter.fillRect(area.adjusted(2, 4, -RIGHT, -4), QColor(theme.notice))
            painter.fillRect(QRect(area.left() + 2, area.top() + 4, 3, area.height() - 8), QColor(theme.mark))
        self._draw_texts(painter, area, line, option.font, theme)
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            top = 14 if line.kind is Kind.HEADING else 1
            painter.drawRoundedRect(QRectF(area).adjusted(1, top, 1 - RIGHT // 2, -1), 5, 5)
        painter.restore()

    def _draw_texts(self, painter: QPainter, area: QRect, line: Detail, base: QFont, theme: Theme) -> None:
        left, top = area.left() + LEFT.get(line.kind, 2), area.top() + ABOVE.get(line.kind, BETWEEN)
        if line.letter:
            painter.setFont(_strong(base))
            draw_badge(painter, QRectF(area.left() + 2, top - 1, BADGE, BADGE), line.letter, theme)
        if line.label:
            painter.setFont(_strong(base))
            painter.setPen(theme.severity(line.severity) if line.severity else QColor(theme.accepted))
            label = self._laid_out(line, line.label, _strong(base), area.width())
            painter.drawStaticText(left, top, label)
            top += round(label.size().height()) + 2
        font = _font(line, base)
        painter.setFont(font)
        painter.setPen(QColor(_colour(line, theme)))
        painter.drawStaticText(left, top, self._laid_out(line, line.text, font, area.width()))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the wrapped text needs in the width of the panel."""
        line: Detail = index.data(LINE_ROLE)
        width = self._view.viewport().width()
        height = self._laid_out(line, line.text, _font(line, option.font), width).size().height()
        if line.label:
            height += self._laid_out(line, line.label, _strong(option.font), width).size().height() + 2
        return QSize(width, round(height) + ABOVE.get(line.kind, BETWEEN) + BELOW.get(line.kind, BETWEEN))

    def _laid_out(self, line: Detail, text: str, font: QFont, width: int) -> QStaticText:
        room = max(20, width - LEFT.get(line.kind, 2) - RIGHT - (8 if line.kind is Kind.FINDING else 0))
        key = (text, font.key(), room)
        if key not in self._texts:
            if len(self._texts) >= MOST_TEXTS:
                self._texts.clear()
            laid = QStaticText(text if len(text) <= LONGEST else text[:LONGEST] + "…")
            laid.setTextFormat(Qt.TextFormat.PlainText)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            laid.setTextOption(option)
            laid.setTextWidth(room)
            laid.prepare(font=font)
            self._texts[key] = laid
        return self._texts[key]


def _draw_card(painter: QPainter, area: QRect, theme: Theme, line: Detail) -> None:
    card = QRectF(area).adjusted(2.5, 3.5, -RIGHT + 0.5, -3.5)
    painter.setPen(QColor(theme.line))
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(card, 6, 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.severity(line.severity) if line.severity else QColor(theme.accepted))
    painter.drawRoundedRect(QRectF(card.left() + 1, card.top() + 6, 4, card.height() - 12), 2, 2)


def _font(line: Detail, base: QFont) -> QFont:
    return _strong(base) if line.kind in {Kind.TITLE, Kind.HEADING} else base


def _strong(base: QFont) -> QFont:
    font = QFont(base)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _colour(line: Detail, theme: Theme) -> str:
    return {Kind.QUIET: theme.muted, Kind.ASK: theme.accent}.get(line.kind, theme.text)
