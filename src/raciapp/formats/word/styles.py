"""The styles of the Word document: real headings, a calm text, the language that is spelled and read aloud."""

from typing import TYPE_CHECKING, Any

from raciapp.base.words import Language
from raciapp.formats.branding import Branding
from raciapp.formats.excel.styles import FONT
from raciapp.formats.word.plain import INK, MUTED, readable_on_white

if TYPE_CHECKING:
    from docx.document import Document

LOCALES = {Language.EN: "en-CA", Language.FR: "fr-CA"}
"""The languages as Word and PowerPoint name them."""

_LOOKS = {
    "Title": (30, True, "accent", 0, 4),
    "Subtitle": (13, False, MUTED, 0, 16),
    "Heading 1": (18, True, "accent", 24, 8),
    "Heading 2": (13, True, INK, 16, 4),
    "Heading 3": (10.5, True, "accent", 10, 2),
    "Normal": (10, False, INK, 0, 6),
    "TOC Heading": (18, True, "accent", 24, 10),
    "List Bullet": (10, False, INK, 0, 3),
    "Header": (8.5, False, MUTED, 0, 0),
    "Footer": (8.5, False, MUTED, 0, 0),
}
"""Size, whether bold, colour, space before and after in points."""

_CONTENTS = {
    "toc 1": ("TOC1", 10.5, True, 6, 2, 0),
    "toc 2": ("TOC2", 10, False, 0, 2, 14),
}
"""Of lines in the contents, as Word names them: id, size, whether bold, space before and after, indent in points."""

_OWN_LOOKS = {
    "Raci Table Text": (9, False, INK, 0, 0),
    "Raci Table Head": (9, True, INK, 0, 0),
    "Raci Quiet": (9, False, MUTED, 0, 6),
}


def dress(document: "Document", language: Language, branding: Branding) -> None:
    """Give the document its styles in the consultancy's look and the report's language."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    font = branding.font_name or FONT
    accent = readable_on_white(branding.accent)
    _set_defaults(document.styles.element, font, LOCALES[language])
    for name, look in _LOOKS.items():
        _dress(document.styles[name], font, accent, *look)
    for name, look in _OWN_LOOKS.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.hidden = False
        _dress(style, font, accent, *look)
    for name, (key, size, bold, before, after, indent) in _CONTENTS.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.element.styleId = key
        style.base_style = document.styles["Normal"]
        _dress(style, font, accent, size, bold, INK, before, after)
        style.paragraph_format.left_indent = Pt(indent)


def _dress(style: Any, font: str, accent: str, size: float, bold: bool, ink: str, before: float, after: float) -> None:  # noqa: FBT001 - a row of the table above
    from docx.shared import Pt, RGBColor

    _remove(
        style.element, "w:rFonts", "w:pBdr", "w:contextualSpacing", "w:spacing", "w:iCs", "w:kern", "w:i", "w:color"
    )
    style.font.name = font
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.color.rgb = RGBColor.from_string(accent if ink == "accent" else ink)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.15 if size < 12 else 1.05


def _remove(element: Any, *names: str) -> None:
    from docx.oxml.ns import qn

    for name in names:
        for found in list(element.iter(qn(name))):
            found.getparent().remove(found)


def _set_defaults(styles: Any, font: str, locale: str) -> None:
    """Set the font of everything that names none, for every script, and the language of all text."""
    from docx.oxml.ns import qn

    for fonts in styles.find(qn("w:docDefaults")).iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), font)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)
