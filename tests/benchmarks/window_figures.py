"""What a person waits for in the window: its start, a key, the scroll bar; and the memory it takes."""

import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from itertools import count, cycle
from pathlib import Path

from benchmarks.subjects import document_of
from benchmarks.timing import Budget, Figure, median_ms, p95_ms, took
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from raciapp.document.records import Document
from raciapp.document.storage import save
from raciapp.document.workspace import Workspace
from raciapp.ui.app import Desk
from raciapp.ui.settings import Settings
from raciapp.ui.window import MainWindow

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LARGE = (2000, 200)
KEYS = 200
"""Key presses and repaints of which the 95th percentile is taken."""
STARTS = 8


def window_figures(folder: Path) -> list[Figure]:
    """Measure everything about the window; files go to `folder`."""
    return [
        measure_start(),
        measure_memory(folder),
        *measure_keys(60, 20, Budget(4)),
        *measure_keys(*LARGE, Budget(16)),
        measure_opening(),
        *measure_scrolling(),
    ]


def measure_start() -> Figure:
    """Time whole processes, ours and the bare one in turn."""
    sample = ROOT / "sample_orgs" / "coastal_stewardship.raci"

    def pair() -> tuple[float, float]:
        ours = took(lambda: _run("start_app.py", str(sample))).clock
        return ours, took(lambda: _run("start_bare.py")).clock

    pairs = [pair() for _ in range(STARTS + 1)][1:]
    ours, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    what = "start to painted window, sample open"
    return Figure(what, ours, bare, "bare PySide6 table", Budget(2.5, "x"))


def measure_memory(folder: Path) -> Figure:
    """Compare the most memory that each process ever held, half a second after it was painted."""
    path = folder / "memory.raci"
    save(document_of(60, 20), path)
    what, budget = "memory of the window, 60 x 20", Budget(1.5, "x")
    if not Path("/proc/self/status").exists():
        return Figure(what, None, budget=budget, unit="MB", note="measured on Linux only")
    ours = statistics.median(_peak("start_app.py", str(path)) for _ in range(3))
    bare = statistics.median(_peak("start_bare.py") for _ in range(3))
    return Figure(what, ours, bare, "bare PySide6 table", budget, unit="MB")


def _run(*command: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever starts it twice has its bytecode
    whole = [sys.executable, str(HERE / command[0]), *command[1:]]
    return subprocess.run(whole, check=True, env=environment, stdout=subprocess.PIPE, encoding="utf-8").stdout


def _peak(*command: str) -> float:
    """Return megabytes. The kernel's `ru_maxrss` would count what the parent held before it became another program."""
    line = next(line for line in _run(*command, "--memory").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def measure_keys(activities: int, units: int, budget: Budget) -> list[Figure]:
    """Press keys in the real window until the event loop is idle; the floor is a bare table that changes one text.

    What is timed is a letter that the check judges anew, each in another cell, and a step to the next cell.
    """
    window = _shown(document_of(activities, units))
    grid = window.grid

    def type_letter() -> None:
        QTest.keyClick(grid, Qt.Key.Key_C)
        QApplication.processEvents()

    path = cycle((*[Qt.Key.Key_Right] * 12, Qt.Key.Key_Down, *[Qt.Key.Key_Left] * 12, Qt.Key.Key_Down))

    def go_on() -> None:
        QTest.keyClick(grid, next(path))
        QApplication.processEvents()

    way = cycle((Qt.Key.Key_Right, Qt.Key.Key_Left))

    def step() -> None:
        QTest.keyClick(grid, next(way))
        QApplication.processEvents()

    bare, model = _bare_table(activities, units)
    turn = count()

    def floor() -> None:
        model.setData(model.index(0, 0), str(next(turn)))
        QTest.keyClick(bare, Qt.Key.Key_Shift)
        QApplication.processEvents()

    size = f"{activities} x {units}, p95"
    floor_time = p95_ms(floor, KEYS).clock
    bare.close()
    typed, stepped = p95_ms(type_letter, KEYS, before=go_on), p95_ms(step, KEYS)
    window.hide()
    name = "bare table, one text"
    return [
        Figure(f"key press to repainted cell with all findings, {size}", typed.clock, floor_time, name, budget,
               typed.processor),
        Figure(f"step to the next cell, {size}", stepped.clock, floor_time, name, budget, stepped.processor),
    ]  # fmt: skip


def measure_opening() -> Figure:
    """Open and paint a large document; the floor fills a bare table with as many texts."""
    document = document_of(*LARGE)

    def ours() -> None:
        _shown(document).hide()

    def floor() -> None:
        table, model = _bare_table(*LARGE)
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                model.setItem(row, column, QStandardItem("A"))
        QApplication.processEvents()
        table.close()

    figure = median_ms(ours, 3), median_ms(floor, 3)
    return Figure("open in the window, 2000 x 200", *figure, "bare table filled", Budget(1000))


def measure_scrolling() -> list[Figure]:
    """Scroll and repaint at 1920 x 1080; the floor is a bare table as large."""
    window = _shown(document_of(*LARGE))
    grid = window.grid
    bare, model = _bare_table(*LARGE)
    for row in range(100):
        for column in range(60):
            model.setItem(row, column, QStandardItem("A"))

    def scroller(view: QTableView, pixels: int) -> Callable[[], None]:
        bar = view.verticalScrollBar()
        way = cycle((*[pixels] * 20, *[-pixels] * 20))

        def scroll() -> None:
            bar.setValue(bar.value() + next(way))
            QApplication.processEvents()

        return scroll

    def figure(what: str, ours: Callable[[], object], floor: Callable[[], object]) -> Figure:
        ours_time, floor_time = p95_ms(ours, KEYS), p95_ms(floor, KEYS).clock
        return Figure(what, ours_time.clock, floor_time, "bare table", Budget(8), ours_time.processor)

    figures = [
        figure("scrolling by a third of a row at 1920 x 1080, p95", scroller(grid, 10), scroller(bare, 1)),
        figure("repaint of the whole grid at 1920 x 1080, p95", grid.viewport().repaint, bare.viewport().repaint),
    ]
    bare.close()
    window.hide()
    return figures


def _shown(document: Document) -> MainWindow:
    window = _desk().window
    window.show_document(Workspace(document))
    window.resize(1920, 1080)
    window.show()
    QApplication.processEvents()
    return window


def _bare_table(rows: int, columns: int) -> tuple[QTableView, QStandardItemModel]:
    view = QTableView()
    model = QStandardItemModel(rows, columns, view)
    view.setModel(model)
    view.resize(1920, 1080)
    view.show()
    QApplication.processEvents()
    return view, model


_DESKS: list[Desk] = []


def _desk() -> Desk:
    if not _DESKS:
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        _DESKS.append(Desk(app, Settings()))
    return _DESKS[0]
