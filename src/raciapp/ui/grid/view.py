"""The view: one pass of painting for the whole viewport, letters typed straight into the cells."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from raciapp.ui.grid.activity_header import ActivityHeader
from raciapp.ui.grid.badges import Badges
from raciapp.ui.grid.choice import Choice, ClearAndSelect
from raciapp.ui.grid.corner import Corner
from raciapp.ui.grid.counting import Counting
from raciapp.ui.grid.dropping import drop_columns, drop_rows
from raciapp.ui.grid.handle import FillHandle
from raciapp.ui.grid.keys import Keyboard
from raciapp.ui.grid.lines import Line
from raciapp.ui.grid.loads import Loads, heat, loads
from raciapp.ui.grid.model import Index, MatrixModel
from raciapp.ui.grid.painting import paint
from raciapp.ui.grid.repainting import Repainting
from raciapp.ui.grid.revealing import revealing
from raciapp.ui.grid.sizes import Sizes
from raciapp.ui.grid.unit_header import UnitHeader
from raciapp.ui.session import Session
from raciapp.ui.sight import next_zoom
from raciapp.ui.theme import Theme, current_theme
from raciapp.ui.viewports import give_viewport

if TYPE_CHECKING:
    from raciapp.document.letters import Scheme

BADGE = 20


class GridView(QTableView):
    """The matrix on the screen."""

    stretched = Signal(object, object)
    """The fill handle was dragged: the `Span` that was chosen, and the one it is to fill."""
    rows_dropped = Signal(object, object)
    """The `Line`s that were dragged, and the `Line` they were dropped before (None: at the end)."""
    counted = Signal(object)
    """The letters were counted again: the `Loads` before."""
    columns_dropped = Signal(object, str)
    """The ids of the units that were dragged, and of the one they were dropped before (empty: at the end)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the matrix of `session`."""
        super().__init__(parent)
        self._made = False
        give_viewport(self)
        self.setObjectName("grid")
        self.session = session
        self.matrix = MatrixModel(session, self)
        self.loads: Loads = loads(session.document, session.matrix)
        self.heat = heat(self.loads)
        self.setModel(self.matrix)
        self.units = UnitHeader(self, self.matrix)
        self.activities = ActivityHeader(self, self.matrix)
        self.choice = Choice(self)
        self.sizes = Sizes(self)
        self.handle = FillHandle(self)
        self.keyboard = Keyboard(self)
        self.corner = Corner(self)
        self._made = True
        self._badges: tuple[object, Badges] | None = None
        self._set_up()
        self._counting = Counting(self)
        self._repainting = Repainting(self)
        self._listen()
        self._counting.mark_headers()
        self.keep_a_current_cell()  # the sizes follow when there is a size to share

    def _set_up(self) -> None:
        self.setHorizontalHeader(self.units)
        self.setVerticalHeader(self.activities)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setMouseTracking(True)

    def _listen(self) -> None:
        for header in (self.units, self.activities):
            header.sectionPressed.connect(self.keyboard.forget_run)
        self.activities.sectionPressed.connect(self.leave_heading)
        self.activities.sectionEntered.connect(self.leave_heading)
        self.units.menu_asked.connect(lambda column, at: self._ask_menu(self.currentIndex().row(), column, at))
        self.activities.menu_asked.connect(lambda row, at: self._ask_menu(row, self.currentIndex().column(), at))
        self.units.dropped.connect(lambda section, before: drop_columns(self, section, before))
        self.activities.dropped.connect(lambda section, before: drop_rows(self, section, before))
        self.matrix.arranged.connect(self.sizes.fit)
        self.matrix.headerDataChanged.connect(self.sizes.fit)

    # -- what is chosen -----------------------------------------------------------------------------------

    def current_place(self) -> tuple[str, str] | None:
        """Return (activity id, unit id) of the current cell, or None."""
        return self.matrix.place(self.currentIndex())

    # -- going somewhere ----------------------------------------------------------------------------------

    def go_to(self, activity: str, unit: str = "") -> None:
        """Make a cell current and bring it into view; what is not named stays. What is hidden is shown."""
        here = self.currentIndex()
        row, _ = self.current_place() or ("", "")
        column = self.matrix.unit(here.column()).id if here.isValid() else ""  # a folded heading has one too
        session, matrix = self.session, self.matrix
        session.look(revealing(session.sight, matrix.document, matrix.excluded, activity, unit))
        index = self.matrix.find(activity or row, unit or column)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, ClearAndSelect)
            self.scrollTo(index)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into view; the first row of a group comes with its heading."""
        above = index.row() - 1
        if above >= 0 and self.matrix.line(above).heading:
            super().scrollTo(self.matrix.index(above, index.column()), hint)
        super().scrollTo(index, hint)

    def stand_on_heading(self, group: str) -> None:
        """Make the heading of a folded group current."""
        row = self.matrix.row_of(Line(group, heading=True))
        column = max(0, self.currentIndex().column())
        self.selectionModel().setCurrentIndex(self.matrix.index(row, column), ClearAndSelect)

    def leave_heading(self) -> None:
        """Make the cell under a heading current, where a click on a header or the removal of a row has led to it."""
        index = self.currentIndex()
        if index.isValid() and self.matrix.line(index.row()).heading and not self.matrix.folded(index.row()):
            below = self.matrix.index(index.row() + 1, index.column())
            self.selectionModel().setCurrentIndex(below, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _ask_menu(self, row: int, column: int, at: QPoint) -> None:
        """Ask for the menu of a header's section; what it offers works on the chosen cells."""
        index = self.matrix.index(row, column)
        if index not in self.selectedIndexes():
            self.selectionModel().setCurrentIndex(index, ClearAndSelect)
            self.leave_heading()
        self.customContextMenuRequested.emit(self.viewport().mapFromGlobal(at))

    def keep_a_current_cell(self) -> None:
        """Stand somewhere, where there is a cell to stand on."""
        self.leave_heading()
        if not self.currentIndex().isValid() and self.matrix.rowCount():
            first = next((row for row in range(self.matrix.rowCount()) if not self.matrix.line(row).heading), 0)
            self.selectionModel().setCurrentIndex(self.matrix.index(first, 0), ClearAndSelect)

    # -- sizes --------------------------------------------------------------------------------------------

    def px(self, pixels: int) -> int:
        """Return pixels at the chosen zoom, at least one."""
        return max(1, round(pixels * self.session.sight.zoom / 100))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew between names and columns."""
        super().resizeEvent(event)
        self.sizes.fit()
        self.scrollTo(self.currentIndex())

    def updateGeometries(self) -> None:
        """Put the corner between the headers."""
        super().updateGeometries()
        if not self._made:  # Qt asks while the view is still being made
            return
        frame = self.frameWidth()
        self.corner.setGeometry(frame, frame, self.activities.width(), self.units.height())

    # -- keys and mouse -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type letters and move as a spreadsheet does."""
        if not self.keyboard.press(event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Tab for the cells: Qt would give it to the next widget."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            tab = event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
            if tab and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are for the cells."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl and the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = 1 if event.angleDelta().y() > 0 else -1
            self.session.look(replace(self.session.sight, zoom=next_zoom(self.session.sight.zoom, step)))
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the fill handle, or choose cells."""
        self.keyboard.forget_run()
        if event.button() is Qt.MouseButton.LeftButton and self.handle.hit(event.position().toPoint()):
            self.handle.take()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the fill handle, or choose more cells."""
        point = event.position().toPoint()
        if self.handle.held:
            self.handle.drag(point)
            return
        if self.handle.hit(point):
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.viewport().unsetCursor()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the fill handle."""
        if self.handle.held:
            stretched = self.handle.let_go()
            if stretched:
                self.stretched.emit(*stretched)
        else:
            super().mouseReleaseEvent(event)

    # -- painting -----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells that need it, each stretch of them in one pass."""
        paint(self, event)

    def area(self, row: int, column: int) -> QRect:
        """Return where a cell is in the viewport."""
        return QRect(
            self.columnViewportPosition(column), self.rowViewportPosition(row),
            self.columnWidth(column), self.rowHeight(row),
        )  # fmt: skip

    def current_badges(self) -> Badges:
        """Return the pictures of letters for this scheme, theme, zoom and screen."""
        scheme: Scheme = self.matrix.document.alphabet
        theme: Theme = current_theme()
        key = (scheme.id, theme.name, self.devicePixelRatioF(), self.px(BADGE))
        if self._badges is None or self._badges[0] != key:
            self._badges = (key, Badges(scheme, theme, self.px(BADGE), self.devicePixelRatioF(), self.font()))
        return self._badges[1]
