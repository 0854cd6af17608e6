"""The client's sheet: what was read as what is seen in it, and a click or a key says what it really is."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from raciapp.base.messages import mark
from raciapp.formats.finding.reading import Part
from raciapp.ui.grid.marks import weighted, wrapped_height
from raciapp.ui.importing.menus import SheetMenus
from raciapp.ui.importing.painting import MARGIN, SheetPainter
from raciapp.ui.importing.places import Place
from raciapp.ui.importing.preview import Preview
from raciapp.ui.importing.sheet_model import SheetModel
from raciapp.ui.language import tr
from raciapp.ui.theme import current_theme

NARROWEST, WIDEST = 44, 230
LOWEST, HIGHEST = 26, 132
_SAMPLE = 200
"""Rows that decide how wide columns are."""
_SHORT = 0.5
"""Texts that fill less of their column, by the width of an average letter, are not measured."""
_DOT = 5
_NUMBERS = 36
"""Pixels of the narrowest column of row numbers."""
_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Menu}


class SheetHeader(QHeaderView):
    """Letters of columns or numbers of rows; a click asks what the row or column is."""

    asked = Signal(int, QPoint)

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        """Head the columns or rows of `parent`."""
        super().__init__(orientation, parent)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(LOWEST)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.sectionClicked.connect(lambda section: self.asked.emit(section, self._below(section)))
        across = orientation is Qt.Orientation.Horizontal
        self.setAccessibleName(tr(mark("Columns of the file")) if across else tr(mark("Rows of the file")))

    def _below(self, section: int) -> QPoint:
        at = self.sectionViewportPosition(section)
        across = self.orientation() is Qt.Orientation.Horizontal
        corner = QPoint(at, self.height()) if across else QPoint(self.width(), at)
        return self.viewport().mapToGlobal(corner)

    def sizeHint(self) -> QSize:
        """Return that numbers have some air."""
        return super().sizeHint().expandedTo(QSize(_NUMBERS, LOWEST))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw one letter or number, with a dot where a person said what it is."""
        theme, model = current_theme(), self.model()
        current = self.selectionModel().currentIndex()
        across = self.orientation() is Qt.Orientation.Horizontal
        chosen = logical == (current.column() if across else current.row())
        painter.save()
        painter.fillRect(rect, QColor(theme.selection if chosen else theme.header))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(theme.text if chosen else theme.muted))
        painter.setFont(weighted(self.font(), bold=chosen))
        text = str(model.headerData(logical, self.orientation()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        if isinstance(model, SheetModel) and model.said(logical, self.orientation()):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(QRect(rect.right() - _DOT - 3, rect.top() + 3, _DOT, _DOT))
        painter.restore()


class SheetView(QTableView):
    """Shows a table of the file. Enter, F2, the menu key and clicks offer to say what a place is."""

    def __init__(self, menus: SheetMenus, parent: QWidget | None = None) -> None:
        """Show nothing yet; `menus` are what is offered."""
        super().__init__(parent)
        self.menus = menus
        self.sheet = SheetModel(self)
        self.setModel(self.sheet)
        self.setItemDelegate(SheetPainter(self))
        self.setAccessibleName(tr(mark("The sheet of the file")))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for mode in (self.setHorizontalScrollMode, self.setVerticalScrollMode):
            mode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.across = SheetHeader(Qt.Orientation.Horizontal, self)
        self.down = SheetHeader(Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self.across)
        self.setVerticalHeader(self.down)
        # Clicking a header opens its menu; choosing the whole row as well would hide where one was.
        for header, offered in ((self.across, self._offer_column), (self.down, self._offer_row)):
            header.sectionPressed.disconnect()
            header.sectionEntered.disconnect()
            header.asked.connect(offered)
        self.doubleClicked.connect(lambda _: self.offer())

    def show_preview(self, preview: Preview) -> None:
        """Show the table of `preview`, at the same cell as before where it is the same table."""
        if self.sheet.show(preview):
            self.clearSpans()
            for span in self.sheet.places.spans():
                self.setSpan(*span)
            self._fit()
            self.setCurrentIndex(self._start(preview))
        self.viewport().update()

    def _start(self, preview: Preview) -> QModelIndex:
        """Return the first of the letters, else the first cell."""
        for region in preview.reading.regions if preview.reading else ():
            if region.part is Part.LETTERS:
                return self.sheet.index(self.sheet.places.line_of(region.top), region.left)
        return self.sheet.index(0, 0)

    def show_place(self, place: Place) -> None:
        """Choose a cell, or a whole row or column, and bring it into sight."""
        places = self.sheet.places
        if not places.height or not places.width:
            return
        line = places.line_of(place.row) if place.row is not None else self._first_filled(place.column or 0)
        column = min(place.column or 0, places.width - 1)
        index = self.sheet.index(line, column)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        flag = QItemSelectionModel.SelectionFlag
        whole = flag.Columns if place.row is None else flag.Rows if place.column is None else flag.NoUpdate
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | whole)

    def _first_filled(self, column: int) -> int:
        places = self.sheet.places
        if column >= places.width:
            return 0
        return next((line for line in range(places.height) if places.cell(line, column).text), 0)

    # -- sizes --------------------------------------------------------------------------------------------

    def _fit(self) -> None:
        """Let columns be as wide as their texts, within reason, and rows as high as those need when wrapped."""
        places, metrics = self.sheet.places, self.fontMetrics()
        merged = {(line, column) for line, column, _, across in places.spans() if across > 1}
        for column in range(places.width):
            longest = 0
            for line in range(min(places.height, _SAMPLE)):
                text = places.cell(line, column).text
                if text and (line, column) not in merged and places.lone(line) is None:
                    longest = max(longest, *map(metrics.horizontalAdvance, text[:200].split("\n")))
            self.setColumnWidth(column, min(WIDEST, max(NARROWEST, round(longest * 1.06) + 3 * MARGIN)))
        self._make_room_for_titles()
        widths = [self.columnWidth(column) for column in range(places.width)]
        for line in range(places.height):
            self.setRowHeight(line, self._height(line, widths, metrics.averageCharWidth()))

    def _make_room_for_titles(self) -> None:
        """Let the last column be so wide that titles do not end with the sheet."""
        places, last = self.sheet.places, self.sheet.places.width - 1
        metrics, missing = QFontMetrics(weighted(self.font(), bold=True)), 0
        for line in range(min(places.height, _SAMPLE)):
            lone = places.lone(line)
            if lone is not None:
                text = places.cell(line, lone).text[:200]
                needed = metrics.horizontalAdvance(text) + 3 * MARGIN
                missing = max(missing, needed - sum(map(self.columnWidth, range(lone, last + 1))))
        if missing:
            self.setColumnWidth(last, min(self.columnWidth(last) + missing, 2 * WIDEST))

    def _height(self, line: int, widths: Sequence[int], letter: int) -> int:
        """Return the pixels that the wrapped texts of a line need; `letter` is how wide one is on average."""
        places, height = self.sheet.places, LOWEST
        if places.lone(line) is not None:
            return height
        for column, cell in enumerate(places.table.rows[line]):
            if len(cell.text) * letter < _SHORT * NARROWEST and "\n" not in cell.text:
                continue
            down, across = places.span(line, column)
            width = sum(widths[column : column + across]) - 3 * MARGIN
            long = "\n" in cell.text or len(cell.text) * letter > _SHORT * width
            if long and down == 1:
                height = max(height, wrapped_height(weighted(self.font(), bold=cell.bold), cell.text, width) + 8)
        return min(height, HIGHEST)

    def sizeHint(self) -> QSize:
        """Return that half of a dialog is what it wants."""
        return QSize(620, 460)

    # -- saying what is what ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer to say what the current cell is on Enter, F2 and the menu key."""
        if event.key() in _OPENING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.offer()
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to say what the cell under the mouse is."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if not index.isValid():
                return
            self.setCurrentIndex(index)
        self.offer()

    def offer(self) -> None:
        """Show what can be said about the current cell."""
        index = self.currentIndex()
        if index.isValid():
            self._pop_up(self.menus.cell(self.sheet.cell(index), self.sheet.part(index), self))

    def offer_at(self, place: Place) -> None:
        """Show what can be said about a cell, a row or a column; the current cell is there already."""
        if place.column is None and place.row is not None:
            self._pop_up(self.menus.row(place.row, self))
        elif place.row is None and place.column is not None:
            self._pop_up(self.menus.column(place.column, self))
        else:
            self.offer()

    def _pop_up(self, menu: QMenu) -> None:
        corner = self.visualRect(self.currentIndex()).bottomLeft()
        menu.popup(self.viewport().mapToGlobal(corner))

    def _offer_row(self, section: int, at: QPoint) -> None:
        self._go_to(section, self.currentIndex().column())
        self.menus.row(self.sheet.places.rows[section], self).popup(at)

    def _offer_column(self, section: int, at: QPoint) -> None:
        self._go_to(self.currentIndex().row(), section)
        self.menus.column(section, self).popup(at)

    def _go_to(self, line: int, column: int) -> None:
        self.setCurrentIndex(self.sheet.index(max(line, 0), max(column, 0)))
        self.setFocus()
