import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from edit_strategies import edit_chains
from hypothesis import given
from hypothesis import strategies as st
from journals import PLACE, START, crash, journal_of, recovered, type_letter, working
from msgspec.structs import replace

from raciapp.base.words import Language, same
from raciapp.document import journal as journal_module
from raciapp.document.edits import rename_unit, set_remark
from raciapp.document.journal import Journal, journals_folder
from raciapp.document.journal_records import Restated, record_in, unframed
from raciapp.document.records import Document, new_document
from raciapp.document.recovery import found
from raciapp.document.storage import load
from raciapp.document.workspace import Workspace


def trouble(journal: Journal) -> str:
    """Return what is wrong, or nothing."""
    return str(journal.trouble or "")


def segments(journal: Journal) -> list[Path]:
    return sorted(journal.folder.glob("*.journal"))


# -- what is written --------------------------------------------------------------------------------------


@given(edit_chains(), st.data())
def test_whatever_is_done_is_recovered(chain: list[Document], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace = working(folder, chain[0])
        for document in chain[1:]:
            workspace.commit("edit", document)
            if data.draw(st.booleans()):
                workspace.undo()
            if data.draw(st.booleans()):
                workspace.redo()
            if data.draw(st.integers(0, 9)) == 0:
                workspace.save(folder / "client.raci")
        crash(workspace)
        sessions = found(folder)
        saved = load(workspace.path) if workspace.path else chain[0]
        assert (sessions[0].document if sessions else saved) == workspace.document
        assert all((one.base, one.torn, one.path) == (saved, False, workspace.path) for one in sessions)


def test_an_edit_is_written_before_anybody_hears_of_it(tmp_path: Path) -> None:
    workspace = working(tmp_path)
    heard = []

    def listener(_before: Document, after: Document, *_news: object) -> None:
        payloads, torn = unframed(segments(journal_of(workspace))[0].read_bytes())
        heard.append((len(payloads), torn, after))

    workspace.listen(listener)
    first = type_letter(workspace, "R")
    workspace.undo()
    workspace.redo()
    assert heard == [(3, False, first), (4, False, START), (5, False, first)]
    journal_of(workspace).close()


def test_saving_begins_anew_and_keeps_the_undo_history(tmp_path: Path) -> None:
    path = tmp_path / "client.raci"
    workspace = working(tmp_path / "journals")
    journal = journal_of(workspace)
    (before,) = segments(journal)
    saved = type_letter(workspace, "R")
    workspace.save(path)
    (after,) = segments(journal)
    assert before.name < after.name
    assert not before.exists()
    assert workspace.undo()
    assert workspace.document == START
    crash(workspace)
    one = recovered(tmp_path / "journals")
    assert (one.document, one.base, one.edits, one.path, one.torn) == (START, saved, 1, path, False)


def test_a_save_that_fails_changes_nothing_in_the_journal(tmp_path: Path) -> None:
    workspace = working(tmp_path / "journals")
    typed = type_letter(workspace, "R")
    with pytest.raises(Exception, match="cannot be saved"):
        workspace.save(tmp_path / "gone" / "client.raci")
    crash(workspace)
    assert recovered(tmp_path / "journals").document == typed


def test_a_clean_end_leaves_nothing(tmp_path: Path) -> None:
    workspace = working(tmp_path)
    type_letter(workspace, "R")
    journal = journal_of(workspace)
    journal.close()
    assert list(tmp_path.iterdir()) == []
    journal.close()
    type_letter(workspace, "A")
    workspace.save(tmp_path / "client.raci")
    journal.retry()
    assert [path.name for path in tmp_path.iterdir()] == ["client.raci"]


def test_it_lies_in_the_users_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    journal = Journal.begin(START)
    assert journal.folder.parent == journals_folder() == tmp_path / "raciapp" / "journals"
    assert not trouble(journal)
    journal.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    workspace = working(tmp_path / "state" / "journals")
    journal = journal_of(workspace)
    folders = [journal.folder, journal.folder.parent, journal.folder.parent.parent]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700] * 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in journal.folder.iterdir()} == {0o600}
    journal.close()


def test_what_is_durable_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    may_sync = threading.Event()
    fsync = os.fsync
    workspace = working(tmp_path)
    journal = journal_of(workspace)
    assert [journal.durable] == [True]
    monkeypatch.setattr(os, "fsync", lambda descriptor: (may_sync.wait(10), fsync(descriptor)))
    type_letter(workspace, "R")
    assert [journal.durable] == [False]
    assert not trouble(journal)
    assert not journal.wait(0)
    may_sync.set()
    assert journal.wait()
    journal.close()


def test_an_edit_of_many_cells_is_the_whole_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "MOST_CELLS", 0)
    workspace = working(tmp_path)
    type_letter(workspace, "R")
    payloads, _ = unframed(segments(journal_of(workspace))[0].read_bytes())
    assert isinstance(record_in(payloads[-1]), Restated)
    crash(workspace)
    assert recovered(tmp_path).document == workspace.document


def test_a_segment_that_grows_too_large_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = working(tmp_path)
    journal = journal_of(workspace)
    monkeypatch.setattr(journal_module, "LARGEST_SEGMENT", segments(journal)[0].stat().st_size + 1000)
    for _ in range(20):
        type_letter(workspace, "R")
    assert segments(journal)[0].name > "000002"
    assert len(segments(journal)) == 1
    typed = type_letter(workspace, "A")
    crash(workspace)
    one = recovered(tmp_path)
    assert (one.document, one.base, one.edits) == (typed, START, 21)


def test_half_a_surrogate_pair_becomes_a_question_mark(tmp_path: Path) -> None:
    workspace = working(tmp_path)
    workspace.commit("\udc80", set_remark(workspace.document, "as_is", *PLACE, "odd \ud800 text"))
    assert not trouble(journal_of(workspace))
    crash(workspace)
    document = recovered(tmp_path).document
    assert document is not None
    assert document.cell("as_is", *PLACE).remark == "odd ? text"


@pytest.mark.skipif(os.name == "nt", reason="names on Windows are Unicode")
def test_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.raci"))
    workspace = working(tmp_path / "journals", START, path)
    type_letter(workspace, "R")
    crash(workspace)
    assert recovered(tmp_path / "journals").path == path


# -- a disk that fails ------------------------------------------------------------------------------------

Call = Callable[..., object]
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)


class Failing:
    """Lets a system call fail from its n-th time on, as long as `broken`."""

    def __init__(self, call: Call, after: int, number: int) -> None:
        self._call = call
        self._left = after
        self._number = number
        self.broken = True

    def __call__(self, *arguments: object, **options: object) -> object:
        self._left -= 1
        if self.broken and self._left < 0:
            raise OSError(self._number, os.strerror(self._number))
        return self._call(*arguments, **options)


def recovered_from_a_copy(folder: Path, copy: Path) -> Document | None:
    """Return what would be recovered if the process died now."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    sessions = found(copy)
    return sessions[0].document if sessions else None


@pytest.mark.parametrize("number", ERRORS)
@pytest.mark.parametrize("after", range(8))
@pytest.mark.parametrize("call", ["write", "fsync", "open", "mkdir", "unlink", "dup", "close"])
def test_whatever_call_fails_typing_goes_on_and_all_is_there_or_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, after: int, number: int
) -> None:
    folder = tmp_path / "journals"
    failing = Failing(getattr(os, call), after, number)
    now = [0.0]
    with monkeypatch.context() as patched:
        patched.setattr(os, call, failing)
        workspace = working(folder)
        journal = journal_of(workspace)
        journal._clock = lambda: now[0]
        for letter in "RACIRACI":
            type_letter(workspace, letter)
            now[0] += 0.4
            journal.wait()
            failing.broken = False  # to look at it
            if not trouble(journal):
                assert journal.durable
                assert recovered_from_a_copy(folder, tmp_path / "copy") == workspace.document
            else:
                assert os.strerror(number) in trouble(journal)
            failing.broken = True
            if letter == "I":
                journal.rotate(workspace.document, tmp_path / "client.raci")
        failing.broken = False
        now[0] += 2.0
        journal.retry()
        assert not trouble(journal)
        assert journal.wait()
        typed = type_letter(workspace, "R")
        crash(workspace)
        assert recovered(folder).document == typed


def test_a_write_that_is_cut_short_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: write(descriptor, bytes(content)[:7]))
    workspace = working(tmp_path)
    typed = type_letter(workspace, "R")
    assert not trouble(journal_of(workspace))
    crash(workspace)
    assert recovered(tmp_path).document == typed


def test_a_full_disk_in_the_middle_of_a_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "journals"
    workspace = working(folder)
    journal = journal_of(workspace)
    typed = type_letter(workspace, "R")
    write = os.write
    room = [20]

    def filling(descriptor: int, content: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(descriptor, bytes(content)[: room[0]])
        room[0] -= written
        return written

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", filling)
        type_letter(workspace, "A")
        assert [journal.durable] == [False]
        assert "Save the document often" in trouble(journal)
        assert recovered_from_a_copy(folder, tmp_path / "copy") == typed
    typed = workspace.document
    journal.retry()
    assert not trouble(journal)
    assert [journal.durable] == [True]
    crash(workspace)
    assert recovered(folder).document == typed


def test_a_disk_that_fails_is_left_in_peace_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = working(tmp_path)
    journal = journal_of(workspace)
    now = [0.0]
    journal._clock = lambda: now[0]
    tries = []

    def unable() -> None:
        tries.append(now[0])
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(journal, "_renew", unable)
    journal._behind = True
    for _ in range(30):
        type_letter(workspace, "R")
        now[0] += 0.1
    assert len(tries) == 3
    crash(workspace)


def test_a_journal_that_somebody_removes_is_written_anew(tmp_path: Path) -> None:
    workspace = working(tmp_path)
    journal = journal_of(workspace)
    shutil.rmtree(journal.folder)
    type_letter(workspace, "R")
    assert not journal.wait()
    assert trouble(journal)
    typed = type_letter(workspace, "A")
    assert not trouble(journal)
    crash(workspace)
    assert recovered(tmp_path).document == typed


def test_a_state_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    workspace = working(tmp_path / "file" / "journals")
    journal = journal_of(workspace)
    assert not journal.durable
    assert "file" in trouble(journal)
    type_letter(workspace, "R")
    assert workspace.save(tmp_path / "client.raci").exists()
    journal.close()
    assert (tmp_path / "file").read_bytes() == b""


def test_without_locks_it_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unable(_path: Path) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(journal_module, "Hold", unable)
    workspace = working(tmp_path)
    assert not trouble(journal_of(workspace))
    type_letter(workspace, "R")
    journal_of(workspace).close()
    assert list(tmp_path.iterdir()) == []


def test_a_rotation_that_fails_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "client.raci"
    workspace = working(tmp_path / "journals")
    journal = journal_of(workspace)
    type_letter(workspace, "R")

    def unable(*_arguments: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(journal_module, "create_privately", unable)
        workspace.save(path)
        assert journal.wait()
        assert trouble(journal)
        typed = type_letter(workspace, "A")
        assert recovered_from_a_copy(tmp_path / "journals", tmp_path / "copy") == typed
    journal.retry()
    assert not trouble(journal)
    crash(workspace)
    one = recovered(tmp_path / "journals")
    assert (one.document, one.path, one.edits) == (typed, path, 1)


def test_other_documents_do_not_meet(tmp_path: Path) -> None:
    one, other = working(tmp_path), working(tmp_path, replace(new_document(same("They"))))
    first = type_letter(one, "R")
    other.commit("nothing", other.document)
    assert journal_of(one).id != journal_of(other).id
    crash(one)
    assert recovered(tmp_path).document == first
    journal_of(other).close()


def test_a_name_is_recovered_too(tmp_path: Path) -> None:
    workspace = working(tmp_path)
    workspace.commit("rename", rename_unit(workspace.document, "com", "Comms & «Café»", Language.EN))
    crash(workspace)
    assert recovered(tmp_path).document == workspace.document


def test_a_workspace_needs_no_journal(tmp_path: Path) -> None:
    workspace = Workspace(START)
    assert workspace.journal is None
    type_letter(workspace, "R")
    workspace.save(tmp_path / "client.raci")
    assert [file.name for file in tmp_path.iterdir()] == ["client.raci"]
