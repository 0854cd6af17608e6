"""`raciapp samples`, `templates` and `rules`."""

import json
from pathlib import Path

import pytest
from cli.running import Run

from raciapp.base.words import Language
from raciapp.cli.reference import reference
from raciapp.document.storage import load
from raciapp.knowledge.library import knowledge


def test_samples_for_people(run: Run, coastal: Path) -> None:
    ran = run("samples")
    assert (ran.code, ran.err) == (0, "")
    first = ran.out.split("\n\n")[0].splitlines()
    hang = " " * (max(len(path.stem) for path in coastal.parent.glob("*.raci")) + 4)
    assert first[0] == "  coastal_stewardship".ljust(len(hang)) + "Department of Coastal Stewardship"
    assert first[1] == f"{hang}Federal department, 3,400 staff"
    assert first[2].startswith(f"{hang}Communications answers everything, the Minister's Office")
    assert first[-2:] == [f"{hang}22 activities, 16 units", f"{hang}{coastal}"]


def test_every_sample_is_told_with_its_story(run: Run, coastal: Path) -> None:
    told = [" ".join(entry.split()) for entry in run("samples", "--lang", "fr").out.split("\n\n")]
    paths = sorted(coastal.parent.glob("*.raci"))
    assert [entry.split()[0] for entry in told] == [path.stem for path in paths]
    for entry, path in zip(told, paths, strict=True):
        assert " ".join(load(path).organization.story.fr.split()) in entry


def test_samples_for_programs(run: Run, coastal: Path) -> None:
    ran = run("samples", "--format", "json", "--lang", "fr")
    told = json.loads(ran.out)
    assert told[0] == {
        "id": "coastal_stewardship",
        "name": "Ministère de l'Intendance côtière",
        "kind": load(coastal).organization.kind.fr,
        "story": load(coastal).organization.story.fr,
        "activities": 22,
        "units": 16,
        "file": str(coastal),
    }
    assert [load(Path(sample["file"])).organization.name.fr for sample in told] == [sample["name"] for sample in told]


def test_templates_for_people(run: Run) -> None:
    out = run("templates").out
    assert out.startswith("  centralized    Centralized team\n                 A contrast to discuss:")
    assert [known.id for known in knowledge().templates.values() if f"  {known.id} " not in out] == []
    corporate = knowledge().templates["corporate"]
    assert f"                 {len(corporate.rows)} activities\n" in out
    assert "Équipe centralisée" in run("templates", "--lang", "fr").out


def test_templates_for_programs(run: Run) -> None:
    told = {template["id"]: template for template in json.loads(run("templates", "--format", "json").out)}
    assert list(told) == list(knowledge().templates)
    assert list(told["government"]) == ["id", "name", "summary", "activities", "context", "origin"]
    assert told["government"]["context"] == {
        "sector": "government",
        "size": "standard",
        "model": "standard",
        "program_channels": True,
        "regulated": False,
    }


def test_rules_for_people(run: Run) -> None:
    ran = run("rules")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Must be resolved (")
    assert "\n\nShould be discussed (" in ran.out
    assert "\n\nWorth a thought (" in ran.out
    assert [rule for rule in knowledge().rules if f"\n  {rule} " not in ran.out] == []


def test_rules_for_programs(run: Run) -> None:
    told = json.loads(run("rules", "--format", "json", "--lang", "fr").out)
    assert [rule["id"] for rule in told] == list(knowledge().rules)
    keys = ["id", "severity", "basis", "statement", "reason", "fix", "waiver", "claims", "sources", "surveys"]
    keys.append("origin")
    assert all(list(rule) == keys for rule in told)
    gov = knowledge().rules["GOV-1"]
    assert next(rule for rule in told if rule["id"] == "GOV-1") == {
        "id": "GOV-1",
        "severity": "must",
        "basis": "seed",
        "statement": gov.statement.fr,
        "reason": gov.reason.fr,
        "fix": gov.fix.fr,
        "waiver": gov.waiver.fr,
        "claims": ["S26", "S27"],
        "sources": ["SEED"],
        "surveys": [],
        "origin": "",
    }
    assert next(rule["surveys"] for rule in told if rule["id"] == "POL-1") == ["SHRM12"]


def test_rules_as_a_page(run: Run) -> None:
    ran = run("rules", "--format", "markdown", "--lang", "fr")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == reference(knowledge(), Language.FR)


@pytest.mark.usefixtures("framed")
def test_lists_speak_french(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "fr_CA")
    assert run("rules").out.startswith("‹Must be resolved› (")
    assert "Ministère fédéral, effectif de 3\u00a0400 personnes\n" in run("samples").out
    assert "‹22 activities›, ‹16 units›" in run("samples").out
    assert " activities›\n" in run("templates").out


@pytest.mark.parametrize("command", ["samples", "templates", "rules"])
def test_lists_know_their_options(run: Run, command: str) -> None:
    for option, value in (("--format", "xml"), ("--lang", "de")):
        ran = run(command, option, value)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"raciapp: {option}: «{value}» is not known.")
