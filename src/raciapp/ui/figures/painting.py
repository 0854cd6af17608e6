"""Pictures of figures with a painter: bars of pieces and a map of circles, each number beside its letter or sign."""

from math import sqrt

import msgspec
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from raciapp.document.letters import Letter
from raciapp.knowledge.records import Severity
from raciapp.ui.figures.contents import ANSWERS, CLEAR, Bar, Bars, Content, HandoverMap, Piece, handover_key
from raciapp.ui.grid.badges import draw_badge
from raciapp.ui.grid.marks import draw_finding
from raciapp.ui.theme import Theme

TINT = 56
"""How opaque the ground of a weight is, of 255: the number on it stays easy to read."""
NARROWEST, TAIL = 14.0, 12.0
"""Room for the bars, and for the numbers after them, in ems; a narrower window scrolls."""
WEIGHTS = {severity.value: severity for severity in Severity}

Left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Centre = Qt.AlignmentFlag.AlignCenter


class Canvas(msgspec.Struct, frozen=True):
    """How a picture is drawn: font, colours, letters by symbol."""

    font: QFont
    theme: Theme
    letters: dict[str, Letter]

    @property
    def metrics(self) -> QFontMetricsF:
        """Return the measures of the font."""
        return QFontMetricsF(self.font)

    @property
    def em(self) -> float:
        """Return the height of a line of text, in which all is measured."""
        return self.metrics.height()

    @property
    def pitch(self) -> float:
        """Return from one bar or row to the next."""
        return 1.9 * self.em


def size_of(content: Content, canvas: Canvas) -> QSizeF:
    """Return the least width and the height that a picture needs, in pixels."""
    em, pitch = canvas.em, canvas.pitch
    if isinstance(content, Bars):
        width = _names_width([bar.name for bar in content.bars], canvas) + (NARROWEST + TAIL) * em
        return QSizeF(width, pitch * (len(content.bars) + (1.2 if content.key else 0)) + em)
    left, top = _map_margins(content, canvas)
    width = left + len(content.columns) * _column(canvas) + em
    return QSizeF(max(width, 26 * em), top + 1.15 * pitch * len(content.rows) + em)


def paint(painter: QPainter, content: Content, width: float, clip: QRectF, canvas: Canvas) -> None:
    """Draw a picture `width` pixels wide, at least what meets `clip`."""
    painter.setFont(canvas.font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(content, Bars):
        _paint_bars(painter, content, width, clip, canvas)
    else:
        _paint_map(painter, content, clip, canvas)


def _names_width(names: list[str], canvas: Canvas) -> float:
    longest = max((canvas.metrics.horizontalAdvance(name) for name in names), default=0.0)
    return min(longest, 16 * canvas.em) + canvas.em


def _name(painter: QPainter, name: str, area: QRectF, across: Qt.AlignmentFlag, canvas: Canvas) -> None:
    painter.setPen(QColor(canvas.theme.text))
    shown = canvas.metrics.elidedText(" ".join(name.split()), Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(across), shown)


# -- bars -------------------------------------------------------------------------------------------------


def _paint_bars(painter: QPainter, content: Bars, width: float, clip: QRectF, canvas: Canvas) -> None:
    em, pitch = canvas.em, canvas.pitch
    names = _names_width([bar.name for bar in content.bars], canvas)
    scale = max(NARROWEST * em, width - names - TAIL * em) / content.longest
    y = em / 2
    if content.key:
        _paint_key(painter, content.key, QPointF(0, y + pitch / 2), canvas)
        y += 1.2 * pitch
    for place, bar in enumerate(content.bars):
        line = QRectF(0, y + place * pitch, width, pitch)
        if line.intersects(clip):
            _name(painter, bar.name, QRectF(0, line.top(), names - 0.7 * em, pitch), Right, canvas)
            _paint_bar(painter, bar, QRectF(names, line.top(), 0, pitch), scale, canvas)


def _paint_bar(painter: QPainter, bar: Bar, area: QRectF, scale: float, canvas: Canvas) -> None:
    """Draw the pieces, the total in bold, and after it what a piece had no room to say."""
    em, x, middle = canvas.em, area.left(), area.center().y()
    untold = []
    for piece in bar.pieces:
        if not piece.count:
            continue
        part = QRectF(x, middle - 0.7 * em, piece.count * scale, 1.4 * em)
        _fill(painter, piece.kind, part.adjusted(0.5, 0.5, -0.5, -0.5), canvas)
        if _label_width(piece, canvas) + 0.3 * em <= part.width():
            start = x + (part.width() - _label_width(piece, canvas)) / 2
            _label(painter, piece, start, middle, _ink(piece.kind, canvas), canvas)
        else:
            untold.append(piece)
        x = part.right()
    bold = QFont(canvas.font)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    painter.setPen(QColor(canvas.theme.text))
    total = str(bar.total)
    x += 0.5 * em
    painter.drawText(QRectF(x, area.top(), 6 * em, area.height()), int(Left), total)
    x += QFontMetricsF(bold).horizontalAdvance(total) + em
    painter.setFont(canvas.font)
    for piece in untold:
        x = _label(painter, piece, x, middle, canvas.theme.muted, canvas) + 0.6 * em


def _fill(painter: QPainter, kind: str, part: QRectF, canvas: Canvas) -> None:
    theme = canvas.theme
    if kind in canvas.letters:
        ink = theme.ink(canvas.letters[kind])
        fill, edge = QColor(ink.fill), QColor(ink.edge)
    elif kind in WEIGHTS:
        fill, edge = theme.severity(WEIGHTS[kind]), theme.severity(WEIGHTS[kind])
        fill.setAlpha(TINT)
    elif kind == CLEAR:
        fill, edge = QColor(theme.band), QColor(theme.strong_line)
    else:
        fill, edge = QColor(theme.accent), QColor(theme.accent)
    painter.setPen(QPen(edge, 1.2))
    painter.setBrush(fill)
    painter.drawRoundedRect(part, 3, 3)


def _ink(kind: str, canvas: Canvas) -> str:
    """Return the colour of what is written on a piece."""
    return canvas.theme.ink(canvas.letters[kind]).text if kind in canvas.letters else canvas.theme.text


def _words(piece: Piece, canvas: Canvas) -> str:
    return f"{piece.kind} {piece.count}" if piece.kind in canvas.letters else str(piece.count)


def _label_width(piece: Piece, canvas: Canvas) -> float:
    if piece.kind == ANSWERS:  # the number at the end says it
        return 0.0
    sign = 1.1 * canvas.em if piece.kind in WEIGHTS else 0.0
    return sign + canvas.metrics.horizontalAdvance(_words(piece, canvas))


def _label(painter: QPainter, piece: Piece, x: float, middle: float, colour: str, canvas: Canvas) -> float:
    """Write the letter or the sign of a piece and its number; return where that ends."""
    width, em = _label_width(piece, canvas), canvas.em
    if not width:
        return x
    start = x
    if piece.kind in WEIGHTS:
        _sign(painter, WEIGHTS[piece.kind], x, middle, canvas)
        start += 1.1 * em
    painter.setPen(QColor(colour))
    painter.drawText(QRectF(start, middle - em, width + em, 2 * em), int(Left), _words(piece, canvas))
    return x + width


def _sign(painter: QPainter, severity: Severity, x: float, middle: float, canvas: Canvas) -> None:
    centre = QPoint(round(x + 0.4 * canvas.em), round(middle))
    draw_finding(painter, centre, round(0.65 * canvas.em), severity, canvas.theme)


def _paint_key(painter: QPainter, key: tuple[tuple[str, str], ...], start: QPointF, canvas: Canvas) -> None:
    """Draw what each kind of piece is called, in a line."""
    em, x, middle = canvas.em, start.x(), start.y()
    for kind, name in key:
        swatch = QRectF(x, middle - 0.65 * em, 1.3 * em, 1.3 * em)
        if kind in canvas.letters:
            draw_badge(painter, swatch, canvas.letters[kind], canvas.theme)
        elif kind in WEIGHTS:
            _sign(painter, WEIGHTS[kind], x + 0.2 * em, middle, canvas)
        elif kind == CLEAR:
            _fill(painter, kind, swatch.adjusted(2, 2, -2, -2), canvas)
        else:
            _circle(painter, swatch.center(), 0.5 * em, kind, "", canvas)
        painter.setPen(QColor(canvas.theme.text))
        width = canvas.metrics.horizontalAdvance(name)
        painter.drawText(QRectF(x + 1.7 * em, middle - em, width + em, 2 * em), int(Left), name)
        x += 1.7 * em + width + 1.4 * em


# -- the map ----------------------------------------------------------------------------------------------


def _column(canvas: Canvas) -> float:
    return 4.2 * canvas.em


def _map_margins(content: HandoverMap, canvas: Canvas) -> tuple[float, float]:
    """Return the room for the names at the side, and for the key and the names along the top."""
    along = max((canvas.metrics.horizontalAdvance(name) for name in content.columns), default=0.0)
    return _names_width(list(content.rows), canvas), min(along, 11 * canvas.em) + 3 * canvas.em


def _paint_map(painter: QPainter, content: HandoverMap, clip: QRectF, canvas: Canvas) -> None:
    em, pitch, step = canvas.em, 1.15 * canvas.pitch, _column(canvas)
    left, top = _map_margins(content, canvas)
    _paint_key(painter, handover_key(), QPointF(0, 1.2 * em), canvas)
    for place, name in enumerate(content.columns):
        painter.save()
        painter.translate(left + (place + 0.5) * step, top - 0.3 * em)
        painter.rotate(-90)
        _name(painter, name, QRectF(0, -em, top - 2.7 * em, 2 * em), Left, canvas)
        painter.restore()
    right, bottom = left + len(content.columns) * step, top + len(content.rows) * pitch
    for place, name in enumerate(content.rows):
        _name(painter, name, QRectF(0, top + place * pitch, left - 0.7 * em, pitch), Right, canvas)
    painter.setPen(QPen(QColor(canvas.theme.line), 1))
    for place in range(len(content.rows) + 1):
        painter.drawLine(QPointF(left, top + place * pitch), QPointF(right, top + place * pitch))
    for place in range(len(content.columns) + 1):
        painter.drawLine(QPointF(left + place * step, top), QPointF(left + place * step, bottom))
    rows = {name: place for place, name in enumerate(content.rows)}
    columns = {name: place for place, name in enumerate(content.columns)}
    for one in content.cells:
        area = QRectF(left + columns[one.other] * step, top + rows[one.answers] * pitch, step, pitch)
        if area.intersects(clip):
            for part, (kind, count) in enumerate((("does", one.does), ("asked", one.asked))):
                centre = QPointF(area.left() + step * (0.27 + 0.46 * part), area.center().y())
                if count:
                    _circle(painter, centre, _radius(count, content.most, em), kind, str(count), canvas)


def _radius(count: int, most: int, em: float) -> float:
    """Return the radius of a circle whose area grows with the number; the smallest still holds its number."""
    return em * sqrt(0.4 + 0.42 * count / most)


def _circle(painter: QPainter, centre: QPointF, radius: float, kind: str, text: str, canvas: Canvas) -> None:
    """Draw a circle, filled for those who do, outlined for those who are asked."""
    theme, does = canvas.theme, kind == "does"
    painter.setPen(QPen(QColor(theme.accent), 1.6))
    painter.setBrush(QColor(theme.accent if does else theme.surface))
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(QColor(theme.accent_text if does else theme.text))
    area = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(area, int(Centre | Qt.TextFlag.TextDontClip), text)
