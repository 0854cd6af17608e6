"""Explanations of the letters that stand around a matrix: no activities, and not always what the letters mean here."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from raciapp.document.letters import Scheme, schemes
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tokens import Sense, symbol_of_word

Place = tuple[int, int]

_MOST_WORDS = 12
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_WORD_ALONE = re.compile(r"[^\W\d_]+\s*(?:[(:,;–—-]|$)")
_EXPLAINED = re.compile(r"(?:^|[,;|\n(•]\s*)[*_`]*([^\W\d_])[*_`]*\s*(?:=|:|[-–—](?=\s))\s*([^,;|\n)=]+)")


def legend_places(sheet: Sheet) -> set[Place]:
    """Return the cells (row, column) of every list of letters with their meanings, at least two in a run."""
    return _in_rows(sheet) | _in_columns(sheet)


def _in_rows(sheet: Sheet) -> set[Place]:
    places: set[Place] = set()
    run: list[tuple[int, str]] = []
    for row in range(len(sheet) + 1):
        letter = _explained(sheet, row) if row < len(sheet) else ""
        if letter:
            run.append((row, letter))
            continue
        if len({letter for _, letter in run}) > 1:
            places.update((line, column) for line, _ in run for column in sheet.filled(line))
        run = []
    return places


def _explained(sheet: Sheet, row: int) -> str:
    """Return the letter that a row explains: it holds the letter, its meaning, and nothing else but a comment."""
    filled = sheet.filled(row) if len(sheet.cells[row]) < 200 else []
    if len(filled) == 1:  # «R: Responsible»
        cell = sheet.at(row, filled[0])
        said = cell.tokens[0] if cell.sense is Sense.LETTERS and len(cell.tokens) == 1 and cell.remark else ""
        return said if len(said) == 1 and _means(cell.remark, said) else ""
    if not 2 <= len(filled) <= 3:
        return ""
    first, second = filled[:2]
    if len(filled) == 3 and sheet.at(row, filled[2]).sense is not Sense.TEXT:
        return ""
    # «Inform the public» may be an activity with its I: in front of its letter, a meaning is a word of its own.
    return _pair(sheet, row, first, second) or (
        _pair(sheet, row, second, first) if _WORD_ALONE.match(sheet.text(row, first)) else ""
    )


def _pair(sheet: Sheet, row: int, letter: int, meaning: int) -> str:
    cell = sheet.at(row, letter)
    bare = cell.sense is Sense.LETTERS and len(cell.tokens) == 1 and len(cell.tokens[0]) == 1 and not cell.remark
    return cell.tokens[0] if bare and _means(sheet.text(row, meaning), cell.tokens[0]) else ""


def _means(text: str, letter: str) -> bool:
    """Return whether one of the words of a text stands for the letter in any scheme; a bare letter does not."""
    return len(text) > 2 and any(means_in(text, letter, alphabet) for alphabet in schemes().values())


def means_in(text: str, letter: str, alphabet: Scheme) -> bool:
    """Return whether one of the words of a text stands for the letter in a scheme."""
    words = _WORD.findall(text)[:_MOST_WORDS]
    phrases = [*words, *map(" ".join, pairwise(words))]
    return any(symbol_of_word(phrase, alphabet) == letter for phrase in phrases)


def _in_columns(sheet: Sheet) -> set[Place]:
    """Return the cells of legends beside the matrix: a letter and its meaning, again and again in two columns."""
    found: dict[int, list[tuple[int, str]]] = {}
    others: set[int] = set()
    for row, cells in enumerate(sheet.cells):
        for column in range(len(cells) - 1):
            if cells[column].sense is Sense.LETTERS:
                letter = _pair(sheet, row, column, column + 1) if len(cells[column + 1].text) > 2 else ""
                if letter:
                    found.setdefault(column, []).append((row, letter))
                else:
                    others.add(column)
    places: set[Place] = set()
    for column, run in found.items():
        letters = {letter for _, letter in run}
        if len(letters) > 1 and len(letters) == len(run) and column not in others:
            places.update((row, place) for row, _ in run for place in (column, column + 1))
    return places


def strange_meanings(texts: Iterable[tuple[str, str]], alphabet: Scheme) -> Iterator[tuple[str, str]]:
    """Yield (where, text) for each of the texts, given the same way, that explains a letter in a way of its own."""
    for where, text in texts:
        for letter, meaning in _EXPLAINED.findall(text[:1000]):
            if letter.upper() in alphabet.bits and not means_in(meaning, letter.upper(), alphabet):
                yield where, f"{letter} = {meaning.strip()}"
