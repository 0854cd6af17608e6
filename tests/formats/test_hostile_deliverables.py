"""Whatever a client typed stays text in every deliverable: nothing acts, is lost, or stands where nobody reads it.

What a file is made of is compared with the same file of harmless words: there is nothing in it that is not our own.
"""

import re
from pathlib import Path

import pytest
from formats.hostile import (
    ACCENT,
    HARMLESS_ACCENT,
    HOSTILE,
    harmless_document,
    hostile_document,
    hostile_report,
    missing,
    words_missing,
)
from formats.office import EVERY, faults_of, needs_office, opened
from formats.reading_back import PACKAGES, csv_rows, csv_text, foreign, pdf_text, text_of, unread
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from raciapp.document.records import Document
from raciapp.formats.branding import Branding
from raciapp.formats.csv_out import CsvOptions, CsvShape
from raciapp.formats.exporting import export
from raciapp.formats.picture import MOST_DOTS
from raciapp.formats.report import EVERYTHING, ReportPart

WHOLE = (".xlsx", ".docx", ".pptx", ".pdf", ".html", ".md")
"""The formats in which everything can be read again as text."""


def written(
    folder: Path, suffix: str, document: Document, *parts: ReportPart, branding: Branding = ACCENT
) -> tuple[Path, dict[str, str]]:
    """Write a deliverable with some parts or all; return its path and what is typed on its cover."""
    report, cover = hostile_report(document, frozenset(parts) or EVERYTHING)
    path = folder / f"hostile{suffix}"
    export(report, path, branding=branding)
    return path, cover


# -- that it stays text -----------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [*WHOLE, ".svg"])
def test_nothing_of_it_acts(suffix: str, tmp_path: Path) -> None:
    path, _ = written(tmp_path, suffix, hostile_document()[0])
    (tmp_path / "twin").mkdir()
    twin, _ = written(tmp_path / "twin", suffix, harmless_document(), branding=HARMLESS_ACCENT)
    assert foreign(path, twin) == set()
    if suffix in PACKAGES:
        assert faults_of(path.read_bytes()) == []


def test_no_cell_is_a_formula_of_theirs(tmp_path: Path) -> None:
    path, _ = written(tmp_path, ".xlsx", hostile_document()[0])
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert "zq" not in str(cell.value)
                    assert not re.search("cmd|HYPERLINK|evil", str(cell.value))
                elif isinstance(cell.value, str) and cell.value[:1] in ("=", "+", "-", "@"):
                    assert cell.quotePrefix, cell.coordinate
        for edge in (sheet.oddHeader, sheet.oddFooter):
            for text in (edge.left.text, edge.center.text, edge.right.text):
                codes = set(re.findall("&(.)", (text or "").replace("&&", "")))
                assert codes <= set("PNDKLCR0123456789["), text
        for rule in sheet.data_validations.dataValidation:
            assert "zq" not in f"{rule.formula1}{rule.formula2}"
    assert not any("zq" in str(name.attr_text) for name in book.defined_names.values())


@pytest.mark.parametrize("shape", CsvShape)
def test_no_cell_of_a_table_is_a_formula(shape: CsvShape, tmp_path: Path) -> None:
    texts = [text for text in HOSTILE if "\ud800" not in text]
    document, typed = hostile_document(texts=tuple(texts))
    report, _ = hostile_report(document)
    path = tmp_path / "a.csv"
    export(report, path, options=CsvOptions(shape))
    rows = csv_rows(path)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    wanted = {field: text for field, text in typed.items() if re.match("unit u|activity|remark of cell", field)}
    assert list(missing(wanted, csv_text(path))) == []


# -- that all of it is there ------------------------------------------------------------------------------


NEVER = re.compile("$.")
LOST = {
    ".md": re.compile("division"),  # a table in Markdown has one row of headings
    ".pptx": re.compile("division"),
}
"""What a format does not show at all."""


@pytest.mark.parametrize("suffix", WHOLE)
@pytest.mark.parametrize("start", [0, 11])
def test_all_of_it_is_there(suffix: str, start: int, tmp_path: Path) -> None:
    document, typed = hostile_document(start=start)
    path, cover = written(tmp_path, suffix, document)
    search = words_missing if suffix == ".pdf" else missing
    lost = {field for field in search(typed | cover, text_of(path)) if not LOST.get(suffix, NEVER).match(field)}
    assert lost == set()


def test_slides_have_names_and_what_is_open_in_full(tmp_path: Path) -> None:
    document, typed = hostile_document()
    path, _ = written(tmp_path, ".pptx", document)
    names = {field: text for field, text in typed.items() if re.match("organization|matrix|unit|group|activity", field)}
    assert list(missing(names, text_of(path))) == []


@pytest.mark.parametrize("suffix", WHOLE)
def test_nothing_turns_what_follows(suffix: str, tmp_path: Path) -> None:
    path, _ = written(tmp_path, suffix, hostile_document(2, 2, ("\u202eturned", "\u2067turned"))[0])
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text_of(path))


@pytest.mark.parametrize("shape", CsvShape)
def test_half_a_character_stops_no_table(shape: CsvShape, tmp_path: Path) -> None:
    report, _ = hostile_report(hostile_document(2, 2, ("half \ud800",))[0])
    export(report, tmp_path / "a.csv", options=CsvOptions(shape))
    assert "half" in csv_text(tmp_path / "a.csv")


# -- that it can be read ----------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ReportPart)
def test_nothing_on_paper_is_clipped(part: ReportPart, tmp_path: Path) -> None:
    path, _ = written(tmp_path, ".pdf", hostile_document()[0], part)
    assert unread(path) == []


@pytest.mark.parametrize("parts", [(ReportPart.MATRIX, ReportPart.TALK), (ReportPart.MATRIX,)])
def test_two_hundred_hostile_units_on_paper(parts: tuple[ReportPart, ...], tmp_path: Path) -> None:
    document, typed = hostile_document(200, 3)
    path, _ = written(tmp_path, ".pdf", document, *parts)
    assert unread(path) == []
    names = {field: text for field, text in typed.items() if field.startswith("unit u")}
    assert list(words_missing(names, pdf_text(path))) == []


def test_a_picture_of_two_hundred_hostile_units_can_be_opened(tmp_path: Path) -> None:
    path, _ = written(tmp_path, ".png", hostile_document(200, 3)[0])
    width, height = size_of(path)
    assert width * height <= 1.5 * MOST_DOTS


def size_of(picture: Path) -> tuple[int, int]:
    """Return width and height of a PNG, from its head."""
    head = picture.read_bytes()[:24]
    return int.from_bytes(head[16:20]), int.from_bytes(head[20:])


@pytest.mark.parametrize(("units", "activities"), [(8, 12), (60, 3)])
def test_nothing_of_a_picture_is_cut_off(
    units: int, activities: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    path, _ = written(tmp_path, ".png", hostile_document(units, activities)[0])
    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    # The ground is one colour; a line, a letter or a fill that is cut off would reach the last dots.
    width, height = picture.size
    sides = [(0, 0, width, 2), (0, height - 2, width, height), (0, 0, 2, height), (width - 2, 0, width, height)]
    colours = {colour for side in sides for _, colour in picture.crop(side).getcolors(9999) or ()}
    assert len(colours) == 1


def test_all_shapes_stand_on_their_slides(tmp_path: Path) -> None:
    path, _ = written(tmp_path, ".pptx", hostile_document()[0])
    made = Presentation(str(path))
    for number, slide in enumerate(made.slides, 1):
        for shape in slide.shapes:
            if shape.is_placeholder and shape.left is None:
                continue
            height = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            assert shape.left >= 0, (number, shape.name)
            assert shape.top >= 0, (number, shape.name)
            assert shape.left + shape.width <= made.slide_width, (number, shape.name)
            assert shape.top + height <= made.slide_height, (number, shape.name)


@needs_office
@pytest.mark.skipif(not EVERY, reason="LibreOffice takes long; `test --with-office` lets it")
@pytest.mark.parametrize("suffixes", [(".docx", ".pptx"), (".xlsx",)])
def test_it_can_be_read_in_libreoffice(suffixes: tuple[str, ...], tmp_path: Path) -> None:
    """LibreOffice makes rows higher where a text needs it: a table that was thought too low leaves its page."""
    paths = []
    for suffix in suffixes:
        path, _ = written(tmp_path, suffix, hostile_document()[0])
        paths.append(path.rename(tmp_path / f"hostile-{suffix[1:]}{suffix}"))
    shown = opened(paths, tmp_path)
    assert set(shown) == set(paths)
    assert [fault for path in paths for fault in unread(path.with_suffix(".pdf"))] == []
