"""The lines of the findings panel: what it says about one finding, closed and opened."""

from enum import Enum, auto
from itertools import islice

import msgspec

from raciapp.base.messages import mark
from raciapp.base.words import Language
from raciapp.checks.findings import Finding, Place, accepted_text, finding_text, place_text
from raciapp.checks.remedies import remedy
from raciapp.document.changes import CellChange, Changes, diff
from raciapp.document.records import Document
from raciapp.formats.report import BASIS_NAMES
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import Severity
from raciapp.ui.language import current_language, explained, tr, tr_count

MOST_PLACES = 12
"""Places and changes shown under a finding; the rest is counted."""


class Kind(Enum):
    """What a line of the panel is."""

    HEADING = auto()
    FINDING = auto()
    REASON = auto()
    SOURCE = auto()
    FIX = auto()
    REMEDY = auto()
    CHANGE = auto()
    PLACE = auto()
    ACCEPT = auto()
    WITHDRAW = auto()
    NOTE = auto()


CHOOSABLE = frozenset({Kind.FINDING, Kind.SOURCE, Kind.REMEDY, Kind.PLACE, Kind.ACCEPT, Kind.WITHDRAW})
"""Lines that do something when they are clicked or entered."""


class Line(msgspec.Struct, frozen=True):
    """A line of the panel, ready to be drawn."""

    kind: Kind
    text: str
    rule: str = ""
    severity: Severity | None = None
    place: Place | None = None
    link: str = ""
    open: bool = False


def finding_lines(
    finding: Finding, document: Document, matrix: str, knowledge: Knowledge, *, opened: bool
) -> list[Line]:
    """Return the line of a finding and, when it is opened, why, what to do, where, and how to accept it."""
    language = current_language()
    severity = None if finding.waived else finding.severity
    text = finding_text(finding, document, knowledge, language)
    head = Line(Kind.FINDING, text, finding.rule.id, severity, open=opened)
    if not opened:
        return [head]
    return [
        head,
        *_why(finding, knowledge, language),
        *_what_to_do(finding, document, matrix, knowledge, language),
        *_where(finding, document, knowledge, language),
        *_acceptance(finding, document),
    ]


def _why(finding: Finding, knowledge: Knowledge, language: Language) -> list[Line]:
    rule = finding.rule
    origin = tr(mark("house rule, {file}"), file=rule.origin) if rule.origin else tr(BASIS_NAMES[rule.basis])
    reason = f"{rule.reason.text(language)}  ({rule.id}: {origin})".strip()
    lines = [Line(Kind.REASON, reason, rule.id)]
    for key in rule.sources:
        source = knowledge.sources[key]
        lines.append(Line(Kind.SOURCE, source.title.text(language), rule.id, link=source.link))
    for key in rule.surveys:
        survey = knowledge.surveys[key]
        figure = f"{survey.figure.text(language)} ({survey.sample.text(language)}, {survey.year})"
        lines.append(Line(Kind.REASON, tr(mark("For comparison: {figure}"), figure=figure), rule.id))
    return lines


def _what_to_do(
    finding: Finding, document: Document, matrix: str, knowledge: Knowledge, language: Language
) -> list[Line]:
    rule = finding.rule
    if finding.waived:
        accepted = tr(mark("Accepted because: {reason}"), reason=accepted_text(finding, document, language))
        return [Line(Kind.FIX, accepted, rule.id)]
    fix = rule.fix.text(language)
    lines = [Line(Kind.FIX, tr(mark("What to do: {fix}"), fix=fix), rule.id)] if fix else []
    after = remedy(finding, document, matrix, knowledge)
    if after is not None:
        changes = diff(document, after)
        lines.append(Line(Kind.REMEDY, _offer(changes), rule.id))
        cells = islice(changes.cells, MOST_PLACES)
        lines += [Line(Kind.CHANGE, change_text(change, after, knowledge, language), rule.id) for change in cells]
    return lines


def _offer(changes: Changes) -> str:
    cells = tr_count("{n} cell changes", "{n} cells change", len(changes.cells))
    rows = [change for change in changes.activities.replaced if change.before is None]
    added = tr_count("{n} activity is added", "{n} activities are added", len(rows))
    setting = tr(mark("a setting changes")) if changes.header else ""
    parts = (cells if changes.cells else "", added if rows else "", setting)
    return tr(mark("Do this: {changes}"), changes=", ".join(part for part in parts if part))


def change_text(change: CellChange, document: Document, knowledge: Knowledge, language: Language) -> str:
    """Return a change of one cell in words, such as «Set the strategy · Legal: A → C»."""
    place = place_text(Place(change.activity, change.unit), document, knowledge, language)
    before, after = (document.alphabet.text(cell.letters) or "–" for cell in (change.before, change.after))
    return explained(place, f"{before} → {after}")


def _where(finding: Finding, document: Document, knowledge: Knowledge, language: Language) -> list[Line]:
    rule = finding.rule.id
    lines = [
        Line(Kind.PLACE, place_text(place, document, knowledge, language), rule, place=place)
        for place in finding.places[:MOST_PLACES]
    ]
    left = len(finding.places) - MOST_PLACES
    if left > 0:
        lines.append(Line(Kind.NOTE, tr_count("and {n} more place", "and {n} more places", left)))
    return lines


def _acceptance(finding: Finding, document: Document) -> list[Line]:
    rule = finding.rule.id
    if finding.waived is None:
        return [Line(Kind.ACCEPT, tr(mark("Accept it, with a reason…")), rule)]
    if any(waiver.rule == rule for waiver in document.waivers):
        return [Line(Kind.WITHDRAW, tr(mark("No longer accept it")), rule)]
    return []
