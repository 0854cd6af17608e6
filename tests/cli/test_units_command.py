"""`raciapp units`, and `raciapp new` with the units of a list or an organization chart."""

import json
from pathlib import Path

import pytest
from cli.running import Run

from raciapp.base.words import Words, same
from raciapp.document.storage import load
from raciapp.knowledge.library import knowledge

CHART = """\
Unit,Parent,Function,Email
Zzyzx,,,z@x.org
People,Zzyzx,hr,p@x.org
Personnel Office of things,Zzyzx,,o@x.org
Qwfpgj,,Uiop,q@x.org
"""


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    """Return a chart with a container, a function by id, a near name and an unknown function."""
    path = tmp_path / "chart.csv"
    path.write_text(CHART)
    return path


def test_text_says_what_is_understood_and_writes_nothing(run: Run, chart: Path) -> None:
    ran = run("units", chart, "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "Understood: 3 units, 1 with known functions."
    assert "  - «People» is for: Human resources. Division: Zzyzx." in lines
    assert any(line.startswith("  - «Personnel Office of things» may be for: ") for line in lines)
    assert "  - «Qwfpgj»: what it is for is not known." in lines
    assert "  - C5: «Uiop» is none of the functions. What is the unit for?" in lines
    assert "Left out (3)" in lines
    assert list(chart.parent.glob("*.raci")) == []


def test_json_is_complete(run: Run, chart: Path) -> None:
    ran = run("units", chart, "--format", "json", "--lang", "en")
    said = json.loads(ran.out)
    assert (ran.code, said["sheet"], said["table"]) == (0, "", 1)
    assert [(unit["name"], unit["where"], unit["parent"], unit["taken"]) for unit in said["units"]] == [
        ("Zzyzx", "A2", "", False),
        ("People", "A3", "Zzyzx", True),
        ("Personnel Office of things", "A4", "Zzyzx", True),
        ("Qwfpgj", "A5", "", True),
    ]
    assert said["units"][1]["functions"] == [{"id": "hr", "name": "Human resources", "confidence": 1.0, "taken": True}]
    assert [one["taken"] for one in said["units"][2]["functions"]] == [False]
    assert said["units"][1]["division"] == "Zzyzx"
    assert [(one["where"], one["text"], one["kind"]) for one in said["questions"]] == [("C5", "Uiop", "function")]
    assert [one["why"] for one in said["skipped"]] == ["headings", "other_column", "container"]
    assert all(one["sentence"] for one in (*said["questions"], *said["skipped"]))


@pytest.mark.usefixtures("framed")
def test_french_is_french(run: Run, chart: Path) -> None:
    assert run("units", chart, "--lang", "fr").out.startswith("‹Understood: ‹3 units›")


def test_long_lists_are_cut_on_the_page_only(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("\n".join(f"Qwfpgj {number}" for number in range(40)))
    assert "  - 28 more; «raciapp units» with --format json lists all." in run("units", path, "--lang", "en").out
    assert len(json.loads(run("units", path, "--format", "json").out)["units"]) == 40


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("1,2\n3,4\n", "list.csv: no units found. Bring a list"),
        ("Activity,HR,Legal\nPost,R,A\nHire,A,C\n", "list.csv: no units found; it holds a matrix."),
        ("", "list.csv: is empty."),
    ],
)
def test_no_units_is_one_line(run: Run, tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content)
    for ran in (
        run("units", path, "--lang", "en"),
        run("new", "-o", tmp_path / "a.raci", "--template", "small", "--units-from", path),
    ):
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"raciapp: {complaint}")
        assert ran.err.count("\n") == 1
    assert not (tmp_path / "a.raci").exists()


def test_a_new_document_with_the_units_of_a_chart(run: Run, chart: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.raci"
    ran = run("new", "-o", target, "--template", "government", "--units-from", chart)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{target}: written (59 activities, 3 units).\nUnderstood: 3 units, 1 with known")
    document = load(target)
    assert [(unit.name, unit.functions, unit.division) for unit in document.units] == [
        (same("People"), ("hr",), same("Zzyzx")),
        (same("Personnel Office of things"), (), same("Zzyzx")),
        (same("Qwfpgj"), (), Words()),
    ]
    assert document.organization.name == knowledge().templates["government"].name
    assert any(row.letters[0] for row in document.matrices[0].rows)
    assert not any(row.letters[1] or row.letters[2] for row in document.matrices[0].rows)


def test_a_workbook_and_a_name(run: Run, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Unité", "Fonction"], ["Droit", "Services juridiques"], ["Gens", "Ressources humaines"]):
        sheet.append(row)
    book.save(tmp_path / "unités.xlsx")
    target = tmp_path / "a.raci"
    assert run("new", "-o", target, "--template", "small", "--units-from", tmp_path / "unités.xlsx",
               "--name", "Nous").code == 0  # fmt: skip
    document = load(target)
    assert [unit.functions for unit in document.units] == [("legal",), ("hr",)]
    assert document.organization.name == same("Nous")
