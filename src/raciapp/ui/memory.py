"""How each document was looked at, kept in this user's folder on this machine; the documents know nothing of it.

The ids of units and activities are made from their names, and a path names a client: both are kept as fingerprints
only, and what was searched for is not kept at all.
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QCryptographicHash

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded, replace_atomically
from raciapp.document.records import Document
from raciapp.ui.sight import LARGEST, SMALLEST, Sight

MOST_DOCUMENTS = 100
MOST_BYTES = 8_000_000
"""A file larger than this is none of ours."""
PRIVATE = 0o600
"""Only the user may read it."""
FOREIGN = (UserError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What reading something that is none of ours ends in."""


class Remembered(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one document was looked at last.

    `activity`, `unit`: the current cell; `sizes`: pixels of the parts of the window beside each other; `geometry`:
    the window's place as Qt writes it. What is not there is empty.
    """

    sight: Sight = Sight()
    matrix: str = ""
    activity: str = ""
    unit: str = ""
    sizes: tuple[int, ...] = ()
    geometry: bytes = b""


def state_folder() -> Path:
    """Return this user's folder for what an application remembers between starts."""
    from platformdirs import user_state_path

    return user_state_path("raciapp", appauthor=False)


class Memory:
    """What is remembered about the documents looked at last. Losing it loses no work, so it never stops anything."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep it in `folder`, or in the user's own."""
        self._file = (folder or state_folder()) / "looks.json"

    def recall(self, path: Path, document: Document) -> Remembered:
        """Return how `document`, whose file is `path`, was looked at, as far as that still fits it."""
        kept = self._read().get(_fingerprint(_spelled(path)), msgspec.Raw(b"{}"))
        try:
            remembered = msgspec.json.decode(kept, type=Remembered)
        except FOREIGN:
            return Remembered()
        return fitting(_with_names(remembered, _names_of(document)), document)

    def keep(self, path: Path, remembered: Remembered) -> None:
        """Remember how the document at `path` is looked at; the document looked at longest ago is forgotten."""
        known = self._read()
        own = _fingerprint(_spelled(path))
        known.pop(own, None)
        known[own] = msgspec.Raw(msgspec.json.encode(_with_names(_without_words(remembered), _fingerprint)))
        for oldest in list(known)[:-MOST_DOCUMENTS]:
            del known[oldest]
        self._write(msgspec.json.encode(known))

    def _read(self) -> dict[str, msgspec.Raw]:
        """Return what is kept by the fingerprint of its path, the oldest first."""
        try:
            return msgspec.json.decode(read_bounded(self._file, MOST_BYTES), type=dict[str, msgspec.Raw])
        except FOREIGN:
            return {}

    def _write(self, content: bytes) -> None:
        with contextlib.suppress(OSError, UserError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_atomically(self._file, lambda beside: _write_privately(beside, content))
            self._file.chmod(PRIVATE)  # a file that was there before has lent its rights


def fitting(remembered: Remembered, document: Document) -> Remembered:
    """Return what of `remembered` there is in `document`; what is gone falls back to the defaults."""
    sight, asked = remembered.sight, remembered.sight.filter
    groups, activities, units = document.group_places, document.activity_places, document.unit_places
    functions = {function for unit in document.units for function in unit.functions}
    here = remembered.activity in activities and remembered.unit in units
    still_asked = replace(
        asked,
        unit=asked.unit if asked.unit in units else "",
        letter=asked.letter if asked.letter in document.alphabet.bits else "",
        function=asked.function if asked.function in functions else "",
        group=asked.group if asked.group in groups else "",
    )
    still_seen = replace(
        sight,
        zoom=min(LARGEST, max(SMALLEST, sight.zoom)),
        folded=sight.folded.intersection(groups),
        hidden_activities=sight.hidden_activities.intersection(activities),
        hidden_units=sight.hidden_units.intersection(units),
        filter=still_asked,
    )
    return replace(
        remembered,
        sight=still_seen,
        matrix=remembered.matrix if any(matrix.id == remembered.matrix for matrix in document.matrices) else "",
        activity=remembered.activity if here else "",
        unit=remembered.unit if here else "",
        sizes=remembered.sizes if all(0 <= size < 100_000 for size in remembered.sizes) else (),
    )


def _without_words(remembered: Remembered) -> Remembered:
    sight = remembered.sight
    return replace(remembered, sight=replace(sight, filter=replace(sight.filter, text="")))


def _with_names(remembered: Remembered, name: Callable[[str], str]) -> Remembered:
    """Return the same with each id called otherwise; an id without a name is left out."""

    def each(ids: frozenset[str]) -> frozenset[str]:
        return frozenset(filter(None, map(name, ids)))

    def one(identity: str) -> str:
        return name(identity) if identity else ""

    sight = remembered.sight
    return replace(
        remembered,
        sight=replace(
            sight,
            folded=each(sight.folded),
            hidden_activities=each(sight.hidden_activities),
            hidden_units=each(sight.hidden_units),
            filter=replace(sight.filter, unit=one(sight.filter.unit), group=one(sight.filter.group)),
        ),
        matrix=one(remembered.matrix),
        activity=one(remembered.activity),
        unit=one(remembered.unit),
    )


def _names_of(document: Document) -> Callable[[str], str]:
    """Return the function that finds an id of the document by its fingerprint, or an empty string."""
    ids = [
        *document.group_places,
        *document.activity_places,
        *document.unit_places,
        *(matrix.id for matrix in document.matrices),
    ]
    known = {_fingerprint(identity): identity for identity in ids}
    return lambda fingerprint: known.get(fingerprint, "")


def _spelled(path: Path) -> str:
    return os.path.normcase(path.absolute())


def _fingerprint(text: str) -> str:
    # Python's own hashes would load a library of cryptography at every start; Qt's are there.
    content = text.encode("utf-8", "surrogatepass")
    return bytes(QCryptographicHash.hash(content, QCryptographicHash.Algorithm.Sha256).data()).hex()[:24]


def _write_privately(path: Path, content: bytes) -> None:
    path.touch(mode=PRIVATE)
    path.write_bytes(content)
