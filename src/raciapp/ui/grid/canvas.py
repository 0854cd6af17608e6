"""One painting of the grid's visible cells: grounds, lines, letters, marks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLine, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from raciapp.checks.findings import Place
from raciapp.ui.grid.expectations import paint_expectations

if TYPE_CHECKING:
    from raciapp.ui.grid.badges import Badges
    from raciapp.ui.grid.view import GridView
    from raciapp.ui.theme import Theme


class Canvas:
    """What is drawn at one moment, on some rows and columns."""

    def __init__(
        self, painter: QPainter, view: "GridView", theme: "Theme", rows: list[int], columns: list[int]
    ) -> None:
        """Draw the cells of `rows` and `columns`, which are not empty, with `painter`."""
        self._painter = painter
        self._view = view
        self._theme = theme
        self._rows = rows
        self._columns = columns
        self._across = view.area(rows[0], columns[0]).united(view.area(rows[-1], columns[-1]))

    def paint(self, badges: "Badges") -> None:
        """Draw everything, from the ground up."""
        self._grounds()
        self._lines()
        self._letters(badges)
        if self._view.session.expected:
            paint_expectations(self._painter, self._view, self._rows, self._columns)
        self._marks()
        self._current()

    def _grounds(self) -> None:
        """Draw crosshair, selection, the lines between columns, and the bands of headings over all of them."""
        across = self._across
        current = self._view.currentIndex()
        if current.row() in self._rows:
            self._painter.fillRect(across.intersected(self._whole_row(current.row())), QColor(self._theme.crosshair))
        if current.column() in self._columns:
            self._painter.fillRect(
                across.intersected(self._whole_column(current.column())), QColor(self._theme.crosshair)
            )
        selection = self._view.selectionModel().selection()
        for chosen in (selection.at(number) for number in range(selection.count())):
            first = self._view.area(chosen.top(), chosen.left())
            area = first.united(self._view.area(chosen.bottom(), chosen.right()))
            self._painter.fillRect(across.intersected(area), QColor(self._theme.selection))
        self._painter.setPen(QColor(self._theme.line))
        ends = [
            self._view.columnViewportPosition(column) + self._view.columnWidth(column) - 1 for column in self._columns
        ]
        self._painter.drawLines([QLine(x, across.top(), x, across.bottom()) for x in ends])
        for row in self._rows:
            if self._view.matrix.line(row).heading:
                self._painter.fillRect(across.intersected(self._whole_row(row)), QColor(self._theme.band))

    def _lines(self) -> None:
        """Draw the lines between rows."""
        across = self._across
        ends = [self._view.rowViewportPosition(row) + self._view.rowHeight(row) - 1 for row in self._rows]
        self._painter.setPen(QColor(self._theme.line))
        self._painter.drawLines([QLine(across.left(), y, across.right(), y) for y in ends])

    def _whole_row(self, row: int) -> QRect:
        return QRect(0, self._view.rowViewportPosition(row), self._view.viewport().width(), self._view.rowHeight(row))

    def _whole_column(self, column: int) -> QRect:
        return QRect(
            self._view.columnViewportPosition(column), 0, self._view.columnWidth(column), self._view.viewport().height()
        )

    def _letters(self, badges: "Badges") -> None:
        """Draw the badges of each row and the corners of its remarks."""
        ratio = self._view.devicePixelRatioF()
        xs = [self._view.columnViewportPosition(column) for column in self._columns]
        units = [self._view.matrix.unit(column).id for column in self._columns]
        places = [self._view.matrix.document.unit_places[unit] for unit in units]
        width = self._view.columnWidth(self._columns[0])
        for row in self._rows:
            held = self._view.matrix.letters(row)
            if held is None:
                continue
            y, height = self._view.rowViewportPosition(row), self._view.rowHeight(row)
            for x, place in zip(xs, places, strict=True):
                mask = held.letters[place]
                if mask:
                    picture = badges.picture(mask)
                    size = picture.size() / ratio
                    if size.width() > width - 2:
                        self._small(QRect(x, y, width, height), mask)
                    else:
                        self._painter.drawPixmap(
                            QPoint(x + (width - 1 - size.width()) // 2, y + (height - size.height()) // 2), picture
                        )
            for unit, _remark in held.remarks:
                if unit in units:
                    corner = xs[units.index(unit)] + width - 9
                    self._corner(corner, y)

    def _small(self, area: QRect, mask: int) -> None:
        """Write three letters or more as text: their badges would not fit."""
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.Bold)
        font.setPixelSize(11)
        self._painter.setFont(font)
        self._painter.setPen(QColor(self._theme.text))
        self._painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._view.matrix.document.alphabet.text(mask))

    def _marks(self) -> None:
        """Frame what the opened finding points at."""
        marks = self._view.session.marks
        if not marks:
            return
        pen = QPen(QColor(self._theme.mark), 2, Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for row in self._rows:
            line = self._view.matrix.line(row)
            if line.heading:
                continue
            if Place(line.id) in marks:
                whole = self._view.area(row, self._columns[0]).united(self._view.area(row, self._columns[-1]))
                self._painter.drawRect(whole.adjusted(-2, 1, 1, -2))
            for column in self._columns:
                unit = self._view.matrix.unit(column).id
                if Place(line.id, unit) in marks or Place(unit=unit) in marks:
                    self._painter.drawRect(self._view.area(row, column).adjusted(1, 1, -3, -3))

    def _current(self) -> None:
        """Frame the current cell, more firmly while the keyboard is here."""
        current = self._view.currentIndex()
        if current.isValid():
            self._painter.setPen(QPen(QColor(self._theme.accent), 2 if self._view.hasFocus() else 1))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(self._view.area(current.row(), current.column()).adjusted(0, 0, -2, -2))

    def _corner(self, x: int, y: int) -> None:
        """Draw the small corner that says a cell has a remark."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._theme.accent))
        self._painter.drawPolygon([QPoint(x, y), QPoint(x + 8, y), QPoint(x + 8, y + 8)])
