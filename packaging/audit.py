"""Ask a public service whether what `requirements.txt` pins has known security faults.

    python packaging/audit.py

It is no part of the test run, because it needs the network and its answer changes without any change of ours; run it
before a release, where the service can be reached. It uses pip-audit, through `uv` where that is not installed.
Exit codes: 0 nothing known, 1 faults found, 2 nothing was audited.
"""

import json
import shutil
import subprocess  # nosec B404  # it starts pip-audit, with arguments from this file
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent / "requirements.txt"
OPTIONS = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json")


def command() -> list[str] | None:
    """Return how pip-audit is started here, or None."""
    if found := shutil.which("pip-audit"):
        return [found]
    if found := shutil.which("uv"):
        return [found, "tool", "run", "--quiet", "pip-audit"]
    return None


def judged(answer: str) -> tuple[list[str], list[str]]:
    """Return a line for each fault in the JSON that pip-audit writes, and the packages it could not look up.

    Raises ValueError when it is no such JSON.
    """
    content = json.loads(answer)
    if not isinstance(content, dict) or not content.get("dependencies"):
        raise ValueError("no dependencies in the answer")
    faults, skipped = [], []
    for package in content["dependencies"]:
        if "skip_reason" in package:
            skipped.append(str(package["name"]))
        for fault in package.get("vulns", ()):
            fixed = ", ".join(fault.get("fix_versions", ())) or "no version yet"
            faults.append(f"{package['name']} {package['version']}: {fault['id']}, mended in {fixed}")
    return faults, skipped


def main() -> int:
    """Audit, and say in one sentence how it went."""
    start = command()
    if start is None:
        print("Nothing was audited: neither pip-audit nor uv is installed.", file=sys.stderr)
        return 2
    # No shell, and nothing from outside in the command.
    asked = [*start, "--requirement", str(REQUIREMENTS), *OPTIONS]
    ended = subprocess.run(asked, capture_output=True, text=True, check=False)  # nosec B603  # see above
    try:
        faults, skipped = judged(ended.stdout)
    except ValueError:
        print("Nothing was audited: no advisory service can be reached from here.", file=sys.stderr)
        return 2
    for fault in faults:
        print(fault)
    if faults:
        return 1
    if skipped:  # pip-audit itself would call this success
        print(f"Not audited: the advisory service does not know {', '.join(skipped)}.", file=sys.stderr)
        return 2
    print("No known faults.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
