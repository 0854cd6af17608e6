"""Workbooks that come back: changes since the export on both sides, taken as one edit."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from ui.acting import Opener, answers, letters, notice_buttons, press

from raciapp.base.words import Language, same
from raciapp.document import edits
from raciapp.document.records import Document, Organization
from raciapp.document.threeway import Side
from raciapp.formats.exporting import export
from raciapp.formats.report import build_report
from raciapp.knowledge.library import knowledge
from raciapp.ui.commands.returning import ReturnCommands
from raciapp.ui.dialogs import AgreeDialog
from raciapp.ui.difference.dialog import DifferenceDialog
from raciapp.ui.difference.parts import Kind
from raciapp.ui.merge_dialog import MergeDialog
from raciapp.ui.window import MainWindow

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


@pytest.fixture
def returned(tmp_path: Path) -> Callable[[Document, dict[tuple[str, str], str]], Path]:
    """Return a function that exports a document and writes letters into its workbook, as a client does."""

    def made(document: Document, typed: dict[tuple[str, str], str]) -> Path:
        path = tmp_path / "back.xlsx"
        export(build_report(document, knowledge(), Language.EN, dt.date(2026, 11, 23)), path)
        book = load_workbook(path)
        sheet = book.worksheets[0]
        for (activity, unit), text in typed.items():
            _, column = _place(sheet, f"unit:{unit}")
            row, _ = _place(sheet, f"activity:{activity}")
            sheet.cell(row, column).value = text
        book.save(path)
        return path

    return made


def _place(sheet: "Worksheet", text: str) -> tuple[int, int]:
    return next((cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value == text)


def _places(document: Document) -> tuple[tuple[str, str], tuple[str, str], tuple[str, str]]:
    rows, units = list(document.activity_places), list(document.unit_places)
    return (rows[0], units[0]), (rows[0], units[1]), (rows[1], units[1])


def _other(document: Document, place: tuple[str, str]) -> str:
    """Return a letter that a cell does not hold."""
    held = document.alphabet.text(document.cell(document.matrices[0].id, *place).letters)
    return "I" if held != "I" else "C"


Made = Callable[[Document, dict[tuple[str, str], str]], Path]


def test_changes_are_one_edit(opened: Opener, small: Document, returned: Made) -> None:
    window = opened(small)
    first, second, third = _places(small)
    typed = {place: _other(small, place) for place in (first, second, third)}
    path = returned(small, typed)

    def take(dialog: QDialog) -> bool:
        assert isinstance(dialog, DifferenceDialog)
        assert {key.kind for key in dialog.view.model.accepted} == {Kind.CELL}
        assert len(dialog.view.model.accepted) == 3
        assert path.name in dialog.windowTitle()
        return True

    answers(window).acts.append(take)
    assert ReturnCommands(window).take_back(path)
    assert {place: letters(window, *place) for place in typed} == typed
    press(window, "Ctrl+Z")
    assert window.open_session().document == small


@pytest.mark.parametrize(
    ("key", "left"),
    [(Qt.Key.Key_R, {2}), (Qt.Key.Key_U, {1, 2}), (Qt.Key.Key_N, {0, 1, 2})],
    ids=["row", "unit", "all"],
)
def test_a_row_a_unit_or_all_can_be_left(
    key: Qt.Key, left: set[int], opened: Opener, small: Document, returned: Made
) -> None:
    window = opened(small)
    places = _places(small)
    typed = {place: _other(small, place) for place in places}
    path = returned(small, typed)

    def leave(dialog: QDialog) -> bool:
        assert isinstance(dialog, DifferenceDialog)
        tree, model = dialog.view.tree, dialog.view.model
        last = model.index(model.rowCount() - 1, 0)
        row = model.index(model.rowCount(last) - 1, 0, last)
        tree.setCurrentIndex(model.index(0, 0, row))
        QTest.keyClick(tree, key)
        return True

    answers(window).acts.append(leave)
    assert ReturnCommands(window).take_back(path)
    for number, place in enumerate(places):
        held = small.alphabet.text(small.cell(small.matrices[0].id, *place).letters)
        assert letters(window, *place) == (held if number in left else typed[place])


def test_conflicts_show_three_values(opened: Opener, small: Document, returned: Made) -> None:
    first, second, _ = _places(small)
    path = returned(small, {first: "C/I", second: _other(small, second)})
    matrix = small.matrices[0].id
    ours = edits.set_letters(small, matrix, [first], lambda _: small.alphabet.mask_of("RI"))
    window = opened(ours)

    def settle(dialog: QDialog) -> bool:
        assert isinstance(dialog, MergeDialog)
        item = dialog.tree.topLevelItem(0)
        assert item is not None
        assert dialog.tree.topLevelItemCount() == 1
        before = small.alphabet.text(small.cell(matrix, *first).letters) or "–"
        assert [item.text(column) for column in (1, 2, 3)] == [before, "R/I", "C/I"]
        dialog.tree.turned.emit(item)
        return True

    answers(window).acts.extend([settle, lambda _: True])
    assert ReturnCommands(window).take_back(path)
    assert letters(window, *first) == "C/I"
    assert letters(window, *second) == _other(small, second)


def test_giving_up_takes_nothing(opened: Opener, small: Document, returned: Made) -> None:
    first, _, _ = _places(small)
    path = returned(small, {first: "C/I"})
    ours = edits.set_letters(small, small.matrices[0].id, [first], lambda _: small.alphabet.mask_of("RI"))
    window = opened(ours)
    commands = ReturnCommands(window)
    answers(window).acts.append(lambda _: False)
    assert commands.take_back(path)
    answers(window).acts.append(lambda _: True)  # the conflict stays ours: nothing is left to take
    assert commands.take_back(path)
    assert window.open_session().document == ours
    assert "already" in window.notices.text
    answers(window).acts.extend([_settle_theirs, lambda _: False])
    assert commands.take_back(path)
    assert window.open_session().document == ours


def _settle_theirs(dialog: QDialog) -> bool:
    assert isinstance(dialog, MergeDialog)
    dialog.settle_all(Side.THEIRS)
    return True


def test_an_untouched_workbook_changes_nothing(opened: Opener, small: Document, returned: Made) -> None:
    window = opened(small)
    assert ReturnCommands(window).take_back(returned(small, {}))
    assert window.notices.text == "Nothing was changed in back.xlsx."
    assert notice_buttons(window) == {}


def test_what_was_not_understood_is_told(opened: Opener, small: Document, returned: Made) -> None:
    window = opened(small)
    first, _, _ = _places(small)
    path = returned(small, {first: "see Marie"})
    book = load_workbook(path)
    book.create_sheet("Notes")["A1"] = "We met"
    book.save(path)
    answers(window).acts.append(lambda _: True)
    assert ReturnCommands(window).take_back(path)
    assert window.notices.text == "1 cell needs your eye. 1 cell was left out."
    notice_buttons(window)["Details…"].click()
    title, notes = answers(window).asked[-1]
    assert title == path.name
    assert [len(note.lines) for note in notes] == [1, 1]  # type: ignore[attr-defined]  # a tuple of notes


def test_without_its_document_it_is_offered_as_one(welcome: MainWindow, small: Document, returned: Made) -> None:
    first, _, _ = _places(small)
    path = returned(small, {first: "C/I"})
    commands = ReturnCommands(welcome)
    answers(welcome).acts.append(lambda dialog: not isinstance(dialog, AgreeDialog))
    assert commands.take_back(path)
    assert welcome.session is None
    answers(welcome).acts.append(lambda dialog: isinstance(dialog, AgreeDialog))
    assert commands.take_back(path)
    assert letters(welcome, *first) == "C/I"
    assert list(welcome.open_session().document.unit_places) == list(small.unit_places)


def test_the_workbook_of_another_document_is_no_edit(opened: Opener, small: Document, returned: Made) -> None:
    path = returned(small, {})
    stranger = edits.set_organization(small, Organization(same("Somebody else")))
    window = opened(stranger)
    answers(window).acts.append(lambda dialog: not isinstance(dialog, AgreeDialog))
    assert ReturnCommands(window).take_back(path)
    assert window.open_session().document == stranger


@pytest.mark.parametrize("name", [None, "Somebody else"])
def test_it_can_be_compared(name: str | None, opened: Opener, small: Document, returned: Made) -> None:
    first, _, _ = _places(small)
    path = returned(small, {first: "C/I"})
    ours = edits.set_organization(small, Organization(same(name))) if name else small
    window = opened(ours)
    answers(window).acts.append(lambda dialog: isinstance(dialog, DifferenceDialog))
    assert ReturnCommands(window).compare_with(path)
    assert letters(window, *first) == "C/I"
    assert window.open_session().document.organization == ours.organization


def test_a_clients_table_can_be_compared(opened: Opener, small: Document, tmp_path: Path) -> None:
    window = opened(small)
    path = tmp_path / "theirs.csv"
    units, rows = small.units[:3], small.activities[:3]
    lines = ["Activity," + ",".join(f'"{unit.name.en}"' for unit in units)]
    lines += [f'"{row.name.en}",A,R,C' for row in rows]
    path.write_text("\n".join(lines), "utf-8")

    def take(dialog: QDialog) -> bool:
        assert isinstance(dialog, DifferenceDialog)
        kinds = {key.kind for key in dialog.view.model.accepted if key.part != "removed"}
        return kinds <= {Kind.CELL}

    answers(window).acts.append(take)
    assert ReturnCommands(window).compare_with(path)
    assert [letters(window, rows[1].id, unit.id) for unit in units] == ["A", "R", "C"]


def test_other_files_are_left_to_others(opened: Opener, small: Document, tmp_path: Path) -> None:
    window = opened(small)
    commands = ReturnCommands(window)
    assert not commands.take_back(tmp_path / "a.csv")
    assert not commands.compare_with(tmp_path / "a.raci")
    (tmp_path / "b.csv").write_text("no matrix", "utf-8")
    assert commands.compare_with(tmp_path / "b.csv")
    assert window.notices.text
