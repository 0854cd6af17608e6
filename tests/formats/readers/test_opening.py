"""Choosing a reader: content counts for more than the name, and what cannot be read is told in one sentence."""

import io
import zipfile
from pathlib import Path

import pytest
from formats.readers import making
from fuzzing.watching import assert_sentence

from raciapp.base.errors import NoMatrixError, UserError
from raciapp.formats.readers import opening
from raciapp.formats.readers.opening import READERS, SUFFIXES, read_tables

GRID = {(0, 0): "Activity", (0, 1): "Web", (1, 0): "Plan", (1, 1): "R"}
ROWS = [["Activity", "Web"], ["Plan", "R"]]
WORKBOOK = making.workbook(making.typed(ROWS))
DOCUMENT = making.document(
    making.word_table(*("".join(map(making.word_cell, row)) for row in ROWS)), styles='<w:style w:styleId="x"/>'
)
OPEN = making.open_document(
    '<table:table table:name="M">'
    + "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        + "</table:table-row>"
        for row in ROWS
    )
    + "</table:table>"
)
PAGE = b"<html><table><tr><td>Activity<td>Web<tr><td>Plan<td>R</table>"
MARKDOWN = b"| Activity | Web |\n|---|---|\n| Plan | R |\n"
COMMAS = b"Activity;Web\nPlan;R\n"
OLD = making.compound({"Workbook": making.old_stream(GRID)})
BINARY = making.binary_workbook(GRID)

CONTENTS = {
    "workbook": WORKBOOK,
    "document": DOCUMENT,
    "OpenDocument": OPEN,
    "old workbook": OLD,
    "binary workbook": BINARY,
    "page": PAGE,
    "old page": b"\xff\xfe" + PAGE.decode().encode("utf-16-le"),
    "page with a head": b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE html>" + PAGE,
    "commas": COMMAS,
}


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def sentence_of(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_tables(path)
    assert_sentence(caught.value, path.name)
    return str(caught.value)


ANY = (".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".XLS", ".docx", ".htm", "")
PAIRS = [(kind, suffix) for kind in CONTENTS for suffix in ANY if (kind, suffix) != ("commas", ".htm")]


@pytest.mark.parametrize(("kind", "suffix"), PAIRS)
def test_content_counts_for_more_than_the_name(tmp_path: Path, kind: str, suffix: str) -> None:
    (table,) = read_tables(put(tmp_path / f"client{suffix}", CONTENTS[kind]))
    assert [[cell.text for cell in row] for row in table.rows] == ROWS
    assert table.source == f"client{suffix}"


@pytest.mark.parametrize("suffix", [".md", ".markdown", ".txt", ""])
def test_markdown_is_known_by_its_rule_too(tmp_path: Path, suffix: str) -> None:
    (table,) = read_tables(put(tmp_path / f"client{suffix}", MARKDOWN))
    assert [[cell.text for cell in row] for row in table.rows] == ROWS


def test_markdown_may_begin_with_a_tag(tmp_path: Path) -> None:
    (table,) = read_tables(put(tmp_path / "a.md", b"<div>\n\n" + MARKDOWN))
    assert table.rows[0][0].text == "Activity"


def test_every_suffix_has_its_reader() -> None:
    assert tuple(READERS) == SUFFIXES
    assert {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".md", ".docx", ".html", ".htm"} <= set(
        SUFFIXES
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", making.compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "password"),
        ("a.xls", making.compound({"Workbook": making._biff(0x0809, bytes(16)) + making._biff(0x2F)}), "password"),
        ("a.doc", making.compound({"WordDocument": b"x"}), "save it as .docx"),
        ("a.ppt", making.compound({"PowerPoint Document": b"x"}), "PowerPoint"),
        ("a.msi", making.compound({"Other": b"x"}), "damaged"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100), "damaged"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.png", b"\x89PNG\r\n", "picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "picture"),
        ("a.xlsx", b"GIF89a", "picture"),
        ("a.bmp", b"BM\x00\x01\x02", "picture"),
        ("a.webp", b"RIFF\0\0\0\0WEBP", "picture"),
        ("a.rtf", b"{\\rtf1}", "docx"),
        ("a.rar", b"Rar!\x1a", "Unpack"),
        (
            "a.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "save it as .xlsx",
        ),
        ("a.numbers", making.zipped({"Index/Document.iwa": "x"}), "Numbers"),
        ("a.pptx", making.zipped({"[Content_Types].xml": "x", "ppt/presentation.xml": "x"}), "PowerPoint"),
        ("a.odt", making.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "text"),
        ("a.zip", making.zipped({"client/matrix.xlsx": "x"}), "Unpack"),
        ("a.xlsx", making.zipped({"[Content_Types].xml": "x"}), "damaged"),
        ("a.raci", b'{"format":"raciapp","version":2}', "Open it instead"),
        ("a.json", b"{}", ".xlsx"),
        ("a.docm", b"PK\x03\x04", "damaged"),
        ("a.xlsx", WORKBOOK[:300], "damaged"),
        ("a.xlsx", b"", "empty"),
        ("a.csv", b" \r\n", "empty"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_do(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    assert said in sentence_of(put(tmp_path / name, content))


@pytest.mark.parametrize("folder", ["xl", "word"])
def test_office_files_with_parts_of_other_names_reach_their_reader(tmp_path: Path, folder: str) -> None:
    assert "damaged" in sentence_of(put(tmp_path / "a.zip", making.zipped({f"{folder}/other.xml": "x"})))


def test_a_text_that_begins_like_a_picture_is_a_text(tmp_path: Path) -> None:
    (table,) = read_tables(put(tmp_path / "a.csv", b"BMI project;Web service office\nPlan the whole thing;R\n"))
    assert table.rows[0][0].text == "BMI project"


def test_folders_and_missing_files_are_told(tmp_path: Path) -> None:
    assert "folder" in sentence_of(tmp_path)
    assert "cannot be read" in sentence_of(tmp_path / "gone.xlsx")


def test_a_file_larger_than_any_matrix_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST_FILE", 10)
    assert "larger than" in sentence_of(put(tmp_path / "a.xlsx", WORKBOOK))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", making.document("<w:p/>")),
        ("a.md", b"# No table here"),
        ("a.html", b"<html><p>No table here</html>"),
        ("a.xlsx", making.workbook("")),
        ("a.xls", making.compound({"Workbook": making.old_stream({})})),
        ("a.ods", making.open_document('<table:table table:name="M"/>')),
    ],
)
def test_a_file_without_a_table_holds_no_matrix(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(NoMatrixError) as caught:
        read_tables(put(tmp_path / name, content))
    assert_sentence(caught.value, name)


def test_an_encrypted_zip_entry_is_no_crash(tmp_path: Path) -> None:
    content = bytearray(WORKBOOK)
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        places = [entry.header_offset for entry in archive.infolist()]
    for place in places:
        content[place + 6] |= 1
    start = 0
    while (start := content.find(b"PK\x01\x02", start)) >= 0:
        content[start + 8] |= 1
        start += 4
    assert "damaged" in sentence_of(put(tmp_path / "a.xlsx", bytes(content)))
