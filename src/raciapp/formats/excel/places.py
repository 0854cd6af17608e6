"""Where in a workbook of ours the matrix stands now, and what each of its rows and columns is.

Names and ids are asked both. A row whose name is that of a known one is that one, whatever id stands beside it, for an
id is left behind when somebody sorts without the hidden column; an id is believed where the name is a new one, as long
as no other id in the sheet was found beside a wrong name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from raciapp.document.records import Document
from raciapp.formats.excel import carrying
from raciapp.formats.excel.carrying import Carried, plain
from raciapp.formats.excel.sheets import Place, Sheet
from raciapp.formats.excel.styles import clean
from raciapp.formats.finding.ownmarks import CORNER

_ROLES = {carrying.NUMBER, carrying.NAME, carrying.WEIGHT, carrying.STATUS, CORNER}
_NOT_BODY = {carrying.HEADER, carrying.DIVISIONS, carrying.LEGEND, carrying.LOAD, CORNER}


class Column(msgspec.Struct, frozen=True):
    """A column under a heading: where it is, the unit it is known to be or "", the heading, whether it is a copy."""

    at: int
    id: str
    name: str
    copied: bool = False


class Line(msgspec.Struct, frozen=True):
    """A row of the matrix: where it is, whether it is a heading, what it is known to be or "", name and its place."""

    at: int
    heading: bool
    id: str
    name: str
    place: Place
    sure: bool = True


class Places(msgspec.Struct, frozen=True):
    """The matrix in a sheet. `roles` says which column is what beside the units; `ids` is the column of the ids."""

    sheet: Sheet
    header: int
    divisions: int | None
    roles: Mapping[str, int]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    ids: int | None = None
    shifted: bool = False
    checks: frozenset[int] = frozenset()
    loads: frozenset[int] = frozenset()

    def is_count(self, place: Place) -> bool:
        """Return whether a cell holds one of our own counts, which say nothing that the letters do not."""
        row, column = place
        if not self.sheet.text(row, column).isdigit():
            return False
        return row in self.loads or (column in self.checks and self.header < row <= self.last)

    @property
    def last(self) -> int:
        """Return the last row of the matrix."""
        return max((line.at for line in self.lines), default=self.header)


class Names(msgspec.Struct, frozen=True):
    """What the sheet called everything, by id, when it was made."""

    units: Mapping[str, str]
    groups: Mapping[str, str]
    activities: Mapping[str, str]


def names_of(document: Document, carried: Carried) -> Names:
    """Return how a sheet in the language of the workbook names what is in the document."""

    def shown(records: Iterable[tuple[str, str]]) -> dict[str, str]:
        return {identity: plain(clean(text)) for identity, text in records}

    spoken = carried.spoken
    return Names(
        shown((one.id, spoken.text(one.name)) for one in document.units),
        shown((one.id, spoken.text(one.name)) for one in document.groups if spoken.text(one.name)),
        shown((one.id, spoken.text(one.name)) for one in document.activities),
    )


def identified(seen: Sequence[tuple[str, str]], known: Mapping[str, str]) -> tuple[list[str], bool]:
    """Return what each of `seen`, an id and a name, is of those `known`, "" for new ones, and if ids were elsewhere."""
    found = [""] * len(seen)
    free = dict(known)

    def claim(place: int, identity: str) -> None:
        found[place] = identity
        del free[identity]

    for place, (identity, name) in enumerate(seen):
        if identity in free and name == known[identity]:
            claim(place, identity)
    by_name: dict[str, list[str]] = {}
    for identity, name in free.items():
        by_name.setdefault(name, []).append(identity)
    shifted = False
    for place, (identity, name) in enumerate(seen):
        same = by_name.get(name, []) if name and not found[place] else []
        if same:
            shifted = shifted or bool(identity)
            claim(place, same.pop(0))
    for place, (identity, name) in enumerate(seen):
        if not found[place] and identity in free and (not shifted or not name):
            claim(place, identity)
    return found, shifted


def find_places(sheets: Sequence[Sheet], carried: Carried) -> Places | None:
    """Return where the matrix is, or None where no sheet holds it any more."""
    names = names_of(carried.document, carried)
    candidates = [sheet for sheet in sheets if sheet.title != carrying.SHEET]
    marked = [sheet for sheet in candidates if _corner(sheet) is not None]
    if marked:
        return _places(marked[0], names)
    known = _said(names.units) | _said(names.activities)
    best = max(candidates, key=lambda sheet: len(known & _plain_texts(sheet)), default=None)
    return _places(best, names) if best is not None and known & _plain_texts(best) else None


def _plain_texts(sheet: Sheet) -> set[str]:
    return {plain(text) for text in sheet.texts.values()}


def _corner(sheet: Sheet) -> Place | None:
    return next((place for place, text in sheet.texts.items() if text == CORNER), None)


def _places(sheet: Sheet, names: Names) -> Places | None:
    corner = _corner(sheet)
    ids = corner[1] if corner else None
    labels = {row: sheet.text(row, ids) for row in sheet.rows} if ids else {}
    tokens = {column: sheet.text(corner[0], column) for column in sheet.columns} if corner else {}
    header = next((row for row, label in labels.items() if label == carrying.HEADER), None)
    if header is None:
        header = _fullest(row for (row, _), text in sheet.texts.items() if plain(text) in _said(names.units))
    roles = {token: column for column, token in tokens.items() if token in _ROLES}
    called = [column for (_, column), text in sheet.texts.items() if plain(text) in _said(names.activities)]
    name_column = roles.get(carrying.NAME)
    if called and name_column not in called:
        name_column = _fullest(called)
    if header is None or name_column is None:
        return None
    roles[carrying.NAME] = name_column
    if carrying.NUMBER not in roles and name_column > 1:
        roles[carrying.NUMBER] = name_column - 1
    checks = frozenset(column for column, token in tokens.items() if token.startswith(carrying.CHECK))
    columns, shifted = _columns(sheet, header, tokens, set(roles.values()) | {ids or 0} | checks, names)
    units = [column.at for column in columns]
    lines, moved = _lines(sheet, header, labels, roles, units, names)
    divisions = next((row for row, label in labels.items() if label == carrying.DIVISIONS), None)
    loads = frozenset(row for row, label in labels.items() if label == carrying.LOAD)
    return Places(sheet, header, divisions, roles, columns, lines, ids, shifted or moved, checks, loads)


def _said(names: Mapping[str, str]) -> frozenset[str]:
    return frozenset(names.values()) - {""}


def _fullest(found: Iterable[int]) -> int | None:
    """Return the row or column that occurs most often, the first of several."""
    counted = Counter(found)
    return min(counted, key=lambda one: (-counted[one], one), default=None)


def _columns(
    sheet: Sheet, header: int, tokens: Mapping[int, str], taken: set[int], names: Names
) -> tuple[tuple[Column, ...], bool]:
    candidates = [
        column
        for column in sheet.columns
        if column not in taken and (sheet.text(header, column) or tokens.get(column, "").startswith(carrying.UNIT))
    ]
    seen = [(_after(tokens.get(column, ""), carrying.UNIT), sheet.text(header, column)) for column in candidates]
    found, shifted = identified(seen, names.units)
    return tuple(
        Column(column, identity, name, bool(token) and not identity)
        for column, identity, (token, name) in zip(candidates, found, seen, strict=True)
    ), shifted


def _after(token: str, prefix: str) -> str:
    return token[len(prefix) :] if token.startswith(prefix) else ""


# -- rows -------------------------------------------------------------------------------------------------


class _Seen(msgspec.Struct, frozen=True):
    """A row below the headings: its label, whether it looks like a heading, and if that is sure; its name and where."""

    at: int
    label: str
    name: str
    place: Place
    heading: bool = False
    sure: bool = True


def _lines(
    sheet: Sheet, header: int, labels: Mapping[int, str], roles: Mapping[str, int], units: Sequence[int], names: Names
) -> tuple[tuple[Line, ...], bool]:
    seen = [
        _seen(sheet, row, labels.get(row, ""), roles, units, names)
        for row in _body(sheet, header, labels, roles, names)
    ]
    seen = [one for one in seen if one.name or one.label]
    found: dict[int, str] = {}
    shifted = False
    for heading, prefix, known in (
        (True, carrying.GROUP, names.groups),
        (False, carrying.ACTIVITY, names.activities),
    ):
        of_kind = [one for one in seen if one.heading is heading]
        identities, moved = identified([(_after(one.label, prefix), one.name) for one in of_kind], known)
        found |= {one.at: identity for one, identity in zip(of_kind, identities, strict=True)}
        shifted = shifted or moved
    lines = (
        Line(one.at, one.heading, found[one.at], one.name, one.place, one.sure or bool(found[one.at])) for one in seen
    )
    return tuple(line for line in lines if line.id or line.name), shifted


def _body(
    sheet: Sheet, header: int, labels: Mapping[int, str], roles: Mapping[str, int], names: Names
) -> Iterator[int]:
    """Yield the rows from the headings on to the last one that is known, and those that follow it without a gap."""
    known = _said(names.groups) | _said(names.activities)
    own = (carrying.GROUP, carrying.ACTIVITY)
    columns = [roles[role] for role in (carrying.NUMBER, carrying.NAME) if role in roles]
    last = header
    for row in sheet.rows:
        named = row > header and labels.get(row) not in _NOT_BODY
        if named and (labels.get(row, "").startswith(own) or any(sheet.text(row, one) in known for one in columns)):
            last = row
    rows = set(sheet.rows)
    labelled = {row for row, label in labels.items() if label in _NOT_BODY}
    for row in sorted(rows):
        if header < row <= last and row not in labelled:
            yield row
    row = last + 1
    while row in rows and row not in labelled and any(sheet.text(row, column) for column in sheet.columns):
        yield row
        row += 1


def _seen(sheet: Sheet, row: int, label: str, roles: Mapping[str, int], units: Sequence[int], names: Names) -> _Seen:
    """Return what a row looks like: an activity has a name and letters or a number, a heading only its name."""
    name_at = roles[carrying.NAME]
    number_at = roles.get(carrying.NUMBER, name_at)
    number, name = sheet.text(row, number_at), sheet.text(row, name_at)
    filled = any(sheet.text(row, column) for column in units)
    apart = number_at != name_at and not number.isdigit()
    first, second = (row, number_at), (row, name_at)
    is_group, is_activity = label.startswith(carrying.GROUP), label.startswith(carrying.ACTIVITY)
    if apart and number and not name and not filled and (not is_activity or number in _said(names.groups)):
        return _Seen(row, label, number, first, heading=True)
    numbered = number_at != name_at and number.isdigit()
    if name and (numbered or filled):
        return _Seen(row, label, name, second)
    if is_group:
        return _Seen(row, label, number or name, first if number else second, heading=True)
    if is_activity or filled:
        return _Seen(row, label, name, second) if name or not (apart and number) else _Seen(row, label, number, first)
    heading = name in _said(names.groups) - _said(names.activities)
    return _Seen(row, label, name, second, heading=heading, sure=heading)
