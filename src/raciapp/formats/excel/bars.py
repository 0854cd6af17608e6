"""What the pictures of bars show: names, how often each kind of thing is there, and how each kind looks."""

import msgspec
from msgspec.structs import replace

from raciapp.document.letters import Ink, Letter
from raciapp.formats.branding import Branding
from raciapp.formats.figures import Figures, GroupFindings
from raciapp.formats.inks import SEVERITY_COLOURS, WEIGHT_SIGNS
from raciapp.formats.report import SEVERITY_NAMES, Report
from raciapp.knowledge.records import Severity

MOST_BARS = 25
"""Bars of a chart; the table has all."""
_CLEAR = Ink("#FFFFFF", "#5B6575", "#AEB6C4")


class Kind(msgspec.Struct, frozen=True):
    """A part that bars are made of: its name, the sign that stands for it, both together, its colours."""

    name: str
    sign: str
    called: str
    ink: Ink


class Bar(msgspec.Struct, frozen=True):
    """A bar: its name, how much it has of each kind, the number at its end."""

    name: str
    counts: tuple[int, ...]
    total: int


class Bars(msgspec.Struct, frozen=True):
    """A picture of bars. `first` and `last` head the names and the numbers at the ends, `note` says what is counted.

    Where there is a single kind, its counts are the numbers at the ends.
    """

    title: str
    note: str
    kinds: tuple[Kind, ...]
    bars: tuple[Bar, ...]
    first: str
    last: str

    @property
    def shown(self) -> int:
        """Return how many bars the chart has."""
        return min(len(self.bars), MOST_BARS)

    @property
    def longest(self) -> int:
        """Return how much the longest bar holds, at least 1."""
        return max((sum(bar.counts) for bar in self.bars), default=0) or 1


def pictures_of_bars(report: Report, found: Figures, branding: Branding) -> tuple[Bars, ...]:
    """Return load, spread of accountability and findings by group; the longest first where a chart cannot hold all."""
    pictures = (_loads(report, found), _spread(report, found, branding), _groups(report, found))
    return tuple(_ordered(picture) for picture in pictures if picture.bars)


def _ordered(picture: Bars) -> Bars:
    if len(picture.bars) <= MOST_BARS:
        return picture
    return replace(picture, bars=tuple(sorted(picture.bars, key=lambda bar: -sum(bar.counts))))


def _loads(report: Report, found: Figures) -> Bars:
    return Bars(
        report.say("Load per unit"),
        report.say("How many cells of each unit hold each letter; at the end, how many activities it is part of."),
        tuple(_letter(report.spoken.text(one.name), one) for one in report.legend),
        tuple(Bar(load.unit, tuple(count for _, count in load.letters), load.cells) for load in found.loads),
        report.say("Unit"),
        report.say("Activities"),
    )


def _spread(report: Report, found: Figures, branding: Branding) -> Bars:
    accent = Ink(branding.accent, branding.on_accent, branding.accent)
    unanswered = report.spoken.say_count(
        "For {n} activity nobody answers.", "For {n} activities nobody answers.", found.unanswered
    )
    return Bars(
        report.say("Who answers for how much"),
        unanswered if found.unanswered else "",
        (_plain(report.say("answers"), accent),),
        tuple(Bar(unit, (count,), count) for unit, count in found.accountability),
        report.say("Unit"),
        report.say("Activities"),
    )


def _groups(report: Report, found: Figures) -> Bars:
    weights = tuple(_weight(report.say(name), weight) for weight, name in SEVERITY_NAMES.items())
    return Bars(
        report.say("Activities with findings by group"),
        report.say("Activities by the gravest finding on them; at the end, how many there are in the group."),
        (*weights, _plain(report.say("Without findings"), _CLEAR)),
        tuple(Bar(one.group or report.say("Without a group"), _weighed(one), one.activities) for one in found.groups),
        report.say("Group"),
        report.say("Activities"),
    )


def _letter(name: str, letter: Letter) -> Kind:
    return Kind(name, letter.symbol, f"{letter.symbol} – {name}", letter.light)


def _weight(name: str, weight: Severity) -> Kind:
    text, fill = SEVERITY_COLOURS[weight]
    sign = WEIGHT_SIGNS[weight]
    return Kind(name, sign, f"{sign} {name}", Ink(f"#{fill}", f"#{text}", f"#{text}"))


def _plain(name: str, ink: Ink) -> Kind:
    return Kind(name, "", name, ink)


def _weighed(group: GroupFindings) -> tuple[int, ...]:
    """Return how many activities have findings of each weight, and how many have none."""
    held = dict(group.weights)
    counts = tuple(held.get(weight, 0) for weight in SEVERITY_NAMES)
    return (*counts, group.activities - sum(counts))


def colours(ink: Ink) -> tuple[str, str, str]:
    """Return fill, text and edge as `RRGGBB`."""
    return ink.fill.lstrip("#"), ink.text.lstrip("#"), ink.edge.lstrip("#")
