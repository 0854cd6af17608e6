"""What the details panel says about a cell: its letters, what the template expects, the activity, the unit."""

from collections.abc import Iterable, Iterator, Sequence

from raciapp.base.messages import mark
from raciapp.base.words import join_names
from raciapp.checks.findings import Finding, Place, finding_text
from raciapp.document.letters import Duty, Letter, Scheme
from raciapp.document.records import WHOLE_ROW
from raciapp.formats.report import SEVERITY_NAMES
from raciapp.ui.details_template import template_lines
from raciapp.ui.details_topic import Detail, Kind, Subject, Topic, letters_of
from raciapp.ui.grid.words import STATUS_NAMES
from raciapp.ui.language import current_language, explained, tr, tr_count

MOST_NAMES = 6
"""Units or activities that a sentence lists before it says how many more there are."""

INVITATIONS = {
    Subject.CELL: (mark("Add a remark on the cell…"), mark("Edit the remark on the cell…")),
    Subject.ACTIVITY: (mark("Add a remark on the activity…"), mark("Edit the remark on the activity…")),
    Subject.UNIT: (mark("Add a remark on the unit…"), mark("Edit the remark on the unit…")),
}


def details(topic: Topic) -> tuple[Detail, ...]:
    """Return everything the panel says about a cell that exists, from the top down."""
    return (*_of_cell(topic), *template_lines(topic), *_of_activity(topic), *_of_unit(topic))


def nothing_chosen() -> tuple[Detail, ...]:
    """Return what the panel says where there is no cell."""
    return (Detail(Kind.QUIET, tr(mark("Choose a cell to read about it."))),)


# -- the cell ---------------------------------------------------------------------------------------------


def _of_cell(topic: Topic) -> Iterator[Detail]:
    language = current_language()
    cell = topic.cell
    yield Detail(Kind.TITLE, f"{topic.unit.name.text(language)} — {topic.activity.name.text(language)}")
    for letter in letters_of(topic.alphabet, cell.letters):
        yield Detail(
            Kind.LETTER, explained(letter.name.text(language), _lowered(letter.meaning.text(language))), letter
        )
    if not cell.letters:
        yield Detail(Kind.TEXT, tr(mark("No part in this activity.")))
    yield from _remark(cell.remark, Subject.CELL)


def _remark(remark: str, subject: Subject) -> Iterator[Detail]:
    if remark:
        yield Detail(Kind.REMARK, remark)
    yield Detail(Kind.ASK, tr(INVITATIONS[subject][bool(remark)]), subject=subject)


# -- the activity -----------------------------------------------------------------------------------------


def _of_activity(topic: Topic) -> Iterator[Detail]:
    language, activity = current_language(), topic.activity
    yield Detail(Kind.HEADING, activity.name.text(language))
    group = topic.document.group_places.get(activity.group)
    named = topic.document.groups[group].name.text(language) if group is not None else ""
    yield Detail(Kind.QUIET, tr(mark("Activity · {group}"), group=named) if named else tr(mark("Activity")))
    known = topic.knowledge.activities.get(activity.id)
    undefined = mark("Not an activity of the catalogue, so there is no definition.")
    yield Detail(Kind.TEXT, known.definition.text(language) if known else tr(undefined))
    status = topic.row.status_of(WHOLE_ROW)
    if status:
        yield Detail(Kind.TEXT, tr(mark("Status of the row: {status}"), status=tr(STATUS_NAMES[status])))
    yield from _remark(activity.remark, Subject.ACTIVITY)
    yield from _parts(topic)
    yield from _findings(topic, [one for one in topic.report.findings if _about_activity(one, activity.id)])


def _parts(topic: Topic) -> Iterator[Detail]:
    language, alphabet = current_language(), topic.alphabet
    plain = _plain(alphabet)
    for letter in alphabet.letters:
        bit = alphabet.bits[letter.symbol]
        held = zip(topic.document.units, topic.row.letters, strict=True)
        names = [unit.name.text(language) for unit, mask in held if mask & bit]
        if names:
            yield Detail(Kind.LETTER, _who(letter, names, plain=plain), letter)
        elif letter.at_least:
            yield Detail(Kind.LETTER, _nobody(letter, topic, plain=plain), letter)


def _who(letter: Letter, names: Sequence[str], *, plain: bool) -> str:
    units, n = listed(names), len(names)
    duty = letter.duty if plain else None
    if duty is Duty.ACCOUNTABLE:
        return tr_count("Answers for it: {units}", "Answer for it: {units}", n, units=units)
    if duty is Duty.RESPONSIBLE:
        return tr_count("Does the work: {units}", "Do the work: {units}", n, units=units)
    if duty is Duty.CONSULTED:
        return tr_count("Is asked before: {units}", "Are asked before: {units}", n, units=units)
    if duty is Duty.INFORMED:
        return tr_count("Is told after: {units}", "Are told after: {units}", n, units=units)
    return explained(letter.name.text(current_language()), units)


def _nobody(letter: Letter, topic: Topic, *, plain: bool) -> str:
    if letter.duty is Duty.ACCOUNTABLE and topic.activity_id in topic.knowledge.unowned:
        return tr(mark("Nobody answers for it, by design."))
    if plain and letter.duty is Duty.ACCOUNTABLE:
        return tr(mark("Nobody answers for it yet."))
    if plain and letter.duty is Duty.RESPONSIBLE:
        return tr(mark("Nobody does the work yet."))
    return explained(letter.name.text(current_language()), tr(mark("nobody yet")))


def _about_activity(finding: Finding, activity: str) -> bool:
    return any(place.activity == activity for place in finding.places)


def _findings(topic: Topic, findings: Iterable[Finding]) -> Iterator[Detail]:
    for finding in findings:
        text = finding_text(finding, topic.document, topic.knowledge, current_language())
        open_still = finding.waived is None
        label = tr(SEVERITY_NAMES[finding.severity] if open_still else mark("Accepted"))
        severity = finding.severity if open_still else None
        yield Detail(Kind.FINDING, text, label=label, severity=severity, rule=finding.rule.id)


# -- the unit ---------------------------------------------------------------------------------------------


def _of_unit(topic: Topic) -> Iterator[Detail]:
    language, unit = current_language(), topic.unit
    yield Detail(Kind.HEADING, unit.name.text(language))
    division = unit.division.text(language)
    yield Detail(Kind.QUIET, tr(mark("Unit · {division}"), division=division) if division else tr(mark("Unit")))
    for name in unit.functions:
        function = topic.knowledge.functions.get(name)
        if function:
            yield Detail(Kind.TEXT, explained(function.name.text(language), function.meaning.text(language)))
    if not unit.functions:
        yield Detail(Kind.TEXT, tr(mark("No function is named for this unit yet.")))
    yield from _remark(unit.remark, Subject.UNIT)
    yield from _load(topic)
    whole = Place(unit=unit.id)
    about = [one for one in topic.report.findings if whole in one.places]
    yield from _findings(topic, about)


def _load(topic: Topic) -> Iterator[Detail]:
    document, alphabet, language = topic.document, topic.alphabet, current_language()
    place = document.unit_places[topic.unit_id]
    column = bytes([row.letters[place] for row in document.matrix(topic.matrix).rows])
    if not any(column):
        yield Detail(Kind.TEXT, tr(mark("No part in any activity.")))
        return
    plain = _plain(alphabet)
    for letter in alphabet.letters:
        bit = alphabet.bits[letter.symbol]
        rows = [row for row, mask in enumerate(column) if mask & bit]
        if rows:
            names = [document.activities[row].name.text(language) for row in rows[:MOST_NAMES]]
            yield Detail(Kind.LETTER, _does(letter, listed(names, len(rows)), len(rows), plain=plain), letter)


def _does(letter: Letter, names: str, n: int, *, plain: bool) -> str:
    duty = letter.duty if plain else None
    if duty is Duty.ACCOUNTABLE:
        return tr_count("Answers for {n} activity: {names}", "Answers for {n} activities: {names}", n, names=names)
    if duty is Duty.RESPONSIBLE:
        return tr_count(
            "Does the work of {n} activity: {names}", "Does the work of {n} activities: {names}", n, names=names
        )
    if duty is Duty.CONSULTED:
        return tr_count(
            "Is consulted on {n} activity: {names}", "Is consulted on {n} activities: {names}", n, names=names
        )
    if duty is Duty.INFORMED:
        return tr_count(
            "Is informed of {n} activity: {names}", "Is informed of {n} activities: {names}", n, names=names
        )
    return tr_count(
        "{letter}, {n} activity: {names}", "{letter}, {n} activities: {names}", n,
        letter=letter.name.text(current_language()), names=names,
    )  # fmt: skip


# -- sentences --------------------------------------------------------------------------------------------


def listed(names: Sequence[str], count: int = 0) -> str:
    """Return names as a sentence lists them, and how many more of the `count` there are."""
    count = count or len(names)
    if count <= MOST_NAMES:
        return join_names(list(names), current_language())
    left = count - MOST_NAMES + 1
    return join_names([*names[: MOST_NAMES - 1], tr_count("{n} more", "{n} more", left)], current_language())


def _plain(alphabet: Scheme) -> bool:
    """Return whether each duty goes by its own letter: only then do the sentences about duties read true."""
    return all(letter.symbol == letter.duty for letter in alphabet.letters if letter.duty)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
