"""The keys of a presentation. None of them is a letter of any scheme, for letters always type.

Clickers send Page Up and Page Down, and some a full stop or a B for the dark screen.
"""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from raciapp.base.messages import mark
from raciapp.document.letters import Scheme

Key = Qt.Key
Modifier = Qt.KeyboardModifier


class Act(Enum):
    """What a key does; a letter of the scheme is no act but itself."""

    NEXT = auto()
    PREVIOUS = auto()
    DOWN = auto()
    UP = auto()
    RIGHT = auto()
    LEFT = auto()
    FIRST = auto()
    LAST = auto()
    ROW = auto()
    GROUP = auto()
    UNIT = auto()
    ONLY_ACCOUNTABLE = auto()
    CURTAIN = auto()
    KEYS = auto()
    CLEAR = auto()
    UNDO = auto()
    REDO = auto()
    LEAVE = auto()
    ESCAPE = auto()


KEYS = {
    Key.Key_PageDown: Act.NEXT,
    Key.Key_Space: Act.NEXT,
    Key.Key_PageUp: Act.PREVIOUS,
    Key.Key_Backspace: Act.PREVIOUS,
    Key.Key_Down: Act.DOWN,
    Key.Key_Return: Act.DOWN,
    Key.Key_Enter: Act.DOWN,
    Key.Key_Up: Act.UP,
    Key.Key_Right: Act.RIGHT,
    Key.Key_Tab: Act.RIGHT,
    Key.Key_Left: Act.LEFT,
    Key.Key_Backtab: Act.LEFT,
    Key.Key_Home: Act.FIRST,
    Key.Key_End: Act.LAST,
    Key.Key_Delete: Act.CLEAR,
    Key.Key_F1: Act.KEYS,
    Key.Key_F5: Act.LEAVE,
    Key.Key_Escape: Act.ESCAPE,
}
SIGNS = {
    "1": Act.ROW,
    "2": Act.GROUP,
    "3": Act.UNIT,
    "4": Act.ONLY_ACCOUNTABLE,
    ".": Act.CURTAIN,
    "B": Act.CURTAIN,
    "?": Act.KEYS,
}
JOIN = "/"
"""Typed between letters, as in «A/R»; the next letter is set beside the first in any case."""
WITH_SHIFT = {Key.Key_Return: Act.UP, Key.Key_Enter: Act.UP, Key.Key_Tab: Act.LEFT, Key.Key_Space: Act.PREVIOUS}
WITH_CONTROL = {Key.Key_Z: Act.UNDO, Key.Key_Y: Act.REDO}

SHEET = (
    (mark("Page Down, Space"), mark("Next slide")),
    (mark("Page Up, Backspace"), mark("Previous slide")),
    (mark("Home, End"), mark("First and last slide")),
    ("←  →", mark("Previous and next unit")),
    ("↑  ↓", mark("Previous and next activity")),
    ("1", mark("One activity")),
    ("2", mark("One group")),
    ("3", mark("One unit")),
    ("4", mark("Only who is accountable")),
    ("{letters}", mark("Set a letter, or take it off")),
    (mark("Shift with a letter"), mark("Set this letter alone")),
    (mark("Delete"), mark("Empty the cell")),
    ("Ctrl+Z, Ctrl+Y", mark("Undo, redo")),
    (mark(". or B"), mark("Hide the screen, show it again")),
    (mark("Esc, F5"), mark("Back to the grid")),
)
"""Keys and what they do; `{letters}` stands for those of the scheme."""


def act_of(event: QKeyEvent, scheme: Scheme) -> Act | str | None:
    """Return what a key press asks for: an act, a letter of the scheme or another character as typed, or nothing."""
    held = event.modifiers() & ~(Modifier.ShiftModifier | Modifier.KeypadModifier)
    shift = bool(event.modifiers() & Modifier.ShiftModifier)
    key = Key(event.key())
    if held == Modifier.ControlModifier:
        act = WITH_CONTROL.get(key)
        return Act.REDO if act is Act.UNDO and shift else act
    if held:
        return None
    if key in KEYS:
        return WITH_SHIFT.get(key, KEYS[key]) if shift else KEYS[key]
    text = event.text().upper()
    if text in scheme.bits:
        return text
    return SIGNS.get(text) or (text if len(text) == 1 and text.isprintable() and text != JOIN else None)
