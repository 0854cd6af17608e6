"""What all pictures of figures share: font, colours and letters, words that go on in a new line, places to go to."""

from collections.abc import Callable, Iterable
from typing import Protocol

import msgspec
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from raciapp.checks.findings import Place
from raciapp.document.letters import Letter
from raciapp.ui.theme import Theme


class Canvas(msgspec.Struct, frozen=True):
    """How a picture is drawn: font, colours, letters by symbol."""

    font: QFont
    theme: Theme
    letters: dict[str, Letter]

    @property
    def metrics(self) -> QFontMetricsF:
        """Return the measures of the font."""
        return QFontMetricsF(self.font)

    @property
    def bold(self) -> QFont:
        """Return the font of what is to be seen first."""
        bold = QFont(self.font)
        bold.setWeight(QFont.Weight.DemiBold)
        return bold

    @property
    def em(self) -> float:
        """Return the height of a line of text, in which all is measured."""
        return self.metrics.height()

    @property
    def pitch(self) -> float:
        """Return from one bar or row to the next."""
        return 1.9 * self.em

    def width_of(self, text: str, *, bold: bool = False) -> float:
        """Return the pixels a text needs, with one to spare so that it is not cut."""
        return (QFontMetricsF(self.bold) if bold else self.metrics).horizontalAdvance(text) + 1


class Mark(Protocol):
    """Something drawn: it stays within `area`."""

    @property
    def area(self) -> QRectF:
        """Return where it is."""

    def draw(self, painter: QPainter, canvas: Canvas) -> None:
        """Draw it."""


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A part of a picture that stands for a unit or a group: its place in the grid, and what tells its numbers.

    A large map has as many of them as pairs of units: their sentences are made when somebody asks, and they are left
    out of what looks for cycles (gc=False), for they lead to none.
    """

    area: QRectF
    place: Place
    tell: Callable[[], str]

    @property
    def words(self) -> str:
        """Return the numbers in words."""
        return self.tell()


class Drawing(msgspec.Struct, frozen=True):
    """A picture laid out for one width: what is drawn, what can be chosen, how high it is in pixels."""

    height: float
    marks: tuple[Mark, ...]
    spots: tuple[Spot, ...]


def flow(widths: Iterable[float], gap: float, room: float) -> list[tuple[float, int]]:
    """Return where each of several widths stands when a line ends after `room`: pixels from the left, and the line."""
    places: list[tuple[float, int]] = []
    x, line = 0.0, 0
    for width in widths:
        if x and x + width > room:
            x, line = 0.0, line + 1
        places.append((x, line))
        x += width + gap
    return places


def names_width(names: Iterable[str], canvas: Canvas) -> float:
    """Return the room for names before bars or rows; long ones are cut."""
    longest = max((canvas.width_of(name) for name in names), default=0.0)
    return min(longest, 16 * canvas.em) + canvas.em
