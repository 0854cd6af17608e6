"""`python -m benchmarks`, from `tests/`: the same as `python tests/benchmarks/benchmark.py`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.benchmark import main

if __name__ == "__main__":
    main()
