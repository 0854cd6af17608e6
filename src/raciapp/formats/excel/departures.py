"""The workbook's sheet of what tells the matrix from a template: activities, then cells."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from raciapp.formats.branding import Branding
from raciapp.formats.departing import ReportGap, weight_of
from raciapp.formats.excel.lists import TEXT, write_entry, write_names
from raciapp.formats.excel.page import labelled, set_up_page, sheet_title, what_it_is_about, write_title
from raciapp.formats.excel.styles import MUTED, RULE, SUBTITLE, Look, Pen, letter_look
from raciapp.formats.paper import Paper
from raciapp.formats.report import Report

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = [168.0, 300.0, 210.0, 66.0, 66.0, 162.0]
_HEADS = 1
"""What differs stays in sight, and stands again where an entry goes on in the next row."""
_TEXT = replace(TEXT, down="center")
_KIND = replace(_TEXT, bold=True)
_LETTERS = replace(_TEXT, across="center", indent=0)


class _Entry(msgspec.Struct, frozen=True):
    """A difference: what kind it is, where, the symbols held and expected, how much it matters."""

    kind: str
    activity: str
    unit: str = ""
    actual: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    weight: str = ""


def add_gap(workbook: "Workbook", report: Report, paper: Paper, branding: Branding) -> None:
    """Add the sheet to the workbook, unless there is no template to compare with."""
    if report.gap is not None:
        _write_gap(workbook.create_sheet(), report, report.gap, paper, branding)


def _write_gap(sheet: "Worksheet", report: Report, gap: ReportGap, paper: Paper, branding: Branding) -> None:
    sheet.title = sheet_title(report.say("Gap"))
    pen = Pen(sheet)
    pen.set_widths(_WIDTHS)
    entries = tuple(_entries(report, gap))
    counts = Counter(entry.kind for entry in entries)
    told = [
        what_it_is_about(report),
        report.say("Compared with the template «{template}».", template=gap.template),
        " · ".join(labelled(report, kind, count) for kind, count in counts.items()),
    ]
    header = write_title(pen, paper, report.say("Gap to the template"), told)
    if entries:
        names = [
            report.say("Difference"),
            report.say("Activity"),
            report.say("Unit"),
            report.say("Now"),
            report.say("Template"),
            report.say("Weight"),
        ]
        write_names(pen, header, names, branding)
        last = _write_all(pen, report, entries, header + 1) - 1
        sheet.freeze_panes = sheet.cell(header + 1, _HEADS + 1)
        sheet.auto_filter.ref = pen.area(header, 1, last, len(_WIDTHS))
    else:
        friendly = report.say("There is no difference.")
        pen.fit_height(header, pen.write_across(header, 1, len(_WIDTHS), friendly, SUBTITLE), SUBTITLE)
    set_up_page(pen, report, paper, header, footer=branding.footer)


def _entries(report: Report, gap: ReportGap) -> Iterator[_Entry]:
    for activity in gap.missing:
        yield _Entry(report.say("Activity of the template only"), activity)
    for activity in gap.own:
        yield _Entry(report.say("Activity of your own"), activity)
    for cell in gap.cells:
        weight = report.say(weight_of(cell))
        yield _Entry(cell.difference, cell.activity, cell.unit, cell.actual, cell.expected, weight)


def _write_all(pen: Pen, report: Report, entries: tuple[_Entry, ...], row: int) -> int:
    """Write the differences, with a darker line between kinds of activities and cells; return the first free row."""
    badges = {letter.symbol: letter_look(letter.light) for letter in report.scheme.letters}
    badges[""] = replace(_LETTERS, ink=MUTED)
    before = None
    for entry in entries:
        texts = [
            entry.kind,
            entry.activity,
            entry.unit,
            "/".join(entry.actual),
            "/".join(entry.expected),
            entry.weight,
        ]
        looks = [_KIND, _TEXT, _TEXT, _badge(entry.actual, badges), _badge(entry.expected, badges), _TEXT]
        if before is not None and bool(entry.unit) is not bool(before.unit):
            looks = [replace(look, top=RULE) for look in looks]
        row = write_entry(pen, row, texts, looks, _HEADS)
        before = entry
    return row


def _badge(symbols: tuple[str, ...], badges: Mapping[str, Look]) -> Look:
    return badges[symbols[0] if symbols else ""]
