"""The sample organizations and the templates give exactly the findings that their stories intend.

Those of the first four are the findings of the domain study (its section 6).
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Words
from raciapp.checks.engine import check
from raciapp.checks.findings import Report
from raciapp.document.records import Document
from raciapp.document.storage import load
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge

KNOWLEDGE = knowledge()
ROOT = Path(__file__).resolve().parents[2]
DOMAIN = ROOT.parent / "shared" / "domain" / "domain.json"
EXPECTED: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "expected_samples.json").read_text("utf-8")
)
"""What is intended for each finding: activities, units, functions, a count; waived where a setting accepts it.

A key is a sample, or a sample and a further matrix of it, such as `point_larch_university/to_be`.
"""
SAMPLES = {path.stem: load(path) for path in sorted(sample_organizations().glob("*.raci"))}
EACH_SAMPLE = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)


def report_on_sample(name: str) -> Report:
    stem, _, matrix = name.partition("/")
    return check(SAMPLES[stem], matrix or SAMPLES[stem].matrices[0].id, KNOWLEDGE)


def words_of(sample: Document) -> list[Words]:
    """Return every name, kind and story of a sample."""
    organization = sample.organization
    return [
        *(organization.name, organization.kind, organization.story),
        *(unit.name for unit in sample.units),
        *(group.name for group in sample.groups),
        *(activity.name for activity in sample.activities),
        *(matrix.name for matrix in sample.matrices),
    ]


def remarks_of(sample: Document) -> list[str]:
    return [remark for matrix in sample.matrices for row in matrix.rows for _, remark in row.remarks]


def test_every_matrix_of_every_sample_is_frozen() -> None:
    assert set(EXPECTED) == {
        f"{stem}/{matrix.id}" if place else stem
        for stem, sample in SAMPLES.items()
        for place, matrix in enumerate(sample.matrices)
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_has_the_findings_that_are_intended_and_no_other(name: str) -> None:
    report = report_on_sample(name)
    assert {finding.rule.id: finding.severity for finding in report.findings} == {
        expected["rule"]: expected["severity"] for expected in EXPECTED[name]
    }
    assert {finding.rule.id for finding in report.waived} == {
        expected["rule"] for expected in EXPECTED[name] if expected.get("waived")
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(name, expected, id=f"{name} {expected['rule']}")
        for name, findings in EXPECTED.items()
        for expected in findings
    ],
)
def test_a_finding_of_a_sample_points_where_it_is_intended(name: str, expected: dict[str, Any]) -> None:
    (finding,) = (finding for finding in report_on_sample(name).findings if finding.rule.id == expected["rule"])
    for what in ("activities", "units", "functions"):
        if what in expected:
            assert sorted(getattr(finding, what)) == sorted(expected[what])
    assert finding.count == expected.get("count", finding.count)
    assert finding.places


def test_the_frozen_list_is_that_of_the_study() -> None:
    if not DOMAIN.is_file():
        pytest.skip("the domain file is not beside this checkout")
    samples = json.loads(DOMAIN.read_text("utf-8"))["samples"]
    by_name = {sample.organization.name.en: stem for stem, sample in SAMPLES.items()}
    of_the_study = {
        by_name[sample["en"]]: [(finding["rule"], finding["severity"]) for finding in sample["findings"]]
        for sample in samples
    }
    assert len(of_the_study) == 4
    assert of_the_study == {
        stem: [(found["rule"], found["severity"]) for found in EXPECTED[stem]] for stem in of_the_study
    }


def test_every_rule_is_shown_by_some_sample() -> None:
    # A pack that no sample has on, such as the classic questions, has nothing to show there.
    packs = {"", *(pack for sample in SAMPLES.values() for pack in sample.organization.packs)}
    shown = {found["rule"] for findings in EXPECTED.values() for found in findings}
    assert shown == {rule.id for rule in KNOWLEDGE.rules.values() if rule.when.pack in packs}
    assert len(shown) >= 47


def test_no_two_samples_show_the_same() -> None:
    shown = [frozenset(found["rule"] for found in findings) for findings in EXPECTED.values()]
    assert len(set(shown)) == len(shown)


def test_a_matrix_to_be_resolves_most_findings() -> None:
    aims = [name for name in EXPECTED if name.endswith("/to_be")]
    assert aims
    for aim in aims:
        assert 2 * len(EXPECTED[aim]) < len(EXPECTED[aim.partition("/")[0]])


@EACH_SAMPLE
def test_a_sample_is_told_in_both_languages(sample: Document) -> None:
    assert [words for words in words_of(sample) if not (words.en and words.fr)] == []
    assert [remark for remark in remarks_of(sample) if not all(remark.partition(" / "))] == []


@EACH_SAMPLE
def test_a_sample_has_units_worth_talking_about(sample: Document) -> None:
    assert 6 <= len(sample.units) <= 16
    assert len({unit.name.en for unit in sample.units}) == len({unit.name.fr for unit in sample.units})
    assert len({unit.name.en for unit in sample.units}) == len(sample.units)
    carried = [function for unit in sample.units for function in unit.functions]
    assert set(carried) <= set(KNOWLEDGE.functions)
    assert {"strategy", "client_service", "hr", "legal", "all_staff"} <= set(carried)


@EACH_SAMPLE
def test_the_activities_of_a_sample_are_those_of_the_catalogue(sample: Document) -> None:
    assert 15 <= len(sample.activities) <= 26
    assert [
        activity.id
        for activity in sample.activities
        if (activity.name, activity.group)
        != (KNOWLEDGE.activities[activity.id].name, KNOWLEDGE.activities[activity.id].group)
    ] == []
    assert [group.id for group in sample.groups if group.name != KNOWLEDGE.groups[group.id].name] == []


@EACH_SAMPLE
def test_the_french_of_a_sample_has_no_break_where_none_belongs(sample: Document) -> None:
    french = [words.fr for words in words_of(sample)] + [remark.partition(" / ")[2] for remark in remarks_of(sample)]
    wrong = r"(?<!\N{NO-BREAK SPACE})[:;?!»%]|«(?!\N{NO-BREAK SPACE})|\d[ ,]\d{3}|\N{RIGHT SINGLE QUOTATION MARK}"
    assert [text for text in french if re.search(wrong, text)] == []


@pytest.mark.parametrize(
    ("template", "waived", "hints"),
    [
        ("corporate", [], []),
        ("government", [], []),
        ("hub_and_spoke", [], []),
        ("regulated", [], []),
        ("small", ["ENG-1"], []),
        ("centralized", ["ENG-1", "ENG-2", "SPEC-1", "SPEC-2"], ["ENG-7", "RACI-4"]),
    ],
)
def test_a_template_departs_from_good_practice_only_where_it_is_known_to(
    template: str, waived: list[str], hints: list[str]
) -> None:
    report = check(document_from(KNOWLEDGE.templates[template], KNOWLEDGE), "as_is", KNOWLEDGE)
    assert sorted(finding.rule.id for finding in report.waived) == waived
    assert [(finding.rule.id, finding.severity.value) for finding in report.open()] == [
        (rule, "hint") for rule in hints
    ]
    assert report.not_assessed == ()


@pytest.mark.parametrize("template", KNOWLEDGE.templates)
def test_the_rows_of_a_first_workshop_bring_no_new_finding(template: str) -> None:
    found = KNOWLEDGE.templates[template]
    whole = check(document_from(found, KNOWLEDGE), "as_is", KNOWLEDGE)
    core = check(document_from(found, KNOWLEDGE, core_only=True), "as_is", KNOWLEDGE)
    # Units whose only part is on other rows have no letter left, which is a hint.
    assert {finding.rule.id for finding in core.findings} <= {finding.rule.id for finding in whole.findings} | {
        "RACI-5"
    }
