"""The preview of an import: look, correct by keys and clicks, then import."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot
from ui.acting import click, in_dialog, press
from ui.previewing import BOOK, LETTER, PLAIN, book, table_of
from ui.reading import Role as Part
from ui.reading import focused_of, tree_of

from raciapp.formats import importing
from raciapp.formats.finding.corrections import NONE, Role
from raciapp.formats.finding.reading import Shape
from raciapp.formats.finding.tables import Table
from raciapp.knowledge.library import knowledge
from raciapp.ui.importing import dialog as dialog_module
from raciapp.ui.importing.dialog import ImportDialog

Shown = Callable[..., ImportDialog]


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


@pytest.fixture
def preview(shown: Shown) -> ImportDialog:
    """Return the preview of a workbook."""
    return shown(*book())


def _go(dialog: ImportDialog, row: int, column: int) -> None:
    """Let the keyboard stand on a cell of the sheet, counted from 0."""
    dialog.sheet.setFocus()
    dialog.sheet.setCurrentIndex(dialog.sheet.sheet.index(row, column))


def _menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def _pick(menu: QMenu, text: str) -> None:
    """Go down a menu to an entry with the keyboard and choose it."""
    wanted = next(action for action in menu.actions() if action.text().replace("&", "") == text)
    for _ in range(len(menu.actions()) + 1):
        if menu.activeAction() is wanted:
            break
        QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction() is wanted
    QTest.keyClick(menu, Qt.Key.Key_Return)


def _entries(menu: QMenu) -> list[str]:
    found = [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]
    menu.close()
    return found


def _matrix(dialog: ImportDialog) -> dict[str, list[str]]:
    """Return what the right side shows: names of groups and activities with their letters."""
    model = dialog.matrix.matrix
    return {
        model.line(row).name: [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    }


# -- what is seen -----------------------------------------------------------------------------------------


def test_it_says_what_was_read_where(preview: ImportDialog) -> None:
    assert preview.headline.text() == "Read 6 activities, 5 units and 24 letters on «RACI»; 3 questions"
    assert preview.headline.textFormat() is Qt.TextFormat.PlainText
    assert preview.sure.text().startswith("How sure that is: shape ")
    assert preview.choices.table.currentText() == "RACI"
    assert preview.choices.shape.currentText() == "Units across"
    assert preview.choices.scheme.currentText() == "RACI"
    assert preview.take.isEnabled()
    assert not preview.undo.isEnabled()


def test_a_single_table_needs_no_name(shown: Shown) -> None:
    dialog = shown(table_of(PLAIN))
    assert dialog.headline.text() == "Read 3 activities, 2 units and 7 letters; no questions"
    assert not dialog.choices.table.isEnabled()


def test_the_sheet_is_shown_as_it_is_with_what_each_cell_was_read_as(preview: ImportDialog) -> None:
    sheet = preview.sheet.sheet

    def said(row: int, column: int) -> object:
        return sheet.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said(6, 2) == "C7, letters: A/R"
    assert said(6, 1) == "B7, activity: Set the social media strategy"
    assert said(5, 1) == "B6, group: Strategy"
    assert said(4, 3) == "D5, unit: Web team"
    assert said(3, 2) == "C4, heading: Communications"
    assert said(0, 0) == "A1, left out: Social media RACI, draft 3"
    assert said(2, 0) == "A3: empty"
    assert said(9, 5) == "F10, letters: empty"
    assert said(7, 5) == "F8, letters: A/R; comment: Ask the union"
    assert preview.sheet.columnSpan(3, 2) == 3
    assert sheet.headerData(7, Qt.Orientation.Horizontal) == "H"
    assert sheet.headerData(6, Qt.Orientation.Vertical) == "7"


def test_tool_tips_take_nothing_for_markup(shown: Shown) -> None:
    dialog = shown(table_of(PLAIN.replace("Write posts", "<b>Write</b>")))
    tip = str(dialog.sheet.sheet.index(1, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;b&gt;Write" in tip


def test_the_matrix_it_becomes_is_shown(preview: ImportDialog) -> None:
    matrix = _matrix(preview)
    assert list(matrix)[:2] == ["Strategy", "Set the social media strategy"]
    assert matrix["Set the social media strategy"] == ["A/R", "C", "C", "I", "C"]
    assert matrix["Write posts"] == ["A", "R", "R", "", ""]
    model = preview.matrix.matrix
    row = list(matrix).index("Write posts")
    said = model.index(row, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Write posts, Spokesperson & press office: Responsible. weekends"
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Group Strategy"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Web team"


def test_going_through_the_matrix_shows_where_it_comes_from(preview: ImportDialog) -> None:
    preview.matrix.setFocus()
    preview.matrix.setCurrentIndex(preview.matrix.matrix.index(1, 0))
    press(preview, "Down", "Right")
    index = preview.sheet.currentIndex()
    assert (index.row(), index.column()) == (7, 3)


def test_everything_that_takes_the_keyboard_has_a_name(preview: ImportDialog) -> None:
    nameless = [
        seen
        for seen in tree_of(preview)
        if seen.reachable and not seen.name.strip() and not (seen.role is Part.TreeItem and seen.source is None)
    ]
    assert nameless == []


def test_the_current_cell_is_read_out(preview: ImportDialog) -> None:
    assert focused_of(preview).name == "C7, letters: A/R"
    press(preview, "Right")
    assert focused_of(preview).name == "D7, letters: C"


def test_the_keyboard_goes_round(preview: ImportDialog) -> None:
    first, visited = QApplication.focusWidget(), []
    for _ in range(40):
        press(preview, "Tab")
        visited.append(QApplication.focusWidget())
        if visited[-1] is first:
            break
    assert visited[-1] is first
    for widget in (preview.choices.table, preview.matrix, preview.names, preview.take):
        assert widget in visited


def test_longer_words_are_not_cut(preview: ImportDialog) -> None:
    """French is a third longer: at 1366 by 768, what cannot wrap must have that room to spare."""
    preview.resize(1256, 700)
    QCoreApplication.processEvents()
    assert preview.minimumSizeHint().width() * 1.3 <= 1256
    assert preview.minimumSizeHint().height() <= 700
    for label in preview.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap() and label.text():
            assert label.width() >= label.sizeHint().width() or label.objectName() == "subline", label.text()


# -- correcting -------------------------------------------------------------------------------------------


def test_a_text_is_said_to_mean_a_letter_wherever_it_stands(preview: ImportDialog) -> None:
    _go(preview, 10, 4)
    press(preview, "Return")
    _pick(_menu(), "C   Consulted")
    assert preview.preview.corrections.meanings == {"X": "C"}
    assert _matrix(preview)["Answer comments"] == ["A", "R", "C", "", "I"]
    assert preview.headline.text().endswith("25 letters on «RACI»; 2 questions")
    _go(preview, 10, 4)
    press(preview, "F2")
    menu = _menu()
    ticked = [action.text() for action in menu.actions() if action.isChecked()]
    menu.close()
    assert ticked == ["&C   Consulted"]


def test_a_letter_in_the_menu_is_chosen_by_its_key(preview: ImportDialog) -> None:
    _go(preview, 12, 4)
    press(preview, "F2")
    QTest.keyClick(_menu(), Qt.Key.Key_I)
    assert preview.preview.corrections.meanings == {"perhaps": "I"}


def test_a_row_is_said_to_be_left_out_and_that_is_undone(preview: ImportDialog) -> None:
    before = preview.preview
    _go(preview, 9, 2)
    press(preview, "Return")
    menu = _menu()
    wanted = next(action for action in menu.actions() if action.text() == "Ro&w 10 is")
    below = wanted.menu()
    assert isinstance(below, QMenu)
    _pick(below, "left out")
    menu.close()
    assert preview.preview.corrections.rows == {9: Role.LEFT_OUT}
    assert "Write posts" not in _matrix(preview)
    assert preview.undo.isEnabled()
    header = preview.sheet.sheet.headerData(9, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
    assert header == "Row 10: left out, as you said"
    press(preview, "Ctrl+Z")
    assert preview.preview is before
    assert "Write posts" in _matrix(preview)
    assert not preview.undo.isEnabled()
    press(preview, "Ctrl+Z")
    assert preview.preview is before


def test_a_click_on_a_column_says_it_is_no_unit(preview: ImportDialog) -> None:
    header = preview.sheet.across
    click(header.viewport(), QPoint(header.sectionViewportPosition(3) + 12, 8))
    assert preview.sheet.currentIndex().column() == 3
    _pick(_menu(), "left out")
    assert preview.preview.corrections.columns == {3: Role.LEFT_OUT}
    assert len(_matrix(preview)["Write posts"]) == 4


def test_a_click_on_a_row_offers_what_rows_can_be(preview: ImportDialog) -> None:
    header = preview.sheet.down
    click(header.viewport(), QPoint(10, header.sectionViewportPosition(5) + 8))
    offered = ["Row 6 is:", "headings", "a group", "an activity", "left out", "as it was found"]
    assert _entries(_menu()) == offered


def test_the_menu_key_and_the_right_button_offer_the_same(preview: ImportDialog) -> None:
    _go(preview, 6, 2)
    press(preview, "Menu")
    by_key = _entries(_menu())
    assert by_key[0] == "«A/R» means, wherever it stands:"
    assert by_key[-3:] == ["Row 7 is", "Column C is", "Exchange rows and columns\tCtrl+T"]
    at = preview.sheet.visualRect(preview.sheet.sheet.index(6, 2)).center()
    press(preview, "Down")
    QApplication.sendEvent(preview.sheet.viewport(), _context(at, preview.sheet.viewport().mapToGlobal(at)))
    assert _entries(_menu()) == by_key


def _context(at: QPoint, on_screen: QPoint) -> QContextMenuEvent:
    return QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, on_screen)


def test_an_empty_cell_means_nothing(preview: ImportDialog) -> None:
    _go(preview, 2, 0)
    press(preview, "Return")
    assert _entries(_menu())[0] == "Row 3 is"


def test_rows_and_columns_are_exchanged(preview: ImportDialog) -> None:
    press(preview, "Ctrl+T")
    turned = preview.preview.corrections.shape
    press(preview, "Ctrl+T")
    assert (turned, preview.preview.corrections.shape) == (Shape.TRANSPOSED, Shape.GRID)
    assert preview.headline.text().startswith("Read 6 activities, 5 units")


def test_another_sheet_is_chosen_and_what_was_said_of_places_goes(preview: ImportDialog) -> None:
    press(preview, "Ctrl+T")
    preview.choices.table.setFocus()
    press(preview, "Down")
    corrections = preview.preview.corrections
    assert (corrections.sheet, corrections.shape, corrections.rows) == ("Old", None, {})
    assert preview.headline.text().startswith("Read 3 activities, 2 units and 7 letters on «Old»")
    assert preview.sheet.sheet.index(1, 0).data() == "Write posts"
    assert preview.choices.table.currentText() == "Old (hidden)"


def test_tables_say_what_else_could_be_read(shown: Shown) -> None:
    dialog = shown(table_of(PLAIN, "One"), table_of(PLAIN + "Feed the cat | I | R\n", "Two"), table_of(LETTER, "Three"))
    box = dialog.choices.table
    offered = [box.itemText(place) for place in range(box.count())]
    assert offered == ["One: 6 cells with letters", "Two", "Three"]


def test_shape_and_scheme_are_chosen(preview: ImportDialog) -> None:
    preview.choices.scheme.setFocus()
    press(preview, "Down")
    assert preview.preview.corrections.scheme == "rasci"
    assert preview.preview.alphabet.id == "rasci"
    preview.choices.shape.setFocus()
    press(preview, "Down")
    assert preview.preview.corrections.shape is Shape.TRANSPOSED


# -- nothing found ----------------------------------------------------------------------------------------


def test_without_a_matrix_the_sheet_is_shown_with_an_explanation(shown: Shown) -> None:
    dialog = shown(table_of(LETTER))
    assert dialog.headline.text() == "No matrix was found here yet"
    assert "no matrix was found" in dialog.nothing.text()
    assert "say what is what" in dialog.nothing.text()
    assert dialog.nothing.isVisible()
    assert not dialog.take.isEnabled()
    assert dialog.sheet.sheet.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "A1, left out: Dear client"
    assert dialog.tabs.currentWidget() is dialog.skipped
    press(dialog, "Ctrl+Return")
    assert dialog.isVisible()
    press(dialog, "Return")
    offered = _entries(_menu())
    assert offered[0] == "«Dear client» means, wherever it stands:"


def test_without_any_table_nothing_breaks(shown: Shown) -> None:
    dialog = shown()
    assert not dialog.take.isEnabled()
    press(dialog, "Return", "F2", "Ctrl+T")
    assert dialog.answer() is None


# -- the end ----------------------------------------------------------------------------------------------


def test_ctrl_enter_imports(preview: ImportDialog) -> None:
    press(preview, "Ctrl+Return")
    assert not preview.isVisible()
    imported = preview.answer()
    assert imported is not None
    assert imported is preview.preview.imported
    assert len(imported.document.activities) == 6
    assert imported.document.organization.name.en == BOOK.removesuffix(".xlsx")


def test_enter_alone_imports_nothing(preview: ImportDialog) -> None:
    preview.choices.table.setFocus()
    press(preview, "Return")
    preview.matrix.setFocus()
    press(preview, "Return")
    assert preview.isVisible()
    preview.take.setFocus()
    press(preview, "Return")
    assert preview.result() == 1


def test_escape_gives_up_and_asks_twice_where_something_was_corrected(preview: ImportDialog) -> None:
    press(preview, "Ctrl+T", "Escape")
    assert preview.isVisible()
    assert preview.hint.text().startswith("Esc once more")
    press(preview, "Ctrl+Z", "Escape")
    assert not preview.isVisible()
    assert preview.result() == 0


def test_what_was_corrected_is_thrown_away_at_the_second_escape(preview: ImportDialog) -> None:
    press(preview, "Ctrl+T", "Escape", "Escape")
    assert not preview.isVisible()
    assert preview.result() == 0


def test_it_can_be_run_as_a_question(qtbot: QtBot) -> None:
    dialog = ImportDialog(book(), BOOK, knowledge())
    qtbot.addWidget(dialog)
    in_dialog(lambda _: press(dialog, "Ctrl+Return"))
    assert dialog.exec() == 1
    assert dialog.answer() is not None


# -- large files ------------------------------------------------------------------------------------------


def test_a_large_file_is_read_in_a_thread(qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialog_module, "LARGE", 3)
    dialog = ImportDialog(book(), BOOK, knowledge())
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.headline.text() == f"Reading {BOOK}…"
    assert not dialog.take.isEnabled()
    qtbot.waitUntil(dialog.take.isEnabled)
    assert dialog.headline.text().startswith("Read 6 activities")
    dialog.sheet.setFocus()
    dialog.turn()
    dialog.turn()  # not before the first one is read
    assert not dialog.undo.isEnabled()
    qtbot.waitUntil(dialog.undo.isEnabled)
    assert dialog.preview.corrections.shape is Shape.TRANSPOSED
    dialog.take_back()
    assert dialog.preview.corrections == NONE
    assert dialog.sheet.hasFocus()
    dialog.turn()
    dialog.done(0)  # what is being read comes to its end unheard
    QCoreApplication.processEvents()
    assert dialog.preview.corrections == NONE


def test_a_fault_in_the_thread_is_reported(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialog_module, "LARGE", 3)

    def broken(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(importing, "read", broken)
    with qtbot.captureExceptions() as faults:
        dialog = ImportDialog(book(), BOOK, knowledge())
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: bool(faults))
    assert faults[0][0] is ZeroDivisionError
    dialog.done(0)
