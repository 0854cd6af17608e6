"""The parts around the matrix as a typst template reads them: cover, talk, findings, gap, cards, method, sign-off."""

from collections.abc import Sequence

import msgspec

from raciapp.base.messages import translate_count
from raciapp.base.words import Language
from raciapp.document.records import Status
from raciapp.formats.cards import NOTHING_ASKED, CardLine, RoleCard, role_cards
from raciapp.formats.departing import DIFFERENCE_NAMES, ReportGap, ReportGapCell, alike
from raciapp.formats.method import SIGNING, method
from raciapp.formats.places import places_text
from raciapp.formats.points import Point, count_of
from raciapp.formats.remarks import Remarks
from raciapp.formats.report import Report, ReportFinding, ReportPart
from raciapp.formats.typesetting import Content, visible


def cover_content(report: Report) -> Content:
    """Return what the first page says besides the names: what is empty is left out."""
    told = ((report.say(label), visible(text)) for label, text in report.particulars)
    return {
        "lines": [{"label": label, "text": text} for label, text in told if text],
        "note": visible(report.cover.note),
    }


def talk_content(report: Report, remarks: Remarks) -> dict[str, Content]:
    """Return what the talk left behind: what is to be settled, how much is agreed, all other remarks."""
    agreed = count_of(remarks.points, Status.AGREED) if report.wants(ReportPart.TALK) else 0
    return {
        "to_settle": [_point(number, point) for number, point in remarks.to_settle()],
        "agreed": report.spoken.of(lambda language: _agreed(agreed, language)),
        "remarks": [msgspec.to_builtins(remark) for remark in remarks.others()],
    }


def _agreed(count: int, language: Language) -> str:
    return translate_count("{n} point is agreed.", "{n} points are agreed.", count, language) if count else ""


def _point(number: int, point: Point) -> Content:
    return {
        "number": number,
        "status": point.status.value,
        "activity": point.activity_name,
        "unit": point.unit_name,
        "symbols": list(point.symbols),
        "text": point.remark,
    }


def finding_content(finding: ReportFinding, report: Report) -> Content:
    """Return a finding in words."""
    return {
        "severity": finding.severity.value,
        "severity_name": finding.severity_name,
        "message": finding.message,
        "reason": finding.reason,
        "basis": finding.basis,
        "fix": finding.fix,
        "place": places_text(report, finding.places),
        "accepted": finding.accepted,
    }


def gap_content(report: Report, gap: ReportGap) -> Content:
    """Return what tells the matrix from its template: a column for each kind of difference there is."""
    names = [report.say(name) for name in DIFFERENCE_NAMES.values()]
    kinds = {name: found for name in names if (found := [cell for cell in gap.cells if cell.difference == name])}
    both = f" ({report.say('Is')} → {report.say('Expected')})"
    return {
        "told": report.say("Compared with the template «{template}».", template=gap.template),
        "none": "" if gap.cells or gap.missing or gap.own else report.say("There is no difference."),
        "missing": list(gap.missing),
        "own": list(gap.own),
        "differences": [
            {"title": name + both * any(cell.actual and cell.expected for cell in found), "count": len(found)}
            for name, found in kinds.items()
        ],
        "rows": [
            {
                "activity": activity,
                "departures": [
                    [_departure(*one) for one in alike(cell for cell in cells if cell.difference == name)]
                    for name in kinds
                ],
            }
            for activity, cells in gap.rows
        ],
    }


def _departure(cell: ReportGapCell, units: Sequence[str]) -> Content:
    return {
        "units": ", ".join(units),
        "actual": list(cell.actual),
        "expected": list(cell.expected),
        "advice": int(not cell.strict),
    }


def cards_content(report: Report) -> Content:
    """Return a card for each unit: what it decides, does, advises on and hears of, with who answers."""
    return [_card(card, report) for card in role_cards(report)]


def _card(card: RoleCard, report: Report) -> Content:
    return {
        "name": visible(card.unit.name),
        "functions": ", ".join(card.unit.functions),
        "empty": report.say(NOTHING_ASKED) if card.is_empty else "",
        "parts": [
            {
                "title": f"{report.say(title)}\u00a0({len(lines)})",
                "lines": [_line(line, report, told=lines is not card.decides) for line in lines],
            }
            for title, lines in card.stacks
        ],
    }


def _line(line: CardLine, report: Report, *, told: bool) -> Content:
    """Return an activity of a card; `told` says who answers, unless the unit itself does."""
    answers = ", ".join(line.answers)
    if told and not line.answers:
        answers = report.say("nobody")
    return {
        "symbols": list(line.symbols),
        "activity": line.activity,
        "answers": report.say("Answers: {unit}", unit=answers) if told else "",
        "remark": line.remark,
    }


def method_content(report: Report) -> Content:
    """Return how the report came about and how it is to be read, paragraph by paragraph."""
    return [{"title": report.say(title), "text": report.say(text)} for title, text in method(report)]


def sign_off_content(report: Report) -> Content:
    """Return the table to sign."""
    return {
        "told": report.say(SIGNING),
        "units": [visible(unit.name) for unit in report.units],
    }
