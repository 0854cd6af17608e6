"""One painting of the grid's visible cells: grounds, lines, letters, marks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLine, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from raciapp.checks.findings import Place
from raciapp.document.letters import Duty
from raciapp.document.records import WHOLE_ROW, Row
from raciapp.ui.grid.expectations import paint_expectations
from raciapp.ui.grid.marks import draw_remark, draw_status_disc
from raciapp.ui.grid.words import counts_of

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
        self._ys = [(view.rowViewportPosition(row), view.rowHeight(row)) for row in rows]
        self._xs = [(view.columnViewportPosition(column), view.columnWidth(column)) for column in columns]
        self._places = [view.matrix.unit_place(column) for column in columns]

    def paint(self, badges: "Badges") -> None:
        """Draw everything, from the ground up."""
        self._grounds()
        self._lines()
        self._letters(badges)
        if self._view.session.expected:
            paint_expectations(self._painter, self._view, self._rows, self._columns)
        self._marks()
        self._current()

    # -- grounds ------------------------------------------------------------------------------------------

    def _grounds(self) -> None:
        """Draw loads, crosshair, selection, the lines between columns, and the bands of headings."""
        across, theme = self._across, self._theme
        if self._view.session.sight.heat:
            self._heat()
        current = self._view.currentIndex()
        crosshair = QColor(theme.crosshair)
        if current.row() in self._rows:
            self._painter.fillRect(across.intersected(self._whole_row(current.row())), crosshair)
        if current.column() in self._columns:
            self._painter.fillRect(across.intersected(self._whole_column(current.column())), crosshair)
        self._painter.setPen(QColor(theme.line))
        self._painter.drawLines([QLine(x + width - 1, across.top(), x + width - 1, across.bottom())
                                 for x, width in self._xs])  # fmt: skip
        for row, (y, height) in zip(self._rows, self._ys, strict=True):
            if self._view.matrix.line(row).heading:
                self._painter.fillRect(QRect(across.left(), y, across.width(), height), QColor(theme.band))
        selection = self._view.selectionModel().selection()
        ground = QColor(theme.selection)
        for chosen in (selection.at(number) for number in range(selection.count())):
            first = self._view.area(chosen.top(), chosen.left())
            area = first.united(self._view.area(chosen.bottom(), chosen.right())).intersected(across)
            for top, bottom in self._between_headings(area):
                self._painter.fillRect(QRect(area.left(), top, area.width() - 1, bottom - top), ground)

    def _between_headings(self, area: QRect) -> list[tuple[int, int]]:
        """Return the stretches of pixels of a chosen area that are not the bands of open headings."""
        stretches: list[tuple[int, int]] = []
        for row, (y, height) in zip(self._rows, self._ys, strict=True):
            heading = self._view.matrix.line(row).heading and not self._view.matrix.folded(row)
            if heading or not area.top() <= y <= area.bottom():
                continue
            if stretches and stretches[-1][1] == y:
                stretches[-1] = (stretches[-1][0], y + height)
            else:
                stretches.append((y, y + height))
        return stretches

    def _heat(self) -> None:
        """Tint each column by what its unit answers for and does."""
        surface, hot = QColor(self._theme.surface), QColor(self._theme.heat)
        for (x, width), place in zip(self._xs, self._places, strict=True):
            share = self._view.heat[place]
            colour = QColor(
                *(
                    round(one + (other - one) * share)
                    for one, other in zip(surface.getRgb()[:3], hot.getRgb()[:3], strict=True)  # type: ignore[index] # a tuple, which the stubs do not know
                )
            )
            self._painter.fillRect(QRect(x, self._across.top(), width, self._across.height()), colour)

    def _lines(self) -> None:
        """Draw the lines between rows."""
        across = self._across
        self._painter.setPen(QColor(self._theme.line))
        ends = [y + height - 1 for y, height in self._ys]
        self._painter.drawLines([QLine(across.left(), y, across.right(), y) for y in ends])

    def _whole_row(self, row: int) -> QRect:
        return QRect(0, self._view.rowViewportPosition(row), self._view.viewport().width(), self._view.rowHeight(row))

    def _whole_column(self, column: int) -> QRect:
        return QRect(
            self._view.columnViewportPosition(column), 0, self._view.columnWidth(column), self._view.viewport().height()
        )

    # -- letters ------------------------------------------------------------------------------------------

    def _letters(self, badges: "Badges") -> None:
        """Draw the badges of each row and what is noted of its cells."""
        view = self._view
        shown = 255
        if view.session.sight.filter.only_accountable:
            shown = view.matrix.document.alphabet.duties[Duty.ACCOUNTABLE]
        ratio = view.devicePixelRatioF()
        for row, (y, height) in zip(self._rows, self._ys, strict=True):
            held = view.matrix.letters(row)
            if held is None:
                if view.matrix.folded(row):
                    self._counts(row, y, height)
                continue
            for (x, width), place in zip(self._xs, self._places, strict=True):
                mask = held.letters[place] & shown
                if mask:
                    picture = badges.picture(mask)
                    size = picture.size() / ratio
                    if size.width() > width - 2:
                        self._small(QRect(x, y, width, height), mask)
                    else:
                        corner = QPoint(x + (width - 1 - size.width()) // 2, y + (height - size.height()) // 2)
                        self._painter.drawPixmap(corner, picture)
            if held.remarks or held.statuses:
                self._notes(held, y, height)

    def _notes(self, held: Row, y: int, height: int) -> None:
        """Draw the corners of remarks and the signs of statuses of a row's cells."""
        view = self._view
        columns = {view.matrix.unit(column).id: area for column, area in zip(self._columns, self._xs, strict=True)}
        for unit, _remark in held.remarks:
            if unit in columns:
                x, width = columns[unit]
                draw_remark(self._painter, x + width - 1, y, view.px(8), QColor(self._theme.accent))
        side = view.px(12)
        self._painter.setFont(view.font())
        for unit, status in held.statuses:
            if unit != WHOLE_ROW and unit in columns:
                disc = QRectF(columns[unit][0] + 1, y + height - side - 2, side, side)
                draw_status_disc(self._painter, disc, status, self._theme)

    def _counts(self, row: int, y: int, height: int) -> None:
        """Write what the rows under a folded heading hold."""
        view = self._view
        members = view.matrix.members(view.matrix.line(row).id)
        alphabet = view.matrix.document.alphabet
        font = QFont(view.font())
        font.setPixelSize(max(8, view.px(10)))
        self._painter.setFont(font)
        self._painter.setPen(QColor(self._theme.text))
        for (x, width), place in zip(self._xs, self._places, strict=True):
            counts = counts_of(bytes(held.letters[place] for held in members), alphabet)
            if counts:
                told = [f"{symbol}{count}" for symbol, count in counts]
                half = (len(told) + 1) // 2
                text = " ".join(told) if len(told) < 3 else " ".join(told[:half]) + "\n" + " ".join(told[half:])
                self._painter.drawText(QRect(x, y, width - 1, height), Qt.AlignmentFlag.AlignCenter, text)

    def _small(self, area: QRect, mask: int) -> None:
        """Write three letters or more as text: their badges would not fit."""
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.Bold)
        font.setPixelSize(max(8, self._view.px(11)))
        self._painter.setFont(font)
        self._painter.setPen(QColor(self._theme.text))
        self._painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._view.matrix.document.alphabet.text(mask))

    # -- over the letters ---------------------------------------------------------------------------------

    def _marks(self) -> None:
        """Frame what the opened finding points at."""
        marks = self._view.session.marks
        if not marks:
            return
        self._painter.setPen(QPen(QColor(self._theme.mark), 2, Qt.PenStyle.DashLine))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        last = self._view.matrix.columnCount() - 1
        for row in self._rows:
            line = self._view.matrix.line(row)
            if line.heading:
                continue
            if Place(line.id) in marks:
                whole = self._view.area(row, 0).united(self._view.area(row, last))
                self._painter.drawRect(whole.adjusted(1, 1, -2, -2))
            for column in self._columns:
                unit = self._view.matrix.unit(column).id
                if Place(line.id, unit) in marks or Place(unit=unit) in marks:
                    self._painter.drawRect(self._view.area(row, column).adjusted(1, 1, -3, -3))

    def _current(self) -> None:
        """Frame the current cell, more firmly with the keyboard here; draw the fill handle and what it would fill."""
        view = self._view
        current = view.currentIndex()
        accent = QColor(self._theme.accent)
        if current.isValid():
            self._painter.setPen(QPen(accent, 2 if view.hasFocus() else 1))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(view.area(current.row(), current.column()).adjusted(1, 1, -2, -2))
        handle = view.handle.area()
        if not handle.isEmpty():
            self._painter.fillRect(handle.adjusted(-1, -1, 1, 1), QColor(self._theme.surface))
            self._painter.fillRect(handle, accent)
        aim = view.handle.aimed_area()
        if not aim.isEmpty():
            self._painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
            self._painter.drawRect(aim.adjusted(1, 1, -2, -2))
