"""The container of Office files before 2007, and of those with a password ([MS-CFB]): its streams."""

import struct
from collections.abc import Iterator

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")

_FREE = 0xFFFFFFFA
"""The first of the numbers that are no sector but say something about one."""
_HEADER_SECTORS = 109
_ENTRY = 128
_STREAM, _ROOT = 2, 5


class CompoundError(Exception):
    """The container is damaged."""


class Compound:
    """A compound file."""

    def __init__(self, content: bytes) -> None:
        """Read the directory. Raises CompoundError."""
        if len(content) < 512 or not content.startswith(SIGNATURE):
            raise CompoundError
        self._content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise CompoundError
        self._size = 1 << shift
        directory, self._cutoff, mini_table, _ = struct.unpack_from("<I4xIII", content, 48)
        self._table = b"".join(map(self._sector, self._table_sectors()))
        self._mini_table = self._chained(mini_table)
        self._streams: dict[str, tuple[int, int]] = {}
        self._root = (_FREE, 0)
        self._read_directory(self._chained(directory))

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the streams, wherever they stand."""
        return frozenset(self._streams)

    def read(self, name: str) -> bytes:
        """Return the bytes of a stream. Raises CompoundError."""
        start, size = self._streams[name]
        if size >= self._cutoff:
            return self._chained(start)[:size]
        mini = self._chained(self._root[0])
        places = _chain(self._mini_table, start)
        return b"".join(mini[place * 64 : place * 64 + 64] for place in places)[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(self._table, start)))

    def _table_sectors(self) -> list[int]:
        """Return the sectors of the allocation table; those beyond the header's are chained in sectors of their own."""
        found = list(struct.unpack_from(f"<{_HEADER_SECTORS}I", self._content, 76))
        following, count = struct.unpack_from("<II", self._content, 68)
        per_sector = self._size // 4
        for _ in range(min(count, len(self._content) // self._size)):
            sector = self._sector(following)
            if following >= _FREE or len(sector) < self._size:
                break
            *more, following = struct.unpack(f"<{per_sector}I", sector)
            found += more
        return [number for number in found if number < _FREE]

    def _read_directory(self, directory: bytes) -> None:
        for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            entry = directory[start : start + _ENTRY]
            length, kind = struct.unpack_from("<HB", entry, 64)
            first, size = struct.unpack_from("<II", entry, 116)
            name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if kind == _STREAM:
                self._streams.setdefault(name, (first, size))
            elif kind == _ROOT:
                self._root = (first, size)


def _chain(table: bytes, start: int) -> Iterator[int]:
    """Yield the sectors that follow each other from `start` on. Raises CompoundError where they go in circles."""
    entries = len(table) // 4
    for _ in range(entries + 1):
        if start >= _FREE:
            return
        if start >= entries:
            raise CompoundError
        yield start
        (start,) = struct.unpack_from("<I", table, start * 4)
    raise CompoundError
