"""The names in the cells of a list with a column for each letter: told apart, and counted once each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import msgspec

from raciapp.formats.finding.drafts import Said
from raciapp.formats.finding.names import Names
from raciapp.formats.finding.reading import Doubt, Question, Reason, Skipped, shortened
from raciapp.formats.finding.sheets import Sheet, plain_line
from raciapp.formats.finding.tokens import CellText, Sense, parsed

_LONGEST_NAME = 80
_SPLIT = re.compile(r"\s*[,;\n•|]\s*|\s+[-–]\s+(?=\S+$)")
_SOFT_SPLIT = re.compile(r"\s*[/&+]\s*|\s+(?:and|et|y|e|und|en)\s+", re.IGNORECASE)
_REMARK = re.compile(r"^(.*\S)\s*[(\[]([^()\[\]]+)[)\]]$")
_BULLET = re.compile(r"^(?:[-–•*·]|\d{1,2}[.)])\s+")
_SURNAME_FIRST = re.compile(r"\s*([^\W\d_][\w'’-]*)\s*,\s*([^\W\d_][\w'’-]*\.?)\s*")
"""«Smith, John»: one person, or two units."""
_EVERYBODY_SPELLINGS = """
    everybody, everyone, all, all units, all staff, all teams, all departments, tous, toutes, chacun, tout le monde,
    toutes les unites, todos, todas, todo el mundo, tutti, tutte, alle, jeder, iedereen, allen
"""
_EVERYBODY = frozenset(" ".join(phrase.split()) for phrase in _EVERYBODY_SPELLINGS.split(","))
_NOBODY_YET_SPELLINGS = """
    tbd, tbc, tba, tbh, to be confirmed, to be determined, to be defined, to be decided, to be announced,
    to be appointed, to be hired, unknown, vacant, vacancy, open, pending, as needed, as required, various,
    à déterminer, a determiner, à confirmer, a confirmer, à définir, a definir, à désigner, à nommer, à préciser,
    àd, àc, vacante, poste vacant, inconnu, por definir, por determinar, por confirmar, por designar, a confirmar,
    a determinar, da definire, da confermare, da determinare, offen, noch offen, unbekannt, zu bestimmen,
    nog te bepalen, onbekend, vacature
"""
_NOBODY_YET = frozenset(" ".join(phrase.split()) for phrase in _NOBODY_YET_SPELLINGS.split(","))
_ELSEWHERE = re.compile(r"(?:see|voir|cf\.?|ver|vedi|siehe|zie)\s", re.IGNORECASE)


class Splitter:
    """Tells the names in the cells of a list apart and gives each unit its place, in order of appearance."""

    def __init__(self, sheet: Sheet, letters: Mapping[int, CellText], rows: Sequence[int], known: Names) -> None:
        """Look at the cells of `rows` below the `letters` of a sheet."""
        self.units: dict[str, str] = {}
        self.questions: list[Question] = []
        self.skipped: list[Skipped] = []
        self._sheet, self._letters, self._known = sheet, letters, known
        self._places: dict[str, int] = {}
        self._asked: set[tuple[str, Doubt]] = set()
        texts = [sheet.at(row, column).text for row in rows for column in letters]
        pieces = [list(_pieces(text)) for text in texts]
        self._alone = {_folded(name) for name, _ in chain.from_iterable(pieces) if not _SOFT_SPLIT.search(name)}
        apart = (found for text, found in zip(texts, pieces, strict=True) if not _SURNAME_FIRST.fullmatch(text))
        self._apart = {_folded(name) for name, _ in chain.from_iterable(apart)}

    def said(self, row: int) -> dict[int, tuple[Said, ...]]:
        """Return what a row says about each unit, by the unit's place."""
        sheet = self._sheet
        found: dict[int, list[Said]] = {}
        for column, letter in self._letters.items():
            cell = sheet.at(row, column)
            if cell.sense <= Sense.NOTHING:
                continue
            pieces = list(_pieces(cell.text))
            if self._is_person(cell.text):
                self._ask(cell.text, row, column, Doubt.JOINED)
            if not pieces:
                self._leave_out(cell.text, row, column)
            for name, remark in pieces:
                if _is_nobody(name):
                    self._leave_out(name, row, column)
                    continue
                for part in self._parts(name, row, column):
                    place = self._place(part, row, column)
                    found.setdefault(place, []).append(Said(_noted(letter, remark), row, column))
        return {place: tuple(each) for place, each in found.items()}

    def names(self, text: str) -> bool:
        """Return whether a text of another column names units that were read."""
        return any(_folded(name) in self._places for name, _ in _pieces(text))

    def _is_person(self, text: str) -> bool:
        """Return whether a cell may be one person, surname first: capitalised words that are never seen apart."""
        found = _SURNAME_FIRST.fullmatch(text)
        words = found.groups() if found else ()
        return bool(words) and not any(
            word[0].islower() or word.isupper() or _folded(word) in self._apart or self._known.unit(word)
            for word in words
        )

    def _leave_out(self, name: str, row: int, column: int) -> None:
        """List what names nobody yet, such as «TBD», and ask about it."""
        where = self._sheet.address(row, column)
        whole = shortened(self._sheet.at(row, column).text)
        self.skipped.append(Skipped(where, whole, Reason.INCOMPLETE))
        self.questions.append(Question(where, shortened(name), Doubt.ROW))

    def _parts(self, name: str, row: int, column: int) -> list[str]:
        """Return the units that a name joins: where each of them stands alone elsewhere, or is known."""
        parts = [part for part in _SOFT_SPLIT.split(name) if part]
        if len(parts) < 2:
            return [name]
        self._ask(name, row, column, Doubt.JOINED)
        apart = all(_folded(part) in self._alone or self._known.unit(part) for part in parts)
        return parts if apart else [name]

    def _place(self, name: str, row: int, column: int) -> int:
        folded = _folded(name)
        if folded not in self._places:
            self._places[folded] = len(self._places)
            self.units[name] = self._sheet.address(row, column)
            if folded in _EVERYBODY:
                self._ask(name, row, column, Doubt.EVERYBODY)
            elif len(name) > _LONGEST_NAME or parsed(name).sense in (Sense.LETTERS, Sense.PART):
                self._ask(name, row, column, Doubt.UNIT)
        return self._places[folded]

    def _ask(self, name: str, row: int, column: int, kind: Doubt) -> None:
        if (name, kind) not in self._asked:
            self._asked.add((name, kind))
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


def _is_nobody(name: str) -> bool:
    """Return whether a name says that somebody is still to be found, that nobody is, or where it is written."""
    return _folded(name) in _NOBODY_YET or _ELSEWHERE.match(name) is not None or parsed(name).sense is Sense.NOTHING


def _noted(letter: CellText, remark: str) -> CellText:
    return msgspec.structs.replace(letter, text=letter.tokens[0], remark=remark) if remark else letter


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).rstrip(".")
