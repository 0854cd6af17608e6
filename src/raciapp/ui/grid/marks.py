"""Small signs in the grid and its headers; each has a shape of its own, colour only helps."""

from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from raciapp.document.records import Status
from raciapp.formats.report import STATUS_SIGNS
from raciapp.knowledge.records import Severity
from raciapp.ui.theme import Theme

WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def draw_finding(painter: QPainter, centre: QPoint, size: int, severity: Severity, theme: Theme) -> None:
    """Draw the mark of a finding: a diamond for must, a disc for should, a ring for a hint."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = theme.severity(severity)
    half = size / 2
    if severity is Severity.HINT:
        painter.setPen(QPen(colour, 2))
        painter.drawEllipse(QPointF(centre), half - 1.5, half - 1.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if severity is Severity.MUST:
            painter.translate(centre)
            painter.rotate(45)
            painter.drawRect(QRectF(-half + 0.5, -half + 0.5, size - 1, size - 1))
        else:
            painter.drawEllipse(QPointF(centre), half, half)
    painter.restore()


def status_colour(status: Status, theme: Theme) -> QColor:
    """Return the colour of a status."""
    return QColor(
        {
            Status.QUESTION: theme.status_question,
            Status.CONTESTED: theme.status_contested,
            Status.AGREED: theme.status_agreed,
        }.get(status, theme.muted)
    )


def draw_status(painter: QPainter, area: QRectF, status: Status, theme: Theme) -> None:
    """Draw the sign of a status, «?», «!» or a tick, into `area`."""
    colour = status_colour(status, theme)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if status is Status.AGREED:  # drawn, because not every font has a tick
        painter.setPen(QPen(colour, max(1.6, area.width() / 6), c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(
            QPolygonF(
                [
                    area.topLeft() + QPointF(area.width() * x, area.height() * y)
                    for x, y in ((0.1, 0.55), (0.4, 0.85), (0.9, 0.15))
                ]
            )
        )
    else:
        font = QFont(painter.font())
        font.setPixelSize(max(9, round(area.height() * 1.25)))
        font.setWeight(QFont.Weight.Black)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, STATUS_SIGNS[status])
    painter.restore()


def draw_status_disc(painter: QPainter, disc: QRectF, status: Status, theme: Theme) -> None:
    """Draw the sign of a status with the painter's font on a disc of its own, so that it is seen over badges."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(status_colour(status, theme), 1))
    painter.setBrush(QColor(theme.surface))
    painter.drawEllipse(disc)
    inset = disc.width() / 4
    draw_status(painter, disc.adjusted(inset, inset, -inset, -inset), status, theme)
    painter.restore()


def draw_remark(painter: QPainter, right: int, top: int, size: int, colour: QColor) -> None:
    """Draw the small corner that says there is a remark, its right angle at (`right`, `top`)."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon([QPoint(right - size, top), QPoint(right, top), QPoint(right, top + size)])


def draw_triangle(painter: QPainter, area: QRectF, colour: QColor, *, folded: bool) -> None:
    """Draw the triangle before a heading: pointing right for a folded group, down for an open one."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    corners = ((0.25, 0.1), (0.85, 0.5), (0.25, 0.9)) if folded else ((0.1, 0.25), (0.9, 0.25), (0.5, 0.85))
    painter.drawPolygon(QPolygonF([area.topLeft() + QPointF(area.width() * x, area.height() * y) for x, y in corners]))
    painter.restore()


LONGEST = 2_000
"""Signs of a text that are looked at: no cell shows more, and a file may hold names of any length."""


@lru_cache(maxsize=8192)
def wrapped_height(font: QFont, text: str, width: int) -> int:
    """Return the pixels that `text` needs when it is wrapped in `width` pixels."""
    cut = text[:LONGEST]
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, cut).height()


def shortened(metrics: QFontMetrics, text: str, size: QSize) -> str:
    """Return `text`, or as much of it as fits into `size` when it is wrapped, ending in «…»."""
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"
    if metrics.horizontalAdvance(text) <= size.width() and metrics.height() <= size.height() and "\n" not in text:
        return text
    box = QRect(0, 0, size.width(), 10_000)
    shown = text
    while len(shown) > 1:
        needed = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, shown)
        if needed.height() <= size.height() and needed.width() <= size.width() + 1:
            return shown
        # Where a word is too wide, its height says nothing: an eighth less, so that no word takes many tries.
        less = len(shown) - max(2, len(shown) // 8)
        kept = max(1, min(less, len(shown) * max(1, size.height()) // max(1, needed.height())))
        shown = text[:kept].rstrip() + "…"
        if kept == 1:
            break
    return shown


@lru_cache(maxsize=16)
def weighted(font: QFont, *, bold: bool) -> QFont:
    """Return the font in demi-bold or normal weight."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made
