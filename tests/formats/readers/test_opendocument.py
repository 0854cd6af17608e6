"""OpenDocument spreadsheets: what a person sees, however often a file says it is repeated."""

import time

import pytest
from formats.readers.making import open_document

from raciapp.base.errors import UserError
from raciapp.formats.finding.reading import Reason
from raciapp.formats.finding.tables import Area, Table
from raciapp.formats.readers.opendocument import read_opendocument

BOLD = (
    '<style:style style:name="heavy"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="black"><style:text-properties fo:font-weight="900"/></style:style>'
    '<style:style style:name="child" style:parent-style-name="heavy"/>'
    '<style:style style:name="light" style:parent-style-name="heavy"><style:text-properties fo:font-weight="normal"/>'
    '</style:style><style:style style:name="away"><style:table-properties table:display="false"/></style:style>'
)


def sheet(*rows: str, name: str = "Matrix", more: str = "") -> str:
    whole = ("<table:table-row", "<table:table-header")
    joined = "".join(row if row.startswith(whole) else f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}"{more}>{joined}</table:table>'


def cell(text: str, attributes: str = "") -> str:
    said = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{said}</table:table-cell>"


def only(*rows: str) -> Table:
    (table,) = read_opendocument(open_document(sheet(*rows), BOLD), "a.ods")
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (cell("R"), "R"),
        (cell("two</text:p><text:p>lines"), "two\nlines"),
        (cell("two<text:line-break/>lines"), "two\nlines"),
        (cell('a<text:s text:c="2"/>b<text:tab/>c'), "a  b c"),
        (cell('a<text:s text:c="99999999"/>b'), f"a{' ' * 100}b"),
        (cell("<text:span>R</text:span>/<text:a>A</text:a>"), "R/A"),
        (cell("50,0 %", 'office:value-type="percentage" office:value="0.5"'), "50,0 %"),
        (cell("", 'office:value-type="percentage" office:value="0.5"'), "50%"),
        (cell("", 'office:value-type="float" office:value="3.0"'), "3"),
        (cell("", 'office:value-type="currency"'), "0"),
        (cell("1 mars", 'office:value-type="date" office:date-value="2026-03-01"'), "2026-03-01"),
        (cell("", 'office:value-type="date" office:date-value="2026-03-01T14:30:00"'), "2026-03-01 14:30"),
        (cell("", 'office:value-type="date" office:date-value="soon"'), "soon"),
        (cell("VRAI", 'office:value-type="boolean" office:boolean-value="true"'), "TRUE"),
        (cell("FAUX", 'office:value-type="boolean" office:boolean-value="false"'), "FALSE"),
    ],
)
def test_a_cell_is_what_a_person_sees(inside: str, text: str) -> None:
    assert texts(only(inside)) == [[text]]


def test_repeated_cells_and_rows_are_repeated() -> None:
    three = cell("R", 'table:number-columns-repeated="3"')
    rows = f'<table:table-row table:number-rows-repeated="2">{three}</table:table-row>'
    assert texts(only(rows)) == [["R"] * 3] * 2


def test_blank_repetitions_only_move_on() -> None:
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    rest = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    table = only(blank, '<table:table-cell table:number-columns-repeated="2"/>' + cell("R"), rest)
    assert texts(table) == [[], [], [], ["", "", "R"]]


def test_rows_in_groups_and_headings_are_read() -> None:
    row = f"<table:table-row>{cell('R')}</table:table-row>"
    grouped = (
        f"<table:table-header-rows>{row}</table:table-header-rows><table:table-row-group>{row}</table:table-row-group>"
    )
    assert texts(only(grouped)) == [["R"], ["R"]]


def test_merged_cells_are_areas() -> None:
    first = (
        cell("a", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
        + "<table:covered-table-cell/>"
        + cell("b")
    )
    second = (
        '<table:covered-table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:covered-table-cell>'
        + cell("c")
    )
    table = only(first, second)
    assert texts(table) == [["a", "", "b"], ["", "", "c"]]
    assert table.merged == (Area(0, 0, 1, 1),)


def test_boldness_comes_from_the_style_or_its_parent() -> None:
    (row,) = only(
        "".join(cell("x", f'table:style-name="{name}"') for name in ("heavy", "black", "child", "light", "none"))
    ).rows
    assert [one.bold for one in row] == [True, True, True, False, False]


def test_styles_of_the_whole_file_count_too() -> None:
    styles = (
        '<x:all xmlns:x="o" xmlns:s="s" xmlns:f="f">'
        '<x:styles><s:style s:name="Top"><s:text-properties f:font-weight="bold"/></s:style></x:styles></x:all>'
    )
    content = open_document(sheet(cell("x", 'table:style-name="Top"')), **{"styles.xml": styles})
    assert read_opendocument(content, "a.ods")[0].rows[0][0].bold


def test_comments_come_along() -> None:
    note = (
        "<office:annotation><dc:creator>Ann</dc:creator><text:p>until</text:p><text:p>May</text:p></office:annotation>"
    )
    row = f"<table:table-cell>{note}<text:p>R</text:p></table:table-cell><table:table-cell>{note}</table:table-cell>"
    assert [(one.text, one.comment) for one in only(row).rows[0]] == [("R", "until\nMay"), ("", "until\nMay")]


def test_a_formula_without_a_result_is_left_out() -> None:
    table = only(cell("R") + cell("", 'table:formula="of:=SUM(1)"'))
    assert [(left.where, left.text, left.why) for left in table.left_out] == [("B1", "of:=SUM(1)", Reason.NO_VALUE)]


def test_sheets_keep_their_names_and_whether_they_are_hidden() -> None:
    tables = read_opendocument(
        open_document(
            sheet(cell("a"), name="One")
            + sheet(cell("b"), name="Two", more=' table:style-name="away"')
            + sheet(name="No"),
            BOLD,
        ),
        "a.ods",
    )
    assert [(table.sheet, table.hidden) for table in tables] == [("One", False), ("Two", True)]


def test_what_is_repeated_beyond_any_matrix_is_left_out() -> None:
    wide = cell("x", 'table:number-columns-repeated="16384"')
    bomb = f'<table:table-row table:number-rows-repeated="1048576">{wide}</table:table-row>'
    begun = time.process_time()
    (table,) = read_opendocument(open_document(sheet(bomb, bomb, name="Bomb") + sheet(cell("R"))), "a.ods")
    assert (table.sheet, [left.why for left in table.left_out]) == ("Matrix", [Reason.TOO_LARGE])
    with pytest.raises(UserError, match="more than any matrix"):
        read_opendocument(open_document(sheet(bomb)), "a.ods")
    assert time.process_time() - begun < 2


def test_a_password_is_told() -> None:
    manifest = "<m><file-entry><encryption-data/></file-entry></m>"
    with pytest.raises(UserError, match="password"):
        read_opendocument(open_document("", **{"META-INF/manifest.xml": manifest}), "a.ods")
    assert read_opendocument(open_document(sheet(cell("R")), **{"META-INF/manifest.xml": "<m/>"}), "a.ods")


def test_a_file_without_content_is_damaged() -> None:
    with pytest.raises(UserError, match="damaged"):
        read_opendocument(open_document("<x:y/>"), "a.ods")
