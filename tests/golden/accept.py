"""Show, or accept, how the deliverables differ from the trusted ones.

    python tests/golden/accept.py              say which parts differ, and how
    python tests/golden/accept.py --accept     trust what is written now: the only way to change the trusted files

Every sample organization, in every format and language, has a digest of each of its parts in `digests.txt`; of one
sample the texts themselves are kept in `texts/`, so that a change can be read.
"""

# A script speaks.
# ruff: noqa: T201

import argparse
import difflib
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from golden.deliverables import DIGESTS, TEXTS, digest_of, made, read_digests, text_file  # noqa: E402 - after the path

MOST_LINES = 20


def main() -> int:
    """Compare and, where asked, accept; 1 where something differs and was not accepted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="trust what is written now")
    accept = parser.parse_args().accept
    trusted, now = read_digests(), {}
    with tempfile.TemporaryDirectory() as folder:
        for one in made(Path(folder)):
            key = f"{one.name} {one.part}"
            now[key] = digest_of(one.text)
            if now[key] != trusted.get(key):
                print(f"differs: {key}")
                kept = text_file(one.name, one.part)
                if kept is not None and kept.exists():
                    lines = difflib.unified_diff(
                        kept.read_text("utf-8").splitlines(), one.text.splitlines(), lineterm="", n=0
                    )
                    print("\n".join(list(lines)[:MOST_LINES]))
            kept = text_file(one.name, one.part)
            if accept and kept is not None:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_text(one.text, "utf-8")
    gone = sorted(trusted.keys() - now.keys())
    print("\n".join(f"gone: {key}" for key in gone))
    if accept:
        DIGESTS.write_text("".join(f"{value} {key}\n" for key, value in sorted(now.items())), "utf-8")
        print(f"Accepted {len(now)} parts in {TEXTS.parent}.")
        return 0
    return int(now != trusted)


if __name__ == "__main__":
    sys.exit(main())
