"""The dialogs of differences, worked with keys."""

from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from ui.acting import child, in_dialog

from raciapp.base.errors import UserError
from raciapp.base.words import Language
from raciapp.document import edits
from raciapp.document.records import Cell, Document, Sector, Status
from raciapp.document.recovery import Found
from raciapp.document.threeway import Side, merge
from raciapp.document.versions import Version
from raciapp.knowledge.library import knowledge
from raciapp.ui.difference.dialog import DifferenceDialog
from raciapp.ui.merge_dialog import MergeDialog
from raciapp.ui.password_dialog import PasswordDialog, strength
from raciapp.ui.recovery_dialog import Action, RecoveryDialog
from raciapp.ui.versions_dialog import VersionsDialog


def _shown(qtbot: QtBot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.width() <= 1366
    assert dialog.height() <= 768 - 60


def _key(dialog: QDialog, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(dialog.windowHandle(), key)


def _changed(small: Document) -> Document:
    rows, units, matrix = list(small.activity_places), list(small.unit_places), small.matrices[0].id
    cells = {
        (rows[0], units[0]): Cell(3, "ask", Status.CONTESTED),
        (rows[1], units[0]): Cell(15),
        (rows[1], units[1]): Cell(15),
    }
    after = edits.set_cells(small, matrix, cells)
    after = edits.rename_unit(after, units[2], "Renamed", Language.EN)
    after = edits.remove_activities(after, [rows[-1]])
    return edits.set_organization(after, replace(after.organization, sector=Sector.NONPROFIT))


def test_parts_are_taken_with_keys(qtbot: QtBot, small: Document, qtmodeltester: ModelTester) -> None:
    after = _changed(small)
    dialog = DifferenceDialog(small, after, names=("File", "Found"), knowledge=knowledge())
    qtmodeltester.check(dialog.view.model)  # type: ignore[no-untyped-call]  # pytest-qt
    _shown(qtbot, dialog)
    total = dialog.view.model.total
    assert dialog.answer() == after
    assert dialog.view.count.text() == f"{total} changes, {total} taken"
    _key(dialog, Qt.Key.Key_N)
    assert dialog.answer() == small
    assert not dialog.take.isEnabled()
    _key(dialog, Qt.Key.Key_Space)
    assert dialog.answer().organization.sector is Sector.NONPROFIT
    assert dialog.view.count.text() == f"{total} changes, 1 taken"
    _key(dialog, Qt.Key.Key_N, Qt.Key.Key_End, Qt.Key.Key_R)
    assert len(dialog.view.model.accepted) == 2
    _key(dialog, Qt.Key.Key_N, Qt.Key.Key_Up, Qt.Key.Key_U)
    assert {key.part for key in dialog.view.model.accepted} == {small.units[0].id}
    assert len(dialog.view.model.accepted) == 2
    menu = dialog.view.tree.menu()
    menu.actions()[-2].trigger()
    assert dialog.answer() == after
    menu.deleteLater()


def test_password_is_hidden_and_repeated(qtbot: QtBot) -> None:
    dialog = PasswordDialog("a.raci", new=True)
    _shown(qtbot, dialog)
    assert dialog.password.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClicks(dialog.password, "correct horse battery")
    assert dialog.says.text() == "Strong."
    assert not dialog.ok.isEnabled()
    QTest.keyClicks(dialog.again, "correct")
    assert dialog.says.text() == "The two are not the same."
    QTest.keyClicks(dialog.again, " horse battery")
    dialog.shown.setChecked(True)
    assert dialog.again.echoMode() is QLineEdit.EchoMode.Normal
    _key(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.answer() == "correct horse battery"
    assert strength("abc").startswith("Weak")
    assert strength("abcdefghijkl").startswith("Fair")


def test_versions_are_previewed(qtbot: QtBot, small: Document, tmp_path: Path) -> None:
    versions = [Version(datetime(2026, 11, day, 10, tzinfo=UTC), 1, tmp_path / str(day)) for day in (20, 21, 22)]
    documents = {"22": _changed(small), "21": small}

    def read(version: Version) -> Document:
        if version.file.name not in documents:
            raise UserError("gone")
        return documents[version.file.name]

    dialog = VersionsDialog(tmp_path / "a.raci", versions, small, read)
    _shown(qtbot, dialog)
    assert dialog.answer() == documents["22"]
    _key(dialog, Qt.Key.Key_Down)
    assert not dialog.restore.isEnabled()
    assert dialog.view.count.text() in {"No differences.", "No earlier version is chosen."}
    _key(dialog, Qt.Key.Key_End)
    assert dialog.answer() is None
    assert dialog.view.count.text() == "gone"
    _key(dialog, Qt.Key.Key_Home, Qt.Key.Key_Down)
    dialog.copy.setFocus()
    _key(dialog, Qt.Key.Key_Space)
    assert dialog.as_copy


def _discard(box: QWidget) -> None:
    """Cancel is the safe default; Tab leads to the other button."""
    button = child(box, QPushButton, lambda one: not one.isDefault())
    button.setFocus()
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_Space)


def test_recovery(qtbot: QtBot, small: Document, tmp_path: Path) -> None:
    one = Found("1", tmp_path, None, 1e9, 3, _changed(small), small, torn=False, sealed=False)
    two = replace(one, id="2", path=tmp_path / "x.raci", document=None, base=None, sealed=True)
    dialog = RecoveryDialog([one, two])
    _shown(qtbot, dialog)
    assert "not saved yet" in dialog.list.item(0).text()
    assert dialog.view.model.total > 3
    _key(dialog, Qt.Key.Key_Return)
    assert dialog.answer() == [(one, Action.RECOVER)]
    assert not dialog.compare.isEnabled()
    in_dialog(_discard)
    dialog.discard.click()
    assert dialog.answer() == [(one, Action.RECOVER), (two, Action.DISCARD)]
    assert not dialog.isVisible()


def test_merging(qtbot: QtBot, small: Document) -> None:
    row, unit, matrix = small.activities[0].id, small.units[0].id, small.matrices[0].id
    ours = edits.set_cells(small, matrix, {(row, unit): Cell(1, "us")})
    theirs = edits.set_cells(small, matrix, {(row, unit): Cell(15, "them")})
    dialog = MergeDialog(merge(small, ours, theirs), ("Ours", "Theirs"))
    _shown(qtbot, dialog)
    assert dialog.answer() == ours
    _key(dialog, Qt.Key.Key_Space)
    assert dialog.answer() == theirs
    dialog.settle_all(Side.OURS)
    assert dialog.answer() == ours
