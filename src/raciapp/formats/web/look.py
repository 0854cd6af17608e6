"""The style sheet of the page: our own look in `report.css`, the colours of letters and of a consultancy before it."""

import base64
import hashlib
import re

from raciapp.base.files import read_bounded
from raciapp.base.resources import resources
from raciapp.document.letters import Scheme
from raciapp.formats.branding import LARGEST_FONT, LARGEST_LOGO, LEGIBLE, Branding, contrast

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_INK, _NIGHT_INK = "#16324F", "#9CC4F0"
_PAGE, _NIGHT_PAGE = "#FFFFFF", "#14181F"
_SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_DARK = "@media screen and (prefers-color-scheme: dark)"


def style_sheet(scheme: Scheme, branding: Branding, units: int) -> str:
    """Return the style sheet for the letters of a scheme and a number of units to choose from.

    Raises UserError when the font cannot be read.
    """
    return "\n".join(
        (
            _font(branding),
            _roles(branding),
            _letters(scheme),
            (resources() / "web" / "report.css").read_text("utf-8"),
            _choices(units),
        )
    )


def hash_of(sheet: str) -> str:
    """Return what a Content-Security-Policy calls a style sheet by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()}"


def logo_address(branding: Branding) -> str:
    """Return the logo as an address that holds it, empty for none. Raises UserError when it cannot be read."""
    if branding.logo is None:
        return ""
    content = read_bounded(branding.logo, LARGEST_LOGO)
    kind = next((kind for start, kind in _SIGNATURES.items() if content.startswith(start)), "image/svg+xml")
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _font(branding: Branding) -> str:
    if branding.font is None:
        return ":root { --font: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; }"
    content = read_bounded(branding.font, LARGEST_FONT)
    kind = "otf" if content.startswith(b"OTTO") else "ttf"
    address = f"data:font/{kind};base64,{base64.b64encode(content).decode()}"
    face = f'@font-face {{ font-family: "House"; src: url("{address}"); font-weight: 100 900; }}'
    return f"{face}\n:root {{ --font: House, system-ui, 'Segoe UI', Roboto, Arial, sans-serif; }}"


def _roles(branding: Branding) -> str:
    """Return the accent; where it cannot be read on the page, headings and bars take our own ink."""
    accent, on_accent = _colour(branding.accent), _colour(branding.on_accent)
    ink = accent if contrast(accent, _PAGE) >= LEGIBLE else _INK
    night = accent if contrast(accent, _NIGHT_PAGE) >= LEGIBLE else _NIGHT_INK
    return (
        f":root {{ --accent: {accent}; --on-accent: {on_accent}; --ink: {ink}; --page: {_PAGE}; }}\n"
        f"{_DARK} {{ :root {{ --ink: {night}; --page: {_NIGHT_PAGE}; }} }}"
    )


def _letters(scheme: Scheme) -> str:
    light: list[str] = []
    dark: list[str] = []
    for place, letter in enumerate(scheme.letters):
        for rules, ink in ((light, letter.light), (dark, letter.dark)):
            fill, text, edge = _colour(ink.fill), _colour(ink.text), _colour(ink.edge)
            rules.append(f".l{place} {{ background: {fill}; color: {text}; border-color: {edge}; }}")
            rules.append(f".f{place} {{ fill: {fill}; stroke: {edge}; }}")
    return "\n".join((*light, f"{_DARK} {{", *dark, "}"))


def _colour(text: str) -> str:
    """Return a colour, sure to be one: it is written into the style sheet as it is."""
    if not _COLOUR.fullmatch(text):
        raise ValueError(text)
    return text


def _choices(units: int) -> str:
    """Return for each unit what is hidden while it is chosen: other columns, rows without it, other cards."""
    rules = []
    for place in range(units):
        chosen = f"main:has(#unit-{place}:checked)"
        column = f":nth-child({place + 2})"
        rules.append(
            f"{chosen} .matrix.whole tr:is(.units,.row)>:nth-child(n+2):not({column}),"
            f"{chosen} .matrix.whole tr.row:not(:has(>{column}>*)),"
            f"{chosen} .matrix.whole tbody:not(:has(tr.row>{column}>*)),"
            f"{chosen} .card:not(.k{place}){{display:none}}"
        )
    return "\n".join(rules)
