"""`raciapp import`: the document it writes and what it says of it."""

import json
from pathlib import Path

import pytest
from cli.running import Run

from raciapp.base.words import same
from raciapp.cli.imports import MOST_LINES
from raciapp.document.records import Sector
from raciapp.document.storage import load
from raciapp.formats.importing import import_file
from raciapp.knowledge.library import knowledge

TABLE = """\
RACI of last year [bold]{x}\x1b,,,,
Activity,Communications,Legal,Comms Team,Human Resourcs
Set the social media strategy,A/R,C,I,C
Approve the guidlines,C,A (until May),R,X
Dance {every} [day],R,,A,zzz
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a client's table with something of everything: known, likely, unknown, to be asked and left out."""
    path = tmp_path / "last year.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_a_document_is_made_and_told(run: Run, table: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.raci"
    ran = run("import", table, "-o", target)
    assert (ran.code, ran.err) == (0, "")
    assert load(target) == import_file(table, knowledge()).document
    lines = ran.out.splitlines()
    assert lines[:3] == [
        f"{target}: written (3 activities, 4 units).",
        "Read: 3 activities, 4 units, 9 cells with letters (activities down, units across).",
        "Recognised: 1 activity, 3 units.",
    ]
    assert "To be confirmed (3)" in lines
    assert "  - «Human Resourcs» may be «Human Resources» (85%)." in lines
    assert "  - «Comms Team» was taken for «Communications Branch» (95%)." in lines
    assert "  - E4: «X» says that the unit takes part, not how. Which letter is it?" in lines
    assert "  - A1: «RACI of last year [bold]{x}» It stands above the matrix." in lines
    assert "\x1b" not in ran.out


def test_a_comparison_that_holds_more_letters_is_not_taken_for_the_matrix(run: Run, tmp_path: Path) -> None:
    names = [f"Activity {letter}" for letter in "ABCDEF"]
    matrix = [
        "| Activity | Web | Legal | Staff |",
        "| --- | --- | --- | --- |",
        *(f"| {one} | A/R | C | I |" for one in names),
    ]
    differing = [f"| {one} | {unit} | C | A |" for one in names for unit in ("Web", "Legal", "Staff", "Office", "Shop")]
    gap = ["| Activity | Unit | Held | Expected |", "| --- | --- | --- | --- |", *differing]
    path = tmp_path / "report.md"
    path.write_text("\n".join([*matrix, "", "Cells that differ", "", *gap]), "utf-8")
    told = json.loads(run("import", path, "--dry-run", "--format", "json").out)
    assert (told["table"], told["activities"], told["units"]) == (1, 6, 3)


def test_programs_are_told_everything(run: Run, table: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.raci"
    ran = run("import", table, "-o", target, "--name", "Tallow & {tree}", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    imported = import_file(table, knowledge())
    told = json.loads(ran.out)
    known = {
        "kind": "grid", "sheet": "", "table": 1, "scheme": "raci", "activities": 3, "units": 4, "groups": 0, "cells": 9,
        "letters": {"R": 3, "A": 3, "C": 3, "I": 1}, "multi": 1, "remarks": 3, "columns": [3, 2, 3, 1],
        "unit_names": ["Communications", "Legal", "Comms Team", "Human Resourcs"], "group_names": [], "others": [],
        "activity_names": ["Set the social media strategy", "Approve the guidlines", "Dance {every} [day]"],
        "file": str(target), "title": "Tallow & {tree}",
    }  # fmt: skip
    assert {name: told[name] for name in known} == known
    assert told["confidence"] == imported.confidence.whole
    assert told["mappings"][0] == {
        "subject": "activity",
        "name": "Set the social media strategy",
        "id": "str_strategy",
        "confidence": 1.0,
        "taken": True,
        "known": "Set the social media strategy",
    }
    assert [mapped["name"] for mapped in told["mappings"]] == [mapped.name for mapped in imported.mappings]
    assert {
        "where": "E4",
        "text": "X",
        "kind": "part",
        "sentence": "E4: «X» says that the unit takes part, not how. Which letter is it?",
    } in told["questions"]
    assert len(told["questions"]) == len(imported.questions)
    assert [left["why"] for left in told["skipped"]] == [left.why for left in imported.skipped]
    assert told["skipped"][0]["sentence"] == "It stands above the matrix."


def test_name_and_settings_reach_the_document(run: Run, table: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.raci"
    assert run("import", table, "-o", target, "--name", "Tallow", "--context", "sector=education").code == 0
    organization = load(target).organization
    assert (organization.name, organization.sector) == (same("Tallow"), Sector.EDUCATION)


def test_the_page_is_short(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"Peculiar activity {place},A/R,X,C\n" for place in range(MOST_LINES + 2))
    (tmp_path / "a.csv").write_text("Activity,Communications,Legal,Human Resources\n" + rows, "utf-8")
    out = run("import", tmp_path / "a.csv", "-o", tmp_path / "a.raci").out
    assert f"Questions ({MOST_LINES + 2})" in out
    assert "  - 2 more; --format json lists all.\n" in out
    assert out.count("says that the unit takes part") == MOST_LINES
    assert "Left out" not in out


@pytest.mark.usefixtures("framed")
def test_the_answer_is_in_the_language_of_the_system(
    run: Run, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    out = run("import", table, "-o", tmp_path / "a.raci").out
    assert "\n‹Read: ‹3 activities›, ‹4 units›, ‹9 cells with letters› (‹activities down, units across›).›\n" in out
    assert "\n‹Recognised: ‹1 activity›, ‹3 units›.›\n\n‹To be confirmed› (3)\n" in out
    assert "  - ‹«Human Resourcs» may be «Ressources humaines» (85%).›\n" in out
    assert "\n‹Questions› (" in out
    assert "\n  - ‹E4: «X» says" in out
    assert "\n‹Left out› (1)\n" in out
    assert "‹It stands above the matrix.›" in out


def test_no_matrix_is_three(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("hello,world\n1,2\n", "utf-8")
    ran = run("import", tmp_path / "a.csv", "-o", tmp_path / "a.raci")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert ran.err.startswith("raciapp: a.csv: ")
    assert not (tmp_path / "a.raci").exists()


def test_programs_are_told_that_there_is_no_matrix(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("hello,world\n1,2\n", "utf-8")
    ran = run("import", tmp_path / "a.csv", "--format", "json")
    told = json.loads(ran.out)
    assert ran.code == 3
    assert (told["kind"], told["activities"], told["letters"]) == ("none", 0, {})
    assert told["explanation"].startswith("a.csv: no matrix was found")
    assert [left["text"] for left in told["skipped"]] == ["hello"]


def test_the_document_lies_beside_its_source_unless_it_is_named(run: Run, table: Path) -> None:
    assert run("import", table).code == 0
    document = table.with_suffix(".raci")
    before = document.read_bytes()
    ran = run("import", table)
    assert (ran.code, ran.out) == (2, "")
    assert "exists already" in ran.err
    assert document.read_bytes() == before


@pytest.mark.parametrize("target", [[], ["-o", "b.raci"]])
def test_one_can_look_without_writing(
    run: Run, table: Path, monkeypatch: pytest.MonkeyPatch, target: list[str]
) -> None:
    monkeypatch.chdir(table.parent)
    ran = run("import", table, "--dry-run", *target)
    assert ran.code == 0
    assert ran.out.startswith("Read: 3 activities")
    assert set(table.parent.iterdir()) == {table}


TWO_TABLES = """\
| Activity | Web | Legal |
|---|---|---|
| Plan | A | R |
| Answer | R | A |
| Train | R | A |

| Task | Sea | Land |
|---|---|---|
| Dig | A | R |
| Fill | R | C |
"""


def test_another_table_and_shape_can_be_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TWO_TABLES, "utf-8")

    def told(*options: str) -> dict[str, object]:
        ran = run("import", tmp_path / "a.md", "--dry-run", "--format", "json", *options)
        assert ran.code == 0, ran.err
        answer: dict[str, object] = json.loads(ran.out)
        return answer

    first = told()
    assert (first["table"], first["unit_names"]) == (1, ["Web", "Legal"])
    assert [offer["table"] for offer in first["others"]] == [2]  # type: ignore[attr-defined] # plain values
    assert told("--table", "2")["unit_names"] == ["Sea", "Land"]
    turned = told("--table", "2", "--shape", "transposed")
    assert (turned["kind"], turned["unit_names"]) == ("transposed", ["Dig", "Fill"])


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--sheet", "Tasks"], "has no sheet «Tasks». It has: –."),
        (["--table", "3"], "has no table 3 there; it has 1."),
        (["--table", "-1"], "--table"),
        (["--shape", "round"], "--shape: «round» is not known."),
    ],
)
def test_a_place_that_is_not_there(run: Run, table: Path, options: list[str], complaint: str) -> None:
    ran = run("import", table, "--dry-run", *options)
    assert (ran.code, ran.out) == (2, "")
    assert complaint in ran.err


def test_what_is_read_is_never_replaced(run: Run, table: Path, tmp_path: Path) -> None:
    (tmp_path / "link.raci").hardlink_to(table)
    ran = run("import", table, "-o", tmp_path / "link.raci")
    assert (ran.code, ran.out) == (2, "")
    assert "would be lost" in ran.err
    assert table.read_text("utf-8") == TABLE


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["last year.csv", "-o", "b.csv"], "b.csv: a document ends in .raci."),
        (["missing.csv", "-o", "b.raci"], "missing.csv: cannot be read"),
        (["a.docm", "-o", "b.raci"], "a.docm: cannot be read (No such file"),
        (["last year.csv", "-o", "b.raci", "--context", "size=huge"], "--context size: «huge» is not known."),
        (["last year.csv", "-o", "b.raci", "--format", "xml"], "--format: «xml» is not known."),
    ],
)
def test_bad_input_writes_nothing(
    run: Run, table: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], complaint: str
) -> None:
    monkeypatch.chdir(table.parent)
    before = set(table.parent.iterdir())
    ran = run("import", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"raciapp: {complaint}")
    assert ran.err.count("\n") == 1
    assert set(table.parent.iterdir()) == before
