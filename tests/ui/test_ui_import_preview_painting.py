"""How the sheet of an import looks: every part told by more than its colour, and where cells lie."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from seeing import HIGHLY_LEGIBLE, LEGIBLE, contrast
from ui.acting import colours
from ui.previewing import BOOK, book, table_of

from raciapp.formats.finding.reading import Part, Shape
from raciapp.formats.finding.tables import Table
from raciapp.knowledge.library import knowledge
from raciapp.ui.importing.dialog import ImportDialog
from raciapp.ui.importing.painting import part_ground, swatch
from raciapp.ui.importing.places import Place
from raciapp.ui.importing.sheet_view import HIGHEST, WIDEST
from raciapp.ui.theme import Choice, choose_theme, current_theme, dress, theme_of

Shown = Callable[..., ImportDialog]

TURNED = """
 | Set the strategy | Write posts | Answer comments | Close an account
Communications | A/R | R | R | I
Legal | C | C | A | C
Human Resources | I | A | | A
Web team | | I | C | R
"""
LISTED = """
Task | Responsible | Accountable | Consulted | Informed
Write posts | Web team, Communications | Communications | Legal | Director
Answer comments | Communications | Legal | Human Resources |
Close an account | Web team | Human Resources | Legal, Communications | Director
"""


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Return a function that shows the preview of tables."""

    def show(*tables: Table) -> ImportDialog:
        dialog = ImportDialog(tables, BOOK, knowledge())
        qtbot.addWidget(dialog, before_close_func=lambda dialog: dialog.done(0))
        with qtbot.waitExposed(dialog):
            dialog.show()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return show


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_texts_are_legible_on_the_ground_of_every_part(name: str) -> None:
    theme = theme_of(name)
    least = HIGHLY_LEGIBLE if name == "contrast" else LEGIBLE
    for part in Part:
        assert contrast(theme.text, part_ground(part, theme).name()) >= least, part


@pytest.mark.parametrize("theme", [Choice.LIGHT, Choice.DARK, Choice.CONTRAST])
def test_parts_differ_without_any_colour(theme: Choice) -> None:
    choose_theme(theme)
    grey = [swatch(part).toImage().convertToFormat(QImage.Format.Format_Grayscale8) for part in (*Part, None)]
    edges = {bytes(_edges(picture)) for picture in grey}
    assert len(edges) == len(grey)


def _edges(picture: QImage) -> list[bool]:
    """Return where a picture changes from one pixel to the next, whatever its greys are."""
    bright = [[picture.pixelColor(x, y).value() for x in range(picture.width())] for y in range(picture.height())]
    return [
        abs(bright[y][x] - bright[y][x - 1]) > 8 or abs(bright[y][x] - bright[y - 1][x]) > 8
        for y in range(3, picture.height() - 3)
        for x in range(3, picture.width() - 3)
    ]


@pytest.mark.parametrize("theme", [Choice.LIGHT, Choice.DARK, Choice.CONTRAST])
def test_the_sheet_is_painted_in_every_theme(shown: Shown, theme: Choice) -> None:
    choose_theme(theme)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app)
    dialog = shown(*book())
    found = colours(dialog.sheet.grab().toImage())
    for part in (Part.HEADING, Part.UNIT, Part.ACTIVITY, Part.GROUP, Part.LETTERS):
        assert part_ground(part, current_theme()).name() in found, part
    choose_theme(Choice.LIGHT)
    dress(app)


def test_long_texts_are_wrapped_within_reason(shown: Shown) -> None:
    long = "Approve whatever anybody wants to say " * 30
    dialog = shown(table_of(f"Activity | Legal | Web\n{long} | R | A\nWrite | A | R\nRead | C | A/R"))
    assert dialog.sheet.columnWidth(0) == WIDEST
    assert dialog.sheet.rowHeight(1) == HIGHEST
    assert dialog.sheet.rowHeight(2) < HIGHEST / 2


def test_a_remark_and_letters_of_any_number_find_room(shown: Shown) -> None:
    dialog = shown(table_of("Activity | Legal | Web\nWrite | A/R/C/I | A\nSend | A | R\nRead | C | A/R"))
    assert dialog.matrix.columnWidth(0) > 4 * 20


# -- where cells come from --------------------------------------------------------------------------------


def test_units_that_stand_down_come_from_their_rows(shown: Shown) -> None:
    dialog = shown(table_of(TURNED))
    assert dialog.preview.shape is Shape.TRANSPOSED
    model = dialog.matrix.matrix
    names = [model.line(row).name for row in range(model.rowCount())]
    assert model.origin(model.index(names.index("Write posts"), 2)) == Place(3, 2)


def test_cells_of_a_list_come_from_the_line_of_the_activity(shown: Shown) -> None:
    dialog = shown(table_of(LISTED))
    assert dialog.preview.shape is Shape.INVERTED
    model = dialog.matrix.matrix
    names = [model.line(row).name for row in range(model.rowCount())]
    assert model.origin(model.index(names.index("Answer comments"), 1)) == Place(2, 0)
    dialog.sheet.show_place(Place(2, 1))
    dialog.sheet.offer()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Ro&w 3 is"  # the name of a unit means no letter
    menu.close()


def test_a_whole_row_is_shown_and_offered(shown: Shown) -> None:
    dialog = shown(*book())
    place = Place(9, None)
    dialog.sheet.show_place(place)
    assert dialog.sheet.selectionModel().isRowSelected(9)
    dialog.sheet.offer_at(place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Row 10 is:"
    menu.close()
    dialog.sheet.show_place(Place(None, 99))
    assert dialog.sheet.currentIndex().column() == dialog.sheet.sheet.columnCount() - 1


def test_a_right_click_beside_the_cells_offers_nothing(shown: Shown) -> None:
    dialog = shown(table_of("Activity | Legal | Web\nWrite | R | A\nSend | A | R\nRead | C | A/R"))
    at = dialog.sheet.viewport().rect().bottomRight() - QPoint(3, 3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, dialog.sheet.viewport().mapToGlobal(at))
    QApplication.sendEvent(dialog.sheet.viewport(), event)
    assert QApplication.activePopupWidget() is None


def test_models_bear_questions_about_what_is_gone(shown: Shown) -> None:
    dialog = shown(*book())
    for model in (dialog.sheet.sheet, dialog.matrix.matrix):
        for orientation in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
            assert model.headerData(999, orientation) is None
        assert model.index(-1, -1).data() is None
        assert model.data(model.index(-1, -1)) is None
        assert model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole) is None
        assert model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.DecorationRole) is None
        assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
        assert model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    heading = dialog.matrix.matrix.index(0, 0)
    assert dialog.matrix.matrix.origin(heading) is None
