"""What is painted: pictures of the whole window, and the right colours at the right cells."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui.acting import Opener, child, colours, press

from raciapp.base.words import Language
from raciapp.checks.findings import Place
from raciapp.document import edits
from raciapp.document.letters import scheme
from raciapp.document.records import Cell, Document
from raciapp.knowledge.records import Severity
from raciapp.ui.editor import Legend
from raciapp.ui.findings_lines import Kind
from raciapp.ui.grid.badges import Badges
from raciapp.ui.grid.view import GridView
from raciapp.ui.language import set_language
from raciapp.ui.settings import Settings
from raciapp.ui.theme import Choice, choose_theme, current_theme, dress
from raciapp.ui.window import MainWindow

SIZE = (1366, 768)


def _picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def _cell_colours(grid: GridView, activity: str, unit: str) -> set[str]:
    return colours(_picture(grid.viewport()), grid.visualRect(grid.matrix.find(activity, unit)))


def _inks(symbol: str) -> tuple[str, str]:
    """Return fill and edge of a letter's badge."""
    letter = next(letter for letter in scheme("raci").letters if letter.symbol == symbol)
    ink = current_theme().ink(letter)
    return ink.fill.lower(), ink.edge.lower()


@pytest.fixture(params=[Choice.LIGHT, Choice.DARK], ids=["light", "dark"])
def _worn(request: pytest.FixtureRequest, face: QApplication) -> Iterator[None]:
    choose_theme(request.param)
    dress(face)
    yield
    choose_theme(Choice.LIGHT)
    dress(face)


@pytest.mark.usefixtures("_worn")
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("page", ["document", "first page"])
def test_the_window_is_painted(
    qtbot: QtBot, settings: Settings, opened: Opener, sample: Document, page: str, language: Language
) -> None:
    set_language(language)
    if page == "document":
        window = opened(sample)
    else:
        window = MainWindow(settings)
        qtbot.addWidget(window)
        window.show()
    window.resize(*SIZE)
    QApplication.processEvents()
    assert (window.width(), window.height()) == SIZE, "the window does not fit on a small screen"
    picture = _picture(window)
    assert len(colours(picture)) > 40
    ground = QColor(current_theme().window)
    assert picture.pixelColor(3, picture.height() - 3).name() == ground.name()


@pytest.mark.usefixtures("_worn")
def test_badges_stand_in_their_cells(opened: Opener, sample: Document) -> None:
    grid = opened(sample).grid
    for unit, held in (("dm", "C"), ("com", "AR"), ("hr", "")):
        painted = _cell_colours(grid, "str_strategy", unit)
        for symbol in "ARC":
            assert (_inks(symbol)[0] in painted) == (symbol in held), (unit, symbol)


def test_a_typed_letter_is_painted_at_once(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "hr")
    fill, _ = _inks("I")
    assert fill not in _cell_colours(grid, "str_strategy", "hr")
    press(window, "I")
    assert fill in _cell_colours(grid, "str_strategy", "hr")
    press(window, "I")
    assert fill not in _cell_colours(grid, "str_strategy", "hr")


def test_the_badge_is_in_the_middle_of_its_cell(window: MainWindow, grid: GridView) -> None:
    index = grid.matrix.find("con_language", "lang")
    grid.scrollTo(index)
    area = grid.visualRect(index)
    assert grid.viewport().rect().contains(area)
    picture = _picture(grid.viewport())
    fill, _ = _inks("R")
    columns = [x for x in range(area.left(), area.right()) if picture.pixelColor(x, area.center().y()).name() == fill]
    assert abs((columns[0] + columns[-1]) / 2 - area.center().x()) <= 1


def test_more_letters_than_fit_are_written_small(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "hr")
    press(window, "A", "R", "C", "I")
    painted = _cell_colours(grid, "str_strategy", "hr")
    assert current_theme().text.lower() in painted
    assert not {_inks(symbol)[0] for symbol in "ARC"} & painted


def test_a_remark_folds_the_corner(window: MainWindow, grid: GridView) -> None:
    session = window.open_session()
    corner = grid.visualRect(grid.matrix.find("pol_draft", "it")).topRight() + QPoint(-2, 1)
    accent = current_theme().accent.lower()
    assert _picture(grid.viewport()).pixelColor(corner).name() != accent
    cells = {("pol_draft", "it"): Cell(0, "ask first")}
    session.commit("Remark", edits.set_cells(session.document, session.matrix, cells))
    assert _picture(grid.viewport()).pixelColor(corner).name() == accent


def test_the_current_cell_is_framed_and_its_row_and_column_are_tinted(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "it")
    theme = current_theme()
    picture = _picture(grid.viewport())

    def corner(activity: str, unit: str) -> str:
        return picture.pixelColor(grid.visualRect(grid.matrix.find(activity, unit)).topLeft() + QPoint(3, 3)).name()

    assert theme.accent.lower() in _cell_colours(grid, "pol_draft", "it")
    assert corner("pol_draft", "it") == theme.selection.lower()
    assert corner("pol_draft", "reg") == theme.crosshair.lower()
    assert corner("acc_open", "it") == theme.crosshair.lower()
    assert corner("acc_open", "reg") == theme.surface.lower()


def test_a_selection_is_tinted_but_not_its_headings(window: MainWindow, grid: GridView) -> None:
    press(window, "Ctrl+A")
    picture, theme = _picture(grid.viewport()), current_theme()
    heading = QPoint(grid.columnViewportPosition(5) + 4, grid.rowViewportPosition(2) + 4)
    cell = QPoint(grid.columnViewportPosition(5) + 4, grid.rowViewportPosition(5) + 4)
    assert picture.pixelColor(heading).name() == theme.band.lower()
    assert picture.pixelColor(cell).name() == theme.selection.lower()


@pytest.mark.parametrize(
    "place", [Place("pol_draft", "it"), Place("pol_draft"), Place(unit="it")], ids=["cell", "row", "column"]
)
def test_the_places_of_a_finding_are_framed(window: MainWindow, grid: GridView, place: Place) -> None:
    mark = current_theme().mark.lower()
    assert mark not in _cell_colours(grid, "pol_draft", "it")
    window.open_session().mark(frozenset({place}))
    assert mark in _cell_colours(grid, "pol_draft", "it")
    assert (mark in _cell_colours(grid, "acc_open", "it")) == (place == Place(unit="it"))
    window.open_session().mark(frozenset())
    assert mark not in _cell_colours(grid, "pol_draft", "it")


@pytest.mark.parametrize("severity", list(Severity))
def test_headers_show_the_mark_of_a_severity(window: MainWindow, grid: GridView, severity: Severity) -> None:
    colour = current_theme().severity(severity).name()
    for header, name in ((grid.activities, "acc_open"), (grid.units, "it")):
        header.set_weights({})
        assert colour not in _all_colours(header.viewport())
        header.set_weights({name: severity})
        assert colour in _all_colours(header.viewport())


def _all_colours(widget: QWidget) -> set[str]:
    return colours(_picture(widget))


def test_a_heading_carries_no_mark(window: MainWindow, grid: GridView) -> None:
    colour = current_theme().severity(Severity.MUST).name()
    grid.activities.set_weights({"str": Severity.MUST})
    assert colour not in _all_colours(grid.activities.viewport())


class _Painted(QObject):
    """What of a widget has been painted anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        QApplication.processEvents()
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def test_the_same_weights_paint_nothing_anew_and_others_what_they_mark(window: MainWindow, grid: GridView) -> None:
    painted = _Painted(grid.units.viewport())
    weights = grid.units.weights
    assert weights["it"] is not Severity.MUST
    grid.units.set_weights(dict(weights))
    QApplication.processEvents()
    assert painted.region.isEmpty()
    grid.units.set_weights(weights | {"it": Severity.MUST})
    QApplication.processEvents()
    column = grid.units.sectionViewportPosition(11)
    area = QRect(column, 0, grid.units.sectionSize(11), grid.units.viewport().height())
    assert painted.region.boundingRect() == area


def test_the_header_of_the_current_cell_is_tinted(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "it")
    column = grid.units.sectionViewportPosition(11)
    row = grid.activities.sectionViewportPosition(3)
    selection = current_theme().selection.lower()
    assert _picture(grid.units.viewport()).pixelColor(column + 3, 3).name() == selection
    assert _picture(grid.activities.viewport()).pixelColor(3, row + 3).name() == selection


def test_findings_are_painted_by_severity(window: MainWindow) -> None:
    assert window.editor is not None
    panel = window.editor.findings
    press(window, "F4")  # without the details there is room for both kinds
    painted = _all_colours(panel.view.viewport())
    assert current_theme().must.lower() in painted
    assert current_theme().should.lower() in painted


@pytest.mark.usefixtures("_worn")
def test_a_chosen_place_is_legible(opened: Opener, sample: Document) -> None:
    editor = opened(sample).editor
    assert editor is not None
    panel = editor.findings
    panel.view.chosen.emit(panel.model.line(panel.model.index(panel.model.row_of("GOV-1"))))
    row = next(n for n in range(panel.model.rowCount()) if panel.model.line(panel.model.index(n)).kind is Kind.PLACE)
    panel.view.setCurrentIndex(panel.model.index(row))
    panel.view.scrollTo(panel.model.index(row))
    area = panel.view.visualRect(panel.model.index(row))
    painted = colours(_picture(panel.view.viewport()), area)
    assert current_theme().selection.lower() in painted
    assert current_theme().text.lower() in painted
    assert current_theme().accent.lower() not in painted


def test_the_legend_is_painted(window: MainWindow) -> None:
    assert window.editor is not None
    assert {_inks(symbol)[0] for symbol in "ARC"} <= _all_colours(child(window.editor, Legend))


def test_a_badge_is_drawn_once(face: QApplication) -> None:
    badges = Badges(scheme("raci"), current_theme(), 20, 1.0, face.font())
    one = badges.picture(3)
    assert isinstance(one, QPixmap)
    assert badges.picture(3).cacheKey() == one.cacheKey()
    assert one.deviceIndependentSize().toSize().width() == 42


def test_another_scheme_gets_badges_of_its_own(opened: Opener, sample: Document) -> None:
    window = opened(replace(sample, scheme="rasci"))
    window.grid.go_to("str_strategy", "hr")
    press(window, "S")
    letter = next(letter for letter in window.open_session().document.alphabet.letters if letter.symbol == "S")
    assert current_theme().ink(letter).fill.lower() in _cell_colours(window.grid, "str_strategy", "hr")


def test_without_a_current_cell_nothing_is_framed(window: MainWindow, grid: GridView) -> None:
    accent = current_theme().accent.lower()
    assert accent in _all_colours(grid.viewport())
    grid.setCurrentIndex(QModelIndex())
    assert accent not in _all_colours(grid.viewport())


def test_an_empty_window_is_painted(opened: Opener, small: Document) -> None:
    window = opened(edits.remove_units(small, [unit.id for unit in small.units]))
    shown = _all_colours(window.grid.viewport())
    theme = current_theme()
    assert {theme.surface.lower(), theme.muted.lower()} <= shown, "it says what to do"
