"""What of a document a deliverable shows, and a document brought back from one made whole again.

A workbook carries the document it was made from, so that it can come back; whoever gets the workbook must not find in
it what its sheets do not show. Kept are names (in both languages), letters, remarks, statuses, ids, and the answers
that were chosen from a list, on which the findings rest. Gone are the other matrices, the story, headings without
rows, the template, and what was said of findings that are not shown.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from raciapp.document import orders
from raciapp.document.records import EMPTY, NO_WORDS, WHOLE_ROW, Cell, Document, Matrix, Row


def shown_part(document: Document, matrix: Matrix, accepted: Sequence[tuple[str, str]]) -> Document:
    """Return the part of the document that a report on `matrix` shows.

    `accepted` are the findings that are accepted, each as its rule and what the report says of it.
    """
    organization = document.organization
    excuse = organization.no_alternative_reason
    said = any(excuse.strip() in text for _, text in accepted)
    return replace(
        document,
        organization=replace(organization, story=NO_WORDS, no_alternative_reason=excuse if said else ""),
        matrices=(matrix,),
        template="",
        groups=tuple(group for group, _ in document.sections() if group is not None),
        waivers=tuple(
            waiver
            for waiver in document.waivers
            if waiver.reason.strip()
            and any(waiver.rule == rule and waiver.reason.strip() in text for rule, text in accepted)
        ),
        thresholds=(),
    )


def completed(part: Document, whole: Document, exported: Document) -> Document:
    """Return what came back from a deliverable with everything that it did not show as `whole` has it.

    `exported` is what it showed when it went out. That and `part`, both completed by the same document, differ just
    where the deliverable was changed.
    """
    organization = replace(
        part.organization,
        story=whole.organization.story,
        no_alternative_reason=whole.organization.no_alternative_reason,
    )
    shown = part.matrices[0]
    unshown = {group.id: group for group in whole.groups if group.id not in exported.group_places}
    known = unshown | {group.id: group for group in part.groups}
    order = orders.with_added(list(part.group_places), list(whole.group_places), unshown)
    return replace(
        part,
        organization=organization,
        template=whole.template,
        waivers=whole.waivers,
        thresholds=whole.thresholds,
        groups=tuple(known[identity] for identity in order),
        matrices=_with_others(part, whole, shown),
    )


def _with_others(part: Document, whole: Document, shown: Matrix) -> tuple[Matrix, ...]:
    """Return the shown matrix where `whole` has it, among the matrices that were not shown."""
    others = {matrix.id: matrix for matrix in whole.matrices if matrix.id != shown.id}
    made = {identity: _fitted(matrix, part, whole) for identity, matrix in others.items()} | {shown.id: shown}
    order = [matrix.id for matrix in whole.matrices]
    return tuple(made[identity] for identity in (order if shown.id in order else [*order, shown.id]))


def _fitted(matrix: Matrix, part: Document, whole: Document) -> Matrix:
    """Return a matrix of `whole` with the rows and columns of `part`; what `whole` does not have is empty."""
    places = part.unit_places
    shared = [unit for unit in places if unit in whole.unit_places]
    rows = []
    for activity in part.activities:
        place = whole.activity_places.get(activity.id)
        row = Row(bytes(len(places)))
        if place is not None:
            old = matrix.rows[place]
            remarks, statuses = dict(old.remarks), dict(old.statuses)
            cells = {
                unit: Cell(old.letters[whole.unit_places[unit]], remarks.get(unit, ""), old.status_of(unit))
                for unit in shared
                if old.letters[whole.unit_places[unit]] or unit in remarks or unit in statuses
            }
            own = Cell(status=old.status_of(WHOLE_ROW))
            row = row.with_cells(cells if own == EMPTY else cells | {WHOLE_ROW: own}, places)
        rows.append(row)
    return replace(matrix, rows=tuple(rows))


def belongs(part: Document, whole: Document) -> bool:
    """Return whether a deliverable was made of `whole`, as far as can be told.

    Ids of known activities are the same everywhere, and those of units are made from names; so the organization must
    be the same too, and most rows and columns.
    """
    ours, theirs = whole.organization.name, part.organization.name
    named = ours == theirs or any(one and one in {theirs.en, theirs.fr} for one in (ours.en, ours.fr))
    return named and all(
        2 * sum(identity in known for identity in own) >= len(own)
        for own, known in (
            (part.unit_places, whole.unit_places),
            (part.activity_places, whole.activity_places),
        )
    )
