"""Tables of HTML pages and of the clipboard: spans, boldness, notes, encodings, and what a page hides."""

import time

import pytest

from raciapp.base.errors import NoMatrixError, UserError
from raciapp.formats.finding.reading import Doubt
from raciapp.formats.finding.tables import MOST_TABLES, Area, Table
from raciapp.formats.readers import hypertext
from raciapp.formats.readers.hypertext import read_hypertext
from raciapp.formats.readers.pasted import read_pasted


def tables(page: str) -> tuple[Table, ...]:
    return read_hypertext(page.encode(), "a.html")


def texts(page: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in tables(page)]


def first(inside: str, head: str = "") -> Table:
    return tables(f"{head}<table>{inside}</table>")[0]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("R", "R"),
        ("two<br>lines", "two\nlines"),
        ("<p>two</p><p>lines</p>", "two\nlines"),
        ("in\n  the\tsource", "in the source"),
        ("R &amp; A&nbsp;", "R & A"),
        ("<script>no</script>R<style>no</style><template>no</template>", "R"),
        ("<span style='display:none'>no<span>no</span></span>R", "R"),
        ("<i hidden>no</i>R", "R"),
        ("R<img style='display:none' alt='no'>", "R"),
        ("<!-- no -->R", "R"),
        ("<del>R</del> A", "~~R~~ A"),
        ("<s>R</s><strike>/A</strike>", "~~R/A~~"),
        ("<span style='color:red;text-decoration: underline line-through'>R</span>", "~~R~~"),
        ("<s>R", "~~R~~"),
        ("<s></s>R", "R"),
        ("<img alt='R'>", "R"),
        ("<img alt='R'> A", "R A"),
        ("<img alt='Our logo'>Web", "Web"),
        ("<img alt='(tick)'>", "(tick)"),
        ("<template><img alt='R'></template>A", "A"),
    ],
)
def test_a_cell_is_what_a_person_sees(inside: str, text: str) -> None:
    assert texts(f"<table><tr><td>{inside}</td><td>x</td></tr></table>") == [[[text, "x"]]]


@pytest.mark.parametrize(
    ("cell", "bold"),
    [
        ("<td><b>R</b></td>", True),
        ("<td><strong>R</strong></td>", True),
        ("<th>R</th>", True),
        ("<td style='font-weight:700'>R</td>", True),
        ("<td><span style='font-weight: bold'>R</span></td>", True),
        ("<td class='xl65 other'>R</td>", True),
        ("<td class=xl66>R</td>", False),
        ("<td><b>R</b> (x)</td>", False),
        ("<td><b>R</td>", True),
        ("<td><b></b>R</td>", False),
        ("<td><b><i>R</b>x</td>", False),
        ("<td>R</i></td>", False),
    ],
)
def test_boldness_is_read(cell: str, bold: bool) -> None:
    head = "<style>.xl65 {color:red; font-weight:700;} .xl66 {font-weight:400}</style>"
    assert first(f"<tr>{cell}</tr>", head).rows[0][0].bold is bold


def test_spans_are_merged_areas() -> None:
    table = first("<tr><td rowspan=2>a<td colspan=2>b<td>c</tr><tr><td>d<td>e<td>f</tr><tr><td colspan=9>g</td></tr>")
    assert [[cell.text for cell in row] for row in table.rows] == [["a", "b", "", "c"], ["", "d", "e", "f"], ["g"]]
    assert set(table.merged) == {Area(0, 0, 1, 0), Area(0, 1, 0, 2), Area(2, 0, 2, 3)}


def test_hidden_rows_and_cells_are_read_as_in_a_workbook() -> None:
    assert texts("<table><tr style='display:none'><td>a</td><td style='display:none'>b</td></tr><tr><td>c</table>") == [
        [["a", "b"], ["c"]]
    ]


def test_what_a_cell_hides_ends_with_it() -> None:
    assert texts("<table><tr><td>a<span hidden>no<td>b</td></tr></table>") == [[["a", "b"]]]


def test_hidden_tables_are_said_to_be() -> None:
    page = (
        "<div style='display: none'><table><tr><td>a</table></div>"
        "<table><tr><td>b</table><table hidden><tr><td>c</table>"
    )
    assert [(table.rows[0][0].text, table.hidden) for table in tables(page)] == [("a", True), ("b", False), ("c", True)]


def test_tables_within_cells_are_tables_too() -> None:
    page = "<table><tr><td>x<table><tr><td>R<td>A</table>y</td></tr></table>"
    assert texts(page) == [[["x\nR A\ny"]], [["R", "A"]]]
    assert [table.number for table in tables(page)] == [1, 2]


def test_tables_nested_deeply_are_text_of_the_outer_ones() -> None:
    found = tables("<table><tr><td>" * 20 + "R" + "</table>" * 20 + "<table><tr><td>next</table>")
    assert len(found) == 7
    assert {table.rows[0][0].text for table in found} == {"R", "next"}


def test_notes_of_libreoffice_are_comments() -> None:
    (row,) = first("<tr><td><comment>until May</comment>R</td><td><comment>who?</comment></td></tr>").rows
    assert [(cell.text, cell.comment) for cell in row] == [("R", "until May"), ("", "who?")]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('<meta charset="windows-1252"><table><td>Équipe'.encode("cp1252"), "Équipe"),
        (
            "<meta http-equiv=Content-Type content='text/html; charset=macintosh'><table><td>Équipe".encode(
                "mac_roman"
            ),
            "Équipe",
        ),
        ("<meta charset=iso-8859-1><table><td>l’été".encode("cp1252"), "l’été"),
        ("<meta charset=windows-1251><table><td>Отдел".encode("cp1251"), "Отдел"),
        ("<meta charset=utf-8><table><td>Équipe".encode(), "Équipe"),
        ("<meta charset=idna><table><td>Équipe".encode(), "Équipe"),
        ("<meta charset=iso-8859-99><table><td>Équipe".encode(), "Équipe"),
        ("<meta charset=euc-jp><table><td>Équipe".encode("cp1252"), "Équipe"),
    ],
)
def test_the_encoding_is_that_which_the_page_names_if_it_can_be(content: bytes, word: str) -> None:
    assert read_hypertext(content + b"</table>", "a.html")[0].rows[0][0].text == word


def test_a_page_of_two_bytes_a_sign_is_not_what_it_says_itself() -> None:
    content = "<meta charset=windows-1252><table><td>Équipe</table>".encode("utf-16")
    assert read_hypertext(content, "a.html")[0].rows[0][0].text == "Équipe"


def test_a_guessed_encoding_is_said() -> None:
    (table,) = read_hypertext("<table><td>Équipe</table>".encode("mac_roman"), "a.html")
    assert [doubt.kind for doubt in table.doubts] == [Doubt.ENCODING]


def test_of_more_tables_than_anybody_has_the_first_are_read() -> None:
    found = tables("<table><tr><td>R</table>" * (MOST_TABLES + 1))
    assert len(found) == MOST_TABLES
    assert len(found[0].left_out) == 1


@pytest.mark.parametrize(
    "page",
    ["<table><td>" + "x" * hypertext.LARGEST_TEXT + "</table>", "<table>" + "<tr><td colspan=1000 rowspan=1000>x" * 60],
    ids=["text", "spans"],
)
def test_what_is_larger_than_any_matrix_is_refused(page: str) -> None:
    with pytest.raises(UserError, match="more than any matrix"):
        tables(page)


@pytest.mark.parametrize(
    "piece",
    [
        "<table>",
        "<td>",
        "<b>",
        "<!--",
        "<![",
        "<span hidden>",
        "</b>",
        "<tr><td><table>",
        "&",
        "<p",
        "<style>.a{",
        ".x{",
    ],
)
def test_what_never_ends_keeps_nobody_waiting(piece: str) -> None:
    many = piece * (64_000 // len(piece))
    begun = time.process_time()
    for page in (many, f"<table><tr><td>{many}x</td></tr></table>", f"<meta charset=x{many}<table><td>x</table>"):
        try:
            tables(page)
        except UserError:
            continue
    assert time.process_time() - begun < 2


# -- the clipboard ----------------------------------------------------------------------------------------


def pasted(text: str, html: str = "") -> list[list[str]]:
    (table,) = read_pasted(text, html)
    return [[cell.text for cell in row] for row in table.rows]


def test_the_clipboard_gives_its_page_before_its_text() -> None:
    page = "<table><tr><td>Plan<td>R</table>"
    assert pasted("Plan\tR", page) == [["Plan", "R"]]
    assert pasted("other", page) == [["Plan", "R"]]


@pytest.mark.parametrize(
    "text", ["Activity\tWeb\nPlan\tR\n", "Activity;Web\nPlan;R\n", "| Activity | Web |\n|---|---|\n| Plan | R |\n"]
)
def test_the_clipboard_gives_its_text_where_the_page_has_no_table(text: str) -> None:
    assert pasted(text) == pasted(text, "<p>no table</p>") == [["Activity", "Web"], ["Plan", "R"]]


def test_an_empty_clipboard_holds_no_matrix() -> None:
    with pytest.raises(NoMatrixError, match="Clipboard"):
        read_pasted(" \n", "<p>x</p>")
