"""Nothing is clipped: rows and columns are as large as their text needs."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from formats.workbook_reading import header_row, named_report, names_row, sample_report, written
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from raciapp.base.words import Language
from raciapp.formats.excel.measures import (
    PADDING,
    TALLEST_ROW,
    column_units,
    lines_height,
    most_lines,
    text_width,
    wrapped,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LONG = "Direction générale de la coordination interministérielle des communications numériques et des relations " * 3
FIRST_UNIT = 3


@given(st.text() | st.text(alphabet="ab \n\t\u00a0é漢", max_size=200), st.integers(1, 200))
def test_wrapped_lines_joined_are_the_text(text: str, width: int) -> None:
    assert "".join(wrapped(text, width, 10)) == text


@given(st.text(alphabet="abcW .\n漢", max_size=200), st.integers(15, 200))
def test_no_line_is_wider_than_what_is_free(text: str, width: int) -> None:
    for line in wrapped(text, width, 10):
        assert text_width(line.rstrip(), 10) <= width + 1e-6


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one", ["one"]),
        ("one two", ["one ", "two"]),
        ("one\ntwo", ["one\n", "two"]),
        ("a incomprehensible b", ["a ", "incom", "prehe", "nsible ", "b"]),
        ("a\u00a0b\u00a0c\u00a0d", ["a\u00a0b\u00a0c\u00a0", "d"]),
    ],
)
def test_text_wraps_as_excel_wraps_it(text: str, lines: list[str]) -> None:
    assert wrapped(text, 30, 10) == lines


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [("i", 222), ("m", 833), ("é", 556), ("W", 944), ("漢", 1000), ("🎉", 1000), ("\u0301", 0), ("م", 600)],
)
def test_characters_are_measured_as_wide_as_they_are_or_wider(text: str, thousandths: int) -> None:
    assert thousandths * 10 / 1000 <= text_width(text, 10) <= max(thousandths, 1) * 14 / 1000


def test_bold_text_is_wider() -> None:
    assert text_width("Legal", 10, bold=True) > text_width("Legal", 10)


def test_rows_and_columns_keep_to_the_limits_of_excel() -> None:
    assert lines_height(1, 10) < lines_height(2, 10)
    assert lines_height(10_000, 10) == TALLEST_ROW
    assert lines_height(most_lines(10), 10) <= TALLEST_ROW < lines_height(most_lines(10), 10) + 10 * 1.28
    assert column_units(41.25) == pytest.approx(50 / 7, abs=0.01)
    assert column_units(1e6) <= 255


@pytest.mark.parametrize("name", ["Legal", "Communications and Engagement Branch", LONG[:300], "Wide " * 60, "n" * 300])
def test_the_header_holds_the_longest_name(name: str, tmp_path: Path) -> None:
    sheet = written(named_report([name, "HR"]), tmp_path).worksheets[0]
    header = names_row(sheet)
    height = sheet.row_dimensions[header].height
    cell = sheet.cell(header, FIRST_UNIT)
    assert cell.alignment.textRotation == 90
    assert cell.alignment.wrapText
    lines = wrapped(cell.value, height - PADDING, cell.font.size, bold=True)
    assert len(lines) * cell.font.size * 1.2 <= points(sheet, FIRST_UNIT, FIRST_UNIT)
    assert max(text_width(line.rstrip(), cell.font.size, bold=True) for line in lines) <= height


@pytest.mark.parametrize("language", list(Language))
def test_rows_are_high_enough_for_their_text(language: Language, tmp_path: Path) -> None:
    for sheet in written(sample_report("coastal_stewardship", language), tmp_path).worksheets:
        ends = {merged.start_cell.coordinate: merged.max_col for merged in sheet.merged_cells.ranges}
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and not cell.alignment.textRotation:
                    free = points(sheet, cell.column, ends.get(cell.coordinate, cell.column))
                    lines = wrapped(cell.value, free - 7 * cell.alignment.indent, cell.font.size, bold=cell.font.bold)
                    assert cell.alignment.wrapText
                    assert sheet.row_dimensions[cell.row].height >= 1.2 * cell.font.size * len(lines)


def test_findings_with_long_names_need_no_more_height_than_a_row_has(tmp_path: Path) -> None:
    sheet = written(named_report([LONG[:300]] * 12), tmp_path).worksheets[1]
    heights = [dimension.height for dimension in sheet.row_dimensions.values()]
    assert 300 < max(heights) <= 409


def points(sheet: "Worksheet", first: int, last: int) -> float:
    """Return the width of columns in points: Arial 10 has digits of 7 pixels, and each column 5 more."""
    widths = [sheet.column_dimensions[get_column_letter(column)].width for column in range(first, last + 1)]
    return float(sum((7 * width + 5) * 0.75 for width in widths))


def test_columns_are_wide_enough_for_many_letters(tmp_path: Path) -> None:
    sheet = written(named_report(["HR"], letters=63, alphabet="raci-vs"), tmp_path).worksheets[0]
    text = sheet.cell(header_row(sheet) + 2, FIRST_UNIT).value
    assert text.count("/") >= 5
    assert points(sheet, FIRST_UNIT, FIRST_UNIT) >= text_width(text, 10, bold=True)
