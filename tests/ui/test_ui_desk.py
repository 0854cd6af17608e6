"""The application around the window: language, colours, files from the command line, faults that nobody expected."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from journals import crash, journal_of, working
from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from ui.acting import Answers, answers, in_dialog, letters, notice_buttons, press

from raciapp.base.words import Language
from raciapp.document.edits import rename_unit
from raciapp.document.journal import journals_folder
from raciapp.document.locks import lock_file
from raciapp.document.records import Document
from raciapp.document.storage import load
from raciapp.document.workspace import Workspace
from raciapp.ui import app as app_module
from raciapp.ui import language as language_module
from raciapp.ui.app import Desk, run_app
from raciapp.ui.exporting import writing
from raciapp.ui.language import current_language, set_language, system_language
from raciapp.ui.settings import Settings
from raciapp.ui.theme import Choice, choose_theme, current_theme, dress, theme_of
from raciapp.ui.window import MainWindow

Start = Callable[..., Desk]


def _put_away(window: MainWindow) -> None:
    window.prompts = Answers(window)
    window.close()
    window.deleteLater()


@pytest.fixture
def start(face: QApplication, settings: Settings, qtbot: QtBot) -> Iterator[Start]:
    """Return a function that starts the application in light English, unless the settings say otherwise."""
    desks: list[Desk] = []

    def started(path: Path | None = None, theme: Choice = Choice.LIGHT, language: Language = Language.EN) -> Desk:
        settings.theme = theme
        settings.language = language
        desk = Desk(face, settings, path)
        desks.append(desk)
        _show(desk, qtbot)
        return desk

    yield started
    for desk in desks:
        _leave(desk)


def _leave(desk: Desk) -> None:
    """Let go of what a desk holds of the application, which outlives it only in tests."""
    QGuiApplication.styleHints().colorSchemeChanged.disconnect(desk._remake)
    if desk._translator is not None:
        desk._app.removeTranslator(desk._translator)
    _put_away(desk.window)
    choose_theme(Choice.LIGHT)
    dress(desk._app)


def _show(desk: Desk, qtbot: QtBot) -> None:
    desk.window.prompts = Answers(desk.window)
    with qtbot.waitExposed(desk.window):
        desk.window.show()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)


def _remade(desk: Desk, qtbot: QtBot, action: str) -> MainWindow:
    """Trigger an action that makes the window anew and return the new one."""
    old = desk.window
    old.actions_by_id[action].trigger()
    qtbot.waitUntil(lambda: desk.window is not old and not isValid(old))
    _show(desk, qtbot)
    return desk.window


@pytest.fixture
def path(tmp_path: Path, small: Document) -> Path:
    path = tmp_path / "small.raci"
    Workspace(small).save(path)
    return path


def test_the_application_starts_with_the_first_page_or_a_file(start: Start, path: Path) -> None:
    assert start().window.session is None
    assert start(path).window.windowTitle() == "small.raci[*] · raciapp"


def test_another_language_remakes_the_window_on_the_same_workspace(start: Start, path: Path, qtbot: QtBot) -> None:
    desk = start(path)
    desk.window.grid.go_to("pol_draft", "com")
    press(desk.window, "I")
    workspace = desk.window.open_session().workspace
    geometry = desk.window.geometry()
    window = _remade(desk, qtbot, "french")
    assert current_language() is Language.FR
    assert desk.window.settings.language is Language.FR
    assert window.open_session().workspace is workspace
    assert window.geometry() == geometry
    assert window.isWindowModified()
    assert window.grid.matrix.headerData(2, Qt.Orientation.Horizontal) == "Direction générale des communications"
    assert window.grid.hasFocus()
    assert window.grid.current_place() == ("pol_draft", "com")
    press(window, "Ctrl+Z")
    assert letters(window, "pol_draft", "com") == "A/R"
    press(window, "Ctrl+Y", "C")
    assert letters(window, "pol_draft", "com") == "A/R/C/I"
    assert workspace._listeners == [window.open_session()._on_change]
    assert _remade(desk, qtbot, "english").grid.matrix.headerData(2, Qt.Orientation.Horizontal) == (
        "Communications Branch"
    )


@pytest.mark.parametrize("action", ["french", "theme_dark"])
def test_another_face_keeps_what_keeps_the_document(start: Start, path: Path, qtbot: QtBot, action: str) -> None:
    desk = start()
    desk.window.files.open_path(path)
    desk.window.grid.go_to("pol_draft", "com")
    press(desk.window, "I")
    journal = journal_of(desk.window.open_session().workspace)
    window = _remade(desk, qtbot, action)
    assert lock_file(path).exists()
    press(window, "C")
    assert window.open_session().workspace.journal is journal
    assert list(journals_folder().iterdir()) == [journal.folder]
    window.close()
    assert not lock_file(path).exists()
    assert not list(journals_folder().iterdir())


def test_the_shown_matrix_stays_the_shown_one(start: Start, path: Path, qtbot: QtBot) -> None:
    desk = start(path)
    desk.window.actions_by_id["copy_matrix"].trigger()
    window = _remade(desk, qtbot, "french")
    assert window.open_session().matrix == "to_be"
    press(window, "R")
    assert window.open_session().document.matrix("as_is") == load(path).matrix("as_is")


def test_the_same_language_remakes_nothing(start: Start, qtbot: QtBot) -> None:
    desk = start()
    with qtbot.assertNotEmitted(desk.window.face_changed):
        desk.window.actions_by_id["english"].trigger()


def test_qts_own_dialogs_speak_the_language_too(start: Start, qtbot: QtBot) -> None:
    desk = start(language=Language.FR)

    def cancel() -> str:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        return box.button(QDialogButtonBox.StandardButton.Cancel).text()

    assert cancel() == "Annuler"
    _remade(desk, qtbot, "english")
    assert cancel() == "Cancel"


def test_without_qts_own_catalogues_the_application_speaks_all_the_same(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QLibraryInfo, "path", lambda _: str(tmp_path))
    assert start(language=Language.FR).window.isVisible()
    assert current_language() is Language.FR


def test_the_first_page_is_remade_as_the_first_page(start: Start, qtbot: QtBot) -> None:
    window = _remade(start(), qtbot, "french")
    assert window.session is None
    assert window.windowTitle() == "raciapp"


@pytest.mark.parametrize(
    ("action", "before", "choice"),
    [("theme_dark", Choice.LIGHT, Choice.DARK), ("theme_light", Choice.DARK, Choice.LIGHT)],
)
def test_the_colours_are_chosen_and_kept(
    start: Start, path: Path, face: QApplication, qtbot: QtBot, action: str, before: Choice, choice: Choice
) -> None:
    desk = start(path, theme=before)
    workspace = desk.window.open_session().workspace
    window = _remade(desk, qtbot, action)
    assert desk.window.settings.theme is choice
    assert current_theme() == theme_of(choice)
    assert face.palette().color(QPalette.ColorRole.Window).name().upper() == current_theme().window
    assert current_theme().header in face.styleSheet()
    assert window.open_session().workspace is workspace


def test_the_colours_follow_the_system(start: Start, qtbot: QtBot) -> None:
    hints = QGuiApplication.styleHints()
    desk = start(theme=Choice.DARK)
    _remade(desk, qtbot, "theme_system")
    assert desk.window.settings.theme is Choice.SYSTEM
    try:
        for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
            old = desk.window
            hints.setColorScheme(scheme)
            if hints.colorScheme() is not scheme:  # this platform has one scheme: say what it would say
                hints.colorSchemeChanged.emit(scheme)
            assert current_theme().dark == (hints.colorScheme() is Qt.ColorScheme.Dark)
            assert desk.window is not old
            desk.window.prompts = Answers(desk.window)
    finally:
        hints.unsetColorScheme()


def test_a_new_palette_is_painted(start: Start, path: Path, qtbot: QtBot) -> None:
    window = start(path).window
    painted: list[QEvent.Type] = []

    class Watch(QObject):
        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            painted.append(event.type())
            return False

    watch = Watch()
    assert window.editor is not None
    window.editor.installEventFilter(watch)
    QApplication.sendEvent(window, QEvent(QEvent.Type.PaletteChange))
    qtbot.waitUntil(lambda: QEvent.Type.Paint in painted)


def test_an_export_ends_before_the_window_is_remade(
    start: Start, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Event()
    monkeypatch.setattr(writing, "export", lambda *_, **__: gate.wait(20))
    desk = start(path)
    desk.window.exporting.export_to(Path("out.xlsx"))
    job = desk.window.exporting._job
    assert job is not None
    finished: list[bool] = []
    wait = job.wait

    def let_through_and_wait() -> bool:
        finished.append(job.isFinished())
        gate.set()
        return wait()

    monkeypatch.setattr(job, "wait", let_through_and_wait)
    _remade(desk, qtbot, "french")
    assert finished == [False]


# -- faults -----------------------------------------------------------------------------------------------


def test_a_fault_is_told_and_the_application_goes_on(
    start: Start, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = start(path)
    monkeypatch.setattr(sys, "excepthook", desk.fault)

    def break_down() -> None:
        raise ZeroDivisionError("deep inside")

    QTimer.singleShot(0, break_down)
    qtbot.waitUntil(desk.window.notices.isVisible)
    assert desk.window.notices.text.startswith("Something went wrong inside raciapp.")
    notice_buttons(desk.window)["Copy the report"].click()
    for told in (QGuiApplication.clipboard().text(), capsys.readouterr().err):
        assert "ZeroDivisionError" in told
        assert "deep inside" not in told, "a message may quote the client"
    desk.window.activateWindow()
    press(desk.window, "R")
    assert letters(desk.window, "str_strategy", "dm") == "R/C"


def test_an_interrupt_is_no_fault(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    desk = start()
    desk.fault(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not desk.window.notices.isVisible()
    assert "KeyboardInterrupt" in capsys.readouterr().err


# -- the start --------------------------------------------------------------------------------------------


def test_the_application_runs_until_its_window_is_closed(
    face: QApplication, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    made: list[Desk] = []

    class Kept(Desk):
        def __init__(self, app: QApplication, settings: Settings, path: Path | None = None) -> None:
            super().__init__(app, settings, path)
            made.append(self)

    def close() -> None:
        assert made[0].window.isVisible()
        assert sys.excepthook == made[0].fault
        made[0].window.close()

    monkeypatch.setattr(app_module, "QApplication", lambda _: face)
    monkeypatch.setattr(app_module, "Desk", Kept)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    name = face.applicationName()
    QTimer.singleShot(0, close)
    try:
        assert run_app(path) == 0
    finally:
        face.setApplicationName(name)
    (desk,) = made
    assert desk.window.windowTitle() == "small.raci[*] · raciapp"
    assert (tmp_path / "home" / "config" / "raciapp" / "raciapp.ini").is_file()
    _leave(desk)


def test_the_start_offers_what_a_crash_left(
    face: QApplication, path: Path, small: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Desk] = []

    class Kept(Desk):
        def __init__(self, app: QApplication, settings: Settings, path: Path | None = None) -> None:
            super().__init__(app, settings, path)
            made.append(self)

    session = working(journals_folder(), small, path)
    session.commit("rename", rename_unit(small, "com", "Recovered", Language.EN))
    crash(session)
    monkeypatch.setattr(app_module, "QApplication", lambda _: face)
    monkeypatch.setattr(app_module, "Desk", Kept)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    name = face.applicationName()
    told: list[str] = []

    def recover(dialog: QWidget) -> None:
        told.append(dialog.windowTitle())
        press(dialog, "Return")
        QTimer.singleShot(0, close)

    def close() -> None:
        told.append(made[0].window.open_session().document.units[2].name.en)
        made[0].window.prompts = Answers(made[0].window)
        made[0].window.close()

    in_dialog(recover)
    try:
        assert run_app() == 0
    finally:
        face.setApplicationName(name)
    assert told == ["Recover documents", "Recovered"]
    _leave(made[0])


def test_the_system_speaks_english_or_french(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, expected in (("fr_CA", Language.FR), ("en_CA", Language.EN), ("de_DE", Language.EN)):

        class System:
            system = staticmethod(lambda name=name: QLocale(name))
            Language = QLocale.Language

        monkeypatch.setattr(language_module, "QLocale", System)
        assert system_language() is expected


def test_without_a_choice_the_application_speaks_as_the_system(
    face: QApplication, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "system_language", lambda: Language.FR)
    desk = Desk(face, settings)
    assert current_language() is Language.FR
    set_language(Language.EN)
    _leave(desk)
    assert answers(desk.window).asked == []
