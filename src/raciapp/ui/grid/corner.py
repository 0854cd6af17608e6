"""The corner between the headers: what the columns of counts count, and what all of it adds up to."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from raciapp.base.messages import mark
from raciapp.ui.grid.badges import draw_badge
from raciapp.ui.grid.loads import Loads
from raciapp.ui.language import tr, tr_count
from raciapp.ui.theme import current_theme

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView


class Corner(QWidget):
    """Says how large the matrix is, and heads the columns of counts with their letters."""

    def __init__(self, view: "GridView") -> None:
        """Sit in the corner of `view`."""
        super().__init__(view)
        self._view = view
        self.setAccessibleName(tr(mark("Size of the matrix")))

    def text(self) -> str:
        """Return how many activities and units there are."""
        matrix = self._view.matrix
        document = matrix.document
        activities = tr_count("{n} activity", "{n} activities", len(document.activities))
        units = tr_count("{n} unit", "{n} units", len(document.units))
        return f"{_of(len(matrix.present_activities), activities)}\n{_of(matrix.columnCount(), units)}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the size at the left, the letters over their columns at the right."""
        del event  # small enough to draw whole
        theme, view = current_theme(), self._view
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.header))
        painter.setPen(QColor(theme.strong_line))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
        painter.setPen(QColor(theme.muted))
        painter.setFont(view.activities.font())
        counts = view.activities.counts_width
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(self.rect().adjusted(view.px(10), 0, -counts - 4, -view.px(6)), bottom, self.text())
        if counts:
            self._draw_letters(painter, self.width() - 1 - counts)
        painter.end()

    def _draw_letters(self, painter: QPainter, left: int) -> None:
        view, theme = self._view, current_theme()
        width, side = view.activities.count_width, view.px(14)
        font = QFont(view.font())
        font.setPixelSize(max(8, view.px(10)))
        font.setWeight(QFont.Weight.DemiBold)
        for number, letter in enumerate(view.loads.letters):
            painter.setFont(font)
            x = left + number * width + (width - side) / 2
            draw_badge(painter, QRectF(x, self.height() - side - view.px(6), side, side), letter, theme)


def _of(shown: int, everything: str) -> str:
    """Return «4 of 22 activities», or just «22 activities» where all of them are shown."""
    if everything.startswith(f"{shown} "):
        return everything
    return tr(mark("{shown} of {everything}"), shown=shown, everything=everything)


class TotalLine(QWidget):
    """The line under the grid: what each unit holds, letter by letter, and the whole at the left."""

    def __init__(self, view: "GridView", parent: QWidget | None = None) -> None:
        """Add up the columns of `view`."""
        super().__init__(parent)
        self._view = view
        view.counted.connect(self._recount)
        view.session.sight_changed.connect(self.fit)
        view.matrix.arranged.connect(self.fit)
        view.horizontalScrollBar().valueChanged.connect(self._repaint)
        for signal in (view.units.sectionResized, view.units.geometriesChanged, view.activities.geometriesChanged):
            signal.connect(self._repaint)
        self.fit()

    def fit(self) -> None:
        """Be as high as the zoom asks, or gone where loads are not shown."""
        lines = (len(self._view.matrix.document.alphabet.letters) + 1) // 2
        self.setFixedHeight(self._view.px(14) * lines + self._view.px(8))
        self.setVisible(self._view.session.sight.load and bool(self._view.matrix.document.units))
        self._tell()
        self.update()

    def _repaint(self) -> None:
        self.update()

    def _recount(self, before: Loads) -> None:
        """Paint anew the counts that are others now."""
        view = self._view
        if len(before.units) != len(view.loads.units):
            self.fit()
            return
        self._tell()
        names = view.viewport().x()
        self.update(0, 0, names, self.height())
        for column in range(view.matrix.columnCount()):
            place = view.matrix.unit_place(column)
            if before.units[place] != view.loads.units[place]:
                left = names + view.columnViewportPosition(column)
                self.update(left, 0, view.columnWidth(column), self.height())

    def _tell(self) -> None:
        loads = self._view.loads
        totals = ", ".join(
            f"{letter.symbol} {total}" for letter, total in zip(loads.letters, loads.totals, strict=True)
        )
        self.setAccessibleName(tr(mark("Total: {counts}"), counts=totals))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the counts of every visible unit under its column."""
        theme, view = current_theme(), self._view
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.band))
        painter.setPen(QColor(theme.strong_line))
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())
        names = view.viewport().x()
        if event.rect().left() < names:
            self._draw_whole(painter, names)
        painter.setClipRect(QRect(names, 0, view.viewport().width(), self.height()))
        font = QFont(view.font())
        font.setPixelSize(max(8, view.px(10)))
        painter.setFont(font)
        for column in range(view.matrix.columnCount()):
            left = names + view.columnViewportPosition(column)
            width = view.columnWidth(column)
            if not event.region().intersects(QRect(left, 0, width, self.height())):
                continue
            painter.setPen(QColor(theme.line))
            painter.drawLine(left + width - 1, 1, left + width - 1, self.height())
            self._draw_counts(painter, QRect(left, 0, width, self.height()), view.matrix.unit_place(column))
        painter.end()

    def _draw_whole(self, painter: QPainter, names: int) -> None:
        theme, view = current_theme(), self._view
        counts = view.activities.counts_width
        painter.setPen(QColor(theme.text))
        bold = QFont(view.activities.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(view.px(10), 0, names - counts - view.px(10), self.height()), middle, tr(mark("Total")))
        painter.setFont(view.activities.count_font())
        width = view.activities.count_width
        left = names - counts
        for number, total in enumerate(view.loads.totals):
            area = QRect(left + number * width, 0, width, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(total))

    def _draw_counts(self, painter: QPainter, area: QRect, place: int) -> None:
        """Draw a unit's counts two and two, each with its letter."""
        theme, view = current_theme(), self._view
        counts = view.loads.units[place]
        line, half = view.px(14), area.width() / 2
        top = view.px(4)
        for number, (letter, count) in enumerate(zip(view.loads.letters, counts, strict=True)):
            box = QRectF(area.left() + half * (number % 2), top + line * (number // 2), half, line)
            painter.setPen(QColor(theme.text if count else theme.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{letter.symbol}{count}")
