"""Where the keyboard goes after a letter was typed."""

from enum import StrEnum


class Advance(StrEnum):
    """The way from one typed cell to the next, as the person chose it."""

    STAY = "stay"
    RIGHT = "right"
    DOWN = "down"
