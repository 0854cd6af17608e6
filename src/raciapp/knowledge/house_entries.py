"""The entries of house files: each rule and template by itself, then among each other and the shipped ones."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

import msgspec
from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.base.words import Words
from raciapp.knowledge.faults import RULE, TEMPLATE, Names, Place, unknown
from raciapp.knowledge.house import Complaint, HouseFile
from raciapp.knowledge.records import Basis, Family, Rule, Template, TemplateContext
from raciapp.knowledge.shapes import shape_faults
from raciapp.knowledge.soundness import rule_faults, template_faults

MOST_RULES = 500
"""Rules of one file that are read: many times what is shipped."""

MOST_FAULTS = 20
"""Faults of one rule or template that are told."""

Item = TypeVar("Item", Rule, Template)


class Gathered(msgspec.Struct, Generic[Item], frozen=True):
    """The sound rules or templates of a house by id, and complaints about the others."""

    items: Mapping[str, Item]
    complaints: tuple[Complaint, ...]
    families: tuple[Family, ...] = ()


class _Entry(msgspec.Struct, Generic[Item], frozen=True):
    """A rule or template with the place it stands at."""

    item: Item
    file: HouseFile
    place: Place

    def complaint(self, place: Place, what: UserError) -> Complaint:
        return self.file.complaint((*self.place, *place), what)


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The top of a file of rules; the rules themselves are read one by one."""

    rule: tuple[dict[str, Any], ...]
    family: Words = Words()


def _of_kind(files: Iterable[HouseFile], *, rules: bool) -> list[HouseFile]:
    return [file for file in files if file.holds_rules is rules]


def house_rules(files: Sequence[HouseFile], names: Names, shipped: Mapping[str, Rule]) -> Gathered[Rule]:
    """Return the sound rules of the files; `shipped` are those they may follow or yield to."""
    complaints: list[Complaint] = []
    entries = list(_sound_rules(_of_kind(files, rules=True), names, complaints))
    kept = _connected(_unique(entries, shipped, complaints), shipped, _rules_named, RULE, complaints)
    families = [
        Family(_family_name(file), tuple(identity for identity, entry in kept.items() if entry.file is file))
        for file in _of_kind(files, rules=True)
    ]
    return Gathered(
        {identity: entry.item for identity, entry in kept.items()},
        tuple(complaints),
        tuple(family for family in families if family.rules),
    )


def _family_name(file: HouseFile) -> Words:
    if list(shape_faults(file.content.get("family", {}), Words)):
        return Words(file.path.name)
    family = msgspec.convert(file.content.get("family", {}), Words)
    return family if family.en or family.fr else Words(file.path.name)


def _sound_rules(files: Iterable[HouseFile], names: Names, complaints: list[Complaint]) -> Iterator[_Entry[Rule]]:
    for file in files:
        faults = list(islice(shape_faults(file.content, _Rules), MOST_FAULTS))
        complaints += [file.complaint(fault.place, fault.what) for fault in faults]
        given = file.content["rule"]
        rules = given if isinstance(given, list) else []
        if len(rules) > MOST_RULES:
            what = UserError(mark("more than {limit} rules in a file; the others are left out"), limit=MOST_RULES)
            complaints.append(file.complaint(("rule", MOST_RULES), what))
        for number, one in enumerate(rules[:MOST_RULES]):
            place: Place = ("rule", number)
            if not isinstance(one, dict):
                continue  # complained about above
            wrong = list(islice(shape_faults(one, Rule), MOST_FAULTS))
            if not wrong:
                rule = replace(msgspec.convert(one, Rule), origin=file.path.name)
                wrong = list(islice(rule_faults(rule, names), MOST_FAULTS))
            if not wrong:
                yield _Entry(rule, file, place)
            complaints += [file.complaint((*place, *fault.place), fault.what) for fault in wrong]


def _rules_named(rule: Rule) -> dict[str, str]:
    return {"yields_to": rule.yields_to, "follows": rule.follows}


def house_templates(files: Sequence[HouseFile], names: Names, shipped: Mapping[str, Template]) -> Gathered[Template]:
    """Return the sound templates of the files, with what they take from their base."""
    complaints: list[Complaint] = []
    entries = list(_sound_templates(_of_kind(files, rules=False), names, complaints))
    unique = _without_circles(_unique(entries, shipped, complaints), complaints)
    kept = _connected(unique, shipped, _templates_named, TEMPLATE, complaints)
    return Gathered({identity: _inherited(identity, kept, shipped) for identity in kept}, tuple(complaints))


def _sound_templates(
    files: Iterable[HouseFile], names: Names, complaints: list[Complaint]
) -> Iterator[_Entry[Template]]:
    for file in files:
        wrong = list(islice(shape_faults(file.content, Template), MOST_FAULTS))
        if not wrong:
            template = _with_basis(replace(msgspec.convert(file.content, Template), origin=file.path.name))
            wrong = list(islice(template_faults(template, names), MOST_FAULTS))
        if not wrong:
            yield _Entry(template, file, ())
        complaints += [file.complaint(fault.place, fault.what) for fault in wrong]


def _with_basis(template: Template) -> Template:
    """Return the template with our own judgement as the basis of the rows that name none."""
    rows = {
        activity: row
        if row.basis
        else replace(row, basis=dict.fromkeys("".join(row.letters.values()).replace("/", ""), Basis.DERIVED))
        for activity, row in template.rows.items()
    }
    return replace(template, rows=rows)


def _templates_named(template: Template) -> dict[str, str]:
    return {"base": template.base}


# -- entries among each other -----------------------------------------------------------------------------


def _unique(
    entries: Iterable[_Entry[Item]], shipped: Mapping[str, Item], complaints: list[Complaint]
) -> dict[str, _Entry[Item]]:
    """Return the entries by id, without those whose id is taken."""
    found: dict[str, _Entry[Item]] = {}
    for entry in entries:
        identity = entry.item.id
        if identity in shipped:
            what = UserError(mark("the id «{id}» is that of a shipped one; choose another"), id=identity)
            complaints.append(entry.complaint(("id",), what))
        elif identity in found:
            complaints.append(entry.complaint(("id",), _taken(identity, found[identity])))
        else:
            found[identity] = entry
    return found


def _taken(identity: str, other: _Entry[Item]) -> UserError:
    return UserError(
        mark("the id «{id}» stands already in {file}, line {line}; choose another"),
        id=identity,
        file=other.file.path.name,
        line=other.file.line((*other.place, "id")),
    )


def _connected(
    entries: Mapping[str, _Entry[Item]],
    shipped: Mapping[str, Item],
    named: Callable[[Item], dict[str, str]],
    kind: str,
    complaints: list[Complaint],
) -> dict[str, _Entry[Item]]:
    """Return the entries without those that name one that is not there, and those that name these in turn."""
    kept = dict(entries)
    while True:
        known = {**shipped, **kept}
        lost = [
            (identity, key, name)
            for identity, entry in kept.items()
            for key, name in named(entry.item).items()
            if name and name not in known
        ]
        if not lost:
            return kept
        complaints += [kept[identity].complaint((key,), unknown(name, known, kind)) for identity, key, name in lost]
        kept = {identity: entry for identity, entry in kept.items() if identity not in {one for one, _, _ in lost}}


def _without_circles(
    entries: Mapping[str, _Entry[Template]], complaints: list[Complaint]
) -> dict[str, _Entry[Template]]:
    """Return the templates without those that are their own base by way of others."""
    kept = dict(entries)
    for identity, entry in entries.items():
        seen = {identity}
        base = entry.item.base
        while base in entries and base not in seen:
            seen.add(base)
            base = entries[base].item.base
        if base == identity:
            what = UserError(mark("templates that inherit from each other"))
            complaints.append(kept.pop(identity).complaint(("base",), what))
    return kept


def _inherited(identity: str, entries: Mapping[str, _Entry[Template]], shipped: Mapping[str, Template]) -> Template:
    """Return a template with the rows and settings that it leaves to its base."""
    line = [entries[identity]]
    while line[-1].item.base in entries:
        line.append(entries[line[-1].item.base])
    base = shipped.get(line[-1].item.base)
    rows = dict(base.rows) if base else {}
    context = base.context if base else TemplateContext()
    for entry in reversed(line):
        rows |= entry.item.rows
        given = entry.file.content.get("context")
        keys = given if isinstance(given, dict) else {}
        context = replace(context, **{key: getattr(entry.item.context, key) for key in keys})
    return replace(entries[identity].item, rows=rows, context=context)
