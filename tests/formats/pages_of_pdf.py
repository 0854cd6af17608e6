"""What stands on the pages of a PDF, and how it is tagged."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2


def page_texts(path: Path) -> list[str]:
    """Return the text of each page."""
    pages = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in pages]
    finally:
        pages.close()


def squeezed(text: str) -> str:
    """Return the text without blanks and hyphens: lines end where the paper ends, and pdfium drops a hyphen there."""
    return re.sub(r"[\s\ufffe-]", "", text)


def elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """Yield the structure elements in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K"))
