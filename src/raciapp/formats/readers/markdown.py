"""Markdown tables (GitHub Flavored Markdown 4.10), wherever they stand: in lists and quotations too.

Unlike there, a row keeps cells beyond those of the headings, and the rule below the headings may have more or fewer
cells than they: what a person wrote is not to be lost. What is struck out keeps its `~~`, so that nobody takes it for
a letter. Rows are counted from each table's headings; the rule is no row. `Table.sheet` stays empty: the heading of a
chapter says too little about a table to choose by.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from raciapp.formats.encodings import decoded
from raciapp.formats.finding.reading import Doubt, Question
from raciapp.formats.finding.tables import Table, visible
from raciapp.formats.readers.gathering import Gathering, TooLargeError, limited, too_large

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

LARGEST_TEXT = 1_000_000
"""Characters; a matrix of 2,000 activities by 60 units takes half a million."""

_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_SPECIAL = re.compile(r"[*_`\[\]<>&\\!\n]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEAVY = re.compile(r"<(/?)(?:b|strong)(?:\s[^<>]*)?>", re.IGNORECASE)


def read_markdown(content: bytes, file: str) -> tuple[Table, ...]:
    """Return every table of a Markdown file. Raises UserError when it is no text or larger than any matrix."""
    text, guessed = decoded(content, file)
    return markdown_tables(text, file, (Question(file, guessed, Doubt.ENCODING),) if guessed else ())


def markdown_tables(text: str, source: str, doubts: tuple[Question, ...] = ()) -> tuple[Table, ...]:
    """Return every table of a Markdown text. Raises UserError when it is larger than any matrix."""
    if len(text) > LARGEST_TEXT:
        raise too_large(source)
    reader = _Reader()
    try:
        found = [rows for table in reader.tables(text) if (rows := _gathered(table, reader).rows())]
    except TooLargeError as error:
        raise too_large(source) from error
    return limited([Table(source, rows, doubts, number=number) for number, rows in enumerate(found, start=1)])


def has_table(text: str) -> bool:
    """Return whether a text has the rule of a Markdown table below a line with bars."""
    lines = text.splitlines()
    return any("|" in above and "|" in rule and _RULE.fullmatch(rule) for above, rule in pairwise(lines))


def _gathered(table: Sequence[Sequence[str]], reader: "_Reader") -> Gathering:
    gathering = Gathering()
    for row, cells in enumerate(table):
        for column, cell in enumerate(cells):
            text, bold = reader.said(cell)
            if text:
                gathering.put(row, column, text, bold or row == 0)
    return gathering


class _Reader:
    """Finds the tables of one text and says what their cells say; equal cells are looked at once."""

    def __init__(self) -> None:
        self._parser = _parser()
        self._references: dict[str, object] = {}
        self._known: dict[str, tuple[str, bool]] = {}

    def tables(self, text: str) -> list[list[list[str]]]:
        """Return the cells of each table as they are written."""
        found: list[Token] = []
        normal = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
        self._parser.block.parse(normal, self._parser, self._references, found)
        return [token.meta["rows"] for token in found if token.type == "table"]

    def said(self, cell: str) -> tuple[str, bool]:
        """Return a cell without its markup, and whether all of it is bold."""
        if cell not in self._known:
            self._known[cell] = self._plain(cell) if _SPECIAL.search(cell) else (visible(cell), False)
        return self._known[cell]

    def _plain(self, cell: str) -> tuple[str, bool]:
        tokens: list[Token] = []
        self._parser.inline.parse(cell, self._parser, self._references, tokens)
        pieces: list[str] = []
        heavy = bold = light = 0
        for token in tokens:
            text = _piece(token)
            heavy += (token.type == "strong_open") - (token.type == "strong_close")
            if token.type == "html_inline" and (tag := _HEAVY.fullmatch(token.content)):
                heavy += -1 if tag[1] else 1
            pieces.append(text)
            bold += heavy > 0 and bool(text.strip())
            light += heavy <= 0 and bool(text.strip())
        return visible("".join(pieces)), bold > 0 and not light


def _piece(token: "Token") -> str:
    """Return what is seen of a token within a cell."""
    if token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and _BREAK.fullmatch(token.content)):
        return "\n"
    return "" if token.type == "html_inline" else token.content


def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True})
    parser.block.ruler.before("paragraph", "bars", _table, {"alt": ["paragraph", "reference"]})
    return parser


def _table(state: "StateBlock", first: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    """Take the lines of a table that begins in line `first`, as a rule of markdown-it."""
    rule = first + 1
    if rule >= end or state.sCount[rule] < state.blkIndent or state.is_code_block(first) or state.is_code_block(rule):
        return False
    heading, below = _line(state, first), _line(state, rule)
    if "|" not in heading or len(below) < 2 or not _RULE.fullmatch(below):
        return False
    if "|" not in below and len(split_cells(heading)) > 1:
        return False
    if silent:
        return True
    rows = [split_cells(heading)]
    line = rule + 1
    while line < end and _goes_on(state, line, end):
        rows.append(split_cells(_line(state, line)))
        line += 1
    token = state.push("table", "", 0)
    token.meta = {"rows": rows}
    state.line = line
    return True


def _goes_on(state: "StateBlock", line: int, end: int) -> bool:
    """Return whether a line belongs to the table above it: it is not blank and begins nothing else."""
    if state.sCount[line] < state.blkIndent or state.is_code_block(line) or not _line(state, line):
        return False
    return not any(starts(state, line, end, True) for starts in state.md.block.ruler.getRules("blockquote"))  # noqa: FBT003 - as above


def _line(state: "StateBlock", line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def split_cells(line: str) -> list[str]:
    """Return the cells of a row; a bar after a backslash is part of its cell."""
    pieces = line.strip().removeprefix("|").split("|")
    cells: list[str] = []
    for piece in pieces:
        if cells and _ends_escaped(cells[-1]):
            cells[-1] = f"{cells[-1][:-1]}|{piece}"
        else:
            cells.append(piece)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return [cell.strip() for cell in cells]


def _ends_escaped(text: str) -> bool:
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1
