"""A consultancy's own look, from a small TOML file: logo, colours, font, footer.

    accent = "#16324F"         # fills headings and covers
    on_accent = "#FFFFFF"      # is written on it; left out, whichever of black and white reads better
    logo = "logo.png"          # PNG, JPEG or SVG; beside the file, or in a folder below or next to it
    font = "House-Regular.ttf" # TrueType or OpenType, one that may be embedded
    font_name = "House"        # left out, what the font calls itself
    footer = "House & Partners · Confidential"

Every key may be left out; any other is an error that names those there are.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded
from raciapp.base.messages import mark

LEGIBLE = 4.5
"""The least contrast of text with its ground (WCAG 2.2, success criterion 1.4.3)."""
LARGEST_FILE = 100_000
LARGEST_LOGO = 3_000_000
LARGEST_FONT = 20_000_000
"""Bytes."""
LONGEST_TEXT = 300
"""Characters of a footer or of the name of a font."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_BLACK, _WHITE = "#000000", "#FFFFFF"
"""One of the two has a contrast of at least 4.58 : 1 with any colour; a softer black would not."""


class Branding(msgspec.Struct, frozen=True):
    """How deliverables look: colours as `#RRGGBB`, a logo and a font as files or None, a line for every footer.

    `accent` fills headings, `on_accent` is written on it with a contrast of at least 4.5 : 1.
    """

    accent: str = "#16324F"
    on_accent: str = "#FFFFFF"
    logo: Path | None = None
    font: Path | None = None
    font_name: str = ""
    footer: str = ""


PLAIN = Branding()
"""Our own look."""


def read_branding(path: Path) -> Branding:
    """Return the look that a TOML file describes; its files are looked for beside it.

    Raises UserError, naming the key and what to change, for anything that is not as it should be.
    """
    from raciapp.formats.artwork import check_logo, font_family  # a window that exports nothing needs none of it

    said = _said(path)
    accent = _colour(path, said, "accent", PLAIN.accent)
    better = max((_WHITE, _BLACK), key=lambda ink: contrast(accent, ink))
    on_accent = _colour(path, said, "on_accent", better)
    _check_contrast(path, accent, on_accent)
    logo, font = (_file(path, said, key) for key in ("logo", "font"))
    if logo:
        check_logo(logo, _content(path, "logo", logo, LARGEST_LOGO))
    family = font_family(font, _content(path, "font", font, LARGEST_FONT)) if font else ""
    return Branding(accent, on_accent, logo, font, said.get("font_name", "") or family, said.get("footer", ""))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as `#RRGGBB`, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def _said(path: Path) -> dict[str, str]:
    """Return what the file says: known keys with one line of text each."""
    import tomllib

    try:
        told = tomllib.loads(read_bounded(path, LARGEST_FILE).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UserError(mark("{file}: is no text in UTF-8. Save it as UTF-8."), file=path.name) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else ""
        raise UserError(mark("{file}: is not written as TOML ({reason})."), file=path.name, reason=reason) from error
    known = Branding.__struct_fields__
    for key, value in told.items():
        if key not in known:
            raise UserError(
                mark("{file}: «{key}» means nothing here. There are: {known}."),
                file=path.name, key=key[:80], known=", ".join(known),
            )  # fmt: skip
        if not isinstance(value, str) or len(value) > LONGEST_TEXT or not value.isprintable():
            raise UserError(
                mark("{file}: «{key}» has to be one line of text of at most {most} characters, in quotation marks."),
                file=path.name, key=key, most=LONGEST_TEXT,
            )  # fmt: skip
    return {key: value.strip() for key, value in told.items()}


def _colour(path: Path, said: Mapping[str, str], key: str, usual: str) -> str:
    colour = said.get(key, usual)
    if not _COLOUR.fullmatch(colour):
        raise UserError(
            mark("{file}: «{key}» is {value}; a colour is written like «#16324F»."),
            file=path.name, key=key, value=colour or "–",
        )  # fmt: skip
    return colour.upper()


def _check_contrast(path: Path, accent: str, on_accent: str) -> None:
    found = contrast(accent, on_accent)
    if found < LEGIBLE:
        better = max((_WHITE, _BLACK), key=lambda ink: contrast(accent, ink))
        raise UserError(
            mark(
                "{file}: text in «on_accent» {on_accent} cannot be read on «accent» {accent}: the contrast is "
                "{found} : 1 and has to be at least 4.5 : 1. Make «on_accent» {better}, or choose another «accent»."
            ),
            file=path.name, on_accent=on_accent, accent=accent, found=_with_a_tenth(found), better=better,
        )  # fmt: skip


def _with_a_tenth(found: float) -> UserError:
    """Return a number, rounded down, with the decimal sign of whatever language it is told in."""
    whole, tenth = divmod(int(found * 10), 10)
    return UserError(mark("{whole}.{tenth}"), whole=whole, tenth=tenth)


def _file(path: Path, said: Mapping[str, str], key: str) -> Path | None:
    return path.parent / said[key] if said.get(key) else None


def _content(path: Path, key: str, named: Path, limit: int) -> bytes:
    """Return the bytes of a file that a key names. Raises UserError, naming both files."""
    try:
        return read_bounded(named, limit)
    except UserError as error:
        raise UserError(mark("{file}, «{key}»: {reason}"), file=path.name, key=key, reason=error) from error
