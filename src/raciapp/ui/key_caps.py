"""Keys drawn as they look on the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from raciapp.base.messages import mark
from raciapp.ui.language import tr
from raciapp.ui.theme import current_theme

WIDEST = 150
"""Pixels up to which chords that do the same stand side by side."""
POINTS = 8.0
PAD, GAP = 5, 3
"""Pixels within a key and between the keys of a chord."""

Row = list[tuple[str, bool]]
"""What is drawn from left to right, and whether it is a key or the word between two chords."""


def either() -> str:
    """Return the word between things of which one is enough."""
    return tr(mark("or"))


class KeyCaps(QWidget):
    """Chords of which each does the same, at the right of their room."""

    def __init__(self, chords: Sequence[Sequence[str]], sentence: str) -> None:
        """Draw the keys of each chord; `sentence` says them to those who do not see them."""
        super().__init__()
        self.setAccessibleName(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        font = self.font()
        font.setPointSizeF(POINTS)
        self.setFont(font)
        self._metrics = QFontMetrics(font)
        rows: list[Row] = [
            [*([(either(), False)] if number else []), *((key, True) for key in chord)]
            for number, chord in enumerate(chords)
        ]
        together = [part for row in rows for part in row]
        self._rows = [together] if self._width(together) <= WIDEST else rows

    def sizeHint(self) -> QSize:
        """Return the room that all keys need."""
        return QSize(max(map(self._width, self._rows)), len(self._rows) * (self._metrics.height() + 7))

    def _width(self, row: Row) -> int:
        return sum(self._part_width(*part) for part in row)

    def _part_width(self, text: str, cap: bool) -> int:  # noqa: FBT001 - the two fields of a part
        width = self._metrics.horizontalAdvance(text)
        return GAP + (max(width + 2 * PAD, self._metrics.height() + 2) if cap else width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each key with a lower edge."""
        del event  # a few keys are drawn at once
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.height() / len(self._rows)
        for number, row in enumerate(self._rows):
            x = self.width() - self._width(row)
            for text, cap in row:
                width = self._part_width(text, cap)
                area = QRectF(x + GAP + 0.5, number * height + 1.5, width - GAP - 1, height - 5)
                _draw(painter, area, text, cap=cap)
                x += width
        painter.end()


def _draw(painter: QPainter, area: QRectF, text: str, *, cap: bool) -> None:
    theme = current_theme()
    if cap:
        painter.setPen(QColor(theme.strong_line))
        painter.setBrush(QColor(theme.strong_line))
        painter.drawRoundedRect(area.translated(0, 1.5), 4, 4)
        painter.setBrush(QColor(theme.header))
        painter.drawRoundedRect(area, 4, 4)
    painter.setPen(QColor(theme.text if cap else theme.muted))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
