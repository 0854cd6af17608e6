"""How cells write letters: alone, with signs between them, as words, with a remark; whatever the scheme.

A whole token is a letter or a known word; anything else is a text. Nothing is ever read by its first letter.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import IntEnum
from functools import cache

import msgspec

from raciapp.formats.finding.tables import visible
from raciapp.formats.finding.wording import all_symbols, all_words, folded, hazards, nothing_words, part_words, plain

_LONGEST_TOKEN = 80
_LONGEST_RUN = 3

EXPLAINED = "="
"""What begins a meaning that is an explanation («=does the work») and not symbols («AR»)."""

_USUAL = frozenset("RACI")
_SMALL_PAIRS = frozenset({"ar", "ra"})
_DASHES = "-–—"
_RULER = re.compile(r"[-–—−―‐‑‒_.:=]+")

_CONJUNCTION = r"(?:(?i:and|et|und|en)|y|e)"
_BETWEEN = re.compile(rf"\s*[/\\,;&+|·•\n]\s*(?:{_CONJUNCTION}\s+)?|\s+{_CONJUNCTION}\s+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[\W_]*([^\W\d_¹²³⁰⁴-⁹]+)")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|`)((?:(?!\1).)+)\1", re.DOTALL)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SIGN = re.compile(r"\s*[:=]\s*|\s+[-–—]\s+")
_NOTE_MARK = re.compile(r"\s*(?:[*†‡§]+|[¹²³⁰⁴-⁹]+)$")
_EMOJI = re.compile("[\ufe0e\ufe0f]")
_SET_BRACKETS = re.compile(r"([*_`]{1,3})([(\[][^()\[\]]*[)\]])\1")
_NAMES = {"R&D": "RD", "R & D": "RD", "R+D": "RD"}
"""Abbreviations that look like letters with a sign between them; they are, in a scheme that has all of these."""

# What says that men and women are meant: «Consulté(e)», «informé·e·s», «Consultado/a», «Konsultierte/r». Only where it
# fits what stands before it: in «consulted/i», the last sign may be a letter.
_ENDING = re.compile(
    r"(?<=[^\W\d_]{4})(?:\((?i:e|s|es)\)|[·.](?i:e|s|es)\b)+"
    r"|(?<=[^\W\d_]{3}o)(?:\((?:a|as|s|i)\)|[/·.](?:a|as|i)\b)+"
    r"|(?<=[^\W\d_]{3}é)/(?:e|es|s)\b|(?<=[^\W\d_]{3}a)/(?:o|e)\b"
    r"|(?<=[^\W\d_]{3}or)(?:\((?:a|as|es)\)|/(?:a|as)\b)|(?<=[^\W\d_]{3}eur)/(?:trice|rice|euse)\b"
    r"|(?<=[^\W\d_]{2}te)(?:\([rn]\)|/[rn]\b)|(?<=[^\W\d_]che)(?:\([rn]\)|/[rn]\b)|(?<=[^\W\d_]ige)(?:\([rn]\)|/[rn]\b)"
    r"|(?<=[^\W\d_]{2}er)(?:[*:_]in\b|/-?in\b)"
)


class Sense(IntEnum):
    """What kind of cell it is, whatever the scheme."""

    BLANK = 0
    NOTHING = 1
    LETTERS = 2
    PART = 3
    TEXT = 4


class CellText(msgspec.Struct, frozen=True):
    """A cell before its scheme is known.

    `tokens` are letters such as `R`, words such as `responsible`, letters written together such as `RS`, and symbols
    with what the file explains about them such as `E=does the work`. A text may have tokens too: in a scheme with all
    of these letters it is letters, elsewhere «PR» or «VP» is somebody.
    """

    sense: Sense
    text: str = ""
    tokens: tuple[str, ...] = ()
    remark: str = ""
    unsure: bool = False


def meaning_key(text: str) -> str:
    """Return a cell's text as `meanings` know it: without case, emphasis, and spaces that nobody sees."""
    return " ".join(_unemphasised(visible(text)).casefold().split())


def all_meanings(*meanings: Mapping[str, str]) -> dict[str, str]:
    """Return meanings of whole texts as `parsed` wants them; what is said later goes before what is said earlier."""
    return {meaning_key(text): meaning for said in meanings for text, meaning in said.items()}


def parsed(text: str, meanings: Mapping[str, str] | None = None) -> CellText:
    """Return what a cell's text says, whatever the scheme.

    `meanings` say what whole texts, or parts of them such as one of two letters, stand for: symbols («AR», empty for
    none) or an explanation («=does the work»). They go before everything else; their keys are those of `meaning_key`.
    """
    shown = text if text.isascii() and text.isprintable() else unicodedata.normalize("NFC", visible(text))
    shown = shown.strip()
    if not shown:
        return CellText(Sense.BLANK)
    said = None if meanings is None else _meant(shown, meanings)
    if said is not None:
        return CellText(Sense.LETTERS if said else Sense.NOTHING, shown, tuple(said))
    if _RULER.fullmatch(shown):
        return CellText(Sense.NOTHING, shown)
    if shown in _NAMES:
        return CellText(Sense.TEXT, shown, (_NAMES[shown],))
    if len(shown) <= _LONGEST_TOKEN:
        word = folded(_EMOJI.sub("", shown))
        if word in nothing_words():
            return CellText(Sense.NOTHING, shown)
        if word in part_words():
            return CellText(Sense.PART, shown)
    if not (_may_be_letters(shown) or (meanings and _begins(shown, meanings))):
        return _nothing_with_remark(shown) or CellText(Sense.TEXT, shown)
    return _letters(shown, meanings or {}) or CellText(Sense.TEXT, shown)


def _meant(text: str, meanings: Mapping[str, str]) -> list[str] | None:
    """Return the tokens that a text stands for, none if that is nothing; None where nobody said so."""
    key = meaning_key(text)
    meaning = meanings.get(key)
    if meaning is None:
        return None
    return [f"{plain(key).upper()}{meaning}"] if meaning.startswith(EXPLAINED) else list(meaning)


def _begins(shown: str, meanings: Mapping[str, str]) -> bool:
    return len(shown) <= 2 * _LONGEST_TOKEN and meaning_key(shown.lstrip("*_`")).startswith(tuple(meanings))


def _nothing_with_remark(shown: str) -> CellText | None:
    """Return what «– (until May)» says: no letters, and a remark."""
    wrapped = shown[1:].strip()
    remark = unwrapped(wrapped)
    bare = shown[0] in _DASHES and remark != wrapped and not _may_be_letters(remark)
    return CellText(Sense.NOTHING, shown, remark=remark) if bare else None


@cache
def _beginnings() -> frozenset[str]:
    """Return the first words of everything that can be letters, so that most texts are told apart at once."""
    words = {match[1] for match in map(_FIRST_WORD.match, all_words()) if match}
    return frozenset({*words, *(symbol.casefold() for symbol in all_symbols()), *_SMALL_PAIRS})


def _may_be_letters(shown: str) -> bool:
    first = _FIRST_WORD.match(shown[:_LONGEST_TOKEN])
    if first is None:
        return False
    word = first[1]
    return folded(word) in _beginnings() or (len(word) <= _LONGEST_RUN and word.isupper())


def _letters(shown: str, meanings: Mapping[str, str]) -> CellText | None:
    """Return the letters of a cell and what stands beside them, or nothing where there is anything else."""
    text = _unemphasised(_BREAK.sub("\n", shown) if "<" in shown else shown)
    whole = _tokens(text, meanings)
    if whole:
        return _cell(shown, whole)
    text = _SET_BRACKETS.sub(r"\2", _without_ending(text))
    head, remark, unsure = _split(text)
    head = _unemphasised(head)
    tokens = _tokens(head, meanings)
    note = None if tokens or len(head) > _LONGEST_TOKEN else _NOTE_MARK.search(head)
    if note:
        tokens = _tokens(head[: note.start()], meanings)
        remark = f"{note[0].strip()} {remark}".strip()
    return _cell(shown, tokens, shown if remark == text else remark, unsure=unsure) if tokens else None


def _without_ending(text: str) -> str:
    """Return a text without the ending in brackets of its first word, which is no remark: «Consulté(e) (before)»."""
    first = _FIRST_WORD.match(text)
    ending = _ENDING.match(text, first.end()) if first else None
    return text[: ending.start()] + text[ending.end() :] if ending else text


def _cell(shown: str, tokens: tuple[str, ...], remark: str = "", *, unsure: bool = False) -> CellText:
    """Return a cell of letters; letters of rarer schemes written together («VP», «PR») are a text until proven."""
    together = any(1 < len(token) <= _LONGEST_RUN and token.isupper() for token in tokens)
    return CellText(Sense.TEXT if together else Sense.LETTERS, shown, tokens, remark, unsure)


def _split(text: str) -> tuple[str, str, bool]:
    """Return what stands before the remark, the remark, and whether that is a guess.

    Brackets make it plain. A colon or a dash may as well be part of something else («A - Z»).
    """
    head, bracket, _ = text.partition("(") if "(" in text else text.partition("[")
    remark = unwrapped(text[len(head) :])
    if bracket and remark != text[len(head) :]:
        return head, remark, False
    if bracket:  # «R (lead), C (budget)»: each remark belongs to its own letter, so the whole text is kept
        letters_inside = any(_says_letters(inside) for inside in _BRACKETS.findall(text))
        return ("", "", False) if letters_inside else (_BRACKETS.sub(" ", text), text, False)
    sign = _SIGN.search(text[:_LONGEST_TOKEN])
    return (text[: sign.start()], text[sign.end() :], True) if sign else (text, "", False)


def _says_letters(text: str) -> bool:
    cell = parsed(text)
    return cell.sense in (Sense.LETTERS, Sense.PART) or bool(cell.tokens)


def unwrapped(text: str) -> str:
    """Return a text without the one pair of brackets around all of it, if there is one and something inside."""
    if text[:1] not in ("(", "[") or text[-1:] not in (")", "]"):
        return text
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign in "([") - (sign in ")]")
        if depth == 0 and place < len(text) - 1:
            return text
    inside = text[1:-1].strip()
    return text if depth or not inside else inside


def _tokens(head: str, meanings: Mapping[str, str]) -> tuple[str, ...]:
    """Return the letters and words that make up all of a text, or nothing."""
    if len(head) > _LONGEST_TOKEN:
        return ()
    text = plain(_ENDING.sub("", _unemphasised(head))).strip()
    if folded(text) in all_words():
        return (folded(text),)
    parts = _BETWEEN.split(text)
    if len(parts) == 1 and all(len(part) == 1 and part.isupper() for part in text.split()):
        parts = text.split()
    found: list[str] = []
    for part in parts:
        tokens = _token(_unemphasised(part), meanings)
        if tokens is None:
            return ()
        found += tokens
    return tuple(dict.fromkeys(found))


def _token(part: str, meanings: Mapping[str, str]) -> list[str] | None:
    """Return the letters or the word that a part is, none if it was said to be nothing; None where it is no token."""
    said = _meant(part, meanings) if meanings and part else None
    if said is not None:
        return said
    letter = part.removesuffix(".").upper()
    if letter in all_symbols():
        return [letter]
    if part in _SMALL_PAIRS:
        return list(part.upper())
    if _is_run(part):
        return list(part) if _USUAL.issuperset(part) else [part]
    word = folded(part)
    return [word] if word in all_words() else None


def _is_run(part: str) -> bool:
    """Return whether a text is different letters written together, and no abbreviation that we know."""
    different = 1 < len(part) == len(set(part)) <= _LONGEST_RUN
    return different and all_symbols().issuperset(part) and part not in hazards()


def _unemphasised(text: str) -> str:
    """Return a text without Markdown emphasis around all of it."""
    emphasis = _EMPHASIS.fullmatch(text.strip())
    return emphasis[2] if emphasis else text.strip()
