"""Measuring one thing, and what came of it."""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import msgspec

Work = Callable[[], object]


class Took(NamedTuple):
    """Milliseconds by the clock, and of the processor in this thread: what others take of the machine is not in it."""

    clock: float
    processor: float


class Budget(NamedTuple):
    """The most that may be: milliseconds, or a multiple of the floor."""

    most: float
    unit: Literal["ms", "x"] = "ms"

    def __str__(self) -> str:
        """Return it as DESIGN section 7 writes it."""
        return f"<= {self.most:g} {self.unit}"


class Figure(msgspec.Struct, frozen=True):
    """One line of the table: what, ours and the floor in `unit`, the budget; `note` where nothing could be measured."""

    what: str
    ours: float | None
    floor: float | None = None
    floor_name: str = ""
    budget: Budget | None = None
    processor: float | None = None
    unit: Literal["ms", "MB"] = "ms"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Return ours as a multiple of the floor."""
        return self.ours / self.floor if self.ours is not None and self.floor else None

    @property
    def kept(self) -> bool | None:
        """Return whether the budget is kept, or None where there is none or nothing was measured."""
        measured = self.ours if self.budget is None or self.budget.unit == "ms" else self.ratio
        return None if self.budget is None or measured is None else measured <= self.budget.most


def median_ms(work: Work, times: int) -> float:
    """Return the median time of `work` in milliseconds, after one run to warm up."""
    work()
    return statistics.median(took(work).clock for _ in range(times))


def p95_ms(work: Work, times: int, before: Work | None = None) -> Took:
    """Return the 95th percentiles of the time of `work`, after one run to warm up; `before` each run is not timed."""
    runs = []
    for _ in range(times + 1):
        if before is not None:
            before()
        runs.append(took(work))
    place = int(times * 0.95) - 1
    return Took(sorted(run.clock for run in runs[1:])[place], sorted(run.processor for run in runs[1:])[place])


def patient_ms(work: Work, enough: float = 300.0) -> float:
    """Return the median time of `work` in milliseconds, of as many runs as take about `enough` milliseconds.

    What takes longer by itself runs once, cold.
    """
    first = took(work).clock
    if first > enough:
        return first
    return statistics.median(took(work).clock for _ in range(max(3, min(50, int(enough / max(first, 0.001))))))


def took(work: Work) -> Took:
    """Return how long one run of `work` takes."""
    start, own = time.perf_counter(), time.thread_time()
    work()
    return Took((time.perf_counter() - start) * 1000, (time.thread_time() - own) * 1000)


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float | None:
    """Return b of the time = a * size ** b that fits best (least squares of the logarithms); None for one size."""
    if len(sizes) < 2:
        return None
    return statistics.linear_regression(list(map(math.log, sizes)), list(map(math.log, times))).slope
