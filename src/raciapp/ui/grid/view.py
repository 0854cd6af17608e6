"""The view: one pass of painting for the whole viewport, letters typed straight into the cells."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from raciapp.ui.grid.badges import Badges
from raciapp.ui.grid.canvas import Canvas
from raciapp.ui.grid.headers import ActivityHeader, UnitHeader
from raciapp.ui.grid.model import Index, MatrixModel
from raciapp.ui.session import Session
from raciapp.ui.theme import Theme, current_theme

if TYPE_CHECKING:
    from raciapp.document.letters import Scheme

NARROWEST, WIDEST = 44, 72
"""Pixels of a column: two badges must fit, and all units should where the window is wide enough."""
ROW_HEIGHT = 30
BADGE = 20


class GridView(QTableView):
    """The matrix on the screen."""

    letter_typed = Signal(str)
    """A letter of the scheme was typed; the chosen cells are `chosen_places`."""
    unknown_typed = Signal(str)
    """A character that is no letter of the scheme was typed."""
    clear_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the matrix of `session`."""
        super().__init__(parent)
        self.setObjectName("grid")
        self.session = session
        self.matrix = MatrixModel(session, self)
        self.setModel(self.matrix)
        self.units = UnitHeader(self, self.matrix)
        self.activities = ActivityHeader(self, self.matrix)
        self.setHorizontalHeader(self.units)
        self.setVerticalHeader(self.activities)
        self.units.setMinimumSectionSize(NARROWEST)
        self.units.setDefaultSectionSize(NARROWEST)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._badges: tuple[object, Badges] | None = None
        session.checked.connect(self._mark_headers)
        session.marked.connect(self._repaint)
        session.expectation_changed.connect(self._repaint)
        # The crosshair reaches further than the two cells that Qt repaints of itself.
        self.selectionModel().currentChanged.connect(self._repaint)
        for header in (self.units, self.activities):
            header.sectionPressed.connect(self._leave_heading)
            header.sectionEntered.connect(self._leave_heading)
        self.units.menu_asked.connect(lambda column, at: self._ask_menu(self.currentIndex().row(), column, at))
        self.activities.menu_asked.connect(lambda row, at: self._ask_menu(row, self.currentIndex().column(), at))
        for signal in (self.matrix.rowsInserted, self.matrix.columnsInserted, self.matrix.headerDataChanged):
            signal.connect(self._fit)
        self._mark_headers()
        self._keep_a_current_cell()

    # -- what is chosen -----------------------------------------------------------------------------------

    def current_place(self) -> tuple[str, str] | None:
        """Return (activity id, unit id) of the current cell, or None."""
        return self.matrix.place(self.currentIndex())

    def chosen_places(self) -> list[tuple[str, str]]:
        """Return (activity id, unit id) of every chosen cell, row by row."""
        indexes = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        found = [self.matrix.place(index) for index in indexes or [self.currentIndex()]]
        return [place for place in found if place is not None]

    def block_places(self, height: int, width: int) -> list[list[tuple[str, str]]]:
        """Return (activity id, unit id) of a block from the top left chosen cell on, headings passed over."""
        chosen = self.selectedIndexes() or [self.currentIndex()]
        top, left = min(index.row() for index in chosen), min(index.column() for index in chosen)
        rows = [row for row in range(top, self.matrix.rowCount()) if not self.matrix.line(row).heading][:height]
        columns = range(left, min(left + width, self.matrix.columnCount()))
        return [[(self.matrix.line(row).id, self.matrix.unit(column).id) for column in columns] for row in rows]

    def go_to(self, activity: str, unit: str = "") -> None:
        """Make a cell current and bring it into view; without a unit the column stays."""
        column = unit or (self.current_place() or ("", ""))[1]
        index = self.matrix.find(activity, column)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into view; the first row of a group comes with its heading."""
        above = index.row() - 1
        if above >= 0 and self.matrix.line(above).heading:
            super().scrollTo(self.matrix.index(above, index.column()), hint)
        super().scrollTo(index, hint)

    def _leave_heading(self) -> None:
        """Make the cell under a heading current, where a click on a header or the removal of a row has led to it."""
        index = self.currentIndex()
        if index.isValid() and self.matrix.line(index.row()).heading:
            below = self.matrix.index(index.row() + 1, index.column())
            self.selectionModel().setCurrentIndex(below, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _ask_menu(self, row: int, column: int, at: QPoint) -> None:
        """Ask for the menu of a header's section; what it offers works on the chosen cells."""
        index = self.matrix.index(row, column)
        if index not in self.selectedIndexes():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._leave_heading()
        self.customContextMenuRequested.emit(self.viewport().mapFromGlobal(at))

    def _keep_a_current_cell(self) -> None:
        self._leave_heading()
        if not self.currentIndex().isValid():
            self.go_to("")

    # -- sizes and marks ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew between names and columns."""
        super().resizeEvent(event)
        self._fit()
        self.scrollTo(self.currentIndex())

    def _fit(self) -> None:
        """Give names a good quarter of the width and the units what they need of the rest."""
        self.activities.set_width(min(430, max(230, self.width() * 28 // 100)))
        room = self.width() - self.activities.sizeHint().width() - self.verticalScrollBar().sizeHint().width() - 4
        columns = max(1, self.matrix.columnCount())
        self.units.setDefaultSectionSize(min(WIDEST, max(NARROWEST, room // columns)))
        self.units.fit()
        self.updateGeometries()
        self._fit_rows()
        self._keep_a_current_cell()

    def _fit_rows(self) -> None:
        for row in range(self.matrix.rowCount()):
            height = self.activities.height_of(row, ROW_HEIGHT)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def _repaint(self) -> None:
        for part in (self, self.units, self.activities):
            part.viewport().update()

    def _mark_headers(self) -> None:
        rows, columns = self.session.report.weights()
        self.activities.set_weights(rows)
        self.units.set_weights(columns)

    # -- keys ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle a typed letter; otherwise move as a spreadsheet does."""
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        key = event.key()
        text = event.text().upper()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            up = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move(QAbstractItemView.CursorAction.MoveUp if up else QAbstractItemView.CursorAction.MoveDown)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not plain:
            self.clear_asked.emit()
        elif not plain and text in self.matrix.document.alphabet.bits:
            self.letter_typed.emit(text)
        elif not plain and len(text) == 1 and text.isprintable() and text != " ":
            self.unknown_typed.emit(text)
        else:
            super().keyPressEvent(event)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Choose the cell that Ctrl with a key leads to: letters must not land on cells left behind out of sight."""
        held = event.modifiers() if isinstance(event, QKeyEvent) else Qt.KeyboardModifier.NoModifier
        if held & Qt.KeyboardModifier.ControlModifier and not held & Qt.KeyboardModifier.ShiftModifier:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    def _move(self, action: QAbstractItemView.CursorAction) -> None:
        index = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        if index.isValid():
            self.setCurrentIndex(index)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are for the cells."""

    # -- painting -----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw all visible cells in one pass."""
        theme = current_theme()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.surface))
        rows = list(self._visible(event.rect().top(), event.rect().bottom(), Qt.Orientation.Vertical))
        columns = list(self._visible(event.rect().left(), event.rect().right(), Qt.Orientation.Horizontal))
        if rows and columns:
            Canvas(painter, self, theme, rows, columns).paint(self._current_badges(theme))
        painter.end()

    def _visible(self, first: int, last: int, orientation: Qt.Orientation) -> Iterator[int]:
        """Yield the sections between two pixels; -1 past the end means up to the last."""
        header = self.units if orientation is Qt.Orientation.Horizontal else self.activities
        start, end = header.visualIndexAt(first), header.visualIndexAt(last)
        if start >= 0:
            yield from range(start, (end if end >= 0 else header.count() - 1) + 1)

    def area(self, row: int, column: int) -> QRect:
        """Return where a cell is in the viewport."""
        return QRect(
            self.columnViewportPosition(column), self.rowViewportPosition(row),
            self.columnWidth(column), self.rowHeight(row),
        )  # fmt: skip

    def _current_badges(self, theme: Theme) -> Badges:
        scheme: Scheme = self.matrix.document.alphabet
        key = (scheme.id, theme.dark, self.devicePixelRatioF())
        if self._badges is None or self._badges[0] != key:
            self._badges = (key, Badges(scheme, theme, BADGE, self.devicePixelRatioF(), self.font()))
        return self._badges[1]
