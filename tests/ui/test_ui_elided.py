"""A line that ends in «…» where it finds no room, and the status bar, which has one."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot
from ui.acting import press

from raciapp.ui import elided
from raciapp.ui.elided import ElidedLabel
from raciapp.ui.grid.view import GridView
from raciapp.ui.window import MainWindow

NAME = "Department of Coastal Stewardship"


@pytest.fixture
def label(qtbot: QtBot, face: QApplication) -> Iterator[ElidedLabel]:
    """Return a line wide enough for the name."""
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(600, 30)
    label.show()
    label.show_text(NAME)
    yield label
    label.hide()


@pytest.fixture
def tips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of what is shown on hover from now on."""
    shown: list[str] = []

    class Watched(QToolTip):
        @staticmethod
        def showText(_at: QPoint, text: str, _of: QWidget) -> None:  # type: ignore[override] # the one way it is called
            shown.append(text)

    monkeypatch.setattr(elided, "QToolTip", Watched)
    return shown


def _hover(label: ElidedLabel) -> None:
    at = label.rect().center()
    QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, at, label.mapToGlobal(at)))


def test_it_shows_as_much_as_fits_and_knows_the_whole(label: ElidedLabel) -> None:
    assert label.text() == NAME
    label.resize(120, 30)
    assert label.text().endswith("…")
    assert label.text()[:-1].rstrip() == NAME[: len(label.text()[:-1].rstrip())]
    assert label.fontMetrics().horizontalAdvance(label.text()) <= 120
    assert label.whole == NAME
    assert label.accessibleName() == NAME
    label.resize(600, 30)
    assert label.text() == NAME


def test_a_long_line_does_not_ask_for_its_width(label: ElidedLabel) -> None:
    label.show_text(NAME * 40)
    assert label.minimumSizeHint().width() < 100


def test_line_breaks_and_markup_are_only_text(label: ElidedLabel) -> None:
    label.show_text("<b>one</b>\n\ttwo")
    assert label.text() == "<b>one</b> two"
    label.show_text("«\N{NARROW NO-BREAK SPACE}un\N{NO-BREAK SPACE}» \n")
    assert label.text() == "«\N{NARROW NO-BREAK SPACE}un\N{NO-BREAK SPACE}»"
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_the_whole_is_shown_on_hover_where_it_is_cut(label: ElidedLabel, tips: list[str]) -> None:
    _hover(label)
    assert tips == []
    label.show_text("<i>&</i>" * 100)
    _hover(label)
    (tip,) = tips
    assert tip.count("&lt;i&gt;&amp;&lt;/i&gt;") == 100


def test_another_tip_goes_before(label: ElidedLabel, tips: list[str]) -> None:
    label.setToolTip("Its story")
    label.resize(60, 30)
    assert label.text() != NAME
    _hover(label)
    assert tips == []
    QToolTip.hideText()


# -- the status bar ---------------------------------------------------------------------------------------


def test_the_status_bar_says_how_large_everything_is_where_that_is_not_usual(window: MainWindow) -> None:
    assert window.status.zoom.text() == ""
    press(window, "Ctrl++")
    assert window.status.zoom.text() == "110 %"
    press(window, "Ctrl+0")
    assert window.status.zoom.text() == ""


def test_the_status_bar_says_where_letters_lead(window: MainWindow) -> None:
    said = [window.status.way.text()]
    for _ in range(3):
        press(window, "Ctrl+.")
        said.append(window.status.way.text())
    assert said == ["", "Letters lead right →", "Letters lead down ↓", ""]


def test_the_status_bar_says_the_current_cell_and_nothing_without_a_document(
    window: MainWindow, grid: GridView
) -> None:
    grid.go_to("str_strategy", "hr")
    assert window.status.where.whole == "Set the social media strategy · Human Resources Branch: no part"
    window.show_welcome()
    line = window.status
    assert [line.where.whole, line.way.text(), line.zoom.text(), line.counts.text()] == ["", "", "", ""]
