"""Saving while the system fails: each call in turn, a few bytes at a time, killed in between."""

import errno
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from raciapp.base import files
from raciapp.base.errors import UserError
from raciapp.base.files import replace_atomically, write_atomically

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has other calls and no permission bits")
OLD, NEW = b"the old file", b"the new one, which is longer"
CALLS = ("open", "write", "fsync", "close", "chmod", "chown", "replace", "unlink", "stat", "scandir", "access")
"""Every call of the system on the way of a save."""

SENTENCES = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EIO: "its drive reports a fault",
    errno.EACCES: "where you may not write",
    errno.EROFS: "where you may not write",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ETXTBSY: "another program holds the file",
    errno.EBUSY: "another program holds the file",
    errno.ENOENT: "its drive is no longer connected",
    errno.EHOSTDOWN: "its drive is no longer connected",
    errno.EFBIG: "choose another place",
}
"""What is said of each fault."""


class Trial:
    """Lets the calls of the system through until the one numbered `fatal`, which does something else instead."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fatal: int, instead: Callable[[], object]) -> None:
        self.reached = ""
        self._count = 0
        self._fatal = fatal
        self._instead = instead
        for name in CALLS:
            monkeypatch.setattr(os, name, self._counting(name, getattr(os, name)))
        monkeypatch.setattr(time, "sleep", lambda _seconds: None)

    def _counting(self, name: str, works: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self._count += 1
            if self._count == self._fatal:
                self.reached = name
                self._instead()
            return works(*arguments, **options)

        return call


def failing(number: int) -> Callable[..., NoReturn]:
    """Return what fails with an error number of the system."""

    def fail(*_arguments: object, **_options: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.fixture(params=["over an old file", "a new file"])
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return where to save."""
    found = tmp_path / "client.raci"
    if request.param == "over an old file":
        found.write_bytes(OLD)
    return found


def _contents(folder: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in folder.iterdir()}


@POSIX
@pytest.mark.parametrize("number", SENTENCES, ids=errno.errorcode.get)
def test_each_call_of_the_system_fails_in_turn(path: Path, number: int) -> None:
    before = _contents(path.parent)
    reached = []
    for fatal in range(1, 100):
        said = ""
        with pytest.MonkeyPatch.context() as monkeypatch:
            trial = Trial(monkeypatch, fatal, failing(number))
            try:
                write_atomically(path, NEW)
            except UserError as error:
                said = str(error)
        if not trial.reached:
            break
        reached.append(trial.reached)
        after = _contents(path.parent)
        if said:
            _assert_one_sentence(said, number, trial.reached)
            if trial.reached == "unlink":
                pytest.fail("a file that is in place is saved, whatever happens afterwards")
            assert after == before, f"{trial.reached} failed"
        else:
            assert after == {"client.raci": NEW}, f"{trial.reached} failed and was not told"
            path.unlink()
            for name, content in before.items():
                (path.parent / name).write_bytes(content)
    assert {"open", "write", "fsync", "close", "replace", "stat", "scandir"} <= set(reached)
    assert len(reached) >= 10


def _assert_one_sentence(said: str, number: int, call: str) -> None:
    assert said.startswith("client.raci: cannot be saved")
    refused = call == "access" or (call == "replace" and number == errno.EACCES)
    assert ("another program holds the file" if refused and call == "replace" else SENTENCES[number]) in said
    assert os.strerror(number) in said or refused
    assert "Nothing was changed" in said
    assert "\n" not in said


@POSIX
@pytest.mark.parametrize("most", [1, 7])
def test_a_system_that_takes_few_bytes_at_a_time_gets_them_all(
    path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    works = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: works(handle, content[:most]))
    write_atomically(path, NEW)
    monkeypatch.undo()
    assert _contents(path.parent) == {"client.raci": NEW}


def test_a_system_that_takes_nothing_does_not_hang(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _contents(path.parent)
    monkeypatch.setattr(os, "write", lambda _handle, _content: 0)
    with pytest.raises(UserError, match="its drive reports a fault"):
        write_atomically(path, NEW)
    assert _contents(path.parent) == before


@POSIX
def test_a_real_limit_of_the_system_in_the_middle_of_the_bytes(path: Path) -> None:
    """The kernel itself takes the first 10 bytes and refuses the rest."""
    before = _contents(path.parent)
    script = (
        "import resource, sys; from pathlib import Path; from raciapp.base.files import write_atomically\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "write_atomically(Path(sys.argv[1]), bytes(1000))"
    )
    ran = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert "UserError: client.raci: cannot be saved in" in ran.stderr
    assert "File too large" in ran.stderr
    assert _contents(path.parent) == before


@POSIX
def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        write_atomically(tmp_path / ("x" * 300 + ".raci"), NEW)
    assert str(raised.value) == (
        "x" * 79 + "…: cannot be saved, the name is too long (File name too long). "
        "Nothing was changed; choose a shorter one."
    )
    with pytest.raises(UserError, match="the name is too long"):
        write_atomically(tmp_path.joinpath(*["x" * 200] * 30), NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder(path: Path) -> None:
    path.write_bytes(OLD)
    with pytest.raises(UserError, match="the folder is not there"):
        write_atomically(path / "inner.raci", NEW)
    assert _contents(path.parent) == {"client.raci": OLD}


@POSIX
def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    link = tmp_path / "link.raci"
    link.symlink_to(link)
    with pytest.raises(UserError, match=r"link\.raci: cannot be saved"):
        write_atomically(link, NEW)
    assert list(tmp_path.iterdir()) == [link]


def test_a_file_marked_read_only_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "client.raci"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(UserError, match=r"marked read-only\. Nothing was changed; choose another name"):
        write_atomically(path, NEW)
    assert _contents(tmp_path) == {"client.raci": OLD}


# -- files that another program holds, as Windows lets it -------------------------------------------------


class WindowsError(PermissionError):
    """What Windows raises, with a number of its own."""

    winerror = 0


def _held(number: int) -> WindowsError:
    error = WindowsError(errno.EACCES, "The process cannot access the file")
    error.winerror = number
    return error


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the pauses that were made; none of them takes any time."""
    made: list[float] = []
    monkeypatch.setattr(time, "sleep", made.append)
    return made


@pytest.mark.parametrize("number", [5, 32])
def test_a_file_that_another_program_holds(
    path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float], number: int
) -> None:
    before = _contents(path.parent)

    def replace(_one: object, _other: object) -> NoReturn:
        raise _held(number)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(
        UserError, match=r"another program holds the file .*The process cannot access the file.*close it"
    ):
        write_atomically(path, NEW)
    monkeypatch.undo()
    assert pauses == list(files.PAUSES)
    assert sum(pauses) < 1
    assert _contents(path.parent) == before


def test_a_file_that_is_held_for_a_moment_is_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    works, tries = os.replace, iter([_held(32), _held(5), None])

    def replace(one: Path, other: Path) -> None:
        error = next(tries)
        if error:
            raise error
        works(one, other)

    monkeypatch.setattr(os, "replace", replace)
    write_atomically(path, NEW)
    assert len(pauses) == 2
    assert _contents(path.parent) == {"client.raci": NEW}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (53, "no longer connected"),
        (112, "the disk is full"),
        (206, "the name is too long"),
        (19, "where you may not write"),
        (32, "another program holds the file"),
        (1117, "its drive reports a fault"),
        (9999, "where you may not write"),
    ],
)
def test_the_numbers_of_windows_say_more_than_its_errno(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuse(*_arguments: object) -> NoReturn:
        raise _held(number)

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UserError, match=said):
        write_atomically(path, NEW)


# -- private files ----------------------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize("umask", [0, 0o022])
def test_a_new_file_is_readable_by_the_user_alone_from_its_first_byte_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, umask: int
) -> None:
    works, seen = os.write, []

    def write(handle: int, content: bytes) -> int:
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return works(handle, content)

    monkeypatch.setattr(os, "write", write)
    before = os.umask(umask)
    try:
        write_atomically(tmp_path / "a.raci", NEW)
        replace_atomically(tmp_path / "b.raci", lambda beside: seen.append(stat.S_IMODE(beside.stat().st_mode)))
    finally:
        os.umask(before)
    assert seen == [0o600, 0o600]
    assert [stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()] == [0o600, 0o600]


@POSIX
def test_the_group_of_a_shared_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "client.raci"
    path.write_bytes(OLD)
    path.chmod(0o660)
    asked = []
    works = os.stat

    class Shared:
        """A file of another group."""

        def __init__(self, found: os.stat_result) -> None:
            self.st_mode, self.st_gid = found.st_mode, found.st_gid + 1

    monkeypatch.setattr(
        os, "stat", lambda file, **options: Shared(works(file, **options)) if file == path else works(file, **options)
    )
    monkeypatch.setattr(os, "chown", lambda _file, user, group: asked.append((user, group)))
    write_atomically(path, NEW)
    monkeypatch.undo()
    assert asked == [(-1, path.stat().st_gid + 1)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o660


# -- killed processes -------------------------------------------------------------------------------------

_KILLED = """
import os, signal, sys
from pathlib import Path
from raciapp.base.files import write_atomically
count = 0
def counted(works):
    def call(*arguments, **options):
        global count
        count += 1
        if count == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return works(*arguments, **options)
    return call
for name in ("open", "write", "fsync", "close", "chmod", "replace"):
    setattr(os, name, counted(getattr(os, name)))
write_atomically(Path(sys.argv[1]), b"from the dead")
"""


@POSIX
def test_what_a_killed_process_left_behind_is_removed_at_the_next_save(tmp_path: Path) -> None:
    path = tmp_path / "client.raci"
    left = 0
    for fatal in range(1, 20):
        path.write_bytes(OLD)
        command = [sys.executable, "-c", _KILLED, str(path), str(fatal)]
        ran = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own
        found = _contents(tmp_path)
        assert found["client.raci"] in {OLD, b"from the dead"}
        left += len(found) > 1
        write_atomically(path, NEW)
        assert _contents(tmp_path) == {"client.raci": NEW}
        if ran.returncode == 0:
            break
        assert ran.returncode == -signal.SIGKILL
    assert ran.returncode == 0, "every call had its turn"
    assert left >= 4


@pytest.fixture
def leave(tmp_path: Path) -> Callable[[str, int], Path]:
    """Return what makes a temporary file of a machine and a process."""

    def left(whose: str, pid: int) -> Path:
        file = tmp_path / f".client.{whose}-{pid:x}-00ff00.raci"
        file.write_bytes(b"half")
        return file

    return left


def test_what_living_processes_and_other_machines_write_is_left_alone(
    tmp_path: Path, leave: Callable[[str, int], Path]
) -> None:
    own = files._machine_mark()
    kept = [leave(own, os.getppid()), leave("00000000" if own != "00000000" else "11111111", 2**30)]
    (tmp_path / f".client.{own}-1-00ff00.raci").mkdir()
    others = [tmp_path / name for name in (".client.raci", f".clients.{own}-7fffffff-00ff00.raci", ".client.0.raci")]
    for other in others:
        other.write_bytes(b"somebody's")
    write_atomically(tmp_path / "client.raci", NEW)
    assert [file.exists() for file in (*kept, *others)] == [True] * 5
    old = time.time() - files.DAY - 60
    for file in kept:
        os.utime(file, (old, old))
    write_atomically(tmp_path / "client.raci", NEW)
    assert [file.exists() for file in (*kept, *others)] == [False] * 2 + [True] * 3


def test_what_this_process_left_behind_is_removed_but_not_what_it_writes_now(
    tmp_path: Path, leave: Callable[[str, int], Path]
) -> None:
    """A number of a dead process may be ours now, as in containers; and two threads may save at a time."""
    left = leave(files._machine_mark(), os.getpid())
    path = tmp_path / "client.raci"
    seen: list[bool] = []

    def write(beside: Path) -> None:
        beside.write_bytes(NEW)
        write_atomically(path, OLD)
        seen.extend((beside.exists(), left.exists()))

    replace_atomically(path, write)
    assert seen == [True, False]
    assert _contents(tmp_path) == {"client.raci": NEW}


def test_a_leftover_that_cannot_be_removed_hinders_no_save(
    tmp_path: Path, leave: Callable[[str, int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    left = leave(files._machine_mark(), 2**30)
    monkeypatch.setattr(os, "unlink", failing(errno.EACCES))
    write_atomically(tmp_path / "client.raci", NEW)
    assert left.exists()
    monkeypatch.undo()
    write_atomically(tmp_path / "client.raci", OLD)
    assert _contents(tmp_path) == {"client.raci": OLD}


@pytest.mark.parametrize("name", ["a" * 60 + ".raci", "a.b.(c)[d]+{e}.raci", "noted", ".raci", "x." + "s" * 200])
def test_temporary_names_are_recognised(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(os, "unlink", failing(errno.EACCES))
        broken.setattr(os, "fsync", failing(errno.EIO))
        with pytest.raises(UserError):
            write_atomically(path, NEW)
    assert [re.sub(r"[0-9a-f]{8}-[0-9a-f]+-[0-9a-f]{6}", "…", entry.name) for entry in tmp_path.iterdir()] == [
        f".{path.stem[:40]}.…{path.suffix[:10]}"
    ]
    write_atomically(path, OLD)
    assert _contents(tmp_path) == {name: OLD}
