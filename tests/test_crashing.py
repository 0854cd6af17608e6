"""A few of the kills of `crashing.py`, which makes thousands."""

import random
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the driver forks, and Windows knows no SIGKILL", allow_module_level=True)

from crash_protocol import TRAPS, Request
from crashing import Figures, Life, crash, judge, keys_of, plan_of

from raciapp.base.words import same
from raciapp.document.edits import add_activity, add_unit
from raciapp.document.journal import Journal
from raciapp.document.records import Activity, Document, Unit, new_document
from raciapp.document.storage import save

PLACE = ["call", "com"]


def small() -> Document:
    return add_activity(add_unit(new_document(same("Us")), Unit("com", same("Com"))), Activity("call", same("Call")))


def test_nothing_acknowledged_is_lost_and_no_file_unreadable(tmp_path: Path) -> None:
    """Kill in saves, in rotations and anywhere."""
    figures = crash(12, 7, tmp_path, first=12)
    assert figures.clean, figures
    assert figures.kills == 12
    assert figures.acknowledged > 12
    assert {place.partition(":")[0] for place in figures.places} >= {"in save", "in rotation"}


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - dice, not secrets


def test_the_plans_reach_every_system_call() -> None:
    plans = [plan_of(dice(number), number) for number in range(2 * len(TRAPS))]
    reached = {(plan.trap.where, plan.trap.call, plan.trap.late) for plan in plans if plan.trap}
    assert reached == {(trap.where, trap.call, trap.late) for trap in TRAPS}
    saving = next(plan for plan in plans if plan.trap and plan.trap.where == "rotation")
    assert "Ctrl+S" in keys_of(dice(1), saving, unsaved=False)[:14]


@pytest.fixture
def judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Request, Document, Journal]:
    """Return a life that was asked to type two letters, and its journal."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    document = small()
    file = tmp_path / "client.raci"
    save(document, file)
    return Request(str(tmp_path), str(file), ["R", "A"]), document, Journal.begin(document, file)


def life(*lines: list[str]) -> Life:
    return Life([["ready"], *lines], killed=True, in_place=True)


def end(journal: Journal) -> None:
    journal._syncer.end()
    assert journal._hold is not None
    journal._hold.release()


def test_a_lost_edit_would_be_counted(judged: tuple[Request, Document, Journal]) -> None:
    request, document, journal = judged
    end(journal)
    figures = Figures()
    judge(figures, life(["press", "0", *PLACE], ["ack", "0", "00000000"]), request, document, "kill 0")
    assert (figures.lost, figures.acknowledged, figures.disagreements, figures.unreadable) == (1, 1, 1, 0)
    assert not figures.clean
    assert "kill 0: key 0 was acknowledged, found is the state after key -1" in str(figures)


def test_an_unreadable_file_would_be_counted(judged: tuple[Request, Document, Journal]) -> None:
    request, document, journal = judged
    end(journal)
    Path(request.file).write_bytes(b"{")
    figures = Figures()
    judge(figures, life(), request, document, "kill 0")
    assert (figures.lost, figures.unreadable) == (0, 1)


def test_an_unreadable_journal_would_be_counted(judged: tuple[Request, Document, Journal]) -> None:
    request, document, journal = judged
    end(journal)
    next(journal.folder.glob("*.journal")).write_bytes(b"raciapp")
    figures = Figures()
    judge(figures, life(), request, document, "kill 0")
    assert (figures.lost, figures.unreadable) == (0, 1)


def test_the_wrong_file_would_be_counted(judged: tuple[Request, Document, Journal]) -> None:
    request, document, journal = judged
    end(journal)
    save(new_document(same("They")), Path(request.file))
    figures = Figures()
    judge(figures, life(), request, document, "kill 0")
    assert figures.unreadable == 1
