"""Several files at once: asked for in the dialog, written in the background, stopped, repeated, under another name."""

import errno
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import msgspec
import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from ui.acting import answers, click, colours, notice_buttons, press, trigger
from ui.paging import Paging, stand_in

from raciapp.base.errors import UserError
from raciapp.base.words import Language
from raciapp.document.workspace import Workspace
from raciapp.formats.branding import Branding
from raciapp.formats.report import BRIEF, Cover, Report, ReportPart
from raciapp.ui.commands.exporting import ExportCommands
from raciapp.ui.exporting import writing
from raciapp.ui.exporting.choices import ExportChoices, read
from raciapp.ui.exporting.dialog import ExportDialog
from raciapp.ui.window import MainWindow


class Written(msgspec.Struct):
    """What a file was written of."""

    report: Report
    path: Path
    options: msgspec.Struct
    branding: Branding


class Scribe:
    """Stands in for the formats: writes a word, waits at the gate where there is one, refuses the names it is told."""

    def __init__(self) -> None:
        self.written: list[Written] = []
        self.held: set[str] = set()
        self.gate = Event()
        self.gate.set()

    def __call__(self, report: Report, path: Path, *, options: msgspec.Struct, branding: Branding) -> None:
        assert self.gate.wait(20)
        if path.name in self.held:
            raise UserError("{file}: is open elsewhere.", file=path.name) from PermissionError(errno.EACCES, "no")
        path.write_text("new", "utf-8")
        self.written.append(Written(report, path, options, branding))

    @property
    def names(self) -> list[str]:
        return [one.path.name for one in self.written]


@pytest.fixture
def scribe(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scribe]:
    """Let no format be loaded for writing."""
    made = Scribe()
    monkeypatch.setattr(writing, "export", made)
    yield made
    made.gate.set()


@pytest.fixture
def paging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Paging]:
    """Set plain sheets instead of pages."""
    made = stand_in(monkeypatch)
    yield made
    made.gate.set()


pytestmark = pytest.mark.usefixtures("paging")


def _choose(window: MainWindow, folder: Path, formats: tuple[str, ...], parts: frozenset[ReportPart] = BRIEF) -> None:
    """Lay ready what is done in the dialog."""

    def act(dialog: QDialog) -> bool:
        assert isinstance(dialog, ExportDialog)
        dialog.prompts = answers(window)
        dialog.formats.tick(formats)
        dialog.parts.tick(parts)
        dialog.folder.line.setText(str(folder))
        dialog.name.setText("out")
        dialog.export.click()
        accepted = dialog.result() == QDialog.DialogCode.Accepted
        dialog.done(dialog.result())
        return accepted

    answers(window).acts.append(act)


def _export(window: MainWindow, qtbot: QtBot, folder: Path, formats: tuple[str, ...]) -> None:
    _choose(window, folder, formats)
    with qtbot.waitSignal(window.export_ended):
        press(window, "Ctrl+Shift+E")


def test_several_files_are_written_of_one_report(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe
) -> None:
    _export(window, qtbot, tmp_path, (".csv", ".pdf", ".xlsx"))
    assert scribe.names == ["out.xlsx", "out.pdf", "out.csv"]
    assert scribe.written[0].report is scribe.written[2].report
    assert window.notices.text == f"Saved 3 files in {tmp_path}"
    assert list(notice_buttons(window)) == ["Open XLSX", "Open PDF", "Open CSV", "Show in folder"]


def test_nothing_is_written_when_the_dialog_is_left(window: MainWindow, scribe: Scribe) -> None:
    def leave(dialog: QDialog) -> bool:
        dialog.reject()
        return False

    answers(window).acts.append(leave)
    press(window, "Ctrl+Shift+E")
    assert window.exporting._job is None
    assert window.settings.exports == ""
    assert scribe.written == []


def test_progress_is_told_file_by_file(window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe) -> None:
    told: list[tuple[str, int, int]] = []
    scribe.gate.clear()
    _choose(window, tmp_path, (".xlsx", ".csv"))
    press(window, "Ctrl+Shift+E")
    assert window.notices.text == "Exporting out.xlsx (1 of 2)…"
    assert (window.notices.progress.value(), window.notices.progress.maximum()) == (0, 2)
    job = window.exporting._job
    assert isinstance(job, writing.ExportJob)
    bar = window.notices.progress
    job.began.connect(lambda _: told.append((window.notices.text, bar.value(), bar.maximum())))
    with qtbot.waitSignal(window.export_ended):
        scribe.gate.set()
    assert told[-1] == ("Exporting out.csv (2 of 2)…", 1, 2)


def test_an_export_is_stopped_between_two_files(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe
) -> None:
    scribe.gate.clear()
    _choose(window, tmp_path, (".xlsx", ".pdf", ".csv"))
    press(window, "Ctrl+Shift+E")
    job = window.exporting._job
    assert job is not None
    qtbot.waitUntil(lambda: "Stop" in notice_buttons(window))
    stop = notice_buttons(window)["Stop"]
    with qtbot.waitSignal(window.export_ended):
        click(stop, stop.rect().center())
        assert window.notices.text == "Stopping after this file…"
        scribe.gate.set()
    assert scribe.names in (["out.xlsx"], [])
    assert window.notices.text.startswith(f"Stopped: {len(scribe.names)} file")
    assert sorted(path.name for path in tmp_path.glob("out*")) == scribe.names


def test_an_export_is_stopped_from_the_menu(window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe) -> None:
    trigger(window, "export_stop")
    assert window.statusBar().currentMessage() == "No export of several files is under way."
    scribe.gate.clear()
    _choose(window, tmp_path, (".xlsx", ".csv"))
    press(window, "Ctrl+Shift+E")
    with qtbot.waitSignal(window.export_ended):
        trigger(window, "export_stop")
        scribe.gate.set()
    assert len(scribe.written) < 2


def test_a_stop_that_comes_late_is_not_talked_over(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe
) -> None:
    scribe.gate.clear()
    _choose(window, tmp_path, (".xlsx", ".csv"))
    press(window, "Ctrl+Shift+E")
    job = window.exporting._job
    assert isinstance(job, writing.ExportJob)
    trigger(window, "export_stop")
    job.began.emit(1)  # the second file was begun in the very moment
    assert window.notices.text == "Stopping after this file…"
    with qtbot.waitSignal(window.export_ended):
        scribe.gate.set()


def test_the_next_window_knows_the_last_set(window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe) -> None:
    _export(window, qtbot, tmp_path, (".csv",))
    following = ExportCommands(window)
    following.go_on_from(window.exporting)
    with qtbot.waitSignal(window.export_ended):
        following.again()
    assert scribe.names == ["out.csv"] * 2


def test_the_same_again_needs_one_key(window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe) -> None:
    _export(window, qtbot, tmp_path, (".pdf", ".csv"))
    press(window, "A")
    with qtbot.waitSignal(window.export_ended):
        press(window, "Shift+F12")
    assert scribe.names == ["out.pdf", "out.csv"] * 2
    assert scribe.written[2].report != scribe.written[0].report
    assert scribe.written[2].options == scribe.written[0].options
    assert window.notices.text == f"Saved 2 files in {tmp_path}"


def test_without_a_last_set_the_dialog_asks(window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe) -> None:
    _choose(window, tmp_path, (".csv",))
    with qtbot.waitSignal(window.export_ended):
        press(window, "Shift+F12")
    assert scribe.names == ["out.csv"]
    assert answers(window).asked[-1] == ("Export",)


def test_the_last_set_of_another_document_is_not_repeated(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe
) -> None:
    _export(window, qtbot, tmp_path, (".csv",))
    window.show_document(Workspace(window.open_session().document))
    _choose(window, tmp_path / "home", (".pdf",))
    with qtbot.waitSignal(window.export_ended):
        press(window, "Shift+F12")
    assert [one.path for one in scribe.written] == [tmp_path / "out.csv", tmp_path / "home" / "out.pdf"]


def test_what_is_there_is_replaced_only_after_one_question(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe
) -> None:
    for name in ("out.xlsx", "out.csv"):
        (tmp_path / name).write_text("old", "utf-8")
    _choose(window, tmp_path, (".xlsx", ".csv", ".pdf"))
    answers(window).acts.append(lambda _: False)
    press(window, "Ctrl+Shift+E")
    assert [question[0] for question in answers(window).asked] == ["Export", "Replace the file?"]
    assert scribe.written == []
    _choose(window, tmp_path, (".xlsx", ".csv", ".pdf"))
    answers(window).acts.append(lambda _: True)
    with qtbot.waitSignal(window.export_ended):
        press(window, "Ctrl+Shift+E")
    assert len(scribe.written) == 3
    assert len(answers(window).asked) == 4


def test_a_file_that_is_held_gets_another_name(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe
) -> None:
    (tmp_path / "out.xlsx").write_text("old", "utf-8")
    scribe.held.add("out.xlsx")
    _choose(window, tmp_path, (".xlsx", ".csv"))
    answers(window).acts.append(lambda _: True)
    with qtbot.waitSignal(window.export_ended):
        press(window, "Ctrl+Shift+E")
    assert window.notices.text == "out.xlsx: is open elsewhere. 1 other file was made."
    assert (tmp_path / "out.xlsx").read_text("utf-8") == "old"
    again = notice_buttons(window)["Save under another name…"]
    answers(window).save_paths.append(tmp_path / "new.xlsx")
    with qtbot.waitSignal(window.export_ended):
        click(again, again.rect().center())
    assert answers(window).asked[-1][1] == tmp_path / "out (2).xlsx"
    assert scribe.names == ["out.csv", "new.xlsx"]
    assert window.notices.text == f"Saved new.xlsx in {tmp_path}"


def test_another_name_may_be_refused(window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe) -> None:
    scribe.held.add("out.xlsx")
    (tmp_path / "out (2).xlsx").write_text("old", "utf-8")
    _export(window, qtbot, tmp_path, (".xlsx",))
    answers(window).save_paths.append(None)
    again = notice_buttons(window)["Save under another name…"]
    click(again, again.rect().center())
    assert answers(window).asked[-1][1] == tmp_path / "out (3).xlsx"
    assert window.exporting._job is None
    assert scribe.written == []


def test_files_that_are_held_go_into_another_folder(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe
) -> None:
    scribe.held |= {"out.xlsx", "out.csv"}
    _export(window, qtbot, tmp_path, (".xlsx", ".csv", ".pdf"))
    assert window.notices.text == "out.xlsx, out.csv: is open elsewhere. 1 other file was made."
    (again,) = notice_buttons(window).values()
    assert again.text() == "Save in another folder…"
    answers(window).folders.append(None)
    click(again, again.rect().center())
    assert scribe.names == ["out.pdf"]
    other = tmp_path / "other"
    other.mkdir()
    (other / "out.csv").write_text("old", "utf-8")
    scribe.held.clear()
    answers(window).folders.append(other)
    (again,) = notice_buttons(window).values()
    with qtbot.waitSignal(window.export_ended):
        click(again, again.rect().center())
    assert scribe.names == ["out.pdf", "out.xlsx", "out (2).csv"]
    assert (other / "out.csv").read_text("utf-8") == "old"


def test_reasons_that_differ_are_told_apart() -> None:
    errors = [
        UserError("{file}: not in {folder}.", file="a.csv", folder="/a"),
        UserError("{file}: not in {folder}.", file="b.csv", folder="/b"),
        UserError("{file}: not in {folder}.", file="c.csv", folder="/a"),
        UserError("No room."),
        UserError("No room."),
    ]
    refused = [writing.Refused(Path("x"), {}, error) for error in errors]
    assert writing.reasons(refused, Language.EN) == ["a.csv, c.csv: not in /a.", "b.csv: not in /b.", "No room."]


def test_what_is_no_fault_of_the_file_offers_no_other_name(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UserError("{file}: is no workbook.", file="master.xlsx")

    monkeypatch.setattr(writing, "export", refuse)
    _export(window, qtbot, tmp_path, (".xlsx",))
    assert window.notices.text == "master.xlsx: is no workbook."
    assert notice_buttons(window) == {}


def test_a_branding_that_is_gone_is_told(window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe) -> None:
    window.settings.exports = '{"branding": "gone.toml"}'
    with qtbot.waitSignal(window.export_ended):
        window.exporting.export_to(tmp_path / "out.csv")
    assert window.notices.text.startswith("gone.toml: ")
    assert scribe.written == []


def test_a_second_set_waits_for_the_first(window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe) -> None:
    scribe.gate.clear()
    _choose(window, tmp_path, (".csv",))
    press(window, "Ctrl+Shift+E")
    press(window, "Ctrl+Shift+E")
    assert window.notices.text == "One export is still under way. Wait until it has ended."
    with qtbot.waitSignal(window.export_ended):
        scribe.gate.set()
    assert scribe.names == ["out.csv"]


def test_choices_are_kept_without_the_clients_words(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe
) -> None:
    def act(dialog: QDialog) -> bool:
        assert isinstance(dialog, ExportDialog)
        dialog.formats.tick([".csv"])
        dialog.language.setCurrentIndex(3)
        dialog.cover.client.setText("Acme")
        dialog.cover.author.setText("Zoé")
        dialog.folder.line.setText(str(tmp_path))
        dialog.accept()
        return True

    answers(window).acts.append(act)
    with qtbot.waitSignal(window.export_ended):
        press(window, "Ctrl+Shift+E")
    assert scribe.written[0].report.cover == Cover(client="Acme", author="Zoé")
    assert (scribe.written[0].report.language, scribe.written[0].report.second) == (Language.FR, Language.EN)
    kept = read(window.settings.exports)
    assert (kept.formats, kept.language, kept.second) == ((".csv",), Language.FR, Language.EN)
    assert (kept.cover, kept.folder, kept.name) == (Cover(author="Zoé"), "", "")
    assert "Acme" not in window.settings.exports


def test_the_dialog_begins_with_the_last_set_of_the_document(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scribe: Scribe
) -> None:
    seen: list[ExportChoices] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, ExportDialog)
        seen.append(dialog.answer())
        dialog.reject()
        return False

    answers(window).acts.append(look)
    press(window, "Ctrl+Shift+E")
    assert (seen[0].folder, seen[0].name, seen[0].formats) == (str(tmp_path), "coastal", (".xlsx", ".pdf"))
    (tmp_path / "sub").mkdir()
    _export(window, qtbot, tmp_path / "sub", (".csv",))
    answers(window).acts.append(look)
    press(window, "Ctrl+Shift+E")
    assert (seen[1].folder, seen[1].name, seen[1].formats) == (str(tmp_path / "sub"), "out", (".csv",))


def test_the_dialog_sets_pages_of_the_shown_matrix(window: MainWindow, qtbot: QtBot, paging: Paging) -> None:
    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, ExportDialog)
        with qtbot.waitSignal(dialog.preview.shown):
            pass
        dialog.reject()
        return False

    answers(window).acts.append(look)
    press(window, "Ctrl+Shift+E")
    assert paging.reports[-1].matrix == "As-is"


# -- the matrix as a picture ------------------------------------------------------------------------------


def test_the_matrix_is_copied_as_a_picture(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, face: QApplication
) -> None:
    drawn: list[Report] = []

    def draw(report: Report, form: str, *_: object) -> bytes:
        drawn.append(report)
        picture = QImage(40, 30, QImage.Format.Format_RGB32)
        picture.fill(QColor("#123456"))
        content = QBuffer()
        picture.save(content, "PNG")  # type: ignore[call-overload] # the stubs know file names only
        assert form == "png"
        return bytes(content.data().data())

    monkeypatch.setattr("raciapp.formats.picture.matrix_picture", draw)
    with qtbot.waitSignal(window.export_ended):
        trigger(window, "copy_picture")
        assert window.notices.text == "Drawing the matrix…"
        trigger(window, "copy_picture")
        assert window.notices.text.startswith("One export is still under way.")
    assert colours(face.clipboard().image()) == {"#123456"}
    assert window.notices.text == "The matrix is on the clipboard as a picture."
    assert drawn[0].parts == {ReportPart.MATRIX}
