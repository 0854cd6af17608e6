"""What options choose from, beside the enums of the rooms below."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from raciapp.cli.context import chosen

Option = TypeVar("Option", bound=StrEnum)


class Form(StrEnum):
    """How a command answers: for people or for programs."""

    TEXT = "text"
    JSON = "json"


class RulesForm(StrEnum):
    """How the rules are listed: briefly, for programs, or as a page to read."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class FailOn(StrEnum):
    """From which severity on open findings make the exit code 1; the first three are those of `Severity`."""

    MUST = "must"
    SHOULD = "should"
    HINT = "hint"
    NEVER = "never"


def one_of(option: str, kind: type[Option]) -> Callable[[str], Option]:
    """Return a parser of the values of `option`, which complains in one sentence of ours, in the language asked for."""

    def parse(value: str) -> Option:
        return chosen(option, kind, value)

    return parse


def listed(kind: type[StrEnum]) -> str:
    """Return the values as the help shows them: `text|json`."""
    return "|".join(kind)
