"""Setting pages with typst: a PDF tagged for screen readers (PDF/UA-1), its fonts inside, or pictures of pages."""

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.base.resources import resources
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.characters import HALVES, TURNING

if TYPE_CHECKING:
    import typst

Content: TypeAlias = "dict[str, Content] | list[Content] | str | int | float | None"
"""What the template reads, as JSON."""

Picture = Literal["png", "svg"]
"""A kind of picture of a page."""

Standard = Literal["ua-1", "a-2a"]
"""A standard a PDF keeps to."""

SUBSTITUTE = "□"
"""Stands for a character that no font on this computer can show."""

LARGEST_LOGO = 4_000_000
"""Bytes a logo may have: typst reads it as a list of numbers."""

_FORBIDDEN: dict[int, str | None] = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " "),
    **dict.fromkeys(HALVES, SUBSTITUTE),
    **dict.fromkeys(TURNING),
    0x0A: "\n",
    0x0D: None,
    0xFEFF: " ",
}
"""Control characters, halves of characters and byte order marks: PDF/UA forbids them or JSON cannot hold them; and
what turns the text after it."""

_COMPLAINT = re.compile(
    r'error: PDF/(?:UA|A)-\S+ error: the text .*?`"(.*?)"`(?: could not be displayed|$)', re.MULTILINE
)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_OTHER_SCRIPT = re.compile("[^\0-\u052f\u1e00-\u26ff]")
"""What our own fonts may lack; a picture does not complain about it as a PDF does."""
_BAD_PICTURE = re.compile(r"error: (?:unknown image format|failed to (?:decode|parse|process|load))")


FORGETTING = 5
"""Empty pages set after each PDF. Typst remembers what it did for its last ten compilations, 30 MB for each PDF of an
edited document; so it keeps what the next PDF can use, and not the ten before. The page is a file, because typst never
forgets a text that is none: it numbers each anew."""


class Setting(msgspec.Struct, frozen=True):
    """What is set: a template of `resources/typst`, what it shows, as JSON, and the files of a branding."""

    template: str
    text: str
    logo: str
    font: Path | None


def setting(template: str, content: Content, branding: Branding = PLAIN) -> Setting:
    """Return what is to be set. Raises UserError where the logo cannot be read."""
    return Setting(template, json.dumps(_printable(content), ensure_ascii=False), _logo(branding.logo), branding.font)


def typeset(wanted: Setting, *, archive: bool = False) -> bytes:
    """Return the PDF: with our own fonts, else with this computer's too, else with «□» for what they all lack.

    With `archive` it keeps to PDF/A-2a as well. Raises UserError where the logo is no picture.
    """
    import typst

    standards: list[Standard] = ["ua-1", "a-2a"] if archive else ["ua-1"]
    system_fonts = False
    while True:
        try:
            (pdf,) = _compiled(wanted, "pdf", system_fonts=system_fonts, standards=standards)
        except typst.TypstError as error:
            missing = _undisplayable(error.diagnostic).intersection(wanted.text)
            if not missing:
                raise
        else:
            return pdf
        if system_fonts:
            text = wanted.text.translate(dict.fromkeys(map(ord, missing), SUBSTITUTE))
            wanted = msgspec.structs.replace(wanted, text=text)
        system_fonts = True


def pictured(wanted: Setting, form: Picture, resolution: float) -> tuple[bytes, ...]:
    """Return each page as a picture; `resolution` in dots per inch is for PNG.

    Raises UserError where the logo is no picture.
    """
    return _compiled(wanted, form, system_fonts=bool(_OTHER_SCRIPT.search(wanted.text)), resolution=resolution)


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


def _logo(path: Path | None) -> str:
    """Return the bytes of a logo as typst can read them, empty for none. Raises UserError."""
    if path is None:
        return ""
    try:
        if path.stat().st_size > LARGEST_LOGO:
            raise UserError(mark("{file}: this logo is larger than 4 MB. Take a smaller picture."), file=path.name)
        return json.dumps(list(path.read_bytes()), separators=(",", ":"))
    except OSError as error:
        raise UserError(mark("{file}: this logo cannot be read."), file=path.name) from error


def _compiled(
    wanted: Setting,
    form: Literal["pdf", "png", "svg"],
    *,
    system_fonts: bool,
    standards: list[Standard] | None = None,
    resolution: float | None = None,
) -> tuple[bytes, ...]:
    import typst

    folder = resources() / "typst"
    compiler = typst.Compiler(root=folder, font_paths=_fonts(wanted.font, system_fonts=system_fonts))
    try:
        made = compiler.compile(
            input=folder / wanted.template,
            sys_inputs={"content": wanted.text, "logo": wanted.logo},
            format=form,
            ppi=resolution,
            pdf_standards=cast("Any", standards or []),  # typst wants a list of any of all its standards
        )
    except typst.TypstError as error:
        if wanted.logo and _BAD_PICTURE.search(error.diagnostic):
            raise UserError(mark("The logo is no picture that can be shown. Take a PNG, JPEG or SVG file.")) from error
        raise
    for _ in range(FORGETTING):
        compiler.compile(input=folder / "nothing.typ", format="svg")
    # One page comes as bytes, several as a list; nothing is returned only where a path is given.
    return tuple(made) if isinstance(made, list) else (cast("bytes", made),)


@cache
def _fonts(font: Path | None, *, system_fonts: bool) -> "typst.Fonts":
    """Return the fonts to choose from, read once: looking through a computer's fonts takes a while."""
    import typst

    own = [font] if font else []
    return typst.Fonts(include_system_fonts=system_fonts, font_paths=[*own, resources() / "fonts"])
