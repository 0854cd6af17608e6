"""What a cell of a client's matrix says in a scheme: letters, a remark, and what was not understood.

A wrong letter taken silently is worse than any number of questions: what the scheme lacks, what is said twice and not
alike, and words that may mean another letter are asked about.
"""

from collections.abc import Iterable, Mapping

import msgspec

from raciapp.document.letters import Scheme
from raciapp.formats.finding.reading import Doubt
from raciapp.formats.finding.spelling import EXPLAINED, CellText, Sense, all_meanings, meaning_key, parsed, unwrapped
from raciapp.formats.finding.wording import folded, is_unsure, meant_letters, word_letters

__all__ = [
    "EXPLAINED",
    "CellText",
    "Sense",
    "Token",
    "all_meanings",
    "explained_mask",
    "holds_letters",
    "meaning_key",
    "parsed",
    "read_token",
    "symbol_of_word",
    "token_of",
]


class Token(msgspec.Struct, frozen=True):
    """A cell in a scheme: its mask, its remark, and the kind of question where it was not fully understood."""

    letters: int = 0
    remark: str = ""
    doubt: Doubt | None = None


def read_token(text: str, alphabet: Scheme, meanings: Mapping[str, str] | None = None) -> Token:
    """Return what a cell's text says in a scheme; what is not understood is its remark, and doubted."""
    return token_of(parsed(text, meanings), alphabet)


def holds_letters(text: str) -> bool:
    """Return whether a cell's text is letters of some scheme."""
    return parsed(text).sense is Sense.LETTERS


def symbol_of_word(word: str, alphabet: Scheme) -> str:
    """Return the letter that a whole word stands for in a scheme, or nothing."""
    return word_letters(folded(word), alphabet)[:1]


class _Mask(msgspec.Struct, frozen=True):
    """The letters of tokens, those they may stand for as well, and whether that is in doubt."""

    letters: int = 0
    possible: int = 0
    unsure: bool = False


_NO_MASK = _Mask()


def token_of(cell: CellText, alphabet: Scheme) -> Token:
    """Return what a cell says in a scheme."""
    if cell.sense <= Sense.NOTHING:
        return Token(0, cell.remark)
    if cell.sense is Sense.PART:
        return Token(0, cell.text, Doubt.PART)
    mask = _mask(cell.tokens, alphabet)
    if not mask.letters:
        inside = unwrapped(cell.text)
        return Token(0, inside if parsed(inside).sense is Sense.TEXT else cell.text, Doubt.CELL)
    doubt = Doubt.WORDS if mask.unsure else None
    if cell.remark in ("", cell.text):
        return Token(mask.letters, cell.remark, doubt)
    beside = parsed(cell.remark)
    again = _mask(beside.tokens, alphabet)
    if beside.sense is not Sense.TEXT or again.letters:
        return _twice(cell, mask, _NO_MASK if beside.remark else again)
    return Token(mask.letters, cell.remark, doubt or (Doubt.REMARK if cell.unsure else None))


def _twice(cell: CellText, mask: _Mask, again: _Mask) -> Token:
    """Return what is said twice: «R (Responsible)»; of a letter and a word in doubt, the letter. «R (A)» is nothing."""
    if mask.letters == again.letters:
        remark = cell.remark if again.unsure else ""
        return Token(mask.letters, remark, Doubt.WORDS if mask.unsure and again.unsure else None)
    if mask.unsure != again.unsure and mask.possible & again.possible:
        sure, other = (again, mask) if mask.unsure else (mask, again)
        if sure.letters & other.possible == sure.letters:
            return Token(sure.letters, cell.remark if again.unsure else "")
    return Token(0, cell.text, Doubt.CELL)


def _mask(tokens: Iterable[str], alphabet: Scheme) -> _Mask:
    """Return the letters of tokens; nothing where the scheme lacks one of them, since half a cell is a wrong cell.

    Nor where words and letters stand side by side and differ: in «consulted/a», the last sign may be an ending.
    """
    letters = words = possible = 0
    unsure: list[str] = []
    for token in tokens:
        mask = _letter_mask(token, alphabet)
        found = "" if mask else word_letters(token, alphabet)
        if not mask and not found:
            return _NO_MASK
        letters |= mask
        if found and is_unsure(token, alphabet):
            unsure.append(found)
            possible |= alphabet.mask_of(found)
        elif found:
            words |= alphabet.bits[found]
    asked = [found for found in unsure if not (letters | words) & alphabet.bits[found[0]]]
    words |= alphabet.mask_of("".join(found[0] for found in asked))
    both = letters | words
    return _NO_MASK if letters and words not in (0, letters) else _Mask(both, both | possible, bool(asked))


def _letter_mask(token: str, alphabet: Scheme) -> int:
    symbol, explained, meaning = token.partition(EXPLAINED)
    if symbol in alphabet.bits:
        return alphabet.bits[symbol]
    if explained:
        return explained_mask(meaning, alphabet)
    return alphabet.mask_of(token) if token.isupper() and alphabet.bits.keys() >= set(token) else 0


def explained_mask(meaning: str, alphabet: Scheme) -> int:
    """Return the letters that an explanation such as «does the work» speaks of: all it consists of, or the first."""
    whole = parsed(meaning)
    mask = _NO_MASK if whole.remark else _mask(whole.tokens, alphabet)
    return mask.letters or alphabet.bits.get(meant_letters(meaning, alphabet.id)[:1], 0)
