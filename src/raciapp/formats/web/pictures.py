"""The figures of a report as pictures: bars drawn as SVG beside their names and numbers, which say the same."""

from collections.abc import Sequence

from raciapp.base.messages import mark
from raciapp.formats.figures import Figures, figures
from raciapp.formats.report import SEVERITY_NAMES
from raciapp.formats.web.elements import Content, Element, Node, element
from raciapp.formats.web.matrix import MatrixPage, badge
from raciapp.formats.web.parts import table
from raciapp.knowledge.records import Severity

WIDE, HIGH = 400, 18
"""Units of the drawings."""
MOST_HANDOVERS = 20
"""Hand-overs that are drawn: those on most activities."""


def pictures_part(page: MatrixPage) -> list[Node]:
    """Return the four pictures: load, accountability, hand-overs and findings by group."""
    found = figures(page.report)
    return [*_loads(page, found), *_accountability(page, found), *_handovers(page, found), *_groups(page, found)]


def bar(parts: Sequence[tuple[int, str]], most: int, label: str) -> Element:
    """Return a stacked bar of (number, class) as a picture called `label`; `most` would fill it."""
    x = 0.0
    drawn = []
    for number, kind in parts:
        if number:
            width = number / max(most, 1) * WIDE
            drawn.append(
                element(
                    "rect", x=f"{x:.1f}", y=1, width=f"{max(width - 1.5, 1):.1f}", height=HIGH - 2, rx=2, class_=kind
                )
            )
            x += width
    return element(
        "svg",
        drawn,
        viewBox=f"0 0 {WIDE} {HIGH}",
        preserveAspectRatio="none",
        role="img",
        aria_label=label,
        class_="bar",
    )


def _swatch(kind: str) -> Element:
    """Return a square in the colour of a bar, for the heading of its numbers."""
    square = element("rect", width=10, height=10, rx=2, class_=kind)
    return element("svg", square, viewBox="0 0 10 10", aria_hidden="true", class_="bar swatch")


def _loads(page: MatrixPage, found: Figures) -> list[Node]:
    tongues = page.tongues
    place_of = {letter.symbol: place for place, letter in enumerate(page.report.scheme.letters)}
    most = max((sum(number for _, number in load.letters) for load in found.loads), default=0)
    heads: list[Sequence[Node]] = [tongues.say(mark("Unit")), tongues.say(mark("Load"))]
    heads += [[badge(page, letter.symbol)] for letter in page.report.legend]
    rows: list[list[Content]] = [
        [
            tongues.name(load.unit),
            bar(
                [(number, f"f{place_of[symbol]}") for symbol, number in load.letters],
                most,
                ", ".join(f"{symbol} {number}" for symbol, number in load.letters),
            ),
            *[str(number) if number else "–" for _, number in load.letters],
        ]
        for load in found.loads
    ]
    return _picture(tongues.say(mark("Load per unit")), [], heads, rows)


def _accountability(page: MatrixPage, found: Figures) -> list[Node]:
    tongues = page.tongues
    most = max((number for _, number in found.accountability), default=0)
    rows: list[list[Content]] = [
        [tongues.name(name), bar([(number, "ink")], most, str(number)), str(number) if number else "–"]
        for name, number in found.accountability
    ]
    intro = (
        tongues.translate_count(
            "Nobody answers for {n} activity.", "Nobody answers for {n} activities.", found.unanswered
        )
        if found.unanswered
        else tongues.say(mark("Somebody answers for every activity."))
    )
    heads = [tongues.say(mark("Unit")), tongues.say(mark("Answers for")), tongues.say(mark("Activities"))]
    return _picture(tongues.say(mark("Who answers")), [element("p", intro)], heads, rows)


def _handovers(page: MatrixPage, found: Figures) -> list[Node]:
    tongues = page.tongues
    shown = found.handovers[:MOST_HANDOVERS]
    if not shown:
        return []
    most = max(one.does + one.asked for one in shown)
    rows: list[list[Content]] = [
        [
            [*tongues.name(one.answers), " → ", *tongues.name(one.other)],
            bar([(one.does, "ink"), (one.asked, "soft")], most, f"{one.does} + {one.asked}"),
            str(one.does) if one.does else "–",
            str(one.asked) if one.asked else "–",
        ]
        for one in shown
    ]
    intro: list[Node] = [
        element(
            "p", tongues.say(mark("Who answers, and on how many activities another unit does the work or is asked."))
        )
    ]
    if len(found.handovers) > len(shown):
        rest = mark("The {shown} most frequent of {total} are shown.")
        intro.append(element("p", tongues.say(rest, shown=len(shown), total=len(found.handovers)), class_="quiet"))
    heads: list[Sequence[Node]] = [tongues.say(mark("Answers → takes part")), tongues.say(mark("Activities"))]
    heads += [
        [_swatch("ink"), *tongues.say(mark("Does the work"))],
        [_swatch("soft"), *tongues.say(mark("Is asked"))],
    ]
    return _picture(tongues.say(mark("Hand-overs")), intro, heads, rows)


def _groups(page: MatrixPage, found: Figures) -> list[Node]:
    tongues = page.tongues
    most = max((group.activities for group in found.groups), default=0)
    heads: list[Sequence[Node]] = [tongues.say(mark("Group")), tongues.say(mark("Activities with findings"))]
    heads += [[_swatch(severity.value), *tongues.say(SEVERITY_NAMES[severity])] for severity in Severity]
    rows: list[list[Content]] = []
    for group in found.groups:
        free = group.activities - sum(number for _, number in group.weights)
        label = ", ".join(f"{page.report.say(SEVERITY_NAMES[weight])} {number}" for weight, number in group.weights)
        parts = [(number, weight.value) for weight, number in group.weights]
        rows.append(
            [
                tongues.name(group.group or "–"),
                bar([*parts, (free, "free")], most, label),
                *[str(number) if number else "–" for _, number in group.weights],
            ]
        )
    return _picture(tongues.say(mark("Findings by group")), [], heads, rows) if rows else []


def _picture(
    title: Sequence[Node], intro: Sequence[Node], heads: Sequence[Sequence[Node]], rows: Sequence[Sequence[Content]]
) -> list[Node]:
    drawn = table(title, heads, rows)
    return [element("h3", title), *intro, element("div", drawn, class_="figure")]
