"""Units from a chart: the dialog with its keys, and the one edit that it makes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTableWidgetItem
from ui.acting import Opener, answers

from raciapp.base.words import Words, same
from raciapp.document import edits
from raciapp.document.records import Document, Unit
from raciapp.ui.chart_dialog import DIVISION, IS_FOR, STATE, UNIT, ChartDialog
from raciapp.ui.window import MainWindow

ON, OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked

CHART = """\
Unit,Parent,Head count
Zzyzx,,9
People & Co,Zzyzx,3
Human Resources,Zzyzx,3
Personnel Office of things,,1
Legal,,1
Legal,,2
"""


@pytest.fixture
def window(opened: Opener, small: Document) -> MainWindow:
    """Return a window on a document that has a unit of the chart already, for something else."""
    document = edits.remove_units(small, [unit.id for unit in small.units[1:]])
    return opened(edits.add_unit(document, Unit("law", Words("LEGAL"), ("legal", "info_privacy"))))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a chart."""
    file = tmp_path / "chart.csv"
    file.write_text(CHART)
    return file


def _take(window: MainWindow, path: Path | None, act: Callable[[ChartDialog], object], *, accept: bool = True) -> None:
    def acted(dialog: QDialog) -> bool:
        assert isinstance(dialog, ChartDialog)
        dialog.show()
        assert QTest.qWaitForWindowExposed(dialog)
        act(dialog)
        dialog.hide()
        dialog.deleteLater()
        return accept

    answers(window).open_paths.append(path)
    answers(window).acts.append(acted)
    window.actions_by_id["units_from_chart"].trigger()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def _item(dialog: ChartDialog, row: int, column: int) -> QTableWidgetItem:
    item = dialog.table.item(row, column)
    assert item is not None
    return item


def _column(dialog: ChartDialog, column: int) -> list[str]:
    return [_item(dialog, row, column).text() for row in range(dialog.table.rowCount())]


def _units(window: MainWindow) -> list[tuple[str, tuple[str, ...], str]]:
    units = window.open_session().document.units
    return [(unit.name.en, unit.functions, unit.division.en) for unit in units[1:]]


def test_the_chart_is_shown_and_taken_as_one_edit(window: MainWindow, path: Path) -> None:
    before = window.open_session().document

    def look(dialog: ChartDialog) -> None:
        names = ["Zzyzx", "People & Co", "Human Resources", "Personnel Office of things", "Legal"]
        assert _column(dialog, UNIT) == names
        assert [_item(dialog, row, UNIT).checkState() for row in range(5)] == [OFF, ON, ON, ON, ON]
        assert _column(dialog, DIVISION) == ["", "Zzyzx", "Zzyzx", "", ""]
        assert _column(dialog, STATE) == ["merely contains others", "new", "new", "new", "there: keeps its letters"]
        assert _column(dialog, IS_FOR)[2] == "Human resources"
        assert _column(dialog, IS_FOR)[3].endswith(" %)")
        assert _item(dialog, 3, IS_FOR).checkState() is OFF
        assert _column(dialog, IS_FOR)[4] == "Legal, Records, access and privacy"
        assert (dialog.questions.count(), dialog.skipped.count()) == (1, 3)
        assert dialog.take.text() == "&Take 4 units"
        assert dialog.take.isEnabled()

    _take(window, path, look)
    assert _units(window) == [
        ("LEGAL", ("legal", "info_privacy"), ""),
        ("People & Co", (), "Zzyzx"),
        ("Human Resources", ("hr",), "Zzyzx"),
        ("Personnel Office of things", (), ""),
    ]
    assert window.statusBar().currentMessage() == "3 units added. Ctrl+Z takes it back."
    window.actions_by_id["undo"].trigger()
    assert window.open_session().document == before


def test_keys_tick_and_choose(window: MainWindow, path: Path) -> None:
    answers(window).functions_chosen += [["legal"], None, []]

    def act(dialog: ChartDialog) -> None:
        def key(*keys: Qt.Key) -> None:
            for one in keys:
                QTest.keyClick(dialog.table, one)

        assert dialog.table.hasFocus()
        key(Qt.Key.Key_Space)  # the container is taken after all
        assert _item(dialog, 0, UNIT).checkState() is ON
        assert dialog.take.text() == "&Take 5 units"
        key(Qt.Key.Key_Down, Qt.Key.Key_Space)
        assert _item(dialog, 1, UNIT).checkState() is OFF
        key(Qt.Key.Key_F2)  # chosen by hand, so it is wanted
        assert _item(dialog, 1, UNIT).checkState() is ON
        assert _item(dialog, 1, IS_FOR).text() == "Legal"
        key(Qt.Key.Key_Down, Qt.Key.Key_Return)  # cancelled
        assert _item(dialog, 2, IS_FOR).text() == "Human resources"
        key(Qt.Key.Key_Return)  # for nothing
        assert _item(dialog, 2, IS_FOR).text() == "nothing yet"
        assert _item(dialog, 2, IS_FOR).data(Qt.ItemDataRole.CheckStateRole) is None
        key(Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)  # what is proposed
        assert _item(dialog, 3, IS_FOR).checkState() is ON

    _take(window, path, act)
    found = {name: functions for name, functions, _ in _units(window)}
    assert found["People & Co"] == ("legal",)
    assert found["Human Resources"] == ()
    assert found["Personnel Office of things"] != ()
    assert "Zzyzx" in found


def test_the_mouse_chooses_as_well(window: MainWindow, path: Path) -> None:
    answers(window).functions_chosen += [["hr"], ["legal"]]

    def act(dialog: ChartDialog) -> None:
        dialog.table.setCurrentCell(1, UNIT)
        QTest.mouseClick(dialog.by_hand, Qt.MouseButton.LeftButton)
        assert _item(dialog, 1, IS_FOR).text() == "Human resources"
        dialog.table.cellDoubleClicked.emit(3, DIVISION)
        assert _item(dialog, 3, IS_FOR).text() == "Legal"
        dialog.table.setCurrentCell(-1, -1)
        QTest.mouseClick(dialog.by_hand, Qt.MouseButton.LeftButton)  # nothing is current, so nothing is asked

    _take(window, path, act)


def test_nothing_ticked_is_nothing_to_take(window: MainWindow, path: Path) -> None:
    before = window.open_session().document

    def act(dialog: ChartDialog) -> None:
        for row in range(5):
            _item(dialog, row, UNIT).setCheckState(OFF)
        assert not dialog.take.isEnabled()
        assert dialog.take.text() == "&Take 0 units"

    _take(window, path, act)
    assert window.open_session().document is before


def test_cancelling_changes_nothing(window: MainWindow, path: Path) -> None:
    before = window.open_session().document
    _take(window, path, lambda _: None, accept=False)
    assert window.open_session().document is before


def test_no_file_and_no_units(window: MainWindow, tmp_path: Path) -> None:
    answers(window).open_paths += [None, tmp_path / "numbers.csv"]
    (tmp_path / "numbers.csv").write_text("1,2\n3,4\n")
    window.actions_by_id["units_from_chart"].trigger()
    window.actions_by_id["units_from_chart"].trigger()
    assert "numbers.csv: no units found" in window.notices.text


def test_everything_has_a_name(window: MainWindow, path: Path) -> None:
    def look(dialog: ChartDialog) -> None:
        for widget in (dialog.table, dialog.questions, dialog.skipped):
            assert widget.accessibleName()
        blank = _item(dialog, 0, DIVISION)
        assert (blank.text(), blank.data(Qt.ItemDataRole.AccessibleTextRole)) == ("", "no division")

    _take(window, path, look)


def test_markup_in_names_is_text(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Unit\n<b>Bold</b>\nPlain\n")

    def look(dialog: ChartDialog) -> None:
        assert "<b>" not in _item(dialog, 0, UNIT).toolTip()

    _take(window, file, look)
    assert window.open_session().document.units[-2].name == same("<b>Bold</b>")
