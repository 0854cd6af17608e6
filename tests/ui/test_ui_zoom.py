"""Sizes: zoom with keys and wheel, widths by content or equal, rows as high as their text, names never clipped."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from ui.acting import Opener, colours, press, select, trigger

from raciapp.base.words import Words
from raciapp.document import edits
from raciapp.document.records import Document
from raciapp.ui.grid.marks import shortened, wrapped_height
from raciapp.ui.grid.view import GridView
from raciapp.ui.sight import LARGEST, SMALLEST, STEPS
from raciapp.ui.theme import current_theme
from raciapp.ui.window import MainWindow


def _zoom(window: MainWindow, percent: int) -> None:
    session = window.open_session()
    session.look(replace(session.sight, zoom=percent))
    QApplication.processEvents()


def _wheel(grid: GridView, turn: int, held: Qt.KeyboardModifier) -> None:
    at = QPointF(grid.viewport().rect().center())
    event = QWheelEvent(
        at, QPointF(grid.viewport().mapToGlobal(at)), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(grid.viewport(), event)


# -- zoom -------------------------------------------------------------------------------------------------


def test_keys_go_through_the_steps_of_zoom_and_stop_at_both_ends(window: MainWindow, grid: GridView) -> None:
    sight = window.open_session
    assert (STEPS[0], STEPS[-1]) == (SMALLEST, LARGEST) == (50, 300)
    press(window, "Ctrl++")
    assert sight().sight.zoom == 110
    assert window.statusBar().currentMessage() == "Zoom 110 %"
    press(window, "Ctrl+=", *["Ctrl++"] * 12)
    assert sight().sight.zoom == 300
    press(window, *["Ctrl+-"] * 14)
    assert sight().sight.zoom == 50
    press(window, "Ctrl+0")
    assert sight().sight.zoom == 100
    assert not window.open_session().workspace.modified


def test_control_and_the_wheel_zoom_and_the_wheel_alone_scrolls(window: MainWindow, grid: GridView) -> None:
    control, none = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
    _wheel(grid, 120, control)
    assert window.open_session().sight.zoom == 110
    _wheel(grid, -120, control)
    _wheel(grid, -120, control)
    assert window.open_session().sight.zoom == 90
    scrolled = grid.verticalScrollBar().value()
    _wheel(grid, -120, none)
    assert window.open_session().sight.zoom == 90
    assert grid.verticalScrollBar().value() > scrolled


@pytest.mark.parametrize("percent", [50, 200, 300])
def test_everything_grows_with_the_zoom(window: MainWindow, grid: GridView, percent: int) -> None:
    heights = [grid.rowHeight(row) for row in range(3)]
    size = grid.units.font().pointSizeF()
    _zoom(window, percent)
    assert grid.px(100) == percent
    assert grid.rowHeight(0) == heights[0] * percent // 100
    assert grid.units.font().pointSizeF() == pytest.approx(size * percent / 100)
    assert grid.activities.font() == grid.units.font()
    assert grid.current_badges().picture(1).deviceIndependentSize().height() == 20 * percent / 100


def test_at_every_zoom_everything_is_painted(window: MainWindow, grid: GridView) -> None:
    select(window, "str_strategy", "com", right=1)
    for percent in (50, 75, 150, 300):
        _zoom(window, percent)
        for part in (grid.viewport(), grid.units.viewport(), grid.activities.viewport()):
            assert len(colours(part.grab().toImage())) > 5, percent
        assert grid.viewport().rect().intersects(grid.visualRect(grid.currentIndex()))


def test_the_smallest_window_at_the_largest_zoom_still_shows_cells(window: MainWindow, grid: GridView) -> None:
    window.resize(640, 400)
    _zoom(window, 300)
    assert grid.viewport().width() > 50
    assert grid.viewport().height() > 50
    assert grid.activities.width() <= grid.width() * 6 // 10 + 1


def test_a_row_higher_than_the_screen_does_not_stop_the_page_keys(opened: Opener, small: Document) -> None:
    first = replace(small.activities[0], name=Words("Very long name " * 60))
    window = opened(replace(small, activities=(first, *small.activities[1:])))
    window.resize(640, 400)
    _zoom(window, 300)
    grid = window.grid
    assert grid.rowHeight(1) > grid.viewport().height()
    press(window, "PgDown")
    assert grid.current_place() == ("pol_draft", "dm")
    press(window, "PgUp")
    assert grid.current_place() == ("str_strategy", "dm")


# -- columns ----------------------------------------------------------------------------------------------


def test_columns_are_equal_or_as_wide_as_their_letters(window: MainWindow, grid: GridView) -> None:
    equal = {grid.columnWidth(column) for column in range(16)}
    assert len(equal) == 1
    trigger(window, "equal_columns")
    widths = {unit: grid.columnWidth(grid.matrix.shown_units.index(unit)) for unit in grid.matrix.shown_units}
    assert widths["com"] > widths["dig"] >= 32
    assert widths["com"] >= 2 * 20 + 2
    trigger(window, "equal_columns")
    assert {grid.columnWidth(column) for column in range(16)} == equal


def test_columns_by_content_follow_a_wider_document(window: MainWindow, grid: GridView) -> None:
    trigger(window, "equal_columns")
    grid.go_to("str_strategy", "it")
    narrow = grid.columnWidth(11)
    press(window, "R", "A", "C", "I")
    trigger(window, "equal_columns")
    trigger(window, "equal_columns")
    assert grid.columnWidth(11) > narrow


def test_columns_that_all_fit_are_never_cut_and_never_wider_than_useful(opened: Opener, small: Document) -> None:
    window = opened(small)
    for width in (900, 1280, 1900):
        window.resize(width, 700)
        QApplication.processEvents()
        grid = window.grid
        assert 44 <= grid.columnWidth(0) <= 72
        assert grid.horizontalScrollBar().maximum() == 0


# -- rows -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [50, 100, 250])
def test_a_row_is_as_high_as_its_text(window: MainWindow, grid: GridView, percent: int) -> None:
    session = window.open_session()
    grid.go_to("pol_draft", "com")
    _zoom(window, percent)
    row = grid.currentIndex().row()
    usual = grid.rowHeight(row)
    name = "Write down who may publish what where and when, and who answers for it in the end " * 2
    from raciapp.base.words import Language

    session.commit("Rename", edits.rename_activity(session.document, "pol_draft", name, Language.EN))
    assert grid.rowHeight(row) > usual * 1.5
    session.workspace.undo()
    assert grid.rowHeight(row) == usual


def test_a_status_makes_room_for_itself_beside_the_name(window: MainWindow, grid: GridView) -> None:
    header = grid.activities
    row = grid.matrix.find("pol_draft").row()
    before = header.height_of(row, 0)
    press(window, "Ctrl+L")
    assert header.counts_width == 0
    assert header.height_of(row, 0) <= before


# -- names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [50, 100, 200, 300])
def test_names_of_units_are_never_clipped(window: MainWindow, grid: GridView, percent: int) -> None:
    _zoom(window, percent)
    header = grid.units
    for column in range(grid.matrix.columnCount()):
        room = QSize(header.height() - header._above() - header._below() - grid.px(8), grid.columnWidth(column))
        shown = shortened(header.fontMetrics(), header.name(column), room)
        assert wrapped_height(header.font(), shown, room.width()) <= room.height(), header.name(column)
        assert shown == header.name(column) or shown.endswith("…")
    assert percent == 300 or shown == "All employees"


def test_a_name_too_long_for_any_header_ends_in_dots_and_is_whole_on_hover(opened: Opener, small: Document) -> None:
    name = "Directorate for the Coordination of Interdepartmental Correspondence and Related Translations " * 3
    first = replace(small.units[0], name=Words(name))
    window = opened(replace(small, units=(first, *small.units[1:])))
    grid = window.grid
    assert grid.units.height() <= grid.px(190)
    text = str(grid.matrix.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole))
    assert name.strip() in text
    header = grid.units
    area = QRect(header.sectionViewportPosition(0), 0, header.sectionSize(0), header.height())
    assert current_theme().text.lower() in colours(header.viewport().grab().toImage(), area)


def test_headers_stay_while_the_cells_scroll(window: MainWindow, grid: GridView) -> None:
    window.resize(900, 450)
    _zoom(window, 150)
    places = grid.units.geometry(), grid.activities.geometry()
    press(window, "Ctrl+End")
    assert grid.verticalScrollBar().value() > 0
    assert grid.horizontalScrollBar().value() > 0
    assert (grid.units.geometry(), grid.activities.geometry()) == places
    assert grid.corner is not None
    assert grid.corner.geometry().size() == QSize(grid.activities.width(), grid.units.height())
