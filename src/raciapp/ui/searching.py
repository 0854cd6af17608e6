"""Finding names by a few characters of them, whatever the accents, the case and the order of the words."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import msgspec

from raciapp.base.words import Language
from raciapp.document.records import Document

LONGEST_QUERY = 60
"""Characters of a search that are looked at; nobody types more to find a name."""

_WORDS = re.compile(r"[^\W_]+")
_SPELT_OUT = {"œ": "oe", "æ": "ae", "’": "'"}

WHOLE, START, STARTS, INSIDE, SHORTENED = 100.0, 90.0, 75.0, 50.0, 30.0
"""What a searched word is worth that is a whole word, starts one, starts several, is inside one, shortens one."""
_FIRST = 8.0
"""More for what starts a text."""
_PASSED = 3.0
"""Less for each word passed over on the way from one start to the next."""
_ELSEWHERE = 0.8
"""The share of that worth where it is found in another name of the same thing."""

Place = tuple[str, str]


class Folded(msgspec.Struct, frozen=True):
    """A text without accents and case; `origins` are the places of its characters in the text as it was."""

    text: str
    origins: tuple[int, ...]
    words: tuple[tuple[int, str], ...]
    """Each word with where it starts in `text`."""


class Hit(msgspec.Struct, frozen=True):
    """How well a text was found, and which of its characters were."""

    score: float
    marks: tuple[int, ...] = ()


@lru_cache(maxsize=8192)
def folded(text: str) -> Folded:
    """Return a text as it is compared: «Établir» as «etablir», «œuvre» as «oeuvre»."""
    letters: list[str] = []
    origins: list[int] = []
    for place, sign in enumerate(text):
        plain = unicodedata.normalize("NFKD", sign.casefold())
        for letter in plain:
            if not unicodedata.combining(letter):
                spelt = _SPELT_OUT.get(letter, letter)
                letters.append(spelt)
                origins += [place] * len(spelt)
    whole = "".join(letters)
    return Folded(whole, tuple(origins), tuple((found.start(), found.group()) for found in _WORDS.finditer(whole)))


# -- ranking ----------------------------------------------------------------------------------------------


def match(query: str, text: str, also: Sequence[str] = ()) -> Hit | None:
    """Return how well every word of `query` is found in `text`, or else in the other names `also`; None where not."""
    wanted = folded(query[:LONGEST_QUERY]).text.split()
    here, others = folded(text), [folded(one) for one in also]
    score, marks = 0.0, set[int]()
    for word in wanted:
        hit = _find(word, here)
        elsewhere = max((found.score for one in others if (found := _find(word, one))), default=0.0) * _ELSEWHERE
        if hit is None and not elsewhere:
            return None
        score += max(hit.score if hit else 0.0, elsewhere)
        marks.update(hit.marks if hit else ())
    shorter_first = len(here.text) / 100
    return Hit(score / max(1, len(wanted)) - shorter_first, tuple(sorted({here.origins[place] for place in marks})))


def _find(word: str, text: Folded) -> Hit | None:
    """Return the best way in which one searched word is found; the marks are places in the folded text."""
    for start, name in text.words:
        if name.startswith(word):
            bonus = _FIRST if start == 0 else 0.0
            return Hit((WHOLE if name == word else START) + bonus, tuple(range(start, start + len(word))))
    several = _starts(word, text.words)
    if several:
        met = [number for number, (start, _) in enumerate(text.words) if start in several]
        passed = met[-1] - met[0] + 1 - len(met)
        return Hit(STARTS + (_FIRST if several[0] == 0 else 0.0) - _PASSED * passed, several)
    inside = text.text.find(word)
    if inside >= 0 and len(word) > 1:
        return Hit(INSIDE, tuple(range(inside, inside + len(word))))
    return _shortened(word, text.words)


def _starts(word: str, words: Sequence[tuple[int, str]]) -> tuple[int, ...] | None:
    """Return where the characters of `word` are the first ones of words, such as «mu» of «Move the unit»."""

    @cache
    def rest(done: int, number: int) -> tuple[int, ...] | None:
        if done == len(word):
            return ()
        for at in range(number, len(words)):
            start, name = words[at]
            alike = _alike(word[done:], name)
            for taken in range(alike, 0, -1):
                further = rest(done + taken, at + 1)
                if further is not None:
                    return (*range(start, start + taken), *further)
        return None

    return rest(0, 0)


def _alike(one: str, other: str) -> int:
    """Return how many characters two words have in common from their start."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _shortened(word: str, words: Iterable[tuple[int, str]]) -> Hit | None:
    """Return where `word` leaves letters out of one word, such as «cmpr» of «compare»."""
    for start, name in words:
        if len(word) < 3 or name[0] != word[0]:
            continue
        places, at = [0], 1
        for letter in word[1:]:
            at = name.find(letter, at) + 1
            if not at:
                break
            places.append(at - 1)
        else:
            left_out = places[-1] + 1 - len(word)
            if left_out <= 2 * len(word):
                return Hit(SHORTENED - left_out, tuple(start + place for place in places))
    return None


# -- finding in a document --------------------------------------------------------------------------------


def _meant(query: str, texts: Iterable[str]) -> set[str]:
    """Return the texts that contain `query`; where none does, those in which each of its words starts a word."""
    known = {text: folded(text) for text in texts}
    wanted = " ".join(folded(query[:LONGEST_QUERY]).text.split())
    inside = {text for text, one in known.items() if wanted in one.text}
    words = wanted.split()
    return inside or {
        text
        for text, one in known.items()
        if all(any(name.startswith(word) for _, name in one.words) for word in words)
    }


def places_of(query: str, document: Document, matrix: str, origin: Place, language: Language) -> list[Place]:
    """Return the (activity id, unit id) of all that `query` is found in, in reading order, each place once.

    Names and remarks of activities and groups are found in the column of `origin`, those of units in its row, remarks
    on cells in their cells. The order is that of `Document.sections`.
    """
    if not query.strip():
        return []
    named = _named_places(document, matrix, origin, language)
    texts = _meant(query, (text for text, _ in named))
    rows = [document.activities[place].id for _, places in document.sections() for place in places]
    order = {activity: place for place, activity in enumerate(rows)}
    found = {place for text, place in named if text in texts}
    return sorted(found, key=lambda place: (order.get(place[0], -1), document.unit_places.get(place[1], -1)))


def _named_places(document: Document, matrix: str, origin: Place, language: Language) -> list[tuple[str, Place]]:
    activity, unit = origin
    named: list[tuple[str, Place]] = []
    for group, places in document.sections():
        first = document.activities[places[0]].id
        if group:
            named.append((group.name.text(language), (first, unit)))
        for row in (document.activities[place] for place in places):
            named += [(row.name.text(language), (row.id, unit)), (row.remark, (row.id, unit))]
    for column in document.units:
        named += [(column.name.text(language), (activity, column.id)), (column.remark, (activity, column.id))]
    for one, cells in zip(document.activities, document.matrix(matrix).rows, strict=True):
        named += [(remark, (one.id, holder)) for holder, remark in cells.remarks]
    return [(text, place) for text, place in named if text]


def first_from(places: Sequence[Place], origin: Place, document: Document) -> int:
    """Return which of the places comes first from `origin` on, or the very first where all are before it."""
    rows = [document.activities[place].id for _, members in document.sections() for place in members]
    order = {activity: place for place, activity in enumerate(rows)}

    def key(place: Place) -> tuple[int, int]:
        return order.get(place[0], -1), document.unit_places.get(place[1], -1)

    return next((number for number, place in enumerate(places) if key(place) >= key(origin)), 0)
