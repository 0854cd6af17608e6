"""A copy of a document that can be shown to anyone: the letters stay, the names and all that was said go.

Only what the shipped knowledge names is kept by name; whatever else a file says is counted, ids included, because
ids are made from names. The answers that decide which rules apply stay, and so do the letters and statuses.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from msgspec.structs import replace

from raciapp.base.messages import mark, translate
from raciapp.base.words import Language, Words
from raciapp.document.records import (
    AS_IS,
    NO_WORDS,
    TO_BE,
    WHOLE_ROW,
    Activity,
    Document,
    Group,
    Matrix,
    Organization,
    Row,
    Unit,
    Waiver,
)
from raciapp.knowledge.library import Knowledge

_MATRICES = {"as_is": AS_IS, "to_be": TO_BE}


def anonymised(document: Document, knowledge: Knowledge, language: Language) -> Document:
    """Return the document without names, remarks, reasons and authors; `knowledge` is what may be named.

    Give it the shipped knowledge: rules and templates of a house would tell whose they are. `language` is that of
    the few texts that have one only, such as what stands for the reason of a waiver.
    """
    units = _units(document.units, knowledge)
    groups = _groups(document.groups, knowledge)
    called = dict(zip(document.unit_places, (unit.id for unit in units), strict=True)) | {WHOLE_ROW: WHOLE_ROW}
    return Document(
        organization=_organization(document.organization, knowledge),
        scheme=document.scheme,
        template=document.template if document.template in knowledge.templates else "",
        units=units,
        groups=tuple(groups.values()),
        activities=_activities(document.activities, groups, knowledge),
        matrices=_matrices(document.matrices, called),
        waivers=tuple(_waiver(waiver, language) for waiver in document.waivers if waiver.rule in knowledge.rules),
        thresholds=tuple(one for one in document.thresholds if one.rule in knowledge.rules),
    )


def _words(text: str, **values: object) -> Words:
    return Words(*(translate(text, language, **values) for language in Language))


def _organization(organization: Organization, knowledge: Knowledge) -> Organization:
    known = {rule.when.pack for rule in knowledge.rules.values() if rule.when.pack}
    return replace(
        organization,
        name=_words(mark("An organization")),
        kind=NO_WORDS,
        story=NO_WORDS,
        no_alternative_reason="",
        packs=tuple(pack for pack in organization.packs if pack in known),
    )


def _units(units: Sequence[Unit], knowledge: Knowledge) -> tuple[Unit, ...]:
    """Return the units named by the first function each fulfils: «Legal 1», «Legal 2», «Unit 1»."""
    divisions = _numbered(unit.division for unit in units)
    numbers: dict[str, count[int]] = {}
    made = []
    for place, unit in enumerate(units, 1):
        functions = tuple(function for function in unit.functions if function in knowledge.functions)
        first = functions[0] if functions else ""
        number = next(numbers.setdefault(first, count(1)))
        name = knowledge.functions[first].name if first else _words(mark("Unit"))
        numbered = Words(*(f"{name.text(language)} {number}" for language in Language))
        made.append(Unit(f"unit_{place}", numbered, functions, division=divisions.get(unit.division, NO_WORDS)))
    return tuple(made)


def _numbered(divisions: Iterable[Words]) -> dict[Words, Words]:
    """Return what stands for each division that says something."""
    seen = dict.fromkeys(division for division in divisions if (division.en + division.fr).strip())
    return {division: _words(mark("Division {n}"), n=number) for number, division in enumerate(seen, 1)}


def _groups(groups: Sequence[Group], knowledge: Knowledge) -> dict[str, Group]:
    """Return what stands for each group, by the id it had."""
    numbers = count(1)
    made = {}
    for group in groups:
        known = knowledge.groups.get(group.id)
        number = 0 if known else next(numbers)
        made[group.id] = Group(
            known.id if known else f"group_{number}", known.name if known else _words(mark("Group {n}"), n=number)
        )
    return made


def _activities(
    activities: Sequence[Activity], groups: Mapping[str, Group], knowledge: Knowledge
) -> tuple[Activity, ...]:
    numbers = count(1)
    made = []
    for activity in activities:
        group = groups[activity.group].id if activity.group in groups else ""
        known = knowledge.activities.get(activity.id)
        if known:
            made.append(Activity(known.id, known.name, group))
        else:
            number = next(numbers)
            made.append(Activity(f"activity_{number}", _words(mark("Activity {n}"), n=number), group))
    return tuple(made)


def _matrices(matrices: Sequence[Matrix], called: Mapping[str, str]) -> tuple[Matrix, ...]:
    numbers = count(1)
    made = []
    for matrix in matrices:
        rows = tuple(_row(row, called) for row in matrix.rows)
        if matrix.id in _MATRICES:
            made.append(Matrix(matrix.id, _MATRICES[matrix.id], rows))
        else:
            number = next(numbers)
            made.append(Matrix(f"matrix_{number}", _words(mark("Matrix {n}"), n=number), rows))
    return tuple(made)


def _row(row: Row, called: Mapping[str, str]) -> Row:
    return Row(row.letters, (), tuple(sorted((called[unit], status) for unit, status in row.statuses)))


def _waiver(waiver: Waiver, language: Language) -> Waiver:
    """Return the waiver with a reason that tells nothing, because one without any would accept nothing."""
    given = waiver.reason.strip()
    return Waiver(waiver.rule, translate(mark("Accepted; the reason was taken out."), language) if given else "")
