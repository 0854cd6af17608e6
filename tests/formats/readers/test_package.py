"""Hostile and damaged zip files: refused before they are unpacked, in one sentence."""

import hashlib
import struct
import time

import pytest
from formats.readers import making
from formats.readers.making import sheet, typed

from raciapp.base.errors import UserError
from raciapp.formats.readers import cells, package, word
from raciapp.formats.readers.notes import MOST_NOTES
from raciapp.formats.readers.opening import READERS
from raciapp.formats.readers.package import Package

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
FILES = {
    ".xlsx": (making.workbook(typed([["R"]])), "xl/worksheets/sheet1.xml"),
    ".docx": (making.document(making.word_table(making.word_cell("R"))), "word/document.xml"),
    ".ods": (making.open_document("<table:table/>"), "content.xml"),
}


def refused(content: bytes, suffix: str = ".xlsx") -> str:
    with pytest.raises(UserError) as caught:
        READERS[suffix](content, "client.zip")
    sentence = str(caught.value)
    assert sentence.startswith("client.zip")
    return sentence


def changed(suffix: str, name: str, part: bytes) -> bytes:
    whole = Package(FILES[suffix][0], "a")
    return making.zipped({**{one: whole.read(one) for one in whole.names}, name: part})


@pytest.mark.parametrize("suffix", FILES)
def test_a_part_packed_too_tightly_is_refused(suffix: str) -> None:
    content = changed(suffix, "xl/extra.xml", b" " * 3_000_000)
    assert "unpack to far more" in refused(content, suffix)
    assert "unpack to far more" in refused(making.zipped({"xl/worksheets/x.bin": bytes(3_000_000)}), ".xlsb")


def test_a_white_picture_is_no_bomb() -> None:
    content = changed(".xlsx", "xl/media/image1.bmp", bytes(3_000_000))
    assert READERS[".xlsx"](content, "a")


def test_too_many_parts_are_refused() -> None:
    content = making.zipped({f"xl/{number}": "" for number in range(package.MOST_PARTS + 1)})
    assert "unpack to far more" in refused(content)


def test_too_much_in_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_SUM", 1_000)
    assert "unpack to far more" in refused(FILES[".xlsx"][0])


def test_a_part_larger_than_any_is_refused() -> None:
    with pytest.raises(UserError, match="more than any matrix"):
        Package(FILES[".docx"][0], "a").read("word/document.xml", 10)


PAD = f"<!--{''.join(hashlib.sha256(bytes([place % 250, place // 250])).hexdigest() for place in range(2_000))}-->"
"""What keeps a part from being packed too tightly."""


def filled(piece: str, size: int = 3_000_000) -> str:
    return piece * (size // len(piece)) + PAD


HARD = {
    "rows": sheet(filled("<row/>")),
    "a row of cells": sheet("<row>" + filled("<c/>", 200_000) + "</row>"),
    "formulas": sheet(filled("<row><c><f>A1</f></c></row>")),
    "merged areas": sheet(typed([["R"]]), "<mergeCells>" + filled('<mergeCell ref="A1:B2"/>') + "</mergeCells>"),
    "nothing we look for": sheet(typed([["R"]]), filled("<x/>", 14_000_000)),
}


@pytest.mark.parametrize("kind", HARD)
def test_a_hostile_sheet_costs_little(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "_MOST_ROWS", 1_000)
    parts = making.workbook_parts({"Matrix": HARD[kind], "Other": sheet(typed([["R"]]))})
    begun = time.process_time()
    (table,) = READERS[".xlsx"](making.zipped(parts), "a.xlsx")
    assert table.sheet == "Other"
    assert time.process_time() - begun < 4


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("xl/sharedStrings.xml", f"<sst xmlns='{making.MAIN}'><si>{filled('<r/>', 14_000_000)}</si></sst>"),
        (
            "xl/workbook.xml",
            f"<workbook xmlns='{making.MAIN}'><sheets>{filled('<sheet/>', 1_500_000)}</sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", f"<Relationships>{filled('<Relationship/>')}</Relationships>"),
    ],
)
def test_hostile_parts_of_a_workbook_are_refused_soon(name: str, part: str) -> None:
    content = making.zipped({**making.workbook_parts({"Matrix": sheet("")}), name: part})
    begun = time.process_time()
    assert "more than any matrix" in refused(content)
    assert time.process_time() - begun < 4


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl><w:tr>" + filled("<w:tc/>") + "</w:tr></w:tbl>",
        "<w:tbl>" + filled("<w:tr/>") + "</w:tbl>",
        "<w:tbl><w:tr><w:tc>" * 60 + filled("<w:r><w:t>a</w:t></w:r>") + "</w:tc></w:tr></w:tbl>" * 60,
        filled("<w:tbl/>"),
        filled("<w:p/>", 14_000_000),
    ],
    ids=["cells", "rows", "nested", "tables", "size"],
)
def test_a_hostile_document_is_refused_soon(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "_MOST_STEPS", 10_000)
    content = making.document(body)
    begun = time.process_time()
    assert "more than any matrix" in refused(content, ".docx")
    assert time.process_time() - begun < 6


@pytest.mark.parametrize(
    "tables",
    [
        filled("<table:table/>", 1_500_000),
        "<table:table><table:table-row>"
        + filled("<table:table-cell/>", 14_000_000)
        + "</table:table-row></table:table>",
        "<table:table><table:table-row>" + "<table:table-cell/>" * 20_000 + "</table:table-row></table:table>",
    ],
    ids=["tables", "row", "cells"],
)
def test_a_hostile_spreadsheet_is_refused_soon(tables: str) -> None:
    content = making.open_document(tables)
    begun = time.process_time()
    assert "more than any matrix" in refused(content, ".ods")
    assert time.process_time() - begun < 4


def test_many_parts_that_are_small_bombs_are_one() -> None:
    content = making.zipped({f"xl/worksheets/sheet{number}.xml": " " * 900_000 for number in range(20)})
    assert "unpack to far more" in refused(content)


def test_more_comments_than_anybody_makes_are_refused() -> None:
    parts = making.workbook_parts({"Matrix": sheet(typed([["R"]]))})
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = making.relations(
        ("t", "threadedComment", "t.xml"), ("c", "comments", "c.xml")
    )
    for name, piece in (("t.xml", "<threadedComment/>"), ("c.xml", "<comment/>")):
        many = piece * (MOST_NOTES + 2)
        content = making.zipped({**parts, f"xl/worksheets/{name}": f"<x><commentList>{many}</commentList></x>"})
        assert "more than any matrix" in refused(content)


def test_a_part_that_is_larger_than_it_says_is_damaged() -> None:
    content = bytearray(making.zipped({**making.workbook_parts({"M": sheet(typed([["R"]] * 500))})}))
    start = content.rfind(b"xl/worksheets/sheet1.xml") - 46
    assert content[start : start + 4] == b"PK\x01\x02"
    content[start + 24 : start + 28] = struct.pack("<I", 900)
    assert "damaged" in refused(bytes(content))


@pytest.mark.parametrize("suffix", FILES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_declarations_of_entities_are_refused(suffix: str, encoding: str) -> None:
    whole, name = FILES[suffix]
    text = Package(whole, "a").read(name).decode()
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-be")}"?>' if encoding != "utf-8" else ""
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    sentence = refused(changed(suffix, name, f"{mark}{head}{LAUGHS}{text}".encode(encoding)), suffix)
    assert "DOCTYPE" in sentence or (encoding == "utf-32" and "damaged" in sentence)


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"])
def test_every_part_that_is_read_is_looked_at(name: str) -> None:
    part = Package(FILES[".xlsx"][0], "a").read(name)
    assert "DOCTYPE" in refused(changed(".xlsx", name, LAUGHS.encode() + part))


def test_a_declaration_far_behind_is_found_too() -> None:
    rows = sheet(typed([["R"]]))
    assert "DOCTYPE" in refused(
        changed(".xlsx", "xl/worksheets/sheet1.xml", f"<!--{' x' * 60_000}-->{LAUGHS}{rows}".encode())
    )


def test_elements_nested_too_deeply_are_damaged() -> None:
    assert "damaged" in refused(making.document("<w:p>" * 5_000), ".docx")


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"PK\x03\x04" + bytes(500)])
@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".ods", ".xlsb"])
def test_what_is_no_zip_file_is_damaged(content: bytes, suffix: str) -> None:
    assert "damaged" in refused(content, suffix)


@pytest.mark.parametrize("suffix", FILES)
def test_a_file_cut_short_is_damaged(suffix: str) -> None:
    content = FILES[suffix][0]
    for end in range(0, len(content), len(content) // 7 + 1):
        assert "damaged" in refused(content[:end], suffix)


def test_a_missing_part_is_damaged() -> None:
    with pytest.raises(UserError, match="damaged"):
        Package(FILES[".xlsx"][0], "a").read("gone.xml")
