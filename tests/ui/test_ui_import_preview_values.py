"""What the preview of an import is made of, without a window: values, places, words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui.previewing import BOOK, LETTER, MATRIX, PLAIN, book, table_of

from raciapp.document.letters import scheme
from raciapp.formats.finding.corrections import NONE, Corrections, Role
from raciapp.formats.finding.reading import Part, Region, Shape
from raciapp.formats.finding.tables import Area, Table, TableCell, column_letters
from raciapp.formats.importing import Subject
from raciapp.knowledge.library import knowledge
from raciapp.ui.importing import preview as values
from raciapp.ui.importing.places import Place, Places, place_of
from raciapp.ui.importing.preview import Preview, look, name_lines, renamed_as
from raciapp.ui.importing.wording import letters_name, percent, table_name

# -- places -----------------------------------------------------------------------------------------------


@given(st.integers(0, 700), st.integers(0, 9000))
def test_an_address_is_the_place_it_names(column: int, row: int) -> None:
    letters = column_letters(column)
    assert place_of(f"{letters}{row + 1}") == Place(row, column)
    assert place_of(letters) == Place(None, column)
    assert place_of(str(row + 1)) == Place(row, None)


@pytest.mark.parametrize(("where", "place"), [
    ("C9:D12", Place(8, 2)),
    ("$C$9", Place(8, 2)),
    ("RACI!C9", Place(8, 2)),
    ("'RACI'!C9", Place(8, 2)),
    ("Old!C9", None),
    ("client.csv", None),
    ("Read me", None),
    ("#2", None),
    ("HR team", None),
    ("", None),
])  # fmt: skip
def test_other_addresses(where: str, place: Place | None) -> None:
    assert place_of(where, "RACI") == place


def test_parts_lie_over_one_another_in_their_order() -> None:
    table = table_of("a | b | c\nd | e | f\ng")
    places = Places(table, [Region(Part.LETTERS, 0, 0, 9, 9), Region(Part.HEADING, 1, 1, 1, 1)])
    assert places.part(0, 0) is Part.LETTERS
    assert places.part(1, 1) is Part.HEADING
    assert Places(table).part(0, 0) is None
    assert places.cell(2, 2) == TableCell("", 2, 2)


def test_a_table_further_down_keeps_its_addresses() -> None:
    rows = ((), (TableCell("a", 21, 0),), (), (TableCell("b", 23, 0),))
    places = Places(Table("x.md", rows), [Region(Part.UNIT, 23, 0, 23, 0)])
    assert places.rows == (20, 21, 22, 23)
    assert places.part(3, 0) is Part.UNIT
    assert places.part(1, 0) is None
    assert [places.line_of(row) for row in (0, 21, 23, 99)] == [0, 1, 3, 3]


def test_merged_areas_that_overlap_or_lie_outside_are_not_shown() -> None:
    merged = (
        Area(0, 0, 0, 1),
        Area(0, 1, 1, 1),
        Area(5, 0, 9, 0),
        Area(1, 0, 1, 0),
        Area(1, 2, 1, 40),
        Area(0, 7, 0, 9),
    )
    places = Places(table_of("a | b | c\nd | e | f", merged=merged))
    assert list(places.spans()) == [(0, 0, 1, 2)]
    assert places.span(0, 0) == (1, 2)
    assert places.span(1, 0) == (1, 1)


def test_a_title_stands_alone() -> None:
    places = Places(table_of("Title | |\na | b |\n | |\ntwo\\nlines | |", merged=()))
    assert [places.lone(line) for line in range(places.height)] == [0, None, None, None]
    assert Places(table_of("Title | |\na | b |", merged=(Area(0, 0, 0, 1),))).lone(0) is None


# -- corrections ------------------------------------------------------------------------------------------


def test_what_is_said_is_kept_and_taken_back() -> None:
    said = values.with_row(NONE, 3, Role.GROUP)
    said = values.with_column(said, 2, Role.LEFT_OUT)
    said = values.with_meaning(said, "x", "AR")
    assert said == Corrections(rows={3: Role.GROUP}, columns={2: Role.LEFT_OUT}, meanings={"x": "AR"})
    said = values.with_meaning(values.with_column(values.with_row(said, 3, None), 2, None), "x", None)
    assert said == NONE
    assert values.with_meaning(NONE, "x", "").meanings == {"x": ""}


def test_another_table_keeps_only_what_is_not_about_places() -> None:
    said = Corrections("A", 2, Shape.LONG, {1: Role.GROUP}, {1: Role.UNIT}, {"x": "A"}, "rasci")
    table = table_of(PLAIN, "B", number=3)
    assert values.with_table(said, table) == Corrections("B", 3, meanings={"x": "A"}, scheme="rasci")


@pytest.mark.parametrize("shape", [None, *Shape])
def test_what_rows_and_columns_may_be(shape: Shape | None) -> None:
    rows, columns = values.row_roles(shape), values.column_roles(shape)
    assert Role.LEFT_OUT in rows
    assert Role.LEFT_OUT in columns
    assert (Role.UNIT in rows) is (shape is Shape.TRANSPOSED)
    assert Role.NAMES in rows + columns
    assert Role.HEADINGS in rows + columns


def test_what_a_text_may_mean() -> None:
    assert values.meanings(scheme("raci")) == ("R", "A", "C", "I", "AR", "CI", "")
    assert "AR" not in values.meanings(scheme("daci"))
    assert letters_name("AR", scheme("raci")) == "A/R   Accountable, Responsible"
    assert letters_name("", scheme("raci")) == "nothing"


# -- previews ---------------------------------------------------------------------------------------------


def test_a_preview_is_read_and_shows_its_table() -> None:
    preview = look(book(), BOOK, knowledge())
    assert preview.table.sheet == "RACI"
    assert preview.shape is Shape.GRID
    assert not preview.touched
    assert preview.trouble is None


def test_without_a_matrix_the_fullest_table_that_is_not_hidden_is_shown() -> None:
    tables = (table_of("a | b", "One"), table_of(LETTER, "Two"), table_of(LETTER + LETTER, "Three", hidden=True))
    preview = look(tables, BOOK, knowledge())
    assert preview.reading is None
    assert preview.trouble is not None
    assert preview.table.sheet == "Two"
    assert preview.questions == ()
    assert name_lines(preview) == ()
    wanted = look(tables, BOOK, knowledge(), values.with_table(NONE, tables[0]))
    assert wanted.table.sheet == "One"
    elsewhere = look(tables, BOOK, knowledge(), Corrections(sheet="gone"))
    assert elsewhere.place == 0
    assert renamed_as(preview, (Subject.UNIT, "x"), None, knowledge()).imported is None


def test_a_document_is_called_like_its_file() -> None:
    assert values.document_name("Client RACI.xlsx").en == "Client RACI"
    assert values.document_name("Clipboard").en == "Clipboard"


def test_tables_are_called_by_what_they_have() -> None:
    assert table_name(table_of(PLAIN)) == "Table 1"
    assert table_name(table_of(PLAIN, "Old", number=2)) == "Old"
    assert table_name(table_of(PLAIN, "Old", number=2), 2) == "Old, table 2"
    preview = Preview((table_of(MATRIX, "RACI"), table_of(PLAIN, number=2)), BOOK)
    assert values.table_called(preview, "#2") is preview.tables[1]
    assert values.table_called(preview, "RACI") is None


def test_only_certainty_is_a_hundred_percent() -> None:
    assert [percent(share) for share in (0, 0.5, 0.999, 1)] == [0, 50, 99, 100]


def test_a_choice_is_kept_when_everything_is_read_anew() -> None:
    name = (Subject.UNIT, "Web team")
    preview = look(book(), BOOK, knowledge(), chosen={name: None})
    line = next(line for line in name_lines(preview) if (line.subject, line.name) == name)
    assert (line.taken, line.decided, line.asked) == (False, True, False)
    assert line.id
    another = next(identity for identity in knowledge().units if identity != line.id)
    other = renamed_as(preview, name, another, knowledge())
    line = next(line for line in name_lines(other) if (line.subject, line.name) == name)
    assert (line.id, line.taken, line.confidence) == (another, True, 0)
    assert values.size(book()) > 100
