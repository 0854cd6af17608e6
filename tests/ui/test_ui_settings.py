"""What the window remembers, and what it makes of settings that someone spoilt."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings
from pytestqt.qtbot import QtBot

from raciapp.base.words import Language
from raciapp.ui.advance import Advance
from raciapp.ui.settings import MOST_RECENT, Settings
from raciapp.ui.theme import Choice
from raciapp.ui.window import MainWindow


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)


def _files(tmp_path: Path, count: int) -> list[Path]:
    paths = [tmp_path / f"{number}, of many.raci" for number in range(count)]
    for path in paths:
        path.touch()
    return paths


def test_nothing_is_known_at_first(store: QSettings) -> None:
    settings = Settings(store)
    assert (settings.recent, settings.language, settings.theme, settings.geometry) == ([], None, Choice.SYSTEM, None)
    assert settings.house is None
    assert (settings.shortcuts, settings.advance) == ({}, Advance.STAY)


def test_choices_outlive_the_application(store: QSettings, tmp_path: Path) -> None:
    settings = Settings(store)
    settings.language = Language.FR
    settings.theme = Choice.DARK
    settings.geometry = QByteArray(b"somewhere")
    paths = _files(tmp_path, 2)
    for path in paths:
        settings.remember(path)
    store.sync()
    again = Settings(QSettings(store.fileName(), QSettings.Format.IniFormat))
    assert (again.language, again.theme, again.geometry) == (Language.FR, Choice.DARK, QByteArray(b"somewhere"))
    assert again.recent == [paths[1], paths[0]]


def test_the_house_outlives_the_application(store: QSettings, tmp_path: Path) -> None:
    Settings(store).house = tmp_path
    store.sync()
    assert Settings(QSettings(store.fileName(), QSettings.Format.IniFormat)).house == tmp_path


def test_one_recent_file_outlives_the_application(store: QSettings, tmp_path: Path) -> None:
    (path,) = _files(tmp_path, 1)
    Settings(store).remember(path)
    store.sync()
    assert Settings(QSettings(store.fileName(), QSettings.Format.IniFormat)).recent == [path]


def test_only_the_last_files_are_kept_each_once(store: QSettings, tmp_path: Path) -> None:
    settings = Settings(store)
    paths = _files(tmp_path, MOST_RECENT + 3)
    for path in [*paths, paths[5]]:
        settings.remember(path)
    assert len(settings.recent) == MOST_RECENT
    assert settings.recent[:3] == [paths[5], paths[-1], paths[-2]]


def test_files_that_have_gone_are_not_offered(store: QSettings, tmp_path: Path) -> None:
    settings = Settings(store)
    paths = _files(tmp_path, 3)
    for path in paths:
        settings.remember(path)
    paths[1].unlink()
    paths[2].unlink()
    paths[2].mkdir()
    assert settings.recent == [paths[0]]


def test_a_file_is_remembered_by_its_full_path(
    store: QSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = _files(tmp_path, 1)
    monkeypatch.chdir(tmp_path)
    Settings(store).remember(Path(path.name))
    assert Settings(store).recent == [path]


@pytest.mark.parametrize("value", ["", "klingon", 42, ["en", "fr"], QByteArray(b"\xff"), None])
def test_bad_values_are_ignored(store: QSettings, value: object) -> None:
    for name in ("language", "theme", "recent", "geometry", "house", "shortcuts", "advance"):
        store.setValue(name, value)
    settings = Settings(store)
    assert (settings.shortcuts, settings.advance) == ({}, Advance.STAY)
    assert (settings.language, settings.theme, settings.recent) == (None, Choice.SYSTEM, [])
    assert settings.geometry is None or isinstance(settings.geometry, QByteArray)
    assert settings.house is None or settings.house == Path(str(value))


def test_a_list_of_recent_files_may_hold_nonsense(store: QSettings, tmp_path: Path) -> None:
    (path,) = _files(tmp_path, 1)
    store.setValue("recent", [7, None, str(path), "\0", "x" * 5000])
    assert Settings(store).recent == [path]


def test_a_window_survives_spoilt_settings(store: QSettings, qtbot: QtBot) -> None:
    for name in ("language", "theme", "recent", "geometry"):
        store.setValue(name, QByteArray(b"nonsense"))
    window = MainWindow(Settings(store))
    qtbot.addWidget(window)
    assert window.session is None


def test_a_settings_file_that_is_no_settings_file_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "broken.ini"
    path.write_bytes(b"\xff\xfe[[[\x00=\n\n%%%")
    settings = Settings(QSettings(str(path), QSettings.Format.IniFormat))
    assert (settings.language, settings.theme, settings.recent) == (None, Choice.SYSTEM, [])


def test_without_a_store_the_persons_own_is_used(tmp_path: Path) -> None:
    settings = Settings()
    settings.theme = Choice.DARK
    settings._store.sync()
    assert (tmp_path / "home" / "config" / "raciapp" / "raciapp.ini").read_text().strip().endswith("theme=dark")
