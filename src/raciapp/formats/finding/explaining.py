"""What texts explain about letters: «R = Responsible, A = Accountable», and how sure it is that they do."""

import re
from collections.abc import Sequence

import msgspec

from raciapp.document.letters import Scheme, schemes
from raciapp.formats.finding.tables import one_line
from raciapp.formats.finding.wording import all_words, folded, is_denied, meant_letters, plain, said_letters

_MOST_TEXT = 1000
_FEW_WORDS = 2
_EXPLAINED = re.compile(
    r"(?:^|(?<=[,;|\n(•/\[])|(?<=[\s.])(?=\S{1,3}\s*=))[ \t]*[*_`]*([^\W_]|[✓✔✗✘☑●○■×])[*_`]*\s*(?:=|:|[-–—](?=\s))\s*"
)
_IN_BRACKETS = re.compile(r"(?:^|[,;|\n•/]\s*|\s)([^\W\d_])\s*\(\s*([^()]{3,80}?)\s*\)")
_LETTER_LAST = re.compile(r"([^\W\d_][^,;|()\n=:]{2,60}?)\s*\(([^\W\d_])\)")
_TRAILING = " \t\n,;|/•·)]*_`"


class Explained(msgspec.Struct, frozen=True):
    """A symbol as a file explains it: what stands for a letter, what it is said to mean, and where."""

    symbol: str
    meaning: str
    where: str = ""

    @property
    def letter(self) -> str:
        """Return the symbol as schemes write it."""
        return plain(self.symbol).upper()


def listed(text: str, where: str = "") -> tuple[Explained, ...]:
    """Return what a text explains in any way people write it."""
    text = text[:_MOST_TEXT]
    marks = list(_EXPLAINED.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)] if marks else []
    said = [(mark[1], text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
    if len(said) < 2:
        bracketed = [(found[1], found[2]) for found in _IN_BRACKETS.finditer(text)]
        last = [(found[2], found[1]) for found in _LETTER_LAST.finditer(text)]
        said = max(said, bracketed, last, key=len)
    cut = [(symbol, re.split(r"[;|\n]", meaning.strip(_TRAILING))[0]) for symbol, meaning in said]
    return tuple(Explained(symbol, one_line(meaning).strip(_TRAILING), where) for symbol, meaning in cut if meaning)


def begins_with_symbol(text: str) -> bool:
    """Return whether a text begins with a symbol and the sign that explains it."""
    return _EXPLAINED.match(text[:_MOST_TEXT]) is not None


def means_in(text: str, letter: str, alphabet: Scheme) -> bool:
    """Return whether one of the words of a text stands for the letter in a scheme."""
    return letter in said_letters(text, alphabet.id)


def certainty(said: Sequence[Explained]) -> int:
    """Return how many symbols are certainly explained: letters as in a scheme, others by a word that stands alone."""
    return len({one.letter for one in said if confirms(one) or (is_own(one) and not one.symbol.isdigit())})


def confirms(one: Explained) -> bool:
    """Return whether one of the words stands for the letter in any scheme; a bare letter does not."""
    return len(one.meaning) > 2 and any(means_in(one.meaning, one.letter, alphabet) for alphabet in schemes().values())


def is_own(one: Explained) -> bool:
    """Return whether a symbol of the file's own is explained by a word for a letter and little else."""
    return folded(one.meaning) in all_words() or (len(one.meaning.split()) <= _FEW_WORDS and speaks(one))


def speaks(one: Explained) -> bool:
    """Return whether an explanation speaks of a letter of any scheme, even by a hint."""
    return not is_denied(one.meaning) and any(meant_letters(one.meaning, identity) for identity in schemes())


def is_list(said: Sequence[Explained]) -> bool:
    """Return whether a text explains at least two symbols, so that nobody takes it for anything else."""
    return len({one.letter for one in said}) > 1 and (certainty(said) > 1 or all(map(speaks, said)))


def may_explain(text: str) -> bool:
    """Return whether a text holds any sign that explains; most do not, and need not be looked at."""
    return "=" in text or ":" in text or "(" in text or " - " in text or "–" in text
