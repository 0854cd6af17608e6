"""The names of a document's units and activities, as a pasted table may write them."""

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from raciapp.base.words import Words
from raciapp.document.records import Document
from raciapp.formats.finding.tables import one_line
from raciapp.formats.finding.tokens import holds_letters
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.matching import CERTAIN, Match, Matcher, normalized

_NEAR = 90
"""Percent of a long name's letters that must be the same for it to be asked about."""
_SHORTEST = 6
"""Letters of a name that may be near another: «HR» and «PR» are near too."""
_LONGEST = 200
_NUMBERING = re.compile(r"^\d+(?:\.\d+)*[.):]?\s+(?=\S)")


class Found(msgspec.Struct, frozen=True):
    """What a name means: the id of a unit or an activity of the document, or none where only the knowledge has it.

    `sure` is false where the document writes the name otherwise, so that a person should look.
    """

    id: str
    sure: bool = True


class Names:
    """One list of names: the units, or the activities."""

    def __init__(self, named: Sequence[tuple[str, Words]], known: Callable[[str], str]) -> None:
        """Look among (id, name); `known` gives the id of the known thing that a name certainly means, or nothing."""
        self._named = named
        self._known = known
        self._exact: dict[str, str] = {}
        self._twice: set[str] = set()
        for identity, name in named:
            for normal in {_normal(text) for text in (name.en, name.fr)} - {""}:
                if self._exact.setdefault(normal, identity) != identity:
                    self._twice.add(normal)
        self._choices = list(self._exact)
        self._by_meaning: dict[str, str] | None = None
        self._found: dict[str, Found | None] = {}

    def find(self, text: str) -> Found | None:
        """Return what a cell's text means, or None where it is no name that anybody knows."""
        if text not in self._found:
            self._found[text] = self._look(one_line(text))
        return self._found[text]

    def _look(self, name: str) -> Found | None:
        normal = _normal(name)
        if not normal or len(name) > _LONGEST or holds_letters(name):
            return None
        if normal in self._exact:
            return Found(self._exact[normal], sure=normal not in self._twice)
        meaning = self._known(name)
        if meaning:
            return Found(self._meant(meaning), sure=False)
        near = self._near(normal)
        return Found(near, sure=False) if near else None

    def _meant(self, meaning: str) -> str:
        """Return the one unit or activity that is the same known thing, or nothing."""
        if self._by_meaning is None:
            meanings: dict[str, set[str]] = {}
            for identity, name in self._named:
                for text in {name.en, name.fr} - {""}:
                    meanings.setdefault(self._known(text), set()).add(identity)
            self._by_meaning = {known: min(ids) for known, ids in meanings.items() if len(ids) == 1}
        return self._by_meaning.get(meaning, "")

    def _near(self, normal: str) -> str:
        """Return what is called nearly so; where two are, neither."""
        from rapidfuzz import fuzz, process

        if len(normal) < _SHORTEST:
            return ""
        found = process.extract(normal, self._choices, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None)
        ids = {self._exact[name] for name, _, _ in found}
        return ids.pop() if len(ids) == 1 else ""


class DocumentNames(msgspec.Struct, frozen=True):
    """The names that a pasted table's headings are looked for among."""

    units: Names
    activities: Names
    groups: frozenset[str]

    def is_group(self, text: str) -> bool:
        """Return whether a text is the name of one of the document's groups."""
        return _normal(one_line(text)) in self.groups


def document_names(document: Document, knowledge: Knowledge) -> DocumentNames:
    """Return the names of a document, to be recognised with what the knowledge knows about them."""
    matcher = Matcher(knowledge)

    return DocumentNames(
        Names([(unit.id, unit.name) for unit in document.units], lambda name: _certain(matcher.unit(name))),
        Names([(one.id, one.name) for one in document.activities], lambda name: _certain(matcher.activity(name))),
        frozenset(_all_normal(group.name for group in document.groups)),
    )


def _all_normal(names: Iterable[Words]) -> Iterable[str]:
    return (_normal(text) for name in names for text in (name.en, name.fr) if text)


def _certain(match: Match | None) -> str:
    return match.id if match and match.confidence >= CERTAIN else ""


def _normal(name: str) -> str:
    """Return a name in the form that is compared, without the number a table puts before it."""
    return normalized(_NUMBERING.sub("", name))
