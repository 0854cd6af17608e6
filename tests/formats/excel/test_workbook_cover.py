"""The cover: what it says, where it leads, the logo as it came, and nothing of a client that is more than text."""

import io
import struct
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from formats.talked import TALKED
from formats.workbook_reading import DATE, contrast, parts
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from PIL import Image

from raciapp.base.errors import UserError
from raciapp.base.words import Language, same
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.excel.workbook import ExcelOptions, write_workbook
from raciapp.formats.report import EVERYTHING, Cover, Report, ReportPart, Wishes, report_on
from raciapp.formats.returned import read_returned
from raciapp.knowledge.library import knowledge

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COVER = Cover("=HYPERLINK(1)", "1.2", "https://evil.example", "First line\n=1+1")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="40" height="10"/></svg>'


def report(
    cover: Cover = COVER, *, second: Language | None = None, without: frozenset[ReportPart] = frozenset()
) -> Report:
    document = replace(TALKED, organization=replace(TALKED.organization, kind=same("A kind of ours")))
    wishes = Wishes(Language.EN, second, parts=EVERYTHING - without, cover=cover)
    return report_on(document, knowledge(), DATE, wishes)


def written(folder: Path, content: Report, branding: Branding = PLAIN, template: Path | None = None) -> Path:
    path = folder / "out.xlsx"
    write_workbook(content, path, ExcelOptions(template=template), branding)
    return path


def cover_of(folder: Path, content: Report, branding: Branding = PLAIN) -> "Worksheet":
    return load_workbook(written(folder, content, branding)).worksheets[0]


def said(sheet: "Worksheet") -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def picture(kind: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (80, 20), "purple").save(content, kind)
    return content.getvalue()


# -- what it says -----------------------------------------------------------------------------------------


def test_it_says_whose_it_is_for_whom_and_when(tmp_path: Path) -> None:
    sheet = cover_of(tmp_path, report())
    assert sheet.title == "Cover"
    assert said(sheet)[:12] == [
        "Ours", "As-is", "A kind of ours",
        "Client", "=HYPERLINK(1)",
        "Date", "November 23, 2026",
        "Version", "1.2",
        "Prepared by", "https://evil.example",
        "First line\n=1+1",
    ]  # fmt: skip


def test_what_is_empty_is_left_out(tmp_path: Path) -> None:
    bare = replace(report(Cover()), title=" ", subtitle="")
    assert said(cover_of(tmp_path, bare))[:5] == ["RACI", "As-is", "Date", "November 23, 2026", "Contents"]


def test_what_a_client_wrote_is_text_and_leads_nowhere(tmp_path: Path) -> None:
    path = written(tmp_path, report())
    sheet = load_workbook(path).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert "<f>" not in parts(path)["xl/worksheets/sheet1.xml"]
    assert not [name for name, text in parts(path).items() if name.endswith(".rels") and "External" in text]


def test_its_links_lead_to_every_other_sheet_in_their_order(tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path, report(second=Language.FR)))
    sheet, *others = [one for one in book.worksheets if one.sheet_state == "visible"]
    links = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink and cell.value]
    assert [link.hyperlink.location for link in links] == [f"'{one.title}'!A1" for one in others]
    assert [link.value for link in links][1:] == [one["A1"].value for one in others][1:]
    assert links[0].value == "Matrix / Matrice"
    assert all("  " not in one.title for one in others)


# -- how it looks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("accent", ["#FFD200", "#550055"])
def test_names_and_links_can_be_read_in_any_accent(accent: str, tmp_path: Path) -> None:
    branding = Branding(accent, "#000000" if accent == "#FFD200" else "#FFFFFF")
    sheet = cover_of(tmp_path, report(), branding)
    name = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Ours")
    link = next(cell for row in sheet.iter_rows() for cell in row if cell.hyperlink)
    assert name.fill.fgColor.rgb == "FF" + accent.lstrip("#")
    assert contrast(name.font.color.rgb[2:], name.fill.fgColor.rgb[2:]) >= 4.5
    assert contrast(link.font.color.rgb[2:], "FFFFFF") >= 4.5


def test_it_is_one_page_unless_the_note_is_a_book(tmp_path: Path) -> None:
    sheet = cover_of(tmp_path, report(), Branding(footer="House & Co"))
    setup = sheet.page_setup
    assert (setup.orientation, int(setup.fitToWidth), int(setup.fitToHeight)) == ("portrait", 1, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == (None, None)
    assert "House" in sheet.oddFooter.center.text
    note = "A sentence of the note. " * 600
    sheet = cover_of(tmp_path, report(Cover(note=note)))
    assert int(sheet.page_setup.fitToHeight) == 0
    assert note.strip() in "".join(said(sheet)).replace("\n", "")


def test_a_long_name_is_smaller_and_never_clipped(tmp_path: Path) -> None:
    short = cover_of(tmp_path, report())
    long = cover_of(tmp_path, replace(report(), title="An organization with a long name " * 9))
    sizes = []
    for sheet in (short, long):
        cell = next(cell for row in sheet.iter_rows() for cell in row if cell.font.b and cell.value)
        lines = 1 if sheet is short else 5
        assert sheet.row_dimensions[cell.row].height >= lines * cell.font.sz
        sizes.append(cell.font.sz)
    assert sizes[0] > sizes[1]


# -- the logo ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", "png"), ("JPEG", "jpeg")])
def test_a_logo_stays_as_it_is(kind: str, suffix: str, tmp_path: Path) -> None:
    logo = tmp_path / f"logo.{suffix}"
    logo.write_bytes(picture(kind))
    path = written(tmp_path, report(), Branding(logo=logo))
    with zipfile.ZipFile(path) as package:
        assert package.read(f"xl/media/image1.{suffix}") == logo.read_bytes()
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="Logo"' in drawing
    (shown,) = load_workbook(path).worksheets[0]._images
    assert shown.anchor.ext.width == pytest.approx(4 * shown.anchor.ext.height, rel=0.01)


def test_a_drawing_becomes_a_picture(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_bytes(SVG)
    with zipfile.ZipFile(written(tmp_path, report(), Branding(logo=logo))) as package:
        content = package.read("xl/media/image1.png")
    width, height = struct.unpack(">II", content[16:24])
    assert width == pytest.approx(4 * height, rel=0.05)


def test_a_logo_that_is_none_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    for name, content in (("logo.png", b"no picture"), ("logo.svg", b"<svg"), ("logo.svg", b"\xff\xfe")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UserError, match="cannot be used as a logo"):
            written(tmp_path, report(), Branding(logo=tmp_path / name))
    assert not (tmp_path / "out.xlsx").exists()


def test_without_a_cover_there_is_no_logo(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture("PNG"))
    content = report(without=frozenset({ReportPart.COVER, ReportPart.PICTURES}))
    path = written(tmp_path, content, Branding(logo=logo))
    assert "Cover" not in load_workbook(path).sheetnames
    with zipfile.ZipFile(path) as package:
        assert not [name for name in package.namelist() if "media" in name]


# -- the workbook around it -------------------------------------------------------------------------------


def test_it_opens_on_the_cover_and_on_nothing_else(tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path, report()))
    assert book.active.title == "Cover"
    assert [one.title for one in book.worksheets if one.sheet_view.tabSelected] == ["Cover"]


def test_it_stands_before_a_workbook_of_the_client(tmp_path: Path) -> None:
    template = tmp_path / "template.xlsx"
    book = Workbook()
    book.active.title = "It's ours"
    book.active["B2"] = "{{matrix_here}}"
    book.active.print_title_rows = "1:1"
    terms = book.create_sheet("Terms")
    book.active.sheet_view.tabSelected = terms.sheet_view.tabSelected = True
    book.active = terms
    book.save(template)
    path = written(tmp_path, report(), template=template)
    book = load_workbook(path)
    assert book.sheetnames[:3] == ["Cover", "It's ours", "Terms"]
    assert [one.title for one in book.worksheets if one.sheet_view.tabSelected] == ["Cover"]
    links = [
        cell.hyperlink.location for row in book["Cover"].iter_rows() for cell in row if cell.hyperlink and cell.value
    ]
    assert links[0] == "'It''s ours'!A1"
    assert "'Terms'!A1" not in links
    assert book["It's ours"].print_title_rows == "$1:$1"
    returned = read_returned(path)
    assert returned.theirs == returned.base
    assert (returned.skipped, returned.questions) == ((), ())
