"""What `cases.toml` cannot say about the vocabulary: sizes, and tests that no shipped rule makes use of."""

from typing import Any

import pytest

from raciapp.base.words import same
from raciapp.checks.findings import Place
from raciapp.checks.view import MatrixView
from raciapp.checks.vocabulary import NOT_ASSESSED, ROWS_WITH_CELLS, Fault, evaluate
from raciapp.document.letters import scheme
from raciapp.document.records import Activity, Document, Matrix, Organization, Row, Tone, Unit
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.records import (
    AlsoTest,
    CountTest,
    EveryTest,
    NobodyTest,
    OnlyTest,
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
