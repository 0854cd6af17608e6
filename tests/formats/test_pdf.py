"""The PDF is read back: its structure with pikepdf, what stands on its pages with pdfium."""

import datetime as dt
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest
from formats.pages_of_pdf import elements, page_texts, squeezed
from formats.talked import silent, talked_report
from hypothesis import given, settings
from msgspec.structs import replace
from strategies import documents

from raciapp.base.errors import UserError
from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, Words
from raciapp.document.records import Activity, Document, Group, Matrix, Organization, Row, Status, Unit
from raciapp.document.storage import load
from raciapp.formats import pdf, places
from raciapp.formats.paper import Paper
from raciapp.formats.pdf import PdfOptions, write_pdf
from raciapp.formats.report import Report, ReportCell, ReportFinding, build_report
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.records import Severity

DATE = dt.date(2026, 11, 23)
SAMPLES = sorted(path.stem for path in sample_organizations().glob("*.raci"))
HOSTILE = "=cmd|1 #set page(fill: red) $x^2$ *a* _b_ `c` @d <e> [f] \\ // /* */ \"q\" 's' ~ -- --- -> #{1} {g} 10x10 🦊"
SMALLEST = 6.5
FINDING = ReportFinding(
    rule="X-1",
    severity=Severity.SHOULD,
    severity_name="Should be discussed",
    message="Something is odd.",
    reason="It costs time.",
    basis="Our judgement",
    fix="Talk about it.",
    places=("Do it · Legal",),
)


def sample(name: str, language: Language) -> Report:
    return build_report(load(sample_organizations() / f"{name}.raci"), knowledge(), language, DATE)


def made(
    activities: int, units: int, name: str = "{kind} {number}", *, held: bytes = bytes([1, 2, 0, 8, 4, 3])
) -> Report:
    """Build a report without findings in three groups; `name` may be anything."""

    def named(kind: str, number: int) -> Words:
        return Words(name.replace("{kind}", kind).replace("{number}", str(number)))

    document = Document(
        organization=Organization(named("Organization", 0), kind=named("Kind", 0)),
        units=tuple(Unit(f"u{place}", named("Unit", place)) for place in range(units)),
        groups=tuple(Group(f"g{place}", named("Group", place)) for place in range(3)),
        activities=tuple(
            Activity(f"a{place}", named("Activity", place), f"g{place % 3}") for place in range(activities)
        ),
        matrices=(
            Matrix(
                "m",
                named("Matrix", 0),
                tuple(Row((held * (units + activities))[place : place + units]) for place in range(activities)),
            ),
        ),
    )
    report = build_report(document, knowledge(), Language.EN, DATE)
    return replace(
        report,
        findings=(),
        sections=tuple(
            replace(section, rows=tuple(replace(row, weight=None) for row in section.rows))
            for section in report.sections
        ),
    )


def written(report: Report, folder: Path, paper: Paper = Paper.LETTER) -> Path:
    write_pdf(report, folder / "report.pdf", PdfOptions(paper))
    return folder / "report.pdf"


def tags(path: Path) -> Counter[str]:
    with pikepdf.open(path) as opened:
        return Counter(str(element.S) for element in elements(opened.Root.StructTreeRoot.K))


def headers(element: pikepdf.Dictionary) -> list[str]:
    """Return the ids of the header cells that a cell of a table names."""
    attributes: Any = element.get("/A", [])
    for attribute in attributes:
        if "/Headers" in attribute:
            return [str(header) for header in attribute.Headers]
    return []


def attribute(element: pikepdf.Dictionary, name: str, otherwise: int) -> int:
    """Return an attribute of a structure element."""
    attributes: Any = element.get("/A", [])
    return next((int(attributes_of[name]) for attributes_of in attributes if name in attributes_of), otherwise)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_report_is_made_for_screen_readers(name: str, language: Language, tmp_path: Path) -> None:
    report = sample(name, language)
    path = written(report, tmp_path)
    with pikepdf.open(path) as opened:
        assert bool(opened.Root.MarkInfo.Marked)
        assert str(opened.Root.Lang) == language.value
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        assert str(opened.docinfo.Title) == f"{report.title} · {report.matrix} · {report.scheme.name}"
        assert str(opened.docinfo.Author) == report.title
        metadata = opened.Root.Metadata.read_bytes().decode()
        headings = [str(element.T) for element in elements(opened.Root.StructTreeRoot.K) if str(element.S) == "/H1"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert f"<rdf:li>{language.value}</rdf:li>" in metadata
    assert headings == [report.title]
    found = tags(path)
    groups = sum(1 for section in report.sections if section.name)
    rows = [row for section in report.sections for row in section.rows]
    remarks = sum(1 for row in rows for cell in row.cells if cell.remark) + sum(bool(row.remark) for row in rows)
    assert not any(unit.remark or unit.division for unit in report.units)
    assert found["/Table"] == found["/THead"] == 1 + bool(remarks), "the matrix stands on one page"
    assert found["/H2"] == 2 + bool(report.accepted_findings) + bool(remarks)
    assert found["/TH"] == (1 + len(report.units)) * (1 + groups) + 3 * bool(remarks)
    assert found["/TD"] == (1 + len(report.units)) * len(rows) + 3 * remarks


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", SAMPLES)
def test_letters_names_and_page_numbers_stand_on_the_pages(name: str, language: Language, tmp_path: Path) -> None:
    report = sample(name, language)
    texts = page_texts(written(report, tmp_path, Paper.A4))
    for number, text in enumerate(texts, 1):
        assert report.say("Page {page} of {pages}").format(page=number, pages=len(texts)) in text
        assert report.date in text
        assert report.title in text
    lines = "".join(f"{text}\n" for text in texts).splitlines()
    matrix = " ".join(lines[: lines.index(report.say("Findings"))])
    rows = [row for section in report.sections for row in section.rows]
    expected = Counter(symbol for row in rows for cell in row.cells for symbol in cell.symbols)
    expected.update(letter.symbol for letter in report.legend)
    names = " ".join([row.name for row in rows] + [section.name for section in report.sections])
    expected.update(re.findall(r"(?<!\S)[A-Z](?!\S)", names))
    shown = Counter(re.findall(r"(?<!\S)[A-Z](?!\S)", matrix))
    assert shown == expected
    everything = squeezed("".join(texts))
    for name_shown in [*names.split("\n"), *(unit.name for unit in report.units)]:
        assert all(word in "".join(texts) for word in re.findall(r"\w+", name_shown))  # no word is broken
    for finding in report.findings:
        assert squeezed(finding.message) in everything
        assert squeezed(finding.accepted) in everything
        if not finding.accepted:
            assert squeezed(finding.reason) in everything
            assert squeezed(finding.fix) in everything


@pytest.mark.parametrize("activities", range(5, 45, 3))
def test_findings_follow_wherever_the_matrix_ends(activities: int, tmp_path: Path) -> None:
    """Typst lays the report out again and again until page breaks and page numbers agree; they must come to do so."""
    texts = page_texts(written(replace(made(activities, 5), findings=(FINDING,) * 8), tmp_path))
    assert [re.findall(r"Page \d+ of \d+", text) for text in texts] == [
        [f"Page {number} of {len(texts)}"] for number in range(1, len(texts) + 1)
    ]
    assert sum("Findings" in text.splitlines() for text in texts) == 1
    assert "".join(texts).count(FINDING.message) == 8


def test_fonts_travel_inside(tmp_path: Path) -> None:
    path = written(made(3, 3, "{kind} {number} 🦊"), tmp_path)
    with pikepdf.open(path) as opened:
        descriptors = [
            item
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        names = {str(item.FontName).partition("+")[2] for item in descriptors}
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys()) for item in descriptors)
    assert {"Inter-Regular", "Inter-SemiBold", "Inter-Bold", "NotoEmoji-Regular"} <= names


def test_letters_belong_to_their_unit_for_those_who_hear_the_table(tmp_path: Path) -> None:
    """The header cell of a group comes between; following it leads to the unit."""
    units = 4
    with pikepdf.open(written(made(6, units), tmp_path)) as opened:
        cells = [element for element in elements(opened.Root.StructTreeRoot.K) if str(element.S) in {"/TH", "/TD"}]
        known = {str(cell.ID): cell for cell in cells if str(cell.S) == "/TH"}
        top = [str(cell.ID) for cell in cells[: units + 1]]
        data = [cell for cell in cells if str(cell.S) == "/TD"]
        for place, cell in enumerate(data):
            (group,) = headers(cell)
            assert headers(known[group]) == [top[place % (units + 1)]]
    assert len(data) == 6 * (units + 1)


@pytest.mark.parametrize("paper", Paper)
def test_each_paper_lies_on_its_side(paper: Paper, tmp_path: Path) -> None:
    with pikepdf.open(written(made(3, 3), tmp_path, paper)) as opened:
        box = [float(value) for value in opened.pages[0].mediabox]
    height, width = paper.millimetres
    assert box == pytest.approx([0, 0, width / 25.4 * 72, height / 25.4 * 72], abs=0.01)


def test_rows_too_many_for_the_paper_are_spread_over_tables_with_the_headers_of_all(tmp_path: Path) -> None:
    path = written(made(80, 6), tmp_path)
    texts = page_texts(path)
    matrix = [text for text in texts if "Activities" in text]
    assert len(matrix) > 1
    assert all("Unit 5" in text and "Group" in text for text in matrix)
    found = tags(path)
    assert found["/Table"] == found["/THead"] == len(matrix)
    assert found["/TD"] == 80 * 7
    told = [re.search(r"Activities (\d+) to (\d+) of 80", text) for text in matrix]
    spans = [(int(match[1]), int(match[2])) for match in told if match]
    assert spans[0][0] == 1
    assert spans[-1][1] == 80
    assert all(before[1] + 1 == after[0] for before, after in pairwise(spans))


def test_units_too_many_for_the_paper_are_spread_over_tables(tmp_path: Path) -> None:
    path = written(made(5, 45, "{kind} {number} with quite a long name"), tmp_path)
    text = squeezed("".join(page_texts(path)))
    found = tags(path)
    assert found["/Table"] > 1
    assert found["/TH"] == 4 * (45 + found["/Table"])
    assert found["/TD"] == 5 * (45 + found["/Table"])
    assert "Units1to" in text
    assert "to45of45" in text
    assert all(f"Unit{number}with" in text for number in range(45))


@pytest.mark.parametrize(
    ("activities", "units", "name"),
    [
        (60, 20, "{kind} {number} of the Department"),
        (60, 45, ("{kind} {number} " + "with the kind of long official name that ministries give " * 3)[:120]),
        (12, 30, "W" * 120),
        (12, 9, HOSTILE),
        (4, 3, "https://example.org/" + "a" * 900),
        (3, 2, "word " * 900),
    ],
)
def test_nothing_is_cut_off_or_too_small(activities: int, units: int, name: str, tmp_path: Path) -> None:
    pages = pypdfium2.PdfDocument(written(made(activities, units, name), tmp_path))
    try:
        for page in pages:
            width, height = page.get_size()
            text = page.get_textpage()
            for place in range(text.count_chars()):
                if not text.get_text_range(place, 1).strip():
                    continue
                left, bottom, right, top = text.get_charbox(place)
                assert 30 <= left <= right <= width - 30
                assert 10 <= bottom <= top <= height - 30
                assert pypdfium2.raw.FPDFText_GetFontSize(text.raw, place) >= SMALLEST - 0.01
    finally:
        pages.close()


def test_names_of_few_units_are_read_level(tmp_path: Path) -> None:
    pages = pypdfium2.PdfDocument(written(made(3, 4), tmp_path))
    try:
        text = pages[0].get_textpage()
        angles = {round(pypdfium2.raw.FPDFText_GetCharAngle(text.raw, place), 1) for place in range(text.count_chars())}
    finally:
        pages.close()
    assert angles == {0.0}


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    report = made(3, 2, HOSTILE)
    section = report.sections[0]
    cells = tuple(replace(cell, remark=f"remark {HOSTILE}") for cell in section.rows[0].cells)
    report = replace(
        report,
        sections=(replace(section, rows=(replace(section.rows[0], cells=cells), *section.rows[1:])),),
        findings=(
            replace(FINDING, message=f"message {HOSTILE}", places=(f"place {HOSTILE}",)),
            replace(FINDING, accepted=f"accepted {HOSTILE}"),
        ),
    )
    path = written(report, tmp_path)
    text = squeezed("".join(page_texts(path)))
    assert all(squeezed(f"{kind}{HOSTILE}") in text for kind in ("remark", "message", "place", "accepted"))
    with pikepdf.open(path) as opened:
        assert str(opened.docinfo.Author) == HOSTILE
        assert [str(item.T) for item in elements(opened.Root.StructTreeRoot.K) if str(item.S) == "/H1"] == [HOSTILE]


@given(document=documents())
@settings(max_examples=20)
def test_any_document_becomes_a_report(document: Document, tmp_path_factory: pytest.TempPathFactory) -> None:
    report = build_report(document, knowledge(), Language.FR, DATE)
    path = written(report, tmp_path_factory.mktemp("any"))
    assert tags(path)["/H1"] == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("before \u0378 after", "before□after"),
        ("é\u0378", "□"),
        ("\x00before\x1f\ufeff\x85after\x7f", "beforeafter"),
        ("before \ud800 after", "before□after"),
        ("\ufdd0\ufdd1 □ after", "□□□after"),
    ],
)
def test_what_no_font_can_show_becomes_a_box(name: str, shown: str, tmp_path: Path) -> None:
    path = written(made(2, 2, name), tmp_path)
    assert shown in squeezed(page_texts(path)[0])
    assert tags(path)["/H1"] == 1


def test_any_script_becomes_a_report(tmp_path: Path) -> None:
    name = "مرحبا עִבְרִית 日本語 ภาษาไทย हिन्दी 👩‍👩‍👧 1️⃣ before"
    assert "before" in page_texts(written(made(2, 2, name), tmp_path))[0]


@pytest.mark.parametrize("title", ["", " \n", "\ufeff", "\x00"])
def test_an_organization_without_a_name_gets_that_of_the_scheme(title: str, tmp_path: Path) -> None:
    report = replace(made(1, 1), title=title, subtitle=title, matrix=title)
    with pikepdf.open(written(report, tmp_path)) as opened:
        assert str(opened.docinfo.Title) == "RACI · RACI"


def test_remarks_are_numbered_in_reading_order(tmp_path: Path) -> None:
    report = made(2, 2, held=b"\x01")
    section = report.sections[0]
    (row,) = section.rows
    row = replace(row, cells=(replace(row.cells[0], remark="the first"), replace(row.cells[1], remark="the second")))
    report = replace(report, sections=(replace(section, rows=(row,)), *report.sections[1:]))
    lines = page_texts(written(report, tmp_path))[0].splitlines()
    assert "Activity 0 A 1 A 2" in lines
    place = lines.index("1 Activity 0 · Unit 0 the first")
    assert lines[place + 1] == "2 Activity 0 · Unit 1 the second"


def test_the_talk_is_listed_after_the_matrix(tmp_path: Path) -> None:
    text = " ".join("".join(page_texts(written(talked_report(), tmp_path))).split())
    assert "! Contested ? Open question ✓ Agreed" in text
    assert "Plan 2 A ✓3 R ? 4 C" in text
    assert "Answer A R ! 5" in text
    assert "Count ! 6 A R I ✓" in text
    head, talk = text.split("Open questions and remarks")
    assert "South (1)" in head
    assert "To settle No. Status Activity Unit Letters Remark 5 ! Contested Answer Law Two days are too long" in talk
    assert "6 ! Contested Count Nobody asks for it ? Open question Plan South R 2 points are agreed." in talk
    assert "Other remarks No. Where Remark 1 South Led by two people 2 Plan Once a year" in talk
    assert "3 Plan · North Only sensitive topics 4 Plan · Law Since the merger Ours" in talk


def test_where_nothing_is_said_nothing_appears(tmp_path: Path) -> None:
    path = written(talked_report(silent()), tmp_path)
    text = "".join(page_texts(path))
    assert not any(word in text for word in ("remarks", "Contested", "Agreed", "Field", "To settle"))
    assert tags(path)["/Table"] == 1


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((("u0", Status.AGREED),), "Open questions and remarks 1 point is agreed. Findings"),
        ((("", Status.QUESTION),), "Open questions and remarks To settle No. Status"),
    ],
)
def test_only_what_there_is_has_a_heading(
    statuses: tuple[tuple[str, Status], ...], expected: str, tmp_path: Path
) -> None:
    (matrix,) = silent().matrices
    row = replace(matrix.rows[0], statuses=statuses)
    document = replace(silent(), matrices=(replace(matrix, rows=(row, *matrix.rows[1:])),))
    text = " ".join("".join(page_texts(written(talked_report(document), tmp_path))).split())
    assert expected in text
    assert "Other remarks" not in text


def test_a_division_heads_its_units_for_those_who_hear_the_table(tmp_path: Path) -> None:
    with pikepdf.open(written(talked_report(), tmp_path)) as opened:
        table = next(element for element in elements(opened.Root.StructTreeRoot.K) if str(element.S) == "/Table")
        cells = [element for element in elements(table.K) if str(element.S) in {"/TH", "/TD"}]
        known = {str(cell.ID): cell for cell in cells if str(cell.S) == "/TH"}
        spans = {name: attribute(cell, "/ColSpan", 1) for name, cell in known.items()}
        assert list(spans.values())[:4] == [1, 2, 1, 1], "activity, Field, nothing, Head office"
        ids = list(known)
        divisions, units = ids[1:4], ids[4:8]
        data = [cell for cell in cells if str(cell.S) == "/TD"][:5]
        above = [headers(known[headers(cell)[0]]) for cell in data]
    field, nothing, office = divisions
    north, south, law, board = units
    assert above == [[ids[0]], [field, north], [field, south], [nothing, law], [office, board]]


def test_divisions_are_repeated_where_units_are_spread_over_tables(tmp_path: Path) -> None:
    report = made(5, 45, "{kind} {number} with quite a long name")
    units = tuple(
        replace(unit, division="The division" if 5 <= place < 40 else "") for place, unit in enumerate(report.units)
    )
    path = written(replace(report, units=units), tmp_path)
    tables = tags(path)["/Table"]
    assert tables > 1
    assert squeezed("".join(page_texts(path))).count("Thedivision") == tables


def test_a_unit_with_an_endless_name_stands_in_full_among_the_remarks(tmp_path: Path) -> None:
    endless = "Office of " + "many words " * 30 + "and an end"
    report = made(1, 1)
    report = replace(report, units=(replace(report.units[0], name=endless),))
    (text,) = page_texts(written(report, tmp_path))
    assert squeezed(endless) in squeezed(text)
    assert "(1)" in text


def test_findings_say_what_why_where_and_what_to_do(tmp_path: Path) -> None:
    units = [f"Do it · Unit {number}" for number in range(places.MOST_PLACES + 2)]
    finding = replace(FINDING, places=tuple(units))
    report = replace(made(1, 1), findings=(finding, replace(FINDING, accepted="We are three people.")))
    text = " ".join("".join(page_texts(written(report, tmp_path))).split())
    assert "Should be discussed (1)" in text.replace("\u00a0", " ")
    assert "It costs time. (Our judgement) What to do: Talk about it." in text
    assert "Where: Do it · Unit 0, Unit 1, Unit 2" in text
    assert f"Unit {places.MOST_PLACES}" not in text
    assert "2 more places" in text
    assert "Accepted deviations" in text
    assert "Where: Do it · Legal" in text
    assert "Accepted because: We are three people." in text


def test_a_place_without_a_unit_stands_alone(tmp_path: Path) -> None:
    report = replace(made(1, 1), findings=(replace(FINDING, places=("Settings", "Do it · Legal")),))
    text = " ".join("".join(page_texts(written(report, tmp_path))).split())
    assert "Where: Settings Do it · Legal" in text


@pytest.mark.parametrize(
    "division", ["HR", "Headquarters of the Minister", "W" * 120, "word " * 200, HOSTILE, "\x00\ud800"]
)
@pytest.mark.parametrize("units", [1, 3, 30])
def test_divisions_and_statuses_stay_on_the_page(division: str, units: int, tmp_path: Path) -> None:
    report = made(3, units, held=b"\x03")
    cells = tuple(ReportCell(("A", "R"), "Why?", Status.CONTESTED) for _ in range(units))
    report = replace(
        report,
        units=tuple(
            replace(unit, remark="New", division=division if place % 3 else "")
            for place, unit in enumerate(report.units)
        ),
        sections=tuple(
            replace(section, rows=tuple(replace(row, cells=cells, status=Status.AGREED) for row in section.rows))
            for section in report.sections
        ),
    )
    if units == 1:
        report = replace(report, units=(replace(report.units[0], division=division),))
    pages = pypdfium2.PdfDocument(written(report, tmp_path))
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


@pytest.mark.parametrize(("activities", "units"), [(0, 0), (0, 3), (3, 0)])
def test_an_unfinished_matrix_is_a_report_all_the_same(activities: int, units: int, tmp_path: Path) -> None:
    (text,) = page_texts(written(made(activities, units), tmp_path))
    assert ("The matrix has no activities yet." in text) == (activities == 0)
    assert "There are no open findings." in text


def test_a_fault_of_ours_is_not_taken_for_a_missing_character(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import typst

    monkeypatch.setattr(pdf, "_labels", lambda _report: {})
    (tmp_path / "report.pdf").write_bytes(b"old")
    with pytest.raises(typst.TypstError, match="does not contain key"):
        write_pdf(made(1, 1), tmp_path / "report.pdf")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("report.pdf", b"old")]


def test_a_folder_that_is_not_there_is_the_users_fault(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"report\.pdf: cannot be saved"):
        write_pdf(made(1, 1), tmp_path / "nowhere" / "report.pdf")


def test_the_same_report_again_replaces_the_old_one(tmp_path: Path) -> None:
    path = written(made(1, 1), tmp_path)
    written(replace(made(1, 1), title="Another name"), tmp_path)
    assert "Another name" in page_texts(path)[0]
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.pdf"]
