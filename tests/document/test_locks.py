import errno
import getpass
import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raciapp.base.processes import machine
from raciapp.document import locks
from raciapp.document.locks import DAY, MINUTE, Holder, Lock, lock_file, seize, take

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a document."""
    found = tmp_path / "client.raci"
    found.write_bytes(b"content")
    return found


def taken(path: Path) -> Lock:
    """Return the lock on a document that nobody has open."""
    lock = take(path)
    assert isinstance(lock, Lock)
    assert lock.holds
    return lock


def held(path: Path) -> Holder:
    """Return who has a document open."""
    holder = take(path)
    assert isinstance(holder, Holder)
    return holder


def left(path: Path, age: float = 0.0, **said: object) -> Path:
    """Leave a lock of somebody else, not touched for `age` seconds, and return its file."""
    then = time.time() - age
    file = lock_file(path)
    known = {"user": "anna", "machine": "elsewhere", "pid": 1, "time": then, "mark": "0123"}
    file.write_text(json.dumps(known | said))
    os.utime(file, (then, then))
    return file


@pytest.fixture
def dead() -> int:
    """Return the number of a process that ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        pass
    return child.pid


def test_the_lock_says_who_where_and_since_when(path: Path) -> None:
    before = time.time()
    lock = taken(path)
    file = path.with_name(".~lock.client.raci#")
    said = json.loads(file.read_text())
    assert (said["user"], said["machine"], said["pid"]) == (getpass.getuser(), machine(), os.getpid())
    assert before <= said["time"] <= time.time()
    lock.release()
    assert list(path.parent.iterdir()) == [path]
    assert not lock.holds


def test_the_second_one_is_told_who_has_it(path: Path) -> None:
    lock = taken(path)
    holder = held(path)
    assert (holder.user, holder.machine, holder.is_us) == (getpass.getuser(), machine(), True)
    lock.release()
    lock.release()
    taken(path).release()


def test_another_process_is_told_too(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from raciapp.document.locks import take\n"
        "print(take(Path(sys.argv[1])), flush=True); input()"
    )
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603 - our own
        assert child.stdout is not None
        assert "Lock" in child.stdout.readline()
        holder = held(path)
        assert (holder.pid, holder.is_us) == (child.pid, False)
        child.kill()
    lock = taken(path)
    assert list(path.parent.glob(".~lock*")) == [lock_file(path)]
    lock.release()


@pytest.mark.parametrize("age", [0, DAY - 60])
def test_somebody_elsewhere_has_it(path: Path, age: float) -> None:
    left(path, age)
    assert held(path).user == "anna"
    assert not held(path).is_us


def test_nobody_touched_it_for_a_day(path: Path) -> None:
    left(path, DAY + 60)
    taken(path).release()


def test_it_was_touched_today_though_taken_long_ago(path: Path) -> None:
    left(path, time=time.time() - 5 * DAY)
    assert held(path).user == "anna"


@pytest.mark.parametrize("ahead", [2 * DAY, 1e300])
def test_a_clock_that_runs_far_ahead_says_nothing(path: Path, ahead: float) -> None:
    file = left(path, time=time.time() + ahead)
    assert held(path).user == "anna"
    os.utime(file, (0, 0))
    taken(path).release()


def test_the_process_on_this_machine_ended(path: Path, dead: int) -> None:
    left(path, machine=machine(), pid=dead)
    taken(path).release()


def test_a_process_on_this_machine_lives(path: Path) -> None:
    left(path, machine=machine(), pid=os.getppid())
    assert held(path).pid == os.getppid()


def test_a_process_that_ended_had_the_number_that_is_ours_now(path: Path) -> None:
    left(path, machine=machine(), pid=os.getpid())
    taken(path).release()


def test_the_number_of_another_machine_says_nothing_here(path: Path, dead: int) -> None:
    left(path, pid=dead)
    assert held(path).user == "anna"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"\xff\xfe", b"[]", b"[" * 3000, b'{"pid": -1}', b'{"pid": "1"}', b'{"user": null}', b"x" * 10**6,
        b'{"user": "' + b"u" * 101 + b'"}', b'{"pid": 99999999999999999999}', b'{"time": NaN}', b"{}",
    ],
)  # fmt: skip
def test_a_lock_nobody_can_read_holds_for_a_minute(path: Path, content: bytes) -> None:
    """Somebody may be writing it at this moment; or the disk was full."""
    file = lock_file(path)
    file.write_bytes(content)
    assert held(path) == Holder()
    then = time.time() - MINUTE - 5
    os.utime(file, (then, then))
    taken(path).release()


@given(
    content=st.binary(max_size=200)
    | st.recursive(
        st.none() | st.floats() | st.text(max_size=5),
        lambda inner: st.dictionaries(st.sampled_from(Holder.__struct_fields__), inner),
    ).map(lambda said: json.dumps(said).encode())
)
def test_whatever_lies_there_is_no_surprise(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "client.raci"
    lock_file(path).write_bytes(content)
    found = take(path)
    if isinstance(found, Lock):
        found.release()


def test_a_folder_in_its_place_gives_no_lock_and_no_error(path: Path) -> None:
    lock_file(path).mkdir()
    old = time.time() - 2 * DAY
    os.utime(lock_file(path), (old, old))
    found = take(path)
    assert isinstance(found, Lock | Holder)
    assert seize(path).holds in {True, False}


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.ENAMETOOLONG, errno.EIO])
@pytest.mark.parametrize("call", ["open", "write"])
def test_a_folder_that_cannot_be_written_gives_no_lock_and_no_error(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    def fail(*_arguments: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as refused:
        refused.setattr(os, call, fail)
        lock = take(path)
    assert isinstance(lock, Lock)
    assert not lock.holds
    assert lock.refresh()
    lock.release()
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_folder_gives_no_lock_and_no_error(tmp_path: Path) -> None:
    lock = take(tmp_path / "away" / "client.raci")
    assert isinstance(lock, Lock)
    assert not lock.holds
    assert not seize(tmp_path / "away" / "client.raci").holds


def test_refreshing_it_says_so_and_keeps_it(path: Path) -> None:
    lock = taken(path)
    old = time.time() - 2 * DAY
    os.utime(lock_file(path), (old, old))
    assert lock.refresh()
    assert time.time() - lock_file(path).stat().st_mtime < DAY
    assert held(path).is_us
    lock.release()
    assert list(path.parent.iterdir()) == [path]


def test_refreshing_one_that_was_taken_over_says_so(path: Path) -> None:
    lock = taken(path)
    left(path)
    assert not lock.refresh()
    assert not lock.holds
    lock.release()
    assert held(path).user == "anna"


def test_releasing_one_that_was_taken_over_leaves_it(path: Path) -> None:
    lock = taken(path)
    left(path)
    lock.release()
    assert held(path).user == "anna"


def test_refreshing_brings_back_what_somebody_deleted(path: Path) -> None:
    lock = taken(path)
    lock_file(path).unlink()
    assert lock.refresh()
    assert held(path).is_us
    lock.release()


def test_a_drive_that_is_gone_at_a_refresh_is_no_trouble(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = taken(path)

    def fail(*_arguments: object) -> NoReturn:
        raise OSError(errno.EHOSTDOWN, "Host is down")

    with monkeypatch.context() as gone:
        gone.setattr(os, "fsync", fail)
        assert lock.refresh()
    assert lock.refresh()
    with monkeypatch.context() as gone:
        gone.setattr(Path, "unlink", fail)
        lock.release()
    assert not lock.holds


def test_a_person_may_take_it_all_the_same(path: Path) -> None:
    left(path)
    lock = seize(path)
    assert lock.holds
    assert held(path).is_us
    lock.release()


def test_somebody_who_is_faster_keeps_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people find the same stale lock; one has taken it over when the other goes to remove it."""
    left(path, DAY + 60)
    works = locks._clear

    def slow(file: Path, stale: Holder) -> None:
        monkeypatch.undo()
        left(path, user="bert", mark="4567")
        works(file, stale)

    monkeypatch.setattr(locks, "_clear", slow)
    assert held(path).user == "bert"
    assert list(path.parent.glob(".~lock*")) == [lock_file(path)]


def test_a_lock_that_is_released_while_it_is_looked_at(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = left(path)
    works = locks._read

    def last(read: Path) -> Holder:
        holder = works(read)
        file.unlink(missing_ok=True)
        return holder

    monkeypatch.setattr(locks, "_read", last)
    lock = taken(path)
    monkeypatch.undo()
    lock.release()


def test_a_user_without_a_name(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> NoReturn:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    lock = taken(path)
    assert held(path).user == ""
    lock.release()


@POSIX
@pytest.mark.parametrize(("mode", "shown"), [(0o600, 0o600), (0o644, 0o644), (0o664, 0o644), (0o640, 0o640)])
def test_whoever_may_read_the_document_may_know_who_has_it_open(path: Path, mode: int, shown: int) -> None:
    path.chmod(mode)
    lock = taken(path)
    assert stat.S_IMODE(lock_file(path).stat().st_mode) == shown
    assert lock.refresh()
    assert stat.S_IMODE(lock_file(path).stat().st_mode) == shown
    lock.release()


@POSIX
def test_a_document_that_is_not_there_yet_is_locked_for_the_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.raci"
    lock = taken(path)
    assert stat.S_IMODE(lock_file(path).stat().st_mode) == 0o600
    lock.release()
