"""Write the JSON Schema of the `.raci` file format to `resources/schema`, or check that it is up to date.

PYTHONPATH=src python packaging/schema.py [--check]
"""

import json
import sys
from pathlib import Path

from raciapp.document.storage import VERSION, json_schema

FILE = Path(__file__).resolve().parent.parent / "resources" / "schema" / f"raci-{VERSION}.schema.json"


def schema_text() -> str:
    """Return the schema as it stands in the file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    """Write the schema; with `--check` only tell whether the file holds it."""
    if arguments == ["--check"]:
        fresh = FILE.is_file() and FILE.read_text("utf-8") == schema_text()
        print(f"{FILE.name}: {'up to date' if fresh else 'out of date, run packaging/schema.py'}")
        return 0 if fresh else 1
    if arguments:
        print(str(__doc__).strip(), file=sys.stderr)
        return 2
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(schema_text(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
