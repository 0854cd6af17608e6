"""Which scheme the letters of a matrix belong to: RACI wherever it will do."""

import re
from collections.abc import Iterable, Iterator, Mapping

from raciapp.document.letters import Scheme, schemes
from raciapp.formats.finding.reading import Doubt, Question
from raciapp.formats.finding.tokens import CellText, token_of

_NAMED = re.compile(r"\b(RASCI|RACI[- ]VS|DACI|RAPID)\b")
_FAMILY = frozenset({"raci", "rasci", "raci-vs"})
"""Schemes in which R, A, C and I mean the same; in the others a letter that is shared means something else."""


def schemes_named(texts: Iterable[str]) -> set[str]:
    """Return the ids of the schemes, other than RACI, that texts around the matrix name; «rapid» is just a word."""
    return {name.lower().replace(" ", "-") for text in texts for name in _NAMED.findall(text)}


def choose_scheme(cells: Mapping[CellText, int], named: set[str]) -> Scheme:
    """Return the scheme that understands most of the cells, counted; the first where several do.

    A scheme in which shared letters mean something else must explain every cell, and its own letters must stand there
    again and again or the file must name it: one slip of the pen does not turn every A into «agrees».
    """
    possible = [alphabet for alphabet in schemes().values() if _is_possible(alphabet, cells, named)]
    return max(
        possible, key=lambda alphabet: (_understood(alphabet, cells), alphabet.id == "raci", alphabet.id in named)
    )


def _understood(alphabet: Scheme, cells: Mapping[CellText, int]) -> int:
    return sum(count for cell, count in cells.items() if token_of(cell, alphabet).letters)


def _is_possible(alphabet: Scheme, cells: Mapping[CellText, int], named: set[str]) -> bool:
    if alphabet.id in _FAMILY:
        return True
    own = [bit for symbol, bit in alphabet.bits.items() if symbol not in schemes()["raci"].bits]
    counts = dict.fromkeys(own, 0)
    for cell, count in cells.items():
        letters = token_of(cell, alphabet).letters
        if not letters:
            return False
        for bit in own:
            counts[bit] += count if letters & bit else 0
    return any(counts.values()) if alphabet.id in named else min(counts.values()) > 1


def scheme_questions(alphabet: Scheme, named: set[str], where: str) -> Iterator[Question]:
    """Yield a question where the file does not name the scheme its letters were read in, or names a different one."""
    agreed = named <= _FAMILY if alphabet.id == "raci" else alphabet.id in named
    if not agreed:
        yield Question(where, alphabet.name, Doubt.SCHEME)
