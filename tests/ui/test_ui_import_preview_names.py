"""The lists beside the matrix: names and what they are, questions, what was left out."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QTreeWidgetItem
from pytestqt.qtbot import QtBot
from ui.acting import child, click, press
from ui.previewing import BOOK, LETTER, PLAIN, book, table_of

from raciapp.formats.finding.reading import Doubt, Question, Reason, Skipped
from raciapp.formats.finding.tables import Table
from raciapp.formats.importing import Subject
from raciapp.knowledge.library import knowledge
from raciapp.ui.importing import lists
from raciapp.ui.importing.dialog import ImportDialog
from raciapp.ui.importing.lists import PlaceList, questions_list, skipped_list
from raciapp.ui.importing.names import KNOWN, NAME, SURE

Shown = Callable[..., ImportDialog]
OFFICE = "Spokesperson & press office"


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


def _name(dialog: ImportDialog, name: str) -> QTreeWidgetItem:
    found = dialog.names.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, NAME)
    assert len(found) == 1
    return found[0]


def _at(dialog: ImportDialog, name: str) -> QTreeWidgetItem:
    """Let the keyboard stand on a name."""
    dialog.tabs.setCurrentWidget(dialog.names)
    dialog.names.setFocus()
    dialog.names.setCurrentItem(_name(dialog, name))
    return _name(dialog, name)


def _texts(item: QTreeWidgetItem) -> list[str]:
    return [item.text(column) for column in (NAME, KNOWN, SURE)]


def _cell(dialog: ImportDialog) -> tuple[int, int]:
    index = dialog.sheet.currentIndex()
    return index.row(), index.column()


def _said(item: QTreeWidgetItem) -> str:
    return str(item.data(NAME, Qt.ItemDataRole.AccessibleTextRole))


# -- names ------------------------------------------------------------------------------------------------


def test_certain_names_are_ticked_and_the_others_asked(preview: ImportDialog) -> None:
    sure, asked = _name(preview, "Legal Services"), _name(preview, OFFICE)
    assert sure.checkState(NAME) is Qt.CheckState.Checked
    assert _texts(sure) == ["Legal Services", "Legal Services", "100 %"]
    assert _said(sure) == "Legal Services is Legal Services, 100 %"
    assert asked.checkState(NAME) is Qt.CheckState.Unchecked
    assert _texts(asked) == [OFFICE, "Media Relations and Issues Management?", "80 %"]
    assert _said(asked) == f"{OFFICE} may be Media Relations and Issues Management; not taken, 80 %"
    head = preview.names.topLevelItem(0)
    assert head is not None
    assert head.text(NAME) == "Units (5)"
    first = head.child(0)
    assert first is not None
    assert first.text(NAME) == OFFICE
    assert preview.tabs.tabText(0).startswith("&Names (")


def test_an_unknown_name_has_nothing_to_tick(shown: Shown) -> None:
    dialog = shown(table_of(PLAIN.replace("Close an account", "Feed the zebra")))
    item = _name(dialog, "Feed the zebra")
    assert item.data(NAME, Qt.ItemDataRole.CheckStateRole) is None
    assert _texts(item) == ["Feed the zebra", "new here", ""]
    assert _said(item) == "Feed the zebra is none that is known"


def test_space_takes_a_proposal_and_refuses_it_again(qtbot: QtBot, preview: ImportDialog) -> None:
    key = (Subject.UNIT, OFFICE)
    _at(preview, OFFICE)
    press(preview, "Space")
    qtbot.waitUntil(lambda: key in preview.preview.chosen)
    proposed = preview.preview.chosen[key]
    assert proposed is not None
    imported = preview.preview.imported
    assert imported is not None
    unit = next(unit for unit in imported.document.units if unit.name.en == OFFICE)
    assert unit.functions == knowledge().units[proposed].functions
    assert preview.names.currentIndex().siblingAtColumn(NAME).data() == OFFICE
    assert _name(preview, OFFICE).checkState(NAME) is Qt.CheckState.Checked
    press(preview, "Space")
    qtbot.waitUntil(lambda: preview.preview.chosen[key] is None)
    assert _texts(_name(preview, OFFICE)) == [OFFICE, "new here", ""]
    assert _name(preview, OFFICE).checkState(NAME) is Qt.CheckState.Unchecked
    press(preview, "Ctrl+Z", "Ctrl+Z")
    assert preview.preview.chosen == {}
    assert _texts(_name(preview, OFFICE))[1].endswith("?")


def test_another_known_one_is_chosen_by_keyboard(qtbot: QtBot, preview: ImportDialog) -> None:
    _at(preview, OFFICE)
    press(preview, "Return")
    box = child(preview.names, QComboBox)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    names = [box.itemText(place) for place in range(box.count())]
    assert names[:2] == ["none that is known", "Media Relations and Issues Management"]
    assert len(names) == len(knowledge().units) + 1
    assert box.currentIndex() == 1
    view = box.view()
    QTest.keyClick(view, Qt.Key.Key_Down)
    wanted = str(box.itemData(view.currentIndex().row()))
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(preview.preview.chosen))
    assert preview.preview.chosen == {(Subject.UNIT, OFFICE): wanted}
    assert _name(preview, OFFICE).text(KNOWN) == names[2]
    assert _name(preview, OFFICE).checkState(NAME) is Qt.CheckState.Checked


def test_a_click_on_what_it_is_opens_the_choice_and_escape_leaves_it(qtbot: QtBot, preview: ImportDialog) -> None:
    item = _at(preview, "Legal Services")
    area = preview.names.visualItemRect(item)
    click(preview.names.viewport(), QPoint(preview.names.columnViewportPosition(KNOWN) + 20, area.center().y()))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(child(preview.names, QComboBox).view(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    press(preview, "Escape")
    assert preview.isVisible()
    assert preview.preview.chosen == {}
    QCoreApplication.processEvents()
    preview.names.setFocus()


def test_going_through_the_names_shows_where_they_stand(preview: ImportDialog) -> None:
    _at(preview, OFFICE)
    assert _cell(preview) == (4, 4)
    press(preview, "Down")
    assert _cell(preview) != (4, 4)
    preview.names.setCurrentIndex(preview.names.model().index(1, 0))
    press(preview, "Return")  # a heading has nothing to choose
    assert preview.names.findChildren(QComboBox) == []


def test_a_choice_survives_another_correction(qtbot: QtBot, preview: ImportDialog) -> None:
    _at(preview, OFFICE)
    press(preview, "Space")
    qtbot.waitUntil(lambda: bool(preview.preview.chosen))
    press(preview, "Ctrl+T", "Ctrl+T")
    assert _name(preview, OFFICE).checkState(NAME) is Qt.CheckState.Checked


# -- questions and what was left out ----------------------------------------------------------------------


def _lines(page: PlaceList) -> list[list[str]]:
    items = [page.topLevelItem(place) for place in range(page.topLevelItemCount())]
    return [[item.text(column) for column in range(page.columnCount())] for item in items if item]


def test_a_question_shows_its_place_and_is_answered_there(preview: ImportDialog) -> None:
    assert preview.tabs.tabText(1) == "&Questions (3)"
    preview.tabs.setCurrentWidget(preview.questions)
    preview.questions.setFocus()
    assert _cell(preview) == (10, 4)
    press(preview, "Down")
    assert _cell(preview) == (12, 4)
    press(preview, "Return")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_C)
    assert preview.preview.corrections.meanings == {"perhaps": "C"}
    assert QApplication.focusWidget() is preview.questions


def test_what_was_left_out_is_listed_with_where_and_why(preview: ImportDialog) -> None:
    preview.tabs.setCurrentWidget(preview.skipped)
    lines = {line[0]: line[1:] for line in _lines(preview.skipped)}
    assert lines["A1"] == ["Social media RACI, draft 3", "It stands above the matrix."]
    assert lines["Read me"] == ["Dear client", "It is another table, which was not read."]
    assert preview.tabs.tabText(2) == f"Left &out ({len(lines)})"


def _go_to(preview: ImportDialog, where: str) -> None:
    """Let the keyboard stand on a line of what was left out."""
    preview.tabs.setCurrentWidget(preview.skipped)
    preview.skipped.setFocus()
    place = [line[0] for line in _lines(preview.skipped)].index(where)
    preview.skipped.setCurrentIndex(preview.skipped.model().index(place, 0))


def test_a_column_that_was_left_out_is_shown_as_a_whole_and_corrected(preview: ImportDialog) -> None:
    _go_to(preview, "H")
    assert preview.sheet.selectionModel().isColumnSelected(7)
    press(preview, "Return")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Column H is:"
    menu.close()


def test_another_table_is_opened_from_its_line(preview: ImportDialog) -> None:
    _go_to(preview, "Old")
    press(preview, "Return")
    assert preview.preview.table.sheet == "Old"
    assert preview.headline.text().startswith("Read 3 activities")


def test_what_was_looked_at_in_vain_is_listed(shown: Shown) -> None:
    dialog = shown(table_of(LETTER, "One"), table_of(LETTER.replace("Dear", "Hello"), "Two"))
    lines = _lines(dialog.skipped)
    assert [line[:2] for line in lines] == [["One", "Dear client"], ["Two", "Hello client"]]
    dialog.skipped.setFocus()
    press(dialog, "Down", "Return")
    assert dialog.preview.table.sheet == "Two"
    assert dialog.preview.reading is None


def test_a_list_speaks_and_counts_what_it_does_not_show(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST", 2)
    page = skipped_list()
    qtbot.addWidget(page)
    page.show_skipped(Skipped(f"A{row}", "x", Reason.ABOVE) for row in range(5))
    assert [line[0] for line in _lines(page)] == ["A0", "A1", "and 3 more"]
    first = page.topLevelItem(0)
    assert first is not None
    assert first.data(0, Qt.ItemDataRole.AccessibleTextRole) == "A0. x. It stands above the matrix."


def test_a_right_click_and_a_double_click_answer_a_line(qtbot: QtBot) -> None:
    page = questions_list()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.show_questions([Question("E11", "X", Doubt.PART), Question("Old", "a", Doubt.TABLE)])
    asked: list[tuple[str, bool]] = []
    page.answering.connect(lambda where, of_table: asked.append((where, of_table)))
    item, other = page.topLevelItem(1), page.topLevelItem(0)
    assert item is not None
    assert other is not None
    at = page.visualItemRect(item).center()
    click(page.viewport(), at)
    QTest.mouseDClick(page.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert asked == [("Old", True)]
    first = page.visualItemRect(other).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, first, page.viewport().mapToGlobal(first))
    QApplication.sendEvent(page.viewport(), event)
    assert asked[1:] == [("E11", False)]
