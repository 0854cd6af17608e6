"""The Excel workbook a client takes home: the matrix, and what there is to discuss about it."""

from pathlib import Path
from typing import Annotated

import msgspec

from raciapp.base.files import replace_atomically
from raciapp.base.messages import mark
from raciapp.formats.branding import Branding
from raciapp.formats.excel.carrying import carry
from raciapp.formats.excel.findings import write_findings
from raciapp.formats.excel.matrix import write_matrix
from raciapp.formats.excel.settling import add_points
from raciapp.formats.excel.styles import clean, set_default_font
from raciapp.formats.paper import Paper
from raciapp.formats.report import Report


def write_workbook(report: Report, path: Path, paper: Paper = Paper.LETTER) -> None:
    """Write the report to `path` as an `.xlsx` file that prints on `paper`.

    Raises UserError when it cannot be written; an older file of that name is then untouched.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    set_default_font(workbook)
    properties = workbook.properties
    properties.title = clean(" · ".join(filter(None, [report.title, report.matrix])))
    properties.creator = "raciapp"
    properties.language = report.language.value
    write_matrix(workbook.active, report, paper)
    add_points(workbook, report, paper)
    write_findings(workbook.create_sheet(), report, paper)
    carry(workbook, report)
    replace_atomically(path, workbook.save)


class ExcelOptions(msgspec.Struct, frozen=True):
    """What can be chosen for a workbook."""

    paper: Annotated[Paper, msgspec.Meta(title=mark("Paper"))] = Paper.LETTER


def export_excel(report: Report, path: Path, options: msgspec.Struct, _branding: Branding) -> None:
    """Write the report to `path`. Raises UserError."""
    assert isinstance(options, ExcelOptions)  # noqa: S101 - the table of formats pairs them
    write_workbook(report, path, options.paper)
