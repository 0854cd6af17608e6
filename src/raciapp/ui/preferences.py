"""The preferences: which keys do what, and how typing goes on."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.ui.advance import Advance
from raciapp.ui.language import tr
from raciapp.ui.shortcut_page import ShortcutPage

WAYS: dict[Advance, tuple[str, str]] = {
    Advance.STAY: (mark("Stay in the cell"), mark("A second letter joins the first: A, then R makes A/R.")),
    Advance.RIGHT: (mark("Go to the unit on the right"), mark("For filling an activity at a time.")),
    Advance.DOWN: (mark("Go to the activity below"), mark("For filling a unit at a time.")),
}


class Preferences(msgspec.Struct, frozen=True):
    """What the dialog asks for: shortcuts by action id where they are not the usual ones, the way after a letter."""

    shortcuts: dict[str, tuple[str, ...]]
    advance: Advance = Advance.STAY


class PreferencesDialog(QDialog):
    """Changes nothing itself: `answer` is what the person wants."""

    def __init__(self, now: Preferences, parent: QWidget | None = None) -> None:
        """Start from the preferences as they are."""
        super().__init__(parent)
        self.setWindowTitle(tr(mark("Preferences")))
        self.resize(780, 660)
        self.shortcuts = ShortcutPage(now.shortcuts)
        self.typing = TypingPage(now.advance)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.shortcuts, tr(mark("Shortcuts")))
        self.tabs.addTab(self.typing, tr(mark("Typing")))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(12)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)
        self.shortcuts.search.setFocus()

    def accept(self) -> None:
        """Agree, also to keys that were pressed and not yet given to anything."""
        self.shortcuts.use_pressed()
        super().accept()

    def answer(self) -> Preferences:
        """Return the preferences as chosen."""
        return Preferences(self.shortcuts.answer(), self.typing.answer())


class TypingPage(QWidget):
    """Where the keyboard goes after a letter."""

    def __init__(self, now: Advance) -> None:
        """Start from the way as it is."""
        super().__init__()
        self.ways = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(4)
        heading = QLabel(tr(mark("After a letter is typed")))
        heading.setObjectName("sheetHeading")
        layout.addWidget(heading)
        layout.addSpacing(6)
        for number, (way, (title, why)) in enumerate(WAYS.items()):
            button = QRadioButton(tr(title))
            button.setChecked(way is now)
            button.setAccessibleDescription(tr(why))
            self.ways.addButton(button, number)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            layout.addWidget(_note(tr(why), indent=24))
            layout.addSpacing(8)
        joins = mark("A letter after / always joins the cell just typed, wherever the keyboard has gone.")
        layout.addWidget(_note(tr(joins), indent=0))
        layout.addStretch(1)

    def answer(self) -> Advance:
        """Return the way that is chosen."""
        return list(WAYS)[self.ways.checkedId()]


def _note(text: str, indent: int) -> QLabel:
    label = QLabel(text)
    label.setObjectName("typingWhy")
    label.setWordWrap(True)
    label.setContentsMargins(indent, 0, 0, 0)
    return label
