"""Fuzz targets of the readers: whole files of each format, and parts of files put into a sound container."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from formats.readers import making
from fuzzing.watching import assert_sentence

from raciapp.base.errors import UserError
from raciapp.formats.finding.tables import Table
from raciapp.formats.readers.opening import read_tables
from raciapp.formats.readers.pasted import read_pasted

ROWS = (("Activity", "Web", "Legal"), ("Plan", "R", "A/R"), ("Answer", "C", "I"))
CELLS = {(row, column): text for row, texts in enumerate(ROWS) for column, text in enumerate(texts)}
SHEET = making.sheet(
    making.typed(ROWS)
    + '<row r="9"><c r="A9" t="s"><v>0</v></c><c r="B9" s="2"><v>0.5</v></c><c r="C9" t="b"><v>1</v></c>'
    '<c r="D9" s="3"><v>46082.5</v></c><c r="E9"><f>A1+1</f></c><c r="F9" t="d"><v>2026-03-01T10:00:00</v></c></row>',
    '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
)
STRINGS = "<si><t>One_x000D_</t></si><si><r><rPr><b/></rPr><t>Bold</t></r><r><t> not</t></r></si>"
COMMENTS = (
    f'<comments xmlns="{making.MAIN}"><authors><author>Ann</author></authors><commentList>'
    '<comment ref="B2" authorId="0">'
    "<text><r><rPr><b/></rPr><t>Ann:</t></r><r><t>\nuntil May</t></r></text></comment></commentList></comments>"
)
WORDS = (
    making.word_table(
        making.word_cell("Activity", '<w:gridSpan w:val="2"/>'),
        making.word_cell("Plan", '<w:vMerge w:val="restart"/>') + making.word_cell("R", run="<w:b/>"),
        making.word_cell("", "<w:vMerge/>") + making.word_cell("A"),
    )
    + "<w:p><w:r><w:t>after</w:t></w:r></w:p>"
)
OPEN = (
    '<table:table table:name="M"><table:table-row table:number-rows-repeated="2"><table:table-cell '
    'office:value-type="string" table:number-columns-spanned="2"><text:p>Plan<text:s text:c="3"/>it</text:p>'
    '</table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="float" office:value="3"/>'
    '<table:table-cell office:value-type="date" office:date-value="2026-03-01"/></table:table-row></table:table>'
)
PAGE = (
    "<html><meta charset=utf-8><style>.x{font-weight:700}</style><table>"
    "<tr><th colspan=2>Activity<th rowspan=2>Web</tr>"
    "<tr><td class=x>Plan<br>it<td>R<comment>note</comment></tr><tr><td><table><tr><td>A</table><td hidden>C</table>"
)
MARKDOWN = (
    "# Who\n\n> - | Activity | **Web** |\n>   |:--|--|\n>   | Plan \\| it | `R`<br>A | more |\n"
    "\n| a |\n|--|\n| &amp; [R](x) |\n"
)


@cache
def workbook() -> bytes:
    """Return a workbook with everything in it."""
    return wrapped_sheet(SHEET.encode())


def wrapped_sheet(sheet: bytes, comments: bytes = COMMENTS.encode(), strings: bytes = STRINGS.encode()) -> bytes:
    """Return a workbook around a part of a sheet."""
    parts = making.workbook_parts({"Matrix": ""})
    parts["xl/worksheets/sheet1.xml"] = sheet
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{making.MAIN}">'.encode() + strings + b"</sst>"
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = making.relations(("c", "comments", "../comments1.xml"))
    parts["xl/comments1.xml"] = comments
    return making.zipped(parts)


def wrapped_part(name: str) -> Callable[[bytes], bytes]:
    """Return what puts a part of that name into a workbook."""

    def wrap(part: bytes) -> bytes:
        return making.zipped({**making.workbook_parts({"Matrix": SHEET}, STRINGS), name: part})

    return wrap


def wrapped_words(part: bytes) -> bytes:
    """Return a document around its main part."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": making.relations(("a", "officeDocument", "word/document.xml")),
        "word/document.xml": part,
    }
    return making.zipped(parts)


def wrapped_content(part: bytes) -> bytes:
    """Return a spreadsheet of OpenDocument around its content."""
    return making.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": part})


def wrapped_stream(stream: bytes) -> bytes:
    """Return a compound file around the stream of an old workbook; those that are too long for it are cut."""
    return making.compound({"Workbook": stream[:60_000]})


def wrapped_binary(part: bytes) -> bytes:
    """Return a binary workbook around a part of a sheet."""
    return making.binary_workbook(CELLS, **{"xl/worksheets/sheet1.bin": part})


def unwrapped(content: bytes, name: str) -> bytes:
    """Return a part of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def read_as(suffix: str, wrap: Callable[[bytes], bytes] = bytes) -> Callable[[bytes], None]:
    """Return what reads a file of that suffix whose content is wrapped first."""

    def read(content: bytes) -> None:
        with TemporaryDirectory(prefix="raciapp-fuzz-") as folder:
            path = Path(folder) / f"{{client}}{suffix}"
            path.write_bytes(wrap(content))
            try:
                tables = read_tables(path)
            except UserError as error:
                assert_sentence(error, path.name)
            else:
                assert_tables(tables)

    return read


def read_clipboard(content: bytes) -> None:
    """Read text and HTML from the clipboard."""
    text = content.decode("utf-8", "replace")
    for pasted in ((text, ""), ("", text), (text, text)):
        try:
            assert_tables(read_pasted(*pasted, "{client}"))
        except UserError as error:
            assert_sentence(error, "{client}")


def assert_tables(tables: tuple[Table, ...]) -> None:
    """Check that tables keep what they promise."""
    assert tables
    for table in tables:
        for row, cells in enumerate(table.rows):
            assert [(cell.row, cell.column) for cell in cells] == [(row, column) for column in range(len(cells))]
            assert not cells or cells[-1].text or cells[-1].comment
        assert not table.rows or table.rows[-1]
        for area in table.merged:
            assert 0 <= area.top <= area.bottom < len(table.rows) + 1
            assert 0 <= area.left <= area.right < table.width + 1_000
        said = [cell.text + cell.comment for row in table.rows for cell in row]
        said += [table.sheet, *(skipped.text for skipped in table.left_out)]
        "".join(said).encode()


SEEDS: dict[str, tuple[tuple[bytes, ...], Callable[[bytes], None]]] = {
    "workbook": ((workbook(),), read_as(".xlsx")),
    "workbook_sheet": ((SHEET.encode(),), read_as(".xlsx", wrapped_sheet)),
    "workbook_notes": ((COMMENTS.encode(),), read_as(".xlsx", lambda part: wrapped_sheet(SHEET.encode(), part))),
    "workbook_strings": (
        (STRINGS.encode(),),
        read_as(".xlsx", lambda part: wrapped_sheet(SHEET.encode(), strings=part)),
    ),
    "workbook_styles": ((unwrapped(workbook(), "xl/styles.xml"),), read_as(".xlsx", wrapped_part("xl/styles.xml"))),
    "workbook_list": ((unwrapped(workbook(), "xl/workbook.xml"),), read_as(".xlsx", wrapped_part("xl/workbook.xml"))),
    "word": ((making.document(WORDS),), read_as(".docx")),
    "word_part": ((unwrapped(making.document(WORDS), "word/document.xml"),), read_as(".docx", wrapped_words)),
    "opendocument": ((making.open_document(OPEN),), read_as(".ods")),
    "opendocument_part": ((unwrapped(making.open_document(OPEN), "content.xml"),), read_as(".ods", wrapped_content)),
    "old": ((making.compound({"Workbook": making.old_stream(CELLS, [(0, 0, 0, 1)])}),), read_as(".xls")),
    "old_stream": ((making.old_stream({**CELLS, (5, 5): 1.5}, [(0, 0, 0, 1)]),), read_as(".xls", wrapped_stream)),
    "binary": ((making.binary_workbook(CELLS),), read_as(".xlsb")),
    "binary_sheet": (
        (unwrapped(making.binary_workbook(CELLS), "xl/worksheets/sheet1.bin"),),
        read_as(".xlsb", wrapped_binary),
    ),
    "page": ((PAGE.encode(), PAGE.replace("utf-8", "windows-1251").encode()), read_as(".html")),
    "markdown": ((MARKDOWN.encode(),), read_as(".md")),
    "clipboard": ((PAGE.encode(), MARKDOWN.encode(), b"Activity\tWeb\nPlan\tR\n"), read_clipboard),
}
"""Valid files, or parts of them, to begin with, and what to do with bytes, by name."""
