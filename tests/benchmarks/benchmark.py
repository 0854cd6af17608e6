"""Measure what DESIGN section 7 promises, each against a floor in the same run, and print one table.

`python tests/benchmarks/benchmark.py` prints it; `--write` also puts it into ARCHITECTURE.md between its markers.
Nothing fails here: machines are noisy, so figures are read, not tested.
"""

import argparse
import datetime as dt
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count, cycle
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*.warning=false")

from benchmarks.subjects import document_of, government_template  # noqa: E402
from openpyxl import Workbook  # noqa: E402 - after the path to the sources
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: E402
from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtGui import QStandardItem, QStandardItemModel  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QTableView  # noqa: E402

from raciapp.base.words import Language  # noqa: E402
from raciapp.checks.engine import check  # noqa: E402
from raciapp.document.records import Document  # noqa: E402
from raciapp.document.storage import encode, load, save  # noqa: E402
from raciapp.document.workspace import Workspace  # noqa: E402
from raciapp.formats.excel.workbook import write_workbook  # noqa: E402
from raciapp.formats.pdf import write_pdf  # noqa: E402
from raciapp.formats.report import Report, build_report  # noqa: E402
from raciapp.knowledge.library import knowledge  # noqa: E402
from raciapp.ui.app import Desk  # noqa: E402
from raciapp.ui.settings import Settings  # noqa: E402
from raciapp.ui.window import MainWindow  # noqa: E402

SIZES = ((60, 20), (2000, 200))
KEYS = 200
"""Key presses and repaints of which the 95th percentile is taken."""
MARKERS = ("<!-- benchmark -->", "<!-- end of benchmark -->")


class Figure(NamedTuple):
    """One line of the table: what, ours and the floor in milliseconds, the budget in words."""

    what: str
    ours: float
    floor: float | None
    floor_name: str
    budget: str


def median_ms(work: Callable[[], object], times: int) -> float:
    """Return the median time of `work` in milliseconds, after one run to warm up."""
    work()
    return statistics.median(_timed(work) for _ in range(times))


def p95_ms(work: Callable[[], object], times: int) -> float:
    """Return the 95th percentile of the time of `work` in milliseconds."""
    work()
    return sorted(_timed(work) for _ in range(times))[int(times * 0.95) - 1]


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def measure_start() -> Figure:
    """Time whole processes, ours and the bare one in turn."""
    sample = ROOT / "sample_orgs" / "coastal_stewardship.raci"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever starts it twice has its bytecode
    folder = Path(__file__).resolve().parent

    def run(*command: str) -> float:
        return _timed(lambda: subprocess.run([sys.executable, *command], check=True, env=environment))

    pairs = [(run(str(folder / "start_app.py"), str(sample)), run(str(folder / "start_bare.py"))) for _ in range(9)][1:]
    ours, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    return Figure("start to painted window, sample open", ours, bare, "bare PySide6 table", "<= 2.5 x")


def measure_keys(activities: int, units: int, budget: str) -> list[Figure]:
    """Press keys in the real window until the event loop is idle; the floor is a bare table that changes one text.

    What is timed is a letter that the check judges anew, and a step to the next cell.
    """
    window = _shown(document_of(activities, units))
    grid = window.grid

    def type_letter() -> None:
        QTest.keyClick(grid, Qt.Key.Key_C)
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
    floor_time = p95_ms(floor, KEYS)
    bare.close()
    figures = [
        Figure(f"key press to repainted cell with all findings, {size}", p95_ms(type_letter, KEYS), floor_time,
               "bare table, one text", budget),
        Figure(f"step to the next cell, {size}", p95_ms(step, KEYS), floor_time, "bare table, one text", budget),
    ]  # fmt: skip
    window.hide()
    return figures


def measure_opening() -> Figure:
    """Open and paint the largest document; the floor fills a bare table with as many texts."""
    document = document_of(*SIZES[1])

    def ours() -> None:
        _shown(document).hide()

    def floor() -> None:
        table, model = _bare_table(*SIZES[1])
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                model.setItem(row, column, QStandardItem("A"))
        QApplication.processEvents()
        table.close()

    figure = median_ms(ours, 3), median_ms(floor, 3)
    return Figure("open in the window, 2000 x 200", *figure, "bare table filled", "<= 1000 ms")


def measure_scrolling() -> list[Figure]:
    """Scroll and repaint at 1920 x 1080; the floor is a bare table as large."""
    window = _shown(document_of(*SIZES[1]))
    grid = window.grid
    bare, model = _bare_table(*SIZES[1])
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

    figures = [
        Figure("scrolling by a third of a row at 1920 x 1080, p95", p95_ms(scroller(grid, 10), KEYS),
               p95_ms(scroller(bare, 1), KEYS), "bare table", "<= 8 ms"),
        Figure("repaint of the whole grid at 1920 x 1080, p95", p95_ms(grid.viewport().repaint, KEYS),
               p95_ms(bare.viewport().repaint, KEYS), "bare table", "<= 8 ms"),
    ]  # fmt: skip
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


def measure_check(activities: int, units: int, budget: str) -> Figure:
    """Check every rule."""
    document = document_of(activities, units)
    ours = median_ms(lambda: check(document, "as_is", knowledge()), 30)
    return Figure(f"check of {len(knowledge().rules)} rules, {activities} x {units}", ours, None, "", budget)


def measure_files(folder: Path) -> list[Figure]:
    """Open and save a 60 x 20 document; the floor writes the same bytes durably."""
    document = document_of(60, 20)
    path, bare_path = folder / "a.raci", folder / "b.raci"
    content = encode(document)

    def durably() -> None:
        with bare_path.open("wb") as file:
            file.write(content)
            os.fsync(file.fileno())

    saving = median_ms(lambda: save(document, path), 30)
    return [
        Figure("open, 60 x 20", median_ms(lambda: load(path), 30), median_ms(path.read_bytes, 30), "read", "<= 5 ms"),
        Figure("save with fsync, 60 x 20", saving, median_ms(durably, 30), "write and fsync", "<= 15 ms"),
    ]


def measure_exports(folder: Path) -> list[Figure]:
    """Write the government template as Excel and PDF; floors: bare openpyxl, LibreOffice."""
    report = _report(government_template())
    xlsx, pdf = folder / "a.xlsx", folder / "a.pdf"
    excel = median_ms(lambda: write_workbook(report, xlsx), 7)
    bare = median_ms(lambda: _bare_workbook(report, folder / "b.xlsx"), 7)
    figures = [Figure("Excel export, 59 x 22", excel, bare, "bare openpyxl, same styled cells", "<= 1.5 x")]
    printed = median_ms(lambda: write_pdf(report, pdf), 7)
    office = shutil.which("soffice")
    if office:
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        convert = [*command, "--outdir", str(folder / "out"), str(xlsx)]
        slow = median_ms(lambda: subprocess.run(convert, check=True, capture_output=True), 3)
        figures.append(Figure("PDF export, 59 x 22", printed, slow, "LibreOffice converting it", "<= 0.1 x"))
    else:
        figures.append(Figure("PDF export, 59 x 22", printed, None, "", "<= 0.1 x LibreOffice"))
    sample = _report(load(ROOT / "sample_orgs" / "coastal_stewardship.raci"))
    full = median_ms(lambda: write_pdf(sample, pdf), 7)
    figures.append(Figure("PDF report with 23 findings, 22 x 16", full, None, "", "<= 500 ms"))
    return figures


def _report(document: Document) -> Report:
    return build_report(document, knowledge(), Language.EN, dt.date(2026, 1, 31))


def _bare_workbook(report: Report, path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    side = Side(style="thin", color="FFBBBBBB")
    font, fill = Font(bold=True), PatternFill("solid", fgColor="FFEEEEEE")
    border = Border(left=side, right=side, top=side, bottom=side)
    alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, row in enumerate((row for section in report.sections for row in section.rows), 1):
        for column, text in enumerate((row.name, *("/".join(cell.symbols) for cell in row.cells)), 1):
            cell = sheet.cell(number, column, text)
            cell.font, cell.fill, cell.border, cell.alignment = font, fill, border, alignment
    book.save(path)


_DESKS: list[Desk] = []


def _desk() -> Desk:
    if not _DESKS:
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        _DESKS.append(Desk(app, Settings()))
    return _DESKS[0]


def table(figures: list[Figure]) -> str:
    """Return the figures as a Markdown table."""
    lines = ["| what | ours | floor | ratio | budget |", "|---|---|---|---|---|"]
    for figure in figures:
        floor = f"{figure.floor:.2f} ms ({figure.floor_name})" if figure.floor else ""
        ratio = f"{figure.ours / figure.floor:.2f}" if figure.floor else ""
        lines.append(f"| {figure.what} | {figure.ours:.2f} ms | {floor} | {ratio} | {figure.budget} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print and, with `--write`, keep the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into ARCHITECTURE.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = name
        figures = [
            measure_start(),
            *(
                figure
                for size, budget in zip(SIZES, ("<= 4 ms", "<= 16 ms"), strict=True)
                for figure in measure_keys(*size, budget)
            ),
            measure_opening(),
            *measure_scrolling(),
            *(measure_check(*size, budget) for size, budget in zip(SIZES, ("<= 1 ms", "<= 10 ms"), strict=True)),
            *measure_files(folder),
            *measure_exports(folder),
        ]
    text = table(figures)
    print(text)
    if arguments.write:
        path = ROOT / "ARCHITECTURE.md"
        before, _, rest = path.read_text("utf-8").partition(MARKERS[0])
        after = rest.partition(MARKERS[1])[2]
        path.write_text(f"{before}{MARKERS[0]}\n{text}\n{MARKERS[1]}{after}", "utf-8")


if __name__ == "__main__":
    main()
