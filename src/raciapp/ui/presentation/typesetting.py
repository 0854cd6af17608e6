"""Text that fits its place: it shrinks step by step to a least size, and only then ends in «…»."""

import re
from functools import lru_cache

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QTextLayout, QTextOption

LEADING = 1.24
"""Height of a line in sizes of its font."""
LONGEST = 1500
"""Characters that are set at all; no slide has room for more."""

Wrap = QTextOption.WrapMode


class Setting(msgspec.Struct, frozen=True):
    """A text broken into lines, at the size in pixels at which it fits; `whole` unless a word is broken or text cut."""

    lines: tuple[str, ...]
    pixels: int
    weight: QFont.Weight
    whole: bool = True

    @property
    def height(self) -> float:
        """Return the height of all lines in pixels."""
        return len(self.lines) * self.pixels * LEADING

    @property
    def width(self) -> float:
        """Return the width of the widest line in pixels."""
        metrics = QFontMetricsF(font_of(self.pixels, self.weight))
        return max((metrics.horizontalAdvance(line) for line in self.lines), default=0.0)


def font_of(pixels: int, weight: QFont.Weight) -> QFont:
    """Return the application's font at a size in pixels."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(max(1, pixels))
    font.setWeight(weight)
    return font


def sizes(largest: float, least: float) -> tuple[int, ...]:
    """Return the sizes in pixels to try, from the largest down to the least in steps of a twelfth."""
    found, end = [max(1, round(largest))], max(1, round(least))
    while found[-1] > end:
        found.append(max(end, min(found[-1] - 1, round(found[-1] * 11 / 12))))
    return tuple(found)


def fitted(
    text: str, width: float, height: float, pixels: tuple[int, ...], weight: QFont.Weight = QFont.Weight.Normal
) -> Setting:
    """Return `text` at the largest of the sizes at which it fits without breaking a word; at the last it is cut."""
    plain = re.sub(r"[\x00-\x20\x7f\u2028\u2029]+", " ", text[:LONGEST]).strip()
    return _fitted(plain, round(width), round(height), pixels, weight, QGuiApplication.font().family())


def fits(
    text: str, width: float, height: float, pixels: tuple[int, ...], weight: QFont.Weight = QFont.Weight.Normal
) -> bool:
    """Return whether the whole text fits at one of the sizes, no word broken."""
    return fitted(text, width, height, pixels, weight).whole


@lru_cache(maxsize=4096)
def _fitted(text: str, width: int, height: int, pixels: tuple[int, ...], weight: QFont.Weight, _family: str) -> Setting:
    if not text:
        return Setting((), pixels[-1], weight)
    for size in pixels:
        lines = _broken(text, font_of(size, weight), width, Wrap.WordWrap)
        if lines is not None and len(lines) * size * LEADING <= height:
            return Setting(tuple(lines), size, weight)
    font = font_of(pixels[-1], weight)
    lines = _broken(text, font, width, Wrap.WrapAtWordBoundaryOrAnywhere) or [text]
    most = max(1, int(height / (pixels[-1] * LEADING)))
    if len(lines) > most:
        rest = "".join(lines[most - 1 :])
        lines = [*lines[: most - 1], _cut(rest, font, width)]
    return Setting(tuple(line.strip() for line in lines), pixels[-1], weight, whole=False)


def _cut(text: str, font: QFont, width: int) -> str:
    short = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
    return short if short.endswith("…") else f"{short.rstrip()}…"


def _broken(text: str, font: QFont, width: int, wrap: QTextOption.WrapMode) -> list[str] | None:
    """Return the lines of a text, or None where a word alone is too wide."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(wrap)
    layout.setTextOption(option)
    encoded = text.encode("utf-16-le", "surrogatepass")  # Qt counts in units of 16 bits
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        if wrap is Wrap.WordWrap and line.naturalTextWidth() > width:
            layout.endLayout()
            return None
        start = 2 * line.textStart()
        lines.append(encoded[start : start + 2 * line.textLength()].decode("utf-16-le", "replace"))
    layout.endLayout()
    return lines
