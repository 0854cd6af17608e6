"""What `cases.toml` cannot say about the vocabulary: sizes, and tests that no shipped rule makes use of."""

from typing import Any

import pytest
from hypothesis import given
from strategies import documents

from raciapp.base.words import same
from raciapp.checks.findings import Place
from raciapp.checks.view import MatrixView
from raciapp.checks.vocabulary import NOT_ASSESSED, ROWS_WITH_CELLS, Fault, evaluate
from raciapp.document import edits
from raciapp.document.letters import scheme
from raciapp.document.records import Activity, Document, Matrix, Organization, Row, Tone, Unit
from raciapp.knowledge.fitting import reduced
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.records import (
    AlsoTest,
    CountTest,
    EveryTest,
    NameFlaw,
    NameTest,
    NobodyTest,
    OnlyTest,
    PartTest,
    RedundantTest,
    ShareTest,
    SomeTest,
    ToneTest,
)

RACI = scheme("raci")
UNITS = tuple(
    Unit(name, same(name), (function,))
    for name, function in (("com", "strategy"), ("hr", "hr"), ("sci", "content_expert"))
)


def view_of(**rows: str) -> MatrixView:
    """Return a view of rows such as `plan="A,R,C"`, one cell per unit."""
    document = Document(
        organization=Organization(same("Us")),
        units=UNITS,
        activities=tuple(Activity(row, same(row)) for row in rows),
        matrices=(
            Matrix(
                "as_is",
                same("As-is"),
                tuple(Row(bytes(RACI.mask_of(cell) for cell in cells.split(","))) for cells in rows.values()),
            ),
        ),
    )
    return MatrixView(document, "as_is", knowledge())


def test_a_kind_of_test_that_is_new_must_be_decided_somewhere() -> None:
    unheard: Any = object()
    with pytest.raises(NotImplementedError, match="object"):
        evaluate(unheard, view_of(plan=",,"))


def test_some_is_content_with_one_row_and_each_is_not() -> None:
    view = view_of(plan="A,,", write="A,R,")
    assert evaluate(SomeTest(("plan", "write"), "R", "hr"), view) is None
    assert evaluate(SomeTest(("plan", "write"), "R", "hr", each=True), view) == Fault((Place("plan", "hr"),), ("hr",))
    assert evaluate(SomeTest(("write", "ghost"), "R", "hr", each=True), view) is None


def test_some_of_any_function() -> None:
    assert evaluate(SomeTest(("plan",), "C", ""), view_of(plan="A,,")) == Fault(
        (Place("plan", "com"), Place("plan", "hr"), Place("plan", "sci")), ("",)
    )


def test_every_unit() -> None:
    assert evaluate(EveryTest("plan", "RI"), view_of(plan="R,I,A")) == Fault((Place("plan", "sci"),))
    assert evaluate(EveryTest("plan", "RI"), view_of(plan="R,I,AR")) is None
    assert evaluate(EveryTest("ghost", "RI"), view_of(plan="R,I,A")) is NOT_ASSESSED


def test_nobody_on_any_row() -> None:
    anywhere = NobodyTest(("*",), "A")
    assert evaluate(anywhere, view_of(plan="A,,", write=",,A")) == Fault((Place("plan", "com"), Place("write", "sci")))
    assert evaluate(anywhere, view_of(plan="R,,")) is None
    assert evaluate(anywhere, view_of()) is NOT_ASSESSED


def test_only_looks_at_the_rows_that_are_there() -> None:
    assert evaluate(OnlyTest(("ghost", "plan"), "A", "hr"), view_of(plan="A,,")) == Fault((Place("plan", "com"),))
    assert evaluate(OnlyTest(("ghost",), "A", "hr"), view_of(plan="A,,")) is NOT_ASSESSED


def test_also_needs_both_sides() -> None:
    test = AlsoTest("plan", "R", ("write",), "AR")
    assert evaluate(test, view_of(plan="R,R,", write="A,,")) == Fault((Place("write", "hr"),))
    assert evaluate(test, view_of(plan=",,", write=",,")) is None
    assert evaluate(test, view_of(plan="R,,")) is NOT_ASSESSED


@pytest.mark.parametrize(
    ("cells", "at_most", "or_share", "faulty"),
    [
        ("C,,", 1, 0.0, False),
        ("C,C,", 1, 0.0, True),
        ("C,C,", 1, 0.7, False),
        ("C,C,C", 1, 0.7, True),
        ("C,C,C", None, 0.0, False),
    ],
)
def test_too_many_or_too_large_a_share(cells: str, at_most: int | None, or_share: float, faulty: bool) -> None:
    test = CountTest(("plan",), "C", at_most=at_most, or_share=or_share)
    assert isinstance(evaluate(test, view_of(plan=cells)), Fault) == faulty


@pytest.mark.parametrize(
    ("cells", "at_most", "faulty"),
    [
        ("C,C,C", None, True),
        ("C,C,", None, False),
        ("C,C,", 1, True),
        ("C,A,R", 5, False),
    ],
)
def test_not_all_units(cells: str, at_most: int | None, faulty: bool) -> None:
    test = CountTest(("plan",), "C", at_most=at_most, not_all=True)
    assert isinstance(evaluate(test, view_of(plan=cells)), Fault) == faulty


@pytest.mark.parametrize(("width", "faulty"), [(0, False), (1, False), (2, True)])
def test_every_unit_is_more_than_one(width: int, faulty: bool) -> None:
    document = view_of(plan="A,A,A").document
    view = MatrixView(edits.arrange_units(document, range(width)), "as_is", knowledge())
    for rows in (("*",), ("plan",)):
        assert isinstance(evaluate(CountTest(rows, "*", not_all=True), view), Fault) == faulty


def test_a_share_of_both_letters() -> None:
    view = view_of(plan="A,R,", write="A,A,", ask="R,A,", tell="R,,A")
    assert evaluate(ShareTest("A", 0.4, 4), view) == Fault((Place(unit="com"), Place(unit="hr")))
    assert evaluate(ShareTest("A", 0.4, 4, and_letters="R"), view) == Fault((Place(unit="com"),))
    assert evaluate(ShareTest("R", 0.4, 4, and_letters="A"), view) == Fault((Place(unit="com"),))
    assert evaluate(ShareTest("A", 0.5, 4), view) is None
    assert evaluate(ShareTest("A", 0.4, 5), view) is NOT_ASSESSED


def test_a_part_with_these_letters() -> None:
    view = view_of(plan="A,I,", write="C,C,")
    assert evaluate(PartTest(), view) == Fault((Place(unit="sci"),))
    assert evaluate(PartTest("AR"), view) == Fault((Place(unit="hr"), Place(unit="sci")))
    assert evaluate(PartTest("AR"), view_of(plan="A,R,AR")) is None
    assert evaluate(PartTest("AR"), view_of()) is NOT_ASSESSED


@given(documents())
def test_redundant_cells_are_those_that_could_be_reduced(document: Document) -> None:
    alphabet = document.alphabet
    view = MatrixView(document, document.matrices[0].id, knowledge())
    expected = [
        Place(activity.id, unit.id)
        for activity, row in zip(document.activities, view.rows, strict=True)
        for unit, mask in zip(document.units, row, strict=True)
        if reduced(alphabet, mask) != mask
    ]
    found = evaluate(RedundantTest(), view)
    assert found == (Fault(tuple(expected)) if expected else None if document.activities else NOT_ASSESSED)


def test_letters_without_a_duty_are_not_redundant() -> None:
    """S beside R says who helps whom; only C and I are said again by what is stronger."""
    rasci = scheme("rasci")
    for symbols, left in (("ASC", "AS"), ("RSI", "RS"), ("SCI", "SC"), ("S", "S")):
        assert rasci.symbols(reduced(rasci, rasci.mask_of(symbols))) == left


@pytest.mark.parametrize("flaw", NameFlaw)
def test_names_are_not_read_without_any_row(flaw: NameFlaw) -> None:
    assert evaluate(NameTest(flaw), view_of()) is NOT_ASSESSED


def test_names_with_and_without_a_flaw() -> None:
    view = view_of(metrics=",,", report=",,")
    assert evaluate(NameTest(NameFlaw.NO_VERB), view) == Fault((Place("metrics"), Place("report")))
    assert evaluate(NameTest(NameFlaw.PERSON), view) is None
    assert evaluate(NameTest(NameFlaw.SAME), view) is None


def test_counts_name_the_largest_number() -> None:
    found = evaluate(CountTest(("*",), "A", at_least=1, at_most=1), view_of(plan="A,A,A", write=",,", ask="A,A,"))
    assert isinstance(found, Fault)
    assert found.count == 3
    assert Place("write") in found.places


def test_beyond_some_rows_a_finding_points_at_whole_rows() -> None:
    rows = {f"row_{number}": "A,A," for number in range(ROWS_WITH_CELLS + 2)}
    found = evaluate(CountTest(("*",), "A", at_most=1), view_of(**rows))
    assert isinstance(found, Fault)
    assert len(found.places) == 2 * ROWS_WITH_CELLS + 2
    assert found.places[-3:] == (
        Place(f"row_{ROWS_WITH_CELLS - 1}", "hr"),
        Place(f"row_{ROWS_WITH_CELLS}"),
        Place(f"row_{ROWS_WITH_CELLS + 1}"),
    )


def test_tone_points_at_the_settings() -> None:
    assert evaluate(ToneTest(Tone.UNKNOWN), view_of()) == Fault((Place(),))
    assert evaluate(ToneTest(Tone.RESTRICTIONS), view_of()) is None
