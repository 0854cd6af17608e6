"""A settings file that is none is put aside, told about once, and costs nothing but its settings."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from raciapp.base.words import Language
from raciapp.ui.language import set_language
from raciapp.ui.settings import Settings
from raciapp.ui.settings_file import LARGEST, is_damaged, put_aside, settings_file
from raciapp.ui.theme import Choice

DAY = date(2026, 11, 23)
INI = QSettings.Format.IniFormat

DAMAGED = {
    "no line of settings": b"rubbish\n",
    "a line of none among some": b"[General]\ntheme=dark\nrubbish\n",
    "a heading left open": b"[General\ntheme=dark\n",
    "binary": b"PK\x03\x04theme=dark\n",
    "a null character": b"[General]\ntheme=dark\0\n",
    "zeros, as a power cut leaves them": bytes(4096),
    "not UTF-8": b"[General]\ntheme=\xe9\n",
    "an object": b"[General]\ngeometry=@Variant(\\0\\0\\0\\x46\\0\\0\\0\\0\\0)\n",
    "far too large": b"[General]\ntheme=dark\n" + b";" * LARGEST,
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "{kept} 100%.ini"


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_file_is_put_aside_and_the_usual_settings_count(file: Path, case: str) -> None:
    file.write_bytes(DAMAGED[case])
    settings = Settings(QSettings(str(file), INI))
    (aside,) = file.parent.glob("*.damaged-*")
    assert aside.read_bytes() == DAMAGED[case]
    assert not file.exists()
    assert (settings.theme, settings.language, settings.recent, settings.geometry) == (Choice.SYSTEM, None, [], None)
    assert settings.notice.startswith(f"{file}: these settings could not be read.")
    assert aside.name in settings.notice


def test_what_is_chosen_then_is_kept_in_a_new_file(file: Path) -> None:
    file.write_bytes(b"theme=dark\nrubbish\n")
    settings = Settings(QSettings(str(file), INI))
    settings.language = Language.FR
    settings._store.sync()
    assert file.read_text().splitlines() == ["[General]", "language=fr"]
    again = Settings(QSettings(str(file), INI))
    assert (again.notice, again.language, again.theme) == ("", Language.FR, Choice.SYSTEM)


def test_the_persons_own_damaged_file_is_put_aside(tmp_path: Path) -> None:
    own = settings_file()
    assert own == tmp_path / "home" / "config" / "raciapp" / "raciapp.ini"
    assert str(own) == QSettings(INI, QSettings.Scope.UserScope, "raciapp", "raciapp").fileName()
    own.parent.mkdir(parents=True)
    own.write_bytes(b"\0")
    settings = Settings()
    assert str(own) in settings.notice
    settings.theme = Choice.DARK
    settings._store.sync()
    assert own.read_text().splitlines() == ["[General]", "theme=dark"]
    assert [path.name for path in own.parent.glob("*.ini*")].count("raciapp.ini") == 1
    assert Settings().theme is Choice.DARK
    assert Settings().notice == ""


def test_the_notice_is_in_the_language_of_the_window(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("raciapp.base.errors.translate", lambda text, language, **_: f"{language} {text}")
    file.write_bytes(b"rubbish")
    settings = Settings(QSettings(str(file), INI))
    assert settings.notice.startswith("en ")
    set_language(Language.FR)
    assert settings.notice.startswith("fr ")


def test_a_file_that_cannot_be_put_aside_is_left_as_it_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(b"rubbish")

    def refused(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "rename", refused)
    settings = Settings(QSettings(str(file), INI))
    assert "nor put aside (Permission denied)" in settings.notice
    settings.theme = Choice.DARK
    assert settings.theme is Choice.DARK
    settings._store.sync()
    assert file.read_bytes() == b"rubbish"
    assert [path.name for path in file.parent.iterdir() if path.is_file()] == [file.name]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"; a remark\n", b"[General]\r\ntheme=dark\r\n", b"[Other]\nx=1\n", b"a=\n", "recent=é\n".encode()],
)
def test_a_sound_file_stays(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert Settings(QSettings(str(file), INI)).notice == ""
    assert file.read_bytes() == content


def test_everything_that_can_be_chosen_is_sound(file: Path, tmp_path: Path) -> None:
    settings = Settings(QSettings(str(file), INI))
    settings.geometry = QByteArray(bytes(range(256)) * 4)
    settings.shortcuts = {"save": ("Ctrl+S", "Ctrl+;"), "open": ()}
    settings.house = tmp_path / "Zoë, \u2028 ; = [x] \x07 %"
    for name in ("one, of many", "É = é", "\x7f\t"):
        path = tmp_path / name
        path.touch()
        settings.remember(path)
        settings._store.sync()
        assert not is_damaged(file)


def test_one_that_is_not_there_or_cannot_be_read_is_not_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_damaged(tmp_path / "gone.ini")
    assert not is_damaged(tmp_path)
    path = tmp_path / "kept.ini"
    path.write_bytes(b"rubbish")
    assert is_damaged(path)

    def refused(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refused)
    assert not is_damaged(path)


def test_no_earlier_damage_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "kept.ini"
    names = []
    for content in (b"1", b"2", b"3"):
        path.write_bytes(content)
        names.append(put_aside(path, DAY))
        assert names[-1].read_bytes() == content
    assert [name.name for name in names] == [
        "kept.ini.damaged-2026-11-23",
        "kept.ini.damaged-2026-11-23-2",
        "kept.ini.damaged-2026-11-23-3",
    ]
    assert names[0].read_bytes() == b"1"
