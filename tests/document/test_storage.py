import contextlib
import errno
import json
import os
import re
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import ODD_TEXTS, assert_valid, documents

from raciapp.base.errors import UserError
from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, Words, same
from raciapp.document import storage
from raciapp.document.records import (
    Activity,
    Document,
    Group,
    Matrix,
    OperatingModel,
    Organization,
    Row,
    Sector,
    Size,
    Tone,
    Unit,
    Waiver,
    new_document,
)
from raciapp.document.storage import LARGEST_FILE, decode, encode, json_schema, load, save

ROOT = Path(__file__).resolve().parents[2]
FROZEN = Path(__file__).parent / "frozen"
VALID = (FROZEN / "version_1.raci").read_bytes()
A, R, S, C, INFORMED = 1, 2, 4, 8, 16

VERSION_1 = Document(
    organization=Organization(
        name=Words("Frozen Lake Ferries", "Traversiers du lac Gelé"),
        kind=Words("Regional ferry operator", "Exploitant régional de traversiers"),
        story=Words("One file with every field of file version 1.", "Un fichier avec tous les champs de la version 1."),
        sector=Sector.GOVERNMENT,
        size=Size.SMALL,
        model=OperatingModel.HUB_AND_SPOKE,
        tone=Tone.REMINDERS,
        program_channels=True,
        regulated=True,
        no_alternative=True,
        packs=("gc",),
    ),
    scheme="rasci",
    template="government",
    units=(
        Unit("com", Words("Communications", "Communications"), ("strategy", "channel_ops"), "Two people since May"),
        Unit("x_dock_crew", same("Dock crew — «north» 🚢"), ("client_service",)),
        Unit("hr", Words(fr="Ressources humaines"), ("hr",)),
        Unit("all", Words("Everyone", "Tout le personnel"), ("all_staff",)),
    ),
    groups=(Group("str", Words("Strategy and mandate", "Stratégie et mandat")), Group("x_ice", same("Ice season"))),
    activities=(
        Activity(
            "str_strategy",
            Words("Set the social media strategy", "Établir la stratégie en matière de médias sociaux"),
            "str",
        ),
        Activity("x_ice_road", same("Say when the ice road opens"), "x_ice", "Before 6:00, every day"),
        Activity("per_participate", same("Take part unofficially as individuals")),
    ),
    matrices=(
        Matrix(
            "as_is",
            Words("As-is", "Situation actuelle"),
            (
                Row(bytes((A | R, 0, C, INFORMED)), (("hr", "sensitive topics only"),)),
                Row(bytes((S, A | R, 0, 0))),
                Row(bytes(4)),
            ),
        ),
        Matrix(
            "to_be",
            Words("To-be", "Situation visée"),
            (
                Row(bytes(4)),
                Row(
                    bytes((0, A | R | S | C | INFORMED, 0, 0)),
                    (("com", "a remark on an empty cell"), ("x_dock_crew", "line\none")),
                ),
                Row(bytes(4)),
            ),
        ),
    ),
    waivers=(
        Waiver("ENG-1", "The dock crew answers; agreed with the board.", "M. Tremblay", "2026-11-23"),
        Waiver("RACI-5", "Four units only"),
    ),
)


# -- old files --------------------------------------------------------------------------------------------


def test_version_1_opens_for_ever() -> None:
    document = load(FROZEN / "version_1.raci")
    assert document == VERSION_1
    assert_valid(document)
    assert decode(encode(document), "again") == document


def test_the_frozen_example_has_every_field() -> None:
    """A field that is added to the format must be added to the example of its version, too."""
    stored = json.loads(VALID)
    missing = {
        f"{kind.__name__}.{field}"
        for kind, records in (
            (storage.StoredDocument, [stored]),
            (Organization, [stored["organization"]]),
            (Unit, stored["units"]),
            (Group, stored["groups"]),
            (Activity, stored["activities"]),
            (Waiver, stored["waivers"]),
            (storage.StoredMatrix, stored["matrices"]),
            (storage.StoredRow, [row for matrix in stored["matrices"] for row in matrix["rows"].values()]),
        )
        for field in kind.__struct_fields__
        if not any(field in record for record in records)
    }
    assert missing == set()


@pytest.mark.parametrize("path", sorted(sample_organizations().glob("*.raci")), ids=lambda path: path.stem)
def test_samples_are_stored_as_we_would_store_them(path: Path) -> None:
    document = load(path)
    assert_valid(document)
    assert encode(document) == path.read_bytes()


# -- there and back ---------------------------------------------------------------------------------------


@given(documents())
def test_what_is_saved_is_what_is_opened(document: Document) -> None:
    content = encode(document)
    assert decode(content, "x.raci") == document
    assert encode(decode(content, "x.raci")) == content


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_come_back_to_the_letter(tmp_path: Path, text: str) -> None:
    words = Words(text, text)
    document = Document(
        organization=Organization(words, words, words),
        units=(Unit("com", words, ("strategy",), text),),
        groups=(Group("g", words),),
        activities=(Activity("a", words, "g", text),),
        matrices=(Matrix("as_is", words, (Row(b"\1", (("com", text),) if text else ()),)),),
        waivers=(Waiver("ENG-1", text, text, text),),
        template=text,
    )
    save(document, tmp_path / "odd.raci")
    assert load(tmp_path / "odd.raci") == document


def test_half_a_surrogate_pair_is_no_text_and_is_replaced() -> None:
    document = new_document(same("a\ud800b"))
    assert decode(encode(document), "x").organization.name == same("a?b")


@given(documents())
def test_every_record_has_a_line_of_its_own(document: Document) -> None:
    """Differences between two versions of a file read well, and cloud folders merge them well."""
    lines = encode(document).decode().split("\n")
    for record in (*document.units, *document.groups, *document.activities, *document.waivers):
        line = json.dumps(msgspec.to_builtins(record), ensure_ascii=False)
        assert any(found.strip(" ").rstrip(",") == line for found in lines)
    rows = [line for line in lines if re.match(r'  "[^"]+": \{', line)]
    assert len(rows) == len(document.activities) * len(document.matrices)
    assert lines[-1] == ""


def test_one_cell_changes_one_line() -> None:
    matrix = VERSION_1.matrices[0]
    after = replace(
        VERSION_1,
        matrices=(replace(matrix, rows=(matrix.rows[0], Row(bytes(4)), matrix.rows[2])), VERSION_1.matrices[1]),
    )
    pairs = zip(encode(VERSION_1).decode().split("\n"), encode(after).decode().split("\n"), strict=True)
    assert [(one, other) for one, other in pairs if one != other] == [
        (
            '  "x_ice_road": {"letters": {"com": "S", "x_dock_crew": "AR"}},',
            '  "x_ice_road": {},',
        )
    ]


@pytest.mark.parametrize("ending", [b"\r\n", b"\r", b" "])
def test_line_endings_do_not_matter(ending: bytes) -> None:
    assert decode(VALID.replace(b"\n", ending), "x.raci") == VERSION_1


def test_rows_and_cells_that_hold_nothing_need_not_be_named() -> None:
    content = _changed(lambda stored: stored["matrices"][0].update(rows={"x_ice_road": {"letters": {"hr": ""}}}))
    assert decode(content, "x.raci").matrices[0].rows == (Row(bytes(4)),) * 3
    content = _changed(lambda stored: stored["matrices"][0].update(rows={"x_ice_road": {"remarks": {"hr": ""}}}))
    assert decode(content, "x.raci").matrices[0].rows == (Row(bytes(4)),) * 3


# -- what is wrong with a file ----------------------------------------------------------------------------


def _changed(change: Any) -> bytes:
    """Return the valid file after `change` was done to its content."""
    stored = json.loads(VALID)
    change(stored)
    return json.dumps(stored).encode()


def _put(*path: str | int, value: object) -> bytes:
    def change(stored: Any) -> None:
        for step in path[:-1]:
            stored = stored[step]
        stored[path[-1]] = value

    return _changed(change)


def _without(field: str) -> bytes:
    return _changed(lambda stored: stored.pop(field))


DAMAGED: dict[str, tuple[bytes, str]] = {
    # what is wrong: the bytes, and what the sentence says about the place
    "empty file": (b"", "line 1, column 1"),
    "truncated": (VALID[:-20], "line 34, column"),
    "truncated in a text": (VALID[:100], "line 4, column"),
    "not JSON": (b"Activity;Legal\nPlan;A\n", "line 1, column 1"),
    "merge conflict": (VALID.replace(b'"units"', b'<<<<<<< mine\n"units"'), "line 7, column 1"),
    "trailing rubbish": (VALID + b"}", "line 37, column 1"),
    "binary": (b"PK\x03\x04\xff\xfe\x00\x00", "byte 4"),
    "not UTF-8": (VALID.replace("Gelé".encode(), "Gelé".encode("latin-1")), "byte 121"),
    "byte order mark": (b"\xef\xbb\xbf" + VALID, "line 1, column 1"),
    "half a surrogate pair": (VALID.replace(b"Two people", b"\\ud800"), "not valid JSON"),
    "nested too deeply": (b'{"format": "raciapp", "x": ' + b"[" * 200_000, "nested too deeply"),
    "a list": (b"[]", "at the top"),
    "a text": (b'"raciapp"', "at the top"),
    "another format": (b"{}", "not a raciapp document"),
    "format of another type": (b'{"format": 1}', "at format"),
    "newer version": (_put("version", value=2), "file version 2, this one reads up to 1"),
    "much newer version": (_put("version", value=10**30), "newer raciapp"),
    "older version than any": (_put("version", value=0), "at version"),
    "version of another type": (_put("version", value="1"), "at version"),
    "no version": (_without("version"), "version"),
    "no organization": (_without("organization"), "organization"),
    "no matrices": (_without("matrices"), "matrices"),
    "no matrix": (_put("matrices", value=[]), "at matrices"),
    "unknown field": (_put("units", 1, "functoins", value=[]), "at units[1]: Object contains unknown field functoins"),
    "wrong type": (_put("units", 1, "name", value="Legal"), "at units[1].name"),
    "wrong type of a letter": (
        _put("matrices", 0, "rows", "str_strategy", "letters", "hr", value=1),
        "at matrices[0].rows",
    ),
    "unknown sector": (_put("organization", "sector", value="moon"), "at organization.sector"),
    "unknown scheme": (_put("scheme", value="{abc}"), "at scheme: unknown scheme «{abc}»"),
    "letter of no scheme": (
        _put("scheme", value="raci"),
        "at matrices[0].rows.x_ice_road.letters.com: unknown letter «S»",
    ),
    "unknown unit with a letter": (
        _put("matrices", 1, "rows", "x_ice_road", "letters", "ghost", value="A"),
        "at matrices[1].rows.x_ice_road: unknown unit «ghost»",
    ),
    "unknown unit with a remark": (
        _put("matrices", 0, "rows", "str_strategy", "remarks", "ghost", value="x"),
        "at matrices[0].rows.str_strategy: unknown unit «ghost»",
    ),
    "unknown activity": (
        _put("matrices", 1, "rows", "ghost", value={}),
        "at matrices[1].rows: unknown activity «ghost»",
    ),
    "unit twice": (_put("units", 2, "id", value="com"), "at units[2].id: the id «com» stands twice"),
    "activity twice": (_put("activities", 2, "id", value="x_ice_road"), "at activities[2].id: the id «x_ice_road»"),
    "group twice": (_put("groups", 1, "id", value="str"), "at groups[1].id: the id «str» stands twice"),
    "matrix twice": (_put("matrices", 1, "id", value="as_is"), "at matrices[1].id: the id «as_is» stands twice"),
    "no id at all": (_put("units", 0, "id", value=""), "at units[0].id: not a valid id: «»"),
    "path as an id": (_put("activities", 0, "id", value="../etc"), "at activities[0].id: not a valid id: «../etc»"),
    "id with a line break": (
        _put("groups", 0, "id", value="str\n"),
        "at groups[0].id: not a valid id: «str\N{REPLACEMENT CHARACTER}»",
    ),
    "id too long": (_put("units", 0, "id", value="a" * 81), "at units[0].id: not a valid id: «aaa"),
    "a whole novel as a scheme": (_put("scheme", value="\x1b[31m" * 10_000), "at scheme: unknown scheme"),
    "a whole novel as a field": (
        _put("units", 0, "x\n" * 10_000, value=1),
        "at units[0]: Object contains unknown field",
    ),
    "odd id in a matrix": (_put("matrices", 0, "id", value="a b"), "at matrices[0].id"),
}


def complaint(path: Path) -> UserError:
    with pytest.raises(UserError) as raised:
        load(path)
    return raised.value


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_file_is_named_with_the_place(tmp_path: Path, case: str) -> None:
    content, place = DAMAGED[case]
    path = tmp_path / "{client}.raci"
    path.write_bytes(content)
    error = complaint(path)
    for language in Language:
        text = error.text(language)
        assert text.startswith("{client}.raci")
        assert text.replace("\u00a0", " ").isprintable()
        assert len(text) < 350
    assert place in str(error)
    assert path.read_bytes() == content


def test_complaints_can_be_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every part of the sentence that is ours goes through the catalogues, the place included."""
    asked: set[str] = set()

    def spoken(text: str, _language: Language, **values: object) -> str:
        asked.add(text)
        return text.format(**values) if values else text

    monkeypatch.setattr("raciapp.base.errors.translate", spoken)
    for content, _ in DAMAGED.values():
        with pytest.raises(UserError) as raised:
            decode(content, "x.raci")
        raised.value.text(Language.FR)
    assert {
        "byte {byte}",
        "line {line}, column {column}",
        "nested too deeply",
        "the top",
        "unknown letter «{id}»",
        "unknown unit «{id}»",
        "unknown activity «{id}»",
        "unknown scheme «{id}»",
        "the id «{id}» stands twice",
        "not a valid id: «{id}»",
    } <= asked


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.raci"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert str(complaint(path)).startswith("huge.raci: larger than 32 MB")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert str(complaint(tmp_path / "gone.raci")).startswith("gone.raci: cannot be read")
    folder = tmp_path / "folder.raci"
    folder.mkdir()
    assert str(complaint(folder)).startswith("folder.raci: cannot be read")


fuzz = settings(max_examples=settings().max_examples * 6)


def _fuzzed(content: bytes) -> None:
    """Read what may be damaged: it is a valid document, or the fault of the user's file, and never a bug."""
    with contextlib.suppress(UserError):
        document = decode(content, "fuzz.raci")
        assert_valid(document)
        assert decode(encode(document), "again") == document


@fuzz
@given(st.binary(max_size=200))
@example(b"null")
@example(b'{"format": "raciapp", "version": NaN}')
def test_random_bytes_are_a_user_error(content: bytes) -> None:
    _fuzzed(content)


RUBBISH = (b"\xff", b"\x00", b"NaN", b"1e999", b"-1", b"null", b"[", b"{", b'"', b"}", b"\\ud800", b"9" * 40, b"true")


@fuzz
@given(st.data())
def test_a_mutated_file_opens_or_is_a_user_error(data: st.DataObject) -> None:
    content = bytearray(VALID)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 20))
        content[start : start + length] = data.draw(st.sampled_from(RUBBISH) | st.binary(max_size=4))
    _fuzzed(bytes(content))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(("", "com", "A", "ghost")),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("id", "en", "com")), inner, max_size=2)
    ),
    max_leaves=4,
)


@fuzz
@given(st.data())
def test_a_file_with_another_value_somewhere_opens_or_is_a_user_error(data: st.DataObject) -> None:
    stored: Any = json.loads(VALID)
    step = stored
    while True:
        keys = list(step) if isinstance(step, dict) else list(range(len(step)))
        key = data.draw(st.sampled_from(keys))
        if not (isinstance(step[key], dict | list) and step[key] and data.draw(st.booleans())):
            break
        step = step[key]
    step[key] = data.draw(json_values)
    _fuzzed(json.dumps(stored).encode())


# -- saving -----------------------------------------------------------------------------------------------


def test_a_save_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "us.raci"
    save(VERSION_1, path)

    def full(_handle: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match=r"^us\.raci: cannot be saved in .* \(No space left on device\)"):
        save(new_document(same("Other")), path)
    assert load(path) == VERSION_1
    assert list(tmp_path.iterdir()) == [path]


# -- the schema -------------------------------------------------------------------------------------------


def test_the_shipped_schema_is_the_one_of_the_code() -> None:
    """Run `PYTHONPATH=src python packaging/schema.py` after a change of the format."""
    shipped = json.loads((ROOT / "resources" / "schema" / "raci-1.schema.json").read_text("utf-8"))
    assert shipped == json.loads(json.dumps(json_schema()))


def test_the_schema_speaks_of_every_part_of_a_file() -> None:
    schema: Any = json_schema()
    parts = schema["$defs"]
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert set(parts["StoredDocument"]["properties"]) == set(storage.StoredDocument.__struct_fields__)
    assert set(parts["StoredDocument"]["required"]) == {"format", "version", "organization", "matrices"}
    assert set(parts["Unit"]["properties"]) == set(Unit.__struct_fields__)
    assert all(part["additionalProperties"] is False for part in parts.values() if "properties" in part)
