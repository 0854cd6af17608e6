"""The `.raci` file: UTF-8 JSON, versioned, one line per activity, in a stable order.

What is read from outside is hostile until parsed: every id, letter and reference is checked before a Document
exists, and every complaint is one sentence with the file and the place in it.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, Protocol

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded, write_atomically
from raciapp.base.messages import mark
from raciapp.base.words import Words
from raciapp.document.letters import Scheme, schemes
from raciapp.document.records import (
    WHOLE_ROW,
    Activity,
    Document,
    Group,
    Matrix,
    Organization,
    Row,
    Status,
    Threshold,
    Unit,
    Waiver,
)
from raciapp.document.vault import Seal, is_sealed

VERSION = 2
"""Version 2 knows statuses and divisions; a file of version 1 reads as one without any."""

SUFFIX = ".raci"
LARGEST_FILE = 32_000_000
"""Bytes; 10,000 activities by 500 units with a letter in every cell stay below."""

MOST_CELLS = 20_000_000
"""Cells of all matrices together, three of 10,000 activities by 500 units. An empty cell takes no room in a file, so a
small one could ask for any amount of memory."""
_ROW = 100
"""A row takes as much memory as so many cells."""

Identity = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_.:-]{1,80}$", description="A stable id.")]
Place = Annotated[
    str,
    msgspec.Meta(pattern=r"^([A-Za-z0-9_.:-]{1,80})?$", description="A unit's id, or nothing for the row as a whole."),
]


class StoredRow(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """The cells of one activity: letters such as `AR`, remarks and statuses, by unit id."""

    letters: dict[Identity, str] = {}
    remarks: dict[Identity, str] = {}
    statuses: dict[Place, Status] = {}


class StoredMatrix(msgspec.Struct, forbid_unknown_fields=True):
    """A matrix: its rows by activity id; an activity without a row has no letters."""

    id: Identity
    name: Words
    rows: dict[Identity, StoredRow] = {}


class StoredDocument(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """A whole `.raci` file."""

    format: Literal["raciapp"]
    version: Literal[1, 2]
    organization: Organization
    matrices: Annotated[list[StoredMatrix], msgspec.Meta(min_length=1)]
    scheme: str = "raci"
    template: str = ""
    units: list[Unit] = []
    groups: list[Group] = []
    activities: list[Activity] = []
    waivers: list[Waiver] = []
    thresholds: list[Threshold] = []


_LONGEST_VERSION = 20
"""Digits of a version that a complaint repeats."""


class _Version(msgspec.Struct):
    format: str = ""
    version: int = 0


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Password = Callable[[], str]
"""Asked for once, and only when a file is protected."""


class Opened(NamedTuple):
    """What a file holds, and the seal of a protected one, with which it is to be saved again."""

    document: Document
    seal: Seal | None = None


class PasswordNeededError(UserError):
    """A file is protected and nobody was there to give the password."""


def load(path: Path, password: Password | None = None) -> Document:
    """Return the document in the file `path`; a protected one asks `password`.

    Raises UserError when it is missing, too large, damaged, of a newer version or contradicts itself;
    PasswordNeededError, WrongPasswordError, DamagedSealError and TamperedError for a protected one.
    """
    return open_file(path, password).document


def open_file(path: Path, password: Password | None = None) -> Opened:
    """Return the document in the file `path` with the seal it was protected by. Raises what `load` does."""
    return open_content(read_bounded(path, LARGEST_FILE), path.name, password)


def open_content(content: bytes, name: str, password: Password | None = None) -> Opened:
    """Return the document and the seal in the bytes of a file called `name`. Raises what `load` does."""
    if not is_sealed(content):
        return Opened(decode(content, name))
    if password is None:
        raise PasswordNeededError(mark("{file}: protected by a password, and none was given."), file=name)
    seal = Seal.of(content, password(), name)
    return Opened(decode(seal.open(content, name), name), seal)


def save(document: Document, path: Path, seal: Seal | None = None) -> None:
    """Write `document` to `path`, protected by `seal`; the old file stays whole until the new one is.

    Raises UserError.
    """
    content = encode(document)
    write_atomically(path, seal.seal(content) if seal else content)


def decode(content: bytes, name: str) -> Document:
    """Return the document that the bytes of a file called `name` hold. Raises UserError."""
    try:
        _check_version(content, name)
        return _document(msgspec.json.decode(content, type=StoredDocument))
    except msgspec.ValidationError as error:
        place, what = _place_of(error)
        raise _damaged(name, place, what) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UserError(
            mark("{file}: not a whole .raci file ({reason}). Open an earlier copy; this one was left as it is."),
            file=name,
            reason=_where_it_breaks(content),
        ) from error
    except _ContradictionError as error:
        raise _damaged(name, error.place, error.what) from error


def encode(document: Document) -> bytes:
    """Return the bytes of a `.raci` file: one line per record, so that differences read well."""
    lines = [
        '"format": "raciapp"',
        f'"version": {VERSION}',
        f'"organization": {_line(document.organization)}',
        f'"scheme": {json.dumps(document.scheme)}',
    ]
    if document.template:
        lines.append(f'"template": {json.dumps(document.template)}')
    lines += [
        _array("units", document.units),
        _array("groups", document.groups),
        _array("activities", document.activities),
        '"matrices": [\n' + ",\n".join(_matrix_text(document, matrix) for matrix in document.matrices) + "\n]",
    ]
    if document.waivers:
        lines.append(_array("waivers", document.waivers))
    if document.thresholds:
        lines.append(_array("thresholds", document.thresholds))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode(errors="replace")


def json_schema() -> dict[str, object]:
    """Return the JSON Schema of the file format, shipped in `resources/schema`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | msgspec.json.schema(StoredDocument)


# -- writing ----------------------------------------------------------------------------------------------


def _line(record: object) -> str:
    return json.dumps(msgspec.to_builtins(record), ensure_ascii=False)


def _array(name: str, records: Sequence[object]) -> str:
    body = ",\n".join(" " + _line(record) for record in records)
    return f'"{name}": [\n{body}\n]' if records else f'"{name}": []'


def _matrix_text(document: Document, matrix: Matrix) -> str:
    alphabet = document.alphabet
    rows = [
        f"  {json.dumps(activity.id)}: {_line(_stored_row(document, alphabet, row))}"
        for activity, row in zip(document.activities, matrix.rows, strict=True)
    ]
    body = "{\n" + ",\n".join(rows) + "\n }" if rows else "{}"
    return f' {{"id": {json.dumps(matrix.id)}, "name": {_line(matrix.name)}, "rows": {body}}}'


def _stored_row(document: Document, alphabet: Scheme, row: Row) -> StoredRow:
    letters = {unit.id: alphabet.symbols(mask) for unit, mask in zip(document.units, row.letters, strict=True) if mask}
    return StoredRow(letters, dict(row.remarks), dict(row.statuses))


# -- reading ----------------------------------------------------------------------------------------------


class _ContradictionError(Exception):
    """The file is well formed but says something impossible at `place`."""

    def __init__(self, place: str, what: UserError) -> None:
        super().__init__(place, what)
        self.place = place
        self.what = what


def _check_version(content: bytes, name: str) -> None:
    found = msgspec.json.decode(content, type=_Version)
    if found.format != "raciapp":
        raise UserError(mark("{file}: not a raciapp document. To read a spreadsheet, import it."), file=name)
    if found.version > VERSION:
        raise UserError(
            mark(
                "{file}: written by a newer raciapp (file version {found}, this one reads up to {known}). "
                "Update raciapp to open it; the file was left as it is."
            ),
            file=name,
            found=str(found.version)[:_LONGEST_VERSION],
            known=VERSION,
        )


def _document(stored: StoredDocument) -> Document:
    alphabet = schemes().get(stored.scheme)
    if alphabet is None:
        raise _ContradictionError("scheme", _what(mark("unknown scheme «{id}»"), stored.scheme))
    units = _unique("units", stored.units)
    _unique("groups", stored.groups)
    activities = _unique("activities", stored.activities)
    _unique("matrices", stored.matrices)
    if len(stored.matrices) * len(activities) * (len(units) + _ROW) > MOST_CELLS:
        raise _ContradictionError("matrices", UserError(mark("far more rows and columns than any matrix needs")))
    return Document(
        organization=stored.organization,
        scheme=stored.scheme,
        template=stored.template,
        units=tuple(stored.units),
        groups=tuple(stored.groups),
        activities=tuple(stored.activities),
        matrices=tuple(
            _matrix(matrix, f"matrices[{place}]", units, activities, alphabet)
            for place, matrix in enumerate(stored.matrices)
        ),
        waivers=tuple(stored.waivers),
        thresholds=tuple(stored.thresholds),
    )


def _unique(name: str, records: Iterable[_Identified]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, record in enumerate(records):
        if not re.fullmatch(r"[A-Za-z0-9_.:-]{1,80}", record.id):
            raise _ContradictionError(f"{name}[{place}].id", _what(mark("not a valid id: «{id}»"), record.id))
        if record.id in places:
            raise _ContradictionError(f"{name}[{place}].id", _what(mark("the id «{id}» stands twice"), record.id))
        places[record.id] = place
    return places


def _matrix(
    stored: StoredMatrix,
    place: str,
    units: Mapping[str, int],
    activities: Mapping[str, int],
    alphabet: Scheme,
) -> Matrix:
    for activity in stored.rows:
        if activity not in activities:
            raise _ContradictionError(f"{place}.rows", _what(mark("unknown activity «{id}»"), activity))
    blank = StoredRow()
    rows = (
        _row(stored.rows.get(activity, blank), f"{place}.rows.{activity}", units, alphabet) for activity in activities
    )
    return Matrix(stored.id, stored.name, tuple(rows))


def _row(stored: StoredRow, place: str, units: Mapping[str, int], alphabet: Scheme) -> Row:
    letters = bytearray(len(units))
    for unit in _known(stored.letters, place, units):
        try:
            letters[units[unit]] = alphabet.mask_of(stored.letters[unit])
        except KeyError as error:
            raise _ContradictionError(
                f"{place}.letters.{unit}", _what(mark("unknown letter «{id}»"), str(error.args[0]))
            ) from error
    remarks = {unit: stored.remarks[unit] for unit in _known(stored.remarks, place, units) if stored.remarks[unit]}
    places = {WHOLE_ROW, *units} if stored.statuses else ()
    statuses = {unit: stored.statuses[unit] for unit in _known(stored.statuses, place, places) if stored.statuses[unit]}
    return Row(bytes(letters), tuple(sorted(remarks.items())), tuple(sorted(statuses.items())))


def _known(cells: Iterable[str], place: str, units: Collection[str]) -> Iterator[str]:
    for unit in cells:
        if unit not in units:
            raise _ContradictionError(place, _what(mark("unknown unit «{id}»"), unit))
        yield unit


# -- complaining ------------------------------------------------------------------------------------------


def _what(text: str, identity: str) -> UserError:
    return UserError(text, id=_shown(identity))


def _shown(text: str) -> str:
    """Return what a file says, cut and without control characters, so that it fits in a sentence."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[:80])


def _damaged(name: str, place: UserError | str, what: UserError | str) -> UserError:
    return UserError(
        mark("{file}: damaged at {place}: {what}. Correct it there or open an earlier copy; it was left as it is."),
        file=name,
        place=place,
        what=what,
    )


def _place_of(error: msgspec.ValidationError) -> tuple[UserError | str, str]:
    """Return the path and the complaint of a message such as «Expected `str`, got `int` - at `$.units[0].id`»."""
    what, _, place = str(error).partition(" - at `$")
    return place.rstrip("`").lstrip(".") or UserError(mark("the top")), _shown(what.replace("`", "")).rstrip(".")


def _where_it_breaks(content: bytes) -> UserError:
    try:
        json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        return UserError(mark("byte {byte}"), byte=error.start)
    except json.JSONDecodeError as error:
        return UserError(mark("line {line}, column {column}"), line=error.lineno, column=error.colno)
    except RecursionError:
        return UserError(mark("nested too deeply"))
    # Python's own reader lets pass what JSON does not know: NaN, half a surrogate pair.
    return UserError(mark("a number or a text in it is not valid JSON"))
