"""The report as Markdown: what a reader of Markdown sees is what the client typed."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from pathlib import Path

import pytest
from formats.talked import TALKED, silent, talked_report
from formats.web.pages import full, hostile
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace
from strategies import ODD_TEXTS, documents, texts

from raciapp.base.errors import UserError
from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language
from raciapp.document.records import Document, Waiver
from raciapp.document.storage import load
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.characters import TURNING
from raciapp.formats.importing import import_file
from raciapp.formats.markdown_out import MarkdownOptions, export_markdown, markdown
from raciapp.formats.markdown_text import lines, plain
from raciapp.formats.report import EVERYTHING, ReportPart, Wishes, report_on
from raciapp.knowledge.library import knowledge

EN, FR = Language
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
COASTAL = load(sample_organizations() / "coastal_stewardship.raci")
DAY = dt.date(2026, 11, 23)


def flat(tokens: Sequence[Token]) -> list[Token]:
    return [each for token in tokens for each in (token, *flat(token.children or []))]


def test_every_part_has_its_heading() -> None:
    report = full(replace(COASTAL, waivers=(Waiver("PER-1", "We know", "A. B.", "2026-11-23"),)))
    tokens = READER.parse(markdown(report))
    heads = [after.content for token, after in pairwise(tokens) if token.tag == "h2" and after.content]
    assert heads == [
        "Matrix", "Findings", "Gap to the template", "In pictures", "Role cards", "Accepted deviations",
        "Method and legend", "Sign-off",
    ]  # fmt: skip
    assert "We know" in markdown(report)
    assert "## Findings" not in markdown(replace(report, parts=frozenset({ReportPart.MATRIX})))


def test_the_matrix_with_groups_and_signs() -> None:
    found = markdown(full()).splitlines()
    place = found.index("| Activity | North | South | Law | Board |")
    assert found[place : place + 6] == [
        "| Activity | North | South | Law | Board |",
        "| --- | :-: | :-: | :-: | :-: |",
        "| **Talk** |   |   |   |   |",
        "| Plan | A ✓ | R ? |   | C |",
        "| Answer | A/R |   | ! |   |",
        "| Count ! |   | A | R | I ✓ |",
    ]
    assert "! Contested · ? Open question · ✓ Agreed" in found
    quiet = markdown(full(), MarkdownOptions(signs=False))
    assert "| Plan | A | R |   | C |" in quiet


def test_what_was_said_stands_below() -> None:
    found = markdown(full())
    assert "| Answer · Law | Contested |  | Two days are too long |".replace("|  |", "|   |") in found
    assert "- **South** Led by two people" in found
    assert "2 points are agreed." in found
    assert "Two days" not in markdown(replace(full(), parts=EVERYTHING - {ReportPart.TALK}))


def test_an_empty_matrix() -> None:
    bare = replace(TALKED, units=(), activities=(), groups=(), matrices=(replace(TALKED.matrices[0], rows=()),))
    assert "The matrix has no activities yet." in markdown(full(bare))
    assert "## Open questions" not in markdown(full(silent()))


def test_a_matrix_that_does_what_the_template_says() -> None:
    report = full(COASTAL)
    assert report.gap is not None
    found = markdown(report).splitlines()
    place = found.index("### Cells that differ")
    assert found[place + 2 : place + 7] == [
        "*Unit · Held → Expected · Difference · Weight*",
        "",
        "- **Set the social media strategy**",
        "  - Minister's Office · C → I · Different · Advice only",
        "  - Client Contact Centre · – → C · Missing · Advice only",
    ]
    assert sum(line == "- **Set the social media strategy**" for line in found) == 1
    assert "What the template" not in markdown(replace(report, gap=None))
    same_as = replace(report, gap=replace(report.gap, missing=(), own=(), cells=()))
    assert "The matrix does what the template says." in markdown(same_as)
    fewer = markdown(replace(report, gap=replace(report.gap, cells=())))
    assert "### Cells that differ" not in fewer
    assert "### Activities that only the template has" in fewer


@given(texts | st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_text_reads_as_it_was(text: str) -> None:
    for place in ("{}", "- {}", "> {}", "# {}", "- **x** {}"):
        found = flat(READER.parse(place.format(f"x {plain(text)} x")))
        kinds = {token.type for token in found}
        assert kinds <= {
            "paragraph_open", "paragraph_close", "inline", "text", "text_special", "bullet_list_open",
            "bullet_list_close",
            "list_item_open", "list_item_close", "blockquote_open", "blockquote_close", "heading_open", "heading_close",
            "strong_open", "strong_close",
        }  # fmt: skip
        said = "".join(token.content for token in found if token.type == "text")
        unwanted = {**dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " "), **dict.fromkeys(TURNING)}
        expected = "x " + " ".join(text.translate(unwanted).split()) + " x"
        assert " ".join(said.split()).endswith(" ".join(expected.split()))


@pytest.mark.parametrize(
    "text", ["- a", "+ a", "1. a", "12) a", "# a", "> a", "=== a", "```", "    a", "* * *", "| a | b |", "[a]: b"]
)
@pytest.mark.parametrize("place", ["{}", "- {}", "> {}"])
def test_no_text_begins_a_block(text: str, place: str) -> None:
    plainly = [token.type for token in READER.parse(place.format("word"))]
    assert [token.type for token in READER.parse(place.format(plain(text)))] == plainly


@pytest.mark.parametrize(
    "text", ["www.example.com", "https://example.com", "<https://example.com>", "[a](b)", "![a](b)", "http://a.b"]
)
def test_no_text_is_a_link(text: str) -> None:
    assert not {"link_open", "image"} & {token.type for token in flat(READER.parse(plain(text)))}
    assert not re.search(r"\w://|www\.", plain(text)), "GitHub makes links of these"


@pytest.mark.parametrize(
    ("text", "written"),
    [("a|b", r"a\|b"), ("$x$", r"\$x\$"), (":smile:", r"\:smile:"), ("n: b", "n: b"), ("1.2", r"1\.2")],
)
def test_signs_of_github(text: str, written: str) -> None:
    assert plain(text) == written


@pytest.mark.parametrize("text", [*(one for one in ODD_TEXTS if one.strip()), "a|b\\", "<script>", "`", "x" * 300])
def test_hostile_texts_stay_in_their_cells(text: str) -> None:
    report = full(hostile(text), FR, text)
    tokens = flat(READER.parse(markdown(report)))
    usual = flat(READER.parse(markdown(full(hostile("Somebody"), FR))))
    assert {token.type for token in tokens} <= {token.type for token in usual} | {"html_inline", "text_special"}
    assert {token.content for token in tokens if token.type == "html_inline"} <= {"<br>"}
    found = iter(markdown(report).splitlines())
    next(line for line in found if line.startswith("| Activity"))
    rows = list(takewhile(lambda line: line.startswith("|"), found))
    assert len(rows) in (3, 4)
    assert {line.replace("\\\\", "").replace("\\|", "").count("|") for line in rows} == {4}


@given(documents())
def test_any_document_is_written(document: Document) -> None:
    assert markdown(full(document, FR)).endswith("\n")


def test_lines_stay_lines_where_there_is_room() -> None:
    assert lines("a\r\nb\n\n c | d") == r"a<br>b<br>c \| d"
    assert plain(" a\r\nb\t c\u00a0: d\u00a0") == "a b c\u00a0: d"


def test_french_keeps_its_colons_on_the_line() -> None:
    found = markdown(report_on(COASTAL, knowledge(), DAY, Wishes(FR)))
    assert "- **R** Réalise\u00a0: Fait le travail" in found.splitlines()
    assert not re.findall(r"\w [:;?!»](?!-)", found)


@pytest.mark.parametrize("language", Language)
def test_the_matrix_comes_back(language: Language, tmp_path: Path) -> None:
    path = tmp_path / "matrix.md"
    report = report_on(COASTAL, knowledge(), DAY, Wishes(language))
    export_markdown(report, path, MarkdownOptions(), PLAIN)
    found = import_file(path, knowledge()).document
    assert [unit.name.text(language) for unit in found.units] == [unit.name.text(language) for unit in COASTAL.units]
    assert {a.id: row.letters for a, row in zip(found.activities, found.matrices[0].rows, strict=True)} == {
        a.id: row.letters for a, row in zip(COASTAL.activities, COASTAL.matrices[0].rows, strict=True)
    }


def test_a_footer_and_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert markdown(talked_report(), None, Branding(footer="House *&* Partners")).endswith(
        "---\n\nHouse \\*\\&\\* Partners\n"
    )
    with pytest.raises(UserError):
        export_markdown(talked_report(), tmp_path / "missing" / "a.md", MarkdownOptions(), PLAIN)


def test_units_of_the_same_activity_stand_together_in_places() -> None:
    report = full(COASTAL)
    found = replace(report.findings[0], places=("Write · A", "Write · B", "Settings"), accepted="")
    assert "  - *Where:* Write · A, B<br>Settings" in markdown(replace(report, findings=(found,)))


def test_labels_of_the_head_end_in_a_colon() -> None:
    assert "- **Date:** " in markdown(full())
