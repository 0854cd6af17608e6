"""Logos and fonts that come with a branding: whether they are what they say, and nothing else."""

import struct
from pathlib import Path
from xml.parsers import expat

from raciapp.base.errors import UserError
from raciapp.base.messages import mark

LARGEST_SIDE = 8_000
"""Pixels of a logo."""
_TABLES = frozenset({b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name"})
"""What every TrueType or OpenType font has (OpenType 1.9, «Required tables»)."""
_FONTS = (b"\x00\x01\x00\x00", b"true", b"OTTO")
_FAMILY, _BETTER_FAMILY = 1, 16
_RESTRICTED = 0x0002
"""The bit of `OS/2.fsType` that forbids to embed a font."""
_FORBIDDEN = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "set", "animate", "handler", "audio", "video"}
)


def check_logo(path: Path, content: bytes) -> None:
    """Check that a file is a PNG, a JPEG or a harmless SVG. Raises UserError."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        size = _png_size(content)
    elif content.startswith(b"\xff\xd8\xff"):
        size = _jpeg_size(content)
    elif path.suffix.casefold() == ".svg":
        _check_svg(path, content)
        return
    else:
        raise UserError(
            mark("{file}: is neither PNG nor JPEG nor SVG. Save the logo in one of these formats."), file=path.name
        )
    if size is None:
        raise UserError(mark("{file}: the picture is damaged. Save the logo anew."), file=path.name)
    if max(size) > LARGEST_SIDE:
        raise UserError(
            mark("{file}: is {wide} x {high} pixels. Save the logo with at most {most} on each side."),
            file=path.name, wide=size[0], high=size[1], most=LARGEST_SIDE,
        )  # fmt: skip


def _png_size(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or b"IEND" not in content[-16:] or len(content) < 33:
        return None
    wide, high = struct.unpack(">II", content[16:24])
    return (wide, high) if wide and high else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Return the size that the frame header of a JPEG tells (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            high, wide = struct.unpack(">HH", content[at + 5 : at + 9])
            return (wide, high) if wide and high else None
        at += 2 + length
    return None


def _check_svg(path: Path, content: bytes) -> None:
    """Let only drawings pass: no document type, nothing that runs, nothing that is fetched from elsewhere."""
    names: list[str] = []
    faults: list[str] = []

    def started(name: str, attributes: dict[str, str]) -> None:
        names.append(name.rpartition(":")[2].casefold())
        if names[-1] in _FORBIDDEN:
            faults.append(name)
        for key, value in attributes.items():
            bare = key.rpartition(":")[2].casefold()
            address = value.strip().casefold()
            leads_out = bare == "href" and not address.startswith(("#", "data:image/png", "data:image/jpeg"))
            if bare.startswith("on") or leads_out or _fetches(address):
                faults.append(key)

    def doctype(*_found: object) -> None:
        faults.append("DOCTYPE")

    def text(found: str) -> None:
        if names and names[-1] == "style" and _fetches(found.casefold()):
            faults.append("style")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler, parser.CharacterDataHandler = started, doctype, text
    parser.buffer_text = True
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes no keyword
    except expat.ExpatError as error:
        raise UserError(mark("{file}: is no SVG that can be read. Save the logo anew."), file=path.name) from error
    if names[:1] != ["svg"] or faults:
        raise UserError(
            mark("{file}: holds more than a drawing ({what}). Save the logo as a plain SVG, or as PNG."),
            file=path.name, what=", ".join(dict.fromkeys(faults))[:80] or names[0][:80],
        )  # fmt: skip


def _fetches(text: str) -> bool:
    bare = text.replace(" ", "").replace("\\", "url(x")  # an escape in CSS may spell anything
    return "@import" in bare or any(not one.lstrip("'\"").startswith("#") for one in bare.split("url(")[1:])


# -- fonts ------------------------------------------------------------------------------------------------


def font_family(path: Path, content: bytes) -> str:
    """Return what a font calls its family. Raises UserError for what is no font that can be embedded."""
    if not content.startswith(_FONTS):
        raise UserError(
            mark("{file}: is no TrueType or OpenType font. Give a single .ttf or .otf file."), file=path.name
        )
    try:
        tables = _tables(content)
        family = _family(tables[b"name"]) if tables.keys() >= _TABLES else ""
    except (struct.error, ValueError, UnicodeDecodeError):
        family = ""
    if not family:
        raise UserError(mark("{file}: the font is damaged. Give another file."), file=path.name)
    licence = tables.get(b"OS/2", b"")[8:10]
    if len(licence) == 2 and int.from_bytes(licence, "big") & 0x000F == _RESTRICTED:
        raise UserError(
            mark("{file}: its makers do not allow the font to be embedded. Choose another font."), file=path.name
        )
    return family


def _tables(content: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack(">H", content[4:6])
    tables = {}
    for number in range(count):
        tag, _, offset, length = struct.unpack(">4sIII", content[12 + 16 * number : 28 + 16 * number])
        if offset + length > len(content):
            raise ValueError(tag)
        tables[tag] = content[offset : offset + length]
    return tables


def _family(table: bytes) -> str:
    """Return the family of a `name` table, that of the preferred one before the one of four styles."""
    _, count, start = struct.unpack(">HHH", table[:6])
    found: dict[int, str] = {}
    for number in range(count):
        platform, _, _, name, length, offset = struct.unpack(">6H", table[6 + 12 * number : 18 + 12 * number])
        if name in (_FAMILY, _BETTER_FAMILY):
            said = table[start + offset : start + offset + length]
            text = said.decode("mac_roman" if platform == 1 else "utf-16-be").strip()
            if text.isprintable() and (platform == 3 or name not in found):
                found[name] = text
    return found.get(_BETTER_FAMILY) or found.get(_FAMILY, "")
