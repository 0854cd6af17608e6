"""Exporting in the background while the document may be edited."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QThread, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.acting import answers, click, letters, notice_buttons, press

from raciapp.base.errors import UserError
from raciapp.base.words import Language
from raciapp.formats import exporting
from raciapp.ui.exporting import writing
from raciapp.ui.grid.view import GridView
from raciapp.ui.jobs import Job
from raciapp.ui.language import set_language
from raciapp.ui.prompts import Answer
from raciapp.ui.window import MainWindow


class Gate:
    """An export that waits in its thread until it is let through."""

    def __init__(self) -> None:
        self.open = Event()
        self.ran_in: list[QThread] = []

    def __call__(self, *_: object, **__: object) -> None:
        self.ran_in.append(QThread.currentThread())
        assert self.open.wait(20)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Let exports wait; the end of the test lets them through."""
    made = Gate()
    monkeypatch.setattr(writing, "export", made)
    yield made
    made.open.set()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of what was handed to the system to be shown."""
    urls: list[str] = []

    def show(url: QUrl) -> bool:
        urls.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return urls


@pytest.mark.parametrize(("keys", "suffix", "start"), [("Ctrl+E", ".xlsx", b"PK"), ("Ctrl+P", ".pdf", b"%PDF-")])
def test_an_export_ends_with_a_notice_that_opens_it(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, shown: list[str], monkeypatch: pytest.MonkeyPatch,
    keys: str, suffix: str, start: bytes,
) -> None:  # fmt: skip
    gate, export = Gate(), exporting.export

    def export_once_let_through(*what: Any, **how: Any) -> None:
        gate()
        export(*what, **how)

    monkeypatch.setattr(writing, "export", export_once_let_through)
    path = tmp_path / f"out{suffix}"
    answers(window).save_paths.append(path)
    with qtbot.waitSignal(window.export_ended, timeout=30_000):
        press(window, keys)
        assert window.notices.text == f"Exporting out{suffix}…"
        assert window.notices.progress.isVisible()
        gate.open.set()
    assert answers(window).asked[-1][1] == tmp_path / f"coastal{suffix}"
    assert path.read_bytes().startswith(start)
    assert window.notices.text == f"Saved out{suffix} in {tmp_path}"
    assert list(notice_buttons(window)) == ["Open it", "Show in folder"]
    open_it, show_folder = notice_buttons(window).values()
    click(open_it, open_it.rect().center())
    click(show_folder, show_folder.rect().center())
    assert shown == [str(path), str(tmp_path)]
    assert not window.isWindowModified()


def test_an_export_speaks_the_language_of_the_window(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    set_language(Language.FR)
    with qtbot.waitSignal(window.export_ended, timeout=30_000):
        window.exporting.export_to(tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    texts = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}
    book.close()
    assert "Établir la stratégie en matière de médias sociaux" in texts


def test_an_export_can_be_cancelled_before_it_starts(window: MainWindow, tmp_path: Path) -> None:
    answers(window).save_paths.append(None)
    press(window, "Ctrl+E")
    assert not window.notices.isVisible()
    assert not list(tmp_path.glob("*.xlsx"))


def test_the_document_may_be_edited_meanwhile(window: MainWindow, grid: GridView, qtbot: QtBot, gate: Gate) -> None:
    ended = []
    window.export_ended.connect(lambda: ended.append(QThread.currentThread()))
    window.exporting.export_to(Path("out.xlsx"))
    press(window, "A")
    assert letters(window, "str_strategy", "dm") == "A/C"
    assert ended == []
    with qtbot.waitSignal(window.export_ended):
        gate.open.set()
    main = QApplication.instance()
    assert main is not None
    assert ended == [main.thread()]
    assert gate.ran_in[0] is not main.thread()


def test_the_end_is_told_in_the_windows_own_thread(
    window: MainWindow, qtbot: QtBot, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[QThread] = []
    monkeypatch.setattr(window.notices, "say", lambda *_: told.append(QThread.currentThread()))
    gate.open.set()
    with qtbot.waitSignal(window.export_ended):
        window.exporting.export_to(Path("out.xlsx"))
    assert told == [window.thread()]


def test_a_second_export_is_refused_while_one_runs(window: MainWindow, qtbot: QtBot, gate: Gate) -> None:
    window.exporting.export_to(Path("one.xlsx"))
    answers(window).save_paths.append(Path("two.xlsx"))
    press(window, "Ctrl+E")
    assert window.notices.text == "One export is still under way. Wait until it has ended."
    with qtbot.waitSignal(window.export_ended):
        gate.open.set()
    assert window.notices.text.startswith("Saved one.xlsx")
    assert len(gate.ran_in) == 1
    with qtbot.waitSignal(window.export_ended):
        window.exporting.export_to(Path("three.xlsx"))
    assert window.notices.text.startswith("Saved three.xlsx")


def test_an_export_that_fails_says_why(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.export_ended, timeout=30_000):
        window.exporting.export_to(tmp_path / "nowhere" / "out.csv")
    assert window.notices.property("trouble") is True
    assert "out.csv" in window.notices.text
    assert list(notice_buttons(window)) == ["Save under another name…"]


def test_an_export_that_breaks_is_reported_as_a_bug(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(writing, "export", broken)
    with qtbot.waitSignal(window.export_ended):
        window.exporting.export_to(Path("out.xlsx"))
    assert window.notices.text.startswith("Something went wrong inside raciapp.")
    assert list(notice_buttons(window)) == ["Copy the report"]


def test_closing_waits_for_the_export(window: MainWindow, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    window.exporting.export_to(Path("out.xlsx"))
    job = window.exporting._job
    assert job is not None
    wait = job.wait

    def let_through_and_wait() -> bool:
        assert job.isRunning()
        gate.open.set()
        return wait()

    monkeypatch.setattr(job, "wait", let_through_and_wait)
    window.close()
    assert gate.open.is_set()
    assert job.isFinished()


def test_closing_can_be_cancelled_while_an_export_runs(window: MainWindow, qtbot: QtBot, gate: Gate) -> None:
    window.exporting.export_to(Path("out.xlsx"))
    press(window, "R")
    answers(window).on_unsaved = Answer.CANCEL
    window.close()
    assert window.isVisible()
    with qtbot.waitSignal(window.export_ended):
        gate.open.set()


def test_another_document_may_be_opened_while_an_export_runs(window: MainWindow, qtbot: QtBot, gate: Gate) -> None:
    window.exporting.export_to(Path("out.xlsx"))
    window.show_welcome()
    with qtbot.waitSignal(window.export_ended):
        gate.open.set()
    assert window.notices.text.startswith("Saved out.xlsx")


def test_a_job_has_one_way_to_succeed_and_one_to_fail(qtbot: QtBot) -> None:
    def fail() -> object:
        raise UserError("no")

    good, bad = Job(lambda: 42), Job(fail)
    with qtbot.waitSignal(good.succeeded) as done, qtbot.assertNotEmitted(good.failed):
        good.start()
    assert done.args == [42]
    with qtbot.waitSignal(bad.failed) as done, qtbot.assertNotEmitted(bad.succeeded):
        bad.start()
    assert isinstance(done.args[0], UserError)
    assert good.wait()
    assert bad.wait()
