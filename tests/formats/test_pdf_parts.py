"""The parts of a PDF around the matrix, its options, the preview of its pages."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from formats.pages_of_pdf import elements, page_texts, squeezed
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, same
from raciapp.document.records import Document, Unit
from raciapp.document.storage import load
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.cards import role_cards
from raciapp.formats.departing import ReportGap
from raciapp.formats.figures import figures
from raciapp.formats.paper import Orientation, Paper
from raciapp.formats.pdf import Numbering, PdfOptions, page_content, stretch_pages, stretches, write_pdf
from raciapp.formats.pdf_parts import gap_content
from raciapp.formats.report import EVERYTHING, Cover, Report, ReportPart, Wishes, report_on
from raciapp.formats.typesetting import pictured, setting
from raciapp.knowledge.library import knowledge

HOSTILE = "#set page(fill: red) $x^2$ *a* `c` @d <e> [f] // /* 🦊 مرحبا " + "long " * 50
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="40" height="10" fill="#a00"/></svg>'
)


def bank() -> Document:
    return load(sample_organizations() / "lakehead_bank.raci")


def wished(*parts: ReportPart, document: Document | None = None, **changed: Any) -> Report:
    cover = Cover("The client & Co", "2.1", "Mara Voss", "A draft.")
    wishes = Wishes(Language.EN, parts=frozenset(parts), cover=cover)
    return report_on(document or bank(), knowledge(), dt.date(2026, 11, 23), replace(wishes, **changed))


def written(report: Report, folder: Path, options: PdfOptions | None = None, branding: Branding = PLAIN) -> Path:
    write_pdf(report, folder / "report.pdf", options or PdfOptions(), branding)
    return folder / "report.pdf"


def text_of(path: Path) -> str:
    return " ".join(" ".join(page_texts(path)).split()).replace("\u00a0", " ")


def alternatives(path: Path) -> list[str]:
    with pikepdf.open(path) as opened:
        return [str(element.Alt) for element in elements(opened.Root.StructTreeRoot.K) if str(element.S) == "/Figure"]


def bookmarks(path: Path) -> list[str]:
    with pikepdf.open(path) as opened, opened.open_outline() as outline:
        found: list[str] = []

        def gather(items: list[pikepdf.OutlineItem]) -> None:
            for item in items:
                found.append(item.title)
                gather(item.children)

        gather(outline.root)
        return found


@pytest.mark.parametrize("language", Language)
def test_every_part_has_a_bookmark(language: Language, tmp_path: Path) -> None:
    report = wished(*EVERYTHING, language=language)
    found = bookmarks(written(report, tmp_path))
    assert found[0] == report.title
    for title in (
        "Findings",
        "Compared with the template",
        "In pictures",
        "Role cards",
        "Method and legend",
        "Sign-off",
    ):
        assert report.say(title) in found
    assert report.matrix in found
    assert {unit.name for unit in report.units} <= set(found)


def test_the_first_page_says_who_made_it_for_whom_and_when(tmp_path: Path) -> None:
    path = written(wished(ReportPart.COVER, ReportPart.MATRIX), tmp_path)
    first, second = page_texts(path)
    for words in (
        "Lakehead Mutual Bank",
        "As-is",
        "The client & Co",
        "November 23, 2026",
        "2.1",
        "Mara Voss",
        "A draft.",
    ):
        assert words in first
    assert "Page" not in first
    assert "Page 2 of 2" in second
    with pikepdf.open(path) as opened:
        assert str(opened.docinfo.Author) == "Mara Voss"


def test_what_the_cover_does_not_know_it_leaves_out(tmp_path: Path) -> None:
    (first,) = page_texts(written(wished(ReportPart.COVER, cover=Cover()), tmp_path))
    assert "Client" not in first
    assert "Version" not in first
    assert "Date" in first


def test_the_gap_is_told_activity_by_activity(tmp_path: Path) -> None:
    report = wished(ReportPart.GAP)
    assert report.gap
    path = written(report, tmp_path)
    text = squeezed(text_of(path))
    assert squeezed(report.gap.template) in text
    assert all(squeezed(name) in text for name in (*report.gap.missing, *report.gap.own))
    kinds = {cell.difference for cell in report.gap.cells}
    with pikepdf.open(path) as opened:
        cells = sum(1 for element in elements(opened.Root.StructTreeRoot.K) if str(element.S) == "/TD")
    assert cells == (1 + len(kinds)) * len(report.gap.rows)
    alike = Counter(
        (cell.activity, cell.difference, cell.strict, cell.actual, cell.expected) for cell in report.gap.cells
    )
    assert text.count("(adviceonly)") == sum(not strict for _, _, strict, _, _ in alike)


def test_each_departure_stands_once_among_those_alike() -> None:
    report = wished(ReportPart.GAP)
    assert report.gap
    content: Any = gap_content(report, report.gap)
    titles = [kind["title"].split(" (")[0] for kind in content["differences"]]
    told = Counter(
        (row["activity"], unit, tuple(one["actual"]), tuple(one["expected"]), title, not one["advice"])
        for row in content["rows"]
        for title, found in zip(titles, row["departures"], strict=True)
        for one in found
        for unit in one["units"].split(", ")
    )
    assert told == Counter(
        (cell.activity, cell.unit, cell.actual, cell.expected, cell.difference, cell.strict)
        for cell in report.gap.cells
    )
    assert sum(kind["count"] for kind in content["differences"]) == len(report.gap.cells)


def test_no_gap_is_told_as_well(tmp_path: Path) -> None:
    report = replace(wished(ReportPart.GAP), gap=ReportGap("Usual", (), (), ()))
    assert "There is no difference." in text_of(written(report, tmp_path))
    assert "Compared" not in text_of(written(replace(report, gap=None), tmp_path))


@pytest.mark.parametrize("orientation", Orientation)
def test_each_unit_has_a_card_on_half_a_page(orientation: Orientation, tmp_path: Path) -> None:
    report = wished(ReportPart.CARDS)
    texts = page_texts(written(report, tmp_path, PdfOptions(orientation=orientation)))
    cards = role_cards(report)
    assert len(texts) == 1 + (len(cards) + 1) // 2, "the title of a report without a matrix stands before"
    everything = squeezed("".join(texts))
    for card in cards:
        assert squeezed(card.unit.name) in everything
        for line in (*card.does, *card.advises, *card.hears):
            told = " · Answers: " + (", ".join(line.answers) or "nobody")
            assert squeezed(line.activity + told) in everything
        assert all(squeezed(line.activity) in everything for line in card.decides)
    assert "Nothing is asked of this unit." in " ".join(texts)


def test_a_card_says_where_nobody_answers(tmp_path: Path) -> None:
    report = wished(ReportPart.CARDS)
    row = report.sections[0].rows[0]
    cells = tuple(replace(cell, symbols=("R",) if place == 0 else ()) for place, cell in enumerate(row.cells))
    report = replace(report, sections=(replace(report.sections[0], rows=(replace(row, cells=cells),)),))
    assert f"{row.name} · Answers: nobody" in text_of(written(report, tmp_path))


def test_a_card_with_much_to_say_has_pages_of_its_own(tmp_path: Path) -> None:
    report = wished(ReportPart.CARDS)
    rows = report.sections[0].rows * 90
    report = replace(report, sections=(replace(report.sections[0], rows=rows),))
    texts = page_texts(written(report, tmp_path))
    assert sum("Set the social media strategy" in text for text in texts) >= 4
    assert "".join(texts).count("Set the social media strategy") == 90 * sum(
        bool(cell.symbols) for cell in report.sections[0].rows[0].cells
    )


def test_pictures_tell_their_numbers(tmp_path: Path) -> None:
    report = wished(ReportPart.PICTURES)
    found = figures(report)
    load, spread, groups, handover = _by_title(
        alternatives(written(report, tmp_path)),
        "Load per unit",
        "Who answers for how much",
        "Activities with findings by group",
        "Who hands work to whom",
    )
    names = {letter.symbol: letter.name.text(Language.EN) for letter in report.legend}
    for one in found.loads:
        numbers = ", ".join(f"{names[symbol]} {count}" for symbol, count in one.letters if count) or "0"
        assert f"{one.unit}: {numbers} ({one.cells})" in load
    for unit, count in found.accountability:
        assert f"{unit}: " in spread
        assert f"answers {count} ({count})" in spread or not count
    for group in found.groups:
        assert f"{group.group}: " in groups
    for pair in found.handovers:
        told = f"{pair.answers} answers, {pair.other} does {pair.does} and is asked on {pair.asked}"
        assert told in handover


def _by_title(texts: list[str], *titles: str) -> list[str]:
    return [next(text for text in texts if text.startswith(f"{title}. ")) for title in titles]


def test_pictures_of_many_units_show_those_that_count(tmp_path: Path) -> None:
    report = wished(ReportPart.PICTURES)
    units = tuple(replace(report.units[place % 13], id=f"u{place}", name=f"Unit {place}") for place in range(91))
    sections = tuple(
        replace(section, rows=tuple(replace(row, cells=row.cells * 7) for row in section.rows))
        for section in report.sections
    )
    path = written(replace(report, units=units, sections=sections), tmp_path)
    assert "Only the units with the most are shown." in text_of(path)
    (load,) = _by_title(alternatives(path), "Load per unit")
    assert len(re.findall(r"Unit \d+:", load)) == 60


def test_activities_that_nobody_answers_for_are_counted(tmp_path: Path) -> None:
    report = wished(ReportPart.PICTURES)
    emptied = tuple(replace(cell, symbols=()) for cell in report.sections[0].rows[0].cells)
    (row, *rest) = report.sections[0].rows
    section = replace(report.sections[0], rows=(replace(row, cells=emptied), *rest))
    path = written(replace(report, sections=(section, *report.sections[1:])), tmp_path)
    assert "For 1 activity nobody answers." in text_of(path)


def test_the_method_and_a_table_to_sign(tmp_path: Path) -> None:
    report = wished(ReportPart.METHOD, ReportPart.SIGN_OFF)
    path = written(report, tmp_path)
    text = text_of(path)
    assert "Each row is an activity, each column a unit." in text
    assert "The comparison" not in text
    assert "Responsible Does the work" in text
    assert "Unit Name Signature Date" in text
    with pikepdf.open(path) as opened:
        cells = [element for element in elements(opened.Root.StructTreeRoot.K) if str(element.S) in {"/TD", "/TH"}]
    assert len(cells) == 4 * (1 + len(report.units))


def test_the_method_tells_of_the_template_where_there_is_one(tmp_path: Path) -> None:
    assert "The comparison" in text_of(written(wished(ReportPart.METHOD, ReportPart.GAP), tmp_path))


def test_only_what_is_wanted_is_shown(tmp_path: Path) -> None:
    report = wished()
    assert [" ".join(text.split()) for text in page_texts(written(report, tmp_path))] == [
        f"{report.title} {report.subtitle} · {report.date} {report.title} {report.date} Page 1 of 1"
    ]


def test_two_languages_stand_side_by_side(tmp_path: Path) -> None:
    text = text_of(written(wished(*EVERYTHING, second=Language.FR), tmp_path))
    assert "Unit / " in text
    assert "Legend / Légende" in text


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("orientation", Orientation)
def test_a_sheet_lies_as_it_is_asked_to(paper: Paper, orientation: Orientation, tmp_path: Path) -> None:
    with pikepdf.open(written(wished(ReportPart.MATRIX), tmp_path, PdfOptions(paper, orientation))) as opened:
        _, _, width, height = (float(value) for value in opened.pages[0].mediabox)
    assert (width > height) == (orientation is not Orientation.PORTRAIT)


def test_a_long_matrix_stands_upright_where_only_that_shows_it_on_one_page(tmp_path: Path) -> None:
    report = wished(ReportPart.MATRIX)
    section = report.sections[0]
    report = replace(report, sections=(replace(section, rows=section.rows * 40),), findings=())
    path = written(report, tmp_path)
    with pikepdf.open(path) as opened:
        _, _, width, height = (float(value) for value in opened.pages[0].mediabox)
        assert len(opened.pages) == 1
    assert width < height
    with pikepdf.open(written(report, tmp_path, PdfOptions(orientation=Orientation.LANDSCAPE))) as opened:
        assert len(opened.pages) > 1


def test_an_archive_gets_pdf_a_as_well(tmp_path: Path) -> None:
    path = written(wished(*EVERYTHING), tmp_path, PdfOptions(archive=True))
    with pikepdf.open(path) as opened:
        metadata = opened.Root.Metadata.read_bytes().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_the_same_report_is_the_same_file(tmp_path: Path) -> None:
    first = written(wished(*EVERYTHING), tmp_path).read_bytes()
    assert written(wished(*EVERYTHING), tmp_path).read_bytes() == first
    assert b"CreationDate" not in first


def test_a_branding_gives_logo_colours_and_footer(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(LOGO)
    branding = Branding(accent="#7A1F1F", logo=tmp_path / "logo.svg", footer="House & Partners")
    report = wished(ReportPart.COVER, ReportPart.MATRIX)
    path = written(report, tmp_path, branding=branding)
    assert alternatives(path) == ["Logo"]
    assert "House & Partners" in page_texts(path)[1]
    pages = pypdfium2.PdfDocument(path)
    try:
        colour = pages[0].render().to_pil().convert("RGB").getpixel((3, 3))
    finally:
        pages.close()
    assert colour == (0x7A, 0x1F, 0x1F)
    assert alternatives(written(wished(ReportPart.MATRIX), tmp_path, branding=branding)) == ["Logo"]


def test_a_branding_brings_its_font(tmp_path: Path) -> None:
    from raciapp.base.resources import resources

    font = resources() / "fonts" / "NotoEmoji-Regular.ttf"
    copied = tmp_path / "house.ttf"
    copied.write_bytes(font.read_bytes())
    path = written(wished(ReportPart.MATRIX), tmp_path, branding=Branding(font=copied, font_name="Noto Emoji"))
    assert b"NotoEmoji" in path.read_bytes()


@pytest.mark.parametrize("content", [b"no picture", b"\x89PNG\r\n\x1a\n damaged", b"<svg"])
def test_a_logo_that_is_no_picture_is_the_users_fault(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    with pytest.raises(UserError, match="The logo is no picture"):
        written(wished(ReportPart.COVER), tmp_path, branding=Branding(logo=tmp_path / "logo.png"))


def test_a_logo_that_is_not_there_or_too_large_is_the_users_fault(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    with pytest.raises(UserError, match=r"logo\.png: this logo cannot be read"):
        written(wished(ReportPart.COVER), tmp_path, branding=Branding(logo=logo))
    logo.write_bytes(bytes(5_000_000))
    with pytest.raises(UserError, match=r"logo\.png: this logo is larger"):
        written(wished(ReportPart.COVER), tmp_path, branding=Branding(logo=logo))


def test_hostile_text_stays_text_in_every_part(tmp_path: Path) -> None:
    report = wished(*EVERYTHING)
    cells = tuple(replace(cell, symbols=("A", "R"), remark=HOSTILE) for cell in report.sections[0].rows[0].cells)
    row = replace(report.sections[0].rows[0], name=HOSTILE, remark=HOSTILE, cells=cells)
    report = replace(
        report,
        title=HOSTILE,
        subtitle=HOSTILE,
        matrix=HOSTILE,
        cover=Cover(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        units=tuple(replace(unit, name=HOSTILE, functions=(HOSTILE,)) for unit in report.units),
        sections=(replace(report.sections[0], name=HOSTILE, rows=(row,)),),
        gap=ReportGap(HOSTILE, (HOSTILE,), (HOSTILE,), ()),
    )
    path = written(report, tmp_path, branding=Branding(footer=HOSTILE))
    assert squeezed("#set page(fill: red) $x^2$ *a* `c` @d <e> [f] // /*") in squeezed(text_of(path))
    pages = pypdfium2.PdfDocument(path)
    try:
        for page in pages:
            width, height = page.get_size()
            text = page.get_textpage()
            boxes = [
                text.get_charbox(place) for place in range(text.count_chars()) if text.get_text_range(place, 1).strip()
            ]
            assert all(30 <= left <= right <= width - 30 for left, _, right, _ in boxes)
            assert all(10 <= bottom <= top <= height - 30 for _, bottom, _, top in boxes)
    finally:
        pages.close()


def test_nothing_at_all_is_a_report_all_the_same(tmp_path: Path) -> None:
    report = replace(
        wished(
            *EVERYTHING,
            document=replace(
                bank(),
                units=(Unit("u", same("One")),),
                activities=(),
                matrices=tuple(replace(matrix, rows=()) for matrix in bank().matrices),
            ),
        ),
        gap=None,
    )
    assert "The matrix has no activities yet." in text_of(written(report, tmp_path))
    assert "Sign-off" in text_of(written(replace(report, units=()), tmp_path))


def whole_pages(report: Report, options: PdfOptions) -> tuple[bytes, ...]:
    return pictured(setting("report.typ", page_content(report, options, PLAIN)), "svg", 96)


@pytest.mark.parametrize(
    "left_out",
    [
        (),
        (ReportPart.COVER,),
        (ReportPart.PICTURES,),
        (ReportPart.CARDS,),
        (ReportPart.PICTURES, ReportPart.CARDS),
        (ReportPart.METHOD, ReportPart.SIGN_OFF),
        (ReportPart.COVER, ReportPart.MATRIX, ReportPart.CARDS),
        tuple(set(ReportPart) - {ReportPart.METHOD, ReportPart.CARDS}),
    ],
)
def test_stretches_give_the_pages_of_the_whole(left_out: tuple[ReportPart, ...], tmp_path: Path) -> None:
    report, options = wished(*EVERYTHING - set(left_out)), PdfOptions(Paper.A4, Orientation.PORTRAIT)
    whole = whole_pages(report, options)
    pages: list[bytes] = []
    for stretch in stretches(report.parts):
        pages += stretch_pages(report, stretch, options, PLAIN, Numbering(len(pages), len(whole)))
    assert len(pages) == len(whole)
    assert all(page == other for page, other in zip(pages, whole, strict=True))
    with pikepdf.open(written(report, tmp_path, options)) as opened:
        assert len(opened.pages) == len(pages)


@given(st.frozensets(st.sampled_from(ReportPart)))
def test_each_part_is_in_one_stretch(parts: frozenset[ReportPart]) -> None:
    found = stretches(parts)
    assert sorted(part for stretch in found for part in stretch) == sorted(parts)
    assert all(found[1:]), "only the one with the title may have no part"
