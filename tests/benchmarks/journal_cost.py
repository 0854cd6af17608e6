"""What the journal adds to an edit, 60 x 20: the time of `record`, which writes and does not wait for the disk."""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.subjects import document_of

from raciapp.document.changes import diff
from raciapp.document.edits import toggle_letter
from raciapp.document.journal import Journal

EDITS = 600
PAUSE = 0.01
"""Seconds between two edits, so that each meets the disk as a typist's does and not a queue."""


def measure(folder: Path) -> list[float]:
    """Return the milliseconds that each of many edits took to be written down, syncs going on meanwhile."""
    document = document_of(60, 20)
    journal = Journal.begin(document, None, folder)
    dice = random.Random(1)
    times = []
    for _ in range(EDITS):
        place = (dice.choice(document.activities).id, dice.choice(document.units).id)
        after = toggle_letter(document, "as_is", [place], 1 << dice.randrange(4))
        changes = diff(document, after)
        start = time.perf_counter()
        journal.record("Type", changes, after)
        times.append((time.perf_counter() - start) * 1000)
        document = after
        time.sleep(PAUSE)
    if not journal.wait():
        raise RuntimeError(str(journal.trouble))
    journal.close()
    return times


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        found = measure(Path(sys.argv[1] if sys.argv[1:] else name))
    cuts = statistics.quantiles(found, n=100)
    print(f"journal, one edit, 60 x 20: median {cuts[49]:.3f} ms, p95 {cuts[94]:.3f} ms, most {max(found):.3f} ms")
    print("budget: p95 <= 2 ms")
