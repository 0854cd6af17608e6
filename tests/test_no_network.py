"""Nothing leaves the laptop: the window, the commands and the exports make no socket and start no program.

They run in a Python of their own, where two guards stand. An audit hook ends the process at whatever Python does
about sockets and programs; on Linux the kernel ends it when anything, Qt and typst included, asks for an internet
socket. Opening a link hands it over to the person's browser, and is not done here.
"""

import ast
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from raciapp.cli import COMMANDS
from raciapp.document.vault import seal_document

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "raciapp"
COASTAL = ROOT / "sample_orgs" / "coastal_stewardship.raci"
STOPPED = 77
KILLED_BY_KERNEL = -31
"""The signal SIGSYS, as subprocess counts it."""

HEARD = """
import os, sys, traceback

FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "webbrowser.")

def forbid(event, arguments):
    if event.startswith(FORBIDDEN):
        traceback.print_stack()
        os.write(2, f"forbidden: {event} {arguments}\\n".encode())
        os._exit(77)

sys.addaudithook(forbid)
"""

WATCHED = """
import ctypes, platform, struct

def watch():
    # seccomp(2): load the number of the system call; of socket(), its first argument; kill for AF_INET and AF_INET6.
    number = {"x86_64": 41, "aarch64": 198}[platform.machine()]
    steps = [(0x20, 0, 0, 0), (0x15, 0, 3, number), (0x20, 0, 0, 16), (0x15, 2, 0, 2), (0x15, 1, 0, 10),
             (0x06, 0, 0, 0x7FFF0000), (0x06, 0, 0, 0x80000000)]
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    filter = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program)))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    if prctl(38, 1, 0, 0, 0) or prctl(22, 2, ctypes.addressof(filter), 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel takes no filter")

watch()
"""
WATCHABLE = sys.platform == "linux" and platform.machine() in {"x86_64", "aarch64"}

COMMAND = """
from raciapp.__main__ import main

code = main(sys.argv[1:])
sys.stdout.flush()
os._exit(0 if code in (0, 1) else code)
"""

WINDOW = """
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from raciapp.base.words import Language
from raciapp.ui.app import Desk
from raciapp.ui.settings import Settings
from raciapp.ui.theme import Choice, choose_theme

folder = Path(sys.argv[1])
app = QApplication([])
settings = Settings()
settings.language = Language.EN
desk = Desk(app, settings, folder / "a.raci")
window = desk.window
window.show()
QTest.qWaitForWindowExposed(window)
before = window.open_session().document
grid = window.grid
grid.setFocus()
for key in "arci":
    QTest.keyClick(grid, key)
app.processEvents()
assert window.open_session().document != before
for suffix in (".xlsx", ".pdf"):
    window.exporting.export_to(folder / f"out{suffix}")
    window.exporting.wait_for_export()
    app.processEvents()
assert window.files.save()
settings.language = Language.FR
desk._remake()
desk.window.hide()
app.processEvents()
loaded = Path("/proc/self/maps")
if loaded.exists():
    assert "Qt6Network" not in loaded.read_text()
assert "PySide6.QtNetwork" not in sys.modules
print("done")
sys.stdout.flush()
os._exit(0)
"""


def guarded(program: str, folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a program behind the guards, in folders of its own; errors on stderr in UTF-8."""
    folders = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "CACHE", "STATE", "DATA")}
    own = {"HOME": str(folder), "PYTHONPATH": str(ROOT / "src"), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(  # noqa: S603 - our own Python, our own program
        [sys.executable, "-c", HEARD + (WATCHED if WATCHABLE else "") + program, *map(str, arguments)],
        env=os.environ | folders | own | {"PYTHONIOENCODING": "utf-8"},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


# -- the guards themselves --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "program",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://localhost')",
        "import subprocess; subprocess.run(['true'])",
        "os.system('true')",
        "try:\n    import socket; socket.socket()\nexcept BaseException:\n    pass",
    ],
)
def test_python_is_stopped(program: str, tmp_path: Path) -> None:
    ended = guarded(program, tmp_path)
    assert ended.returncode == STOPPED
    assert "forbidden: " in ended.stderr


@pytest.mark.skipif(not WATCHABLE, reason="the kernel's filter is written for Linux on x86_64 and aarch64")
@pytest.mark.parametrize("family", [2, 10], ids=["AF_INET", "AF_INET6"])
def test_the_kernel_stops_what_python_does_not_see(family: int, tmp_path: Path) -> None:
    assert guarded(f"ctypes.CDLL(None).socket({family}, 1, 0)", tmp_path).returncode == KILLED_BY_KERNEL
    assert guarded("ctypes.CDLL(None).socket(1, 1, 0)", tmp_path).returncode == 0


# -- the app ----------------------------------------------------------------------------------------------


COMMAND_LINES = (
    "new -o made.raci --template corporate",
    "import table.csv -o made.raci",
    "units chart.csv",
    "check a.raci",
    "check sealed.raci",
    "export a.raci -o a.xlsx -o a.pdf -o a.csv",
    "formats",
    "diff a.raci a.raci",
    "anonymise a.raci -o made.raci",
    "recover --list",
    "samples",
    "templates",
    "rules",
    "--help",
    "--version",
    "check gone.raci",
)


@pytest.mark.parametrize("command", COMMAND_LINES)
def test_commands_reach_for_nothing(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.raci").write_bytes(COASTAL.read_bytes())
    (tmp_path / "table.csv").write_text("Activity,Legal,Communications\nApprove posts,A,R\nAnswer,C,A/R\n", "utf-8")
    (tmp_path / "chart.csv").write_text("Unit,Reports to\nLegal,Corporate\nCommunications,Corporate\n", "utf-8")
    if "sealed" in command:
        (tmp_path / "sealed.raci").write_bytes(seal_document(COASTAL.read_bytes(), "password"))
        (tmp_path / "password.txt").write_text("password\n", "utf-8")
        monkeypatch.setenv("RACIAPP_PASSWORD_FILE", str(tmp_path / "password.txt"))
    ended = guarded(COMMAND, tmp_path, *command.split())
    assert ended.returncode == (2 if "gone" in command else 0), ended.stderr
    assert "forbidden" not in ended.stderr


def test_every_command_is_run_above() -> None:
    run = {line.split()[0] for line in COMMAND_LINES}
    assert set(COMMANDS) <= run


def test_the_window_reaches_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.raci").write_bytes(COASTAL.read_bytes())
    ended = guarded(WINDOW, tmp_path, tmp_path)
    assert (ended.returncode, ended.stdout) == (0, "done\n"), ended.stderr
    assert (tmp_path / "out.xlsx").read_bytes().startswith(b"PK")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "a.raci").read_bytes() != COASTAL.read_bytes()


# -- the sources ------------------------------------------------------------------------------------------

SPEAKING = {
    "aiohttp", "asyncio", "ftplib", "http.client", "http.server", "httpx", "imaplib", "poplib", "requests", "smtplib",
    "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
    "PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore",
}  # fmt: skip


def imported(source: str) -> set[str]:
    """Return the modules that a source imports, lazily or not, with each package above them."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.update({node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)})
    return {".".join(name.split(".")[:length]) for name in names for length in range(1, name.count(".") + 2)}


def test_what_would_be_found() -> None:
    found = imported("from PySide6 import QtNetwork\ndef f():\n    import http.client as x\nfrom urllib import request")
    assert {"PySide6.QtNetwork", "http.client", "urllib.request"} <= found


def test_no_source_imports_what_speaks_to_others() -> None:
    files = sorted(SOURCES.rglob("*.py"))
    assert len(files) > 100
    assert {str(file): found for file in files if (found := imported(file.read_text("utf-8")) & SPEAKING)} == {}
