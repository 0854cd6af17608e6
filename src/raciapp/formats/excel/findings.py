"""The workbook's second sheet: what departs from good practice, why, and what would mend it."""

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from raciapp.formats.branding import Branding
from raciapp.formats.excel.lists import TEXT, write_entry, write_names
from raciapp.formats.excel.page import labelled, set_up_page, sheet_title, what_it_is_about, write_title
from raciapp.formats.excel.styles import MUTED, RULE, SUBTITLE, Look, Pen
from raciapp.formats.inks import SEVERITY_COLOURS
from raciapp.formats.paper import Paper
from raciapp.formats.places import places_text
from raciapp.formats.report import Report, ReportFinding, ReportPart

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = [78.0, 58.0, 190.0, 230.0, 190.0, 190.0, 100.0]
_HEADS = 2
"""Severity and rule stay in sight, and stand again where a finding goes on in the next row."""


def write_findings(sheet: "Worksheet", report: Report, paper: Paper, branding: Branding) -> None:
    """Fill the sheet and set it up for `paper`."""
    sheet.title = sheet_title(report.say("Findings"))
    pen = Pen(sheet)
    pen.set_widths(_WIDTHS)
    header = write_title(pen, paper, report.say("Findings"), [what_it_is_about(report), _counts(report)])
    listed = _listed_findings(report)
    if listed:
        _write_header(pen, report, header, branding)
        last = _write_all(pen, report, listed, header + 1) - 1
        sheet.freeze_panes = sheet.cell(header + 1, _HEADS + 1)
        sheet.auto_filter.ref = f"A{header}:{sheet.cell(last, len(_WIDTHS)).coordinate}"
    elif not report.findings:
        friendly = report.say("Nothing to discuss: the matrix agrees with good practice wherever it could be checked.")
        pen.fit_height(header, pen.write_across(header, 1, len(_WIDTHS), friendly, SUBTITLE), SUBTITLE)
    set_up_page(pen, report, paper, header, footer=branding.footer)


def _counts(report: Report) -> str:
    """Return how many findings there are of each severity, such as «Must be resolved: 3 · Accepted: 1»."""
    listed = _listed_findings(report)
    counts = Counter(finding.severity_name for finding in listed if not finding.accepted)
    accepted = sum(bool(finding.accepted) for finding in listed)
    if accepted:
        counts[report.say("Accepted")] = accepted
    return " · ".join(labelled(report, name, count) for name, count in counts.items())


def _write_header(pen: Pen, report: Report, row: int, branding: Branding) -> None:
    names = [
        report.say("Severity"),
        report.say("Rule"),
        report.say("Finding"),
        report.say("Why"),
        report.say("Suggested remedy"),
        report.say("Where"),
        report.say("Accepted because"),
    ]
    write_names(pen, row, names, branding)


def _listed_findings(report: Report) -> tuple[ReportFinding, ...]:
    """Return the findings that are wanted, what is accepted last."""
    open_ones = report.open_findings if report.wants(ReportPart.FINDINGS) else ()
    return (*open_ones, *(report.accepted_findings if report.wants(ReportPart.DEVIATIONS) else ()))


def _write_all(pen: Pen, report: Report, listed: tuple[ReportFinding, ...], row: int) -> int:
    """Write the findings, the gravest first and the accepted last, and return the first free row."""
    group = None
    for finding in listed:
        own = (finding.severity, bool(finding.accepted))
        looks = _looks(finding)
        if group and own != group:
            looks = [replace(look, top=RULE) for look in looks]
        row = write_entry(pen, row, _texts(report, finding), looks, _HEADS)
        group = own
    return row


def _texts(report: Report, finding: ReportFinding) -> list[str]:
    return [
        finding.severity_name,
        finding.rule,
        finding.message,
        f"{finding.reason}\n{finding.basis}".strip(),
        finding.fix,
        _listed(report, finding.places),
        finding.accepted,
    ]


def _listed(report: Report, places: tuple[str, ...]) -> str:
    """Return the places, an activity with its units per line, with a bullet where there are several lines."""
    told = places_text(report, [place.replace("\n", " ") for place in places], len(places)).replace("\n", "\n• ")
    return f"• {told}" if "\n" in told else told


def _looks(finding: ReportFinding) -> list[Look]:
    """Return the look of each column; what is accepted steps back."""
    ink, fill = (MUTED, "") if finding.accepted else SEVERITY_COLOURS[finding.severity]
    text = replace(TEXT, ink=MUTED) if finding.accepted else TEXT
    strong = replace(text, bold=True)
    return [replace(strong, ink=ink, fill=fill), text, strong, *[text] * (len(_WIDTHS) - _HEADS - 1)]
