"""A consultancy's logo as a picture that office programs can hold."""

from pathlib import Path
from typing import Any

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded
from raciapp.base.messages import mark

_LARGEST = 20_000_000
"""Bytes of a logo's file."""
_SHARP = 288
"""Dots per inch of a drawing that becomes a picture."""
_DRAWN = (
    '#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image(bytes(sys.inputs.drawing), format: "svg")'
)


class Logo(msgspec.Struct, frozen=True):
    """A picture as PNG, JPEG, GIF, BMP or TIFF, and its size in pixels."""

    content: bytes
    width: int
    height: int

    def within(self, width: float, height: float) -> tuple[float, float]:
        """Return the width and height it has where it may be no wider and no higher than these."""
        scale = min(width / max(1, self.width), height / max(1, self.height))
        return self.width * scale, self.height * scale


def read_logo(path: Path) -> Logo:
    """Return the logo in a file; drawings (SVG) become pictures. Raises UserError where it holds neither."""
    content = read_bounded(path, _LARGEST)
    if path.suffix.casefold() == ".svg":
        content = _drawn(content, path)
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        image = Image.from_blob(content)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError, KeyError) as error:
        raise _no_picture(path) from error
    return Logo(content, image.px_width, image.px_height)


def _drawn(content: bytes, path: Path) -> bytes:
    import typst

    try:
        text = content.decode("utf-8-sig")
        made = typst.compile(_DRAWN.encode(), format="png", ppi=_SHARP, sys_inputs={"drawing": text})
    except (typst.TypstError, UnicodeDecodeError) as error:
        raise _no_picture(path) from error
    found: Any = made  # one page; typst says that several would be a list
    return bytes(found[0] if isinstance(found, list) else found)


def _no_picture(path: Path) -> UserError:
    return UserError(mark("{file}: cannot be used as a logo. Save it as a picture: PNG, JPEG or SVG."), file=path.name)
