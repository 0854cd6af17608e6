"""Kill the app with SIGKILL while it types, saves and rotates its journal, and count what is lost.

`python tests/crashing.py --kills 1000 --seed 1` prints the figures.
Every key the app acknowledges (after the repaint) is typed here too, on a document of our own. After the kill the
journal and the file are read as the next start would: what is recovered must be the document at the last acknowledged
key, or one key later where that was on its way.
"""

import argparse
import contextlib
import io
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import msgspec
from benchmarks.subjects import document_of
from crash_protocol import TRAPS, Request, Trap

from raciapp.__main__ import main as command_line
from raciapp.base.errors import UserError
from raciapp.document import recovery
from raciapp.document.edits import clear_cells, toggle_letter
from raciapp.document.filling import fill_empty, set_alone
from raciapp.document.records import Document
from raciapp.document.storage import encode, load
from raciapp.document.workspace import Workspace

HERE = Path(__file__).resolve().parent
LETTERS = ("R", "A", "C", "I")
MOVES = ("Up", "Down", "Left", "Right")
LONGEST = 60
"""Keys of one life at most."""
PATIENCE = 30.0
"""Seconds after which a life that does not get where it shall be killed is killed anyway, and counted as missed."""


class Plan(msgspec.Struct, frozen=True):
    """When to kill: in a trap, so many seconds after the start or the first sight, or after a key is acknowledged."""

    name: str
    trap: Trap | None = None
    after: float = 0.0
    since: str = ""
    """The first word of the line after which the clock runs."""
    key: int = -1


class Life(msgspec.Struct):
    """What the app told until it was killed."""

    lines: list[list[str]]
    killed: bool
    in_place: bool

    def told(self, word: str) -> list[list[str]]:
        """Return the lines that begin with `word`."""
        return [line for line in self.lines if line[0] == word]


class Figures(msgspec.Struct):
    """What came of all kills."""

    kills: int = 0
    missed: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0
    disagreements: int = 0
    under_way: int = 0
    """Keys that were pressed but not acknowledged, and survived all the same."""
    torn: int = 0
    places: Counter[str] = msgspec.field(default_factory=Counter)
    faults: list[str] = []

    @property
    def clean(self) -> bool:
        """Return whether every promise was kept and every kill hit."""
        return not (self.lost or self.unreadable or self.disagreements or self.missed)

    def __str__(self) -> str:
        """Return the figures as lines."""
        lines = [
            f"kills                    {self.kills}",
            f"acknowledged edits       {self.acknowledged}",
            f"lost acknowledged edits  {self.lost}",
            f"unreadable files         {self.unreadable}",
            f"kills that missed        {self.missed}",
            f"app and model disagreed  {self.disagreements}",
            f"edits under way, kept    {self.under_way}",
            f"torn last records        {self.torn}",
            *(f"  killed {place:<28} {count}" for place, count in sorted(self.places.items())),
            *self.faults,
        ]
        return "\n".join(lines)


# -- what is planned --------------------------------------------------------------------------------------


def keys_of(dice: random.Random, plan: Plan, *, unsaved: bool) -> list[str]:
    """Return the keys of one life; one that shall die while it saves saves soon."""
    saves = [] if unsaved else ["Ctrl+S"]
    keys = []
    for _ in range(LONGEST):
        kind = dice.random()
        if kind < 0.5:
            keys.append(dice.choice(LETTERS))
        elif kind < 0.7:
            keys.append(dice.choice(MOVES))
        elif kind < 0.76:
            keys.append("Shift+" + dice.choice(LETTERS))
        elif kind < 0.8:
            keys.append("Del")
        elif kind < 0.83:
            keys.append(". " + dice.choice(LETTERS))
        elif kind < 0.91:
            keys.append("Ctrl+Z")
        elif kind < 0.95:
            keys.append("Ctrl+Y")
        else:
            keys += saves
    if plan.trap and plan.trap.where in {"save", "rotation"}:
        at = dice.randrange(12)
        keys[at : at + 1] = [dice.choice(LETTERS), "Ctrl+S"]
    return keys


def plan_of(dice: random.Random, number: int) -> Plan:
    """Return when to kill: every other time in a trap, each in turn."""
    if number % 2:
        trap = TRAPS[number // 2 % len(TRAPS)]
        nth = trap.nth + (dice.randrange(10) if trap.where in {"record", "sync"} else 0)
        name = f"in {trap.where}: {trap.call}{f' {trap.nth + 1}' if trap.nth else ''}{', after' if trap.late else ''}"
        return Plan(name, Trap(trap.where, trap.call, nth, trap.late))
    chance = dice.random()
    if chance < 0.1:
        return Plan("while starting", after=dice.uniform(0, 0.25), since="born")
    if chance < 0.6:
        return Plan("at a random moment", after=dice.uniform(0, 0.4), since="ready")
    return Plan("just after a repaint", key=dice.randrange(LONGEST // 2))


# -- killing ----------------------------------------------------------------------------------------------


class Driver:
    """The process that forks the apps to kill."""

    def __init__(self, errors: Path) -> None:
        self._errors = errors.open("ab")
        self._process = subprocess.Popen(  # noqa: S603 - our own Python, our own script
            [sys.executable, str(HERE / "crash_driver.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=os.environ | {"PYTHONPATH": os.pathsep.join((str(HERE.parent / "src"), str(HERE)))},
            bufsize=0,
        )
        self._rest = b""

    def close(self) -> None:
        """End the server."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()
        self._errors.close()

    def live(self, request: Request, plan: Plan) -> Life:
        """Let an app live until it is killed as planned, and return what it told."""
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(request) + b"\n")
        life = Life([], killed=False, in_place=False)
        limit, due = time.monotonic() + PATIENCE, float("inf")
        pid = 0
        while True:
            now = time.monotonic()
            if pid and now >= min(due, limit):
                life.in_place = life.in_place or now >= due
                os.kill(pid, signal.SIGKILL)
                pid = 0
            for line in self._read(min(due, limit) - now if pid else 0.05):
                if line[0] == "born":
                    pid = int(line[1])
                if line[0] == "dead":
                    life.killed = int(line[1]) == signal.SIGKILL
                    return life
                life.lines.append(line)
                if line[0] == plan.since:
                    due = time.monotonic() + plan.after
                elif line[0] in {"inside", "end"} or line[:2] == ["ack", str(plan.key)]:
                    life.in_place = life.in_place or line[0] != "end"
                    due = time.monotonic()

    def _read(self, seconds: float) -> Iterator[list[str]]:
        """Yield the lines that come within so many seconds, as words."""
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], max(seconds, 0))
        if not ready:
            return
        found = os.read(self._process.stdout.fileno(), 65536)
        if not found:
            raise RuntimeError(f"the driver has ended; see {self._errors.name}")
        *lines, self._rest = (self._rest + found).split(b"\n")
        for line in lines:
            yield line.decode().split(" ")


# -- judging ----------------------------------------------------------------------------------------------


class Model:
    """The same keys on a document of our own, and what must be found after each."""

    def __init__(self, document: Document, keys: list[str]) -> None:
        self._workspace = Workspace(document, None, count().__next__)  # no two edits are near enough in time to merge
        self._keys = keys
        self.states = [document]
        self.saved = [document]

    def press(self, number: int, place: tuple[str, str]) -> None:
        """Do what key `number` does, pressed at (activity id, unit id)."""
        key = self._keys[number]
        workspace, document = self._workspace, self._workspace.document
        bit = document.alphabet.bits.get(key[-1], 0)
        if key == "Ctrl+Z":
            workspace.undo()
        elif key == "Ctrl+Y":
            workspace.redo()
        elif key == "Del":
            workspace.commit("", clear_cells(document, "as_is", [place]))
        elif key.startswith(". "):
            row = [(place[0], unit.id) for unit in document.units]
            workspace.commit("", fill_empty(document, "as_is", row, bit))
        elif key.startswith("Shift+"):
            workspace.commit("", set_alone(document, "as_is", [place], bit))
        elif key in LETTERS:
            workspace.commit("", toggle_letter(document, "as_is", [place], bit))
        self.states.append(workspace.document)
        self.saved.append(workspace.document if key == "Ctrl+S" else self.saved[-1])


def judge(figures: Figures, life: Life, request: Request, document: Document, name: str) -> None:
    """Compare what a life left behind with what it acknowledged."""
    model = Model(document, request.keys)
    pressed, acknowledged = life.told("press"), life.told("ack")
    for line in pressed:
        model.press(int(line[1]), (line[2], line[3]))
    for line in acknowledged:
        if f"{zlib.crc32(encode(model.states[int(line[1]) + 1])):08x}" != line[2]:
            figures.disagreements += 1
            figures.faults.append(f"{name}: the app shows something else after key {line[1]}")
    last = len(acknowledged)
    changing = [one for one in range(1, len(model.states)) if model.states[one] is not model.states[one - 1]]
    figures.acknowledged += sum(1 for one in changing if one <= last)
    try:
        found, on_file = _left_behind(request, began=bool(life.told("ready")))
    except UserError as error:
        figures.unreadable += 1
        figures.faults.append(f"{name}: {error}")
        return
    if on_file not in model.saved[last:]:
        figures.unreadable += 1
        figures.faults.append(f"{name}: the file holds neither the old nor the new document")
    recovered = found.document if found and found.document else on_file
    if recovered not in model.states[last:]:
        known = max((one for one in range(last + 1) if model.states[one] == recovered), default=0)
        figures.lost += max(sum(1 for one in changing if known < one <= last), 1)
        figures.faults.append(f"{name}: key {last - 1} was acknowledged, found is the state after key {known - 1}")
    figures.under_way += len(pressed) > last and last + 1 in changing and recovered == model.states[-1]
    figures.torn += bool(found and found.torn)


def _left_behind(request: Request, *, began: bool) -> tuple[recovery.Found | None, Document]:
    """Return what the next start would find, and the document in the file. Raises UserError when either is damaged."""
    own = Path(request.folder)
    on_file = load(Path(request.file))
    os.environ["XDG_STATE_HOME"] = str(own / "state")
    found = recovery.found()
    journals = [recovery._session(journal) for journal in (own / "state/raciapp/journals").glob("*")]
    if began and (len(journals) != 1 or journals[0] is None):
        raise UserError("the journal cannot be read")
    if not found:
        return None, on_file
    target = own / "recovered.raci"
    with contextlib.redirect_stdout(io.StringIO()):
        code = command_line(["recover", found[0].id, "-o", str(target)])
    if code or load(target) != found[0].document or len(found) != 1:
        raise UserError("the command line recovers something else")
    return found[0], on_file


# -- all of it --------------------------------------------------------------------------------------------


def crash(kills: int, seed: int, folder: Path, *, first: int = 0) -> Figures:
    """Kill the app so many times and return what came of it; `first` is the number of the first plan."""
    figures = Figures()
    document = document_of(60, 20)
    content = encode(document)
    kept_home = os.environ.get("XDG_STATE_HOME")
    driver = Driver(folder / "driver.txt")
    try:
        for number in range(first, first + kills):
            dice = random.Random(f"{seed} {number}")  # noqa: S311 - dice, not secrets
            plan = plan_of(dice, number)
            unsaved = (plan.trap is None or plan.trap.where not in {"save", "rotation"}) and dice.random() < 0.25
            own = folder / f"life-{number}"
            own.mkdir()
            (own / "client.raci").write_bytes(content)
            keys = keys_of(dice, plan, unsaved=unsaved)
            request = Request(str(own), str(own / "client.raci"), keys, unsaved, plan.trap)
            life = driver.live(request, plan)
            figures.kills += life.killed
            figures.missed += not (life.killed and life.in_place)
            figures.places[plan.name] += 1
            judge(figures, life, request, document, f"kill {number}, {plan.name}")
            shutil.rmtree(own)
    finally:
        driver.close()
        if kept_home is None:
            os.environ.pop("XDG_STATE_HOME", None)
        else:
            os.environ["XDG_STATE_HOME"] = kept_home
    return figures


def main() -> int:
    """Kill as often as the command line asks, print the figures, and return 1 unless all promises were kept."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="raciapp-crashing-") as folder:
        figures = crash(chosen.kills, chosen.seed, Path(folder))
        told = (Path(folder) / "driver.txt").read_text("utf-8", errors="replace")
    lines = [str(figures), f"seconds                  {time.monotonic() - start:.0f}"]
    complaints = {line for line in told.splitlines() if line and "propagateSizeHints" not in line}
    if complaints:
        lines += ["the app complained:", *sorted(complaints)]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if figures.clean else 1


if __name__ == "__main__":
    sys.exit(main())
