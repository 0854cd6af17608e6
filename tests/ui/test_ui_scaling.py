"""On screens of 125 to 300 % everything is drawn for the screen's own pixels, and every text has its room."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QTabBar, QToolBar, QWidget
from pytestqt.qtbot import QtBot
from ui import scaled
from ui.acting import Opener
from ui.scaled import SIZES, clipped, shortened

from raciapp.base.words import Language
from raciapp.document import edits
from raciapp.document.records import Document

ROOT = Path(__file__).resolve().parents[2]
FACTORS = pytest.mark.parametrize("factor", ["1.25", "1.5", "2", "3"])


@cache
def _looked_at(factor: str) -> dict[str, object]:
    """Return what the program of the neighbouring file found on a screen scaled by `factor`."""
    surroundings = os.environ | {
        "QT_SCALE_FACTOR": factor,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests"))),
    }
    told = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(scaled.__file__)], env=surroundings, capture_output=True, check=True, timeout=60
    )
    found = json.loads(told.stdout)
    assert isinstance(found, dict)
    return found


@FACTORS
def test_badges_are_drawn_for_the_pixels_of_the_screen(factor: str) -> None:
    found = _looked_at(factor)
    assert found["screen"] == float(factor)
    assert found["badges"] == [float(factor)]
    assert found["painted"] == pytest.approx([float(factor), float(factor)], rel=0.01)


@FACTORS
def test_every_text_has_its_room(factor: str) -> None:
    found = _looked_at(factor)
    for language in Language:
        for width, height in SIZES:
            assert found[f"{language} {width}x{height}"] == {
                "size": [width, height],
                "clipped": [],
                "shortened": [],
            }, (language, width)


# -- what looks at it sees what is amiss ------------------------------------------------------------------


@pytest.fixture
def page(qtbot: QtBot, face: QApplication) -> Iterator[QWidget]:
    """Return a page on which a test puts what does not fit."""
    page = QWidget()
    page.resize(400, 300)
    qtbot.addWidget(page)
    yield page
    page.hide()


def _complaints(page: QWidget) -> list[str]:
    page.show()
    QApplication.processEvents()
    return [text for _, text in clipped(page)]


def test_a_label_that_is_cut_is_seen(page: QWidget) -> None:
    for name, width, height in (("All of it", 100, 30), ("Half of it", 20, 30), ("Its upper half", 200, 6)):
        label = QLabel(name, page)
        label.setGeometry(0, 0, width, height)
    assert _complaints(page) == ["Half of it", "Its upper half"]


def test_a_wrapped_label_that_is_cut_is_seen(page: QWidget) -> None:
    for name, height in (("one two three four five", 200), ("six seven eight nine ten", 12)):
        label = QLabel(name, page)
        label.setWordWrap(True)
        label.setGeometry(0, 0, 60, height)
    assert _complaints(page) == ["six seven eight nine ten"]


def test_a_button_that_is_cut_is_seen(page: QWidget) -> None:
    for name, width in (("Save", 120), ("Import a matrix", 40)):
        QPushButton(name, page).setGeometry(0, 0, width, 40)
    assert _complaints(page) == ["Import a matrix"]


def test_a_card_whose_words_are_cut_is_seen(page: QWidget) -> None:
    card = QPushButton(page)
    QHBoxLayout(card).addWidget(QLabel("A department of sixteen units"))
    card.setGeometry(0, 0, 60, 60)
    assert "" in _complaints(page)


def test_buttons_that_find_no_room_in_a_bar_are_seen(page: QWidget) -> None:
    bar = QToolBar(page)
    for name in ("New", "Open", "Save", "Excel", "PDF", "Undo", "Redo"):
        bar.addAction(name)
    bar.setGeometry(0, 0, 90, 40)
    assert _complaints(page) != []


def test_a_tab_that_finds_no_room_is_seen(page: QWidget) -> None:
    tabs = QTabBar(page)
    tabs.setUsesScrollButtons(False)
    tabs.setExpanding(False)
    tabs.setElideMode(tabs.elideMode().ElideNone)
    for name in ("As it is", "As it shall be"):
        tabs.addTab(name)
    tabs.setGeometry(0, 0, tabs.tabRect(0).width() + 20, 40)
    assert _complaints(page) == ["As it shall be"]


def test_what_is_hidden_needs_no_room(page: QWidget) -> None:
    label = QLabel("Half of it", page)
    label.setGeometry(0, 0, 20, 30)
    label.hide()
    assert _complaints(page) == []


def test_a_shortened_name_of_a_unit_is_seen(opened: Opener, small: Document) -> None:
    document = edits.rename_unit(small, small.units[0].id, "Directorate " * 30, Language.EN)
    window = opened(document)
    window.resize(1366, 768)
    found = shortened(window.grid.units.viewport())
    assert [text[-1] for text in found] == ["…"]
