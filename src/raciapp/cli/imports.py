"""What `raciapp import` says: the document it wrote, what it recognised, what it asks, what it left out."""

from pathlib import Path

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language
from raciapp.cli.choices import Form
from raciapp.cli.files import written
from raciapp.cli.page import Page
from raciapp.cli.terminal import say, say_json
from raciapp.document.letters import schemes
from raciapp.document.storage import SUFFIX, save
from raciapp.formats.finding.nothing import NoMatrixFoundError
from raciapp.formats.finding.reading import Skipped
from raciapp.formats.finding.sentences import asked_sentence, why_sentence
from raciapp.formats.import_notes import (
    Notes,
    import_notes,
    known_name,
    reading_sentence,
)
from raciapp.formats.importing import Imported, Subject
from raciapp.knowledge.library import Knowledge, knowledge

MOST_LINES = 12
"""Lines of a list on the page; programs get all of it."""


def import_(
    source: Path, target: Path | None, imported: Imported, form: Form, language: Language, *, dry: bool
) -> None:
    """Write the document of an import beside its source unless `target` is given, and say what it holds.

    Raises UserError where a file that was not asked for would be written over. Nothing is written when it is a `dry`
    run.
    """
    path = target or source.with_suffix(SUFFIX)
    if not dry and target is None and path.exists():
        raise UserError(
            mark("{file}: exists already. Name the document to write with -o, or look only with --dry-run."),
            file=str(path),
        )
    if not dry:
        save(imported.document, path)
    written_to = None if dry else path
    if form is Form.JSON:
        say_json(as_json(imported, written_to, knowledge(), language))
    else:
        show(imported, written_to, knowledge(), language)


def no_matrix(error: NoMatrixFoundError, form: Form, language: Language) -> None:
    """Say for programs that there is no matrix, and what was looked at; people read the error itself."""
    if form is not Form.JSON:
        return
    say_json(
        {
            **_NOTHING,
            "explanation": error.text(language),
            "skipped": [_left_out(one, language) for one in error.looked_at],
        }
    )


_NOTHING: dict[str, object] = {
    "kind": "none", "sheet": "", "table": 0, "confidence": 0.0, "scheme": "", "activities": 0, "units": 0, "groups": 0,
    "cells": 0, "letters": {}, "multi": 0, "remarks": 0, "columns": [], "activity_names": [], "unit_names": [],
    "skipped": [], "questions": [],
}  # fmt: skip


def as_json(imported: Imported, target: Path | None, knowledge: Knowledge, language: Language) -> dict[str, object]:
    """Return everything a person or a program may want to look at, as plain values."""
    reading = imported.reading
    alphabet = schemes()[reading.scheme]
    cells = [cell for activity in reading.activities for cell in activity.cells]
    rows = [activity.cells for activity in reading.activities]
    return {
        "kind": reading.shape.value,
        "sheet": reading.sheet,
        "table": reading.table,
        "confidence": reading.confidence.whole,
        "scheme": reading.scheme,
        "activities": len(reading.activities),
        "units": len(reading.units),
        "groups": len({activity.group for activity in reading.activities if activity.group}),
        "cells": sum(bool(cell.letters) for cell in cells),
        "letters": {
            letter.symbol: sum(bool(cell.letters & alphabet.bits[letter.symbol]) for cell in cells)
            for letter in alphabet.legend
        },
        "multi": sum(cell.letters.bit_count() > 1 for cell in cells),
        "remarks": sum(bool(cell.remark) for cell in cells),
        "columns": [sum(bool(cell.letters) for cell in column) for column in zip(*rows, strict=True)],
        "activity_names": [activity.name for activity in reading.activities],
        "unit_names": [unit.name for unit in reading.units],
        "group_names": list(dict.fromkeys(activity.group for activity in reading.activities if activity.group)),
        "skipped": [_left_out(skipped, language) for skipped in imported.skipped],
        "questions": [
            {**_fields(question), "sentence": asked_sentence(question, language)} for question in imported.questions
        ],
        "mappings": [
            {**_fields(mapped), "known": known_name(mapped, knowledge, language)} for mapped in imported.mappings
        ],
        "others": [_fields(offer) for offer in reading.others],
        "confidences": _fields(reading.confidence),
        "file": str(target) if target else "",
        "title": imported.document.organization.name.text(language),
    }


def _left_out(skipped: Skipped, language: Language) -> dict[str, object]:
    return {**_fields(skipped), "sentence": why_sentence(skipped, language)}


def _fields(record: msgspec.Struct) -> dict[str, object]:
    fields: dict[str, object] = msgspec.to_builtins(record)
    return fields


def show(imported: Imported, target: Path | None, knowledge: Knowledge, language: Language) -> None:
    """Print which file was written and, in short lists, what a person should look at."""
    page = Page()
    if target is not None:
        say(written(imported.document, target, language))
    page.line(reading_sentence(imported.reading, language))
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
