"""A group on the screen: its heading and its rows as one large matrix, in pages where it is too large."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPen

from raciapp.ui.grid.marks import draw_status_disc
from raciapp.ui.presentation.board import PITCH, Board, Centre, Hit, Measure
from raciapp.ui.presentation.contents import GroupSlide, Held, Line
from raciapp.ui.presentation.statements import ZONE, paint_statements
from raciapp.ui.presentation.typesetting import fits, fitted, sizes
from raciapp.ui.presentation.wording import units_shown

Bold = QFont.Weight.DemiBold

TITLE, MATRIX = (8.5, 18.5), (20.0, 89.5)
"""From where to where the zones reach, in hundredths of the height."""
NAMES = 0.29
"""Share of the width for the names of the rows."""
LOWEST, HIGHEST = 5.4, 11.0
NARROWEST, WIDEST = 5.6, 26.0
UPRIGHT = 15.0
"""Columns narrower than this have their names turned upright."""
HEADER_FLAT, HEADER_UPRIGHT = 9.0, 24.0


def page_of_rows(count: int, measure: Measure, columns: int) -> int:
    """Return how many rows go on each page, all pages being as full as one another."""
    area, u = measure.zone(*MATRIX), measure.unit
    header = _header(measure, columns)
    most = max(1, int((area.height() - header) / (LOWEST * u)))
    return ceil(count / ceil(count / most)) if count else 1


def _column(measure: Measure, columns: int) -> tuple[int, float]:
    """Return how many columns go on each page, and their width in pixels."""
    room, u = measure.zone(*MATRIX).width() * (1 - NAMES), measure.unit
    most = max(1, int(room / (NARROWEST * u)))
    shown = ceil(columns / ceil(columns / most)) if columns else 1
    return shown, min(WIDEST * u, room / shown)


def _header(measure: Measure, columns: int) -> float:
    width = _column(measure, columns)[1]
    return (HEADER_UPRIGHT if width < UPRIGHT * measure.unit else HEADER_FLAT) * measure.unit


def _best_badges(count: int, width: float, height: float, largest: float) -> tuple[int, float]:
    """Return how many badges stand side by side in a cell, and the side of one, so that they are largest."""
    choices = []
    for across in range(1, count + 1):
        down = ceil(count / across)
        side = min(largest, width * 0.88 / (PITCH * across - PITCH + 1), height * 0.86 / (PITCH * down - PITCH + 1))
        choices.append((side, across))
    side, across = max(choices, default=(0.0, 1))
    return across, side


def pages(activities: Sequence[str], measure: Measure, columns: int) -> list[list[str]]:
    """Return the activities on each page of a group's slide."""
    size = page_of_rows(len(activities), measure, columns)
    return [list(activities[start : start + size]) for start in range(0, len(activities), size)]


def paint_group(board: Board, slide: GroupSlide, activity: str, unit: str) -> list[Hit]:
    """Draw the slide with one cell outlined; return where its cells are."""
    board.text(slide.heading, board.measure.zone(*TITLE), (6.4, 3.4), board.theme.text, weight=Bold)
    columns, width = _column(board.measure, len(slide.units))
    size = page_of_rows(len(slide.lines), board.measure, len(slide.units))
    here = next((place for place, line in enumerate(slide.lines) if line.activity == activity), 0)
    lines = slide.lines[here // size * size :][:size]
    place = next((place for place, cell in enumerate(lines[0].cells) if cell.unit == unit), 0)
    shown = slice(place // columns * columns, place // columns * columns + columns)
    if len(slide.units) > columns:
        _paint_units_shown(board, shown.start, len(slide.units[shown]), len(slide.units))
    sheet = _Sheet(board, lines, slide.units[shown], shown, width, len(slide.units))
    if sheet.bottom <= board.measure.zone(*ZONE).top() - board.u:
        paint_statements(board, slide.statements)
    return sheet.paint(activity, unit)


def _paint_units_shown(board: Board, first: int, count: int, whole: int) -> None:
    zone = board.measure.zone(*MATRIX)
    area = QRectF(zone.left() + 2.5 * board.u, zone.top(), zone.width() * NAMES - 4 * board.u, 10 * board.u)
    board.text(units_shown(first, count, whole), area, (2.2, 1.8), board.theme.muted)


class _Sheet:
    """One page of the matrix while it is painted."""

    def __init__(
        self, board: Board, lines: Sequence[Line], units: Sequence[str], shown: slice, column: float, count: int
    ) -> None:
        self._board = board
        self._lines = lines
        self._units = units
        self._shown = shown
        self._column = column
        area = board.measure.zone(*MATRIX)
        self._header = _header(board.measure, count)
        self._upright = column < UPRIGHT * board.u
        self._row = min(HIGHEST * board.u, (area.height() - self._header) / max(1, len(lines)))
        self._left = area.left() + area.width() * NAMES
        self._area = QRectF(
            area.left(),
            area.top(),
            self._left - area.left() + column * len(units),
            self._header + self._row * len(lines),
        )

    @property
    def bottom(self) -> float:
        """Return where the matrix ends."""
        return self._area.bottom()

    def paint(self, activity: str, unit: str) -> list[Hit]:
        """Draw it from the ground up and return where its cells are."""
        self._crosshair(activity, unit)
        self._names()
        self._heads()
        self._rules()
        hits, current = [], None
        for row, line in enumerate(self._lines):
            for column, cell in enumerate(line.cells[self._shown]):
                area = self._cell(row, column)
                self._paint_cell(cell, area)
                hits.append(Hit(area, line.activity, cell.unit))
                if (line.activity, cell.unit) == (activity, unit):
                    current = area
        if current is not None:
            self._board.outline(current, 0.6)
        return hits

    def _top(self) -> float:
        return self._area.top() + self._header

    def _cell(self, row: int, column: int) -> QRectF:
        return QRectF(self._left + column * self._column, self._top() + row * self._row, self._column, self._row)

    def _crosshair(self, activity: str, unit: str) -> None:
        colour = QColor(self._board.theme.crosshair)
        for row, line in enumerate(self._lines):
            if line.activity == activity:
                y = self._top() + row * self._row
                self._board.painter.fillRect(QRectF(self._area.left(), y, self._area.width(), self._row), colour)
        for column, cell in enumerate(self._lines[0].cells[self._shown]):
            if cell.unit == unit:
                x = self._left + column * self._column
                self._board.painter.fillRect(QRectF(x, self._area.top(), self._column, self._area.height()), colour)

    def _rules(self) -> None:
        board = self._board
        board.painter.setPen(QPen(QColor(board.theme.line), max(1.0, 0.12 * board.u)))
        for row in range(len(self._lines) + 1):
            y = self._top() + row * self._row
            board.painter.drawLine(QLineF(self._area.left(), y, self._area.right(), y))

    def _names(self) -> None:
        board, u = self._board, self._board.u
        width = self._left - self._area.left() - 3.4 * u
        height = self._row * 0.86
        steps = sizes(2.9 * u, 1.9 * u)
        usual = [line.name for line in self._lines if len(line.name) <= 90 and fits(line.name, width, height, steps)]
        found = min((fitted(name, width, height, steps).pixels for name in usual), default=steps[-1])
        for row, line in enumerate(self._lines):
            y = self._top() + row * self._row
            if line.weight is not None:
                board.weight_mark(line.weight, self._area.left() + 0.1 * u, y + self._row / 2, 1.2 * u)
            status = min(2.2 * u, self._row * 0.3) if line.status else 0.0
            room = QRectF(self._area.left() + 2.5 * u, y + self._row * 0.07, width, height - status)
            text = fitted(line.name, room.width(), room.height(), sizes(found, min(found, 1.7 * u)))
            board.setting(text, room, board.theme.text, centred=True)
            board.status(line.status, QRectF(room.left(), room.bottom(), room.width(), status), 1.8)

    def _heads(self) -> None:
        board, u = self._board, self._board.u
        across, along = (self._header - u, self._column - 0.6 * u) if self._upright else (
            self._column - 1.2 * u, self._header - u
        )  # fmt: skip
        steps = sizes(2.5 * u, 1.7 * u)
        usual = [name for name in self._units if len(name) <= 60 and fits(name, across, along, steps, Bold)]
        found = min((fitted(name, across, along, steps, Bold).pixels for name in usual), default=steps[-1])
        for column, name in enumerate(self._units):
            text = fitted(name, across, along, sizes(found, min(found, 1.7 * u)), Bold)
            x = self._left + column * self._column
            board.painter.save()
            if self._upright:
                board.painter.translate(QPointF(x, self._top()))
                board.painter.rotate(-90)
                board.setting(text, QRectF(0.6 * u, 0, across, self._column), board.theme.text, centred=True)
            else:
                area = QRectF(x + 0.6 * u, self._area.top(), across, along)
                y = area.bottom() - text.height
                board.setting(text, QRectF(area.left(), y, across, text.height), board.theme.text, Centre)
            board.painter.restore()

    def _paint_cell(self, cell: Held, area: QRectF) -> None:
        board, u = self._board, self._board.u
        across, side = _best_badges(len(cell.letters), area.width(), area.height(), 5.6 * u)
        rows = [cell.letters[start : start + across] for start in range(0, len(cell.letters), across)]
        y = area.center().y() - (len(rows) - 1) * side * PITCH / 2
        for row in rows:
            width = side * (PITCH * len(row) - PITCH + 1)
            board.badges(row, area.center().x() - width / 2, y, side)
            y += side * PITCH
        if cell.status:
            side = min(2.6 * u, area.height() * 0.42)
            corner = QRectF(area.right() - side - 0.3 * u, area.top() + 0.3 * u, side, side)
            draw_status_disc(board.painter, corner, cell.status, board.theme)
