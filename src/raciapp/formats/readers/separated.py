"""Comma, semicolon, tab or bar separated text as a table, whatever program wrote it (RFC 4180, loosely)."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log2
from pathlib import Path

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded
from raciapp.base.messages import mark
from raciapp.formats.encodings import decoded
from raciapp.formats.finding.reading import Doubt, Question, shortened
from raciapp.formats.finding.tables import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Table, TableCell, visible
from raciapp.formats.finding.tokens import holds_letters
from raciapp.formats.readers.gathering import too_large

LARGEST_FILE = 5_000_000
"""Bytes. Two thousand activities by two hundred units take one million."""

DELIMITERS = ",;\t|"

_SAMPLE = 65_536
_NEAR = 0.8
_DIRECTIVE = re.compile(rf'"?sep=([{DELIMITERS}])"?[ \t]*(?:\r\n?|\n)', re.IGNORECASE)
_DISARMED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_END = "\x1f"


def read_csv(path: Path) -> Table:
    """Return the table in a text file.

    Raises UserError when the file cannot be read, is not text, or is far larger than any matrix.
    """
    (table,) = read_separated(read_bounded(path, LARGEST_FILE), path.name)
    return table


def read_separated(content: bytes, file: str) -> tuple[Table, ...]:
    """Return the table in a text file called `file`. Raises UserError as `read_csv` does."""
    if len(content) > LARGEST_FILE:
        raise too_large(file)
    text, guessed = decoded(content, file)
    return (separated_table(text, file, (Question(file, guessed, Doubt.ENCODING),) if guessed else ()),)


def separated_table(text: str, file: str, doubts: tuple[Question, ...] = ()) -> Table:
    """Return the table in a text. Raises UserError when it is far larger than any matrix."""
    directive = _DIRECTIVE.match(text)  # Excel's own: it names the delimiter and is not a row
    delimiter, contested = (directive[1], False) if directive else _delimiter(text)
    records = _records(text[directive.end() :] if directive else text, delimiter, file)
    if contested:
        doubts = (*doubts, Question(file, delimiter.replace("\t", "Tab"), Doubt.DELIMITER))
    rows = _rows(records, file)
    return Table(file, rows, (*doubts, *_swallowed(rows, _usual_width(records), delimiter)))


# -- the delimiter ----------------------------------------------------------------------------------------


def _delimiter(text: str) -> tuple[str, bool]:
    """Return the sign that splits the text most evenly into cells, many of them letters, and if another is near."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    scores = {delimiter: _evenness(sample, delimiter) for delimiter in DELIMITERS}
    first, second, *_ = sorted(DELIMITERS, key=lambda delimiter: -scores[delimiter])
    return first, scores[second] > _NEAR * scores[first]


def _evenness(sample: str, delimiter: str) -> float:
    try:
        records = list(csv.reader(_lines(sample), delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        return 0
    rows = [row for row in records[:-1] if any(map(str.strip, row))]
    width = _usual_width(rows)
    if width < 2:
        return 0
    cells = [cell for row in rows for cell in row]
    letters = sum(map(holds_letters, cells)) / len(cells)
    even = width * sum(len(row) == width for row in rows) / len(cells)
    closed = 1 if records[-1] == [_END] else 0.1
    return closed * (even * (1 + 2 * letters) + log2(width) / 20)


def _lines(text: str) -> io.StringIO:
    """Return the lines of a text and one of our own, which is not a row by itself where a quotation mark is open."""
    return io.StringIO(f"{text}\n{_END}", newline="")


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    """Return how wide the rows are in which most cells stand, of those with more than one."""
    widths = Counter(map(len, rows))
    return max(widths, key=lambda width: (width > 1, width * widths[width]), default=0)


# -- the cells --------------------------------------------------------------------------------------------


def _records(text: str, delimiter: str, file: str) -> list[list[str]]:
    """Return the cells as they stand."""
    reader = csv.reader(_lines(text), delimiter=delimiter, skipinitialspace=True)
    records: list[list[str]] = []
    begun = line = 1
    try:
        for record in reader:
            records.append(record)
            begun, line = line, reader.line_num + 1
    except csv.Error as error:
        raise UserError(
            mark("{file}: line {line} cannot be split into cells ({reason}). Save it as CSV (UTF-8) again."),
            file=file,
            line=reader.line_num,
            reason=str(error),
        ) from error
    if records.pop() != [_END]:
        raise UserError(
            mark("{file}: a quotation mark is opened in line {line} or after it and never closed. Close or remove it."),
            file=file,
            line=begun,
        )
    while records and not any(records[-1]):
        records.pop()
    return records


def _rows(records: Sequence[Sequence[str]], file: str) -> tuple[tuple[TableCell, ...], ...]:
    """Return the rows without the blank cells and rows at their end."""
    rows = []
    cells = 0
    for row, record in enumerate(records):
        texts = [_text(cell) for cell in record]
        while texts and not texts[-1]:
            texts.pop()
        cells += len(texts)
        if cells > MOST_CELLS or len(texts) > MOST_COLUMNS or (texts and row >= MOST_ROWS):
            raise too_large(file)
        rows.append(tuple(TableCell(text, row, column) for column, text in enumerate(texts)))
    while rows and not rows[-1]:
        rows.pop()
    return tuple(rows)


def _text(cell: str) -> str:
    """Return what a person sees in a cell: an apostrophe that keeps a text from being a formula is no part of it."""
    text = visible(cell)
    return visible(text[1:]) if _DISARMED.match(text) else text


def _swallowed(rows: Sequence[Sequence[TableCell]], width: int, delimiter: str) -> Iterator[Question]:
    """Yield a question for each cell that looks like the end of one row and the beginning of another.

    Two forgotten quotation marks join rows into one: their cell then has the delimiters of whole rows.
    """
    for row in rows:
        for cell in row:
            breaks = cell.text.count("\n")
            if breaks and width > 2 and cell.text.count(delimiter) == breaks * (width - 1):
                yield Question(cell.address, shortened(cell.text), Doubt.QUOTES)
