import errno
import os
import shutil
import struct
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from journals import PLACE, START, crash, journal_of, recovered, type_letter, working

from raciapp.base.errors import UserError
from raciapp.base.processes import machine
from raciapp.base.words import Language, same
from raciapp.document import recovery
from raciapp.document.changes import CellChange, Changes, Listed, Replaced, diff
from raciapp.document.edits import copy_matrix, rename_unit, set_letters
from raciapp.document.journal import Journal
from raciapp.document.journal_records import Edited, Header, Opened, Record, Restated, framed, packed, unframed
from raciapp.document.records import Cell, Document, Unit, new_document
from raciapp.document.recovery import FORGET_AFTER, discard, found, sweep, unlocked
from raciapp.document.storage import encode, save
from raciapp.document.vault import Seal, WrongPasswordError
from raciapp.document.workspace import Workspace


@pytest.fixture(scope="module")
def written() -> tuple[bytes, list[Document]]:
    """Return a segment with a few edits, and the document after each."""
    with tempfile.TemporaryDirectory() as name:
        workspace = working(Path(name))
        states = [START, *(type_letter(workspace, letter) for letter in "RA")]
        workspace.undo()
        workspace.commit("rename", rename_unit(workspace.document, "com", "Comms", Language.EN))
        states += [states[1], workspace.document]
        (segment,) = crash(workspace).folder.glob("*.journal")
        return segment.read_bytes(), states


def left(folder: Path, content: bytes, name: str = "000001.journal") -> Path:
    """Leave a segment behind as a crash does and return its folder."""
    journal = folder / "journals" / "one"
    journal.mkdir(parents=True, exist_ok=True)
    (journal / name).write_bytes(content)
    return folder / "journals"


# -- damage -----------------------------------------------------------------------------------------------


def test_cut_anywhere_it_ends_with_the_last_whole_edit(
    tmp_path: Path, written: tuple[bytes, list[Document]], monkeypatch: pytest.MonkeyPatch
) -> None:
    content, states = written
    reached = -1
    for length in (*range(0, len(content), 3), len(content)):
        sessions = found(left(tmp_path, content[:length]))
        if not sessions:
            assert reached == -1
            continue
        (one,) = sessions
        assert one.edits in {reached, reached + 1}
        reached = one.edits
        assert one.document == states[reached]
        assert one.torn == (unframed(content[:length])[1])
    assert reached == len(states) - 1


def test_a_changed_byte_never_makes_another_document(tmp_path: Path, written: tuple[bytes, list[Document]]) -> None:
    content, states = written
    for place in range(0, len(content), 11):
        damaged = bytearray(content)
        damaged[place] ^= 0x41
        for one in found(left(tmp_path, bytes(damaged))):
            assert one.document == states[one.edits]
            assert one.torn


@pytest.mark.parametrize("tail", [bytes(1), bytes(8), bytes(4096), b"\xff" * 4096])
def test_what_a_power_cut_leaves_at_the_end_is_told(
    tmp_path: Path, written: tuple[bytes, list[Document]], tail: bytes
) -> None:
    content, states = written
    (one,) = found(left(tmp_path, content + tail))
    assert (one.document, one.torn) == (states[-1], True)


@given(st.binary(max_size=200) | st.lists(st.binary(max_size=60)).map(lambda all_: b"".join(map(framed, all_))))
def test_any_bytes_are_read_without_a_fault(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = left(Path(name), content)
        assert found(folder) == []
        sweep(folder)


HEADER = Header("raciapp-journal", 1, b"", 1.0, 0, "elsewhere", "1.0")
RAW = msgspec.Raw(encode(START))
R = START.alphabet.bits["R"]
TYPED = diff(START, set_letters(START, "as_is", [PLACE], lambda _: R))


def segment(*records: Record, header: Header = HEADER) -> bytes:
    return b"".join(framed(packed(record)) for record in (header, *records))


def edited(*changes: Changes) -> list[Edited]:
    return [Edited(number, 2.0, "", change) for number, change in enumerate(changes, 1)]


def cell(unit: str, letters: int) -> Changes:
    return Changes(cells=(CellChange("as_is", "call", unit, Cell(), Cell(letters)),))


COM = START.units[0]
UNSOUND = [
    cell("com", 300),
    cell("com", -1),
    cell("com", 1 << 80),
    Changes(units=Listed((), (("com",), ("com", "gone")))),
    Changes(units=Listed((), (("com",), ("com", "com")))),
    Changes(units=Listed((Replaced("x", None, Unit("not a valid id", same("X"))),), (("com",), ("com", "x")))),
    Changes(matrices=Listed((Replaced("as_is", START.matrices[0], None),), (("as_is",), ()))),
]


@pytest.mark.parametrize("unsound", UNSOUND)
@pytest.mark.parametrize("before", [0, 1, 3])
def test_an_edit_that_fits_no_document_ends_the_reading(tmp_path: Path, unsound: Changes, before: int) -> None:
    rename = diff(START, rename_unit(START, "com", "Comms", Language.EN))
    sound = [TYPED, rename, rename.reversed()][:before]
    records = edited(*sound, unsound, rename)
    (one,) = found(left(tmp_path, segment(Opened(0, 1.0, RAW), *records)))
    assert (one.edits, one.torn) == (before, True)
    assert one.document is not None
    assert one.document.cell("as_is", *PLACE).letters == (R if before else 0)


@pytest.mark.parametrize(
    "records",
    [
        [],
        edited(TYPED),
        [Restated(0, 1.0, RAW)],
        [Opened(0, 1.0, msgspec.Raw(b'{"format": "raciapp", "version": 99}'))],
        [Opened(0, 1.0, msgspec.Raw(b"null"))],
    ],
)
def test_a_segment_that_does_not_begin_as_one_is_none(tmp_path: Path, records: list[Record]) -> None:
    assert found(left(tmp_path, segment(*records))) == []


def test_a_header_of_something_else_is_none(tmp_path: Path) -> None:
    content = framed(b'{"format": "other", "version": 1}') + framed(packed(Opened(0, 1.0, RAW)))
    assert found(left(tmp_path, content)) == []


@pytest.mark.parametrize("numbers", [(1, 3), (2,), (1, 1), (1, 0)])
def test_a_missing_edit_ends_the_reading(tmp_path: Path, numbers: Sequence[int]) -> None:
    records = [Edited(number, 2.0, "", TYPED) for number in numbers]
    (one,) = found(left(tmp_path, segment(Opened(0, 1.0, RAW), *records)))
    assert (one.edits, one.torn) == (1 if numbers[0] == 1 else 0, True)


def test_a_restatement_stands_for_the_edits_before_it(tmp_path: Path) -> None:
    typed = set_letters(START, "as_is", [PLACE], lambda _: R)
    restated = Restated(5, 3.0, msgspec.Raw(encode(typed)))
    records: list[Record] = [
        Opened(2, 1.0, RAW),
        Edited(3, 2.0, "", TYPED),
        restated,
        Edited(6, 4.0, "", TYPED.reversed()),
    ]
    (one,) = found(left(tmp_path, segment(*records)))
    assert (one.edits, one.when, one.document, one.torn) == (4, 4.0, START, False)


def test_of_two_segments_the_one_that_knows_more_counts(tmp_path: Path) -> None:
    """A save that could not remove the old segment, and one that could not go on in the new."""
    left(tmp_path, segment(Opened(0, 1.0, RAW), *edited(TYPED)))
    typed = msgspec.Raw(encode(set_letters(START, "as_is", [PLACE], lambda _: R)))
    folder = left(tmp_path, segment(Opened(1, 2.0, typed)), "000002.journal")
    (one,) = found(folder)
    assert (one.edits, one.when) == (0, 2.0)
    left(tmp_path, segment(Opened(0, 1.0, RAW), *edited(TYPED, TYPED.reversed())))
    (one,) = found(folder)
    assert (one.edits, one.document) == (2, START)
    left(tmp_path, segment(Opened(1, 2.0, typed))[:-9], "000003.journal")
    assert found(folder) == [one]


def test_what_lies_beside_journals_is_left_alone(tmp_path: Path) -> None:
    folder = left(tmp_path, b"")
    (folder / "file").write_bytes(b"")
    (folder / "one" / "000002.journal").mkdir()
    assert found(folder) == []
    assert found(folder / "gone") == []


# -- which sessions ---------------------------------------------------------------------------------------


def test_living_sessions_are_not_found(tmp_path: Path) -> None:
    workspace = working(tmp_path)
    type_letter(workspace, "R")
    assert found(tmp_path) == []
    crash(workspace)
    assert recovered(tmp_path).edits == 1


@pytest.mark.parametrize(
    ("pid", "host", "lives"),
    [
        (os.getpid(), "", True),
        (os.getpid(), "elsewhere", False),
        (2**22 + 7, "", False),
        (0, "", False),
        (-1, "", False),
    ],
    ids=["ours", "elsewhere", "nobody's", "none", "negative"],  # the workers of a test run have numbers of their own
)
def test_without_locks_the_process_number_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pid: int, host: str, lives: bool
) -> None:
    def unable(_path: Path) -> bool:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(recovery, "is_held", unable)
    header = Header("raciapp-journal", 1, b"", 1.0, pid, host or machine(), "1.0")
    folder = left(tmp_path, segment(Opened(0, 1.0, RAW), *edited(TYPED), header=header))
    assert bool(found(folder)) is not lives


def test_the_last_session_comes_first(tmp_path: Path) -> None:
    first, second = working(tmp_path), working(tmp_path)
    type_letter(second, "R")
    type_letter(first, "A")
    newest = crash(first)
    oldest = crash(second)
    assert [one.id for one in found(tmp_path)] == [newest.id, oldest.id]


def test_a_session_whose_last_edit_was_saved_holds_nothing(tmp_path: Path) -> None:
    workspace = working(tmp_path / "journals")
    type_letter(workspace, "R")
    workspace.save(tmp_path / "client.raci")
    crash(workspace)
    assert found(tmp_path / "journals") == []


def test_a_new_document_is_found_though_nothing_was_typed(tmp_path: Path) -> None:
    """An import, for example, which nobody wants to do again."""
    crash(working(tmp_path))
    one = recovered(tmp_path)
    assert (one.edits, one.document, one.path, one.unsaved()) == (0, START, None, Changes())
    assert one.name(Language.FR) == "Us"


def test_what_is_not_in_the_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "client.raci"
    workspace = working(tmp_path / "journals")
    type_letter(workspace, "R")
    workspace.save(path)
    typed = type_letter(workspace, "A")
    crash(workspace)
    one = recovered(tmp_path / "journals")
    assert one.name(Language.EN) == "client.raci"
    assert one.base is not None
    assert one.unsaved() == diff(one.base, typed)
    save(START, path)
    assert one.unsaved() == diff(START, typed)
    path.unlink()
    assert one.unsaved() == diff(one.base, typed)


def test_a_recovered_document_is_one_undoable_edit(tmp_path: Path) -> None:
    workspace = working(tmp_path / "journals")
    typed = type_letter(workspace, "R")
    crash(workspace)
    one = recovered(tmp_path / "journals")
    assert one.base is not None
    assert one.document is not None
    again = Workspace(one.base, one.path, journal=Journal.begin(one.base, one.path, tmp_path / "journals"))
    again.commit("Recover", one.document)
    assert journal_of(again).wait()
    discard(one)
    assert again.modified
    crash(again)
    assert recovered(tmp_path / "journals").document == typed
    assert again.undo()
    assert again.document == START


def test_discarded_is_gone(tmp_path: Path) -> None:
    crash(working(tmp_path))
    discard(recovered(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_sweeping_takes_only_what_holds_nothing_and_is_old(tmp_path: Path) -> None:
    kept, saved, living = working(tmp_path), working(tmp_path, START, tmp_path / "a.raci"), working(tmp_path)
    type_letter(kept, "R")
    crash(kept)
    crash(saved)
    empty = tmp_path / "empty"
    empty.mkdir()
    now = empty.stat().st_mtime
    sweep(tmp_path, now)
    assert len(list(tmp_path.iterdir())) == 4
    sweep(tmp_path, now + 2 * FORGET_AFTER)
    assert {path.name for path in tmp_path.iterdir()} == {journal_of(kept).id, journal_of(living).id}
    sweep(tmp_path)
    journal_of(living).close()


def test_edits_of_cells_between_others_are_replayed_in_order(tmp_path: Path) -> None:
    workspace = working(tmp_path)
    for letter in "RAR":
        type_letter(workspace, letter)
    workspace.commit("copy", copy_matrix(workspace.document, "as_is", "to_be", same("To be")))
    for letter in "CI":
        type_letter(workspace, letter)
    workspace.commit("rename", rename_unit(workspace.document, "com", "Comms", Language.EN))
    workspace.undo()
    type_letter(workspace, "R")
    crash(workspace)
    one = recovered(tmp_path)
    assert (one.document, one.edits) == (workspace.document, 9)


# -- protected documents ----------------------------------------------------------------------------------


@pytest.fixture
def protected(tmp_path: Path) -> tuple[Path, Document]:
    """Return the folder of a crashed session on a protected document, and what was typed."""
    document = new_document(same("Very Secret Client"))
    journal = Journal.begin(document, tmp_path / "client.raci", tmp_path / "journals", Seal.new("word"))
    workspace = Workspace(document, tmp_path / "client.raci", journal=journal)
    workspace.commit("Secret label", rename_matrix(document))
    crash(workspace)
    return tmp_path / "journals", workspace.document


def rename_matrix(document: Document) -> Document:
    return copy_matrix(document, "as_is", "to_be", same("Secret matrix"))


def test_nothing_of_a_protected_document_can_be_read(protected: tuple[Path, Document]) -> None:
    folder, document = protected
    one = recovered(folder)
    (segment,) = one.folder.glob("*.journal")
    assert b"ecret" not in segment.read_bytes()
    assert (one.document, one.base, one.sealed, one.edits) == (None, None, True, 1)
    assert (one.name(Language.EN), one.unsaved()) == ("client.raci", Changes())
    opened = unlocked(one, lambda: "word")
    assert (opened.document, opened.edits, opened.torn, opened.sealed) == (document, 1, False, True)
    assert opened.seal is not None


def test_a_document_that_is_protected_later_leaves_nothing_readable(tmp_path: Path) -> None:
    workspace = working(tmp_path)
    type_letter(workspace, "R")
    journal_of(workspace).protect(Seal.new("word"))
    typed = type_letter(workspace, "A")
    (segment,) = journal_of(workspace).folder.glob("*.journal")
    assert b"Type" not in segment.read_bytes()
    assert b"units" not in segment.read_bytes()
    crash(workspace)
    opened = unlocked(recovered(tmp_path), lambda: "word")
    assert (opened.document, opened.base, opened.edits) == (typed, START, 2)


def test_the_wrong_password_is_told(protected: tuple[Path, Document]) -> None:
    with pytest.raises(WrongPasswordError):
        unlocked(recovered(protected[0]), lambda: "other")


def test_a_record_that_was_changed_ends_the_reading(protected: tuple[Path, Document]) -> None:
    one = recovered(protected[0])
    (segment,) = one.folder.glob("*.journal")
    *payloads, last = unframed(segment.read_bytes())[0]
    changed = last[:-1] + bytes([last[-1] ^ 1])
    segment.write_bytes(b"".join(map(framed, [*payloads, changed])))
    opened = unlocked(recovered(protected[0]), lambda: "word")
    assert (opened.edits, opened.torn, opened.document) == (0, True, new_document(same("Very Secret Client")))


def test_a_protected_journal_without_a_record(protected: tuple[Path, Document]) -> None:
    one = recovered(protected[0])
    (segment,) = one.folder.glob("*.journal")
    segment.write_bytes(framed(unframed(segment.read_bytes())[0][0]))
    with pytest.raises(UserError, match="nothing in this journal can be read"):
        unlocked(one, lambda: "word")
    shutil.rmtree(one.folder)
    with pytest.raises(UserError, match="nothing in this journal can be read"):
        unlocked(one, lambda: "word")


def test_a_segment_that_vanishes_while_it_is_read(tmp_path: Path) -> None:
    assert recovery._touched(tmp_path / "gone", HEADER) == HEADER.when


def test_a_frame_longer_than_the_file_is_none() -> None:
    assert unframed(struct.pack("<II", 0xFFFFFFFF, 0) + b"x") == ([], True)
    assert unframed(b"") == ([], False)
