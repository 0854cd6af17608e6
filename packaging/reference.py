"""Write the page of all rules, `resources/knowledge/RULES.md`, from their data, or check that it is up to date.

PYTHONPATH=src python packaging/reference.py [--check]

Run it after changing a rule, a source or a survey, and after translating a sentence (`packaging/messages.py`).
"""

import sys
from pathlib import Path

from raciapp.base.words import Language
from raciapp.cli.reference import reference
from raciapp.knowledge.library import knowledge

FILE = Path(__file__).resolve().parent.parent / "resources" / "knowledge" / "RULES.md"
NOTE = "<!-- Written by packaging/reference.py from the files beside this one; change those, then run it. -->"

ORDER = "English first, French below. / L'anglais d'abord, le français ensuite."


def reference_text() -> str:
    """Return the page as it stands in the file: English, then French."""
    return "\n".join((NOTE, "", ORDER, "", *(reference(knowledge(), language) for language in Language)))


def main(arguments: list[str]) -> int:
    """Write the page; with `--check` only tell whether the file holds it."""
    if arguments == ["--check"]:
        fresh = FILE.is_file() and FILE.read_text("utf-8") == reference_text()
        print(f"{FILE.name}: {'up to date' if fresh else 'out of date, run packaging/reference.py'}")
        return 0 if fresh else 1
    if arguments:
        print(str(__doc__).strip(), file=sys.stderr)
        return 2
    FILE.write_text(reference_text(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
