"""What a client walks out with, as one value: built once in one language, rendered by every written format."""

import datetime as dt
from enum import StrEnum

import msgspec

from raciapp.base.messages import mark
from raciapp.base.words import Language
from raciapp.checks.engine import check
from raciapp.checks.findings import Finding, Place, accepted_text, finding_text, place_names
from raciapp.document.letters import Letter, Scheme
from raciapp.document.records import WHOLE_ROW, Document, Matrix, Status
from raciapp.formats.departing import ReportGap, gap_of
from raciapp.formats.shown import shown_part
from raciapp.formats.spoken import BELOW, BESIDE, Spoken
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


class Cover(msgspec.Struct, frozen=True):
    """What stands on the first page beside the organization: all as the consultant typed it, empty for nothing."""

    client: str = ""
    version: str = ""
    author: str = ""
    note: str = ""


class ReportPart(StrEnum):
    """What a report may hold besides its title; an option of every export."""

    COVER = "cover"
    MATRIX = "matrix"
    TALK = "talk"
    FINDINGS = "findings"
    GAP = "gap"
    PICTURES = "pictures"
    CARDS = "cards"
    DEVIATIONS = "deviations"
    METHOD = "method"
    SIGN_OFF = "sign_off"


EVERYTHING = frozenset(ReportPart)
BRIEF = frozenset({ReportPart.MATRIX, ReportPart.TALK, ReportPart.FINDINGS, ReportPart.DEVIATIONS})
"""What a report holds unless somebody asks for more or less."""


class Report(msgspec.Struct, frozen=True):
    """Everything the deliverables show, as plain text in one language, or in two side by side (`spoken`).

    `exported` is the part of the document that is shown, for a deliverable that is to come back; None for one that is
    not. `parts` are those that are wanted; a format leaves out what it cannot show.
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
    second: Language | None = None
    parts: frozenset[ReportPart] = BRIEF
    cover: Cover = Cover()
    gap: ReportGap | None = None

    @property
    def spoken(self) -> Spoken:
        """Return the language or languages."""
        return Spoken(self.language, self.second)

    def say(self, text: str, /, **values: object) -> str:
        """Return a sentence of the app in the report's language, or in both."""
        return self.spoken.say(text, **values)

    @property
    def particulars(self) -> tuple[tuple[str, str], ...]:
        """Return for whom the deliverable is, of which day and version, and by whom, under labels to be translated."""
        told = (
            (mark("Client"), self.cover.client),
            (mark("Date"), self.date),
            (mark("Version"), self.cover.version),
            (mark("Prepared by"), self.cover.author),
        )
        return tuple((label, text) for label, text in told if text.strip())

    def wants(self, part: ReportPart) -> bool:
        """Return whether a part is wanted."""
        return part in self.parts

    @property
    def open_findings(self) -> tuple[ReportFinding, ...]:
        """Return the findings that are not accepted."""
        return tuple(finding for finding in self.findings if not finding.accepted)

    @property
    def accepted_findings(self) -> tuple[ReportFinding, ...]:
        """Return the findings that are accepted, with the reason."""
        return tuple(finding for finding in self.findings if finding.accepted)


BETWEEN = " · "
"""What stands between an activity and a unit in the name of a place."""

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


class Wishes(msgspec.Struct, frozen=True):
    """What somebody wants of a report: the matrix by its id (the first where empty), languages, parts, the cover.

    `template` is the one that the gap is told from; where empty, the one that fits the document.
    """

    language: Language
    second: Language | None = None
    matrix: str = ""
    parts: frozenset[ReportPart] = BRIEF
    cover: Cover = Cover()
    template: str = ""


def build_report(
    document: Document,
    knowledge: Knowledge,
    language: Language,
    date: dt.date,
    matrix: str | None = None,
) -> Report:
    """Return the brief report on one matrix of the document (the first unless named) as of `date`."""
    return report_on(document, knowledge, date, Wishes(language, matrix=matrix or ""))


def report_on(document: Document, knowledge: Knowledge, date: dt.date, wishes: Wishes) -> Report:
    """Return the report on one matrix of the document as of `date`, as somebody wishes it."""
    shown = document.matrix(wishes.matrix) if wishes.matrix else document.matrices[0]
    spoken = Spoken(wishes.language, wishes.second if wishes.second is not wishes.language else None)
    found = check(document, shown.id, knowledge)
    weights, _ = found.weights()
    findings = tuple(_finding(finding, document, knowledge, spoken) for finding in found.findings)
    return Report(
        language=spoken.first,
        title=spoken.text(document.organization.name),
        subtitle=spoken.text(document.organization.kind),
        matrix=spoken.text(shown.name),
        date=spoken.of(lambda language: long_date(date, language)),
        scheme=document.alphabet,
        legend=document.alphabet.legend,
        units=_units(document, knowledge, spoken),
        sections=_sections(document, shown, weights, spoken),
        findings=findings,
        exported=shown_part(document, shown, [(one.rule, one.accepted) for one in findings if one.accepted]),
        second=spoken.second,
        parts=wishes.parts,
        cover=wishes.cover,
        gap=gap_of(document, shown, knowledge, wishes.template, spoken) if ReportPart.GAP in wishes.parts else None,
    )


def long_date(date: dt.date, language: Language) -> str:
    """Return a date as people write it: «November 23, 2026», «23 novembre 2026»."""
    month = _MONTHS[language].split()[date.month - 1]
    if language is Language.FR:
        return f"{'1er' if date.day == 1 else date.day} {month} {date.year}"
    return f"{month} {date.day}, {date.year}"


def _units(document: Document, knowledge: Knowledge, spoken: Spoken) -> tuple[ReportUnit, ...]:
    return tuple(
        ReportUnit(
            unit.id,
            spoken.text(unit.name),
            tuple(
                spoken.text(knowledge.functions[function].name)
                for function in unit.functions
                if function in knowledge.functions
            ),
            unit.remark,
            spoken.text(unit.division).strip(),
        )
        for unit in document.units
    )


def _sections(
    document: Document, matrix: Matrix, weights: dict[str, Severity], spoken: Spoken
) -> tuple[ReportSection, ...]:
    return tuple(
        ReportSection(
            spoken.text(group.name) if group else "",
            tuple(_row(document, matrix, place, weights, spoken) for place in places),
            group.id if group else "",
        )
        for group, places in document.sections()
    )


def _row(document: Document, matrix: Matrix, place: int, weights: dict[str, Severity], spoken: Spoken) -> ReportRow:
    activity, row = document.activities[place], matrix.rows[place]
    remarks, statuses = dict(row.remarks), dict(row.statuses)
    cells = tuple(
        ReportCell(tuple(document.alphabet.symbols(mask)), remarks.get(unit.id, ""), statuses.get(unit.id, Status.NONE))
        for unit, mask in zip(document.units, row.letters, strict=True)
    )
    return ReportRow(
        activity.id,
        spoken.text(activity.name),
        cells,
        weights.get(activity.id),
        activity.remark,
        row.status_of(WHOLE_ROW),
    )


def _finding(finding: Finding, document: Document, knowledge: Knowledge, spoken: Spoken) -> ReportFinding:
    rule = finding.rule
    return ReportFinding(
        rule=rule.id,
        severity=rule.severity,
        severity_name=spoken.say(SEVERITY_NAMES[rule.severity]),
        message=spoken.of(lambda language: finding_text(finding, document, knowledge, language), BELOW),
        reason=spoken.text(rule.reason, BELOW),
        basis=spoken.say(BASIS_NAMES[rule.basis]),
        fix=spoken.text(rule.fix, BELOW),
        places=tuple(_place(place, document, knowledge, spoken) for place in finding.places),
        accepted=spoken.of(lambda language: accepted_text(finding, document, language), BELOW),
    )


def _place(place: Place, document: Document, knowledge: Knowledge, spoken: Spoken) -> str:
    """Return where a finding points; each name in both languages where there are two."""
    languages = dict.fromkeys((spoken.first, spoken.second or spoken.first))
    names = zip(*(place_names(place, document, knowledge, language) for language in languages), strict=True)
    return BETWEEN.join(BESIDE.join(dict.fromkeys(filter(None, name))) for name in names)
