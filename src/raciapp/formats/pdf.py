"""The PDF: the report set by typst in landscape, tagged for screen readers (PDF/UA-1), its fonts inside."""

from pathlib import Path
from typing import Annotated

import msgspec

from raciapp.base.files import write_atomically
from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language
from raciapp.document.letters import Letter
from raciapp.document.records import Status
from raciapp.formats.branding import Branding
from raciapp.formats.paper import Paper
from raciapp.formats.points import Point, count_of, statuses_of
from raciapp.formats.remarks import Remarks
from raciapp.formats.report import (
    SEVERITY_NAMES,
    STATUS_NAMES,
    STATUS_SIGNS,
    Report,
    ReportFinding,
    ReportRow,
    ReportSection,
    ReportUnit,
)
from raciapp.formats.typesetting import Content, typeset, visible

MOST_PLACES = 24
"""Places a finding lists before it says how many more there are."""


def write_pdf(report: Report, path: Path, paper: Paper = Paper.LETTER) -> None:
    """Write the report to `path` as a tagged PDF (PDF/UA-1) on `paper`, landscape.

    Characters no font can show become «□». Raises UserError when the file cannot be written; the old one then stays.
    """
    write_atomically(path, typeset(page_content(report, paper)))


def page_content(report: Report, paper: Paper) -> dict[str, Content]:
    """Return what `resources/typst/report.typ` shows: plain text and numbers, lengths in millimetres."""
    height, width = paper.millimetres
    title = visible(report.title) or report.scheme.name
    matrix = visible(report.matrix)
    remarks = Remarks(report)
    kinds = _kinds(report)
    return {
        "language": report.language.value,
        "paper": {"width": width, "height": height},
        "document": " · ".join(filter(None, [title, matrix, report.scheme.name])),
        "title": title,
        "subtitle": " · ".join(filter(None, [visible(report.subtitle), report.date])),
        "matrix": matrix or report.scheme.name,
        "date": report.date,
        "labels": _labels(report),
        "letters": [_letter(letter, report.language) for letter in report.legend],
        "weights": _weights(report),
        "statuses": _statuses(report, remarks),
        "divisions": list(remarks.divisions),
        "units": list(remarks.units),
        "abreast": max((len(symbols) for symbols in kinds), default=0),
        "signed": any(cell.status for section in report.sections for row in section.rows for cell in row.cells),
        "sections": [_section(section, report.units, remarks, kinds) for section in report.sections],
        "kinds": [list(symbols) for symbols in kinds],
        "to_settle": [_point(number, point) for number, point in remarks.to_settle()],
        "agreed": _agreed(count_of(remarks.points, Status.AGREED), report.language),
        "remarks": [msgspec.to_builtins(remark) for remark in remarks.others()],
        "open": [_finding(finding, report.language) for finding in report.open_findings],
        "accepted": [_finding(finding, report.language) for finding in report.accepted_findings],
    }


def _kinds(report: Report) -> dict[tuple[str, ...], int]:
    """Return the different sets of letters with their numbers, 0 being none; the template makes each only once."""
    kinds: dict[tuple[str, ...], int] = {(): 0}
    for section in report.sections:
        for row in section.rows:
            for cell in row.cells:
                kinds.setdefault(cell.symbols, len(kinds))
    return kinds


def _section(
    section: ReportSection, units: tuple[ReportUnit, ...], remarks: Remarks, kinds: dict[tuple[str, ...], int]
) -> Content:
    return {"name": visible(section.name), "rows": [_row(row, units, remarks, kinds) for row in section.rows]}


def _row(row: ReportRow, units: tuple[ReportUnit, ...], remarks: Remarks, kinds: dict[tuple[str, ...], int]) -> Content:
    """Return an activity; a cell is the number of its letters, or tells more where it has a status or a remark."""
    cells: list[Content] = []
    for unit, cell in zip(units, row.cells, strict=True):
        letters, remark = kinds[cell.symbols], remarks.number_of(row.id, unit.id)
        if cell.status or remark:
            cells.append({"letters": letters, "status": cell.status.value, "remark": remark})
        else:
            cells.append(letters)
    return {
        "name": row.name,
        "weight": row.weight.value if row.weight else None,
        "status": row.status.value,
        "remark": remarks.number_of(row.id),
        "cells": cells,
    }


def _point(number: int, point: Point) -> Content:
    return {
        "number": number,
        "status": point.status.value,
        "activity": point.activity_name,
        "unit": point.unit_name,
        "symbols": list(point.symbols),
        "text": point.remark,
    }


def _statuses(report: Report, remarks: Remarks) -> Content:
    """Return the statuses that occur: the sign in the matrix and what it means."""
    return [
        {"status": status.value, "sign": STATUS_SIGNS[status], "name": report.say(STATUS_NAMES[status])}
        for status in statuses_of(remarks.points)
    ]


def _agreed(count: int, language: Language) -> str:
    return translate_count("{n} point is agreed.", "{n} points are agreed.", count, language) if count else ""


def _labels(report: Report) -> Content:
    return {
        "legend": report.say("Legend"),
        "activity": report.say("Activity"),
        "part": report.say("Units {first} to {last} of {total}"),
        "page": report.say("Page {page} of {pages}"),
        "talk": report.say("Open questions and remarks"),
        "to_settle": report.say("To settle"),
        "status": report.say("Status"),
        "unit": report.say("Unit"),
        "letters": report.say("Letters"),
        "remarks": report.say("Remarks"),
        "other_remarks": report.say("Other remarks"),
        "number": report.say("No."),
        "where": report.say("Where"),
        "remark": report.say("Remark"),
        "findings": report.say("Findings"),
        "nothing": report.say("There are no open findings."),
        "places": report.say("Where:"),
        "fix": report.say("What to do:"),
        "deviations": report.say("Accepted deviations"),
        "accepted": report.say("Accepted because:"),
        "empty": report.say("The matrix has no activities yet."),
    }


def _letter(letter: Letter, language: Language) -> Content:
    return {
        "symbol": letter.symbol,
        "name": letter.name.text(language),
        "meaning": letter.meaning.text(language),
        "fill": letter.light.fill,
        "text": letter.light.text,
        "edge": letter.light.edge,
    }


def _weights(report: Report) -> Content:
    """Return how many open findings there are of each weight, the gravest first."""
    counted: list[Content] = []
    for severity, name in SEVERITY_NAMES.items():
        count = sum(finding.severity is severity for finding in report.open_findings)
        if count:
            counted.append({"severity": severity.value, "text": f"{translate(name, report.language)}\u00a0({count})"})
    return counted


def _finding(finding: ReportFinding, language: Language) -> Content:
    return {
        "severity": finding.severity.value,
        "severity_name": finding.severity_name,
        "message": finding.message,
        "reason": finding.reason,
        "basis": finding.basis,
        "fix": finding.fix,
        "place": _places(finding.places, language),
        "accepted": finding.accepted,
    }


def _places(places: tuple[str, ...], language: Language) -> str:
    """Return the places as one text in which units of the same activity share its name."""
    rows: dict[str, list[str]] = {}
    for place in places[:MOST_PLACES]:
        row, _, unit = place.rpartition(" · ")
        rows.setdefault(row or unit, []).extend([unit] if row else [])
    told = [" · ".join([row, ", ".join(units)]) if units else row for row, units in rows.items()]
    left = len(places) - MOST_PLACES
    if left > 0:
        told.append(translate_count("{n} more place", "{n} more places", left, language))
    return "\n".join(told)


class PdfOptions(msgspec.Struct, frozen=True):
    """What can be chosen for a PDF."""

    paper: Annotated[Paper, msgspec.Meta(title=mark("Paper"))] = Paper.LETTER


def export_pdf(report: Report, path: Path, options: msgspec.Struct, _branding: Branding) -> None:
    """Write the report to `path`. Raises UserError."""
    assert isinstance(options, PdfOptions)  # noqa: S101 - the table of formats pairs them
    write_pdf(report, path, options.paper)
