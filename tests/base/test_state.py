import os
import stat
from pathlib import Path

import platformdirs
import pytest

from raciapp.base.errors import UserError
from raciapp.base.state import private_folder, state_folder, write_privately

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_environment_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert state_folder() == tmp_path / "raciapp"
    assert not state_folder().exists()


@pytest.mark.parametrize("unset", ["", "  "])
def test_else_the_system_does(monkeypatch: pytest.MonkeyPatch, unset: str) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", unset)
    assert state_folder() == platformdirs.user_state_path("raciapp", appauthor=False)


@posix
def test_folders_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "state" / "raciapp" / "journals")
    assert [mode(one) for one in (folder, folder.parent, folder.parent.parent)] == [0o700] * 3
    assert private_folder(folder) == folder


@posix
def test_a_folder_that_others_may_read_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(0o755)
    above = mode(tmp_path)
    private_folder(folder)
    assert mode(folder) == 0o700
    assert mode(tmp_path) == above


def test_a_file_in_the_way_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        private_folder(tmp_path / "file" / "folder")


@posix
def test_files_are_for_their_owner_alone_even_where_they_were_not(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    write_privately(path, b"one")
    assert (mode(path), path.read_bytes()) == (0o600, b"one")
    path.chmod(0o644)
    write_privately(path, b"two")
    assert (mode(path), path.read_bytes()) == (0o600, b"two")
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^kept: cannot be saved"):
        write_privately(tmp_path / "gone" / "kept", b"one")
