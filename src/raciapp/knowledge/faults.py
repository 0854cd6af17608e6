"""A fault of an entry in a knowledge file: its place, what is wrong, and what was probably meant."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.messages import mark

Place = tuple[str | int, ...]
"""Where something stands inside an entry: keys and, in lists, numbers from 0 on."""

ACTIVITY = mark("an activity")
CLAIM = mark("a claim")
FUNCTION = mark("a function")
LETTER = mark("a letter")
RULE = mark("a rule")
SOURCE = mark("a source")
SURVEY = mark("a survey")
TEMPLATE = mark("a template")

_LONGEST_NAME = 60
_LONGEST_LIST = 160
_LIKENESS = 0.65
"""From this share of common letters on (of 1), a known name is proposed for an unknown one."""


class Fault(msgspec.Struct, frozen=True):
    """What is wrong at a place inside an entry, and what to write instead."""

    place: Place
    what: UserError


class Names(Protocol):
    """The names that rules and templates may use, by what they are; `Knowledge` has them all."""

    @property
    def functions(self) -> Mapping[str, object]:
        """Return the known functions."""

    @property
    def function_sets(self) -> Mapping[str, object]:
        """Return the known sets of functions."""

    @property
    def activities(self) -> Mapping[str, object]:
        """Return the known activities."""

    @property
    def claims(self) -> Mapping[str, object]:
        """Return the known claims."""

    @property
    def sources(self) -> Mapping[str, object]:
        """Return the known sources."""

    @property
    def surveys(self) -> Mapping[str, object]:
        """Return the known surveys."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that `name` was probably meant to be, or the empty string."""
    import difflib  # only what is wrong needs it

    folded = {one.casefold(): one for one in known}
    found = difflib.get_close_matches(name[:_LONGEST_NAME].casefold(), folded, 1, _LIKENESS)
    return folded[found[0]] if found else ""


def shown(name: object, longest: int = _LONGEST_NAME) -> str:
    """Return a name from a file as a sentence may quote it: not too long, and on one line."""
    text = str(name)
    cut = text if len(text) <= longest else f"{text[:longest]}…"
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in cut)


def unknown(name: str, known: Collection[str], kind: str) -> UserError:
    """Return the sentence that nothing of that `kind` (a marked text) is called `name`, and what is."""
    near = nearest(name, known)
    values = {"id": shown(name), "kind": UserError(kind)}
    if near:
        return UserError(mark("«{id}» is not known as {kind}; did you mean «{near}»?"), **values, near=near)
    listed = ", ".join(known)
    if listed and len(listed) <= _LONGEST_LIST:
        return UserError(mark("«{id}» is not known as {kind}. Choose from: {known}."), **values, known=listed)
    return UserError(
        mark("«{id}» is not known as {kind}. HOUSE_RULES.md says where the known ones are listed."), **values
    )
