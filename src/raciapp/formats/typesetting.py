"""Setting a PDF with typst, tagged for screen readers (PDF/UA-1), its fonts inside."""

import json
import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias, cast

from raciapp.base.resources import resources

if TYPE_CHECKING:
    import typst

Content: TypeAlias = "dict[str, Content] | list[Content] | str | int | float | None"
"""What the template reads, as JSON."""

SUBSTITUTE = "□"
"""Stands for a character that no font on this computer can show."""

_FORBIDDEN: dict[int, str | None] = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " "),
    **dict.fromkeys(range(0xD800, 0xE000), SUBSTITUTE),
    0x0A: "\n",
    0x0D: None,
    0xFEFF: " ",
}
"""Control characters, halves of characters and byte order marks: PDF/UA forbids them or JSON cannot hold them."""

_COMPLAINT = re.compile(r'error: PDF/UA-1 error: the text .*?`"(.*?)"`(?: could not be displayed|$)', re.MULTILINE)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


FORGETTING = 5
"""Empty pages set after each PDF. Typst remembers what it did for its last ten compilations, 30 MB for each PDF of an
edited document; so it keeps what the next PDF can use, and not the ten before. The page is a file, because typst never
forgets a text that is none: it numbers each anew."""


def typeset(content: Content) -> bytes:
    """Return the PDF: with our own fonts, else with this computer's too, else with «□» for what they all lack."""
    import typst

    text = json.dumps(_printable(content), ensure_ascii=False)
    system_fonts = False
    while True:
        try:
            return _compiled(text, system_fonts=system_fonts)
        except typst.TypstError as error:
            missing = _undisplayable(error.diagnostic).intersection(text)
            if not missing:
                raise
        if system_fonts:
            text = text.translate(dict.fromkeys(map(ord, missing), SUBSTITUTE))
        system_fonts = True


def visible(text: str) -> str:
    """Return a heading without blanks around it, empty where there is nothing to see."""
    return text.translate(_FORBIDDEN).strip()


def _printable(content: Content) -> Content:
    """Return the content without characters that a PDF for screen readers may not hold."""
    if isinstance(content, str):
        return content.translate(_FORBIDDEN)
    if isinstance(content, dict):
        return {key: _printable(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_printable(value) for value in content]
    return content


def _undisplayable(diagnostic: str) -> set[str]:
    """Return the characters typst complains about; a complaint may quote a letter together with its accents."""
    quoted = "".join(_COMPLAINT.findall(diagnostic))
    shown = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), quoted)
    return {character for character in shown if not character.isascii()} - {SUBSTITUTE}


def _compiled(text: str, *, system_fonts: bool) -> bytes:
    import typst

    folder = resources() / "typst"
    compiler = typst.Compiler(root=folder, font_paths=_fonts(system_fonts=system_fonts))
    pdf = compiler.compile(
        input=folder / "report.typ", sys_inputs={"content": text}, format="pdf", pdf_standards="ua-1"
    )
    for _ in range(FORGETTING):
        compiler.compile(input=folder / "nothing.typ", format="svg")
    return cast("bytes", pdf)  # other formats may be a list, and nothing is returned where a path is given


@cache
def _fonts(*, system_fonts: bool) -> "typst.Fonts":
    """Return the fonts to choose from, read once: looking through a computer's fonts takes a while."""
    import typst

    return typst.Fonts(include_system_fonts=system_fonts, font_paths=[resources() / "fonts"])
