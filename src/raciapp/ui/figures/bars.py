"""Bars laid out for a width: names beside them where there is room, else above; every number that counts is written."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QRectF

from raciapp.ui.figures.canvas import Canvas, Drawing, Mark, Spot, flow, names_width
from raciapp.ui.figures.contents import ANSWERS, Bar, Bars, Piece
from raciapp.ui.figures.marks import WEIGHTS, Block, Right, Sign, Word, key_marks

NARROWEST, TAIL = 14.0, 12.0
"""Room for bars beside their names, and for the numbers after them, in ems; with less the names stand above."""
THICK = 1.4
"""The thickness of a bar in ems."""


def lay_out_bars(content: Bars, width: float, canvas: Canvas) -> Drawing:
    """Return bars drawn in `width` pixels."""
    marks, top = key_marks(content.key, width, canvas)
    beside = _beside(content, top, width, canvas)
    drawing = beside or _above(content, top, width, canvas)
    return Drawing(drawing.height, (*marks, *drawing.marks), drawing.spots)


def _beside(content: Bars, top: float, width: float, canvas: Canvas) -> Drawing | None:
    """Return bars after their names, or None where not everything fits."""
    em, pitch = canvas.em, canvas.pitch
    names = names_width([bar.name for bar in content.bars], canvas)
    room = width - names - TAIL * em
    if room < NARROWEST * em:
        return None
    scale = room / content.longest
    marks: list[Mark] = []
    spots = []
    for place, bar in enumerate(content.bars):
        area = QRectF(0, top + place * pitch, width, pitch)
        marks.append(Word(area.adjusted(0, 0, names - 0.7 * em - width, 0), bar.name, canvas.theme.text, Right))
        pieces, untold, x = _pieces(bar, names, area.center().y(), scale, canvas)
        total = str(bar.total)
        x += 0.5 * em
        needed = canvas.width_of(total, bold=True)
        marks += [*pieces, Word(QRectF(x, area.top(), needed, pitch), total, canvas.theme.text, bold=True)]
        x += needed + em
        for piece in untold:
            marks += _label(piece, x, area.center().y(), canvas.theme.muted, canvas)
            x += _label_width(piece, canvas) + 0.6 * em
        if untold and x - 0.6 * em > width:
            return None
        spots.append(Spot(area, bar.place, partial(content.words, bar)))
    return Drawing(top + pitch * len(content.bars), tuple(marks), tuple(spots))


def _above(content: Bars, top: float, width: float, canvas: Canvas) -> Drawing:
    """Return bars under their names, as wide as there is room."""
    em, y, scale = canvas.em, top, width / content.longest
    marks: list[Mark] = []
    spots = []
    for bar in content.bars:
        total = str(bar.total)
        needed = canvas.width_of(total, bold=True)
        line = QRectF(0, y + 0.1 * em, width, 1.5 * em)
        marks.append(Word(line.adjusted(0, 0, -needed - 0.7 * em, 0), bar.name, canvas.theme.text))
        marks.append(Word(line.adjusted(width - needed, 0, 0, 0), total, canvas.theme.text, Right, bold=True))
        middle = line.bottom() + 0.5 * THICK * em
        pieces, untold, end = _pieces(bar, 0, middle, scale, canvas)
        bottom = line.bottom() + (THICK * em if end else 0)
        after, lines = _told_after(untold, bottom + 0.1 * em, width, canvas)
        bottom += 1.3 * em * lines + 0.5 * em
        marks += [*pieces, *after]
        spots.append(Spot(QRectF(0, y, width, bottom - y - 0.2 * em), bar.place, partial(content.words, bar)))
        y = bottom
    return Drawing(y, tuple(marks), tuple(spots))


def _told_after(untold: Iterable[Piece], top: float, width: float, canvas: Canvas) -> tuple[list[Mark], int]:
    """Return the numbers that no piece had room for, in lines under the bar, and how many lines these are."""
    told = list(untold)
    places = flow([_label_width(piece, canvas) for piece in told], 0.8 * canvas.em, width)
    marks: list[Mark] = []
    for piece, (x, line) in zip(told, places, strict=True):
        marks += _label(piece, x, top + (line + 0.5) * 1.3 * canvas.em, canvas.theme.muted, canvas)
    return marks, places[-1][1] + 1 if places else 0


def _pieces(
    bar: Bar, left: float, middle: float, scale: float, canvas: Canvas
) -> tuple[list[Mark], list[Piece], float]:
    """Return the pieces of a bar with their numbers, those too small for their number, and where the bar ends."""
    em, x = canvas.em, left
    marks: list[Mark] = []
    untold = []
    for piece in bar.pieces:
        if not piece.count:
            continue
        part = QRectF(x, middle - 0.5 * THICK * em, piece.count * scale, THICK * em)
        needed = _label_width(piece, canvas)
        marks.append(Block(part, piece.kind))
        if needed + 0.3 * em <= part.width():
            marks += _label(piece, x + (part.width() - needed) / 2, middle, _ink(piece.kind, canvas), canvas)
        elif needed:
            untold.append(piece)
        x = part.right()
    return marks, untold, x


def _ink(kind: str, canvas: Canvas) -> str:
    """Return the colour of what is written on a piece."""
    return canvas.theme.ink(canvas.letters[kind]).text if kind in canvas.letters else canvas.theme.text


def _words(piece: Piece, canvas: Canvas) -> str:
    return f"{piece.kind} {piece.count}" if piece.kind in canvas.letters else str(piece.count)


def _label_width(piece: Piece, canvas: Canvas) -> float:
    if piece.kind == ANSWERS:  # the number at the end says it
        return 0.0
    return (1.1 * canvas.em if piece.kind in WEIGHTS else 0.0) + canvas.width_of(_words(piece, canvas))


def _label(piece: Piece, x: float, middle: float, colour: str, canvas: Canvas) -> list[Mark]:
    """Return the letter or the sign of a piece, and its number."""
    em, width = canvas.em, _label_width(piece, canvas)
    if not width:
        return []
    area = QRectF(x, middle - 0.7 * em, width, 1.4 * em)
    if piece.kind not in WEIGHTS:
        return [Word(area, _words(piece, canvas), colour)]
    return [
        Sign(QRectF(x, area.top(), 0.8 * em, area.height()), piece.kind),
        Word(area.adjusted(1.1 * em, 0, 0, 0), _words(piece, canvas), colour),
    ]
