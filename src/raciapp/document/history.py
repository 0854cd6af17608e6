"""Undo history: a list of documents. Sharing makes it cheap, so it has no limit."""

import msgspec

from raciapp.document.records import Document

MERGE_WITHIN = 0.5
"""Seconds within which edits of one place become one entry."""


class Entry(msgspec.Struct, frozen=True):
    """A document and the edit that led to it: its label, its place (to merge typing) and when (seconds)."""

    document: Document
    label: str = ""
    place: object = None
    when: float = 0.0


class History(msgspec.Struct, frozen=True):
    """Entries in order; those after `at` can be redone. Immutable like what it holds."""

    entries: tuple[Entry, ...]
    at: int = 0

    @property
    def document(self) -> Document:
        """Return the current document."""
        return self.entries[self.at].document

    @property
    def undo_label(self) -> str | None:
        """Return the label of the edit that undo would take back."""
        return self.entries[self.at].label if self.at else None

    @property
    def redo_label(self) -> str | None:
        """Return the label of the edit that redo would bring again."""
        return self.entries[self.at + 1].label if self.at + 1 < len(self.entries) else None

    def pushed(self, entry: Entry) -> "History":
        """Return the history after an edit; what could be redone is gone, typing in one place is one entry."""
        kept = self.entries[: self.at + 1]
        last = kept[-1]
        merges = (
            entry.place is not None
            and len(kept) > 1
            and last.place == entry.place
            and entry.when - last.when < MERGE_WITHIN
        )
        if merges:
            kept = kept[:-1]
            if kept[-1].document == entry.document:  # typed and taken back: nothing is left to undo
                return History(kept, len(kept) - 1)
        return History((*kept, entry), len(kept))

    def moved(self, step: int) -> "History":
        """Return the history one step back (-1) or forward (1), or itself at its end."""
        at = self.at + step
        return History(self.entries, at) if 0 <= at < len(self.entries) else self
