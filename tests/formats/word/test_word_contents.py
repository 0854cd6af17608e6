"""The contents of the Word document name its headings and lead to them; its figures and signatures are tables."""

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from formats.word.hostile_reports import ARABIC, LONG, MARKUP, full_report, made_report
from msgspec.structs import replace

from raciapp.base.words import Language
from raciapp.formats.figures import figures
from raciapp.formats.report import EVERYTHING, Report, ReportPart
from raciapp.formats.word.contents import MOST_LINES
from raciapp.formats.word.document import WordOptions, word_document
from raciapp.formats.word.figures import MOST_HANDOVERS
from raciapp.formats.word.plain import shortened


def opened(report: Report) -> Any:
    return Document(io.BytesIO(word_document(report, WordOptions())))


def headings(document: Any) -> list[tuple[int, str]]:
    """Return level and text of every heading, in the order of the document."""
    return [(int(one.style.name[-1]), one.text) for one in document.paragraphs if one.style.name.startswith("Heading ")]


def lines(document: Any) -> list[tuple[int, str, str]]:
    """Return level, text and anchor of each line of the contents."""
    found = []
    for link in document.element.body.iter(qn("w:hyperlink")):
        style = link.getparent().pPr.pStyle.get(qn("w:val"))
        text = "".join(one.text for one in link.iter(qn("w:t")))
        found.append((int(style.removeprefix("TOC")), text, link.get(qn("w:anchor"))))
    return found


def table_called(document: Any, title: str) -> list[list[str]]:
    (table,) = [one for one in document.tables if one._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == title]
    assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("language", Language)
def test_the_contents_are_the_headings(language: Language) -> None:
    document = opened(full_report(language=language))
    expected = [(level, shortened(text, 160)) for level, text in headings(document) if level <= 2]
    assert [(level, text) for level, text, _ in lines(document)] == expected
    title = next(
        one for one in document.element.body.iter(qn("w:p")) if one.pPr.pStyle.get(qn("w:val")) == "TOCHeading"
    )
    said = "".join(one.text for one in title.iter(qn("w:t")))
    assert said == {Language.EN: "Contents", Language.FR: "Table des matières"}[language]


def test_every_line_leads_to_its_heading() -> None:
    document = opened(full_report())
    marks: dict[str, str] = {}
    for start in document.element.body.iter(qn("w:bookmarkStart")):
        text = "".join(one.text for one in start.getparent().iter(qn("w:t")))
        assert marks.setdefault(start.get(qn("w:name")), text) == text
    assert all(marks[anchor] == text for _, text, anchor in lines(document))
    numbers = [one.get(qn("w:id")) for one in document.element.body.iter(qn("w:bookmarkStart"))]
    assert len(set(numbers)) == len(numbers)


def test_the_field_is_whole_and_asks_nobody() -> None:
    written = word_document(full_report(), WordOptions())
    document = Document(io.BytesIO(written))
    kinds = [one.get(qn("w:fldCharType")) for one in document.element.body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    (instruction,) = document.element.body.iter(qn("w:instrText"))
    assert instruction.text.split() == ["TOC", "\\o", '"1-2"', "\\h", "\\z", "\\u"]
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert b"updateFields" not in package.read("word/settings.xml")
        assert b"dirty" not in package.read("word/document.xml")
    names = {one.style_id: one.name for one in document.styles}
    assert (names["TOC1"], names["TOC2"]) == ("toc 1", "toc 2")


def test_few_headings_need_no_contents() -> None:
    report = full_report()
    for parts in ({ReportPart.MATRIX}, {ReportPart.COVER, ReportPart.FINDINGS, ReportPart.GAP}):
        assert not lines(opened(replace(report, parts=frozenset(parts))))
    three = frozenset({ReportPart.FINDINGS, ReportPart.GAP, ReportPart.METHOD})
    assert lines(opened(replace(report, parts=three)))


def test_contents_of_many_units_are_those_of_the_parts() -> None:
    document = opened(made_report(MOST_LINES, 3, "Unit of work"))
    assert {level for level, _, _ in lines(document)} == {1}
    assert len(lines(document)) == len([level for level, _ in headings(document) if level == 1])


@pytest.mark.parametrize("name", [MARKUP, ARABIC, LONG])
def test_hostile_headings_are_text_in_the_contents(name: str) -> None:
    document = opened(made_report(4, 3, name))
    named = [text for _, text, _ in lines(document) if text.startswith(shortened(name, 100)[:-1])]
    assert len(named) >= 4
    leftwards = list(document.element.body.iter(qn("w:bidi")))
    assert bool(leftwards) == (name == ARABIC)


@pytest.mark.parametrize("part", sorted(EVERYTHING))
def test_no_level_is_skipped(part: ReportPart) -> None:
    report = full_report()
    accepted = tuple(replace(one, accepted="They want it") for one in report.findings[:2])
    whole = replace(report, findings=(*accepted, *report.findings[2:]))
    for parts in (frozenset({part}), EVERYTHING):
        before = 0
        for level, text in headings(opened(replace(whole, parts=parts))):
            assert level <= before + 1, text
            before = level


def test_each_unit_stands_with_what_it_answers_for() -> None:
    report = full_report()
    document = opened(report)
    head, *rows = table_called(document, "Who answers for how much")
    assert head == ["Unit", "Activities"]
    assert rows == [[name, str(count or "–")] for name, count in figures(report).accountability]
    assert "Somebody answers for every activity." in [one.text for one in document.paragraphs]


def test_unanswered_activities_are_counted() -> None:
    report = full_report()
    row = report.sections[0].rows[0]
    left = replace(row, cells=tuple(replace(cell, symbols=()) for cell in row.cells))
    document = opened(replace(report, sections=(replace(report.sections[0], rows=(left,)), *report.sections[1:])))
    assert "Nobody answers for 1 activity." in [one.text for one in document.paragraphs]


def test_hand_overs_are_a_table() -> None:
    report = full_report()
    found = figures(report).handovers
    head, *rows = table_called(opened(report), "Hand-overs")
    assert head == ["Answers", "Other unit", "Does", "Is asked"]
    assert rows == [[one.answers, one.other, str(one.does or "–"), str(one.asked or "–")] for one in found]


def test_many_hand_overs_are_cut_and_it_is_said() -> None:
    report = made_report(40, 6, "Unit of work")
    total = len(figures(report).handovers)
    document = opened(report)
    assert len(table_called(document, "Hand-overs")) == MOST_HANDOVERS + 1 < total
    said = f"The {MOST_HANDOVERS} most frequent of {total} are shown."
    assert said in [one.text for one in document.paragraphs]


def test_without_hand_overs_that_is_said() -> None:
    report = full_report()
    empty = replace(report, sections=())
    document = opened(empty)
    assert "Nobody hands work to anybody." in [one.text for one in document.paragraphs]
    assert "Findings by group" not in [text for _, text in headings(document)]


def test_groups_stand_with_their_findings() -> None:
    report = full_report()
    nameless = replace(report, sections=(replace(report.sections[0], name=""), *report.sections[1:]))
    head, *rows = table_called(opened(nameless), "Findings by group")
    assert head[-2:] == ["Without findings", "Activities"]
    assert rows[0][0] == "Without a group"
    for row, group in zip(rows, figures(nameless).groups, strict=True):
        *weights, clear, count = (int(cell.replace("–", "0")) for cell in row[1:])
        assert weights == [number for _, number in group.weights]
        assert clear == count - sum(weights)
        assert count == group.activities


def test_the_sign_off_says_what_is_signed() -> None:
    report = full_report()
    document = opened(report)
    head, *rows = table_called(document, "Sign-off")
    assert head == ["Unit", "Name", "Signature", "Date"]
    assert rows == [[unit.name, "", "", ""] for unit in report.units]
    texts = [one.text for one in document.paragraphs]
    after = texts[texts.index("Sign-off", texts.index("Method and legend")) :]
    assert "Lakehead" in after[2]
    assert "1.2" in after[2]
    assert "For the committee." in after
    (heading,) = [one for one in document.paragraphs if one.text == "Sign-off" and one.style.name == "Heading 1"]
    assert heading._p.pPr.find(qn("w:pageBreakBefore")) is not None


def test_a_sign_off_alone_stays_under_its_title() -> None:
    report = replace(full_report(), parts=frozenset({ReportPart.SIGN_OFF}), units=(), sections=())
    document = opened(report)
    (heading,) = [one for one in document.paragraphs if one.style.name == "Heading 1"]
    assert heading._p.pPr.find(qn("w:pageBreakBefore")) is None
    assert not document.tables
