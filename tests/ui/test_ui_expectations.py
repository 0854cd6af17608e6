"""What a template expects, drawn over the grid: on which cells, in which shape and colour, following the edits."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.acting import Answers, Opener, answers, colours, press

from raciapp.base.words import Language, Words
from raciapp.checks.gap import CellGap, Difference, expected_letters, gap
from raciapp.document.records import Document, new_document
from raciapp.document.workspace import Workspace
from raciapp.ui.app import Desk
from raciapp.ui.grid.expectations import LARGE, SMALL
from raciapp.ui.settings import Settings
from raciapp.ui.theme import Choice, choose_theme, current_theme, dress
from raciapp.ui.window import MainWindow

Place = tuple[str, str]


@pytest.fixture(params=[Choice.LIGHT, Choice.DARK], ids=["light", "dark"])
def _worn(request: pytest.FixtureRequest, face: QApplication) -> Iterator[None]:
    choose_theme(request.param)
    dress(face)
    yield
    choose_theme(Choice.LIGHT)
    dress(face)


def _gaps(window: MainWindow) -> dict[Place, CellGap]:
    """Return the cells that depart from what is expected, by activity and unit."""
    session = window.open_session()
    assert session.template is not None
    found = gap(session.document, session.matrix, session.knowledge.templates[session.template])
    return {(cell.activity, cell.unit): cell for cell in found.cells}


def _areas(window: MainWindow) -> dict[Place, QRect]:
    """Return where each cell that is wholly in view is painted."""
    model, view = window.grid.matrix, window.grid.viewport().rect()
    areas = {
        place: window.grid.visualRect(model.index(row, column))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if (place := model.place(model.index(row, column))) is not None
    }
    return {place: area for place, area in areas.items() if view.contains(area)}


def _picture(window: MainWindow) -> QImage:
    return window.grid.viewport().grab().toImage()


@pytest.fixture
def wide(opened: Opener, sample: Document) -> MainWindow:
    """Return a window that shows all units of the sample and most of its activities."""
    window = opened(sample)
    window.resize(1600, 1200)
    QApplication.processEvents()
    return window


def _distance(found: set[str], colour: str) -> int:
    """Return how far the nearest of some colours is from another: lines are smoothed at their edges."""
    wanted = QColor(colour)

    def apart(one: QColor) -> int:
        pairs = ((one.red(), wanted.red()), (one.green(), wanted.green()), (one.blue(), wanted.blue()))
        return sum(abs(part - other) for part, other in pairs)

    return min(apart(QColor(one)) for one in found)


def _around_changes(before: QImage, after: QImage, area: QRect) -> QRect:
    """Return the smallest part of an area that holds all pixels that differ."""
    points = [
        QPoint(x, y)
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
        if before.pixel(x, y) != after.pixel(x, y)
    ]
    assert points, "nothing has changed"
    left, right = min(point.x() for point in points), max(point.x() for point in points)
    top, bottom = min(point.y() for point in points), max(point.y() for point in points)
    return QRect(QPoint(left, top), QPoint(right, bottom))


def _cell_colours(window: MainWindow, *place: str) -> set[str]:
    return colours(_picture(window), window.grid.visualRect(window.grid.matrix.find(*place)))


def _outlined(window: MainWindow, *place: str) -> bool:
    """Return whether a cell bears a firm outline."""
    return current_theme().mark.lower() in _cell_colours(window, *place)


# -- which cells, how -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_worn")
def test_exactly_the_cells_that_depart_are_drawn_on(wide: MainWindow) -> None:
    before = _picture(wide)
    press(wide, "F8")
    after, areas, gaps = _picture(wide), _areas(wide), _gaps(wide)
    drawn = {place for place, area in areas.items() if before.copy(area) != after.copy(area)}
    assert drawn == set(areas) & set(gaps)
    assert len(drawn) > 80
    press(wide, "F8")
    assert _picture(wide) == before


@pytest.mark.usefixtures("_worn")
@pytest.mark.parametrize("difference", list(Difference))
@pytest.mark.parametrize("strict", [True, False], ids=["letters that act", "advice"])
def test_who_acts_is_drawn_firmly_and_advice_is_not(wide: MainWindow, difference: Difference, strict: bool) -> None:
    before = _picture(wide)
    press(wide, "F8")
    after, areas = _picture(wide), _areas(wide)
    mark, muted = current_theme().mark.lower(), current_theme().muted.lower()
    cells = [
        place
        for place, cell in _gaps(wide).items()
        if (cell.difference, cell.strict) == (difference, strict) and place in areas
    ]
    assert cells, "the sample has no such gap in view"
    for place in cells:
        new = colours(after, areas[place]) - colours(before, areas[place])
        assert (_distance(new, mark) < _distance(new, muted)) == strict, place


def test_what_is_missing_is_large_and_in_the_middle(wide: MainWindow, sample: Document) -> None:
    before = _picture(wide)
    press(wide, "F8")
    after, areas = _picture(wide), _areas(wide)
    for place, cell in _gaps(wide).items():
        if cell.difference is Difference.MISSING and place in areas:
            found = _around_changes(before, after, areas[place])
            letters = len(sample.alphabet.symbols(cell.expected))
            assert abs(found.width() - (letters * (LARGE + 1) - 1)) <= 2, place
            assert abs(found.height() - LARGE) <= 2, place
            centre = found.center() - areas[place].center()
            assert max(abs(centre.x()), abs(centre.y())) <= 1, place


def test_what_is_different_is_small_and_in_the_corner(wide: MainWindow, sample: Document) -> None:
    before = _picture(wide)
    press(wide, "F8")
    after, areas = _picture(wide), _areas(wide)
    for place, cell in _gaps(wide).items():
        if cell.difference is Difference.DIFFERENT and place in areas:
            found = _around_changes(before, after, areas[place])
            letters = len(sample.alphabet.symbols(cell.expected))
            assert abs(found.width() - (letters * (SMALL + 1) - 1)) <= 2, place
            assert abs(found.height() - SMALL) <= 2, place
            corner = areas[place].bottomRight() - found.bottomRight()
            assert max(corner.x(), corner.y()) <= 3, place


def test_what_is_extra_is_struck_through(wide: MainWindow) -> None:
    before = _picture(wide)
    press(wide, "F8")
    after, areas = _picture(wide), _areas(wide)
    for place, cell in _gaps(wide).items():
        if cell.difference is Difference.EXTRA and place in areas:
            area = areas[place]
            found = _around_changes(before, after, area)
            assert found.width() > area.width() * 2 // 3, place
            # From the lower left to the upper right, and nothing in the other two corners.
            left, right = QRect(area), QRect(area)
            left.setRight(area.left() + area.width() // 4)
            right.setLeft(area.right() - area.width() // 4)
            assert _around_changes(before, after, left).top() > area.center().y(), place
            assert _around_changes(before, after, right).bottom() < area.center().y(), place


def test_an_activity_of_our_own_is_left_alone(wide: MainWindow) -> None:
    answers(wide).texts.append("Feed the cat")
    wide.grid.go_to("str_strategy", "dm")
    press(wide, "Ctrl+Shift+A", "R")
    before = _picture(wide)
    (own,) = [one.id for one in wide.open_session().document.activities if one.name.en == "Feed the cat"]
    press(wide, "F8")
    assert own not in wide.open_session().expected
    after = _picture(wide)
    areas = {place: area for place, area in _areas(wide).items() if place[0] == own}
    assert len(areas) == 16
    assert all(before.copy(area) == after.copy(area) for area in areas.values())


# -- which template ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("followed", "held"), [("", "government"), ("corporate", "corporate"), ("no longer there", "government")]
)
def test_the_template_of_the_document_is_held_against_it(
    opened: Opener, sample: Document, followed: str, held: str
) -> None:
    window = opened(replace(sample, template=followed))
    session = window.open_session()
    press(window, "F8")
    template = session.knowledge.templates[held]
    assert session.template == held
    assert session.expected == expected_letters(session.document, template)
    assert window.statusBar().currentMessage() == f"Outlines show what «{template.name.en}» expects."
    press(window, "F8")
    assert (window.open_session().template, session.expected) == (None, {})


def test_where_nothing_is_expected_it_is_said_and_outlines_come_later(opened: Opener) -> None:
    window = opened(new_document(Words("Empty")))
    session = window.open_session()
    press(window, "F8")
    assert session.expected == {}
    name = session.knowledge.templates["corporate"].name.en
    assert window.statusBar().currentMessage().startswith(f"«{name}» expects nothing of the activities here")
    answers(window).texts.extend(["Communications", "Set the social media strategy"])
    press(window, "Ctrl+Shift+U", "Ctrl+Shift+A")
    (activity,) = session.document.activities
    (unit,) = session.document.units
    assert session.expected == {activity.id: bytes([session.document.alphabet.mask_of("AR")])}
    assert _outlined(window, activity.id, unit.id)
    press(window, "F8")
    assert not _outlined(window, activity.id, unit.id)
    assert session.expected == {}


def test_a_document_without_units_is_painted(opened: Opener, small: Document) -> None:
    window = opened(small)
    press(window, "F8", "Ctrl+A", "Ctrl+Shift+Delete")
    assert window.open_session().document.units == ()
    assert QColor(current_theme().mark).name() not in colours(_picture(window))


# -- following the edits ----------------------------------------------------------------------------------


def test_an_outline_goes_when_the_letter_comes(window: MainWindow) -> None:
    press(window, "F8")
    place = ("con_clear", "dig")
    window.grid.go_to(*place)
    assert _gaps(window)[place].difference is Difference.MISSING
    assert _outlined(window, *place)
    press(window, "R")
    assert place not in _gaps(window)
    assert not _outlined(window, *place)
    press(window, "A")
    assert _gaps(window)[place].difference is Difference.DIFFERENT
    assert _outlined(window, *place)
    press(window, "Ctrl+Z", "Ctrl+Z")
    assert _outlined(window, *place)


def _right(window: MainWindow) -> bool:
    """Return whether what is drawn is what the template expects of the document as it is."""
    session = window.open_session()
    assert session.template is not None
    wanted = expected_letters(session.document, session.knowledge.templates[session.template])
    return bool(wanted) and session.expected == wanted


def test_a_unit_that_is_added_is_expected_to_take_part(window: MainWindow) -> None:
    session = window.open_session()
    press(window, "F8")
    answers(window).texts.append("Emergency Management")
    window.grid.go_to("str_strategy", "all")
    press(window, "Ctrl+Shift+U")
    added = session.document.units[-1]
    assert added.functions
    assert _right(window)
    assert {len(row) for row in session.expected.values()} == {17}
    press(window, "Ctrl+Z")
    assert _right(window)


def test_another_function_is_another_expectation(window: MainWindow) -> None:
    session = window.open_session()
    press(window, "F8")
    before = session.expected
    answers(window).functions_chosen.append(["strategy"])
    window.grid.go_to("str_strategy", "hr")
    press(window, "Ctrl+F3")
    assert session.expected != before
    assert _right(window)


def test_moving_and_removing_lines_keeps_the_outlines_in_place(window: MainWindow) -> None:
    press(window, "F8")
    window.grid.go_to("con_clear", "dig")
    press(window, "Alt+Up", "Alt+Right", "Alt+Right")
    assert _right(window)
    assert _outlined(window, "con_clear", "dig")
    window.grid.go_to("pol_draft", "com")
    press(window, "Ctrl+Delete")
    assert "pol_draft" not in window.open_session().expected
    assert _right(window)
    press(window, "Ctrl+Z")
    assert _right(window)


def test_answers_about_the_organization_keep_the_template(window: MainWindow) -> None:
    session = window.open_session()
    press(window, "F8")
    answers(window).organizations.append(replace(session.document.organization, regulated=True))
    press(window, "Ctrl+,")
    assert session.template == "government"
    assert _right(window)


def test_the_other_matrix_has_outlines_of_its_own(window: MainWindow) -> None:
    session = window.open_session()
    press(window, "F8")
    window.actions_by_id["copy_matrix"].trigger()
    place = ("con_clear", "dig")
    window.grid.go_to(*place)
    press(window, "R")
    assert session.matrix == "to_be"
    assert not _outlined(window, *place)
    session.show_matrix("as_is")
    assert _outlined(window, *place)
    window.actions_by_id["remove_matrix"].trigger()
    assert session.matrix == "to_be"
    assert not _outlined(window, *place)
    assert _right(window)


def test_the_next_document_starts_without_outlines(window: MainWindow, small: Document) -> None:
    press(window, "F8")
    window.show_document(Workspace(small))
    assert window.open_session().expected == {}
    press(window, "F8")
    assert _right(window)


# -- the window made anew ---------------------------------------------------------------------------------


@pytest.fixture
def desk(face: QApplication, settings: Settings) -> Iterator[Desk]:
    settings.theme, settings.language = Choice.LIGHT, Language.EN
    made = Desk(face, settings)
    yield made
    QGuiApplication.styleHints().colorSchemeChanged.disconnect(made._remake)
    if made._translator is not None:
        face.removeTranslator(made._translator)
    made.window.close()
    made.window.deleteLater()
    choose_theme(Choice.LIGHT)
    dress(face)


@pytest.mark.parametrize("held", [True, False], ids=["shown", "hidden"])
def test_outlines_stay_as_they_are_in_other_colours(desk: Desk, qtbot: QtBot, small: Document, held: bool) -> None:
    old = desk.window
    old.prompts = Answers(old)
    old.show_document(Workspace(small))
    old.show()
    if held:
        old.advice.show_expected()
    old.actions_by_id["theme_dark"].trigger()
    qtbot.waitUntil(lambda: desk.window is not old)
    session = desk.window.open_session()
    assert session.template == ("government" if held else None)
    assert bool(session.expected) == held
    assert (current_theme().mark.lower() in colours(_picture(desk.window))) == held
