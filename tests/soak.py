"""Hold a three-hour workshop in minutes, in the real window, and measure what it leaves behind.

    python tests/soak.py [--edits N] [--seed N] [--json FILE]

20,000 letters through key presses, storms of undo and redo, exports to Excel and PDF in turn, saves, changes of theme
and language. After a warm-up of two rounds memory may grow by a tenth at most and an edit become slower by a fifth at
most; no widget, thread or file handle may be left over. It ends with 1 where a promise is not kept.
"""

# A script speaks, and its dice are no secrets.
# ruff: noqa: T201, S311

import argparse
import gc
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec  # noqa: E402 - after the path to the sources
from benchmarks.subjects import document_of  # noqa: E402
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QObject, QSettings, Qt  # noqa: E402
from PySide6.QtGui import QKeySequence  # noqa: E402
from PySide6.QtTest import QSignalSpy, QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402
from soak_figures import Census, Edit, Soaked, Storms, grown, handles, memory, p95, table, threads  # noqa: E402

from raciapp.base.words import Language  # noqa: E402
from raciapp.checks.engine import check  # noqa: E402
from raciapp.document.journal import Journal  # noqa: E402
from raciapp.document.storage import save  # noqa: E402
from raciapp.knowledge.library import knowledge  # noqa: E402
from raciapp.ui.app import Desk  # noqa: E402
from raciapp.ui.settings import Settings  # noqa: E402
from raciapp.ui.theme import Choice  # noqa: E402
from raciapp.ui.window import MainWindow  # noqa: E402

SIZE = (60, 20)
ROUND = 1000
"""Edits between two changes of face."""
EXPORT_EVERY = 100
SAVE_EVERY = 250
STORM_EVERY = 500
FLOOR_EVERY = 10
STORM = 100
"""Steps of undo in a storm; as many of redo follow."""
WARM_UP = 2
"""Rounds before memory counts: the first of each format, theme and language loads what it needs."""
PATIENCE = 60_000
"""Milliseconds within which an export or a new window must have come."""
LETTERS = (Qt.Key.Key_R, Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_I)
ARROWS = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up)
OWN_OF_QT = "QPropertyAnimation"
"""Stopped ones stay with Qt's main window until it lays itself out anew."""
HOME = (Choice.LIGHT, Language.EN)


class Soak:
    """One desk, one document, one long afternoon."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Open a document of 60 x 20 in a window of its own; everything is written to `folder`."""
        self.done = Storms()
        self.edits: list[Edit] = []
        """Those of the round at hand: what is measured must not count as what the window holds."""
        self.floors: list[float] = []
        """Milliseconds of the processor that a check takes which is always the same, after each tenth edit."""
        self._folder = folder
        self._dice = random.Random(seed)
        self._formats = cycle((".xlsx", ".pdf"))
        self._themes = cycle((Choice.DARK, Choice.CONTRAST, Choice.LIGHT))
        path = folder / "workshop.raci"
        self._untouched = document_of(*SIZE)
        save(self._untouched, path)
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        settings.theme, settings.language = HOME
        self._desk = Desk(app, settings, path)
        workspace = self.window.open_session().workspace
        if workspace.journal is None:
            workspace.journal = Journal.begin(workspace.document, path)
        self.window.resize(1366, 768)
        self.window.show()
        self._settle()

    @property
    def window(self) -> MainWindow:
        """Return the window that is on the screen now."""
        return self._desk.window

    def _settle(self) -> None:
        """Wait until the window takes keys and its details are there, and everything that was given up is gone."""
        window = self.window
        editor = window.editor
        assert editor is not None
        _wait(lambda: window.isActiveWindow() and "details" in editor.__dict__, "the window is not ready")
        for _ in range(3):  # what is given up may give up more
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()
            gc.collect()
        journal = window.open_session().workspace.journal
        assert journal is None or journal.wait(), "the journal is not on the disk"

    # -- what a person does -------------------------------------------------------------------------------

    def _press(self, keys: str, times: int = 1) -> None:
        for _ in range(times):
            QTest.keySequence(self.window.windowHandle(), QKeySequence(keys))
            QApplication.processEvents()

    def edit(self) -> None:
        """Go to another cell and type a letter; the letter is what is timed, until nothing is left to be done."""
        grid = self.window.grid
        for _ in range(self._dice.randrange(1, 4)):
            QTest.keyClick(grid, self._dice.choice(ARROWS))
        QApplication.processEvents()
        letter, before = self._dice.choice(LETTERS), self.window.open_session().document
        start, own = time.perf_counter(), time.thread_time()
        QTest.keyClick(grid, letter)
        QApplication.processEvents()
        self.edits.append(Edit((time.perf_counter() - start) * 1000, (time.thread_time() - own) * 1000))
        assert self.window.open_session().document is not before, f"{letter.name} changed nothing"
        self.done.edits += 1
        if self.done.edits % FLOOR_EVERY == 0:
            own = time.thread_time()
            check(self._untouched, "as_is", knowledge())
            self.floors.append((time.thread_time() - own) * 1000)

    def storm(self, steps: int) -> None:
        """Take back many edits and do them again, with one key each."""
        history = self.window.open_session().workspace.history
        steps = min(steps, history.at)
        document = self.window.open_session().document
        self._press("Ctrl+Z", steps)
        assert self.window.open_session().workspace.history.at == history.at - steps
        self._press("Ctrl+Y", steps)
        assert self.window.open_session().document is document
        self.done.undone += steps
        self.done.redone += steps

    def export(self) -> None:
        """Export in a worker thread and wait for it."""
        ended = QSignalSpy(self.window.export_ended)
        path = self._folder / f"matrix{next(self._formats)}"
        path.unlink(missing_ok=True)
        self.window.exporting.export_to(path)
        _wait(lambda: ended.count() > 0, f"{path.name}: the export has not ended")
        assert path.stat().st_size > 1000
        self.done.exports += 1

    def save(self) -> None:
        """Save with the keyboard."""
        self._press("Ctrl+S")
        assert not self.window.open_session().workspace.modified
        self.done.saves += 1

    def wear(self, theme: Choice) -> None:
        """Change the theme, for which the window is made anew."""
        self._renewed(lambda: self.window.choose_theme(theme))
        self.done.themes += 1

    def speak(self, language: Language) -> None:
        """Change the language, for which the window is made anew."""
        if language is not self._desk._settings.language:
            self._renewed(lambda: self.window.choose_language(language))
            self.done.languages += 1

    def _renewed(self, change: Callable[[], object]) -> None:
        old = self.window
        change()
        _wait(lambda: self.window is not old, "the window was not made anew")
        self._settle()

    # -- the afternoon ------------------------------------------------------------------------------------

    def prime(self) -> None:
        """Do everything once, so that what is made when it is first needed is there."""
        for _ in range(3):
            self.edit()
        self.storm(2)
        self.save()
        for _ in range(2):
            self.export()
        self._settle()

    def round(self, edits: int) -> None:
        """Type, undo, redo, export and save; the window stays the same."""
        for number in range(1, edits + 1):
            self.edit()
            if number % EXPORT_EVERY == 0:
                self.export()
            if number % SAVE_EVERY == 0:
                self.save()
            if number % STORM_EVERY == 0:
                self.storm(STORM)
        self._settle()

    def change_face(self) -> None:
        """Wear the next theme and speak the other language, then come home: the window is made anew each time."""
        self.wear(next(self._themes))
        self.speak(Language.FR)
        self.edit()
        self.wear(HOME[0])
        self.speak(HOME[1])

    def census(self) -> Census:
        """Count what lives."""
        app = QApplication.instance()
        assert app is not None
        objects = [self.window, *self.window.findChildren(QObject), *app.findChildren(QObject)]
        return Census(
            Counter(type(widget).__name__ for widget in QApplication.allWidgets()),
            Counter(name for name in (one.metaObject().className() for one in objects) if name != OWN_OF_QT),
            threads(),
            handles(),
        )

    def end(self) -> None:
        """End the journal, and the window with it."""
        journal = self.window.open_session().workspace.journal
        assert journal is not None
        journal.close()
        self.window.hide()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _wait(until: Callable[[], bool], complaint: str) -> None:
    patience = QDeadlineTimer(PATIENCE)
    while not until():
        assert not patience.hasExpired(), complaint
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def soak(edits: int, seed: int, folder: Path) -> Soaked:
    """Hold the workshop, `edits` letters long, and return what it measured."""
    start = time.perf_counter()
    work = Soak(folder, seed)
    size = min(ROUND, max(1, edits // (WARM_UP + 1)))
    in_window: Counter[str] = Counter()
    memories: list[float] = []
    spans: list[Edit] = []
    floors: list[float] = []
    warm: Census | None = None
    while work.done.edits < edits:
        work.change_face()
        work.prime()
        begun, work.edits, first_floor = work.census(), [], len(work.floors)
        work.round(min(size, max(1, edits - work.done.edits)))
        ended = work.census()
        in_window |= Counter(grown(begun.widgets, ended.widgets)) | Counter(grown(begun.objects, ended.objects))
        spans.append(_p95s(work.edits))
        floors.append(p95(work.floors[first_floor:] or work.floors))
        memories.append(memory())
        if len(spans) == WARM_UP:
            warm = ended
        print(f"{work.done.edits:6} edits, {memories[-1]:7.1f} MB, {_told(spans[-1])}", file=sys.stderr, flush=True)
    last = ended
    warm = warm or begun
    work.end()
    warm_up = min(WARM_UP, len(spans) - 1)
    early, late = spans[warm_up], spans[-1]
    return Soaked(
        done=work.done,
        seconds=time.perf_counter() - start,
        memory_warm=memories[warm_up - 1],
        memory_end=memories[-1],
        edit_start=early.wall,
        edit_end=late.wall,
        edit_start_processor=early.processor,
        edit_end_processor=late.processor,
        floor_start=floors[warm_up],
        floor_end=floors[-1],
        left_in_window=dict(in_window),
        left_after_windows=grown(warm.widgets, last.widgets) | grown(warm.objects, last.objects),
        threads=grown(warm.threads, last.threads),
        handles=grown(warm.handles, last.handles),
        memory_by_round=tuple(round(one, 1) for one in memories),
        edit_by_round=tuple(round(span.processor, 3) for span in spans),
    )


def _p95s(edits: list[Edit]) -> Edit:
    return Edit(p95([edit.wall for edit in edits]), p95([edit.processor for edit in edits]))


def _told(edit: Edit) -> str:
    return f"p95 of an edit {edit.wall:.2f} ms by the clock, {edit.processor:.2f} ms of the processor"


def main() -> int:
    """Soak, print the table, and return 1 where a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=20_000, help="how many letters are typed")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", type=Path, help="also write the figures there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="raciapp-soak-") as name:
        for kind in ("CONFIG", "CACHE", "STATE", "DATA"):
            os.environ[f"XDG_{kind}_HOME"] = f"{name}/{kind.lower()}"
        soaked = soak(arguments.edits, arguments.seed, Path(name))
    print(table(soaked))
    if arguments.json:
        arguments.json.write_bytes(msgspec.json.format(msgspec.json.encode(soaked)))
    return 0 if soaked.kept else 1


if __name__ == "__main__":
    sys.exit(main())
