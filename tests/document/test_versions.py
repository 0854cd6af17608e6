import errno
import os
import stat
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raciapp.base.errors import UserError
from raciapp.base.state import state_folder
from raciapp.document import versions
from raciapp.document.versions import LAST, MONTH, forget, keep, kept, to_keep

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the document lies; nothing is ever read there."""
    return tmp_path / "Confidential client.raci"


def contents(path: Path) -> list[bytes]:
    return [version.read() for version in kept(path)]


# -- which ones -------------------------------------------------------------------------------------------

moments = st.integers(0, 90 * 86_400).map(lambda seconds: NOON - timedelta(seconds=seconds))


@given(st.lists(moments, max_size=40), moments)
def test_the_last_ten_stay_and_the_last_of_each_day_of_a_month(times: list[datetime], now: datetime) -> None:
    staying = to_keep(times, now)
    assert staying <= set(times)
    newest = sorted(set(times))[-LAST:]
    assert set(newest) <= staying
    for when in times:
        later = [other for other in times if other.date() == when.date() and other > when]
        recent = now - when <= MONTH
        assert (when in staying) == (when in newest or (recent and not later))


@given(st.lists(moments, max_size=40), moments, moments)
def test_thinning_twice_is_thinning_once(times: list[datetime], now: datetime, then: datetime) -> None:
    assert to_keep(to_keep(times, now), now) == to_keep(times, now)
    assert len(to_keep(times, now)) <= max(LAST, len({when.date() for when in times}) + LAST)


def test_what_was_thinned_before_is_not_missed_later() -> None:
    """Thinning at each save keeps what thinning at the end would keep of the days."""
    times = [NOON + timedelta(hours=hours) for hours in range(0, 24 * 40, 5)]
    known: set[datetime] = set()
    for when in times:
        known = to_keep({*known, when}, when)
    assert known == to_keep(times, times[-1])
    assert 30 <= len(known) <= 32 + LAST


def test_days_are_those_of_the_person() -> None:
    west = timezone(timedelta(hours=-5))
    evening, night = datetime(2026, 11, 20, 23, tzinfo=UTC), datetime(2026, 11, 21, 3, tzinfo=UTC)
    later = [NOON - timedelta(minutes=minute) for minute in range(LAST)]
    assert {evening, night} <= to_keep([evening, night, *later], NOON)
    assert to_keep([evening, night, *later], NOON.astimezone(west)) == {night, *later}


# -- keeping them -----------------------------------------------------------------------------------------


def test_what_was_saved_is_there_newest_first(path: Path) -> None:
    assert kept(path) == []
    keep(path, b"one", NOON)
    keep(path, b"three", NOON + timedelta(minutes=2))
    keep(path, b"two", NOON + timedelta(minutes=1))
    assert contents(path) == [b"three", b"two", b"one"]
    assert [(version.when - NOON, version.size) for version in kept(path)] == [
        (timedelta(minutes=2), 5), (timedelta(minutes=1), 3), (timedelta(0), 3),
    ]  # fmt: skip


def test_saving_the_same_again_keeps_one(path: Path) -> None:
    for minute, content in enumerate([b"one", b"one", b"two", b"one"]):
        keep(path, content, NOON + timedelta(minutes=minute))
    assert contents(path) == [b"one", b"two", b"one"]


def test_two_saves_in_one_moment_are_both_kept(path: Path) -> None:
    for content in (b"1", b"2", b"3"):
        keep(path, content, NOON)
    assert contents(path) == [b"3", b"2", b"1"]


def test_the_time_is_the_same_wherever_it_was_told(path: Path) -> None:
    keep(path, b"one", NOON.astimezone(timezone(timedelta(hours=5, minutes=30))))
    assert [version.when for version in kept(path)] == [NOON]


def test_old_ones_go(path: Path) -> None:
    for number in range(LAST + 5):
        keep(path, b"%d" % number, NOON + timedelta(seconds=number))
    assert contents(path) == [b"%d" % number for number in range(LAST + 4, 4, -1)]
    keep(path, b"much later", NOON + timedelta(days=60))
    assert len(kept(path)) == LAST


def test_documents_are_told_apart_by_their_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(path, b"ours", NOON)
    assert kept(path.with_name("other.raci")) == kept(path.parent / "elsewhere" / path.name) == []
    monkeypatch.chdir(path.parent)
    assert contents(Path(path.name)) == [b"ours"]
    path.write_bytes(b"x")
    link = path.with_name("link.raci")
    link.symlink_to(path)
    assert contents(link) == [b"ours"]


def test_forgetting_them(path: Path) -> None:
    other = path.with_name("other.raci")
    for which in (path, other):
        keep(which, b"one", NOON)
    forget(path)
    assert (kept(path), contents(other)) == ([], [b"one"])


# -- in private -------------------------------------------------------------------------------------------


@POSIX
def test_only_the_user_may_read_them_and_no_name_says_what_they_are(path: Path) -> None:
    keep(path, b"one", NOON)
    (version,) = kept(path)
    assert stat.S_IMODE(version.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(version.file.parent.stat().st_mode) == 0o700
    assert version.file.is_relative_to(state_folder())
    assert "client" not in str(version.file.relative_to(state_folder())).lower()


def test_whatever_else_lies_there_is_left_alone(path: Path) -> None:
    keep(path, b"one", NOON)
    folder = kept(path)[0].file.parent
    names = ["notes.txt", "2026-13-45T99-99-99.000000Z.raci", "2026-11-23T12-00-00.000000Z", "x.raci"]
    for name in names:
        (folder / name).write_bytes(b"")
    (folder / "2026-11-23T13-00-00.000000Z.raci").mkdir()
    for number in range(LAST + 5):
        keep(path, b"%d" % number, NOON + timedelta(seconds=number))
    assert len(kept(path)) == LAST
    assert {entry.name for entry in folder.iterdir()} >= set(names)


# -- faults -----------------------------------------------------------------------------------------------


def test_a_state_folder_that_cannot_be_made_is_told(path: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"a file where the folder should be")
    with pytest.raises(
        UserError, match=r"^Confidential client\.raci: saved, but no earlier version is kept of it: .*versions"
    ):
        keep(path, b"one", NOON)
    assert kept(path) == []


def test_a_full_disk_is_told_and_the_others_stay(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(path, b"one", NOON)

    def full(_handle: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="the disk is full"):
        keep(path, b"two", NOON + timedelta(minutes=1))
    assert contents(path) == [b"one"]


def test_one_that_cannot_be_removed_hinders_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, *, missing_ok: bool = False) -> NoReturn:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", refuse)
    for number in range(LAST + 2):
        keep(path, b"%d" % number, NOON + timedelta(seconds=number))
    forget(path)
    assert len(kept(path)) == LAST + 2


def test_one_that_vanished_is_told(path: Path) -> None:
    keep(path, b"one", NOON)
    (version,) = kept(path)
    version.file.unlink()
    with pytest.raises(UserError, match="cannot be read"):
        version.read()


def test_one_that_cannot_be_read_does_not_count_as_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(path, b"one", NOON)

    def refuse(_version: versions.Version) -> NoReturn:
        raise UserError("cannot be read")

    with monkeypatch.context() as unreadable:
        unreadable.setattr(versions.Version, "read", refuse)
        keep(path, b"one", NOON + timedelta(minutes=1))
    assert contents(path) == [b"one", b"one"]
