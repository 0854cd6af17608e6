import errno
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from raciapp.base.files import create_privately
from raciapp.base.syncing import Syncer


@pytest.fixture
def descriptor(tmp_path: Path) -> Iterator[int]:
    descriptor = create_privately(tmp_path / "file")
    yield descriptor
    os.close(descriptor)


@pytest.fixture
def syncer() -> Iterator[Syncer]:
    syncer = Syncer()
    yield syncer
    syncer.end()


class Disk:
    """A disk whose syncs wait until they are let through, or fail."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.may_end = threading.Semaphore(0)
        self.syncs = 0
        self.error: OSError | None = None

    def fsync(self, _descriptor: int) -> None:
        self.syncs += 1
        self.begun.release()
        assert self.may_end.acquire(timeout=10)
        if self.error:
            raise self.error


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(os, "fsync", disk.fsync)
    return disk


def test_what_is_asked_for_is_synced(syncer: Syncer, descriptor: int) -> None:
    assert syncer.settled
    syncer.ask(descriptor)
    assert syncer.wait(10)
    assert syncer.settled


def test_asking_does_not_wait_and_several_writes_are_one_sync(syncer: Syncer, descriptor: int, disk: Disk) -> None:
    syncer.ask(descriptor)
    assert disk.begun.acquire(timeout=10)
    for _ in range(5):
        syncer.ask(descriptor)
    assert not syncer.settled
    assert not syncer.wait(0)
    disk.may_end.release()
    assert disk.begun.acquire(timeout=10)
    assert not syncer.settled
    disk.may_end.release()
    assert syncer.wait(10)
    assert disk.syncs == 2


def test_a_fault_stays_until_the_file_is_let_go(syncer: Syncer, descriptor: int, disk: Disk) -> None:
    disk.error = OSError(errno.EIO, os.strerror(errno.EIO))
    disk.may_end.release()
    syncer.ask(descriptor)
    assert not syncer.wait(10)
    assert syncer.error is disk.error
    disk.error = None
    disk.may_end.release()
    syncer.ask(descriptor)
    assert not syncer.wait(10)  # what the failed sync should have written may be gone
    syncer.let_go()
    assert syncer.settled


def test_the_end_of_an_old_file_s_sync_says_nothing_of_the_new_one(
    syncer: Syncer, descriptor: int, disk: Disk, tmp_path: Path
) -> None:
    disk.error = OSError(errno.EIO, os.strerror(errno.EIO))
    syncer.ask(descriptor)
    assert disk.begun.acquire(timeout=10)
    syncer.let_go()
    other = create_privately(tmp_path / "other")
    syncer.ask(other)
    disk.may_end.release()
    assert disk.begun.acquire(timeout=10)
    assert not syncer.settled
    disk.error = None
    disk.may_end.release()
    assert syncer.wait(10)
    os.close(other)


def test_a_deleted_file_is_on_no_disk(syncer: Syncer, descriptor: int, tmp_path: Path) -> None:
    (tmp_path / "file").unlink()
    syncer.ask(descriptor)
    assert not syncer.wait(10)
    assert syncer.error is not None
    assert syncer.error.errno == errno.ENOENT


def test_too_many_open_files(syncer: Syncer, descriptor: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def unable(_descriptor: int) -> int:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(os, "dup", unable)
    syncer.ask(descriptor)
    assert not syncer.wait(10)
    assert syncer.error is not None
    assert syncer.error.errno == errno.EMFILE


def test_it_ends_and_can_begin_again(descriptor: int) -> None:
    syncer = Syncer()
    syncer.end()
    others = set(threading.enumerate())  # a window of another test may still write its journal
    for _ in range(2):
        syncer.ask(descriptor)
        assert syncer.wait(10)
        assert [thread.name for thread in threading.enumerate() if thread not in others] == ["journal"]
        syncer.end()
        assert set(threading.enumerate()) <= others
