"""The app that `crashing.py` kills: a real window without a screen that types what it is told to.

It runs as a server which has imported everything and forks once per request, because a start costs more than a kill.
Each line of stdin is a `Request`; stdout tells, a line at a time, of births and deaths (the server), and of every key
before it is pressed and after the repaint that shows what came of it (the app). Where a request sets a trap, a system
call of that kind stops half-way, says so and waits for the kill.
"""

import gc
import os
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import msgspec
from crash_protocol import Request, Trap
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from raciapp.document.journal import Journal
from raciapp.document.storage import encode, load
from raciapp.document.workspace import Workspace
from raciapp.knowledge.library import knowledge
from raciapp.ui.settings import Settings
from raciapp.ui.theme import Choice, choose_theme, dress
from raciapp.ui.window import MainWindow

WRITE, FSYNC, REPLACE, UNLINK = os.write, os.fsync, os.replace, os.unlink


def tell(*words: object) -> None:
    """Tell the harness something, in one write that nothing comes between."""
    WRITE(1, (" ".join(map(str, words)) + "\n").encode())


class Trapped:
    """Stops the system call that a trap is set for."""

    def __init__(self, trap: Trap | None) -> None:
        self._trap = trap
        self._left = trap.nth if trap else 0
        self._inside = ["begin"]

    def begun(self) -> None:
        """Count what follows as the window's."""
        self._inside = ["window"]

    @contextmanager
    def inside(self, where: str) -> Iterator[None]:
        """Count the calls of a `with` block as those of `where`."""
        self._inside.append(where)
        try:
            yield
        finally:
            self._inside.pop()

    def springs(self, call: str) -> bool:
        """Return whether this is the call to stop."""
        where = "sync" if threading.current_thread().name == "journal" else self._inside[-1]
        if self._trap is None or (where, call) != (self._trap.where, self._trap.call):
            return False
        self._left -= 1
        return self._left < 0

    def stop(self) -> None:
        """Wait for the kill."""
        tell("inside", self._trap and self._trap.where, self._trap and self._trap.call)
        while True:
            time.sleep(60)

    @property
    def late(self) -> bool:
        """Return whether to stop after the call instead of before it."""
        return self._trap is not None and self._trap.late


def set_trap(trapped: Trapped) -> None:
    """Patch the system calls that saving and the journal are made of."""

    def stopping(name: str, call: Callable[..., object]) -> Callable[..., object]:
        def patched(*arguments: object, **options: object) -> object:
            if not trapped.springs(name):
                return call(*arguments, **options)
            if trapped.late:
                call(*arguments, **options)
            trapped.stop()
            return None

        return patched

    def write(descriptor: int, content: bytes) -> int:
        if trapped.springs("write"):
            WRITE(descriptor, content if trapped.late else content[: len(content) // 2])
            trapped.stop()
        return WRITE(descriptor, content)

    os.fsync = stopping("fsync", FSYNC)  # type: ignore[assignment]  # what is patched keeps its arguments
    os.replace = stopping("replace", REPLACE)  # type: ignore[assignment]  # as above
    os.unlink = stopping("unlink", UNLINK)  # type: ignore[assignment]  # as above
    os.write = write  # type: ignore[assignment]  # as above
    for owner, method, where in ((Workspace, "save", "save"), (Journal, "rotate", "rotation"),
                                 (Journal, "record", "record")):  # fmt: skip
        _mark(trapped, owner, method, where)


def _mark(trapped: Trapped, owner: type, method: str, where: str) -> None:
    original = getattr(owner, method)

    def marked(*arguments: object, **options: object) -> object:
        with trapped.inside(where):
            return original(*arguments, **options)

    setattr(owner, method, marked)


class Painted(QObject):
    """Counts the paintings of what it watches."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count, and let it pass."""
        self.count += event.type() is QEvent.Type.Paint
        return False


def digest(workspace: Workspace) -> str:
    """Return a fingerprint of the document as it is on the screen."""
    return f"{zlib.crc32(encode(workspace.document)):08x}"


def live(request: Request) -> None:
    """Be the app: open the document, type, and wait for the end."""
    trapped = Trapped(request.trap)
    set_trap(trapped)
    app = QApplication(["raciapp"])
    app.setStyle("Fusion")
    choose_theme(Choice.LIGHT)
    dress(app)
    settings = Settings(QSettings(f"{request.folder}/settings.ini", QSettings.Format.IniFormat))
    document = load(Path(request.file))
    path = None if request.unsaved else Path(request.file)
    workspace = Workspace(document, path, count().__next__, Journal.begin(document, path))
    trapped.begun()
    window = MainWindow(settings, workspace)
    window.show()
    while not window.isActiveWindow():
        app.processEvents()
    painted = Painted()
    window.grid.viewport().installEventFilter(painted)
    tell("ready")
    for number, keys in enumerate(request.keys):
        tell("press", number, *(window.grid.current_place() or ("", "")))
        before, seen = workspace.document, painted.count
        for key in keys.split():
            QTest.keySequence(window.windowHandle(), QKeySequence(key))
        app.processEvents()
        while workspace.document is not before and painted.count == seen:
            app.processEvents()
        tell("ack", number, digest(workspace))
    tell("end")
    while True:
        time.sleep(60)


def serve() -> None:
    """Fork one app per request until there are no more."""
    knowledge()
    gc.freeze()
    for line in sys.stdin.buffer:
        request = msgspec.json.decode(line, type=Request)
        child = os.fork()
        if child == 0:
            try:
                os.environ["XDG_STATE_HOME"] = f"{request.folder}/state"
                live(request)
            finally:
                os._exit(99)  # only a fault of the app leads here
        tell("born", child)
        _, status = os.waitpid(child, 0)
        tell("dead", status)


if __name__ == "__main__":
    serve()
