"""The dialog that says what pasting would do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QTreeWidget
from pytestqt.qtbot import QtBot
from ui.acting import press

from raciapp.document.records import Document
from raciapp.knowledge.library import knowledge
from raciapp.ui.clipboard.names import Found, document_names
from raciapp.ui.clipboard.planning import Target, plan_paste
from raciapp.ui.clipboard.tabbed import read_tabbed
from raciapp.ui.paste_dialog import MOST_PROBLEMS, PasteDialog

HEADED = (
    "\tCommunications Branch\tPrinters\tHuman Resources Planning\n"
    "Write the social media guidelines\tI\tC\tR\n"
    "Fold it\tR\t\t"
)


def _dialog(qtbot: QtBot, document: Document, text: str) -> PasteDialog:
    room = tuple(tuple((activity.id, unit.id) for unit in document.units[-2:]) for activity in document.activities[-2:])
    block = read_tabbed(text)
    target = Target(room[0][:1], room)
    matrix = document.matrices[0].id
    dialog = PasteDialog(
        document,
        matrix,
        lambda by_names: plan_paste(block, document, matrix, target, knowledge(), by_names=by_names),
    )
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def _lines(tree: QTreeWidget) -> list[list[str]]:
    items = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(tree.columnCount())] for item in items if item]


def test_it_says_how_many_cells_and_lists_what_was_not_understood(qtbot: QtBot, sample: Document) -> None:
    dialog = _dialog(qtbot, sample, "R\tperhaps")
    assert dialog.headline.text() == "1 cell will be set; nothing is overwritten."
    assert dialog.headline.textFormat() is Qt.TextFormat.PlainText
    unit, activity = sample.units[-1].name.en, sample.activities[-2].name.en
    assert _lines(dialog.problems) == [
        [f"Row 1, column 2: {activity}, {unit}", "«perhaps»", "Is no letter of RACI; the cell stays as it is."]
    ]
    assert not dialog.additions.isVisible()
    assert not dialog.by_names.isVisible()


def test_it_says_what_would_be_overwritten(qtbot: QtBot, sample: Document) -> None:
    dialog = _dialog(qtbot, sample, "\tCommunications Branch\nWrite the social media guidelines\tI")
    assert dialog.headline.text() == "1 cell will be set, 1 of them now hold something else."
    assert not dialog.problems.isVisible()


def test_new_names_are_left_out_until_they_are_ticked(qtbot: QtBot, sample: Document) -> None:
    dialog = _dialog(qtbot, sample, HEADED)
    assert dialog.answer.units == sample.units
    before = dialog.headline.text()
    for number in range(2):
        item = dialog.additions.topLevelItem(number)
        assert item is not None
        item.setCheckState(0, Qt.CheckState.Checked)
    assert dialog.headline.text() != before
    assert dialog.answer.units[-2:] == tuple(
        addition.item for addition in dialog.plan.additions if addition.item.name.en != "Fold it"
    )
    assert dialog.answer.activities[-1].name.en == "Fold it"
    assert dialog.count == 6


def test_a_name_can_be_ticked_with_the_keyboard(qtbot: QtBot, sample: Document) -> None:
    dialog = _dialog(qtbot, sample, HEADED)
    dialog.additions.setFocus()
    head = dialog.additions.topLevelItem(0)
    assert head is not None
    first = head.child(0)
    assert first is not None
    dialog.additions.setCurrentItem(first)
    press(dialog, "Space")
    assert [addition.item.name.en for addition in dialog.ticked()] == ["Printers"]
    press(dialog, "Space")
    assert not dialog.ticked()


def test_known_names_are_ticked_already(qtbot: QtBot, sample: Document) -> None:
    names = document_names(sample, knowledge()).units
    missing = next(
        unit.name.en for unit in knowledge().units.values() if names.find(unit.name.en) == Found("", sure=False)
    )
    dialog = _dialog(qtbot, sample, f"Activity\t{missing}\tCommunications Branch\nFold it\tR\tR")
    assert [addition.item.name.en for addition in dialog.ticked()] == [missing]


def test_the_names_can_be_left_aside(qtbot: QtBot, sample: Document) -> None:
    dialog = _dialog(qtbot, sample, "\tCommunications Branch\nWrite the social media guidelines\tI")
    dialog.by_names.setFocus()
    press(dialog, "Down")
    assert dialog.by_place.isChecked()
    last = (sample.activities[-2].id, sample.units[-2].id)
    assert list(dialog.plan.cells) == [last]
    matrix = sample.matrices[0].id
    assert dialog.answer.cell(matrix, *last).letters == sample.alphabet.bits["I"]
    assert dialog.answer.cell(matrix, "pol_draft", "com") == sample.cell(matrix, "pol_draft", "com")
    press(dialog, "Up")
    assert list(dialog.plan.cells) == [("pol_draft", "com")]


def test_it_lists_no_more_than_anybody_reads(qtbot: QtBot, sample: Document) -> None:
    dialog = _dialog(qtbot, sample, "R" + "\tx" * (MOST_PROBLEMS + 5))
    lines = _lines(dialog.problems)
    assert len(lines) == MOST_PROBLEMS + 1
    assert lines[-1][0] == "and 5 more"


def test_where_there_is_nothing_to_paste_there_is_no_pasting(qtbot: QtBot, sample: Document) -> None:
    dialog = _dialog(qtbot, sample, "Communications Branch\tPrinters\nx\t")
    assert not dialog.paste.isEnabled()
    dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel).click()
    assert not dialog.isVisible()


@pytest.mark.parametrize(("key", "accepted"), [("Return", 1), ("Escape", 0)])
def test_enter_pastes_and_escape_does_not(qtbot: QtBot, sample: Document, key: str, accepted: int) -> None:
    dialog = _dialog(qtbot, sample, "R\tperhaps")
    press(dialog, key)
    assert dialog.result() == accepted


def test_every_part_has_a_name(qtbot: QtBot, sample: Document) -> None:
    dialog = _dialog(qtbot, sample, HEADED)
    assert dialog.problems.accessibleName() == "To look at"
    assert dialog.additions.accessibleName() == "Not in this document"
