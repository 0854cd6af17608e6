"""What crashed sessions left behind: the documents in their journals, to the last edit that was written."""

import contextlib
import os
import shutil
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from pathlib import Path

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded
from raciapp.base.holding import is_held
from raciapp.base.messages import mark
from raciapp.base.processes import lives, machine
from raciapp.base.words import Language
from raciapp.document.changes import CellChange, Changes, apply, diff
from raciapp.document.journal import LARGEST_SEGMENT, journals_folder
from raciapp.document.journal_records import (
    HOLD,
    SEGMENT,
    Edited,
    Header,
    Opened,
    Record,
    Restated,
    header_in,
    record_in,
    unframed,
)
from raciapp.document.records import Document
from raciapp.document.storage import LARGEST_FILE, Password, decode, encode, load
from raciapp.document.vault import DamagedSealError, Seal, is_sealed

LONGEST = LARGEST_SEGMENT + 4 * LARGEST_FILE
"""Bytes of a segment that are read: two documents, an edit, and what else a segment may hold."""
FORGET_AFTER = 3600.0
"""Seconds after which a journal that nothing can be recovered from may go."""


class Found(msgspec.Struct, frozen=True):
    """A session that did not end as it should."""

    id: str
    folder: Path
    path: Path | None
    """The document's file, or None where it was never saved."""
    when: float
    """The last edit, in seconds since 1970."""
    edits: int
    """Edits, undos and redos since the document was opened or saved."""
    document: Document | None
    """As it was in the end; None while `sealed`."""
    base: Document | None
    """As it was opened or saved."""
    torn: bool
    """Something follows the last whole record: an edit that was being written, or damage."""
    sealed: bool
    """A password protects it; see `unlocked`."""
    seal: Seal | None = None
    """What protects it, once it is unlocked; save and journal it with this again."""

    def name(self, language: Language) -> str:
        """Return the name of the file, else of the organization."""
        if self.path is not None:
            return self.path.name
        return self.document.organization.name.text(language) if self.document else ""

    def unsaved(self) -> Changes:
        """Return what leads from the saved file to what was found; from what was opened where there is no file."""
        if self.document is None:
            return Changes()
        before = self.base or self.document
        if self.path is not None:
            with contextlib.suppress(UserError):
                before = load(self.path)
        return diff(before, self.document)


def found(folder: Path | None = None) -> list[Found]:
    """Return the crashed sessions that hold what no file does, the last one first.

    Sessions that live are none, nor are those whose last edit was saved.
    """
    sessions = (_session(journal) for journal in _dead(folder or journals_folder()))
    told = [one for one in sessions if one is not None and (one.edits or one.path is None)]
    return sorted(told, key=lambda one: one.when, reverse=True)


def unlocked(one: Found, password: Password) -> Found:
    """Return a sealed session with its documents and the seal, by the password of its document.

    Raises WrongPasswordError, or UserError when nothing in it can be read any more.
    """
    for segment in _segments(one.folder):
        payloads, _ = unframed(_content(segment))
        if len(payloads) > 1 and is_sealed(payloads[1]):
            try:
                seal = Seal.of(payloads[1], password(), segment.name)
            except DamagedSealError:
                continue  # an older segment may be whole
            session = _session(one.folder, seal)
            if session is not None and session.document is not None:
                return session
    raise UserError(
        mark("{folder}: nothing in this journal can be read any more. Open an earlier version of the document."),
        folder=str(one.folder),
    )


def discard(one: Found) -> None:
    """Forget a crashed session for ever."""
    shutil.rmtree(one.folder, ignore_errors=True)


def sweep(folder: Path | None = None, now: float | None = None) -> None:
    """Remove the journals of sessions that ended long since and hold nothing to recover."""
    limit = (time.time() if now is None else now) - FORGET_AFTER
    for journal in _dead(folder or journals_folder()):
        with contextlib.suppress(OSError):
            session = _session(journal)
            nothing = session.edits == 0 and session.path is not None if session else not _segments(journal)
            if nothing and journal.stat().st_mtime < limit:
                shutil.rmtree(journal, ignore_errors=True)


# -- which sessions -----------------------------------------------------------------------------------------


def _dead(folder: Path) -> Iterator[Path]:
    try:
        journals = sorted(journal for journal in folder.iterdir() if journal.is_dir())
    except OSError:
        return
    for journal in journals:
        if not _lives(journal):
            yield journal


def _lives(journal: Path) -> bool:
    """Return whether the process that writes a journal still does."""
    try:
        return is_held(journal / HOLD)
    except OSError:  # no locks here: the number of the process is all there is
        headers = (_header(unframed(_content(segment))[0]) for segment in _segments(journal))
        return any(header is not None and _runs(header) for header in headers)


def _runs(header: Header) -> bool:
    return header.host == machine() and 0 < header.pid < 1 << 31 and lives(header.pid)


# -- what they hold ---------------------------------------------------------------------------------------


def _segments(journal: Path) -> list[Path]:
    return sorted(journal.glob(f"*{SEGMENT}"), reverse=True)


def _content(segment: Path) -> bytes:
    try:
        return read_bounded(segment, LONGEST)
    except UserError:
        return b""


def _header(payloads: Sequence[bytes]) -> Header | None:
    return header_in(payloads[0]) if payloads else None


class _Told(msgspec.Struct, frozen=True):
    """What one segment says, and up to which edit."""

    session: Found
    number: int


def _session(journal: Path, seal: Seal | None = None) -> Found | None:
    """Return what a journal holds, or None where no segment can be read; of several the one that knows most."""
    told = [one for one in (_told(segment, seal) for segment in _segments(journal)) if one is not None]
    return max(told, key=lambda one: one.number).session if told else None


def _told(segment: Path, seal: Seal | None) -> _Told | None:
    payloads, torn = unframed(_content(segment))
    header = _header(payloads)
    if header is None:
        return None
    path = Path(os.fsdecode(header.path)) if header.path else None
    journal = segment.parent
    if header.sealed and seal is None:
        if len(payloads) < 2:
            return None  # torn before it said anything: an older segment knows more
        edits = len(payloads) - 2
        session = Found(journal.name, journal, path, _touched(segment, header), edits, None, None, torn, sealed=True)
        return _Told(session, _place(segment))
    records, damaged = _records(payloads[1:], seal if header.sealed else None)
    opened, events = next(iter(records), None), records[1:]
    base = _decoded(opened.document) if isinstance(opened, Opened) else None
    if opened is None or base is None:
        return None
    document, count = _replayed(base, events)
    last = records[count]
    session = Found(
        id=journal.name,
        folder=journal,
        path=path,
        when=last.when,
        edits=last.number - opened.number,
        document=document,
        base=base,
        torn=torn or damaged or count < len(events),
        sealed=header.sealed,
        seal=seal if header.sealed else None,
    )
    return _Told(session, last.number)


def _touched(segment: Path, header: Header) -> float:
    try:
        return segment.stat().st_mtime
    except OSError:
        return header.when


def _place(segment: Path) -> int:
    return int(segment.stem) if segment.stem.isdecimal() and len(segment.stem) < 20 else 0


def _records(payloads: Iterable[bytes], seal: Seal | None) -> tuple[list[Record], bool]:
    """Return the records that follow each other, and whether one does not."""
    records: list[Record] = []
    for payload in payloads:
        try:
            record = record_in(seal.open(payload) if seal else payload)
        except UserError:  # sealed with another password, or changed by somebody
            record = None
        if record is None or (records and not _follows(records[-1], record)):
            return records, True
        records.append(record)
    return records, False


def _follows(last: Record, record: Record) -> bool:
    """Return whether no edit is missing between two records; a restatement after a fault may stand for several."""
    if isinstance(record, Edited):
        return record.number == last.number + 1
    return isinstance(record, Restated) and record.number > last.number


def _decoded(content: msgspec.Raw) -> Document | None:
    try:
        return decode(bytes(content), "")
    except UserError:
        return None


# -- replaying --------------------------------------------------------------------------------------------


def _replayed(base: Document, events: Sequence[Record]) -> tuple[Document, int]:
    """Return the document after as many `events` as lead to a sound one, and how many these are."""
    document = _after(base, events)
    if document is not None and _sound(document):
        return document, len(events)

    def fails(count: int) -> bool:
        document = _after(base, events[:count])
        return document is None or not _sound(document)

    # Only damage that a checksum does not show, or a fault of ours, leads here: keep what is good of it.
    count = max(bisect_left(range(len(events)), 1, key=fails) - 1, 0)
    return _after(base, events[:count]) or base, count


def _after(base: Document, events: Iterable[Record]) -> Document | None:
    """Return the document after `events`, or None where they do not fit it."""
    try:
        return reduce(_applied, _gathered(events), base)
    except (LookupError, ValueError, TypeError, ArithmeticError, UserError):
        return None


def _applied(document: Document, event: Changes | msgspec.Raw) -> Document:
    return apply(document, event) if isinstance(event, Changes) else decode(bytes(event), "")


def _gathered(events: Iterable[Record]) -> Iterator[Changes | msgspec.Raw]:
    """Yield what to apply; edits of cells alone that follow each other are one, because each costs a whole pass."""
    cells: dict[tuple[str, str, str], CellChange] = {}
    for event in events:
        if isinstance(event, Edited) and event.changes.shape_kept and event.changes.header is None:
            cells |= {(change.matrix, change.activity, change.unit): change for change in event.changes.cells}
            continue
        if cells and isinstance(event, Edited):
            yield Changes(cells=tuple(cells.values()))
        cells = {}
        yield event.changes if isinstance(event, Edited) else event.document
    if cells:
        yield Changes(cells=tuple(cells.values()))


def _sound(document: Document) -> bool:
    """Return whether the document could be saved and opened again."""
    try:
        decode(encode(document), "")
    except (UserError, LookupError, ValueError, TypeError):
        return False
    return True
