"""The page of HTML: whole, accessible, safe by construction, the same each time."""

import base64
import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
from formats.talked import TALKED, silent
from formats.web.pages import DAY, EN, FR, attributes_of, find, full, hostile, seen, texts
from hypothesis import given
from lxml.html import HtmlElement
from msgspec.structs import replace
from seeing import LEGIBLE
from seeing import contrast as seen_contrast
from strategies import ODD_TEXTS, documents

from raciapp.base.errors import UserError
from raciapp.base.resources import resources, sample_organizations
from raciapp.base.words import Language
from raciapp.document.records import Document, Row, Waiver
from raciapp.document.storage import load
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.importing import import_file
from raciapp.formats.inks import WEIGHT_SIGNS
from raciapp.formats.report import STATUS_SIGNS, ReportPart, Wishes, report_on
from raciapp.formats.web.elements import clean
from raciapp.formats.web.page import HtmlOptions, export_html, html_page
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.records import Severity

COASTAL = load(sample_organizations() / "coastal_stewardship.raci")
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><a href='javascript:1'>&amp;{}</style>"


def test_every_wanted_part_is_there_in_its_order() -> None:
    page = seen(full(replace(COASTAL, waivers=(Waiver("PER-1", "We know", "A. B.", "2026-11-23"),))))
    assert [one.get("id") for one in page.iter("section") if one.get("id")] == [
        "matrix", "findings", "gap", "pictures", "cards", "deviations", "method", "sign-off",
    ]  # fmt: skip
    assert [one.get("href") for one in find(page, "nav a")] == [
        f"#{one.get('id')}" for one in page.iter("section") if one.get("id")
    ]
    assert "We know" in page.get_element_by_id("deviations").text_content()
    assert texts(find(page, "header dd"))[1] == "Somebody"


def test_what_is_not_wanted_is_not_there() -> None:
    report = replace(full(), parts=frozenset({ReportPart.FINDINGS}))
    page = seen(report)
    assert [one.get("id") for one in page.iter("section") if one.get("id")] == ["findings"]
    assert not find(page, "nav")
    assert "Somebody" not in page.text_content()
    assert "Two days are too long" not in page.text_content()


def test_what_was_said_is_not_shown_where_it_is_not_wanted() -> None:
    page = seen(replace(full(), parts=frozenset({ReportPart.MATRIX, ReportPart.CARDS})))
    assert not find(page, ".sign, sup")
    assert "Two days" not in page.text_content()
    assert "Led by two" not in page.text_content()


def test_the_matrix_is_a_table_with_headings() -> None:
    page = seen(full())
    (table,) = find(page, "table.matrix")
    assert texts(find(table, "thead tr.units th")) == ["Activity", "North", "South", "Law", "Board"]
    assert texts(find(table, "tr.divisions th")) == ["Field", "Head office"]
    assert [one.get("colspan") for one in find(table, "tr.divisions th")] == ["2", "1"]
    assert {one.get("scope") for one in find(table, "th")} == {"col", "row", "rowgroup", "colgroup"}
    (plan, answer, count) = (texts(row.getchildren()) for row in find(table, "tr.row"))
    assert plan == ["Plan", "A", "R", "", "C"]
    assert answer[1:] == ["A R", "", "", ""]
    assert count == ["Count", "", "A", "R", "I"]
    assert [one.get("title") for one in find(table, "tr.row abbr")][:2] == ["Accountable", "Responsible"]


def test_signs_and_numbers_are_drawn_and_named() -> None:
    (table,) = find(seen(full()), "table.matrix")
    signs = [(one.get("class"), one.get("aria-label")) for one in find(table, "tr.row .sign")]
    assert signs == [
        ("sign agreed", "Agreed"),
        ("sign question", "Open question"),
        ("sign contested", "Contested"),
        ("sign contested", "Contested"),
        ("sign agreed", "Agreed"),
    ]
    assert [one.get("data-number") for one in find(table, "sup a")] == ["1", "2", "3", "4", "5", "6"]
    sheet = (resources() / "web" / "report.css").read_text("utf-8")
    for status, drawn in STATUS_SIGNS.items():
        assert f'.sign.{status.value}::before {{ content: "{drawn}"; }}' in sheet
    for severity in Severity:
        assert f".weight.{severity.value}::before" in sheet


@pytest.mark.parametrize("language", Language)
def test_the_matrix_comes_back(language: Language, tmp_path: Path) -> None:
    report = report_on(COASTAL, knowledge(), DAY, Wishes(language))
    export_html(report, tmp_path / "a.html", HtmlOptions(), PLAIN)
    found = import_file(tmp_path / "a.html", knowledge()).document
    assert [unit.name.text(language) for unit in found.units] == [unit.name.text(language) for unit in COASTAL.units]
    assert {a.id: row.letters for a, row in zip(found.activities, found.matrices[0].rows, strict=True)} == {
        a.id: row.letters for a, row in zip(COASTAL.activities, COASTAL.matrices[0].rows, strict=True)
    }


def test_numbers_of_remarks_lead_to_them() -> None:
    page = seen(full())
    links = [one.get("href")[1:] for one in find(page, "sup a")]
    assert links
    assert len(links) == len(set(links))
    told = {one: texts([page.get_element_by_id(one).getparent()])[0] for one in links}
    assert "South" in told["remark-1"]
    assert {one.get("id") for one in find(page, ".number")} == set(links)


@pytest.mark.parametrize("second", [None, FR])
def test_every_link_leads_somewhere_on_the_page_and_every_label_is_there(second: Language | None) -> None:
    page = seen(full(COASTAL, second))
    ids = [value for _, name, value in attributes_of(page) if name == "id"]
    assert len(ids) == len(set(ids))
    for _, name, value in attributes_of(page):
        if name == "href":
            assert value[0] == "#"
            assert value[1:] in ids
        if name == "aria-labelledby":
            assert value in ids
    assert all(one.get("aria-label") for one in find(page, "[role=img]"))
    assert all(find(table, "caption") for table in page.iter("table"))
    levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_both_languages_are_marked() -> None:
    page = seen(full(COASTAL, FR))
    assert page.get("lang") == "en"
    (first, *_) = find(page, "tr.row th span[lang]")
    assert {one.get("lang") for one in find(page, "span[lang]")} == {"en", "fr"}
    assert first.get("lang") == "en"
    assert "Ministère de l'Intendance côtière" in texts(find(page, "h1 span[lang=fr]"))
    reasons = find(page, ".finding dd span.second[lang=fr]")
    assert len(reasons) > 10
    assert not find(seen(full(COASTAL)), "span[lang]")


def test_what_is_said_of_names_is_in_one_language_each() -> None:
    page = seen(full(COASTAL, FR))
    assert texts(find(page, ".card li .quiet span"))[:2] == [
        "Communications Branch answers",
        "responsable ultime : Direction générale des communications",
    ]
    told = find(page, "#gap")[0].getchildren()[1]
    assert texts(find(told, "span")) == [
        "Compared with the template «Government - program experts».",
        "Comparaison avec le modèle « Gouvernement - experts des programmes ».",
    ]


def test_no_text_that_stands_in_both_languages_is_left_unmarked() -> None:
    page = seen(full(COASTAL, FR))
    said = [
        text.strip()
        for one in page.find("body").iter()
        for text in (one.text, one.tail)
        if text and len(text.strip()) > 1 and " / " in text
    ]
    assert said == ["Settings of the organization / Paramètres de l'organisation"] * len(said)
    assert len(said) < 3
    places = [one.getparent() for one in find(page, "#findings ul.places span[lang=fr]")]
    told = " ".join(texts(places))
    assert "Answer general and service questions / Répondre aux questions générales et de service · Client" in told


def test_a_name_with_a_stroke_in_it_is_no_second_language() -> None:
    document = hostile("Sales / Marketing")
    report = full(document, FR)
    finding = replace(full(COASTAL, FR).findings[0], places=("Sales / Marketing · Sales / Marketing",))
    page = seen(replace(report, findings=(finding,)))
    assert not find(page, "tr.row th span[lang], tr.units th div span[lang], ul.places span[lang], h1 span[lang]")
    assert texts(find(page, "ul.places li")) == ["Sales / Marketing · Sales / Marketing"]


def test_the_policy_allows_the_style_sheet_and_nothing_else() -> None:
    text = html_page(full())
    (sheet,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    mark = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    page = seen(full())
    (policy,) = (one.get("content") for one in page.iter("meta") if one.get("http-equiv"))
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{mark}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    first = text.index("Content-Security-Policy")
    assert first < text.index("<style>")
    assert "http://" not in text
    assert "https://" not in text


@pytest.mark.parametrize(
    "text", [*(one for one in ODD_TEXTS if one.strip()), MARKUP, "]]>--><!--", "x" * 300, "\u202eمرحبا"]
)
@pytest.mark.parametrize("second", [None, FR])
def test_no_text_of_a_client_is_ever_markup(text: str, second: Language | None) -> None:
    usual = seen(full(hostile("Somebody"), second))
    odd = seen(full(hostile(text), second, text))

    def bones(page: HtmlElement) -> list[tuple[str, str]]:
        return [(tag, name) for tag, name, _ in attributes_of(page) if name != "content"]

    assert {tag for tag, _ in bones(odd)} <= {tag for tag, _ in bones(usual)} | {"bdi"}
    assert not find(odd, "script, iframe, object, embed, link, base, form, [onerror], [style]")
    assert {value[0] for _, name, value in attributes_of(odd) if name in {"href", "src"}} <= {"#"}
    wanted = " ".join(clean(text).split())
    if wanted:
        assert texts(find(odd, "tr.group th")) == [wanted]
        assert wanted in texts(find(odd, "header h1"))
        assert wanted in texts(find(odd, ".cover .note"))
        assert any(wanted in one for one in texts(find(odd, "tr.units th")))


@given(documents())
def test_any_document_has_a_page(document: Document) -> None:
    text = html_page(full(document, FR))
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\ud800-\udfff]", text)


def test_a_name_from_right_to_left_turns_nothing_around_it() -> None:
    page = seen(full(hostile("\u202eمكتب")))
    assert texts(find(page, "tr.row th bdi")) == ["مكتب"] * 2, "without what turns the text after it"
    assert not find(seen(full()), "bdi")


def test_a_unit_is_chosen_without_a_script() -> None:
    text = html_page(full())
    page = seen(full())
    assert [one.get("id") for one in find(page, "input[type=radio]")] == ["unit-all", *(f"unit-{n}" for n in range(4))]
    assert [one.get("checked") is not None for one in find(page, "input[type=radio]")] == [True, *[False] * 4]
    assert "main:has(#unit-3:checked) .matrix.whole tr:is(.units,.row)>:nth-child(n+2):not(:nth-child(5))" in text
    assert "#unit-4" not in text
    plain = html_page(full(), HtmlOptions(unit_choice=False, contents=False))
    assert "<input" not in plain
    assert "<nav" not in plain


def test_a_matrix_too_wide_for_paper_is_printed_in_pieces() -> None:
    page = seen(full(hostile("Office", 50)))
    (whole,) = find(page, ".on-screen table.matrix.whole")
    pieces = find(page, ".on-paper table.matrix")
    assert len(find(whole, "tr.units th")) == 51
    assert [len(find(piece, "tr.units th")) - 1 for piece in pieces] == [21, 21, 8]
    assert texts(find(pieces[1], "caption")) == ["Office · Units 22 to 42 of 50"]
    ids = [value for _, name, value in attributes_of(page) if name == "id"]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("name", "sizes"), [("Office " * 15, [11, 9]), ("Office " * 43, [4, 4, 4, 4, 4])])
def test_long_names_take_more_room_on_paper(name: str, sizes: list[int]) -> None:
    page = seen(full(hostile(name, 20)))
    assert [len(find(piece, "tr.units th")) - 1 for piece in find(page, ".on-paper table.matrix")] == sizes


def test_more_places_than_anybody_reads_at_once_are_there_to_be_opened() -> None:
    report = full(COASTAL)
    many = replace(report.findings[0], places=tuple(f"Place {n}" for n in range(30)), accepted="")
    page = seen(replace(report, findings=(many,), exported=None, second=FR))
    (shown, rest) = find(page, "#findings ul.places")
    assert (len(shown), len(rest)) == (24, 6)
    assert rest.getparent().tag == "details"


def test_tables_of_many_columns_can_be_scrolled_where_there_is_little_room() -> None:
    page = seen(full())
    many = [one for one in find(page, "table.plain") if len(find(one, "thead th")) > 4]
    assert many
    assert {one.getparent().get("class") for one in many} <= {"wide", "figure"}


def test_units_of_the_same_activity_stand_together_in_places() -> None:
    report = full(COASTAL)
    found = replace(report.findings[0], places=("Write · A", "Write · B", "Settings"), accepted="")
    page = seen(replace(report, findings=(found,)))
    assert texts(find(page, "#findings ul.places li")) == ["Write · A, B", "Settings"]


def test_signs_are_those_of_all_formats_and_stand_in_the_legend() -> None:
    sheet = (resources() / "web" / "report.css").read_text(encoding="utf-8")
    for severity, drawn in WEIGHT_SIGNS.items():
        assert f'.weight.{severity.value}::before {{ content: "{drawn}"; }}' in sheet
    report = full(COASTAL)
    held = {row.weight for section in report.sections for row in section.rows if row.weight}
    assert len(find(seen(report), ".legend .weight")) == len(held)
    assert not find(seen(replace(report, parts=frozenset({ReportPart.MATRIX}))), ".legend .weight")


def test_a_finding_that_points_nowhere_says_no_place() -> None:
    report = full(COASTAL)
    page = seen(replace(report, findings=(replace(report.findings[0], places=(), accepted=""),)))
    assert texts(find(page, "#findings dt"))[0] == "Why:"


def test_a_matrix_that_does_what_the_template_says() -> None:
    report = full(COASTAL)
    assert report.gap is not None
    assert find(seen(report), "#gap table")
    same_as = replace(report, gap=replace(report.gap, missing=(), own=(), cells=()))
    assert "The matrix does what the template says." in seen(same_as).get_element_by_id("gap").text_content()
    assert all(one.get("id") != "gap" for one in seen(replace(report, gap=None)).iter("section"))


def test_the_gap_names_each_activity_once_beside_its_units() -> None:
    report = full(COASTAL)
    assert report.gap is not None
    (table,) = find(seen(report), "#gap table")
    named = find(table, "tbody th[scope=rowgroup]")
    assert texts(named) == list(dict.fromkeys(cell.activity for cell in report.gap.cells))
    assert [len(find(body, "tr")) for body in find(table, "tbody")] == [int(one.get("rowspan")) for one in named]
    rows = [texts(row.getchildren())[-5:] for row in find(table, "tbody tr")]
    assert rows[:2] == [
        ["Minister's Office", "C", "I", "Different", "Advice only"],
        ["Client Contact Centre", "–", "C", "Missing", "Advice only"],
    ]
    assert [row[0] for row in rows] == [cell.unit for cell in report.gap.cells]
    assert len(find(table, "tbody th[scope=row]")) == len(rows)


def test_two_hundred_units() -> None:
    page = seen(full(hostile("A long name of a unit " * 14, 200)))
    assert len(find(page, ".on-screen tr.units th")) == 201
    assert len(find(page, ".card")) == 200


def test_a_document_without_anything() -> None:
    bare = replace(TALKED, units=(), activities=(), groups=(), matrices=(replace(TALKED.matrices[0], rows=()),))
    page = seen(full(bare))
    assert "The matrix has no activities yet." in page.text_content()
    quiet = seen(full(silent()))
    assert not find(quiet, ".sign, sup")
    assert all(one.get("id") != "talk" for one in quiet.iter("section"))


def test_numbers_stand_beside_the_pictures() -> None:
    page = seen(full())
    (load, *_) = find(page, "#pictures table")
    rows = [texts(row.getchildren()) for row in find(load, "tbody tr")]
    assert rows[0] == ["North", "", "1", "2", "–", "–"]
    (bar, *_) = find(load, "tbody svg")
    assert bar.get("aria-label") == "R 1, A 2, C 0, I 0"
    assert [float(one.get("width")) for one in find(bar, "rect")] == [131.8, 265.2]


def test_what_is_asked_of_a_unit_stands_on_its_card() -> None:
    card = find(seen(full()), ".card")[0]
    assert texts(find(card, "h3, h4")) == ["North", "Decides and answers for (2)"]
    assert any("Plan" in one for one in texts(find(card, "li")))
    empty = replace(TALKED, matrices=(replace(TALKED.matrices[0], rows=(Row(bytes(4)),) * 3),))
    assert "Nothing is asked of this unit." in find(seen(full(empty)), ".card")[0].text_content()


def test_the_look_of_a_consultancy(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"\x89PNG\r\n\x1a\n and more")
    font = resources() / "fonts" / "Inter-Regular.ttf"
    branding = Branding("#FFE066", "#111111", logo, font, "Inter", "House & Partners <script>")
    text = html_page(full(), None, branding)
    page = seen(full(), None, branding)
    assert "--accent: #FFE066; --on-accent: #111111; --ink: #16324F;" in text
    assert "@font-face" in text
    assert find(page, "img")[0].get("src").startswith("data:image/png;base64,")
    assert texts(find(page, "footer span"))[0] == "House & Partners <script>"
    logo.unlink()
    with pytest.raises(UserError):
        html_page(full(), None, branding)


def test_other_kinds_of_logos_and_fonts(tmp_path: Path) -> None:
    for name, content, kind in (("a.jpg", b"\xff\xd8\xff", "jpeg"), ("a.svg", b"<svg/>", "svg+xml")):
        (tmp_path / name).write_bytes(content)
        image = find(seen(full(), None, Branding(logo=tmp_path / name)), "img")[0]
        assert image.get("src").startswith(f"data:image/{kind};base64,")
    (tmp_path / "a.otf").write_bytes(b"OTTO")
    assert "data:font/otf" in html_page(full(), None, Branding(font=tmp_path / "a.otf"))


def test_a_colour_that_is_none_is_never_written() -> None:
    with pytest.raises(ValueError, match="red"):
        html_page(full(), None, Branding(accent="red; } body { color: red"))


def test_colours_can_be_read_in_light_and_dark() -> None:
    """The roles of the style sheet on the grounds they stand on (WCAG 2.2, AA)."""
    sheet = (resources() / "web" / "report.css").read_text("utf-8")
    light, dark = (dict(re.findall(r"--([a-z]+): (#[0-9A-F]{6})", block)) for block in sheet.split("@media screen")[:2])
    for roles, page, ink in ((light, "#FFFFFF", "#16324F"), (light | dark, "#14181F", "#9CC4F0")):
        for ground in (page, roles["band"], roles["head"]):
            for role in ("text", "quiet", "must", "should", "hint", "fine", "question"):
                assert seen_contrast(roles[role], ground) >= LEGIBLE, (role, ground)
            assert seen_contrast(ink, ground) >= LEGIBLE
    assert {severity.value for severity in Severity} <= light.keys()


def test_a_page_is_written_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        export_html(full(COASTAL), tmp_path / name, HtmlOptions(), PLAIN)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    with pytest.raises(UserError):
        export_html(full(), tmp_path / "missing" / "a.html", HtmlOptions(), PLAIN)
    assert full().language is EN
