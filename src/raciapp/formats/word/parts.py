"""What follows the matrix in the Word document: what was said, findings, the gap, deviations, method, signatures."""

from collections.abc import Iterator, Sequence

from raciapp.base.messages import mark
from raciapp.document.records import Status
from raciapp.formats.departing import ReportGap, alike, weight_of
from raciapp.formats.inks import SEVERITY_COLOURS, WEIGHT_SIGNS
from raciapp.formats.method import LEGEND_HEADS, SIGNING, SIGNING_HEADS, method
from raciapp.formats.places import places_text
from raciapp.formats.points import count_of
from raciapp.formats.remarks import Remarks
from raciapp.formats.report import SEVERITY_NAMES, STATUS_NAMES, STATUS_SIGNS, ReportFinding, ReportPart
from raciapp.formats.word.manuscript import Manuscript, Text
from raciapp.formats.word.markup import LIST, QUIET, labelled, paragraph, run, said
from raciapp.formats.word.pages import named
from raciapp.formats.word.plain import unbroken
from raciapp.knowledge.records import Severity

_SIGNATURE = 32.0
"""Points of a line that a hand writes on."""


def write_talk(script: Manuscript, remarks: Remarks) -> None:
    """Append what is to settle, how much is agreed, the other remarks; nothing where nobody said anything."""
    report = script.report
    settle, others = remarks.to_settle(), remarks.others()
    agreed = count_of(remarks.points, Status.AGREED) if report.wants(ReportPart.TALK) else 0
    if not (settle or others or agreed):
        return
    script.heading(report.say(mark("Open questions and remarks")), 1)
    if settle:
        title = report.say(mark("To settle"))
        script.heading(title, 2)
        heads = (mark("No."), mark("Where"), mark("Status"), mark("Letters"), mark("Remark"))
        rows = (
            (
                str(number or ""),
                point.where,
                f"{STATUS_SIGNS[point.status]} {report.say(STATUS_NAMES[point.status])}",
                "/".join(point.symbols),
                point.remark,
            )
            for number, point in settle
        )
        script.grid(title, [report.say(head) for head in heads], (1, 6, 3, 1.5, 6), rows)
    if agreed:
        script.text(report.spoken.say_count("{n} point is agreed.", "{n} points are agreed.", agreed))
    if others:
        title = report.say(mark("Other remarks"))
        script.heading(title, 2)
        titles = [report.say(head) for head in (mark("No."), mark("Where"), mark("Remark"))]
        listed = ((str(one.number or ""), one.place, one.text) for one in others)
        script.grid(title, titles, (1, 6, 8), listed)


def write_findings(script: Manuscript) -> None:
    """Append the open findings, the gravest first, or that there are none."""
    report = script.report
    script.heading(report.say(mark("Findings")), 1)
    if not report.open_findings:
        script.text(report.say(mark("There are no open findings.")))
    for severity, name in SEVERITY_NAMES.items():
        found = [finding for finding in report.open_findings if finding.severity is severity]
        if found:
            script.heading(f"{WEIGHT_SIGNS[severity]} {report.say(name)} ({len(found)})", 2)
            for finding in found:
                _write_finding(script, finding, 3)


def write_deviations(script: Manuscript) -> None:
    """Append the findings that were accepted and why; nothing where there are none."""
    report = script.report
    if report.accepted_findings:
        script.heading(report.say(mark("Accepted deviations")), 1, on_new_page=report.wants(ReportPart.CARDS))
        for finding in report.accepted_findings:
            _write_finding(script, finding, 2)


def _write_finding(script: Manuscript, finding: ReportFinding, level: int) -> None:
    report = script.report
    script.heading(finding.message, level)
    if finding.reason:
        script.text(f"{finding.reason} ({finding.basis})", kept=bool(finding.fix or finding.places))
    told = (
        (report.say(mark("Where:")), places_text(report, finding.places)),
        (report.say(mark("What to do:")), finding.fix),
        (report.say(mark("Accepted because:")), finding.accepted),
    )
    shown = [labels for labels in told if labels[1]]
    for place, (label, text) in enumerate(shown, 1):
        script.add(labelled(label, text, kept=place < len(shown)))


def write_gap(script: Manuscript) -> None:
    """Append what tells the matrix from the template; nothing where none was compared."""
    report, gap = script.report, script.report.gap
    if gap is None:
        return
    script.heading(report.say(mark("Gap to the template")), 1)
    differs = bool(gap.missing or gap.own or gap.cells)
    script.text(report.say(mark("Compared with the template «{name}»."), name=gap.template), kept=differs)
    if not differs:
        script.text(report.say(mark("The matrix does what the template says.")))
    for title, names in (
        (mark("Activities that only the template has"), gap.missing),
        (mark("Activities of your own"), gap.own),
    ):
        if names:
            script.heading(report.say(title), 2)
            for name in names:
                script.add(said(name, LIST))
    if gap.cells:
        title = report.say(mark("Cells that differ"))
        script.heading(title, 2)
        heads = (mark("Unit"), mark("Held"), mark("Expected"), mark("Difference"), mark("Weight"))
        script.cells(
            title, [report.say(head) for head in heads], (6.2, 1.5, 2, 2.5, 4.8), _departures(script, gap), 0, (1, 2)
        )


def _departures(script: Manuscript, gap: ReportGap) -> Iterator[Sequence[Text] | str]:
    """Return under each activity the units that depart alike together, what is more than advice first."""
    report = script.report
    for activity, cells in gap.rows:
        yield activity
        for one, units in alike(cells):
            held, expected = script.letters(one.actual), script.letters(one.expected)
            yield Text(", ".join(units)), held, expected, Text(one.difference), Text(report.say(weight_of(one)))


def write_method(script: Manuscript) -> None:
    """Append how the matrix is to be read and how the findings came about."""
    report = script.report
    script.heading(report.say(mark("Method and legend")), 1, on_new_page=True)
    heads = [report.say(head) for head in LEGEND_HEADS]
    letters = [
        (
            script.letters([letter.symbol]),
            Text(report.spoken.text(letter.name)),
            Text(report.spoken.text(letter.meaning)),
        )
        for letter in report.legend
    ]
    script.cells(report.say(mark("Legend")), heads, (1, 3, 8), letters, 0, (0,))
    for title, text in method(report):
        script.add(labelled(report.say(title), report.say(text)))
    heads = [report.say(mark("Weight")), report.say(mark("Open findings"))]
    rows = []
    for severity in Severity:
        count = sum(finding.severity is severity for finding in report.open_findings)
        sign = f"{WEIGHT_SIGNS[severity]} {report.say(SEVERITY_NAMES[severity])}"
        rows.append((Text(sign, SEVERITY_COLOURS[severity][1]), Text(str(count))))
    script.cells(report.say(mark("Findings by weight")), heads, (6, 3), rows, 0, (1,))


def write_sign_off(script: Manuscript) -> None:
    """Append a page with what is signed and a line for each unit to sign on."""
    report = script.report
    title = report.say(mark("Sign-off"))
    script.heading(title, 1, on_new_page=True)
    script.text(report.say(SIGNING), kept=True)
    told = [run(unbroken(f"{label}  "), bold=True) + run(unbroken(text)) for label, text in named(script)]
    script.add(paragraph(run("     ").join(told), kept=True))
    if report.cover.note.strip():
        script.add(said(report.cover.note, QUIET, kept=bool(report.units)))
    if report.units:
        heads = [report.say(head) for head in SIGNING_HEADS]
        lines = [(unit.name, "", "", "") for unit in report.units]
        script.grid(title, heads, (6, 5, 5, 3), lines, least=_SIGNATURE)
