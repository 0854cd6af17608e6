"""How a run of the command line looks to a test."""

from collections.abc import Callable

import msgspec


class Ran(msgspec.Struct, frozen=True):
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
