"""Findings that are accepted: by a consultant with a reason, or by a setting for as long as it is set."""

import msgspec
import pytest
from checks.cases import CASES, KNOWLEDGE, Case, document_of, finding_of, outcome_in, report_on
from msgspec.structs import replace

from raciapp.base.words import Language, Words, same
from raciapp.checks.findings import accepted_text
from raciapp.document import edits
from raciapp.document.records import Document, OperatingModel, Organization, Size, Waiver

AUTOMATIC = [
    pytest.param(rule, case, id=f"{rule} {number}")
    for rule, cases in CASES.items()
    for number, case in enumerate(cases.waived, 1)
]
COMBINED = CASES["SPEC-1"].finding[0]
"""One unit for strategy, engagement and content, in an organization without any setting."""


def organized(document: Document, **settings: object) -> Document:
    """Return the document about an organization with other settings."""
    stored = msgspec.to_builtins(document.organization) | settings
    return edits.set_organization(document, msgspec.convert(stored, Organization))


def waived_in(document: Document, rule: str) -> Words | None:
    return finding_of(report_on(document), rule).waived


# -- by a setting -----------------------------------------------------------------------------------------


def test_some_rules_are_accepted_by_settings() -> None:
    assert {rule for rule, cases in CASES.items() if cases.waived} == {
        rule.id for rule in KNOWLEDGE.rules.values() if rule.waived_by != type(rule.waived_by)()
    }


@pytest.mark.parametrize(("rule", "case"), AUTOMATIC)
def test_what_a_setting_accepts_is_open_again_without_it(rule: str, case: Case) -> None:
    document = document_of(rule, case)
    without = organized(document, size="standard", model="standard", no_alternative=False)
    assert waived_in(document, rule) is not None
    assert waived_in(without, rule) is None
    assert finding_of(report_on(without), rule) in report_on(without).open()
    assert report_on(organized(without, **case.settings)) == report_on(document)


@pytest.mark.parametrize(("rule", "case"), AUTOMATIC)
@pytest.mark.parametrize("language", Language)
def test_a_setting_says_that_it_is_one(rule: str, case: Case, language: Language) -> None:
    waived = waived_in(document_of(rule, case), rule)
    assert waived is not None
    assert waived.text(language).startswith({"en": "Setting «", "fr": "Paramètre «\N{NO-BREAK SPACE}"}[language])
    assert waived.text(language).endswith(".")


REASONS = {
    "Two people, one office.": "Two people, one office.",
    "  Two people \n": "Two people",
    "{reason} {0} {": "{reason} {0} {",
    "Deux personnes\N{NO-BREAK SPACE}: une équipe": "Deux personnes\N{NO-BREAK SPACE}: une équipe",
    "=1+1": "=1+1",
    "": "",
    " \n": "",
}
"""What people give as the reason why there is no alternative, and what is said of it."""


@pytest.mark.parametrize(("given", "told"), REASONS.items())
@pytest.mark.parametrize("rule", ["SPEC-1", "SPEC-2"])
def test_no_alternative_is_accepted_with_its_reason(rule: str, given: str, told: str) -> None:
    document = organized(document_of(rule, COMBINED), no_alternative=True, no_alternative_reason=given)
    document = edits.set_cells(
        document,
        "as_is",
        {
            (row, "com"): replace(document.cell("as_is", row, "com"), letters=document.alphabet.mask_of("AR"))
            for row in document.activity_places
        },
    )
    waived = waived_in(document, rule)
    assert waived is not None
    for language in Language:
        told_by_the_setting = waived.text(language).removesuffix(told).rstrip()
        assert told_by_the_setting.endswith({"en": "on purpose.", "fr": "à dessein."}[language])
        assert waived.text(language) == f"{told_by_the_setting} {told}".strip()


def test_a_reason_without_the_setting_accepts_nothing() -> None:
    document = organized(document_of("SPEC-1", COMBINED), no_alternative_reason="Two people")
    assert waived_in(document, "SPEC-1") is None


def test_of_several_settings_one_is_named() -> None:
    document = organized(
        document_of("SPEC-1", COMBINED),
        size=Size.SMALL,
        model=OperatingModel.CENTRALIZED,
        no_alternative=True,
        no_alternative_reason="Two people",
    )
    seen = []
    for without in ({}, {"size": "standard"}, {"model": "standard"}):
        document = organized(document, **without)
        waived = waived_in(document, "SPEC-1")
        seen.append(waived.en if waived else "")
    assert ["small" in seen[0], "centralized" in seen[1], "Two people" in seen[2]] == [True] * 3


def test_a_setting_accepts_no_other_rule() -> None:
    document = organized(
        document_of("RACI-1", CASES["RACI-1"].finding[0]),
        size="small",
        model="centralized",
        no_alternative=True,
        no_alternative_reason="Two people",
    )
    assert waived_in(document, "RACI-1") is None


# -- by a consultant --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "case"), AUTOMATIC)
def test_a_reason_of_ones_own_stays_when_the_setting_goes(rule: str, case: Case) -> None:
    document = edits.waive(document_of(rule, case), Waiver(rule, "agreed"))
    assert waived_in(document, rule) == same("agreed")
    document = organized(document, size="standard", model="standard", no_alternative=False)
    assert waived_in(document, rule) == same("agreed")
    assert waived_in(edits.withdraw_waiver(document, rule), rule) is None


@pytest.mark.parametrize("rule", [rule.id for rule in KNOWLEDGE.rules.values()])
def test_accepting_and_withdrawing_changes_nothing_else(rule: str) -> None:
    document = document_of(rule, CASES[rule].finding[0])
    accepted = edits.waive(document, Waiver(rule, "agreed", "M. Tremblay", "2026-11-23"))
    assert outcome_in(report_on(accepted), rule) == "waived"
    others = [finding for finding in report_on(accepted).findings if finding.rule.id != rule]
    assert others == [finding for finding in report_on(document).findings if finding.rule.id != rule]
    assert report_on(accepted).passed == report_on(document).passed
    assert edits.withdraw_waiver(accepted, rule) == document


def test_an_accepted_finding_is_still_what_another_rule_follows_or_yields_to() -> None:
    """SPEC-3 follows SPEC-1 and GOV-2 yields to GOV-1, accepted or not."""
    combined = document_of("SPEC-3", CASES["SPEC-3"].finding[0])
    assert outcome_in(report_on(edits.waive(combined, Waiver("SPEC-1", "agreed"))), "SPEC-3") == "finding"
    yielding = document_of("GOV-2", CASES["GOV-2"].silent[0])
    assert outcome_in(report_on(edits.waive(yielding, Waiver("GOV-1", "agreed"))), "GOV-2") == "silent"


# -- as told ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("waiver", "told"),
    [
        (Waiver("SPEC-1", "agreed"), "agreed"),
        (Waiver("SPEC-1", "agreed", "M. Tremblay"), "agreed (M. Tremblay)"),
        (Waiver("SPEC-1", "agreed", "", "2026-11-23"), "agreed (2026-11-23)"),
        (Waiver("SPEC-1", "agreed {0}", "{n}", "2026-11-23"), "agreed {0} ({n}, 2026-11-23)"),
        (Waiver("SPEC-2", "agreed", "M. Tremblay"), ""),
        (Waiver("SPEC-1", " ", "M. Tremblay"), ""),
    ],
)
def test_who_accepted_and_when_is_told_with_the_reason(waiver: Waiver, told: str) -> None:
    document = edits.waive(document_of("SPEC-1", COMBINED), waiver)
    finding = finding_of(report_on(document), "SPEC-1")
    assert accepted_text(finding, document, Language.EN) == told
    assert accepted_text(finding, document, Language.FR) == told


def test_a_person_who_gave_no_reason_is_not_told_for_what_a_setting_accepts() -> None:
    document = edits.waive(document_of("SPEC-1", CASES["SPEC-1"].waived[0]), Waiver("SPEC-1", "", "M. Tremblay"))
    finding = finding_of(report_on(document), "SPEC-1")
    assert finding.waived is not None
    assert accepted_text(finding, document, Language.EN) == finding.waived.en
