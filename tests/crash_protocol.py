"""What `crashing.py` asks of `crash_driver.py`."""

import msgspec


class Trap(msgspec.Struct, frozen=True):
    """A system call to stop in: the n-th of its kind in a place, before or half-way or (late) after it."""

    where: str
    call: str
    nth: int = 0
    late: bool = False


class Request(msgspec.Struct, frozen=True):
    """One life of the app: the document it opens and the keys it presses, each a line such as `R` or `. I`."""

    folder: str
    file: str
    keys: list[str]
    unsaved: bool = False
    trap: Trap | None = None


TRAPS = (
    Trap("save", "write"),
    Trap("save", "write", late=True),
    Trap("save", "fsync"),
    Trap("save", "replace"),
    Trap("save", "replace", late=True),
    Trap("save", "fsync", 1),
    Trap("save", "unlink"),
    Trap("rotation", "write"),
    Trap("rotation", "write", late=True),
    Trap("rotation", "fsync"),
    Trap("rotation", "fsync", late=True),
    Trap("rotation", "unlink"),
    Trap("rotation", "unlink", late=True),
    Trap("record", "write"),
    Trap("record", "write", late=True),
    Trap("sync", "fsync"),
    Trap("sync", "fsync", late=True),
    Trap("begin", "write"),
    Trap("begin", "fsync"),
)
"""Every system call that saving and the journal are made of."""
