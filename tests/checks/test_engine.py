import itertools
from pathlib import Path

import pytest
from checks.cases import CASES, WITH_ALL_DUTIES, document_of, report_on, retold
from hypothesis import given
from msgspec.structs import replace
from strategies import documents

from raciapp.base.errors import UserError
from raciapp.base.resources import sample_organizations
from raciapp.base.words import same
from raciapp.checks.engine import check
from raciapp.document import edits
from raciapp.document.letters import Duty, Scheme, schemes
from raciapp.document.records import Cell, Document, new_document
from raciapp.document.storage import load
from raciapp.knowledge.fitting import document_from, expected_row
from raciapp.knowledge.library import Knowledge, knowledge
from raciapp.knowledge.records import Severity

KNOWLEDGE = knowledge()
GRAVITY = list(Severity)
COASTAL = load(sample_organizations() / "coastal_stewardship.raci")
CENTRALIZED = document_from(KNOWLEDGE.templates["centralized"], KNOWLEDGE)


def test_the_gravest_come_first_and_the_accepted_last() -> None:
    assert GRAVITY == [Severity.MUST, Severity.SHOULD, Severity.HINT]
    for document in (COASTAL, CENTRALIZED):
        findings = check(document, "as_is", KNOWLEDGE).findings
        weights = [(finding.waived is not None, GRAVITY.index(finding.severity)) for finding in findings]
        assert weights == sorted(weights)


def test_findings_of_one_weight_keep_the_order_of_the_rules() -> None:
    order = list(KNOWLEDGE.rules)
    for severity in Severity:
        places = [order.index(finding.rule.id) for finding in check(COASTAL, "as_is", KNOWLEDGE).open(severity)]
        assert places == sorted(places)
        assert places


def test_open_findings_by_weight() -> None:
    report = check(CENTRALIZED, "as_is", KNOWLEDGE)
    assert [finding.rule.id for finding in report.open(Severity.HINT)] == ["ENG-7", "RACI-4"]
    assert report.open(Severity.MUST) == ()
    assert set(report.open()) | set(report.waived) == set(report.findings)
    assert not set(report.open()) & set(report.waived)


@given(documents())
def test_a_rule_is_heard_once_at_most(document: Document) -> None:
    for matrix in document.matrices:
        report = check(document, matrix.id, KNOWLEDGE)
        heard = [*report.passed, *report.not_assessed, *(finding.rule.id for finding in report.findings)]
        assert len(set(heard)) == len(heard)
        assert set(heard) <= set(KNOWLEDGE.rules)
        for finding in report.findings:
            assert len(set(finding.places)) == len(finding.places) > 0
            assert set(finding.units) <= set(document.unit_places)
            assert len(set(finding.activities)) == len(finding.activities)


def test_checking_twice_says_the_same() -> None:
    assert check(COASTAL, "as_is", KNOWLEDGE) == check(replace(COASTAL), "as_is", KNOWLEDGE)


def test_each_matrix_is_checked_by_itself() -> None:
    both = edits.copy_matrix(COASTAL, "as_is", "to_be", same("To-be"))
    places = list(itertools.product(COASTAL.activity_places, COASTAL.unit_places))
    both = edits.clear_cells(both, "to_be", places)
    assert check(both, "as_is", KNOWLEDGE) == check(COASTAL, "as_is", KNOWLEDGE)
    assert check(both, "to_be", KNOWLEDGE) != check(COASTAL, "as_is", KNOWLEDGE)


def test_an_unknown_matrix() -> None:
    with pytest.raises(KeyError):
        check(COASTAL, "to_be", KNOWLEDGE)


def test_no_rules_is_an_error_and_never_a_clean_report(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no rules"):
        check(COASTAL, "as_is", Knowledge(tmp_path))


def test_a_new_document_has_no_findings() -> None:
    report = check(new_document(same("Us")), "as_is", KNOWLEDGE)
    assert report.findings == ()
    assert "RACI-1" in report.not_assessed


@pytest.mark.parametrize("packs", [(), ("gc", "classic", "names")])
@pytest.mark.parametrize("alphabet", [pytest.param(found, id=found.id) for found in WITH_ALL_DUTIES])
def test_rules_speak_of_duties_whatever_the_letters_are_called(alphabet: Scheme, packs: tuple[str, ...]) -> None:
    document = replace(COASTAL, organization=replace(COASTAL.organization, packs=packs))
    assert check(retold(document, alphabet), "as_is", KNOWLEDGE) == check(document, "as_is", KNOWLEDGE)


def test_a_report_can_be_put_into_sets() -> None:
    """What is found is a value like any other; that of a rule with a table in its remedy, too."""
    case = CASES["SPEC-1"].finding[0]
    found = report_on(document_of("SPEC-1", case))
    assert "SPEC-1" in {finding.rule.id for finding in {*found.findings}}
    assert len({found, report_on(document_of("SPEC-1", case))}) == 1


@pytest.mark.parametrize("alphabet", [pytest.param(found, id=found.id) for found in schemes().values()])
def test_a_template_can_be_fitted_in_any_scheme(alphabet: Scheme) -> None:
    """Letters are named by duty in templates too."""
    template = KNOWLEDGE.templates["corporate"]
    units = document_from(template, KNOWLEDGE).units
    for row in template.rows.values():
        masks = expected_row(alphabet, row, units)
        answering = [mask for mask in masks if mask & alphabet.duties[Duty.ACCOUNTABLE]]
        assert len(answering) == ("A" in "".join(row.letters.values()))


def test_the_letter_that_settles_a_finding_settles_it() -> None:
    """The way of an edit: a letter is set, the matrix is checked again, the finding is gone and no other comes."""
    before = {finding.rule.id for finding in check(COASTAL, "as_is", KNOWLEDGE).findings}
    expert = COASTAL.alphabet.mask_of("R")
    after = edits.set_cells(COASTAL, "as_is", {("eng_expert_reply", "hab"): Cell(expert)})
    assert before - {finding.rule.id for finding in check(after, "as_is", KNOWLEDGE).findings} == {"ENG-6"}
