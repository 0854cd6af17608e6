"""Tables of Word documents: merged cells, boldness, tables within tables, and changes that were tracked."""

import io
import zipfile

import docx
import pytest
from formats.readers.making import document, word_cell, word_table

from raciapp.base.errors import UserError
from raciapp.formats.finding.tables import MOST_COLUMNS, MOST_TABLES, Area, Table
from raciapp.formats.readers.word import read_word


def tables(body: str, comments: str = "", styles: str = "") -> tuple[Table, ...]:
    return read_word(document(body, comments, styles), "a.docx")


def only(*rows: str, comments: str = "", styles: str = "") -> Table:
    (table,) = tables(word_table(*rows), comments, styles)
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def paragraph(inside: str) -> str:
    """Return a table of one cell of one paragraph."""
    return f"<w:tc><w:p>{inside}</w:p></w:tc>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("R") + run("/") + run("A"), "R/A"),
        (f"{run('two')}<w:r><w:br/></w:r>{run('lines')}", "two\nlines"),
        (f"{run('two')}</w:p><w:p>{run('lines')}", "two\nlines"),
        (f"{run('a')}<w:r><w:tab/></w:r>{run('b')}", "a b"),
        (f"{run('co')}<w:r><w:noBreakHyphen/></w:r>{run('op')}", "co-op"),
        (f"<w:del>{run('A')}<w:r><w:delText>A</w:delText></w:r></w:del><w:ins>{run('R')}</w:ins>", "R"),
        (f"<w:moveFrom>{run('A')}</w:moveFrom><w:moveTo>{run('R')}</w:moveTo>", "R"),
        (f"<w:hyperlink>{run('Plan')}</w:hyperlink>", "Plan"),
        (f"<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>{run('Plan')}</w:sdtContent></w:sdt>", "Plan"),
        (f"<w:smartTag>{run('Plan')}</w:smartTag>", "Plan"),
        (run("hidden", "<w:vanish/>") + run("R"), "R"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("R"), "R"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Odd" w:char="F0AA"/></w:r>', "•"),
        ("", ""),
    ],
)
def test_a_cell_is_what_a_person_sees(inside: str, text: str) -> None:
    assert texts(only(paragraph(inside) + word_cell("x")))[0][0] == text


@pytest.mark.parametrize(
    ("inside", "bold"),
    [
        (run("x", "<w:b/>"), True),
        (run("x", '<w:b w:val="0"/>'), False),
        (run("x", "<w:b/>") + run("y"), False),
        (run("x", "<w:b/>") + run(" "), True),
        (run("x", '<w:rStyle w:val="Strong"/>'), True),
        (run("x", '<w:rStyle w:val="Strong"/><w:b w:val="false"/>'), False),
        (f'<w:pPr><w:pStyle w:val="Strong"/></w:pPr>{run("x")}', True),
        (f'<w:pPr><w:pStyle w:val="Plain"/></w:pPr>{run("x")}', False),
    ],
)
def test_boldness_comes_from_the_text_or_its_style(inside: str, bold: bool) -> None:
    styles = '<w:style w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style><w:style w:styleId="Plain"/>'
    assert only(paragraph(inside), styles=styles).rows[0][0].bold is bold


def test_rows_that_repeat_as_headings_are_bold() -> None:
    table = only("<w:trPr><w:tblHeader/></w:trPr>" + word_cell("Activity") + word_cell(), word_cell("Plan"))
    assert [row[0].bold for row in table.rows] == [True, False]


def test_merged_cells_are_areas() -> None:
    table = only(
        word_cell("a", '<w:gridSpan w:val="2"/>') + word_cell("b", '<w:vMerge w:val="restart"/>'),
        word_cell("c") + word_cell("d") + word_cell("", "<w:vMerge/>"),
        word_cell("e", '<w:vMerge w:val="restart"/>') + word_cell("f") + word_cell("", "<w:vMerge/>"),
        word_cell("", '<w:vMerge w:val="continue"/>') + word_cell("g") + word_cell("h"),
    )
    assert texts(table) == [["a", "", "b"], ["c", "d"], ["e", "f"], ["", "g", "h"]]
    assert set(table.merged) == {Area(0, 0, 0, 1), Area(0, 2, 2, 2), Area(2, 0, 3, 0)}


def test_a_cell_that_goes_on_with_nothing_is_a_cell() -> None:
    assert texts(only(word_cell("a", "<w:vMerge/>") + word_cell("b"))) == [["a", "b"]]


def test_rows_may_begin_further_right() -> None:
    assert texts(only('<w:tblPrEx/><w:trPr><w:gridBefore w:val="2"/></w:trPr>' + word_cell("a"))) == [["", "", "a"]]


def test_rows_and_cells_that_were_deleted_are_not_shown() -> None:
    table = only(
        word_cell("a") + word_cell("gone", "<w:cellDel/>") + word_cell("b"),
        "<w:trPr><w:del/></w:trPr>" + word_cell("gone"),
        word_cell("c"),
    )
    assert texts(table) == [["a", "b"], ["c"]]


def test_rows_and_cells_in_wrappers_are_found() -> None:
    begin, end = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
    wrapped = f"{begin}<w:tr>{begin}{word_cell('b')}{end}</w:tr>{end}"
    body = f"<w:tbl><w:tr>{word_cell('a')}</w:tr>{wrapped}</w:tbl>"
    assert texts(tables(body)[0]) == [["a"], ["b"]]


def test_a_table_within_a_cell_is_text_of_it_and_a_table_too() -> None:
    inner = word_table(word_cell("R") + word_cell("A"), word_cell("C"))
    outer, within = tables(word_table(word_cell("Plan") + f"<w:tc>{inner}<w:p/></w:tc>"))
    assert [text.split() for text in texts(outer)[0]] == [["Plan"], ["R", "A", "C"]]
    assert texts(within) == [["R", "A"], ["C"]]
    assert (outer.number, within.number) == (1, 2)


def test_comments_come_along() -> None:
    said = '<w:comment w:id="7"><w:p><w:r><w:t>until</w:t></w:r></w:p><w:p><w:r><w:t>May</w:t></w:r></w:p></w:comment>'
    inside = run("R") + '<w:r><w:commentReference w:id="7"/></w:r><w:r><w:commentReference w:id="8"/></w:r>'
    cell = only(paragraph(inside), comments=said).rows[0][0]
    assert (cell.text, cell.comment) == ("R", "until\nMay")


def test_a_comment_on_an_empty_cell_is_kept() -> None:
    said = '<w:comment w:id="7"><w:p><w:r><w:t>who?</w:t></w:r></w:p></w:comment>'
    inside = '<w:r><w:commentReference w:id="7"/></w:r>'
    cell = only(paragraph(inside), comments=said).rows[0][0]
    assert (cell.text, cell.comment, cell.bold) == ("", "who?", False)


def test_what_python_docx_writes_is_read() -> None:
    made = docx.Document()
    grid = made.add_table(3, 3)
    grid.cell(0, 0).text = "Activity"
    grid.cell(0, 1).merge(grid.cell(0, 2)).text = "Units"
    grid.cell(1, 0).merge(grid.cell(2, 0)).text = "Plan"
    grid.cell(1, 1).paragraphs[0].add_run("A").bold = True
    grid.cell(2, 2).text = "C\nI"
    content = io.BytesIO()
    made.save(content)
    (table,) = read_word(content.getvalue(), "a.docx")
    assert texts(table) == [["Activity", "Units"], ["Plan", "A"], ["", "", "C\nI"]]
    assert table.rows[1][1].bold
    assert set(table.merged) == {Area(0, 1, 0, 2), Area(1, 0, 2, 0)}


@pytest.mark.parametrize("width", ["x", "-1", "9" * 50])
def test_a_width_that_is_none_is_one(width: str) -> None:
    assert texts(only(word_cell("a", f'<w:gridSpan w:val="{width}"/>') + word_cell("b"))) == [["a", "b"]]


def test_a_table_wider_than_any_matrix_is_refused() -> None:
    with pytest.raises(UserError, match="more than any matrix"):
        only(word_cell("a", f'<w:gridSpan w:val="{MOST_COLUMNS}"/>') + word_cell("b"))


def test_of_more_tables_than_anybody_has_the_first_are_read() -> None:
    found = tables(word_table(word_cell("R")) * (MOST_TABLES + 2))
    assert len(found) == MOST_TABLES
    assert [left.where for left in found[0].left_out] == [str(MOST_TABLES + 1), str(MOST_TABLES + 2)]


def test_tables_nested_deeply_are_text_of_the_outer_ones() -> None:
    nested = word_cell("R")
    for _ in range(12):
        nested = f"<w:tc>{word_table(nested)}<w:p/></w:tc>"
    found = tables(word_table(nested))
    assert len(found) == 6
    assert all(table.rows[0][0].text == "R" for table in found)


def test_a_document_without_its_main_part_is_damaged() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/other.xml", "<x/>")
    with pytest.raises(UserError, match="damaged"):
        read_word(content.getvalue(), "a.docx")
