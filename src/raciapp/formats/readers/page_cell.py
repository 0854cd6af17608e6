"""A cell of a page while it is open: its texts, notes and pictures, and what of them is bold or crossed out."""

import re
from collections.abc import Sequence

from raciapp.formats.readers.page_table import Said
from raciapp.formats.readers.strings import STRUCK

_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_AROUND_BREAK = re.compile(r" ?\v ?")
BREAK = "\v"
"""Stands for a line break until white space has been put together, which line ends in the source are part of."""
_SHORT_ALT = 3
"""Signs of a picture's text that stand among others: a letter or an emoji; longer ones may name a logo."""
_MOST_OPEN = 60
"""Elements open within a cell among which the end of one is looked for."""


class OpenCell:
    """A cell that is still open."""

    def __init__(self, across: int, down: int, *, bold: bool, crossed: bool) -> None:
        """Begin with nothing said, over some columns and rows."""
        self.span = across, down
        self.in_note = False
        self._text: list[str] = []
        self._note: list[str] = []
        self._pictures: list[str] = []
        self._open: list[tuple[str, bool, bool]] = []
        self._heavy = int(bold)
        self._crossed = int(crossed)
        self._crossing = False
        """Whether the last piece of text was crossed out."""
        self._weights: set[bool] = set()

    def say(self, text: str) -> None:
        """Add a piece of text."""
        if self.in_note:
            self._note.append(text)
            return
        if text.strip():
            self._weights.add(self._heavy > 0)
            self._cross(now=self._crossed > 0)
        self._text.append(text)

    def _cross(self, *, now: bool) -> None:
        """Put the sign of what is crossed out where that begins or ends."""
        if now is not self._crossing:
            self._text.append(STRUCK)
            self._crossing = now

    def show(self, picture: str) -> None:
        """Add the text that stands for a picture: a letter or a sign among the others, a longer one for want of any."""
        if len(picture) <= _SHORT_ALT:
            self.say(f" {picture} ")
        else:
            self._pictures.append(picture)

    def begin(self, tag: str, *, bold: bool, crossed: bool) -> None:
        """Begin an element within the cell."""
        self._open.append((tag, bold, crossed))
        self._heavy += bold
        self._crossed += crossed

    def end(self, tag: str) -> None:
        """End the innermost element of that kind, and those within it; where there is none, nothing."""
        places = range(len(self._open) - 1, max(-1, len(self._open) - 1 - _MOST_OPEN), -1)
        place = next((place for place in places if self._open[place][0] == tag), None)
        if place is not None:
            self._heavy -= sum(bold for _, bold, _ in self._open[place:])
            self._crossed -= sum(crossed for _, _, crossed in self._open[place:])
            del self._open[place:]

    def said(self) -> Said:
        """Return what the cell says."""
        self._cross(now=False)
        text = _joined(self._text) or _joined([" ".join(self._pictures)])
        return Said(text, self._weights == {True}, _joined(self._note))


def _joined(parts: Sequence[str]) -> str:
    """Return the text of pieces of a page: what the page breaks into lines, a person sees in one, and the reverse."""
    text = _AROUND_BREAK.sub(BREAK, _SPACES.sub(" ", "".join(parts))).strip(" " + BREAK)
    return re.sub(f"{BREAK}+", "\n", text)
