"""What can be odd about names: the same twice, an activity that says nothing to do, a person where a role belongs.

Judgements about language err; the rules that use them are hints, and two of them are off until asked for. They err on
the side of silence. What is made of a name is kept, since names rarely change between two checks.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from raciapp.base.words import Language
from raciapp.checks.findings import Place
from raciapp.checks.view import ROWS_KEPT
from raciapp.document.records import Document
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.matching import normalized
from raciapp.knowledge.records import NameFlaw

_NOUN_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "ity", "ship", "ness", "ism", "logy", "ing", "age", "als")
_VERB_TEXT = """
    action advance auction augment average balance bring caution cement commence comment commission complement
    condition discourage disengage document encourage engage enhance envisage evidence experience experiment finance
    harness implement influence leverage manage mention message mortgage package partition petition position question
    reengage reference reposition salvage sanction segment sequence ship silence stage supplement swing transition
    triage witness
"""
_VERBS = frozenset(_VERB_TEXT.split())
"""English verbs that end as nouns do."""
_NOUN_TEXT = """
    the a an our all social media content crisis brand community policy annual monthly weekly daily yearly digital
    customer newsletter influencer leader internal external official le la les un une notre nos
"""
_NOUN_STARTS = frozenset(_NOUN_TEXT.split())
_NOUN_OF = frozenset({"of", "de", "des", "du"})
_FRENCH_INFINITIVE = r"^(?:s['’])?\w+(?:er|ir|re)$"
_WORD = r"[^\W\d_][\w'’-]*"

_TITLE = r"^(?:(?:Mr|Mrs|Ms|Mx|Dre?|Mme|Mlle|Prof)\.? |M\. |Me )(?=[A-ZÀ-Ý])"
_NAME = "(?:Mc|Mac|[OD]['’])?[A-ZÀ-Ý][a-zà-ÿœ]+(?:-[A-ZÀ-Ý][a-zà-ÿœ]+)*"
_FULL_NAME = f"^{_NAME}(?: [A-ZÀ-Ý][.]?)? {_NAME}$"
_ROLE_TEXT = """
    adjoint adviser advisor agent ambassador analyst analyste assistance assistant associate atelier audience back
    benefits board bureau caisse campaign campus canada cellule chair champion chef circle comite commissioner
    committee conseil consultant contractor coordinator counter crew culture data department desk developer direction
    donor east editor employe equipe est event everybody expert faculty field finance fire front fund fundraising
    gestionnaire graphic group guest harbor harbour help hospitality hub investor junior labor labour lead liaison
    library mail marketing master member membership ministere ministry museum network night nord north nursing officer
    ombudsman operations oversight ouest owner partner personnel planner planning pole police post practice president
    producer product program project public quality quebec reader redaction region regional registry relation research
    reseau retail room safety sales sante school science secretaire service shop site south specialist standards store
    strategist student studio sud supply support sustainability team town training transit travel unit user vente
    vice video visitor volunteer ward water wealth web webmestre west writer youth zone
"""
_ROLE_WORDS = frozenset(_ROLE_TEXT.split())
"""What stands in the names of units and roles, besides the words of the units that are known."""
_ROLE_ENDINGS = ("tion", "ment", "ity", "ics", "ology", "ists", "eurs")


def flawed_names(flaw: NameFlaw, document: Document, knowledge: Knowledge) -> Iterator[Place]:
    """Yield the activities and units whose names have the flaw."""
    if flaw is NameFlaw.SAME:
        yield from _same_names(document)
    elif flaw is NameFlaw.NO_VERB:
        for activity in document.activities:
            if activity.id not in knowledge.activities and not says_what_is_done(activity.name.text(Language.EN)):
                yield Place(activity=activity.id)
    else:
        for unit in document.units:
            if reads_like_a_person(unit.name.text(Language.EN), knowledge):
                yield Place(unit=unit.id)


def _same_names(document: Document) -> Iterator[Place]:
    # The same title under two groups is two activities (IMPORT.md, «Around the grid»).
    rows = [(activity.group, _folded(activity.name.text(Language.EN))) for activity in document.activities]
    columns = [("", _folded(unit.name.text(Language.EN))) for unit in document.units]
    yield from (Place(document.activities[place].id) for place in _alike(rows))
    yield from (Place(unit=document.units[place].id) for place in _alike(columns))


def _alike(names: Sequence[tuple[str, str]]) -> list[int]:
    """Return the places of the names that stand more than once, those that are the same side by side."""
    found: dict[tuple[str, str], list[int]] = {
        name: [] for name, count in Counter(names).items() if count > 1 and name[1]
    }
    for place, name in enumerate(names if found else ()):
        if name in found:
            found[name].append(place)
    return [place for places in found.values() for place in places]


_folded = lru_cache(maxsize=ROWS_KEPT)(normalized)


@lru_cache(maxsize=ROWS_KEPT)
def says_what_is_done(name: str) -> bool:
    """Return whether a name begins like something to do: «Approve posts», «Approuver les messages».

    A name without any word is not there yet, and says nothing wrong.
    """
    words = [word.casefold() for word in re.findall(_WORD, name)]
    if not words:
        return True
    first, *others = words
    if first in _NOUN_STARTS or first.startswith(("l'", "l’")):
        return False
    if first in _VERBS or re.match(_FRENCH_INFINITIVE, first):
        return True
    return bool(others) and others[0] not in _NOUN_OF and not first.endswith(_NOUN_ENDINGS)


@lru_cache(maxsize=ROWS_KEPT)
def reads_like_a_person(name: str, knowledge: Knowledge) -> bool:
    """Return whether a name reads like a person's: a title, or a first and a last name without any role in them."""
    if re.match(_TITLE, name):
        return True
    words = [word for word in normalized(name).split() if len(word) > 1]  # an initial, or the D of D'Amours
    return bool(re.match(_FULL_NAME, name)) and not any(_is_of_a_role(word, knowledge) for word in words)


def _is_of_a_role(word: str, knowledge: Knowledge) -> bool:
    single = word.removesuffix("s")
    known = _unit_words(knowledge) | _ROLE_WORDS
    return word in known or single in known or single.endswith(_ROLE_ENDINGS)


@lru_cache(maxsize=4)
def _unit_words(knowledge: Knowledge) -> frozenset[str]:
    names = [name for unit in knowledge.units.values() for name in (unit.name.en, unit.name.fr, *unit.aliases)]
    return frozenset(word for name in names for word in normalized(name).split())
