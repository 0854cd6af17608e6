"""What can be odd about names: the same twice, an activity that says nothing to do, a person where a role belongs.

Judgements about language err; the rules that use them are hints, and two of them are off until asked for.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from raciapp.base.words import Language
from raciapp.checks.findings import Place
from raciapp.document.records import Document
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.matching import Matcher, normalized
from raciapp.knowledge.records import NameFlaw

_NOUN_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "ity", "ship", "ness", "ism", "logy", "ing", "age", "als")
_NOUN_WORDS = "the a an our social media content crisis brand community policy annual monthly weekly"
_NOUN_STARTS = frozenset(_NOUN_WORDS.split())
_FRENCH_INFINITIVE = re.compile(r"^(?:s'|se )?\w+(?:er|ir|re|oir)$")
_TITLES = re.compile(r"\b(?:mr|mrs|ms|dr|mme|mlle|m\.)(?:\s|$)", re.IGNORECASE)
_FULL_NAME = re.compile(r"^[A-ZÀ-Ý][a-zà-ÿ'’-]+(?: [A-ZÀ-Ý]\.?)? [A-ZÀ-Ý][a-zà-ÿ'’-]+$")
_ROLE_TEXT = """
    office team unit branch services service affairs relations support director manager officer desk group council
    committee centre center programs program policy policies operations media resources staff counsel library
    bureau equipe direction ressources communications marketing engineering management
"""
_ROLE_WORDS = frozenset(_ROLE_TEXT.split())


def flawed_names(flaw: NameFlaw, document: Document, knowledge: Knowledge) -> Iterator[Place]:
    """Yield the activities and units whose names have the flaw."""
    if flaw is NameFlaw.SAME:
        yield from _same_names(document)
    elif flaw is NameFlaw.NO_VERB:
        for activity in document.activities:
            if activity.id not in knowledge.activities and not _has_verb(activity.name.text(Language.EN)):
                yield Place(activity=activity.id)
    else:
        matcher = Matcher(knowledge)
        for unit in document.units:
            name = unit.name.text(Language.EN)
            if _is_person(name) and matcher.unit(name) is None:
                yield Place(unit=unit.id)


def _same_names(document: Document) -> Iterator[Place]:
    places: dict[tuple[bool, str], list[Place]] = defaultdict(list)
    for activity in document.activities:
        # The same title under two groups is two activities (IMPORT.md, «Around the grid»).
        places[True, f"{activity.group} {normalized(activity.name.text(Language.EN))}"].append(Place(activity.id))
    for unit in document.units:
        places[False, normalized(unit.name.text(Language.EN))].append(Place(unit=unit.id))
    for alike in places.values():
        if len(alike) > 1:
            yield from alike


def _has_verb(name: str) -> bool:
    """Return whether a name begins like something to do: «Approve posts», «Approuver les messages»."""
    words = name.split()
    if not words:
        return False
    first = words[0].casefold().strip(".,:;()")
    if _FRENCH_INFINITIVE.match(first) and not first.endswith(_NOUN_ENDINGS):
        return True
    return len(words) > 1 and first not in _NOUN_STARTS and not first.endswith(_NOUN_ENDINGS)


def _is_person(name: str) -> bool:
    """Return whether a name reads like a person's: a title, or a first and a last name without any role in them."""
    if _TITLES.search(name):
        return True
    return bool(_FULL_NAME.match(name)) and _ROLE_WORDS.isdisjoint(normalized(name).split())
