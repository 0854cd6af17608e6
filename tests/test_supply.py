"""What the package is made of is written down, with licences, and what an audit answers is read rightly."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{name}_tool", ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SBOM, AUDIT = _tool("sbom"), _tool("audit")
BILL = json.loads((ROOT / "packaging" / "raciapp.cdx.json").read_text("utf-8"))
ALLOWED = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-3.0-only", "MIT", "MIT-0",
           "MIT-CMU", "OFL-1.1", "PSF-2.0", "Zlib"}  # fmt: skip
"""Licences under which a package may be handed on with ours; of «A OR B» one is enough."""

REQUIREMENTS = """\
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:00
    # via typer
msgspec==0.22.0 \\
    --hash=sha256:01
    # via
    #   raciapp (pyproject.toml)
    #   typer
typer==0.29.2 \\
    --hash=sha256:02
    # via raciapp (pyproject.toml)
"""


# -- the bill of materials --------------------------------------------------------------------------------


def test_the_bill_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert SBOM.main(["--check"]) == 0, "run: python packaging/sbom.py"
    assert capsys.readouterr().out == "raciapp.cdx.json: up to date\n"


def test_every_pin_is_in_the_bill() -> None:
    lines = (ROOT / "packaging" / "requirements.txt").read_text("utf-8").splitlines()
    pinned = {line.split(" ")[0] for line in lines if "==" in line and not line.startswith(" ")}
    listed = {f"{one['name']}=={one['version']}" for one in BILL["components"] if one["type"] == "library"}
    assert listed == pinned
    assert any(one.startswith("cryptography==") for one in pinned)


@pytest.mark.parametrize("component", BILL["components"], ids=lambda one: one["bom-ref"])
def test_every_licence_may_be_handed_on(component: dict[str, list[dict[str, str]]]) -> None:
    expression = component["licenses"][0]["expression"]
    choices = [set(choice.strip("() ").split(" AND ")) for choice in expression.split(" OR ")]
    assert any(choice <= ALLOWED for choice in choices), expression


def test_each_dependency_leads_to_a_component() -> None:
    known = {one["bom-ref"] for one in BILL["components"]} | {BILL["metadata"]["component"]["bom-ref"]}
    told = [one["ref"] for one in BILL["dependencies"]]
    assert (len(told), set(told)) == (len(known), known)
    asked = {reference for one in BILL["dependencies"] for reference in one["dependsOn"]}
    assert asked == known - {BILL["metadata"]["component"]["bom-ref"]}


def test_the_bill_of_a_few_requirements() -> None:
    bill = json.loads(SBOM.bill(REQUIREMENTS))
    colorama, msgspec, typer = bill["components"][:3]
    assert (colorama["version"], colorama["properties"][0]["value"]) == ("0.4.6", "sys_platform == 'win32'")
    assert "properties" not in msgspec
    asking = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}
    assert asking[typer["purl"]] == [colorama["purl"], msgspec["purl"]]
    assert {msgspec["purl"], typer["purl"]} <= set(asking[bill["metadata"]["component"]["bom-ref"]])
    assert SBOM.bill(REQUIREMENTS) == SBOM.bill(REQUIREMENTS)
    assert json.loads(SBOM.bill(REQUIREMENTS.replace("0.22.0", "0.23.0")))["serialNumber"] != bill["serialNumber"]


def test_the_bill_travels_in_the_wheel() -> None:
    assert '\nsbom-files = ["packaging/raciapp.cdx.json"]\n' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_a_bill_that_is_out_of_date_is_found_and_made_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(SBOM, "FILE", tmp_path / "raciapp.cdx.json")
    assert SBOM.main(["--check"]) == 1
    assert capsys.readouterr().out == "raciapp.cdx.json: out of date, run packaging/sbom.py\n"
    assert SBOM.main([]) == 0
    assert SBOM.main(["--check"]) == 0
    assert SBOM.main(["--wrong"]) == 2


def test_a_package_that_is_not_here_or_says_nothing_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("no-such-package==1 \\\n", "utf-8")
    monkeypatch.setattr(SBOM, "REQUIREMENTS", requirements)
    assert SBOM.main(["--check"]) == 2
    assert "no-such-package" in capsys.readouterr().err


# -- the audit --------------------------------------------------------------------------------------------


def test_an_answer_of_the_audit() -> None:
    answer = {
        "dependencies": [
            {"name": "good", "version": "1", "vulns": []},
            {"name": "bad", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3", "4"]}]},
            {"name": "open", "version": "5", "vulns": [{"id": "CVE-2", "fix_versions": []}]},
            {"name": "strange", "skip_reason": "not found"},
        ]
    }
    faults, skipped = AUDIT.judged(json.dumps(answer))
    assert faults == ["bad 2: CVE-1, mended in 3, 4", "open 5: CVE-2, mended in no version yet"]
    assert skipped == ["strange"]


@pytest.mark.parametrize("answer", ["", "Traceback", "[]", "{}", '{"dependencies": []}'])
def test_no_answer_is_not_a_good_one(answer: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        AUDIT.judged(answer)


def _stub(folder: Path, name: str, answer: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{answer}\nEND\n", "utf-8")
    program.chmod(0o755)


@pytest.mark.parametrize("program", ["pip-audit", "uv"])
@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}', 0, "No known faults."),
        ('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}', 2, "does not know a."),
        ("", 2, "no advisory service can be reached"),
        (
            '{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": []}]}]}',
            1,
            "CVE-1",
        ),
    ],
)
@pytest.mark.skipif("sys.platform == 'win32'", reason="the stand-in is a shell script")
def test_how_an_audit_ends(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    program: str,
    answer: str,
    code: int,
    said: str,
) -> None:
    _stub(tmp_path, program, answer)
    monkeypatch.setattr(AUDIT.shutil, "which", lambda name: str(tmp_path / name) if name == program else None)
    assert AUDIT.main() == code
    written = capsys.readouterr()
    assert said in written.out + written.err


def test_without_any_tool_nothing_is_claimed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(AUDIT.shutil, "which", lambda _name: None)
    assert AUDIT.main() == 2
    assert "Nothing was audited" in capsys.readouterr().err
