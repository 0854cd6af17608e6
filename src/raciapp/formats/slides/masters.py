"""The master the slides are made on: the consultancy's own, or a plain one of ours in its colours.

Layouts are found by the placeholders they have, never by their names, which differ with the language of the program
that made them.
"""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded
from raciapp.base.messages import mark
from raciapp.formats.branding import Branding
from raciapp.formats.excel.styles import FONT
from raciapp.formats.word.plain import INK, readable_on_white

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_LARGEST = 100_000_000
"""Bytes of a master."""
_LARGEST_UNPACKED = 1_000_000_000
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_SLIDES = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_WIDTH, _HEIGHT, _OLD_WIDTH = 12_192_000, 6_858_000, 9_144_000
"""English Metric Units: 16 : 9, and the width of the slides in the file that python-pptx ships."""


_LINE = (
    '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="90" name="Line"/>'
    '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="457200" y="3500000"/>'
    '<a:ext cx="1371600" cy="38100"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
)
"""Between the title and what it is about."""


def open_master(path: Path) -> "Presentation":
    """Return a presentation or a template without its slides. Raises UserError where the file is neither."""
    from lxml.etree import XMLSyntaxError
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError

    content = read_bounded(path, _LARGEST)
    try:
        found = Presentation(io.BytesIO(_as_presentation(content)))
        _drop_slides(found)
        if not any(title_of(layout) is not None for layout in found.slide_layouts):
            raise _not_slides(path)
    except (PackageNotFoundError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError, AttributeError) as error:
        raise _not_slides(path) from error
    return found


def _not_slides(path: Path) -> UserError:
    return UserError(
        mark("{file}: cannot be used as a master. Choose a presentation (.pptx) or template (.potx) with layouts."),
        file=path.name,
    )


def _as_presentation(content: bytes) -> bytes:
    """Return a package that says it is a presentation where it says it is a template."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        if sum(part.file_size for part in old.infolist()) > _LARGEST_UNPACKED:
            raise zipfile.BadZipFile
        types = old.read("[Content_Types].xml")
        if _TEMPLATE not in types:
            return content
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                found = old.read(part)
                new.writestr(
                    part, types.replace(_TEMPLATE, _SLIDES) if part.filename == "[Content_Types].xml" else found
                )
    return target.getvalue()


def _drop_slides(presentation: "Presentation") -> None:
    """Take out the slides of a master, and the sections they stand in."""
    from pptx.oxml.ns import qn

    listed: Any = presentation.slides._sldIdLst  # noqa: SLF001 - python-pptx cannot remove slides otherwise
    for one in list(listed):
        presentation.part.drop_rel(one.rId)
        listed.remove(one)
    for extensions in presentation.part._element.findall(qn("p:extLst")):  # noqa: SLF001 - as above
        extensions.getparent().remove(extensions)
    for master in presentation.slide_masters:
        for one in (master, *master.slide_layouts):
            _drop_links(one.part)


def _drop_links(part: Any) -> None:
    """Take out what leads from a master or a layout to a slide: the slide would stay in the file with it."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.oxml.ns import qn

    gone = {key for key, rel in part.rels.items() if rel.reltype == RELATIONSHIP_TYPE.SLIDE}
    for one in [one for one in part._element.iter() if one.get(qn("r:id")) in gone]:  # noqa: SLF001 - as above
        one.getparent().remove(one)
    for key in gone:
        part.rels.pop(key)


def own_master(branding: Branding) -> "Presentation":
    """Return a presentation of 16 : 9 without slides, in the consultancy's colours and font."""
    from pptx import Presentation

    found = Presentation()
    found.slide_width, found.slide_height = _WIDTH, _HEIGHT
    master = found.slide_master
    for shape in [*master.shapes, *(shape for layout in found.slide_layouts for shape in layout.shapes)]:
        if shape._element.xpath(".//a:xfrm"):  # noqa: SLF001 - others stand where those of the master do
            shape.left, shape.width = (shape.left * _WIDTH // _OLD_WIDTH, shape.width * _WIDTH // _OLD_WIDTH)
    for shape in master.placeholders:
        _place(shape)
    _dress_titles(master)
    _dress_opening(found.slide_layouts[0])
    _set_theme(master, branding)
    return found


def _place(shape: Any) -> None:
    """Put the title and the body of the master where a matrix leaves room for them."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    places = {
        PP_PLACEHOLDER.TITLE: (457_200, 330_000, 11_277_600, 700_000),
        PP_PLACEHOLDER.BODY: (457_200, 1_150_000, 11_277_600, 5_100_000),
        PP_PLACEHOLDER.FOOTER: (457_200, 6_400_000, 8_000_000, 300_000),
        PP_PLACEHOLDER.SLIDE_NUMBER: (10_534_800, 6_400_000, 1_200_000, 300_000),
    }
    if shape.placeholder_format.type in places:
        shape.left, shape.top, shape.width, shape.height = places[shape.placeholder_format.type]


def _dress_titles(master: Any) -> None:
    """Set titles to the left, bold, in the accent; footers where the eye expects them."""
    from pptx.oxml.ns import qn

    element = master._element  # noqa: SLF001 - python-pptx knows no styles of texts
    level = element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    level.set("algn", "l")
    looks = level.find(qn("a:defRPr"))
    looks.set("sz", "2600")
    looks.set("b", "1")
    for fill in looks.iter(qn("a:schemeClr")):
        fill.set("val", "tx2")
    for shape in master.placeholders:
        for properties in shape._element.iter(qn("a:bodyPr")):  # noqa: SLF001 - as above
            if shape.placeholder_format.idx == 0:
                properties.set("anchor", "ctr")
            properties.set("lIns", "0")  # as tables, which begin where they stand
            properties.set("rIns", "0")
    for name, side in (("Footer", "l"), ("Slide Number", "r")):
        for shape in [*master.shapes, *(one for layout in master.slide_layouts for one in layout.shapes)]:
            if name in shape.name:
                for one in shape._element.iter(qn("a:lvl1pPr")):  # noqa: SLF001 - as above
                    one.set("algn", side)


def _dress_opening(layout: Any) -> None:
    """Set the first slide: a title over a line, what it is about below it."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    title, subtitle = title_of(layout), body_of(layout)
    title.left, title.top, title.width, title.height = 457_200, 1_900_000, 11_277_600, 1_500_000
    subtitle.left, subtitle.top, subtitle.width, subtitle.height = 457_200, 3_650_000, 11_277_600, 1_900_000
    for shape, anchor in ((title, "b"), (subtitle, "t")):
        for properties in shape._element.iter(qn("a:bodyPr")):  # noqa: SLF001 - python-pptx knows none of layouts
            properties.set("anchor", anchor)
        for level in shape._element.iter(qn("a:lvl1pPr")):  # noqa: SLF001 - as above
            level.set("algn", "l")
            for colour in level.iter(qn("a:schemeClr")):
                colour.set("val", "tx1")
                for tint in list(colour):
                    colour.remove(tint)
    tree = layout.shapes._spTree  # noqa: SLF001 - python-pptx adds no shapes to layouts
    tree.append(parse_xml(_LINE))


def _set_theme(master: Any, branding: Branding) -> None:
    """Set the fonts and the colours that everything on the slides refers to."""
    from lxml import etree
    from pptx.opc.constants import RELATIONSHIP_TYPE

    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for font in theme.iterfind(".//a:fontScheme//a:latin", space):
        font.set("typeface", branding.font_name or FONT)
    accent = readable_on_white(branding.accent)
    for name, colour in (("dk1", INK), ("dk2", accent), ("accent1", accent)):
        (entry,) = theme.iterfind(f".//a:clrScheme/a:{name}", space)
        for old in list(entry):
            entry.remove(old)
        etree.SubElement(entry, f"{{{space['a']}}}srgbClr", val=colour)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 - a part that python-pptx does not read


def title_of(layout: Any) -> Any:
    """Return the placeholder of a layout's title, or None."""
    return _first(layout, _titles())


def body_of(layout: Any) -> Any:
    """Return the placeholder for text below the title, or None."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    return _first(layout, (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT))


def _titles() -> tuple[Any, ...]:
    from pptx.enum.shapes import PP_PLACEHOLDER

    return PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE


def _first(layout: Any, kinds: Iterable[Any]) -> Any:
    found = tuple(kinds)
    return next((shape for shape in layout.placeholders if shape.placeholder_format.type in found), None)


def layouts(presentation: "Presentation") -> tuple[Any, Any]:
    """Return the layout of the first slide, with a title and a line below it, and that of all others: a title alone."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    furniture = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
    titled = [layout for layout in presentation.slide_layouts if title_of(layout) is not None]

    def others(layout: Any) -> int:
        return sum(shape.placeholder_format.type not in furniture for shape in layout.placeholders) - 1

    def openness(layout: Any) -> tuple[bool, bool, int]:
        kind = title_of(layout).placeholder_format.type
        return kind != PP_PLACEHOLDER.CENTER_TITLE, body_of(layout) is None, others(layout)

    def bareness(layout: Any) -> tuple[int, bool]:
        return others(layout), title_of(layout).placeholder_format.type == PP_PLACEHOLDER.CENTER_TITLE

    return min(titled, key=openness), min(titled, key=bareness)
