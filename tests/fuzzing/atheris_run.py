"""Fuzzes every reader of files, guided by the lines its inputs reach, and prints what came of it.

Not one of the tests: atheris is installed by hand, with Python up to the version it has wheels for, beside what
raciapp needs (`pip install atheris`, then `pip install -e .` and `pip install pytest hypothesis`). Then, from the
repository: `python tests/fuzzing/atheris_run.py [--inputs 20000] [--seed 1] [--target NAME]`. Each target runs in a
process of its own; one line of JSON per target says how many inputs it took, how many branches they reached, in how
many seconds, and with which input it broke, if it did: that one is written to the folder given by `--keep`.
"""

import argparse
import importlib
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NAMES = (
    "document", "sealed", "inside", "journal", "records", "lock", "house", "knowledge", "table",
    "workbook", "workbook_sheet", "workbook_notes", "workbook_strings", "workbook_styles", "workbook_list",
    "word", "word_part", "opendocument", "opendocument_part", "old", "old_stream", "binary", "binary_sheet",
    "page", "markdown", "clipboard",
)  # fmt: skip
SLOWEST = 5
"""Seconds, on a machine that does other things too, after which an input counts as one that hangs."""
LONGEST = 8_192
"""Bytes of an input: longer ones are slower, and reach nothing that shorter ones do not."""

_DONE = re.compile(r"#(\d+)\s+DONE\s+cov: (\d+) ft: (\d+) corp: (\d+)/")
_STEP = re.compile(r"#(\d+)\s+\w+\s+cov: (\d+) ft: (\d+) corp: (\d+)/")


def main() -> None:
    """Fuzz in processes of their own, or in this one where the first argument says so."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=20_000, help="how many for each target")
    parser.add_argument("--seconds", type=int, default=600, help="the most for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", choices=NAMES, action="append", help="only this one; may be given again")
    parser.add_argument("--keep", type=Path, help="the folder for inputs that break something")
    parser.add_argument("--inside", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        _inside(asked.inside[0], asked.inside[1:])
        return
    keep = asked.keep or Path(tempfile.mkdtemp(prefix="raciapp-found-"))
    keep.mkdir(parents=True, exist_ok=True)
    for target in asked.target or NAMES:
        figures = _outside(target, asked.inputs, asked.seconds, asked.seed, keep)
        sys.stdout.write(json.dumps(figures) + "\n")
        sys.stdout.flush()


def _outside(target: str, inputs: int, seconds: int, seed: int, keep: Path) -> dict[str, object]:
    """Return the figures of a process that fuzzes one target."""
    with tempfile.TemporaryDirectory(prefix="raciapp-corpus-") as corpus:
        options = [
            f"-runs={inputs}",
            f"-max_total_time={seconds}",
            f"-seed={seed or 1}",
            f"-max_len={LONGEST}",
            f"-timeout={SLOWEST}",
            "-rss_limit_mb=512",
            f"-artifact_prefix={keep}/{target}-",
            corpus,
        ]
        begun = time.monotonic()
        ended = subprocess.run(  # noqa: S603 - this very script
            [sys.executable, __file__, "--inside", target, *options], capture_output=True, text=True, check=False
        )
    steps = _DONE.findall(ended.stderr) or _STEP.findall(ended.stderr) or [("0", "0", "0", "0")]
    taken, branches, features, kept = map(int, steps[-1])
    figures: dict[str, object] = {
        "target": target,
        "inputs": taken,
        "branches": branches,
        "features": features,
        "kept": kept,
        "seconds": round(time.monotonic() - begun, 1),
    }
    if ended.returncode:
        figures["broken"] = ended.stderr[-4000:]
    return figures


def _inside(target: str, options: list[str]) -> None:
    """Fuzz one target in this process, which ends with it."""
    sys.path[:0] = [str(ROOT / "src"), str(HERE.parent)]
    atheris = importlib.import_module("atheris")  # not among what raciapp needs
    with atheris.instrument_imports(include=["raciapp.document", "raciapp.formats", "raciapp.knowledge", "tomllib"]):
        from fuzzing import targets
    readers = {
        **targets.TARGETS,
        "inside": targets.Target(targets.documents, lambda content: targets.read_sealed(targets.resealed(content))),
        "records": targets.Target(targets.records, targets.read_records),
    }
    found = readers[target]
    corpus = Path(options[-1])
    for number, seed in enumerate(found.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
        found.read(seed)  # what is read once, such as the knowledge, is no part of what is measured
    atheris.Setup([sys.argv[0], *options], found.read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
