"""The table of units and what they are for, answered in its own dialog with keys and clicks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QStyle, QStyleOptionViewItem, QTableWidgetItem, QWidget
from ui.acting import Opener, answers, child, click, in_dialog, press

from raciapp.base.words import Language, Words
from raciapp.document import edits
from raciapp.document.records import Document, Unit
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.matching import CERTAIN, Matcher
from raciapp.ui.language import set_language
from raciapp.ui.mapping_dialog import NOW, SUGGESTED, UNIT, MappingDialog
from raciapp.ui.prompts import Prompts
from raciapp.ui.window import MainWindow

ON, OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked

UNITS = (
    Unit("people", Words("Human Resources")),  # certain
    Unit("nearly", Words("Personnel Office")),  # proposed
    Unit("cats", Words("Zzyzx")),  # unknown
    Unit("law", Words("Legal Services"), ("legal",)),  # mapped as its name says
    Unit("other", Words("Legal Services 2", "Services juridiques"), ("hr", "gone")),  # certain, but for something else
)


@pytest.fixture
def window(opened: Opener, small: Document) -> MainWindow:
    """Return a window on units that are known, nearly known and unknown."""
    document = edits.remove_units(small, [unit.id for unit in small.units])
    for unit in UNITS:
        document = edits.add_unit(document, unit)
    return opened(document)


def _functions(window: MainWindow) -> list[tuple[str, ...]]:
    return [unit.functions for unit in window.open_session().document.units]


def _map(window: MainWindow, act: Callable[[MappingDialog], object]) -> MappingDialog:
    """Press Ctrl+M, act in the dialog that opens, and come back to the window."""

    def acted(dialog: QWidget) -> None:
        assert isinstance(dialog, MappingDialog)
        act(dialog)

    def shown(dialog: QWidget) -> bool:
        in_dialog(acted)
        assert isinstance(dialog, MappingDialog)
        seen.append(dialog)
        return Prompts.run(answers(window), dialog)

    seen: list[MappingDialog] = []
    answers(window).acts.append(shown)
    press(window, "Ctrl+M")
    (dialog,) = seen
    window.activateWindow()  # there is no window manager to do it
    assert QTest.qWaitForWindowActive(window)
    return dialog


def _key(dialog: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(dialog.windowHandle(), key)


def _button(dialog: QWidget, which: QDialogButtonBox.StandardButton) -> QPushButton:
    return child(dialog, QDialogButtonBox).button(which)


def _item(dialog: MappingDialog, row: int, column: int) -> QTableWidgetItem:
    item = dialog.table.item(row, column)
    assert item is not None
    return item


def _tick_box(dialog: MappingDialog, row: int) -> QPoint:
    """Return the middle of a suggestion's tick box."""
    table = dialog.table
    option = QStyleOptionViewItem()
    option.rect = table.visualItemRect(_item(dialog, row, SUGGESTED))
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    return table.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, table).center()


def _by_hand(dialog: QWidget) -> QPushButton:
    return child(dialog, QPushButton, lambda button: "by hand" in button.text())


# -- what the table shows ---------------------------------------------------------------------------------


def test_suggestions_are_shown_with_how_sure_they_are(window: MainWindow) -> None:
    shown: list[list[str]] = []

    def look(dialog: MappingDialog) -> None:
        shown.extend(
            [_item(dialog, row, column).text() for column in range(3)] for row in range(dialog.table.rowCount())
        )
        _key(dialog, Qt.Key.Key_Escape)

    _map(window, look)
    known = knowledge()
    near = Matcher(known).unit("Personnel Office")
    assert near is not None
    assert near.confidence < CERTAIN
    names = {function: known.functions[function].name.en for function in ("hr", "legal")}
    assert shown == [
        ["Human Resources", "nothing yet", f"{names['hr']}  (100 %)"],
        ["Personnel Office", "nothing yet", f"{names['hr']}  ({round(near.confidence * 100)} %)"],
        ["Zzyzx", "nothing yet", ""],
        ["Legal Services", names["legal"], ""],
        ["Legal Services 2", names["hr"], f"{names['legal']}  (100 %)"],
    ]


def test_only_what_is_certain_and_new_is_ticked(window: MainWindow) -> None:
    states: list[Qt.CheckState] = []

    def look(dialog: MappingDialog) -> None:
        states.extend(_item(dialog, row, SUGGESTED).checkState() for row in range(5))
        for row in (2, 3):
            assert not _item(dialog, row, SUGGESTED).flags() & Qt.ItemFlag.ItemIsUserCheckable
        for column in (UNIT, NOW, SUGGESTED):
            assert not _item(dialog, 0, column).flags() & Qt.ItemFlag.ItemIsEditable
        _key(dialog, Qt.Key.Key_Escape)

    _map(window, look)
    assert states == [ON, OFF, OFF, OFF, OFF]


def test_the_table_speaks_french(window: MainWindow) -> None:
    set_language(Language.FR)
    known = knowledge().functions

    def look(dialog: MappingDialog) -> None:
        assert _item(dialog, 4, UNIT).text() == "Services juridiques"
        assert _item(dialog, 3, NOW).text() == known["legal"].name.fr
        assert _item(dialog, 0, SUGGESTED).text().startswith(known["hr"].name.fr)
        _key(dialog, Qt.Key.Key_Escape)

    _map(window, look)


# -- taking suggestions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["click", "Return"])
def test_what_is_ticked_is_taken_as_one_edit(window: MainWindow, how: str) -> None:
    before = window.open_session().document

    def take(dialog: MappingDialog) -> None:
        if how == "click":
            button = _button(dialog, QDialogButtonBox.StandardButton.Ok)
            click(button, button.rect().center())
        else:
            _key(dialog, Qt.Key.Key_Return)

    _map(window, take)
    assert _functions(window) == [("hr",), (), (), ("legal",), ("hr", "gone")]
    assert window.open_session().workspace.history.undo_label == "What the units are for"
    press(window, "Ctrl+Z")
    assert window.open_session().document == before
    assert window.open_session().workspace.history.undo_label is None


@pytest.mark.parametrize("how", ["click", "Escape", "close"])
def test_cancelling_changes_nothing(window: MainWindow, how: str) -> None:
    before = window.open_session().document

    def leave(dialog: MappingDialog) -> None:
        _item(dialog, 1, SUGGESTED).setCheckState(ON)
        if how == "click":
            button = _button(dialog, QDialogButtonBox.StandardButton.Cancel)
            click(button, button.rect().center())
        elif how == "Escape":
            _key(dialog, Qt.Key.Key_Escape)
        else:
            dialog.close()

    _map(window, leave)
    assert window.open_session().document is before


def test_a_click_on_the_box_ticks_and_unticks(window: MainWindow) -> None:
    def tick(dialog: MappingDialog) -> None:
        for row in (0, 1, 4):
            click(dialog.table.viewport(), _tick_box(dialog, row))
        assert [_item(dialog, row, SUGGESTED).checkState() for row in (0, 1, 4)] == [OFF, ON, ON]
        _key(dialog, Qt.Key.Key_Return)

    _map(window, tick)
    assert _functions(window) == [(), ("hr",), (), ("legal",), ("hr", "gone", "legal")]


def test_the_space_bar_ticks_and_unticks(window: MainWindow) -> None:
    def tick(dialog: MappingDialog) -> None:
        dialog.table.setFocus()
        dialog.table.setCurrentCell(0, SUGGESTED)
        _key(dialog, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
        _key(dialog, Qt.Key.Key_Down, Qt.Key.Key_Space)  # nothing is suggested there
        _key(dialog, Qt.Key.Key_Return)

    _map(window, tick)
    assert _functions(window) == [(), ("hr",), (), ("legal",), ("hr", "gone")]


def test_the_rules_go_by_the_new_functions_at_once(window: MainWindow) -> None:
    session = window.open_session()
    press(window, "F8")
    before = session.expected

    def take(dialog: MappingDialog) -> None:
        _item(dialog, 4, SUGGESTED).setCheckState(ON)
        _key(dialog, Qt.Key.Key_Return)

    _map(window, take)
    assert session.expected != before
    assert {len(row) for row in session.expected.values()} == {5}


def test_nothing_to_take_is_no_edit(window: MainWindow) -> None:
    def take(dialog: MappingDialog) -> None:
        _item(dialog, 0, SUGGESTED).setCheckState(OFF)
        _key(dialog, Qt.Key.Key_Return)

    _map(window, take)
    assert not window.open_session().workspace.modified


# -- choosing by hand -------------------------------------------------------------------------------------


def _double_click(dialog: MappingDialog, row: int) -> None:
    at = dialog.table.visualItemRect(_item(dialog, row, NOW)).center()
    click(dialog.table.viewport(), at)
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseDClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, none, at)


def test_a_double_click_chooses_several_functions_by_hand(window: MainWindow) -> None:
    answers(window).functions_chosen.append(["strategy", "agency"])
    names = [knowledge().functions[one].name.en for one in ("strategy", "agency")]

    def choose(dialog: MappingDialog) -> None:
        _double_click(dialog, 2)
        assert _item(dialog, 2, NOW).text() == ", ".join(names)
        _key(dialog, Qt.Key.Key_Return)

    _map(window, choose)
    name, choices, held = answers(window).asked[-1]
    assert (name, held) == ("Zzyzx", ())
    assert isinstance(choices, tuple)
    assert [one for one, _, _ in choices] == list(knowledge().functions)
    assert _functions(window)[2] == ("strategy", "agency")


def test_the_button_chooses_for_the_line_that_is_current(window: MainWindow) -> None:
    answers(window).functions_chosen.extend([["exec"], ["legal", "regions"]])

    def choose(dialog: MappingDialog) -> None:
        by_hand = _by_hand(dialog)
        dialog.table.setFocus()  # which makes the first line current
        click(by_hand, by_hand.rect().center())
        click(dialog.table.viewport(), dialog.table.visualItemRect(_item(dialog, 3, UNIT)).center())
        click(by_hand, by_hand.rect().center())
        _button(dialog, QDialogButtonBox.StandardButton.Ok).click()

    _map(window, choose)
    assert _functions(window) == [("exec",), (), (), ("legal", "regions"), ("hr", "gone")]
    assert [question[0] for question in answers(window).asked[1:]] == ["Human Resources", "Legal Services"]


def test_what_is_ticked_stands_among_the_choices_and_may_be_refused(window: MainWindow) -> None:
    answers(window).functions_chosen.append(["strategy"])

    def choose(dialog: MappingDialog) -> None:
        _double_click(dialog, 0)
        assert _item(dialog, 0, SUGGESTED).checkState() is OFF
        _key(dialog, Qt.Key.Key_Return)

    _map(window, choose)
    assert answers(window).asked[-1][2] == ("hr",)
    assert _functions(window)[0] == ("strategy",)


def test_after_choosing_by_hand_a_tick_still_adds(window: MainWindow) -> None:
    answers(window).functions_chosen.append(["strategy"])

    def choose(dialog: MappingDialog) -> None:
        _double_click(dialog, 1)
        _item(dialog, 1, SUGGESTED).setCheckState(ON)
        _key(dialog, Qt.Key.Key_Return)

    _map(window, choose)
    assert _functions(window)[1] == ("strategy", "hr")


def test_choosing_by_hand_can_be_cancelled_and_emptied(window: MainWindow) -> None:
    answers(window).functions_chosen.extend([None, []])

    def choose(dialog: MappingDialog) -> None:
        _double_click(dialog, 0)
        assert _item(dialog, 0, SUGGESTED).checkState() is ON
        _double_click(dialog, 3)
        assert _item(dialog, 3, NOW).text() == "nothing yet"
        _key(dialog, Qt.Key.Key_Return)

    _map(window, choose)
    assert _functions(window) == [("hr",), (), (), (), ("hr", "gone")]


def test_without_units_there_is_nothing_to_choose(opened: Opener, small: Document) -> None:
    window = opened(edits.remove_units(small, [unit.id for unit in small.units]))

    def choose(dialog: MappingDialog) -> None:
        _by_hand(dialog).click()
        _key(dialog, Qt.Key.Key_Return)

    _map(window, choose)
    assert len(answers(window).asked) == 1
    assert not window.open_session().workspace.modified


def test_names_are_no_markup(opened: Opener, small: Document) -> None:
    window = opened(edits.rename_unit(small, "com", "<b>R&D</b> {them}", Language.EN))
    texts: list[str] = []

    def look(dialog: MappingDialog) -> None:
        texts.append(_item(dialog, 2, UNIT).text())
        assert dialog.grab().width() > 0
        _key(dialog, Qt.Key.Key_Escape)

    _map(window, look)
    assert texts == ["<b>R&D</b> {them}"]
