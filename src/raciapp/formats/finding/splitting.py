"""The names in the cells of a list with a column for each letter: told apart, and counted once each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import msgspec

from raciapp.formats.finding.drafts import Said
from raciapp.formats.finding.names import Names
from raciapp.formats.finding.reading import Doubt, Question, shortened
from raciapp.formats.finding.sheets import Sheet, plain_line
from raciapp.formats.finding.tokens import CellText, Sense

_LONGEST_NAME = 80
_SPLIT = re.compile(r"\s*[,;\n•|]\s*|\s+[-–]\s+(?=\S+$)")
_SOFT_SPLIT = re.compile(r"\s*[/&+]\s*|\s+(?:and|et|y|e|und|en)\s+", re.IGNORECASE)
_REMARK = re.compile(r"^(.*\S)\s*[(\[]([^()\[\]]+)[)\]]$")
_BULLET = re.compile(r"^[-–•*·]\s+")
_EVERYBODY_SPELLINGS = """
    everybody, everyone, all, all units, all staff, all teams, all departments, tous, toutes, chacun, tout le monde,
    toutes les unites, todos, todas, todo el mundo, tutti, tutte, alle, jeder, iedereen, allen
"""
_EVERYBODY = frozenset(" ".join(phrase.split()) for phrase in _EVERYBODY_SPELLINGS.split(","))


class Splitter:
    """Tells the names in the cells of a list apart and gives each unit its place, in order of appearance."""

    def __init__(self, sheet: Sheet, letters: Mapping[int, CellText], rows: Sequence[int], known: Names) -> None:
        """Look at the cells of `rows` below the `letters` of a sheet."""
        self.units: dict[str, str] = {}
        self.questions: list[Question] = []
        self._sheet, self._letters, self._known = sheet, letters, known
        self._places: dict[str, int] = {}
        self._asked: set[str] = set()
        texts = (sheet.at(row, column).text for row in rows for column in letters)
        pieces = chain.from_iterable(map(_pieces, texts))
        self._alone = {_folded(name) for name, _ in pieces if not _SOFT_SPLIT.search(name)}

    def said(self, row: int) -> dict[int, tuple[Said, ...]]:
        """Return what a row says about each unit, by the unit's place."""
        sheet = self._sheet
        found: dict[int, list[Said]] = {}
        for column, letter in self._letters.items():
            cell = sheet.at(row, column)
            if cell.sense <= Sense.NOTHING:
                continue
            for name, remark in _pieces(cell.text):
                for part in self._parts(name, row, column):
                    place = self._place(part, row, column)
                    found.setdefault(place, []).append(Said(_noted(letter, remark), row, column))
        return {place: tuple(each) for place, each in found.items()}

    def _parts(self, name: str, row: int, column: int) -> list[str]:
        """Return the units that a name joins: where each of them stands alone elsewhere, or is known."""
        parts = [part for part in _SOFT_SPLIT.split(name) if part]
        if len(parts) < 2:
            return [name]
        if all(_folded(part) in self._alone or self._known.unit(part) for part in parts):
            return parts
        self._ask(name, row, column, Doubt.JOINED)
        return [name]

    def _place(self, name: str, row: int, column: int) -> int:
        folded = _folded(name)
        if folded not in self._places:
            self._places[folded] = len(self._places)
            self.units[name] = self._sheet.address(row, column)
            if folded in _EVERYBODY:
                self._ask(name, row, column, Doubt.EVERYBODY)
            elif len(name) > _LONGEST_NAME:
                self._ask(name, row, column, Doubt.UNIT)
        return self._places[folded]

    def _ask(self, name: str, row: int, column: int, kind: Doubt) -> None:
        if name not in self._asked:
            self._asked.add(name)
            self.questions.append(Question(self._sheet.address(row, column), shortened(name), kind))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names in a cell, each with the remark in brackets behind it."""
    for piece in _SPLIT.split(_outside_brackets(text)):
        name = plain_line(_BULLET.sub("", piece.replace("\x00", ",").replace("\x01", ";").replace("\x02", "/")))
        match = _REMARK.match(name)
        if match:
            yield plain_line(match[1]), match[2].strip()
        elif name and any(map(str.isalnum, name)):
            yield name, ""


def _outside_brackets(text: str) -> str:
    """Return a text whose signs of separation inside brackets are taken out of the way."""
    hidden = {",": "\x00", ";": "\x01", "/": "\x02", "\n": " "}
    depth = 0
    signs = []
    for sign in text:
        depth = max(0, depth + (sign in "([") - (sign in ")]"))
        signs.append(hidden.get(sign, sign) if depth else sign)
    return "".join(signs) if depth == 0 else text


def _noted(letter: CellText, remark: str) -> CellText:
    return msgspec.structs.replace(letter, text=letter.tokens[0], remark=remark) if remark else letter


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).rstrip(".")
