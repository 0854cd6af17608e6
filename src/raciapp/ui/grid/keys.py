"""The keyboard of the grid: letters typed in place, the cell that comes next, the jumps of a spreadsheet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from raciapp.ui.advance import Advance

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView

Key = Qt.Key
JOIN, REST, EXPECTED = "/", ".", "="
"""Signs that are no letters of any scheme: add to the cell just typed; the rest of the row; as the template has it."""

_ENTER = frozenset({Key.Key_Return, Key.Key_Enter})
_STEPS = {
    Key.Key_Left: (0, -1),
    Key.Key_Right: (0, 1),
    Key.Key_Up: (-1, 0),
    Key.Key_Down: (1, 0),
}
_PAGES = {Key.Key_PageUp: -1, Key.Key_PageDown: 1}
_GOING = frozenset({*_STEPS, *_PAGES, Key.Key_Home, Key.Key_End})


class Keyboard(QObject):
    """What the keys mean while the grid has the keyboard."""

    letter_typed = Signal(str)
    """Set it on the chosen cells, or take it off where all of them have it."""
    letter_alone = Signal(str)
    """Set it on the chosen cells and nothing else (Shift and the letter)."""
    letter_joined = Signal(str)
    """Add it to the cell typed before (the letter after «/»)."""
    rest_typed = Signal(str)
    """Set it on the cells of the row that are still empty (the letter after «.»)."""
    expected_asked = Signal()
    """Take what the template expects of the chosen cells («=»)."""
    unknown_typed = Signal(str)
    clear_asked = Signal()
    answered = Signal(bool)
    """Enter or another key while the view is asking whether to fill a whole line."""
    escaped = Signal()
    waiting = Signal(str)
    """A sign was typed that a letter must follow, or (empty) no longer."""

    def __init__(self, view: "GridView") -> None:
        """Serve `view`."""
        super().__init__(view)
        self._view = view
        self._sign = ""
        self._typed: tuple[str, str] | None = None
        """The place a letter was typed in last; «/» leads back to it."""
        self._anchor: QPersistentModelIndex | None = None
        """Where a stretching began; the next step without Shift goes from there, as in a spreadsheet."""
        self._start: int | None = None
        """The column where this run of typing began; Enter leads back to it, as in a spreadsheet."""
        self.advance = Advance.STAY
        self.asking = False

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key and return whether it meant something here."""
        if event.key() in {Key.Key_Shift, Key.Key_Control, Key.Key_Alt, Key.Key_AltGr, Key.Key_Meta}:
            return False
        if self.asking and self._answer(event):
            return True
        sign, self._sign = self._sign, ""
        done = self._type(event, sign) or self._go(event)
        if sign and not self._sign:
            self.waiting.emit("")
        return done

    def forget_run(self) -> None:
        """Begin anew where the person went with the mouse or an arrow."""
        self._start = self._anchor = None

    def _answer(self, event: QKeyEvent) -> bool:
        """Answer the open question: Enter agrees; every other key declines, and means what it always means."""
        agreed = event.key() in _ENTER
        self.answered.emit(agreed)
        return agreed or event.key() == Key.Key_Escape

    # -- typing -------------------------------------------------------------------------------------------

    def _type(self, event: QKeyEvent, sign: str) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = modifiers == Qt.KeyboardModifier.ShiftModifier
        text = event.text()
        symbol = text.upper()
        if event.key() in {Key.Key_Delete, Key.Key_Backspace}:
            if modifiers and not shift:
                return False
            self.clear_asked.emit()
        elif (modifiers and not shift) or len(text) != 1 or not text.isprintable():
            return False
        elif symbol in self._view.matrix.document.alphabet.bits:
            self._letter(symbol, sign, alone=shift)
        elif text in {JOIN, REST}:
            self._sign = text
            self.waiting.emit(text)
        elif text == EXPECTED:
            self.expected_asked.emit()
        elif text == " " and not shift:
            self._space()
        elif text in "123456789":  # some keyboards have digits above Shift
            self._skip(int(text))
        else:
            self.unknown_typed.emit(text)
        return True

    def _letter(self, symbol: str, sign: str, *, alone: bool) -> None:
        if sign == REST:
            self.rest_typed.emit(symbol)
        elif sign == JOIN and self._typed is not None:
            self.letter_joined.emit(symbol)
        elif alone:
            self._typed = self._view.current_place()
            self.letter_alone.emit(symbol)
            self._step_on()
        else:
            self._typed = self._view.current_place()
            self.letter_typed.emit(symbol)
            self._step_on()

    @property
    def typed_place(self) -> tuple[str, str] | None:
        """Return the (activity id, unit id) that a letter was typed in last."""
        return self._typed

    def _space(self) -> None:
        """Leave a cell as it is; on the heading of a folded group, unfold it."""
        index = self._view.currentIndex()
        if index.isValid() and self._view.matrix.folded(index.row()):
            self._view.activities.fold_asked.emit(self._view.matrix.line(index.row()).id)
        else:
            self._skip(1)

    def _step_on(self) -> None:
        """Go to the next cell after a letter, where the person wants that and one cell is chosen."""
        if self.advance is not Advance.STAY and len(self._view.selectedIndexes()) <= 1:
            self._skip(1)

    def _skip(self, count: int) -> None:
        """Go `count` cells on in the direction of typing; at the end of a row to the start of the next."""
        if self._start is None:
            self._start = self._view.currentIndex().column()
        for _ in range(count):
            index = self._view.currentIndex()
            if self.advance is Advance.DOWN:
                self._choose(self._beside(index, 1, 0))
            elif index.column() + 1 < self._view.matrix.columnCount():
                self._choose(index.siblingAtColumn(index.column() + 1))
            else:
                self._next_row(1)

    # -- going --------------------------------------------------------------------------------------------

    def _go(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if key == Key.Key_Escape:
            self.escaped.emit()
        elif key in _ENTER and not control:
            self._enter(-1 if shift else 1)
        elif key in {Key.Key_Tab, Key.Key_Backtab} and not control:
            self._tab(-1 if shift or key == Key.Key_Backtab else 1)
        elif key in _GOING and not modifiers & Qt.KeyboardModifier.AltModifier:
            anchor = self._anchor or QPersistentModelIndex(self._view.currentIndex())
            start = self._view.currentIndex() if shift or not anchor.isValid() else self._at(anchor)
            # Qt stretches from the last place it went to itself, not from the one we went to.
            self._choose(self._target(start, Key(key), control=control), stretch=shift)
            self.forget_run()
            self._anchor = anchor if shift else None
        else:
            return False
        return True

    def _at(self, place: QPersistentModelIndex) -> QModelIndex:
        return self._view.matrix.index(place.row(), place.column())

    def _target(self, index: QModelIndex, key: Qt.Key, *, control: bool) -> QModelIndex:
        """Return the cell that a key leads to from `index`; at the edge the same."""
        matrix = self._view.matrix
        if key in _STEPS:
            return (self._edge if control else self._beside)(index, *_STEPS[key])
        if key in _PAGES:
            return self._page(index, _PAGES[key])
        ahead = -1 if key == Key.Key_Home else 1
        column = 0 if ahead < 0 else matrix.columnCount() - 1
        if not control:
            return index.siblingAtColumn(column)
        return matrix.index(self._row_from(0 if ahead < 0 else matrix.rowCount() - 1, -ahead), column)

    def _enter(self, step: int) -> None:
        """Go down or up; within a run of typing to the column where the run began."""
        if self._start is None or self.advance is Advance.DOWN:
            self._choose(self._beside(self._view.currentIndex(), step, 0))
        else:
            self._next_row(step)

    def _next_row(self, step: int) -> None:
        index = self._view.currentIndex()
        beside = self._beside(index, step, 0)
        if beside.row() != index.row():
            self._choose(beside.siblingAtColumn(self._start or 0))

    def _tab(self, step: int) -> None:
        """Go right or left; past the end of a row to the next one. At the last cell stay: nobody falls out."""
        index = self._view.currentIndex()
        if self._start is None:
            self._start = index.column()
        column = index.column() + step
        if 0 <= column < self._view.matrix.columnCount():
            self._choose(index.siblingAtColumn(column))
            return
        beside = self._beside(index, step, 0)
        if beside.row() != index.row():
            self._choose(beside.siblingAtColumn(0 if step > 0 else self._view.matrix.columnCount() - 1))

    def _edge(self, index: QModelIndex, down: int, right: int) -> QModelIndex:
        """Return the edge of what is filled, as a spreadsheet sees it."""
        beside = self._beside(index, down, right)
        run = self._filled(index) and self._filled(beside)
        while beside != index:
            index = beside
            beside = self._beside(index, down, right)
            if run and not self._filled(beside):
                break
            if not run and self._filled(index):
                break
        return index

    def _filled(self, index: QModelIndex) -> bool:
        return bool(index.data())

    def _page(self, index: QModelIndex, step: int) -> QModelIndex:
        """Return the cell one screen further down or up; where a heading is, the next one behind it."""
        view, area = self._view, self._view.visualRect(index)
        height = view.viewport().height()
        row = view.rowAt(area.top() + height if step > 0 else area.bottom() - height)
        if row == index.row():  # a row higher than the screen
            return self._beside(index, step, 0)
        if row < 0:
            row = view.matrix.rowCount() - 1 if step > 0 else 0
        found = self._row_from(row, step)
        return view.matrix.index(found if found >= 0 else self._row_from(row, -step), index.column())

    def _beside(self, index: QModelIndex, down: int, right: int) -> QModelIndex:
        """Return the next cell that can be chosen in a direction, or the same at the edge."""
        if not index.isValid():
            return index
        row = self._row_from(index.row() + down, down) if down else index.row()
        beside = self._view.matrix.index(row, index.column() + right)
        return beside if beside.isValid() else index

    def _row_from(self, row: int, step: int) -> int:
        """Return the first row from `row` on that can be chosen, or -1."""
        matrix = self._view.matrix
        while 0 <= row < matrix.rowCount():
            if not matrix.line(row).heading or matrix.folded(row):
                return row
            row += step
        return -1

    def _choose(self, index: QModelIndex, *, stretch: bool = False) -> None:
        if not index.isValid():
            return
        if stretch:
            self._view.choice.stretch_to(index)
        else:
            self._view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
