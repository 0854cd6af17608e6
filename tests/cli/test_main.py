"""The one entry: which arguments lead to a command and which to the window."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from cli.running import Run

import raciapp
from raciapp import __main__ as entry

Opened = list[Path | None]


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Put a window in place that only remembers what it was opened on."""
    opened: Opened = []

    def run_app(path: Path | None) -> int:
        opened.append(path)
        return 7

    module = ModuleType("raciapp.ui.app")
    monkeypatch.setattr(module, "run_app", run_app, raising=False)
    monkeypatch.setitem(sys.modules, "raciapp.ui.app", module)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return opened


def test_without_arguments_the_window_welcomes(run: Run, window: Opened) -> None:
    ran = run()
    assert (ran.code, ran.out, ran.err) == (7, "", "")
    assert window == [None]


def test_a_file_opens_the_window_on_it(run: Run, window: Opened) -> None:
    assert run("a/coastal.raci").code == 7
    assert run("checks").code == 7
    assert window == [Path("a/coastal.raci"), Path("checks")]


@pytest.mark.parametrize("arguments", [["--version"], ["rules"], ["a.raci", "b.raci"], ["--nonsense"]])
def test_everything_else_is_a_command(run: Run, window: Opened, arguments: list[str]) -> None:
    assert run(*arguments).code in {0, 2}
    assert window == []


def test_the_arguments_of_the_process_are_the_default(monkeypatch: pytest.MonkeyPatch, window: Opened) -> None:
    monkeypatch.setattr(sys, "argv", ["raciapp", "a.raci"])
    assert entry.main() == 7
    assert window == [Path("a.raci")]


def test_the_process_ends_with_the_code(monkeypatch: pytest.MonkeyPatch, window: Opened) -> None:
    monkeypatch.setattr(sys, "argv", ["raciapp"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(entry.__file__), run_name="__main__")
    assert ended.value.code == 7
    assert window == [None]


def test_an_interrupted_window_says_nothing(run: Run, window: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_path: Path | None) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["raciapp.ui.app"], "run_app", interrupted)
    ran = run()
    assert (ran.code, ran.out, ran.err, window) == (130, "", "", [])


def _without_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


def test_without_a_display_the_commands_are_named(run: Run, window: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_display(monkeypatch)
    ran = run("a.raci")
    assert (ran.code, ran.out, window) == (2, "", [])
    assert ran.err == (
        "raciapp: there is no display to open a window on. Without one, use «raciapp check» and «raciapp export».\n"
    )


@pytest.mark.usefixtures("framed")
def test_without_a_display_the_system_language_is_spoken(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_display(monkeypatch)
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    assert run().err.startswith("raciapp: ‹there is no display")


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_display_will_do(run: Run, window: Opened, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    _without_display(monkeypatch)
    monkeypatch.setenv(name, "something")
    assert run().code == 7
    assert window == [None]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_always_have_one(
    run: Run, window: Opened, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    _without_display(monkeypatch)
    monkeypatch.setattr(sys, "platform", platform)
    assert run().code == 7
    assert window == [None]


class _Missing:
    """Finds the window's module only to say that something it needs cannot be loaded."""

    def __init__(self, missing: str) -> None:
        self._missing = missing

    def find_spec(self, name: str, *_where: object) -> None:
        if name == "raciapp.ui.app":
            raise ImportError("libEGL.so.1: cannot open shared object file", name=self._missing)


@pytest.mark.parametrize("missing", ["PySide6", "PySide6.QtGui", "shiboken6"])
def test_without_qt_the_commands_are_named(run: Run, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.delitem(sys.modules, "raciapp.ui.app", raising=False)
    monkeypatch.setattr(sys, "meta_path", [_Missing(missing), *sys.meta_path])
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "raciapp: there is no display to open a window on: PySide6 cannot be loaded (libEGL.so.1: cannot open shared "
        "object file). Without it, use «raciapp check» and «raciapp export».\n"
    )


def test_a_fault_of_ours_is_not_taken_for_a_missing_library(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "raciapp.ui.app", raising=False)
    monkeypatch.setattr(sys, "meta_path", [_Missing("raciapp.ui.nothing"), *sys.meta_path])
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with pytest.raises(ImportError, match="libEGL"):
        run()


# -- in a process of its own ------------------------------------------------------------------------------


def _surroundings(**changed: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONUTF8", "LC_ALL", "LANG"}}
    return {**kept, "PYTHONPATH": str(Path(raciapp.__file__).parent.parent), **changed}


def test_french_survives_an_ascii_pipe(coastal: Path) -> None:
    ran = subprocess.run(  # noqa: S603 - our own program with arguments written here
        [sys.executable, "-m", "raciapp", "check", str(coastal), "--lang", "fr"],
        capture_output=True,
        check=False,
        env=_surroundings(PYTHONIOENCODING="ascii"),
        timeout=120,
    )
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert ran.stdout.decode("utf-8").startswith("Ministère de l'Intendance côtière · Situation actuelle")


def test_a_reader_may_leave(coastal: Path) -> None:
    with subprocess.Popen(  # noqa: S603 - our own program with arguments written here
        [sys.executable, "-m", "raciapp", "check", str(coastal)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_surroundings(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaints = process.stderr.read()
        assert process.wait(timeout=120) == 141
    assert complaints == b""


ALOOF = """
import sys
from types import ModuleType

from raciapp.__main__ import main

window = ModuleType("raciapp.ui.app")
window.run_app = lambda path: 0
sys.modules["raciapp.ui.app"] = window
assert main(["a.raci"]) == 0
assert not {"typer", "rich", "raciapp.cli.app"} & set(sys.modules), "the window loads the command line"
assert main(["templates"]) == 0
assert not [name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))], "a command loads Qt"
heavy = {"openpyxl", "pandas", "typst", "rapidfuzz", "charset_normalizer"}
assert not heavy & set(sys.modules), "a command loads what it does not need"
"""


def test_the_two_clients_never_load_each_other() -> None:
    ran = subprocess.run(  # noqa: S603 - our own program with arguments written here
        [sys.executable, "-c", ALOOF],
        capture_output=True,
        check=False,
        env=_surroundings(QT_QPA_PLATFORM="offscreen"),
        timeout=120,
    )
    assert (ran.returncode, ran.stderr.decode()) == (0, "")
