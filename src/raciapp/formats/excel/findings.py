"""The workbook's second sheet: what departs from good practice, why, and what would mend it."""

from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec.structs import replace

from raciapp.formats.excel.measures import most_lines
from raciapp.formats.excel.page import set_up_page, sheet_title, write_title
from raciapp.formats.excel.styles import GRID, HEADING, MUTED, RULE, SEVERITY_COLOURS, SUBTITLE, Look, Pen
from raciapp.formats.paper import Paper
from raciapp.formats.report import Report, ReportFinding

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = [78.0, 58.0, 190.0, 230.0, 190.0, 190.0, 100.0]
_FIRST_TEXT = 3
_HEADING = replace(HEADING, down="center")
_TEXT = Look(line=GRID, down="top", indent=1)


def write_findings(sheet: "Worksheet", report: Report, paper: Paper) -> None:
    """Fill the sheet and set it up for `paper`."""
    sheet.title = sheet_title(report.say("Findings"))
    pen = Pen(sheet)
    pen.set_widths(_WIDTHS)
    header = write_title(pen, paper, report.say("Findings"), [_what_is_checked(report), _counts(report)])
    if report.findings:
        _write_header(pen, report, header)
        last = _write_all(pen, report, header + 1) - 1
        sheet.freeze_panes = sheet.cell(header + 1, _FIRST_TEXT)
        sheet.auto_filter.ref = f"A{header}:{sheet.cell(last, len(_WIDTHS)).coordinate}"
    else:
        friendly = report.say("Nothing to discuss: the matrix agrees with good practice wherever it could be checked.")
        pen.fit_height(header, pen.write_across(header, 1, len(_WIDTHS), friendly, SUBTITLE), SUBTITLE)
    set_up_page(pen, report, paper, header)


def _what_is_checked(report: Report) -> str:
    return " · ".join(filter(None, [report.title, report.matrix, report.date]))


def _counts(report: Report) -> str:
    """Return how many findings there are of each severity, such as «Must be resolved: 3 · Accepted: 1»."""
    counts = Counter(finding.severity_name for finding in report.open_findings)
    if report.accepted_findings:
        counts[report.say("Accepted")] = len(report.accepted_findings)
    return " · ".join(report.say("{name}: {meaning}", name=name, meaning=count) for name, count in counts.items())


def _write_header(pen: Pen, report: Report, row: int) -> None:
    names = [
        report.say("Severity"),
        report.say("Rule"),
        report.say("Finding"),
        report.say("Why"),
        report.say("Suggested remedy"),
        report.say("Where"),
        report.say("Accepted because"),
    ]
    for column, name in enumerate(names, 1):
        pen.write(row, column, name, _HEADING)
    lines = max(len(pen.lines(name, HEADING, column)) for column, name in enumerate(names, 1))
    pen.fit_height(row, lines, HEADING, 24)


def _write_all(pen: Pen, report: Report, row: int) -> int:
    """Write the findings, the gravest first and the accepted last, and return the first free row."""
    group = None
    for finding in (*report.open_findings, *report.accepted_findings):
        own = (finding.severity, bool(finding.accepted))
        row = _write_finding(pen, finding, row, rule=RULE if group and own != group else "")
        group = own
    return row


def _write_finding(pen: Pen, finding: ReportFinding, row: int, rule: str) -> int:
    """Write one finding, with `rule` as the colour of the line above, and return the next row.

    What is longer than the tallest row goes on in the row below, which repeats severity and rule for the filter.
    """
    looks = _looks(finding)
    heads = [pen.lines(text, looks[0], column) for column, text in enumerate([finding.severity_name, finding.rule], 1)]
    columns = range(_FIRST_TEXT, len(_WIDTHS) + 1)
    pieces = [
        _pieces(pen, text, looks[column - 1], column) for column, text in zip(columns, _texts(finding), strict=True)
    ]
    for parts in zip_longest(*pieces, fillvalue=[]):
        shown = [*heads, *parts]
        for column, (lines, look) in enumerate(zip(shown, looks, strict=True), 1):
            pen.write(row, column, "".join(lines).rstrip("\n"), replace(look, top=rule) if rule else look)
        pen.fit_height(row, max(map(len, shown)), _TEXT)
        row, rule = row + 1, ""
    return row


def _texts(finding: ReportFinding) -> list[str]:
    return [
        finding.message,
        f"{finding.reason}\n{finding.basis}".strip(),
        finding.fix,
        _listed(finding.places),
        finding.accepted,
    ]


def _listed(places: tuple[str, ...]) -> str:
    """Return the places one per line, with a bullet where there are several: most take more lines than one."""
    bullet = "• " if len(places) > 1 else ""
    return "\n".join(bullet + place.replace("\n", " ") for place in places)


def _looks(finding: ReportFinding) -> list[Look]:
    """Return the look of each column; what is accepted steps back."""
    ink, fill = (MUTED, "") if finding.accepted else SEVERITY_COLOURS[finding.severity]
    text = replace(_TEXT, ink=MUTED) if finding.accepted else _TEXT
    strong = replace(text, bold=True)
    return [replace(strong, ink=ink, fill=fill), text, strong, *[text] * (len(_WIDTHS) - _FIRST_TEXT)]


def _pieces(pen: Pen, text: str, look: Look, column: int) -> list[list[str]]:
    """Cut text into the lines that one row can show, and those of the rows below; between paragraphs if it can be."""
    lines = pen.lines(text, look, column)
    most = most_lines(look.size)
    pieces = []
    while len(lines) > most:
        cut = next((end for end in range(most, most // 2, -1) if lines[end - 1].endswith("\n")), most)
        pieces.append(lines[:cut])
        lines = lines[cut:]
    return [*pieces, lines]
