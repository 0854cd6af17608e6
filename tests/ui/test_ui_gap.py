"""The gap to a template and the mapping of units, in their dialogs."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QTableWidgetItem, QTreeWidgetItem, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot
from ui.acting import Answers, answers, child, in_dialog, letters, press

from raciapp.base.words import Words
from raciapp.checks.gap import CellGap, fill_empty, gap
from raciapp.document import edits
from raciapp.document.records import Document, Unit
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge
from raciapp.ui.gap_dialog import TICK, GapDialog
from raciapp.ui.mapping_dialog import NOW, SUGGESTED, MappingDialog
from raciapp.ui.prompts import Prompts
from raciapp.ui.window import MainWindow

ON, OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def _items(dialog: GapDialog) -> list[QTreeWidgetItem]:
    found = []
    items = QTreeWidgetItemIterator(dialog.tree)
    while items.value() is not None:
        found.append(items.value())
        items += 1
    return found


def _cell(dialog: GapDialog, activity: str, unit: str) -> QTreeWidgetItem:
    for item in _items(dialog):
        cell = item.data(0, TICK)
        if isinstance(cell, CellGap) and (cell.activity, cell.unit) == (activity, unit):
            return item
    raise AssertionError((activity, unit))


def _above(item: QTreeWidgetItem) -> QTreeWidgetItem:
    parent = item.parent()
    assert parent is not None
    return parent


def _at(mapping: MappingDialog, row: int, column: int) -> QTableWidgetItem:
    item = mapping.table.item(row, column)
    assert item is not None
    return item


def _missing(dialog: GapDialog) -> list[QTreeWidgetItem]:
    return [item for item in _items(dialog) if isinstance(item.data(0, TICK), str)]


@pytest.fixture
def dialog(window: MainWindow, sample: Document, qtbot: QtBot) -> GapDialog:
    """Return the gap of the sample to the template for governments."""
    made = GapDialog(sample, "as_is", knowledge(), "government", window)
    qtbot.addWidget(made)
    return made


# -- the gap ----------------------------------------------------------------------------------------------


def test_the_gap_is_listed_activity_by_activity(dialog: GapDialog, sample: Document) -> None:
    found = gap(sample, "as_is", knowledge().templates["government"])
    cells = [item.data(0, TICK) for item in _items(dialog) if isinstance(item.data(0, TICK), CellGap)]
    assert cells == list(found.cells)
    assert [item.data(0, TICK) for item in _missing(dialog)] == list(found.missing)
    item = _cell(dialog, "eng_program", "hab")
    assert (item.text(0), item.text(1)) == ("Habitat Programs", "I")
    assert _above(item).text(0) == "Answer program, policy or specialist questions"
    assert _above(_above(item)).text(0) == "Engagement"


def test_advice_about_c_and_i_is_called_advice(dialog: GapDialog) -> None:
    kinds: dict[bool, set[str]] = {}
    for item in _items(dialog):
        cell = item.data(0, TICK)
        if isinstance(cell, CellGap):
            kinds.setdefault(cell.strict, set()).add(item.text(3))
    assert kinds[True] <= {"missing", "extra", "different"}
    assert kinds[False] <= {"missing, as advice", "extra, as advice", "different, as advice"}


def test_nothing_is_ticked_at_first(dialog: GapDialog, sample: Document) -> None:
    assert dialog.ticked() == sample
    assert not dialog.take.isEnabled()
    assert dialog.count.text() == "Taking it changes 0 cells."


def test_what_is_ticked_is_counted_and_taken(dialog: GapDialog, sample: Document, qtbot: QtBot) -> None:
    item = _cell(dialog, "eng_program", "hab")
    gap_there: CellGap = item.data(0, TICK)
    item.setCheckState(0, ON)
    qtbot.waitUntil(lambda: dialog.count.text() == "Taking it changes 1 cell.")
    assert dialog.take.isEnabled()
    dialog.take.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.answer.cell("as_is", "eng_program", "hab").letters == gap_there.expected
    assert len([one for one in dialog.answer.activities if one not in sample.activities]) == 0


def test_a_tick_on_an_activity_takes_all_its_cells(dialog: GapDialog, qtbot: QtBot) -> None:
    row = _above(_cell(dialog, "eng_program", "hab"))
    row.setCheckState(0, ON)
    expected = [item.data(0, TICK) for item in _items(dialog) if item.parent() is row]
    qtbot.waitUntil(lambda: dialog.count.text() == f"Taking it changes {len(expected)} cells.")
    for cell in expected:
        assert dialog.ticked().cell("as_is", cell.activity, cell.unit).letters == cell.expected
    row.setCheckState(0, OFF)
    qtbot.waitUntil(lambda: not dialog.take.isEnabled())


def test_missing_activities_are_added_with_their_letters(dialog: GapDialog, sample: Document, qtbot: QtBot) -> None:
    item = _missing(dialog)[0]
    identity = item.data(0, TICK)
    item.setCheckState(0, ON)
    qtbot.waitUntil(lambda: dialog.count.text().endswith(" and adds 1 activity."))
    taken = dialog.ticked()
    assert identity in taken.activity_places
    assert any(taken.matrices[0].rows[taken.activity_places[identity]].letters)
    assert len(taken.activities) == len(sample.activities) + 1


def test_only_empty_cells_can_be_filled(dialog: GapDialog, sample: Document) -> None:
    dialog.fill.click()
    assert dialog.answer == fill_empty(sample, "as_is", knowledge().templates["government"])
    assert dialog.answer != sample


def test_another_template_has_another_gap(dialog: GapDialog, sample: Document) -> None:
    _cell(dialog, "eng_program", "hab").setCheckState(0, ON)
    dialog.templates.setCurrentIndex(dialog.templates.findData("small"))
    found = gap(sample, "as_is", knowledge().templates["small"])
    assert len([item for item in _items(dialog) if isinstance(item.data(0, TICK), CellGap)]) == len(found.cells)
    assert dialog.ticked() == sample


def test_two_templates_are_compared(dialog: GapDialog) -> None:
    assert dialog.differences.topLevelItemCount() > 0
    dialog.other.setCurrentIndex(dialog.other.findData("government"))
    assert dialog.differences.topLevelItemCount() == 0
    header = dialog.differences.headerItem()
    assert header.text(2) == header.text(3) == "Government - program experts"


def test_a_document_as_the_template_wants_it_has_no_gap(window: MainWindow, qtbot: QtBot) -> None:
    ideal = document_from(knowledge().templates["government"], knowledge())
    made = GapDialog(ideal, "as_is", knowledge(), "government", window)
    qtbot.addWidget(made)
    assert _items(made) == []
    assert made.other.currentData() == "corporate"


def test_activities_without_a_group_have_a_place(window: MainWindow, qtbot: QtBot, sample: Document) -> None:
    loose = replace(sample, groups=())
    made = GapDialog(loose, "as_is", knowledge(), "gone", window)
    qtbot.addWidget(made)
    assert "No group" in [item.text(0) for item in _items(made)]


def test_from_the_window_the_gap_is_one_edit(window: MainWindow, sample: Document, qtbot: QtBot) -> None:
    def take(dialog: QDialog) -> bool:
        assert isinstance(dialog, GapDialog)
        _cell(dialog, "eng_program", "hab").setCheckState(0, ON)
        qtbot.waitUntil(dialog.take.isEnabled)
        dialog.take.click()
        return True

    answers(window).acts.extend([lambda _: False, take])
    press(window, "F9")
    assert window.open_session().document == sample
    press(window, "F9")
    assert letters(window, "eng_program", "hab") == "A/R"
    press(window, "Ctrl+Z")
    assert window.open_session().document == sample


def test_the_gap_is_closed_with_escape(window: MainWindow, sample: Document) -> None:
    window.prompts = Prompts(window)
    seen = in_dialog(lambda dialog: QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Escape))
    press(window, "F9")
    assert len(seen) == 1
    assert window.open_session().document == sample


# -- the mapping ------------------------------------------------------------------------------------------


@pytest.fixture
def vague(sample: Document) -> Document:
    """Return a document some of whose units nobody has said what they are for."""
    units = (
        Unit("one", Words("Human Resources")),
        Unit("two", Words("Legal Services"), ("hr",)),
        Unit("three", Words("Cats <b>&</b> {dogs}")),
        Unit("four", Words("", "Ressources humaines"), ("hr",)),
    )
    empty = edits.remove_units(sample, [unit.id for unit in sample.units])
    for unit in units:
        empty = edits.add_unit(empty, unit)
    return empty


@pytest.fixture
def mapping(window: MainWindow, vague: Document, qtbot: QtBot) -> MappingDialog:
    made = MappingDialog(vague, knowledge(), window.prompts, window)
    qtbot.addWidget(made)
    return made


def test_each_unit_stands_with_what_it_is_for_and_what_its_name_suggests(mapping: MappingDialog) -> None:
    texts = [[_at(mapping, row, column).text() for column in range(3)] for row in range(4)]
    assert texts[0] == ["Human Resources", "nothing yet", "Human resources  (100 %)"]
    assert texts[1][2].startswith("Legal")
    assert texts[2] == ["Cats <b>&</b> {dogs}", "nothing yet", ""]
    assert texts[3] == ["Ressources humaines", "Human resources", ""]


def test_only_certain_suggestions_for_units_without_a_function_are_ticked(mapping: MappingDialog) -> None:
    assert _at(mapping, 0, SUGGESTED).checkState() is ON
    assert _at(mapping, 1, SUGGESTED).checkState() is OFF
    assert not _at(mapping, 2, SUGGESTED).flags() & Qt.ItemFlag.ItemIsUserCheckable


def test_ticks_are_taken_besides_what_a_unit_is_for_already(mapping: MappingDialog, vague: Document) -> None:
    _at(mapping, 1, SUGGESTED).setCheckState(ON)
    assert [unit.functions for unit in mapping.answer().units] == [("hr",), ("hr", "legal"), (), ("hr",)]
    _at(mapping, 0, SUGGESTED).setCheckState(OFF)
    _at(mapping, 1, SUGGESTED).setCheckState(OFF)
    assert mapping.answer() == vague


def test_functions_are_chosen_by_hand(mapping: MappingDialog, window: MainWindow) -> None:
    answers(window).functions_chosen.extend([["strategy", "legal"], None])
    mapping.table.cellDoubleClicked.emit(2, 0)
    assert answers(window).asked[-1][0] == "Cats <b>&</b> {dogs}"
    assert ", " in _at(mapping, 2, NOW).text()
    mapping.choose(2)
    assert mapping.answer().units[2].functions == ("strategy", "legal")
    mapping.choose(-1)
    assert len(answers(window).asked) == 2


def test_the_button_chooses_for_the_current_line(mapping: MappingDialog, window: MainWindow) -> None:
    by_hand = child(mapping, QPushButton, lambda button: "hand" in button.text())
    by_hand.click()
    assert answers(window).asked == []
    mapping.table.setCurrentCell(2, 0)
    answers(window).functions_chosen.append(["legal"])
    by_hand.click()
    assert mapping.answer().units[2].functions == ("legal",)


def test_from_the_window_the_mapping_is_one_edit(window: MainWindow, sample: Document) -> None:
    def change(dialog: QDialog) -> bool:
        assert isinstance(dialog, MappingDialog)
        assert isinstance(window.prompts, Answers)
        window.prompts.functions_chosen.append(["legal"])
        dialog.choose(0)
        return True

    answers(window).acts.extend([lambda _: False, change])
    press(window, "Ctrl+M")
    assert window.open_session().document == sample
    press(window, "Ctrl+M")
    assert window.open_session().document.units[0].functions == ("legal",)
    assert window.open_session().workspace.history.undo_label == "What the units are for"
