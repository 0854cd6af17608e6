"""The matrix as a typst template reads it: plain text and numbers, cells as numbers of kinds."""

import math

from raciapp.formats.paper import POINTS_IN_MILLIMETRE, Orientation, Paper
from raciapp.formats.points import statuses_of
from raciapp.formats.remarks import Remarks
from raciapp.formats.report import (
    SEVERITY_NAMES,
    STATUS_NAMES,
    STATUS_SIGNS,
    Report,
    ReportPart,
    ReportRow,
    ReportSection,
    ReportUnit,
)
from raciapp.formats.typesetting import Content, visible

MOST_ABREAST = 3
"""Letters that stand side by side in a cell; more of them take another line."""

SMALLEST = 6.5
"""Points of the smallest text on paper."""


def matrix_content(report: Report, remarks: Remarks) -> dict[str, Content]:
    """Return the units, the rows, and what their letters and signs mean."""
    kinds = _kinds(report)
    abreast = min(MOST_ABREAST, max(1, *map(len, kinds)))
    return {
        "matrix": visible(report.matrix) or report.scheme.name,
        "letters": letters_content(report),
        "weights": _weights(report),
        "statuses": _statuses(report, remarks),
        "divisions": list(remarks.divisions),
        "units": list(remarks.units),
        "abreast": abreast,
        "signed": any(cell.status for section in report.sections for row in section.rows for cell in row.cells),
        "sections": [_section(section, report.units, remarks, kinds, abreast) for section in report.sections],
        "kinds": [list(symbols) for symbols in kinds],
    }


def letters_content(report: Report) -> Content:
    """Return the letters of the legend with their words and colours."""
    return [
        {
            "symbol": letter.symbol,
            "name": report.spoken.text(letter.name),
            "meaning": report.spoken.text(letter.meaning),
            "fill": letter.light.fill,
            "text": letter.light.text,
            "edge": letter.light.edge,
        }
        for letter in report.legend
    ]


def page_size(report: Report, paper: Paper, orientation: Orientation) -> tuple[float, float]:
    """Return width and height of the page in millimetres, as it lies.

    AUTO is upright only where the matrix fits on one page that way and no other. It is a guess from the lengths of
    names: the template measures them and stays right where the guess is not.
    """
    width, height = paper.millimetres
    upright = orientation is Orientation.PORTRAIT or (
        orientation is Orientation.AUTO and not _fits(report, height, width) and _fits(report, width, height)
    )
    return (width, height) if upright else (height, width)


def _fits(report: Report, width: float, height: float) -> bool:
    """Guess whether the matrix fits on one page in the smallest text, with its title over it."""
    above = 45 if report.wants(ReportPart.COVER) else 115
    room, free = width * POINTS_IN_MILLIMETRE - 80, height * POINTS_IN_MILLIMETRE - 86 - above - 90
    rows = [row for section in report.sections for row in section.rows]
    abreast = min(MOST_ABREAST, max((len(cell.symbols) for row in rows for cell in row.cells), default=1))
    activity = min(46 * SMALLEST, room - len(report.units) * (6 + 1.5 * SMALLEST * max(1, abreast)))
    if activity < 23 * SMALLEST:
        return False
    lines = [math.ceil(0.6 * SMALLEST * len(row.name) / activity) for row in rows]
    groups = sum(bool(section.name) for section in report.sections)
    return SMALLEST * (sum(max(1.54, 1.18 * count) for count in lines) + 1.3 * groups) <= free


def _kinds(report: Report) -> dict[tuple[str, ...], int]:
    """Return the different sets of letters with their numbers, 0 being none; the template makes each only once."""
    kinds: dict[tuple[str, ...], int] = {(): 0}
    for section in report.sections:
        for row in section.rows:
            for cell in row.cells:
                kinds.setdefault(cell.symbols, len(kinds))
    return kinds


def _section(
    section: ReportSection,
    units: tuple[ReportUnit, ...],
    remarks: Remarks,
    kinds: dict[tuple[str, ...], int],
    abreast: int,
) -> Content:
    rows: list[Content] = [_row(row, units, remarks, kinds, abreast) for row in section.rows]
    return {"name": visible(section.name), "rows": rows}


def _row(
    row: ReportRow,
    units: tuple[ReportUnit, ...],
    remarks: Remarks,
    kinds: dict[tuple[str, ...], int],
    abreast: int,
) -> Content:
    """Return an activity; a cell is the number of its letters, or tells more where it has a status or a remark.

    `lines` is how many lines its letters take.
    """
    cells: list[Content] = []
    for unit, cell in zip(units, row.cells, strict=True):
        letters, remark = kinds[cell.symbols], remarks.number_of(row.id, unit.id)
        if cell.status or remark:
            cells.append({"letters": letters, "status": cell.status.value, "remark": remark})
        else:
            cells.append(letters)
    most = max((len(cell.symbols) for cell in row.cells), default=0)
    return {
        "name": row.name,
        "weight": row.weight.value if row.weight else None,
        "status": row.status.value,
        "remark": remarks.number_of(row.id),
        "lines": max(1, math.ceil(most / abreast)),
        "cells": cells,
    }


def _statuses(report: Report, remarks: Remarks) -> Content:
    """Return the statuses that occur: the sign in the matrix and what it means."""
    return [
        {"status": status.value, "sign": STATUS_SIGNS[status], "name": report.say(STATUS_NAMES[status])}
        for status in statuses_of(remarks.points)
    ]


def _weights(report: Report) -> Content:
    """Return how many open findings there are of each weight, the gravest first."""
    counted: list[Content] = []
    for severity, name in SEVERITY_NAMES.items():
        count = sum(finding.severity is severity for finding in report.open_findings)
        if count:
            counted.append({"severity": severity.value, "text": f"{report.say(name)}\u00a0({count})"})
    return counted
