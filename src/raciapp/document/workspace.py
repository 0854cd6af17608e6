"""The one thing that changes: which document is current, how it came about, which file it lives in."""

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from raciapp.base.errors import UserError
from raciapp.base.files import write_atomically
from raciapp.base.messages import mark
from raciapp.document.changes import Changes, diff
from raciapp.document.history import Entry, History
from raciapp.document.records import Document
from raciapp.document.storage import Password, encode, open_content
from raciapp.document.underneath import Fingerprint, changed, fingerprint_of_saved, fingerprinted

if TYPE_CHECKING:
    from raciapp.document.journal import Journal
    from raciapp.document.locks import Lock
    from raciapp.document.vault import Seal

Listener = Callable[[Document, Document, Changes, str], None]
JournalMaker = Callable[[Document, Path | None, "Seal | None"], "Journal"]


class ChangedUnderneathError(UserError):
    """Somebody else has saved the file since it was opened or saved here; saving would overwrite that."""


class ReadOnlyError(UserError):
    """The document was opened for reading."""


class Workspace:
    """Holds a document, its history and its file, and tells listeners once per edit what changed."""

    def __init__(
        self,
        document: Document,
        path: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
        journal: "Journal | None" = None,
        *,
        seal: "Seal | None" = None,
        known: Fingerprint | None = None,
    ) -> None:
        """Start with `document`, from the file `path` or from a template that can be opened again.

        A `journal` begun with the same document hears of each edit before the listeners do. `seal` protects the file,
        `known` is what it held when it was read: saving asks before it overwrites anything else.
        """
        self.path = path
        self.journal = journal
        self.seal = seal
        self.read_only = False
        self.lock: Lock | None = None
        """What tells others that the file is open."""
        self._resealed = False
        self._newly_sealed = False
        self.trouble: UserError | None = None
        """What went wrong beside the last save: no earlier version could be kept."""
        self._known = self._their_known = known
        self._begin: JournalMaker | None = None
        self._history = History((Entry(document),))
        self._saved = document
        self._clock = clock
        self._listeners: list[Listener] = []

    @classmethod
    def opened(cls, path: Path, password: Password | None = None) -> "Workspace":
        """Return a workspace on the file `path`; a protected one asks `password`. Raises what `storage.load` does."""
        content, known = fingerprinted(path)
        document, seal = open_content(content, path.name, password)
        return cls(document, path, seal=seal, known=known)

    # -- the journal --------------------------------------------------------------------------------------

    def keep_journal(self, begin: JournalMaker) -> None:
        """Let `begin` make the journal at the first edit, or when `begin_journal` asks, whichever comes first."""
        self._begin = begin

    def begin_journal(self) -> None:
        """Begin the journal now where one is to be kept: a document that was never saved is worth it unedited."""
        if self.journal is None and self._begin is not None:
            self.journal = self._begin(self.document, self.path, self.seal)

    def end_journal(self) -> None:
        """End the journal: what was typed is saved, or given up."""
        self._begin = None
        if self.journal is not None:
            self.journal.close()
            self.journal = None

    def let_go(self) -> None:
        """Tell others that the file is open here no longer."""
        if self.lock is not None:
            self.lock.release()
            self.lock = None

    # -- the document -------------------------------------------------------------------------------------

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
        """Return whether closing would lose an edit, or the wish for another protection."""
        return self._resealed or (self._saved is not self.document and self._saved != self.document)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(before, after, changes, label)` after each edit, undo and redo; the result ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def commit(self, label: str, document: Document, place: object = None) -> bool:
        """Make `document` current and return whether it differs from what was.

        Edits that name the same `place` within half a second become one step of undo.
        """
        if document == self.document or self.read_only:
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

    def save(self, path: Path | None = None, *, over: bool = False) -> Path:
        """Write the document to `path`, or to its own file, and return where; the history stays.

        Raises UserError when it cannot be written, ChangedUnderneathError when that would overwrite what somebody else
        saved (unless `over`), ReadOnlyError for its own file when it was opened for reading, and ValueError when there
        is no path at all.
        """
        target = path or self.path
        if target is None:
            raise ValueError("a document that was never saved needs a path")
        own = target == self.path
        if own and self.read_only:
            raise ReadOnlyError(mark("{file}: opened for reading. Save it under another name."), file=target.name)
        if own and not over and self._known is not None and changed(target, self._known):
            raise ChangedUnderneathError(
                mark("{file}: somebody else has saved it since you opened it. Nothing was overwritten."),
                file=target.name,
            )
        document = self.document
        content = encode(document)
        if self.seal is not None:
            content = self.seal.seal(content)
        write_atomically(target, content)
        self.path, self._saved, self.read_only, self._resealed = target, document, False, False
        self._known = fingerprint_of_saved(target, content)
        if self.journal is not None:
            self.journal.rotate(document, target)
        self._keep_version(target, content)
        return target

    def _keep_version(self, target: Path, content: bytes) -> None:
        from raciapp.document.versions import forget, keep

        self.trouble = None
        try:
            if self._newly_sealed:  # what anybody could read before must not stay readable
                forget(target)
                self._newly_sealed = False
            keep(target, content, dt.datetime.now().astimezone())
        except UserError as error:  # the document itself is saved
            self.trouble = error

    def read_theirs(self) -> tuple[Document, Document]:
        """Return the document as it was saved or opened here, and as its file holds it now. Raises UserError."""
        if self.path is None:
            raise ValueError("a document that was never saved has no other side")
        from raciapp.document.vault import is_sealed

        content, known = fingerprinted(self.path)
        seal = self.seal
        plain = seal.open(content, self.path.name) if seal and is_sealed(content) else content
        document = open_content(plain, self.path.name).document
        base, self._their_known = self._saved, known
        return base, document

    def accept_theirs(self, theirs: Document) -> None:
        """Take note that what the file holds now, `theirs`, is part of the current document or given up."""
        self._saved, self._known = theirs, self._their_known

    def protect(self, seal: "Seal | None") -> None:
        """Protect the file from the next save on, or no longer; journals and versions follow the file."""
        if seal is self.seal:
            return
        self.seal = seal
        self._resealed = True
        self._newly_sealed = seal is not None
        if self.journal is not None:
            self.journal.protect(seal)

    def _move(self, history: History, label: str) -> bool:
        self.begin_journal()
        before = self._history.document
        self._history = history
        changes = diff(before, history.document)
        if self.journal is not None:
            self.journal.record(label, changes, history.document)
        for listener in tuple(self._listeners):
            listener(before, history.document, changes, label)
        return True
