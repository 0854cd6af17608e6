"""What the tests of the journal share: a session that crashes, and what is recovered of it."""

import os
from pathlib import Path

from raciapp.base.words import same
from raciapp.document.edits import add_activity, add_unit, toggle_letter
from raciapp.document.journal import Journal
from raciapp.document.records import Activity, Document, Unit, new_document
from raciapp.document.recovery import Found, found
from raciapp.document.workspace import Workspace

PLACE = ("call", "com")
START = add_activity(add_unit(new_document(same("Us")), Unit("com", same("Com"))), Activity("call", same("Call")))


def working(folder: Path, document: Document = START, path: Path | None = None) -> Workspace:
    """Return a workspace whose journal lies in `folder`."""
    return Workspace(document, path, journal=Journal.begin(document, path, folder))


def type_letter(workspace: Workspace, letter: str) -> Document:
    """Type a letter in the one cell of `START` and return what the document is then."""
    bit = workspace.document.alphabet.bits[letter]
    workspace.commit(f"Type {letter}", toggle_letter(workspace.document, "as_is", [PLACE], bit))
    return workspace.document


def journal_of(workspace: Workspace) -> Journal:
    """Return the journal of a workspace that has one."""
    assert workspace.journal is not None
    return workspace.journal


def crash(workspace: Workspace) -> Journal:
    """End the session as a killed process does: what was written stays, locks are gone."""
    journal = journal_of(workspace)
    journal._syncer.end()
    if journal._descriptor is not None:
        os.close(journal._descriptor)
        journal._descriptor = None
    if journal._hold is not None:
        journal._hold.release()
        journal._hold = None
    journal._closed = True
    return journal


def recovered(folder: Path) -> Found:
    """Return the one crashed session in `folder`."""
    (one,) = found(folder)
    return one
