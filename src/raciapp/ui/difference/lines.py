"""A difference in words: under headings, row by row, what there was and what there is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from raciapp.base.messages import mark
from raciapp.base.words import Words
from raciapp.document.letters import scheme
from raciapp.document.records import (
    WHOLE_ROW,
    Activity,
    Cell,
    Document,
    Group,
    Matrix,
    OperatingModel,
    Sector,
    Size,
    Tone,
    Unit,
)
from raciapp.knowledge.library import Knowledge
from raciapp.ui.choices import MODEL_NAMES, SECTOR_NAMES, SIZE_NAMES, TONE_NAMES
from raciapp.ui.details_lines import listed
from raciapp.ui.difference.parts import ADDED, ORDER, REMOVED, Key, Kind, Part, moved, parts_of
from raciapp.ui.language import current_language, tr, tr_count

SECTIONS = {
    Kind.ORGANIZATION: mark("The organization"),
    Kind.DOCUMENT: mark("The document"),
    Kind.WAIVER: mark("Accepted findings"),
    Kind.THRESHOLD: mark("Thresholds"),
    Kind.MATRIX: mark("Matrices"),
    Kind.GROUP: mark("Groups"),
    Kind.UNIT: mark("Units"),
    Kind.ACTIVITY: mark("Activities"),
}
FIELD_NAMES = {
    "name": mark("Name"),
    "kind": mark("What it is"),
    "story": mark("Its story"),
    "sector": mark("Sector"),
    "size": mark("Size"),
    "model": mark("Who runs social media"),
    "tone": mark("How staff see the guidelines"),
    "program_channels": mark("Some channels belong to one program or policy"),
    "regulated": mark("A regulator supervises business communication"),
    "no_alternative": mark("Jobs are combined because there is no other way"),
    "packs": mark("Sets of rules"),
    "scheme": mark("Letters"),
    "template": mark("Template"),
    "group": mark("group"),
    "remark": mark("remark"),
    "functions": mark("what it is for"),
    "division": mark("division"),
    "reason": mark("reason"),
    "most": mark("highest number"),
    ADDED: mark("new"),
    REMOVED: mark("removed"),
    ORDER: mark("Order"),
}
NAMES: Mapping[type, Mapping[Any, str]] = {
    Sector: SECTOR_NAMES,
    Size: SIZE_NAMES,
    OperatingModel: MODEL_NAMES,
    Tone: TONE_NAMES,
}


class Line(msgspec.Struct, frozen=True):
    """One line: a heading with lines below, or a part that can be taken, which has a key."""

    text: str
    before: str | Cell = ""
    after: str | Cell = ""
    key: Key | None = None
    below: tuple["Line", ...] = ()


def difference_lines(before: Document, after: Document, knowledge: Knowledge | None = None) -> tuple[Line, ...]:
    """Return everything that tells `after` from `before`; `knowledge` names functions and templates."""
    return tuple(_Wording(before, after, knowledge).sections(parts_of(before, after)))


class _Wording:
    """Puts the parts of one difference into words."""

    def __init__(self, before: Document, after: Document, knowledge: Knowledge | None) -> None:
        self._sides = (after, before)
        self._before, self._after, self._knowledge = before, after, knowledge
        self._language = current_language()
        self._names: dict[Kind, dict[str, Words]] = {
            Kind.UNIT: {one.id: one.name for side in (before, after) for one in side.units},
            Kind.GROUP: {one.id: one.name for side in (before, after) for one in side.groups},
            Kind.ACTIVITY: {one.id: one.name for side in (before, after) for one in side.activities},
            Kind.MATRIX: {one.id: one.name for side in (before, after) for one in side.matrices},
        }

    def sections(self, parts: Sequence[Part]) -> Iterator[Line]:
        for kind, title in SECTIONS.items():
            lines = tuple(self._line(part) for part in parts if part.key.kind is kind)
            if lines:
                yield Line(tr(title), below=lines)
        for matrix, rows in self._rows(parts).items():
            title = tr(mark("Letters"))
            if len(self._before.matrices) > 1 or len(self._after.matrices) > 1:
                title = tr(mark("Letters, {matrix}"), matrix=self._name(Kind.MATRIX, matrix))
            below = tuple(
                Line(self._name(Kind.ACTIVITY, row), below=tuple(map(self._cell, cells))) for row, cells in rows.items()
            )
            yield Line(title, below=below)

    def _rows(self, parts: Sequence[Part]) -> dict[str, dict[str, list[Part]]]:
        """Return the cells by matrix and row, in the order of the grid."""
        found: dict[str, dict[str, list[Part]]] = {}
        for part in parts:
            if part.key.kind is Kind.CELL:
                found.setdefault(part.key.matrix, {}).setdefault(part.key.id, []).append(part)
        order = [self._after.activities[place].id for _, places in self._after.sections() for place in places]
        columns = {unit: place for place, unit in enumerate((WHOLE_ROW, *self._after.unit_places))}
        return {
            matrix: {row: sorted(rows[row], key=lambda part: columns[part.key.part]) for row in order if row in rows}
            for matrix, rows in found.items()
        }

    def _cell(self, part: Part) -> Line:
        unit = part.key.part
        text = self._name(Kind.UNIT, unit) if unit != WHOLE_ROW else tr(mark("The whole row"))
        assert isinstance(part.before, Cell)  # noqa: S101 - what a cell's part is made of
        assert isinstance(part.after, Cell)  # noqa: S101 - what a cell's part is made of
        return Line(text, part.before, part.after, part.key)

    def _line(self, part: Part) -> Line:
        key, before, after = part.key, part.before, part.after
        field = tr(FIELD_NAMES[key.part])
        if key.part == ORDER:
            return Line(field, "", self._moved(key.kind, before, after), key)
        if key.kind in {Kind.ORGANIZATION, Kind.DOCUMENT}:
            return Line(field, self._shown(key, before), self._shown(key, after), key)
        name = self._name(key.kind, key.id)
        if key.part == ADDED:
            return Line(name, "", self._whole(self._after, key, field), key)
        if key.part == REMOVED:
            return Line(name, self._whole(self._before, key, ""), field, key)
        text = name if key.part in {"name", "most"} else tr(mark("{name}: {field}"), name=name, field=field)
        return Line(text, self._shown(key, before), self._shown(key, after), key)

    # -- what is said of values -----------------------------------------------------------------------------

    def _name(self, kind: Kind, identity: str) -> str:
        known = self._names.get(kind, {}).get(identity)
        return (known.text(self._language) if known else identity) or identity

    def _moved(self, kind: Kind, before: object, after: object) -> str:
        assert isinstance(before, tuple)  # noqa: S101 - what the part of an order is made of
        assert isinstance(after, tuple)  # noqa: S101 - what the part of an order is made of
        names = [self._name(kind, identity) for identity in moved(before, after)]
        return tr(mark("moved: {names}"), names=listed(names))

    def _whole(self, document: Document, key: Key, said: str) -> str:
        """Return how many cells a row, a column or a matrix brings along or takes away."""
        filled = _filled(document, key)
        count = tr_count("{n} filled cell", "{n} filled cells", filled) if filled else ""
        return ", ".join(filter(None, (said, count)))

    def _shown(self, key: Key, value: object) -> str:
        """Return a value of a field as people read it."""
        if isinstance(value, Words):
            return self._both(key, value)
        if isinstance(value, bool):
            return tr(mark("yes")) if value else tr(mark("no"))
        if type(value) in NAMES:
            return tr(NAMES[type(value)][value])
        if isinstance(value, tuple):
            names = (self._shown(key, one) if isinstance(one, bool) else self._called(key, str(one)) for one in value)
            return ", ".join(name for name in names if name)
        return self._called(key, str(value))

    def _both(self, key: Key, value: Words) -> str:
        """Return the words of this language, and of the other one too where only they differ."""
        if value.fr in {"", value.en} or self._differs_here(key):
            return value.text(self._language)
        return f"{value.en} / {value.fr}"

    def _differs_here(self, key: Key) -> bool:
        texts = set()
        for document in self._sides:
            record = document.organization if key.kind is Kind.ORGANIZATION else _found(document, key)
            texts.add(getattr(record, key.part).text(self._language))
        return len(texts) > 1

    def _called(self, key: Key, identity: str) -> str:
        """Return the name of what a field names by its id."""
        knowledge = self._knowledge
        if key.part == "group":
            return self._name(Kind.GROUP, identity) if identity else tr(mark("no group"))
        if key.part == "scheme":
            return scheme(identity).name
        if knowledge and key.part == "functions" and identity in knowledge.functions:
            return knowledge.functions[identity].name.text(self._language)
        if knowledge and key.part == "template" and identity in knowledge.templates:
            return knowledge.templates[identity].name.text(self._language)
        return identity


def _found(document: Document, key: Key) -> object:
    lists: Mapping[Kind, Sequence[Unit | Group | Activity | Matrix]] = {
        Kind.UNIT: document.units,
        Kind.GROUP: document.groups,
        Kind.ACTIVITY: document.activities,
        Kind.MATRIX: document.matrices,
    }
    return next(one for one in lists[key.kind] if one.id == key.id)


def _filled(document: Document, key: Key) -> int:
    """Return how many cells of a row, a column or a matrix hold letters."""
    select: dict[Kind, Callable[[], Iterator[bytes]]] = {
        Kind.MATRIX: lambda: (row.letters for row in document.matrix(key.id).rows),
        Kind.ACTIVITY: lambda: (matrix.rows[document.activity_places[key.id]].letters for matrix in document.matrices),
        Kind.UNIT: lambda: (
            bytes([row.letters[document.unit_places[key.id]]]) for matrix in document.matrices for row in matrix.rows
        ),
    }
    return sum(len(cells) - cells.count(0) for cells in select[key.kind]()) if key.kind in select else 0
