"""How wide text is and where it wraps: enough to make rows and columns in which nothing is clipped.

Excel never fits rows that hold turned or merged text, and a file carries its own heights, so we measure. Widths are
those of Arial (Adobe's metrics of Helvetica, of which Arial and Liberation Sans are copies). All lengths are points.
"""

import re
import unicodedata
from functools import cache, lru_cache

TALLEST_ROW = 409.0
"""Excel's limit."""
WIDEST_COLUMN = 1_300.0
"""Excel's limit is 255 digits; a little less, for other programs' sake."""
LINE = 1.28
"""A line's height as a multiple of the font size; as Excel's own rows of Arial have."""
PADDING = 8.0
"""What a cell keeps free beside and above its text, both sides together."""
INDENT = 8.0
"""One step of indentation."""

_PIXEL = 0.75
_DIGIT_PIXELS, _COLUMN_PIXELS = 7, 5
_BOLD = 1.1
_DOUBT = 1.04
"""Programs round glyph widths to pixels, and a line that just fits in one wraps in another."""

_THOUSANDTHS = {
    character: width
    for characters, width in (
        ("ijl'", 222),
        (" !,./:;I[\\]|ft\u00a0", 278),
        ('(){}-r`"*', 355),
        ("ckJsvxyz^", 500),
        ("ELFTZ", 611),
        ("ABEKPSVXY&", 667),
        ("CDHNRUw", 722),
        ("GOQ", 778),
        ("mM", 833),
        ("W%@—", 1015),
    )
    for character in characters
}
_OTHER_NARROW, _OTHER, _WIDE = 556, 722, 1250
_LAST_LATIN = 0x24F
_WORD = re.compile(r"\s*[^ \n]+\s*|\s+")
"""With the spaces around it; a no-break space is part of the word."""


@cache
def _thousandths(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base in _THOUSANDTHS:
        return _THOUSANDTHS[base]
    if unicodedata.east_asian_width(character) in "WF":  # ideographs and emoji
        return _WIDE
    return _OTHER_NARROW if ord(base) <= _LAST_LATIN else _OTHER


@lru_cache(8192)
def _run(text: str) -> tuple[int, int]:
    """Return the widths of a word in thousandths of its size: with the spaces after it and without them.

    Remembered, because the same few hundred words come again and again.
    """
    return sum(map(_thousandths, text)), sum(map(_thousandths, text.rstrip()))


def _point(size: float, *, bold: bool) -> float:
    """Return how wide a thousandth is."""
    return size / 1000 * _DOUBT * (_BOLD if bold else 1)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is at most."""
    return _run(text)[0] * _point(size, bold=bold)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the lines that `text` takes where `width` is free; joined they are the text again.

    A word wider than a line begins on its own and is broken anywhere, as Excel does.
    """
    return list(_wrapped(text, width, size, bold))


@lru_cache(4096)
def _wrapped(text: str, width: float, size: float, bold: bool) -> tuple[str, ...]:  # noqa: FBT001 - parts of one key
    """Return the lines of a text. Remembered, because the same names stand on every card and beside every number."""
    free = width / _point(size, bold=bold)
    lines = []
    for paragraph in text.splitlines(keepends=True):
        line, taken = "", 0
        for word in _WORD.findall(paragraph):
            whole, visible = _run(word)
            if taken + visible <= free:
                line += word
                taken += whole
                continue
            if line:
                lines.append(line)
            *full, line = [word] if visible <= free else _broken(word, free)
            lines += full
            taken = _run(line)[0]
        lines.append(line)
    return tuple(lines or [""])


def _broken(word: str, free: float) -> list[str]:
    """Break a word that is wider than a line into lines; at least one character stands on each."""
    lines = [""]
    taken = 0
    for character in word:
        whole, visible = _run(character)
        if lines[-1] and visible and taken + visible > free:
            lines.append("")
            taken = 0
        lines[-1] += character
        taken += whole
    return lines


def lines_height(lines: int, size: float) -> float:
    """Return the height of a row with so many lines, no more than a row can have."""
    return min(lines * size * LINE + PADDING, TALLEST_ROW)


def most_lines(size: float) -> int:
    """Return how many lines the tallest row shows."""
    return int((TALLEST_ROW - PADDING) / (size * LINE))


def column_units(points: float) -> float:
    """Return a column's width as Excel counts it: digits of the default font, which are 7 pixels wide."""
    return round((min(points, WIDEST_COLUMN) / _PIXEL - _COLUMN_PIXELS) / _DIGIT_PIXELS, 2)
