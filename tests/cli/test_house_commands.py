"""House rules and templates on the command line: `--house`, the folder beside a document, `validate`."""

import json
import re
import shutil
from pathlib import Path

import pytest
from cli.running import Run

from raciapp.document.storage import load

RULE = """[[rule]]
id = "ACME-1"
severity = "must"
statement.en = "Legal has a part in private replies."
message.en = "Legal has [red]no part in: {activities}"
tests = [{ test = "listed", rows = ["eng_private"] }]
"""
FAULTY = """[[rule]]
id = "ACME-2"
severity = "grave"
statement.en = "x"
message.en = "{x}"
tests = [{ test = "part" }]

[[rule]]
id = "ACME-3"
severity = "must"
statement.en = "x"
message.en = "x"
tests = [{ test = "only", rows = ["eng_privat"], letters = "A", by = "hr" }]
"""
COMPLAINTS = (
    "3: «grave» cannot stand here. Choose from: must, should, hint.",
    "13: «eng_privat» is not known as an activity; did you mean «eng_private»?",
)
TEMPLATE = 'id = "acme"\nbase = "small"\nname.en = "Acme {x}"\n'


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a house of one rule, one faulty file and one template."""
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "rule.toml").write_text(RULE)
    (folder / "faulty.toml").write_text(FAULTY)
    (folder / "template.toml").write_text(TEMPLATE)
    return folder


@pytest.fixture
def document(coastal: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample department, alone in a folder."""
    (tmp_path / "client").mkdir()
    return Path(shutil.copy(coastal, tmp_path / "client" / "coastal.raci"))


def complained(folder: Path) -> str:
    return "".join(f"raciapp: {folder / 'faulty.toml'}:{line}\n" for line in COMPLAINTS)


# -- reading a house --------------------------------------------------------------------------------------


def test_a_house_is_checked_where_it_is_asked_for(run: Run, document: Path, house: Path) -> None:
    assert "ACME-1" not in run("check", document).out
    ran = run("check", document, "--house", house)
    assert (ran.code, ran.err) == (1, complained(house))
    entry = ran.out.partition("  ACME-1  ")[2].partition("\n\n")[0]
    assert entry.splitlines() == [
        "Legal has [red]no part in: Move personal or complex cases to a private channel",
        "          - Move personal or complex cases to a private channel",
    ]
    told = json.loads(run("check", document, "--house", house, "--format", "json").out)
    assert "ACME-1" in [finding["rule"] for finding in told["findings"]]


def test_the_house_beside_a_document_is_read_as_well(run: Run, document: Path, house: Path, tmp_path: Path) -> None:
    beside = Path(shutil.copytree(house, document.parent / "raciapp-house"))
    assert run("check", document).err == complained(beside)
    assert "ACME-1" in run("check", document).out
    ran = run("export", document, "-o", tmp_path / "a.xlsx")
    assert (ran.code, ran.err) == (0, complained(beside))
    new = run("new", "-o", document.parent / "new.raci", "--template", "acme")
    assert (new.code, new.err) == (0, complained(beside))
    assert load(document.parent / "new.raci").template == "acme"
    both = run("check", document, "--house", house).err.splitlines()
    assert len(both) == 2 * len(COMPLAINTS) + 2
    assert both[2] == (
        f"raciapp: {beside / 'rule.toml'}:2: the id «ACME-1» stands already in rule.toml, line 2; choose another"
    )
    elsewhere = run("check", house.parent / "client" / ".." / "client" / "coastal.raci")
    assert "ACME-1" in elsewhere.out


def test_houses_may_be_several(run: Run, document: Path, house: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "b.toml").write_text(RULE.replace("ACME-1", "OTHER-1"))
    ran = run("check", document, "--house", house, "--house", tmp_path / "other", "--house", house)
    assert ran.err == complained(house)
    assert "ACME-1" in ran.out
    assert "OTHER-1" in ran.out


def test_lists_show_what_is_of_the_house(run: Run, house: Path, document: Path) -> None:
    assert "ACME" not in run("rules").out
    rules = run("rules", "--house", house)
    assert (rules.code, rules.err) == (0, complained(house))
    assert re.search(r"\n  ACME-1 +Legal has a part in private replies\.\n +House rule, rule\.toml\n", rules.out)
    told = json.loads(run("rules", "--house", house, "--format", "json").out)
    assert [(rule["id"], rule["origin"]) for rule in told if rule["origin"]] == [("ACME-1", "rule.toml")]
    page = run("rules", "--house", house, "--format", "markdown").out
    assert page.endswith(
        "## rule.toml\n\n### ACME-1 · Legal has a part in private replies.\n\n"
        "**Must be resolved** · Our judgement · House rule, rule.toml\n"
    )
    templates = run("templates", "--house", house)
    assert templates.out.endswith(
        "  acme           Acme {x}\n                 59 activities\n                 House template, template.toml\n"
    )
    told = json.loads(run("templates", "--house", house, "--format", "json").out)
    assert [(one["id"], one["origin"]) for one in told if one["origin"]] == [("acme", "template.toml")]


def test_a_document_is_made_from_a_house_template(run: Run, house: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.raci"
    assert run("new", "-o", target, "--template", "acme").err.startswith("raciapp: --template: «acme» is not known.")
    assert run("new", "-o", target, "--template", "acme", "--house", house).code == 0
    assert load(target).organization.name.en == "Acme {x}"
    assert load(target).organization.size == "small"


@pytest.mark.parametrize("command", ["check", "rules", "templates", "new", "export", "rules validate"])
def test_a_house_that_is_none_is_bad_input(run: Run, document: Path, tmp_path: Path, command: str) -> None:
    arguments: dict[str, list[object]] = {
        "check": [document],
        "rules": [],
        "templates": [],
        "new": ["-o", tmp_path / "a.raci", "--template", "small"],
        "export": [document, "-o", tmp_path / "a.xlsx"],
        "rules validate": [document],
    }
    ran = run(*command.split(), *arguments[command], "--house", tmp_path / "{nowhere}")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"raciapp: --house {tmp_path}/{{nowhere}}: there is no such folder. Give the one that holds your house files.\n"
    )
    assert not (tmp_path / "a.raci").exists()


# -- checking a file --------------------------------------------------------------------------------------


def test_a_sound_file_is_one_line(run: Run, house: Path) -> None:
    rule, template = house / "rule.toml", house / "template.toml"
    assert run("rules", "validate", rule) == run("rules", "validate", rule, "--house", house)
    assert run("rules", "validate", rule).out == f"{rule}: 1 rule, all well\n"
    rule.write_text(RULE + RULE.replace("ACME-1", "ACME-2"))
    ran = run("rules", "validate", rule)
    assert (ran.code, ran.out, ran.err) == (0, f"{rule}: 2 rules, all well\n", "")
    ran = run("templates", "validate", template)
    assert (ran.code, ran.out, ran.err) == (0, f"{template}: 1 template, all well\n", "")


def test_each_fault_is_one_line_and_two(run: Run, house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = run("rules", "validate", house / "faulty.toml")
    assert (ran.code, ran.out, ran.err) == (2, "", complained(house))
    monkeypatch.chdir(house)
    assert run("rules", "validate", "faulty.toml").err.startswith("raciapp: faulty.toml:3: «grave» cannot")
    assert run("rules", "validate", "./faulty.toml", "--house", ".").err.startswith("raciapp: faulty.toml:3: ")
    (house / "template.toml").write_text(TEMPLATE.replace("small", "smal"))
    ran = run("templates", "validate", house / "template.toml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"raciapp: {house / 'template.toml'}:2: «smal» is not known as a template; did you mean «small»?\n"
    )


def test_a_file_of_the_other_kind_is_named_as_such(run: Run, house: Path) -> None:
    for kind, name, other in (("rules", "template", "templates"), ("templates", "rule", "rules")):
        ran = run(kind, "validate", house / f"{name}.toml")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"raciapp: {house / name}.toml:1: a ")
        assert f"«raciapp {other} validate»" in ran.err


def test_a_file_may_name_what_is_in_a_house(run: Run, house: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(RULE.replace("ACME-1", "MINE-1") + 'follows = "ACME-1"\n')
    assert run("rules", "validate", mine).err.startswith(f"raciapp: {mine}:7: «ACME-1» is not known as a rule")
    ran = run("rules", "validate", mine, "--house", house)
    assert (ran.code, ran.out, ran.err) == (0, f"{mine}: 1 rule, all well\n", "")


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("missing.toml", "1: cannot be read (No such file or directory)"),
        ("rules.txt", "1: house files end in .toml; others are not read"),
        ("[red]\x1b.toml", "1: cannot be read"),
    ],
)
def test_what_is_no_house_file_is_bad_input(run: Run, tmp_path: Path, name: str, complaint: str) -> None:
    (tmp_path / "rules.txt").write_text(RULE)
    for kind in ("rules", "templates"):
        ran = run(kind, "validate", tmp_path / name)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"raciapp: {tmp_path}/{name}:{complaint}".replace("\x1b", ""))
        assert ran.err.count("\n") == 1


def test_a_folder_is_no_house_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.toml").mkdir()
    ran = run("rules", "validate", tmp_path / "x.toml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"raciapp: {tmp_path / 'x.toml'}:1: not a file; only files are read\n"


@pytest.mark.usefixtures("framed")
def test_houses_are_told_in_the_language_asked_for(run: Run, house: Path) -> None:
    faulty, rule = house / "faulty.toml", house / "rule.toml"
    assert run("rules", "validate", faulty, "--lang", "fr").err.startswith(f"raciapp: {faulty}:3: ‹«grave» cannot")
    assert run("rules", "validate", rule, "--lang", "fr").out == f"‹{rule}: 1 rule, all well›\n"
    assert run("templates", "validate", house / "template.toml", "--lang", "fr").out.endswith("1 template, all well›\n")
    assert "‹«eng_privat» is not known as ‹an activity›;" in run("rules", "--house", house, "--lang", "fr").err
    assert "‹House rule, rule.toml›" in run("rules", "--house", house, "--lang", "fr").out
    assert run("rules", "--house", "nowhere", "--lang", "fr").err.startswith("raciapp: ‹--house nowhere: there is no")


def test_help_tells_of_the_folder_beside(run: Run) -> None:
    for command in ("check", "export", "new"):
        assert "house beside the document is read as well." in " ".join(run(command, "--help").out.split())
    assert "raciapp rules validate FILE" in run("rules", "--help").out
    assert "raciapp templates validate FILE" in run("templates", "--help").out
