import pytest
from hypothesis import given
from strategies import documents

from raciapp.base.words import same
from raciapp.document import edits
from raciapp.document.letters import scheme
from raciapp.document.records import Activity, Document, Matrix, Organization, Row, Unit, new_document
from raciapp.ui.grid.loads import heat, loads


def document_of(alphabet: str, *rows: tuple[str, ...]) -> Document:
    known = scheme(alphabet)
    return Document(
        organization=Organization(same("Us")),
        scheme=alphabet,
        units=tuple(Unit(f"u{place}", same(f"Unit {place}")) for place in range(len(rows[0]))),
        activities=tuple(Activity(f"a{place}", same(f"Activity {place}")) for place in range(len(rows))),
        matrices=(Matrix("as_is", same("As-is"), tuple(Row(bytes(map(known.mask_of, row))) for row in rows)),),
    )


def test_counts_are_in_the_order_of_the_legend() -> None:
    counted = loads(document_of("raci", ("AR", "C", "I"), ("A", "R", "")), "as_is")
    assert "".join(letter.symbol for letter in counted.letters) == "RACI"
    assert counted.units == ((1, 2, 0, 0), (1, 0, 1, 0), (0, 0, 0, 1))
    assert counted.activities == ((1, 1, 1, 1), (1, 1, 0, 0))
    assert counted.totals == (2, 2, 1, 1)


def test_letters_count_whatever_the_scheme_calls_them() -> None:
    counted = loads(document_of("daci", ("D", "A", "AD"), ("I", "", "")), "as_is")
    assert "".join(letter.symbol for letter in counted.letters) == "DACI"
    assert counted.units == ((1, 0, 0, 1), (0, 1, 0, 0), (1, 1, 0, 0))
    assert heat(counted) == (0.5, 0.5, 1.0)


def test_the_letters_of_every_scheme_with_more_than_four_are_told_apart() -> None:
    counted = loads(document_of("raci-vs", ("V", "S", "RACIVS")), "as_is")
    assert counted.units == ((0, 0, 0, 0, 1, 0), (0, 0, 0, 0, 0, 1), (1,) * 6)


@given(documents())
def test_every_letter_is_counted_once_along_and_once_across(document: Document) -> None:
    symbols = [letter.symbol for letter in document.alphabet.legend]
    for matrix in document.matrices:
        counted = loads(document, matrix.id)
        texts = [[document.alphabet.symbols(cell) for cell in row.letters] for row in matrix.rows]
        assert list(counted.activities) == [tuple("".join(row).count(one) for one in symbols) for row in texts]
        columns = [[row[place] for row in texts] for place in range(len(document.units))]
        assert list(counted.units) == [tuple("".join(column).count(one) for one in symbols) for column in columns]
        everything = "".join("".join(row) for row in texts)
        assert counted.totals == tuple(everything.count(one) for one in symbols)


@given(documents())
def test_the_most_loaded_unit_is_the_measure_of_all(document: Document) -> None:
    counted = loads(document, document.matrices[0].id)
    warmth = heat(counted)
    assert len(warmth) == len(document.units)
    assert all(0 <= one <= 1 for one in warmth)
    duties = [letter.duty for letter in counted.letters]
    works = any(count for counts in counted.units for duty, count in zip(duties, counts, strict=True)
                if duty in {"A", "R"})  # fmt: skip
    assert max(warmth, default=0) == (1 if works else 0)


def test_to_be_asked_or_told_is_no_load() -> None:
    assert heat(loads(document_of("raci", ("C", "I"), ("C", "CI")), "as_is")) == (0.0, 0.0)


def test_a_cell_that_holds_both_counts_twice() -> None:
    assert heat(loads(document_of("raci", ("AR", "R", "A", "CI")), "as_is")) == (1.0, 0.5, 0.5, 0.0)


def test_an_empty_document_has_no_loads() -> None:
    counted = loads(new_document(same("New")), "as_is")
    assert (counted.units, counted.activities, counted.totals) == ((), (), (0, 0, 0, 0))
    assert heat(counted) == ()


def test_units_without_activities_hold_nothing() -> None:
    counted = loads(edits.add_unit(new_document(same("New")), Unit("com", same("Com"))), "as_is")
    assert counted.units == (counted.totals,) == ((0, 0, 0, 0),)
    assert heat(counted) == (0.0,)


def test_an_unknown_matrix_has_no_loads() -> None:
    with pytest.raises(KeyError):
        loads(new_document(same("New")), "ghost")
