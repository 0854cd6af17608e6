"""Which keys do what: the declared shortcuts and those the person chose instead."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

import msgspec
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from raciapp.base.messages import mark
from raciapp.ui.grid_keys import RESERVED
from raciapp.ui.language import tr

if TYPE_CHECKING:
    from raciapp.ui.actions import Action

Custom: TypeAlias = Mapping[str, tuple[str, ...]]
"""The shortcuts that a person chose, by action id; an action without any has an empty tuple."""

FORMAT = QKeySequence.SequenceFormat
Modifier = Qt.KeyboardModifier
_HELD = Modifier.ControlModifier | Modifier.AltModifier | Modifier.MetaModifier
_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}
_LIMIT = 100_000
"""Characters of kept shortcuts; what is longer was not written by raciapp."""


class Conflict(msgspec.Struct, frozen=True):
    """Keys that would do several things at once, and so nothing: which actions, by id."""

    keys: str
    actions: tuple[str, ...]


# -- keys in words ----------------------------------------------------------------------------------------


def title_of(text: str) -> str:
    """Return an action's or menu's title in the window's language, without the signs that only menus need."""
    return re.sub("&(.)", r"\1", tr(text)).removesuffix("…")


def normal(keys: str) -> str:
    """Return keys as Qt writes them on every system, or the empty string where they are none."""
    sequence = QKeySequence(keys, FORMAT.PortableText)
    unknown = any(_chord(sequence, place).key() is Qt.Key.Key_unknown for place in range(sequence.count()))
    return "" if unknown else sequence.toString(FORMAT.PortableText)


def _chord(sequence: QKeySequence, place: int) -> QKeyCombination:
    found: QKeyCombination = sequence[place]  # type: ignore[index] # PySide6 can, but does not say so
    return found


def native(keys: str) -> str:
    """Return keys as this system writes them."""
    return QKeySequence(keys, FORMAT.PortableText).toString(FORMAT.NativeText)


def caps(keys: str) -> tuple[str, ...]:
    """Return what is written on each key of a chord, such as `("Ctrl", "↑")`."""
    parts = re.split(r"\+(?=.)", native(keys))  # the last plus may be the key itself
    bare = re.split(r"\+(?=.)", normal(keys))[-1]
    return (*parts[:-1], _ARROWS[bare]) if bare in _ARROWS and len(parts[-1]) > 1 else tuple(parts)


# -- who has which ----------------------------------------------------------------------------------------


def effective(action: "Action", custom: Custom) -> tuple[str, ...]:
    """Return the shortcuts of an action: those the person chose and may choose, or else the usual ones."""
    usual = tuple(map(normal, action.shortcuts))
    if action.id not in custom:
        return usual
    # Settings may be older than a key of the grid, or written by hand.
    return tuple(keys for keys in dict.fromkeys(map(normal, custom[action.id])) if keys in usual or not refusal(keys))


def assigned(actions: Iterable["Action"], custom: Custom) -> dict[str, tuple[str, ...]]:
    """Return the shortcuts of every action by id, no two alike: keys that do two things do none of them in Qt.

    What the person chose goes before what is usual; of two choices, and of two usual ones, the first declared stands.
    """
    declared = list(actions)
    taken: set[str] = set()
    found: dict[str, tuple[str, ...]] = {}
    for action in sorted(declared, key=lambda one: one.id not in custom):
        free = [keys for keys in effective(action, custom) if keys not in taken]
        taken.update(free)
        found[action.id] = tuple(free)
    return {action.id: found[action.id] for action in declared}


def conflicts(actions: Iterable["Action"], custom: Custom) -> list[Conflict]:
    """Return the keys that more than one action claims, in the order of the declarations."""
    holders: dict[str, list[str]] = {}
    for action in actions:
        for keys in effective(action, custom):
            holders.setdefault(keys, []).append(action.id)
    return [Conflict(keys, tuple(ids)) for keys, ids in holders.items() if len(ids) > 1]


def chosen(actions: Iterable["Action"], held: Custom) -> dict[str, tuple[str, ...]]:
    """Return what of the shortcuts `held` by each action is not the usual: all that needs to be kept."""
    found = {}
    for action in actions:
        keys = tuple(held[action.id])
        if keys != tuple(map(normal, action.shortcuts)):
            found[action.id] = keys
    return found


# -- what may be chosen -----------------------------------------------------------------------------------


def refusal(keys: str) -> str:
    """Return why keys cannot be a shortcut, as a sentence, or the empty string where they can."""
    sequence = QKeySequence(keys, FORMAT.PortableText)
    if not normal(keys) or sequence.count() != 1:
        return tr(mark("These keys cannot be told from others. Press one key together with Ctrl or Alt."))
    pressed = _chord(sequence, 0)
    held, key = pressed.keyboardModifiers() & _HELD, pressed.key()
    function = Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
    if normal(keys) in RESERVED or (held == Modifier.NoModifier and not function):
        return tr(mark("The grid needs {keys} itself. Hold Ctrl or Alt with a key, or take a function key."),
                  keys=native(keys))  # fmt: skip
    if held == Modifier.AltModifier and Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return tr(mark("Alt with a letter opens menus. Hold Ctrl as well, or take another key."))
    return ""


# -- kept between starts ----------------------------------------------------------------------------------


def written(custom: Custom) -> str:
    """Return the chosen shortcuts as text for the settings."""
    return msgspec.json.encode(custom).decode()


def read(kept: object) -> dict[str, tuple[str, ...]]:
    """Return the chosen shortcuts that `written` kept, whatever somebody made of them; `effective` judges the keys."""
    if not isinstance(kept, str) or len(kept) > _LIMIT:
        return {}
    try:
        found = msgspec.json.decode(kept, type=dict[str, object])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return {
        identity: tuple(one for one in keys if isinstance(one, str))
        for identity, keys in found.items()
        if isinstance(keys, list)
    }
