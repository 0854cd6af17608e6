"""Slides are read back with python-pptx: titles, tables, sizes of text, notes, masters, and nobody's text as markup."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest
from formats.slides.deck_reading import check_slides, opened, slides_called, tables, texts, title
from formats.talked import talked_report
from formats.word.hostile_reports import ARABIC, CONTROLS, LONG, MARKUP, UNBROKEN, full_report, made_report
from msgspec.structs import replace
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from raciapp.base.errors import UserError
from raciapp.base.words import Language
from raciapp.document.records import Status
from raciapp.formats.branding import Branding
from raciapp.formats.exporting import export
from raciapp.formats.figures import figures
from raciapp.formats.inks import WEIGHT_SIGNS
from raciapp.formats.report import EVERYTHING, SEVERITY_NAMES, STATUS_NAMES, STATUS_SIGNS, ReportPart
from raciapp.formats.slides.presentation import SlideOptions, presentation
from raciapp.formats.slides.tables import evened
from raciapp.formats.word.plain import one_line, plain

TEMPLATE = "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def test_the_deck_is_wide_and_whole() -> None:
    found = opened(full_report())
    assert found.slide_width * 9 == found.slide_height * 16
    check_slides(found)
    names = [title(slide) for slide in found.slides]
    assert names[0] == "Lakehead Mutual Bank"
    for expected in (
        "Legend",
        "Top findings (1 of 3)",
        "Load per unit",
        "Marketing",
        "Nothing is asked of these units",
    ):
        assert expected in names


def test_the_legend_explains_every_mark_before_an_activity() -> None:
    report = full_report()
    legend = dict(tables(opened(report)))["Legend"]
    told = {sign: (name, meaning) for sign, name, meaning in texts(legend)}
    shown = {row.weight for section in report.sections for row in section.rows if row.weight}
    assert shown
    for weight in shown:
        count = sum(one.severity is weight for one in report.open_findings)
        assert told[WEIGHT_SIGNS[weight]] == (SEVERITY_NAMES[weight], f"Open findings: {count}")


def test_the_legend_explains_statuses_that_the_matrix_shows() -> None:
    report = full_report()
    (first, *rows), *sections = report.sections[0].rows, *report.sections[1:]
    agreed = replace(first, status=Status.AGREED)
    report = replace(report, sections=(replace(report.sections[0], rows=(agreed, *rows)), *sections))
    legend = dict(tables(opened(report)))["Legend"]
    assert [STATUS_SIGNS[Status.AGREED], STATUS_NAMES[Status.AGREED], ""] in texts(legend)


@pytest.mark.parametrize("language", Language)
def test_every_cell_of_the_matrix_is_right(language: Language) -> None:
    report = full_report("coastal_stewardship", language)
    words = report.say("Units {first}–{last} of {units}, activities {begin}–{end} of {activities}")
    pattern = re.sub(r"\\\{\w+\\\}", r"(\\d+)", re.escape(words))
    rows = [row for section in report.sections for row in section.rows]
    seen: dict[tuple[int, int], str] = {}
    for name, table in tables(opened(report)):
        numbers = re.search(pattern, name)
        if not numbers:
            continue
        first, last, _, begin, end, _ = map(int, numbers.groups())
        shown = [row for row in texts(table)[1:] if row[0] not in {section.name for section in report.sections}]
        assert len(shown) == end - begin + 1
        for place, row in zip(range(begin - 1, end), shown, strict=True):
            assert row[0].endswith(rows[place].name)
            for unit, text in zip(range(first - 1, last), row[1:], strict=True):
                seen[place, unit] = text
    assert seen == {
        (place, unit): "/".join(cell.symbols) for place, row in enumerate(rows) for unit, cell in enumerate(row.cells)
    }


def test_a_small_matrix_stands_on_one_slide_under_its_own_name() -> None:
    report = talked_report()
    found = opened(report)
    check_slides(found)
    (table,) = [table for name, table in tables(found) if name == "As-is"]
    assert texts(table)[0] == ["Activity", "North", "South", "Law", "Board"]
    assert texts(table)[2][1:] == ["A ✓", "R ?", "", "C"]
    (settle,) = [table for name, table in tables(found) if name == "To settle"]
    assert [row[0] for row in texts(settle)[1:]] == ["! Contested", "! Contested", "? Open question"]


def test_five_findings_on_a_slide_and_all_about_them_in_the_notes() -> None:
    report = full_report()
    slides = [slide for slide in opened(report).slides if title(slide).startswith("Top findings")]
    assert len(slides) == 3
    for place, slide in enumerate(slides):
        (table,) = [shape.table for shape in slide.shapes if shape.has_table]
        assert len(table.rows) == 6
        notes = slide.notes_slide.notes_text_frame.text
        for finding in report.open_findings[5 * place : 5 * place + 5]:
            assert finding.message in notes
            assert finding.reason in notes
            assert finding.fix in notes
    assert "5 more findings are in the report." in notes


def test_no_findings_and_accepted_ones() -> None:
    report = full_report()
    first = report.findings[0]
    found = opened(replace(report, findings=(replace(first, accepted="The board wants it"),)))
    by_name = dict(tables(found))
    assert texts(by_name["Top findings"])[1] == ["There are no open findings."]
    assert texts(by_name["Accepted deviations"])[1][1] == "The board wants it"


def test_the_load_is_a_chart_with_our_counts() -> None:
    report = full_report()
    (slide,) = [slide for slide in opened(report).slides if title(slide) == "Load per unit"]
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    loads = figures(report).loads
    assert list(frame.chart.plots[0].categories) == [load.unit for load in loads]
    for place, series in enumerate(frame.chart.plots[0].series):
        assert list(series.values) == [load.letters[place][1] for load in loads]
    assert "Marketing: R 3, A 7, C 2" in slide.notes_slide.notes_text_frame.text


def test_a_card_for_each_unit_that_is_asked() -> None:
    report = full_report()
    by_name = {title(slide): slide for slide in opened(report).slides}
    notes = by_name["Marketing"].notes_slide.notes_text_frame.text
    assert "Decides and answers for:" in notes
    assert "Compliance answers" in notes
    assert "Branches" not in by_name
    shown = texts(dict(tables(opened(report)))["Nothing is asked of these units"])
    assert shown[1:] == [["Branches"]]


def test_a_card_with_more_than_fits_says_so() -> None:
    found = opened(made_report(3, 120, "A quite long name of something to do"))
    check_slides(found)
    assert any("more" in cell for _, table in tables(found) for row in texts(table)[1:] for cell in row)


@pytest.mark.parametrize("part", sorted(EVERYTHING))
def test_a_part_stands_alone(part: ReportPart) -> None:
    found = opened(replace(full_report(), parts=frozenset({part})))
    check_slides(found)
    silent = {ReportPart.COVER, ReportPart.TALK, ReportPart.DEVIATIONS}  # the sample has neither talk nor deviations
    assert (len(found.slides) == 1) == (part in silent)


@pytest.mark.parametrize("name", [MARKUP, CONTROLS, ARABIC, LONG, UNBROKEN, "word " * 900, " ", ""])
def test_hostile_text_stays_text(name: str) -> None:
    found = opened(made_report(7, 6, name))
    check_slides(found)
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in found.slides)
    for line in filter(None, map(str.strip, plain(name).split("\n"))):
        assert one_line(line) in one_line(notes)
    for slide in found.slides:
        assert not list(slide._element.iter(qn("a:hlinkClick")))


def test_two_hundred_units() -> None:
    found = opened(
        replace(made_report(200, 6, "Unit of work"), parts=frozenset({ReportPart.MATRIX, ReportPart.PICTURES}))
    )
    check_slides(found)
    heads = [cell for name, table in tables(found) if "units" in name.casefold() for cell in texts(table)[0][1:]]
    assert len(heads) == 200
    assert len(slides_called(found, "Load per unit")) == 15
    assert len(slides_called(found, "Who answers for how much")) == 3


@pytest.mark.parametrize(("units", "activities"), [(0, 0), (3, 0), (0, 3)])
def test_an_empty_matrix_is_said(units: int, activities: int) -> None:
    found = opened(made_report(units, activities, "Name"))
    check_slides(found)
    assert ["The matrix has no activities yet."] in [row for _, table in tables(found) for row in texts(table)]


def test_two_languages_stand_side_by_side() -> None:
    found = opened(full_report("coastal_stewardship", Language.FR, Language.EN))
    check_slides(found)
    names = [title(slide) for slide in found.slides]
    assert "Bureau du sous-ministre / Deputy Minister's Office" in names
    languages = {one.get("lang") for slide in found.slides for one in slide._element.iter(qn("a:rPr"))}
    assert "fr-CA" in languages
    assert "en-CA" not in languages


def test_numbers_of_slides_are_told_once() -> None:
    found = opened(full_report("coastal_stewardship", Language.FR, Language.EN))
    names = [title(slide) for slide in slides_called(found, "Principaux constats")]
    assert names[0] == f"Principaux constats / Top findings (1 sur {len(names)})"


def test_french_spaces_its_colons() -> None:
    found = opened(full_report("coastal_stewardship", Language.FR))
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in found.slides)
    assert "Décide et rend compte\u00a0:" in notes
    assert re.findall(r"\w+ ?:", notes) == []


def test_notes_are_in_the_language_of_the_report() -> None:
    found = opened(full_report(language=Language.FR))
    for slide in list(found.slides)[1:]:
        runs = slide.notes_slide.notes_text_frame._txBody.iter(qn("a:rPr"))
        assert {one.get("lang") for one in runs} == {"fr-CA"}


def test_parts_have_names_of_their_own() -> None:
    written = presentation(full_report(), SlideOptions())
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        names = package.namelist()
    slides = [name for name in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    notes = [name for name in names if re.fullmatch(r"ppt/notesSlides/notesSlide\d+\.xml", name)]
    assert len(slides) == len(notes) == len(Presentation(io.BytesIO(written)).slides)
    assert len(set(names)) == len(names)


def test_the_same_report_makes_the_same_bytes() -> None:
    report = full_report()
    first = presentation(report, SlideOptions())
    assert first == presentation(report, SlideOptions())
    properties = Presentation(io.BytesIO(first)).core_properties
    assert properties.title == "Lakehead Mutual Bank · As-is"
    assert properties.author == "Marie Tremblay"
    assert properties.language == "en-CA"
    created = dt.datetime(2026, 11, 23, tzinfo=properties.created.tzinfo)
    assert properties.created == properties.modified == created


def test_branding(logo: Path) -> None:
    branding = Branding(accent="#7A1F5C", logo=logo, font_name="Georgia", footer="Ours & partners")
    found = opened(full_report(), branding=branding)
    pictures = [shape for shape in found.slides[0].shapes if shape.shape_type == 13]
    assert [one._element.nvPicPr.cNvPr.get("descr") for one in pictures] == ["Logo"]
    footers = {
        shape.text_frame.text
        for slide in found.slides
        for shape in slide.placeholders
        if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER
    }
    assert footers == {"Ours & partners · Lakehead Mutual Bank · November 23, 2026"}


def test_a_drawing_becomes_a_picture(drawing: Path) -> None:
    found = opened(full_report(), branding=Branding(logo=drawing))
    (picture,) = [shape for shape in found.slides[0].shapes if shape.shape_type == 13]
    assert picture.image.content_type == "image/png"
    assert picture.width == 2 * picture.height
    assert picture._element.nvPicPr.cNvPr.get("descr") == "Logo"


@pytest.fixture
def master(tmp_path: Path) -> Path:
    """Give a consultancy's master: 4 : 3, with slides of its own."""
    found = Presentation()
    slide = found.slides.add_slide(found.slide_layouts[1])
    slide.shapes.title.text = "SECRET OF ANOTHER CLIENT"
    found.slide_master.name = "House"
    found.save(tmp_path / "house.pptx")
    return tmp_path / "house.pptx"


def retyped(path: Path, target: Path, kind: str) -> Path:
    """Write a package that says it is of another kind."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            new.writestr(part, old.read(part).replace(SLIDES.encode(), kind.encode()))
    return target


def test_a_master_keeps_its_look_and_loses_its_slides(master: Path) -> None:
    written = presentation(full_report(), SlideOptions(master))
    found = Presentation(io.BytesIO(written))
    check_slides(found)
    assert (found.slide_width, found.slide_height) == (9_144_000, 6_858_000)
    with zipfile.ZipFile(master) as old, zipfile.ZipFile(io.BytesIO(written)) as new:
        assert old.read("ppt/theme/theme1.xml") == new.read("ppt/theme/theme1.xml")
        assert not any(b"SECRET" in new.read(name) for name in new.namelist())
    layouts = [slide.slide_layout.name for slide in found.slides]
    assert layouts[0] == "Title Slide"
    assert set(layouts[1:]) == {"Title Only"}


def test_a_template_is_a_master_too(master: Path, tmp_path: Path) -> None:
    template = retyped(master, tmp_path / "house.potx", TEMPLATE)
    found = opened(full_report(), template)
    check_slides(found)


def test_a_link_in_a_layout_does_not_keep_a_slide(master: Path, tmp_path: Path) -> None:
    """A master's menu of its own slides: the slides go, and so does what leads to them."""
    linked = Presentation(str(master))
    shape = linked.slide_layouts[5].placeholders[0]
    key = linked.slide_layouts[5].part.relate_to(linked.slides[0].part, RELATIONSHIP_TYPE.SLIDE)
    link = shape._element.nvSpPr.cNvPr.get_or_add_hlinkClick()
    link.set(qn("r:id"), key)
    linked.save(tmp_path / "linked.pptx")
    written = presentation(full_report(), SlideOptions(tmp_path / "linked.pptx"))
    check_slides(Presentation(io.BytesIO(written)))
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert len(set(package.namelist())) == len(package.namelist())
        assert not any(b"SECRET" in package.read(name) for name in package.namelist())
        assert not any(b"hlinkClick" in package.read(name) for name in package.namelist())


def test_layouts_are_found_by_what_they_hold(master: Path, tmp_path: Path) -> None:
    """A master with one layout, of a title and a text, serves for everything."""
    odd = Presentation(str(master))
    for layout in list(odd.slide_layouts):
        if layout.name != "Title and Content" and layout.name != "Blank":
            odd.slide_layouts.remove(layout)
    odd.save(tmp_path / "odd.pptx")
    found = opened(full_report(), tmp_path / "odd.pptx")
    check_slides(found)
    assert {slide.slide_layout.name for slide in found.slides} == {"Title and Content"}


def test_a_master_of_a_title_in_the_middle_has_room_all_the_same(master: Path, tmp_path: Path) -> None:
    odd = Presentation(str(master))
    odd.slides._sldIdLst.clear()
    for key in [key for key, rel in odd.part.rels.items() if rel.reltype == RELATIONSHIP_TYPE.SLIDE]:
        odd.part.drop_rel(key)
    for layout in [layout for layout in odd.slide_layouts if layout.name != "Title Only"]:
        odd.slide_layouts.remove(layout)
    body = next(shape for shape in odd.slide_master.placeholders if shape.placeholder_format.idx == 1)
    body._element.getparent().remove(body._element)
    only = odd.slide_layouts[-1].placeholders[0]
    only.left, only.top, only.width, only.height = Pt(40), Pt(300), Pt(600), Pt(60)
    odd.save(tmp_path / "odd.pptx")
    found = opened(full_report(), tmp_path / "odd.pptx")
    check_slides(found)


def test_without_a_title_there_is_no_master(master: Path, tmp_path: Path) -> None:
    odd = Presentation(str(master))
    odd.slides._sldIdLst.clear()
    for rel in [rel for rel in odd.part.rels.values() if rel.reltype.endswith("/slide")]:
        odd.part.drop_rel(rel.rId)
    for layout in list(odd.slide_layouts):
        if layout.name != "Blank":
            odd.slide_layouts.remove(layout)
    odd.save(tmp_path / "blank.pptx")
    with pytest.raises(UserError, match="cannot be used as a master"):
        opened(full_report(), tmp_path / "blank.pptx")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no package", b"text"])
def test_what_is_no_presentation_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"a\.pptx: cannot be used as a master"):
        opened(full_report(), path)


def test_another_kind_of_package_is_refused(master: Path, tmp_path: Path) -> None:
    document = retyped(master, tmp_path / "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.x")
    with pytest.raises(UserError, match="cannot be used as a master"):
        opened(full_report(), document)
    with pytest.raises(UserError):
        opened(full_report(), tmp_path / "missing.pptx")


def test_a_package_that_unpacks_to_too_much_is_refused(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("raciapp.formats.slides.masters._LARGEST_UNPACKED", 1_000)
    with pytest.raises(UserError, match="cannot be used as a master"):
        opened(full_report(), master)


def test_it_is_exported_by_its_suffix(tmp_path: Path) -> None:
    export(full_report(), tmp_path / "a.pptx")
    assert len(Presentation(str(tmp_path / "a.pptx")).slides) > 10


def test_pages_are_about_as_high_as_each_other() -> None:
    rows = list(range(20))
    pages = evened(lambda room: [rows[n : n + int(room)] for n in range(0, 20, int(room))], 9)
    assert [len(page) for page in pages] == [7, 7, 6]
    assert evened(lambda room: [int(room)], 9) == [3]


def test_a_gap_that_is_cut_says_how_much_more_there_is() -> None:
    report = full_report("coastal_stewardship")
    assert report.gap is not None
    left = len(report.gap.cells) - 40
    assert left > 0
    last = [table for name, table in tables(opened(report)) if name.startswith("Gap to the template · ")][-1]
    assert texts(last)[-1] == [f"and {left} more", "", "", "", ""]
