"""What `raciapp check` answers: a page for people, an object for programs, an exit code for scripts."""

import msgspec

from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language, join_names
from raciapp.checks.engine import check
from raciapp.checks.findings import MOST_NAMES, Finding, Place, Report, finding_text, place_text
from raciapp.cli.choices import FailOn
from raciapp.cli.files import size_of
from raciapp.cli.page import STYLES, Page
from raciapp.document.records import Document
from raciapp.formats.report import SEVERITY_NAMES
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import Severity

_LABELLED = mark("{label}: {content}")


class Answer(msgspec.Struct, frozen=True):
    """The check of one matrix of a document, and the language it is told in."""

    report: Report
    document: Document
    matrix: str
    knowledge: Knowledge
    language: Language

    def say(self, text: str, **values: object) -> str:
        """Return a sentence of the app in the answer's language."""
        return translate(text, self.language, **values)


def answer(document: Document, matrix: str, knowledge: Knowledge, language: Language) -> Answer:
    """Check one matrix of the document."""
    return Answer(check(document, matrix, knowledge), document, matrix, knowledge, language)


def exit_code(report: Report, fail_on: FailOn) -> int:
    """Return 1 when an open finding weighs at least `fail_on`, else 0."""
    if fail_on is FailOn.NEVER:
        return 0
    severities = list(Severity)
    grave = severities[: severities.index(Severity(fail_on.value)) + 1]
    return int(any(report.open(severity) for severity in grave))


def as_json(given: Answer) -> dict[str, object]:
    """Return the whole answer as plain values; the summary counts what is open."""
    document, report, language = given.document, given.report, given.language
    return {
        "document": {
            "title": document.organization.name.text(language),
            "activities": len(document.activities),
            "units": len(document.units),
        },
        "summary": {
            **{severity.value: len(report.open(severity)) for severity in Severity},
            "waived": len(report.waived),
        },
        "findings": [_finding_as_json(given, finding) for finding in report.findings],
        "document_units": [
            {"id": unit.id, "name": unit.name.text(language), "functions": list(unit.functions)}
            for unit in document.units
        ],
    }


def _finding_as_json(given: Answer, finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "waived": finding.waived is not None,
        "waiver": finding.waived.text(given.language) if finding.waived else None,
        "activities": list(finding.activities),
        "units": list(finding.units),
        "message": finding_text(finding, given.document, given.knowledge, given.language),
    }


def show(given: Answer) -> None:
    """Print the open findings by severity, the accepted ones, and the sum of it all."""
    page, document, report = Page(), given.document, given.report
    title = document.organization.name, document.matrix(given.matrix).name
    page.line(" · ".join(filter(None, (name.text(given.language) for name in title))), "bold")
    page.line(size_of(document, given.language))
    for severity in Severity:
        _show_findings(page, given, given.say(SEVERITY_NAMES[severity]), STYLES[severity], report.open(severity))
    _show_findings(page, given, given.say(mark("Accepted")), "bold", report.waived)
    page.line()
    page.line(_sum(given), "bold")
    if report.not_assessed:
        page.line(
            translate_count(
                "{n} rule was not assessed, because the rows it speaks of are not in the matrix.",
                "{n} rules were not assessed, because the rows they speak of are not in the matrix.",
                len(report.not_assessed),
                given.language,
            )
        )


def _show_findings(page: Page, given: Answer, title: str, style: str, findings: tuple[Finding, ...]) -> None:
    if not findings:
        return
    page.line()
    page.line(f"{title} ({len(findings)})", style)
    hang = max(len(finding.rule.id) for finding in findings) + 2
    for finding in findings:
        page.line()
        page.entry(finding.rule.id, finding_text(finding, given.document, given.knowledge, given.language), hang=hang)
        for remark in _remarks(given, finding):
            page.entry("", remark, hang=hang)


def _remarks(given: Answer, finding: Finding) -> list[str]:
    """Return what is said below a finding: why it is accepted, or else where it is and what helps."""
    if finding.waived is not None:
        return [given.say(_LABELLED, label=given.say(mark("Why")), content=finding.waived.text(given.language))]
    places = [f"- {place}" for place in _places(given, finding)]
    fix = finding.rule.fix.text(given.language)
    if not fix:  # a house rule need not say
        return places
    return [*places, given.say(_LABELLED, label=given.say(mark("What helps")), content=fix)]


def _places(given: Answer, finding: Finding) -> list[str]:
    """Return where a finding points: each activity once, with its units."""
    units: dict[str, list[str]] = {}
    for place in finding.places:
        units.setdefault(place.activity, []).extend(filter(None, [place.unit]))
    lines = [_place(given, activity, places) for activity, places in units.items()]
    return _shortened(lines, given.language)


def _place(given: Answer, activity: str, units: list[str]) -> str:
    row, *names = (
        place_text(place, given.document, given.knowledge, given.language)
        for place in (Place(activity), *(Place(unit=unit) for unit in units))
    )
    if not names:
        return row
    named = join_names(_shortened(names, given.language), given.language)
    return given.say(_LABELLED, label=row, content=named) if activity else named


def _shortened(names: list[str], language: Language) -> list[str]:
    if len(names) <= MOST_NAMES:
        return names
    left = len(names) - MOST_NAMES + 1
    return [*names[: MOST_NAMES - 1], translate_count("{n} more", "{n} more", left, language)]


def _sum(given: Answer) -> str:
    counts = [(SEVERITY_NAMES[severity], len(given.report.open(severity))) for severity in Severity]
    counts.append((mark("Accepted"), len(given.report.waived)))
    told = [given.say(_LABELLED, label=given.say(name), content=count) for name, count in counts if count]
    return " · ".join(told) or given.say(mark("Nothing departs from good practice."))
