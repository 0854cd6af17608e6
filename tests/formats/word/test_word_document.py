"""Word documents are read back with python-docx: styles, tables, sheets, properties, and nobody's text as markup."""

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from formats.talked import talked_report
from formats.word.hostile_reports import ARABIC, CONTROLS, LONG, MARKUP, UNBROKEN, full_report, made_report
from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.words import Language
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.exporting import export
from raciapp.formats.paper import Orientation, Paper
from raciapp.formats.report import EVERYTHING, Report, ReportPart
from raciapp.formats.word.document import WordOptions, word_document
from raciapp.formats.word.plain import day_of, one_line, plain, readable_on_white

EMU_PER_POINT = 12_700


def opened(report: Report, options: WordOptions = WordOptions(), branding: Branding = PLAIN) -> Any:  # noqa: B008 - a frozen value
    return Document(io.BytesIO(word_document(report, options, branding)))


def headings(document: Any, level: int) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == f"Heading {level}"]


def matrix_tables(document: Any, report: Report) -> list[Any]:
    first = report.say("Activity")
    units = {one_line(unit.name) for unit in report.units}
    return [
        table
        for table in document.tables
        if table.rows[0].cells[0].text == first and {cell.text for cell in table.rows[0].cells[1:]} <= units
    ]


def test_every_part_stands_under_a_heading() -> None:
    document = opened(full_report())
    assert headings(document, 1) == [
        "As-is",
        "Findings",
        "Gap to the template",
        "Load and hand-overs",
        "Role cards",
        "Method and legend",
        "Sign-off",
    ]
    assert "Marketing" in headings(document, 2)
    assert [one.text for one in document.paragraphs if one.style.name == "Title"] == ["Lakehead Mutual Bank"]


@pytest.mark.parametrize("part", sorted(EVERYTHING - {ReportPart.COVER, ReportPart.MATRIX}))
def test_a_part_stands_alone(part: ReportPart) -> None:
    report = replace(full_report(), parts=frozenset({part}))
    document = opened(report)
    silent = {ReportPart.TALK, ReportPart.DEVIATIONS}  # the sample has neither
    assert len(headings(document, 1)) == (part not in silent)
    assert len(document.sections) == 1


def test_every_cell_of_the_matrix_is_right() -> None:
    report = full_report()
    (table,) = matrix_tables(opened(report), report)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][1:] == [unit.name for unit in report.units]
    expected: list[list[str]] = []
    for section in report.sections:
        expected.append([section.name] * (len(report.units) + 1))
        expected += [[row.name, *("/".join(cell.symbols) for cell in row.cells)] for row in section.rows]
    found = [[re.sub(r"^[◆●○] ", "", row[0]), *row[1:]] for row in rows[1:]]
    assert found == expected


def test_letters_are_text_on_their_colours() -> None:
    report = full_report()
    (table,) = matrix_tables(opened(report), report)
    fills = {letter.symbol: letter.light.fill.lstrip("#").upper() for letter in report.scheme.letters}
    seen = set()
    for element in table._tbl.iter(qn("w:tc")):
        text = "".join(one.text for one in element.iter(qn("w:t")))
        shade = element.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
        if text.split("/")[0] in fills:
            assert shade.get(qn("w:fill")) == fills[text[0]]
            seen.add(text[0])
    assert seen == set(fills)


def test_headers_are_repeated_and_rows_stay_whole() -> None:
    for table in opened(full_report()).tables:
        rows = list(table._tbl.iter(qn("w:tr")))
        assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        properties = table._tbl.tblPr
        assert properties.find(qn("w:tblCaption")).get(qn("w:val"))
        assert properties.find(qn("w:tblDescription")).get(qn("w:val"))


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("orientation", Orientation)
def test_tables_fit_their_sheets(paper: Paper, orientation: Orientation) -> None:
    document = opened(made_report(45, 4, "Office of the Assistant Deputy"), WordOptions(paper, orientation))
    short, long = sorted(millimetres / 25.4 * 72 for millimetres in paper.millimetres)
    sizes = {(round(s.page_width.pt), round(s.page_height.pt)) for s in document.sections}
    standing, lying = (round(short), round(long)), (round(long), round(short))
    assert (
        sizes
        == {
            Orientation.AUTO: {standing, lying},
            Orientation.PORTRAIT: {standing},
            Orientation.LANDSCAPE: {lying},
        }[orientation]
    )
    widest = max(s.page_width.pt - s.left_margin.pt - s.right_margin.pt for s in document.sections)
    for table in document.tables:
        widths = [int(one.get(qn("w:w"))) / 20 for one in table._tbl.iter(qn("w:gridCol"))]
        assert sum(widths) <= widest + 1
        assert min(widths) > 20


def test_wide_matrices_are_cut_by_units_and_repeat_the_activities() -> None:
    report = made_report(200, 3, "Unit of work")
    tables = [table for table in opened(report).tables if len(list(table._tbl.iter(qn("w:tblHeader")))) == 2]
    names: list[str] = []
    for table in tables:
        rows = [
            ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
            for row in table._tbl.iter(qn("w:tr"))
        ]
        names += rows[1][1:]
        assert [re.sub(r"\W*(Unit of work \d).*", r"\1", row[0]) for row in rows[3:]] == [
            f"Unit of work {place}" for place in range(3)
        ]
    assert len(names) == 200
    assert len(tables) > 5


@pytest.mark.parametrize("name", [MARKUP, CONTROLS, ARABIC, LONG, UNBROKEN, " ", ""])
def test_hostile_text_stays_text(name: str) -> None:
    report = made_report(7, 6, name)
    document = opened(report)
    text = "\n".join(
        "".join(piece.text or "" for piece in element.iter(qn("w:t")))
        for element in document.element.body.iter(qn("w:p"))
    )
    for line in filter(None, map(str.strip, plain(name).split("\n"))):
        assert line in text
    assert not [one for one in document.element.iter(qn("w:hyperlink")) if one.get(qn("r:id"))]
    assert {one.text.split()[0] for one in document.element.iter(qn("w:instrText"))} <= {"TOC"}


def test_text_of_another_direction_is_read_from_its_side() -> None:
    document = opened(made_report(3, 3, ARABIC))
    right = [
        one for one in document.paragraphs if ARABIC in one.text and one.style.name.startswith(("Title", "Heading 1"))
    ]
    assert right
    assert all(one._p.pPr.find(qn("w:bidi")) is not None for one in right)


def test_what_was_said_is_numbered() -> None:
    report = talked_report()
    document = opened(report)
    assert "Open questions and remarks" in headings(document, 1)
    everything = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    for said in (
        "Two days are too long",
        "! Contested",
        "? Open question",
        "Led by two people",
        "Field",
        "Head office",
    ):
        assert said in everything
    assert "2 points are agreed." in [one.text for one in document.paragraphs]


def test_accepted_deviations_say_why() -> None:
    report = full_report()
    first, *others = report.findings
    document = opened(replace(report, findings=(replace(first, accepted="The board wants it"), *others)))
    assert headings(document, 1).count("Accepted deviations") == 1
    assert "Accepted because:  The board wants it" in [one.text for one in document.paragraphs]


def test_no_findings_is_said() -> None:
    document = opened(replace(full_report(), findings=()))
    assert "There are no open findings." in [one.text for one in document.paragraphs]


def test_a_matrix_that_fits_the_template_says_so() -> None:
    report = full_report()
    assert report.gap
    fitting = replace(report, gap=replace(report.gap, missing=(), own=(), cells=()))
    assert "The matrix does what the template says." in [one.text for one in opened(fitting).paragraphs]
    assert "Gap to the template" not in headings(opened(replace(report, gap=None)), 1)


def test_departures_stand_together_under_their_activities() -> None:
    report = full_report()
    assert report.gap
    first = report.gap.cells[0]
    others = [replace(first, unit=name, strict=False, actual=(), expected=("C",)) for name in ("Field", "Shop")]
    gap = replace(report.gap, cells=(*others, replace(first, unit="Board", strict=True, actual=("R",), expected=())))
    (table,) = [one for one in opened(replace(report, gap=gap)).tables if one.rows[0].cells[1].text == "Held"]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[1] == [first.activity] * 5
    assert [(row[0], row[1], row[2], row[4]) for row in rows[2:]] == [
        ("Board", "R", "–", "Who answers or does"),
        ("Field, Shop", "–", "C", "Advice only"),
    ]
    kept = [bool(list(row._tr.iter(qn("w:keepNext")))) for row in table.rows]
    assert kept == [True, True, True, False]


def test_a_finding_stays_on_one_page() -> None:
    texts = opened(full_report()).paragraphs
    placed = [one for one in texts if one.text.startswith("Where:")]
    assert placed
    for one in placed:
        follows = texts[texts.index(one) + 1] if one is not texts[-1] else None
        advised = follows is not None and follows.text.startswith("What to do:")
        assert (one._p.pPr.find(qn("w:keepNext")) is not None) == advised


@pytest.mark.parametrize(("units", "tables"), [(16, 1), (30, 2)])
def test_a_matrix_is_cut_only_where_it_must_be(units: int, tables: int) -> None:
    report = made_report(units, 3, "Unit of work")
    captions = [one._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for one in opened(report).tables]
    assert sum(report.matrix in caption for caption in captions) == tables


@pytest.mark.parametrize(("units", "activities"), [(0, 0), (3, 0)])
def test_an_empty_matrix_is_said(units: int, activities: int) -> None:
    document = opened(made_report(units, activities, "Name"))
    assert "The matrix has no activities yet." in [one.text for one in document.paragraphs]


@pytest.mark.parametrize(("language", "locale"), [(Language.EN, "en-CA"), (Language.FR, "fr-CA")])
def test_language_and_properties(language: Language, locale: str) -> None:
    report = full_report(language=language)
    document = opened(report)
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    properties = document.core_properties
    assert languages == {locale}
    assert properties.language == locale
    assert properties.title == f"{report.title} · {report.matrix}"
    assert (properties.author, properties.version) == ("Marie Tremblay", "1.2")
    assert properties.created == properties.modified == dt.datetime(2026, 11, 23, tzinfo=properties.created.tzinfo)


def test_two_languages_stand_side_by_side() -> None:
    report = full_report("coastal_stewardship", Language.FR, Language.EN)
    document = opened(report)
    assert report.units[0].name == "Bureau du sous-ministre / Deputy Minister's Office"
    assert report.units[0].name in headings(document, 2)
    assert day_of(report) == dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


def test_the_same_report_makes_the_same_bytes() -> None:
    report = full_report()
    assert word_document(report, WordOptions()) == word_document(report, WordOptions())


def test_pages_are_numbered_and_branding_is_used(logo: Path) -> None:
    branding = Branding(accent="#7A1F5C", logo=logo, font_name="Georgia", footer="Ours & partners")
    document = opened(full_report(), branding=branding)
    cover = document.sections[0]
    assert cover.first_page_footer.paragraphs[0].text == cover.footer.paragraphs[0].text
    assert not list(cover.first_page_header._element.iter(qn("wp:docPr")))
    for section in document.sections:
        assert section.different_first_page_header_footer == (section._sectPr is cover._sectPr)
        footer = section.footer.paragraphs[0]._p
        fields = [one.get(qn("w:instr")) for one in footer.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert "Ours & partners · November 23, 2026" in section.footer.paragraphs[0].text
        (picture,) = section.header._element.iter(qn("wp:docPr"))
        assert picture.get("descr") == "Logo"
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert str(document.styles["Heading 1"].font.color.rgb) == "7A1F5C"


@pytest.mark.parametrize(("suffix", "content"), [(".png", b"no picture"), (".svg", b"<svg"), (".svg", b"\xff\xfe")])
def test_a_logo_that_is_none_is_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"logo{suffix}"
    path.write_bytes(content)
    with pytest.raises(UserError, match="cannot be used as a logo"):
        opened(full_report(), branding=Branding(logo=path))


def test_a_drawing_becomes_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    )
    document = opened(full_report(), branding=Branding(logo=path))
    assert len(list(document.element.body.iter(qn("wp:docPr")))) == 1


@pytest.mark.parametrize(
    ("colour", "ink"), [("#FFFF00", "1F2733"), ("#16324F", "16324F"), ("#767676", "767676"), ("#777777", "1F2733")]
)
def test_headings_can_be_read(colour: str, ink: str) -> None:
    assert readable_on_white(colour) == ink


def test_a_date_that_is_none_is_the_first_of_2000() -> None:
    report = full_report()
    for date in ("", "some day", "February 30, 2026", "Movember 3, 2026"):
        assert day_of(replace(report, date=date)).year == 2000


def test_it_is_exported_by_its_suffix(tmp_path: Path) -> None:
    export(full_report(), tmp_path / "a.docx", Paper.A4)
    section = Document(str(tmp_path / "a.docx")).sections[0]
    assert round(section.page_width.pt) == 595
