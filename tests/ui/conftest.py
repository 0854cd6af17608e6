"""What the tests of the window share: an application without a screen, a window whose questions are answered, a guard.

Keys are pressed and signals waited for; no test knows what time it is.
"""

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.acting import Answers, Clock, Opener, let_go

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language
from raciapp.document import edits
from raciapp.document.records import Document
from raciapp.document.storage import load
from raciapp.document.workspace import Workspace
from raciapp.ui.app import Desk
from raciapp.ui.grid.view import GridView
from raciapp.ui.jobs import Job
from raciapp.ui.language import set_language
from raciapp.ui.settings import Settings
from raciapp.ui.theme import Choice, choose_theme, dress
from raciapp.ui.window import MainWindow

HERE = Path(__file__).parent


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let the platform without a screen say what it cannot do; nothing else may be said."""
    if HERE in item.path.parents:
        unable = r"plugin does not support (propagateSizeHints\(\)|raise\(\)|grabbing the keyboard)"
        item.add_marker(pytest.mark.qt_log_ignore(unable))


@pytest.fixture(scope="session")
def face(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    """Dress the application once, as its own start does."""
    store = QSettings(str(tmp_path_factory.mktemp("face") / "face.ini"), QSettings.Format.IniFormat)
    settings = Settings(store)
    settings.theme = Choice.LIGHT
    settings.language = Language.EN
    desk = Desk(qapp, settings)
    QGuiApplication.styleHints().colorSchemeChanged.disconnect(desk._remake)
    desk.window.deleteLater()
    return qapp


@pytest.fixture(autouse=True)
def _own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the tests out of the person's own folders."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    # Qt asks the environment only once.
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home / "config"))


@pytest.fixture(autouse=True)
def _traced_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let coverage see what runs in Qt's own threads; of itself it looks only into Python's."""
    run = Job.run

    def traced(self: Job) -> None:
        sys.settrace(threading.gettrace())
        run(self)

    monkeypatch.setattr(Job, "run", traced)


@pytest.fixture(autouse=True)
def _nothing_left_behind(face: QApplication, _own_folders: None) -> Iterator[None]:
    """Start in light colours and English, with an empty clipboard and no key held down.

    Fail a test that leaves a window or a thread.
    """
    set_language(Language.EN)
    choose_theme(Choice.LIGHT)
    face.clipboard().clear()
    let_go()
    threads = set(sys._current_frames())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    set_language(Language.EN)
    choose_theme(Choice.LIGHT)
    modal = QApplication.activeModalWidget()
    popup = QApplication.activePopupWidget()
    visible = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    running = set(sys._current_frames()) - threads
    for widget in visible:
        widget.hide()
    assert modal is None, f"left a dialog behind: {modal}"
    assert popup is None, f"left a menu behind: {popup}"
    assert not visible, f"left windows behind: {visible}"
    assert not running, "left a thread behind"


@pytest.fixture
def dark(face: QApplication) -> Iterator[None]:
    """Wear dark colours for one test."""
    choose_theme(Choice.DARK)
    dress(face)
    yield
    choose_theme(Choice.LIGHT)
    dress(face)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings that live in the test's own folder."""
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture(scope="session")
def sample() -> Document:
    """Return a department of 16 units and 22 activities, whose matrix has findings of each severity."""
    return load(sample_organizations() / "coastal_stewardship.raci")


@pytest.fixture(scope="session")
def small(sample: Document) -> Document:
    """Return the sample cut down to 7 activities in 3 groups and 6 units, for tests of many edits."""
    fewer = edits.remove_units(sample, [unit.id for unit in sample.units[6:]])
    return edits.arrange_activities(fewer, [0, 1, 2, 3, 10, 11, 12])


def _shown(window: MainWindow, qtbot: QtBot) -> MainWindow:
    def answer(window: MainWindow) -> None:
        """Let a test end without a question, whatever it laid ready."""
        window.prompts = Answers(window)

    answer(window)
    qtbot.addWidget(window, before_close_func=answer)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def clock() -> Clock:
    """Return the clock by which typing merges: a second passes between two keys, unless a test says otherwise."""
    return Clock()


@pytest.fixture
def opened(qtbot: QtBot, settings: Settings, clock: Clock) -> Opener:
    """Return a function that shows a window on a document that was never saved."""
    return lambda document: _shown(MainWindow(settings, Workspace(document, None, clock)), qtbot)


@pytest.fixture
def window(qtbot: QtBot, settings: Settings, clock: Clock, sample: Document, tmp_path: Path) -> MainWindow:
    """Return a window on a file that holds the sample."""
    path = tmp_path / "coastal.raci"
    Workspace(sample).save(path)
    return _shown(MainWindow(settings, Workspace(load(path), path, clock)), qtbot)


@pytest.fixture
def grid(window: MainWindow) -> GridView:
    """Return the grid of the window on the sample."""
    return window.grid


@pytest.fixture
def welcome(qtbot: QtBot, settings: Settings) -> MainWindow:
    """Return a window that shows the first page."""
    return _shown(MainWindow(settings), qtbot)
