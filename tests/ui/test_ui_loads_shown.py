"""Loads as they are painted: bars under units, counts beside activities, the line of totals, heat."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from ui.acting import Opener, click, colours, column_point, has_colour, press, trigger

from raciapp.document import edits
from raciapp.document.letters import scheme
from raciapp.document.records import Document
from raciapp.ui.grid.corner import TotalLine
from raciapp.ui.grid.view import GridView
from raciapp.ui.theme import current_theme
from raciapp.ui.window import MainWindow


def _fill(symbol: str) -> str:
    letter = next(letter for letter in scheme("raci").letters if letter.symbol == symbol)
    return current_theme().ink(letter).fill.lower()


def _bar(window: MainWindow, unit: str) -> QImage:
    """Return the middle line of the bar under a unit."""
    header = window.grid.units
    column = window.grid.matrix.shown_units.index(unit)
    area = QRect(header.sectionViewportPosition(column), header.height() - 7, header.sectionSize(column), 1)
    return header.viewport().grab(area).toImage()


def _widths(window: MainWindow, unit: str) -> dict[str, int]:
    """Return how many pixels of a unit's bar each letter has."""
    bar = _bar(window, unit)
    names = [bar.pixelColor(x, 0).name() for x in range(bar.width())]
    return {symbol: names.count(_fill(symbol)) for symbol in "RACI"}


def _totals(window: MainWindow) -> TotalLine:
    assert window.editor is not None
    return window.editor.totals


# -- bars -------------------------------------------------------------------------------------------------


def test_the_bar_of_a_unit_shows_its_letters_in_proportion(window: MainWindow, grid: GridView) -> None:
    com, dig = _widths(window, "com"), _widths(window, "dig")
    counts = dict(zip("RACI", grid.loads.units[2], strict=True))
    assert counts["A"] > counts["R"] > counts["I"] > counts["C"] == 0
    assert com["A"] > com["R"] > com["I"] > com["C"] == 0
    assert dig["R"] > 0
    assert dig["A"] == 0
    assert sum(dig.values()) < sum(com.values()), "as long as the unit with the most has a full bar"


def test_the_bar_follows_an_edit_and_undo(window: MainWindow, grid: GridView) -> None:
    assert sum(_widths(window, "it").values()) < 5
    before = _widths(window, "it")
    click(grid.units.viewport(), column_point(window, "it"))
    press(window, "C", "Return")
    assert _widths(window, "it")["C"] > 20
    press(window, "Ctrl+Z")
    assert _widths(window, "it") == before


def test_bars_and_counts_are_switched_off_and_on(window: MainWindow, grid: GridView) -> None:
    height = grid.units.sizeHint().height()
    assert grid.activities.counts_width > 0
    assert _totals(window).isVisible()
    press(window, "Ctrl+L")
    assert grid.units.sizeHint().height() < height
    assert grid.activities.counts_width == 0
    assert not _totals(window).isVisible()
    assert sum(_widths(window, "com").values()) == 0
    press(window, "Ctrl+L")
    assert sum(_widths(window, "com").values()) > 20


def test_without_a_letter_there_is_no_bar(opened: Opener, small: Document) -> None:
    empty = edits.clear_cells(
        small, "as_is", [(row, unit) for row in small.activity_places for unit in small.unit_places]
    )
    window = opened(empty)
    assert {sum(_widths(window, unit).values()) for unit in small.unit_places} == {0}
    assert set(window.grid.heat) == {0.0}


# -- counts and totals ------------------------------------------------------------------------------------


def test_an_activity_shows_how_many_hold_each_letter(window: MainWindow, grid: GridView) -> None:
    header = grid.activities
    row = grid.matrix.find("pol_draft").row()
    width = header.counts_width // 4
    left = header.width() - header.counts_width
    areas = [
        QRect(left + number * width, header.sectionViewportPosition(row) + 2, width - 1, header.sectionSize(row) - 4)
        for number in range(4)
    ]
    before = [header.viewport().grab(area).toImage() for area in areas]
    grid.go_to("pol_draft", "it")
    press(window, "I")
    grid.go_to("str_strategy", "dm")
    after = [header.viewport().grab(area).toImage() for area in areas]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, True, True, False]
    assert grid.loads.activities[1] == (1, 1, 2, 1)


def test_the_line_of_totals_says_and_shows_the_whole(window: MainWindow, grid: GridView) -> None:
    line = _totals(window)
    sums = dict(zip("RACI", grid.loads.totals, strict=True))
    assert line.accessibleName() == "Total: " + ", ".join(f"{one} {count}" for one, count in sums.items())
    before = line.grab().toImage()
    grid.go_to("pol_draft", "it")
    press(window, "I")
    assert line.accessibleName().endswith(f"I {sums['I'] + 1}")
    after = line.grab().toImage()
    names = grid.viewport().x()
    column = QRect(names + grid.columnViewportPosition(11), 0, grid.columnWidth(11), line.height())
    other = QRect(names + grid.columnViewportPosition(2), 0, grid.columnWidth(2), line.height())
    assert before.copy(column) != after.copy(column)
    assert before.copy(other) == after.copy(other)
    assert before.copy(0, 0, names, line.height()) != after.copy(0, 0, names, line.height())


def test_a_column_of_the_totals_is_painted_without_the_whole(
    window: MainWindow, grid: GridView, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: list[object] = []
    line = _totals(window)
    monkeypatch.setattr(line, "_draw_whole", lambda *given: whole.append(given))
    line.repaint(grid.viewport().x() + 40, 0, 30, line.height())
    assert whole == []
    line.repaint()
    assert len(whole) == 1


def test_the_line_of_totals_scrolls_with_the_columns(window: MainWindow, grid: GridView) -> None:
    window.resize(800, 600)
    QApplication.processEvents()
    before = _totals(window).grab().toImage()
    press(window, "End")
    assert grid.horizontalScrollBar().value() > 0
    assert _totals(window).grab().toImage() != before


def test_the_line_of_totals_goes_where_there_are_no_units(opened: Opener, small: Document) -> None:
    window = opened(small)
    session = window.open_session()
    session.commit("Remove", edits.remove_units(session.document, list(small.unit_places)))
    assert not _totals(window).isVisible()
    session.workspace.undo()
    assert _totals(window).isVisible()


def test_the_corner_heads_the_counts_and_says_the_size(window: MainWindow, grid: GridView) -> None:
    assert grid.corner is not None
    assert grid.corner.text() == "22 activities\n16 units"
    painted = colours(grid.corner.grab().toImage())
    assert {_fill(symbol) for symbol in "RAC"} <= painted
    press(window, "Ctrl+L")
    assert not {_fill(symbol) for symbol in "RAC"} & colours(grid.corner.grab().toImage())


@pytest.mark.parametrize("alphabet", ["rasci", "raci-vs", "rapid"])
def test_other_schemes_count_their_own_letters(opened: Opener, small: Document, alphabet: str) -> None:
    window = opened(replace(small, scheme=alphabet))
    count = len(scheme(alphabet).letters)
    assert len(window.grid.loads.totals) == count
    assert window.grid.activities.counts_width > count * 15
    assert _totals(window).accessibleName().count(",") == count - 1


# -- heat -------------------------------------------------------------------------------------------------


def _ground(grid: GridView, activity: str, unit: str) -> QColor:
    area = grid.visualRect(grid.matrix.find(activity, unit))
    return grid.viewport().grab().toImage().pixelColor(area.left() + 3, area.top() + 3)


def test_heat_tints_units_by_what_they_answer_for_and_do(window: MainWindow, grid: GridView) -> None:
    surface, hot = current_theme().surface.lower(), current_theme().heat.lower()
    assert _ground(grid, "acc_open", "com").name() == surface
    press(window, "Ctrl+Shift+H")
    assert grid.heat[2] == 1.0
    assert _ground(grid, "acc_open", "com").name() == hot
    assert _ground(grid, "acc_open", "it").name() == surface
    between = _ground(grid, "acc_open", "dig")
    assert between.name() not in {surface, hot}
    assert QColor(hot).lightness() <= between.lightness() <= QColor(surface).lightness()
    press(window, "Ctrl+Shift+H")
    assert _ground(grid, "acc_open", "com").name() == surface


def test_heat_follows_an_edit(window: MainWindow, grid: GridView) -> None:
    press(window, "Ctrl+Shift+H")
    before = _ground(grid, "acc_open", "it").name()
    click(grid.units.viewport(), column_point(window, "it"))
    press(window, "R", "Return", "Ctrl+Home")
    assert _ground(grid, "acc_open", "it").name() != before


@pytest.mark.usefixtures("dark")
def test_bars_are_painted_in_the_colours_of_the_dark_theme(opened: Opener, sample: Document) -> None:
    window = opened(sample)
    assert _widths(window, "com")["A"] > 0
    trigger(window, "heat")
    assert has_colour(colours(window.grid.viewport().grab().toImage()), current_theme().heat, 2)
