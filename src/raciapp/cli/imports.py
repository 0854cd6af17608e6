"""What `raciapp import` says: the document it wrote, what it recognised, what it asks, what it left out."""

from pathlib import Path

import msgspec

from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language
from raciapp.cli.files import written
from raciapp.cli.page import Page
from raciapp.cli.terminal import say
from raciapp.formats.importing import Imported, Mapped, Subject
from raciapp.formats.reading import DOUBTS, REASONS, Question, Skipped
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
            {**_fields(mapped), "known": _known_name(mapped, knowledge, language)} for mapped in imported.mappings
        ],
        "questions": [{**_fields(question), "sentence": _asked(question, language)} for question in imported.questions],
        "skipped": [{**_fields(skipped), "sentence": _reason(skipped, language)} for skipped in imported.skipped],
    }


def _fields(record: msgspec.Struct) -> dict[str, object]:
    fields: dict[str, object] = msgspec.to_builtins(record)
    return fields


def show(imported: Imported, target: Path, knowledge: Knowledge, language: Language) -> None:
    """Print which file was written and, in short lists, what a person should look at."""
    page = Page()
    say(written(imported.document, target, language))
    page.line(_recognised(imported, language))
    unsure = [_unsure(mapped, knowledge, language) for mapped in imported.mappings if _is_unsure(mapped)]
    _list(page, translate(mark("To be confirmed"), language), unsure, language)
    questions = [_asked(question, language) for question in imported.questions]
    _list(page, translate(mark("Questions"), language), questions, language)
    skipped = [f"{left.where}: «{left.text}» {_reason(left, language)}" for left in imported.skipped]
    _list(page, translate(mark("Left out"), language), skipped, language)


def _recognised(imported: Imported, language: Language) -> str:
    subjects = [mapped.subject for mapped in imported.mappings if mapped.taken]
    return translate(
        mark("Recognised: {activities}, {units}."),
        language,
        activities=translate_count("{n} activity", "{n} activities", subjects.count(Subject.ACTIVITY), language),
        units=translate_count("{n} unit", "{n} units", subjects.count(Subject.UNIT), language),
    )


def _is_unsure(mapped: Mapped) -> bool:
    return not mapped.taken or mapped.confidence < 1


def _unsure(mapped: Mapped, knowledge: Knowledge, language: Language) -> str:
    taken = mark("«{name}» was taken for «{known}» ({percent}%).")
    open_ = mark("«{name}» may be «{known}» ({percent}%).")
    return translate(
        taken if mapped.taken else open_,
        language,
        name=mapped.name,
        known=_known_name(mapped, knowledge, language),
        percent=round(mapped.confidence * 100),
    )


def _list(page: Page, title: str, lines: list[str], language: Language) -> None:
    if not lines:
        return
    page.line()
    page.line(f"{title} ({len(lines)})", "bold")
    for line in lines[:MOST_LINES]:
        page.entry("-", line, hang=2)
    left = len(lines) - MOST_LINES
    if left > 0:
        more = translate_count(
            "{n} more; --format json lists all.", "{n} more; --format json lists all.", left, language
        )
        page.entry("-", more, hang=2)


def _known_name(mapped: Mapped, knowledge: Knowledge, language: Language) -> str:
    known = knowledge.units if mapped.subject is Subject.UNIT else knowledge.activities
    return known[mapped.id].name.text(language)


def _asked(question: Question, language: Language) -> str:
    return translate(DOUBTS[question.kind], language, where=question.where, text=question.text)


def _reason(skipped: Skipped, language: Language) -> str:
    return translate(REASONS[skipped.why], language)
