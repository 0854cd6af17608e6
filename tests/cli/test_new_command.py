"""`raciapp new`: a document from a template."""

from pathlib import Path

import pytest
from cli.running import Run

from raciapp.base.words import Words, same
from raciapp.document.records import Organization, Sector, Size, Tone
from raciapp.document.storage import load
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge


@pytest.mark.parametrize("template", ["corporate", "government", "small", "hub_and_spoke", "centralized", "regulated"])
def test_each_template_makes_a_document(run: Run, tmp_path: Path, template: str) -> None:
    target = tmp_path / "a.raci"
    ran = run("new", "-o", target, "--template", template)
    document = document_from(knowledge().templates[template], knowledge())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{target}: written ({len(document.activities)} activities, {len(document.units)} units).\n"
    assert load(target) == document


def test_units_and_name_of_another_document(run: Run, coastal: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.raci"
    assert run("new", "-o", target, "--template", "government", "--units-from", coastal).code == 0
    document = load(target)
    assert document.units == load(coastal).units
    assert document.organization.name == Words("Department of Coastal Stewardship", "Ministère de l'Intendance côtière")
    assert document.template == "government"


def test_a_name_of_its_own(run: Run, coastal: Path, tmp_path: Path) -> None:
    name = "[bold]{Côte} & Co"
    for more in ([], ["--units-from", coastal]):
        assert run("new", "-o", tmp_path / "a.raci", "--template", "small", "--name", name, *more).code == 0
        assert load(tmp_path / "a.raci").organization.name == same(name)


def test_settings_come_on_top_of_the_template(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "a.raci"
    settings = ["--context", "size=small", "--context", "tone=reminders", "--context", "gc=true"]
    assert run("new", "-o", target, "--template", "government", *settings).code == 0
    assert load(target).organization == Organization(
        name=knowledge().templates["government"].name,
        sector=Sector.GOVERNMENT,
        size=Size.SMALL,
        tone=Tone.REMINDERS,
        program_channels=True,
        packs=("gc",),
    )


def test_core_is_for_a_first_workshop(run: Run, tmp_path: Path) -> None:
    assert run("new", "-o", tmp_path / "a.raci", "--template", "corporate", "--core").code == 0
    core = {activity.id for activity in knowledge().activities.values() if activity.core}
    assert {activity.id for activity in load(tmp_path / "a.raci").activities} <= core


@pytest.mark.usefixtures("framed")
def test_the_answer_is_in_the_language_of_the_system(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    out = run("new", "-o", tmp_path / "a.raci", "--template", "small").out
    assert out.startswith(f"‹{tmp_path / 'a.raci'}: written (‹")


def test_hostile_paths_are_text(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "[red]{x}\x1b[2J\n.raci"
    assert run("new", "-o", target, "--template", "small").out.startswith(f"{tmp_path}/[red]{{x}}[2J .raci: written")
    assert target.exists()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["-o", "a.xlsx", "--template", "small"], "a.xlsx: a document ends in .raci."),
        (
            ["-o", "a.raci", "--template", "smal"],
            "--template: «smal» is not known. Choose from: centralized, corporate",
        ),
        (["-o", "a.raci"], "--template is missing."),
        (["--template", "small"], "-o is missing."),
        (["-o", "a.raci", "--template", "small", "--context", "colour=red"], "--context «colour»: there is no such"),
        (["-o", "a.raci", "--template", "small", "--units-from", "b.csv"], "b.csv: cannot be read"),
        (["-o", "a.raci", "--template", "small", "--units-from", "b.raci"], "b.raci: cannot be read"),
        (["-o", "no/a.raci", "--template", "small"], "a.raci: cannot be saved in no (No such file or directory)."),
    ],
)
def test_bad_input_writes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], complaint: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    ran = run("new", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"raciapp: {complaint}")
    assert ran.err.count("\n") == 1
    assert list((tmp_path / "here").iterdir()) == []


def test_the_units_are_not_replaced(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "a.raci"
    run("new", "-o", target, "--template", "small")
    before = target.read_bytes()
    ran = run("new", "-o", target, "--template", "corporate", "--units-from", target)
    assert (ran.code, ran.out) == (2, "")
    assert target.read_bytes() == before
