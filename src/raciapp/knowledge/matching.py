"""Recognising known units and activities by name, in either language, with a confidence.

Low confidence is for a person to decide: what is below `CERTAIN` is proposed, never taken.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

import msgspec

from raciapp.knowledge.library import Knowledge

CERTAIN = 0.9
"""From this confidence on, a match is taken without asking."""

PROPOSED = 0.6
"""Below this confidence, there is nothing to propose."""

_FILLER_WORDS = """
    the of and for a an to in on our your le la les l de du des d et un une pour aux au en sur
    branch directorate office department unit team division services service section
    direction bureau ministere departement unite equipe secteur generale general
"""
_FILLER = frozenset(_FILLER_WORDS.split())


class Match(msgspec.Struct, frozen=True):
    """A known thing that a name may mean; `id` is that of a known unit or activity; confidence is 0 to 1."""

    id: str
    confidence: float


def normalized(name: str) -> str:
    """Return a name in lower case without accents, signs and doubled spaces; `&` reads as «and»."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", letters))


def _core(normal: str) -> str:
    """Return the words of a normalized name that carry meaning."""
    words = [word for word in normal.split() if word not in _FILLER]
    return " ".join(words) or normal


class _Names:
    """Every name of a list of known things, ready to be compared with."""

    def __init__(self, named: Iterable[tuple[str, Iterable[str]]]) -> None:
        self.exact: dict[str, str] = {}
        self.core: dict[str, str] = {}
        ambiguous = set()
        for identity, names in named:
            for name in names:
                normal = normalized(name)
                self.exact.setdefault(normal, identity)
                core = _core(normal)
                if self.core.setdefault(core, identity) != identity:
                    ambiguous.add(core)
        for core in ambiguous:
            del self.core[core]

    def match(self, name: str) -> Match | None:
        normal = normalized(name)
        if normal in self.exact:
            return Match(self.exact[normal], 1.0)
        core = _core(normal)
        if core in self.core:
            return Match(self.core[core], 0.95)
        return self._nearest(core)

    def _nearest(self, core: str) -> Match | None:
        from rapidfuzz import fuzz, process

        # Short names are too easily near each other («HR», «PR») to be compared by letters.
        if len(core) < 4:
            return None
        found = process.extractOne(core, list(self.core), scorer=fuzz.token_sort_ratio, score_cutoff=PROPOSED * 100)
        if found is None:
            return None
        nearest, score, _ = found
        return Match(self.core[nearest], round(score / 100, 2))


class Matcher:
    """Recognises the units and activities of one body of knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Compare with the names in `knowledge`."""
        self._knowledge = knowledge

    @cached_property
    def _units(self) -> _Names:
        return _Names(
            (unit.id, (unit.name.en, unit.name.fr, *unit.aliases, *self._function_names(unit.functions)))
            for unit in self._knowledge.units.values()
        )

    def _function_names(self, functions: Iterable[str]) -> list[str]:
        names = [self._knowledge.functions[function].name for function in functions]
        return [text for name in names for text in (name.en, name.fr)]

    @cached_property
    def _activities(self) -> _Names:
        return _Names(
            (activity.id, (activity.name.en, activity.name.fr, *activity.aliases))
            for activity in self._knowledge.activities.values()
        )

    def unit(self, name: str) -> Match | None:
        """Return the known unit that `name` may mean."""
        return self._units.match(name)

    def activity(self, name: str) -> Match | None:
        """Return the known activity that `name` may mean."""
        return self._activities.match(name)
