"""Nothing is lost: crashes, others at the same file, earlier versions, passwords, disks that fail."""

import errno
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from journals import crash, journal_of, working
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui.acting import Answers, Opener, answers, child, in_dialog, letters, notice_buttons, press

from raciapp.base import files as base_files
from raciapp.document import edits, journal, vault
from raciapp.document.journal import Journal, journals_folder
from raciapp.document.locks import Holder, lock_file
from raciapp.document.records import Document
from raciapp.document.recovery import found
from raciapp.document.storage import load, save
from raciapp.document.vault import Seal, is_sealed
from raciapp.document.versions import kept
from raciapp.document.workspace import Workspace
from raciapp.ui.difference.dialog import DifferenceDialog
from raciapp.ui.merge_dialog import MergeDialog
from raciapp.ui.prompts import Answer, Held, Prompts, Underneath
from raciapp.ui.recovery_dialog import RecoveryDialog
from raciapp.ui.settings import Settings
from raciapp.ui.versions_dialog import VersionsDialog
from raciapp.ui.window import MainWindow

HERE = ("pol_draft", "com")
"""A cell that holds A/R."""
THERE = ("pol_draft", "dm")
"""A cell that holds nothing."""


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "COST", vault.Derivation(2, 1, 1, bytes(16)))


@pytest.fixture
def path(tmp_path: Path, small: Document) -> Path:
    """Return a file that holds the small document."""
    path = tmp_path / "work" / "small.raci"
    path.parent.mkdir()
    save(small, path)
    return path


@pytest.fixture
def mine(welcome: MainWindow, path: Path) -> MainWindow:
    """Return a window that opened the file itself, with the keyboard in a cell."""
    welcome.files.open_path(path)
    welcome.grid.go_to(*HERE)
    return welcome


def _workspace(window: MainWindow) -> Workspace:
    return window.open_session().workspace


def _with(document: Document, place: tuple[str, str], letter: str) -> Document:
    bit = document.alphabet.bits[letter]
    return edits.set_letters(document, document.matrices[0].id, [place], lambda _: bit)


def _do(window: MainWindow, action: str) -> None:
    window.actions_by_id[action].trigger()


def _crashed(document: Document, path: Path | None, *steps: Document, seal: Seal | None = None) -> None:
    """Leave behind what a session does that was killed after some steps."""
    workspace = working(journals_folder(), document, path)
    if seal is not None:
        workspace.protect(seal)
    for step in steps:
        workspace.commit("edit", step)
    crash(workspace)


def _lock(path: Path, pid: int, user: str = "Ada", machine: str = "elsewhere") -> None:
    """Leave the lock of another session beside a document."""
    holder = Holder(user, machine, pid, time.time(), "their mark")
    lock_file(path).write_bytes(msgspec.json.encode(holder))


def _recovers(dialog: QDialog) -> bool:
    assert isinstance(dialog, RecoveryDialog)
    dialog.recover.click()
    return True


def _cancels(_dialog: QDialog) -> bool:
    return False


# -- the journal ------------------------------------------------------------------------------------------


def test_the_journal_begins_with_the_first_edit(mine: MainWindow) -> None:
    _workspace(mine).begin_journal()
    journal = journal_of(_workspace(mine))
    press(mine, "I")
    assert _workspace(mine).journal is journal
    assert list(journals_folder().iterdir()) == [journal.folder]


def test_the_journal_begins_by_itself_once_the_grid_is_painted(opened: Opener, small: Document, qtbot: QtBot) -> None:
    window = opened(small)
    qtbot.waitUntil(lambda: _workspace(window).journal is not None)
    crash(_workspace(window))
    (one,) = found()
    assert (one.path, one.document, one.edits) == (None, small, 0)


@pytest.mark.parametrize("leave", [MainWindow.close, lambda window: _do(window, "close")])
def test_leaving_ends_the_journal_and_the_lock(
    mine: MainWindow, path: Path, leave: Callable[[MainWindow], object]
) -> None:
    press(mine, "I")
    assert list(journals_folder().iterdir())
    assert lock_file(path).exists()
    leave(mine)
    assert not list(journals_folder().iterdir())
    assert not lock_file(path).exists()


def test_staying_keeps_the_journal_and_the_lock(mine: MainWindow, path: Path) -> None:
    press(mine, "I")
    answers(mine).on_unsaved = Answer.CANCEL
    mine.close()
    assert list(journals_folder().iterdir())
    assert lock_file(path).exists()


def test_another_document_takes_the_place_of_the_first(mine: MainWindow, path: Path, small: Document) -> None:
    press(mine, "I")
    other = path.with_name("other.raci")
    save(small, other)
    mine.files.open_path(other)
    assert not lock_file(path).exists()
    assert lock_file(other).exists()
    press(mine, "I")
    assert list(journals_folder().iterdir()) == [journal_of(_workspace(mine)).folder]


def test_a_document_that_was_not_shown_after_all_is_not_held(mine: MainWindow, path: Path, small: Document) -> None:
    other = path.with_name("other.raci")
    save(small, other)
    press(mine, "I")
    answers(mine).on_unsaved = Answer.CANCEL
    mine.files.open_path(other)
    assert not lock_file(other).exists()
    assert lock_file(path).exists()


def test_the_same_file_opened_anew_stays_held(mine: MainWindow, path: Path) -> None:
    press(mine, "I")
    mine.files.open_path(path)
    assert letters(mine, *HERE) == "A/R"
    assert lock_file(path).exists()
    mine.close()
    assert not lock_file(path).exists()


def test_a_relative_path_leads_to_the_same_file(
    welcome: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    welcome.files.open_path(Path(path.name))
    welcome.files.open_path(path)  # nobody is asked: it is this very window that has it open
    assert _workspace(welcome).path == path
    assert lock_file(path).exists()
    welcome.close()
    assert not lock_file(path).exists()


def test_what_is_not_yet_on_the_disk_is_marked(mine: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    press(mine, "I")
    journal = journal_of(_workspace(mine))
    assert journal.wait()
    mine.safety.look_at_the_disk()
    assert mine.status.unwritten.text() == ""
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "durable", False)
        mine.safety.look_at_the_disk()
        assert mine.status.unwritten.text() == "not yet on the disk"
    _do(mine, "close")
    mine.safety.look_at_the_disk()
    assert mine.status.unwritten.text() == ""


def test_a_journal_in_trouble_is_told_once(mine: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    press(mine, "I")
    with monkeypatch.context() as patch:
        patch.setattr(journal, "write_all", full)
        press(mine, "C")
        assert letters(mine, *HERE) == "A/R/C/I"
        mine.safety.look_at_the_disk()
        assert "cannot be kept there for the case of a crash" in mine.notices.text
        assert mine.status.unwritten.text()
        mine.notices.hide()
        mine.safety.look_at_the_disk()
        assert not mine.notices.isVisible()
    journal_of(_workspace(mine)).retry()
    mine.safety.look_at_the_disk()
    assert not mine.notices.isVisible()
    mine.safety._told = "something else"
    with monkeypatch.context() as patch:
        patch.setattr(journal, "write_all", full)
        press(mine, "C")
        mine.safety.look_at_the_disk()
    notice_buttons(mine)["Save"].click()
    assert load(path) == mine.open_session().document


# -- after a crash ----------------------------------------------------------------------------------------


def test_nothing_to_recover_is_said_where_it_was_asked(welcome: MainWindow) -> None:
    welcome.recovery.offer_recovery()
    assert welcome.statusBar().currentMessage() == ""
    _do(welcome, "recover")
    assert welcome.statusBar().currentMessage() == "There is nothing to recover."
    assert answers(welcome).asked == []


def test_a_crashed_session_comes_back_as_one_edit(welcome: MainWindow, path: Path, small: Document) -> None:
    first = _with(small, HERE, "C")
    last = _with(first, THERE, "I")
    _crashed(small, path, first, last)
    answers(welcome).acts.append(_recovers)
    welcome.recovery.offer_recovery()
    assert welcome.open_session().document == last
    assert welcome.isWindowModified()
    assert welcome.notices.text == "Recovered: 2 edits since the last save."
    assert found() == []
    assert lock_file(path).exists()
    welcome.grid.setFocus()
    press(welcome, "Ctrl+Z")
    assert welcome.open_session().document == small
    assert not welcome.isWindowModified()
    press(welcome, "Ctrl+Y", "Ctrl+S")
    assert load(path) == last


def test_the_old_journal_stays_until_the_new_one_is_on_the_disk(
    welcome: MainWindow, path: Path, small: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    _crashed(small, path, _with(small, HERE, "C"))
    monkeypatch.setattr(Journal, "wait", lambda _journal: False)
    answers(welcome).acts.append(_recovers)
    welcome.recovery.offer_recovery()
    assert welcome.open_session().document == _with(small, HERE, "C")
    assert len(found()) == 1


def test_a_crash_and_a_changed_file_are_brought_together(welcome: MainWindow, path: Path, small: Document) -> None:
    _crashed(small, path, _with(small, HERE, "C"))
    theirs = _with(small, THERE, "I")
    save(theirs, path)
    answers(welcome).acts.append(_recovers)
    welcome.recovery.offer_recovery()
    assert (letters(welcome, *HERE), letters(welcome, *THERE)) == ("C", "I")
    welcome.grid.setFocus()
    press(welcome, "Ctrl+Z")
    assert welcome.open_session().document == theirs


@pytest.mark.parametrize("settled", [True, False])
def test_a_crash_and_a_changed_file_may_not_fit(
    welcome: MainWindow, path: Path, small: Document, *, settled: bool
) -> None:
    _crashed(small, path, _with(small, HERE, "C"))
    save(_with(small, HERE, "I"), path)
    answers(welcome).acts.extend([_recovers, lambda dialog: isinstance(dialog, MergeDialog) and settled])
    welcome.recovery.offer_recovery()
    assert (welcome.session is not None) == settled
    assert (found() == []) == settled
    assert lock_file(path).exists() == settled
    if settled:
        assert letters(welcome, *HERE) == "C"


def test_a_document_that_was_never_saved_comes_back(welcome: MainWindow, small: Document) -> None:
    _crashed(small, None, _with(small, HERE, "C"))
    answers(welcome).acts.append(_recovers)
    welcome.recovery.offer_recovery()
    assert letters(welcome, *HERE) == "C"
    assert _workspace(welcome).path is None
    assert found() == []


def test_what_was_found_of_a_file_that_is_gone_comes_back(welcome: MainWindow, path: Path, small: Document) -> None:
    _crashed(small, path, _with(small, HERE, "C"))
    path.unlink()
    answers(welcome).acts.append(_recovers)
    welcome.recovery.offer_recovery()
    assert letters(welcome, *HERE) == "C"


def test_a_crashed_session_can_be_discarded_or_left_for_later(welcome: MainWindow, path: Path, small: Document) -> None:
    _crashed(small, path, _with(small, HERE, "C"))
    answers(welcome).acts.append(_cancels)
    welcome.recovery.offer_recovery()
    assert len(found()) == 1

    def discard(dialog: QDialog) -> bool:
        assert isinstance(dialog, RecoveryDialog)
        in_dialog(lambda box: _choose(box, "Discard"))
        dialog.discard.click()
        return True

    answers(welcome).acts.append(discard)
    _do(welcome, "recover")
    assert found() == []
    assert welcome.session is None


@pytest.mark.parametrize("taken", [True, False])
def test_of_a_crashed_session_parts_can_be_taken(
    welcome: MainWindow, path: Path, small: Document, *, taken: bool
) -> None:
    _crashed(small, path, _with(_with(small, HERE, "C"), THERE, "I"))

    def compare(dialog: QDialog) -> bool:
        assert isinstance(dialog, RecoveryDialog)
        dialog.compare.click()
        return True

    answers(welcome).acts.extend([compare, lambda dialog: isinstance(dialog, DifferenceDialog) and taken])
    welcome.recovery.offer_recovery()
    assert (welcome.session is not None) == taken
    assert (found() == []) == taken


def test_a_protected_session_asks_for_its_password(welcome: MainWindow, path: Path, small: Document) -> None:
    seal = Seal.new("open sesame")
    save(small, path, seal)
    _crashed(small, path, _with(small, HERE, "C"), seal=seal)
    for passwords in ([None], ["wrong", None]):
        answers(welcome).acts.append(_recovers)
        answers(welcome).passwords.extend(passwords)
        welcome.recovery.offer_recovery()
        assert welcome.session is None
        assert len(found()) == 1
    assert "not right" in str(answers(welcome).asked[-1])
    answers(welcome).acts.append(_recovers)
    answers(welcome).passwords.append("open sesame")  # once, for the session and for the file
    welcome.recovery.offer_recovery()
    assert not answers(welcome).passwords
    assert letters(welcome, *HERE) == "C"
    assert found() == []
    press(welcome, "Ctrl+S")
    assert is_sealed(path.read_bytes())


def test_a_password_changed_since_the_crash_is_asked_for_too(welcome: MainWindow, path: Path, small: Document) -> None:
    save(small, path, Seal.new("of the file"))
    _crashed(small, path, _with(small, HERE, "C"), seal=Seal.new("of the session"))
    answers(welcome).acts.append(_recovers)
    answers(welcome).passwords.extend(["of the session", "of the file"])
    welcome.recovery.offer_recovery()
    assert letters(welcome, *HERE) == "C"
    assert "not right" not in str(answers(welcome).asked[-1])


def test_comparing_a_protected_session_can_be_given_up(welcome: MainWindow, path: Path, small: Document) -> None:
    _crashed(small, path, _with(small, HERE, "C"), seal=Seal.new("open sesame"))
    (one,) = found()
    answers(welcome).passwords.append(None)
    welcome.recovery.compare_found(one)
    assert welcome.session is None


def test_a_document_protected_and_never_saved_stays_protected_after_a_crash(
    welcome: MainWindow, path: Path, small: Document
) -> None:
    _crashed(small, path, _with(small, HERE, "C"), seal=Seal.new("open sesame"))
    answers(welcome).acts.append(_recovers)
    answers(welcome).passwords.append("open sesame")
    welcome.recovery.offer_recovery()
    press(welcome, "Ctrl+S")
    assert is_sealed(path.read_bytes())


@pytest.mark.parametrize("choice", [Held.READ, Held.COPY, Held.CANCEL])
def test_what_was_typed_is_never_lost_to_somebody_who_has_the_file_open(
    welcome: MainWindow, path: Path, small: Document, choice: Held
) -> None:
    _crashed(small, path, _with(small, HERE, "C"))
    _lock(path, 1)
    answers(welcome).acts.append(_recovers)
    answers(welcome).helds.append(choice)
    welcome.recovery.offer_recovery()
    if choice is Held.CANCEL:
        assert welcome.session is None
        assert len(found()) == 1
        return
    assert letters(welcome, *HERE) == "C"
    assert _workspace(welcome).path is None
    assert found() == []


def test_a_recovery_waits_for_the_document_on_the_screen(mine: MainWindow, path: Path, small: Document) -> None:
    other = path.with_name("other.raci")
    save(small, other)
    _crashed(small, other, _with(small, HERE, "C"))
    press(mine, "I")
    answers(mine).acts.append(_recovers)
    answers(mine).on_unsaved = Answer.CANCEL
    _do(mine, "recover")
    assert letters(mine, *HERE) == "A/R/I"
    assert len(found()) == 1
    assert not lock_file(other).exists()


# -- locks ------------------------------------------------------------------------------------------------


def test_a_document_that_somebody_has_open_can_be_read(welcome: MainWindow, path: Path) -> None:
    _lock(path, 1)
    answers(welcome).helds.append(Held.READ)
    welcome.files.open_path(path)
    assert answers(welcome).asked == [("«small.raci» is open: Ada on elsewhere.",)]
    assert welcome.notices.text.startswith("Opened for reading")
    welcome.grid.go_to(*HERE)
    press(welcome, "I")
    assert letters(welcome, *HERE) == "A/R"
    assert welcome.statusBar().currentMessage() == "Opened for reading: nothing can be changed."
    press(welcome, "Ctrl+S")
    assert "opened for reading" in welcome.notices.text
    copy = path.with_name("copy.raci")
    answers(welcome).save_paths.append(copy)
    notice_buttons(welcome)["Save under another name…"].click()
    press(welcome, "I")
    assert letters(welcome, *HERE) == "A/R/I"
    assert lock_file(copy).exists()
    welcome.close()
    assert not lock_file(copy).exists()
    assert lock_file(path).exists()  # theirs


def test_a_document_open_for_reading_asks_again_when_it_is_opened_anew(welcome: MainWindow, path: Path) -> None:
    _lock(path, 1)
    answers(welcome).helds.extend([Held.READ, Held.READ])
    welcome.files.open_path(path)
    welcome.files.open_path(path)
    assert _workspace(welcome).read_only
    assert not answers(welcome).helds


def test_a_document_that_somebody_has_open_can_be_copied(welcome: MainWindow, path: Path, small: Document) -> None:
    _lock(path, 1, user="")
    answers(welcome).helds.append(Held.COPY)
    welcome.files.open_path(path)
    assert answers(welcome).asked == [("«small.raci» is open elsewhere.",)]
    assert (_workspace(welcome).path, welcome.open_session().document) == (None, small)


def test_a_document_that_somebody_has_open_can_be_let_alone(welcome: MainWindow, path: Path) -> None:
    _lock(path, 1)
    answers(welcome).helds.append(Held.CANCEL)
    welcome.files.open_path(path)
    assert welcome.session is None


def test_a_document_that_somebody_has_open_can_be_opened_anyway(welcome: MainWindow, path: Path) -> None:
    _lock(path, 1)
    answers(welcome).helds.append(Held.ANYWAY)
    welcome.files.open_path(path)
    welcome.grid.go_to(*HERE)
    press(welcome, "I", "Ctrl+S")
    assert load(path) == welcome.open_session().document
    welcome.close()
    assert not lock_file(path).exists()


def test_another_window_of_ours_is_called_so(mine: MainWindow, path: Path, settings: Settings, qtbot: QtBot) -> None:
    other = MainWindow(settings)
    qtbot.addWidget(other)
    other.prompts = Answers(other)
    answers(other).helds.append(Held.CANCEL)
    other.files.open_path(path)
    assert answers(other).asked == [("«small.raci» is open in another window of raciapp.",)]


def test_a_stale_lock_is_taken_over(welcome: MainWindow, path: Path) -> None:
    _lock(path, 2**31, machine=socket.gethostname())
    welcome.files.open_path(path)
    assert not _workspace(welcome).read_only
    assert msgspec.json.decode(lock_file(path).read_bytes(), type=Holder).pid == os.getpid()


def test_a_lock_that_is_lost_is_told(mine: MainWindow, path: Path) -> None:
    mine.safety._still_open()
    assert not mine.notices.isVisible()
    _lock(path, 1)
    mine.safety._still_open()
    assert mine.notices.text.startswith("Somebody else has opened this document")
    mine.notices.hide()
    mine.safety._still_open()
    assert not mine.notices.isVisible()
    mine.close()
    assert lock_file(path).exists()


def test_a_file_that_somebody_has_open_is_not_saved_over(mine: MainWindow, path: Path, small: Document) -> None:
    other = path.with_name("other.raci")
    save(small, other)
    before = other.read_bytes()
    _lock(other, 1)
    press(mine, "I")
    answers(mine).save_paths.append(other)
    press(mine, "Ctrl+Shift+S")
    assert "Ada" in mine.notices.text
    assert other.read_bytes() == before
    assert (_workspace(mine).path, _workspace(mine).modified) == (path, True)
    assert lock_file(path).exists()
    answers(mine).save_paths.append(path.with_name("third.raci"))
    notice_buttons(mine)["Save under another name…"].click()
    assert _workspace(mine).path == path.with_name("third.raci")
    assert (lock_file(path).exists(), lock_file(path.with_name("third.raci")).exists()) == (False, True)


def test_a_new_name_that_cannot_be_written_is_not_held(mine: MainWindow, path: Path) -> None:
    folder = path.with_name("folder.raci")
    folder.mkdir()
    answers(mine).save_paths.append(folder)
    press(mine, "Ctrl+Shift+S")
    assert mine.notices.isVisible()
    assert not lock_file(folder).exists()
    assert lock_file(path).exists()


def test_the_same_file_by_another_way_stays_held(mine: MainWindow, path: Path) -> None:
    there = path.parent / "way"
    there.symlink_to(path.parent, target_is_directory=True)
    answers(mine).save_paths.append(there / path.name)
    press(mine, "I")
    press(mine, "Ctrl+Shift+S")
    assert not _workspace(mine).modified
    assert lock_file(path).exists()


# -- changed underneath -----------------------------------------------------------------------------------


def test_what_somebody_else_saved_is_merged(mine: MainWindow, path: Path, small: Document) -> None:
    press(mine, "I")
    save(_with(small, THERE, "C"), path)
    answers(mine).underneaths.append(Underneath.MERGE)
    press(mine, "Ctrl+S")
    assert "somebody else has saved it" in str(answers(mine).asked[-1])
    assert (letters(mine, *HERE), letters(mine, *THERE)) == ("A/R/I", "C")
    assert load(path) == mine.open_session().document
    assert not mine.isWindowModified()
    press(mine, "Ctrl+Z")
    assert letters(mine, *HERE) == "A/R/I"
    assert letters(mine, *THERE) != "C"


@pytest.mark.parametrize("settled", [True, False])
def test_conflicts_are_settled_by_the_person(mine: MainWindow, path: Path, small: Document, *, settled: bool) -> None:
    press(mine, "I")
    theirs = _with(small, HERE, "C")
    save(theirs, path)

    def choose(dialog: QDialog) -> bool:
        assert isinstance(dialog, MergeDialog)
        return settled

    answers(mine).underneaths.append(Underneath.MERGE)
    answers(mine).acts.append(choose)
    press(mine, "Ctrl+S")
    assert letters(mine, *HERE) == "A/R/I"
    assert mine.isWindowModified() != settled
    assert load(path) == (mine.open_session().document if settled else theirs)


def test_what_somebody_else_saved_can_be_overwritten(mine: MainWindow, path: Path, small: Document) -> None:
    press(mine, "I")
    save(_with(small, THERE, "C"), path)
    answers(mine).underneaths.append(Underneath.OVERWRITE)
    press(mine, "Ctrl+S")
    assert load(path) == mine.open_session().document
    assert letters(mine, *THERE) != "C"


def test_what_somebody_else_saved_can_be_left_and_ours_saved_elsewhere(
    mine: MainWindow, path: Path, small: Document
) -> None:
    press(mine, "I")
    theirs = _with(small, THERE, "C")
    save(theirs, path)
    answers(mine).underneaths.append(Underneath.SAVE_AS)
    answers(mine).save_paths.append(path.with_name("ours.raci"))
    press(mine, "Ctrl+S")
    assert load(path) == theirs
    assert load(path.with_name("ours.raci")) == mine.open_session().document


def test_saving_over_somebody_else_can_be_given_up(mine: MainWindow, path: Path, small: Document) -> None:
    press(mine, "I")
    theirs = _with(small, THERE, "C")
    save(theirs, path)
    answers(mine).underneaths.append(Underneath.CANCEL)
    press(mine, "Ctrl+S")
    assert load(path) == theirs
    assert mine.isWindowModified()


def test_what_somebody_else_saved_may_be_no_document(mine: MainWindow, path: Path) -> None:
    press(mine, "I")
    path.write_text("nonsense")
    answers(mine).underneaths.append(Underneath.MERGE)
    press(mine, "Ctrl+S")
    assert "small.raci" in mine.notices.text
    assert path.read_text() == "nonsense"
    assert mine.isWindowModified()


# -- conflict copies, and other files ---------------------------------------------------------------------


def test_a_conflict_copy_is_told_and_compared(welcome: MainWindow, path: Path, small: Document) -> None:
    copy = path.with_name("small (Ada's conflicted copy 2026-01-01).raci")
    save(_with(small, THERE, "C"), copy)
    welcome.files.open_path(path)
    assert welcome.notices.text == f"Beside it lies a conflict copy: {copy.name}."
    answers(welcome).acts.append(lambda dialog: isinstance(dialog, DifferenceDialog))
    notice_buttons(welcome)["Compare…"].click()
    assert letters(welcome, *THERE) == "C"
    assert load(path) == small
    press(welcome, "Ctrl+Z")
    assert welcome.open_session().document == small


def test_comparing_with_a_file_can_be_given_up(mine: MainWindow, path: Path, small: Document) -> None:
    answers(mine).open_paths.append(None)
    _do(mine, "compare_file")
    sealed = path.with_name("sealed.raci")
    save(_with(small, THERE, "C"), sealed, Seal.new("open sesame"))
    answers(mine).open_paths.extend([sealed, sealed])
    answers(mine).passwords.extend([None, "wrong", "open sesame"])
    _do(mine, "compare_file")
    assert not mine.notices.isVisible()
    answers(mine).acts.append(_cancels)
    _do(mine, "compare_file")
    assert mine.open_session().document == small
    answers(mine).open_paths.append(path.with_name("gone.raci"))
    _do(mine, "compare_file")
    assert mine.notices.text.startswith("gone.raci")


# -- earlier versions -------------------------------------------------------------------------------------


def _saved_twice(window: MainWindow) -> None:
    press(window, "Ctrl+S", "I", "Ctrl+S")


def _oldest(dialog: QDialog) -> bool:
    assert isinstance(dialog, VersionsDialog)
    day = dialog.list.topLevelItem(0)
    assert day is not None
    oldest = day.child(day.childCount() - 1)
    assert oldest is not None
    dialog.list.setCurrentItem(oldest)
    return True


def test_there_are_no_earlier_versions_before_the_first_save(mine: MainWindow) -> None:
    _do(mine, "versions")
    assert mine.statusBar().currentMessage() == "There are no earlier versions yet: each save keeps one."


def test_a_document_that_was_never_saved_has_no_earlier_versions(opened: Opener, small: Document) -> None:
    window = opened(small)
    _do(window, "versions")
    assert window.statusBar().currentMessage().startswith("There are no earlier versions yet")


def test_an_earlier_version_is_restored_as_one_edit(mine: MainWindow, path: Path, small: Document) -> None:
    _saved_twice(mine)
    answers(mine).acts.extend([_cancels, _oldest])
    _do(mine, "versions")
    assert letters(mine, *HERE) == "A/R/I"
    _do(mine, "versions")
    assert mine.open_session().document == small
    assert mine.isWindowModified()
    press(mine, "Ctrl+Z")
    assert letters(mine, *HERE) == "A/R/I"


@pytest.mark.parametrize("sealed", [True, False])
def test_an_earlier_version_opens_as_a_copy(mine: MainWindow, path: Path, small: Document, *, sealed: bool) -> None:
    if sealed:
        answers(mine).new_passwords.append("open sesame")
        _do(mine, "protect")
    _saved_twice(mine)

    def copy(dialog: QDialog) -> bool:
        assert isinstance(dialog, VersionsDialog)
        _oldest(dialog)
        dialog.copy.click()
        return True

    answers(mine).acts.append(copy)
    _do(mine, "versions")
    assert (_workspace(mine).path, mine.open_session().document) == (None, small)
    assert (_workspace(mine).seal is not None) == sealed
    assert letters(mine, *HERE) == "A/R"
    assert load(path, lambda: "open sesame") != small


def test_a_version_that_cannot_be_read_is_said_in_the_dialog(mine: MainWindow, path: Path) -> None:
    press(mine, "Ctrl+S")
    (version,) = kept(path)
    version.file.write_text("nonsense")

    def accept(dialog: QDialog) -> bool:
        assert isinstance(dialog, VersionsDialog)
        assert "small.raci" in dialog.view.count.text()
        return True

    answers(mine).acts.append(accept)
    before = mine.open_session().document
    _do(mine, "versions")
    assert mine.open_session().document is before


# -- passwords --------------------------------------------------------------------------------------------


def test_a_password_protects_from_the_next_save_on(mine: MainWindow, path: Path, small: Document) -> None:
    _saved_twice(mine)
    assert len(kept(path)) == 2
    answers(mine).new_passwords.append("open sesame")
    _do(mine, "protect")
    assert mine.notices.text.startswith("Protected from the next save on.")
    assert mine.isWindowModified()
    notice_buttons(mine)["Save"].click()
    assert is_sealed(path.read_bytes())
    assert not mine.isWindowModified()
    (version,) = kept(path)
    assert is_sealed(version.read())
    saved = mine.open_session().document
    _do(mine, "close")
    answers(mine).passwords.extend(["wrong", "open sesame"])
    mine.files.open_path(path)
    assert [str(question) for question in answers(mine).asked[-2:]] == [
        "('small.raci', '')", "('small.raci', 'small.raci: the password is not right. Try again.')",
    ]  # fmt: skip
    assert mine.open_session().document == saved


def test_the_password_can_be_given_up(mine: MainWindow, path: Path, small: Document) -> None:
    sealed = path.with_name("sealed.raci")
    save(small, sealed, Seal.new("open sesame"))
    answers(mine).passwords.extend(["wrong", None])
    mine.files.open_path(sealed)
    assert _workspace(mine).path == path
    assert not lock_file(sealed).exists()
    assert not mine.notices.isVisible()


def test_a_password_can_be_taken_away_or_left(mine: MainWindow, path: Path) -> None:
    answers(mine).new_passwords.extend(["open sesame", None, ""])
    _do(mine, "protect")
    press(mine, "Ctrl+S")
    _do(mine, "protect")
    assert answers(mine).asked[-2:] == [("small.raci", False), ("small.raci", True)]
    assert not mine.isWindowModified()
    _do(mine, "protect")
    assert mine.notices.text == "No longer protected from the next save on."
    press(mine, "Ctrl+S")
    assert load(path) == mine.open_session().document


# -- a copy without names ---------------------------------------------------------------------------------


def test_a_copy_without_names_says_nothing_of_the_client(mine: MainWindow, path: Path, small: Document) -> None:
    copy = path.with_name("anonymous.raci")
    answers(mine).save_paths.extend([copy, None, path])
    _do(mine, "anonymised")
    assert answers(mine).asked[-1][1] == copy
    assert mine.statusBar().currentMessage() == "Saved anonymous.raci"
    told = copy.read_text()
    assert small.organization.name.en not in told
    assert load(copy).organization.name != small.organization.name
    assert [row.letters for row in load(copy).matrices[0].rows] == [row.letters for row in small.matrices[0].rows]
    assert mine.open_session().document == small
    _do(mine, "anonymised")
    _do(mine, "anonymised")
    assert "the document itself" in mine.notices.text
    assert load(path) == small


# -- disks that fail --------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_save_that_fails_says_one_sentence_and_offers_another_name(
    mine: MainWindow, path: Path, small: Document, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fails(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    press(mine, "I")
    with monkeypatch.context() as patch:
        patch.setattr(base_files, "_replace", fails)
        press(mine, "Ctrl+S")
    assert mine.notices.text.startswith("small.raci: cannot be saved")
    assert mine.isWindowModified()
    assert letters(mine, *HERE) == "A/R/I"
    assert load(path) == small
    answers(mine).save_paths.append(path.with_name("elsewhere.raci"))
    notice_buttons(mine)["Save under another name…"].click()
    assert load(path.with_name("elsewhere.raci")) == mine.open_session().document
    assert not mine.isWindowModified()


def test_a_version_that_cannot_be_kept_is_told(
    mine: MainWindow, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    press(mine, "I")
    with monkeypatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path / "a file"))
        press(mine, "Ctrl+S")
    assert "no earlier version is kept" in mine.notices.text
    assert load(path) == mine.open_session().document
    assert not mine.isWindowModified()


# -- the questions ----------------------------------------------------------------------------------------


def _choose(box: QWidget, title: str) -> None:
    assert isinstance(box, QMessageBox)
    (button,) = [one for one in box.buttons() if one.text().replace("&", "") == title]
    button.click()


@pytest.mark.parametrize(
    ("title", "choice"),
    [("Read only", Held.READ), ("Open a copy", Held.COPY), ("Open anyway", Held.ANYWAY), ("Cancel", Held.CANCEL)],
)
def test_what_to_do_with_a_file_that_is_open_elsewhere(mine: MainWindow, title: str, choice: Held) -> None:
    in_dialog(lambda box: _choose(box, title))
    assert Prompts(mine).held("<b>open</b>") is choice


@pytest.mark.parametrize(
    ("title", "choice"),
    [
        ("Merge…", Underneath.MERGE),
        ("Save under another name…", Underneath.SAVE_AS),
        ("Overwrite theirs", Underneath.OVERWRITE),
        ("Cancel", Underneath.CANCEL),
    ],
)
def test_what_to_do_with_what_somebody_else_saved(mine: MainWindow, title: str, choice: Underneath) -> None:
    in_dialog(lambda box: _choose(box, title))
    assert Prompts(mine).underneath("<b>changed</b>") is choice


def test_escape_opens_and_overwrites_nothing(mine: MainWindow) -> None:
    in_dialog(lambda box: press(box, "Escape"))
    assert Prompts(mine).held("open") is Held.CANCEL
    in_dialog(lambda box: press(box, "Escape"))
    assert Prompts(mine).underneath("changed") is Underneath.CANCEL


def test_passwords_are_asked_for(mine: MainWindow) -> None:
    in_dialog(lambda dialog: press(dialog, "a", "b", "Return"))
    assert Prompts(mine).password("small.raci", "not right") == "ab"
    in_dialog(lambda dialog: press(dialog, "Escape"))
    assert Prompts(mine).password("small.raci") is None
    in_dialog(lambda dialog: press(dialog, "a", "Tab", "a", "Return"))
    assert Prompts(mine).new_password("small.raci") == "a"

    def remove(dialog: QWidget) -> None:
        press(dialog, "a")
        button = child(dialog, QPushButton, lambda one: "Remove" in one.text())
        button.setFocus()
        press(dialog, "Space")

    in_dialog(remove)
    assert Prompts(mine).new_password("small.raci", removable=True) == ""
    in_dialog(lambda dialog: press(dialog, "Escape"))
    assert Prompts(mine).new_password("small.raci") is None
