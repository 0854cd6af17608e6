"""The parts around the matrix as a typst template reads them: cover, talk, findings, gap, cards, method, sign-off."""

import msgspec

from raciapp.base.messages import translate_count
from raciapp.base.words import Language
from raciapp.document.letters import Duty
from raciapp.document.records import Status
from raciapp.formats.cards import CardLine, RoleCard, role_cards
from raciapp.formats.points import Point, count_of
from raciapp.formats.remarks import Remarks
from raciapp.formats.report import Report, ReportFinding, ReportGap
from raciapp.formats.typesetting import Content, visible

MOST_PLACES = 24
"""Places a finding lists before it says how many more there are."""


def cover_content(report: Report) -> Content:
    """Return what the first page says besides the names: what is empty is left out."""
    cover = report.cover
    told = (
        (report.say("Client"), cover.client),
        (report.say("Date"), report.date),
        (report.say("Version"), cover.version),
        (report.say("Prepared by"), cover.author),
    )
    return {
        "lines": [{"label": label, "text": visible(text)} for label, text in told if visible(text)],
        "note": visible(cover.note),
    }


def talk_content(report: Report, remarks: Remarks) -> dict[str, Content]:
    """Return what the talk left behind: what is to be settled, how much is agreed, all other remarks."""
    agreed = count_of(remarks.points, Status.AGREED)
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
        "place": _places(finding.places, report),
        "accepted": finding.accepted,
    }


def _places(places: tuple[str, ...], report: Report) -> str:
    """Return the places as one text in which units of the same activity share its name."""
    rows: dict[str, list[str]] = {}
    for place in places[:MOST_PLACES]:
        row, _, unit = place.rpartition(" · ")
        rows.setdefault(row or unit, []).extend([unit] if row else [])
    told = [" · ".join([row, ", ".join(units)]) if units else row for row, units in rows.items()]
    left = len(places) - MOST_PLACES
    if left > 0:
        told.append(
            report.spoken.of(lambda language: translate_count("{n} more place", "{n} more places", left, language))
        )
    return "\n".join(told)


def gap_content(report: Report, gap: ReportGap) -> Content:
    """Return what tells the matrix from its template."""
    return {
        "told": report.say("Compared with the template «{template}».", template=gap.template),
        "none": "" if gap.cells or gap.missing or gap.own else report.say("There is no difference."),
        "missing": list(gap.missing),
        "own": list(gap.own),
        "cells": [
            {
                "activity": cell.activity,
                "unit": cell.unit,
                "actual": list(cell.actual),
                "expected": list(cell.expected),
                "difference": cell.difference,
                "advice": 0 if cell.strict else 1,
            }
            for cell in gap.cells
        ],
    }


def cards_content(report: Report) -> Content:
    """Return a card for each unit: what it decides, does, advises on and hears of, with who answers."""
    titles = _card_titles(report)
    return [_card(card, titles, report) for card in role_cards(report)]


def _card_titles(report: Report) -> dict[Duty | None, str]:
    return {
        Duty.ACCOUNTABLE: report.say("Decides and answers for"),
        Duty.RESPONSIBLE: report.say("Does"),
        Duty.CONSULTED: report.say("Advises on"),
        Duty.INFORMED: report.say("Hears of"),
        None: report.say("Also takes part in"),
    }


def _card(card: RoleCard, titles: dict[Duty | None, str], report: Report) -> Content:
    parts = {
        Duty.ACCOUNTABLE: card.decides,
        Duty.RESPONSIBLE: card.does,
        Duty.CONSULTED: card.advises,
        Duty.INFORMED: card.hears,
        None: card.others,
    }
    return {
        "name": visible(card.unit.name),
        "functions": ", ".join(card.unit.functions),
        "empty": report.say("The matrix asks nothing of this unit.") if card.is_empty else "",
        "parts": [
            {
                "title": f"{titles[duty]}\u00a0({len(lines)})",
                "lines": [_line(line, report, told=duty is not Duty.ACCOUNTABLE) for line in lines],
            }
            for duty, lines in parts.items()
            if lines
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
    told = [
        (
            report.say("The matrix"),
            report.say(
                "Each row is an activity, each column a unit. The letters in a cell say what the unit has to do with"
                " the activity; an empty cell says that it has nothing to do with it."
            ),
        ),
        (
            report.say("The check"),
            report.say(
                "The matrix was checked against rules of good practice. Each finding says what is wrong, why it"
                " matters, what to do, and what it rests on: a source, or our judgement. A row that nobody has filled"
                " in is not assessed."
            ),
        ),
        (
            report.say("Accepted deviations"),
            report.say(
                "What the organization does otherwise on purpose is accepted with its reason and no longer counts as"
                " an open finding."
            ),
        ),
    ]
    if report.gap:
        told.append(
            (
                report.say("The comparison"),
                report.say(
                    "The template says what is usual for organizations of this kind. To depart from it is no mistake;"
                    " it deserves a reason."
                ),
            )
        )
    return [{"title": title, "text": text} for title, text in told]


def sign_off_content(report: Report) -> Content:
    """Return the table to sign."""
    return {
        "told": report.say("With their signatures the units confirm what this matrix asks of them."),
        "units": [visible(unit.name) for unit in report.units],
    }
