"""What a deliverable consists of, as texts that can be compared: XML inside packages, text and structure of PDFs."""

import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2

_TIMES = re.compile(
    r"(<dcterms:(?:created|modified)[^>]*>)[^<]*"
    r"|(<xmp:(?:CreateDate|ModifyDate)>)[^<]*"
    r"|((?:document|instance)ID>)[^<]*"
)
_BINARY = frozenset({".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".ttf", ".otf", ".bin", ".xlsx", ".odttf"})
"""Pictures, fonts, and the workbooks inside the charts of slides."""


def parts_of(path: Path) -> dict[str, str]:
    """Return the parts of a deliverable by name, with dates of their making taken out."""
    suffix = path.suffix.casefold()
    if suffix in (".xlsx", ".docx", ".pptx"):
        return dict(_package(path))
    if suffix == ".pdf":
        return {"text": "\n\f\n".join(_pages(path)), "structure": " ".join(_structure(path))}
    if suffix == ".png":
        width, height = struct.unpack(">II", path.read_bytes()[16:24])
        return {"size": f"{width} x {height}"}
    return {"text": path.read_text("utf-8-sig")}


def _package(path: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            content = package.read(name)
            if Path(name).suffix.casefold() in _BINARY:
                yield name, f"{len(content)} bytes"
            else:
                text = _TIMES.sub(lambda found: next(filter(None, found.groups())), content.decode("utf-8"))
                yield name, text.replace("><", ">\n<")


def _pages(path: Path) -> Iterator[str]:
    pdf = pypdfium2.PdfDocument(path)
    try:
        for page in pdf:
            yield page.get_textpage().get_text_range().replace("\r\n", "\n")
    finally:
        pdf.close()


def _structure(path: Path) -> Iterator[str]:
    """Yield the tags of the structure tree as a screen reader walks it, nested in brackets."""
    with pikepdf.open(path) as pdf:
        yield from _tags(pdf.Root.StructTreeRoot.get("/K"), 0)


def _tags(node: object, depth: int) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _tags(child, depth)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node and depth < 40:
        yield f"({str(node['/S']).lstrip('/')}"
        if "/K" in node:
            yield from _tags(node["/K"], depth + 1)
        yield ")"
