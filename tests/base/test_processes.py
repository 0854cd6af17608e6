import os
import subprocess
import sys
from typing import NoReturn

import pytest

from raciapp.base.processes import lives, machine

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows asks otherwise")


def test_this_process_lives() -> None:
    assert lives(os.getpid())


def test_a_process_that_ended_does_not() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert lives(child.pid)
        child.communicate(b"\n")
    assert not lives(child.pid)


@POSIX
@pytest.mark.parametrize("pid", [0, -1, 2**31 - 1, 2**32, 2**80])
def test_numbers_that_are_no_process(pid: int) -> None:
    assert not lives(pid)


@POSIX
def test_the_process_of_another_user_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_pid: int, _signal: int) -> NoReturn:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refused)
    assert lives(1)


def test_the_machine_has_a_name() -> None:
    assert machine()
    assert machine() == machine()
