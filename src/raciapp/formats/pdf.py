"""The PDF: the report set by typst, tagged for screen readers (PDF/UA-1), its fonts inside."""

from pathlib import Path
from typing import Annotated

import msgspec

from raciapp.base.files import write_atomically
from raciapp.base.messages import mark
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.paper import Orientation, Paper
from raciapp.formats.pdf_figures import pictures_content
from raciapp.formats.pdf_matrix import matrix_content, page_size
from raciapp.formats.pdf_parts import (
    cards_content,
    cover_content,
    finding_content,
    gap_content,
    method_content,
    sign_off_content,
    talk_content,
)
from raciapp.formats.remarks import Remarks
from raciapp.formats.report import Report, ReportPart
from raciapp.formats.typesetting import Content, Setting, pictured, setting, typeset, visible


class PdfOptions(msgspec.Struct, frozen=True):
    """What can be chosen for a PDF."""

    paper: Annotated[Paper, msgspec.Meta(title=mark("Paper"))] = Paper.LETTER
    orientation: Annotated[Orientation, msgspec.Meta(title=mark("Orientation"))] = Orientation.AUTO
    archive: Annotated[bool, msgspec.Meta(title=mark("For archives (PDF/A)"))] = False


LETTER = PdfOptions()
"""What is chosen unless somebody chooses."""

PREVIEW = 96.0
"""Dots per inch of a page in a preview."""


def write_pdf(report: Report, path: Path, options: PdfOptions = LETTER, branding: Branding = PLAIN) -> None:
    """Write the report to `path` as a tagged PDF (PDF/UA-1, and PDF/A-2a where it is for archives).

    Characters no font can show become «□». Raises UserError when the file cannot be written; the old one then stays.
    """
    write_atomically(path, typeset(_setting(report, options, branding), archive=options.archive))


def export_pdf(report: Report, path: Path, options: msgspec.Struct, branding: Branding) -> None:
    """Write the report to `path`. Raises UserError."""
    assert isinstance(options, PdfOptions)  # noqa: S101 - the table of formats pairs them
    write_pdf(report, path, options, branding)


class Numbering(msgspec.Struct, frozen=True):
    """Where pages set on their own stand in the report: how many come before, how many there are in all.

    `total` is 0 where these are all.
    """

    before: int = 0
    total: int = 0


def stretches(parts: frozenset[ReportPart]) -> tuple[frozenset[ReportPart], ...]:
    """Return the parts by the pages they share: each stretch begins a page, so that it can be set on its own.

    The first, with the title, is there even where no part is in it.
    """
    closing = parts & {ReportPart.METHOD, ReportPart.SIGN_OFF}
    own = [frozenset({part}) for part in (ReportPart.PICTURES, ReportPart.CARDS) if part in parts]
    opening = parts - closing - {ReportPart.PICTURES, ReportPart.CARDS}
    found = [opening, *own]
    if closing and ReportPart.CARDS in parts:
        found.append(closing)
    else:  # whatever comes before the cards leaves room on its last page
        found[-1] |= closing
    return tuple(found)


def stretch_pages(
    report: Report, stretch: frozenset[ReportPart], options: PdfOptions, branding: Branding, numbering: Numbering
) -> tuple[bytes, ...]:
    """Return the pages of one of the report's stretches as pictures (SVG), numbered as in the whole."""
    opening = stretch == stretches(report.parts)[0]
    content = page_content(msgspec.structs.replace(report, parts=stretch), options, branding)
    told = {"opening": int(opening), "before": numbering.before, "total": numbering.total}
    return pictured(setting("report.typ", content | told, branding), "svg", PREVIEW)


def _setting(report: Report, options: PdfOptions, branding: Branding) -> Setting:
    return setting("report.typ", page_content(report, options, branding), branding)


def page_content(report: Report, options: PdfOptions, branding: Branding) -> dict[str, Content]:
    """Return what `resources/typst/report.typ` shows: plain text and numbers, lengths in millimetres.

    A part that is not wanted is absent.
    """
    width, height = page_size(report, options.paper, options.orientation)
    title = visible(report.title) or report.scheme.name
    remarks = Remarks(report)
    return {
        **matrix_content(report, remarks),
        **talk_content(report, remarks),
        **_parts(report),
        "language": report.language.value,
        "paper": {"width": width, "height": height},
        "dated": int(options.archive),
        "brand": brand_content(branding),
        "document": " · ".join(filter(None, [title, visible(report.matrix), report.scheme.name])),
        "title": title,
        "author": visible(report.cover.author) or title,
        "subtitle": " · ".join(filter(None, [visible(report.subtitle), report.date])),
        "kind": visible(report.subtitle),
        "date": report.date,
        "shown": [part.value for part in ReportPart if report.wants(part)],
        "opening": 1,
        "before": 0,
        "total": 0,
        "labels": _labels(report),
        "open": [finding_content(finding, report) for finding in report.open_findings],
        "accepted": [finding_content(finding, report) for finding in report.accepted_findings],
    }


def brand_content(branding: Branding) -> Content:
    """Return the colours, the name of the font and the line for the footer."""
    return {
        "accent": branding.accent,
        "on_accent": branding.on_accent,
        "font": branding.font_name,
        "footer": visible(branding.footer),
    }


def _parts(report: Report) -> dict[str, Content]:
    """Return the parts that only some reports have."""
    parts: dict[str, Content] = {}
    if report.wants(ReportPart.COVER):
        parts["cover"] = cover_content(report)
    if report.wants(ReportPart.GAP) and report.gap:
        parts["gap"] = gap_content(report, report.gap)
    if report.wants(ReportPart.PICTURES):
        parts["pictures"] = pictures_content(report)
    if report.wants(ReportPart.CARDS):
        parts["cards"] = cards_content(report)
    if report.wants(ReportPart.METHOD):
        parts["method"] = method_content(report)
    if report.wants(ReportPart.SIGN_OFF):
        parts["sign_off"] = sign_off_content(report)
    return parts


def _labels(report: Report) -> Content:
    return {
        "legend": report.say("Legend"),
        "activity": report.say("Activity"),
        "part": report.say("Units {first} to {last} of {total}"),
        "rows": report.say("Activities {first} to {last} of {total}"),
        "page": report.say("Page {page} of {pages}"),
        "talk": report.say("Open questions and remarks"),
        "to_settle": report.say("To settle"),
        "status": report.say("Status"),
        "unit": report.say("Unit"),
        "letters": report.say("Letters"),
        "remarks": report.say("Remarks"),
        "other_remarks": report.say("Other remarks"),
        "number": report.say("No."),
        "where": report.say("Where"),
        "remark": report.say("Remark"),
        "findings": report.say("Findings"),
        "nothing": report.say("There are no open findings."),
        "places": report.say("Where:"),
        "fix": report.say("What to do:"),
        "deviations": report.say("Accepted deviations"),
        "accepted": report.say("Accepted because:"),
        "empty": report.say("The matrix has no activities yet."),
        "gap": report.say("Compared with the template"),
        "advice": report.say("advice only"),
        "missing": report.say("Activities of the template that are missing"),
        "own": report.say("Activities of your own"),
        "pictures": report.say("In pictures"),
        "cards": report.say("Role cards"),
        "method": report.say("Method and legend"),
        "sign_off": report.say("Sign-off"),
        "name": report.say("Name"),
        "signature": report.say("Signature"),
        "date": report.say("Date"),
        "logo": report.say("Logo"),
        "nobody": report.say("nobody"),
    }
