"""Elements of HTML and SVG: text is always text, because nothing here takes markup.

A page is a tree of frozen elements; `rendered` writes it. The names of elements and attributes are from our own code,
everything else is escaped when it is written, so no text of a client can become an element, an attribute or a link.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import msgspec

from raciapp.formats.characters import HALVES, TURNING

Attribute: TypeAlias = str | int | bool | None
"""A value; True stands for an attribute without one, None and False for none at all."""

_VOID = frozenset({"br", "hr", "img", "input", "meta"})
_PLAIN_TEXT = frozenset({"script", "iframe", "object", "embed", "textarea", "xmp", "noscript"})
"""Elements that take no text or run it; this page has none of them."""
_NAME = re.compile(r"[a-z][a-zA-Z0-9]*(?:-[a-z]+)*")
_ADDRESS = re.compile(r"#[A-Za-z0-9-]+|data:(?:image/(?:png|jpeg|svg\+xml)|font/(?:ttf|otf));base64,[A-Za-z0-9+/=]*")

_CLEAN: dict[int, str | None] = {
    **dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)], " "),
    **dict.fromkeys([*HALVES, *range(0xFDD0, 0xFDF0)], "\ufffd"),
    **{plane * 0x10000 + end: "\ufffd" for plane in range(17) for end in (0xFFFE, 0xFFFF)},
    **dict.fromkeys(TURNING),
    0x85: "\n",
    0x0D: None,
    0xFEFF: None,
}
"""Control characters, halves of characters and what Unicode says is no character: HTML forbids them; what turns."""
_TEXT = {**_CLEAN, ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_VALUE = {**_TEXT, ord('"'): "&quot;", ord("\n"): "&#10;"}


class Element(msgspec.Struct, frozen=True):
    """An element: its name, attributes, what is in it."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: "tuple[Node, ...]" = ()


class Sheet(msgspec.Struct, frozen=True):
    """A style sheet: the one text that is written as it is. It is made of our own text and checked colours only."""

    text: str


Node: TypeAlias = Element | Sheet | str
"""What can stand in an element."""

Content: TypeAlias = "Node | Iterable[Node] | None"
"""What is given to an element: one node, several, or nothing."""


def element(tag: str, /, *content: Content, **attributes: Attribute) -> Element:
    """Return an element. In the names of attributes `_` stands for `-`, and a last one for nothing (`class_`).

    Raises ValueError for a name that is none, for an element that could run something, for an attribute that could,
    and for an address that leads out of the page: all mistakes in our own code.
    """
    if not _NAME.fullmatch(tag) or tag in _PLAIN_TEXT:
        raise ValueError(tag)
    kept = tuple(
        _attribute(name, value) for name, value in attributes.items() if value is not None and value is not False
    )
    return Element(tag, kept, tuple(_nodes(content)))


def _attribute(name: str, value: str | int) -> tuple[str, str]:
    spelled = name.rstrip("_").replace("_", "-")
    text = "" if value is True else str(value)
    forbidden = spelled.startswith("on") or spelled in {"style", "srcdoc", "action", "formaction"}
    if forbidden or not _NAME.fullmatch(spelled) or (spelled in {"href", "src"} and not _ADDRESS.fullmatch(text)):
        raise ValueError(spelled, text[:80])
    return spelled, text


def _nodes(content: Iterable[Content]) -> Iterator[Node]:
    for one in content:
        if isinstance(one, Element | Sheet | str):
            yield one
        elif one is not None:
            yield from one


def clean(text: str) -> str:
    """Return a text without the characters that HTML forbids."""
    return text.translate(_CLEAN)


def rendered(node: Node) -> str:
    """Return the HTML of a tree."""
    parts: list[str] = []
    _write(node, parts)
    return "".join(parts)


def _write(node: Node, parts: list[str]) -> None:
    if isinstance(node, str):
        parts.append(node.translate(_TEXT))
    elif isinstance(node, Sheet):
        if "<" in node.text:
            raise ValueError(node.text)
        parts.append(node.text)
    else:
        values = "".join(
            f' {name}="{value.translate(_VALUE)}"' if value else f" {name}" for name, value in node.attributes
        )
        parts.append(f"<{node.name}{values}>")
        for child in node.children:
            _write(child, parts)
        if node.name not in _VOID:
            parts.append(f"</{node.name}>")
