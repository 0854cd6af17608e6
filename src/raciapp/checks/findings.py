"""What a check finds: values, whose text is made late, in the language asked for."""

from collections.abc import Callable, Sequence

import msgspec

from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language, Words, join_names
from raciapp.document.records import Document
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import Rule, Severity

MOST_NAMES = 4
"""Names a sentence lists before it says how many more there are."""


class Place(msgspec.Struct, frozen=True, order=True):
    """Where a finding points: a cell, a whole row (no unit), a whole column (no activity) or the organization."""

    activity: str = ""
    unit: str = ""


class Finding(msgspec.Struct, frozen=True):
    """One rule that the matrix departs from, with every place where it does.

    `functions` are those without a part, `count` the number that was too many. `waived` says why it is accepted.
    """

    rule: Rule
    places: tuple[Place, ...]
    functions: tuple[str, ...] = ()
    count: int = 0
    waived: Words | None = None

    @property
    def severity(self) -> Severity:
        """Return how much it weighs."""
        return self.rule.severity

    @property
    def activities(self) -> tuple[str, ...]:
        """Return the activity ids it points at, each once."""
        return tuple(dict.fromkeys(place.activity for place in self.places if place.activity))

    @property
    def units(self) -> tuple[str, ...]:
        """Return the unit ids it points at, each once."""
        return tuple(dict.fromkeys(place.unit for place in self.places if place.unit))


class Report(msgspec.Struct, frozen=True):
    """The outcome of a check: what was found, what was fine, what could not be assessed (rule ids)."""

    findings: tuple[Finding, ...]
    passed: tuple[str, ...]
    not_assessed: tuple[str, ...]

    def open(self, severity: Severity | None = None) -> tuple[Finding, ...]:
        """Return the findings that are not waived, of one severity or of all."""
        return tuple(
            finding for finding in self.findings if finding.waived is None and severity in (None, finding.severity)
        )

    def weights(self) -> tuple[dict[str, Severity], dict[str, Severity]]:
        """Return the gravest open finding that points at each activity, and at each unit, by id."""
        rows: dict[str, Severity] = {}
        columns: dict[str, Severity] = {}
        for finding in reversed(self.open()):  # the gravest come first, so they are written last
            rows.update(dict.fromkeys(finding.activities, finding.severity))
            columns.update(dict.fromkeys(finding.units, finding.severity))
        return rows, columns

    @property
    def waived(self) -> tuple[Finding, ...]:
        """Return the findings that are accepted."""
        return tuple(finding for finding in self.findings if finding.waived is not None)


def finding_text(finding: Finding, document: Document, knowledge: Knowledge, language: Language) -> str:
    """Return the finding as one or two sentences in `language`; names are data and never read as placeholders."""
    return finding.rule.message.text(language).format(
        activities=_listed(finding.activities, lambda one: activity_name(document, knowledge, one, language), language),
        units=_listed(
            finding.units, lambda one: document.units[document.unit_places[one]].name.text(language), language
        ),
        functions=_listed(finding.functions, lambda one: _function_name(knowledge, one).text(language), language),
        n=finding.count,
    )


def accepted_text(finding: Finding, document: Document, language: Language) -> str:
    """Return why a finding is accepted, with author and date where a person accepted it; empty while it is open."""
    if finding.waived is None:
        return ""
    reason = finding.waived.text(language)
    for waiver in document.waivers:
        if waiver.rule == finding.rule.id and waiver.reason.strip() and (waiver.author or waiver.date):
            return f"{reason} ({', '.join(part for part in (waiver.author, waiver.date) if part)})"
    return reason


def activity_name(document: Document, knowledge: Knowledge, activity: str, language: Language) -> str:
    """Return an activity's name as the document has it, or as the catalogue has it where the row is absent."""
    place = document.activity_places.get(activity)
    if place is not None:
        return document.activities[place].name.text(language)
    return knowledge.activities[activity].name.text(language)


def place_text(place: Place, document: Document, knowledge: Knowledge, language: Language) -> str:
    """Return where a finding points, such as «Set the strategy · Legal»."""
    return " · ".join(place_names(place, document, knowledge, language))


def place_names(place: Place, document: Document, knowledge: Knowledge, language: Language) -> tuple[str, ...]:
    """Return the names of the activity and of the unit a finding points at, or of what it is about instead."""
    names = []
    if place.activity:
        names.append(activity_name(document, knowledge, place.activity, language))
    if place.unit:
        names.append(document.units[document.unit_places[place.unit]].name.text(language))
    return tuple(names) or (translate(mark("Settings of the organization"), language),)


def _function_name(knowledge: Knowledge, identity: str) -> Words:
    found = knowledge.functions.get(identity) or knowledge.function_sets[identity]
    return found.name


def _listed(ids: Sequence[str], name: Callable[[str], str], language: Language) -> str:
    """Return the names of the first ids, and how many there are more: thousands need not be looked up."""
    if len(ids) <= MOST_NAMES:
        return join_names([name(identity) for identity in ids], language)
    left = len(ids) - MOST_NAMES + 1
    more = translate_count("{n} more", "{n} more", left, language)
    return join_names([*(name(identity) for identity in ids[: MOST_NAMES - 1]), more], language)
