"""The numbers behind the pictures in the Word document, as tables: load, who answers, hand-overs, findings by group."""

from raciapp.base.messages import mark
from raciapp.formats.figures import Figures, GroupFindings, Handover, figures
from raciapp.formats.report import SEVERITY_NAMES
from raciapp.formats.word.manuscript import Manuscript
from raciapp.formats.word.markup import QUIET, said
from raciapp.knowledge.records import Severity

MOST_HANDOVERS = 30
"""Pairs of units that are listed; a client reads no more."""


def write_figures(script: Manuscript) -> None:
    """Append the tables that have something to say; nothing where there are no units."""
    report = script.report
    if not report.units:
        return
    found = figures(report)
    script.heading(report.say(mark("Load and hand-overs")), 1)
    _write_loads(script, found)
    _write_answering(script, found)
    _write_handovers(script, found.handovers)
    _write_groups(script, found.groups)


def _write_loads(script: Manuscript, found: Figures) -> None:
    """Append how many cells of each unit hold each letter, and of how many activities it is part."""
    report = script.report
    title = report.say(mark("Load per unit"))
    script.heading(title, 2)
    script.text(report.say(mark("How many cells of each unit hold which letter.")), kept=True)
    symbols = [letter.symbol for letter in report.legend]
    heads = [report.say(mark("Unit")), *symbols, report.say(mark("Activities"))]
    rows = ((one.unit, *(_count(n) for _, n in one.letters), _count(one.cells)) for one in found.loads)
    script.grid(title, heads, (8, *[1.5] * len(symbols), 3), rows, centred=range(1, len(heads)))


def _write_answering(script: Manuscript, found: Figures) -> None:
    """Append for how many activities each unit answers, and for how many nobody does."""
    report = script.report
    title = report.say(mark("Who answers for how much"))
    script.heading(title, 2)
    told = report.say(mark("Somebody answers for every activity."))
    if found.unanswered:
        told = report.spoken.say_count(
            "Nobody answers for {n} activity.", "Nobody answers for {n} activities.", found.unanswered
        )
    script.text(told, kept=True)
    heads = [report.say(mark("Unit")), report.say(mark("Activities"))]
    script.grid(title, heads, (8, 3), ((name, _count(count)) for name, count in found.accountability), centred=(1,))


def _write_handovers(script: Manuscript, found: tuple[Handover, ...]) -> None:
    """Append who answers while whom else does the work or is asked, what happens most often first."""
    report = script.report
    title = report.say(mark("Hand-overs"))
    script.heading(title, 2)
    if not found:
        script.text(report.say(mark("Nobody hands work to anybody.")))
        return
    script.text(
        report.say(mark("Who answers, and on how many activities another unit does the work or is asked.")), kept=True
    )
    if len(found) > MOST_HANDOVERS:
        rest = mark("The {shown} most frequent of {total} are shown.")
        script.add(said(report.say(rest, shown=MOST_HANDOVERS, total=len(found)), QUIET, kept=True))
    heads = [report.say(head) for head in (mark("Answers"), mark("Other unit"), mark("Does"), mark("Is asked"))]
    rows = ((one.answers, one.other, _count(one.does), _count(one.asked)) for one in found[:MOST_HANDOVERS])
    script.grid(title, heads, (5, 5, 2, 2), rows, centred=(2, 3))


def _write_groups(script: Manuscript, found: tuple[GroupFindings, ...]) -> None:
    """Append how many activities of each group have findings, by the gravest of each, and how many have none."""
    report = script.report
    if not found:
        return
    title = report.say(mark("Findings by group"))
    script.heading(title, 2)
    heads = [report.say(mark("Group")), *(report.say(SEVERITY_NAMES[one]) for one in Severity)]
    heads += [report.say(mark("Without findings")), report.say(mark("Activities"))]
    rows = (
        (
            one.group or report.say(mark("Without a group")),
            *(_count(count) for _, count in one.weights),
            _count(one.activities - sum(count for _, count in one.weights)),
            _count(one.activities),
        )
        for one in found
    )
    script.grid(title, heads, (6, 3, 3, 3, 3, 2.4), rows, centred=range(1, len(heads)))


def _count(number: int) -> str:
    """Return a number, or a dash for none: what there is stands out."""
    return str(number or "–")
