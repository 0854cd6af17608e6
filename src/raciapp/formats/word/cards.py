"""Role cards and the numbers behind the pictures in the Word document."""

from raciapp.base.messages import mark
from raciapp.base.words import join_names
from raciapp.formats.cards import CardLine, RoleCard, role_cards
from raciapp.formats.figures import Figures, figures
from raciapp.formats.report import SEVERITY_NAMES, Report
from raciapp.formats.word.manuscript import Manuscript
from raciapp.formats.word.markup import LIST, QUIET, paragraph, run, said
from raciapp.formats.word.plain import MUTED, one_line
from raciapp.knowledge.records import Severity

MOST_HANDOVERS = 15
"""Pairs of units that are listed; a client reads no more."""


def write_cards(script: Manuscript) -> None:
    """Append a card for each unit on a page of its own; units of which nothing is asked stand together at the end."""
    report = script.report
    cards = role_cards(report)
    if not cards:
        return
    script.heading(report.say(mark("Role cards")), 1, on_new_page=True)
    asked = [card for card in cards if not card.is_empty]
    for place, card in enumerate(asked):
        script.heading(card.unit.name, 2, on_new_page=place > 0)
        _write_card(script, card)
    idle = [one_line(card.unit.name) for card in cards if card.is_empty]
    if idle:
        script.heading(report.say(mark("Nothing is asked of these units")), 2)
        for name in idle:
            script.add(said(name or "–", LIST))


def _write_card(script: Manuscript, card: RoleCard) -> None:
    report = script.report
    if card.unit.functions:
        script.quiet(", ".join(card.unit.functions))
    if card.unit.remark.strip():
        script.text(card.unit.remark)
    for title, lines in card.stacks:
        script.heading(f"{report.say(title)} ({len(lines)})", 3)
        for line in lines:
            script.add(_line(report, line))


def _line(report: Report, line: CardLine) -> str:
    runs = [run(f"{'/'.join(line.symbols)}  ", bold=True), run(line.activity)]
    if line.answers:
        told = report.say(mark("{names} answers"), names=join_names(list(line.answers), report.language))
        runs.append(run(f" – {told}", ink=MUTED))
    if line.remark.strip():
        runs.append(run(f" – {line.remark}", ink=MUTED))
    return paragraph("".join(runs), LIST)


def write_figures(script: Manuscript) -> None:
    """Append the numbers: load per unit, who answers, hand-overs, findings by group."""
    report = script.report
    if not report.units:
        return
    found = figures(report)
    script.heading(report.say(mark("Load and hand-overs")), 1)
    _write_loads(script, found)
    if found.unanswered:
        script.text(
            report.spoken.say_count(
                "Nobody answers for {n} activity.", "Nobody answers for {n} activities.", found.unanswered
            )
        )
    if found.handovers:
        title = report.say(mark("Hand-overs"))
        script.heading(title, 2)
        script.text(
            report.say(mark("Who answers, and on how many activities another unit does the work or is asked.")),
            kept=True,
        )
        heads = [report.say(head) for head in (mark("Answers"), mark("Other unit"), mark("Does"), mark("Is asked"))]
        rows = ((one.answers, one.other, str(one.does), str(one.asked)) for one in found.handovers[:MOST_HANDOVERS])
        script.grid(title, heads, (5, 5, 2, 2), rows)
    if any(section.name for section in report.sections):
        title = report.say(mark("Findings by group"))
        script.heading(title, 2)
        heads = [report.say(mark("Group")), *(report.say(SEVERITY_NAMES[one]) for one in Severity)]
        heads.append(report.say(mark("Activities")))
        groups = ((one.group or "–", *(str(n) for _, n in one.weights), str(one.activities)) for one in found.groups)
        script.grid(title, heads, (6, 3, 3, 3, 2), groups)


def _write_loads(script: Manuscript, found: Figures) -> None:
    report = script.report
    title = report.say(mark("Load per unit"))
    script.heading(title, 2)
    symbols = [letter.symbol for letter in report.legend]
    heads = [report.say(mark("Unit")), *symbols, report.say(mark("Activities"))]
    rows = ((one.unit, *(str(n) for _, n in one.letters), str(one.cells)) for one in found.loads)
    script.grid(title, heads, (8, *[1.5] * len(symbols), 3), rows)
    script.add(paragraph(run(report.say(mark("How many cells of each unit hold which letter."))), QUIET))
