"""The words that stand for letters, in seven languages: read from `letter_words.toml` when first needed.

They may be typed on any keyboard: letters that look alike in Latin, Cyrillic and Greek are the same here.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

import msgspec

from raciapp.base.resources import resources
from raciapp.document.letters import Scheme, schemes

_MOST_WORDS = 12
_LONGEST_PHRASE = 3

# Cyrillic Р and Greek Ρ look like P, but who types them means R: alone, they are asked about, as is Я.
_LIKE_LETTERS = str.maketrans("АаСсІіЅѕΑΙϹϲ", "AaCcIiSsAICc")
_LIKE_WORDS = {**_LIKE_LETTERS, **str.maketrans("ВЕеКМНОоРрТУуХхЈјΒΕΖΗΚΜΝΟοΡΤΥΧ", "BEeKMHOoPpTYyXxJjBEZHKMNOoPTYX")}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_RAISED = re.compile(r"<(?:super|sub)>")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_NEGATION_WORDS = "not no never pas non ne sans nicht kein keine ohne niet geen não nao sem sin senza"
_NEGATION = frozenset(_NEGATION_WORDS.split())


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands: for schemes, the words of each letter, separated by commas.

    `like` says which letters of a scheme share their words with those of another. `unsure` words are read as the first
    of several letters, and asked about. `hints` are words that only an explanation of letters may use.
    """

    nothing: str
    part: str
    hazards: str
    like: dict[str, dict[str, str]]
    words: dict[str, dict[str, str]]
    unsure: dict[str, dict[str, str]]
    hints: dict[str, dict[str, str]]


class Wording(msgspec.Struct, frozen=True):
    """What words mean in a scheme: the letters each may stand for, of which the first is taken.

    `unsure` are words to ask about. `hints` are what only explanations may say.
    """

    letters: dict[str, str]
    unsure: frozenset[str]
    hints: dict[str, str]


def plain(text: str) -> str:
    """Return a text with letters and signs in their usual form; raised ones are no letters, but marks of notes."""
    if text.isascii():
        return text
    raised = any(_RAISED.match(unicodedata.decomposition(sign)) for sign in text)
    return unicodedata.normalize("NFC" if raised else "NFKC", text.translate(_LIKE_LETTERS))


def folded(word: str) -> str:
    """Return a word as words are compared: without case, look-alikes and doubled spaces."""
    return " ".join(plain(word.translate(_LIKE_WORDS)).casefold().split())


def word_letters(word: str, alphabet: Scheme) -> str:
    """Return the letters of a scheme that a folded word may stand for, the likeliest first; none if it is unknown."""
    return wording(alphabet.id).letters.get(word, "")


def is_unsure(word: str, alphabet: Scheme) -> bool:
    """Return whether a folded word is to be asked about even where it is read as a letter."""
    return word in wording(alphabet.id).unsure


@lru_cache(maxsize=4096)
def meant_letters(meaning: str, identity: str) -> str:
    """Return the letters of the scheme `identity` that words of an explanation stand for, in their order.

    Where none does, hints such as «does» are looked for: what they say is to be asked about.
    """
    known = wording(identity)
    return _spoken_of(meaning, known.letters) or _spoken_of(meaning, known.hints)


@lru_cache(maxsize=4096)
def said_letters(meaning: str, identity: str) -> str:
    """Return the letters of the scheme `identity` that words of a text stand for, in their order; hints are none."""
    return _spoken_of(meaning, wording(identity).letters)


def _spoken_of(meaning: str, words: Mapping[str, str]) -> str:
    return "".join(dict.fromkeys("".join(words.get(phrase, "") for phrase in _phrases(meaning))))


def _phrases(text: str) -> Iterator[str]:
    """Yield the words of a text in their order, before each the phrases that begin with it."""
    words = _text_words(text)
    for place in range(len(words)):
        for length in range(_LONGEST_PHRASE, 0, -1):
            if place + length <= len(words):
                yield " ".join(words[place : place + length])


def is_denied(meaning: str) -> bool:
    """Return whether an explanation says «not»: then its words say little about what is meant."""
    return not _NEGATION.isdisjoint(_text_words(meaning))


def _text_words(text: str) -> list[str]:
    return [folded(word) for word in _WORD.findall(text[:400])[:_MOST_WORDS]]


# -- the file ---------------------------------------------------------------------------------------------


@cache
def _words() -> _Words:
    return msgspec.convert(tomllib.loads((resources() / "letter_words.toml").read_text("utf-8")), _Words)


@cache
def wording(identity: str) -> Wording:
    """Return what words mean in the scheme called `identity`."""
    file = _words()
    alphabet = schemes()[identity]
    sure: dict[str, str] = {}
    for letter in alphabet.letters:
        names = (folded(letter.name.en), folded(letter.name.fr))
        for word in (*names, *_spelled(file.words, identity, letter.symbol)):
            for spelled in (word, *_without_accents(word)):
                _add(sure, spelled, letter.symbol)
    unsure: dict[str, str] = {word: letters for word, letters in sure.items() if len(letters) > 1}
    for source in _sources(identity):
        for symbols, words in file.unsure.get(source, {}).items():
            if symbols[0] in alphabet.bits:
                letters = "".join(symbol for symbol in symbols if symbol in alphabet.bits)
                unsure.update({word: letters for word in _list(words) if word not in sure})
    hints: dict[str, str] = {}
    for symbol in alphabet.bits:
        for word in _spelled(file.hints, identity, symbol):
            _add(hints, word, symbol)
    return Wording({**sure, **unsure}, frozenset(unsure), hints)


def _add(found: dict[str, str], word: str, symbol: str) -> None:
    if symbol not in found.setdefault(word, ""):
        found[word] += symbol


def _sources(identity: str) -> set[str]:
    return {identity, *_words().like.get(identity, {}).values()}


def _spelled(words: Mapping[str, Mapping[str, str]], identity: str, symbol: str) -> list[str]:
    """Return the words of a letter: its own, and those of the same letter in another scheme."""
    like = _words().like.get(identity, {}).get(symbol, identity)
    return [word for source in {identity: "", like: ""} for word in _list(words.get(source, {}).get(symbol, ""))]


def _list(words: str) -> list[str]:
    return [folded(word) for word in words.split(",") if word.strip()]


def _without_accents(word: str) -> Iterator[str]:
    """Yield a word as keyboards without accents type it; what ends in a bare `e` may have been «réalisé»: done."""
    if word.isascii():
        return
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    if not bare.endswith("e"):
        yield bare
    if not _UMLAUTS.keys().isdisjoint(map(ord, word)):
        yield word.translate(_UMLAUTS)


@cache
def nothing_words() -> frozenset[str]:
    """Return what cells say that hold no letter."""
    return frozenset(_list(_words().nothing))


@cache
def part_words() -> frozenset[str]:
    """Return what cells say where a unit takes part, but not how."""
    return frozenset(_list(_words().part))


@cache
def hazards() -> frozenset[str]:
    """Return the letters that, written together, may be an abbreviation or a word."""
    return frozenset(_words().hazards.split())


@cache
def all_words() -> frozenset[str]:
    """Return every word that stands for a letter of any scheme."""
    return frozenset(word for identity in schemes() for word in wording(identity).letters)


@cache
def all_symbols() -> frozenset[str]:
    """Return the letters of all schemes."""
    return frozenset(symbol for alphabet in schemes().values() for symbol in alphabet.bits)
