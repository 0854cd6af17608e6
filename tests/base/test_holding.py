import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from raciapp.base import holding
from raciapp.base.holding import Hold, is_held

HOLDER = """
import sys
from pathlib import Path
from raciapp.base.holding import Hold

hold = Hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def open_files() -> int:
    """Return how many files this process has open, where the system tells."""
    return len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").is_dir() else 0


def test_held_until_released(tmp_path: Path) -> None:
    path = tmp_path / "held"
    assert not is_held(path)
    hold = Hold(path)
    assert is_held(path)
    assert is_held(path)
    with pytest.raises(OSError, match=r".+") as raised:
        Hold(path)
    assert raised.value.errno in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
    hold.release()
    assert not is_held(path)
    Hold(path).release()


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "held"
    holder = subprocess.Popen(  # noqa: S603 - our own Python, our own program
        [sys.executable, "-c", HOLDER, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(holding.__file__).parents[2])},
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        assert is_held(path)
        holder.kill()
    assert not is_held(path)


@pytest.mark.skipif(sys.platform == "win32", reason="flock is not for Windows")
def test_where_there_are_no_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def unable(*_arguments: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", unable)
    before = open_files()
    for attempt in (Hold, is_held):
        (tmp_path / "held").touch()
        with pytest.raises(OSError, match="lock"):
            attempt(tmp_path / "held")
    assert open_files() == before
