import os
import subprocess
import sys
from pathlib import Path

import pytest
from formats.workbook_reading import (
    SAMPLES,
    contrast,
    header_row,
    named_report,
    names_row,
    parts,
    sample_report,
    seen,
    table,
    written,
)
from msgspec.structs import replace
from openpyxl import load_workbook

from raciapp.base.errors import UserError
from raciapp.base.words import Language
from raciapp.document.letters import schemes
from raciapp.formats.excel.styles import MUTED
from raciapp.formats.excel.workbook import ExcelOptions, write_workbook
from raciapp.formats.inks import SEVERITY_COLOURS
from raciapp.formats.paper import Paper
from raciapp.formats.places import places_text
from raciapp.formats.report import Report

BOTH_LANGUAGES = pytest.mark.parametrize("language", list(Language))
FIRST_UNIT = 3


# -- the matrix -------------------------------------------------------------------------------------------


def expected_table(report: Report) -> list[list[object]]:
    """Return groups, numbered activities, letters and marks as they should stand under the header."""
    severities = {finding.severity: finding.severity_name for finding in report.findings}
    rows: list[list[object]] = []
    number = 0
    for section in report.sections:
        if section.name:
            rows.append([section.name, *[None] * (len(report.units) + 2)])
        for row in section.rows:
            number += 1
            letters = ["/".join(cell.symbols) or None for cell in row.cells]
            rows.append([number, row.name, *letters, severities[row.weight] if row.weight else None])
    return rows


@BOTH_LANGUAGES
@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_of_every_sample_is_that_of_the_report(name: str, language: Language, tmp_path: Path) -> None:
    report = sample_report(name, language)
    sheet = written(report, tmp_path).worksheets[0]
    assert table(sheet) == expected_table(report)
    header = [cell.value for cell in sheet[names_row(sheet)]]
    assert header == [
        report.say("No."),
        report.say("Activity"),
        *[unit.name for unit in report.units],
        report.say("Findings"),
    ]


@BOTH_LANGUAGES
def test_the_title_block_names_organization_kind_matrix_date_and_scheme(language: Language, tmp_path: Path) -> None:
    report = sample_report("maple_narrows", language)
    book = written(report, tmp_path)
    above = [row[0] for row in book.worksheets[0].iter_rows(max_row=3, values_only=True)]
    names = ", ".join(letter.name.text(language) for letter in report.legend)
    assert above == [
        report.title,
        f"{report.subtitle} · {report.matrix} · {report.date}",
        report.say("{name}: {meaning}", name="RACI", meaning=names),
    ]
    assert book.sheetnames == [report.say("Matrix"), report.say("Findings")]


@pytest.mark.parametrize("alphabet", list(schemes()))
def test_letters_wear_the_ink_of_the_leading_one(alphabet: str, tmp_path: Path) -> None:
    found = schemes()[alphabet]
    for mask in [*found.bits.values(), found.everything]:
        leading = next(letter for letter in found.letters if found.bits[letter.symbol] & mask)
        sheet = written(named_report(["Unit"], letters=mask, alphabet=alphabet), tmp_path).worksheets[0]
        cell = sheet.cell(header_row(sheet) + 2, FIRST_UNIT)
        assert cell.value == found.text(mask)
        assert cell.fill.fgColor.rgb == "FF" + leading.light.fill.lstrip("#")
        assert cell.font.color.rgb == "FF" + leading.light.text.lstrip("#")
        assert cell.font.bold
        assert cell.alignment.horizontal == "center"


def test_the_legend_explains_each_letter_beside_its_badge(tmp_path: Path) -> None:
    report = sample_report("lakehead_bank", Language.EN)
    sheet = written(report, tmp_path).worksheets[0]
    last = sheet.max_row
    for row, letter in zip(range(last - 3, last + 1), report.legend, strict=True):
        assert sheet.cell(row, 1).value == letter.symbol
        assert sheet.cell(row, 1).fill.fgColor.rgb == "FF" + letter.light.fill.lstrip("#")
        assert sheet.cell(row, 2).value == f"{letter.name.en}: {letter.meaning.en}"


def test_remarks_are_comments_and_are_printed(tmp_path: Path) -> None:
    report = named_report(["One", "Two"], remark="Sensitive topics only\x07 =1+1")
    sheet = written(report, tmp_path).worksheets[0]
    first = header_row(sheet) + 2
    assert [sheet.cell(row, FIRST_UNIT).comment.text for row in (first, first + 2)] == [
        "Sensitive topics only\ufffd =1+1"
    ] * 2
    assert sheet.cell(first, FIRST_UNIT + 1).comment is None
    assert sheet.page_setup.cellComments == "atEnd"
    assert written(sample_report("maple_narrows", Language.EN), tmp_path).worksheets[0].page_setup.cellComments is None


def test_a_matrix_without_findings_has_no_column_for_them(tmp_path: Path) -> None:
    report = without_findings(sample_report("maple_narrows", Language.EN))
    sheet = written(report, tmp_path).worksheets[0]
    assert sheet.max_column == 2 + len(report.units)


def test_an_empty_matrix_is_written(tmp_path: Path) -> None:
    report = replace(without_findings(sample_report("maple_narrows", Language.EN)), units=(), sections=(), subtitle="")
    sheet = written(report, tmp_path).worksheets[0]
    assert table(sheet) == []
    assert sheet["A2"].value == f"{report.matrix} · {report.date}"


def test_rows_without_a_group_have_no_heading(tmp_path: Path) -> None:
    report = sample_report("maple_narrows", Language.EN)
    report = replace(report, sections=(replace(report.sections[0], name=""), *report.sections[1:]))
    rows = table(written(report, tmp_path).worksheets[0])
    assert rows == expected_table(report)
    assert rows[0][0] == 1


def without_findings(report: Report) -> Report:
    sections = tuple(
        replace(section, rows=tuple(replace(row, weight=None) for row in section.rows)) for section in report.sections
    )
    return replace(report, findings=(), sections=sections)


# -- the findings -----------------------------------------------------------------------------------------


def _where(report: Report, places: tuple[str, ...]) -> str:
    lines = places_text(report, places, len(places)).split("\n")
    return "\n".join(f"• {line}" for line in lines) if len(lines) > 1 else lines[0]


@BOTH_LANGUAGES
@pytest.mark.parametrize("name", SAMPLES)
def test_findings_tell_what_why_what_to_do_and_where(name: str, language: Language, tmp_path: Path) -> None:
    report = sample_report(name, language)
    sheet = written(report, tmp_path).worksheets[1]
    expected = [
        [
            finding.severity_name,
            finding.rule,
            finding.message,
            f"{finding.reason}\n{finding.basis}",
            finding.fix,
            _where(report, finding.places),
            finding.accepted or None,
        ]
        for finding in report.findings
    ]
    assert joined(table(sheet)) == expected
    header = header_row(sheet)
    assert [cell.value for cell in sheet[header]] == [
        report.say("Severity"),
        report.say("Rule"),
        report.say("Finding"),
        report.say("Why"),
        report.say("Suggested remedy"),
        report.say("Where"),
        report.say("Accepted because"),
    ]
    assert sheet.auto_filter.ref == f"A{header}:G{header + len(table(sheet))}"


def joined(rows: list[list[object]]) -> list[list[object]]:
    """Return the rows with those that continue the one above joined to it."""
    found: list[list[object]] = []
    for row in rows:
        if row[2]:
            found.append(row)
        else:
            found[-1][5] = f"{found[-1][5]}\n{row[5]}"
    return found


def test_open_findings_come_first_by_severity_and_accepted_ones_last(tmp_path: Path) -> None:
    report = sample_report("coastal_stewardship", Language.EN)
    first, *others = report.findings
    report = replace(report, findings=(replace(first, accepted="A small team."), *others))
    sheet = written(report, tmp_path).worksheets[1]
    rows = table(sheet)
    weights = ["Must be resolved", "Should be discussed", "Worth a thought"]
    grades = [weights.index(str(row[0])) for row in rows[:-1]]
    assert grades == sorted(grades)
    assert rows[-1][1] == first.rule
    assert rows[-1][6] == "A small team."
    assert sheet["A3"].value.endswith(" · Accepted: 1")


def test_no_findings_is_said_in_a_friendly_line(tmp_path: Path) -> None:
    report = without_findings(sample_report("maple_narrows", Language.EN))
    sheet = written(report, tmp_path).worksheets[1]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert texts[-1] == "Nothing to discuss: the matrix agrees with good practice wherever it could be checked."
    assert sheet.auto_filter.ref is None
    assert sheet.freeze_panes is None


def test_what_no_row_can_show_goes_on_in_the_next(tmp_path: Path) -> None:
    report = sample_report("maple_narrows", Language.EN)
    places = tuple(f"Place {number}" for number in range(100))
    report = replace(report, findings=(replace(report.findings[0], places=places),))
    rows = table(written(report, tmp_path).worksheets[1])
    assert len(rows) > 1
    assert {(row[0], row[1]) for row in rows} == {("Must be resolved", report.findings[0].rule)}
    assert [row[2] for row in rows[1:]] == [None] * (len(rows) - 1)
    assert "\n".join(str(row[5]) for row in rows) == "\n".join(f"• {place}" for place in places)


# -- print and properties ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "code"), [(Paper.LETTER, 1), (Paper.TABLOID, 3), (Paper.A3, 8), (Paper.A4, 9)])
def test_both_sheets_print_on_the_paper_asked_for(paper: Paper, code: int, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(sample_report("coastal_stewardship", Language.EN), path, ExcelOptions(paper))
    for sheet in seen(load_workbook(path)):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == code
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        header = header_row(sheet)
        assert sheet.print_title_rows == f"${names_row(sheet)}:${header}"
        assert not sheet.print_title_cols
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sheet.oddFooter.left.text == "Department of Coastal Stewardship · As-is"
        assert sheet.oddFooter.center.text == "November 23, 2026"
        assert not sheet.sheet_view.showGridLines


def test_header_and_activities_stay_in_sight(tmp_path: Path) -> None:
    matrix, findings = written(sample_report("coastal_stewardship", Language.EN), tmp_path).worksheets
    assert matrix.freeze_panes == f"C{header_row(matrix) + 1}"
    assert findings.freeze_panes == f"C{header_row(findings) + 1}"


def test_two_hundred_units_print_on_several_pages_that_repeat_the_activities(tmp_path: Path) -> None:
    report = named_report([f"Unit {number}" for number in range(200)])
    sheet = written(report, tmp_path).worksheets[0]
    assert sheet.page_setup.fitToWidth > 1
    assert sheet.print_title_cols == "$A:$B"
    assert all(merged.max_col <= 2 for merged in sheet.merged_cells.ranges)
    assert sheet.cell(names_row(sheet), FIRST_UNIT + 199).value == "Unit 199"


def test_groups_are_merged_within_the_frozen_columns(tmp_path: Path) -> None:
    report = sample_report("tallowtree_software", Language.EN)
    sheet = written(report, tmp_path).worksheets[0]
    merged = {str(found) for found in sheet.merged_cells.ranges}
    names = {section.name for section in report.sections}
    for row in range(header_row(sheet) + 1, sheet.max_row + 1):
        if sheet.cell(row, 1).value in names:
            assert f"A{row}:B{row}" in merged


@BOTH_LANGUAGES
def test_properties_say_what_it_is(language: Language, tmp_path: Path) -> None:
    report = sample_report("lakehead_bank", language)
    properties = written(report, tmp_path).properties
    assert properties.title == f"{report.title} · {report.matrix}"
    assert properties.creator == "raciapp"
    assert properties.language == language.value


def test_there_are_no_links_and_no_macros(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(named_report(["https://example.org", "=cmd|' /C calc'!A1"]), path)
    for name, text in parts(path).items():
        assert "vba" not in name.lower()
        assert "externalLink" not in name
        assert 'TargetMode="External"' not in text
        assert "<hyperlink" not in text


def test_the_same_report_makes_the_same_workbook(tmp_path: Path) -> None:
    report = sample_report("coastal_stewardship", Language.FR)
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    write_workbook(report, one)
    write_workbook(report, two)
    assert parts(one) == parts(two)
    assert one.read_bytes() == two.read_bytes()


def test_tinted_and_muted_text_is_readable() -> None:
    for ink, fill in SEVERITY_COLOURS.values():
        assert contrast(ink, fill) >= 4.5
    assert contrast(MUTED, "FFFFFF") >= 4.5


# -- faults -----------------------------------------------------------------------------------------------


def test_a_folder_that_is_missing_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be saved"):
        write_workbook(sample_report("maple_narrows", Language.EN), tmp_path / "absent" / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_fault_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("openpyxl.writer.excel.ExcelWriter.save", fail)
    with pytest.raises(UserError, match="No space left"):
        write_workbook(sample_report("maple_narrows", Language.EN), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_it_works_without_lxml_as_well(tmp_path: Path) -> None:
    """Ours does not depend on lxml, which other packages of a development environment bring along."""
    program = (
        "import sys; from pathlib import Path; from formats.workbook_reading import named_report\n"
        "from openpyxl import LXML; assert not LXML\n"
        "from raciapp.formats.excel.workbook import write_workbook\n"
        "names = ['=1+1', '\\x00\\ud800\\uffff', '_x0041_ &<>', '🎉 مكتب']\n"
        "write_workbook(named_report(names, remark='=1+1\\x00'), Path(sys.argv[1]))\n"
    )
    path = tmp_path / "out.xlsx"
    found = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", program, str(path)],
        env={**os.environ, "OPENPYXL_LXML": "False", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert found.stderr == ""
    sheet = load_workbook(path).worksheets[0]
    assert sheet.cell(names_row(sheet), FIRST_UNIT).value == "=1+1"
    assert sheet.cell(names_row(sheet), FIRST_UNIT).data_type == "s"
