"""The written formats by suffix: the one list that the command line and the window choose from."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.paper import Paper
from raciapp.formats.report import Report

Writer = Callable[[Report, Path, msgspec.Struct, Branding], None]
"""Writes a report to a file with the options of its format, in a consultancy's look. Raises UserError."""


class ExportFormat(msgspec.Struct, frozen=True):
    """A format a report can be written in: the suffix that chooses it, its name (to be translated), its loader.

    `load` imports the format and returns its options as they are unless changed, and its writer.
    """

    suffix: str
    name: str
    load: Callable[[], tuple[msgspec.Struct, Writer]]


# Each writer is loaded when it is asked for: none of their libraries may delay a window that exports nothing.


def _excel() -> tuple[msgspec.Struct, Writer]:
    from raciapp.formats.excel.workbook import ExcelOptions, export_excel

    return ExcelOptions(), export_excel


def _pdf() -> tuple[msgspec.Struct, Writer]:
    from raciapp.formats.pdf import PdfOptions, export_pdf

    return PdfOptions(), export_pdf


def _html() -> tuple[msgspec.Struct, Writer]:
    from raciapp.formats.web.page import HtmlOptions, export_html

    return HtmlOptions(), export_html


def _markdown() -> tuple[msgspec.Struct, Writer]:
    from raciapp.formats.markdown_out import MarkdownOptions, export_markdown

    return MarkdownOptions(), export_markdown


def _word() -> tuple[msgspec.Struct, Writer]:
    from raciapp.formats.word.document import WordOptions, export_word

    return WordOptions(), export_word


def _slides() -> tuple[msgspec.Struct, Writer]:
    from raciapp.formats.slides.presentation import SlideOptions, export_slides

    return SlideOptions(), export_slides


def _csv() -> tuple[msgspec.Struct, Writer]:
    from raciapp.formats.csv_out import CsvOptions, export_csv

    return CsvOptions(), export_csv


def _png() -> tuple[msgspec.Struct, Writer]:
    from raciapp.formats.picture import PictureOptions, export_png

    return PictureOptions(), export_png


def _svg() -> tuple[msgspec.Struct, Writer]:
    from raciapp.formats.picture import PictureOptions, export_svg

    return PictureOptions(), export_svg


FORMATS = {
    known.suffix: known
    for known in (
        ExportFormat(".xlsx", mark("Excel workbook"), _excel),
        ExportFormat(".pdf", mark("PDF report"), _pdf),
        ExportFormat(".docx", mark("Word document"), _word),
        ExportFormat(".pptx", mark("PowerPoint slides"), _slides),
        ExportFormat(".html", mark("HTML page"), _html),
        ExportFormat(".md", mark("Markdown"), _markdown),
        ExportFormat(".csv", mark("CSV table"), _csv),
        ExportFormat(".png", mark("Picture of the matrix (PNG)"), _png),
        ExportFormat(".svg", mark("Picture of the matrix (SVG)"), _svg),
    )
}
"""The formats by suffix, in the order they are offered."""


def format_of(path: Path) -> ExportFormat:
    """Return the format that the suffix of `path` chooses. Raises UserError, naming those that exist."""
    suffix = path.suffix.casefold()
    if not suffix:
        raise UserError(
            mark("{file}: the ending says which format is written. End the name in one of: {known}."),
            file=path.name or str(path),
            known=", ".join(FORMATS),
        )
    if suffix not in FORMATS:
        raise UserError(
            mark("{file}: nothing is exported as «{suffix}». End the name in one of: {known}."),
            file=path.name or str(path),
            suffix=suffix,
            known=", ".join(FORMATS),
        )
    return FORMATS[suffix]


def export(
    report: Report,
    path: Path,
    paper: Paper = Paper.LETTER,
    options: msgspec.Struct | None = None,
    branding: Branding = PLAIN,
) -> None:
    """Write the report to `path` in the format of its suffix.

    `paper` is for the formats that print, unless `options` say it. Raises UserError for a suffix that has no format
    and when the file cannot be written.
    """
    usual, write = format_of(path).load()
    chosen = usual if options is None else options
    if options is None and hasattr(chosen, "paper"):
        chosen = msgspec.structs.replace(chosen, paper=paper)
    write(report, path, chosen, branding)
