"""Elements of XML by their bare names: the vocabularies of Office have several namespaces for one thing."""

from typing import Any

_OFF = frozenset({"0", "false", "off"})


def name_of(element: Any) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value_of(element: Any, attribute: str) -> str:
    """Return an attribute, whatever its namespace; nothing where it is not there."""
    return next((str(value) for name, value in element.attrib.items() if name.rpartition("}")[2] == attribute), "")


def is_on(element: Any) -> bool:
    """Return whether a property such as `b` is there and not switched off."""
    return element is not None and value_of(element, "val").lower() not in _OFF
