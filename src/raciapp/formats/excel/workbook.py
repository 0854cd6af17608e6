"""The Excel workbook a client takes home: the matrix, and what there is to discuss about it."""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from raciapp.base.files import replace_atomically
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.excel.cards import add_cards
from raciapp.formats.excel.carrying import carry
from raciapp.formats.excel.cover import add_cover
from raciapp.formats.excel.departures import add_gap
from raciapp.formats.excel.filling import filled
from raciapp.formats.excel.findings import write_findings
from raciapp.formats.excel.matrix import write_matrix
from raciapp.formats.excel.method import add_method
from raciapp.formats.excel.options import ExcelOptions
from raciapp.formats.excel.pictures import add_pictures
from raciapp.formats.excel.reacting import VALUES
from raciapp.formats.excel.saving import save
from raciapp.formats.excel.settling import add_points
from raciapp.formats.excel.signing import add_sign_off
from raciapp.formats.excel.styles import Pen, clean, set_default_font
from raciapp.formats.report import Report, ReportPart

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["ExcelOptions", "export_excel", "write_workbook"]

_USUAL = ExcelOptions()


def write_workbook(report: Report, path: Path, options: ExcelOptions = _USUAL, branding: Branding = PLAIN) -> None:
    """Write the report to `path` as an `.xlsx` file.

    Raises UserError when it cannot be written, and for a template that cannot be filled; an older file of that name is
    then untouched.
    """
    workbook, pen = (
        filled(report, options.template, options, branding) if options.template else _made(report, options, branding)
    )
    _describe(workbook, report)
    before = list(workbook.worksheets)
    _add_sheets(workbook, report, options, branding)
    if report.wants(ReportPart.COVER):
        added = [sheet for sheet in workbook.worksheets if sheet not in before]
        add_cover(workbook, report, pen.sheet, added, options.paper, branding)
    for sheet in (one for one in before if one.title == VALUES):
        workbook.move_sheet(sheet, len(workbook.worksheets))
    carry(workbook, report)
    results = {pen.sheet.title: pen.results}
    replace_atomically(path, lambda beside: save(workbook, beside, results))


def export_excel(report: Report, path: Path, options: msgspec.Struct, branding: Branding) -> None:
    """Write the report to `path`. Raises UserError."""
    assert isinstance(options, ExcelOptions)  # noqa: S101 - the table of formats pairs them
    write_workbook(report, path, options, branding)


def _made(report: Report, options: ExcelOptions, branding: Branding) -> "tuple[Workbook, Pen]":
    """Return a workbook of our own with the matrix, and the pen it was written with."""
    from openpyxl import Workbook

    workbook = Workbook()
    set_default_font(workbook)
    workbook.properties.creator = clean(report.cover.author.strip()) or "raciapp"
    return workbook, write_matrix(workbook, report, options, branding)


def _describe(workbook: "Workbook", report: Report) -> None:
    """Say in the properties what it is."""
    properties = workbook.properties
    properties.title = clean(" · ".join(filter(None, [report.title, report.matrix])))
    properties.subject = clean(report.matrix)
    properties.keywords = clean(report.scheme.name)
    properties.description = clean(" · ".join(filter(None, [report.date, report.cover.note.strip()])))
    properties.version = clean(report.cover.version.strip()) or None
    properties.language = report.language.value


def _add_sheets(workbook: "Workbook", report: Report, options: ExcelOptions, branding: Branding) -> None:
    """Add what is wanted besides the matrix."""
    paper = options.paper
    if report.wants(ReportPart.TALK):
        add_points(workbook, report, paper, branding)
    if report.wants(ReportPart.FINDINGS) or (report.wants(ReportPart.DEVIATIONS) and report.accepted_findings):
        write_findings(workbook.create_sheet(), report, paper, branding)
    if report.wants(ReportPart.GAP):
        add_gap(workbook, report, paper, branding)
    if report.wants(ReportPart.PICTURES):
        add_pictures(workbook, report, paper, branding)
    if report.wants(ReportPart.CARDS):
        add_cards(workbook, report, paper, branding)
    if report.wants(ReportPart.METHOD):
        add_method(workbook, report, paper, branding)
    if report.wants(ReportPart.SIGN_OFF):
        add_sign_off(workbook, report, paper, branding)
