"""A quiet bar above the document for what just happened: saved, exported, could not be read."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QToolButton, QWidget

from raciapp.base.messages import mark
from raciapp.ui.icons import tinted
from raciapp.ui.language import tr
from raciapp.ui.theme import current_theme


class NoticeBar(QFrame):
    """One message at a time, with what can be done about it; it goes when it is put away or replaced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start out of sight."""
        super().__init__(parent)
        self.setObjectName("notice")
        self.icon = QLabel()
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setMinimumWidth(200)  # a long file name must not widen the window
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.away = QToolButton()
        self.away.setText("✕")
        self.away.setToolTip(tr(mark("Put away")))
        self.away.setAccessibleName(tr(mark("Put away")))
        self.away.clicked.connect(self._put_away)
        self._next: list[tuple[str, tuple[tuple[str, Callable[[], object]], ...]]] = []
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 6, 8, 6)
        for widget in (self.icon, self.label, self.progress, self.away):
            self._row.addWidget(widget)
        self.hide()

    @property
    def text(self) -> str:
        """Return the message on display."""
        return self.label.text()

    def say(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Show good news with buttons (title, what it does)."""
        self._show(text, actions, trouble=False, busy=False)

    def say_next(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Show good news when what is on display has been put away, or now where there is nothing."""
        if self.isHidden():
            self.say(text, *actions)
        else:
            self._next.append((text, actions))

    def forget(self) -> None:
        """Put away everything: it was about another document."""
        self._next.clear()
        self.hide()

    def complain(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Show what went wrong and what to do about it."""
        self._show(text, actions, trouble=True, busy=False)

    def wait(self, text: str, *actions: tuple[str, Callable[[], object]], share: tuple[int, int] = (0, 0)) -> None:
        """Show that something is under way, and how much of it is done where that is known."""
        self._show(text, actions, trouble=False, busy=True)
        done, total = share
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _put_away(self) -> None:
        self.hide()
        if self._next:
            text, actions = self._next.pop(0)
            self.say(text, *actions)

    def _show(
        self, text: str, actions: tuple[tuple[str, Callable[[], object]], ...], *, trouble: bool, busy: bool
    ) -> None:
        theme = current_theme()
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        for title, run in actions:
            button = QPushButton(title, self)
            button.clicked.connect(lambda _checked=False, run=run: run())
            self._row.insertWidget(self._row.count() - 1, button)
            self._buttons.append(button)
        self.label.setText(text)
        self.icon.setPixmap(
            tinted("triangle-alert", theme.must, 18) if trouble else tinted("circle-check", theme.fine, 18)
        )
        self.icon.setVisible(not busy)
        self.progress.setVisible(busy)
        self.setProperty("trouble", trouble)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
