"""Making documents comparable: one alphabet, one id for one thing, shared rows."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec.structs import replace

from raciapp.base.words import Language, Words
from raciapp.document.edits import fresh_id
from raciapp.document.letters import scheme
from raciapp.document.records import Document, Matrix, Row

TYPED = "x_"
"""Begins the ids made from a name somebody typed (`fresh_id`); two people may well have made the same one."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> Words: ...


def spelled_in(document: Document, alphabet: str) -> Document:
    """Return the document in the scheme called `alphabet`; letters that it does not have are dropped."""
    if document.scheme == alphabet:
        return document
    bits = scheme(alphabet).bits
    masks = bytes(
        sum(bits.get(symbol, 0) for symbol in document.alphabet.symbols(mask & document.alphabet.everything))
        for mask in range(256)
    )
    return replace(
        document,
        scheme=alphabet,
        matrices=tuple(
            replace(matrix, rows=tuple(replace(row, letters=row.letters.translate(masks)) for row in matrix.rows))
            for matrix in document.matrices
        ),
    )


def sharing(base: Document, document: Document) -> Document:
    """Return an equal document that shares with `base` what is equal, so that a difference costs little."""
    if document.units != base.units or document.activities != base.activities:
        return document
    known = {matrix.id: matrix for matrix in base.matrices}
    return replace(
        document,
        units=base.units,
        activities=base.activities,
        matrices=tuple(_sharing_rows(known.get(matrix.id), matrix) for matrix in document.matrices),
    )


def _sharing_rows(base: Matrix | None, matrix: Matrix) -> Matrix:
    if base is None or base == matrix:
        return base or matrix
    rows = zip(base.rows, matrix.rows, strict=True)
    return replace(matrix, rows=tuple(old if old == new else new for old, new in rows))


# -- one id for one thing ---------------------------------------------------------------------------------


def kept_apart(base: Document, ours: Document, theirs: Document) -> tuple[Document, Document]:
    """Return both sides with other ids for what each of them added under one id and another name.

    Which of the two keeps the id depends on the names alone, never on whose side it is.
    """
    for kind in ("units", "groups", "activities", "matrices"):
        old, one, other = (getattr(side, kind) for side in (base, ours, theirs))
        renamed_ours, renamed_theirs = _fresh_ids(old, one, other)
        ours, theirs = _with_ids(ours, kind, renamed_ours), _with_ids(theirs, kind, renamed_theirs)
    return ours, theirs


def _fresh_ids(
    base: Iterable[_Named], ours: Sequence[_Named], theirs: Sequence[_Named]
) -> tuple[dict[str, str], dict[str, str]]:
    taken = {item.id for item in (*base, *ours, *theirs)}
    old = {item.id for item in base}
    names = {item.id: item.name for item in theirs}
    renamed: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for item in sorted(ours, key=lambda item: item.id):
        one, other = item.name, names.get(item.id, item.name)
        if item.id in old or not item.id.startswith(TYPED) or one == other:
            continue
        side, name = (0, one) if (one.en, one.fr) > (other.en, other.fr) else (1, other)
        fresh = fresh_id(name.text(Language.EN), taken)
        renamed[side][item.id] = fresh
        taken.add(fresh)
    return renamed


def _with_ids(document: Document, kind: str, ids: dict[str, str]) -> Document:
    if not ids:
        return document
    items = tuple(replace(item, id=ids.get(item.id, item.id)) for item in getattr(document, kind))
    document = replace(document, **{kind: items})
    if kind == "groups":
        activities = (replace(one, group=ids.get(one.group, one.group)) for one in document.activities)
        return replace(document, activities=tuple(activities))
    if kind == "units":
        matrices = (
            replace(matrix, rows=tuple(_row_with_ids(row, ids) for row in matrix.rows)) for matrix in document.matrices
        )
        return replace(document, matrices=tuple(matrices))
    return document


def _row_with_ids(row: Row, ids: dict[str, str]) -> Row:
    return Row(
        row.letters,
        tuple(sorted((ids.get(unit, unit), remark) for unit, remark in row.remarks)),
        tuple(sorted((ids.get(unit, unit), status) for unit, status in row.statuses)),
    )
