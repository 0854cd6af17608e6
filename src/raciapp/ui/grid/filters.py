"""Which activities and units a filter lets through, and what it asks for in words.

What the document no longer has asks for nothing: where the unit of a filter is removed, the filter lets everything else
through, as its bar then says. An empty grid whose reason has no name would look like lost work, and undo brings the
unit back and the filter to life, for the sight keeps what was asked.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from raciapp.base.messages import mark
from raciapp.base.words import Words
from raciapp.checks.findings import Report
from raciapp.document.letters import Duty, Scheme
from raciapp.document.records import Activity, Document, Row, Status
from raciapp.knowledge.library import Knowledge
from raciapp.ui.language import current_language, tr
from raciapp.ui.sight import Filter

ROWS_KEPT = 16_384
"""Rows whose text is kept as it is searched: several documents of 2,000 rows."""

STATUS_SENTENCES = {
    Status.QUESTION: mark("Rows with an open question"),
    Status.CONTESTED: mark("Contested rows"),
    Status.AGREED: mark("Agreed rows"),
}

_ACCENTS = re.compile("[\u0300-\u036f]+")
_LIKENESSES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "’": "'", "‘": "'", "‑": "-"})
_RowTest = Callable[[Activity, Row], bool]


class Passing(msgspec.Struct, frozen=True):
    """The ids of what a filter lets through."""

    activities: frozenset[str]
    units: frozenset[str]


def passing(document: Document, matrix: str, report: Report, wanted: Filter) -> Passing:
    """Return what `wanted` lets through in one matrix, whose open findings are in `report`.

    Raises KeyError when there is no such matrix.
    """
    asked = answerable(document, wanted)
    lines = list(zip(document.activities, document.matrix(matrix).rows, strict=True))
    for test in _row_tests(document, report, asked):
        lines = [(activity, row) for activity, row in lines if test(activity, row)]
    units = [unit.id for unit in document.units if not asked.function or asked.function in unit.functions]
    return Passing(frozenset([activity.id for activity, _ in lines]), frozenset(units))


def answerable(document: Document, wanted: Filter) -> Filter:
    """Return the part of a filter that means something in this document."""
    return replace(
        wanted,
        text=wanted.text.strip(),
        unit=wanted.unit if wanted.unit in document.unit_places else "",
        letter=wanted.letter if wanted.letter in document.alphabet.bits else "",
        function=wanted.function if any(wanted.function in unit.functions for unit in document.units) else "",
        group=wanted.group if wanted.group in groups_used(document) else "",
        only_accountable=wanted.only_accountable and bool(accountable(document.alphabet)),
    )


def groups_used(document: Document) -> frozenset[str]:
    """Return the ids of the groups that have rows."""
    return frozenset([activity.group for activity in document.activities]).intersection(document.group_places)


def accountable(alphabet: Scheme) -> str:
    """Return the symbol of the letter that answers for the result, or nothing where the scheme has none."""
    return alphabet.symbols(alphabet.duties[Duty.ACCOUNTABLE])


def _row_tests(document: Document, report: Report, asked: Filter) -> Iterator[_RowTest]:
    """Yield what a row must pass, the quick tests first."""
    if asked.group:
        yield lambda activity, _row: activity.group == asked.group
    if asked.findings:
        pointed = {place.activity for finding in report.open() for place in finding.places}
        yield lambda activity, _row: activity.id in pointed
    if asked.status:
        yield lambda _activity, row: any(status == asked.status for _, status in row.statuses)
    if asked.unit or asked.letter:
        yield _holding(document, asked)
    words = folded(asked.text).split()
    if words:
        yield lambda activity, row: _contains(_row_text(activity.name, activity.remark, row.remarks), words)


def _holding(document: Document, asked: Filter) -> _RowTest:
    """Return whether the unit, or any where none is named, holds the letter, or any, on a row."""
    mask = document.alphabet.bits.get(asked.letter, document.alphabet.everything)
    if asked.unit:
        place = document.unit_places[asked.unit]
        return lambda _activity, row: bool(row.letters[place] & mask)
    others = bytes(cell for cell in range(256) if not cell & mask)
    return lambda _activity, row: bool(row.letters.translate(None, others))


# -- free text ----------------------------------------------------------------------------------------------


def folded(text: str) -> str:
    """Return a text as it is searched: without accents and case, ligatures and curly apostrophes spelled out."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", plain)).translate(_LIKENESSES)


@lru_cache(maxsize=ROWS_KEPT)
def _row_text(name: Words, remark: str, remarks: tuple[tuple[str, str], ...]) -> str:
    """Return what is searched of a row: its name in both languages, its remark and those of its cells."""
    return folded("\n".join((name.en, name.fr, remark, *(said for _, said in remarks))))


def _contains(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)


# -- in words -----------------------------------------------------------------------------------------------


def filter_words(document: Document, knowledge: Knowledge, wanted: Filter) -> list[str]:
    """Return what a filter asks for, one sentence for each thing, such as «Rows with findings»."""
    asked = answerable(document, wanted)
    return [sentence for sentence in _sentences(document, knowledge, asked) if sentence]


def _sentences(document: Document, knowledge: Knowledge, asked: Filter) -> Iterator[str]:
    language = current_language()
    yield tr(mark("Rows that contain «{text}»"), text=asked.text) if asked.text else ""
    yield _held(document, asked)
    if asked.function:
        name = function_name(knowledge, asked.function).text(language)
        yield tr(mark("Units with the function «{function}»"), function=name)
    if asked.group:
        group = document.groups[document.group_places[asked.group]].name.text(language)
        yield tr(mark("Rows of the group «{group}»"), group=group)
    yield tr(STATUS_SENTENCES[asked.status]) if asked.status else ""
    yield tr(mark("Rows with findings")) if asked.findings else ""
    if asked.only_accountable:
        yield tr(mark("Only {letter} is shown"), letter=accountable(document.alphabet))


def _held(document: Document, asked: Filter) -> str:
    """Return which unit, which letter or which of both a row must have."""
    if not asked.unit:
        return tr(mark("Rows in which {letter} is held"), letter=asked.letter) if asked.letter else ""
    unit = document.units[document.unit_places[asked.unit]].name.text(current_language())
    if asked.letter:
        return tr(mark("Rows in which «{unit}» holds {letter}"), unit=unit, letter=asked.letter)
    return tr(mark("Rows in which «{unit}» takes part"), unit=unit)


def function_name(knowledge: Knowledge, identity: str) -> Words:
    """Return the name of a function, or its id where the knowledge does not know it."""
    known = knowledge.functions.get(identity)
    return known.name if known else Words(identity)
