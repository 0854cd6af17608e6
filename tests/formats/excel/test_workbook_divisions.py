"""The band of divisions over the units."""

from pathlib import Path

import pytest
from formats.talked import FIELD, TALKED, silent, talked_report
from formats.workbook_reading import header_row, names_row, written
from msgspec.structs import replace
from openpyxl.utils import get_column_letter

from raciapp.base.words import Language, same
from raciapp.formats.excel.divisions import Division, divisions
from raciapp.formats.excel.measures import LINE, PADDING, column_units, text_width, wrapped
from raciapp.formats.report import Report

FIRST_UNIT = 3


def with_divisions(*names: str) -> Report:
    report = talked_report()
    return replace(
        report, units=tuple(replace(unit, division=name) for unit, name in zip(report.units, names, strict=True))
    )


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("", "", "", ""), ()),
        (("A", "A", "A", "A"), (Division("A", 0, 4),)),
        (("A", "A", "B", "B"), (Division("A", 0, 2), Division("B", 2, 4))),
        (("A", "", "A", ""), (Division("A", 0, 1), Division("A", 2, 3))),
    ],
)
def test_only_neighbours_stand_under_one_name(names: tuple[str, ...], found: tuple[Division, ...]) -> None:
    assert divisions(with_divisions(*names).units) == found


@pytest.mark.parametrize(("language", "name"), [(Language.EN, FIELD.en), (Language.FR, FIELD.fr)])
def test_the_band_is_merged_over_its_units_and_printed_with_the_header(
    language: Language, name: str, tmp_path: Path
) -> None:
    sheet = written(talked_report(TALKED, language), tmp_path).worksheets[0]
    band = names_row(sheet) - 1
    assert sheet.cell(band, FIRST_UNIT).value == name
    assert f"C{band}:D{band}" in {str(merged) for merged in sheet.merged_cells.ranges}
    assert [sheet.cell(band, column).value for column in range(FIRST_UNIT + 1, FIRST_UNIT + 3)] == [None, None]
    assert sheet.cell(band, FIRST_UNIT + 2).fill.fill_type is None, "no band where there is no division"
    assert sheet.print_title_rows == f"${band}:${band + 2}"
    assert sheet.freeze_panes == f"C{band + 3}"


def test_without_divisions_there_is_no_band(tmp_path: Path) -> None:
    sheet = written(talked_report(silent()), tmp_path).worksheets[0]
    header = header_row(sheet)
    assert sheet.print_title_rows == f"${header - 1}:${header}"
    assert [cell.value for cell in sheet[header - 2] if cell.value] == []


@pytest.mark.parametrize(
    "name",
    ["HR", "Headquarters", "Programs and regions of the coast", "Wide " * 60, "n" * 300, "漢" * 90, "=1+1", "_x0041_"],
)
@pytest.mark.parametrize("count", [1, 3])
def test_the_band_holds_every_name(name: str, count: int, tmp_path: Path) -> None:
    sheet = written(with_divisions(*[name.strip()] * count, *[""] * (4 - count)), tmp_path).worksheets[0]
    band = names_row(sheet) - 1
    cell = sheet.cell(band, FIRST_UNIT)
    assert (cell.value, cell.data_type) == (name.strip().replace("_x", "_x005F_x"), "s")
    columns = [get_column_letter(FIRST_UNIT + place) for place in range(count)]
    width = sum((7 * sheet.column_dimensions[column].width + 5) * 0.75 for column in columns)
    height = sheet.row_dimensions[band].height
    across, down = (height, width) if cell.alignment.textRotation else (width, height)
    lines = wrapped(cell.value, across - PADDING + 0.1, cell.font.size, bold=True)
    assert max(text_width(line.rstrip(), cell.font.size, bold=True) for line in lines) <= across
    assert len(lines) * cell.font.size * LINE <= down
    assert height <= 160


def test_short_names_stand_level_and_do_not_widen_the_columns(tmp_path: Path) -> None:
    sheet = written(talked_report(), tmp_path).worksheets[0]
    bare = written(talked_report(silent()), tmp_path).worksheets[0]
    assert not sheet.cell(names_row(sheet) - 1, FIRST_UNIT).alignment.textRotation
    assert sheet.column_dimensions["D"].width == bare.column_dimensions["D"].width
    assert sheet.column_dimensions["D"].width == column_units(31.0)


def test_a_division_named_with_blanks_is_none(tmp_path: Path) -> None:
    unit, *others = silent().units
    blank = replace(silent(), units=(replace(unit, division=same(" ")), *others))
    sheet = written(talked_report(blank), tmp_path).worksheets[0]
    header = header_row(sheet)
    assert sheet.print_title_rows == f"${header - 1}:${header}"
