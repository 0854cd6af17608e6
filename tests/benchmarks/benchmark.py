"""Measure what DESIGN section 7 promises and how work grows with the document, each against a floor in the same run.

    python -m benchmarks [--only budgets|growth] [--json FILE] [--write]      from tests/
    python tests/benchmarks/benchmark.py ...                                  from anywhere

`--write` also renews the tables in ARCHITECTURE.md and RELIABILITY.md between their marks `<!-- benchmark -->` and
`<!-- growth -->`. Nothing fails here: machines are noisy, so figures are read, not tested.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*.warning=false")

from benchmarks.export_figures import export_figures  # noqa: E402 - after the path to the sources
from benchmarks.file_figures import file_figures  # noqa: E402
from benchmarks.growth import Growth, growths  # noqa: E402
from benchmarks.tables import as_json, budgets_table, circumstances, growth_table, machine, renewed  # noqa: E402
from benchmarks.window_figures import window_figures  # noqa: E402

if TYPE_CHECKING:
    from benchmarks.timing import Figure

PAPERS = ("ARCHITECTURE.md", "RELIABILITY.md")


def main() -> None:
    """Measure, print and, where asked, keep the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("budgets", "growth"), help="measure just that")
    parser.add_argument("--json", type=Path, help="also write everything there")
    parser.add_argument("--write", action="store_true", help="renew the tables in the papers")
    arguments = parser.parse_args()
    known = machine()
    figures: list[Figure] = []
    growing: list[Growth] = []
    with tempfile.TemporaryDirectory(prefix="raciapp-bench-") as name:
        folder = Path(name)
        for kind in ("CONFIG", "CACHE", "STATE", "DATA"):
            os.environ[f"XDG_{kind}_HOME"] = name
        if arguments.only != "growth":
            figures = [*window_figures(folder), *file_figures(folder), *export_figures(folder)]
        if arguments.only != "budgets":
            growing = growths(folder)
    line = circumstances(known)
    tables = {
        "benchmark": f"{line}\n\n{budgets_table(figures)}" if figures else "",
        "growth": f"{line}\n\n{growth_table(growing)}" if growing else "",
    }
    print("\n\n".join(filter(None, tables.values())))
    if arguments.json:
        arguments.json.write_bytes(as_json(known, figures, growing))
    if arguments.write:
        written = [
            f"{paper}: {mark}" for paper in PAPERS for mark, text in tables.items()
            if text and renewed(ROOT / paper, mark, text)
        ]  # fmt: skip
        print(f"\nRenewed: {', '.join(written) or 'nothing, no paper has the marks'}")


if __name__ == "__main__":
    main()
