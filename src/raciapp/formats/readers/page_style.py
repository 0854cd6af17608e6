"""What the elements of a page say of how they look: bold, crossed out, hidden."""

import re
from collections.abc import Mapping

_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HEAVY_CLASS = re.compile(r"\.([\w-]{1,40})\s*\{[^{}]{0,2000}font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CROSSED = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_CROSSED_TAGS = frozenset({"del", "s", "strike"})
_HEAVY_TAGS = frozenset({"b", "strong", "th"})

Attributes = Mapping[str, str | None]


def heavy_classes(html: str) -> frozenset[str]:
    """Return the classes that the styles of a page make bold."""
    return frozenset(found.lower() for found in _HEAVY_CLASS.findall(html))


def is_heavy(tag: str, attributes: Attributes, classes: frozenset[str]) -> bool:
    """Return whether an element is bold: by its kind, its style or one of the bold classes."""
    if tag in _HEAVY_TAGS or _HEAVY.search(attributes.get("style") or ""):
        return True
    return not classes.isdisjoint((attributes.get("class") or "").lower().split())


def is_crossed(tag: str, attributes: Attributes) -> bool:
    """Return whether an element is crossed out."""
    return tag in _CROSSED_TAGS or bool(_CROSSED.search(attributes.get("style") or ""))


def hides(attributes: Attributes) -> bool:
    """Return whether an element is not shown."""
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
