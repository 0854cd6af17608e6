"""Remarks on cells, activities and units; statuses of cells and rows: typed, shown by a sign, told on hover."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from ui.acting import answers, cell, click, colours, column_point, has_colour, press, row_point, select, trigger

from raciapp.document import edits
from raciapp.document.records import WHOLE_ROW, Document, Row, Status
from raciapp.ui.grid.marks import draw_status, shortened, status_colour
from raciapp.ui.grid.view import GridView
from raciapp.ui.grid.words import row_sentence
from raciapp.ui.theme import current_theme
from raciapp.ui.window import MainWindow

Role = Qt.ItemDataRole
KEYS = (("Alt+1", Status.QUESTION), ("Alt+2", Status.CONTESTED), ("Alt+3", Status.AGREED))


def _status(window: MainWindow, activity: str, unit: str) -> Status:
    session = window.open_session()
    return session.document.cell(session.matrix, activity, unit).status


def _area(window: MainWindow, activity: str, unit: str) -> QRect:
    return window.grid.visualRect(window.grid.matrix.find(activity, unit))


def _painted(widget: QWidget, area: QRect | None = None) -> set[str]:
    return colours(widget.grab().toImage(), area)


# -- remarks ----------------------------------------------------------------------------------------------


def test_a_remark_on_a_cell_is_asked_shown_told_and_taken_off(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "it")
    corner = _area(window, "pol_draft", "it").topRight() + QPoint(-2, 1)
    accent = current_theme().accent.lower()
    answers(window).paragraphs.append("ask <b>first</b>")
    press(window, "Shift+F2")
    assert cell(window, "pol_draft", "it").remark == "ask <b>first</b>"
    grid.go_to("acc_open", "com")
    assert grid.viewport().grab().toImage().pixelColor(corner).name() == accent
    index = grid.matrix.find("pol_draft", "it")
    assert "ask &lt;b&gt;first&lt;/b&gt;" in str(index.data(Role.ToolTipRole))
    assert str(index.data(Role.AccessibleTextRole)).endswith(": no part; ask <b>first</b>")
    grid.go_to("pol_draft", "it")
    answers(window).paragraphs.append("")
    press(window, "Shift+F2")
    assert answers(window).asked[-1][2] == "ask <b>first</b>"
    assert cell(window, "pol_draft", "it").remark == ""
    assert index.data(Role.ToolTipRole) == ""


@pytest.mark.parametrize("keys", ["Shift+F2", "Ctrl+Shift+F2", "Alt+F2"])
def test_a_remark_that_is_cancelled_changes_nothing(window: MainWindow, keys: str) -> None:
    before = window.open_session().document
    answers(window).paragraphs.append(None)
    press(window, keys)
    assert window.open_session().document is before


def test_a_remark_on_an_activity_is_shown_at_its_name_and_told_on_hover(window: MainWindow, grid: GridView) -> None:
    header = grid.activities
    accent = current_theme().accent.lower()
    assert accent not in _painted(header.viewport())
    grid.go_to("pol_draft", "com")
    answers(window).paragraphs.append("since 2019")
    press(window, "Ctrl+Shift+F2")
    assert accent in _painted(header.viewport())
    row = grid.currentIndex().row()
    told = "<p>Write the social media guidelines; since 2019</p>"
    assert grid.matrix.headerData(row, Qt.Orientation.Vertical, Role.ToolTipRole) == told
    answers(window).paragraphs.append("")
    press(window, "Ctrl+Shift+F2")
    assert answers(window).asked[-1][1:] == ("Remark on «Write the social media guidelines»:", "since 2019")
    assert accent not in _painted(header.viewport())


def test_a_remark_on_a_unit_is_shown_at_its_name_and_told_on_hover(window: MainWindow, grid: GridView) -> None:
    header = grid.units
    accent = current_theme().accent.lower()
    before = _painted(header.viewport())
    grid.go_to("pol_draft", "com")
    answers(window).paragraphs.append("moves in June")
    press(window, "Alt+F2")
    assert accent in _painted(header.viewport())
    assert accent not in before
    told = "<p>Communications Branch; moves in June</p>"
    assert grid.matrix.headerData(2, Qt.Orientation.Horizontal, Role.ToolTipRole) == told
    assert answers(window).asked[-1][1] == "Remark on «Communications Branch»:"


def test_the_details_ask_for_the_same_remarks(window: MainWindow, grid: GridView) -> None:
    editor = window.editor
    assert editor is not None
    grid.go_to("pol_draft", "com")
    for what, text in (("cell", "one"), ("activity", "two"), ("unit", "three")):
        answers(window).paragraphs.append(text)
        editor.details.remark_asked.emit(what)
    document = window.open_session().document
    assert cell(window, "pol_draft", "com").remark == "one"
    assert document.activities[document.activity_places["pol_draft"]].remark == "two"
    assert document.units[document.unit_places["com"]].remark == "three"


# -- statuses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("keys", "status"), KEYS)
def test_a_status_of_a_cell_is_set_shown_told_and_taken_off(
    window: MainWindow, grid: GridView, keys: str, status: Status
) -> None:
    theme = current_theme()
    colour = status_colour(status, theme).name()
    grid.go_to("pol_draft", "it")
    assert not has_colour(_painted(grid.viewport(), _area(window, "pol_draft", "it")), colour)
    press(window, keys)
    assert _status(window, "pol_draft", "it") is status
    assert has_colour(_painted(grid.viewport(), _area(window, "pol_draft", "it")), colour)
    index = grid.matrix.find("pol_draft", "it")
    said = {"question": "open question", "contested": "contested", "agreed": "agreed"}[status]
    assert str(index.data(Role.ToolTipRole)).endswith(f": no part; {said}</p>")
    press(window, keys)
    assert _status(window, "pol_draft", "it") is Status.NONE
    assert not has_colour(_painted(grid.viewport(), _area(window, "pol_draft", "it")), colour)


def test_a_status_on_a_block_is_one_step_and_another_replaces_it(window: MainWindow, grid: GridView) -> None:
    select(window, "pol_draft", "com", down=1, right=1)
    press(window, "Alt+1", "Alt+3")
    assert {_status(window, *place) for place in grid.choice.places()} == {Status.AGREED}
    press(window, "Ctrl+Z")
    assert {_status(window, *place) for place in grid.choice.places()} == {Status.QUESTION}
    press(window, "Alt+0")
    assert {_status(window, *place) for place in grid.choice.places()} == {Status.NONE}
    before = window.open_session().document
    press(window, "Alt+0")
    assert window.open_session().document is before


def test_a_block_that_holds_a_status_in_part_gets_it_whole(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    press(window, "Alt+2", "Shift+Right", "Alt+2")
    assert {_status(window, *place) for place in grid.choice.places()} == {Status.CONTESTED}


@pytest.mark.parametrize(("keys", "status"), KEYS)
def test_a_chosen_row_has_a_status_of_its_own(window: MainWindow, grid: GridView, keys: str, status: Status) -> None:
    header = grid.activities
    click(header.viewport(), row_point(window, "pol_draft"))
    section = QRect(0, row_point(window, "pol_draft", 0).y(), header.width(), 28)
    colour = status_colour(status, current_theme()).name()
    assert not has_colour(_painted(header.viewport(), section), colour)
    press(window, keys)
    assert _status(window, "pol_draft", WHOLE_ROW) is status
    assert _status(window, "pol_draft", "com") is Status.NONE
    assert has_colour(_painted(header.viewport(), section), colour)
    row = grid.matrix.find("pol_draft").row()
    said = str(grid.matrix.headerData(row, Qt.Orientation.Vertical, Role.AccessibleTextRole))
    assert said.startswith("Write the social media guidelines; ")
    press(window, keys)
    assert _status(window, "pol_draft", WHOLE_ROW) is Status.NONE
    assert not has_colour(_painted(header.viewport(), section), colour)


def test_a_chosen_column_has_the_status_in_its_cells(window: MainWindow, grid: GridView, sample: Document) -> None:
    click(grid.units.viewport(), column_point(window, "com"))
    press(window, "Alt+3")
    assert {_status(window, activity.id, "com") for activity in sample.activities} == {Status.AGREED}
    assert _status(window, "pol_draft", WHOLE_ROW) is Status.NONE


def test_statuses_are_in_the_menu(window: MainWindow) -> None:
    for action, status in (("status_question", Status.QUESTION), ("status_agreed", Status.AGREED)):
        trigger(window, action)
        assert _status(window, "str_strategy", "dm") is status
    trigger(window, "status_none")
    assert _status(window, "str_strategy", "dm") is Status.NONE


def test_a_status_of_a_hidden_unit_is_not_drawn(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "it")
    answers(window).paragraphs.append("ask first")
    press(window, "Alt+1", "Shift+F2", "Ctrl+8")
    grid.go_to("str_strategy", "dm")
    assert status_colour(Status.QUESTION, current_theme()).name() not in _painted(grid.viewport())


def test_delete_takes_remark_and_status_of_a_cell_along(window: MainWindow, grid: GridView) -> None:
    session = window.open_session()
    document = edits.set_status(session.document, "as_is", [("pol_draft", "com")], Status.AGREED)
    session.commit("Note", edits.set_remark(document, "as_is", "pol_draft", "com", "ask first"))
    grid.go_to("pol_draft", "com")
    press(window, "Delete")
    held = cell(window, "pol_draft", "com")
    assert (held.letters, held.remark, held.status) == (0, "", Status.NONE)


def test_a_row_tells_its_status_and_its_remark(sample: Document) -> None:
    activity = sample.activities[0]
    row = Row(bytes(16), statuses=((WHOLE_ROW, Status.CONTESTED),))
    assert row_sentence(activity, row) == "Set the social media strategy; contested"


# -- signs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", [8, 12, 30])
def test_each_status_has_a_shape_of_its_own(face: QApplication, side: int) -> None:
    shapes = []
    for status in (Status.QUESTION, Status.CONTESTED, Status.AGREED):
        picture = QImage(60, 60, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        painter.setFont(face.font())
        draw_status(painter, QRect(15, 15, side, side).toRectF(), status, current_theme())
        painter.end()
        ink = {(x, y) for x in range(60) for y in range(60) if picture.pixelColor(x, y).lightness() < 200}
        assert ink
        shapes.append(frozenset(ink))
    assert len(set(shapes)) == 3


def test_a_status_nobody_knows_is_drawn_muted() -> None:
    assert status_colour(Status.NONE, current_theme()) == QColor(current_theme().muted)


@pytest.mark.parametrize("width", [4, 20, 60, 200])
@pytest.mark.parametrize("height", [1, 14, 40])
@pytest.mark.parametrize(
    "text", ["", "a", "Information Technology", "Llanfairpwllgwyngyll", "one\ntwo\nthree", "W" * 300]
)
def test_a_shortened_name_fits_or_is_down_to_a_letter(face: QApplication, text: str, width: int, height: int) -> None:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QFontMetrics

    metrics = QFontMetrics(QFont(face.font()))
    shown = shortened(metrics, text, QSize(width, height))
    assert shown == text or shown.endswith("…")
    assert text.startswith(shown.removesuffix("…"))
    box = metrics.boundingRect(QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, shown)
    assert (box.height() <= height and box.width() <= width + 1) or len(shown) <= 2
