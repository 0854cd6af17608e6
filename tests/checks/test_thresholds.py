"""The numbers from which on rules ask, and those that a document sets in their place."""

from pathlib import Path

import pytest
from checks.cases import CASES, KNOWLEDGE, Case, document_of, finding_of, outcome_in, report_on
from msgspec.structs import replace

from raciapp.base.words import Language, same
from raciapp.checks.engine import adjusted, own_threshold, threshold_of
from raciapp.checks.findings import finding_text
from raciapp.checks.remedies import remedy
from raciapp.document import edits
from raciapp.document.changes import apply, diff
from raciapp.document.records import Threshold, new_document
from raciapp.document.storage import load, save
from raciapp.knowledge.records import CountTest, PartTest, Rule, Severity, ShareTest, Test

ADJUSTABLE = {
    "ENG-7": 3,
    "RACI-3": 5,
    "RACI-4": 70,
    "ROW-1": 4,
    "ROW-2": 6,
    "UNIT-1": 60,
    "UNIT-2": 40,
    "APP-1": 5,
}
FIXED = [rule for rule in KNOWLEDGE.rules if rule not in ADJUSTABLE]
MANY = 1_000_000


def test_the_rules_whose_number_is_a_matter_of_taste() -> None:
    found = {identity: threshold_of(rule) for identity, rule in KNOWLEDGE.rules.items()}
    assert {identity: most for identity, most in found.items() if most is not None} == ADJUSTABLE


@pytest.mark.parametrize("rule", ADJUSTABLE)
def test_each_of_them_has_cases_with_another_number(rule: str) -> None:
    cases = CASES[rule]
    for outcome in (cases.passed, cases.finding):
        assert [case for case in outcome if case.threshold is not None]
    for others in (cases.waived, cases.not_assessed, cases.silent):
        assert [case for case in others if case.threshold is not None] == []


@pytest.mark.parametrize("rule", ADJUSTABLE)
def test_an_own_number_decides(rule: str) -> None:
    """Without it, the cases that have one come out the other way."""
    for outcome in ("passed", "finding"):
        for case in getattr(CASES[rule], outcome):
            usual = replace(case, threshold=None)
            said = outcome_in(report_on(document_of(rule, usual)), rule)
            assert (said == outcome) == (case.threshold is None)


@pytest.mark.parametrize("rule", ADJUSTABLE)
def test_beyond_any_number_nothing_is_asked(rule: str) -> None:
    for case in CASES[rule].finding:
        assert outcome_in(report_on(document_of(rule, replace(case, threshold=MANY))), rule) == "passed"


@pytest.mark.parametrize("rule", FIXED)
def test_no_number_moves_another_rule(rule: str) -> None:
    """A file that says so all the same switches no rule off: that there is one A is no matter of taste."""
    for outcome in ("passed", "finding", "waived", "not_assessed"):
        for case in getattr(CASES[rule], outcome):
            before = report_on(document_of(rule, case))
            for most in (0, MANY):
                assert report_on(document_of(rule, replace(case, threshold=most))) == before


def test_a_number_of_units() -> None:
    test = CountTest(("con_plan",), "C", at_least=1, at_most=5, or_share=0.5)
    assert adjusted(test, 8) == CountTest(("con_plan",), "C", at_least=1, at_most=8)
    assert adjusted(test, 0).at_most == 0  # type: ignore[union-attr] # a CountTest gives a CountTest


def test_a_percentage_of_the_activities() -> None:
    test = ShareTest("A", 0.7, 8, and_letters="R")
    assert adjusted(test, 85) == ShareTest("A", 0.85, 8, and_letters="R")


@pytest.mark.parametrize(
    "test",
    [
        CountTest(("*",), "A", at_least=1, at_most=1),
        CountTest(("*",), "A", at_most=0),
        CountTest(("*",), "R", at_least=1),
        CountTest(("*",), "*", at_most=100_000, not_all=True),
        ShareTest("*", 0.999, 4),
        PartTest(),
    ],
)
def test_numbers_that_are_no_matter_of_taste(test: Test) -> None:
    rule = Rule("HOUSE-1", Severity.HINT, same("x"), same("x"), (test,))
    assert threshold_of(rule) is None
    assert adjusted(test, 3) is test


def test_the_first_number_of_a_rule_is_its_own() -> None:
    tests = (PartTest(), CountTest(("*",), "C", at_most=4), ShareTest("A", 0.5, 8))
    assert threshold_of(Rule("HOUSE-1", Severity.HINT, same("x"), same("x"), tests)) == 4


def test_the_number_of_a_document() -> None:
    document = edits.set_threshold(edits.set_threshold(new_document(same("Us")), "RACI-3", 8), "APP-1", 0)
    assert [own_threshold(document, rule) for rule in ("RACI-3", "APP-1", "RACI-4")] == [8, 0, None]


def test_a_number_is_part_of_the_document(tmp_path: Path) -> None:
    """It is undone, compared and saved with it, and each time the check follows."""
    case = CASES["APP-1"].finding[0]
    document = document_of("APP-1", case)
    lenient = edits.set_threshold(document, "APP-1", 6)
    assert outcome_in(report_on(lenient), "APP-1") == "passed"
    changes = diff(document, lenient)
    assert outcome_in(report_on(apply(document, changes)), "APP-1") == "passed"
    assert outcome_in(report_on(apply(lenient, changes.reversed())), "APP-1") == "finding"
    save(lenient, tmp_path / "us.raci")
    opened = load(tmp_path / "us.raci")
    assert opened.thresholds == (Threshold("APP-1", 6),)
    assert report_on(opened) == report_on(lenient)
    assert report_on(edits.set_threshold(opened, "APP-1", None)) == report_on(document)


@pytest.mark.parametrize("rule", [rule for rule in ADJUSTABLE if KNOWLEDGE.rules[rule].remedy])
def test_a_remedy_keeps_to_the_number_of_the_document(rule: str) -> None:
    for case in CASES[rule].finding:
        document = document_of(rule, case)
        after = remedy(finding_of(report_on(document), rule), document, "as_is", KNOWLEDGE)
        assert after is not None
        assert outcome_in(report_on(after), rule) == "passed"


def test_the_sentence_names_what_was_counted() -> None:
    case = Case({"con_clear": "com=A dig=R sci=C"}, threshold=2)
    document = document_of("APP-1", case)
    finding = finding_of(report_on(document), "APP-1")
    assert finding.count == 3
    for language in Language:
        assert finding_text(finding, document, KNOWLEDGE, language).startswith("3 uni")
