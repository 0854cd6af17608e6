"""The Word document a client goes on working in: cover, matrix, findings, cards, signatures."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from raciapp.base.files import write_atomically
from raciapp.base.messages import mark
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.paper import Orientation, Paper
from raciapp.formats.remarks import Remarks
from raciapp.formats.report import Report, ReportPart
from raciapp.formats.word.cards import write_cards
from raciapp.formats.word.figures import write_figures
from raciapp.formats.word.manuscript import MARGIN, Manuscript
from raciapp.formats.word.markup import paragraph
from raciapp.formats.word.matrix import lies, write_matrix
from raciapp.formats.word.package import settled
from raciapp.formats.word.pages import lay_sheet, write_cover, write_title
from raciapp.formats.word.parts import (
    write_deviations,
    write_findings,
    write_gap,
    write_method,
    write_sign_off,
    write_talk,
)
from raciapp.formats.word.plain import day_of, heading_of, shortened
from raciapp.formats.word.styles import LOCALES, dress

if TYPE_CHECKING:
    from docx.document import Document

_LONGEST_PROPERTY = 255
"""Characters; the limit of python-docx, and more than any program shows."""


class WordOptions(msgspec.Struct, frozen=True):
    """What can be chosen for a Word document; unless all sheets lie alike, text is upright and a wide matrix lies."""

    paper: Annotated[Paper, msgspec.Meta(title=mark("Paper"))] = Paper.LETTER
    orientation: Annotated[Orientation, msgspec.Meta(title=mark("Orientation"))] = Orientation.AUTO


def export_word(report: Report, path: Path, options: msgspec.Struct, branding: Branding) -> None:
    """Write the report to `path` as a `.docx` file. Raises UserError when it cannot be written."""
    assert isinstance(options, WordOptions)  # noqa: S101 - the table of formats pairs them
    write_atomically(path, word_document(report, options, branding))


def word_document(report: Report, options: WordOptions, branding: Branding = PLAIN) -> bytes:
    """Return the report as a `.docx` file; the same report makes the same bytes."""
    from docx import Document

    document = Document()
    dress(document, report.language, branding)
    _set_properties(document, report)
    _write_parts(document, Manuscript(document, report, branding), options)
    buffer = io.BytesIO()
    document.save(buffer)
    return settled(buffer.getvalue(), day_of(report))


def _set_properties(document: "Document", report: Report) -> None:
    properties, day = document.core_properties, day_of(report)
    properties.title = shortened(f"{heading_of(report)} · {report.matrix}", _LONGEST_PROPERTY)
    properties.subject = shortened(report.subtitle, _LONGEST_PROPERTY)
    properties.author = shortened(report.cover.author or "raciapp", _LONGEST_PROPERTY)
    properties.last_modified_by = properties.author
    properties.version = shortened(report.cover.version, _LONGEST_PROPERTY)
    properties.keywords = report.scheme.name
    properties.comments = ""
    properties.language = LOCALES[report.language]
    properties.created = properties.modified = day.replace(tzinfo=None)


def _write_parts(document: "Document", script: Manuscript, options: WordOptions) -> None:
    report, remarks = script.report, Remarks(script.report)
    width, height = (millimetres / 25.4 * 72 for millimetres in options.paper.millimetres)
    fixed = options.orientation is not Orientation.AUTO
    flat = options.orientation is Orientation.LANDSCAPE
    matrix_flat = flat if fixed else lies(report, width - 2 * MARGIN, height - 2 * MARGIN)
    matrix, cover = report.wants(ReportPart.MATRIX), report.wants(ReportPart.COVER)
    lay_sheet(document, script, (width, height), flat=flat if cover or not matrix else matrix_flat, first=True)
    if cover:
        write_cover(script)
        place = script.add(paragraph())
        if matrix:
            lay_sheet(document, script, (width, height), flat=matrix_flat)
    else:
        write_title(script)
        place = script.add(paragraph())
    if matrix:
        script.heading(report.matrix or report.scheme.name, 1)
        write_matrix(script, remarks)
    follows = [part for part in _PARTS if report.wants(part) or (part is ReportPart.TALK and remarks.others())]
    if follows and (cover or matrix):
        lay_sheet(document, script, (width, height), flat=flat)
    for part in follows:
        write_part(script, remarks, part)
    script.put_contents(place, on_new_page=cover)


_PARTS = (
    ReportPart.TALK,
    ReportPart.FINDINGS,
    ReportPart.GAP,
    ReportPart.PICTURES,
    ReportPart.CARDS,
    ReportPart.DEVIATIONS,
    ReportPart.METHOD,
    ReportPart.SIGN_OFF,
)
"""What follows the matrix, in this order."""


def write_part(script: Manuscript, remarks: Remarks, part: ReportPart) -> None:
    """Append one of the parts that follow the matrix."""
    if part is ReportPart.TALK:
        write_talk(script, remarks)
    else:
        writers = {
            ReportPart.FINDINGS: write_findings,
            ReportPart.GAP: write_gap,
            ReportPart.PICTURES: write_figures,
            ReportPart.CARDS: write_cards,
            ReportPart.DEVIATIONS: write_deviations,
            ReportPart.METHOD: write_method,
            ReportPart.SIGN_OFF: write_sign_off,
        }
        writers[part](script)
