"""The journal of an open document: every edit is written before it is shown, so that a crash loses none.

A journal is a folder of the user's state folder that lives as long as its document is open. It holds one segment, or
two for the moment in which a save begins a new one. A disk that fails never disturbs the typing: what is wrong is kept
in `trouble`, and the next edit begins a new segment with the whole document.
"""

import contextlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from raciapp import __version__
from raciapp.base.errors import UserError
from raciapp.base.files import create_privately, system_reason, write_all
from raciapp.base.holding import Hold
from raciapp.base.messages import mark
from raciapp.base.processes import machine
from raciapp.base.state import private_folder, state_folder
from raciapp.base.syncing import Syncer
from raciapp.document.changes import Changes
from raciapp.document.journal_records import (
    HOLD,
    SEGMENT,
    Edited,
    Header,
    Opened,
    Record,
    Restated,
    Seal,
    framed,
    packed,
)
from raciapp.document.records import Document
from raciapp.document.storage import encode

MOST_CELLS = 2_000
"""An edit of more cells is written as the whole document."""
LARGEST_SEGMENT = 32_000_000
"""Bytes; a segment that grows beyond begins anew with the whole document."""
PATIENCE = 1.0
"""Seconds between two attempts to write to a disk that fails."""


def journals_folder() -> Path:
    """Return where this user's journals are."""
    return state_folder() / "journals"


class Journal:
    """Writes down the edits of one open document."""

    def __init__(
        self,
        document: Document,
        path: Path | None,
        folder: Path | None = None,
        seal: Seal | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Prepare a journal of `document` from `path`; use `begin`, which writes its first segment too."""
        moment = time.strftime("%Y%m%d-%H%M%S", time.localtime(clock()))
        self.id = f"{moment}-{os.getpid()}-{os.urandom(3).hex()}"
        self.folder = (folder or journals_folder()) / self.id
        self._base = self._document = document
        self._base_number = self._number = 0
        self._path = path
        self._seal = seal
        self._clock = clock
        self._hold: Hold | None = None
        self._segment = 0
        self._size = 0
        self._descriptor: int | None = None
        self._behind = True
        """The segment lacks something, so that nothing may follow in it."""
        self._renewal_due = True
        self._not_before = float("-inf")
        self._error: OSError | None = None
        self._closed = False
        self._syncer = Syncer()

    @classmethod
    def begin(
        cls, document: Document, path: Path | None = None, folder: Path | None = None, seal: Seal | None = None
    ) -> "Journal":
        """Return a journal of `document`, just opened from `path` or never saved.

        It lies in `folder`, else in the user's own. A disk that fails is told by `trouble`.
        """
        journal = cls(document, path, folder, seal)
        journal.retry()
        return journal

    # -- what is known of the disk ------------------------------------------------------------------------

    @property
    def durable(self) -> bool:
        """Return whether every edit so far would survive a power cut; one that `record` wrote survives a crash."""
        return not self._behind and self._syncer.settled

    @property
    def trouble(self) -> UserError | None:
        """Return what keeps the journal from the disk, or None while all is well."""
        error = self._error or self._syncer.error
        if error is None:
            return None
        return UserError(
            mark(
                "{folder}: what you type cannot be kept there for the case of a crash ({reason}). "
                "Save the document often."
            ),
            folder=str(self.folder.parent),
            reason=system_reason(error),
        )

    def wait(self, seconds: float = 5.0) -> bool:
        """Wait until everything is on the disk, at most `seconds`, and return whether it is."""
        self._syncer.wait(seconds)
        return self.durable

    # -- writing ------------------------------------------------------------------------------------------

    def record(self, label: str, changes: Changes, document: Document) -> None:
        """Write down an edit, undo or redo that led to `document`, before anybody sees it. Raises nothing."""
        if self._closed:
            return
        self._document = document
        self._number += 1
        if not self._behind:
            self._append(self._framed(self._record_of(label, changes)))
        self.retry(patiently=True)

    def rotate(self, document: Document, path: Path) -> None:
        """Begin anew with `document`, which was just saved to `path`. Raises nothing."""
        if self._closed:
            return
        self._base, self._base_number, self._path = document, self._number, path
        self._renewal_due = True
        self.retry()

    def protect(self, seal: Seal | None) -> None:
        """Encrypt with `seal` from now on, or no longer; what was written before is written anew. Raises nothing."""
        self._seal = seal
        self._renewal_due = True
        self.retry()

    def retry(self, *, patiently: bool = False) -> None:
        """Write anew what could not be written, where there is such; `patiently`, not too soon after a failure."""
        if self._closed or not (self._behind or self._renewal_due or self._syncer.error):
            return
        if patiently and self._clock() < self._not_before:
            return
        try:
            self._renew()
        except OSError as error:
            self._error = error
            self._not_before = self._clock() + PATIENCE
        else:
            self._error = None
            self._not_before = float("-inf")

    def close(self) -> None:
        """End cleanly: what was typed is saved or given up, and the journal goes."""
        if self._closed:
            return
        self._closed = True
        self._syncer.end()
        self._let_go()
        self._remove_segments()
        if self._hold is not None:
            self._hold.release()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _append(self, frame: bytes) -> None:
        if self._descriptor is None:
            return
        try:
            write_all(self._descriptor, frame)
        except OSError as error:
            self._error = error
            self._behind = True
            return
        self._size += len(frame)
        self._renewal_due = self._renewal_due or self._size > LARGEST_SEGMENT
        self._syncer.ask(self._descriptor)

    def _renew(self) -> None:
        """Write a new segment that says everything, then let the old one go. Raises OSError."""
        private_folder(self.folder.parent)
        private_folder(self.folder)
        if self._hold is None:
            with contextlib.suppress(OSError):  # where there are no locks, the number of the process must do
                self._hold = Hold(self.folder / HOLD)
        self._segment += 1
        path = self._segment_path()
        content = self._whole()
        descriptor = create_privately(path)
        try:
            write_all(descriptor, content)
            os.fsync(descriptor)
        except OSError:
            os.close(descriptor)
            with contextlib.suppress(OSError):
                path.unlink()
            raise
        self._let_go()
        self._descriptor, self._size = descriptor, len(content)
        self._behind = self._renewal_due = False
        self._remove_segments(path)

    def _let_go(self) -> None:
        """Close the segment that is no longer written to."""
        self._syncer.let_go()
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None

    def _remove_segments(self, but: Path | None = None) -> None:
        """Remove every segment `but` one. What cannot be removed is told from it by its numbers."""
        with contextlib.suppress(OSError):
            for path in self.folder.glob(f"*{SEGMENT}"):
                if path != but:
                    path.unlink(missing_ok=True)

    # -- what is written ----------------------------------------------------------------------------------

    def _segment_path(self) -> Path:
        return self.folder / f"{self._segment:06d}{SEGMENT}"

    def _whole(self) -> bytes:
        """Return a segment that says everything: the document as opened or saved, and as it is now."""
        header = Header(
            "raciapp-journal",
            1,
            os.fsencode(self._path.absolute()) if self._path else b"",
            self._clock(),
            os.getpid(),
            machine(),
            __version__,
            self._seal is not None,
        )
        records: list[Record] = [Opened(self._base_number, self._clock(), msgspec.Raw(encode(self._base)))]
        if self._number != self._base_number:
            records.append(self._restated())
        return framed(packed(header)) + b"".join(map(self._framed, records))

    def _record_of(self, label: str, changes: Changes) -> Record:
        if len(changes.cells) > MOST_CELLS:
            return self._restated()
        return Edited(self._number, self._clock(), label, changes)

    def _restated(self) -> Restated:
        return Restated(self._number, self._clock(), msgspec.Raw(encode(self._document)))

    def _framed(self, record: Record) -> bytes:
        payload = packed(record)
        return framed(self._seal.seal(payload) if self._seal else payload)
