"""Markdown tables: every one of a file, every cell of each, and what a person sees in it."""

import time

import pytest

from raciapp.base.errors import UserError
from raciapp.formats.finding.reading import Doubt
from raciapp.formats.finding.tables import MOST_ROWS, Table
from raciapp.formats.readers import markdown
from raciapp.formats.readers.markdown import has_table, read_markdown, split_cells


def tables(text: str) -> tuple[Table, ...]:
    return read_markdown(text.encode(), "a.md")


def texts(text: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in tables(text)]


@pytest.mark.parametrize(
    ("cell", "text", "bold"),
    [
        ("R", "R", False),
        ("**R**", "R", True),
        ("__R__", "R", True),
        ("*R*", "R", False),
        ("***R***", "R", True),
        ("`R`", "R", False),
        ("**R** (backup)", "R (backup)", False),
        ("<b>R</b>", "R", True),
        ("<strong class='x'>R</strong>", "R", True),
        ("**R**<br>**A**", "R\nA", True),
        ("R<br/>A", "R\nA", False),
        ("R<BR />A", "R\nA", False),
        ("[R](https://example.org)", "R", False),
        ("![R](r.png)", "R", False),
        ("[R][1]", "R", False),
        ("R &amp; A", "R & A", False),
        ("R&nbsp;", "R", False),
        (r"R \| A", "R | A", False),
        (r"\*R", "*R", False),
        ("~~R~~", "~~R~~", False),
        ("<!-- no -->R", "R", False),
        ("<span style='x'>R</span>", "R", False),
        ("", "", False),
    ],
)
def test_a_cell_is_what_a_person_sees(cell: str, text: str, bold: bool) -> None:
    (table,) = tables(f"| a | b |\n|---|---|\n| Plan | {cell} | x |\n\n[1]: https://example.org\n")
    found = table.rows[1][1]
    assert (found.text, found.bold) == (text, bold)


def test_every_table_of_a_file_is_read_and_counted() -> None:
    text = "# Who\n\n| a | b |\n|---|---|\n| 1 | R |\n\ntext\n\nc | d\n--|--\n2 | A\n"
    assert texts(text) == [[["a", "b"], ["1", "R"]], [["c", "d"], ["2", "A"]]]
    assert [(table.number, table.sheet, table.source) for table in tables(text)] == [(1, "", "a.md"), (2, "", "a.md")]


@pytest.mark.parametrize("prefix", ["> ", "> > ", "  ", "   "])
def test_tables_in_quotations_are_read(prefix: str) -> None:
    lines = ("| a | b |", "|:--|--:|", "| 1 | R |")
    assert texts("\n".join(prefix + line for line in lines)) == [[["a", "b"], ["1", "R"]]]


def test_tables_in_lists_are_read() -> None:
    text = "- first\n\n  | a | b |\n  |---|---|\n  | 1 | R |\n\n1. | c | d |\n   |---|---|\n   | 2 | A |\n"
    assert texts(text) == [[["a", "b"], ["1", "R"]], [["c", "d"], ["2", "A"]]]


def test_a_table_right_below_a_text_is_read() -> None:
    assert texts("Who does what:\n| a | b |\n|---|---|\n| 1 | R |\n") == [[["a", "b"], ["1", "R"]]]


def test_rows_keep_what_they_have() -> None:
    text = "| a | b |\n|---|---|\n| **Group** |\n| 1 | R | more |\nnot | so\n"
    assert texts(text) == [[["a", "b"], ["Group"], ["1", "R", "more"], ["not", "so"]]]
    assert tables(text)[0].rows[1][0].bold


@pytest.mark.parametrize("rule", ["|--|", "|--|--|--|", "---|---", "| :-: | - |"])
def test_the_rule_may_have_more_or_fewer_cells_than_the_headings(rule: str) -> None:
    assert texts(f"| a | b |\n{rule}\n| 1 | R |\n") == [[["a", "b"], ["1", "R"]]]


def test_the_table_ends_where_something_else_begins() -> None:
    text = "| a | b |\n|---|---|\n| 1 | R |\n# Next | one\n\n| c |\n|---|\n| 2 |\n> | no |\n"
    assert texts(text)[:2] == [[["a", "b"], ["1", "R"]], [["c"], ["2"]]]


@pytest.mark.parametrize(
    "text",
    [
        "    | a | b |\n    |---|---|\n    | 1 | R |\n",
        "```\n| a | b |\n|---|---|\n```\n",
        "| a | b |\n| 1 | R |\n",
        "a | b\n---\n",
        "a\n---|---\n",
        "| a | b |",
        "- | a | b |\n|---|---|\n",
        "",
    ],
)
def test_what_is_no_table_is_none(text: str) -> None:
    assert texts(text) == []


def test_headings_are_bold() -> None:
    (table,) = tables("| a | |\n|---|---|\n| 1 | R |\n")
    assert [[cell.bold for cell in row] for row in table.rows] == [[True], [False, False]]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("| a || b |", ["a", "", "b"]),
        (r"| a \| b | c \\| d |", ["a | b", r"c \\", "d"]),
        ("|", [""]),
        ("| a", ["a"]),
    ],
)
def test_rows_are_split_at_bars(line: str, cells: list[str]) -> None:
    assert split_cells(line) == cells


def test_other_line_ends_and_encodings_are_read() -> None:
    assert texts("| a | b |\r\n|---|---|\r\n| 1 | R |\r\n") == [[["a", "b"], ["1", "R"]]]
    (table,) = read_markdown("| é | b |\n|---|---|\n| Équipe | R |\n".encode("mac_roman"), "a.md")
    assert table.rows[1][0].text == "Équipe"
    assert [doubt.kind for doubt in table.doubts] == [Doubt.ENCODING]


def test_a_rule_below_a_line_with_bars_is_a_table() -> None:
    assert has_table("x\na | b\n--|--\n")
    assert not has_table("a,b\n--,--\n")
    assert not has_table("a | b\n\n--|--")


@pytest.mark.parametrize(
    "text",
    ["x" * (markdown.LARGEST_TEXT + 1), "| a |\n|---|\n" + "| 1 |\n" * MOST_ROWS, "| a " * 1_001 + "|\n|---|\n"],
    ids=["text", "rows", "columns"],
)
def test_what_is_larger_than_any_matrix_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="more than any matrix"):
        tables(text)


@pytest.mark.parametrize("piece", ["[", "**a ", "`", "<", "![", "&", "\\|", "_a", "> ", "- ", "|", "[a](", "|-", "<b>"])
def test_what_is_hard_to_parse_keeps_nobody_waiting(piece: str) -> None:
    many = piece * (10_000 // len(piece))
    begun = time.process_time()
    for text in (f"| a | b |\n|---|---|\n| {many} | R |\n", many, f"{many}\n|---|\n"):
        try:
            tables(text)
        except UserError:
            continue
    assert time.process_time() - begun < 2
