"""Role cards in the Word document."""

from raciapp.base.messages import mark
from raciapp.base.words import join_names
from raciapp.formats.cards import CardLine, RoleCard, role_cards
from raciapp.formats.report import Report
from raciapp.formats.word.manuscript import Manuscript
from raciapp.formats.word.markup import LIST, paragraph, run, said
from raciapp.formats.word.plain import MUTED, explained, one_line


def write_cards(script: Manuscript) -> None:
    """Append a card for each unit, on one page if it can be; units of which nothing is asked stand together below."""
    report = script.report
    cards = role_cards(report)
    if not cards:
        return
    script.heading(report.say(mark("Role cards")), 1, on_new_page=True)
    asked = [card for card in cards if not card.is_empty]
    for card in asked:
        script.heading(card.unit.name, 2)
        _write_card(script, card)
        script.space()
    idle = [one_line(card.unit.name) for card in cards if card.is_empty]
    if idle:
        script.heading(report.say(mark("Nothing is asked of these units")), 2)
        for name in idle:
            script.add(said(name or "–", LIST))


def _write_card(script: Manuscript, card: RoleCard) -> None:
    report = script.report
    if card.unit.functions:
        script.quiet(", ".join(card.unit.functions), kept=True)
    if card.unit.remark.strip():
        script.text(card.unit.remark, kept=True)
    left = sum(len(lines) for _, lines in card.stacks)
    for title, lines in card.stacks:
        script.heading(f"{report.say(title)} ({len(lines)})", 3)
        for line in lines:
            left -= 1
            script.add(_line(report, line, kept=left > 0))


def _line(report: Report, line: CardLine, *, kept: bool) -> str:
    runs = [run(f"{'/'.join(line.symbols)}  ", bold=True), run(line.activity)]
    if line.answers:
        told = explained(report, report.say(mark("Answers")), join_names(list(line.answers), report.language))
        runs.append(run(f" – {told}", ink=MUTED))
    if line.remark.strip():
        runs.append(run(f" – {line.remark}", ink=MUTED))
    return paragraph("".join(runs), LIST, kept=kept)
