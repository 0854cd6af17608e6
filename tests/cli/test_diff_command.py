"""`raciapp diff`: two documents, workbooks of ours, a client's files, in any pairing."""

import datetime as dt
import json
from pathlib import Path

import pytest
from cli.running import Run
from msgspec.structs import replace
from openpyxl import load_workbook

from raciapp.base.words import Language, Words, same
from raciapp.document import edits
from raciapp.document.records import Activity, Document, Group, Matrix, Sector, Status, Threshold, Unit, Waiver
from raciapp.document.storage import load, save
from raciapp.formats.exporting import export
from raciapp.formats.report import build_report
from raciapp.knowledge.library import knowledge

EMPTY: dict[str, list[dict[str, object]]] = {"cells": [], "activities": [], "units": [], "other": []}


@pytest.fixture
def document(coastal: Path) -> Document:
    return load(coastal)


def saved(document: Document, path: Path) -> Path:
    save(document, path)
    return path


def exported(document: Document, path: Path, language: Language = Language.EN) -> Path:
    export(build_report(document, knowledge(), language, dt.date(2026, 11, 23)), path)
    return path


def told(run: Run, one: Path, other: Path, *more: str) -> dict[str, list[dict[str, object]]]:
    ran = run("diff", one, other, "--format", "json", *more)
    assert ran.err == ""
    found: dict[str, list[dict[str, object]]] = json.loads(ran.out)
    assert list(found) == list(EMPTY)
    assert ran.code == (found != EMPTY)
    return found


@pytest.mark.parametrize("language", list(Language))
def test_a_document_and_its_workbook_are_the_same(
    run: Run, coastal: Path, document: Document, language: Language, tmp_path: Path
) -> None:
    workbook = exported(document, tmp_path / "a.xlsx", language)
    assert told(run, coastal, workbook) == EMPTY
    assert told(run, workbook, coastal) == EMPTY
    assert told(run, workbook, workbook) == EMPTY
    ran = run("diff", coastal, workbook)
    assert (ran.code, ran.out) == (0, "No differences.\n")


def test_a_changed_letter_is_one_cell(run: Run, coastal: Path, document: Document, tmp_path: Path) -> None:
    workbook = exported(document, tmp_path / "a.xlsx")
    book = load_workbook(workbook)
    sheet = book.worksheets[0]
    row = next(cell.row for cell in sheet["B"] if cell.value == document.activities[0].name.en)
    before = sheet.cell(row, 3).value
    sheet.cell(row, 3).value = "I"
    book.save(workbook)
    (cell,) = told(run, coastal, workbook)["cells"]
    assert cell == {
        "activity": document.activities[0].name.en,
        "unit": document.units[0].name.en,
        "before": before or "",
        "after": "I",
        "activity_id": document.activities[0].id,
        "unit_id": document.units[0].id,
    }
    (turned,) = told(run, workbook, coastal, "--lang", "fr")["cells"]
    assert (turned["before"], turned["after"]) == ("I", before or "")
    assert turned["unit"] == document.units[0].name.fr
    ran = run("diff", coastal, workbook)
    assert ran.code == 1
    assert ran.out.startswith("Letters (1)\n")
    assert f"{before or '–'} becomes I" in " ".join(ran.out.split())


def test_rows_and_columns_are_new_gone_renamed_and_moved(
    run: Run, coastal: Path, document: Document, tmp_path: Path
) -> None:
    rows, units = list(document.activity_places), list(document.unit_places)
    after = edits.arrange_units(document, [1, 0, *range(2, len(units) - 1)])
    after = edits.add_unit(after, Unit("x_new", same("New unit")))
    after = edits.rename_activity(after, rows[1], "Another name", Language.EN)
    after = edits.add_activity(after, Activity("x_row", same("New row")))
    after = edits.set_letters(after, document.matrices[0].id, [("x_row", "x_new")], lambda _: 1)
    found = told(run, coastal, saved(after, tmp_path / "b.raci"))
    assert found["cells"] == []
    assert found["activities"] == [
        {"id": rows[1], "name": "Another name", "change": "renamed",
         "before": document.activities[1].name.en, "after": "Another name"},
        {"id": "x_row", "name": "New row", "change": "added", "letters": {"New unit": "A"}},
    ]  # fmt: skip
    changes = {(entry["id"], entry["change"]) for entry in found["units"]}
    assert {(units[-1], "removed"), ("x_new", "added")} <= changes
    assert changes & {(units[0], "moved"), (units[1], "moved")}
    text = run("diff", coastal, tmp_path / "b.raci").out
    assert "New row: new (New unit A)" in text
    assert "Another name" in text


def test_everything_else_is_told(run: Run, coastal: Path, document: Document, tmp_path: Path) -> None:
    row, unit, matrix = document.activities[0], document.units[0], document.matrices[0].id
    after = edits.set_remark(document, matrix, row.id, unit.id, "Since May")
    after = edits.set_status(after, matrix, [(row.id, unit.id), (row.id, "")], Status.CONTESTED)
    after = edits.set_activity_remark(after, row.id, "Look here")
    after = edits.set_unit_remark(after, unit.id, "And here")
    after = edits.set_division(after, [unit.id], Words("Head"))
    after = edits.set_functions(after, unit.id, ())
    after = edits.set_organization(
        after, replace(after.organization, name=same("Other"), sector=Sector.NONPROFIT, packs=("gc", "names"))
    )
    after = edits.waive(after, Waiver("ENG-1", "We know"))
    after = replace(
        after,
        thresholds=(Threshold("RACI-4", 3),),
        template="corporate" if document.template != "corporate" else "",
        groups=(*reversed(document.groups), Group("x_more", same("More"))),
        matrices=(*after.matrices, Matrix("x_third", same("Third"), after.matrices[0].rows)),
        activities=(replace(after.activities[0], group="x_more"), *after.activities[1:]),
    )
    other = told(run, coastal, saved(after, tmp_path / "b.raci"))["other"]
    assert {str(entry["kind"]) for entry in other} == {
        "remark", "status", "group", "division", "functions", "organization", "waiver", "threshold", "template",
        "matrix", "order",
    }  # fmt: skip
    assert all(entry["sentence"] and entry["before"] != entry["after"] for entry in other)


def test_a_foreign_table_is_matched_by_names(run: Run, coastal: Path, document: Document, tmp_path: Path) -> None:
    first, second = document.activities[:2]
    units = document.units[:3]
    letters = [document.alphabet.text(mask) for row in document.matrices[0].rows[:2] for mask in row.letters[:3]]
    table = tmp_path / "table.csv"
    names = ",".join(f'"{unit.name.en}"' for unit in units)
    lines = [f"Activity,{names}", f'"{first.name.en}",{",".join(letters[:3])}', f'"{second.name.en}",C,C,C']
    table.write_text("\n".join(lines), "utf-8")
    found = told(run, coastal, table)
    assert {cell["activity_id"] for cell in found["cells"]} == {second.id}
    assert {entry["change"] for entry in found["activities"]} == {"removed"}
    assert len(found["activities"]) == len(document.activities) - 2
    assert len(found["units"]) == len(document.units) - 3
    assert found["other"] == []
    assert told(run, table, table) == EMPTY


def test_a_missing_file_is_told(run: Run, coastal: Path, tmp_path: Path) -> None:
    ran = run("diff", coastal, tmp_path / "gone.raci")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
