"""What the finder asks about names: whether a unit or an activity is known by one."""

from typing import Protocol


class Names(Protocol):
    """Knows units and activities by name."""

    def unit(self, name: str) -> bool:
        """Return whether a name is certainly that of a unit."""

    def activity(self, name: str) -> bool:
        """Return whether a name is certainly that of an activity."""


class NoNames:
    """Knows nobody."""

    def unit(self, name: str) -> bool:  # noqa: ARG002 - the protocol's
        """Return False."""
        return False

    def activity(self, name: str) -> bool:  # noqa: ARG002 - the protocol's
        """Return False."""
        return False
