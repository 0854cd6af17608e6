"""The keys that the grid itself takes: for the shortcut sheet, and so that no shortcut takes them away.

Keys that an action has, such as those that choose a whole row, are declared with it and can be changed.
"""

from typing import NamedTuple

import msgspec

from raciapp.base.messages import mark


class GridKey(msgspec.Struct, frozen=True):
    """A key of the grid and what it does.

    `said`: keys that need words, such as any letter; `chords`: keys as Qt writes them on every system; `reserves`: the
    chords that `said` stands for. Bare keys need not be reserved: the grid takes all of them.
    """

    does: str
    said: tuple[str, ...] = ()
    chords: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()


class KeyGroup(NamedTuple):
    """Keys that belong together, under a heading."""

    title: str
    keys: tuple[GridKey, ...]


_ARROWS = ("Left", "Right", "Up", "Down")

GRID_KEYS: tuple[KeyGroup, ...] = (
    KeyGroup(
        mark("Letters"),
        (
            GridKey(mark("Put a letter in, or take it out"), (mark("letter"),)),
            GridKey(mark("Put this letter in alone"), (mark("Shift+letter"),)),
            GridKey(mark("Join a letter to the cell just typed"), (mark("/ letter"),)),
            GridKey(mark("Pass over one cell"), chords=("Space",)),
            GridKey(mark("Pass over that many cells"), (mark("1–9"),)),
            GridKey(mark("Fill every empty cell of the row with a letter"), (mark(". letter"),)),
            GridKey(mark("Take what the template expects"), chords=("=",)),
            GridKey(mark("Empty the cell"), chords=("Del", "Backspace")),
        ),
    ),
    KeyGroup(
        mark("Moving"),
        (
            GridKey(mark("Go to the next cell"), (mark("arrows"),)),
            GridKey(
                mark("Go to the edge of what is filled"), (mark("Ctrl+arrows"),),
                reserves=tuple(f"Ctrl+{arrow}" for arrow in _ARROWS),
            ),
            GridKey(mark("First or last cell of the row"), chords=("Home", "End")),
            GridKey(mark("First or last cell of the matrix"), chords=("Ctrl+Home", "Ctrl+End")),
            GridKey(mark("One screen up or down"), chords=("PgUp", "PgDown")),
            GridKey(mark("Right or left"), chords=("Tab", "Shift+Tab")),
            GridKey(mark("Down or up"), chords=("Enter", "Shift+Enter")),
        ),
    ),
    KeyGroup(
        mark("Choosing"),
        (
            GridKey(mark("Choose more cells"), (mark("Shift+arrows"),)),
            GridKey(
                mark("Choose up to the edge of what is filled"), (mark("Ctrl+Shift+arrows"),),
                reserves=tuple(f"Ctrl+Shift+{key}" for key in (*_ARROWS, "Home", "End")),
            ),
        ),
    ),
)  # fmt: skip

RESERVED = frozenset(chord for group in GRID_KEYS for key in group.keys for chord in (*key.chords, *key.reserves))
"""Chords that the grid takes, as Qt writes them on every system."""
