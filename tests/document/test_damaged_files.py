"""What is wrong with a file is said in one sentence with the place; no file whatever is a bug."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import assert_valid

from raciapp.base.errors import UserError
from raciapp.base.words import Language
from raciapp.document.storage import LARGEST_FILE, decode, encode, load

VALID = (Path(__file__).parent / "frozen" / "version_2.raci").read_bytes()

fuzz = settings(max_examples=settings().max_examples * 6)
"""Cheap to make and cheap to read: more of them."""


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
    "truncated": (VALID[:-20], "line 38, column"),
    "truncated in a text": (VALID[:100], "line 4, column"),
    "not JSON": (b"Activity;Legal\nPlan;A\n", "line 1, column 1"),
    "merge conflict": (VALID.replace(b'"units"', b'<<<<<<< mine\n"units"'), "line 7, column 1"),
    "trailing rubbish": (VALID + b"}", "line 41, column 1"),
    "binary": (b"PK\x03\x04\xff\xfe\x00\x00", "byte 4"),
    "not UTF-8": (VALID.replace("Gelé".encode(), "Gelé".encode("latin-1")), "byte 121"),
    "byte order mark": (b"\xef\xbb\xbf" + VALID, "line 1, column 1"),
    "half a surrogate pair": (VALID.replace(b"Two people", b"\\ud800"), "not valid JSON"),
    "nested too deeply": (b'{"format": "raciapp", "x": ' + b"[" * 200_000, "nested too deeply"),
    "a list": (b"[]", "at the top"),
    "a text": (b'"raciapp"', "at the top"),
    "another format": (b"{}", "not a raciapp document"),
    "format of another type": (b'{"format": 1}', "at format"),
    "newer version": (_put("version", value=3), "file version 3, this one reads up to 2"),
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
    "unknown unit with a status": (
        _put("matrices", 0, "rows", "str_strategy", "statuses", "ghost", value="agreed"),
        "at matrices[0].rows.str_strategy: unknown unit «ghost»",
    ),
    "unknown status": (
        _put("matrices", 0, "rows", "str_strategy", "statuses", "hr", value="rejected"),
        "at matrices[0].rows",
    ),
    "letters of no unit": (_put("matrices", 0, "rows", "str_strategy", "letters", "", value="A"), "at "),
    "remark of no unit": (_put("matrices", 0, "rows", "str_strategy", "remarks", "", value="x"), "at "),
    "a division that is no words": (_put("units", 0, "division", value="Field"), "at units[0].division"),
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
    "threshold below zero": (_put("thresholds", 1, "most", value=-1), "at thresholds[1].most"),
    "threshold beyond any count": (_put("thresholds", 1, "most", value=10**400), "at thresholds[1].most"),
    "threshold with half a unit": (_put("thresholds", 0, "most", value=2.5), "at thresholds[0].most"),
    "threshold without a number": (_put("thresholds", 0, value={"rule": "APP-1"}), "at thresholds[0]"),
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
