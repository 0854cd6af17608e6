"""A consultancy's own look, from a small TOML file: logo, colours, font, footer."""

from pathlib import Path

import msgspec


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
