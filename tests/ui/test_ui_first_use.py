"""What a person stumbled over who used the window for the first time, from the README alone."""

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from ui.acting import answers, cell, click, drag, press, row_ids, select

from raciapp.document import edits
from raciapp.document.records import Document
from raciapp.ui.grid.view import GridView
from raciapp.ui.menus import ACTIONS
from raciapp.ui.preferences import Preferences, PreferencesDialog
from raciapp.ui.window import MainWindow


def test_a_letter_on_cells_out_of_sight_asks_first(window: MainWindow, grid: GridView) -> None:
    window.resize(900, 420)
    before = window.open_session().document
    grid.go_to("pol_draft", "com")
    press(window, "Ctrl+Shift+Down", "Ctrl+Shift+Down", "Ctrl+Shift+Down", "Ctrl+Shift+Down", "C")
    assert grid.choice.reaches_out_of_sight()
    assert not grid.choice.whole_columns()
    assert window.open_session().document is before
    press(window, "Return")
    assert window.open_session().document is not before


def test_escape_puts_the_notice_away_before_the_filter(window: MainWindow) -> None:
    session = window.open_session()
    session.look(replace(session.sight, filter=replace(session.sight.filter, findings=True)))
    window.notices.say("Saved.")
    press(window, "Escape")
    assert not window.notices.isVisible()
    assert session.sight.filter.findings
    press(window, "Escape")
    assert not session.sight.filter


def test_after_stretching_the_next_step_starts_where_it_began(window: MainWindow, grid: GridView) -> None:
    select(window, "pol_draft", "com")
    press(window, "Shift+Right", "Shift+Right", "Shift+Down", "Left")
    assert grid.current_place() == ("pol_draft", "mo")


def test_dragging_over_unit_names_chooses_all_of_them(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    header = grid.units

    def point(column: int) -> QPoint:
        return QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, header.height() // 2)

    drag(header.viewport(), point(4), point(3), point(2), point(1))
    assert grid.choice.units() == [grid.matrix.unit(column).id for column in (1, 2, 3, 4)]


def test_the_corner_follows_what_comes_and_goes(window: MainWindow, grid: GridView) -> None:
    assert grid.corner.text().startswith("22 activities")
    press(window, "Ctrl+Delete")
    assert grid.corner.text().startswith("21 activities")
    press(window, "Ctrl+9")
    assert grid.corner.text().startswith("20 of 21 activities")


def test_what_passes_the_filter_is_seen_in_folded_groups_too(window: MainWindow) -> None:
    session = window.open_session()
    session.look(replace(session.sight, folded=frozenset(session.document.group_places)))
    assert "pol_draft" not in row_ids(window)
    session.look(replace(session.sight, filter=replace(session.sight.filter, text="guidelines")))
    assert "pol_draft" in row_ids(window)


def test_the_bar_counts_from_the_first_moment(window: MainWindow) -> None:
    press(window, "Ctrl+Shift+L")
    editor = window.editor
    assert editor is not None
    assert "22" in editor.filter_bar.counts.text()


def test_ok_in_the_preferences_uses_the_keys_that_were_pressed(window: MainWindow) -> None:
    dialog = PreferencesDialog(Preferences({}), window)
    page = dialog.shortcuts
    page.table.setCurrentCell([action.id for action in ACTIONS].index("thresholds"), 0)
    dialog.show()
    page.keys.setFocus()
    QTest.keyClick(page.keys, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    dialog.accept()
    assert dialog.answer().shortcuts == {"thresholds": ("Ctrl+T",)}


def test_nothing_of_an_old_document_is_said_on_the_welcome_page(window: MainWindow) -> None:
    window.notices.say("Saved.")
    press(window, "Ctrl+W")
    assert window.session is None
    assert not window.notices.isVisible()
    assert answers(window).asked == []


def test_counts_of_three_digits_have_their_room(window: MainWindow, sample: Document) -> None:
    grid = window.grid
    narrow = grid.activities.count_width
    session = window.open_session()
    everywhere = [(activity.id, unit.id) for activity in sample.activities for unit in sample.units]
    session.commit("all", edits.set_letters(session.document, session.matrix, everywhere, lambda mask: mask | 8))
    assert grid.activities.count_width > narrow
    assert cell(window, "pol_draft", "dm").letters & 8
    click(grid.viewport(), QPoint(3, 3))
