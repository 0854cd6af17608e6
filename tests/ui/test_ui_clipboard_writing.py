"""Writing blocks for spreadsheets, and the law that what was copied comes back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import masks, texts

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, Words
from raciapp.document.edits import add_activity, add_unit, set_cells
from raciapp.document.letters import Scheme, scheme, schemes
from raciapp.document.records import Activity, Cell, Document, Unit, new_document
from raciapp.document.storage import load
from raciapp.formats.finding.tokens import read_token
from raciapp.knowledge.library import knowledge
from raciapp.ui.clipboard.blocks import Block, CopiedCell
from raciapp.ui.clipboard.copying import copied_cells, with_names, written
from raciapp.ui.clipboard.hypertext import read_table
from raciapp.ui.clipboard.page import table_page
from raciapp.ui.clipboard.plan import pasted
from raciapp.ui.clipboard.planning import Target, plan_paste
from raciapp.ui.clipboard.tabbed import read_tabbed, tabbed_text

RACI = scheme("raci")
A, R, C = (RACI.bits[symbol] for symbol in "ARC")
HOSTILE = ("=1+1", "+1", "-2+3", "@SUM(A1)", " =1", "'=1", "''@x", "＝1", '=HYPERLINK("http://x")', '- "a"\tb\nc')


def _block_document(alphabet: Scheme, cells: list[list[Cell]]) -> Document:
    """Return a document whose cells are these."""
    document = new_document(Words("Somebody"))
    document = type(document)(document.organization, document.matrices, alphabet.id)
    for column in range(len(cells[0])):
        document = add_unit(document, Unit(f"u{column}", Words(f"Unit number {column}")))
    for row in range(len(cells)):
        document = add_activity(document, Activity(f"a{row}", Words(f"Something number {row}")))
    return set_cells(
        document, "as_is", {place: cells[int(place[0][1:])][int(place[1][1:])] for place in _all(document)}
    )


def _all(document: Document) -> list[tuple[str, str]]:
    return [(activity.id, unit.id) for activity in document.activities for unit in document.units]


def _paste(block: Block | None, document: Document) -> Document:
    places = _all(document)
    width = len(document.units)
    room = tuple(tuple(places[start : start + width]) for start in range(0, len(places), width))
    assert block is not None
    return pasted(document, "as_is", plan_paste(block, document, "as_is", Target(tuple(places), room), knowledge()))


@st.composite
def _blocks(draw: st.DrawFn, remarks: st.SearchStrategy[str]) -> Document:
    alphabet = draw(st.sampled_from(list(schemes().values())))
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cell = st.builds(Cell, masks(alphabet), remarks)
    row = st.lists(cell, min_size=width, max_size=width)
    return _block_document(alphabet, draw(st.lists(row, min_size=height, max_size=height)))


# -- there and back ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("headed", [False, True])
@given(document=_blocks(st.just("") | texts), language=st.sampled_from(Language))
@settings(derandomize=True)
def test_letters_come_back_from_text_and_from_html(document: Document, language: Language, headed: bool) -> None:
    cells = copied_cells(document, "as_is", _all(document), language)
    if headed:
        cells = with_names(cells, document, _all(document), language)
    empty = set_cells(document, "as_is", dict.fromkeys(_all(document), Cell()))
    expected = [row.letters for row in document.matrix("as_is").rows]
    for block in (read_tabbed(tabbed_text(cells)), read_table(table_page(cells, document.alphabet))):
        assert [row.letters for row in _paste(block, empty).matrix("as_is").rows] == expected


@given(document=_blocks(st.sampled_from(("", "until May", "two\nlines", "=1", "<b>&amp;", "sensible (peu)"))))
def test_plain_remarks_come_back_as_they_were(document: Document) -> None:
    cells = copied_cells(document, "as_is", _all(document), Language.EN)
    empty = set_cells(document, "as_is", dict.fromkeys(_all(document), Cell()))
    for block in (read_tabbed(tabbed_text(cells)), read_table(table_page(cells, document.alphabet))):
        assert _paste(block, empty) == document


@given(names=st.lists(st.lists(texts.filter(lambda text: text.isprintable()), min_size=2, max_size=2), min_size=1))
def test_any_text_comes_back_from_text(names: list[list[str]]) -> None:
    copied = tuple(tuple(CopiedCell(name) for name in row) for row in names)
    assert read_tabbed(tabbed_text(copied)).rows == tuple(map(tuple, names))


# -- what people see --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell(), ""),
        (Cell(A | R), "A/R"),
        (Cell(R, "until May"), "R (until May)"),
        (Cell(0, "until May"), "– (until May)"),
        (Cell(R, " \u202e"), "R"),
        (Cell(R, "A"), "R (Remark: A)"),
        (Cell(0, "A new thing"), "– (Remark: A new thing)"),
        (Cell(R, "a) this, b) that"), "R (Remark: a} this, b} that)"),
    ],
)
def test_a_cell_is_written_as_people_write_it(cell: Cell, text: str) -> None:
    assert written(cell, RACI, Language.EN) == text
    assert read_token(text, RACI).letters == cell.letters


def test_names_are_written_in_the_language_of_the_window() -> None:
    document = load(sample_organizations() / "coastal_stewardship.raci")
    activity, units = document.activities[1], document.units[:3]
    # Chosen in another order than that of the columns, with one between them left out.
    places = [(activity.id, units[2].id), (activity.id, units[0].id)]
    cells = with_names(copied_cells(document, "as_is", places, Language.FR), document, places, Language.FR)
    assert [cell.text for cell in cells[0]] == ["Activité", units[0].name.fr, units[2].name.fr]
    assert cells[1][0] == CopiedCell(activity.name.fr, name=True)
    assert [cell.letters for cell in cells[1][1:]] == [
        document.cell("as_is", activity.id, unit.id).letters for unit in (units[0], units[2])
    ]


def test_cells_apart_are_copied_in_their_rectangle() -> None:
    document = _block_document(RACI, [[Cell(A), Cell(R)], [Cell(C), Cell(A | R)]])
    cells = copied_cells(document, "as_is", [("a0", "u0"), ("a1", "u1")], Language.EN)
    assert [[cell.text for cell in row] for row in cells] == [["A", ""], ["", "A/R"]]


# -- names that would be formulas -------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_no_spreadsheet_calculates_a_name(name: str) -> None:
    text = tabbed_text(((CopiedCell(name, name=True),),))
    assert text.lstrip('"').startswith("'")
    assert read_tabbed(text).rows == ((name,),)
    page = table_page(((CopiedCell(name, name=True),),), RACI)
    assert 'sdnum="1033;0;@"' in page
    assert "mso-number-format:'\\@'" in page


@pytest.mark.parametrize("text", ["A/R", "– (until May)", "Legal", "a=b", "e-mail", "'quoted'"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert tabbed_text(((CopiedCell(text),),)) == text


@pytest.mark.parametrize(
    ("rows", "text"), [([""], ""), (["A"], "A"), (["A", ""], "A\n\n"), (["", "A"], "\nA"), (["", ""], "\n\n")]
)
def test_empty_cells_at_the_end_are_not_lost(rows: list[str], text: str) -> None:
    assert tabbed_text(tuple((CopiedCell(row),) for row in rows)) == text
    assert read_tabbed(text).rows == tuple((row,) for row in rows)


def test_a_page_holds_no_mark_up_of_a_client() -> None:
    name = "<script>alert('x')</script>\"' & <img src=x onerror=y>\x00\u202e"
    page = table_page(((CopiedCell(name, name=True),),), RACI)
    assert "<script" not in page
    assert "<img" not in page
    assert not {"\x00", "\u202e"} & set(page)
    block = read_table(page)
    assert block is not None
    assert block.rows == (("<script>alert('x')</script>\"' & <img src=x onerror=y>",),)


def test_a_page_keeps_what_only_looks_odd() -> None:
    assert "Qui\u00a0? 👩🏽\u200d🚀<br" in table_page(((CopiedCell("Qui\u00a0? 👩🏽\u200d🚀\nb"),),), RACI)


def test_letters_wear_the_colours_of_their_badges() -> None:
    page = table_page(((CopiedCell("A/R", A | R), CopiedCell()),), RACI)
    ink = RACI.letters[0].light
    assert f'bgcolor="{ink.fill}"' in page
    assert f"background:{ink.fill};color:{ink.text}" in page
    assert page.count("bgcolor") == 1
