"""What `raciapp diff` says: the cells whose letters differ, activities, units, and everything else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from raciapp.base.messages import mark, translate
from raciapp.base.words import Language, Words
from raciapp.cli.page import Page
from raciapp.document.changes import Changes, diff
from raciapp.document.orders import moved
from raciapp.document.records import WHOLE_ROW, Activity, Document, Group, Matrix, Organization, Status, Unit
from raciapp.formats.report import STATUS_NAMES

Fields = dict[str, object]
_EITHER = (
    ("cells", mark("Letters")),
    ("activities", mark("Activities")),
    ("units", mark("Units")),
    ("other", mark("Everything else")),
)
_CHANGES = {"added": mark("new"), "removed": mark("removed"), "moved": mark("moved")}


class Difference(msgspec.Struct, frozen=True):
    """What leads from one file to another, as records that a page or JSON is made of."""

    cells: tuple[Fields, ...]
    activities: tuple[Fields, ...]
    units: tuple[Fields, ...]
    other: tuple[Fields, ...]

    def __bool__(self) -> bool:
        """Return whether the two files differ."""
        return bool(self.cells or self.activities or self.units or self.other)


def difference(before: Document, after: Document, language: Language) -> Difference:
    """Return what leads from one document to another, named in `language`."""
    changes = diff(before, after)
    words = _Wording(before, after, language)
    return Difference(
        tuple(words.cells(changes)),
        tuple(words.records(before.activities, after.activities, _shown_order(before), _shown_order(after))),
        tuple(words.records(before.units, after.units, tuple(before.unit_places), tuple(after.unit_places))),
        tuple(words.other(changes)),
    )


def as_json(found: Difference) -> Fields:
    """Return the difference as plain values."""
    fields: Fields = msgspec.to_builtins(found)
    return fields


def show(found: Difference, language: Language) -> None:
    """Print the difference, or that there is none."""
    page = Page()
    if not found:
        page.line(translate(mark("No differences."), language))
    first = True
    for name, title in _EITHER:
        entries: Sequence[Fields] = getattr(found, name)
        if entries:
            if not first:
                page.line()
            page.line(f"{translate(title, language)} ({len(entries)})", "bold")
            first = False
        for entry in entries:
            page.entry("-", _sentence(entry, language), hang=2)


def _sentence(entry: Fields, language: Language) -> str:
    if "sentence" in entry:
        return str(entry["sentence"])
    change = str(entry.get("change", ""))
    if change in _CHANGES:
        said = translate(mark("{name}: {meaning}"), language, name=entry["name"], meaning=translate(
            _CHANGES[change], language))  # fmt: skip
        letters = entry.get("letters")
        held = ", ".join(f"{unit} {text}" for unit, text in letters.items()) if isinstance(letters, dict) else ""
        return f"{said} ({held})" if held else said
    what = f"{entry['activity']} · {entry['unit']}" if "activity" in entry else str(entry["name"])
    return _becomes(what, str(entry["before"]), str(entry["after"]), language)


def _becomes(what: str, before: str, after: str, language: Language) -> str:
    return translate(
        mark("{what}: {before} becomes {after}"), language, what=what, before=before or "–", after=after or "–"
    )


def _shown_order(document: Document) -> tuple[str, ...]:
    return tuple(document.activities[place].id for _, places in document.sections() for place in places)


class _Wording:
    """Names what differs between two documents."""

    def __init__(self, before: Document, after: Document, language: Language) -> None:
        self._before, self._after, self._language = before, after, language
        self._names: dict[str, Words] = {}
        for side in (before, after):
            records: Iterable[Unit | Group | Activity | Matrix]
            records = (*side.units, *side.groups, *side.activities, *side.matrices)
            self._names |= {f"{type(one).__name__} {one.id}": one.name for one in records}

    def _say(self, text: str) -> str:
        return translate(text, self._language)

    def _name(self, kind: type, identity: str) -> str:
        known = self._names.get(f"{kind.__name__} {identity}")
        return (known.text(self._language) if known else identity) or identity

    # -- cells ------------------------------------------------------------------------------------------------

    def cells(self, changes: Changes) -> Iterator[Fields]:
        """Yield the cells of rows and columns on both sides whose letters differ."""
        several = len(self._before.matrices) > 1 or len(self._after.matrices) > 1
        for change in changes.cells:
            before = self._before.alphabet.text(change.before.letters)
            after = self._after.alphabet.text(change.after.letters)
            if before != after and self._is_own(change.matrix, change.activity, change.unit):
                where = {"matrix": self._name(Matrix, change.matrix)} if several else {}
                yield {
                    "activity": self._name(Activity, change.activity),
                    "unit": self._name(Unit, change.unit),
                    "before": before,
                    "after": after,
                    "activity_id": change.activity,
                    "unit_id": change.unit,
                    **where,
                }

    def _is_own(self, matrix: str, activity: str, unit: str) -> bool:
        return all(
            activity in side.activity_places
            and (unit in side.unit_places or unit == WHOLE_ROW)
            and any(one.id == matrix for one in side.matrices)
            for side in (self._before, self._after)
        )

    # -- records ----------------------------------------------------------------------------------------------

    def records(
        self, before: Sequence[Unit | Activity], after: Sequence[Unit | Activity], *orders: tuple[str, ...]
    ) -> Iterator[Fields]:
        """Yield which activities or units are new, gone, renamed or in another place."""
        old, new = {one.id: one for one in before}, {one.id: one for one in after}
        common = set(old) & set(new)
        shifted = moved(*([identity for identity in order if identity in common] for order in orders))
        for identity, record in {**old, **new}.items():
            entry: Fields = {"id": identity, "name": self._name(type(record), identity)}
            if identity not in common:
                side = self._after if identity in new else self._before
                change = "added" if identity in new else "removed"
                yield {**entry, "change": change, "letters": self._letters(side, record)}
                continue
            was, now = old[identity].name, new[identity].name
            if was != now:
                yield {**entry, "change": "renamed", **self._both(was, now)}
            if identity in shifted:
                yield {**entry, "change": "moved"}

    def _letters(self, side: Document, record: Unit | Activity) -> Mapping[str, str]:
        """Return the letters that a row or column brings along or takes away, by the names across."""
        matrix = side.matrices[0]
        if isinstance(record, Activity):
            row = matrix.rows[side.activity_places[record.id]].letters
            held = zip((self._name(Unit, unit) for unit in side.unit_places), row, strict=True)
        else:
            place = side.unit_places[record.id]
            held = zip(
                (self._name(Activity, one) for one in side.activity_places),
                bytes(row.letters[place] for row in matrix.rows),
                strict=True,
            )
        return {name: side.alphabet.text(mask) for name, mask in held if mask}

    def _both(self, was: Words, now: Words) -> Fields:
        """Return two names that differ, in this language where they do so there."""
        texts = was.text(self._language), now.text(self._language)
        if texts[0] == texts[1]:
            texts = f"{was.en} / {was.fr}", f"{now.en} / {now.fr}"
        return {"before": texts[0], "after": texts[1]}

    # -- everything else --------------------------------------------------------------------------------------

    def other(self, changes: Changes) -> Iterator[Fields]:
        """Yield what differs beside letters, activities and units."""
        for change in changes.cells:
            if not self._is_own(change.matrix, change.activity, change.unit):
                continue
            unit = self._name(Unit, change.unit) if change.unit != WHOLE_ROW else ""
            where = " · ".join(filter(None, (self._name(Activity, change.activity), unit)))
            ids: Fields = {"activity_id": change.activity, "unit_id": change.unit}
            yield from self._field("remark", where, change.before.remark, change.after.remark, ids)
            yield from self._field(
                "status", where, self._status(change.before.status), self._status(change.after.status), ids
            )
        yield from self._fields()
        yield from self._listed("group", self._before.groups, self._after.groups)
        yield from self._listed("matrix", self._before.matrices, self._after.matrices)
        yield from self._header()

    def _status(self, status: Status) -> str:
        return self._say(STATUS_NAMES[status]) if status else ""

    def _field(self, kind: str, where: str, before: str, after: str, ids: Fields | None = None) -> Iterator[Fields]:
        if before != after:
            yield {
                "kind": kind,
                "where": where,
                "before": before,
                "after": after,
                **(ids or {}),
                "sentence": _becomes(where, before, after, self._language),
            }

    def _fields(self) -> Iterator[Fields]:
        """Yield the fields of activities and units on both sides."""
        for one, other in _pairs(self._before.activities, self._after.activities):
            name, ids = self._name(Activity, one.id), {"activity_id": one.id}
            yield from self._field("remark", name, one.remark, other.remark, {**ids})
            before, after = (self._name(Group, side.group) if side.group else "" for side in (one, other))
            yield from self._field("group", name, before, after, {**ids})
        for unit, now in _pairs(self._before.units, self._after.units):
            name, ids = self._name(Unit, unit.id), {"unit_id": unit.id}
            yield from self._field("remark", name, unit.remark, now.remark, {**ids})
            before, after = (side.division.text(self._language) for side in (unit, now))
            yield from self._field("division", name, before, after, {**ids})
            yield from self._field("functions", name, ", ".join(unit.functions), ", ".join(now.functions), {**ids})

    def _listed(
        self, kind: str, before: Sequence[Group] | Sequence[Matrix], after: Sequence[Group] | Sequence[Matrix]
    ) -> Iterator[Fields]:
        """Yield which groups or matrices are new, gone, renamed or in another order."""
        old, new = {one.id: one.name for one in before}, {one.id: one.name for one in after}
        for identity in {**old, **new}:
            was, now = old.get(identity, Words()), new.get(identity, Words())
            if was != now or (identity in old) != (identity in new):
                texts = self._both(was, now)
                title = self._say(mark("Group") if kind == "group" else mark("Matrix"))
                yield from self._field(kind, title, str(texts["before"]), str(texts["after"]), {"id": identity})
        common = [[name for name in side if name in old and name in new] for side in (old, new)]
        if common[0] != common[1]:
            one, other = (", ".join((old | new)[name].text(self._language) for name in side) for side in common)
            yield from self._field("order", self._say(mark("Order")), one, other)

    def _header(self) -> Iterator[Fields]:
        one, other = self._before, self._after
        title = self._say(mark("The organization"))
        for name in Organization.__struct_fields__:
            was, now = getattr(one.organization, name), getattr(other.organization, name)
            if was != now:
                texts = self._both(was, now) if isinstance(was, Words) else {"before": was, "after": now}
                before, after = (_plain(texts[side]) for side in ("before", "after"))
                yield from self._field("organization", f"{title}, {name}", before, after, {"field": name})
        yield from self._field("scheme", self._say(mark("Letters")), one.scheme, other.scheme)
        yield from self._field("template", self._say(mark("Template")), one.template, other.template)
        waivers = [{waiver.rule: waiver.reason for waiver in side.waivers} for side in (one, other)]
        thresholds = [{each.rule: str(each.most) for each in side.thresholds} for side in (one, other)]
        for kind, (was, now) in (("waiver", waivers), ("threshold", thresholds)):
            for rule in {**was, **now}:
                yield from self._field(kind, rule, was.get(rule, ""), now.get(rule, ""), {"rule": rule})


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _pairs(
    before: Sequence[Unit] | Sequence[Activity], after: Sequence[Unit] | Sequence[Activity]
) -> Iterator[tuple[Any, Any]]:
    known = {one.id: one for one in after}
    return ((one, known[one.id]) for one in before if one.id in known)
