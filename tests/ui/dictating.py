"""What a client dictates, as letters, and the keys with which a practised person follows: no Qt, no clock.

How the typist works, with the keyboard going right after each letter (Ctrl+. chooses that once for all):
- a row is typed from its first unit on, as it is heard: each named unit gets its letter, a second letter in the same
  cell follows after «/», units in between are passed over with a digit;
- «everybody else ...» is «.» and the letter, after the named units; a unit named in the very last column comes after
  that, with Shift, which replaces the letter that «.» has just put there;
- «the same» is Shift+Space and Ctrl+D;
- Enter goes to the start of the next row, unless a letter in the last column has already gone there.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

REST = "everybody else"
SAME = "the same"
PARTS = {
    "answers and does it": "AR",
    "answers": "A",
    "does it": "R",
    "do it": "R",
    "is asked": "C",
    "are asked": "C",
    "is told": "I",
    "are told": "I",
}
"""What clients say of somebody's part, the longest first, and its letters as the grid writes them."""


class Dictation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who dictates, for which units, and one sentence per activity id."""

    organization: str
    units: tuple[str, ...]
    programs: tuple[str, ...]
    said: dict[str, str]


class Heard(NamedTuple):
    """A row as it was dictated: letters such as `AR` by column, what everybody else holds, whether it is as above."""

    named: dict[int, str]
    rest: str = ""
    same: bool = False


def read_dictation(path: Path) -> Dictation:
    """Read a dictation. Raises msgspec.ValidationError where the file is none."""
    return msgspec.toml.decode(path.read_bytes(), type=Dictation)


def hear(sentence: str, dictation: Dictation) -> Heard:
    """Return the letters that a sentence speaks of. Raises ValueError for a unit or a part nobody knows."""
    if sentence == SAME:
        return Heard({}, same=True)
    named: dict[int, str] = {}
    rest = ""
    for clause in sentence.split("; "):
        part = next(part for part in PARTS if clause.endswith(" " + part))
        who = clause.removesuffix(" " + part)
        if who == REST:
            rest = PARTS[part]
            continue
        for name in re.split(", | and ", who):
            for unit in dictation.programs if name == "the programs" else (name,):
                column = dictation.units.index(unit)
                if column in named:
                    raise ValueError(f"{unit} is named twice: {sentence}")
                named[column] = PARTS[part]
    return Heard(named, rest)


def row_of(heard: Heard, above: Sequence[str], width: int) -> list[str]:
    """Return the letters of each cell of a row, empty where nobody spoke of it."""
    if heard.same:
        return list(above)
    return [heard.named.get(column, heard.rest) for column in range(width)]


def keys_of(heard: Heard, width: int) -> list[str]:
    """Return the keys for a row, begun at its first unit and left at that of the next row."""
    if heard.same:
        return ["Shift+Space", "Ctrl+D", "Return"]
    keys: list[str] = []
    at, last = 0, width - 1
    for column, letters in sorted(heard.named.items()):
        replaces = bool(heard.rest) and column == last
        if replaces:
            keys += [".", heard.rest]
        keys += _skip(column - at)
        keys += [f"Shift+{letters[0]}" if replaces else letters[0]]
        for other in letters[1:]:
            keys += ["/", other]
        at = column + 1
    if heard.rest and last not in heard.named:
        keys += [".", heard.rest]
    return keys if last in heard.named else [*keys, "Return"]


def presses(keys: Sequence[str]) -> int:
    """Return how often a finger goes down: a chord counts for each of its keys, Shift and Ctrl too."""
    return sum(len(key.split("+")) for key in keys)


def _skip(cells: int) -> list[str]:
    nines, others = divmod(cells, 9)
    return ["9"] * nines + ([str(others)] if others else [])
