"""The slide before the matrix: what its letters, its signs of statuses and its marks of findings mean."""

from raciapp.base.messages import mark
from raciapp.formats.inks import SEVERITY_COLOURS, STATUS_INKS, WEIGHT_SIGNS
from raciapp.formats.report import SEVERITY_NAMES, STATUS_NAMES, STATUS_SIGNS, Report
from raciapp.formats.slides.deck import Deck
from raciapp.formats.slides.tables import SlideCell, table_slides
from raciapp.formats.word.plain import explained, hexadecimal


def legend_slide(deck: Deck) -> None:
    """Make the slide that says what letters and signs mean."""
    report = deck.report
    heads = [report.say(head) for head in (mark("Letter"), mark("Name"), mark("Meaning"))]
    rows = []
    for letter in report.legend:
        fill, ink = hexadecimal(letter.light.fill), hexadecimal(letter.light.text)
        rows.append(
            [
                SlideCell(letter.symbol, fill=fill, ink=ink, bold=True, centred=True),
                SlideCell(report.spoken.text(letter.name), bold=True),
                SlideCell(report.spoken.text(letter.meaning)),
            ]
        )
    rows += [*_statuses_shown(report), *_weights_shown(report)]
    table_slides(deck, report.say(mark("Legend")), heads, (1.4, 3, 8), rows)


def _statuses_shown(report: Report) -> list[list[SlideCell]]:
    """Return what the signs of statuses mean that the matrix shows."""
    rows = [row for section in report.sections for row in section.rows]
    shown = {row.status for row in rows} | {cell.status for row in rows for cell in row.cells}
    return [
        [
            SlideCell(STATUS_SIGNS[status], ink=STATUS_INKS[status], bold=True, centred=True),
            SlideCell(report.say(name), bold=True),
            SlideCell(),
        ]
        for status, name in STATUS_NAMES.items()
        if status in shown
    ]


def _weights_shown(report: Report) -> list[list[SlideCell]]:
    """Return what the marks before activities mean that the matrix shows, and how many findings there are of each."""
    shown = {row.weight for section in report.sections for row in section.rows}
    found = []
    for severity, name in SEVERITY_NAMES.items():
        if severity in shown:
            ink, fill = SEVERITY_COLOURS[severity]
            count = sum(one.severity is severity for one in report.open_findings)
            sign = SlideCell(WEIGHT_SIGNS[severity], fill=fill, ink=ink, bold=True, centred=True)
            told = SlideCell(explained(report, report.say(mark("Open findings")), str(count)))
            found.append([sign, SlideCell(report.say(name), bold=True), told])
    return found
