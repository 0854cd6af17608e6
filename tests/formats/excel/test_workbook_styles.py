"""Whatever people write stays text, whatever it looks like."""

import html
import re
from pathlib import Path

import pytest
from formats.workbook_reading import header_row, named_report, names_row, parts, text_cells, written
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from raciapp.formats.excel.styles import clean
from raciapp.formats.excel.workbook import write_workbook
from raciapp.formats.inks import reads_leftwards

FORMULA_LIKE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "=",
    "-",
    "+",
    "@",
]
HOSTILE = [
    *FORMULA_LIKE,
    "#N/A",
    "#REF!",
    "TRUE",
    "2026-11-23",
    "1e5",
    "'quoted",
    "<f>1</f>",
    "{=1}",
    " =1",
    "&P &[Page]",
]
FIRST_UNIT = 3
OURS = re.compile(
    r'SUMPRODUCT\(--ISNUMBER\(SEARCH\("/[A-Z]/","/"&(SUBSTITUTE\(){5}[A-Z]+\d+:[A-Z]+\d+'
    r'(,(" "|","|";"|"\+"|CHAR\(10\)),"/"\)){5}&"/"\)\)\)|SUM\([A-Z]+\d+:[A-Z]+\d+\)'
)
"""Every formula we write: letters of a scheme and names of cells."""


def test_hostile_text_stays_text_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(named_report(HOSTILE, remark="=1+1", organization="=1+1"), path)
    for name, text in parts(path).items():
        if "/worksheets/sheet" in name:
            found = [html.unescape(one) for one in re.findall("<f[ >](.*?)</f>", text)]
            assert all(OURS.fullmatch(one) for one in found)
            assert 't="e"' not in text
    for cell in text_cells(load_workbook(path)):
        if cell.data_type == "f":
            continue
        assert cell.data_type == ("n" if isinstance(cell.value, int) else "s"), cell.coordinate


def test_hostile_names_are_shown_as_they_were_typed(tmp_path: Path) -> None:
    sheet = written(named_report(HOSTILE), tmp_path).worksheets[0]
    header = header_row(sheet)
    assert [sheet.cell(header - 1, FIRST_UNIT + place).value for place in range(len(HOSTILE))] == HOSTILE
    assert [sheet.cell(header + 2 * place + 2, 2).value for place in range(len(HOSTILE))] == HOSTILE


@pytest.mark.parametrize("name", FORMULA_LIKE)
def test_editing_a_formula_like_name_in_excel_leaves_it_text(name: str, tmp_path: Path) -> None:
    sheet = written(named_report([name, "Legal"]), tmp_path).worksheets[0]
    header = header_row(sheet)
    assert sheet.cell(header - 1, FIRST_UNIT).quotePrefix
    assert not sheet.cell(header - 1, FIRST_UNIT + 1).quotePrefix


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("bell\x07 null\x00", "bell\ufffd null\ufffd"),
        ("half \ud83d emoji", "half \ufffd emoji"),
        ("not a character \uffff", "not a character \ufffd"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("_x0041_ and _x5_", "_x005F_x0041_ and _x5_"),
        ("🎉 R&D <b> مكتب 日本語", "🎉 R&D <b> مكتب 日本語"),
        ("a" * 40_000, "a" * 32_767),
        ("🎉" * 20_000, "🎉" * 16_383),
    ],
)
def test_text_is_cleaned_of_what_a_workbook_cannot_hold(given_text: str, shown: str) -> None:
    assert clean(given_text) == shown


@given(st.text() | st.text(alphabet=st.characters(categories=["Cc", "Cs", "So", "Lo"])))
def test_clean_text_is_accepted_and_stays_clean(text: str) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cleaned = clean(text)
    assert not ILLEGAL_CHARACTERS_RE.search(cleaned)
    cleaned.encode("utf-8")  # no half of a pair is left
    assert "\r" not in cleaned


def test_very_long_names_are_cut_to_what_a_cell_holds(tmp_path: Path) -> None:
    sheet = written(named_report(["n" * 40_000]), tmp_path).worksheets[0]
    header = header_row(sheet)
    assert len(sheet.cell(header - 1, FIRST_UNIT).value) == 32_767
    assert sheet.row_dimensions[header + 2].height <= 409
    assert max(dimension.width for dimension in sheet.column_dimensions.values()) <= 255


@pytest.mark.parametrize(
    ("text", "leftwards"),
    [
        ("Legal", False),
        ("مكتب الاتصالات", True),
        ("123 לשכה", True),
        ("Équipe مكتب", False),
        ("🎉", False),
        ("", False),
    ],
)
def test_the_direction_is_that_of_the_first_letter(text: str, leftwards: bool) -> None:
    assert reads_leftwards(text) is leftwards


def test_names_written_from_right_to_left_are_aligned_so(tmp_path: Path) -> None:
    sheet = written(named_report(["مكتب الاتصالات", "Legal"]), tmp_path).worksheets[0]
    first = header_row(sheet) + 2
    assert sheet.cell(first, 2).alignment.horizontal == "right"
    assert sheet.cell(first, 2).alignment.readingOrder == 2
    assert sheet.cell(first + 2, 2).alignment.horizontal == "left"
    assert sheet.cell(names_row(sheet), FIRST_UNIT).alignment.textRotation == 90


def test_an_ampersand_in_a_name_is_no_command_in_the_footer(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(named_report(["R&D"], organization="A&P &[Page] &L\n" + "&" * 200), path)
    sheet = parts(path)["xl/worksheets/sheet1.xml"]
    footer = html.unescape(sheet.partition("<oddFooter>")[2].partition("</oddFooter>")[0])
    assert len(footer) <= 255
    shown = footer.partition("&C")[0].replace("&&", "")
    assert shown.count("&") == 4, "section, font, size and colour are the only commands"
    assert footer.endswith("Page &P of &N")
