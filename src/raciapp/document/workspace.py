"""The one thing that changes: which document is current, how it came about, which file it lives in."""

import time
from collections.abc import Callable
from pathlib import Path

from raciapp.document.changes import Changes, diff
from raciapp.document.history import Entry, History
from raciapp.document.records import Document
from raciapp.document.storage import load, save

Listener = Callable[[Document, Document, Changes, str], None]


class Workspace:
    """Holds a document, its history and its file, and tells listeners once per edit what changed."""

    def __init__(
        self, document: Document, path: Path | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Start with `document`, from the file `path` or from a template that can be opened again."""
        self.path = path
        self._history = History((Entry(document),))
        self._saved = document
        self._clock = clock
        self._listeners: list[Listener] = []

    @classmethod
    def opened(cls, path: Path) -> "Workspace":
        """Return a workspace on the file `path`. Raises UserError when it cannot be read."""
        return cls(load(path), path)

    @property
    def document(self) -> Document:
        """Return the current document."""
        return self._history.document

    @property
    def history(self) -> History:
        """Return the history, a value."""
        return self._history

    @property
    def modified(self) -> bool:
        """Return whether closing would lose an edit."""
        return self._saved is not self.document and self._saved != self.document

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(before, after, changes, label)` after each edit, undo and redo; the result ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def commit(self, label: str, document: Document, place: object = None) -> bool:
        """Make `document` current and return whether it differs from what was.

        Edits that name the same `place` within half a second become one step of undo.
        """
        if document == self.document:
            return False
        self._move(self._history.pushed(Entry(document, label, place, self._clock())), label)
        return True

    def undo(self) -> bool:
        """Go one step back and return whether there was one."""
        label = self._history.undo_label
        return label is not None and self._move(self._history.moved(-1), label)

    def redo(self) -> bool:
        """Go one step forward and return whether there was one."""
        label = self._history.redo_label
        return label is not None and self._move(self._history.moved(1), label)

    def save(self, path: Path | None = None) -> Path:
        """Write the document to `path`, or to its own file, and return where.

        Raises UserError when it cannot be written and ValueError when there is no path at all.
        """
        target = path or self.path
        if target is None:
            raise ValueError("a document that was never saved needs a path")
        document = self.document
        save(document, target)
        self.path, self._saved = target, document
        return target

    def _move(self, history: History, label: str) -> bool:
        before = self._history.document
        self._history = history
        changes = diff(before, history.document)
        for listener in tuple(self._listeners):
            listener(before, history.document, changes, label)
        return True
