"""The last slides: how the matrix is to be read, and the lines to sign on."""

from raciapp.base.messages import mark
from raciapp.formats.method import LEGEND_HEADS, SIGNING, SIGNING_HEADS, method
from raciapp.formats.slides.deck import Deck
from raciapp.formats.slides.tables import SlideCell, table_slides
from raciapp.formats.word.plain import one_line, shortened

_SIGNATURE = 36.0
"""Points of a line that a hand writes on."""


def method_slides(deck: Deck) -> None:
    """Make the slide that says how the report came about and how it is to be read."""
    report = deck.report
    rows = [[SlideCell(report.say(title), bold=True), SlideCell(report.say(text))] for title, text in method(report)]
    table_slides(deck, report.say(mark("Method")), [report.say(head) for head in LEGEND_HEADS[1:]], (2, 8), rows)


def sign_off_slides(deck: Deck) -> None:
    """Make slides with a line for each unit to sign on; none where there are no units."""
    report = deck.report
    if not report.units:
        return
    rows = [
        [SlideCell(shortened(unit.name, 300) or "–", bold=True), SlideCell(), SlideCell(), SlideCell()]
        for unit in report.units
    ]
    heads = [report.say(head) for head in SIGNING_HEADS]
    notes = [one_line(unit.name) or "–" for unit in report.units]
    title, remark = report.say(mark("Sign-off")), report.say(SIGNING)
    table_slides(deck, title, heads, (6, 5, 5, 3), rows, notes, remark=remark, least=_SIGNATURE)
