"""The presentation while it is made: slides with a title, room for content, a number, and notes to speak from.

Lengths are points.
"""

import io
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import msgspec

from raciapp.base.messages import mark, translate
from raciapp.formats.branding import Branding
from raciapp.formats.excel.measures import wrapped
from raciapp.formats.logo import read_logo
from raciapp.formats.report import Report
from raciapp.formats.slides.masters import layouts, title_of
from raciapp.formats.slides.mould import Mould, write_notes
from raciapp.formats.word.plain import heading_of, one_line, plain, shortened
from raciapp.formats.word.styles import LOCALES

if TYPE_CHECKING:
    from pptx.presentation import Presentation

POINT = 12_700
"""English Metric Units."""
REMARK_SIZE = 14.0
"""Points of what stands between the title and the content."""
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
LONGEST_DESCRIPTION = 2_000
"""Characters of an alternative text."""
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
        self._mould: Mould | None = None
        self.room = self._free()
        self._title_widths = [self._width_of_title(layout) for layout in (self._opening, self._plain)]

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

    def _width_of_title(self, layout: Any) -> float:
        wide = title_of(layout).width
        return max(100.0, wide / POINT - 20) if wide else self.room.width

    def open(self, title: str, lines: list[str]) -> None:
        """Make the first slide."""
        slide = self.presentation.slides.add_slide(self._opening)
        self._name(title_of(slide), self._only(title), most=3)
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
        self._speak(slide.notes_slide.notes_text_frame, [title, *lines])

    def add(self, title: str, notes: list[str]) -> Any:
        """Make a slide with a title that no other slide has, and notes; return it."""
        if self._mould is None:
            slide = self.presentation.slides.add_slide(self._plain)
            self._drop_empty(slide)
            self._number(slide)
            self._mould = Mould(self.presentation, slide)
        else:
            slide = self._mould.copy()
        self._name(self._mould.title_of(slide), self._only(title))
        self._speak(self._mould.notes_of(slide), notes)
        return slide

    def numbered(self, title: str, part: int, parts: int) -> str:
        """Return the title of one of so many slides; the title is told already, in one language or in both."""
        if parts == 1:
            return title
        said = mark("{title} ({part} of {parts})")
        return translate(said, self.report.language, title=title, part=part, parts=parts)

    def _only(self, title: str) -> str:
        """Return a title as it is shown, with a number where another slide has the same."""
        line = shortened(title, LONGEST_TITLE) or "–"
        self._titles[line] = number = self._titles.get(line, 0) + 1
        return f"{line} ({number})" if number > 1 else line

    def _name(self, holder: Any, title: str, most: int = 2) -> None:
        from pptx.util import Pt

        opens = most != 2
        size, width = 36.0 if opens else TITLE_SIZE, self._title_widths[0 if opens else 1]
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

    def below(self, remark: str) -> Room:
        """Return the room that content has below a remark under the title; all of it where the remark is empty."""
        if not remark:
            return self.room
        _, lines = fitted(remark, self.room.width, REMARK_SIZE, most=3)
        taken = lines * REMARK_SIZE * 1.2 + 10
        return Room(self.room.left, self.room.top + taken, self.room.width, self.room.height - taken)

    def remark(self, slide: Any, text: str) -> None:
        """Put a remark under the title, in the ink of the master; nothing where it is empty."""
        from pptx.util import Pt

        if not text:
            return
        room = self.room
        box = slide.shapes.add_textbox(*emu(room.left, room.top, room.width, self.below(text).top - room.top))
        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        said = frame.paragraphs[0].add_run()
        said.text = one_line(fitted(text, room.width, REMARK_SIZE, most=3)[0])
        said.font.size = Pt(REMARK_SIZE)
        self._speak_language(said)

    def _speak(self, frame: Any, lines: list[str]) -> None:
        """Put lines into the text of notes."""
        text = "\n".join(plain(line) for line in lines if line.strip())
        write_notes(frame, text[:LONGEST_NOTES].split("\n"), LOCALES[self.report.language])

    def describe(self, shape: Any, text: str) -> None:
        """Say what a shape shows, for those who cannot see it."""
        properties = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001 - python-pptx knows no alternative texts
        properties.set("descr", shortened(text, LONGEST_DESCRIPTION))


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
