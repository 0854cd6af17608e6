"""What a soak measures, without the window: what has grown, what is left over, whether that is within the promise."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

MOST_GROWTH = 0.10
"""Share by which memory may grow after the warm-up."""
MOST_SLOWING = 1.2
"""What an edit may take in the end, as a multiple of the beginning."""


class Census(NamedTuple):
    """What lives at one moment, by the name of its class; threads of the process and open files as numbers."""

    widgets: Counter[str]
    objects: Counter[str]
    threads: Counter[str]
    handles: Counter[str]


class Edit(NamedTuple):
    """How long one edit took, in milliseconds: by the clock, and of the processor in the window's own thread."""

    wall: float
    processor: float


class Storms(msgspec.Struct):
    """What was done."""

    edits: int = 0
    undone: int = 0
    redone: int = 0
    exports: int = 0
    saves: int = 0
    themes: int = 0
    languages: int = 0


class Soaked(msgspec.Struct, frozen=True):
    """The outcome: megabytes, milliseconds (95th percentiles), and what was left over, by class or by file."""

    done: Storms
    seconds: float
    memory_warm: float
    memory_end: float
    edit_start: float
    edit_end: float
    edit_start_processor: float
    edit_end_processor: float
    floor_start: float
    floor_end: float
    """The same work outside the window, a check of one and the same document, when the two were measured."""
    left_in_window: dict[str, int]
    left_after_windows: dict[str, int]
    threads: dict[str, int]
    handles: dict[str, int]
    memory_by_round: tuple[float, ...] = ()
    edit_by_round: tuple[float, ...] = ()

    @property
    def growth(self) -> float:
        """Return the share by which memory grew after the warm-up."""
        return self.memory_end / self.memory_warm - 1

    @property
    def slowing(self) -> float:
        """Return what an edit takes in the end as a multiple of the start, both of the processor and over the floor.

        What other programs take of the machine meanwhile is no slowness of ours.
        """
        return (self.edit_end_processor / self.floor_end) / (self.edit_start_processor / self.floor_start)

    @property
    def leaks(self) -> dict[str, int]:
        """Return everything left over that should not be."""
        return {**self.left_in_window, **self.left_after_windows, **self.threads, **self.handles}

    @property
    def kept(self) -> bool:
        """Return whether the promise is kept."""
        return not self.leaks and self.growth <= MOST_GROWTH and self.slowing <= MOST_SLOWING


def grown(before: Counter[str], after: Counter[str]) -> dict[str, int]:
    """Return how many more there are of what there are more of."""
    return dict(sorted((after - before).items()))


def p95(times: Sequence[float]) -> float:
    """Return the 95th percentile of at least one time."""
    return sorted(times)[max(0, int(len(times) * 0.95) - 1)]


def memory() -> float:
    """Return the megabytes of memory that this process holds."""
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def handles() -> Counter[str]:
    """Return the files and the like that this process holds open, by what they lead to."""
    found: Counter[str] = Counter()
    for link in Path("/proc/self/fd").iterdir():
        try:
            target = str(link.readlink())
        except FileNotFoundError:  # the one with which the folder is read
            continue
        found[re.sub(r"\d+", "n", target.partition(":[")[0])] += 1  # which one is of no account, the number is
    return found


def threads() -> Counter[str]:
    """Return the threads of this process by name."""
    return Counter(path.read_text("utf-8").strip() for path in Path("/proc/self/task").glob("*/comm"))


def table(soaked: Soaked) -> str:
    """Return the outcome as a Markdown table."""
    done = soaked.done
    lines = [
        ("edits, steps of undo, of redo", f"{done.edits:,}, {done.undone:,}, {done.redone:,}", ""),
        (
            "exports, saves, changes of theme, of language",
            f"{done.exports}, {done.saves}, {done.themes}, {done.languages}",
            "",
        ),
        (
            "memory after warm-up, at the end",
            f"{soaked.memory_warm:.1f} MB, {soaked.memory_end:.1f} MB, {soaked.growth:+.1%}",
            f"<= +{MOST_GROWTH:.0%}",
        ),
        (
            "edit, p95 at the start, at the end (processor)",
            (
                f"{soaked.edit_start_processor:.2f} ms, {soaked.edit_end_processor:.2f} ms; over the floor "
                f"({soaked.floor_start:.2f} ms, {soaked.floor_end:.2f} ms) {soaked.slowing:.2f} x"
            ),
            f"<= {MOST_SLOWING} x",
        ),
        ("edit, p95 at the start, at the end (clock)", _compared(soaked.edit_start, soaked.edit_end), ""),
        ("left over in a window while it lives", _told(soaked.left_in_window), "nothing"),
        ("left over by windows that were replaced", _told(soaked.left_after_windows), "nothing"),
        ("threads left over", _told(soaked.threads), "nothing"),
        ("file handles left over", _told(soaked.handles), "nothing"),
        ("took", f"{soaked.seconds / 60:.1f} min", ""),
    ]
    return "\n".join(["| what | measured | promise |", "|---|---|---|", *(f"| {' | '.join(line)} |" for line in lines)])


def _compared(start: float, end: float) -> str:
    return f"{start:.2f} ms, {end:.2f} ms, {end / start:.2f} x"


def _told(left: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in left.items()) or "nothing"
