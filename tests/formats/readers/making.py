"""Files of every format as bytes, written by hand: small enough to read, and as odd as programs can make them."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    '<fonts><font/><font><b/></font><font><b val="0"/></font></fonts>'
    '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="166" formatCode="&quot;WP &quot;000"/></numFmts>'
    '<cellXfs><xf fontId="0" numFmtId="0"/><xf fontId="1" numFmtId="0"/><xf fontId="0" numFmtId="9"/>'
    '<xf fontId="0" numFmtId="14"/><xf fontId="0" numFmtId="164"/><xf fontId="2" numFmtId="165"/>'
    '<xf fontId="0" numFmtId="166"/><xf fontId="0" numFmtId="22"/></cellXfs>'
)
BOLD, PERCENT, DATE, PERCENT_1, ISO_DATE, WORK_PACKAGE, MOMENT = range(1, 8)
"""The styles of `STYLES`."""


def zipped(parts: Mapping[str, str | bytes], *, packed: bool = True) -> bytes:
    """Return a zip file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def relations(*found: tuple[str, str, str]) -> str:
    """Return a part of relations, each an id, the last word of its kind and its target; `!` before it: outside."""
    outside = ' TargetMode="External"'
    links = "".join(
        f'<Relationship Id="{name}" Type="{LINKS}/{kind}" Target="{target.removeprefix("!")}"'
        f"{outside if target.startswith('!') else ''}/>"
        for name, kind, target in found
    )
    return f'<Relationships xmlns="{PACKAGE_LINKS}">{links}</Relationships>'


def sheet(rows: str, after: str = "", dimension: str = "A1") -> str:
    """Return a part of a sheet with these rows."""
    return f'<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData>{after}</worksheet>'


def typed(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of inline texts, the first at A1."""
    return "".join(
        f'<row r="{number}">'
        + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' if text else "<c/>" for text in row)
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )


def workbook_parts(
    sheets: Mapping[str, str], strings: str = "", states: Mapping[str, str] = {}
) -> dict[str, str | bytes]:
    """Return the parts of a workbook; its sheets are whole parts by name."""
    numbered = list(enumerate(sheets.items(), start=1))
    entries = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="r{number}" state="{states.get(name, "visible")}"/>'
        for number, (name, _) in numbered
    )
    links = [(f"r{number}", "worksheet", f"worksheets/sheet{number}.xml") for number, _ in numbered]
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("a", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *links, ("s", "sharedStrings", "sharedStrings.xml"), ("t", "styles", "styles.xml")
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
        **{f"xl/worksheets/sheet{number}.xml": part for number, (_, part) in numbered},
    }


def workbook(rows: str, after: str = "", strings: str = "", **more: str | bytes) -> bytes:
    """Return an `.xlsx` file of one sheet called Matrix."""
    return zipped({**workbook_parts({"Matrix": sheet(rows, after)}, strings), **more})


def document(body: str, comments: str = "", styles: str = "") -> bytes:
    """Return a `.docx` file."""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(("a", "officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": relations(("c", "comments", "comments.xml"), ("s", "styles", "styles.xml")),
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
            "word/comments.xml": f'<w:comments xmlns:w="{WORD}">{comments}</w:comments>',
            "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
        }
    )


def word_table(*rows: str) -> str:
    """Return a table of Word; its rows are cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def word_cell(text: str = "", properties: str = "", run: str = "") -> str:
    """Return a cell of Word with one piece of text."""
    said = f"<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{said}</w:p></w:tc>"


def open_document(tables: str, styles: str = "", **more: str | bytes) -> bytes:
    """Return an `.ods` file."""
    names = (
        'xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:fo="f" xmlns:dc="d" xmlns:calcext="c"'
    )
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, **more}, packed=True
    )


# -- compound files and what stood in them before 2007 ----------------------------------------------------


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file: header, one sector of table, the directory, then the streams, none of them mini."""
    end, table_sector, free = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    entries = [("Root Entry", 5, end, 0)]
    table = [table_sector, end]
    directory_sectors = (len(streams) + 1 + 3) // 4
    table = [table_sector, *range(2, directory_sectors + 1), end]
    sectors = b""
    for name, stream in streams.items():
        padded = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
        first = len(table)
        entries.append((name, 2, first, len(padded)))
        table += [*range(first + 1, first + len(padded) // 512), end]
        sectors += padded
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB", 2 * len(name) + 2, kind, 1)
        + struct.pack("<III", free, free, 1 if kind == 5 else free)
        + bytes(36)
        + struct.pack("<IQ", first, size)
        for name, kind, first, size in entries
    ).ljust(directory_sectors * 512, b"\0")
    assert len(table) <= 128, "one sector of table has to do"
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0)
    header = header[:76] + struct.pack("<109I", 0, *[free] * 108)
    return header + struct.pack("<128I", *table, *[free] * (128 - len(table))) + directory + sectors


def _biff(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def old_stream(cells: Mapping[tuple[int, int], str | float], merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """Return the stream of a workbook of Excel 97 with one sheet: texts and numbers by (row, column)."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    body = _biff(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    for (row, column), value in sorted(cells.items()):
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            text = value.encode("utf-16-le")
            body += _biff(0x0204, place + struct.pack("<HB", len(value), 1) + text)
        else:
            body += _biff(0x0203, place + struct.pack("<d", value))
    if merged:
        areas = b"".join(struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in merged)
        body += _biff(0x00E5, struct.pack("<H", len(merged)) + areas)
    body += _biff(0x000A)
    name = b"Matrix"
    head = _biff(0x0809, begin) + _biff(0x0042, struct.pack("<H", 1200))
    entry = struct.pack("<BBBB", 0, 0, len(name), 0) + name
    begins = len(head) + 4 + 4 + len(entry) + 4
    return head + _biff(0x0085, struct.pack("<I", begins) + entry) + _biff(0x000A) + body


def _binary(kind: int, content: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    size = bytes([len(content)]) if len(content) < 128 else bytes([(len(content) & 0x7F) | 0x80, len(content) >> 7])
    return number + size + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_workbook(cells: Mapping[tuple[int, int], str | float], **more: bytes) -> bytes:
    """Return an `.xlsb` file of one sheet: texts and numbers by (row, column)."""
    body = _binary(129) + _binary(148, struct.pack("<IIII", 0, 9, 0, 9)) + _binary(145)
    for row in sorted({row for row, _ in cells}):
        body += _binary(0, struct.pack("<I", row) + bytes(13))
        for column, value in sorted((column, value) for (place, column), value in cells.items() if place == row):
            head = struct.pack("<II", column, 0)
            body += (
                _binary(6, head + _wide(value))
                if isinstance(value, str)
                else _binary(5, head + struct.pack("<d", value))
            )
    body += _binary(146) + _binary(130)
    entry = struct.pack("<II", 0, 1) + _wide("r1") + _wide("Matrix")
    book = _binary(131) + _binary(143) + _binary(156, entry) + _binary(144) + _binary(132)
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(("a", "officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations(("r1", "worksheet", "worksheets/sheet1.bin")),
            "xl/worksheets/sheet1.bin": body,
            **more,
        }
    )
