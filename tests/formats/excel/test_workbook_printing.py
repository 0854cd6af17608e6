"""What the sheets look like on paper: footers in which nothing is lost, headings with what they stand over."""

from pathlib import Path

import pytest
from formats.workbook_reading import SAMPLES, sample_report, written
from msgspec.structs import replace

from raciapp.base.words import Language
from raciapp.formats.report import EVERYTHING


def test_a_footer_has_room_for_organization_and_matrix(tmp_path: Path) -> None:
    sheets = written(replace(sample_report("coastal_stewardship", Language.FR), parts=EVERYTHING), tmp_path).worksheets
    upright = [one for one in sheets if one.page_setup.orientation == "portrait" and one.oddFooter.left.text]
    assert upright
    for sheet in upright:
        assert sheet.oddFooter.left.text == "Ministère de l'Intendance côtière · Situation actuelle"


@pytest.mark.parametrize("name", SAMPLES)
def test_no_group_ends_a_page_with_its_heading(name: str, tmp_path: Path) -> None:
    sheet = written(sample_report(name, Language.EN), tmp_path).worksheets[0]
    repeated = [int(row) for row in sheet.print_title_rows.replace("$", "").split(":")]
    height = {row: one.height or 0 for row, one in sheet.row_dimensions.items() if not one.hidden}
    width = sum((one.width * 7 + 5) * 0.75 for one in sheet.column_dimensions.values() if not one.hidden)
    room = (8.5 - 1.1) * 72 / min(1, (11 - 0.9) * 72 / width)
    breaks = {one.id + 1 for one in sheet.row_breaks.brk}
    levels = {row: sheet.row_dimensions[row].outlineLevel for row in height}
    first, last = min(row for row in levels if levels[row]), max(row for row in levels if levels[row])
    taken = 0.0
    for row in range(1, last + 1):
        if taken + height.get(row, 0) > room or row in breaks:
            assert row <= first or levels[row - 1], f"row {row - 1} is a heading alone"
            taken = sum(height.get(one, 0) for one in range(repeated[0], repeated[1] + 1))
        taken += height.get(row, 0)
