"""The map of hand-overs laid out for a width: a table of circles where its columns fit, else a list of pairs."""

from functools import partial
from math import sqrt

import msgspec
from PySide6.QtCore import QPointF, QRectF

from raciapp.base.messages import mark
from raciapp.formats.figures import Handover
from raciapp.ui.figures.canvas import Canvas, Drawing, Mark, Spot, names_width
from raciapp.ui.figures.contents import HandoverMap, handover_key
from raciapp.ui.figures.marks import Disc, Right, Rule, Word, key_marks
from raciapp.ui.language import tr

_ANSWERING = mark("Who answers")
"""Heads the side of the table."""


class Table(msgspec.Struct, frozen=True):
    """The measures of the map as a table; `across`: the two circles of a cell stand side by side."""

    left: float
    top: float
    step: float
    pitch: float
    across: bool

    def cell(self, row: int, column: int) -> QRectF:
        """Return the area of a cell."""
        return QRectF(self.left + column * self.step, self.top + row * self.pitch, self.step, self.pitch)


def lay_out_map(content: HandoverMap, width: float, canvas: Canvas) -> Drawing:
    """Return the map drawn in `width` pixels."""
    if not content.cells:
        return Drawing(0.0, (), ())
    key, top = key_marks(handover_key(), width, canvas)
    table = _table(content, top, width, canvas)
    drawing = _as_table(content, table, top, canvas) if table else _as_list(content, top, width, canvas)
    return Drawing(drawing.height, (*key, *drawing.marks), drawing.spots)


def _table(content: HandoverMap, top: float, width: float, canvas: Canvas) -> Table | None:
    """Return the measures of the roomiest table that fits, or None."""
    em = canvas.em
    along = max((canvas.width_of(name) for name in content.columns), default=0.0)
    left, start = names_width([*content.rows, tr(_ANSWERING)], canvas), top + min(along, 15 * em) + 0.6 * em
    for step, pitch, across in ((4.2 * em, 2.2 * em, True), (2.1 * em, 4.0 * em, False)):
        if left + step * len(content.columns) <= width:
            return Table(left, start, step, pitch, across)
    return None


def _as_table(content: HandoverMap, table: Table, top: float, canvas: Canvas) -> Drawing:
    """Return a row for each unit that answers and a column for each other."""
    em, places, most = canvas.em, dict(content.places), content.most
    rows = {name: place for place, name in enumerate(content.rows)}
    columns = {name: place for place, name in enumerate(content.columns)}
    last = table.cell(len(rows) - 1, len(columns) - 1)
    marks: list[Mark] = []
    spots = []
    answering, others = _grouped(content, "answers"), _grouped(content, "other")
    corner = QRectF(0, table.top - 1.7 * em, table.left - 0.7 * em, 1.4 * em)
    marks.append(Word(corner, tr(_ANSWERING), canvas.theme.muted, Right))
    for name, row in rows.items():
        area = table.cell(row, 0)
        marks.append(Word(QRectF(0, area.top(), table.left - 0.7 * em, table.pitch), name, canvas.theme.text, Right))
        whole = QRectF(0, area.top(), last.right(), table.pitch)
        spots.append(Spot(whole, places[name], partial(_said, content, answering[name])))
    for name, column in columns.items():
        head = QRectF(table.cell(0, column).left(), top, table.step, table.top - top - 0.3 * em)
        marks.append(Word(head, name, canvas.theme.text, upright=True))
        spots.append(Spot(head, places[name], partial(_said, content, others[name])))
    marks += _rules(table, len(rows), len(columns))
    for one in content.cells:
        area = table.cell(rows[one.answers], columns[one.other])
        apart = QPointF(0.23 * table.step, 0) if table.across else QPointF(0, 0.23 * table.pitch)
        marks += _discs(one, area.center() - apart, area.center() + apart, most, em)
    return Drawing(last.bottom() + 1, tuple(marks), tuple(spots))


def _as_list(content: HandoverMap, top: float, width: float, canvas: Canvas) -> Drawing:
    """Return each unit that answers with the others under it."""
    em, pitch, y, places, most = canvas.em, canvas.pitch, top, dict(content.places), content.most
    order = {name: place for place, name in enumerate(content.columns)}
    marks: list[Mark] = []
    spots = []
    answering = _grouped(content, "answers")
    for name in content.rows:
        cells = sorted(answering[name], key=lambda one: order[one.other])
        head = QRectF(0, y, width, 1.6 * em)
        marks.append(Word(head, name, canvas.theme.text, bold=True))
        spots.append(Spot(head, places[name], partial(_said, content, cells)))
        y = head.bottom()
        for one in cells:
            area = QRectF(0, y, width, pitch)
            marks.append(Rule(QRectF(0, y, width, 1)))
            marks.append(Word(area.adjusted(0.8 * em, 0, -4.6 * em, 0), one.other, canvas.theme.text))
            does = QPointF(width - 3.3 * em, area.center().y())
            asked = QPointF(width - 1.1 * em, area.center().y())
            marks += _discs(one, does, asked, most, em)
            spots.append(Spot(area, places[one.other], partial(content.words, one)))
            y = area.bottom()
        y += 0.5 * em
    return Drawing(y, tuple(marks), tuple(spots))


def _grouped(content: HandoverMap, side: str) -> dict[str, list[Handover]]:
    """Return the numbers by the unit on one side of them: `answers` or `other`."""
    groups: dict[str, list[Handover]] = {}
    for one in content.cells:
        groups.setdefault(getattr(one, side), []).append(one)
    return groups


def _said(content: HandoverMap, cells: list[Handover]) -> str:
    return "; ".join(map(content.words, cells))


def _rules(table: Table, rows: int, columns: int) -> list[Mark]:
    """Return the lines of the table."""
    end = table.cell(rows, columns).topLeft()
    return [
        *(Rule(QRectF(table.left, table.cell(row, 0).top(), end.x() - table.left, 1)) for row in range(rows + 1)),
        *(Rule(QRectF(table.cell(0, place).left(), table.top, 1, end.y() - table.top)) for place in range(columns + 1)),
    ]


def _discs(one: Handover, does: QPointF, asked: QPointF, most: int, em: float) -> list[Mark]:
    """Return the circles of a pair of units whose areas grow with the numbers; none for nothing."""
    marks: list[Mark] = []
    for centre, count, fill in ((does, one.does, True), (asked, one.asked, False)):
        if count:
            radius = em * sqrt(0.4 + 0.42 * count / most)  # the smallest still holds its number
            area = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
            marks.append(Disc(area, fill, str(count)))
    return marks
