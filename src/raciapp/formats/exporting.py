"""The written formats by suffix: the one list that the command line and the window choose from."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.formats.paper import Paper
from raciapp.formats.report import Report

Writer = Callable[[Report, Path, Paper], None]


class ExportFormat(msgspec.Struct, frozen=True):
    """A format a report can be written in: the suffix that chooses it, its name (to be translated), its writer."""

    suffix: str
    name: str
    write: Writer


# Each writer is loaded when it is asked for: none of their libraries may delay a window that exports nothing.


def _write_workbook(report: Report, path: Path, paper: Paper) -> None:
    from raciapp.formats.excel.workbook import write_workbook

    write_workbook(report, path, paper)


def _write_pdf(report: Report, path: Path, paper: Paper) -> None:
    from raciapp.formats.pdf import write_pdf

    write_pdf(report, path, paper)


def _write_csv(report: Report, path: Path, _paper: Paper) -> None:
    from raciapp.formats.csv_out import write_csv

    write_csv(report, path)


FORMATS = {
    known.suffix: known
    for known in (
        ExportFormat(".xlsx", mark("Excel workbook"), _write_workbook),
        ExportFormat(".pdf", mark("PDF report"), _write_pdf),
        ExportFormat(".csv", mark("CSV table"), _write_csv),
    )
}
"""The formats by suffix, in the order they are offered."""


def format_of(path: Path) -> ExportFormat:
    """Return the format that the suffix of `path` chooses. Raises UserError, naming those that exist."""
    suffix = path.suffix.casefold()
    if suffix not in FORMATS:
        raise UserError(
            mark("{file}: nothing is exported as «{suffix}». End the name in one of: {known}."),
            file=path.name or str(path),
            suffix=suffix,
            known=", ".join(FORMATS),
        )
    return FORMATS[suffix]


def export(report: Report, path: Path, paper: Paper = Paper.LETTER) -> None:
    """Write the report to `path` in the format of its suffix.

    Raises UserError for a suffix that has no format and when the file cannot be written.
    """
    format_of(path).write(report, path, paper)
