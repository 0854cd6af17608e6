"""The `.raci` file: UTF-8 JSON, versioned, one line per activity, in a stable order.

What is read from outside is hostile until parsed: every id, letter and reference is checked before a Document
exists, and every complaint is one sentence with the file and the place in it.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded, write_atomically
from raciapp.base.messages import mark
from raciapp.document.letters import Scheme
from raciapp.document.parsing import ContradictionError, parsed, shown
from raciapp.document.records import Document, Matrix, Row
from raciapp.document.stored import StoredDocument, StoredRow
from raciapp.document.vault import Seal, is_sealed

VERSION = 2
"""Version 2 knows statuses and divisions; a file of version 1 reads as one without any."""

SUFFIX = ".raci"
LARGEST_FILE = 32_000_000
"""Bytes; 10,000 activities by 500 units with a letter in every cell stay below."""

_LONGEST_VERSION = 20
"""Digits of a version that a complaint repeats."""


class _Version(msgspec.Struct):
    format: str = ""
    version: int = 0


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
        return parsed(msgspec.json.decode(content, type=StoredDocument))
    except msgspec.ValidationError as error:
        place, what = _place_of(error)
        raise _damaged(name, place, what) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UserError(
            mark("{file}: not a whole .raci file ({reason}). Open an earlier copy; this one was left as it is."),
            file=name,
            reason=_where_it_breaks(content),
        ) from error
    except ContradictionError as error:
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


# -- complaining ------------------------------------------------------------------------------------------


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
    return place.rstrip("`").lstrip(".") or UserError(mark("the top")), shown(what.replace("`", "")).rstrip(".")


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
