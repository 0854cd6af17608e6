"""Texts of a workbook: shared ones, those that stand in a cell, and whether they are bold as a whole.

ECMA-376 part 1, 18.4. Aids to pronunciation (`rPh`) are not part of a text.
"""

import re
from itertools import islice
from typing import Any, NamedTuple

from raciapp.formats.finding.tables import visible
from raciapp.formats.readers.elements import is_on
from raciapp.formats.readers.gathering import TooLargeError
from raciapp.formats.readers.package import Package

MOST_STRINGS = 500_000
_MOST_RUNS = 32_767
"""A text has no more signs than that (Excel specifications and limits)."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


STRUCK = "~~"
"""Stands around what a file crosses out, as in Markdown: it is seen, and never a letter."""


class Said(NamedTuple):
    """A text and whether all of it is bold by itself, whatever the style of its cell."""

    text: str
    bold: bool = False


def read_strings(package: Package, part: str) -> list[Said]:
    """Return the shared strings of a workbook; cells refer to them by place. Raises TooLargeError."""
    found = []
    for element in package.elements(part, "{*}si"):
        found.append(said_in(element))
        if len(found) > MOST_STRINGS:
            raise TooLargeError
    return found


def said_in(element: Any) -> Said:
    """Return the text of an element of plain text or of runs, such as `si` and `is`."""
    if len(element) == 1 and element[0].tag.endswith("}t"):
        return Said(visible(unescaped(element[0].text or "")))
    namespace = element.tag[: element.tag.rfind("}") + 1]
    pieces = []
    plain = bold = False
    for child in islice(element, _MOST_RUNS):
        if child.tag == f"{namespace}t":
            pieces.append(child.text or "")
            plain = True
        elif child.tag == f"{namespace}r":
            text = child.findtext(f"{namespace}t") or ""
            pieces.append(struck(text) if is_on(child.find(f"{namespace}rPr/{namespace}strike")) else text)
            if text.strip():
                heavy = is_on(child.find(f"{namespace}rPr/{namespace}b"))
                bold, plain = bold or heavy, plain or not heavy
    return Said(visible(unescaped("".join(pieces))), bold and not plain)


def struck(text: str) -> str:
    """Return a text that a file crosses out with the sign for that around it, once."""
    inside = text.strip()
    if not inside or (inside.startswith(STRUCK) and inside.endswith(STRUCK)):
        return text
    before, _, after = text.partition(inside)
    return f"{before}{STRUCK}{inside}{STRUCK}{after}"


def unescaped(text: str) -> str:
    """Return a text with the signs that XML cannot hold and workbooks write as `_x000D_`."""
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return found[0] if 0xD800 <= number <= 0xDFFF else chr(number)
