"""Statuses and remarks in the workbook: signs in the matrix, notes on cells, and the sheet that lists them."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from formats.talked import TALKED, silent, talked_report
from formats.workbook_reading import contrast, header_row, names_row, parts, table, text_cells, written
from hypothesis import given, settings
from msgspec.structs import replace
from openpyxl import load_workbook
from strategies import documents

from raciapp.base.words import Language
from raciapp.document.records import Document, Row, Status
from raciapp.formats.excel.workbook import ExcelOptions, write_workbook
from raciapp.formats.inks import STATUS_INKS
from raciapp.formats.report import STATUS_NAMES, STATUS_SIGNS, Report

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FIRST_UNIT = 3


def matrix_row(sheet: "Worksheet", name: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == name)


def shown(sheet: "Worksheet", row: int, column: int) -> str:
    """Return what a person sees in a cell: its text in its number format."""
    cell = sheet.cell(row, column)
    sign = re.fullmatch(r'@"(.*)"', cell.number_format)
    return f"{cell.value}{sign[1]}" if sign else str(cell.value or "")


# -- the matrix -------------------------------------------------------------------------------------------


def test_signs_are_seen_and_letters_stay_letters(tmp_path: Path) -> None:
    sheet = written(talked_report(), tmp_path).worksheets[0]
    rows = [matrix_row(sheet, name) for name in ("Plan", "Answer", "Count")]
    columns = range(FIRST_UNIT, FIRST_UNIT + 4)
    assert [[shown(sheet, row, column) for column in columns] for row in rows] == [
        ["A ✓", "R ?", "", "C"],
        ["A/R", "", "!", ""],
        ["", "A", "R", "I ✓"],
    ]
    assert sheet.cell(rows[0], FIRST_UNIT).value == "A"


def test_a_column_of_words_tells_the_status_of_rows(tmp_path: Path) -> None:
    report = talked_report()
    sheet = written(report, tmp_path).worksheets[0]
    last = sheet.max_column
    assert sheet.cell(names_row(sheet), last).value == "Status"
    assert [sheet.cell(matrix_row(sheet, name), last).value for name in ("Plan", "Answer", "Count")] == [
        None,
        None,
        "! Contested",
    ]


def test_the_legend_explains_the_signs_that_occur(tmp_path: Path) -> None:
    sheet = written(talked_report(), tmp_path).worksheets[0]
    rows = [[cell.value for cell in row[:2]] for row in sheet.iter_rows(min_row=sheet.max_row - 2)]
    assert rows == [["!", "Contested"], ["?", "Open question"], ["✓", "Agreed"]]
    (matrix,) = TALKED.matrices
    only = replace(matrix, rows=(*(Row(row.letters) for row in matrix.rows[:2]), matrix.rows[2]))
    sheet = written(talked_report(replace(TALKED, matrices=(only,))), tmp_path).worksheets[0]
    legend = [sheet.cell(row, 1).value for row in range(sheet.max_row - 2, sheet.max_row + 1)]
    assert legend == ["I", "!", "✓"]


def test_remarks_on_activities_and_units_are_notes_on_their_names(tmp_path: Path) -> None:
    sheet = written(talked_report(), tmp_path).worksheets[0]
    header = names_row(sheet)
    notes = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    first = matrix_row(sheet, "Plan")
    assert notes == {
        f"D{header}": "Led by two people",
        f"B{first}": "Once a year",
        f"C{first}": "Only sensitive topics",
        f"E{first}": "Since the merger",
        f"E{first + 1}": "Two days are too long",
        f"B{first + 2}": "Nobody asks for it",
    }
    assert sheet.page_setup.cellComments == "atEnd"


def test_nothing_appears_where_nothing_is_said(tmp_path: Path) -> None:
    report = talked_report(silent())
    book = written(report, tmp_path)
    assert book.sheetnames == ["Matrix", "Findings"]
    sheet = book.worksheets[0]
    assert sheet.page_setup.cellComments is None
    texts = {str(cell.value) for cell in text_cells(book)}
    assert texts.isdisjoint({"Status", *STATUS_SIGNS.values(), *STATUS_NAMES.values()})
    assert {cell.number_format for cell in text_cells(book)} == {"General"}


# -- the list ---------------------------------------------------------------------------------------------


def listed(report: Report, folder: Path) -> "Worksheet":
    book = written(report, folder)
    assert len(book.worksheets) == 3
    return book.worksheets[1]


def test_the_list_begins_with_what_is_to_be_settled(tmp_path: Path) -> None:
    sheet = listed(talked_report(), tmp_path)
    assert sheet.title == sheet["A1"].value == "Open questions and remarks"
    assert sheet["A2"].value == "Ours · As-is · November 23, 2026"
    assert sheet["A3"].value == "Contested: 2 · Open question: 1 · Agreed: 2 · Remarks: 6"
    assert table(sheet) == [
        ["! Contested", "Answer", "Law", None, "Two days are too long"],
        ["! Contested", "Count", None, None, "Nobody asks for it"],
        ["? Open question", "Plan", "South", "R", None],
        [None, None, "South", None, "Led by two people"],
        [None, "Plan", None, None, "Once a year"],
        ["✓ Agreed", "Plan", "North", "A", "Only sensitive topics"],
        [None, "Plan", "Law", None, "Since the merger"],
    ]
    header = header_row(sheet)
    assert [cell.value for cell in sheet[header]] == ["Status", "Activity", "Unit", "Letters", "Remark"]
    assert sheet.auto_filter.ref == f"A{header}:E{header + 7}"
    assert sheet.freeze_panes == f"B{header + 1}"
    assert sheet.print_title_rows == f"${header}:${header}"


def test_kinds_are_parted_by_a_darker_line(tmp_path: Path) -> None:
    sheet = listed(talked_report(), tmp_path)
    first = header_row(sheet) + 1
    lines = [sheet.cell(row, 2).border.top.color.rgb for row in range(first, first + 7)]
    darker = [place for place, line in enumerate(lines) if line != lines[0]]
    assert darker == [2, 3]


def test_the_list_speaks_the_language_of_the_report(tmp_path: Path) -> None:
    report = talked_report(language=Language.FR)
    sheet = listed(report, tmp_path)
    assert sheet["A1"].value == report.say("Open questions and remarks")
    assert sheet["A2"].value.startswith("Ours · Situation actuelle")
    assert table(sheet)[0][0] == f"! {report.say('Contested')}"


def test_where_all_is_agreed_the_count_is_all_there_is(tmp_path: Path) -> None:
    agreed = Row(bytes(4), (), (("u0", Status.AGREED),))
    (matrix,) = silent().matrices
    document = replace(silent(), matrices=(replace(matrix, rows=(agreed, *matrix.rows[1:])),))
    sheet = listed(talked_report(document), tmp_path)
    assert [cell.value for row in sheet.iter_rows() for cell in row if cell.value][1:] == [
        "Ours · As-is · November 23, 2026",
        "Agreed: 1",
    ]
    assert sheet.auto_filter.ref is None


def test_a_remark_no_row_can_show_goes_on_in_the_next(tmp_path: Path) -> None:
    report = talked_report()
    remark = "\n".join(f"Line {number}" for number in range(100))
    units = (replace(report.units[0], remark=remark), *report.units[1:])
    rows = table(listed(replace(report, units=units), tmp_path))
    long = [row for row in rows if str(row[4]).startswith("Line ")]
    assert len(long) > 1
    assert "\n".join(str(row[4]) for row in long) == remark


def test_what_people_wrote_is_no_formula(tmp_path: Path) -> None:
    report = talked_report()
    unit = replace(report.units[0], name="+1", remark="=1+1", division="@home")
    path = tmp_path / "out.xlsx"
    write_workbook(replace(report, units=(unit, *report.units[1:])), path, ExcelOptions(checks=False))
    for name, text in parts(path).items():
        assert "/worksheets/sheet" not in name or not re.search(r"<f[ >]", text)
    sheet = load_workbook(path).worksheets[1]
    (row,) = [row for row in sheet.iter_rows(min_row=header_row(sheet)) if row[4].value == "=1+1"]
    assert [cell.data_type for cell in (row[2], row[4])] == ["s", "s"]
    assert row[4].quotePrefix


@given(document=documents())
@settings(max_examples=25)
def test_any_document_becomes_a_workbook(document: Document, tmp_path_factory: pytest.TempPathFactory) -> None:
    report = talked_report(document, Language.FR)
    book = written(report, tmp_path_factory.mktemp("any"))
    assert len(book.worksheets) in (2, 3)
    for cell in text_cells(book):
        assert cell.data_type == ("n" if isinstance(cell.value, int) else "s")


def test_signs_are_readable_without_colour() -> None:
    assert set(STATUS_SIGNS) == set(STATUS_NAMES) == set(STATUS_INKS) == set(Status) - {Status.NONE}
    assert len(set(STATUS_SIGNS.values())) == len(STATUS_SIGNS)
    for ink in STATUS_INKS.values():
        assert contrast(ink, "FFFFFF") >= 4.5
