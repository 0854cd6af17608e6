"""Colours on white paper that every office format shares, as `RRGGBB`; each pair has a contrast of at least 4.5 : 1."""

import unicodedata

from raciapp.document.records import Status
from raciapp.knowledge.records import Severity

HEAD = "F6F8FB"
"""Behind headings."""

SEVERITY_COLOURS = {
    Severity.MUST: ("8E1B12", "FBE4E1"),
    Severity.SHOULD: ("704400", "FDF0D3"),
    Severity.HINT: ("2B4A75", "E4ECF7"),
}
"""Ink and fill."""

WEIGHT_SIGNS = {Severity.MUST: "◆", Severity.SHOULD: "●", Severity.HINT: "○"}
"""What stands for a weight; the shapes differ too, for eyes without colour."""

STATUS_INKS = {Status.CONTESTED: "B3261E", Status.QUESTION: "7A3FA8", Status.AGREED: "1E6B45"}
"""Ink on white."""


def reads_leftwards(text: str) -> bool:
    """Return whether the first letter with a direction belongs to a script written from right to left."""
    if text.isascii():
        return False
    directions = map(unicodedata.bidirectional, text)
    return next((found in ("R", "AL") for found in directions if found in ("L", "R", "AL")), False)
