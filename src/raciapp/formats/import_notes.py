"""What a person should look at after an import, in words: the same for the window and the command line."""

import msgspec

from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language
from raciapp.formats.finding.reading import Reading, Shape
from raciapp.formats.finding.sentences import asked_sentence, left_sentence
from raciapp.formats.importing import Imported, Mapped, Subject
from raciapp.knowledge.library import Knowledge


class Notes(msgspec.Struct, frozen=True):
    """A heading and the sentences under it."""

    title: str
    lines: tuple[str, ...]


def import_notes(imported: Imported, knowledge: Knowledge, language: Language) -> tuple[Notes, ...]:
    """Return what is to be confirmed, what is asked and what was left out; empty lists are not there."""
    unsure = [mapped for mapped in imported.mappings if not mapped.taken or mapped.confidence < 1]
    notes = (
        Notes(
            translate(mark("To be confirmed"), language),
            tuple(_mapping_sentence(mapped, knowledge, language) for mapped in unsure),
        ),
        Notes(
            translate(mark("Questions"), language),
            tuple(asked_sentence(question, language) for question in imported.questions),
        ),
        Notes(
            translate(mark("Left out"), language),
            tuple(left_sentence(left, language) for left in imported.skipped),
        ),
    )
    return tuple(note for note in notes if note.lines)


SHAPE_NAMES = {
    Shape.GRID: mark("activities down, units across"),
    Shape.TRANSPOSED: mark("units down, activities across"),
    Shape.INVERTED: mark("a list with a column for each letter"),
    Shape.LONG: mark("a list with a line for each letter"),
}
"""How a matrix lies in a table, to be translated."""


def reading_sentence(reading: Reading, language: Language) -> str:
    """Return in words what was read, where, and how it lies there."""
    place = translate(mark("on sheet «{sheet}»"), language, sheet=reading.sheet) if reading.sheet else ""
    if reading.table > 1:
        place = ", ".join(filter(None, (place, translate(mark("in table {n}"), language, n=reading.table))))
    return translate(
        mark("Read: {activities}, {units}, {cells}{place} ({shape})."),
        language,
        activities=translate_count("{n} activity", "{n} activities", len(reading.activities), language),
        units=translate_count("{n} unit", "{n} units", len(reading.units), language),
        cells=translate_count("{n} cell with letters", "{n} cells with letters", reading.cells, language),
        place=f" {place}" if place else "",
        shape=translate(SHAPE_NAMES[reading.shape], language),
    )


def known_name(mapped: Mapped, knowledge: Knowledge, language: Language) -> str:
    """Return the name of the known unit or activity that a client's name was matched with."""
    known = knowledge.units if mapped.subject is Subject.UNIT else knowledge.activities
    return known[mapped.id].name.text(language)


def _mapping_sentence(mapped: Mapped, knowledge: Knowledge, language: Language) -> str:
    taken = mark("«{name}» was taken for «{known}» ({percent}%).")
    open_ = mark("«{name}» may be «{known}» ({percent}%).")
    return translate(
        taken if mapped.taken else open_,
        language,
        name=mapped.name,
        known=known_name(mapped, knowledge, language),
        percent=round(mapped.confidence * 100),
    )
