"""What `raciapp import` says: the document it wrote, what it recognised, what it asks, what it left out."""

from pathlib import Path

import msgspec

from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language
from raciapp.cli.files import written
from raciapp.cli.page import Page
from raciapp.cli.terminal import say
from raciapp.formats.import_notes import Notes, import_notes, known_name, question_sentence, reason_sentence
from raciapp.formats.importing import Imported, Subject
from raciapp.knowledge.library import Knowledge

MOST_LINES = 12
"""Lines of a list on the page; programs get all of it."""


def as_json(imported: Imported, target: Path, knowledge: Knowledge, language: Language) -> dict[str, object]:
    """Return everything a person or a program may want to look at, as plain values."""
    document = imported.document
    return {
        "file": str(target),
        "document": {
            "title": document.organization.name.text(language),
            "activities": len(document.activities),
            "units": len(document.units),
        },
        "scheme": document.scheme,
        "confidence": imported.confidence,
        "mappings": [
            {**_fields(mapped), "known": known_name(mapped, knowledge, language)} for mapped in imported.mappings
        ],
        "questions": [
            {**_fields(question), "sentence": question_sentence(question, language)} for question in imported.questions
        ],
        "skipped": [
            {**_fields(skipped), "sentence": reason_sentence(skipped, language)} for skipped in imported.skipped
        ],
    }


def _fields(record: msgspec.Struct) -> dict[str, object]:
    fields: dict[str, object] = msgspec.to_builtins(record)
    return fields


def show(imported: Imported, target: Path, knowledge: Knowledge, language: Language) -> None:
    """Print which file was written and, in short lists, what a person should look at."""
    page = Page()
    say(written(imported.document, target, language))
    page.line(_recognised(imported, language))
    for notes in import_notes(imported, knowledge, language):
        _list(page, notes, language)


def _recognised(imported: Imported, language: Language) -> str:
    subjects = [mapped.subject for mapped in imported.mappings if mapped.taken]
    return translate(
        mark("Recognised: {activities}, {units}."),
        language,
        activities=translate_count("{n} activity", "{n} activities", subjects.count(Subject.ACTIVITY), language),
        units=translate_count("{n} unit", "{n} units", subjects.count(Subject.UNIT), language),
    )


def _list(page: Page, notes: Notes, language: Language) -> None:
    page.line()
    page.line(f"{notes.title} ({len(notes.lines)})", "bold")
    for line in notes.lines[:MOST_LINES]:
        page.entry("-", line, hang=2)
    left = len(notes.lines) - MOST_LINES
    if left > 0:
        more = translate_count(
            "{n} more; --format json lists all.", "{n} more; --format json lists all.", left, language
        )
        page.entry("-", more, hang=2)
