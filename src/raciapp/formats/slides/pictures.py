"""The figures of a report on slides: load, who answers, who hands work to whom, findings by group."""

from raciapp.base.messages import mark
from raciapp.formats.figures import Figures, GroupFindings, figures
from raciapp.formats.inks import WEIGHT_SIGNS
from raciapp.formats.report import SEVERITY_NAMES, Report
from raciapp.formats.slides.charts import LONGEST_NAME, Bars, Series, bar_slides
from raciapp.formats.slides.deck import Deck
from raciapp.formats.slides.handovers import handover_slides
from raciapp.formats.word.plain import BAND, INK, explained, hexadecimal, shortened
from raciapp.knowledge.records import Severity

MOST_ANSWERING = 42
"""Units whose accountability is shown: three slides of them."""

_LOOKS = {
    Severity.MUST: ("8E1B12", "FFFFFF"),
    Severity.SHOULD: ("F0B429", "3B2600"),
    Severity.HINT: ("9DB8DF", "16263F"),
}
"""Of a piece of a bar, strong enough for a projector: its ground and the number on it, 4.5 : 1 and more."""


def picture_slides(deck: Deck) -> None:
    """Make the slides of all figures that have something to show."""
    found = figures(deck.report)
    if any(load.cells for load in found.loads):
        bar_slides(deck, _loads(deck.report, found))
    if any(count for _, count in found.accountability):
        bar_slides(deck, _answering(deck.report, found))
    handover_slides(deck, found.handovers)
    if found.groups and deck.report.units:
        bar_slides(deck, _groups(deck.report, found.groups))


def _loads(report: Report, found: Figures) -> Bars:
    """Return how many cells of each unit hold each letter."""
    series = tuple(
        Series(
            f"{letter.symbol} – {shortened(report.spoken.text(letter.name), LONGEST_NAME)}",
            tuple(load.letters[place][1] for load in found.loads),
            *(hexadecimal(colour) for colour in (letter.light.fill, letter.light.edge, letter.light.text)),
        )
        for place, letter in enumerate(report.legend)
    )
    told = tuple(
        explained(report, load.unit, ", ".join(f"{symbol} {n}" for symbol, n in load.letters if n) or "0")
        for load in found.loads
    )
    names = tuple(load.unit for load in found.loads)
    return Bars(
        report.say(mark("Load per unit")), names, series, told, portion=mark("Units {first} to {last} of {total}")
    )


def _answering(report: Report, found: Figures) -> Bars:
    """Return for how many activities units answer, those that answer for most first; none that answers for nothing."""
    answering = sorted((one for one in found.accountability if one[1]), key=lambda one: -one[1])
    shown = answering[:MOST_ANSWERING]
    remarks = []
    if found.unanswered:
        remarks.append(
            report.spoken.say_count(
                "For {n} activity nobody answers.", "For {n} activities nobody answers.", found.unanswered
            )
        )
    if len(shown) < len(answering):
        remarks.append(report.say(mark("Only the units with the most are shown.")))
    counts = Series(report.say(mark("Activities")), tuple(count for _, count in shown))
    return Bars(
        report.say(mark("Who answers for how much")),
        tuple(name for name, _ in shown),
        (counts,),
        tuple(explained(report, name, str(count)) for name, count in shown),
        " ".join(remarks),
    )


def _groups(report: Report, groups: tuple[GroupFindings, ...]) -> Bars:
    """Return the activities of each group by the gravest finding on them, and those without any."""
    names = tuple(one.group or report.say(mark("Without a group")) for one in groups)
    pieces = [
        Series(
            f"{WEIGHT_SIGNS[weight]} {report.say(SEVERITY_NAMES[weight])}",
            tuple(dict(one.weights)[weight] for one in groups),
            *(ground, ground, ink),
        )
        for weight, (ground, ink) in _LOOKS.items()
    ]
    clear = tuple(one.activities - sum(count for _, count in one.weights) for one in groups)
    pieces.append(Series(report.say(mark("Without findings")), clear, BAND, BAND, INK))
    told = []
    for place, name in enumerate(names):
        counted = ", ".join(f"{one.name} {one.counts[place]}" for one in pieces if one.counts[place])
        told.append(explained(report, name, counted or "0"))
    return Bars(report.say(mark("Activities with findings by group")), names, tuple(pieces), tuple(told))
