"""What a workbook carries so that it can come back, and what it must not."""

import zipfile
from pathlib import Path

import pytest
from formats.talked import TALKED
from formats.workbook_reading import DATE, seen
from hypothesis import given
from msgspec.structs import replace
from openpyxl import load_workbook
from strategies import documents, texts

from raciapp.base.errors import UserError
from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, same
from raciapp.document.records import Document, Group, Matrix, Threshold, Waiver
from raciapp.document.storage import decode, load
from raciapp.formats.excel import carrying
from raciapp.formats.excel.workbook import write_workbook
from raciapp.formats.finding.ownmarks import CORNER
from raciapp.formats.report import Report, build_report
from raciapp.formats.shown import completed
from raciapp.knowledge.library import knowledge

UNSHOWN = "what nobody shows"


def report_on(document: Document, matrix: str | None = None) -> Report:
    return build_report(document, knowledge(), Language.EN, DATE, matrix)


def hidden_rows(path: Path) -> list[tuple[str, str]]:
    sheet = load_workbook(path)[carrying.SHEET]
    return [(str(row[0] or ""), str(row[1] or "")) for row in sheet.iter_rows(values_only=True)]


def everything(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode("utf-8") for name in package.namelist())


def test_nobody_sees_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(report_on(TALKED), path)
    book = load_workbook(path)
    assert book[carrying.SHEET].sheet_state == "veryHidden"
    assert book.active.title == "Matrix"
    sheet = book.worksheets[0]
    ids = [cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith("activity:")]
    assert [cell.value for cell in ids] == ["activity:a0", "activity:a1", "activity:a2"]
    assert all(sheet.column_dimensions[cell.column_letter].hidden for cell in ids)
    assert {cell.number_format for cell in ids} == {";;;"}
    units = next(row for row in sheet.iter_rows() for cell in row if cell.value == CORNER)
    assert sheet.row_dimensions[units[0].row].hidden
    shown = [str(cell.value) for one in seen(book) for row in one.iter_rows() for cell in row if cell.value]
    assert not [text for text in shown if text.startswith(("raciapp", "unit:", "activity:", "group:"))]


@given(document=documents())
def test_any_document_is_carried_whole(document: Document, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    report = report_on(document)
    write_workbook(report, path)
    found = carrying.carried(hidden_rows(path), path.name)
    assert found.document == report.exported
    assert found.language is Language.EN


def test_long_documents_take_several_cells(tmp_path: Path) -> None:
    unit = replace(TALKED.units[0], remark="word " * 20_000 + "_x0041_ =1+1 é \U0001f469")
    report = report_on(replace(TALKED, units=(unit, *TALKED.units[1:])))
    path = tmp_path / "a.xlsx"
    write_workbook(report, path)
    rows = hidden_rows(path)
    pieces = [value for key, value in rows if key == "document"]
    assert len(pieces) > 3
    assert all(len(piece) < 32_767 and piece == piece.strip() and piece.isascii() for piece in pieces)
    assert carrying.carried(rows, "a").document == report.exported


# -- what is not shown is not in it -----------------------------------------------------------------------


def secretive() -> Document:
    matrix = TALKED.matrices[0]
    hidden_row = replace(matrix.rows[0], remarks=(("u0", UNSHOWN),))
    return replace(
        TALKED,
        organization=replace(TALKED.organization, story=same(UNSHOWN), no_alternative_reason=UNSHOWN),
        groups=(*TALKED.groups, Group("x_secret", same(UNSHOWN))),
        matrices=(matrix, Matrix("x_other", same(UNSHOWN), (hidden_row, *matrix.rows[1:]))),
        waivers=(Waiver("NO-SUCH", UNSHOWN, UNSHOWN, "2026-01-01"), Waiver("ENG-1", "", UNSHOWN)),
        thresholds=(Threshold("x_secret_rule", 3),),
        template="what_nobody_shows",
    )


def test_nothing_is_carried_that_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    report = report_on(secretive())
    write_workbook(report, path)
    content = everything(path)
    for text in (UNSHOWN, "x_other", "x_secret", "NO-SUCH", "what_nobody_shows"):
        assert text not in content
    assert report.exported is not None
    assert [matrix.id for matrix in report.exported.matrices] == ["as_is"]


def test_another_matrix_is_carried_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(report_on(secretive(), "x_other"), path)
    found = carrying.carried(hidden_rows(path), path.name).document
    assert [matrix.id for matrix in found.matrices] == ["x_other"]
    assert '"as_is"' not in everything(path)


def test_reasons_that_are_shown_are_carried() -> None:
    document = load(sample_organizations() / "coastal_stewardship.raci")
    fired = report_on(document).open_findings[0].rule
    waiver = Waiver(fired, "We know about it", "Marie", "2026-01-01")
    exported = report_on(replace(document, waivers=(*document.waivers, waiver))).exported
    assert exported is not None
    assert waiver in exported.waivers


def test_what_was_not_shown_comes_back_from_the_document() -> None:
    document = secretive()
    exported = report_on(document).exported
    assert exported is not None
    assert completed(exported, document, exported) == document


# -- what came back otherwise -----------------------------------------------------------------------------


@pytest.fixture
def rows(tmp_path: Path) -> list[tuple[str, str]]:
    path = tmp_path / "a.xlsx"
    write_workbook(report_on(TALKED), path)
    return hidden_rows(path)


@pytest.mark.parametrize("key", ["format", "language", "checksum", "document"])
def test_damage_is_told(key: str, rows: list[tuple[str, str]]) -> None:
    with pytest.raises(UserError, match="damaged"):
        carrying.carried([(name, value + " " if name == key else value) for name, value in rows], "a.xlsx")
    with pytest.raises(UserError, match="damaged"):
        carrying.carried([one for one in rows if one[0] != key], "a.xlsx")


def test_a_newer_workbook_is_told(rows: list[tuple[str, str]]) -> None:
    newer = [(key, "raciapp 2" if key == "format" else value) for key, value in rows]
    with pytest.raises(UserError, match="newer raciapp"):
        carrying.carried(newer, "a.xlsx")


def test_what_it_carries_is_a_plain_file(rows: list[tuple[str, str]]) -> None:
    content = "".join(value for key, value in rows if key == "document")
    assert decode(content.encode(), "a") == report_on(TALKED).exported


@given(text=texts)
def test_texts_compare_equal_after_a_spreadsheet_had_them(text: str) -> None:
    for change in (str.strip, lambda one: one.replace("\n", "\r\n"), lambda one: f" {one}\n"):
        assert carrying.plain(change(text)) == carrying.plain(text)
        assert carrying.fingerprint(change(text)) == carrying.fingerprint(text)
