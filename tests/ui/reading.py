"""The window as a screen reader sees it: what QAccessible tells of every part, as plain values."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role


class Seen(NamedTuple):
    """One part: what it is, what it is called, what it holds."""

    role: Role
    name: str
    value: str
    source: QObject | None
    """The widget or action behind it; cells and lines of lists have none."""
    focusable: bool
    focused: bool
    visible: bool
    path: tuple[str, ...]
    """What it lies in, from the outermost on, for messages."""

    @property
    def reachable(self) -> bool:
        """Return whether the keyboard can come here now."""
        return self.focusable and self.visible


def tree_of(widget: QWidget) -> list[Seen]:
    """Return every part of a window, or of a part of it."""
    QAccessible.setActive(True)
    return list(_walk(_interface(widget), ()))


def focused_of(widget: QWidget) -> Seen:
    """Return the part that has the keyboard, a cell or a line where it stands on one."""
    QAccessible.setActive(True)
    child = _interface(widget).focusChild()
    assert child is not None, "nothing has the keyboard"
    return _seen(child, ())


def child_of(widget: QWidget, number: int) -> Seen:
    """Return one child of a widget, by its place among them."""
    QAccessible.setActive(True)
    child = _interface(widget).child(number)
    assert child is not None
    return _seen(child, ())


def _interface(widget: QWidget) -> QAccessibleInterface:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, f"{widget} tells nothing"
    return interface


def _walk(interface: QAccessibleInterface, path: tuple[str, ...]) -> Iterator[Seen]:
    seen = _seen(interface, path)
    yield seen
    inside = (*path, f"{type(seen.source).__name__} {seen.name!r}"[:60])
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child.isValid():
            yield from _walk(child, inside)


def _hands_on(source: QObject | None) -> bool:
    """Return whether a widget gives the keyboard to another one, which speaks for it."""
    return isinstance(source, QWidget) and source.focusProxy() is not None


def _seen(interface: QAccessibleInterface, path: tuple[str, ...]) -> Seen:
    state = interface.state()
    return Seen(
        interface.role(),
        interface.text(QAccessible.Text.Name),
        interface.text(QAccessible.Text.Value),
        interface.object(),
        bool(state.focusable) and not _hands_on(interface.object()),
        bool(state.focused),
        not state.invisible,
        path,
    )
