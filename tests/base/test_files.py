import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded, replace_atomically, system_reason, write_atomically

OLD, NEW = b"the old file", b"the new one"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a file that is there already."""
    path = tmp_path / "client.raci"
    path.write_bytes(OLD)
    return path


def fails(*_arguments: object, **_options: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# -- reading ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [len(OLD), len(OLD) + 1])
def test_reading_up_to_the_limit(old: Path, limit: int) -> None:
    assert read_bounded(old, limit) == OLD


def test_reading_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    assert read_bounded(path, 0) == b""


def test_a_file_over_the_limit_is_named_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "{huge}.raci"
    path.write_bytes(bytes(2_000_001))
    with pytest.raises(UserError, match=r"^\{huge\}\.raci: larger than 2 MB"):
        read_bounded(path, 2_000_000)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^gone\.raci: cannot be read \(No such file"):
        read_bounded(tmp_path / "gone.raci", 10)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read_bounded(tmp_path, 10)


def test_a_reason_without_words_is_at_least_named() -> None:
    assert system_reason(OSError()) == "OSError"
    assert system_reason(OSError(errno.ENOSPC, "No space left")) == "No space left"


# -- writing ----------------------------------------------------------------------------------------------


def test_writing_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "new.raci"
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert list(tmp_path.iterdir()) == [path]


def test_writing_over_a_file(old: Path) -> None:
    write_atomically(old, NEW)
    assert old.read_bytes() == NEW
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_permissions_are_kept(old: Path, mode: int) -> None:
    old.chmod(mode)
    write_atomically(old, NEW)
    assert stat.S_IMODE(old.stat().st_mode) == mode


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
@pytest.mark.parametrize("content", [OLD, None])
def test_a_link_stays_a_link(tmp_path: Path, content: bytes | None) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    target, link = folder / "real.raci", tmp_path / "link.raci"
    if content is not None:
        target.write_bytes(content)
    link.symlink_to(target)
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["link.raci", "real.raci", "shared"]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("x" * 250 + ".raci", id="long"),
        pytest.param("\U0001f9d1" * 62 + ".raci", id="long in bytes"),
        pytest.param(".raci", id="no stem"),
        pytest.param("{n} %s", id="no suffix"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows counts the whole path")
def test_the_temporary_name_fits_wherever_the_name_fits(tmp_path: Path, name: str) -> None:
    write_atomically(tmp_path / name, NEW)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_temporary_file_keeps_the_suffix(old: Path) -> None:
    seen = []

    def write(beside: Path) -> None:
        seen.append(beside)
        beside.write_bytes(NEW)

    replace_atomically(old, write)
    assert [(beside.suffix, beside.parent) for beside in seen] == [(".raci", old.parent)]
    assert old.read_bytes() == NEW


def _no_durable_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", fails)


def _no_replacing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", fails)
    monkeypatch.setattr(os, "replace", fails)


@pytest.mark.parametrize("breaks", [_no_durable_file, _no_replacing])
def test_a_failure_leaves_the_old_file_whole_and_nothing_beside_it(
    old: Path, monkeypatch: pytest.MonkeyPatch, breaks: Callable[[pytest.MonkeyPatch], None]
) -> None:
    breaks(monkeypatch)
    with pytest.raises(UserError) as raised:
        write_atomically(old, NEW)
    monkeypatch.undo()
    assert old.read_bytes() == OLD
    assert list(old.parent.iterdir()) == [old]
    assert str(raised.value) == (
        f"client.raci: cannot be saved in {old.parent}, the disk is full (No space left on device). "
        "Nothing was changed; make room there or choose another place."
    )


def test_a_writer_that_fails_for_its_own_reasons_leaves_the_old_file_whole(old: Path) -> None:
    def write(beside: Path) -> None:
        beside.write_bytes(NEW[:3])
        raise ValueError("no such format")

    with pytest.raises(ValueError, match="no such format"):
        replace_atomically(old, write)
    assert old.read_bytes() == OLD
    assert list(old.parent.iterdir()) == [old]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"cannot be saved in .*away"):
        write_atomically(tmp_path / "away" / "new.raci", NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "folder.raci"
    folder.mkdir()
    with pytest.raises(UserError, match=r"folder\.raci: cannot be saved"):
        write_atomically(folder, NEW)
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folder handles to sync")
@pytest.mark.parametrize("call", ["open", "fsync"])
def test_a_folder_that_cannot_be_synced_does_not_undo_what_is_in_place(
    old: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """Some network shares refuse it; the new file is there all the same, and saying otherwise would be a lie."""
    works, folders = getattr(os, call), []

    def refuse_folders(what: int | Path, *rest: int) -> object:
        if Path(what).is_dir() if isinstance(what, Path) else stat.S_ISDIR(os.fstat(what).st_mode):
            folders.append(what)
            raise OSError(errno.EINVAL, "not for folders")
        return works(what, *rest)

    monkeypatch.setattr(os, call, refuse_folders)
    write_atomically(old, NEW)
    monkeypatch.undo()
    assert folders
    assert old.read_bytes() == NEW
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folder handles to sync")
def test_file_and_folder_are_made_durable_in_that_order(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    works = os.fsync

    def fsync(handle: int) -> None:
        synced.append((stat.S_ISDIR(os.fstat(handle).st_mode), old.read_bytes()))
        works(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    write_atomically(old, NEW)
    assert synced == [(False, OLD), (True, NEW)]
