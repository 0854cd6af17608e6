"""The real dialogs, answered with keys; elsewhere the tests answer in the person's place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLabel, QMessageBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from ui.acting import cell, child, in_dialog, press

from raciapp.base.words import Language, Words
from raciapp.document.records import Document, OperatingModel, Organization, Sector, Size, Tone
from raciapp.ui.dialogs import FunctionsDialog, OrganizationDialog, TextDialog, ThresholdsDialog
from raciapp.ui.language import set_language
from raciapp.ui.prompts import Answer, Prompts
from raciapp.ui.window import MainWindow

CHOICES = (("hr", "Human {resources}", "people"), ("legal", "<b>Legal</b>", "law"), ("strategy", "Strategy", "why"))


@pytest.fixture
def asking(window: MainWindow) -> MainWindow:
    """Return the window with its own prompts, which open dialogs."""
    window.prompts = Prompts(window)
    return window


def _ask(window: MainWindow, keys: str, act: Callable[[QWidget], object]) -> None:
    """Press the keys that open a dialog, act in it, and come back to the window."""
    seen = in_dialog(act)
    press(window, keys)
    assert len(seen) == 1
    window.activateWindow()  # there is no window manager to do it
    assert QTest.qWaitForWindowActive(window)


def _type(dialog: QWidget, text: str, *keys: Qt.Key) -> None:
    """Type into the part of the dialog that has the keyboard, then press keys."""
    target = dialog.focusWidget()
    QTest.keyClicks(target, text)
    for key in keys:
        QTest.keyClick(dialog.windowHandle(), key)


# -- questions in the window ------------------------------------------------------------------------------


def test_a_unit_is_named_in_a_dialog_by_keys_alone(asking: MainWindow) -> None:
    _ask(asking, "Ctrl+Shift+U", lambda dialog: _type(dialog, "  Office Cats ", Qt.Key.Key_Return))
    names = [unit.name.en for unit in asking.open_session().document.units]
    assert names[:2] == ["Deputy Minister's Office", "Office Cats"]
    assert asking.grid.hasFocus()


def test_escape_leaves_the_dialog_and_the_document_alone(asking: MainWindow) -> None:
    before = asking.open_session().document
    for keys in ("Ctrl+Shift+A", "F2", "Ctrl+F3", "Ctrl+,"):
        _ask(asking, keys, lambda dialog: _type(dialog, "Something", Qt.Key.Key_Escape))
        assert asking.open_session().document is before


def test_what_was_written_is_thrown_away_only_when_asked_twice(asking: MainWindow) -> None:
    def leave(dialog: QWidget) -> None:
        _type(dialog, "Something", Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert "Esc once more" in " ".join(label.text() for label in dialog.findChildren(QLabel))
        QTest.keyClick(child(dialog, QPlainTextEdit), Qt.Key.Key_Escape)

    before = asking.open_session().document
    _ask(asking, "Shift+F2", leave)
    assert asking.open_session().document is before


def test_a_remark_is_kept_with_ctrl_and_enter(asking: MainWindow) -> None:
    def write(dialog: QWidget) -> None:
        lines = child(dialog, QPlainTextEdit)
        QTest.keyClicks(lines, "first")
        QTest.keyClick(lines, Qt.Key.Key_Return)
        QTest.keyClicks(lines, "second")
        QTest.keyClick(lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    asking.grid.go_to("str_strategy", "com")
    _ask(asking, "Shift+F2", write)
    assert cell(asking, "str_strategy", "com").remark == "first\nsecond"


def test_renaming_offers_the_old_name_to_be_typed_over(asking: MainWindow) -> None:
    asking.grid.go_to("pol_draft", "com")
    _ask(asking, "F2", lambda dialog: _type(dialog, "Draft {it}", Qt.Key.Key_Return))
    document = asking.open_session().document
    assert document.activities[document.activity_places["pol_draft"]].name == Words("Draft {it}")


def test_a_remark_may_have_several_lines(asking: MainWindow) -> None:
    def write(dialog: QWidget) -> None:
        child(dialog, QPlainTextEdit).setPlainText("first\nsecond\n")
        dialog.accept()  # type: ignore[attr-defined] # it is a QDialog

    asking.grid.go_to("str_strategy", "com")
    _ask(asking, "Shift+F2", write)
    assert cell(asking, "str_strategy", "com").remark == "first\nsecond"


def test_what_a_unit_is_for_is_ticked_with_the_space_bar(asking: MainWindow) -> None:
    def tick(dialog: QWidget) -> None:
        assert isinstance(dialog, FunctionsDialog)
        QTest.keyClick(dialog.list, Qt.Key.Key_Home)
        _type(dialog, " ", Qt.Key.Key_Return)

    first = next(iter(asking.open_session().knowledge.functions))
    asking.grid.go_to("str_strategy", "com")
    _ask(asking, "Ctrl+F3", tick)
    document = asking.open_session().document
    assert set(document.units[document.unit_places["com"]].functions) == {first} ^ {"strategy"}


def test_the_organization_is_renamed_in_its_dialog(asking: MainWindow, sample: Document) -> None:
    _ask(asking, "Ctrl+,", lambda dialog: _type(dialog, "", Qt.Key.Key_Return))
    assert asking.open_session().document == sample

    def rename(dialog: QWidget) -> None:
        assert isinstance(dialog, OrganizationDialog)
        dialog.name.setText("Acme & <b>Sons</b>")
        dialog.accept()

    _ask(asking, "Ctrl+,", rename)
    assert asking.open_session().document.organization.name == Words("Acme & <b>Sons</b>")


def test_about_says_what_this_is(asking: MainWindow) -> None:
    said: list[str] = []

    def read(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        said.append(dialog.text())
        dialog.accept()

    in_dialog(read)
    asking.actions_by_id["about"].trigger()
    assert "Mike Kujawski" in said[0]


# -- unsaved changes --------------------------------------------------------------------------------------


def _unsaved(window: MainWindow, key: Qt.Key) -> Answer:
    in_dialog(lambda dialog: QTest.keyClick(dialog.windowHandle(), key, Qt.KeyboardModifier.NoModifier))
    return Prompts(window).unsaved("<b>{it}</b>")


def test_enter_saves_and_escape_stays(window: MainWindow) -> None:
    assert _unsaved(window, Qt.Key.Key_Return) is Answer.SAVE
    assert _unsaved(window, Qt.Key.Key_Escape) is Answer.CANCEL


def test_not_saving_takes_a_button_of_its_own(window: MainWindow) -> None:
    def discard(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        assert dialog.text() == "Save the changes to «<b>{it}</b>»?"
        assert dialog.textFormat() is Qt.TextFormat.PlainText
        (button,) = [one for one in dialog.buttons() if "Don't" in one.text()]
        button.click()

    in_dialog(discard)
    assert Prompts(window).unsaved("<b>{it}</b>") is Answer.DISCARD


# -- files ------------------------------------------------------------------------------------------------


def test_a_file_to_read_is_asked_for(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = ["/somewhere/matrix.csv", ""]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (chosen.pop(0), ""))
    assert Prompts(window).open_path("Open", "*.csv") == Path("/somewhere/matrix.csv")
    assert Prompts(window).open_path("Open", "*.csv") is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("matrix.raci", "matrix.raci"),
        ("matrix.RACI", "matrix.RACI"),
        ("matrix", "matrix.raci"),
        ("version 1.2", "version 1.2.raci"),
        ("", None),
    ],
)
def test_a_file_to_write_gets_the_suffix_it_lacks(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str, meant: str | None
) -> None:
    name = str(tmp_path / typed) if typed else ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, ""))
    path = Prompts(window).save_path("Save", tmp_path / "suggestion.raci", "*.raci")
    assert path == (None if meant is None else tmp_path / meant)


@pytest.mark.parametrize(("button", "kept"), [("&Replace", True), ("Cancel", False)])
def test_a_file_that_gets_its_suffix_late_is_not_replaced_unasked(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, button: str, *, kept: bool
) -> None:
    (tmp_path / "matrix.raci").write_text("precious")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "matrix"), ""))

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        assert "matrix.raci" in dialog.text()
        assert dialog.defaultButton().text() == "Cancel"
        (chosen,) = [one for one in dialog.buttons() if one.text() == button]
        chosen.click()

    in_dialog(answer)
    path = Prompts(window).save_path("Save", tmp_path / "suggestion.raci", "*.raci")
    assert path == (tmp_path / "matrix.raci" if kept else None)


# -- the dialogs themselves -------------------------------------------------------------------------------


def test_functions_held_are_ticked_and_chosen_in_their_order(window: MainWindow, qtbot: QtBot) -> None:
    dialog = FunctionsDialog("Us <b>&</b> {them}", CHOICES, ["strategy", "gone"], window)
    qtbot.addWidget(dialog)
    assert dialog.chosen() == ["strategy"]
    assert [dialog.list.item(row).text() for row in range(3)][:2] == ["Human {resources}: people", "<b>Legal</b>: law"]
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert dialog.chosen() == ["hr", "strategy"]
    explanation = child(dialog, QLabel)
    assert explanation.textFormat() is Qt.TextFormat.PlainText
    assert "«Us <b>&</b> {them}»" in explanation.text()


FULL = Organization(
    name=Words("Acme", "Acmé"),
    kind=Words("Bank"),
    story=Words("Once"),
    sector=Sector.NONPROFIT,
    size=Size.SMALL,
    model=OperatingModel.HUB_AND_SPOKE,
    tone=Tone.RESTRICTIONS,
    program_channels=True,
    regulated=True,
    no_alternative=True,
    no_alternative_reason="two people",
    packs=("gc", "other"),
)


@pytest.mark.parametrize(
    "organization",
    [
        FULL,
        Organization(Words("Plain")),
        replace(FULL, packs=("gc", "classic", "names")),
        replace(FULL, packs=("own",)),
    ],
)
def test_the_organization_comes_back_as_it_went_in(
    window: MainWindow, qtbot: QtBot, organization: Organization
) -> None:
    dialog = OrganizationDialog(organization, window)
    qtbot.addWidget(dialog)
    assert dialog.answer() == organization


def test_every_answer_about_the_organization_counts(window: MainWindow, qtbot: QtBot) -> None:
    dialog = OrganizationDialog(FULL, window)
    qtbot.addWidget(dialog)
    dialog.sector.setCurrentIndex(dialog.sector.findText("Government"))
    dialog.size_.setCurrentIndex(0)
    dialog.model.setCurrentIndex(dialog.model.findText("One central team"))
    dialog.tone.setCurrentIndex(dialog.tone.findText("As reminders"))
    for box in (dialog.program, dialog.regulated, dialog.canada, dialog.alternative):
        box.setChecked(False)
    assert dialog.answer() == Organization(
        FULL.name,
        FULL.kind,
        FULL.story,
        Sector.GOVERNMENT,
        model=OperatingModel.CENTRALIZED,
        tone=Tone.REMINDERS,
        packs=("other",),
    )


def test_there_is_no_other_way_only_with_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    dialog = OrganizationDialog(Organization(Words("Plain")), window)
    qtbot.addWidget(dialog)
    ok = child(dialog, QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    dialog.show()
    assert ok.isEnabled()
    assert not dialog.reason.isVisible()
    dialog.alternative.setChecked(True)
    assert dialog.reason.isVisible()
    assert not ok.isEnabled()
    dialog.reason.setText("  ")
    assert not ok.isEnabled()
    dialog.reason.setText(" only two people ")
    assert ok.isEnabled()
    assert dialog.answer().no_alternative_reason == "only two people"
    dialog.alternative.setChecked(False)
    assert (dialog.answer().no_alternative, dialog.answer().no_alternative_reason) == (False, "")


def test_thresholds_are_numbers_by_rule(window: MainWindow, qtbot: QtBot) -> None:
    dialog = ThresholdsDialog([("A-1", "<b>Not</b> & too many", 5, 4), ("B-2", "Few", 2, 2)], window)
    qtbot.addWidget(dialog)
    assert dialog.numbers() == {"A-1": 5, "B-2": 2}
    dialog.boxes["B-2"].setValue(7)
    assert dialog.numbers() == {"A-1": 5, "B-2": 7}
    assert dialog.boxes["A-1"].toolTip() == "Usually 4"
    labels = [label for label in dialog.findChildren(QLabel) if "<b>" in label.text()]
    assert [label.text() for label in labels] == ["A-1  <b>Not</b> & too many"]
    assert labels[0].textFormat() is Qt.TextFormat.PlainText


def test_thresholds_are_asked_for_in_a_dialog(window: MainWindow) -> None:
    in_dialog(lambda dialog: _type(dialog, "", Qt.Key.Key_Up, Qt.Key.Key_Return))
    assert Prompts(window).thresholds([("A-1", "Few", 5, 4)]) == {"A-1": 6}
    in_dialog(lambda dialog: _type(dialog, "", Qt.Key.Key_Up, Qt.Key.Key_Escape))
    assert Prompts(window).thresholds([("A-1", "Few", 5, 4)]) is None


def test_lines_are_shown_until_they_are_put_away(window: MainWindow) -> None:
    shown: list[str] = []

    def read(dialog: QWidget) -> None:
        assert isinstance(dialog, TextDialog)
        shown.append(dialog.text.toPlainText())
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Escape)

    in_dialog(read)
    Prompts(window).show_lines("House rules", ["<b>one</b>", "two {0}"])
    assert shown == ["<b>one</b>\ntwo {0}"]


def test_a_folder_is_asked_for(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = ["/somewhere/house", ""]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen.pop(0))
    assert Prompts(window).folder("House") == Path("/somewhere/house")
    assert Prompts(window).folder("House") is None


def test_a_dialog_that_was_run_is_gone(window: MainWindow) -> None:
    dialog = TextDialog("Title", "text", window)
    in_dialog(lambda shown: QTest.keyClick(shown.windowHandle(), Qt.Key.Key_Escape))
    assert not Prompts(window).run(dialog)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(dialog)


def test_a_name_in_one_language_drops_the_other_and_no_name_keeps_both(window: MainWindow, qtbot: QtBot) -> None:
    set_language(Language.FR)
    dialog = OrganizationDialog(FULL, window)
    qtbot.addWidget(dialog)
    assert dialog.name.text() == "Acmé"
    dialog.name.setText("  ")
    assert dialog.answer().name == FULL.name
    dialog.name.setText(" Nouvelle ")
    assert dialog.answer().name == Words(fr="Nouvelle")
