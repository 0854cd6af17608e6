"""A slim bar that jumps to activities, units and remarks while their names are typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from raciapp.base.messages import mark
from raciapp.ui.icons import icon, tinted
from raciapp.ui.language import current_language, tool_tip, tr, tr_count
from raciapp.ui.searching import Place, first_from, places_of
from raciapp.ui.session import Session
from raciapp.ui.theme import current_theme

FIELD = 300
"""Pixels of the field: the longest usual name of a unit."""


class FindBar(QFrame):
    """Finds from the current cell on; what is typed jumps, Enter goes on, Esc stays where it found."""

    closed = Signal()
    """The bar was put away; the keyboard belongs to the grid."""

    def __init__(
        self,
        session: Session,
        go_to: Callable[[str, str], None],
        current: Callable[[], Place | None],
        parent: QWidget | None = None,
    ) -> None:
        """Find in the shown matrix of `session`; `go_to` makes a cell current and `current` says which one is."""
        super().__init__(parent)
        self.setObjectName("findBar")
        self._session, self._go_to, self._current = session, go_to, current
        self._places: list[Place] = []
        self._origin: Place = ("", "")
        """Where the search starts: a shorter text must find what it would have found before."""
        self._left_at: Place = ("", "")
        """Where the search has led to; a current cell elsewhere means that the person has moved."""
        self._at: int | None = None
        """Which of the places that is."""
        self._stepped = False
        self.field = QLineEdit()
        self.count = QLabel()
        self.before = _button(mark("Find the previous one (Shift+Enter)"), "arrow-up")
        self.after = _button(mark("Find the next one (Enter)"), "arrow-down")
        self.away = _button(mark("Close (Esc)"))
        self._build()
        self.field.textEdited.connect(self._on_typed)
        self.before.clicked.connect(self.previous)
        self.after.clicked.connect(self.next)
        self.away.clicked.connect(self.close)
        session.changed.connect(self._renew)
        session.matrix_chosen.connect(self._renew)
        self.hide()

    def _build(self) -> None:
        self.field.setPlaceholderText(tr(mark("Find an activity, a unit or a remark")))
        self.field.setAccessibleName(tr(mark("Find an activity, a unit or a remark")))
        self.field.setFixedWidth(FIELD)
        self.field.setMaxLength(200)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setObjectName("findCount")
        self.away.setText("✕")
        glass = QLabel()
        glass.setPixmap(tinted("search", current_theme().muted, 16))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 8, 5)
        row.setSpacing(8)
        for widget in (glass, self.field, self.before, self.after, self.count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.away)

    def open(self) -> None:
        """Show the bar with the keyboard in its field, what was searched last ready to be typed over."""
        self._start_here()
        self.show()
        self._renew()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next(self) -> None:
        """Go to the next place, after the last to the first; without a text to find, ask for one."""
        self._step(1)

    def previous(self) -> None:
        """Go to the place before, before the first to the last; without a text to find, ask for one."""
        self._step(-1)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the keyboard back."""
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter and F3, back with Shift, away with Esc; a button under the keyboard is pressed by Enter."""
        key = event.key()
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        pressed = self.focusWidget()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(pressed, QToolButton):
            pressed.click()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3}:
            self._step(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    # -- finding ------------------------------------------------------------------------------------------

    def _here(self) -> Place:
        return self._current() or ("", "")

    def _start_here(self) -> None:
        self._origin = self._left_at = self._here()
        self._at = None

    def _list(self) -> None:
        session = self._session
        text, language = self.field.text(), current_language()
        self._places = places_of(text, session.document, session.matrix, self._origin, language)

    def _on_typed(self) -> None:
        if self._stepped or self._here() != self._left_at:
            self._start_here()
        self._stepped = False
        self._list()
        if self._places:
            self._jump(first_from(self._places, self._origin, self._session.document))
        self._tell()

    def _step(self, step: int) -> None:
        if not self.field.text().strip():
            self.open()
            return
        if self._at is None or self._here() != self._left_at:
            self._start_here()
            self._list()
        if self._places:
            self._jump(self._following(step) % len(self._places))
        self._stepped = True
        self._tell()

    def _following(self, step: int) -> int:
        if self._at is not None:
            return self._at + step
        nearest = first_from(self._places, self._origin, self._session.document)
        # Between two places the one found from here on is the next one already.
        return nearest + step if step < 0 or self._places[nearest] == self._origin else nearest

    def _jump(self, number: int) -> None:
        self._at = number
        self._go_to(*self._places[number])
        self._left_at = self._here()

    def _renew(self) -> None:
        """Follow the document without moving in it."""
        if self.isVisible():
            if self._here() != self._left_at:
                self._start_here()
            self._list()
            self._at = self._places.index(self._left_at) if self._left_at in self._places else None
            self._tell()

    def _tell(self) -> None:
        total = len(self._places)
        missing = bool(self.field.text().strip()) and not total
        if missing:
            text = tr(mark("Nothing is called that"))
        elif total and self._at is not None:
            text = tr(mark("{n} of {total}"), n=self._at + 1, total=total)
        else:
            text = tr_count("{n} place", "{n} places", total) if total else ""
        self.count.setText(text)
        self.field.setAccessibleDescription(text)
        for part in (self.field, self.count):
            part.setProperty("missing", missing)
            part.style().unpolish(part)
            part.style().polish(part)
        for button in (self.before, self.after):
            button.setEnabled(total > 0)


def _button(title: str, picture: str = "") -> QToolButton:
    button = QToolButton()
    if picture:
        button.setIcon(icon(picture))
    button.setAccessibleName(tr(title))
    button.setToolTip(tool_tip(tr(title)))
    return button
