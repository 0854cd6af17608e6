"""What the real mouse drags: the fill handle, rows, columns and groups by their headers."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from ui.acting import (
    Opener,
    all_cells,
    centre,
    click,
    colours,
    column_point,
    drag,
    letters,
    press,
    row_ids,
    row_point,
    select,
)

from raciapp.document.records import Document
from raciapp.ui.grid.choice import Span
from raciapp.ui.grid.view import GridView
from raciapp.ui.theme import current_theme
from raciapp.ui.window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def _pull(window: MainWindow, *way: QPoint) -> None:
    """Drag the fill handle."""
    handle = window.grid.handle.area()
    assert not handle.isEmpty()
    drag(window.grid.viewport(), handle.center(), *way)


def _groups(window: MainWindow) -> list[str]:
    return [line for line in row_ids(window) if line.startswith("#")]


# -- the fill handle --------------------------------------------------------------------------------------


def test_the_handle_dragged_down_repeats_a_cell_over_headings(window: MainWindow, grid: GridView) -> None:
    before = all_cells(window)
    grid.go_to("str_strategy", "com")
    _pull(window, centre(window, "pol_draft", "com"), centre(window, "pol_approve_legal", "com"))
    held = [letters(window, row, "com") for row in ("pol_draft", "pol_approve_hr", "pol_approve_legal")]
    assert held == ["A/R"] * 3
    assert letters(window, "pol_reminders", "com") == "A"
    assert grid.choice.one_span() == Span(1, 2, 5, 2)
    assert grid.current_place() == ("str_strategy", "com")
    press(window, "Ctrl+Z")
    assert all_cells(window) == before


def test_the_handle_dragged_to_the_right_repeats_a_pattern(window: MainWindow, grid: GridView) -> None:
    select(window, "str_strategy", "com", right=1)
    _pull(window, centre(window, "str_strategy", "hab"))
    held = [letters(window, "str_strategy", unit) for unit in ("com", "dig", "med", "csc", "hab", "lic")]
    assert held == ["A/R", "C", "A/R", "C", "A/R", ""]


def test_upwards_and_to_the_left_the_pattern_goes_on_backwards(window: MainWindow, grid: GridView) -> None:
    select(window, "str_strategy", "com", right=1)
    _pull(window, centre(window, "str_strategy", "dm"))
    assert [letters(window, "str_strategy", unit) for unit in ("dm", "mo", "com", "dig")] == ["A/R", "C", "A/R", "C"]
    select(window, "con_create", "com", down=1)
    _pull(window, centre(window, "pol_reminders", "com"))
    assert [letters(window, row, "com") for row in ("pol_reminders", "acc_open", "con_create", "con_clear")] == [
        "A/R", "R", "A/R", "R",
    ]  # fmt: skip


def test_the_longer_way_decides_the_direction(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    handle = grid.handle.area().center()
    QTest.mousePress(grid.viewport(), LEFT, NONE, handle)
    QTest.mouseMove(grid.viewport(), centre(window, "pol_draft", "lic"))
    assert grid.handle.aimed_area().width() > grid.handle.aimed_area().height()
    for way in (QPoint(0, 0), QPoint(1, 1)):
        QTest.mouseMove(grid.viewport(), centre(window, "acc_open", "dig") + way)
    assert grid.handle.aimed_area().height() > grid.handle.aimed_area().width()
    QTest.mouseRelease(grid.viewport(), LEFT, NONE, handle)


def test_a_frame_shows_what_letting_go_would_fill(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "it")
    accent = current_theme().accent.lower()
    target = grid.visualRect(grid.matrix.find("pol_draft", "it"))
    assert accent not in colours(grid.viewport().grab().toImage(), target.adjusted(0, 4, 0, 0))
    QTest.mousePress(grid.viewport(), LEFT, NONE, grid.handle.area().center())
    QTest.mouseMove(grid.viewport(), target.center())
    assert grid.handle.held
    assert accent in colours(grid.viewport().grab().toImage(), target.adjusted(0, 4, 0, 0))
    QTest.mouseRelease(grid.viewport(), LEFT, NONE, target.center())
    assert not grid.handle.held


def test_a_handle_brought_back_fills_nothing(window: MainWindow, grid: GridView) -> None:
    before = window.open_session().document
    grid.go_to("str_strategy", "com")
    own = centre(window, "str_strategy", "com")
    _pull(window, centre(window, "acc_open", "com"), own)
    assert window.open_session().document is before
    _pull(window, own)
    assert window.open_session().document is before


def test_beyond_the_edge_the_handle_reaches_the_last_cell(window: MainWindow, grid: GridView) -> None:
    window.resize(1900, 1000)
    QApplication.processEvents()
    grid.go_to("per_presence", "hr")
    area = grid.area(30, 15)
    _pull(window, QPoint(centre(window, "per_presence", "hr").x(), area.bottom() + 60))
    assert letters(window, "rsk_records", "hr") == "A"
    grid.go_to("per_presence", "hr")
    _pull(window, QPoint(area.right() + 8, centre(window, "per_presence", "hr").y()))
    assert letters(window, "per_presence", "all") == "A"
    grid.go_to("str_strategy", "com")
    _pull(window, QPoint(-20, centre(window, "str_strategy", "com").y()))
    assert letters(window, "str_strategy", "dm") == "A/R"
    grid.go_to("pol_draft", "com")
    _pull(window, QPoint(centre(window, "pol_draft", "com").x(), -500))
    assert letters(window, "str_strategy", "com") == "A/R"


def test_there_is_no_handle_where_no_one_block_is(window: MainWindow, grid: GridView) -> None:
    click(grid.viewport(), centre(window, "pol_draft", "com"))
    QTest.mouseClick(grid.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, centre(window, "acc_open", "dig"))
    assert grid.handle.area().isEmpty()
    assert not grid.handle.hit(QPoint(0, 0))
    grid.handle.drag(QPoint(300, 300))
    assert grid.handle.aimed_area().isEmpty()
    grid.go_to("pol_draft", "com")
    press(window, "Alt+-")
    assert grid.handle.area().isEmpty()


def test_the_pointer_shows_where_the_handle_is(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    QTest.mouseMove(grid.viewport(), grid.handle.area().center())
    assert grid.viewport().cursor().shape() is Qt.CursorShape.CrossCursor
    QTest.mouseMove(grid.viewport(), centre(window, "acc_open", "it"))
    assert grid.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor


def test_a_drag_over_cells_chooses_them(window: MainWindow, grid: GridView) -> None:
    drag(grid.viewport(), centre(window, "pol_draft", "it"), centre(window, "pol_reminders", "lang"))
    assert grid.choice.one_span() == Span(3, 11, 6, 13)
    other = Qt.MouseButton.RightButton
    QTest.mousePress(grid.viewport(), other, NONE, grid.handle.area().center())
    assert not grid.handle.held
    QTest.mouseRelease(grid.viewport(), other, NONE, grid.handle.area().center())


# -- rows -------------------------------------------------------------------------------------------------


def test_a_chosen_row_is_dropped_before_another(window: MainWindow, grid: GridView) -> None:
    header = grid.activities.viewport()
    click(header, row_point(window, "pol_reminders"))
    drag(header, row_point(window, "pol_reminders"), row_point(window, "pol_draft", 0.2))
    assert row_ids(window)[2:7] == ["# pol", "pol_reminders", "pol_draft", "pol_approve_hr", "pol_approve_legal"]
    assert grid.choice.whole_rows() == ["pol_reminders"]
    press(window, "Ctrl+Z")
    assert row_ids(window)[3] == "pol_draft"


def test_several_chosen_rows_are_dropped_together_into_another_group(window: MainWindow, grid: GridView) -> None:
    header = grid.activities.viewport()
    click(header, row_point(window, "str_strategy"))
    for row in ("pol_approve_hr", "acc_open"):
        QTest.mouseClick(header, LEFT, Qt.KeyboardModifier.ControlModifier, row_point(window, row))
    drag(header, row_point(window, "acc_open"), row_point(window, "con_create", 0.8))
    rows = row_ids(window)
    place = rows.index("con_create")
    assert rows[place + 1 : place + 5] == ["str_strategy", "pol_approve_hr", "acc_open", "con_clear"]
    document = window.open_session().document
    assert document.activities[document.activity_places["acc_open"]].group == "con"
    assert set(grid.choice.whole_rows()) == {"str_strategy", "pol_approve_hr", "acc_open"}


def test_a_row_dropped_at_a_heading_ends_the_group_above(window: MainWindow, grid: GridView) -> None:
    header = grid.activities.viewport()
    click(header, row_point(window, "pol_draft"))
    drag(header, row_point(window, "pol_draft"), row_point(window, "con", 0.2))
    rows = row_ids(window)
    assert rows[rows.index("acc_open") + 1] == "pol_draft"
    press(window, "Ctrl+Z")
    click(header, row_point(window, "pol_draft"))
    drag(header, row_point(window, "pol_draft"), row_point(window, "str", 0.2))
    assert row_ids(window)[:3] == ["# str", "pol_draft", "str_strategy"]


def test_a_row_dropped_below_everything_is_the_last(window: MainWindow, grid: GridView) -> None:
    window.resize(1900, 1000)
    QApplication.processEvents()
    header = grid.activities.viewport()
    click(header, row_point(window, "pol_draft"))
    end = row_point(window, "rsk_records", 1.0)
    drag(header, row_point(window, "pol_draft"), end + QPoint(0, 30))
    assert row_ids(window)[-2:] == ["rsk_records", "pol_draft"]


def test_while_a_row_is_dragged_a_line_shows_where_it_would_go(window: MainWindow, grid: GridView) -> None:
    header = grid.activities.viewport()
    drop = current_theme().drop.lower()
    click(header, row_point(window, "pol_draft"))
    QTest.mousePress(header, LEFT, NONE, row_point(window, "pol_draft"))
    QTest.mouseMove(header, row_point(window, "pol_draft") + QPoint(0, 1))
    assert drop not in colours(header.grab().toImage()), "a trembling hand is no drag"
    for target in (row_point(window, "acc_open", 0.2), QPoint(60, -200), QPoint(60, 5000)):
        QTest.mouseMove(header, target)
        if target.y() < 5000:
            assert drop in colours(header.grab().toImage()), target
    assert grid.activities.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    QTest.mouseMove(header, row_point(window, "pol_draft", 0.2))
    QTest.mouseRelease(header, LEFT, NONE, row_point(window, "pol_draft", 0.2))
    assert drop not in colours(header.grab().toImage())
    assert row_ids(window)[3] == "pol_draft"


def test_a_row_that_is_not_chosen_is_chosen_not_dragged(window: MainWindow, grid: GridView) -> None:
    before = window.open_session().document
    header = grid.activities.viewport()
    drag(header, row_point(window, "pol_draft"), row_point(window, "pol_approve_legal"))
    assert window.open_session().document is before
    assert grid.choice.whole_rows() == ["pol_draft", "pol_approve_hr", "pol_approve_legal"]
    click(header, row_point(window, "pol_approve_hr"))
    assert grid.choice.whole_rows() == ["pol_approve_hr"]


# -- groups -----------------------------------------------------------------------------------------------


def test_a_heading_takes_its_group_along(window: MainWindow, grid: GridView) -> None:
    header = grid.activities.viewport()
    drag(header, row_point(window, "acc"), row_point(window, "pol", 0.2))
    assert _groups(window)[:4] == ["# str", "# acc", "# pol", "# con"]
    assert row_ids(window)[2:4] == ["# acc", "acc_open"]
    drag(header, row_point(window, "str"), row_point(window, "con_clear", 0.2))
    assert _groups(window)[:4] == ["# acc", "# pol", "# str", "# con"]


def test_a_heading_dropped_on_its_own_place_changes_nothing(window: MainWindow, grid: GridView) -> None:
    header = grid.activities.viewport()
    drag(header, row_point(window, "pol"), row_point(window, "pol_approve_hr", 0.2))
    drag(header, row_point(window, "pol"), row_point(window, "acc", 0.2))
    assert _groups(window)[:3] == ["# str", "# pol", "# acc"]
    assert window.open_session().workspace.history.undo_label is None


def test_rows_without_a_group_stay_above_all_headings(opened: Opener, sample: Document) -> None:
    first = replace(sample.activities[0], group="gone")
    window = opened(replace(sample, activities=(first, *sample.activities[1:])))
    header = window.grid.activities.viewport()
    drag(header, row_point(window, "con"), row_point(window, "str_strategy", 0.2))
    assert row_ids(window)[:3] == ["str_strategy", "# con", "con_create"]
    click(header, row_point(window, "pol_draft"))
    drag(header, row_point(window, "pol_draft"), row_point(window, "con", 0.2))
    assert row_ids(window)[:3] == ["str_strategy", "pol_draft", "# con"]


def test_rows_are_dropped_into_a_folded_group(window: MainWindow, grid: GridView) -> None:
    session = window.open_session()
    session.look(replace(session.sight, folded=frozenset({"pol"})))
    header = grid.activities.viewport()
    click(header, row_point(window, "con_clear"))
    drag(header, row_point(window, "con_clear"), row_point(window, "acc", 0.2))
    document = session.document
    assert document.activities[document.activity_places["con_clear"]].group == "pol"


def test_a_heading_dropped_below_everything_is_the_last_group(window: MainWindow, grid: GridView) -> None:
    window.resize(1900, 1000)
    QApplication.processEvents()
    header = grid.activities.viewport()
    drag(header, row_point(window, "acc"), row_point(window, "rsk_records", 1.0) + QPoint(0, 30))
    assert _groups(window)[-2:] == ["# rsk", "# acc"]


# -- columns ----------------------------------------------------------------------------------------------


def test_chosen_columns_are_dropped_before_another(window: MainWindow, grid: GridView) -> None:
    header = grid.units.viewport()
    click(header, column_point(window, "dig"))
    QTest.mouseClick(header, LEFT, Qt.KeyboardModifier.ShiftModifier, column_point(window, "med"))
    assert grid.choice.whole_columns() == ["dig", "med"]
    drag(header, column_point(window, "med"), column_point(window, "mo", 0.2))
    assert grid.matrix.shown_units[:5] == ["dm", "dig", "med", "mo", "com"]
    assert grid.choice.whole_columns() == ["dig", "med"]
    drag(header, column_point(window, "dig"), column_point(window, "all", 0.9))
    assert grid.matrix.shown_units[-2:] == ["dig", "med"]
    press(window, "Ctrl+Z", "Ctrl+Z")
    assert grid.matrix.shown_units[:5] == ["dm", "mo", "com", "dig", "med"]


def test_while_a_column_is_dragged_a_line_shows_where_it_would_go(window: MainWindow, grid: GridView) -> None:
    header = grid.units.viewport()
    drop = current_theme().drop.lower()
    click(header, column_point(window, "dig"))
    QTest.mousePress(header, LEFT, NONE, column_point(window, "dig"))
    QTest.mouseMove(header, column_point(window, "mo", 0.2))
    assert drop in colours(header.grab().toImage())
    end = column_point(window, "all", 0.9)
    QTest.mouseMove(header, end)
    QTest.mouseRelease(header, LEFT, NONE, end)
    assert grid.matrix.shown_units[-1] == "dig"


def test_a_click_on_a_chosen_column_chooses_it_alone(window: MainWindow, grid: GridView) -> None:
    header = grid.units.viewport()
    drag(header, column_point(window, "dig"), column_point(window, "csc"))
    assert grid.choice.whole_columns() == ["dig", "med", "csc"]
    click(header, column_point(window, "med"))
    assert grid.choice.whole_columns() == ["med"]


def test_other_buttons_drag_nothing(window: MainWindow, grid: GridView) -> None:
    dropped = QSignalSpy(grid.columns_dropped)
    header = grid.units.viewport()
    click(header, column_point(window, "dig"))
    QTest.mousePress(header, Qt.MouseButton.MiddleButton, NONE, column_point(window, "dig"))
    QTest.mouseMove(header, column_point(window, "csc"))
    QTest.mouseRelease(header, Qt.MouseButton.MiddleButton, NONE, column_point(window, "csc"))
    assert dropped.count() == 0


@pytest.mark.parametrize("hidden", ["mo", "com"])
def test_what_is_hidden_stays_beside_its_neighbour(window: MainWindow, grid: GridView, hidden: str) -> None:
    session = window.open_session()
    session.look(replace(session.sight, hidden_units=frozenset({hidden})))
    header = grid.units.viewport()
    click(header, column_point(window, "med"))
    drag(header, column_point(window, "med"), column_point(window, "dm", 0.2))
    assert [unit.id for unit in session.document.units][:3] == ["med", "dm", "mo"]
    assert hidden not in grid.matrix.shown_units
