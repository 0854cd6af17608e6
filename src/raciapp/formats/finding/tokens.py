"""What a cell of a client's matrix says: letters, a remark, and what was not understood.

A whole token is a letter or a known word; anything else is a remark and a question. Nothing is ever read by its first
letter: a wrong letter taken silently is worse than any number of questions.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import IntEnum
from functools import cache

import msgspec

from raciapp.document.letters import Scheme, schemes
from raciapp.formats.finding.reading import Doubt
from raciapp.formats.finding.tables import visible

_LONGEST_TOKEN = 80

# Cyrillic Р and Greek Ρ look like P, but who types them means R: they are asked about, as is Я.
_LOOK_ALIKES = str.maketrans("АаСсІіЅѕΑΙϹϲ", "AaCcIiSsAICc")

_NOTHING_SPELLINGS = "/ \\ · … 0 n na n/a n\\a n.a n.a. s.o s.o. s/o ø ∅ none nil aucun aucune"
_NOTHING = frozenset(_NOTHING_SPELLINGS.split()) | {"sans objet", "not applicable", "non applicable"}
_DASHES = "-–—"
_RULER = re.compile(r"[-–—−―‐‑‒_.:=]+")
_PART = frozenset({"yes", "oui", *"xх×✓✔✗✘☑☒✅●•"})

# Spellings with their accents: «réalise» does the work, «réalisé» is merely done.
_RACI = {
    "R": "responsible,responsable,responsables,réaliser,réalisateur,réalisatrice,réalisateurs",
    "A": "approver,approves,approve,approbateur,approbatrice,approuver,autorité,imputable,redevable",
    "C": "consult,consults,consulte,consultée,consultés,consultées,consulter,à consulter",
    "I": "inform,informs,informe,informée,informés,informées,informer,à informer",
}
_SPELLINGS: dict[str, Mapping[str, str]] = {
    "raci": _RACI,
    "rasci": {**_RACI, "S": "support,supporting,supportive,soutien,soutenir,appui,appuie"},
    "raci-vs": {
        **_RACI,
        "V": "verify,verifier,vérifier,vérificateur,vérificatrice",
        "S": "sign off,sign-off,signs-off,signatory,signataire",
    },
    "daci": {**_RACI, "R": "", "D": "drives,pilote", "C": "contributes,contributors,contributeur,contributrice"},
    "rapid": {"D": "decide,décider", "P": "perform,exécuter", "R": "recommend", "A": "agree", "I": "input"},
}

_PAIRS = frozenset({"AR", "RA", "ar", "ra", "CI", "IC"})
"""Letters that stand together without a sign between them; others may be a word or an abbreviation («AI», «CA»)."""

_FIRST_WORD = re.compile(r"[\W_]*([^\W\d_¹²³⁰⁴-⁹]+)")
_BETWEEN = re.compile(r"\s*[/,;&+|\n]\s*|\s+(?:and|et)\s+", re.IGNORECASE)
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|`)((?:(?!\1).)+)\1", re.DOTALL)
_ENDING = re.compile(r"(?<=[^\W\d_]{2})(?:\((?:e|s|es)\)|[·.](?:e|s|es)\b)+", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SIGN = re.compile(r"\s*:\s*|\s+[-–—]\s+")
_NOTE_MARK = re.compile(r"\s*(?:[*†‡§]+|[¹²³⁰⁴-⁹]+)$")


class Sense(IntEnum):
    """What kind of cell it is, whatever the scheme."""

    BLANK = 0
    NOTHING = 1
    LETTERS = 2
    PART = 3
    TEXT = 4


class CellText(msgspec.Struct, frozen=True):
    """A cell before its scheme is known. `tokens` are letters such as `R` and words such as `responsible`."""

    sense: Sense
    text: str = ""
    tokens: tuple[str, ...] = ()
    remark: str = ""
    unsure: bool = False


class Token(msgspec.Struct, frozen=True):
    """A cell in a scheme: its mask, its remark, and the kind of question where it was not fully understood."""

    letters: int = 0
    remark: str = ""
    doubt: Doubt | None = None


def read_token(text: str, alphabet: Scheme) -> Token:
    """Return what a cell's text says in a scheme; what is not understood is its remark, and doubted."""
    return token_of(parsed(text), alphabet)


def token_of(cell: CellText, alphabet: Scheme) -> Token:
    """Return what a cell says in a scheme."""
    if cell.sense <= Sense.NOTHING:
        return Token(0, cell.remark)
    if cell.sense is Sense.PART:
        return Token(0, cell.text, Doubt.PART)
    letters = _mask(cell.tokens, alphabet)
    if not letters:
        inside = _unwrapped(cell.text)
        return Token(0, inside if parsed(inside).sense is Sense.TEXT else cell.text, Doubt.CELL)
    if not cell.remark:
        return Token(letters)
    if cell.remark == cell.text:
        return Token(letters, cell.remark)
    beside = parsed(cell.remark)
    if beside.sense is not Sense.TEXT:  # «R (Responsible)» says it twice, «R (A)» contradicts itself
        same = not beside.remark and _mask(beside.tokens, alphabet) == letters
        return Token(letters) if same else Token(0, cell.text, Doubt.CELL)
    return Token(letters, cell.remark, Doubt.REMARK if cell.unsure else None)


def holds_letters(text: str) -> bool:
    """Return whether a cell's text is letters of some scheme."""
    return parsed(text).sense is Sense.LETTERS


def parsed(text: str) -> CellText:
    """Return what a cell's text says, whatever the scheme."""
    shown = visible(text)
    if not shown:
        return CellText(Sense.BLANK)
    folded = shown.casefold()
    if folded in _NOTHING or _RULER.fullmatch(shown):
        return CellText(Sense.NOTHING, shown)
    if folded in _PART:
        return CellText(Sense.PART, shown)
    if not _may_be_letters(shown):
        return _nothing_with_remark(shown) or CellText(Sense.TEXT, shown)
    return _letters(shown) or CellText(Sense.TEXT, shown)


def _nothing_with_remark(shown: str) -> CellText | None:
    """Return what «– (until May)» says: no letters, and a remark."""
    wrapped = shown[1:].strip()
    remark = _unwrapped(wrapped)
    plain = shown[0] in _DASHES and remark != wrapped and not _may_be_letters(remark)
    return CellText(Sense.NOTHING, shown, remark=remark) if plain else None


def symbol_of_word(word: str, alphabet: Scheme) -> str:
    """Return the letter that a whole word stands for in a scheme, or nothing."""
    return _words()[alphabet.id].get(_folded(word), "")


# -- letters ----------------------------------------------------------------------------------------------


@cache
def _words() -> dict[str, dict[str, str]]:
    """Return for each scheme the letter each word stands for: the names of its letters and other spellings."""
    found: dict[str, dict[str, str]] = {}
    for alphabet in schemes().values():
        words = found[alphabet.id] = {}
        for letter in alphabet.letters:
            spelled = _SPELLINGS[alphabet.id].get(letter.symbol, "").split(",")
            words.update({_folded(name): letter.symbol for name in (letter.name.en, letter.name.fr, *spelled) if name})
    return found


@cache
def _symbols() -> frozenset[str]:
    return frozenset(symbol for alphabet in schemes().values() for symbol in alphabet.bits)


@cache
def _all_words() -> frozenset[str]:
    return frozenset(word for words in _words().values() for word in words)


@cache
def _beginnings() -> frozenset[str]:
    """Return the first words of everything that can be letters, so that most texts are told apart at once."""
    words = {match[1] for match in map(_FIRST_WORD.match, _all_words()) if match}
    return frozenset({*words, *(symbol.casefold() for symbol in _symbols()), *(pair.casefold() for pair in _PAIRS)})


def _may_be_letters(shown: str) -> bool:
    first = _FIRST_WORD.match(shown[:_LONGEST_TOKEN])
    return first is not None and _folded(_ENDING.sub("", first[1])) in _beginnings()


def _folded(word: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", word.translate(_LOOK_ALIKES)).casefold().split())


def _mask(tokens: tuple[str, ...], alphabet: Scheme) -> int:
    """Return the letters of tokens; nothing where the scheme lacks one of them, since half a cell is a wrong cell."""
    words = _words()[alphabet.id]
    mask = 0
    for token in tokens:
        bit = alphabet.bits.get(token) or alphabet.bits.get(words.get(token, ""), 0)
        if not bit:
            return 0
        mask |= bit
    return mask


def _letters(shown: str) -> CellText | None:
    """Return the letters of a cell and what stands beside them, or nothing where there is anything else."""
    text = _ENDING.sub("", shown)
    whole = _tokens(text)
    if whole:
        return CellText(Sense.LETTERS, shown, whole)
    head, remark, unsure = _split(text)
    head = _unemphasised(head)
    note = _NOTE_MARK.search(head) if len(head) <= _LONGEST_TOKEN else None
    if note:
        head, remark = head[: note.start()], f"{note[0].strip()} {remark}".strip()
    tokens = _tokens(head)
    return CellText(Sense.LETTERS, shown, tokens, shown if remark == text else remark, unsure) if tokens else None


def _split(text: str) -> tuple[str, str, bool]:
    """Return what stands before the remark, the remark, and whether that is a guess.

    Brackets make it plain. A colon or a dash may as well be part of something else («A - Z»).
    """
    head, bracket, _ = text.partition("(") if "(" in text else text.partition("[")
    remark = _unwrapped(text[len(head) :])
    if bracket and remark != text[len(head) :]:
        return head, remark, False
    if bracket:  # «R (lead), C (budget)»: each remark belongs to its own letter, so the whole text is kept
        letters_inside = any(parsed(inside).sense in (Sense.LETTERS, Sense.PART) for inside in _BRACKETS.findall(text))
        return ("", "", False) if letters_inside else (_BRACKETS.sub(" ", text), text, False)
    sign = _SIGN.search(text[:_LONGEST_TOKEN])
    return (text[: sign.start()], text[sign.end() :], True) if sign else (text, "", False)


def _unwrapped(text: str) -> str:
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


def _tokens(head: str) -> tuple[str, ...]:
    """Return the letters and words that make up all of a text, or nothing."""
    if len(head) > _LONGEST_TOKEN:
        return ()
    text = unicodedata.normalize("NFKC", _unemphasised(head).translate(_LOOK_ALIKES)).strip()
    parts = _BETWEEN.split(text)
    if len(parts) == 1 and all(len(part) == 1 and part.isupper() for part in text.split()):
        parts = text.split()
    found: list[str] = []
    for part in parts:
        tokens = _token(_unemphasised(part))
        if not tokens:
            return ()
        found += tokens
    return tuple(dict.fromkeys(found))


def _token(part: str) -> list[str]:
    letter = part.removesuffix(".").upper()
    if letter in _symbols():
        return [letter]
    if part in _PAIRS:
        return list(part.upper())
    word = _folded(part)
    return [word] if word in _all_words() else []


def _unemphasised(text: str) -> str:
    """Return a text without Markdown emphasis around all of it."""
    emphasis = _EMPHASIS.fullmatch(text.strip())
    return emphasis[2] if emphasis else text.strip()
