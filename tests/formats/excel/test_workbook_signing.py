"""The sheet to sign on: a line for each unit with room for a hand."""

from pathlib import Path

from formats.workbook_reading import header_row, named_report, table
from msgspec.structs import replace
from openpyxl import load_workbook

from raciapp.base.words import Language
from raciapp.formats.excel.workbook import write_workbook
from raciapp.formats.method import SIGNING
from raciapp.formats.report import Report, ReportPart

LONG = "Direction générale des communications " * 8


def signing(names: list[str], language: Language = Language.EN) -> Report:
    return replace(named_report(names, language=language), parts=frozenset({ReportPart.SIGN_OFF}))


def test_each_unit_has_a_line_with_room_for_a_signature(tmp_path: Path) -> None:
    names = ["=1+1", "مكتب الاتصالات", "🎉 R&D", LONG]
    path = tmp_path / "out.xlsx"
    write_workbook(signing(names), path)
    sheet = load_workbook(path)["Sign-off"]
    header = header_row(sheet)
    assert [cell.value for cell in sheet[header]] == ["Unit", "Name", "Signature", "Date"]
    assert [row[0] for row in table(sheet)] == names
    assert sheet.cell(header + 1, 1).data_type == "s"
    heights = [sheet.row_dimensions[header + place].height for place in range(1, 5)]
    assert min(heights) >= 36
    assert heights[3] > heights[0]
    assert sheet.print_title_rows == f"${header}:${header}"
    assert (sheet["A1"].value, sheet["A3"].value) == ("Sign-off", SIGNING)


def test_it_speaks_the_language_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    report = signing(["Une"], Language.FR)
    write_workbook(report, path)
    sheet = load_workbook(path)[report.say("Sign-off")]
    assert sheet["A3"].value == report.say(SIGNING) != SIGNING


def test_without_units_there_is_nothing_to_sign(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(replace(signing(["One"]), units=(), sections=()), path)
    assert "Sign-off" not in load_workbook(path).sheetnames
