"""Where each value of a TOML text stands, so that a complaint can name the line."""

import contextlib
import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping

from raciapp.knowledge.faults import Place

_TOKEN = re.compile(
    r'''
    (?P<text> """(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5} | \'\'\'(?:[^']|'{1,2}(?!'))*'{3,5}
            | "(?:[^"\\\n]|\\.)*" | '[^'\n]*' )
    | (?P<comment> \#[^\n]* )
    | (?P<sign> [\n\[\]{},=.] )
    | (?P<bare> [^\s\[\]{},=.\#"']+ )
    ''',
    re.VERBOSE | re.DOTALL,
)
_END = ""


def lines_of(text: str) -> Mapping[Place, int]:
    """Return the line, from 1 on, of every table, key and list element of a text that tomllib reads.

    A place that several statements open, such as `statement` by `statement.en`, stands where the first does.
    """
    reader = _Reader(text)
    with contextlib.suppress(RecursionError):  # what is nested that deeply has no faults of its own
        reader.read()
    return reader.found


def line_at(lines: Mapping[Place, int], place: Place) -> int:
    """Return the line of `place`, or of the nearest thing around it that has one."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


class _Reader:
    """Walks through the statements of a sound TOML text; what values are does not matter here."""

    def __init__(self, text: str) -> None:
        self.found: dict[Place, int] = {}
        self._tables: dict[Place, int] = {}
        """How many tables each list of tables holds so far."""
        self._tokens = [(found.lastgroup, found[0], found.start()) for found in _TOKEN.finditer(text)]
        self._tokens = [token for token in self._tokens if token[0] != "comment"]
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        self._next = 0

    def read(self) -> None:
        """Read every statement."""
        table: Place = ()
        while self._peek() != _END:
            if self._peek() == "\n":
                self._next += 1
            elif self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _peek(self) -> str:
        return self._tokens[self._next][1] if self._next < len(self._tokens) else _END

    def _taken(self) -> str:
        self._next += 1
        return self._tokens[self._next - 1][1]

    def _note(self, place: Place) -> None:
        """Remember the line of the next token for `place` and what is around it."""
        line = bisect_left(self._breaks, self._tokens[self._next][2]) + 1
        while place and place not in self.found:
            self.found[place] = line
            place = place[:-1]

    def _header(self) -> Place:
        first = self._next
        brackets = 0
        while self._peek() == "[":
            brackets += 1
            self._next += 1
        keys = self._keys()
        self._next = first
        place: Place = ()
        for key in keys[:-1]:
            place = self._last((*place, key))
        place = (*place, keys[-1])
        if brackets == 2:
            self._tables[place] = self._tables.get(place, 0) + 1
        self._note(self._last(place))
        while self._peek() not in {"\n", _END}:
            self._next += 1
        return self._last(place)

    def _last(self, place: Place) -> Place:
        """Return `place`, or the last table there where it is a list of tables."""
        return (*place, self._tables[place] - 1) if place in self._tables else place

    def _keys(self) -> list[str]:
        keys = []
        while self._peek() not in {"=", "]"}:
            part = self._taken()
            if part != ".":
                keys.append(tomllib.loads(f"key = {part}")["key"] if part[0] in "\"'" else part)
        return keys

    def _pair(self, table: Place) -> None:
        first = self._next
        keys = self._keys()
        after, self._next = self._next, first
        self._note((*table, *keys))
        self._next = after + 1
        self._value((*table, *keys))

    def _value(self, place: Place) -> None:
        opening = self._peek()
        if opening not in {"[", "{"}:
            while self._peek() not in {",", "]", "}", "\n", _END}:
                self._next += 1
            return
        self._next += 1
        number = 0
        while self._peek() not in {"]", "}"}:
            if self._peek() in {",", "\n"}:
                self._next += 1
            elif opening == "{":
                self._pair(place)
            else:
                self._note((*place, number))
                self._value((*place, number))
                number += 1
        self._next += 1
