"""Hold the coverage of the last test run to its floor, room by room.

    python packaging/coverage_gate.py [coverage file]

Lines and branches count alike. The floors say what must not be lost, not what is enough.
"""

import json
import sys
import tempfile
from pathlib import Path

from coverage import Coverage
from coverage.exceptions import CoverageException

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "raciapp"
FLOORS = {"base": 98.0, "document": 98.0, "knowledge": 98.0, "checks": 98.0}
TOTAL = "raciapp"
TOTAL_FLOOR = 90.0


class Tally:
    """Lines and branches of some files: how many there are and how many were run."""

    def __init__(self) -> None:
        self.covered = 0
        self.all = 0

    def add(self, summary: dict[str, int]) -> None:
        """Count the summary of one file in."""
        self.covered += summary["covered_lines"] + summary["covered_branches"]
        self.all += summary["num_statements"] + summary["num_branches"]

    @property
    def percent(self) -> float:
        """Return the share that was run, in percent; nothing to run counts as nothing shown."""
        return 100 * self.covered / self.all if self.all else 0.0


def summaries(data_file: Path) -> dict[str, dict[str, int]]:
    """Return the summary of each measured file by its path.

    Raises CoverageException when there is no such file, or nothing in it.
    """
    coverage = Coverage(data_file=str(data_file), config_file=str(ROOT / "pyproject.toml"))
    coverage.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        coverage.json_report(outfile=str(report), ignore_errors=False)
        files = json.loads(report.read_text("utf-8"))["files"]
    return {path: found["summary"] for path, found in files.items()}


def room_of(path: str) -> str:
    """Return the room a file lives in, or the package itself for those at its top."""
    parts = Path(path).parts
    below = parts[len(parts) - parts[::-1].index("raciapp") :]
    return below[0] if len(below) > 1 else "(top)"


def tallied(files: dict[str, dict[str, int]]) -> dict[str, Tally]:
    """Return the tally of each room, and that of the whole package last."""
    rooms: dict[str, Tally] = {}
    total = Tally()
    for path, summary in sorted(files.items()):
        rooms.setdefault(room_of(path), Tally()).add(summary)
        total.add(summary)
    return rooms | {TOTAL: total}


def judged(rooms: dict[str, Tally]) -> list[str]:
    """Print a line per room and return the names of those below their floor; a room without any file is below."""
    failed = []
    floors = FLOORS | {TOTAL: TOTAL_FLOOR}
    print(f"{'room':<12} {'covered':>8} {'floor':>7}")
    for room in (*(name for name in {**rooms, **FLOORS} if name != TOTAL), TOTAL):
        percent = rooms.get(room, Tally()).percent
        floor = floors.get(room)
        low = floor is not None and percent < floor
        failed += [room] * low
        print(f"{room:<12} {percent:7.2f}% {f'{floor:5.0f} %' if floor else '':>7}{'  <- too low' if low else ''}")
    return failed


def unmeasured(files: dict[str, dict[str, int]]) -> list[str]:
    """Return the modules of the package that the test run knows nothing of."""
    measured = {Path(path).resolve() if Path(path).is_absolute() else (ROOT / path).resolve() for path in files}
    modules = (path for path in PACKAGE.rglob("*.py") if path.stat().st_size)
    return sorted(str(path.relative_to(ROOT)) for path in modules if path not in measured)


def main(arguments: list[str]) -> int:
    """Print the table; exit with 1 when a floor is not held and with 2 when nothing was measured."""
    data_file = Path(arguments[0]) if arguments else ROOT / ".coverage"
    try:
        files = summaries(data_file)
    except CoverageException as error:
        print(f"{data_file.name}: {error}; run pytest first.", file=sys.stderr)
        return 2
    failed = judged(tallied(files))
    missing = unmeasured(files)
    if missing:
        print(f"Not measured at all: {', '.join(missing)}", file=sys.stderr)
    if failed:
        print(f"Coverage fell below its floor: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed or missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
