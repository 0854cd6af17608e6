"""What a workspace does so that nothing is lost: its journal, its lock, its protection, the others at its file."""

import errno
from pathlib import Path

import pytest
from journals import PLACE, START, crash, journal_of, recovered, type_letter

from raciapp.base.errors import UserError
from raciapp.base.words import Language
from raciapp.document import vault, versions
from raciapp.document.changes import Changes
from raciapp.document.edits import rename_unit, set_letters
from raciapp.document.journal import Journal
from raciapp.document.locks import Lock, lock_file, take
from raciapp.document.records import Document
from raciapp.document.recovery import found
from raciapp.document.storage import decode, load, save
from raciapp.document.vault import Seal, WrongPasswordError, is_sealed
from raciapp.document.versions import kept
from raciapp.document.workspace import ChangedUnderneathError, JournalMaker, ReadOnlyError, Workspace


@pytest.fixture(autouse=True)
def _own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(vault, "COST", vault.Derivation(2, 1, 1, bytes(16)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file that holds `START`."""
    path = tmp_path / "us.raci"
    save(START, path)
    return path


@pytest.fixture
def begin(tmp_path: Path) -> JournalMaker:
    """Return what makes a journal in the test's own folder."""

    def made(document: Document, path: Path | None, seal: Seal | None) -> Journal:
        return Journal.begin(document, path, tmp_path / "journals", seal)

    return made


def _has_journal(workspace: Workspace) -> bool:
    return workspace.journal is not None


def _renamed(document: Document, name: str) -> Document:
    return rename_unit(document, "com", name, Language.EN)


def _typed(document: Document, letter: str) -> Document:
    bit = document.alphabet.bits[letter]
    return set_letters(document, "as_is", [PLACE], lambda _: bit)


# -- the journal ------------------------------------------------------------------------------------------


def test_the_journal_begins_with_the_first_edit_and_before_anybody_hears_of_it(
    path: Path, begin: JournalMaker, tmp_path: Path
) -> None:
    workspace = Workspace.opened(path)
    workspace.keep_journal(begin)
    assert not _has_journal(workspace)
    heard = []

    def hear(_before: Document, after: Document, _changes: Changes, label: str) -> None:
        crash(workspace)
        heard.append((label, recovered(tmp_path / "journals").document == after))

    workspace.listen(hear)
    type_letter(workspace, "R")
    assert heard == [("Type R", True)]


def test_a_journal_can_begin_before_the_first_edit_and_once_is_enough(
    path: Path, begin: JournalMaker, tmp_path: Path
) -> None:
    workspace = Workspace.opened(path)
    workspace.begin_journal()
    assert not _has_journal(workspace)  # none is to be kept
    workspace.keep_journal(begin)
    workspace.begin_journal()
    journal = journal_of(workspace)
    workspace.begin_journal()
    type_letter(workspace, "R")
    workspace.undo()
    workspace.redo()
    assert workspace.journal is journal
    crash(workspace)
    one = recovered(tmp_path / "journals")
    assert (one.edits, one.base, one.document) == (3, START, workspace.document)


def test_ending_the_journal_leaves_nothing_and_begins_none_anew(begin: JournalMaker, tmp_path: Path) -> None:
    workspace = Workspace(START)
    workspace.end_journal()
    workspace.keep_journal(begin)
    type_letter(workspace, "R")
    workspace.end_journal()
    assert not _has_journal(workspace)
    assert not list((tmp_path / "journals").iterdir())
    workspace.begin_journal()
    type_letter(workspace, "A")
    assert not _has_journal(workspace)


def test_what_is_saved_is_nothing_to_recover(path: Path, begin: JournalMaker, tmp_path: Path) -> None:
    workspace = Workspace.opened(path)
    workspace.keep_journal(begin)
    type_letter(workspace, "R")
    workspace.save()
    crash(workspace)
    assert found(tmp_path / "journals") == []


# -- reading only, and the lock ---------------------------------------------------------------------------


def test_a_document_opened_for_reading_refuses_edits_and_its_own_file(path: Path, tmp_path: Path) -> None:
    workspace = Workspace.opened(path)
    workspace.read_only = True
    assert not workspace.commit("rename", _renamed(START, "Comms"))
    assert workspace.document == START
    with pytest.raises(ReadOnlyError, match="opened for reading"):
        workspace.save()
    copy = workspace.save(tmp_path / "copy.raci")
    assert (workspace.path, workspace.read_only) == (copy, False)
    assert workspace.commit("rename", _renamed(START, "Comms"))
    workspace.save()
    assert load(copy).units[0].name.en == "Comms"


def test_letting_go_releases_the_lock_once(path: Path) -> None:
    workspace = Workspace.opened(path)
    workspace.let_go()
    taken = take(path)
    assert isinstance(taken, Lock)
    workspace.lock = taken
    assert lock_file(path).exists()
    workspace.let_go()
    workspace.let_go()
    assert not lock_file(path).exists()


# -- others at the same file ------------------------------------------------------------------------------


def test_saving_never_overwrites_what_somebody_else_saved(path: Path) -> None:
    workspace = Workspace.opened(path)
    theirs = _renamed(START, "Theirs")
    save(theirs, path)
    type_letter(workspace, "R")
    with pytest.raises(ChangedUnderneathError, match="somebody else has saved"):
        workspace.save()
    assert (load(path), workspace.modified) == (theirs, True)
    assert workspace.read_theirs() == (START, theirs)
    with pytest.raises(ChangedUnderneathError):
        workspace.save()  # reading theirs is not taking it in
    workspace.accept_theirs(theirs)
    workspace.save()
    assert (load(path), workspace.modified) == (workspace.document, False)


def test_theirs_may_change_once_more_after_it_was_taken_in(path: Path) -> None:
    workspace = Workspace.opened(path)
    save(_renamed(START, "Theirs"), path)
    workspace.accept_theirs(workspace.read_theirs()[1])
    assert workspace.modified
    save(_renamed(START, "Theirs again"), path)
    with pytest.raises(ChangedUnderneathError):
        workspace.save()


def test_overwriting_is_possible_where_it_is_wanted(path: Path) -> None:
    workspace = Workspace.opened(path)
    save(_renamed(START, "Theirs"), path)
    type_letter(workspace, "R")
    workspace.save(over=True)
    assert load(path) == workspace.document
    type_letter(workspace, "A")
    workspace.save()


def test_a_file_that_is_gone_or_was_only_touched_is_saved_again(path: Path) -> None:
    workspace = Workspace.opened(path)
    path.write_bytes(path.read_bytes())
    type_letter(workspace, "R")
    workspace.save()
    path.unlink()
    type_letter(workspace, "A")
    workspace.save()
    assert load(path) == workspace.document


def test_a_document_without_a_file_has_no_other_side() -> None:
    with pytest.raises(ValueError, match="never saved"):
        Workspace(START).read_theirs()


# -- protection -------------------------------------------------------------------------------------------


def test_a_protected_document_opens_with_its_password_alone(path: Path) -> None:
    workspace = Workspace.opened(path)
    workspace.protect(Seal.new("open sesame"))
    assert [workspace.modified] == [True]  # closing would leave it open to everybody
    assert not is_sealed(path.read_bytes())
    workspace.save()
    assert not workspace.modified
    assert is_sealed(path.read_bytes())
    again = Workspace.opened(path, lambda: "open sesame")
    assert again.document == START
    with pytest.raises(WrongPasswordError):
        Workspace.opened(path, lambda: "sesame")
    again.protect(None)
    assert again.modified
    again.save()
    assert Workspace.opened(path).seal is None


def test_protecting_with_the_same_seal_changes_nothing(path: Path) -> None:
    workspace = Workspace.opened(path)
    workspace.protect(None)
    assert not workspace.modified


def test_what_everybody_could_read_is_forgotten_once_it_is_protected(path: Path) -> None:
    workspace = Workspace.opened(path)
    for letter in "RA":
        type_letter(workspace, letter)
        workspace.save()
    assert len(kept(path)) == 2
    seal = Seal.new("open sesame")
    workspace.protect(seal)
    assert len(kept(path)) == 2
    workspace.save()
    (version,) = kept(path)
    assert is_sealed(version.read())
    type_letter(workspace, "C")
    workspace.save()
    assert next(decode(seal.open(one.read()), "") for one in kept(path)) == workspace.document
    assert len(kept(path)) == 2


def test_the_journal_is_sealed_from_the_moment_of_protection(path: Path, begin: JournalMaker, tmp_path: Path) -> None:
    workspace = Workspace.opened(path)
    workspace.keep_journal(begin)
    type_letter(workspace, "R")
    assert b"Com" in b"".join(one.read_bytes() for one in tmp_path.glob("journals/*/*.journal"))
    workspace.protect(Seal.new("open sesame"))
    workspace.commit("rename", _renamed(workspace.document, "Secret"))
    written = b"".join(one.read_bytes() for one in tmp_path.glob("journals/*/*.journal"))
    assert written
    assert b"Com" not in written
    assert b"Secret" not in written
    crash(workspace)
    assert recovered(tmp_path / "journals").sealed


def test_theirs_of_a_protected_document_is_read_whether_it_is_still_protected_or_not(path: Path) -> None:
    seal = Seal.new("open sesame")
    save(START, path, seal)
    workspace = Workspace.opened(path, lambda: "open sesame")
    theirs = _renamed(START, "Theirs")
    save(theirs, path, seal)
    assert workspace.read_theirs() == (START, theirs)
    save(_typed(theirs, "R"), path)
    assert workspace.read_theirs()[1] == _typed(theirs, "R")
    save(theirs, path, Seal.new("another"))
    with pytest.raises(WrongPasswordError):
        workspace.read_theirs()


# -- trouble ----------------------------------------------------------------------------------------------


def test_a_version_that_cannot_be_kept_is_told_and_the_document_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.opened(path)
    type_letter(workspace, "R")

    def full(*_args: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(versions, "private_folder", full)
        workspace.save()
    assert isinstance(workspace.trouble, UserError)
    assert "no earlier version is kept" in workspace.trouble.text(Language.EN)
    assert (load(path), workspace.modified) == (workspace.document, False)
    type_letter(workspace, "A")
    workspace.save()
    assert workspace.trouble is None
