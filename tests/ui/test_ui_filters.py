from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import documents

from raciapp.base.words import Language, Words, same
from raciapp.checks.engine import check
from raciapp.checks.findings import Finding, Place, Report
from raciapp.document import edits
from raciapp.document.letters import scheme
from raciapp.document.records import (
    WHOLE_ROW,
    Activity,
    Document,
    Group,
    Matrix,
    Organization,
    Row,
    Status,
    Unit,
    new_document,
)
from raciapp.knowledge.library import knowledge
from raciapp.ui.grid.filters import Passing, answerable, filter_words, folded, passing
from raciapp.ui.language import set_language
from raciapp.ui.sight import Filter

KNOWLEDGE = knowledge()
RACI = scheme("raci")
RULE, OTHER = list(KNOWLEDGE.rules.values())[:2]


def row(*cells: str, remarks: dict[str, str] | None = None, statuses: dict[str, Status] | None = None) -> Row:
    letters = bytes(map(RACI.mask_of, cells))
    return Row(letters, tuple(sorted((remarks or {}).items())), tuple(sorted((statuses or {}).items())))


ROWS = (
    row("AR", "C", "", "I"),
    row("A", "R", "R", "", remarks={"lab": "Only for sensitive topics"}, statuses={"lab": Status.CONTESTED}),
    row("", "", "", "", statuses={WHOLE_ROW: Status.QUESTION, "pol": Status.AGREED}),
    row("I", "", "AC", ""),
)
DOCUMENT = Document(
    organization=Organization(same("Us")),
    units=(
        Unit("com", same("Communications"), ("strategy",)),
        Unit("lab", same("Lab"), ("content_expert", "strategy")),
        Unit("pol", same("Policy"), ("program_expert",)),
        Unit("new", same("New")),
    ),
    groups=(Group("str", same("Strategy")), Group("eng", Words("Engagement", "Échanges")), Group("gone", same("Bare"))),
    activities=(
        Activity("plan", Words("Set the strategy", "Définir la stratégie"), "str"),
        Activity("write", same("Write posts"), "eng"),
        Activity("answer", same("Answer the public"), "eng", "Nights as well"),
        Activity("odd", Words("Veille à l’œuvre", ""), "no_such_group"),
    ),
    matrices=(
        Matrix("as_is", same("As-is"), ROWS),
        Matrix("to_be", same("To-be"), (row("", "", "", "A"), *(row("", "", "", "") for _ in ROWS[1:]))),
    ),
)
EVERYTHING = Passing(frozenset({"plan", "write", "answer", "odd"}), frozenset({"com", "lab", "pol", "new"}))
REPORT = Report(
    (
        Finding(RULE, (Place("write", "com"), Place("", "new"), Place("not_a_row"))),
        Finding(OTHER, (Place("answer"),), waived=same("It is fine")),
    ),
    (),
    (),
)


def rows_for(wanted: Filter, matrix: str = "as_is") -> list[str]:
    """Return the ids of the rows that pass, in their order; the units are none of these tests' business."""
    found = passing(DOCUMENT, matrix, REPORT, wanted).activities
    return [activity.id for activity in DOCUMENT.activities if activity.id in found]


def test_an_empty_filter_lets_everything_through() -> None:
    assert passing(DOCUMENT, "as_is", REPORT, Filter()) == EVERYTHING


def test_rows_in_which_a_unit_takes_part() -> None:
    assert rows_for(Filter(unit="lab")) == ["plan", "write"]
    assert rows_for(Filter(unit="new")) == ["plan"]
    assert passing(DOCUMENT, "as_is", REPORT, Filter(unit="lab")).units == EVERYTHING.units


def test_rows_in_which_a_letter_is_held() -> None:
    assert rows_for(Filter(letter="A")) == ["plan", "write", "odd"]
    assert rows_for(Filter(letter="C")) == ["plan", "odd"]


def test_a_letter_is_asked_of_the_unit_that_is_named() -> None:
    assert rows_for(Filter(unit="pol", letter="A")) == ["odd"]
    assert rows_for(Filter(unit="com", letter="R")) == ["plan"]


def test_units_with_a_function() -> None:
    found = passing(DOCUMENT, "as_is", REPORT, Filter(function="strategy"))
    assert found == Passing(EVERYTHING.activities, frozenset({"com", "lab"}))


def test_rows_of_a_group() -> None:
    assert rows_for(Filter(group="eng")) == ["write", "answer"]


def test_rows_that_an_open_finding_points_at() -> None:
    assert rows_for(Filter(findings=True)) == ["write"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [(Status.QUESTION, "answer"), (Status.CONTESTED, "write"), (Status.AGREED, "answer")],
)
def test_a_status_stands_on_the_row_or_on_a_cell(status: Status, expected: str) -> None:
    assert rows_for(Filter(status=status)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("strat", ["plan"]),
        ("STRATEGIE", ["plan"]),  # the other language than the window's, without accents
        ("  définir  ", ["plan"]),
        ("e\u0301 DE\u0301FINIR", ["plan"]),
        ("sensitive", ["write"]),
        ("nights", ["answer"]),
        ("l'oeuvre", ["odd"]),
        ("posts write", ["write"]),
        ("topics write", ["write"]),
        ("write nights", []),
        ("the", ["plan", "answer"]),
        ("engagement", []),
        (" ", ["plan", "write", "answer", "odd"]),
    ],
)
def test_words_in_names_and_remarks(text: str, expected: list[str]) -> None:
    assert rows_for(Filter(text=text)) == expected


def test_the_letters_of_the_rows_stay_when_only_accountability_is_drawn() -> None:
    assert passing(DOCUMENT, "as_is", REPORT, Filter(only_accountable=True)) == EVERYTHING


def test_everything_asked_must_be_true() -> None:
    assert rows_for(Filter(group="eng", letter="A")) == ["write"]
    assert rows_for(Filter(group="eng", letter="A", status=Status.CONTESTED, findings=True, text="posts")) == ["write"]
    assert rows_for(Filter(group="eng", letter="A", status=Status.AGREED)) == []
    both = passing(DOCUMENT, "as_is", REPORT, Filter(function="program_expert", unit="com"))
    assert both == Passing(frozenset({"plan", "write", "odd"}), frozenset({"pol"}))


def test_a_filter_looks_at_one_matrix() -> None:
    assert rows_for(Filter(letter="A"), "to_be") == ["plan"]
    assert rows_for(Filter(status=Status.AGREED), "to_be") == []
    with pytest.raises(KeyError):
        rows_for(Filter(), "no_such_matrix")


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(unit="ghost"),
        Filter(letter="Z"),
        Filter(function="hr"),
        Filter(function="ghost"),
        Filter(group="ghost"),
        Filter(group="gone"),
        Filter(group="no_such_group"),
        Filter(text=" \t"),
    ],
)
def test_what_the_document_does_not_have_asks_for_nothing(wanted: Filter) -> None:
    assert passing(DOCUMENT, "as_is", REPORT, wanted) == EVERYTHING
    assert not answerable(DOCUMENT, wanted)
    assert filter_words(DOCUMENT, KNOWLEDGE, wanted) == []


def test_a_filter_by_a_removed_unit_comes_back_with_it() -> None:
    wanted = Filter(unit="lab", letter="R")
    without = edits.remove_units(DOCUMENT, ["lab"])
    assert answerable(without, wanted) == Filter(letter="R")
    assert answerable(DOCUMENT, wanted) == wanted


def test_what_means_something_is_kept() -> None:
    wanted = Filter(
        "post", unit="com", letter="A", function="strategy", group="str", status=Status.AGREED, findings=True,
        only_accountable=True,
    )  # fmt: skip
    assert answerable(DOCUMENT, wanted) == wanted


# -- whatever the document ----------------------------------------------------------------------------------

criteria = st.fixed_dictionaries(
    {},
    optional={
        "text": st.sampled_from(["e", "legal", "é l", "{", "\x85", " "]),
        "unit": st.sampled_from(["com", "hr", "ghost"]),
        "letter": st.sampled_from(["A", "R", "C", "Z"]),
        "function": st.sampled_from(["strategy", "hr", "exec"]),
        "group": st.sampled_from(["str", "eng", "ghost"]),
        "status": st.sampled_from(Status),
        "findings": st.booleans(),
        "only_accountable": st.booleans(),
    },
)


def found_in(document: Document, wanted: Filter) -> Passing:
    matrix = document.matrices[0].id
    return passing(document, matrix, check(document, matrix, KNOWLEDGE), wanted)


@given(documents(), criteria, criteria)
def test_asking_for_more_never_shows_more(
    document: Document, first: dict[str, object], more: dict[str, object]
) -> None:
    few = found_in(document, replace(Filter(), **first))
    fewer = found_in(document, replace(Filter(), **(more | first)))
    assert fewer.activities <= few.activities
    assert fewer.units <= few.units


@given(documents(), criteria, criteria)
def test_two_filters_at_once_let_through_what_each_does(
    document: Document, first: dict[str, object], more: dict[str, object]
) -> None:
    apart = {"unit", "letter"}  # together they ask one thing, of one cell
    second = {name: value for name, value in more.items() if name not in first and name not in apart}
    one, other = found_in(document, replace(Filter(), **first)), found_in(document, replace(Filter(), **second))
    both = found_in(document, replace(Filter(), **(first | second)))
    assert both == Passing(one.activities & other.activities, one.units & other.units)


@given(documents(), criteria)
def test_every_criterion_that_counts_is_said_in_words(document: Document, asked: dict[str, object]) -> None:
    wanted = answerable(document, replace(Filter(), **asked))
    counted = sum(getattr(wanted, name) != getattr(Filter(), name) for name in get_type_hints(Filter))
    told = filter_words(document, KNOWLEDGE, wanted)
    assert len(told) == counted - bool(wanted.unit and wanted.letter)
    assert found_in(document, wanted) == found_in(document, replace(Filter(), **asked))


# -- words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Filter(unit="com"), "Rows in which «Communications» takes part"),
        (Filter(letter="A"), "Rows in which A is held"),
        (Filter(unit="com", letter="A"), "Rows in which «Communications» holds A"),
        (Filter(function="strategy"), "Units with the function «Strategy owner»"),
        (Filter(group="eng"), "Rows of the group «Engagement»"),
        (Filter(findings=True), "Rows with findings"),
        (Filter(status=Status.QUESTION), "Rows with an open question"),
        (Filter(status=Status.CONTESTED), "Contested rows"),
        (Filter(status=Status.AGREED), "Agreed rows"),
        (Filter(text=" {n} é "), "Rows that contain «{n} é»"),
        (Filter(only_accountable=True), "Only A is shown"),
    ],
)
def test_a_filter_in_words(wanted: Filter, sentence: str) -> None:
    assert filter_words(DOCUMENT, KNOWLEDGE, wanted) == [sentence]


def test_the_words_name_the_letter_that_the_scheme_has_for_it() -> None:
    rapid = replace(new_document(same("Us")), scheme="rapid")
    assert filter_words(rapid, KNOWLEDGE, Filter(only_accountable=True)) == ["Only D is shown"]


def test_a_function_that_nobody_knows_has_its_id_for_a_name() -> None:
    odd = replace(DOCUMENT, units=(replace(DOCUMENT.units[0], functions=("piloting",)), *DOCUMENT.units[1:]))
    assert filter_words(odd, KNOWLEDGE, Filter(function="piloting")) == ["Units with the function «piloting»"]


def test_names_are_in_the_language_of_the_window() -> None:
    set_language(Language.FR)
    (words,) = filter_words(DOCUMENT, KNOWLEDGE, Filter(group="eng"))
    assert "Échanges" in words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ÉTÉ à Noël", "ete a noel"),
        ("e\u0301te\u0301", "ete"),
        ("L’ŒUVRE", "l'oeuvre"),
        ("STRASSE straße", "strasse strasse"),
        ("ﬁn", "fin"),
        ("a\u00a0b", "a b"),
        ("İstanbul", "istanbul"),
        ("日本", "日本"),
        ("Ολοκλήρωση", "ολοκληρωση"),
        ("plain ASCII_1", "plain ascii_1"),
    ],
)
def test_a_text_as_it_is_searched(text: str, plain: str) -> None:
    assert folded(text) == plain
    assert folded(plain) == plain
