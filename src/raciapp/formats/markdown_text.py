"""Texts of a client as Markdown: whatever stands in them, a reader of Markdown sees it and nothing else happens."""

import re
from collections.abc import Iterable, Sequence

from raciapp.formats.characters import HALVES, TURNING

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&#$^{}]|(?<=[wW])\.|:(?=//)|:(?=[\w+-]+:)|!(?=\[)")
_LINE_START = re.compile(r"^(?:[-+=]|\d+[.)])")
_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(" {2,}")
"""No other white space: that before a French colon keeps the line together."""
_FORBIDDEN = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " "),
    **dict.fromkeys(HALVES, "\ufffd"),
    **dict.fromkeys(TURNING),
}
BREAK = "<br>"
"""A line break, which is all that is ever markup in a text."""


def plain(text: str) -> str:
    """Return a text on one line in which nothing is markup, a link, a formula or an emoji's name."""
    line = _BLANKS.sub(" ", _BREAKS.sub(" ", text).translate(_FORBIDDEN)).strip()
    return _LINE_START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", _MARKUP.sub(r"\\\g<0>", line))


def lines(text: str) -> str:
    """Return a text in which nothing is markup but its line breaks, for a cell of a table or a paragraph."""
    return BREAK.join(filter(None, map(plain, _BREAKS.split(text))))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], centred: bool = False) -> str:  # noqa: FBT001, FBT002 - one of two looks
    """Return a table of texts that are Markdown already; with `centred`, all columns but the first."""
    rule = ["---", *([":-:" if centred else "---"] * (len(heads) - 1))]
    return "\n".join(f"| {' | '.join(cell or ' ' for cell in row)} |" for row in (heads, rule, *rows))
