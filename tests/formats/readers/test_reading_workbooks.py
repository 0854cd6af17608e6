"""Excel workbooks of today: what a person sees in each cell, and what of a file is never touched."""

import io
import time
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from formats.readers import making
from formats.readers.making import (
    BOLD,
    DATE,
    ISO_DATE,
    MOMENT,
    PERCENT,
    PERCENT_1,
    WORK_PACKAGE,
    sheet,
    typed,
    workbook,
)
from openpyxl.comments import Comment
from openpyxl.styles import Font

from raciapp.base.errors import UserError
from raciapp.formats.finding.reading import Reason
from raciapp.formats.finding.tables import MOST_COLUMNS, MOST_ROWS, Area, Table
from raciapp.formats.readers import strings
from raciapp.formats.readers.workbook import read_workbook


def only(content: bytes) -> Table:
    (table,) = read_workbook(content, "a.xlsx")
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def shown(cell: str, book: str = "") -> str:
    """Return the text of one cell, given as XML."""
    content = workbook(f"<row>{cell}</row>")
    if book:
        parts = making.workbook_parts({"Matrix": sheet(f"<row>{cell}</row>")})
        parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("<sheets>", f"{book}<sheets>")
        content = making.zipped(parts)
    tables = read_workbook(content, "a.xlsx")
    return tables[0].rows[0][0].text if tables and tables[0].rows else ""


# -- texts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="inlineStr"><is><t> R </t></is></c>', "R"),
        ('<c t="inlineStr"><is><r><t>A</t></r><r><t>/R</t></r><rPh><t>no</t></rPh></is></c>', "A/R"),
        ('<c t="inlineStr"/>', ""),
        ('<c t="inlineStr"><v>x</v></c>', ""),
        ('<c t="str"><f>A1</f><v>R</v></c>', "R"),
        ('<c t="str"><v>two_x000D_&#10;lines_xD800_</v></c>', "two\nlines_xD800_"),
        ("<c><v>3</v></c>", "3"),
        ("<c><v>3.0</v></c>", "3"),
        ("<c><v>0.30000000000000004</v></c>", "0.3"),
        ("<c><v>1E+20</v></c>", "1e+20"),
        ("<c><v>-2.5</v></c>", "-2.5"),
        (f'<c s="{PERCENT}"><v>0.5</v></c>', "50%"),
        (f'<c s="{PERCENT_1}"><v>-0.125</v></c>', "-12.5%"),
        (f'<c s="{WORK_PACKAGE}"><v>7</v></c>', "WP 007"),
        (f'<c s="{DATE}"><v>46082</v></c>', "2026-03-01"),
        (f'<c s="{ISO_DATE}"><v>46082</v></c>', "2026-03-01"),
        (f'<c s="{MOMENT}"><v>46082.604166667</v></c>', "2026-03-01 14:30"),
        (f'<c s="{DATE}"><v>1</v></c>', "1900-01-01"),
        (f'<c s="{DATE}"><v>1e9</v></c>', "1000000000"),
        (f'<c s="{DATE}"><v>-1</v></c>', "-1"),
        ('<c s="99"><v>1</v></c>', "1"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c t="d"><v>2026-03-01T14:30:00</v></c>', "2026-03-01 14:30"),
        ("<c><v></v></c>", ""),
    ],
)
def test_a_cell_is_what_a_person_sees(cell: str, text: str) -> None:
    assert shown(cell) == text


def test_a_workbook_may_count_its_days_from_1904() -> None:
    assert shown(f'<c s="{DATE}"><v>44620</v></c>', '<workbookPr date1904="1"/>') == "2026-03-01"


def test_shared_texts_are_found_by_their_place() -> None:
    table = only(
        workbook('<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row>', strings="<si><t>R</t></si><si><t>A</t></si>")
    )
    assert texts(table) == [["A", "R"]]


def test_a_formula_is_its_result_and_left_out_without_one() -> None:
    table = only(
        workbook(
            '<row r="4"><c r="B4"><f>SUM(A1:A3)</f></c><c r="C4"><f>1+1</f><v>2</v></c><c r="D4"><f>X</f><v/></c></row>'
        )
    )
    assert texts(table)[3] == ["", "", "2"]
    assert [(left.where, left.text, left.why) for left in table.left_out] == [
        ("B4", "=SUM(A1:A3)", Reason.NO_VALUE),
        ("D4", "=X", Reason.NO_VALUE),
    ]


def test_a_formula_without_text_is_nothing_and_not_left_out() -> None:
    assert read_workbook(workbook('<row><c t="str"><f>""</f><v></v></c></row>'), "a.xlsx") == ()


def test_a_sheet_of_formulas_without_results_is_still_told_of() -> None:
    table = only(workbook("<row><c><f>1+1</f></c></row>"))
    assert table.rows == ()
    assert [left.where for left in table.left_out] == ["A1"]


# -- boldness ---------------------------------------------------------------------------------------------


def test_boldness_comes_from_the_style_or_from_all_of_the_text() -> None:
    heavy, light = "<r><rPr><b/></rPr><t>A</t></r>", '<r><rPr><b val="0"/></rPr><t>B</t></r>'
    cells = [
        f'<c s="{BOLD}" t="str"><v>x</v></c>',
        f'<c s="{ISO_DATE}" t="str"><v>x</v></c>',
        f'<c t="inlineStr"><is>{heavy}</is></c>',
        f'<c t="inlineStr"><is>{heavy}{light}</is></c>',
        f'<c t="inlineStr"><is>{light}</is></c>',
        f'<c t="inlineStr"><is>{heavy}<r><t> </t></r></is></c>',
    ]
    (row,) = only(workbook(f"<row>{''.join(cells)}</row>")).rows
    assert [cell.bold for cell in row] == [True, False, True, False, False, True]


def test_what_openpyxl_writes_is_read() -> None:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Matrix"
    first["B2"] = "Who does what"
    first["B2"].font = Font(bold=True)
    first.merge_cells("B2:D2")
    first["C3"], first["D3"], first["B4"], first["C4"], first["D4"] = "Web", "Legal", "Plan", "R", "A/R"
    first["D4"].comment = Comment("until May", "Ann")
    first["B5"], first["C5"] = date(2026, 3, 1), datetime.fromisoformat("2026-03-01T14:30")
    first.row_dimensions[4].hidden = True
    first.column_dimensions["C"].hidden = True
    table = only(saved(book))
    assert texts(table) == [
        [],
        ["", "Who does what"],
        ["", "", "Web", "Legal"],
        ["", "Plan", "R", "A/R"],
        ["", "2026-03-01", "2026-03-01 14:30"],
    ]
    assert table.rows[1][1].bold
    assert not table.rows[3][1].bold
    assert table.rows[3][3].comment == "until May"
    assert table.merged == (Area(1, 1, 1, 3),)


# -- comments ---------------------------------------------------------------------------------------------

PLACEHOLDER = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; Learn more: "
    "https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    until May\nReply:\n    or June"
)
FRENCH = (
    "[Commentaire à thread]\n\nVotre version d’Excel vous permet de lire ce commentaire à thread. En savoir plus : "
    "https://go.microsoft.com/fwlink/?linkid=870924\n\nCommentaire :\n    jusqu’en mai"
)


def commented(text: str, *, author: str = "", threaded: str = "", ref: str = "A1") -> Table:
    parts = making.workbook_parts({"Matrix": sheet(typed([["R"]]))})
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = making.relations(
        ("c", "comments", "../comments1.xml"),
        ("t", "threadedComment", "/xl/threaded.xml"),
        ("x", "comments", "gone.xml"),
    )
    parts["xl/comments1.xml"] = (
        f'<comments xmlns="{making.MAIN}"><authors><author>{author}</author></authors><commentList>'
        f'<comment ref="{ref}" authorId="0"><text>{text}</text></comment></commentList></comments>'
    )
    if threaded:
        parts["xl/threaded.xml"] = f'<ThreadedComments xmlns="x">{threaded}</ThreadedComments>'
    (table,) = read_workbook(making.zipped(parts), "a.xlsx")
    return table


@pytest.mark.parametrize(
    ("text", "author", "comment"),
    [
        ("<t>until May</t>", "Ann", "until May"),
        ("<t>Ann:\nuntil May</t>", "Ann", "until May"),
        ("<r><rPr><b/></rPr><t>Somebody:</t></r><r><t>\nuntil May</t></r>", "Ann", "until May"),
        ("<r><rPr><b/></rPr><t>Caution:</t></r>", "", "Caution:"),
        ("<r><t>Caution:</t></r><r><t> until May</t></r>", "", "Caution: until May"),
        (f"<t>{PLACEHOLDER}</t>", "tc={1}", "until May\nReply:\n    or June"),
        (f"<t>{FRENCH}</t>", "tc={1}", "jusqu’en mai"),
        ("<t>see linkid=870924</t>", "", ""),
        ("<t></t>", "Ann", ""),
    ],
)
def test_a_comment_is_what_was_said_without_its_author(text: str, author: str, comment: str) -> None:
    assert commented(text, author=author).rows[0][0].comment == comment


def test_a_conversation_counts_more_than_what_stands_in_for_it() -> None:
    said = "".join(
        f'<threadedComment ref="A1"><text>{text}</text></threadedComment>' for text in ("until May", "or June")
    )
    assert commented(f"<t>{PLACEHOLDER}</t>", threaded=said).rows[0][0].comment == "until May\nor June"


def test_a_comment_on_an_empty_cell_is_kept() -> None:
    table = commented("<t>who?</t>", ref="C2")
    assert [(cell.text, cell.comment) for cell in table.rows[1]] == [("", ""), ("", ""), ("", "who?")]


@pytest.mark.parametrize("ref", ["", "A0", "??", "AAAA1"])
def test_a_comment_on_no_cell_is_nothing(ref: str) -> None:
    assert texts(commented("<t>who?</t>", ref=ref)) == [["R"]]


# -- merged areas -----------------------------------------------------------------------------------------


def merging(*areas: str) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{area}"/>' for area in areas) + "</mergeCells>"


def test_what_a_merged_area_covers_is_blank() -> None:
    table = only(workbook(typed([["a", "b", "c"], ["d", "e", "f"]]), merging("A1:B2")))
    assert texts(table) == [["a", "", "c"], ["", "", "f"]]
    assert table.merged == (Area(0, 0, 1, 1),)


def test_merged_areas_end_where_the_table_does() -> None:
    table = only(
        workbook(typed([["a", "b"], ["c", "d"]]), merging("A1:XFD1", "B2:B9", "A5:C9", "nonsense", "C1", "$A$2:$A$3"))
    )
    assert table.merged == (Area(0, 0, 0, 1),)


def test_merged_areas_that_overlap_cost_no_more_than_the_table() -> None:
    many = merging(*["A1:ALL9999"] * 20_000)
    begun = time.process_time()
    table = only(workbook(typed([["x"] * 50] * 500), many))
    assert len(table.merged) == 1
    assert time.process_time() - begun < 2


# -- sheets -----------------------------------------------------------------------------------------------


def test_sheets_keep_name_order_and_whether_they_are_hidden() -> None:
    parts = {
        "Matrix": sheet(typed([["a"]])),
        "Lists": sheet(typed([["b"]])),
        "Deep": sheet(typed([["c"]])),
        "No": sheet(""),
    }
    content = making.zipped(making.workbook_parts(parts, states={"Lists": "hidden", "Deep": "veryHidden"}))
    tables = read_workbook(content, "a.xlsx")
    assert [(table.source, table.sheet, table.number, table.hidden) for table in tables] == [
        ("a.xlsx", "Matrix", 1, False),
        ("a.xlsx", "Lists", 1, True),
        ("a.xlsx", "Deep", 1, True),
    ]


def test_sheets_without_cells_are_listed() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.create_chartsheet("Chart")
    table = only(saved(book))
    assert [(left.where, left.why) for left in table.left_out] == [("Chart", Reason.NO_CELLS)]


def test_the_older_strict_form_is_read() -> None:
    content = making.workbook_parts({"Matrix": sheet(typed([["Plan", "R"]]))})
    strict = {
        name: str(part)
        .replace(making.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
        .replace(making.LINKS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, part in content.items()
    }
    assert texts(only(making.zipped(strict))) == [["Plan", "R"]]


@pytest.mark.parametrize(
    "target", ["/xl/worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml"]
)
def test_parts_are_found_however_they_are_named(target: str) -> None:
    parts = making.workbook_parts({"Matrix": sheet(typed([["R"]]))})
    parts["xl/_rels/workbook.xml.rels"] = making.relations(("r1", "worksheet", target))
    assert texts(only(making.zipped(parts))) == [["R"]]


def test_nothing_outside_the_file_is_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.xml"
    outside.write_text(sheet(typed([["secret"]])), encoding="utf-8")
    parts = making.workbook_parts({"Matrix": sheet(typed([["R"]])), "Other": ""})
    parts["xl/_rels/workbook.xml.rels"] = making.relations(
        ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "worksheet", f"!{outside.as_uri()}")
    )
    table = only(making.zipped(parts))
    assert texts(table) == [["R"]]
    assert [left.where for left in table.left_out] == ["Other"]


# -- size -------------------------------------------------------------------------------------------------


def test_a_sheet_that_says_it_is_huge_but_is_not_is_read() -> None:
    rows = typed([["Plan", "R"]] * 40) + "".join(f'<row r="{number}" s="1" ht="15"/>' for number in range(41, 200_000))
    parts = making.workbook_parts({"Matrix": sheet(rows, dimension="A1:XFD1048576")})
    table = only(making.zipped(parts))
    assert len(table.rows) == 40


def test_cells_that_only_look_like_something_do_not_count() -> None:
    empty = "".join(f'<row r="{number}"><c r="XFD{number}" s="1"/></row>' for number in range(2, 30_000))
    assert texts(only(workbook(typed([["R"]]) + empty))) == [["R"]]


@pytest.mark.parametrize(
    "rows",
    [
        f'<row r="{MOST_ROWS + 1}"><c t="str"><v>x</v></c></row>',
        f"<row>{'<c/>' * MOST_COLUMNS}<c t='str'><v>x</v></c></row>",
        '<row><c r="ZZZ1" t="str"><v>x</v></c></row>',
        "".join(f'<row r="{row}"><c r="ALL{row}" t="str"><v>x</v></c></row>' for row in range(1, 502)),
    ],
    ids=["rows", "columns", "letters", "cells"],
)
def test_a_sheet_larger_than_any_matrix_is_left_out(rows: str) -> None:
    parts = making.workbook_parts({"Data": sheet(rows), "Matrix": sheet(typed([["R"]]))})
    table = only(making.zipped(parts))
    assert table.sheet == "Matrix"
    assert [(left.where, left.why) for left in table.left_out] == [("Data", Reason.TOO_LARGE)]
    with pytest.raises(UserError, match="more than any matrix"):
        read_workbook(workbook(rows), "a.xlsx")


def test_a_hundred_thousand_rows_are_refused_quickly() -> None:
    content = workbook(typed([["Plan", "R", "A"]] * 100_000))
    begun = time.process_time()
    with pytest.raises(UserError, match="more than any matrix"):
        read_workbook(content, "a.xlsx")
    assert time.process_time() - begun < 2


def test_too_many_shared_texts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strings, "MOST_STRINGS", 1)
    with pytest.raises(UserError, match="more than any matrix"):
        read_workbook(workbook("", strings="<si><t>a</t></si>" * 2), "a.xlsx")


def test_a_large_matrix_takes_a_fraction_of_what_openpyxl_takes() -> None:
    """The floor: openpyxl's cells of the same file, one by one, all of them asked for their values."""
    book = openpyxl.Workbook()
    for row in range(300):
        book.active.append([f"Activity number {row}", *["R", "A", "C", "I", None] * 8])
    content = saved(book)

    def floor() -> None:
        for row in openpyxl.load_workbook(io.BytesIO(content), data_only=True).active.iter_rows():
            for cell in row:
                assert cell.value is None or cell.value

    def taken(read: object) -> float:
        begun = time.process_time()
        assert callable(read)
        read()
        return time.process_time() - begun

    ours = min(taken(lambda: read_workbook(content, "a.xlsx")) for _ in range(3))
    assert ours < 1.1 * min(taken(floor) for _ in range(3))


# -- damage -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c t='s'><v>5</v></c></row>",
        "<row><c t='s'><v>-1</v></c></row>",
        "<row><c><v>x</v></c></row>",
        "<row r='x'/>",
        "<row r='-1'><c><v>1</v></c></row>",
        "<row><c t='d'><v>soon</v></c></row>",
        "<row><c>",
        "<row s=''><c s='x'><v>1</v></c></row>",
    ],
)
def test_a_damaged_sheet_is_named_as_such(rows: str) -> None:
    with pytest.raises(UserError, match=r"^a\.xlsx: is damaged"):
        read_workbook(workbook(rows), "a.xlsx")


@pytest.mark.parametrize("gone", ["_rels/.rels", "xl/workbook.xml"])
def test_a_workbook_without_its_main_part_is_damaged(gone: str) -> None:
    parts = making.workbook_parts({"Matrix": sheet("")})
    del parts[gone]
    with pytest.raises(UserError, match="is damaged"):
        read_workbook(making.zipped(parts), "a.xlsx")
