"""The parts of zip files that office programs write, read one by one and never unpacked unseen.

Sizes are those the file itself declares: Python reads no part further than that, so they bound what is unpacked.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.formats.readers.gathering import TooLargeError, damaged, too_large

MOST_PARTS = 5_000
LARGEST_SUM = 400_000_000
"""Bytes of all parts unpacked. A sheet of 100,000 rows and 20 columns takes 100 million."""
LARGEST_PART = 60_000_000
"""Bytes of a part that is taken into memory as a whole."""
LARGEST_TREE = 10_000_000
"""Bytes whose elements are in memory at once; they take up to forty times the room."""
LARGEST_LINKS = 1_000_000
"""Bytes of a part of relations."""
HIGHEST_RATIO = 250
"""Of a part's size to what it takes in the file. XML of real files stays below 60; bombs need a thousand."""
_SMALL = 1_000_000
_TOGETHER = 100
"""Elements that are let go of at once, which is faster than one by one."""
_PICTURES = "/media/"
"""Never unpacked; a white picture may be packed as tightly as a bomb."""

_DECLARATIONS = tuple(
    sign.encode(encoding) for sign in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_OVERLAP = 17
_FAULTS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, LookupError, NotImplementedError,
    RuntimeError, ValueError, OverflowError, MemoryError, ImportError,
)  # fmt: skip
"""What `zipfile` raises for damaged files: it checks little of what it reads before using it."""


class Package:
    """A zip file of parts. `file` is its name, for complaints."""

    def __init__(self, content: bytes, file: str) -> None:
        """Look at the list of parts. Raises UserError when it is damaged or would unpack to far too much."""
        self.file = file
        with faults(self.file):
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            parts = self._archive.infolist()
        if len(parts) > MOST_PARTS or any(map(_is_bomb, [*map(_sizes, parts), _sum(parts)])):
            raise UserError(
                mark(
                    "{file}: would unpack to far more than any matrix needs, so it was not unpacked. "
                    "Check where it comes from."
                ),
                file=file,
            )
        self._parts = {part.filename: part for part in parts}

    def __contains__(self, name: str) -> bool:
        """Return whether there is a part of that name."""
        return name in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return tuple(self._parts)

    def read(self, name: str, largest: int = LARGEST_PART) -> bytes:
        """Return a part. Raises UserError when it is missing, damaged or larger than `largest` bytes."""
        with faults(self.file):
            part = self._parts[name]
            if part.file_size > largest:
                raise too_large(self.file)
            return self._archive.read(part)

    def tree(self, name: str, largest: int = LARGEST_TREE) -> Any:
        """Return the root of a part that is XML. Raises UserError as `read` does, or when it declares entities."""
        from lxml import etree

        content = self.read(name, largest)
        self._refuse_declarations(content)
        with faults(self.file):
            root = etree.fromstring(content, etree.XMLParser(**_SAFE))
        self._refuse_doctype(root)
        return root

    def elements(self, name: str, *tags: str) -> Iterator[Any]:
        """Yield the elements of a part with one of these tags (`{*}row`), each of which is gone when the next comes.

        Raises UserError as `tree` does; the size of the part does not matter.
        """
        from lxml import etree

        with faults(self.file), self._archive.open(self._parts[name]) as unwatched:
            stream = _Watched(unwatched, self)
            for count, (_, element) in enumerate(etree.iterparse(stream, tag=tags, **_SAFE), start=1):
                if count == 1:
                    self._refuse_doctype(element)
                stream.silent = 0
                yield element
                element.clear()
                if count % _TOGETHER == 0 and (parent := element.getparent()) is not None:
                    del parent[: parent.index(element)]

    def targets(self, name: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to: for each id the last word of the kind, and the name of the part.

        What lies outside the file is left out: it is never followed.
        """
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self:
            return {}
        found = {}
        for relation in self.tree(relations, LARGEST_LINKS):
            kind, target = relation.get("Type", ""), relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[relation.get("Id", "")] = (kind.rsplit("/", 1)[-1], path)
        return found

    def _refuse_declarations(self, content: bytes) -> None:
        if any(sign in content for sign in _DECLARATIONS):
            raise self._entities()

    def _refuse_doctype(self, element: Any) -> None:
        if element.getroottree().docinfo.doctype:  # in an encoding that the signs were not looked for in
            raise self._entities()

    def _entities(self) -> UserError:
        return UserError(
            mark(
                "{file}: declares abbreviations of its own (DOCTYPE), which no office program does, so it was not "
                "read. Check where it comes from."
            ),
            file=self.file,
        )


@contextmanager
def faults(file: str) -> Iterator[None]:
    """Complain about a damaged file, whatever the libraries that read it call the damage."""
    from lxml import etree

    try:
        yield
    except UserError:
        raise
    except (*_FAULTS, etree.LxmlError) as error:
        raise damaged(file) from error


_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


class _Watched:
    """A part that is read piece by piece and refused as soon as it declares entities."""

    def __init__(self, stream: IO[bytes], package: Package) -> None:
        self.silent = 0
        """Bytes since the last element that was looked for: nothing of them is gone yet."""
        self._stream = stream
        self._package = package
        self._end = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        piece = self._stream.read(size)
        self._package._refuse_declarations(self._end + piece)  # noqa: SLF001 - two halves of one thing
        self._end = piece[-_OVERLAP:]
        self.silent += len(piece)
        if self.silent > LARGEST_TREE:
            raise TooLargeError
        return piece


def _sizes(part: zipfile.ZipInfo) -> tuple[int, int]:
    """Return a part's size and what it takes in the file; nothing of what is never unpacked."""
    return (0, 0) if _PICTURES in part.filename else (part.file_size, part.compress_size)


def _sum(parts: Iterable[zipfile.ZipInfo]) -> tuple[int, int]:
    """Return the sizes of all parts together: many small bombs are one."""
    sizes = [_sizes(part) for part in parts]
    return sum(size for size, _ in sizes), sum(packed for _, packed in sizes)


def _is_bomb(sizes: tuple[int, int]) -> bool:
    size, packed = sizes
    return size > LARGEST_SUM or (size > _SMALL and size > HIGHEST_RATIO * packed)
