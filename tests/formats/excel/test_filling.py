"""A client's own workbook, filled: placeholders, the matrix at its mark, and all that was there before."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from formats.talked import TALKED
from formats.workbook_reading import DATE
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from openpyxl.styles import Font, PatternFill
from PIL import Image as Picture

from raciapp.base.errors import UserError
from raciapp.base.words import Language, same
from raciapp.formats.excel.workbook import ExcelOptions, write_workbook
from raciapp.formats.report import BRIEF, Cover, Report, Wishes, report_on
from raciapp.formats.returned import read_returned
from raciapp.knowledge.library import knowledge

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COVER = Cover("{{author}} =1+1", "2.0", "Marie & Co", "")


def report() -> Report:
    document = replace(TALKED, organization=replace(TALKED.organization, name=same("Ours")))
    return report_on(document, knowledge(), DATE, Wishes(Language.EN, parts=BRIEF, cover=COVER))


def branded(folder: Path, mark: str = "{{matrix_here}}") -> Path:
    """Write a template with a letterhead, a logo, a print set-up and a line below the matrix."""
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = "Ours"
    sheet["B2"] = "{{ Organization }} – {{matrix}}"
    sheet["B2"].font = Font(name="Georgia", size=22, color="FF8800AA")
    sheet["B3"] = CellRichText(["For ", TextBlock(InlineFont(b=True), "{{client}}"), ", {{date}}"])
    sheet["C5"] = mark
    sheet["B8"] = "Signed: {{author}}, version {{version}}"
    sheet["B8"].fill = PatternFill("solid", "FFEEEEEE")
    sheet.merge_cells("B8:D8")
    sheet.row_dimensions[8].height = 44
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", 8
    sheet.oddHeader.center.text = "{{organization}}"
    picture = io.BytesIO()
    Picture.new("RGB", (40, 20), "purple").save(picture, "PNG")
    sheet.add_image(Image(picture), "F1")
    book.create_sheet("Terms")["A1"] = "{{date}}: our terms"
    path = folder / "template.xlsx"
    book.save(path)
    return path


def filled(folder: Path, template: Path) -> Path:
    path = folder / "out.xlsx"
    write_workbook(report(), path, ExcelOptions(template=template))
    return path


def place(sheet: "Worksheet", text: str) -> tuple[int, int]:
    return next((cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value == text)


def test_placeholders_are_filled_and_looks_stay(tmp_path: Path) -> None:
    book = load_workbook(filled(tmp_path, branded(tmp_path)), rich_text=True)
    sheet = book["Ours"]
    assert sheet["B2"].value == "Ours – As-is"
    assert (sheet["B2"].font.name, sheet["B2"].font.size, sheet["B2"].font.color.rgb) == ("Georgia", 22, "FF8800AA")
    assert str(sheet["B3"].value) == "For {{author}} =1+1, November 23, 2026"
    assert sheet["B3"].value[1].font.b
    assert book["Terms"]["A1"].value == "November 23, 2026: our terms"
    assert sheet.oddHeader.center.text == "Ours"


def test_the_matrix_begins_at_the_mark_and_what_was_below_follows_it(tmp_path: Path) -> None:
    sheet = load_workbook(filled(tmp_path, branded(tmp_path)))["Ours"]
    assert sheet["C5"].value == "raciapp:number"
    assert place(sheet, "No.") == (7, 3)
    assert sheet.freeze_panes == "E9"
    row, column = place(sheet, "Signed: Marie & Co, version 2.0")
    assert column == 2
    assert row > place(sheet, "Legend")[0] + 4
    assert sheet.row_dimensions[row].height == 44
    assert f"B{row}:D{row}" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet.cell(row, 2).fill.fgColor.rgb == "FFEEEEEE"


def test_logo_and_print_set_up_stay(tmp_path: Path) -> None:
    path = filled(tmp_path, branded(tmp_path))
    sheet = load_workbook(path)["Ours"]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("portrait", 8)
    assert len(sheet._images) == 1
    assert sheet._images[0].anchor._from.row == 0
    assert sheet.print_title_rows == "$6:$8"


def test_formulas_count_where_the_matrix_stands(tmp_path: Path) -> None:
    path = filled(tmp_path, branded(tmp_path))
    formulas = load_workbook(path)["Ours"]
    results = load_workbook(path, data_only=True)["Ours"]
    row, column = place(formulas, "Plan")[0], place(formulas, "Count of A")[1]
    assert formulas.cell(row, column).value.count(f"E{row}:H{row}") == 1
    assert results.cell(row, column).value == 1
    assert load_workbook(path).defined_names["Matrix"].attr_text == "'Ours'!$E$9:$H$12"


def test_it_comes_back(tmp_path: Path) -> None:
    path = filled(tmp_path, branded(tmp_path))
    returned = read_returned(path)
    assert returned.theirs == returned.base
    assert (returned.skipped, returned.questions) == ((), ())


def test_a_mark_in_merged_cells_is_one_mark(tmp_path: Path) -> None:
    template = branded(tmp_path)
    book = load_workbook(template)
    book["Ours"].merge_cells("C5:F6")
    book.save(template)
    sheet = load_workbook(filled(tmp_path, template))["Ours"]
    assert place(sheet, "No.") == (7, 3)


@pytest.mark.parametrize(
    ("mark", "complaint"),
    [
        ("", "says nowhere where the matrix begins"),
        ("{{klient}} {{matrix_here}}", r"Ours!C5 asks for \{\{klient\}\}"),
    ],
)
def test_what_cannot_be_filled_is_said(mark: str, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=complaint):
        filled(tmp_path, branded(tmp_path, mark))
    assert not (tmp_path / "out.xlsx").exists()


def test_two_marks_are_one_too_many(tmp_path: Path) -> None:
    template = branded(tmp_path)
    book = load_workbook(template)
    book["Terms"]["B2"] = "{{matrix_here}}"
    book.save(template)
    with pytest.raises(UserError, match="Ours!C5, Terms!B2"):
        filled(tmp_path, template)


@pytest.mark.parametrize("name", ["missing.xlsx", "broken.xlsx", "other.txt"])
def test_what_is_no_workbook_is_said(name: str, tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(UserError, match=name):
        filled(tmp_path, tmp_path / name)


def test_values_are_never_formulas(tmp_path: Path) -> None:
    template = branded(tmp_path)
    book = load_workbook(template)
    book["Terms"]["A2"] = "{{client}}"
    book["Terms"]["A3"] = "=1+2"
    book.save(template)
    path = tmp_path / "out.xlsx"
    hostile = Cover("=cmd|' /C calc'!A1", "", "")
    write_workbook(replace(report(), cover=hostile), path, ExcelOptions(template=template))
    sheet = load_workbook(path)["Terms"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=cmd|' /C calc'!A1", "s")
    assert sheet["A3"].data_type == "f", "the template's own formulas stay"
