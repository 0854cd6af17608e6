"""Opening, saving and closing: nothing is lost that the person did not give up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.acting import Opener, answers, letters, press

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Words
from raciapp.document.locks import lock_file
from raciapp.document.records import Document
from raciapp.document.storage import load
from raciapp.document.workspace import Workspace
from raciapp.ui.grid.view import GridView
from raciapp.ui.memory import Remembered
from raciapp.ui.prompts import Answer
from raciapp.ui.settings import Settings
from raciapp.ui.window import MainWindow


@pytest.fixture
def other(tmp_path: Path, small: Document) -> Path:
    """Return a second document on disk."""
    path = tmp_path / "other.raci"
    Workspace(small).save(path)
    return path


# -- saving -----------------------------------------------------------------------------------------------


def test_saving_writes_to_the_documents_own_file(window: MainWindow, grid: GridView, tmp_path: Path) -> None:
    press(window, "R", "Ctrl+S")
    assert load(tmp_path / "coastal.raci") == window.open_session().document
    assert not window.isWindowModified()
    assert window.statusBar().currentMessage() == "Saved coastal.raci"
    assert answers(window).asked == []


def test_saving_as_goes_on_in_the_new_file(
    window: MainWindow, grid: GridView, tmp_path: Path, settings: Settings
) -> None:
    old = (tmp_path / "coastal.raci").read_bytes()
    answers(window).save_paths.append(tmp_path / "version 2.raci")
    press(window, "R", "Ctrl+Shift+S")
    assert answers(window).asked[-1][1] == tmp_path / "coastal.raci"
    assert window.windowTitle() == "version 2.raci[*] · raciapp"
    press(window, "A", "Ctrl+S")
    assert load(tmp_path / "version 2.raci") == window.open_session().document
    assert (tmp_path / "coastal.raci").read_bytes() == old
    assert settings.recent[0] == tmp_path / "version 2.raci"


def test_a_document_saved_under_another_name_opens_as_it_looked(
    window: MainWindow, grid: GridView, tmp_path: Path, other: Path
) -> None:
    grid.go_to("pol_draft", "hr")
    press(window, "Ctrl++")
    window.looks.fold("acc")
    looked = window.open_session().sight
    copy = tmp_path / "copy.raci"
    answers(window).save_paths.append(copy)
    press(window, "Ctrl+Shift+S")
    remembered = window.memory.recall(copy, window.open_session().document)
    assert (remembered.sight, remembered.activity, remembered.unit) == (looked, "pol_draft", "hr")
    window.files.open_path(other)
    window.files.open_path(copy)
    assert window.open_session().sight == looked
    assert window.grid.current_place() == ("pol_draft", "hr")


def test_a_copy_that_could_not_be_saved_is_not_remembered(window: MainWindow, tmp_path: Path) -> None:
    press(window, "Ctrl++")
    copy = tmp_path / "nowhere" / "copy.raci"
    answers(window).save_paths.append(copy)
    assert not window.files.save_as()
    assert window.memory.recall(copy, window.open_session().document) == Remembered()


def test_saving_as_can_be_cancelled(window: MainWindow, grid: GridView, tmp_path: Path) -> None:
    answers(window).save_paths.append(None)
    press(window, "R", "Ctrl+Shift+S")
    assert window.isWindowModified()
    assert [path.name for path in tmp_path.glob("*.raci")] == ["coastal.raci"]


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("Acme", "Acme.raci"),
        ("../etc/passwd", "___etc_passwd.raci"),
        ("Überwachung & Co: «été»", "Überwachung _ Co_ _été_.raci"),
        ("<>|*?", "_____.raci"),
        ("", "matrix.raci"),
        ("n" * 300, "n" * 80 + ".raci"),
    ],
)
def test_a_new_document_is_named_after_its_organization(
    opened: Opener, small: Document, tmp_path: Path, name: str, suggested: str
) -> None:
    window = opened(replace(small, organization=replace(small.organization, name=Words(name))))
    answers(window).save_paths.append(None)
    press(window, "Ctrl+S")
    assert answers(window).asked[-1][1] == tmp_path / "home" / suggested


def test_a_document_that_cannot_be_saved_is_kept_and_the_reason_said(
    window: MainWindow, grid: GridView, tmp_path: Path
) -> None:
    press(window, "R")
    answers(window).save_paths.append(tmp_path / "nowhere" / "x.raci")
    press(window, "Ctrl+Shift+S")
    assert window.notices.isVisible()
    assert "x.raci" in window.notices.text
    assert window.isWindowModified()
    assert letters(window, "str_strategy", "dm") == "R/C"
    assert window.open_session().workspace.path == tmp_path / "coastal.raci"


# -- opening ----------------------------------------------------------------------------------------------


def test_opening_shows_the_document_with_the_keyboard_in_its_first_cell(
    window: MainWindow, other: Path, settings: Settings
) -> None:
    answers(window).open_paths.append(other)
    press(window, "F7", "Ctrl+O")
    assert window.windowTitle() == "other.raci[*] · raciapp"
    assert window.grid.hasFocus()
    assert window.grid.current_place() == ("str_strategy", "dm")
    assert settings.recent == [other]
    press(window, "R")
    assert letters(window, "str_strategy", "dm") == "R/C"


def test_opening_can_be_cancelled(window: MainWindow) -> None:
    session = window.open_session()
    answers(window).open_paths.append(None)
    press(window, "Ctrl+O")
    assert window.open_session() is session


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])


def _made_text(path: Path) -> None:
    path.write_text("<html>")


@pytest.mark.parametrize("spoil", [_cut_short, _made_text, Path.unlink])
def test_a_file_that_cannot_be_read_costs_nothing(
    window: MainWindow, other: Path, settings: Settings, spoil: Callable[[Path], None]
) -> None:
    session = window.open_session()
    press(window, "R")
    spoil(other)
    window.files.open_path(other)
    assert window.notices.text.startswith("other.raci: ")
    assert window.open_session() is session
    assert letters(window, "str_strategy", "dm") == "R/C"
    assert answers(window).asked == []
    assert settings.recent == []


def test_what_was_said_about_one_document_is_not_said_about_the_next(window: MainWindow, other: Path) -> None:
    window.files.open_path(other.with_name("gone.raci"))
    assert window.notices.isVisible()
    window.files.open_path(other)
    assert not window.notices.isVisible()


def test_a_window_may_start_on_a_file(qtbot: QtBot, settings: Settings, other: Path) -> None:
    window = MainWindow(settings, path=other)
    qtbot.addWidget(window)
    assert window.windowTitle() == "other.raci[*] · raciapp"


def test_a_window_that_starts_on_no_file_shows_the_first_page_and_says_why(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    window = MainWindow(settings, path=tmp_path / "gone.raci")
    qtbot.addWidget(window)
    assert window.session is None
    assert window.notices.text.startswith("gone.raci: ")


# -- leaving a changed document ---------------------------------------------------------------------------


def _ways_out(other: Path) -> dict[str, Callable[[MainWindow], object]]:
    def choose_other(window: MainWindow) -> None:
        answers(window).open_paths.append(other)
        press(window, "Ctrl+O")

    def start_from_template(window: MainWindow) -> None:
        answers(window).organizations.append(None)
        window.files.start_from_template("corporate")

    def start_empty(window: MainWindow) -> None:
        answers(window).organizations.append(None)
        window.files.start_empty()

    return {
        "close the document": lambda window: press(window, "Ctrl+W"),
        "new": lambda window: press(window, "Ctrl+N"),
        "open": choose_other,
        "sample": lambda window: window.files.start_from_sample(other),
        "template": start_from_template,
        "empty": start_empty,
        "quit": lambda window: press(window, "Ctrl+Q"),
        "close the window": lambda window: window.close(),
    }


WAYS_OUT = list(_ways_out(Path()))


@pytest.mark.parametrize("way", WAYS_OUT)
def test_an_unchanged_document_goes_without_a_question(window: MainWindow, other: Path, way: str) -> None:
    session = window.open_session()
    _ways_out(other)[way](window)
    assert ("coastal.raci",) not in answers(window).asked
    assert window.session is not session or not window.isVisible()


@pytest.mark.parametrize("way", WAYS_OUT)
def test_a_changed_document_stays_when_the_person_cancels(window: MainWindow, other: Path, way: str) -> None:
    session = window.open_session()
    press(window, "R")
    answers(window).on_unsaved = Answer.CANCEL
    _ways_out(other)[way](window)
    assert answers(window).asked[-1] == ("coastal.raci",)
    assert window.isVisible()
    assert window.open_session() is session
    assert window.isWindowModified()


@pytest.mark.parametrize("way", WAYS_OUT)
def test_a_changed_document_is_saved_when_the_person_says_so(
    window: MainWindow, other: Path, tmp_path: Path, way: str
) -> None:
    session = window.open_session()
    press(window, "R")
    document = session.document
    answers(window).on_unsaved = Answer.SAVE
    _ways_out(other)[way](window)
    assert load(tmp_path / "coastal.raci") == document
    assert window.session is not session or not window.isVisible()


def test_a_changed_document_is_given_up_when_the_person_says_so(
    window: MainWindow, tmp_path: Path, sample: Document
) -> None:
    press(window, "R")
    answers(window).on_unsaved = Answer.DISCARD
    press(window, "Ctrl+W")
    assert window.session is None
    assert load(tmp_path / "coastal.raci") == sample


def test_a_document_that_could_not_be_saved_stays(window: MainWindow, tmp_path: Path) -> None:
    session = window.open_session()
    press(window, "R")
    answers(window).on_unsaved = Answer.SAVE
    (tmp_path / "coastal.raci").unlink()
    (tmp_path / "coastal.raci").mkdir()  # a file cannot take the place of a folder
    window.close()
    assert window.isVisible()
    assert window.open_session() is session
    assert "coastal.raci" in window.notices.text


def test_saving_on_the_way_out_can_still_be_cancelled(opened: Opener, small: Document) -> None:
    window = opened(small)
    press(window, "R")
    answers(window).on_unsaved = Answer.SAVE
    answers(window).save_paths.append(None)
    press(window, "Ctrl+W")
    assert window.session is not None
    assert window.isWindowModified()


def test_after_leaving_the_old_document_is_no_longer_followed(window: MainWindow) -> None:
    workspace = window.open_session().workspace
    window.show_welcome()
    workspace.commit("Elsewhere", workspace.document)
    workspace.undo()
    assert window.windowTitle() == "raciapp"
    assert workspace._listeners == []


# -- drag and drop ----------------------------------------------------------------------------------------


def _carrying(*urls: QUrl) -> QMimeData:
    carried = QMimeData()
    if urls:
        carried.setUrls(list(urls))
    else:
        carried.setText("no file")
    return carried


def _drop(window: MainWindow, carried: QMimeData, dropped: QMimeData | None = None) -> bool:
    """Drag something over the middle of the window and let it go where it is taken; `dropped` is what it became."""
    at, action = window.rect().center(), Qt.DropAction.CopyAction
    button, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, action, carried, button, held)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(QPoint(at)), action, dropped or carried, button, held))
    return enter.isAccepted()


def test_a_file_that_is_dropped_is_opened(window: MainWindow, other: Path) -> None:
    assert _drop(window, _carrying(QUrl.fromLocalFile(str(other)), QUrl.fromLocalFile("/gone.raci")))
    assert window.windowTitle() == "other.raci[*] · raciapp"


def test_a_file_that_is_dropped_on_the_first_page_is_opened(welcome: MainWindow, other: Path) -> None:
    assert _drop(welcome, _carrying(QUrl.fromLocalFile(str(other))))
    assert welcome.windowTitle() == "other.raci[*] · raciapp"


def test_text_is_not_taken(window: MainWindow) -> None:
    assert not _drop(window, _carrying())


@pytest.mark.parametrize("address", ["https://example.org/matrix.raci", "https://example.org", "file:///"])
def test_what_is_no_file_costs_nothing(window: MainWindow, address: str) -> None:
    session = window.open_session()
    _drop(window, _carrying(QUrl(address)))
    assert window.open_session() is session
    assert window.notices.isVisible()


def test_a_drop_of_nothing_does_nothing(window: MainWindow) -> None:
    session = window.open_session()
    assert _drop(window, _carrying(QUrl.fromLocalFile("/gone.raci")), _carrying())
    assert window.open_session() is session
    assert not window.notices.isVisible()


def test_a_sample_opened_by_its_path_is_a_copy(window: MainWindow) -> None:
    sample = sample_organizations() / "coastal_stewardship.raci"
    window.files.open_path(sample)
    assert window.open_session().document == load(sample)
    assert window.open_session().workspace.path is None
    assert not lock_file(sample).exists()


def test_a_second_notice_waits_for_the_first(window: MainWindow) -> None:
    window.notices.say_next("one")
    window.notices.say_next("two")
    assert window.notices.text == "one"
    window.notices.away.click()
    assert (window.notices.text, window.notices.isVisible()) == ("two", True)
    window.notices.away.click()
    assert not window.notices.isVisible()


def test_notices_about_a_document_go_with_it(window: MainWindow, other: Path) -> None:
    window.notices.say("one")
    window.notices.say_next("two")
    window.files.open_path(other)
    assert not window.notices.isVisible()
    window.notices.say("three")
    window.notices.away.click()
    assert not window.notices.isVisible()
