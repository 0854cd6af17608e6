"""What reacts in a client's hands: lists, colours, outline, filter, names, protection; and the sheets on demand."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from formats.talked import TALKED
from formats.workbook_reading import DATE, header_row, named_report, sample_report
from msgspec.structs import replace
from openpyxl import load_workbook

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, Words
from raciapp.document.letters import schemes
from raciapp.document.storage import load
from raciapp.formats.branding import Branding
from raciapp.formats.cards import role_cards
from raciapp.formats.excel.reacting import VALUES, values
from raciapp.formats.excel.workbook import ExcelOptions, export_excel, write_workbook
from raciapp.formats.report import EVERYTHING, Cover, Report, ReportPart, Wishes, report_on
from raciapp.formats.returned import read_returned
from raciapp.knowledge.library import knowledge

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FIRST_UNIT = 3


def book_of(report: Report, folder: Path, options: ExcelOptions | None = None) -> "Workbook":
    path = folder / "out.xlsx"
    write_workbook(report, path, options or ExcelOptions())
    return load_workbook(path)


def full(language: Language = Language.EN, second: Language | None = None) -> Report:
    document = load(sample_organizations() / "coastal_stewardship.raci")
    wishes = Wishes(language, second, parts=EVERYTHING, cover=Cover("Client Co", "1.2", "Marie", "Draft"))
    return report_on(document, knowledge(), DATE, wishes)


# -- the matrix -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("alphabet", list(schemes()))
def test_cells_offer_letters_pairs_and_what_the_matrix_holds(alphabet: str, tmp_path: Path) -> None:
    everything = schemes()[alphabet].everything
    report = named_report(["One"], letters=everything, alphabet=alphabet)
    symbols = [letter.symbol for letter in schemes()[alphabet].letters]
    book = book_of(report, tmp_path)
    listed = [cell.value for (cell,) in book[VALUES].iter_rows()]
    assert listed == values(report)
    assert listed[: len(symbols)] == symbols
    assert "/".join(symbols[:2]) in listed
    assert listed[-1] == "/".join(symbols)
    assert book[VALUES].sheet_state == "hidden"
    sheet = book.worksheets[0]
    (offer,) = sheet.data_validations.dataValidation
    first = header_row(sheet) + 2
    assert (offer.type, offer.formula1, offer.errorStyle) == ("list", f"'{VALUES}'!$A$1:$A${len(listed)}", "warning")
    assert str(offer.sqref) == f"C{first}:C{first + 1}", "and the empty row for one more activity"
    assert len(offer.error) <= 225


def test_colours_follow_the_first_letter(tmp_path: Path) -> None:
    report = named_report(["One", "Two"])
    sheet = book_of(report, tmp_path, ExcelOptions(checks=False)).worksheets[0]
    (area,) = sheet.conditional_formatting
    assert str(area.sqref) == "C9:D9 C11:D12"
    rules = sorted(area.rules, key=lambda rule: rule.priority)
    for rule, letter in zip(rules, report.scheme.letters, strict=False):
        assert rule.formula[0].endswith(f',3)="/{letter.symbol}/"')
        assert rule.dxf.fill.bgColor.rgb == "FF" + letter.light.fill.lstrip("#")
        assert rule.dxf.font.color.rgb == "FF" + letter.light.text.lstrip("#")
        assert rule.stopIfTrue
    assert rules[-1].dxf.fill.bgColor.rgb == "FFFFFFFF", "whatever else is typed is plain"


def test_groups_fold_and_the_filter_takes_ids_along(tmp_path: Path) -> None:
    report = sample_report("coastal_stewardship", Language.EN)
    book = book_of(report, tmp_path)
    sheet = book.worksheets[0]
    levels = {sheet.cell(row, 2).value: sheet.row_dimensions[row].outlineLevel for row in range(1, sheet.max_row + 1)}
    assert {levels[row.name] for section in report.sections for row in section.rows} == {1}
    assert levels["Activity"] == 0
    assert not sheet.sheet_properties.outlinePr.summaryBelow
    corner = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "raciapp:ids")
    last = max(row for row in range(1, sheet.max_row + 1) if sheet.row_dimensions[row].outlineLevel)
    assert sheet.auto_filter.ref == f"A{header_row(sheet)}:{corner.column_letter}{last}"


def test_areas_have_names(tmp_path: Path) -> None:
    report = sample_report("coastal_stewardship", Language.FR)
    book = book_of(report, tmp_path)
    sheet = book.worksheets[0]
    for name, expected in (
        ("Units", [unit.name for unit in report.units]),
        ("Activities", [row.name for section in report.sections for row in section.rows]),
    ):
        ((title, area),) = book.defined_names[name].destinations
        assert title == sheet.title
        texts = [cell.value for row in sheet[area] for cell in row if cell.value]
        assert texts == expected
    assert "Matrix" in book.defined_names


def test_only_letters_can_be_changed_in_a_guarded_sheet(tmp_path: Path) -> None:
    report = sample_report("coastal_stewardship", Language.EN)
    assert not book_of(report, tmp_path).worksheets[0].protection.sheet
    sheet = book_of(report, tmp_path, ExcelOptions(protect=True)).worksheets[0]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    first = header_row(sheet) + 1
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    places = {sheet.cell(row, column).coordinate for row in range(first, sheet.max_row + 1)
              if str(sheet.cell(row, 1).value or "").isdigit()
              for column in range(FIRST_UNIT, FIRST_UNIT + len(report.units))}  # fmt: skip
    spare = open_cells - places
    assert places <= open_cells
    assert len(spare) == len(report.units)


# -- the other sheets -------------------------------------------------------------------------------------


def test_everything_that_is_wanted_is_there(tmp_path: Path) -> None:
    book = book_of(full(), tmp_path)
    assert book.sheetnames == [
        "Cover", "Matrix", "Findings", "Gap", "In pictures", "Role cards", "Legend and method", "Sign-off", VALUES,
        "raciapp",
    ]  # fmt: skip
    assert book["Matrix"]["A3"].value == "Client: Client Co · Version: 1.2 · Prepared by: Marie"
    properties = book.properties
    assert (properties.creator, properties.subject, properties.version) == ("Marie", "As-is", "1.2")
    nothing = replace(full(), parts=frozenset({ReportPart.MATRIX}))
    assert book_of(nothing, tmp_path).sheetnames == ["Matrix", VALUES, "raciapp"]


def texts(sheet: "Worksheet") -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_gap_lists_activities_and_cells(tmp_path: Path) -> None:
    report = full()
    assert report.gap
    sheet = book_of(report, tmp_path)["Gap"]
    rows = list(sheet.iter_rows(min_row=header_row(sheet) + 1, max_col=6, values_only=True))
    cells = [row for row in rows if row[2]]
    assert [row[1] for row in rows if not row[2]] == [*report.gap.missing, *report.gap.own]
    assert cells == [
        (one.difference, one.activity, one.unit, "/".join(one.actual) or None, "/".join(one.expected) or None,
         "Who answers or does" if one.strict else "Advice only")
        for one in report.gap.cells
    ]  # fmt: skip
    assert report.gap.template in sheet["A3"].value


def test_without_differences_the_gap_says_so_and_without_template_there_is_none(tmp_path: Path) -> None:
    report = full()
    assert report.gap
    same = replace(report, gap=replace(report.gap, missing=(), own=(), cells=()))
    assert "There is no difference." in texts(book_of(same, tmp_path)["Gap"])
    assert "Gap" not in book_of(replace(report, gap=None), tmp_path).sheetnames


def test_each_unit_has_a_card_that_no_page_tears(tmp_path: Path) -> None:
    report = full()
    sheet = book_of(report, tmp_path)["Role cards"]
    said = texts(sheet)
    for card in role_cards(report):
        start = said.index(card.unit.name)
        if card.decides:
            assert f"Decides and answers for ({len(card.decides)})" in said[start : start + 4]
    heads = {row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value in {u.name for u in report.units}}
    breaks = {found.id + 1 for found in sheet.row_breaks.brk}
    assert breaks
    assert breaks <= heads
    assert sheet.page_setup.orientation == "portrait"
    empty = replace(report, units=())
    assert "Role cards" not in book_of(replace(empty, sections=()), tmp_path).sheetnames


def test_the_method_explains_letters_and_counts_findings(tmp_path: Path) -> None:
    report = full()
    said = texts(book_of(report, tmp_path)["Legend and method"])
    for letter in report.legend:
        assert f"{letter.name.en}: {letter.meaning.en}" in said
    assert said[said.index("Must be resolved") + 1] == str(
        sum(one.severity_name == "Must be resolved" for one in report.open_findings)
    )


def test_headings_wear_the_colours_of_the_consultancy(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    export_excel(full(), path, ExcelOptions(), Branding("#550055", "#FFFFEE", footer="House & Co"))
    book = load_workbook(path)
    for name in ("Matrix", "Findings", "Gap"):
        cell = book[name].cell(header_row(book[name]), 2)
        assert (cell.fill.fgColor.rgb, cell.font.color.rgb) == ("FF550055", "FFFFFFEE")
        assert book[name].oddFooter.center.text == "House && Co · November 23, 2026"


# -- in two languages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", list(Language))
def test_two_languages_come_back_as_they_were(first: Language, tmp_path: Path) -> None:
    second = next(one for one in Language if one is not first)
    path = tmp_path / "out.xlsx"
    report = full(first, second)
    write_workbook(report, path)
    returned = read_returned(path)
    assert returned.base == report.exported
    assert returned.theirs == returned.base
    assert (returned.skipped, returned.questions) == ((), ())


def test_a_new_name_in_two_languages_is_taken_apart(tmp_path: Path) -> None:
    document = replace(TALKED, units=(replace(TALKED.units[0], name=Words("North", "Nord")), *TALKED.units[1:]))
    path = tmp_path / "out.xlsx"
    write_workbook(report_on(document, knowledge(), DATE, Wishes(Language.FR, Language.EN)), path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    renamed = {"Nord / North": "Le Nord / The north", "South": "Sud"}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value in renamed:
                cell.value = renamed[cell.value]
    book.save(path)
    units = read_returned(path).theirs.units
    assert units[0].name == Words("The north", "Le Nord")
    assert units[1].name == Words(fr="Sud")
