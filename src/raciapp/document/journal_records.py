"""What a journal says, and how: framed, checksummed records that can be read up to the last whole one.

A segment is one file: a `Header`, then `Opened`, then what happened since. Numbers count the edits of a session and go
on from segment to segment, so that of two segments the one that knows more is plain to see.
"""

import json
import struct
import zlib
from typing import Any, Literal, Protocol

import msgspec

from raciapp.document.changes import Changes

SEGMENT = ".journal"
"""The suffix of segments."""
HOLD = "held"
"""The file in a journal's folder that is locked while its process lives."""

_FRAME = struct.Struct("<II")
"""Length of the payload in bytes, and the CRC-32 of the length and it."""


class Seal(Protocol):
    """Encrypts what belongs to a protected document."""

    def seal(self, content: bytes) -> bytes:
        """Return `content`, readable and changeable by nobody without the key."""

    def open(self, content: bytes) -> bytes:
        """Return what was sealed. Raises UserError when it was not sealed with this key."""


class Header(msgspec.Struct, frozen=True):
    """Whose journal it is. Never sealed, so that a person can be asked for the right password."""

    format: Literal["raciapp-journal"]
    version: Literal[1]
    path: bytes
    """The document's file as the system spells it, or nothing where it was never saved."""
    when: float
    pid: int
    host: str
    app: str
    sealed: bool = False


class Opened(msgspec.Struct, frozen=True, tag="opened"):
    """The document as it was opened or saved last, after edit `number`, in the form of its file."""

    number: int
    when: float
    document: msgspec.Raw


class Edited(msgspec.Struct, frozen=True, tag="edited"):
    """One edit, undo or redo; `when` is in seconds since 1970."""

    number: int
    when: float
    label: str
    changes: Changes


class Restated(msgspec.Struct, frozen=True, tag="restated"):
    """The document in full after edit `number`: shorter than the changes, or written anew after a fault."""

    number: int
    when: float
    document: msgspec.Raw


Record = Opened | Edited | Restated


def packed(record: Header | Record) -> bytes:
    """Return the bytes of a record."""
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:  # half a surrogate pair, which no UTF-8 file can hold: a question mark, as when saving
        return json.dumps(msgspec.to_builtins(record), ensure_ascii=False).encode(errors="replace")


def header_in(payload: bytes) -> Header | None:
    """Return the header in `payload`, or None where it holds none."""
    header = _decoded(payload, Header)
    return header if isinstance(header, Header) else None


def record_in(payload: bytes) -> Record | None:
    """Return the record in `payload`, or None where it holds none."""
    record = _decoded(payload, Opened | Edited | Restated)
    return record if isinstance(record, (Opened, Edited, Restated)) else None


def _decoded(payload: bytes, kind: Any) -> object:
    try:
        return msgspec.json.decode(payload, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def framed(payload: bytes) -> bytes:
    """Return `payload` with its length and checksum before it."""
    return _FRAME.pack(len(payload), zlib.crc32(payload, len(payload))) + payload


def unframed(content: bytes) -> tuple[list[bytes], bool]:
    """Return the whole payloads in `content` from its start on, and whether something that is none follows."""
    payloads = []
    at = 0
    while at + _FRAME.size <= len(content):
        length, checksum = _FRAME.unpack_from(content, at)
        payload = content[at + _FRAME.size : at + _FRAME.size + length]
        # No payload is empty: a tail of zeros, which a power cut can leave, is none.
        if not length or len(payload) < length or zlib.crc32(payload, length) != checksum:
            break
        payloads.append(payload)
        at += _FRAME.size + length
    return payloads, at < len(content)
