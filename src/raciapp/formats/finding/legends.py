"""Explanations of the letters that stand around a matrix: no activities, and not always what the letters mean here."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from raciapp.document.letters import Scheme, schemes
from raciapp.formats.finding.explaining import (
    Explained,
    begins_with_symbol,
    certainty,
    confirms,
    is_list,
    is_own,
    listed,
    may_explain,
    speaks,
)
from raciapp.formats.finding.headings import is_legend_heading
from raciapp.formats.finding.reading import Doubt, Question, shortened
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tables import one_line
from raciapp.formats.finding.tokens import EXPLAINED, Sense, meaning_key, parsed, token_of
from raciapp.formats.finding.wording import folded, is_denied, meant_letters

Place = tuple[int, int]

_MOST_COLUMNS = 200
_MOST_PAIRS = 10
_LONGEST_SYMBOL = 3

_SYMBOL = re.compile(r"[^\W_]|[A-Z]{2,3}|[^\w\s]{1,2}")
_WORD_ALONE = re.compile(r"[^\W\d_]+\s*(?:[(:,;–—-]|$)")
_MEANING_WORDS = "meaning explanation signification explication significado significato bedeutung betekenis description"
_MEANINGS = frozenset(_MEANING_WORDS.split())


class _Line(msgspec.Struct, frozen=True):
    """What a row or a part of it explains, and the cells that do so.

    `looks` is false where a bare letter stands behind a text, which an activity may do as well.
    """

    places: tuple[Place, ...]
    said: tuple[Explained, ...]
    looks: bool = True


class Legends(msgspec.Struct, frozen=True):
    """The legends of a sheet: their cells (row, column), and what the whole sheet explains, in its texts too."""

    places: frozenset[Place]
    explained: tuple[Explained, ...]


def read_legends(sheet: Sheet) -> Legends:
    """Return every list of letters with their meanings, at least two in a run, and what else the sheet explains."""
    lines = [*_in_rows(sheet), *_in_columns(sheet)]
    return Legends(frozenset(place for line in lines for place in line.places), _explanations(sheet, lines))


def legend_places(sheet: Sheet) -> frozenset[Place]:
    """Return the cells (row, column) of every legend."""
    return read_legends(sheet).places


def explanations(sheet: Sheet) -> tuple[Explained, ...]:
    """Return what a sheet explains: in its legends, and in its texts where they explain at least two letters."""
    return read_legends(sheet).explained


def _explanations(sheet: Sheet, lines: Sequence["_Line"]) -> tuple[Explained, ...]:
    found = [one for line in lines for one in line.said]
    for row, cells in enumerate(sheet.cells):
        for column, cell in enumerate(cells):
            if len(cell.text) > 2 * _LONGEST_SYMBOL and cell.sense > Sense.NOTHING:
                said = listed(cell.text, sheet.address(row, column)) if may_explain(cell.text) else ()
                found += said if is_list(said) else ()
    return tuple(dict.fromkeys(found))


def explained_in(texts: Iterable[tuple[str, str]]) -> Iterator[Explained]:
    """Yield what texts, given with where they stand, explain: «R = Responsible, A = Accountable»."""
    for where, text in texts:
        yield from listed(text, where)


def explained_scheme(explained: Iterable[Explained]) -> str:
    """Return the id of the scheme whose letters mean what a file says they mean, or nothing where RACI will do."""
    letters = letters_explained(explained)
    agreeing = {
        alphabet.id: sum(symbol in meant_letters(meaning, alphabet.id) for symbol, meaning in letters.items())
        for alphabet in schemes().values()
        if alphabet.bits.keys() >= letters.keys()
    }
    best = max(agreeing, key=lambda identity: (agreeing[identity], identity == "raci"), default="raci")
    enough = agreeing.get(best, 0) > max(1, agreeing.get("raci", 0)) and letters.keys() - schemes()["raci"].bits.keys()
    return best if enough else ""


def learned(explained: Iterable[Explained], scheme: str = "") -> dict[str, str]:
    """Return the meanings of a file's own symbols, for `parsed`; R, A, C and I keep theirs, whatever the file says.

    So do the letters of a `scheme` that the file explains. Nothing is learned from what says «not», from what says
    nothing known, or from two explanations that differ.
    """
    kept = {*schemes()["raci"].bits, *(schemes()[scheme].bits if scheme else ())}
    found: dict[str, str] = {}
    unclear: set[str] = set()
    for one in explained:
        key, meaning = meaning_key(one.symbol), f"{EXPLAINED}{one_line(one.meaning)}"
        if one.letter in kept or len(parsed(one.symbol).tokens) > 1:
            continue
        if not speaks(one):
            continue
        if found.setdefault(key, meaning).casefold() != meaning.casefold():
            unclear.add(key)
    return {key: meaning for key, meaning in found.items() if key not in unclear}


def letters_explained(explained: Iterable[Explained]) -> dict[str, str]:
    """Return the letters of schemes that a file explains, each with the first thing it says about them."""
    found: dict[str, str] = {}
    for one in explained:
        if len(one.letter) == 1 and one.letter.isalpha():
            found.setdefault(one.letter, one.meaning)
    return found


def legend_questions(
    explained: Iterable[Explained], alphabet: Scheme, meanings: Mapping[str, str] | None = None
) -> Iterator[Question]:
    """Yield one question for each letter explained in another way than here, and for each symbol learned.

    `meanings` are those that were learned, and not what a person said about the same symbols.
    """
    asked: set[tuple[str, str]] = set()
    for one in explained:
        key = meaning_key(one.symbol), meaning_key(one.meaning)
        if key in asked:
            continue
        asked.add(key)
        if one.letter in alphabet.bits:
            if one.letter not in meant_letters(one.meaning, alphabet.id) or is_denied(one.meaning):
                yield Question(one.where, _shown(one), Doubt.LEGEND)
        elif (meanings or {}).get(key[0], "").startswith(EXPLAINED):
            letters = token_of(parsed(one.symbol, meanings), alphabet).letters
            if letters:
                yield Question(one.where, f"{_shown(one)} → {alphabet.text(letters)}", Doubt.LEGEND)


def strange_meanings(texts: Iterable[tuple[str, str]], alphabet: Scheme) -> Iterator[tuple[str, str]]:
    """Yield (where, text) for each of the texts, given the same way, that explains a letter in a way of its own."""
    for question in legend_questions(explained_in(texts), alphabet):
        yield question.where, question.text


def _shown(one: Explained) -> str:
    return shortened(f"{one.symbol} = {one.meaning}")


# -- in rows ----------------------------------------------------------------------------------------------


def _said_in_cell(sheet: Sheet, row: int, column: int) -> tuple[Explained, ...]:
    """Return what a cell explains if it begins with a symbol and its sign."""
    text = sheet.at(row, column).text
    if len(text) <= _LONGEST_SYMBOL or not begins_with_symbol(text):
        return ()
    return listed(text, sheet.address(row, column))


def _in_rows(sheet: Sheet) -> Iterator[_Line]:
    run: list[_Line] = []
    for row in range(len(sheet) + 1):
        line = _line(sheet, row) if row < len(sheet) else None
        if line:
            run.append(line)
            continue
        yield from _accepted(sheet, run)
        run = []


def _accepted(sheet: Sheet, run: Sequence[_Line]) -> Iterator[_Line]:
    """Yield the lines of a run that is a legend, with what announces it in the row above."""
    while run and not run[0].looks and not any(map(confirms, run[0].said)):
        run = run[1:]
    said = [one for line in run for one in line.said]
    if len({one.letter for one in said}) < 2:
        return
    above = _announcement(sheet, run[0].places[0][0] - 1)
    certain = certainty(said)
    if certain < 2 and not (above and any(map(speaks, said))):
        return
    if above:
        yield _Line(above, ())
    yield from (line for line in run if line.looks or any(map(confirms, line.said)))


def _announcement(sheet: Sheet, row: int) -> tuple[Place, ...]:
    """Return the cells of a row that only announces an explanation: «Legend», «Symbol | Meaning»."""
    filled = sheet.filled(row) if row >= 0 else []
    texts = [sheet.text(row, column) for column in filled]
    announces = any(map(is_legend_heading, texts))
    only = all(is_legend_heading(text) or folded(text).rstrip(" :") in _MEANINGS for text in texts)
    return tuple((row, column) for column in filled) if announces and only else ()


def _line(sheet: Sheet, row: int) -> _Line | None:
    """Return what a row explains, if it holds nothing else but a comment."""
    filled = sheet.filled(row) if len(sheet.cells[row]) < _MOST_COLUMNS else []
    if not filled or len(filled) > 2 * _MOST_PAIRS:
        return None
    places = tuple((row, column) for column in filled)
    if len(filled) == 1:
        return _lonely(sheet, row, filled[0])
    if len(filled) > 3:
        pairs = [_pair(sheet, row, *pair) for pair in zip(filled[::2], filled[1::2], strict=False)]
        said = [one for one in pairs if one]
        if 2 * len(said) == len(filled):
            return _Line(places, tuple(said))
        cells = [_said_in_cell(sheet, row, column) for column in filled]
        return _Line(places, tuple(one for said in cells for one in said)) if all(cells) else None
    cells = [_said_in_cell(sheet, row, column) for column in filled]
    if all(cells):
        return _Line(places, tuple(one for said in cells for one in said))
    return _beside(sheet, row, filled)


def _lonely(sheet: Sheet, row: int, column: int) -> _Line | None:
    """Return what a cell that stands alone explains: «R: Responsible», a whole list, or an «N» before it."""
    said = _said_in_cell(sheet, row, column)
    if not said and column and sheet.at(row, column - 1).sense is Sense.NOTHING:
        text = sheet.at(row, column - 1).text
        if text.isalnum():
            one = Explained(text, sheet.text(row, column), sheet.address(row, column - 1))
            return _Line(((row, column - 1), (row, column)), (one,)) if is_own(one) else None
    if not said:
        text = sheet.at(row, column).text
        whole = listed(text, sheet.address(row, column)) if may_explain(text) else ()
        said = whole if is_list(whole) else ()
    return _Line(((row, column),), said) if said else None


def _beside(sheet: Sheet, row: int, filled: Sequence[int]) -> _Line | None:
    """Return what two cells explain, a letter and its meaning in either order; a third is a comment."""
    first, second = filled[:2]
    if len(filled) == 3 and sheet.at(row, filled[2]).sense is not Sense.TEXT:
        return None
    places = tuple((row, column) for column in filled)
    one = _pair(sheet, row, first, second)
    if one:
        return _Line(places, (one,))
    # «Inform the public» may be an activity with its I: in front of its letter, a meaning is a word of its own.
    turned = _pair(sheet, row, second, first) if _WORD_ALONE.match(sheet.text(row, first)) else None
    return _Line(places, (turned,), looks=False) if turned and confirms(turned) else None


def _pair(sheet: Sheet, row: int, symbol: int, meaning: int) -> Explained | None:
    """Return what a symbol and the text beside it explain."""
    sign = sheet.text(row, symbol).rstrip(" .:=)")
    text = sheet.text(row, meaning).lstrip(" :=–—-")
    if len(sign) > _LONGEST_SYMBOL or len(text) < 3 or not _SYMBOL.fullmatch(sign):
        return None
    one = Explained(sign, text, sheet.address(row, symbol))
    plain_letter = len(sign) == 1 and sign.isalpha()  # «1» may be a number, and «ID» the heading of numbers
    return one if plain_letter or is_own(one) or confirms(one) else None


# -- beside the matrix ------------------------------------------------------------------------------------


def _in_columns(sheet: Sheet) -> Iterator[_Line]:
    """Yield legends beside the matrix: a letter and its meaning again and again in two columns, or in one."""
    found: dict[tuple[int, int], list[_Line]] = {}
    others: set[int] = set()
    for row, cells in enumerate(sheet.cells):
        for column, cell in enumerate(cells):
            if column in others or cell.sense <= Sense.NOTHING:
                continue
            line = _in_column(sheet, row, column)
            if line:
                found.setdefault((column, len(line.places)), []).append(line)
            elif cell.sense is not Sense.TEXT:
                others.add(column)
    legends = [run for (column, _), run in found.items() if column not in others and _is_legend(run)]
    for run in legends:  # where other columns explain the same letters, it is how the matrix writes them
        if not any(_letters(run) & _letters(other) for other in legends if other is not run):
            yield from run


def _in_column(sheet: Sheet, row: int, column: int) -> _Line | None:
    """Return what a cell explains, alone or with the cell on its right."""
    cells = sheet.cells[row]
    text = cells[column].text
    if len(text) > _LONGEST_SYMBOL:
        said = _said_in_cell(sheet, row, column) if may_explain(text) else ()
        return _Line(((row, column),), said) if said else None
    if column + 1 == len(cells) or len(cells[column + 1].text) <= _LONGEST_SYMBOL:
        return None
    one = _pair(sheet, row, column, column + 1)
    return _Line(((row, column), (row, column + 1)), (one,)) if one else None


def _letters(run: Sequence[_Line]) -> set[str]:
    return {one.letter for line in run for one in line.said}


def _is_legend(run: Sequence[_Line]) -> bool:
    """Return whether lines in the same columns are a legend: no symbol twice, and half of them as in some scheme."""
    said = [one for line in run for one in line.said]
    letters = _letters(run)
    certain = certainty(said)
    if len(run) == 1:
        return len(letters) == len(said) and certain > 2
    return len(letters) == len(said) > 1 and 2 * certain >= len(said) and certain > 1
