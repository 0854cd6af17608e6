"""A screen of its own with a window manager, on which real keys are pressed and pictures are taken.

Nothing here waits for a time: it waits for a window's title, for a file, or until two pictures in a row are the same.
"""

# The commands are written here; none comes from outside.
# ruff: noqa: S603

import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

PROGRAMS = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool", "import": "imagemagick"}
"""What is needed, and the Debian package that has it."""
PATIENCE = 30.0
"""Seconds until something that never comes is an error."""
STILL = 0.3
"""Seconds for which a picture that has changed must be the same to be finished; a text cursor blinks slower."""
QUIET = 1.2
"""Seconds after which a key that has changed nothing in the picture is taken not to."""


class Size(NamedTuple):
    """Pixels of a screen."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


class ScreenError(Exception):
    """Something is missing, or did not happen; the text says what."""


def missing_programs() -> list[str]:
    """Return the sentences about programs that are not installed."""
    return [
        f"{program} is missing; on Debian and Ubuntu: apt-get install {package}"
        for program, package in PROGRAMS.items()
        if shutil.which(program) is None
    ]


class Screen:
    """An Xvfb of some size with openbox; closed at the end of a `with` block, with all that runs on it."""

    def __init__(self, size: Size, home: Path) -> None:
        """Start a screen whose programs live in the folder `home`. Raises ScreenError where it does not start."""
        self._running: list[subprocess.Popen[bytes]] = []
        self._log = (home / "screen.log").open("wb")
        self._environment = _environment(home)
        reading, writing = os.pipe()
        command = ("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp")
        self.start(command, pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading, "rb") as told:
            number = told.readline().decode().strip()
        if not number:
            raise ScreenError("Xvfb did not start")
        self._environment["DISPLAY"] = f":{number}"
        self.start(("openbox",))
        self._last = ""
        self._run(
            "xdotool", "mousemove", str(size.width - 1), str(size.height - 1)
        )  # where nothing can be under the mouse

    def __enter__(self) -> Self:
        """Return the screen."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End what was started, the last first."""
        for process in reversed(self._running):
            process.terminate()
            process.wait(PATIENCE)
        self._log.close()

    def start(
        self, command: tuple[str, ...], pass_fds: tuple[int, ...] = (), log: Path | None = None
    ) -> "subprocess.Popen[bytes]":
        """Run a program on the screen; what it says goes to `log`."""
        with (log or Path(os.devnull)).open("wb") as said:
            process = subprocess.Popen(
                command, env=self._environment, stdout=said if log else self._log, stderr=said if log else self._log,
                pass_fds=pass_fds,
            )  # fmt: skip
        self._running.append(process)
        return process

    # -- keys ---------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys by their X names, such as `ctrl+s` and `Return`, and wait until the picture rests."""
        self._run("xdotool", "key", "--delay", "25", *keys)
        self.settle()

    def write(self, text: str) -> None:
        """Type a text, and wait until the picture rests."""
        self._run("xdotool", "type", "--delay", "15", text)
        self.settle()

    # -- waiting ------------------------------------------------------------------------------------------

    def wait_for(self, what: str, is_there: Callable[[], bool]) -> None:
        """Look again and again whether something has come. Raises ScreenError naming it where it never does."""
        end = time.monotonic() + PATIENCE
        while not is_there():
            if time.monotonic() > end:
                raise ScreenError(f"waited in vain for {what}")
            time.sleep(0.05)  # between two looks; no step counts on it

    def wait_for_end(self, process: "subprocess.Popen[bytes]", *keys: str) -> None:
        """Press the keys that end a program, and wait until it has ended."""
        self._run("xdotool", "key", *keys)
        self.wait_for("the end of the app", lambda: process.poll() is not None)

    def wait_for_title(self, part: str) -> None:
        """Wait for the active window to have a title with `part` in it, and for its picture."""
        self.wait_for(f"a window called «{part}»", lambda: part in self.title())
        self.settle()

    def title(self) -> str:
        """Return the title of the active window, or an empty text."""
        return self._ask("xdotool", "getactivewindow", "getwindowname").decode("utf-8", "replace").strip()

    def settle(self) -> None:
        """Wait until the picture has changed, or evidently will not, and then stays the same for a while."""
        begun = since = time.monotonic()
        before = self._picture()
        while time.monotonic() - begun < PATIENCE:
            now = self._picture()
            if now != before:
                before, since = now, time.monotonic()
            still = time.monotonic() - since
            if still > (STILL if now != self._last else QUIET):
                self._last = now
                return
        raise ScreenError("the picture never comes to rest")

    # -- pictures -----------------------------------------------------------------------------------------

    def shoot(self, path: Path) -> None:
        """Keep the picture of the whole screen."""
        self._run("import", "-window", "root", str(path))

    def _picture(self) -> str:
        return hashlib.sha256(self._ask("import", "-silent", "-window", "root", "rgb:-")).hexdigest()

    def _ask(self, *command: str) -> bytes:
        return subprocess.run(command, env=self._environment, capture_output=True, check=False).stdout

    def _run(self, *command: str) -> None:
        done = subprocess.run(command, env=self._environment, check=False, stdout=self._log, stderr=self._log)
        if done.returncode:
            raise ScreenError(f"«{' '.join(command)}» failed")


def _environment(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of the person's own is read or written."""
    folders: Mapping[str, str] = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV"}}
    source = Path(__file__).resolve().parent.parent / "src"
    return {
        **kept, **folders, "HOME": str(home), "USER": "facilitator", "LANG": "en_CA.UTF-8", "PYTHONPATH": str(source),
        "QT_QPA_PLATFORM": "xcb", "QT_LOGGING_RULES": "qt.qpa.*=false",
    }  # fmt: skip
