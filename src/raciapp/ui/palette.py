"""The command palette: everything the app can do and everywhere one can go, by a few characters of its name."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from raciapp.base.messages import mark
from raciapp.ui.language import tr
from raciapp.ui.palette_lines import Entry, action_entries, place_entries, search
from raciapp.ui.palette_list import LINE_HEIGHT, Index, LinePainter, LinesModel
from raciapp.ui.theme import current_theme

if TYPE_CHECKING:
    from raciapp.ui.window import MainWindow

WIDTH = 620
"""Pixels of the panel in a window that has them."""
MOST_LINES = 11
"""Lines shown at once."""
SHADOW = 14
"""Pixels around the panel for its shadow."""


_FOR_A_MOMENT = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}
"""Why the keyboard leaves the field and comes back of itself: another application, the field's own menu."""


class Palette(QWidget):
    """A panel at the top of the window, gone with Esc, with what was chosen, or with a click beside it.

    It is a clear cover over the window, not a window of its own: it comes at once, no window system can misplace it,
    and a click meant to put it away does nothing else.
    """

    recent: ClassVar[list[str]] = []
    """The actions used last, the newest first; they outlive a change of language."""
    MOST_RECENT: ClassVar[int] = 6

    def __init__(self, window: "MainWindow") -> None:
        """Offer what `window` can do now."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr(mark("Commands")))
        self._window = window
        self._before: QWidget | None = None
        self._actions = action_entries(window.actions_by_id)
        self._places: list[Entry] | None = None
        self.panel = QWidget(self)
        self.field = QLineEdit()
        self.list = QListView()
        self.nothing = QLabel(tr(mark("Nothing is called that")))
        self.lines = LinesModel(self)
        self._build()
        self._search()

    def _build(self) -> None:
        self.field.setObjectName("paletteField")
        self.field.setPlaceholderText(tr(mark("What do you want to do?  @ finds activities and units")))
        self.field.setAccessibleName(tr(mark("What do you want to do?")))
        self.field.setMaxLength(200)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._search)
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(tr(mark("Commands")))
        self.list.setModel(self.lines)
        self.list.setItemDelegate(LinePainter(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.nothing.setObjectName("paletteNothing")
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(6)
        for widget in (self.field, self.nothing, self.list):
            column.addWidget(widget)
        self._window.installEventFilter(self)

    def open(self) -> None:
        """Show the panel with the keyboard in its field."""
        self._before = QApplication.focusWidget()
        self._arrange()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    # -- what is offered ----------------------------------------------------------------------------------

    def _all_places(self) -> list[Entry]:
        if self._places is None:
            session = self._window.session
            self._places = place_entries(session.document) if session else []
        return self._places

    def _search(self) -> None:
        lines = search(self.field.text(), self._actions, self._all_places, self.recent)
        self.lines.show(lines)
        self.nothing.setVisible(not lines)
        self.list.setVisible(bool(lines))
        if lines:
            first = next((row for row, line in enumerate(lines) if not line.entry.reason), 0)
            self.list.setCurrentIndex(self.lines.index(first))
        self._tell()
        self._arrange()

    def _tell(self) -> None:
        """Let screen readers, which stay with the field, say the line that Enter would choose."""
        index = self.list.currentIndex()
        said = self.lines.lines[index.row()].sentence if index.isValid() else self.nothing.text()
        self.field.setAccessibleDescription(said)

    def _arrange(self) -> None:
        """Cover the window and hang the panel under the menus, as high as its lines."""
        window, top = self._window, self._window.menuBar().height() + 4
        room = max(1, (window.height() - top - 90) // LINE_HEIGHT)
        self.list.setFixedHeight(LINE_HEIGHT * min(MOST_LINES, room, len(self.lines.lines)))
        width = min(WIDTH, window.width() - 2 * SHADOW)
        self.setGeometry(window.rect())
        before = self.panel.geometry()
        self.panel.setGeometry((window.width() - width) // 2, top, width, self.panel.sizeHint().height())
        # All that lies beneath is drawn anew with it: no more than the panel and its shadow.
        self.update(before.united(self.panel.geometry()).adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))

    # -- keys ---------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the window's shortcuts away while one types, and let the field's keys move in the list."""
        kind = event.type()
        if watched is self._window:
            if kind is QEvent.Type.Resize:
                self._arrange()
        elif kind is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        elif kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event.key())
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _FOR_A_MOMENT:
            self._leave()
        return super().eventFilter(watched, event)

    def _press(self, key: int) -> bool:
        """Do what a key of the list means, and return whether it was one."""
        here, last = self.list.currentIndex().row(), self.lines.rowCount() - 1
        targets: dict[int, int] = {
            Qt.Key.Key_Down: here + 1 if here < last else 0,
            Qt.Key.Key_Up: here - 1 if here > 0 else last,
            Qt.Key.Key_PageDown: min(here + MOST_LINES - 1, last),
            Qt.Key.Key_PageUp: max(here - MOST_LINES + 1, 0),
        }
        target = targets.get(key)
        if target is not None:
            self.list.setCurrentIndex(self.lines.index(target))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self._leave(back=True)
        else:
            return key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}  # there is nowhere else to go
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go with a click beside the panel."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self._leave(back=True)

    def _choose(self, index: Index) -> None:
        if not index.isValid():
            return
        entry = self.lines.lines[index.row()].entry
        if entry.reason:
            return
        self._leave(back=True)
        if entry.place:
            self._window.focus_grid()
            activity, unit = entry.place
            here = self._window.grid.current_place() or ("", "")
            self._window.grid.go_to(activity or here[0], unit)
        else:
            kept = [identity for identity in self.recent if identity != entry.action]
            Palette.recent[:] = [entry.action, *kept][: self.MOST_RECENT]
            self._window.actions_by_id[entry.action].trigger()

    def _leave(self, *, back: bool = False) -> None:
        """Close, and give the keyboard `back` to where it was."""
        self.field.removeEventFilter(self)
        self._window.removeEventFilter(self)
        if back and self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.close()

    # -- painting -----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panel and a soft shadow."""
        del event  # the whole is cheap to draw at once
        theme, panel = current_theme(), QRectF(self.panel.geometry())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for grown in range(SHADOW, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 10 if theme.dark else 5))
            painter.drawRoundedRect(panel.adjusted(-grown, -grown + 3, grown, grown), 10 + grown, 10 + grown)
        painter.setPen(QColor(theme.strong_line))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.end()
