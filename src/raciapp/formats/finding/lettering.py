"""Which scheme the letters of a matrix belong to: RACI wherever it will do."""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from raciapp.document.letters import Scheme, schemes
from raciapp.formats.finding.reading import Doubt, Question
from raciapp.formats.finding.tokens import CellText, token_of
from raciapp.formats.finding.wording import meant_letters, word_letters

_NAMED = re.compile(r"\b(RASCI|RASIC|ARSCI|RACI[- /(]*VS|RACI[- /]?[OQ]|RACIO|CAIRO|DACI|RAPID|PACSI|CAPSI)\b(?!\w)")
_KNOWN_AS = {"rasic": "rasci", "arsci": "rasci", "capsi": "pacsi"}
_FAMILY = frozenset({"raci", "rasci", "raci-vs"})
"""Schemes in which R, A, C and I mean the same; in the others a letter that is shared means something else."""
_MOSTLY = 0.9
_FAMILY_NAME = 6
"""So many letters of a word tell «responsable», «responsables» and «responsible» from «réalise» or «ejecutor»."""


def schemes_named(texts: Iterable[str]) -> set[str]:
    """Return the ids of the schemes, other than RACI, that texts around the matrix name; «rapid» is just a word.

    Schemes that we lack are among them under their own names, such as «cairo».
    """
    return {_identity(name) for text in texts for name in _NAMED.findall(text)}


def _identity(name: str) -> str:
    letters = "".join(filter(str.isalpha, name)).lower()
    return "raci-vs" if letters == "racivs" else _KNOWN_AS.get(letters, letters)


def choose_scheme(cells: Mapping[CellText, int], named: set[str], explained: Mapping[str, str] | None = None) -> Scheme:
    """Return the scheme that understands most of the cells, counted; the first where several do.

    A scheme in which shared letters mean something else must explain nearly all cells and more than the others, and its
    own letters must stand there again and again, or the file must name it: one slip of the pen does not turn every A
    into «agrees». `explained` are letters with what the file says about them; a scheme that it contradicts comes last.
    """
    fits = [_fit(alphabet, cells) for alphabet in schemes().values()]
    usual = max(fit.understood for fit in fits if fit.alphabet.id in _FAMILY)
    total = sum(cells.values())
    possible = [fit for fit in fits if fit.alphabet.id in _FAMILY or _is_likely(fit, usual, total, named)]
    against = {fit.alphabet.id: _contradicted(fit.alphabet, explained or {}) for fit in possible}
    return max(
        possible,
        key=lambda fit: (
            fit.understood,
            -against[fit.alphabet.id],
            fit.alphabet.id == "raci",
            fit.alphabet.id in named,
        ),
    ).alphabet


class _Fit(msgspec.Struct, frozen=True):
    """How well a scheme explains cells: how many it understands, and how many hold each letter that RACI lacks."""

    alphabet: Scheme
    understood: int
    own: tuple[int, ...]


def _fit(alphabet: Scheme, cells: Mapping[CellText, int]) -> _Fit:
    own = [bit for symbol, bit in alphabet.bits.items() if symbol not in schemes()["raci"].bits]
    counts = dict.fromkeys(own, 0)
    understood = 0
    for cell, count in cells.items():
        letters = token_of(cell, alphabet).letters
        understood += count if letters else 0
        for bit in own:
            counts[bit] += count if letters & bit else 0
    return _Fit(alphabet, understood, tuple(counts.values()))


def _is_likely(fit: _Fit, usual: int, total: int, named: set[str]) -> bool:
    if fit.understood <= usual or fit.understood < _MOSTLY * total:
        return False
    return any(fit.own) if fit.alphabet.id in named else min(fit.own) > 1


def _contradicted(alphabet: Scheme, explained: Mapping[str, str]) -> int:
    """Return how many letters of a scheme a file explains in another way."""
    return sum(
        symbol in alphabet.bits and symbol not in meant_letters(meaning, alphabet.id)
        for symbol, meaning in explained.items()
    )


def scheme_questions(alphabet: Scheme, named: set[str], where: str) -> Iterator[Question]:
    """Yield a question where the file does not name the scheme its letters were read in, or names a different one."""
    agreed = named <= _FAMILY if alphabet.id == "raci" else alphabet.id in named
    if not agreed:
        yield Question(where, alphabet.name, Doubt.SCHEME)


def doing_words(cell: CellText, alphabet: Scheme) -> frozenset[str]:
    """Return how the words of a cell begin that stand for R.

    Where a file uses several words for it («Responsable», «Réalisateur»), one of them may well mean A.
    """
    return frozenset(token[:_FAMILY_NAME] for token in cell.tokens if word_letters(token, alphabet)[:1] == "R")
