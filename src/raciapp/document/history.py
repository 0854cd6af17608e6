"""Undo history: a list of documents. Sharing makes it cheap, so that thousands of steps can be kept."""

from itertools import chain

import msgspec

from raciapp.document.records import Document

BLOCK = 256
"""Entries that lie together."""
MOST = 5_000
"""Steps that can be taken back at least; older ones go a block at a time.

More than anybody takes back step by step, and what is older lies in the earlier versions of the file. A step holds on
to a kilobyte at 60 x 20 but to 17 at 2,000 x 200, where an afternoon without limit would take hundreds of megabytes.
"""
MERGE_WITHIN = 0.5
"""Seconds within which edits of one place become one entry."""


class Entry(msgspec.Struct, frozen=True):
    """A document and the edit that led to it: its label, its place (to merge typing) and when (seconds)."""

    document: Document
    label: str = ""
    place: object = None
    when: float = 0.0


class History(msgspec.Struct, frozen=True):
    """Entries in order; those after `at` can be redone, of those before it `MOST` at least can be undone.

    Immutable like what it holds.

    All but the latest lie in `blocks` of `BLOCK` entries, shared by one history and the next: to copy a list of
    20,000 entries with each key would cost a quarter of the key.
    """

    latest: tuple[Entry, ...]
    at: int = 0
    blocks: tuple[tuple[Entry, ...], ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return all entries in order, copied."""
        return (*chain.from_iterable(self.blocks), *self.latest)

    @property
    def document(self) -> Document:
        """Return the current document."""
        return self._entry(self.at).document

    @property
    def undo_label(self) -> str | None:
        """Return the label of the edit that undo would take back."""
        return self._entry(self.at).label if self.at else None

    @property
    def redo_label(self) -> str | None:
        """Return the label of the edit that redo would bring again."""
        return self._entry(self.at + 1).label if self.at + 1 < len(self) else None

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self.blocks) * BLOCK + len(self.latest)

    def pushed(self, entry: Entry) -> "History":
        """Return the history after an edit; what could be redone is gone, typing in one place is one entry."""
        kept = self._first(self.at + 1)
        last = self._entry(self.at)
        merges = (
            entry.place is not None
            and self.at > 0
            and last.place == entry.place
            and entry.when - last.when < MERGE_WITHIN
        )
        if merges:
            kept = self._first(self.at)
            if kept.document == entry.document:  # typed and taken back: nothing is left to undo
                return kept
        if len(kept.latest) < BLOCK:
            return History((*kept.latest, entry), kept.at + 1, kept.blocks)
        blocks = (*kept.blocks, kept.latest)
        gone = max(0, (kept.at + 1 - MOST) // BLOCK)
        return History((entry,), kept.at + 1 - gone * BLOCK, blocks[gone:])

    def moved(self, step: int) -> "History":
        """Return the history one step back (-1) or forward (1), or itself at its end."""
        at = self.at + step
        return History(self.latest, at, self.blocks) if 0 <= at < len(self) else self

    def _entry(self, place: int) -> Entry:
        block, rest = divmod(place, BLOCK)
        return self.blocks[block][rest] if block < len(self.blocks) else self.latest[place - len(self.blocks) * BLOCK]

    def _first(self, count: int) -> "History":
        """Return the history of the first `count` entries, at least one; the last of them is current."""
        full = (count - 1) // BLOCK
        latest = (*self.blocks, self.latest)[full]
        return History(latest[: count - full * BLOCK], count - 1, self.blocks[:full])
