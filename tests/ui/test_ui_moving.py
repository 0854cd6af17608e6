"""Moving through the grid with the keyboard and the mouse; headings hold no letters and are passed over."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from ui.acting import Opener, click, letters, press, select

from raciapp.document.records import Document
from raciapp.ui.grid.view import GridView
from raciapp.ui.window import MainWindow


def _line_centre(grid: GridView, row: int) -> QPoint:
    return QPoint(40, grid.rowViewportPosition(row) + grid.rowHeight(row) // 2)


def _heading(grid: GridView, group: str) -> int:
    return next(row for row in range(grid.matrix.rowCount()) if grid.matrix.line(row) == (group, True))


def test_the_first_cell_is_current_at_the_start(window: MainWindow, grid: GridView) -> None:
    assert grid.hasFocus()
    assert grid.current_place() == ("str_strategy", "dm")
    assert grid.choice.places() == [("str_strategy", "dm")]


WAYS: tuple[tuple[tuple[str, str], list[str], tuple[str, str]], ...] = (
    (("str_strategy", "com"), ["Down"], ("pol_draft", "com")),
    (("pol_draft", "com"), ["Up"], ("str_strategy", "com")),
    (("str_strategy", "com"), ["Up"], ("str_strategy", "com")),
    (("rsk_records", "com"), ["Down"], ("rsk_records", "com")),
    (("str_strategy", "com"), ["Right", "Right", "Left"], ("str_strategy", "dig")),
    (("str_strategy", "dm"), ["Left"], ("str_strategy", "dm")),
    (("str_strategy", "all"), ["Right"], ("str_strategy", "all")),
    (("str_strategy", "com"), ["Return"], ("pol_draft", "com")),
    (("str_strategy", "com"), ["Enter"], ("pol_draft", "com")),
    (("pol_draft", "com"), ["Shift+Return"], ("str_strategy", "com")),
    (("pol_draft", "com"), ["Shift+Enter"], ("str_strategy", "com")),
    (("str_strategy", "com"), ["Shift+Return"], ("str_strategy", "com")),
    (("str_strategy", "com"), ["Tab"], ("str_strategy", "dig")),
    (("str_strategy", "all"), ["Tab"], ("pol_draft", "dm")),
    (("pol_draft", "dm"), ["Shift+Tab"], ("str_strategy", "all")),
    (("pol_draft", "com"), ["Home"], ("pol_draft", "dm")),
    (("pol_draft", "com"), ["End"], ("pol_draft", "all")),
    (("pol_draft", "com"), ["Ctrl+Home"], ("str_strategy", "dm")),
    (("pol_draft", "com"), ["Ctrl+End"], ("rsk_records", "all")),
)
"""From which cell which keys lead to which."""


def test_keys_lead_from_cell_to_cell(window: MainWindow, grid: GridView) -> None:
    for start, keys, end in WAYS:
        grid.go_to(*start)
        press(window, *keys)
        assert grid.current_place() == end, (start, keys)
        assert grid.choice.places() == [end], (start, keys)


def test_pages_down_and_up_never_rest_on_a_heading(window: MainWindow, grid: GridView) -> None:
    window.resize(1000, 420)
    for key in ("PgDown", "PgUp"):
        for _ in range(8):
            press(window, key)
            assert grid.current_place() is not None
    assert grid.current_place() == ("str_strategy", "dm")


def test_down_goes_through_every_activity_in_order(window: MainWindow, grid: GridView, sample: Document) -> None:
    seen = [grid.current_place()]
    for _ in sample.activities[1:]:
        press(window, "Down")
        seen.append(grid.current_place())
    assert seen == [(activity.id, "dm") for activity in sample.activities]


def test_tab_stays_in_the_grid_at_its_first_and_last_cell(window: MainWindow, grid: GridView) -> None:
    for place, key in ((("rsk_records", "all"), "Tab"), (("str_strategy", "dm"), "Shift+Tab")):
        grid.go_to(*place)
        press(window, key, key)
        assert grid.current_place() == place
        assert grid.hasFocus()


def test_letters_land_where_control_and_end_leads(window: MainWindow, grid: GridView) -> None:
    press(window, "Ctrl+End", "R")
    assert letters(window, "rsk_records", "all") == "R"
    assert letters(window, "str_strategy", "dm") == "C"


def test_shift_and_arrows_choose_a_block_over_headings(window: MainWindow, grid: GridView) -> None:
    select(window, "str_strategy", "com", down=2, right=1)
    rows, units = ("str_strategy", "pol_draft", "pol_approve_hr"), ("com", "dig")
    assert grid.choice.places() == [(row, unit) for row in rows for unit in units]


def test_moving_on_drops_the_block(window: MainWindow, grid: GridView) -> None:
    select(window, "str_strategy", "com", down=2, right=1)
    press(window, "Shift+Return")
    assert grid.choice.places() == [("pol_draft", "dig")]


def test_everything_can_be_chosen(window: MainWindow, grid: GridView, sample: Document) -> None:
    press(window, "Ctrl+A")
    assert len(grid.choice.places()) == len(sample.activities) * len(sample.units)


def test_a_click_chooses_and_control_adds(window: MainWindow, grid: GridView) -> None:
    held = Qt.KeyboardModifier.ControlModifier
    click(grid.viewport(), grid.visualRect(grid.matrix.find("pol_draft", "com")).center())
    other = grid.visualRect(grid.matrix.find("pol_approve_legal", "dig")).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, held, other)
    assert grid.choice.places() == [("pol_draft", "com"), ("pol_approve_legal", "dig")]
    press(window, "I")
    assert (letters(window, "pol_draft", "com"), letters(window, "pol_approve_legal", "dig")) == ("A/R/I", "I")


def test_a_click_on_a_heading_keeps_the_current_cell(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    click(grid.viewport(), _line_centre(grid, _heading(grid, "acc")))
    assert grid.current_place() == ("pol_draft", "com")


def test_a_click_on_a_unit_chooses_its_column_and_leaves_a_current_cell(window: MainWindow, grid: GridView) -> None:
    click(grid.units.viewport(), QPoint(grid.columnViewportPosition(2) + 5, 30))
    assert {unit for _, unit in grid.choice.places()} == {"com"}
    assert len(grid.choice.places()) == 22
    assert grid.current_place() == ("str_strategy", "com")
    assert window.actions_by_id["unit_functions"].isEnabled()


def test_a_click_on_an_activity_chooses_its_row(window: MainWindow, grid: GridView) -> None:
    row = grid.matrix.find("pol_draft", "dm").row()
    click(grid.activities.viewport(), _line_centre(grid, row))
    assert {activity for activity, _ in grid.choice.places()} == {"pol_draft"}
    assert len(grid.choice.places()) == 16


def test_a_click_on_a_group_folds_it_and_another_unfolds_it(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    shown = grid.matrix.shown_activities
    heading = _heading(grid, "acc")
    click(grid.activities.viewport(), _line_centre(grid, heading))
    assert grid.matrix.folded(heading)
    assert grid.matrix.shown_activities == [activity for activity in shown if activity != "acc_open"]
    assert grid.current_place() == ("pol_draft", "com")
    click(grid.activities.viewport(), _line_centre(grid, heading))
    assert not grid.matrix.folded(heading)
    assert grid.matrix.shown_activities == shown
    assert grid.current_place() == ("pol_draft", "com")


def test_who_stood_in_a_group_that_is_folded_stands_on_its_heading(window: MainWindow, grid: GridView) -> None:
    grid.go_to("acc_open", "com")
    heading = _heading(grid, "acc")
    click(grid.activities.viewport(), _line_centre(grid, heading))
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (heading, 2)
    assert grid.current_place() is None
    possible = {name: window.actions_by_id[name].isEnabled() for name in ("rename_activity", "rename_group", "unfold")}
    assert possible == {"rename_activity": False, "rename_group": True, "unfold": True}
    press(window, "Space")
    assert not grid.matrix.folded(heading)


def test_dragging_over_units_leaves_a_current_cell(window: MainWindow, grid: GridView) -> None:
    header = grid.units.viewport()
    QTest.mousePress(
        header,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(grid.columnViewportPosition(2) + 5, 30),
    )
    grid.units.sectionEntered.emit(4)
    QTest.mouseRelease(
        header,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(grid.columnViewportPosition(4) + 5, 30),
    )
    assert {unit for _, unit in grid.choice.places()} == {"com", "dig", "med"}
    assert grid.current_place() is not None


def test_a_far_cell_scrolls_into_view_and_the_first_row_brings_its_heading(opened: Opener, sample: Document) -> None:
    window = opened(sample)
    window.resize(700, 460)
    grid = window.grid
    assert grid.viewport().height() < 4 * grid.rowHeight(1)
    press(window, "Ctrl+End")
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))
    press(window, "Ctrl+Home")
    assert grid.verticalScrollBar().value() == 0
    assert grid.horizontalScrollBar().value() == 0


def test_the_menu_keys_lead_to_the_findings_and_back(window: MainWindow, grid: GridView) -> None:
    editor = window.editor
    assert editor is not None
    press(window, "F7")
    assert editor.findings.view.hasFocus()
    press(window, "F6")
    assert grid.hasFocus()


def test_moving_repaints_but_edits_nothing(window: MainWindow, grid: GridView) -> None:
    edits = QSignalSpy(window.open_session().changed)
    press(window, "Down", "Right", "Shift+Down", "Ctrl+A", "Esc", "Space", "Ctrl+Home")
    assert edits.count() == 0
