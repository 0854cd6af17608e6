"""Random documents in the window, under random keys and commands; and what it remembers, damaged."""
# ruff: noqa: ARG002 - questions are answered unread

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fuzzing.mutations import anything, damaged, restated
from fuzzing.watching import within
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QSettings, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from strategies import ODD_TEXTS, documents
from ui.acting import Clock, press

from raciapp.base.words import Words
from raciapp.document.records import Activity, Document, Group, Matrix, Organization, Row, Unit
from raciapp.document.workspace import Workspace
from raciapp.ui.actions import MenuName
from raciapp.ui.grid.marks import shortened, wrapped_height
from raciapp.ui.grid_keys import GRID_KEYS
from raciapp.ui.memory import Memory, Remembered
from raciapp.ui.menus import MENUS
from raciapp.ui.prompts import Answer, Prompts
from raciapp.ui.settings import Settings
from raciapp.ui.sight import Filter, Sight
from raciapp.ui.window import MainWindow

EXAMPLES = settings().max_examples


def times(factor: float) -> settings:
    """Return how many examples a test has; what its fixtures make is fit for any number of them."""
    return settings(
        max_examples=max(1, int(EXAMPLES * factor)),
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
    )


# -- the window -------------------------------------------------------------------------------------------

COMMANDS = sorted(action.id for menu, actions in MENUS.items() if menu is not MenuName.FILE for action in actions)
"""All but those that look at something else, or read and write the files of documents."""
KEYS = sorted(
    {
        *(keys for group in GRID_KEYS for key in group.keys for keys in (*key.chords, *key.reserves)),
        *"RACISDPV./=123? ",
        *("Shift+R", "Shift+A", "Return", "Esc", "Menu", "Ctrl+Z", "Ctrl+Y", "Shift+Down", "Shift+End", "PgDown"),
    }
)
LONG = "x" * 3_000


class Anything(Prompts):
    """Answers every question with the next of some texts; dialogs are painted, and accepted every other time."""

    def __init__(self, parent: QWidget, texts: Sequence[str]) -> None:
        super().__init__(parent)
        self._texts = texts
        self._asked = 0

    def _next(self) -> str:
        self._asked += 1
        return self._texts[self._asked % len(self._texts)]

    def text(self, title: str, question: str, text: str = "") -> str:
        return self._next()

    def paragraph(self, title: str, question: str, text: str) -> str | None:
        return self._next()

    def choice(self, title: str, question: str, names: Sequence[str], name: str) -> str | None:
        return self._next()

    def open_path(self, title: str, kinds: str) -> Path | None:
        return None

    def save_path(self, title: str, suggestion: Path, kinds: str) -> Path | None:
        return None

    def folder(self, title: str) -> Path | None:
        return None

    def about(self, text: str) -> None:
        assert text

    def unsaved(self, name: str) -> Answer:
        return Answer.DISCARD

    def run(self, dialog: QDialog) -> bool:
        self._asked += 1
        assert not dialog.grab().isNull()
        if self._asked % 2:
            dialog.accept()
        accepted = dialog.result() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted


Deed = Callable[[MainWindow], object]


def _command(identity: str) -> Deed:
    return lambda window: window.actions_by_id[identity].trigger()


def _key(keys: str) -> Deed:
    return lambda window: press(QApplication.activeWindow() or window, keys)


deeds = st.lists(st.sampled_from(COMMANDS).map(_command) | st.sampled_from(KEYS).map(_key), max_size=12)


def _odd(number: int) -> Words:
    return Words(ODD_TEXTS[number % len(ODD_TEXTS)], ODD_TEXTS[(number * 7) % len(ODD_TEXTS)])


HOSTILE: dict[str, Document] = {
    "nothing at all": Document(Organization(Words()), (Matrix("as_is", Words()),)),
    "units alone": Document(Organization(_odd(3)), (Matrix("m", _odd(5)),), units=(Unit("u", Words()),)),
    "activities alone": Document(
        Organization(_odd(2)),
        (Matrix("m", Words(), (Row(b""), Row(b""))),),
        activities=(Activity("a", Words(), "gone"), Activity("b", Words(LONG), "gone as well")),
    ),
    "groups alone": Document(Organization(_odd(4)), (Matrix("m", _odd(1)),), groups=(Group("g", Words(LONG)),)),
    "endless names": Document(
        Organization(Words(LONG), Words(LONG), Words("word " * 600)),
        tuple(Matrix(f"m{n}", Words(LONG), (Row(b"\x0f", (("u", LONG),)),)) for n in range(8)),
        scheme="rasci",
        template=LONG,
        units=(Unit("u", Words(LONG, "é" * 3_000), ("no such function",), LONG, Words(LONG)),),
        groups=(Group("g", Words("\u202e" * 1_000)),),
        activities=(Activity("str_strategy", Words("line\n" * 300), "g", LONG),),
    ),
}


def _lived_through(
    document: Document, todo: Sequence[Deed], texts: Sequence[str], qtbot: QtBot, kept: Settings
) -> None:
    """Show a document, do something to it, close the window: nothing may be raised on the way."""
    with qtbot.captureExceptions() as raised:
        window = MainWindow(kept, Workspace(document, None, Clock()))
        window.prompts = Anything(window, texts)
        with qtbot.waitExposed(window):
            window.show()
        try:
            for do in todo:
                do(window)
                QApplication.processEvents()
                assert not raised, raised
            assert not window.grab().isNull()
        finally:
            _put_away(window)
    assert not raised, raised


def _put_away(window: MainWindow) -> None:
    if window.presentation is not None:
        window.presentation.close()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    window.close()
    for other in QApplication.topLevelWidgets():
        if other.isVisible():
            other.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@times(0.7)
@given(documents(), deeds, st.lists(st.sampled_from(ODD_TEXTS), min_size=1, max_size=4))
def test_no_document_and_no_key_raises_anything(
    qtbot: QtBot, tmp_path: Path, document: Document, todo: list[Deed], texts: list[str]
) -> None:
    kept = Settings(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))
    _lived_through(document, todo, texts, qtbot, kept)


@pytest.mark.parametrize("case", HOSTILE)
def test_every_command_on_hostile_documents(qtbot: QtBot, settings: Settings, case: str) -> None:
    calm = [identity for identity in COMMANDS if not identity.startswith(("theme", "present"))]
    _lived_through(HOSTILE[case], [_command(identity) for identity in calm], ["", "x", ODD_TEXTS[5]], qtbot, settings)


@pytest.mark.parametrize("text", ["x" * 100_000, "word " * 20_000, "\u202e" * 100_000, "line\n" * 20_000])
def test_a_name_of_any_length_is_soon_cut(face: QApplication, text: str) -> None:
    """A word of 100,000 signs took one try for every other sign of it, for each time it was painted."""
    metrics = QFontMetrics(face.font())
    with within():
        for size in (QSize(200, 40), QSize(20, 20), QSize(1000, 500)):
            shown = shortened(metrics, text, size)
            assert text.startswith(shown.removesuffix("…"))
            assert len(shown) < len(text)
        assert wrapped_height(face.font(), text, 200) > 0


# -- what it remembers ------------------------------------------------------------------------------------

INI = (
    b'[General]\nadvance=right\ngeometry="@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3)"\nlanguage=fr\ntheme=dark\n'
    b'recent="/a, b.raci", /c.raci\nhouse=/house\nshortcuts="{\\"save\\":[\\"Ctrl+S\\"]}"\n'
)


@times(3)
@given(content=anything([INI]))
def test_damaged_settings(face: QApplication, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / f"{abs(hash(content))}.ini"
    file.write_bytes(content)
    with within():
        kept = Settings(QSettings(str(file), QSettings.Format.IniFormat))
        assert (kept.notice != "") == bool(list(tmp_path.glob(f"{file.name}.damaged-*")))
        assert isinstance(kept.geometry, QByteArray | None)
        assert all(path.is_file() for path in kept.recent)
        assert all(isinstance(keys, tuple) for keys in kept.shortcuts.values())
        assert (kept.language, kept.theme, kept.house, kept.advance) is not None
        kept.remember(file)
    for path in tmp_path.glob(f"{file.name}*"):
        path.unlink()


def _looked_at(sample: Document, path: Path, memory: Memory) -> bytes:
    """Let somebody look at a document, and return what is kept of it."""
    ids = [one.id for one in sample.activities[:2]]
    sight = Sight(150, frozenset({sample.groups[0].id}), frozenset(ids), filter=Filter(letter="A"), load=True)
    memory.keep(path, Remembered(sight, sample.matrices[0].id, ids[0], sample.units[0].id, (900, 300), b"\x01\xd9"))
    return memory._file.read_bytes()


@times(2)
@given(data=st.data())
def test_damaged_looks(face: QApplication, sample: Document, tmp_path: Path, data: st.DataObject) -> None:
    path, memory = tmp_path / "client.raci", Memory(tmp_path)
    memory._file.unlink(missing_ok=True)
    seed = _looked_at(sample, path, memory)
    memory._file.write_bytes(data.draw(st.one_of(restated(seed), damaged([seed]), st.binary(max_size=200))))
    with within():
        found = memory.recall(path, sample)
        assert found.matrix in {"", *(matrix.id for matrix in sample.matrices)}
        assert found.activity in {"", *sample.activity_places}
        assert 0 < found.sight.zoom < 1000
        memory.keep(path, found)
        assert memory.recall(path, sample) == found


@times(0.4)
@given(data=st.data())
def test_a_window_on_damaged_looks(qtbot: QtBot, sample: Document, tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "client.raci"
    workspace = Workspace(sample)
    workspace.save(path)
    kept = Settings(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))
    memory = Memory()
    seed = _looked_at(sample, path, memory)
    memory._file.write_bytes(data.draw(restated(seed) | damaged([seed])))
    with qtbot.captureExceptions() as raised:
        window = MainWindow(kept, Workspace(sample, path))
        window.prompts = Anything(window, [""])
        with qtbot.waitExposed(window):
            window.show()
        assert not window.grab().isNull()
        _put_away(window)
    assert not raised, raised
