"""Comments on the cells of a workbook: notes, and the conversations that newer programs keep beside them."""

import re
from collections.abc import Iterable

from raciapp.formats.finding.tables import visible
from raciapp.formats.readers.elements import is_on
from raciapp.formats.readers.gathering import TooLargeError
from raciapp.formats.readers.package import Package
from raciapp.formats.readers.strings import unescaped

_PLACEHOLDER = "linkid=870924"
"""In the link of the sentence that stands, in any language, in the note where programs cannot show a conversation."""
_HEADING = re.compile(r"^[^\n:]{1,60}[:：][ \t]*$", re.MULTILINE)


MOST_NOTES = 20_000


def read_notes(package: Package, targets: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the comments on the cells of a sheet by address (`C9`); `targets` is what the sheet refers to.

    Raises TooLargeError, and UserError when they are damaged.
    """
    notes: dict[str, str] = {}
    conversations: dict[str, list[str]] = {}
    for kind, part in targets:
        if part not in package:
            continue
        if kind == "comments":
            notes.update(_notes(package, part))
        elif kind == "threadedComment":
            for count, said in enumerate(package.elements(part, "{*}threadedComment")):
                _require_few(count)
                text = visible(said.findtext("{*}text") or "")
                conversations.setdefault(said.get("ref", ""), []).append(text)
    notes.update((where, "\n".join(filter(None, said))) for where, said in conversations.items())
    return {where: text for where, text in notes.items() if text}


def _notes(package: Package, part: str) -> dict[str, str]:
    root = package.tree(part)
    authors = [author.text or "" for author in root.iterfind("{*}authors/{*}author")]
    notes = {}
    for count, comment in enumerate(root.iterfind("{*}commentList/{*}comment")):
        _require_few(count)
        runs = [
            (unescaped(run.findtext("{*}t") or ""), is_on(run.find("{*}rPr/{*}b")))
            for run in comment.iterfind("{*}text/{*}r")
        ]
        runs = runs or [(unescaped(comment.findtext("{*}text/{*}t") or ""), False)]
        place = comment.get("authorId", "")
        author = authors[int(place)] if place.isdecimal() and int(place) < len(authors) else ""
        notes[comment.get("ref", "")] = plain_note(runs, author)
    return notes


def _require_few(count: int) -> None:
    if count > MOST_NOTES:
        raise TooLargeError


def plain_note(runs: list[tuple[str, bool]], author: str) -> str:
    """Return what a note says, given as pieces that are bold or not, without the line that names its author."""
    text = visible("".join(text for text, _ in runs))
    if _PLACEHOLDER in text:
        after = text[text.index(_PLACEHOLDER) :]
        heading = _HEADING.search(after)
        return visible(after[heading.end() :]) if heading else ""
    first, bold = runs[0]
    first = visible(first)
    if bold and first.endswith(":") and len(runs) > 1 and text.startswith(first):
        return visible(text[len(first) :])
    return visible(text.removeprefix(f"{author}:")) if author else text
