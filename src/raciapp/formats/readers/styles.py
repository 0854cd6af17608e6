"""Styles of a workbook as far as they matter: which are bold or crossed out, and how they show numbers.

ECMA-376 part 1, 18.8.
"""

from itertools import islice
from typing import NamedTuple

from raciapp.formats.readers.elements import is_on
from raciapp.formats.readers.figures import BUILT_IN, GENERAL, Format, format_of
from raciapp.formats.readers.package import Package


class Style(NamedTuple):
    """What the style of a cell says about its text."""

    bold: bool = False
    format: Format = GENERAL
    struck: bool = False


PLAIN = Style()

_MOST = 65_536
"""Excel itself has no more."""


def read_styles(package: Package, part: str) -> list[Style]:
    """Return the styles of a workbook; cells refer to them by place."""
    root = package.tree(part)
    fonts = [
        (is_on(font.find("{*}b")), is_on(font.find("{*}strike")))
        for font in islice(root.iterfind("{*}fonts/{*}font"), _MOST)
    ]
    codes = dict(BUILT_IN)
    for one in islice(root.iterfind("{*}numFmts/{*}numFmt"), _MOST):
        codes[_number(one.get("numFmtId"))] = one.get("formatCode", "")
    formats = {number: format_of(code) for number, code in codes.items()}
    styles = []
    for one in islice(root.iterfind("{*}cellXfs/{*}xf"), _MOST):
        font = _number(one.get("fontId"))
        bold, struck = fonts[font] if font < len(fonts) else (False, False)
        styles.append(Style(bold, formats.get(_number(one.get("numFmtId")), GENERAL), struck))
    return styles


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
