"""What a client walks out with, as one value: built once in one language, rendered by every written format."""

import datetime as dt

import msgspec

from raciapp.base.messages import mark, translate
from raciapp.base.words import Language
from raciapp.checks.engine import check
from raciapp.checks.findings import Finding, accepted_text, finding_text, place_text
from raciapp.document.letters import Letter, Scheme
from raciapp.document.records import WHOLE_ROW, Document, Matrix, Status
from raciapp.formats.shown import shown_part
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import Basis, Severity


class ReportUnit(msgspec.Struct, frozen=True):
    """A column: its name and what it is for, in words; `division` is a heading that neighbours may share."""

    id: str
    name: str
    functions: tuple[str, ...]
    remark: str = ""
    division: str = ""


class ReportCell(msgspec.Struct, frozen=True):
    """What a unit holds: symbols such as ("A", "R"), empty for nothing, a remark, where the talk about it stands."""

    symbols: tuple[str, ...] = ()
    remark: str = ""
    status: Status = Status.NONE


class ReportRow(msgspec.Struct, frozen=True):
    """An activity with one cell per unit; `weight` is that of its gravest open finding, `status` that of the row."""

    id: str
    name: str
    cells: tuple[ReportCell, ...]
    weight: Severity | None = None
    remark: str = ""
    status: Status = Status.NONE


class ReportSection(msgspec.Struct, frozen=True):
    """A group of activities; name and id are empty for rows without a group."""

    name: str
    rows: tuple[ReportRow, ...]
    id: str = ""


class ReportFinding(msgspec.Struct, frozen=True):
    """A finding in words. `accepted` is the reason it is accepted, empty while it is open."""

    rule: str
    severity: Severity
    severity_name: str
    message: str
    reason: str
    basis: str
    fix: str
    places: tuple[str, ...]
    accepted: str = ""


class Report(msgspec.Struct, frozen=True):
    """Everything the deliverables show, as plain text in one language.

    `exported` is the part of the document that is shown, for a deliverable that is to come back; None for one that is
    not.
    """

    language: Language
    title: str
    subtitle: str
    matrix: str
    date: str
    scheme: Scheme
    legend: tuple[Letter, ...]
    units: tuple[ReportUnit, ...]
    sections: tuple[ReportSection, ...]
    findings: tuple[ReportFinding, ...]
    exported: Document | None = None

    def say(self, text: str, /, **values: object) -> str:
        """Return a sentence of the app in the report's language."""
        return translate(text, self.language, **values)

    @property
    def open_findings(self) -> tuple[ReportFinding, ...]:
        """Return the findings that are not accepted."""
        return tuple(finding for finding in self.findings if not finding.accepted)

    @property
    def accepted_findings(self) -> tuple[ReportFinding, ...]:
        """Return the findings that are accepted, with the reason."""
        return tuple(finding for finding in self.findings if finding.accepted)


SEVERITY_NAMES = {
    Severity.MUST: mark("Must be resolved"),
    Severity.SHOULD: mark("Should be discussed"),
    Severity.HINT: mark("Worth a thought"),
}

STATUS_NAMES = {
    Status.CONTESTED: mark("Contested"),
    Status.QUESTION: mark("Open question"),
    Status.AGREED: mark("Agreed"),
}
"""What a status is called, what is hardest to settle first."""

STATUS_SIGNS = {Status.CONTESTED: "!", Status.QUESTION: "?", Status.AGREED: "✓"}
"""What stands for a status where there is no room for words."""

BASIS_NAMES = {
    Basis.SEED: mark("The founding post says so"),
    Basis.SOURCE: mark("A source says so"),
    Basis.DERIVED: mark("Our judgement"),
}

_MONTHS = {
    Language.EN: "January February March April May June July August September October November December",
    Language.FR: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


def build_report(
    document: Document,
    knowledge: Knowledge,
    language: Language,
    date: dt.date,
    matrix: str | None = None,
) -> Report:
    """Return the report on one matrix of the document (the first unless named) as of `date`."""
    shown = document.matrix(matrix) if matrix else document.matrices[0]
    found = check(document, shown.id, knowledge)
    weights, _ = found.weights()
    findings = tuple(_finding(finding, document, knowledge, language) for finding in found.findings)
    return Report(
        language=language,
        title=document.organization.name.text(language),
        subtitle=document.organization.kind.text(language),
        matrix=shown.name.text(language),
        date=long_date(date, language),
        scheme=document.alphabet,
        legend=document.alphabet.legend,
        units=_units(document, knowledge, language),
        sections=_sections(document, shown, weights, language),
        findings=findings,
        exported=shown_part(document, shown, [(one.rule, one.accepted) for one in findings if one.accepted]),
    )


def long_date(date: dt.date, language: Language) -> str:
    """Return a date as people write it: «November 23, 2026», «23 novembre 2026»."""
    month = _MONTHS[language].split()[date.month - 1]
    if language is Language.FR:
        return f"{'1er' if date.day == 1 else date.day} {month} {date.year}"
    return f"{month} {date.day}, {date.year}"


def _units(document: Document, knowledge: Knowledge, language: Language) -> tuple[ReportUnit, ...]:
    return tuple(
        ReportUnit(
            unit.id,
            unit.name.text(language),
            tuple(
                knowledge.functions[function].name.text(language)
                for function in unit.functions
                if function in knowledge.functions
            ),
            unit.remark,
            unit.division.text(language).strip(),
        )
        for unit in document.units
    )


def _sections(
    document: Document, matrix: Matrix, weights: dict[str, Severity], language: Language
) -> tuple[ReportSection, ...]:
    return tuple(
        ReportSection(
            group.name.text(language) if group else "",
            tuple(_row(document, matrix, place, weights, language) for place in places),
            group.id if group else "",
        )
        for group, places in document.sections()
    )


def _row(document: Document, matrix: Matrix, place: int, weights: dict[str, Severity], language: Language) -> ReportRow:
    activity, row = document.activities[place], matrix.rows[place]
    remarks, statuses = dict(row.remarks), dict(row.statuses)
    cells = tuple(
        ReportCell(tuple(document.alphabet.symbols(mask)), remarks.get(unit.id, ""), statuses.get(unit.id, Status.NONE))
        for unit, mask in zip(document.units, row.letters, strict=True)
    )
    return ReportRow(
        activity.id,
        activity.name.text(language),
        cells,
        weights.get(activity.id),
        activity.remark,
        row.status_of(WHOLE_ROW),
    )


def _finding(finding: Finding, document: Document, knowledge: Knowledge, language: Language) -> ReportFinding:
    rule = finding.rule
    return ReportFinding(
        rule=rule.id,
        severity=rule.severity,
        severity_name=translate(SEVERITY_NAMES[rule.severity], language),
        message=finding_text(finding, document, knowledge, language),
        reason=rule.reason.text(language),
        basis=translate(BASIS_NAMES[rule.basis], language),
        fix=rule.fix.text(language),
        places=tuple(place_text(place, document, knowledge, language) for place in finding.places),
        accepted=accepted_text(finding, document, language),
    )
