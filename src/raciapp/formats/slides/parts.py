"""The slides besides the matrix: findings, points to settle, gap, role cards, accepted deviations."""

from collections.abc import Sequence

from raciapp.base.messages import mark
from raciapp.formats.cards import CardLine, RoleCard, role_cards
from raciapp.formats.departing import weight_of
from raciapp.formats.inks import SEVERITY_COLOURS, STATUS_INKS, WEIGHT_SIGNS
from raciapp.formats.places import places_text
from raciapp.formats.points import other_remarks, points, to_settle
from raciapp.formats.report import STATUS_NAMES, STATUS_SIGNS, Report, ReportFinding
from raciapp.formats.slides.deck import Deck, fitted
from raciapp.formats.slides.tables import (
    LINE,
    PAD_X,
    PAD_Y,
    SIZES,
    SlideCell,
    SlideRow,
    heads_of,
    put_table,
    table_slides,
    widths_of,
)
from raciapp.formats.word.plain import explained, one_line, shortened

TOP = 15
"""Findings that are shown; a room discusses no more."""
PER_SLIDE = 5
MOST_PLACES = 3
"""Places of a finding on a slide; the notes have more."""
MOST_GAPS = 40
"""Cells that differ which are shown."""


def finding_slides(deck: Deck) -> None:
    """Make slides of the gravest open findings, five on each; the notes have everything about them."""
    report = deck.report
    shown = report.open_findings[:TOP]
    title = report.say(mark("Top findings"))
    heads = [report.say(head) for head in (mark("Weight"), mark("Finding"), mark("What to do"))]
    if not shown:
        table_slides(
            deck,
            title,
            [report.say(mark("Findings"))],
            [1],
            [[SlideCell(report.say(mark("There are no open findings.")))]],
        )
        return
    rows = [[_weight(finding), _finding(report, finding), SlideCell(finding.fix)] for finding in shown]
    notes = [_notes(report, finding) for finding in shown]
    left = len(report.open_findings) - len(shown)
    if left:
        notes[-1] += "\n" + report.spoken.say_count(
            "{n} more finding is in the report.", "{n} more findings are in the report.", left
        )
    table_slides(deck, title, heads, (2.2, 7, 5), rows, notes, PER_SLIDE)


def deviation_slides(deck: Deck) -> None:
    """Make slides of the findings that were accepted, and why."""
    report = deck.report
    shown = report.accepted_findings
    if shown:
        heads = [report.say(head) for head in (mark("Finding"), mark("Accepted because"))]
        rows = [[_finding(report, finding), SlideCell(finding.accepted)] for finding in shown]
        notes = [_notes(report, finding) for finding in shown]
        table_slides(deck, report.say(mark("Accepted deviations")), heads, (7, 6), rows, notes, PER_SLIDE)


def _weight(finding: ReportFinding) -> SlideCell:
    ink, fill = SEVERITY_COLOURS[finding.severity]
    return SlideCell(f"{WEIGHT_SIGNS[finding.severity]} {finding.severity_name}", fill=fill, ink=ink, bold=True)


def _finding(report: Report, finding: ReportFinding) -> SlideCell:
    places = places_text(report, finding.places, MOST_PLACES)
    return SlideCell("\n".join(filter(None, [finding.message, places])))


def _notes(report: Report, finding: ReportFinding) -> str:
    """Return everything about a finding, to speak from."""
    told = (
        (report.say(mark("Where:")), places_text(report, finding.places, 60)),
        (report.say(mark("Why:")), f"{finding.reason} ({finding.basis})" if finding.reason else finding.basis),
        (report.say(mark("What to do:")), finding.fix),
        (report.say(mark("Accepted because:")), finding.accepted),
    )
    lines = [
        explained(report, finding.severity_name, finding.message),
        *(f"{label} {text}" for label, text in told if text),
    ]
    return "\n".join([*lines, ""])


def talk_slides(deck: Deck) -> None:
    """Make slides of what is to settle and of all other remarks; none where nobody said anything."""
    report, found = deck.report, points(deck.report)
    heads = {head: report.say(head) for head in (mark("Status"), mark("Where"), mark("Letters"), mark("Remark"))}
    settle, others = to_settle(found), other_remarks(found)
    if settle:
        rows = [
            [
                SlideCell(
                    f"{STATUS_SIGNS[point.status]} {report.say(STATUS_NAMES[point.status])}",
                    ink=STATUS_INKS[point.status],
                    bold=True,
                ),
                SlideCell(point.where),
                SlideCell("/".join(point.symbols), bold=True, centred=True),
                SlideCell(point.remark),
            ]
            for point in settle
        ]
        table_slides(deck, report.say(mark("To settle")), list(heads.values()), (2.4, 5, 1.4, 5), rows)
    if others:
        rows = [[SlideCell(point.where), SlideCell(point.remark)] for point in others]
        title = report.say(mark("Other remarks") if settle else mark("Remarks"))
        table_slides(deck, title, [heads["Where"], heads["Remark"]], (5, 8), rows)


def gap_slides(deck: Deck) -> None:
    """Make slides of the cells that differ from the template, the firm ones first; none where nothing was compared."""
    report, gap = deck.report, deck.report.gap
    if gap is None or not gap.cells:
        return
    heads = [
        report.say(head) for head in (mark("Activity"), mark("Unit"), mark("Held"), mark("Expected"), mark("Weight"))
    ]
    cells = sorted(gap.cells, key=lambda one: not one.strict)
    rows = [
        [
            SlideCell(one.activity),
            SlideCell(one.unit),
            SlideCell("/".join(one.actual) or "–", bold=True, centred=True),
            SlideCell("/".join(one.expected) or "–", bold=True, centred=True),
            SlideCell(report.say(weight_of(one))),
        ]
        for one in cells[:MOST_GAPS]
    ]
    left = len(cells) - MOST_GAPS
    if left > 0:
        more = SlideCell(report.spoken.say_count("and {n} more", "and {n} more", left), bold=True)
        rows.append([more, *[SlideCell()] * 4])
    title = f"{report.say(mark('Gap to the template'))} · {shortened(gap.template, 80)}"
    table_slides(deck, title, heads, (6, 4, 1.5, 1.5, 2.4), rows)


def card_slides(deck: Deck) -> None:
    """Make a slide for each unit of which something is asked; the others stand together on the last."""
    report = deck.report
    cards = role_cards(report)
    for card in cards:
        if not card.is_empty:
            _card_slide(deck, card)
    idle = [shortened(card.unit.name, 300) or "–" for card in cards if card.is_empty]
    if idle:
        title = report.say(mark("Nothing is asked of these units"))
        table_slides(deck, title, [report.say(mark("Unit"))], [1], [[SlideCell(name)] for name in idle])


def _card_slide(deck: Deck, card: RoleCard) -> None:
    report = deck.report
    found = list(card.stacks)
    widths = widths_of(deck.room, [1] * max(len(found), 2))[: len(found)]
    titles = [f"{report.say(title)} ({len(lines)})" for title, lines in found]
    for size in SIZES:
        heads = heads_of(titles, widths, size)
        free = deck.room.height - heads.height
        told = [_stack(report, held, width, size, free) for (_, held), width in zip(found, widths, strict=True)]
        if all(whole for _, _, whole in told):
            break
    row = SlideRow(
        tuple(SlideCell(text, size=size, high=True) for text, _, _ in told), max(height for _, height, _ in told)
    )
    slide = deck.add(one_line(card.unit.name) or "–", _card_notes(report, card))
    put_table(deck, slide, [heads, row], widths, report.say(mark("Role card of {unit}"), unit=one_line(card.unit.name)))


def _stack(report: Report, held: Sequence[CardLine], width: float, size: float, free: float) -> tuple[str, float, bool]:
    """Return activities below each other, their height, and whether there was room for all of them.

    Where there is none it says how many more there are.
    """
    most = int((free - 2 * PAD_Y) / (size * LINE))
    told: list[str] = []
    taken = 0
    for place, line in enumerate(held):
        text, lines = fitted(f"{'/'.join(line.symbols)} – {one_line(line.activity)}", width - 2 * PAD_X, size, most=6)
        if taken + lines + (place < len(held) - 1) > most:
            told.append(report.spoken.say_count("and {n} more", "and {n} more", len(held) - place))
            return "\n".join(told), free, False
        told.append(text)
        taken += lines
    return "\n".join(told), taken * size * LINE + 2 * PAD_Y, True


def _card_notes(report: Report, card: RoleCard) -> list[str]:
    notes = [one_line(card.unit.name), ", ".join(card.unit.functions), card.unit.remark]
    for title, lines in card.stacks:
        notes.append(explained(report, report.say(title), ""))
        for line in lines:
            answers = f" ({report.say(mark('{names} answers'), names=', '.join(line.answers))})" if line.answers else ""
            remark = f" – {line.remark}" if line.remark.strip() else ""
            notes.append(f"{'/'.join(line.symbols)} – {one_line(line.activity)}{answers}{remark}")
    return notes
