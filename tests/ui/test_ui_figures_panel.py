"""Where the panel of figures stands: beside the grid, in a window of its own, away; and how one gets there and back."""

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.acting import Opener, click, press, trigger

from raciapp.base.words import same
from raciapp.document.edits import clear_cells
from raciapp.document.records import Document
from raciapp.formats.report import Report, build_report
from raciapp.ui.editor import Editor
from raciapp.ui.figures.panel import FiguresPanel
from raciapp.ui.figures.picture import Picture
from raciapp.ui.figures.place import FiguresPlace
from raciapp.ui.figures.window import FiguresWindow
from raciapp.ui.window import MainWindow


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list to which each report that is built for the figures adds a line."""
    reports: list[str] = []

    def counted(*given: Any) -> Report:
        reports.append("built")
        return build_report(*given)

    monkeypatch.setattr("raciapp.ui.figures.panel.build_report", counted)
    return reports


def _editor(window: MainWindow) -> Editor:
    assert window.editor is not None
    return window.editor


def _place(window: MainWindow) -> FiguresPlace:
    return _editor(window).figures


def _panel(window: MainWindow) -> FiguresPanel:
    return _place(window).panel


def _windows() -> list[FiguresWindow]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, FiguresWindow) and one.isVisible()]


def _clear(window: MainWindow) -> None:
    """Empty the first unit's cells."""
    session = window.open_session()
    places = [(activity.id, session.document.units[0].id) for activity in session.document.activities]
    session.commit("Clear", clear_cells(session.document, session.matrix, places))


def _apart(window: MainWindow, qtbot: QtBot) -> FiguresWindow:
    """Show the figures and move them out with their button."""
    press(window, "Ctrl+F8")
    _panel(window).move_button.click()
    (shown,) = _windows()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def _spot(picture: Picture, place: int) -> QPoint:
    """Return the middle of a part of a picture, in the widget."""
    return picture._area(picture.drawing().spots[place]).center()


# -- beside the grid --------------------------------------------------------------------------------------


def test_the_key_shows_the_panel_beside_the_grid_and_puts_it_away(window: MainWindow) -> None:
    grid, side = window.grid, _editor(window).side
    before, beside = grid.width(), side.width()
    press(window, "Ctrl+F8")
    assert side.width() == beside
    panel = _panel(window)
    assert panel.window() is window
    assert QApplication.focusWidget() is panel.pictures[0]
    assert panel.mapTo(window, QPoint()).x() >= grid.mapTo(window, QPoint()).x() + grid.width()
    assert grid.width() < before
    assert window.actions_by_id["figures"].isChecked()
    press(window, "Ctrl+F8")
    assert not panel.isVisible()
    assert grid.width() == before
    assert grid.hasFocus()
    assert not window.actions_by_id["figures"].isChecked()


def test_a_panel_put_away_leaves_the_keyboard_where_it_is(window: MainWindow) -> None:
    press(window, "Ctrl+F8", "F7", "Ctrl+F8")
    assert _editor(window).findings.view.hasFocus()


def test_escape_returns_to_the_grid_and_the_panel_stays(window: MainWindow) -> None:
    press(window, "Ctrl+F8", "Escape")
    assert window.grid.hasFocus()
    assert _panel(window).isVisible()
    trigger(window, "to_figures")
    assert QApplication.focusWidget() is _panel(window).pictures[0]


def test_going_to_the_figures_shows_them(window: MainWindow) -> None:
    trigger(window, "to_figures")
    assert _panel(window).isVisible()
    assert QApplication.focusWidget() is _panel(window).pictures[0]


def test_a_document_looked_at_with_its_figures_has_them_again_as_wide(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "Ctrl+F8")
    editor = _editor(window)
    editor.splitter.setSizes([500, 400, 300])
    sizes = editor.splitter.sizes()
    path = window.open_session().workspace.path
    assert path is not None
    window.show_welcome()
    window.files.open_path(path)
    assert "figures" not in vars(_editor(window)), "the grid is painted first"
    qtbot.waitUntil(lambda: "figures" in vars(_editor(window)) and _panel(window).isVisible())
    assert _editor(window).splitter.sizes() == sizes
    assert window.grid.hasFocus()


def test_hidden_figures_keep_their_width(window: MainWindow) -> None:
    press(window, "Ctrl+F8")
    editor = _editor(window)
    editor.splitter.setSizes([500, 410, 300])
    width = editor.splitter.sizes()[1]
    press(window, "Ctrl+F8")
    assert editor.sizes()[1] == width
    press(window, "Ctrl+F8")
    assert editor.splitter.sizes()[1] == width


def test_figures_that_were_hidden_come_back_as_wide_in_a_document_opened_again(window: MainWindow) -> None:
    press(window, "Ctrl+F8")
    _editor(window).splitter.setSizes([500, 410, 300])
    width = _editor(window).splitter.sizes()[1]
    press(window, "Ctrl+F8")
    path = window.open_session().workspace.path
    assert path is not None
    window.show_welcome()
    window.files.open_path(path)
    assert not _editor(window).session.sight.figures_panel
    press(window, "Ctrl+F8")
    assert abs(_editor(window).splitter.sizes()[1] - width) <= 1


# -- what it costs ----------------------------------------------------------------------------------------


def test_no_report_is_built_while_nobody_sees_it(window: MainWindow, built: list[str], qtbot: QtBot) -> None:
    _clear(window)
    assert "figures" not in vars(_editor(window))
    press(window, "Ctrl+F8")
    assert len(built) == 1
    press(window, "Ctrl+F8")
    press(window, "Ctrl+Z")
    assert not _panel(window)._pause.isActive()
    assert len(built) == 1
    press(window, "Ctrl+F8")
    assert len(built) == 2
    press(window, "Ctrl+F8", "Ctrl+F8")
    assert len(built) == 2, "nothing has changed"
    press(window, "Escape", "R", "A", "C")
    assert len(built) == 2, "typing does not wait for the pictures"
    qtbot.waitUntil(lambda: len(built) == 3)


def test_an_edit_just_before_the_panel_is_put_away_is_caught_up_with(window: MainWindow, built: list[str]) -> None:
    press(window, "Ctrl+F8")
    _clear(window)
    assert _panel(window)._pause.isActive()
    press(window, "Ctrl+F8")
    assert not _panel(window)._pause.isActive()
    assert len(built) == 1
    press(window, "Ctrl+F8")
    assert len(built) == 2
    assert "0" in _panel(window).pictures[0].accessibleDescription()


# -- into the grid ----------------------------------------------------------------------------------------


def test_arrows_go_through_the_units_and_enter_takes_the_grid_there(window: MainWindow) -> None:
    press(window, "Ctrl+F8")
    picture = _panel(window).pictures[0]
    press(window, "Return")
    units = window.open_session().document.units
    activity, first = window.grid.current_place() or ("", "")
    assert first == units[0].id
    press(window, "Down", "Down", "Down", "Up", "Down", "Return")
    assert window.grid.current_place() == (activity, units[2].id)
    assert QApplication.focusWidget() is picture, "the keyboard stays where it is"
    press(window, *["Up"] * 5)
    assert picture.current is picture.drawing().spots[0]


def test_a_click_on_a_group_takes_the_grid_to_its_first_activity_though_it_is_folded(window: MainWindow) -> None:
    session = window.open_session()
    group, places = list(session.document.sections())[1]
    assert group is not None
    window.looks.fold(group.id)
    press(window, "Ctrl+F8")
    picture = _panel(window).pictures[3]
    _panel(window).dashboard.ensureWidgetVisible(picture)
    click(picture, _spot(picture, 1))
    assert (window.grid.current_place() or ("",))[0] == session.document.activities[places[0]].id
    assert group.id not in session.sight.folded


def test_a_click_beside_the_units_and_another_button_do_nothing(window: MainWindow) -> None:
    press(window, "Ctrl+F8")
    picture = _panel(window).pictures[0]
    before = window.grid.current_place()
    click(picture, QPoint(3, 3))
    click(picture, _spot(picture, 4), Qt.MouseButton.RightButton)
    assert window.grid.current_place() == before
    click(picture, _spot(picture, 4))
    assert (window.grid.current_place() or ("", ""))[1] == window.open_session().document.units[4].id


def test_the_hand_shows_where_a_click_leads(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "Ctrl+F8")
    picture = _panel(window).pictures[0]
    QTest.mouseMove(picture, _spot(picture, 0))
    qtbot.waitUntil(lambda: picture.cursor().shape() is Qt.CursorShape.PointingHandCursor)
    QTest.mouseMove(picture, QPoint(3, 3))
    qtbot.waitUntil(lambda: picture.cursor().shape() is Qt.CursorShape.ArrowCursor)


def test_tab_shows_the_beginning_of_each_picture_and_arrows_what_they_reach(window: MainWindow) -> None:
    window.resize(1000, 500)
    press(window, "Ctrl+F8")
    panel = _panel(window)
    view = panel.dashboard.viewport()
    for picture in panel.pictures[1:]:
        press(window, "Tab")
        assert QApplication.focusWidget() is picture
        top = picture.mapTo(view, QPoint()).y()
        assert 0 <= top < view.height() / 2 or picture is panel.pictures[3]
    press(window, "Shift+Tab", *["Down"] * 20)
    picture = panel.pictures[2]
    seen = picture.mapTo(view, picture._area(picture.current or picture.drawing().spots[0]).center()).y()
    assert 0 <= seen <= view.height()
    press(window, "Tab", "Shift+Tab")
    assert picture.mapTo(view, picture._area(picture.current or picture.drawing().spots[0]).center()).y() >= 0


# -- in a window of its own -------------------------------------------------------------------------------


def test_the_very_same_panel_moves_out_and_back_when_its_window_is_closed(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "Ctrl+F8")
    panel, picture = _panel(window), _panel(window).pictures[0]
    panel.move_button.click()
    (shown,) = _windows()
    qtbot.waitUntil(shown.isActiveWindow)
    assert panel.window() is shown
    assert _panel(window) is panel
    assert QApplication.focusWidget() is picture
    assert not _place(window).isVisible()
    assert panel.move_button.text() == "Back beside the grid"
    assert panel.title.whole == "Department of Coastal Stewardship · As-is"
    shown.close()
    assert panel.window() is window
    assert panel.isVisible()
    assert panel.move_button.text() == "In a window of its own"
    assert panel.title.whole == "Figures"
    qtbot.waitUntil(window.isActiveWindow)
    assert window.grid.hasFocus()
    assert _windows() == []


def test_the_pictures_are_as_high_as_they_must_be_wherever_they_are(window: MainWindow, qtbot: QtBot) -> None:
    def fitted() -> bool:
        return all(one.height() == one.heightForWidth(one.width()) for one in _panel(window).pictures)

    press(window, "Ctrl+F8")
    panel = _panel(window)
    qtbot.waitUntil(fitted)
    narrow = panel.pictures[0].height()
    press(window, "Tab", "Tab", "Tab")
    panel.move_button.click()
    (shown,) = _windows()
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.waitUntil(lambda: fitted() and panel.pictures[0].height() < narrow)
    assert panel.dashboard.verticalScrollBar().value() == 0
    press(shown, "Tab", "Tab", "Tab", "Escape")
    qtbot.waitUntil(lambda: fitted() and panel.pictures[0].height() == narrow)
    assert panel.dashboard.verticalScrollBar().value() == 0


def test_on_a_broad_screen_two_pictures_stand_beside_each_other(window: MainWindow, qtbot: QtBot) -> None:
    shown = _apart(window, qtbot)
    first, second, third, _ = _panel(window).pictures

    def at(picture: Picture) -> QPoint:
        return picture.mapTo(shown, QPoint())

    assert at(second).x() == at(first).x()
    shown.resize(1900, 1000)
    qtbot.waitUntil(lambda: at(second).x() > at(first).x() + first.width())
    assert abs(first.width() - second.width()) <= 1
    assert at(third).x() == at(first).x()
    assert at(third).y() >= at(first).y() + first.height()
    shown.resize(900, 700)
    qtbot.waitUntil(lambda: at(second).x() == at(first).x())


@pytest.mark.parametrize("way", ["escape", "button"])
def test_escape_and_the_button_bring_the_panel_back(window: MainWindow, qtbot: QtBot, way: str) -> None:
    shown = _apart(window, qtbot)
    if way == "escape":
        press(shown, "Escape")
    else:
        _panel(window).move_button.click()
    assert _windows() == []
    assert _panel(window).window() is window
    assert _panel(window).isVisible()


def test_the_key_puts_the_figures_away_where_they_are(window: MainWindow, qtbot: QtBot) -> None:
    _apart(window, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, "Ctrl+F8")
    assert _windows() == []
    assert not _panel(window).isVisible()
    press(window, "Ctrl+F8")
    assert _panel(window).isVisible()
    assert _panel(window).window() is window


def test_going_to_the_figures_brings_their_window_to_the_front(window: MainWindow, qtbot: QtBot) -> None:
    shown = _apart(window, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    trigger(window, "to_figures")
    qtbot.waitUntil(shown.isActiveWindow)
    assert QApplication.focusWidget() is _panel(window).pictures[0]


def test_the_window_follows_the_document_and_leads_into_its_grid(
    opened: Opener, small: Document, qtbot: QtBot, built: list[str]
) -> None:
    window = opened(small)
    shown = _apart(window, qtbot)
    assert len(built) == 1, "moving builds nothing"
    assert shown.windowTitle() == "Figures · Department of Coastal Stewardship"
    session = window.open_session()
    organization = replace(session.document.organization, name=same("Ville & Cie"))
    session.commit("Rename", replace(session.document, organization=organization))
    qtbot.waitUntil(lambda: shown.windowTitle() == "Figures · Ville & Cie")
    press(shown, "Down", "Down", "Return")
    assert (window.grid.current_place() or ("", ""))[1] == small.units[1].id


def test_a_window_closed_twice_gives_the_panel_back_once(window: MainWindow, qtbot: QtBot) -> None:
    shown = _apart(window, qtbot)
    shown.close()
    with qtbot.assertNotEmitted(_place(window).moved):
        shown.close()
    assert _panel(window).window() is window


def test_the_window_goes_with_its_document(window: MainWindow, qtbot: QtBot) -> None:
    _apart(window, qtbot)
    window.show_welcome()
    qtbot.waitUntil(lambda: not _windows())
    assert not window.actions_by_id["figures"].isEnabled()


def test_the_window_goes_when_the_main_window_is_closed_or_made_anew(window: MainWindow, qtbot: QtBot) -> None:
    _apart(window, qtbot)
    window.hide()
    assert _windows() == []
    window.show()
    assert _windows() == []
    assert _panel(window).isVisible(), "the figures are shown, and now beside the grid"
