"""The sheets of the Word document: cover or title, header with the logo, footer with the page."""

import io
import re
from typing import TYPE_CHECKING, Any

from raciapp.base.messages import mark
from raciapp.formats.inks import reads_leftwards
from raciapp.formats.word.manuscript import MARGIN, Manuscript
from raciapp.formats.word.markup import QUIET, field, labelled, paragraph, ruled, run, said, tab, tabbed
from raciapp.formats.word.plain import heading_of, one_line, readable_on_white, shortened

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

_LONGEST_LINE = 90
"""Characters of a header or footer, half of it for each of two texts."""
_LOGO = (140.0, 24.0)
"""Width and height in the header at most, in points."""
LONG_TITLE = 110
"""Characters."""
_COVER_LOGO = (220.0, 72.0)


def lay_sheet(
    document: "Document", script: Manuscript, size: tuple[float, float], *, flat: bool, first: bool = False
) -> None:
    """Begin a new sheet of this size in points, standing or lying, unless it is the first of the document."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Pt

    section = document.sections[0] if first else document.add_section(WD_SECTION.NEW_PAGE)
    width, height = reversed(size) if flat else size
    section.orientation = WD_ORIENT.LANDSCAPE if flat else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(width), Pt(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(MARGIN)
    section.header_distance = section.footer_distance = Pt(MARGIN / 2)
    section.different_first_page_header_footer = False
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    script.turn_to(width, height)
    _write_header(section, script)
    _write_footer(section.footer, script)


def _write_header(section: "Section", script: Manuscript) -> None:
    report = script.report
    line = shortened(" · ".join(filter(None, [one_line(report.title), one_line(report.matrix)])), _LONGEST_LINE)
    _replace(section.header.paragraphs[0], tabbed(tab() + run(line), "Header", script.width))
    if script.logo:
        _put_logo(section.header.paragraphs[0], script, _LOGO)


def _write_footer(footer: Any, script: Manuscript) -> None:
    report = script.report
    told = filter(None, [shortened(script.branding.footer, _LONGEST_LINE // 2), report.date])
    pieces = re.split(r"(\{pages?\})", report.say(mark("Page {page} of {pages}")))
    fields = {"{page}": field("PAGE"), "{pages}": field("NUMPAGES")}
    page = "".join(fields.get(piece) or run(piece) for piece in pieces if piece)
    content = run(" · ".join(told)) + tab() + page
    _replace(footer.paragraphs[0], tabbed(content, "Footer", script.width))


def _replace(old: "Paragraph", markup: str) -> None:
    from raciapp.formats.word.manuscript import parsed

    element: Any = old._p  # noqa: SLF001 - python-docx gives its elements no other way
    element.getparent().replace(element, parsed(markup))


def _put_logo(target: "Paragraph", script: Manuscript, most: tuple[float, float]) -> None:
    """Put the logo at the beginning of a paragraph."""
    from docx.shared import Pt

    assert script.logo  # noqa: S101 - whoever calls has looked
    width, height = script.logo.within(*most)
    added = target.add_run()
    shape = added.add_picture(io.BytesIO(script.logo.content), Pt(width), Pt(height))
    properties: Any = shape._inline.docPr  # noqa: SLF001 - python-docx knows no alternative texts
    properties.set("descr", script.report.say(mark("Logo")))
    first = next((one for one in target.runs if one.text or one is not added), None)
    if first is not None:
        first._r.addprevious(added._r)  # noqa: SLF001 - as above


def write_title(script: Manuscript) -> None:
    """Append what a document without a cover begins with."""
    report = script.report
    title = heading_of(report)
    script.add(paragraph(run(title, size=_title_size(title)), "Title", leftwards=reads_leftwards(title), kept=True))
    told = [report.subtitle, report.date, report.cover.client, report.cover.version]
    script.add(said(" · ".join(filter(None, map(one_line, told))), "Subtitle", kept=True))


def write_cover(script: Manuscript) -> None:
    """Append the first page: logo, organization, matrix, and who made it for whom and when; it has no header."""
    from docx.text.paragraph import Paragraph

    section = script.document.sections[0]
    section.different_first_page_header_footer = True
    _write_footer(section.first_page_footer, script)
    report, title = script.report, heading_of(script.report)
    top = script.add(paragraph(style=QUIET))
    if script.logo:
        _put_logo(Paragraph(top, script.document), script, _COVER_LOGO)
    accent = readable_on_white(script.branding.accent)
    name = " · ".join(dict.fromkeys(filter(None, [one_line(report.scheme.name), one_line(report.matrix)])))
    script.add(ruled(run(name, bold=True, ink=accent), "Subtitle", before=script.height * 0.2))
    script.add(paragraph(run(title, size=_title_size(title)), "Title", leftwards=reads_leftwards(title)))
    if one_line(report.subtitle):
        script.add(said(one_line(report.subtitle), "Subtitle"))
    script.add(ruled("", QUIET, before=6, ink=accent))
    for label, text in named(script):
        script.add(labelled(label, text))
    if report.cover.note.strip():
        script.add(ruled(run(report.cover.note), "Normal", before=18))


def named(script: Manuscript) -> list[tuple[str, str]]:
    """Return what the document is about, each under its label: on the cover and where it is signed."""
    return [(script.report.say(label), one_line(text)) for label, text in script.report.particulars]


def _title_size(title: str) -> float:
    """Return the size of a title that would else fill the page, 0 for that of its style."""
    return 0 if len(title) <= LONG_TITLE else 16
