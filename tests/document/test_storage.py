import errno
import json
import os
import re
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from strategies import ODD_TEXTS, any_text, assert_valid, documents

from raciapp.base.errors import UserError
from raciapp.base.resources import sample_organizations
from raciapp.base.words import Words, same
from raciapp.document.records import (
    WHOLE_ROW,
    Activity,
    Document,
    Group,
    Matrix,
    OperatingModel,
    Organization,
    Row,
    Sector,
    Size,
    Status,
    Threshold,
    Tone,
    Unit,
    Waiver,
    new_document,
)
from raciapp.document.storage import VERSION, decode, encode, json_schema, load, save
from raciapp.document.stored import StoredDocument, StoredMatrix, StoredRow

ROOT = Path(__file__).resolve().parents[2]
FROZEN = Path(__file__).parent / "frozen"
VALID = (FROZEN / "version_2.raci").read_bytes()
A, R, S, C, INFORMED = 1, 2, 4, 8, 16

fuzz = settings(max_examples=settings().max_examples * 6)
"""Cheap to make and cheap to read: more of them."""

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
        no_alternative_reason="Two people run everything, winter and summer",
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
    thresholds=(Threshold("APP-1", 3), Threshold("RACI-4", 85)),
)


VERSION_2 = replace(
    VERSION_1,
    organization=replace(
        VERSION_1.organization,
        story=Words("One file with every field of file version 2.", "Un fichier avec tous les champs de la version 2."),
    ),
    units=(
        replace(VERSION_1.units[0], division=Words("Head office", "Siège")),
        replace(VERSION_1.units[1], division=same("On the water")),
        *VERSION_1.units[2:],
    ),
    matrices=(
        replace(
            VERSION_1.matrices[0],
            rows=(
                replace(
                    VERSION_1.matrices[0].rows[0],
                    statuses=((WHOLE_ROW, Status.AGREED), ("all", Status.CONTESTED), ("hr", Status.QUESTION)),
                ),
                *VERSION_1.matrices[0].rows[1:],
            ),
        ),
        replace(
            VERSION_1.matrices[1],
            rows=(
                VERSION_1.matrices[1].rows[0],
                replace(
                    VERSION_1.matrices[1].rows[1],
                    statuses=(("com", Status.CONTESTED), ("x_dock_crew", Status.AGREED)),
                ),
                VERSION_1.matrices[1].rows[2],
            ),
        ),
    ),
)


# -- old files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("version", "expected"), [(1, VERSION_1), (2, VERSION_2)])
def test_every_version_opens_for_ever(version: int, expected: Document) -> None:
    document = load(FROZEN / f"version_{version}.raci")
    assert document == expected
    assert_valid(document)
    assert decode(encode(document), "again") == document


def test_what_is_saved_is_of_the_newest_version() -> None:
    assert json.loads(encode(load(FROZEN / "version_1.raci")))["version"] == VERSION


def test_the_frozen_example_has_every_field() -> None:
    """A field that is added to the format must be added to the example of its version, too."""
    stored = json.loads(VALID)
    missing = {
        f"{kind.__name__}.{field}"
        for kind, records in (
            (StoredDocument, [stored]),
            (Organization, [stored["organization"]]),
            (Unit, stored["units"]),
            (Group, stored["groups"]),
            (Activity, stored["activities"]),
            (Waiver, stored["waivers"]),
            (Threshold, stored["thresholds"]),
            (StoredMatrix, stored["matrices"]),
            (StoredRow, [row for matrix in stored["matrices"] for row in matrix["rows"].values()]),
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


def full_of(text: str) -> Document:
    """Return a document with this text wherever one can stand."""
    words = Words(text, text)
    return Document(
        organization=Organization(words, words, words, no_alternative_reason=text),
        units=(Unit("com", words, ("strategy",), text, words),),
        groups=(Group("g", words),),
        activities=(Activity("a", words, "g", text),),
        matrices=(Matrix("as_is", words, (Row(b"\1", (("com", text),) if text else ()),)),),
        waivers=(Waiver("ENG-1", text, text, text),),
        thresholds=(Threshold(text, 5),),
        template=text,
    )


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_come_back_to_the_letter(tmp_path: Path, text: str) -> None:
    save(full_of(text), tmp_path / "odd.raci")
    assert load(tmp_path / "odd.raci") == full_of(text)


@fuzz
@given(any_text)
def test_any_text_comes_back_to_the_letter(text: str) -> None:
    assert decode(encode(full_of(text)), "x.raci") == full_of(text)


def test_half_a_surrogate_pair_is_no_text_and_is_replaced() -> None:
    document = new_document(same("a\ud800b"))
    assert decode(encode(document), "x").organization.name == same("a?b")


@given(documents())
def test_every_record_has_a_line_of_its_own(document: Document) -> None:
    """Differences between two versions of a file read well, and cloud folders merge them well."""
    lines = encode(document).decode().split("\n")
    records = (*document.units, *document.groups, *document.activities, *document.waivers, *document.thresholds)
    for record in records:
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
    assert decode(VALID.replace(b"\n", ending), "x.raci") == VERSION_2


@pytest.mark.parametrize(
    "row", [{"letters": {"hr": ""}}, {"remarks": {"hr": ""}}, {"statuses": {"": "", "hr": ""}}, {}]
)
def test_rows_and_cells_that_hold_nothing_need_not_be_named(row: dict[str, object]) -> None:
    stored = json.loads(VALID)
    stored["matrices"][0]["rows"] = {"x_ice_road": row}
    assert decode(json.dumps(stored).encode(), "x.raci").matrices[0].rows == (Row(bytes(4)),) * 3


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
    shipped = json.loads((ROOT / "resources" / "schema" / f"raci-{VERSION}.schema.json").read_text("utf-8"))
    assert shipped == json.loads(json.dumps(json_schema()))


def test_the_schema_speaks_of_every_part_of_a_file() -> None:
    schema: Any = json_schema()
    parts = schema["$defs"]
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert set(parts["StoredDocument"]["properties"]) == set(StoredDocument.__struct_fields__)
    assert set(parts["StoredDocument"]["required"]) == {"format", "version", "organization", "matrices"}
    assert set(parts["Unit"]["properties"]) == set(Unit.__struct_fields__)
    assert all(part["additionalProperties"] is False for part in parts.values() if "properties" in part)
