"""The presentation: the report on slides, on the consultancy's own master where there is one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from raciapp.base.files import write_atomically
from raciapp.base.messages import mark
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.report import Report, ReportPart
from raciapp.formats.slides.closing import method_slides, sign_off_slides
from raciapp.formats.slides.deck import Deck
from raciapp.formats.slides.legend import legend_slide
from raciapp.formats.slides.masters import open_master, own_master
from raciapp.formats.slides.matrix import matrix_slides
from raciapp.formats.slides.mould import Collected
from raciapp.formats.slides.parts import (
    card_slides,
    deviation_slides,
    finding_slides,
    gap_slides,
    talk_slides,
)
from raciapp.formats.slides.pictures import picture_slides
from raciapp.formats.word.package import packed
from raciapp.formats.word.plain import day_of, heading_of, one_line, shortened
from raciapp.formats.word.styles import LOCALES

if TYPE_CHECKING:
    from pptx.presentation import Presentation


class SlideOptions(msgspec.Struct, frozen=True):
    """What can be chosen for slides."""

    master: Annotated[Path | None, msgspec.Meta(title=mark("Master (.pptx)"))] = None


def export_slides(report: Report, path: Path, options: msgspec.Struct, branding: Branding) -> None:
    """Write the report to `path` as a `.pptx` file. Raises UserError when it or the master cannot be used."""
    assert isinstance(options, SlideOptions)  # noqa: S101 - the table of formats pairs them
    write_atomically(path, presentation(report, options, branding))


def presentation(report: Report, options: SlideOptions, branding: Branding = PLAIN) -> bytes:
    """Return the report as a `.pptx` file; the same report makes the same bytes. Raises UserError for the master."""
    made = open_master(options.master) if options.master else own_master(branding)
    _set_properties(made, report)
    deck = Deck(made, report, branding, own=options.master is None)
    deck.open(heading_of(report), _opening_lines(report))
    for part, write in _PARTS.items():
        if report.wants(part):
            write(deck)
    return packed(Collected(made).parts, day_of(report))


def _matrix_part(deck: Deck) -> None:
    legend_slide(deck)
    matrix_slides(deck)


_PARTS = {
    ReportPart.MATRIX: _matrix_part,
    ReportPart.TALK: talk_slides,
    ReportPart.FINDINGS: finding_slides,
    ReportPart.GAP: gap_slides,
    ReportPart.PICTURES: picture_slides,
    ReportPart.CARDS: card_slides,
    ReportPart.DEVIATIONS: deviation_slides,
    ReportPart.METHOD: method_slides,
    ReportPart.SIGN_OFF: sign_off_slides,
}


def _opening_lines(report: Report) -> list[str]:
    cover = report.cover
    version = one_line(cover.version)
    if version:
        version = f"{report.say(mark('Version'))} {version}"
    lines = [
        " · ".join(filter(None, [report.scheme.name, one_line(report.matrix)])),
        one_line(report.subtitle),
        " · ".join(filter(None, [*map(one_line, [report.date, cover.client, cover.author]), version])),
        one_line(cover.note),
    ]
    return [line for line in lines if line]


def _set_properties(made: "Presentation", report: Report) -> None:
    properties, day = made.core_properties, day_of(report).replace(tzinfo=None)
    properties.title = shortened(f"{heading_of(report)} · {report.matrix}", 255)
    properties.subject = shortened(report.subtitle, 255)
    properties.author = properties.last_modified_by = shortened(report.cover.author or "raciapp", 255)
    properties.keywords = report.scheme.name
    properties.language = LOCALES[report.language]
    properties.version = shortened(report.cover.version, 255)
    properties.created = properties.modified = day
    properties.revision = 1
