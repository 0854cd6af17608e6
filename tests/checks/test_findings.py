import pytest

from raciapp.base.words import Language, Words, same
from raciapp.checks.findings import MOST_NAMES, Finding, Place, Report, activity_name, finding_text, place_text
from raciapp.document.records import Activity, Document, Matrix, Organization, Row, Unit
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.records import Severity

KNOWLEDGE = knowledge()
NAMES = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf")
DOCUMENT = Document(
    organization=Organization(same("Us")),
    units=tuple(Unit(name.lower(), Words(name, f"{name} FR")) for name in NAMES),
    activities=(Activity("str_strategy", Words("Our plan", "Notre plan")), Activity("x_own", same("Own row"))),
    matrices=(Matrix("as_is", same("As-is"), (Row(bytes(7)), Row(bytes(7)))),),
)
EN, FR = Language


def finding(rule: str, *places: Place, functions: tuple[str, ...] = (), count: int = 0) -> Finding:
    return Finding(KNOWLEDGE.rules[rule], places, functions, count)


def text(found: Finding, language: Language = EN) -> str:
    return finding_text(found, DOCUMENT, KNOWLEDGE, language)


def test_a_finding_names_each_activity_and_unit_once() -> None:
    found = finding("COL-1", Place("b", "x"), Place("a", "y"), Place("b", "y"), Place("c"), Place("", "z"), Place())
    assert found.activities == ("b", "a", "c")
    assert found.units == ("x", "y", "z")
    assert found.severity is Severity.HINT


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (1, "Alpha"),
        (2, "Alpha and Bravo"),
        (4, "Alpha, Bravo, Charlie and Delta"),
        (5, "Alpha, Bravo, Charlie and 2 more"),
        (7, "Alpha, Bravo, Charlie and 4 more"),
    ],
)
def test_a_sentence_lists_four_names_at_most(number: int, named: str) -> None:
    found = finding("RACI-5", *(Place(unit=unit.id) for unit in DOCUMENT.units[:number]))
    assert text(found).startswith(f"No letter yet for: {named}.")
    for language in Language:
        shown = [name for name in NAMES if name in text(found, language)]
        assert len(shown) == (number if number <= MOST_NAMES else MOST_NAMES - 1)


def test_names_are_those_of_the_language() -> None:
    found = finding("RACI-5", Place(unit="alpha"), Place(unit="bravo"))
    assert "Alpha FR et Bravo FR" in text(found, FR)
    assert "Alpha and Bravo." in text(found, EN)


def test_functions_and_sets_of_functions_have_names() -> None:
    found = finding("COL-1", Place("str_strategy", "alpha"), functions=("client_service", "experts"))
    assert "Still without a part: Client service and Experts (where: Our plan)." in text(found)
    assert "Service à la clientèle et Experts" in text(found, FR)


def test_numbers_are_shown() -> None:
    assert text(finding("APP-1", Place("con_clear"), count=6)).startswith("6 units have a part")
    assert text(finding("ENG-7", Place("eng_escalate"), count=4), FR).startswith("4 unités")


def test_an_activity_has_the_documents_name_before_the_catalogues() -> None:
    names = [activity_name(DOCUMENT, KNOWLEDGE, row, EN) for row in ("str_strategy", "x_own", "trn_roles")]
    assert names == ["Our plan", "Own row", "Design specialised roles and back-ups"]
    assert activity_name(DOCUMENT, KNOWLEDGE, "trn_roles", FR) == "Concevoir des rôles spécialisés et des relèves"


@pytest.mark.parametrize(
    ("place", "english", "french"),
    [
        (Place("str_strategy", "alpha"), "Our plan · Alpha", "Notre plan · Alpha FR"),
        (Place("str_strategy"), "Our plan", "Notre plan"),
        (Place(unit="alpha"), "Alpha", "Alpha FR"),
    ],
)
def test_places_in_words(place: Place, english: str, french: str) -> None:
    assert place_text(place, DOCUMENT, KNOWLEDGE, EN) == english
    assert place_text(place, DOCUMENT, KNOWLEDGE, FR) == french


def test_the_organization_is_a_place_too() -> None:
    assert place_text(Place(), DOCUMENT, KNOWLEDGE, EN) == "Settings of the organization"
    assert place_text(Place(), DOCUMENT, KNOWLEDGE, FR)


def test_the_gravest_finding_marks_a_row_and_a_column() -> None:
    must = finding("PER-1", Place("per_participate", "alpha"))
    should = finding("STR-1", Place("str_strategy", "alpha"), Place("str_strategy", "bravo"), Place("per_participate"))
    hint = finding("RACI-5", Place(unit="bravo"), Place(unit="echo"), Place())
    waived = Finding(must.rule, (Place("x_own", "golf"),), waived=same("agreed"))
    rows, columns = Report((must, should, hint, waived), (), ()).weights()
    assert rows == {"per_participate": Severity.MUST, "str_strategy": Severity.SHOULD}
    assert columns == {"alpha": Severity.MUST, "bravo": Severity.SHOULD, "echo": Severity.HINT}
    assert Report((), (), ()).weights() == ({}, {})


def test_a_report_tells_open_from_waived() -> None:
    hint, must = finding("RACI-5", Place(unit="alpha")), finding("PER-1", Place("per_participate", "alpha"))
    waived = Finding(hint.rule, hint.places, waived=same("agreed"))
    report = Report((must, hint, waived), (), ())
    assert report.open() == (must, hint)
    assert report.open(Severity.MUST) == (must,)
    assert report.open(Severity.SHOULD) == ()
    assert report.waived == (waived,)
