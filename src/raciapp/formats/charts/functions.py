"""What a chart says that units are for, and what their names suggest."""

import re
from collections.abc import Mapping

import msgspec

from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.matching import CERTAIN, PROPOSED, Match, Matcher, normalized

_LINES = re.compile(r"[;|\n]")
_PARTS = re.compile(r"[,/]")
_MOST_PARTS = 40
_MOST_SUGGESTIONS = 300
"""Of a cell, and of a chart: texts beyond these are asked about, for comparing names takes its time."""


class Proposal(msgspec.Struct, frozen=True):
    """A function that a unit may have, by id, and how sure that is: from `CERTAIN` on it is taken."""

    function: str
    confidence: float


class FunctionNames:
    """Knows functions by id and by name in both languages."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Read the functions of `knowledge`."""
        self._knowledge = knowledge
        self._ids = {
            normalized(name): function.id
            for function in knowledge.functions.values()
            for name in (function.name.fr, function.name.en, function.id)
        }
        self._suggestions: dict[str, dict[str, float]] = {}

    def is_function(self, text: str) -> bool:
        """Return whether a text is the id or the name of a function, or begins with one of several."""
        return any(normalized(part) in self._ids for part in (text, *_LINES.split(text), *_PARTS.split(text)))

    def said(self, text: str, matcher: Matcher) -> tuple[dict[str, float], list[str]]:
        """Return the functions that a cell names, each with how sure that is, and what of it is none.

        Commas and slashes stand in names too («Records, access and privacy»): the whole goes before its parts.
        """
        found: dict[str, float] = {}
        unknown = []
        for line in [part for part in _LINES.split(text) if normalized(part)][:_MOST_PARTS]:
            whole = self._named(line)
            for part in [line] if whole else [part for part in _PARTS.split(line) if normalized(part)][:_MOST_PARTS]:
                said = self._named(part) or self._suggested(part, matcher)
                for function, confidence in said.items():
                    found[function] = max(confidence, found.get(function, 0.0))
                if not any(confidence >= CERTAIN for confidence in said.values()):
                    unknown.append(" ".join(part.split()))
        return found, unknown

    def _named(self, text: str) -> dict[str, float]:
        identity = self._ids.get(normalized(text))
        return {identity: 1.0} if identity else {}

    def _suggested(self, text: str, matcher: Matcher) -> dict[str, float]:
        key = normalized(text)
        if key not in self._suggestions and len(self._suggestions) < _MOST_SUGGESTIONS:
            match = matcher.unit(text)
            self._suggestions[key] = dict(_of(match, self._knowledge)) if match else {}
        return self._suggestions.get(key, {})


def proposals(said: Mapping[str, float], match: Match | None, knowledge: Knowledge) -> tuple[Proposal, ...]:
    """Return the functions of a unit: those that its rows name for certain, else what they and its name suggest."""
    certain = {function: confidence for function, confidence in said.items() if confidence >= CERTAIN}
    found = certain or dict(said)
    if not certain and match and match.confidence >= PROPOSED:
        for function, confidence in _of(match, knowledge):
            found[function] = max(confidence, found.get(function, 0.0))
    return tuple(Proposal(function, confidence) for function, confidence in found.items())


def _of(match: Match, knowledge: Knowledge) -> list[tuple[str, float]]:
    return [(function, match.confidence) for function in knowledge.units[match.id].functions]
