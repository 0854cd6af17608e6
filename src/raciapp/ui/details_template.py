"""What the details panel says of a template: what it expects of a cell, why, and what that rests on."""

import re
from collections.abc import Iterator

from raciapp.base.messages import mark
from raciapp.checks.remedies import template_for
from raciapp.document.letters import Duty, Letter
from raciapp.knowledge.fitting import expected_row
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import Basis, Template, TemplateRow
from raciapp.ui.details_topic import Detail, Kind, Topic, letters_of
from raciapp.ui.language import current_language, explained, tr

BASIS_WORDS = {
    Basis.SEED: mark("stated by the founding post"),
    Basis.SOURCE: mark("from a cited source"),
    Basis.DERIVED: mark("our own judgement"),
}

_OF_THE_POST = re.compile(r"\bSEED ((?:[bc]\d+(?:, )?)+)")
_OF_SOURCES = re.compile(r"\bSOURCE ([^;]*)")


def template_lines(topic: Topic) -> Iterator[Detail]:
    """Yield what the template expects of the cell, what of that is there, why, and on what grounds."""
    template, fits = _template(topic)
    yield Detail(Kind.HEADING, tr(mark("What the template expects")))
    name = template.name.text(current_language())
    yield Detail(Kind.QUIET, tr(mark("Fits best: {template}"), template=name) if fits else name)
    row = template.rows.get(topic.activity_id)
    if row is None:
        yield Detail(Kind.TEXT, tr(mark("The template says nothing of this activity.")))
        return
    yield from _expectation(topic, template, row)
    why, cited = row.why.text(current_language()), cited_text(row.cited, topic.knowledge)
    if why:
        yield Detail(Kind.TEXT, tr(mark("Why: {why}"), why=why))
    if cited:
        yield Detail(Kind.QUIET, tr(mark("Drawn from: {sources}"), sources=cited))


def _template(topic: Topic) -> tuple[Template, bool]:
    """Return the template that is held against the matrix, else the one followed, else (true) the one that fits."""
    templates = topic.knowledge.templates
    for chosen in (topic.held, topic.document.template):
        if chosen and chosen in templates:
            return templates[chosen], False
    return templates[template_for(topic.document)], True


def _expectation(topic: Topic, template: Template, row: TemplateRow) -> Iterator[Detail]:
    document, held = topic.document, topic.cell.letters
    masks = topic.expected.get(topic.activity_id) if template.id == topic.held else None
    if masks is None:
        masks = expected_row(topic.alphabet, row, document.units)
    expected = masks[document.unit_places[topic.unit_id]]
    yield Detail(Kind.TEXT, tr(_compared(expected, held, mapped=bool(topic.unit.functions))))
    for letter in letters_of(topic.alphabet, expected):
        yield Detail(Kind.LETTER, explained(letter.name.text(current_language()), _ground(letter, row, topic)), letter)


def _compared(expected: int, held: int, *, mapped: bool) -> str:
    if not mapped:
        return mark("The unit has no function yet, so the template expects nothing of it.")
    if not expected:
        return (
            mark("The template expects no part here, and the cell holds one.")
            if held
            else mark("The template expects no part here, and there is none.")
        )
    if expected == held:
        return mark("The template expects what is there:")
    return (
        mark("The template expects something else:")
        if held
        else mark("The template expects a part, and the cell is empty:")
    )


def _ground(letter: Letter, row: TemplateRow, topic: Topic) -> str:
    """Return what the expectation of a letter rests on; who would answer, but for another, does the work."""
    parts = "".join(row.letters.get(function, "") for function in topic.unit.functions)
    if letter.duty is Duty.RESPONSIBLE and Duty.RESPONSIBLE not in parts:
        return tr(mark("another unit with the same function answers for it"))
    return tr(BASIS_WORDS[row.basis.get(letter.duty or "", Basis.DERIVED)])


def cited_text(cited: str, knowledge: Knowledge) -> str:
    """Return the remark a template's row rests on in words; of our own judgement alone there is nothing to cite."""
    found = []
    for places in _OF_THE_POST.findall(cited):
        for kind, number in re.findall(r"([bc])(\d+)", places):
            text = mark("the founding post, point {n}") if kind == "b" else mark("the founding post, comment {n}")
            found.append(tr(text, n=number))
    for places in _OF_SOURCES.findall(cited):
        found += [_title(place.strip(), knowledge) for place in re.split("[/,]", places)]
    if found or cited.startswith("DERIVED"):
        return "; ".join(dict.fromkeys(found))
    return cited


def _title(place: str, knowledge: Knowledge) -> str:
    """Return what a place such as `TBS25 4.1.4` is in, or the place as it was given where nobody knows its key."""
    key = place.partition(" ")[0]
    if key in knowledge.sources:
        return knowledge.sources[key].title.text(current_language())
    return knowledge.surveys[key].source if key in knowledge.surveys else place
