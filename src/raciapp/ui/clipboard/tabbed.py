"""Blocks as tab-separated text, the way Excel and LibreOffice write and read it."""

import csv
import io
import re

from raciapp.ui.clipboard.blocks import LARGEST, Block, Copied, require_few, too_large

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_DISARMED = re.compile(r"'+\s*[=+\-@＝＋－＠]")
_QUOTED = re.compile(r'[\t\r\n"]')
_END = "\x1f"


def read_tabbed(text: str) -> Block:
    """Return the block in a text; cells in quotation marks may hold tabs and line breaks.

    Raises UserError when there is far too much of it.
    """
    if len(text) > LARGEST:
        raise too_large()
    text = text.removesuffix("\n").removesuffix("\r")
    require_few(text.count("\t") + 1)
    records = _quoted(text) or [line.split("\t") for line in re.split(r"\r\n|\r|\n", text)]
    require_few(sum(map(len, records)))
    return Block(tuple(tuple(map(_shown, record)) for record in records))


def _quoted(text: str) -> list[list[str]] | None:
    """Return the cells, or None where a quotation mark is never closed: then it is no more than a sign."""
    # Our own last line is not a line by itself where a quotation mark is open.
    lines = io.StringIO(f"{text}\n{_END}", newline="")
    try:
        records = list(csv.reader(lines, delimiter="\t"))
    except csv.Error:  # a single cell of more than 131,072 characters
        return None
    if records.pop() != [_END]:
        return None
    return [record or [""] for record in records]


def _shown(cell: str) -> str:
    """Return a cell without the apostrophe that keeps it from being a formula."""
    return cell[1:] if _DISARMED.match(cell) else cell


def tabbed_text(copied: Copied) -> str:
    """Return a block as tab-separated text that no spreadsheet calculates.

    Excel enters pasted text as if it had been typed, so a client's name such as «=HYPERLINK(…)» or «@team» would become
    a formula. An apostrophe before it is what people type themselves to say «this is text»; a program that does not
    know it shows it, and reading takes it off again.
    """
    text = "\n".join("\t".join(_written(cell.text) for cell in row) for row in copied)
    # A last line that is empty would be taken for the end of the one before, which Excel writes too.
    return f"{text}\n" if text.endswith("\n") else text


def _written(text: str) -> str:
    harmless = f"'{text}" if _FORMULA.match(text) or _DISARMED.match(text) else text
    return '"' + harmless.replace('"', '""') + '"' if _QUOTED.search(harmless) else harmless
