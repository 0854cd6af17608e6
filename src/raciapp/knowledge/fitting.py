"""Fitting a template to an organization: expected letters per cell from the functions of its units, known rows."""

from collections.abc import Iterable, Mapping, Sequence

from raciapp.base.words import Words
from raciapp.document.edits import add_activity, add_group
from raciapp.document.letters import Duty, Scheme, scheme
from raciapp.document.records import AS_IS, Activity, Document, Group, Matrix, Organization, Row, Unit
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import Template, TemplateRow


def expected_row(alphabet: Scheme, row: TemplateRow, units: Sequence[Unit]) -> bytes:
    """Return the mask each unit should hold on a row, one byte per unit.

    A unit with several functions gets the strongest part of each; one that does the work or answers for it need not
    also be consulted or informed. Where several units share the function that answers, the first one answers and
    the others do the work: two A in one row would be nobody's (rule RACI-1).
    """
    masks = [reduced(alphabet, _union(alphabet, row, unit)) for unit in units]
    accountable, responsible = alphabet.duties[Duty.ACCOUNTABLE], alphabet.duties[Duty.RESPONSIBLE]
    answered = False
    for place, mask in enumerate(masks):
        if mask & accountable:
            if answered:
                masks[place] = mask & ~accountable | responsible
            answered = True
    return bytes(masks)


def _union(alphabet: Scheme, row: TemplateRow, unit: Unit) -> int:
    mask = 0
    for function in unit.functions:
        for duty in row.letters.get(function, "").replace("/", ""):
            mask |= alphabet.duties[Duty(duty)]
    return mask


def reduced(alphabet: Scheme, mask: int) -> int:
    """Return a mask without letters that the others make needless: who acts is neither consulted nor informed."""
    acting = alphabet.duties[Duty.ACCOUNTABLE] | alphabet.duties[Duty.RESPONSIBLE]
    consulted, informed = alphabet.duties[Duty.CONSULTED], alphabet.duties[Duty.INFORMED]
    if mask & acting:
        return mask & ~(consulted | informed)
    return mask & ~informed if mask & consulted else mask


def units_for(template: Template, knowledge: Knowledge) -> tuple[Unit, ...]:
    """Return one unit for each function the template speaks of, under its usual name, everyone last."""
    needed = {function for row in template.rows.values() for function in row.letters}
    units = []
    for known in knowledge.units.values():
        if not needed.isdisjoint(known.functions):
            needed.difference_update(known.functions)
            units.append(Unit(known.id, known.name, known.functions))
    return tuple(units)


def document_from(
    template: Template,
    knowledge: Knowledge,
    name: Words | None = None,
    units: Iterable[Unit] = (),
    *,
    core_only: bool = False,
) -> Document:
    """Return a new document with the template's letters for `units`, or for one unit per function.

    `core_only` takes just the rows of a first workshop.
    """
    columns = tuple(units) or units_for(template, knowledge)
    alphabet = scheme("raci")
    known = [
        activity
        for activity in knowledge.activities.values()
        if activity.id in template.rows and (activity.core or not core_only)
    ]
    used = {activity.group for activity in known}
    context = template.context
    return Document(
        organization=Organization(
            name or template.name,
            sector=context.sector,
            size=context.size,
            model=context.model,
            program_channels=context.program_channels,
            regulated=context.regulated,
        ),
        template=template.id,
        units=columns,
        groups=tuple(Group(group.id, group.name) for group in knowledge.groups.values() if group.id in used),
        activities=tuple(Activity(activity.id, activity.name, activity.group) for activity in known),
        matrices=(
            Matrix(
                "as_is",
                AS_IS,
                tuple(Row(expected_row(alphabet, template.rows[activity.id], columns)) for activity in known),
            ),
        ),
    )


def with_known_activity(document: Document, activity: str, knowledge: Knowledge) -> Document:
    """Return the document with an empty row for a known activity; rows and groups keep the catalogue's order."""
    known = knowledge.activities[activity]
    if known.group not in document.group_places:
        group = Group(known.group, knowledge.groups[known.group].name)
        document = add_group(document, group, _place_before(known.group, knowledge.groups, document.group_places))
    own = {row.id: place for place, row in enumerate(document.activities) if row.group == known.group}
    place = _place_before(activity, knowledge.activities, own)
    return add_activity(document, Activity(activity, known.name, known.group), place)


def _place_before(identity: str, catalogue: Iterable[str], places: Mapping[str, int]) -> int | None:
    """Return the place of what follows `identity` next in the catalogue, or None where nothing does."""
    order = list(catalogue)
    following = order[order.index(identity) + 1 :]
    return next((places[other] for other in following if other in places), None)
