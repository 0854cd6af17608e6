"""The command `recover`: what crashed sessions left behind, listed or written as a document."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from raciapp.base.errors import UserError
from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language
from raciapp.cli.choices import Form
from raciapp.cli.page import Page
from raciapp.cli.password import password_of
from raciapp.cli.terminal import say, say_json
from raciapp.document.changes import Changes
from raciapp.document.records import Document
from raciapp.document.recovery import Found, found, unlocked
from raciapp.document.storage import save


def crashed(wanted: str | None) -> list[Found]:
    """Return the crashed sessions, or those of the document or id `wanted`, the last one first."""
    sessions = found()
    if wanted is None:
        return sessions
    return [one for one in sessions if one.id == wanted or (one.path is not None and _same(one.path, Path(wanted)))]


def _same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve()
    except (OSError, RuntimeError):  # links that lead in a circle
        return False


def only(sessions: Sequence[Found], wanted: str | None) -> Found:
    """Return the one session that can be meant. Raises UserError when there is none, or several."""
    if not sessions and wanted is not None:
        raise UserError(mark("{file}: no crashed session left anything of it behind."), file=wanted)
    if not sessions:
        raise UserError(mark("no crashed session left anything behind."))
    if len(sessions) > 1:
        raise UserError(
            mark("there are several crashed sessions. Name one by its id: {known}."),
            known=", ".join(one.id for one in sessions),
        )
    return sessions[0]


def write(session: Found, target: Path) -> Document:
    """Write the recovered document and return it; what it was recovered from stays. Raises UserError."""
    if session.document is None:
        session = unlocked(session, password_of(session.path or target))
    if session.document is None:  # pragma: no cover - `unlocked` returns none such
        raise RuntimeError("an unlocked session has a document")
    save(session.document, target, session.seal)
    return session.document


def show(sessions: Sequence[Found], form: Form, language: Language) -> None:
    """List crashed sessions, for people with what differs from the saved file."""
    if form is Form.JSON:
        say_json([_as_json(one, language) for one in sessions])
        return
    if not sessions:
        say(translate(mark("No crashed session left anything behind."), language))
        return
    page = Page()
    hang = max(len(one.id) for one in sessions) + 2
    for number, one in enumerate(sessions):
        if number:
            page.line()
        unnamed = translate(mark("A document that was never saved"), language)
        page.entry(one.id, one.name(language) or unnamed, hang=hang)
        if one.path is not None:
            page.path(one.path, hang=hang)
        for line in _lines(one, language):
            page.entry("", line, hang=hang)


def _lines(one: Found, language: Language) -> list[str]:
    lines = [
        translate(
            mark("Last edit {when}; {edits}."),
            language,
            when=_moment(one).strftime("%Y-%m-%d %H:%M:%S"),
            edits=translate_count("{n} edit was not saved", "{n} edits were not saved", one.edits, language),
        )
    ]
    if one.document is None:
        lines.append(translate(mark("Protected by a password, which -o asks for."), language))
    else:
        lines.append(_difference(one, one.unsaved(), language))
    if one.torn:
        lines.append(translate(mark("The last record is incomplete; everything before it is there."), language))
    return lines


def _difference(one: Found, changes: Changes, language: Language) -> str:
    """Return how far what was found is from the file."""
    if not changes:
        never = one.path is None
        return translate(
            mark("Nothing in it was changed.") if never else mark("It is the same as what the file holds."), language
        )
    cells = translate_count("{n} cell", "{n} cells", len(changes.cells), language)
    if changes.shape_kept and changes.header is None:
        return translate(mark("Different: {cells}."), language, cells=cells)
    return translate(mark("Different: {cells}, and names, rows, columns or settings."), language, cells=cells)


def _moment(one: Found) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(one.when).astimezone()
    except (ValueError, OverflowError, OSError):  # a journal says what it likes
        return dt.datetime.fromtimestamp(0).astimezone()


def _as_json(one: Found, language: Language) -> dict[str, object]:
    changes = one.unsaved()
    return {
        "id": one.id,
        "name": one.name(language),
        "file": None if one.path is None else str(one.path),
        "when": _moment(one).isoformat(timespec="seconds"),
        "edits": one.edits,
        "cells": None if one.document is None else len(changes.cells),
        "only_cells": None if one.document is None else changes.shape_kept and changes.header is None,
        "torn": one.torn,
        "sealed": one.sealed,
    }
