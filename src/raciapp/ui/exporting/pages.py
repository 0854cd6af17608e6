"""The pages of the PDF as pictures, for the preview."""

import datetime as dt
import time
from pathlib import Path

import msgspec
from msgspec.structs import replace

from raciapp.document.records import Document
from raciapp.formats.report import Report, ReportPart, Wishes, report_on
from raciapp.knowledge.library import Knowledge
from raciapp.ui.exporting.writing import look_of

SLOW = 0.2
"""Seconds; what takes longer is shown in part first."""

SOONER = frozenset({ReportPart.COVER, ReportPart.MATRIX})
"""The parts that are shown first."""


class Pages(msgspec.Struct, frozen=True):
    """A picture (SVG) of each page; of a draft there are only the first ones."""

    pictures: tuple[bytes, ...] = ()
    draft: bool = False


class Pager:
    """Sets the pages of one document; asked from one thread at a time."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        """Show `document` as it is now."""
        self._document = document
        self._knowledge = knowledge
        self._wishes: Wishes | None = None
        self._report: Report | None = None
        self.slow = True

    def pages(self, wishes: Wishes, options: msgspec.Struct, branding: Path | None) -> Pages:
        """Return all pages; `slow` is then whether that took long. Raises UserError for a branding that is wrong."""
        began = time.perf_counter()
        pictures = _set(self._report_on(wishes), options, branding)
        self.slow = time.perf_counter() - began > SLOW
        return Pages(pictures)

    def draft(self, wishes: Wishes, options: msgspec.Struct, branding: Path | None) -> Pages:
        """Return the first pages only, sooner. Raises UserError for a branding that is wrong."""
        whole = self._report_on(wishes)
        return Pages(_set(replace(whole, parts=whole.parts & SOONER), options, branding), draft=True)

    def _report_on(self, wishes: Wishes) -> Report:
        """Return the report, the last one where nothing but its look has changed: checking takes a while."""
        if self._report is None or wishes != self._wishes:
            today = dt.datetime.now().astimezone().date()
            self._report = report_on(self._document, self._knowledge, today, wishes)
            self._wishes = wishes
        return self._report


def _set(report: Report, options: msgspec.Struct, branding: Path | None) -> tuple[bytes, ...]:
    from raciapp.formats.pdf import PdfOptions, report_pages

    assert isinstance(options, PdfOptions)  # noqa: S101 - those of the suffix .pdf
    return report_pages(report, options, look_of(branding), "svg")
