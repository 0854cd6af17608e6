"""Making a document of the records of a file: hostile until every id, letter and reference in them is checked."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.document.letters import Scheme, schemes
from raciapp.document.records import WHOLE_ROW, Document, Matrix, Row
from raciapp.document.stored import IDENTITY, StoredDocument, StoredMatrix, StoredRow

MOST_CELLS = 20_000_000
"""Cells of all matrices together, three of 10,000 activities by 500 units. An empty cell takes no room in a file, so a
small one could ask for any amount of memory."""
_ROW = 100
"""A row takes as much memory as so many cells."""


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


class ContradictionError(Exception):
    """The file is well formed but says something impossible at `place`."""

    def __init__(self, place: str, what: UserError) -> None:
        super().__init__(place, what)
        self.place = place
        self.what = what


def parsed(stored: StoredDocument) -> Document:
    """Return the document that stored records make. Raises ContradictionError."""
    alphabet = schemes().get(stored.scheme)
    if alphabet is None:
        raise ContradictionError("scheme", _what(mark("unknown scheme «{id}»"), stored.scheme))
    units = _unique("units", stored.units)
    _unique("groups", stored.groups)
    activities = _unique("activities", stored.activities)
    _unique("matrices", stored.matrices)
    if len(stored.matrices) * len(activities) * (len(units) + _ROW) > MOST_CELLS:
        raise ContradictionError("matrices", UserError(mark("far more rows and columns than any matrix needs")))
    return Document(
        organization=stored.organization,
        scheme=stored.scheme,
        template=stored.template,
        units=tuple(stored.units),
        groups=tuple(stored.groups),
        activities=tuple(stored.activities),
        matrices=tuple(
            _matrix(matrix, f"matrices[{place}]", units, activities, alphabet)
            for place, matrix in enumerate(stored.matrices)
        ),
        waivers=tuple(stored.waivers),
        thresholds=tuple(stored.thresholds),
    )


def _unique(name: str, records: Iterable[_Identified]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, record in enumerate(records):
        if not re.fullmatch(IDENTITY, record.id):
            raise ContradictionError(f"{name}[{place}].id", _what(mark("not a valid id: «{id}»"), record.id))
        if record.id in places:
            raise ContradictionError(f"{name}[{place}].id", _what(mark("the id «{id}» stands twice"), record.id))
        places[record.id] = place
    return places


def _matrix(
    stored: StoredMatrix,
    place: str,
    units: Mapping[str, int],
    activities: Mapping[str, int],
    alphabet: Scheme,
) -> Matrix:
    for activity in stored.rows:
        if activity not in activities:
            raise ContradictionError(f"{place}.rows", _what(mark("unknown activity «{id}»"), activity))
    blank = StoredRow()
    rows = (
        _row(stored.rows.get(activity, blank), f"{place}.rows.{activity}", units, alphabet) for activity in activities
    )
    return Matrix(stored.id, stored.name, tuple(rows))


def _row(stored: StoredRow, place: str, units: Mapping[str, int], alphabet: Scheme) -> Row:
    letters = bytearray(len(units))
    for unit in _known(stored.letters, place, units):
        try:
            letters[units[unit]] = alphabet.mask_of(stored.letters[unit])
        except KeyError as error:
            raise ContradictionError(
                f"{place}.letters.{unit}", _what(mark("unknown letter «{id}»"), str(error.args[0]))
            ) from error
    remarks = {unit: stored.remarks[unit] for unit in _known(stored.remarks, place, units) if stored.remarks[unit]}
    places = {WHOLE_ROW, *units} if stored.statuses else ()
    statuses = {unit: stored.statuses[unit] for unit in _known(stored.statuses, place, places) if stored.statuses[unit]}
    return Row(bytes(letters), tuple(sorted(remarks.items())), tuple(sorted(statuses.items())))


def _known(cells: Iterable[str], place: str, units: Collection[str]) -> Iterator[str]:
    for unit in cells:
        if unit not in units:
            raise ContradictionError(place, _what(mark("unknown unit «{id}»"), unit))
        yield unit


def _what(text: str, identity: str) -> UserError:
    return UserError(text, id=shown(identity))


def shown(text: str) -> str:
    """Return what a file says, cut and without control characters, so that it fits in a sentence."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[:80])
