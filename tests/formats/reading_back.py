"""Deliverables read back without our own code: what they say, what they are made of, what on a page cannot be read."""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from lxml import etree, html
from markdown_it import MarkdownIt

PACKAGES = (".xlsx", ".docx", ".pptx")

# -- what a file says -------------------------------------------------------------------------------------


def text_of(path: Path) -> str:
    """Return everything that a deliverable says, also where it is not seen at once."""
    reading = {".pdf": pdf_text, ".html": page_text, ".md": markdown_text, ".csv": csv_text}
    return (reading.get(path.suffix) or package_text)(path)


def trees(path: Path) -> Iterator[tuple[str, etree._Element]]:
    """Yield the parts of a package that are XML."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                yield name, etree.fromstring(package.read(name))


def package_text(path: Path) -> str:
    return "\n".join("".join(tree.itertext()) for _, tree in trees(path))


def page_text(path: Path) -> str:
    return str(html.fromstring(path.read_bytes()).text_content())


def markdown_text(path: Path) -> str:
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(path.read_text("utf-8"))
    return str(html.fromstring(rendered).text_content())


def csv_text(path: Path) -> str:
    return "\n".join("\n".join(row) for row in csv_rows(path))


def csv_rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


# -- what a file is made of -------------------------------------------------------------------------------


def makings(path: Path) -> set[str]:
    """Return the kinds of things a deliverable is made of: elements, attributes, tokens."""
    if path.suffix in PACKAGES:
        return {f"{name.rpartition('/')[0]}: {making}" for name, tree in trees(path) for making in elements(tree)}
    if path.suffix == ".html":
        return set(elements(html.fromstring(path.read_bytes())))
    if path.suffix == ".svg":
        return set(elements(etree.fromstring(path.read_bytes())))
    if path.suffix == ".md":
        return set(tokens(path.read_text("utf-8")))
    return set(pdf_objects(path))


def elements(tree: etree._Element) -> Iterator[str]:
    for one in tree.iter():
        yield str(one.tag)
        yield from (f"{one.tag} {name}" for name in one.attrib)


def tokens(text: str) -> Iterator[str]:
    for block in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text):
        yield block.type
        for one in block.children or ():
            yield one.content if one.type == "html_inline" else one.type


def pdf_objects(path: Path) -> Iterator[str]:
    with pikepdf.open(path) as pdf:
        yield from (f"root {key}" for key in pdf.Root)
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary):
                yield from (
                    f"{key} {one[key]}" for key in ("/Type", "/S", "/Subtype") if isinstance(one.get(key), pikepdf.Name)
                )


OURS = {
    ".html": {"br", "bdi"},
    ".md": {"<br>"},
}
"""What may come of the length and direction of texts."""
_DIRECTION = re.compile(
    r"rowBreaks|\bbrk\b|rtl|bidi|readingOrder|quotePrefix|lang$|dir$|preserve|space$|indent|hardbreak|softbreak|/br\b|}br\b|endParaRPr"
)


def foreign(path: Path, twin: Path) -> set[str]:
    """Return what a deliverable is made of that its harmless twin is not, but for what direction and length make."""
    found = makings(path) - makings(twin) - OURS.get(path.suffix, set())
    return {one for one in found if not _DIRECTION.search(one) and "FontType" not in one}


# -- what can be read of a page ---------------------------------------------------------------------------


LIGATURES = {"ff", "fi", "if", "fl", "lf"}
MOST_OVERLAP = 0.35
"""Share of a character that another may cover: accents on capitals and tight lines do."""


def characters(page: pypdfium2.PdfPage) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Return the characters of a page that show something, with their boxes: left, bottom, right, top.

    Letters beside marks that combine are left out: marks stand upon letters.
    """
    text = page.get_textpage()
    found = [(text.get_text_range(place, 1), text.get_charbox(place)) for place in range(text.count_chars())]
    marked = [place for place, (one, _) in enumerate(found) if one and unicodedata.combining(one[0])]
    beside = {place + step for place in marked for step in (-1, 0, 1)}
    return [
        (one, box)
        for place, (one, box) in enumerate(found)
        if place not in beside and one.strip() and box[2] > box[0] and box[3] > box[1]
    ]


def beyond(box: tuple[float, float, float, float], width: float, height: float) -> bool:
    left, bottom, right, top = box
    return left < -1 or bottom < -1 or right > width + 1 or top > height + 1


def covered(found: list[tuple[str, tuple[float, float, float, float]]]) -> Iterator[tuple[str, str]]:
    """Yield letters that lie upon each other; those of a ligature do."""
    letters = [(one, box) for one, box in found if one.isascii() and one.isalnum()]
    letters.sort(key=lambda known: known[1][0])
    for place, (one, box) in enumerate(letters):
        for other, its in letters[place + 1 :]:
            if its[0] >= box[2]:
                break
            across = min(box[2], its[2]) - its[0]
            down = min(box[3], its[3]) - max(box[1], its[1])
            least = min((box[2] - box[0]) * (box[3] - box[1]), (its[2] - its[0]) * (its[3] - its[1]))
            if down > 0 and one + other not in LIGATURES and across * down > MOST_OVERLAP * least:
                yield one, other


def unread(path: Path) -> list[str]:
    """Return what of a PDF cannot be read: characters beyond their page or upon each other."""
    document = pypdfium2.PdfDocument(path)
    faults = []
    try:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            found = characters(page)
            faults += [f"page {number}: {one} at {box}" for one, box in found if beyond(box, width, height)]
            upon = list(covered(found))
            if upon:
                faults.append(f"page {number}: {len(upon)} letters upon each other, first {upon[0]}")
    finally:
        document.close()
    return faults
