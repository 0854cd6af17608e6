"""Texts of the page in the language or languages of the report, each marked with the language it is in."""

import re
from collections.abc import Iterator
from functools import partial

from raciapp.base.messages import translate, translate_count
from raciapp.base.words import Language, Words, join_names
from raciapp.document.records import Document
from raciapp.formats.report import Report
from raciapp.formats.spoken import BELOW, BESIDE
from raciapp.formats.web.elements import Node, element

_TURNING = re.compile("[\u0590-\u08ff\u200e\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Letters and marks that turn the direction of what stands around them."""


class Tongues:
    """Says sentences of the app and names of the client so that a screen reader knows how to pronounce them."""

    def __init__(self, report: Report) -> None:
        """Learn the names of the report in both of its languages."""
        self.report = report
        self._pairs = {BESIDE.join(pair): pair for pair in _pairs(report)} if report.second else {}

    def say(self, text: str, /, **values: object) -> tuple[Node, ...]:
        """Return a sentence of the app, in both languages where there are two, with the names in it in each its own.

        Several names are given as a tuple.
        """
        first, second = self.report.language, self.report.second or self.report.language
        sides = [
            translate(text, language, **{key: self._side(value, language) for key, value in values.items()})
            for language in (first, second)
        ]
        return self._both(sides[0], sides[1], BESIDE)

    def _side(self, value: object, language: Language) -> object:
        """Return of a name what one language calls it, of several names a list in that language."""
        if isinstance(value, tuple):
            return join_names([str(self._side(one, language)) for one in value], language)
        pair = self._pairs.get(value) if isinstance(value, str) else None
        return pair[language is not self.report.language] if pair else value

    def translate_count(self, one: str, many: str, n: int) -> tuple[Node, ...]:
        """Return a counted sentence of the app, in both languages where there are two.

        It bears the name by which sentences are gathered for the catalogue.
        """
        tell = partial(translate_count, one, many, n)
        first, second = self.report.language, self.report.second
        return self._both(tell(first), tell(second or first), BESIDE)

    def name(self, text: str, between: str = BESIDE) -> tuple[Node, ...]:
        """Return a name of the client; where it stands in both languages, each is marked."""
        pair = self._pairs.get(text)
        if pair:
            return self._both(*pair, between)
        return (element("bdi", text),) if _TURNING.search(text) else (text,)

    def sentence(self, text: str) -> tuple[Node, ...]:
        """Return a sentence that the report has made, in both languages where there are two; lines stay lines."""
        if self.report.second and text.count(BELOW) == 1:
            first, second = text.split(BELOW)
            return self._both(first, second, BELOW)
        return lines(text)

    def words(self, words: Words) -> tuple[Node, ...]:
        """Return words of our own, in both languages where there are two."""
        first, second = self.report.language, self.report.second
        return self._both(words.text(first), words.text(second or first), BESIDE)

    def _both(self, first: str, second: str, between: str) -> tuple[Node, ...]:
        if first == second or self.report.second is None:
            return (first,)
        return (
            element("span", first, lang=self.report.language.value),
            element("br") if between == BELOW else between,
            element("span", second, lang=self.report.second.value, class_="second" if between == BELOW else None),
        )


def lines(text: str) -> tuple[Node, ...]:
    """Return a text with its line breaks."""
    nodes: list[Node] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
        nodes += [element("br"), line] if number else [line]
    return tuple(nodes)


def _pairs(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what the report calls things in its one and its other language: our own words, and the client's."""
    joined = (
        report.date,
        *((report.gap.template, *report.gap.missing) if report.gap else ()),
        *(cell.difference for cell in (report.gap.cells if report.gap else ())),
        *(finding.basis for finding in report.findings),
        *(function for unit in report.units for function in unit.functions),
    )
    for text in joined:
        first, beside, second = text.partition(BESIDE)
        if beside and BESIDE not in second:
            yield first, second
    if report.exported is not None and report.second is not None:
        yield from _names(report.exported, report.language, report.second)


def _names(document: Document, first: Language, second: Language) -> Iterator[tuple[str, str]]:
    """Yield the names of the client that are not the same in both languages."""
    words = (
        *(unit.name for unit in document.units),
        *(unit.division for unit in document.units),
        *(activity.name for activity in document.activities),
        *(group.name for group in document.groups),
        *(matrix.name for matrix in document.matrices),
        document.organization.name,
        document.organization.kind,
    )
    for one in words:
        pair = one.text(first), one.text(second)
        if all(pair) and pair[0] != pair[1]:
            yield pair
