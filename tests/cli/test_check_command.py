"""`raciapp check`: what it answers to people, to programs and to scripts."""

import json
import re
from pathlib import Path

import pytest
from cli.running import Run
from msgspec.structs import replace

from raciapp.base.words import Language, Words, same
from raciapp.checks.engine import check
from raciapp.checks.findings import Report, finding_text
from raciapp.document.records import Matrix, Row, Size, Unit, Waiver, new_document
from raciapp.document.storage import load, save
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.records import Severity


@pytest.fixture
def waived(coastal: Path, tmp_path: Path) -> Path:
    """Return the coastal document with each of its gravest findings accepted."""
    document = load(coastal)
    grave = check(document, "as_is", knowledge()).open(Severity.MUST)
    waivers = tuple(Waiver(finding.rule.id, f"[red]agreed on {finding.rule.id}") for finding in grave)
    save(replace(document, waivers=waivers), tmp_path / "waived.raci")
    return tmp_path / "waived.raci"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Return a document in which nothing is found: nobody, doing nothing."""
    save(new_document(same("Nobody")), tmp_path / "sound.raci")
    return tmp_path / "sound.raci"


def _report(path: Path, matrix: str = "as_is") -> Report:
    return check(load(path), matrix, knowledge())


def test_a_page_for_people(run: Run, coastal: Path) -> None:
    ran = run("check", coastal)
    assert (ran.code, ran.err) == (1, "")
    report = _report(coastal)
    must, should, hint = (len(report.open(severity)) for severity in Severity)
    lines = ran.out.splitlines()
    assert lines[:2] == ["Department of Coastal Stewardship · As-is", "22 activities, 16 units"]
    headings = [line for line in lines if re.fullmatch(r"\S.*\(\d+\)", line)]
    assert headings == [f"Must be resolved ({must})", f"Should be discussed ({should})", f"Worth a thought ({hint})"]
    assert f"Must be resolved: {must} · Should be discussed: {should} · Worth a thought: {hint}" in lines
    assert lines[-1].startswith("1 rule was not assessed")
    assert "          - Take part unofficially as individuals: Human Resources Branch" in lines
    assert "          - Settings of the organization" in lines
    assert max(map(len, lines)) <= 100
    assert "\x1b" not in ran.out
    assert not set("│─╭╰━┃") & set(ran.out)


def test_every_open_finding_is_on_the_page(run: Run, coastal: Path) -> None:
    document = load(coastal)
    words = " ".join(run("check", coastal).out.split())
    for finding in check(document, "as_is", knowledge()).open():
        assert f" {finding.rule.id} {finding_text(finding, document, knowledge(), Language.EN)}" in words


def test_long_lists_of_places_are_shortened(run: Run, tmp_path: Path) -> None:
    document = document_from(knowledge().templates["corporate"], knowledge())
    blank = Row(bytes(len(document.units)))
    matrix = replace(document.matrices[0], rows=(blank,) * len(document.activities))
    save(replace(document, matrices=(matrix,)), tmp_path / "blank.raci")
    out = run("check", tmp_path / "blank.raci").out
    assert re.search(r"^ +- \d\d more$", out, re.MULTILINE)  # activities of one finding
    assert re.search(r" - [^,]+: [^,]+, [^,]+, [^,]+ and \d+ more ", " ".join(out.split()))  # units of one activity
    assert max(map(len, out.splitlines())) <= 100


def test_places_may_be_units_alone(run: Run, coastal: Path, tmp_path: Path) -> None:
    document = load(coastal)
    added = Unit("x_idle", same("Idle Unit"))
    rows = tuple(Row(row.letters + b"\0", row.remarks) for row in document.matrices[0].rows)
    matrices = (replace(document.matrices[0], rows=rows),)
    save(replace(document, units=(*document.units, added), matrices=matrices), tmp_path / "idle.raci")
    assert re.search(r"^ +- (.*, )?Idle Unit$", run("check", tmp_path / "idle.raci").out, re.MULTILINE)


def test_what_is_accepted_is_told_with_its_reason(run: Run, waived: Path) -> None:
    ran = run("check", waived)
    assert ran.code == 0
    assert "Must be resolved" not in ran.out
    accepted = len(_report(waived).waived)
    assert f"\nAccepted ({accepted})\n" in ran.out
    assert "Why: [red]agreed on POL-4" in ran.out
    assert re.search(
        rf"^Should be discussed: \d+ · Worth a thought: \d+ · Accepted: {accepted}$", ran.out, re.MULTILINE
    )


def test_nothing_found_is_good_news(run: Run, sound: Path) -> None:
    ran = run("check", sound, "--fail-on", "hint")
    assert ran.code == 0
    assert "Nothing departs from good practice.\n" in ran.out
    assert re.search(r"^\d+ rules were not assessed", ran.out, re.MULTILINE)


@pytest.mark.parametrize(
    ("gravest", "fail_on", "code"),
    [
        (Severity.MUST, "must", 1),
        (Severity.MUST, "should", 1),
        (Severity.MUST, "hint", 1),
        (Severity.MUST, "never", 0),
        (Severity.SHOULD, "must", 0),
        (Severity.SHOULD, "should", 1),
        (Severity.SHOULD, "hint", 1),
        (Severity.HINT, "should", 0),
        (Severity.HINT, "hint", 1),
        (Severity.HINT, "never", 0),
        (None, "hint", 0),
    ],
)
def test_the_exit_code_weighs_open_findings(
    run: Run, coastal: Path, tmp_path: Path, gravest: Severity | None, fail_on: str, code: int
) -> None:
    kept = list(Severity)[list(Severity).index(gravest) :] if gravest else []
    document = load(coastal)
    found = check(document, "as_is", knowledge()).findings
    waivers = tuple(Waiver(finding.rule.id, "agreed") for finding in found if finding.severity not in kept)
    save(replace(document, waivers=waivers), tmp_path / "a.raci")
    assert run("check", tmp_path / "a.raci", "--fail-on", fail_on).code == code
    assert run("check", tmp_path / "a.raci", "--fail-on", fail_on, "--format", "json").code == code


def test_an_object_for_programs(run: Run, waived: Path) -> None:
    ran = run("check", waived, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    told = json.loads(ran.out)
    assert list(told) == ["document", "summary", "findings", "document_units"]
    assert told["document"] == {"title": "Department of Coastal Stewardship", "activities": 22, "units": 16}
    report = _report(waived)
    assert told["summary"] == {
        "must": 0,
        "should": len(report.open(Severity.SHOULD)),
        "hint": len(report.open(Severity.HINT)),
        "waived": len(report.waived),
    }
    assert told["document_units"][0] == {"id": "dm", "name": "Deputy Minister's Office", "functions": ["exec"]}
    assert [finding["rule"] for finding in told["findings"]] == [finding.rule.id for finding in report.findings]
    keys = ["rule", "severity", "waived", "waiver", "activities", "units", "message"]
    assert all(list(finding) == keys for finding in told["findings"])
    by_rule = {finding["rule"]: finding for finding in told["findings"]}
    assert by_rule["PER-1"] == {
        "rule": "PER-1",
        "severity": "must",
        "waived": True,
        "waiver": "[red]agreed on PER-1",
        "activities": ["per_participate"],
        "units": ["hr"],
        "message": "Accountable for unofficial participation: Human Resources Branch. "
        "Nobody owns what people say in their own name.",
    }
    assert (by_rule["ENG-1"]["waived"], by_rule["ENG-1"]["waiver"]) == (False, None)


def test_french_for_programs(run: Run, coastal: Path) -> None:
    told = json.loads(run("check", coastal, "--format", "json", "--lang", "fr").out)
    assert told["document"]["title"] == "Ministère de l'Intendance côtière"
    assert told["document_units"][0]["name"] == "Bureau du sous-ministre"
    assert "Nobody" not in " ".join(finding["message"] for finding in told["findings"])


@pytest.mark.usefixtures("framed")
def test_french_for_people(run: Run, coastal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = run("check", coastal, "--lang", "fr")
    out = asked.out
    assert out.startswith("Ministère de l'Intendance côtière · Situation actuelle\n‹22 activities›, ‹16 units›\n")
    assert "\n‹Must be resolved› (" in out
    assert "- ‹Settings of the organization›" in out
    assert "‹Participer de façon non officielle à titre individuel: Direction des ressources" in out
    assert "‹‹What helps›: Retirez le A dans «\u00a0Participer" in out
    assert "› · ‹‹Should be discussed›: " in out
    assert out.splitlines()[-1].startswith("‹1 rule was not assessed")
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    assert run("check", coastal) == asked
    assert run("check", coastal, "--lang", "en").out.startswith("Department of Coastal")


@pytest.mark.usefixtures("framed")
def test_french_for_what_is_accepted(run: Run, waived: Path, sound: Path) -> None:
    out = run("check", waived, "--lang", "fr").out
    assert "\n‹Accepted› (" in out
    assert "‹‹Why›: [red]agreed on POL-4›" in out
    assert "‹Nothing departs from good practice.›" in run("check", sound, "--lang", "fr").out


def test_another_matrix_may_be_checked(run: Run, coastal: Path, tmp_path: Path) -> None:
    document = load(coastal)
    blank = tuple(Row(bytes(len(document.units))) for _ in document.activities)
    matrices = (*document.matrices, Matrix("crisis", Words("Crisis", "Crise"), blank))
    save(replace(document, matrices=matrices), tmp_path / "two.raci")
    ran = run("check", tmp_path / "two.raci", "--matrix", "crisis")
    assert ran.out.startswith("Department of Coastal Stewardship · Crisis\n")
    told = json.loads(run("check", tmp_path / "two.raci", "--matrix", "crisis", "--format", "json").out)
    assert told["summary"]["must"] == len(_report(tmp_path / "two.raci", "crisis").open(Severity.MUST))


def test_settings_that_accept_findings_are_told_as_reasons(run: Run, coastal: Path, tmp_path: Path) -> None:
    document = load(coastal)
    save(replace(document, organization=replace(document.organization, size=Size.SMALL)), tmp_path / "small.raci")
    told = json.loads(run("check", tmp_path / "small.raci", "--format", "json").out)
    waivers = [finding["waiver"] for finding in told["findings"] if finding["waived"]]
    assert waivers
    assert all("small organization" in waiver for waiver in waivers)


def test_hostile_names_are_text(run: Run, coastal: Path, tmp_path: Path) -> None:
    document = load(coastal)
    hostile = "[bold]{units} \x1b[2J\u202e\nDROP"
    organization = replace(document.organization, name=same(hostile))
    units = tuple(replace(unit, name=same(hostile)) for unit in document.units)
    save(replace(document, organization=organization, units=units), tmp_path / "hostile.raci")
    out = run("check", tmp_path / "hostile.raci").out
    assert out.startswith("[bold]{units} [2J DROP · As-is\n")
    assert not [sign for sign in out if not sign.isprintable() and sign != "\n"]
    told = json.loads(run("check", tmp_path / "hostile.raci", "--format", "json").out)
    assert told["document"]["title"] == hostile


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["missing.raci"], "missing.raci: cannot be read (No such file or directory)."),
        (["book.xlsx"], "book.xlsx: not a .raci document. Import it first, with «raciapp import»."),
        (["damaged.raci"], "damaged.raci: not a whole .raci file"),
        (["{x}[bold]\x1b.raci"], "{x}[bold].raci: cannot be read"),
        (["whole.raci", "--matrix", "no"], "--matrix (whole.raci): «no» is not known. Choose from: as_is."),
        (["whole.raci", "--lang", "de"], "--lang: «de» is not known. Choose from: en, fr."),
        (["whole.raci", "--format", "xml"], "--format: «xml» is not known. Choose from: text, json."),
        (["whole.raci", "--fail-on", "x"], "--fail-on: «x» is not known. Choose from: must, should, hint, never."),
    ],
)
def test_bad_input_is_one_line_and_two(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("damaged.raci").write_text('{"format": "raciapp", ')
    save(new_document(same("Whole")), Path("whole.raci"))
    ran = run("check", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"raciapp: {complaint}")
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("framed")
def test_bad_input_is_told_in_the_language_asked_for(run: Run) -> None:
    assert run("check", "missing.raci", "--lang", "fr").err.startswith("raciapp: ‹missing.raci: cannot be read")
