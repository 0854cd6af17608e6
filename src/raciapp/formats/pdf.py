"""The PDF: the report set by typst in landscape, tagged for screen readers (PDF/UA-1), its fonts inside."""

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from raciapp.base.files import write_atomically
from raciapp.base.messages import translate, translate_count
from raciapp.base.resources import resources
from raciapp.base.words import Language
from raciapp.document.letters import Letter
from raciapp.formats.paper import Paper
from raciapp.formats.report import SEVERITY_NAMES, Report, ReportFinding, ReportRow, ReportSection, ReportUnit

if TYPE_CHECKING:
    import typst

Content: TypeAlias = "dict[str, Content] | list[Content] | str | int | float | None"
"""What the template reads, as JSON."""

LONGEST_UNIT = 180
"""Characters of a unit's name that stand over its column; a longer name stands in full among the remarks."""

MOST_PLACES = 24
"""Places a finding lists before it says how many more there are."""

SUBSTITUTE = "□"
"""Stands for a character that no font on this computer can show."""

_FORBIDDEN: dict[int, str | None] = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " "),
    **dict.fromkeys(range(0xD800, 0xE000), SUBSTITUTE),
    0x0A: "\n",
    0x0D: None,
    0xFEFF: " ",
}
"""Control characters, halves of characters and byte order marks: PDF/UA forbids them or JSON cannot hold them."""

_COMPLAINT = re.compile(r'error: PDF/UA-1 error: the text .*?`"(.*?)"`(?: could not be displayed|$)', re.MULTILINE)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


def write_pdf(report: Report, path: Path, paper: Paper = Paper.LETTER) -> None:
    """Write the report to `path` as a tagged PDF (PDF/UA-1) on `paper`, landscape.

    Characters no font can show become «□». Raises UserError when the file cannot be written; the old one then stays.
    """
    text = json.dumps(_printable(page_content(report, paper)), ensure_ascii=False)
    write_atomically(path, _typeset(text))


def page_content(report: Report, paper: Paper) -> dict[str, Content]:
    """Return what `resources/typst/report.typ` shows: plain text and numbers, lengths in millimetres."""
    height, width = paper.millimetres
    title = _shown(report.title) or report.scheme.name
    matrix = _shown(report.matrix)
    remarks = _Remarks()
    return {
        "language": report.language.value,
        "paper": {"width": width, "height": height},
        "document": " · ".join(filter(None, [title, matrix, report.scheme.name])),
        "title": title,
        "subtitle": " · ".join(filter(None, [_shown(report.subtitle), report.date])),
        "matrix": matrix or report.scheme.name,
        "date": report.date,
        "labels": _labels(report),
        "letters": [_letter(letter, report.language) for letter in report.legend],
        "weights": _weights(report),
        "units": [remarks.column_name(unit.name) for unit in report.units],
        "sections": [_section(section, report.units, remarks) for section in report.sections],
        "remarks": remarks.listed,  # the calls above have filled it
        "open": [_finding(finding, report.language) for finding in report.open_findings],
        "accepted": [_finding(finding, report.language) for finding in report.accepted_findings],
    }


class _Remarks:
    """Numbers the remarks in the order in which the matrix is read."""

    def __init__(self) -> None:
        self.listed: list[Content] = []

    def number(self, place: str, remark: str) -> int:
        """Return the number that stands in the cell, 0 where there is no remark."""
        if not remark.strip():
            return 0
        self.listed.append({"number": len(self.listed) + 1, "place": place, "text": remark})
        return len(self.listed)

    def column_name(self, name: str) -> str:
        """Return what stands over a column: the name, or its beginning and the number of a remark with all of it."""
        if len(name) <= LONGEST_UNIT:
            return name
        short = name[:LONGEST_UNIT].rstrip() + "…"
        return f"{short} ({self.number(short, name)})"


def _section(section: ReportSection, units: tuple[ReportUnit, ...], remarks: _Remarks) -> Content:
    return {"name": _shown(section.name), "rows": [_row(row, units, remarks) for row in section.rows]}


def _row(row: ReportRow, units: tuple[ReportUnit, ...], remarks: _Remarks) -> Content:
    cells: list[Content] = [
        {"symbols": list(cell.symbols), "remark": remarks.number(f"{row.name} · {unit.name}", cell.remark)}
        for unit, cell in zip(units, row.cells, strict=True)
    ]
    return {"name": row.name, "weight": row.weight.value if row.weight else None, "cells": cells}


def _labels(report: Report) -> Content:
    return {
        "legend": report.say("Legend"),
        "activity": report.say("Activity"),
        "part": report.say("Units {first} to {last} of {total}"),
        "page": report.say("Page {page} of {pages}"),
        "remarks": report.say("Remarks"),
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


def _shown(text: str) -> str:
    """Return a heading without blanks around it, empty where there is nothing to see."""
    return text.translate(_FORBIDDEN).strip()


def _printable(content: Content) -> Content:
    """Return the content without characters that a PDF for screen readers may not hold."""
    if isinstance(content, str):
        return content.translate(_FORBIDDEN)
    if isinstance(content, dict):
        return {key: _printable(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_printable(value) for value in content]
    return content


def _typeset(text: str) -> bytes:
    """Return the PDF: with our own fonts, else with this computer's too, else with «□» for what they all lack."""
    import typst

    system_fonts = False
    while True:
        try:
            return _compiled(text, system_fonts=system_fonts)
        except typst.TypstError as error:
            missing = _undisplayable(error.diagnostic).intersection(text)
            if not missing:
                raise
        if system_fonts:
            text = text.translate(dict.fromkeys(map(ord, missing), SUBSTITUTE))
        system_fonts = True


def _undisplayable(diagnostic: str) -> set[str]:
    """Return the characters typst complains about; a complaint may quote a letter together with its accents."""
    quoted = "".join(_COMPLAINT.findall(diagnostic))
    shown = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), quoted)
    return {character for character in shown if not character.isascii()} - {SUBSTITUTE}


def _compiled(text: str, *, system_fonts: bool) -> bytes:
    import typst

    folder = resources() / "typst"
    compiler = typst.Compiler(root=folder, font_paths=_fonts(system_fonts=system_fonts))
    pdf = compiler.compile(
        input=folder / "report.typ", sys_inputs={"content": text}, format="pdf", pdf_standards="ua-1"
    )
    return cast("bytes", pdf)  # other formats may be a list, and nothing is returned where a path is given


@cache
def _fonts(*, system_fonts: bool) -> "typst.Fonts":
    """Return the fonts to choose from, read once: looking through a computer's fonts takes a while."""
    import typst

    return typst.Fonts(include_system_fonts=system_fonts, font_paths=[resources() / "fonts"])
