"""The sheet of pictures: charts that can be edited, with the right numbers, words and colours; hand-overs as a map."""

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from formats.workbook_reading import DATE, contrast, named_report, sample_report
from msgspec.structs import replace
from openpyxl import load_workbook

from raciapp.base.words import Language, same
from raciapp.document.letters import schemes
from raciapp.document.records import Activity, Document, Group, Matrix, Organization, Row, Unit
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.excel.bars import MOST_BARS
from raciapp.formats.excel.handovers import MOST_UNITS
from raciapp.formats.excel.workbook import ExcelOptions, write_workbook
from raciapp.formats.figures import figures
from raciapp.formats.importing import import_file
from raciapp.formats.report import EVERYTHING, Report, ReportPart, build_report
from raciapp.formats.returned import read_returned
from raciapp.knowledge.library import knowledge

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

PICTURES = frozenset({ReportPart.PICTURES})
CHART = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}


def pictured(report: Report) -> Report:
    return replace(report, parts=PICTURES)


def crowded(units: int) -> Report:
    """Return a report in which one unit answers for each activity, and many others take part."""
    names = [f"Unit {place}" for place in range(units)]
    rows = tuple(
        Row(
            bytes(
                1 if place == row % (units * 3 // 4) else (0, 2, 4, 8)[(3 * place + row * row) % 7 % 4]
                for place in range(units)
            )
        )
        for row in range(units)
    )
    document = Document(
        Organization(same("Crowd")),
        (Matrix("as_is", same("As-is"), rows),),
        scheme="raci",
        units=tuple(Unit(f"u{place}", same(name)) for place, name in enumerate(names)),
        groups=tuple(Group(f"g{place}", same(f"Group {place}")) for place in range(units)),
        activities=tuple(Activity(f"x{place}", same(f"Activity {place}"), f"g{place}") for place in range(units)),
    )
    return pictured(build_report(document, knowledge(), Language.EN, DATE))


def written(report: Report, folder: Path, branding: Branding = PLAIN) -> Path:
    path = folder / "out.xlsx"
    write_workbook(report, path, ExcelOptions(), branding)
    return path


def sheet_of(report: Report, folder: Path, branding: Branding = PLAIN) -> "Worksheet":
    return load_workbook(written(report, folder, branding))[report.say("In pictures")]


def below(sheet: "Worksheet", title: str, head: str) -> int:
    """Return the row of the header `head` under a title."""
    start = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == title)
    return next(row for row in range(start, sheet.max_row + 1) if sheet.cell(row, 1).value == head)


def rows_under(sheet: "Worksheet", header: int, columns: int) -> list[list[Any]]:
    found = []
    for row in range(header + 1, sheet.max_row + 1):
        if sheet.cell(row, 1).value is None:
            break
        found.append([sheet.cell(row, column).value for column in range(1, columns + 1)])
    return found


def charts(path: Path) -> list[ET.Element]:
    with zipfile.ZipFile(path) as package:
        names = sorted(name for name in package.namelist() if name.startswith("xl/charts/"))
        return [ET.fromstring(package.read(name)) for name in names]  # noqa: S314 - our own


def texts(element: ET.Element, path: str) -> list[str]:
    return [one.text or "" for one in element.findall(path, CHART)]


# -- numbers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_the_tables_hold_every_number(language: Language, tmp_path: Path) -> None:
    report = pictured(sample_report("coastal_stewardship", language))
    sheet, found = sheet_of(report, tmp_path), figures(report)
    unit, group = report.say("Unit"), report.say("Group")
    loads = rows_under(sheet, below(sheet, report.say("Load per unit"), unit), 6)
    assert loads == [[one.unit, *(count for _, count in one.letters), one.cells] for one in found.loads]
    spread = rows_under(sheet, below(sheet, report.say("Who answers for how much"), unit), 2)
    assert spread == [list(one) for one in found.accountability]
    groups = rows_under(sheet, below(sheet, report.say("Activities with findings by group"), group), 6)
    weights = [[dict(one.weights)[weight] for weight in dict(one.weights)] for one in found.groups]
    assert [[row[0], row[5]] for row in groups] == [[one.group, one.activities] for one in found.groups]
    assert [sorted(row[1:4]) for row in groups] == [sorted(one) for one in weights]
    assert all(sum(row[1:5]) == row[5] for row in groups)


def test_charts_show_the_numbers_of_their_tables(tmp_path: Path) -> None:
    path = written(pictured(sample_report("coastal_stewardship", Language.EN)), tmp_path)
    sheet = load_workbook(path)["In pictures"]
    found = charts(path)
    assert len(found) == 3
    for chart in found:
        for series in chart.findall(".//c:ser", CHART):
            for kind in ("cat/c:strRef", "val/c:numRef"):
                (place,) = texts(series, f"c:{kind}/c:f")
                cells = [cell.value for (cell,) in sheet[place.partition("!")[2].replace("$", "")]]
                kept = texts(series, f"c:{kind}//c:pt/c:v")
                assert cells == (kept if kind.startswith("cat") else [int(float(one)) for one in kept])
    assert texts(found[0], ".//c:cat//c:v")[0] == sheet.cell(below(sheet, "Load per unit", "Unit") + 1, 1).value


@pytest.mark.parametrize("alphabet", list(schemes()))
def test_bars_wear_the_inks_and_signs_of_letters_and_the_key_their_words(alphabet: str, tmp_path: Path) -> None:
    everything = schemes()[alphabet].everything
    report = pictured(named_report(["One", "Two"], letters=everything, alphabet=alphabet))
    loads = charts(written(report, tmp_path))[0]
    series = loads.findall(".//c:ser", CHART)
    assert [texts(one, "c:tx/c:v") for one in series] == [[f"{x.symbol} – {x.name.en}"] for x in report.legend]
    for one, letter in zip(series, report.legend, strict=True):
        fill = one.find("c:spPr/a:solidFill/a:srgbClr", CHART)
        assert fill is not None
        assert fill.get("val") == letter.light.fill.lstrip("#")
        edged = one.find("c:spPr/a:ln/a:solidFill", CHART) is not None
        assert edged == (contrast(letter.light.fill.lstrip("#"), "FFFFFF") < 3)
        form = one.find("c:dLbls/c:numFmt", CHART)
        assert form is not None
        assert form.get("formatCode", "").endswith(f'"{letter.symbol} "0')
        assert form.get("sourceLinked") == "0"
    assert loads.find(".//c:legend", CHART) is not None


def test_a_single_kind_needs_no_key_and_gets_no_title(tmp_path: Path) -> None:
    spread = charts(written(pictured(named_report(["One"])), tmp_path))[1]
    assert spread.find(".//c:legend", CHART) is None
    deleted = spread.find("c:chart/c:autoTitleDeleted", CHART)
    assert deleted is not None
    assert deleted.get("val") == "1"


def test_weights_are_told_apart_without_colour(tmp_path: Path) -> None:
    groups = charts(written(pictured(sample_report("coastal_stewardship", Language.EN)), tmp_path))[2]
    names = texts(groups, ".//c:ser/c:tx/c:v")
    assert names == ["◆ Must be resolved", "● Should be discussed", "○ Worth a thought", "Without findings"]


def test_every_chart_says_its_numbers_in_words(tmp_path: Path) -> None:
    report = pictured(sample_report("coastal_stewardship", Language.EN))
    with zipfile.ZipFile(written(report, tmp_path)) as package:
        drawing = ET.fromstring(package.read("xl/drawings/drawing1.xml"))  # noqa: S314 - our own
    frames = [one for one in drawing.iter() if one.tag.endswith("cNvPr")]
    assert [one.get("name") for one in frames] == [
        "Load per unit", "Who answers for how much", "Activities with findings by group",
    ]  # fmt: skip
    for load in figures(report).loads:
        counts = ", ".join(
            f"{letter.name.en} {count}" for letter, (_, count) in zip(report.legend, load.letters, strict=True) if count
        )
        assert f"{load.unit}: {counts}, Activities {load.cells}" in frames[0].get("descr", "")
    for unit, count in figures(report).accountability:
        assert f"{unit}: Activities {count}" in frames[1].get("descr", "")


def test_the_words_of_a_chart_are_those_that_people_wrote(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(pictured(named_report(["_x0041_", "a\x07b\r\nc"])), tmp_path)) as package:
        drawing = ET.fromstring(package.read("xl/drawings/drawing1.xml"))  # noqa: S314 - our own
    told = next(one.get("descr", "") for one in drawing.iter() if one.tag.endswith("cNvPr"))
    assert "_x0041_: Accountable 2, Activities 2" in told
    assert "a\ufffdb" in told


def test_long_names_are_short_beside_bars_and_whole_in_the_table(tmp_path: Path) -> None:
    names = ["Direction générale " * 15, "مكتب الاتصالات", "=1+1", "🎉 R&D <x>"]
    path = written(pictured(named_report(names)), tmp_path)
    sheet = load_workbook(path)["In pictures"]
    assert [row[0] for row in rows_under(sheet, below(sheet, "Load per unit", "Unit"), 1)] == names
    beside = texts(charts(path)[0].findall(".//c:ser", CHART)[0], "c:cat//c:v")
    assert beside[0].startswith("Direction générale")
    assert beside[0].endswith("…")
    assert max(map(len, beside)) <= 40
    assert beside[2] == "=1+1"


# -- many -------------------------------------------------------------------------------------------------


def test_a_chart_shows_the_longest_bars_and_the_table_all(tmp_path: Path) -> None:
    report = crowded(40)
    path = written(report, tmp_path)
    sheet = load_workbook(path)["In pictures"]
    header = below(sheet, "Load per unit", "Unit")
    rows = rows_under(sheet, header, 5)
    assert len(rows) == 40
    lengths = [sum(row[1:5]) for row in rows]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(lengths)) > 1
    for chart in charts(path):
        assert {one.get("val") for one in chart.findall(".//c:ptCount", CHART)} == {str(MOST_BARS)}
    told = {cell.value for (cell, *_) in sheet.iter_rows(max_col=1)}
    assert f"The chart shows the {MOST_BARS} longest bars of 40; the table below holds all of them." in told


def test_a_map_that_is_cut_is_followed_by_a_list_of_all(tmp_path: Path) -> None:
    report = crowded(40)
    sheet = sheet_of(report, tmp_path)
    header = below(sheet, "Activities this unit does", "Who answers")
    shown = rows_under(sheet, header, MOST_UNITS + 1)
    assert len(shown) == MOST_UNITS
    assert sheet.cell(header, MOST_UNITS + 1).value
    told = {cell.value for (cell, *_) in sheet.iter_rows(max_col=1)}
    assert "Only the units with the most are shown." in told
    start = below(sheet, "Hand-overs", "Who answers")
    listed, answers = set(), ""
    for row in range(start + 1, sheet.max_row + 1):
        name, does, asked = (sheet.cell(row, column).value for column in (1, 2, 3))
        if does is None:
            answers = name
        else:
            listed.add((answers, name, does, asked))
            assert sheet.row_dimensions[row].outlineLevel == 1
    assert listed == {(one.answers, one.other, one.does, one.asked) for one in figures(report).handovers}
    last = re.search(r"\d+$", sheet.print_area)
    assert last
    assert int(last.group()) < start


# -- hand-overs -------------------------------------------------------------------------------------------


def mapped(sheet: "Worksheet", title: str) -> dict[tuple[str, str], int]:
    header = below(sheet, title, "Who answers")
    others = [cell.value for cell in sheet[header][1:] if cell.value]
    return {
        (str(row[0]), other): count
        for row in rows_under(sheet, header, len(others) + 1)
        for other, count in zip(others, row[1:], strict=True)
        if isinstance(count, int)
    }


def test_the_map_holds_who_hands_how_much_to_whom(tmp_path: Path) -> None:
    report = pictured(sample_report("coastal_stewardship", Language.EN))
    sheet, found = sheet_of(report, tmp_path), figures(report).handovers
    assert mapped(sheet, "Activities this unit does") == {(x.answers, x.other): x.does for x in found if x.does}
    assert mapped(sheet, "Activities it is asked about") == {(x.answers, x.other): x.asked for x in found if x.asked}
    assert sheet.print_area in (None, "")


@pytest.mark.parametrize("accent", ["#16324F", "#FFD200", "#7A1F5C", "#808080"])
def test_more_is_darker_and_always_readable(accent: str, tmp_path: Path) -> None:
    sheet = sheet_of(crowded(30), tmp_path, Branding(accent, "#000000"))
    header = below(sheet, "Activities it is asked about", "Who answers")
    looks: dict[int, tuple[str, str]] = {}
    for cells in sheet.iter_rows(min_row=header + 1, max_row=header + MOST_UNITS, min_col=2):
        looks |= {cell.value: (cell.fill.fgColor.rgb[2:], cell.font.color.rgb[2:]) for cell in cells if cell.value}
    assert all(contrast(fill, ink) >= 4.5 for fill, ink in looks.values())
    darkness = [contrast(looks[count][0], "FFFFFF") for count in sorted(looks)]
    assert darkness == sorted(darkness)


@pytest.mark.parametrize(("letters", "told"), [(1, True), (8, True), (3, False)])
def test_where_nobody_hands_over_it_says_so(letters: int, told: bool, tmp_path: Path) -> None:
    names = ["One", "Two"] if letters != 1 else ["One"]
    sheet = sheet_of(pictured(named_report(names, letters=letters)), tmp_path)
    said = [cell.value for (cell, *_) in sheet.iter_rows(max_col=1)]
    assert ("Nobody hands work to anybody." in said) == told
    assert ("Activities this unit does" in said) != told
    assert "Activities it is asked about" not in said


@pytest.mark.parametrize("empty", ["units", "sections"])
def test_without_units_or_activities_there_is_no_sheet(empty: str, tmp_path: Path) -> None:
    report = pictured(named_report(["One"]))
    nothing = replace(report, sections=()) if empty == "sections" else replace(report, units=(), sections=())
    assert "In pictures" not in load_workbook(written(nothing, tmp_path)).sheetnames


def test_groups_without_a_name_have_one_here(tmp_path: Path) -> None:
    report = pictured(named_report(["One"]))
    nameless = replace(report, sections=tuple(replace(one, name="") for one in report.sections))
    sheet = sheet_of(nameless, tmp_path)
    header = below(sheet, "Activities with findings by group", "Group")
    assert sheet.cell(header + 1, 1).value == "Without a group"


# -- the workbook around it -------------------------------------------------------------------------------


def everything(names: Sequence[str] = ()) -> Report:
    report = named_report(names, remark="=1+1") if names else sample_report("coastal_stewardship", Language.EN)
    return replace(report, parts=EVERYTHING)


def test_each_picture_begins_on_a_page_of_its_own(tmp_path: Path) -> None:
    sheet = sheet_of(everything(), tmp_path)
    titles = ["Who answers for how much", "Who hands work to whom", "Activities with findings by group"]
    breaks = [sheet.cell(one.id + 1, 1).value for one in sheet.row_breaks.brk]
    assert breaks == titles


def test_the_same_report_is_the_same_file(tmp_path: Path) -> None:
    assert written(everything(), tmp_path).read_bytes() == written(everything(), tmp_path).read_bytes()


def test_a_workbook_with_everything_comes_back_without_loss(tmp_path: Path) -> None:
    for report in (everything(), everything(["=1+1", "مكتب", "🎉", "A/R", "x" * 300])):
        returned = read_returned(written(report, tmp_path))
        assert returned.base == report.exported
        assert returned.theirs == returned.base
        assert (returned.skipped, returned.questions) == ((), ())


def test_a_stranger_finds_the_matrix_and_no_picture(tmp_path: Path) -> None:
    path = written(everything(), tmp_path)
    book = load_workbook(path)
    for sheet in list(book):
        if sheet.sheet_state != "visible":
            book.remove(sheet)
    book.save(path)
    document = import_file(path, knowledge(), Language.EN).document
    report = everything()
    assert [one.name.en for one in document.units] == [one.name for one in report.units]
    assert len(document.activities) == sum(len(one.rows) for one in report.sections)
