"""What a file is by its content, whatever it is called, and what to say about those that hold no table for us."""

import io
import re
import zipfile
from collections.abc import Iterable

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.formats.readers import compound
from raciapp.formats.readers.gathering import damaged, protected
from raciapp.formats.readers.markdown import has_table
from raciapp.formats.readers.package import faults

_HEAD = 4_096
_OLD_WORD = mark("{file}: is a Word document of an old kind (.doc). Open it in Word and save it as .docx.")
_OTHER_OFFICE = mark(
    "{file}: is a document of another kind ({kind}). Open it in the program it comes from and save its table as .xlsx."
)
_NUMBERS = mark("{file}: is a document of Apple's {kind}. Open it there and export it to Excel (.xlsx).")
_PDF = mark("{file}: is a PDF, which holds no cells. Ask for the file it was made from, such as a workbook.")
_PICTURE = mark("{file}: is a picture, which holds no cells. Ask for the file it was made from, such as a workbook.")
_RICH_TEXT = mark("{file}: is a text in the Rich Text Format. Open it in Word and save it as .docx.")
_OLD_XML = mark("{file}: is a workbook of an old kind (XML Spreadsheet 2003). Open it in Excel and save it as .xlsx.")
_ARCHIVE = mark("{file}: is an archive of files. Unpack it and choose the file with the matrix.")
_OWN = mark("{file}: is a document of this app. Open it instead of importing it.")

_BEGINNINGS = (
    (b"%PDF", _PDF),
    (b"{\\rtf", _RICH_TEXT),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"BM", _PICTURE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b'{"format":"raciapp', _OWN),
)
_INSIDE = ((b"WEBP", 8), (b"ftypheic", 4), (b"ftypmif1", 4), (b"ftypavif", 4))
_HYPERTEXT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_OLD_XML_SIGN = "urn:schemas-microsoft-com:office:spreadsheet"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OFTEN_TEXT = frozenset({".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".doc", ".docx", ""})
"""Programs of the web call a text a workbook, so that Excel opens it."""
_MARKDOWN = frozenset({".md", ".markdown"})


def recognised(content: bytes, suffix: str, file: str) -> str:
    """Return the suffix that a file's content ought to have; that it has, where the content does not tell.

    Raises UserError for what is known to hold no table, or none that can be read.
    """
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content, file)
    if content.startswith(compound.SIGNATURE):
        return _compound(content, file)
    for beginning, sentence in _BEGINNINGS:
        if content.startswith(beginning) and not (beginning == b"BM" and b"\0" not in content[:32]):
            raise UserError(sentence, file=file)
    if any(content[place : place + len(sign)] == sign for sign, place in _INSIDE):
        raise UserError(_PICTURE, file=file)
    return _text(content, suffix, file)


def _zipped(content: bytes, file: str) -> str:
    with faults(file), zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = frozenset(archive.namelist())
        kind = _mimetype(archive) if "mimetype" in names else ""
    if kind.startswith(f"{_OPEN_DOCUMENT}spreadsheet"):
        return ".ods"
    if kind:
        raise UserError(_OTHER_OFFICE, file=file, kind=kind.removeprefix(_OPEN_DOCUMENT))
    for sign, suffix in (("xl/workbook.bin", ".xlsb"), ("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx")):
        if sign in names:
            return suffix
    return _by_folder(names, file)


def _mimetype(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as stream:
        return stream.read(100).decode("ascii", "replace").strip()


def _by_folder(names: Iterable[str], file: str) -> str:
    """Return the suffix of an Office file whose main part is called otherwise."""
    folders = {name.partition("/")[0] for name in names}
    if "xl" in folders:
        return ".xlsx"
    if "word" in folders:
        return ".docx"
    if "ppt" in folders:
        raise UserError(_OTHER_OFFICE, file=file, kind="PowerPoint")
    if "Index" in folders or "Index.zip" in folders:
        raise UserError(_NUMBERS, file=file, kind="Numbers / Pages")
    if "[Content_Types].xml" in folders:
        raise damaged(file)
    raise UserError(_ARCHIVE, file=file)


def _compound(content: bytes, file: str) -> str:
    try:
        names = compound.Compound(content).names
    except compound.CompoundError as error:
        raise damaged(file) from error
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        raise protected(file)
    if names & {"Workbook", "Book"}:
        return ".xls"
    if "WordDocument" in names:
        raise UserError(_OLD_WORD, file=file)
    if "PowerPoint Document" in names:
        raise UserError(_OTHER_OFFICE, file=file, kind="PowerPoint")
    raise damaged(file)


def _text(content: bytes, suffix: str, file: str) -> str:
    """Return what a text is: its first characters decide, then its suffix, then whether it holds a Markdown table."""
    head = _first_signs(content)
    if _OLD_XML_SIGN in head:
        raise UserError(_OLD_XML, file=file)
    if suffix in _MARKDOWN:
        return suffix
    if _HYPERTEXT.match(head):
        return ".html"
    if suffix in (".txt", "") and has_table(content.decode("utf-8", "replace")):
        return ".md"
    return ".csv" if suffix in _OFTEN_TEXT else suffix


def _first_signs(content: bytes) -> str:
    head = content[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").lstrip("\ufeff")
    return head.decode("utf-8", "replace").lstrip("\ufeff")
