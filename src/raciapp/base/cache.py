"""What was computed from a file before and is cheaper to read than to compute again. Losing it loses nothing."""

import contextlib
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from raciapp import __version__
from raciapp.base.errors import UserError
from raciapp.base.files import write_atomically

Computed = TypeVar("Computed")

DIGEST = 32
"""Bytes of the fingerprint that stands before what is kept. Checksums tell versions of a file apart, which is all that
is asked of them; a cryptographic hash would have to be loaded at every start."""


def cache_folder() -> Path:
    """Return this user's folder for what can be computed again."""
    from platformdirs import user_cache_path

    return user_cache_path("raciapp", appauthor=False)


def computed_once(source: Path, content: bytes, kind: type[Computed], compute: Callable[[], Computed]) -> Computed:
    """Return what `compute` makes of the `content` of the file `source`: a value of `kind`, which msgspec can write.

    It is computed at the first start only, and where what is kept of it cannot be read as such a value.
    """
    kept = recall(source, content)
    if kept is not None:
        with contextlib.suppress(ValueError, RecursionError):  # what is kept may have been damaged since
            return msgspec.msgpack.decode(kept, type=kind)
    computed = compute()
    keep(source, content, msgspec.msgpack.encode(computed))
    return computed


def recall(source: Path, content: bytes) -> bytes | None:
    """Return what was kept for the file `source`, or None unless it was made from this very `content`."""
    try:
        kept = _place(source).read_bytes()
    except OSError:
        return None
    return kept[DIGEST:] if kept[:DIGEST] == _fingerprint(content) else None


def keep(source: Path, content: bytes, computed: bytes) -> None:
    """Keep what was `computed` from the `content` of `source`, where the user's cache folder can be written."""
    place = _place(source)
    with contextlib.suppress(OSError, UserError):
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(place, _fingerprint(content) + computed)


def _place(source: Path) -> Path:
    path = str(source).encode(errors="replace")
    return cache_folder() / f"{source.stem[:30]}-{zlib.crc32(path):08x}{zlib.adler32(path):08x}"


def _fingerprint(content: bytes) -> bytes:
    text = f"{__version__} {len(content):x} {zlib.crc32(content):08x}{zlib.adler32(content):08x}"
    return text.encode().ljust(DIGEST)[:DIGEST]
