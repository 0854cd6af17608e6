"""The rooms below the window work where PySide6 is not installed: a server, a pipeline, a headless machine."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORE_TESTS = ("document", "checks")

BLOCKED = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"No module named {name!r}, for this test", name=name)

sys.meta_path.insert(0, NoQt())
"""

IMPORT_EVERYTHING = """
import raciapp

names = [
    module.name
    for room in ("base", "document", "knowledge", "checks", "formats", "cli")
    for module in pkgutil.walk_packages([f"{raciapp.__path__[0]}/{room}"], f"raciapp.{room}.")
]
for name in names:
    importlib.import_module(name)
print(len(names), sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))))
"""

CHECK_AND_SAVE = """
from pathlib import Path
from raciapp.checks.engine import check
from raciapp.document.storage import load, save
from raciapp.knowledge.library import knowledge

source, target = map(Path, sys.argv[1:])
document = load(source)
save(document, target)
print(len(check(document, "as_is", knowledge()).findings), load(target) == document)
"""

RUN_TESTS = """
import pytest

sys.exit(pytest.main(sys.argv[1:]))
"""

SETTINGS = f"""
[pytest]
pythonpath = {ROOT / "src"} {ROOT / "tests"}
filterwarnings = error
"""


def without_qt(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a Python of its own that has no Qt."""
    return subprocess.run(  # noqa: S603 - our own Python, our own program
        [sys.executable, "-c", BLOCKED + program, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "RACIAPP_HYPOTHESIS": "taste", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_qt_is_really_out_of_reach() -> None:
    for module in ("PySide6", "PySide6.QtCore", "shiboken6"):
        ended = without_qt(f"import {module}\n")
        assert ended.returncode == 1
        assert "for this test" in ended.stderr


def test_every_module_below_the_window_is_imported() -> None:
    ended = without_qt(IMPORT_EVERYTHING)
    assert ended.returncode == 0, ended.stderr
    number, loaded = ended.stdout.split(maxsplit=1)
    below = [
        path
        for room in ("base", "document", "knowledge", "checks", "formats", "cli")
        for path in (ROOT / "src" / "raciapp" / room).rglob("*.py")
        if path.name != "__init__.py"
    ]
    assert int(number) >= len(below) > 30
    assert loaded.strip() == "[]"


def test_a_file_is_opened_checked_and_saved(tmp_path: Path) -> None:
    source, target = ROOT / "sample_orgs" / "coastal_stewardship.raci", tmp_path / "saved.raci"
    ended = without_qt(CHECK_AND_SAVE, source, target)
    assert (ended.stdout.split(), ended.stderr) == (["23", "True"], "")
    assert target.read_bytes() == source.read_bytes()


def test_the_core_tests_pass(tmp_path: Path) -> None:
    """Those of the document and of the checks, with a taste of each property; all have had their fill before."""
    settings = tmp_path / "pytest.ini"
    settings.write_text(SETTINGS, "utf-8")
    # pytest-qt asks for Qt when it is loaded; its settings in pyproject.toml would be unknown without it.
    ended = without_qt(
        RUN_TESTS,
        *(ROOT / "tests" / room for room in CORE_TESTS),
        *("-c", settings, "--rootdir", ROOT, "--import-mode=importlib", "-q", "-rs", "-x"),
        *("-p", "no:pytest-qt", "-p", "no:pytest_cov", "-p", "no:cacheprovider"),
    )
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-1000:]
    assert " passed" in ended.stdout
    assert "skipped" not in ended.stdout or "domain file" in ended.stdout
