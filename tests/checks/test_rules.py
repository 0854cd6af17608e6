"""Each rule against the cases in `cases.toml`."""

import re

import pytest
from checks.cases import CASES, KNOWLEDGE, Case, Cases, document_of, finding_of, outcome_in, report_on
from msgspec.structs import replace

from raciapp.base.words import Language, Words, same
from raciapp.checks.findings import finding_text
from raciapp.document.records import Waiver
from raciapp.knowledge.records import Rule

OUTCOMES = Cases.__struct_fields__
EACH = [
    pytest.param(rule, outcome, case, id=f"{rule} {outcome} {number}")
    for rule, cases in CASES.items()
    for outcome in OUTCOMES
    for number, case in enumerate(getattr(cases, outcome), 1)
]
EACH_FINDING = [
    pytest.param(rule, case, id=f"{rule} {number}")
    for rule, cases in CASES.items()
    for number, case in enumerate((*cases.finding, *cases.waived), 1)
]
RULES = [pytest.param(rule, id=rule.id) for rule in KNOWLEDGE.rules.values()]


@pytest.mark.parametrize(("rule", "outcome", "case"), EACH)
def test_a_rule_decides_as_its_cases_say(rule: str, outcome: str, case: Case) -> None:
    report = report_on(document_of(rule, case))
    assert outcome_in(report, rule) == outcome
    if outcome in ("finding", "waived"):
        finding = finding_of(report, rule)
        assert list(finding.activities) == case.activities
        assert list(finding.units) == case.units
        if outcome == "finding":
            assert list(finding.functions) == case.functions
        if case.n is not None:
            assert finding.count == case.n


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_cases(rule: Rule) -> None:
    cases = CASES[rule.id]
    assert cases.passed
    assert cases.finding
    # POL-4 is asked only once the tone is known, SPEC-3 only once jobs are combined: both are silent until then.
    assert cases.silent if rule.id in ("POL-4", "SPEC-3") else cases.not_assessed
    waiving = (*rule.waived_by.size, *rule.waived_by.model, *[True] * rule.waived_by.no_alternative)
    settings = [value for case in cases.waived for name, value in case.settings.items() if name != "sector"]
    assert settings == list(waiving)


@pytest.mark.parametrize("rule", [rule for rule in RULES if KNOWLEDGE.rules[str(rule.id)].when.pack])
def test_a_rule_of_a_pack_is_asked_with_that_pack_alone(rule: Rule) -> None:
    cases = CASES[rule.id]
    assert cases.silent
    for case in (*cases.passed, *cases.finding, *cases.not_assessed):
        for packs in ([], ["other"], [pack for pack in ("gc", "classic", "names") if pack != rule.when.pack]):
            without = replace(case, settings=case.settings | {"packs": packs})
            assert outcome_in(report_on(document_of(rule.id, without)), rule.id) == "silent"


def test_no_case_is_about_a_rule_that_is_gone() -> None:
    assert set(CASES) == set(KNOWLEDGE.rules)


@pytest.mark.parametrize("rule", CASES)
def test_a_row_that_is_absent_is_not_held_against_anyone(rule: str) -> None:
    """Every row a rule finds fault with is in the matrix, but for the two rules that ask for missing rows."""
    for case in CASES[rule].finding:
        missing = set(case.activities) - set(case.rows)
        assert not missing or rule in ("SPEC-3", "GOV-4")


# -- waivers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "case"), EACH_FINDING)
def test_a_consultant_waives_with_a_reason(rule: str, case: Case) -> None:
    document = document_of(rule, case)
    report = report_on(replace(document, waivers=(Waiver("OTHER-1", "no"), Waiver(rule, "agreed {0} 2026"))))
    finding = finding_of(report, rule)
    assert finding.waived == same("agreed {0} 2026")
    assert finding in report.waived
    assert finding not in report.open()
    before = finding_of(report_on(document), rule)
    assert replace(finding, waived=None) == replace(before, waived=None)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_waiver_without_a_reason_accepts_nothing(reason: str) -> None:
    document = document_of("CON-1", CASES["CON-1"].finding[0])
    assert outcome_in(report_on(replace(document, waivers=(Waiver("CON-1", reason),))), "CON-1") == "finding"


@pytest.mark.parametrize(
    ("settings", "english"),
    [
        ({"size": "small"}, "Setting «small organization»: a few people share all the work."),
        ({"model": "centralized"}, "Setting «centralized team»: an accepted trade-off of that model."),
        ({"no_alternative": True}, "Setting «no other alternative»: the jobs are combined on purpose."),
    ],
)
def test_a_setting_that_waives_is_named(settings: dict[str, object], english: str) -> None:
    case = replace(CASES["SPEC-1"].finding[0], settings=settings)
    waived = finding_of(report_on(document_of("SPEC-1", case)), "SPEC-1").waived
    assert waived is not None
    assert waived.en == english
    assert waived.fr


def test_a_waiver_of_ones_own_comes_before_a_setting() -> None:
    document = document_of("SPEC-1", CASES["SPEC-1"].waived[0])
    report = report_on(replace(document, waivers=(Waiver("SPEC-1", "two people, one room"),)))
    assert finding_of(report, "SPEC-1").waived == same("two people, one room")


# -- words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "case"), EACH_FINDING)
@pytest.mark.parametrize("language", Language)
def test_a_finding_reads_as_sentences(rule: str, case: Case, language: Language) -> None:
    document = document_of(rule, case)
    text = finding_text(finding_of(report_on(document), rule), document, KNOWLEDGE, language)
    assert not re.search(r"[{}]", text)
    assert not re.search(r"[:(]\s*[.)]|  | [.,)]|,\s*\.", text), "a list in the sentence is empty"
    assert re.search(r"[.?]$", text)


@pytest.mark.parametrize(("rule", "case"), EACH_FINDING)
@pytest.mark.parametrize("language", Language)
def test_names_with_braces_stay_names(rule: str, case: Case, language: Language) -> None:
    document = document_of(rule, case)
    finding = finding_of(report_on(document), rule)
    name = "{0} {units} {x.y} {"
    odd = replace(
        document,
        units=tuple(replace(unit, name=same(name)) for unit in document.units),
        activities=tuple(replace(activity, name=Words(name, name)) for activity in document.activities),
    )
    text = finding_text(finding, odd, KNOWLEDGE, language)
    message = finding.rule.message.text(language)
    named = ("{units}" in message and finding.units) or (
        "{activities}" in message and set(finding.activities) & set(case.rows)
    )
    assert (name in text) == bool(named)
