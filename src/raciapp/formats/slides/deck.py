"""The presentation while it is made: slides with a title, room for content, a number, and notes to speak from.

Lengths are points.
"""

import io
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import msgspec

from raciapp.base.messages import mark
from raciapp.formats.branding import Branding
from raciapp.formats.excel.measures import wrapped
from raciapp.formats.report import Report
from raciapp.formats.slides.masters import layouts, title_of
from raciapp.formats.word.logo import read_logo
from raciapp.formats.word.plain import heading_of, one_line, plain, shortened
from raciapp.formats.word.styles import LOCALES

if TYPE_CHECKING:
    from pptx.presentation import Presentation

POINT = 12_700
"""English Metric Units."""
TITLE_SIZE = 24.0
SIDE = 36.0
"""What stays free beside content, where the master does not say."""
_DOUBT = 0.9
"""Share of the room that is used where the font is another's: it may be wider than the one we measure with."""
LONGEST_TITLE = 200
SIZE = 12.0
"""Points of the smallest text."""
MOST_LINES = 9
"""Lines of a text on a slide; what is longer ends in an ellipsis and stands in full in the notes."""
LONGEST_NOTES = 20_000
"""Characters that are spoken from at most."""


class Room(msgspec.Struct, frozen=True):
    """Where content stands on a slide, in points."""

    left: float
    top: float
    width: float
    height: float


class Deck:
    """Makes slides one after the other."""

    def __init__(self, presentation: "Presentation", report: Report, branding: Branding, *, own: bool) -> None:
        """Make slides in a presentation without any; `own` says that its master is ours, which has no logo."""
        self.presentation = presentation
        self.report = report
        self._footer = " · ".join(
            filter(None, [shortened(branding.footer, 60), shortened(heading_of(report), 60), one_line(report.date)])
        )
        self._opening, self._plain = layouts(presentation)
        self._own = own
        self._logo = read_logo(branding.logo) if own and branding.logo else None
        self._titles: dict[str, int] = {}
        self.room = self._free()

    def _free(self) -> Room:
        """Return the room below the title and above what stands at the bottom of the master."""
        width, height = self.presentation.slide_width / POINT, self.presentation.slide_height / POINT
        title = title_of(self._plain)
        top = (title.top + title.height) / POINT + 8
        master = self._plain.slide_master
        bodies = [shape for shape in master.placeholders if shape.placeholder_format.idx == 1]
        bottom, left, right = height - 44, SIDE, width - SIDE
        if bodies and bodies[0].width:
            body = bodies[0]
            left, right = body.left / POINT, (body.left + body.width) / POINT
            bottom = min(bottom, max((body.top + body.height) / POINT, height * 0.8))
        if top > height * 0.45:  # a title in the middle of the slide: what is below it would be too little
            top = SIDE
        room = (bottom - top) * (1 if self._own else _DOUBT)
        return Room(left, top, max(right - left, width / 2), room)

    def open(self, title: str, lines: list[str]) -> None:
        """Make the first slide."""
        slide = self.presentation.slides.add_slide(self._opening)
        self._name(slide, self._only(title), most=3)
        body = next((shape for shape in slide.placeholders if shape.placeholder_format.idx != 0), None)
        if body is not None and body.has_text_frame:
            self._fill(body, lines)
        else:
            room = self.room
            box = slide.shapes.add_textbox(*emu(room.left, room.top + room.height * 0.6, room.width, 60))
            self._fill(box, lines)
        self._drop_empty(slide)
        if self._logo:
            width, height = self._logo.within(170, 60)
            picture = slide.shapes.add_picture(io.BytesIO(self._logo.content), *emu(SIDE, SIDE, width, height))
            self.describe(picture, self.report.say(mark("Logo")))
        self.speak(slide, [title, *lines])

    def add(self, title: str, notes: list[str]) -> Any:
        """Make a slide with a title that no other slide has, and notes; return it."""
        slide = self.presentation.slides.add_slide(self._plain)
        self._name(slide, self._only(title))
        self._drop_empty(slide)
        self._number(slide)
        self.speak(slide, notes)
        return slide

    def _only(self, title: str) -> str:
        """Return a title as it is shown, with a number where another slide has the same."""
        line = shortened(title, LONGEST_TITLE) or "–"
        self._titles[line] = number = self._titles.get(line, 0) + 1
        return f"{line} ({number})" if number > 1 else line

    def _name(self, slide: Any, title: str, most: int = 2) -> None:
        from pptx.util import Pt

        holder = title_of(slide)
        size = TITLE_SIZE if most == 2 else 36.0
        width = max(100.0, holder.width / POINT - 20) if holder.width else self.room.width
        while size > 16 and len(wrapped(title, width, size, bold=True)) > most:
            size -= 2
        holder.text_frame.text = title
        holder.text_frame.word_wrap = True
        for text in holder.text_frame.paragraphs[0].runs:
            text.font.size = Pt(size)
            self._speak_language(text)

    def _fill(self, shape: Any, lines: list[str]) -> None:
        from pptx.util import Pt

        frame = shape.text_frame
        frame.word_wrap = True
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
            text = paragraph.add_run()
            size = 14 if place else 18
            text.text, _ = fitted(one_line(line), self.room.width - 20, size, most=1 if place else 2)
            text.font.size = Pt(size)
            self._speak_language(text)

    def _speak_language(self, text: Any) -> None:
        from pptx.enum.lang import MSO_LANGUAGE_ID

        french = LOCALES[self.report.language] == "fr-CA"
        text.font.language_id = MSO_LANGUAGE_ID.FRENCH_CANADIAN if french else MSO_LANGUAGE_ID.ENGLISH_CANADIAN

    def _drop_empty(self, slide: Any) -> None:
        """Take away placeholders that nothing was put into: they would ask people to click."""
        for shape in list(slide.placeholders):
            filled = shape.has_text_frame and shape.text_frame.text
            if shape.placeholder_format.idx != 0 and not filled:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 - python-pptx cannot remove shapes otherwise

    def _number(self, slide: Any) -> None:
        """Put the number of the slide and the footer where the layout has them."""
        from pptx.enum.shapes import PP_PLACEHOLDER
        from pptx.oxml.ns import qn

        kinds = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
        for shape in self._plain.placeholders:
            if shape.placeholder_format.type in kinds:
                element = deepcopy(shape._element)  # noqa: SLF001 - python-pptx copies neither of the two
                slide.shapes._spTree.append(element)  # noqa: SLF001 - as above
                element.nvSpPr.cNvPr.set("id", str(max(one.shape_id for one in slide.shapes) + 1))
                if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
                    texts = list(element.iter(qn("a:p")))
                    for one in texts[1:]:
                        one.getparent().remove(one)
                    frame = slide.shapes[-1].text_frame
                    frame.text = self._footer
                    for text in frame.paragraphs[0].runs:
                        text.font.name = "+mn-lt"  # LibreOffice takes another where none is named
                        self._speak_language(text)

    def speak(self, slide: Any, lines: list[str]) -> None:
        """Put lines into the notes of a slide."""
        text = "\n".join(plain(line) for line in lines if line.strip())
        slide.notes_slide.notes_text_frame.text = text[:LONGEST_NOTES]

    def describe(self, shape: Any, text: str) -> None:
        """Say what a shape shows, for those who cannot see it."""
        properties = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001 - python-pptx knows no alternative texts
        properties.set("descr", shortened(text, 2_000))


def emu(*points: float) -> tuple[int, ...]:
    """Return points in English Metric Units."""
    return tuple(round(point * POINT) for point in points)


def fitted(
    text: str, width: float, size: float = SIZE, *, bold: bool = False, most: int = MOST_LINES
) -> tuple[str, int]:
    """Return the text, cut after so many lines, and how many lines it takes."""
    lines = wrapped(plain(text), width, size, bold=bold)
    if len(lines) <= most:
        return plain(text), len(lines)
    return "".join(lines[:most]).rstrip()[:-1] + "…", most
