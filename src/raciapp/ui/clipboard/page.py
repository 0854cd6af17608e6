"""Blocks as an HTML table that spreadsheets and text processors show as the grid shows it."""

import re
from html import escape

from raciapp.document.letters import Letter, Scheme
from raciapp.ui.clipboard.blocks import Copied, CopiedCell

_AS_TEXT = r"mso-number-format:'\@';"
"""Excel enters what it pastes as if it were typed; in a cell whose format is «text», «=HYPERLINK(…)» is no formula."""

_AS_TEXT_SDNUM = "1033;0;@"
"""The same for LibreOffice, which calculates «=1+1» of a pasted table unless this attribute names the format «text»."""

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_LINES = "border:.5pt solid #AEB6C4;vertical-align:middle;white-space:normal;"


def table_page(copied: Copied, alphabet: Scheme) -> str:
    """Return a page with one table; letters wear the light colours of their badges, for paper is white."""
    rows = "\n".join("<tr>" + "".join(_cell(cell, alphabet) for cell in row) + "</tr>" for row in copied)
    return (
        '<html><head><meta charset="utf-8"></head><body>\n'
        f'<table style="border-collapse:collapse;font-family:Arial;font-size:10pt">\n{rows}\n</table>\n</body></html>'
    )


def _cell(cell: CopiedCell, alphabet: Scheme) -> str:
    """Return a cell whose look is said twice: Excel and browsers go by the style, LibreOffice by the old attributes."""
    said = "<br style='mso-data-placement:same-cell'>".join(map(_escaped, cell.text.splitlines()))
    attributes, style = "", "text-align:left" if cell.name else "text-align:center"
    if cell.letters:
        ink = _first(cell, alphabet).light
        attributes = f' bgcolor="{ink.fill}"'
        style += f";background:{ink.fill};color:{ink.text};font-weight:bold"
        said = f'<b><font color="{ink.text}">{said}</font></b>'
    elif cell.name:
        style += ";font-weight:bold"
        said = f"<b>{said}</b>"
    side = "left" if cell.name else "center"
    return f'<td sdnum="{_AS_TEXT_SDNUM}" align="{side}"{attributes} style="{_AS_TEXT}{_LINES}{style}">{said}</td>'


def _escaped(text: str) -> str:
    """Return a line as a page shows it; signs that a page may not hold, or that turn the text round, are left out."""
    return escape(_UNFIT.sub("", text))


def _first(cell: CopiedCell, alphabet: Scheme) -> Letter:
    return next(letter for letter in alphabet.letters if cell.letters & alphabet.bits[letter.symbol])
