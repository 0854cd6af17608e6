"""Write the bill of materials of the package (CycloneDX 1.6, JSON), or check that it is up to date.

    PYTHONPATH=src python packaging/sbom.py [--check]

It lists what `requirements.txt` pins, each with its licence as the installed package declares it, and what the package
brings itself. It holds no time and no random number: the same requirements make the same bytes. hatchling puts the
file into the wheel (`sbom-files` in pyproject.toml), where PEP 770 wants it.
"""

import importlib.metadata
import json
import re
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from raciapp import __version__

HERE = Path(__file__).resolve().parent
FILE = HERE / "raciapp.cdx.json"
REQUIREMENTS = HERE / "requirements.txt"

PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+?)(?: ; (.*?))? \\$")
VIA = re.compile(r"^    #(?: via| {2,})\s*(\S*)")

SPDX = {
    "ISC License": "ISC",
    "License :: OSI Approved :: MIT License": "MIT",
    "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
}
"""Licences that packages name in their own way."""

ELSEWHERE = {"colorama": "BSD-3-Clause"}
"""Licences of packages that are installed on other systems only."""

BROUGHT = (
    ("Inter", "OFL-1.1", "the font of the app and its papers"),
    ("Lucide", "ISC", "the icons of the app"),
    ("NotoEmoji", "OFL-1.1", "the pictures in a text on paper"),
)
"""What lies in `resources` and was made by others."""


class Pin(NamedTuple):
    """One requirement: where it is installed, and what asks for it (`raciapp` itself among them)."""

    name: str
    version: str
    marker: str
    asked_by: list[str]

    @property
    def reference(self) -> str:
        """Return the package URL."""
        return f"pkg:pypi/{self.name}@{self.version}"


def pins(requirements: str) -> list[Pin]:
    """Return what a requirement file compiled by uv pins, in its order."""
    found: list[Pin] = []
    for line in requirements.splitlines():
        if pinned := PIN.match(line):
            found.append(Pin(pinned[1], pinned[2], pinned[3] or "", []))
        elif (asked := VIA.match(line)) and asked[1]:
            found[-1].asked_by.append(asked[1])
    return found


def licence(name: str) -> str:
    """Return the licence of an installed package as SPDX writes it. Raises LookupError when nobody says."""
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    fields = importlib.metadata.metadata(name)
    classifiers = [line for line in fields.get_all("Classifier") or () if line.startswith("License ::")]
    told = (*(fields.get_all("License-Expression") or ()), *(fields.get_all("License") or ()), *classifiers)
    said = next(filter(None, told), "")
    if not said:
        raise LookupError(f"{name}: declares no licence")
    return SPDX.get(said, said)


def components(found: list[Pin]) -> Iterator[dict[str, object]]:
    """Yield the component of each requirement and of what the package brings itself."""
    for pin in found:
        component: dict[str, object] = {
            "type": "library",
            "bom-ref": pin.reference,
            "name": pin.name,
            "version": pin.version,
            "purl": pin.reference,
            "licenses": [{"expression": licence(pin.name)}],
        }
        if pin.marker:
            component["properties"] = [{"name": "raciapp:marker", "value": pin.marker}]
        yield component
    for name, licensed, what in BROUGHT:
        yield {
            "type": "file",
            "bom-ref": f"raciapp/{name}",
            "name": name,
            "description": what,
            "licenses": [{"expression": licensed}],
        }


def dependencies(found: list[Pin], root: str) -> list[dict[str, object]]:
    """Return what each component asks for."""
    brought = [f"raciapp/{name}" for name, _, _ in BROUGHT]
    asking: dict[str, list[str]] = {root: list(brought)}
    asking |= {reference: [] for reference in (*(pin.reference for pin in found), *brought)}
    named = [(pin.name, pin.reference) for pin in found] + [("raciapp", root)]
    for pin in found:
        for name, reference in named:
            if name in pin.asked_by:
                asking[reference].append(pin.reference)
    return [{"ref": reference, "dependsOn": sorted(asked)} for reference, asked in asking.items()]


def bill(requirements: str) -> str:
    """Return the bill of materials as it stands in the file."""
    found = pins(requirements)
    root = f"pkg:pypi/raciapp@{__version__}"
    content: dict[str, object] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "raciapp",
                "version": __version__,
                "purl": root,
                "licenses": [{"expression": "MIT"}],
            }
        },
        "components": list(components(found)),
        "dependencies": dependencies(found, root),
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    return json.dumps({"serialNumber": f"urn:uuid:{serial}"} | content, indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file; with `--check` only tell whether it holds what the requirements say."""
    if arguments not in ([], ["--check"]):
        print(str(__doc__).strip(), file=sys.stderr)
        return 2
    try:
        text = bill(REQUIREMENTS.read_text("utf-8"))
    except (LookupError, importlib.metadata.PackageNotFoundError) as error:
        print(f"{error}; run it in the environment that `bootstrap.py test` makes.", file=sys.stderr)
        return 2
    if arguments:
        fresh = FILE.is_file() and FILE.read_text("utf-8") == text
        print(f"{FILE.name}: {'up to date' if fresh else 'out of date, run packaging/sbom.py'}")
        return 0 if fresh else 1
    FILE.write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
