"""What pictures are made of: words, pieces of bars, signs of findings, circles, lines. No colour stands alone.

What a large map has tens of thousands of is left out of what looks for cycles (gc=False), for it leads to none.
"""

import msgspec
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from raciapp.knowledge.records import Severity
from raciapp.ui.figures.canvas import Canvas, Mark, flow
from raciapp.ui.figures.contents import CLEAR
from raciapp.ui.grid.badges import draw_badge
from raciapp.ui.grid.marks import draw_finding

TINT = 56
"""How opaque the ground of a weight is, of 255: the number on it stays easy to read."""
WEIGHTS = {severity.value: severity for severity in Severity}

Left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Centre = Qt.AlignmentFlag.AlignCenter


class Word(msgspec.Struct, frozen=True, gc=False):
    """A line of text, cut where its room ends; `upright`: written from the bottom to the top."""

    area: QRectF
    text: str
    colour: str
    across: Qt.AlignmentFlag = Left
    bold: bool = False
    upright: bool = False

    def draw(self, painter: QPainter, canvas: Canvas) -> None:
        """Write it."""
        area = self.area
        font = canvas.bold if self.bold else canvas.font
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(self.colour))
        if self.upright:
            painter.translate(area.bottomLeft())
            painter.rotate(-90)
            area = QRectF(0, 0, area.height(), area.width())
        line = " ".join(self.text.split())
        shown = QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(self.across | Qt.TextFlag.TextDontClip), shown)
        painter.restore()


class Block(msgspec.Struct, frozen=True):
    """A piece of a bar: of a letter, of a weight, of what is clear, or of what somebody answers for."""

    area: QRectF
    kind: str

    def draw(self, painter: QPainter, canvas: Canvas) -> None:
        """Fill it."""
        theme = canvas.theme
        if self.kind in canvas.letters:
            ink = theme.ink(canvas.letters[self.kind])
            fill, edge = QColor(ink.fill), QColor(ink.edge)
        elif self.kind in WEIGHTS:
            fill, edge = theme.severity(WEIGHTS[self.kind]), theme.severity(WEIGHTS[self.kind])
            fill.setAlpha(TINT)
        elif self.kind == CLEAR:
            fill, edge = QColor(theme.band), QColor(theme.strong_line)
        else:
            fill, edge = QColor(theme.accent), QColor(theme.accent)
        painter.setPen(QPen(edge, 1.2))
        painter.setBrush(fill)
        painter.drawRoundedRect(self.area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


class Sign(msgspec.Struct, frozen=True):
    """The sign of a finding's weight."""

    area: QRectF
    kind: str

    def draw(self, painter: QPainter, canvas: Canvas) -> None:
        """Draw the sign that the grid has."""
        centre = QPoint(round(self.area.center().x()), round(self.area.center().y()))
        draw_finding(painter, centre, round(0.65 * canvas.em), WEIGHTS[self.kind], canvas.theme)


class Badge(msgspec.Struct, frozen=True):
    """A letter as the grid shows it."""

    area: QRectF
    symbol: str

    def draw(self, painter: QPainter, canvas: Canvas) -> None:
        """Draw it."""
        painter.setFont(canvas.font)
        draw_badge(painter, self.area, canvas.letters[self.symbol], canvas.theme)


class Disc(msgspec.Struct, frozen=True, gc=False):
    """A circle with its number, filled for those who do, outlined for those who are asked."""

    area: QRectF
    does: bool
    text: str = ""

    def draw(self, painter: QPainter, canvas: Canvas) -> None:
        """Draw both."""
        theme = canvas.theme
        painter.setPen(QPen(QColor(theme.accent), 1.6))
        painter.setBrush(QColor(theme.accent if self.does else theme.surface))
        painter.drawEllipse(self.area)
        painter.setFont(canvas.font)
        painter.setPen(QColor(theme.accent_text if self.does else theme.text))
        painter.drawText(self.area, int(Centre | Qt.TextFlag.TextDontClip), self.text)


class Rule(msgspec.Struct, frozen=True, gc=False):
    """A thin line, as a narrow area."""

    area: QRectF

    def draw(self, painter: QPainter, canvas: Canvas) -> None:
        """Draw it."""
        painter.fillRect(self.area, QColor(canvas.theme.line))


def key_marks(key: tuple[tuple[str, str], ...], width: float, canvas: Canvas) -> tuple[list[Mark], float]:
    """Return what each kind of piece is called, in as many lines as `width` asks for, and their height."""
    if not key:
        return [], 0.0
    em, step = canvas.em, 1.7 * canvas.em
    entries = [min(width, 1.8 * em + canvas.width_of(name)) for _, name in key]
    marks: list[Mark] = []
    places = flow(entries, 1.3 * em, width)
    for (kind, name), needed, (x, line) in zip(key, entries, places, strict=True):
        swatch = QRectF(x, 0.2 * em + line * step, 1.3 * em, 1.3 * em)
        marks.append(_swatch(swatch, kind, canvas))
        marks.append(Word(swatch.adjusted(1.7 * em, 0, needed - 1.3 * em, 0), name, canvas.theme.text))
    return marks, (places[-1][1] + 1) * step + 0.5 * em


def _swatch(area: QRectF, kind: str, canvas: Canvas) -> Mark:
    inset = 0.15 * canvas.em
    inner = area.adjusted(inset, inset, -inset, -inset)
    if kind in canvas.letters:
        return Badge(area, kind)
    if kind in WEIGHTS:
        return Sign(area, kind)
    return Block(inner, kind) if kind == CLEAR else Disc(inner, kind == "does")
