"""Slides that differ in nothing but title, content and notes: one is made, all others are copies of it.

python-pptx looks through all slides and all placeholders of a layout to make one more slide; a report has sixty.
"""

from copy import deepcopy
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape  # nosec B406  # it writes text into XML and reads none

if TYPE_CHECKING:
    from pptx.presentation import Presentation

# The elements and parts that python-pptx keeps to itself are taken from it here and nowhere else.


class Mould:
    """Makes copies of a slide and of its page of notes."""

    def __init__(self, presentation: "Presentation", made: Any) -> None:
        """Take the shape of a slide that was made, as it is now."""
        from raciapp.formats.slides.masters import title_of

        notes = made.notes_slide
        self._presentation = presentation
        self._slide = deepcopy(made.part._element)  # noqa: SLF001 - as said above
        self._notes = deepcopy(notes.part._element)  # noqa: SLF001 - as said above
        self._layout = made.slide_layout.part
        self._notes_master = notes.part.notes_master.part
        self._title = _place(made, title_of(made))
        self._text = _place(notes, notes.notes_placeholder)

    def copy(self) -> Any:
        """Add a slide at the end of the presentation and return it."""
        from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from pptx.opc.packuri import PackURI
        from pptx.parts.slide import NotesSlidePart, SlidePart

        whole = self._presentation.part
        listed = self._presentation.slides._sldIdLst  # noqa: SLF001 - as said above
        number = len(listed) + 1
        part = SlidePart(
            PackURI(f"/ppt/slides/slide{number}.xml"), CONTENT_TYPE.PML_SLIDE, whole.package, deepcopy(self._slide)
        )
        notes = NotesSlidePart(
            PackURI(f"/ppt/notesSlides/notesSlide{number}.xml"),
            CONTENT_TYPE.PML_NOTES_SLIDE,
            whole.package,
            deepcopy(self._notes),
        )
        part.relate_to(self._layout, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
        part.relate_to(notes, RELATIONSHIP_TYPE.NOTES_SLIDE)
        notes.relate_to(self._notes_master, RELATIONSHIP_TYPE.NOTES_MASTER)
        notes.relate_to(part, RELATIONSHIP_TYPE.SLIDE)
        listed.add_sldId(whole.relate_to(part, RELATIONSHIP_TYPE.SLIDE))
        return part.slide

    def title_of(self, slide: Any) -> Any:
        """Return the title of a slide that was made here, or of the first one."""
        return slide.shapes[self._title]

    def notes_of(self, slide: Any) -> Any:
        """Return the text of the notes of such a slide."""
        return slide.notes_slide.shapes[self._text].text_frame


def _place(slide: Any, wanted: Any) -> int:
    """Return where among the shapes of a slide one stands."""
    return next(place for place, shape in enumerate(slide.shapes) if shape.shape_id == wanted.shape_id)


def write_notes(frame: Any, lines: list[str], locale: str) -> None:
    """Put lines into a text, each as a paragraph."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    body = frame._txBody  # noqa: SLF001 - as said above; one text is read in a tenth of the time
    for old in body.findall(qn("a:p")):
        body.remove(old)
    said = "".join(
        f'<a:p><a:r><a:rPr lang="{locale}"/><a:t>{escape(line)}</a:t></a:r></a:p>' if line else "<a:p/>"
        for line in lines
    )
    body.extend(
        parse_xml(f'<a:txBody xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{said}</a:txBody>')
    )


class Collected:
    """Takes the parts of a file from python-pptx, which would pack them only to be packed again."""

    def __init__(self, presentation: "Presentation") -> None:
        """Take the parts as they are now: pairs of name and content."""
        from pptx.opc.serialized import PackageWriter

        self.parts: list[tuple[str, bytes]] = []
        package: Any = presentation.part.package
        writer: Any = PackageWriter("", package._rels, tuple(package.iter_parts()))  # noqa: SLF001 - as said above
        writer._write_content_types_stream(self)  # noqa: SLF001 - as said above
        writer._write_pkg_rels(self)  # noqa: SLF001 - as said above
        writer._write_parts(self)  # noqa: SLF001 - as said above

    def write(self, name: Any, content: bytes) -> None:
        """Take a part."""
        self.parts.append((name.membername, content))
