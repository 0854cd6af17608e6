"""Recognising known units and activities by name, in either language, with a confidence.

Low confidence is for a person to decide: what is below `CERTAIN` is proposed, never taken. A wrong function turns the
rules upside down, so only the known names themselves are certain: as they stand, without what merely says «unit», with
their words in another order or with one slip in a long word. What is only near or only part of a name is proposed.
"""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from weakref import WeakKeyDictionary

import msgspec

from raciapp.knowledge.library import Knowledge

CERTAIN = 0.9
"""From this confidence on, a match is taken without asking."""

PROPOSED = 0.6
"""Below this confidence, there is nothing to propose."""

_NEAR = 0.85
"""What is near a known name, but is not it, is never more confident than this."""

_LONGEST_NAME = 200
"""No name of a known thing is half as long; a longer text is a story, and costly to compare."""

_ARTICLE_WORDS = "the of and for a an to in on our your le la les l de d du des et un une pour aux au en sur"
_ARTICLES = frozenset(_ARTICLE_WORDS.split())
_LEADING_WORDS = """
    office department directorate division direction bureau ministere departement unite equipe secteur section generale
    of the de des du d la le les l
"""
_LEADING = frozenset(_LEADING_WORDS.split())
_TRAILING_WORDS = "branch directorate office department dept unit team division group section"
_TRAILING = frozenset(_TRAILING_WORDS.split())
_VAGUE = frozenset({"media"})
"""What a name without its kind says too little by: a «Media Team» may speak to the press, «Media» may buy it."""
_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.):]?|[a-z][.)])\s+(?=\S)", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_SERVICE_OF = re.compile(r"^services? (?:de|des|du|d) ")
_PARTS = re.compile(r"[()/]")


class Match(msgspec.Struct, frozen=True):
    """A known thing that a name may mean; `id` is that of a known unit or activity; confidence is 0 to 1."""

    id: str
    confidence: float


def normalized(name: str) -> str:
    """Return a name in lower case without accents, signs and doubled spaces; `&` reads as «and», `H.R.` as `hr`."""
    joined = _ABBREVIATED.sub(lambda found: found.group().replace(".", ""), name)
    folded = _POSSESSIVE.sub("", joined.casefold()).replace("&", " and ").replace("œ", "oe")
    plain = unicodedata.normalize("NFKD", folded)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", letters))


def _words(normal: str) -> list[str]:
    """Return the words of a normalized name that carry meaning, in the singular where an s makes the plural."""
    words = [word for word in normal.split() if word not in _ARTICLES] or normal.split()
    return [word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word for word in words]


def _whole(normal: str) -> str:
    return " ".join(_words(normal))


def _without_kind(normal: str) -> str:
    """Return the words of a unit's name without those around them that only say that it is a unit.

    «Services» stays, but in «Service des achats»: «Client» alone is the client, not those who serve it.
    """
    words = _SERVICE_OF.sub("", normal).split()
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    while len(words) > 1 and words[-1] in _TRAILING:
        words = words[:-1]
    return _whole(" ".join(words))


def _sorted(core: str) -> str:
    return " ".join(sorted(core.split()))


class _Names:
    """Every name of a list of known things, ready to be compared with.

    `meaning` says which of them are the same to whoever asks: a name with two meanings is never certain. `core` takes
    from a normalized name what carries no meaning; those in `verbatim` are only meant where that leaves it as it was.
    """

    def __init__(
        self,
        named: Iterable[tuple[str, Iterable[str]]],
        meaning: Callable[[str], Hashable],
        core: Callable[[str], str],
        verbatim: frozenset[str] = frozenset(),
    ) -> None:
        self._core = core
        self._verbatim = verbatim
        self._exact: dict[str, str] = {}
        self._cores: dict[str, str] = {}
        self._ambiguous: set[str] = set()
        for identity, names in named:
            for name in filter(None, map(normalized, names)):
                if meaning(self._exact.setdefault(name, identity)) != meaning(identity):
                    self._ambiguous.add(name)
                for form in {_whole(name), core(name)} - _VAGUE:
                    if meaning(self._cores.setdefault(form, identity)) != meaning(identity):
                        self._ambiguous.add(form)
        self._sorted = {_sorted(form): identity for form, identity in self._cores.items()}
        self._ambiguous.update({_sorted(form) for form in self._ambiguous})
        self._choices = list(self._sorted)

    def match(self, name: str) -> Match | None:
        normal = normalized(name)
        if not normal or len(normal) > _LONGEST_NAME:
            return None
        if normal in self._exact:
            return self._found(self._exact[normal], 1.0, normal)
        whole, core = _whole(normal), self._core(normal)
        for form, known, confidence in (
            (whole, self._cores, 0.95),
            (core, self._cores, 0.95),
            (_sorted(core), self._sorted, 0.92),
        ):
            identity = known.get(form)
            if identity and (core == whole or identity not in self._verbatim):
                return self._found(identity, confidence, form)
        return self._nearest(_sorted(core))

    def _found(self, identity: str, confidence: float, form: str) -> Match:
        return Match(identity, 0.75 if form in self._ambiguous else confidence)

    def _nearest(self, ordered: str) -> Match | None:
        from rapidfuzz import fuzz, process

        # Short names are too easily near each other («HR», «PR») to be compared by letters.
        if len(ordered) < 4:
            return None
        found = process.extractOne(ordered, self._choices, scorer=fuzz.ratio, score_cutoff=PROPOSED * 100)
        if found is None:
            return None
        nearest, score, _ = found
        if nearest not in self._ambiguous and _one_slip(ordered.split(), nearest.split()):
            return Match(self._sorted[nearest], 0.9)
        return Match(self._sorted[nearest], min(_NEAR, round(score / 100, 2)))

    def contained(self, name: str) -> Match | None:
        """Return the longest known name whose words all stand in `name`: a hint, never more."""
        words = _words(normalized(name))
        spelled = {word.casefold() for word in re.findall(r"\w+", name) if word.isupper()}
        held = {word for word in words if len(word) > 3 or word in spelled}
        inside = [form for form in self._cores if held.issuperset(form.split())]
        if not inside:
            return None
        longest = max(inside, key=len)
        share = len(longest) / max(len(" ".join(words)), 1)
        return Match(self._cores[longest], round(PROPOSED + (_NEAR - PROPOSED) * min(share, 1), 2))


def _one_slip(words: Sequence[str], known: Sequence[str]) -> bool:
    """Return whether all words are equal but one long one, in which a single letter is wrong, missing or too many.

    Long: «police» is one letter from «policy».
    """
    from rapidfuzz.distance import OSA

    if len(words) != len(known):
        return False
    different = [(word, other) for word, other in zip(words, known, strict=True) if word != other]
    return len(different) == 1 and all(
        min(len(word), len(other)) >= 8 and OSA.distance(word, other) == 1 for word, other in different
    )


_MOST_REMEMBERED = 10_000
"""Names whose matches a matcher remembers; a file is looked at several times while a person corrects its import."""


def matcher_of(knowledge: Knowledge) -> "Matcher":
    """Return the matcher of a body of knowledge, made once as long as that lives."""
    found = _MATCHERS.get(knowledge)
    if found is None:
        found = _MATCHERS[knowledge] = Matcher(knowledge)
    return found


class Matcher:
    """Recognises the units and activities of one body of knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Compare with the names in `knowledge`."""
        self._units_of = knowledge.units
        self._functions_of = knowledge.functions
        self._activities_of = knowledge.activities
        self._seen_units: dict[str, Match | None] = {}
        self._seen_activities: dict[str, Match | None] = {}

    @cached_property
    def _units(self) -> _Names:
        units = self._units_of
        # «Personnel Office» is human resources, not everyone: who stands for everyone is named in full or not at all.
        everyone = frozenset(unit.id for unit in units.values() if "all_staff" in unit.functions)
        return _Names(
            (
                (unit.id, (unit.name.en, unit.name.fr, *unit.aliases, *self._function_names(unit.functions)))
                for unit in units.values()
            ),
            meaning=lambda identity: units[identity].functions,
            core=_without_kind,
            verbatim=everyone,
        )

    def _function_names(self, functions: Iterable[str]) -> list[str]:
        names = [self._functions_of[function].name for function in functions]
        return [text for name in names for text in (name.en, name.fr)]

    @cached_property
    def _activities(self) -> _Names:
        return _Names(
            (
                (activity.id, (activity.name.en, activity.name.fr, *activity.aliases))
                for activity in self._activities_of.values()
            ),
            meaning=lambda identity: identity,
            core=_whole,
        )

    def unit(self, name: str) -> Match | None:
        """Return the known unit that `name` may mean.

        Of a name in parts, such as «Human Resources (HR)» or «Legal/HR», every part must mean the same to be certain.
        """
        return _recalled(self._seen_units, name, self._unit)

    def activity(self, name: str) -> Match | None:
        """Return the known activity that `name` may mean; a number in front of it does not matter."""
        return _recalled(self._seen_activities, name, self._activity)

    def _unit(self, name: str) -> Match | None:
        whole = self._units.match(name)
        if whole and whole.confidence >= CERTAIN:
            return whole
        parts = [part for part in _PARTS.split(name) if normalized(part)]
        found = [self._units.match(part) for part in parts] if len(parts) > 1 else []
        near = [match for match in found if match and match.confidence >= CERTAIN]
        meanings = {self._units_of[match.id].functions for match in near}
        if near and len(near) == len(parts) and len(meanings) == 1:
            return near[0]
        proposals = [Match(match.id, _NEAR) for match in near]
        proposals += filter(None, (self._units.contained(name), whole))
        return max(proposals, key=lambda match: match.confidence, default=None)

    def _activity(self, name: str) -> Match | None:
        return self._activities.match(_NUMBERING.sub("", name))


def _recalled(seen: dict[str, Match | None], name: str, look: Callable[[str], Match | None]) -> Match | None:
    """Return what was found for a name before, or look it up."""
    if name not in seen:
        if len(seen) >= _MOST_REMEMBERED:
            seen.clear()
        seen[name] = look(name)
    return seen[name]


_MATCHERS: WeakKeyDictionary[Knowledge, Matcher] = WeakKeyDictionary()
