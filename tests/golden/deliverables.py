"""The deliverables of all sample organizations, in every format and language, and those that are trusted."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from golden.parts import parts_of

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language
from raciapp.document.storage import load
from raciapp.formats.exporting import FORMATS, export
from raciapp.formats.report import EVERYTHING, Cover, Report, Wishes, report_on
from raciapp.knowledge.library import knowledge

HERE = Path(__file__).resolve().parent
DIGESTS, TEXTS = HERE / "digests.txt", HERE / "texts"
READABLE = "third_rain_international"
"""The sample of whose deliverables the texts are kept, not only the digests."""
READ_IN = (".md", ".csv", ".html", ".pdf", ".xlsx")
"""The formats whose texts a person can read a change in; of packages, the parts with the content."""
DATE = dt.date(2026, 11, 23)
LANGUAGES: Sequence[tuple[str, Language, Language | None]] = (
    ("en", Language.EN, None),
    ("fr", Language.FR, None),
    ("en+fr", Language.EN, Language.FR),
)
COVER = Cover("Client {1}", "0.9", "A. Consultant", "Draft")


class Part(NamedTuple):
    """A part of a deliverable: that of which file, what it is called, its text."""

    name: str
    part: str
    text: str


@cache
def report_of(sample: str, language: Language, second: Language | None) -> Report:
    """Return everything there is to say about a sample."""
    document = load(sample_organizations() / f"{sample}.raci")
    return report_on(document, knowledge(), DATE, Wishes(language, second, parts=EVERYTHING, cover=COVER))


def samples() -> list[str]:
    """Return the names of the sample organizations."""
    return sorted(path.stem for path in sample_organizations().glob("*.raci"))


def made(folder: Path, wanted: Sequence[str] = ()) -> Iterator[Part]:
    """Write the deliverables of the `wanted` samples, or all, and yield their parts."""
    for sample in wanted or samples():
        for spoken, language, second in LANGUAGES:
            for suffix in FORMATS:
                path = folder / f"{sample}.{spoken}{suffix}"
                export(report_of(sample, language, second), path)
                for part, text in parts_of(path).items():
                    yield Part(path.name, part, text)
                path.unlink()


def digest_of(text: str) -> str:
    """Return what tells a text from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_digests() -> dict[str, str]:
    """Return the trusted digests by file and part."""
    if not DIGESTS.exists():
        return {}
    lines = (line.partition(" ") for line in DIGESTS.read_text("utf-8").splitlines())
    return {key: value for value, _, key in lines}


def text_file(name: str, part: str) -> Path | None:
    """Return where the trusted text of a part is kept, or None where only its digest is."""
    content = not name.endswith(".xlsx") or part == "xl/worksheets/sheet2.xml"
    if not name.startswith(READABLE) or "+" in name or not name.endswith(READ_IN) or not content:
        return None
    return TEXTS / name / f"{part.replace('/', '__')}.txt"
