"""`raciapp recover`."""

import json
from pathlib import Path

import pytest
from cli.running import Run
from journals import START, crash, journal_of, type_letter

from raciapp.base.words import Language, same
from raciapp.cli.password import VARIABLE
from raciapp.document.edits import rename_unit
from raciapp.document.journal import Journal
from raciapp.document.records import Document, new_document
from raciapp.document.recovery import found
from raciapp.document.storage import load, save
from raciapp.document.vault import Seal
from raciapp.document.workspace import Workspace


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def crashed(path: Path | None, letters: str = "R", document: Document = START) -> Workspace:
    """Leave a crashed session behind, and the file as it was saved before."""
    if path:
        save(document, path)
    workspace = Workspace(document, path, journal=Journal.begin(document, path))
    for letter in letters:
        type_letter(workspace, letter)
    crash(workspace)
    return workspace


def test_nothing_to_recover(run: Run, tmp_path: Path) -> None:
    assert run("recover") == run("recover", "--list")
    assert run("recover").out == "No crashed session left anything behind.\n"
    assert run("recover", "--format", "json").out == "[]\n"
    ran = run("recover", "-o", tmp_path / "out.raci")
    assert (ran.code, ran.out, ran.err) == (2, "", "raciapp: no crashed session left anything behind.\n")
    ran = run("recover", "other.raci", "-o", tmp_path / "out.raci")
    assert (ran.code, ran.err) == (2, "raciapp: other.raci: no crashed session left anything of it behind.\n")


def test_what_was_found_is_listed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.raci"
    workspace = crashed(path, "RA")
    ran = run("recover")
    identity = journal_of(workspace).id
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == f"  {identity}  client.raci"
    assert lines[1].strip() == str(path)
    assert lines[2].strip().endswith("; 2 edits were not saved.")
    assert lines[3].strip() == "Different: 1 cell."
    assert len(lines) == 4


def test_several_sessions_and_documents_that_were_never_saved(run: Run, tmp_path: Path) -> None:
    crashed(None, "R")
    workspace = crashed(tmp_path / "client.raci", "")
    assert "client.raci" not in run("recover").out
    workspace = crashed(None, "", new_document(same("")))
    out = run("recover").out
    assert "Us\n" in out
    assert "1 edit was not saved" in out
    assert f"{journal_of(workspace).id}  A document that was never saved" in out
    assert "Nothing in it was changed." in out
    assert out.count("\n\n") == 1
    ran = run("recover", "-o", tmp_path / "out.raci")
    assert ran.code == 2
    assert "Name one by its id" in ran.err
    assert journal_of(workspace).id in ran.err


def test_a_difference_of_more_than_cells_and_none_at_all(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.raci"
    save(START, path)
    workspace = Workspace(START, path, journal=Journal.begin(START, path))
    type_letter(workspace, "R")
    workspace.commit("rename", rename_unit(workspace.document, "com", "Comms", Language.EN))
    journal = crash(workspace)
    assert "Different: 1 cell, and names, rows, columns or settings." in run("recover").out
    save(workspace.document, path)
    assert "It is the same as what the file holds." in run("recover").out
    (segment,) = journal.folder.glob("*.journal")
    segment.write_bytes(segment.read_bytes() + b"half a rec")
    assert "The last record is incomplete; everything before it is there." in run("recover").out


def test_for_programs(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.raci"
    workspace = crashed(path)
    (told,) = json.loads(run("recover", "--format", "json").out)
    assert told.pop("when").startswith("20")
    assert told == {
        "id": journal_of(workspace).id,
        "name": "client.raci",
        "file": str(path),
        "edits": 1,
        "cells": 1,
        "only_cells": True,
        "torn": False,
        "sealed": False,
    }
    crashed(None)
    assert [one["file"] for one in json.loads(run("recover", "--format", "json").out)] == [None, str(path)]


def test_a_document_is_recovered_by_its_file_or_by_id(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, target = tmp_path / "client.raci", tmp_path / "out.raci"
    workspace = crashed(path)
    crashed(None, "C")
    monkeypatch.chdir(tmp_path)
    for wanted in (path, "client.raci", journal_of(workspace).id):
        target.unlink(missing_ok=True)
        ran = run("recover", wanted, "-o", target)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == f"{target}: written (1 activity, 1 unit).\n"
        assert load(target) == workspace.document
    assert load(path) == START
    assert len(found()) == 2  # what was recovered from stays
    assert run("recover", path, "--list", "-o", "other.raci").out.count("client.raci") == 2
    assert not (tmp_path / "other.raci").exists()


def test_only_documents_are_written(run: Run, tmp_path: Path) -> None:
    crashed(None)
    ran = run("recover", "-o", tmp_path / "out.xlsx")
    assert (ran.code, ran.err) == (2, "raciapp: out.xlsx: a document ends in .raci. Give -o such a name.\n")


def test_links_that_lead_in_a_circle(run: Run, tmp_path: Path) -> None:
    crashed(tmp_path / "client.raci")
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    assert run("recover", tmp_path / "one").out == "No crashed session left anything behind.\n"


def test_a_protected_document_stays_protected(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, target, word = tmp_path / "client.raci", tmp_path / "out.raci", tmp_path / "word"
    word.write_text("secret\n")
    monkeypatch.setenv(VARIABLE, str(word))
    seal = Seal.new("secret")
    workspace = Workspace(START, path, journal=Journal.begin(START, path, None, seal))
    type_letter(workspace, "R")
    crash(workspace)
    assert "Protected by a password, which -o asks for." in run("recover").out
    (told,) = json.loads(run("recover", "--format", "json").out)
    assert (told["sealed"], told["cells"], told["only_cells"]) == (True, None, None)
    assert run("recover", "-o", target).code == 0
    assert load(target, lambda: "secret") == workspace.document
    assert target.read_bytes().startswith(b'{"format":"raciapp-sealed"')


def test_in_french(run: Run, tmp_path: Path, framed: None) -> None:
    crashed(tmp_path / "client.raci")
    out = run("recover", "--lang", "fr").out
    assert "‹Last edit " in out
    assert "‹Different: ‹1 cell›.›" in out


@pytest.mark.parametrize("when", [1e30, float("nan"), -1e18])
def test_a_time_that_is_none(run: Run, monkeypatch: pytest.MonkeyPatch, when: float) -> None:
    now = [0.0]
    workspace = Workspace(START, None, journal=Journal(START, None, None, None, lambda: now[0]))
    journal_of(workspace).retry()
    now[0] = when
    type_letter(workspace, "R")
    crash(workspace)
    ran = run("recover")
    assert (ran.code, ran.err) == (0, "")
    assert "Us" in ran.out
