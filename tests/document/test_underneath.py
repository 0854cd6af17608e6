import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded
from raciapp.base.processes import machine
from raciapp.document import underneath
from raciapp.document.underneath import (
    Fingerprint,
    changed,
    conflict_copies,
    fingerprint_of_saved,
    fingerprinted,
    touched,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file."""
    found = tmp_path / "client.raci"
    found.write_bytes(b"ours")
    return found


def test_a_file_nobody_changed(path: Path) -> None:
    known = Fingerprint.of(path)
    assert known.exists
    assert not changed(path, known)
    assert not touched(path, known)


@pytest.mark.parametrize("content", [b"them", b"longer than ours", b""])
def test_a_file_somebody_changed(path: Path, content: bytes) -> None:
    known = Fingerprint.of(path)
    path.write_bytes(content)
    os.utime(path, ns=(0, known.mtime_ns + 1))
    assert changed(path, known)
    assert touched(path, known)


def test_the_content_decides_and_not_the_clock(path: Path) -> None:
    """Some drives count time in steps of two seconds; and cloud tools touch files without changing them."""
    known = Fingerprint.of(path)
    path.write_bytes(b"them")
    os.utime(path, ns=(0, known.mtime_ns))
    assert (changed(path, known), touched(path, known)) == (True, False)
    path.write_bytes(b"ours")
    os.utime(path, ns=(0, known.mtime_ns + 10**9))
    assert (changed(path, known), touched(path, known)) == (False, True)


def test_a_file_that_is_gone_is_overwritten_by_nothing(path: Path) -> None:
    known = Fingerprint.of(path)
    path.unlink()
    assert (changed(path, known), touched(path, known)) == (False, True)
    assert (changed(path / "inner", known), touched(path / "inner", Fingerprint())) == (False, False)


def test_a_file_where_there_was_none(path: Path) -> None:
    known = Fingerprint.of(path.with_name("new.raci"))
    assert not known.exists
    assert not changed(path.with_name("new.raci"), known)
    assert (changed(path, known), touched(path, known)) == (True, True)
    path.write_bytes(b"")
    assert changed(path, known)


def test_what_was_read_and_what_was_saved_have_the_same_fingerprint(path: Path) -> None:
    assert fingerprinted(path) == (b"ours", Fingerprint.of(path))
    assert fingerprint_of_saved(path, b"ours") == Fingerprint.of(path)
    path.unlink()
    assert changed(path, fingerprint_of_saved(path, b"ours")) is False


def test_a_change_between_reading_and_looking_is_noticed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    works = read_bounded

    def slow(file: Path, limit: int) -> bytes:
        content = works(file, limit)
        file.write_bytes(b"them")
        return content

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(underneath, "read_bounded", slow)
        content, known = fingerprinted(path)
    assert content == b"ours"
    assert changed(path, known)


def test_a_file_that_cannot_be_looked_at_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Fingerprint.of(path)

    def refuse(_path: Path, *_mode: str, **_options: object) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as refused:
        refused.setattr(Path, "stat", refuse)
        with pytest.raises(UserError, match=r"client\.raci: cannot be read \(Permission denied\)"):
            changed(path, known)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match="cannot be read"):
        changed(path, known)
    with pytest.raises(UserError, match="cannot be read"):
        Fingerprint.of(path)


def test_a_file_that_grew_huge_is_changed_and_never_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Fingerprint.of(path)
    with path.open("wb") as file:
        file.truncate(10**12)

    def refuse(_path: Path, _limit: int) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(underneath, "read_bounded", refuse)
    assert changed(path, known)


# -- conflict copies --------------------------------------------------------------------------------------

COPIES = [
    "client (conflicted copy).raci",
    "client (Anna's conflicted copy 2026-11-23).raci",
    "client (conflicted copy 2026-11-23 101010).raci",
    "client (Copie en conflit de Anne 2026-11-23).raci",
    "client (Case Conflict).raci",
    "client.sync-conflict-20261123-101010-ABCDEFG.raci",
    "client.sync-conflict-20261123-101010.raci",
    "client_conflict-20261123-101010.raci",
    "client [Conflict].raci",
    "client (1).raci",
    "client (12).raci",
    "client-DESKTOP-0AB1C2D.raci",
    "client-LAPTOP-0AB1C2D.raci",
    "client-MacBook Pro d’Anne.raci",
    f"client-{machine()}.raci",
    "CLIENT-ANNES-PC.RACI",
]
OTHERS = [
    "client.raci",
    "client 2.raci",
    "client-v2.raci",
    "client-final.raci",
    "client-2026.raci",
    "client (old).raci",
    "client (0).raci",
    "client (123).raci",
    "clients (1).raci",
    "my client (1).raci",
    "client (1).xlsx",
    "client (1).raci.bak",
    ".~lock.client (1).raci#",
    "(1).raci",
]


@pytest.mark.parametrize("name", COPIES)
def test_copies_that_cloud_tools_leave(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert conflict_copies(tmp_path / "client.raci", ["ANNES-PC", ""]) == (tmp_path / name,)


@pytest.mark.parametrize("name", OTHERS)
def test_names_that_people_give(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert conflict_copies(tmp_path / "client.raci", ["ANNES-PC"]) == ()


def test_copies_come_in_order_and_folders_are_none(tmp_path: Path) -> None:
    for name in COPIES[::-1]:
        (tmp_path / name).touch()
    (tmp_path / "client (2).raci").mkdir()
    assert [copy.name for copy in conflict_copies(tmp_path / "client.raci", ["annes-pc"])] == sorted(COPIES)


def test_a_folder_that_cannot_be_listed_has_none(tmp_path: Path) -> None:
    assert conflict_copies(tmp_path / "away" / "client.raci") == ()


def test_names_are_never_patterns(tmp_path: Path) -> None:
    for name in ("a+b (c) [d] (1).raci", "aab (c) d (1).raci"):
        (tmp_path / name).touch()
    assert [copy.name for copy in conflict_copies(tmp_path / "a+b (c) [d].raci", ["(", "*"])] == [
        "a+b (c) [d] (1).raci"
    ]


def test_accents_taken_apart_are_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "e\u0301te\u0301 (1).raci").touch()
    assert len(conflict_copies(tmp_path / "\u00e9t\u00e9.raci")) == 1
