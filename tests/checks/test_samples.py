"""The sample organizations and the templates give exactly the findings of the domain study (its section 6)."""

import json
from pathlib import Path
from typing import Any

import pytest

from raciapp.base.resources import sample_organizations
from raciapp.checks.engine import check
from raciapp.checks.findings import Report
from raciapp.document.storage import load
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge

KNOWLEDGE = knowledge()
ROOT = Path(__file__).resolve().parents[2]
DOMAIN = ROOT.parent / "shared" / "domain" / "domain.json"
EXPECTED: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "expected_samples.json").read_text("utf-8")
)
"""What the domain study names for each finding: activities, units, functions or a count."""


def report_on_sample(name: str) -> Report:
    document = load(sample_organizations() / f"{name}.raci")
    return check(document, document.matrices[0].id, KNOWLEDGE)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_has_the_findings_of_the_study_and_no_other(name: str) -> None:
    report = report_on_sample(name)
    assert {finding.rule.id: finding.severity for finding in report.findings} == {
        expected["rule"]: expected["severity"] for expected in EXPECTED[name]
    }
    assert report.waived == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(name, expected, id=f"{name} {expected['rule']}")
        for name, findings in EXPECTED.items()
        for expected in findings
    ],
)
def test_a_finding_of_a_sample_points_where_the_study_says(name: str, expected: dict[str, Any]) -> None:
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
    by_name = {load(path).organization.name.en: path.stem for path in sample_organizations().glob("*.raci")}
    assert {
        by_name[sample["en"]]: [(finding["rule"], finding["severity"]) for finding in sample["findings"]]
        for sample in samples
    } == {name: [(found["rule"], found["severity"]) for found in findings] for name, findings in EXPECTED.items()}


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
