"""LibreOffice as the other program that opens what we wrote, and what any program asks of a package."""

import io
import os
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

EVERY = os.environ.get("RACIAPP_OFFICE") == "all"
"""Whether there is time to open everything."""
SOFFICE = shutil.which("soffice")
PARTS = {".xlsx": ("Calc", "libsclo"), ".docx": ("Writer", "libswlo"), ".pptx": ("Impress", "libsdlo")}
"""By what it opens: what a part of LibreOffice is called, and its library."""

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "[Content_Types].xml"
_DRAWN = ("docPr", "cNvPr")
"""Elements that name a drawing by a number."""
_WHOLE = ("word/",)
"""Folders in which a number may not come twice in all parts together; elsewhere, not twice in one part."""


def missing_parts() -> list[str]:
    """Return which parts of LibreOffice are missing here: all where it is not installed."""
    if SOFFICE is None:
        return [name for name, _ in PARTS.values()]
    present = {path.name.partition(".")[0] for path in Path(SOFFICE).resolve().parent.glob("libs?lo.*")}
    # A start script elsewhere tells nothing of what is installed; then the conversion itself does.
    return [name for name, library in PARTS.values() if present and library not in present]


needs_office = pytest.mark.skipif(
    bool(missing_parts()),
    reason=f"LibreOffice {', '.join(missing_parts())} is not installed (packaging/bootstrap.py test --with-office)",
)


def opened(files: Sequence[Path], folder: Path, seconds: int = 300) -> dict[Path, list[str]]:
    """Return the texts of the pages that LibreOffice shows of files, all opened in one run; none where it fails.

    The files have different names, also without their endings.
    """
    profile = (folder / "profile").as_uri()
    subprocess.run(  # noqa: S603 - the program found above, our own files
        [
            str(SOFFICE), "--headless", f"-env:UserInstallation={profile}",
            "--convert-to", "pdf", "--outdir", str(folder), *map(str, files),
        ],
        cwd=folder, capture_output=True, check=False, timeout=seconds,
    )  # fmt: skip
    made = {file: folder / f"{file.stem}.pdf" for file in files}
    return {file: page_texts(pdf) for file, pdf in made.items() if pdf.exists()}


def page_texts(pdf: Path) -> list[str]:
    """Return the text of each page without blanks and hyphens: lines break where they like."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [bare(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def bare(text: str) -> str:
    """Return a text without what a broken line adds or swallows."""
    return re.sub("[\\s\u00ad\u200b\ufffe\x02-]+", "", text)


def faults_of(content: bytes) -> list[str]:
    """Return what is wrong with a package (ECMA-376 part 2): what makes a program repair or refuse it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        counted = Counter(name.casefold() for name in package.namelist())
        twice = [f"{name}: twice in the archive" for name, count in counted.items() if count > 1]
        broken = package.testzip()
        if broken:
            return [f"{broken}: damaged", *twice]
        contents = {name: package.read(name) for name in package.namelist()}
    trees: dict[str, etree._Element] = {}
    for name, part in contents.items():
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                trees[name] = etree.fromstring(part, etree.XMLParser(resolve_entities=False))
            except etree.XMLSyntaxError as error:
                twice.append(f"{name}: {error.msg}")
    found = (*_type_faults(contents, trees), *_relation_faults(contents, trees), *_drawing_faults(trees))
    return [*twice, *found]


def _type_faults(contents: dict[str, bytes], trees: dict[str, etree._Element]) -> Iterator[str]:
    """Yield parts whose kind nobody says, and kinds of parts that are not there."""
    if _TYPES not in trees:
        yield f"{_TYPES}: missing"
        return
    endings = [str(one.get("Extension")).casefold() for one in trees[_TYPES] if _local(one) == "Default"]
    named = [str(one.get("PartName")).lstrip("/") for one in trees[_TYPES] if _local(one) == "Override"]
    yield from (f"{one}: its kind is said twice" for one, count in Counter(endings + named).items() if count > 1)
    yield from (f"{one}: has a kind but is missing" for one in named if one not in contents)
    for name in contents.keys() - {_TYPES, *named}:
        if name.rpartition(".")[2].casefold() not in endings:
            yield f"{name}: of no kind"


def _relation_faults(contents: dict[str, bytes], trees: dict[str, etree._Element]) -> Iterator[str]:
    """Yield relations that lead nowhere or outside, ids that no relation has, and parts that nothing leads to."""
    reached = {_TYPES}
    for name in (name for name in contents if name.endswith(".rels")):
        folder, _, file = name.rpartition("_rels/")
        source = folder + file.removesuffix(".rels")
        if source != folder and source not in contents:
            yield f"{name}: relations of a part that is missing"
        reached.add(name)
        ids = Counter(str(one.get("Id")) for one in trees.get(name, ()))
        yield from (f"{name}: {one} twice" for one, count in ids.items() if count > 1)
        for one in trees.get(name, ()):
            target = str(one.get("Target"))
            path = posixpath.normpath(target[1:] if target.startswith("/") else posixpath.join(folder, target))
            reached.add(path)
            if one.get("TargetMode") == "External":
                yield f"{name}: leads outside, to {target}"
            elif path not in contents:
                yield f"{name}: leads to {path}, which is missing"
    for name, tree in trees.items():
        folder, _, file = name.rpartition("/")
        related = trees.get(posixpath.join(folder, "_rels", f"{file}.rels"), ())
        known = {str(one.get("Id")) for one in related}
        wanted = {value for one in tree.iter() for key, value in one.attrib.items() if f"{{{_RELATIONS}}}" in key}
        yield from (f"{name}: {one} is no relation" for one in wanted - known - {""})
    yield from (f"{name}: nothing leads to it" for name in sorted(contents.keys() - reached))


def _drawing_faults(trees: dict[str, etree._Element]) -> Iterator[str]:
    """Yield numbers that two drawings share."""
    seen: set[tuple[str, str]] = set()
    for name, tree in trees.items():
        space = next((folder for folder in _WHOLE if name.startswith(folder)), name)
        inner = {"docPr"} if space in _WHOLE else set(_DRAWN)
        for one in tree.iter():
            if _local(one) in inner and (place := (space, str(one.get("id")))) in seen:
                yield f"{name}: drawing {place[1]} twice"
            elif _local(one) in inner:
                seen.add((space, str(one.get("id"))))


def _local(element: "etree._Element") -> str:
    """Return the name of an element without its namespace, empty for what is none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
