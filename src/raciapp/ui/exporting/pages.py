"""The pages of the PDF as pictures, for the preview: stretch by stretch, the one that is looked at first."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TypeAlias

import msgspec

from raciapp.document.records import Document
from raciapp.formats.report import Report, ReportPart, Wishes, report_on
from raciapp.knowledge.library import Knowledge
from raciapp.ui.exporting.latest import Work
from raciapp.ui.exporting.writing import look_of

Stretch: TypeAlias = ReportPart | None
"""Pages that can be set on their own, by the first part on them; None for those with the title."""


class Pages(msgspec.Struct, frozen=True):
    """A picture (SVG) of each page of each stretch; some may still be those of an earlier wish."""

    stretches: tuple[tuple[Stretch, tuple[bytes, ...]], ...] = ()


class _Asked(msgspec.Struct, frozen=True):
    wishes: Wishes
    options: msgspec.Struct
    branding: Path | None
    stretches: dict[Stretch, frozenset[ReportPart]]


class Pager:
    """Sets the pages of one document; asked from one thread at a time."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        """Show `document` as it is now."""
        self._document = document
        self._knowledge = knowledge
        self._wishes: Wishes | None = None
        self._report: Report | None = None
        self._set: dict[Stretch, tuple[bytes, ...]] = {}
        self._numbered: dict[Stretch, tuple[int, int]] = {}

    def works(
        self, wishes: Wishes, options: msgspec.Struct, branding: Path | None, first: Stretch = None
    ) -> tuple[Work, ...]:
        """Return pieces of work that each give `Pages`, with one more stretch set anew, `first` before the others.

        Each raises UserError for a branding that is wrong.
        """
        from raciapp.formats.pdf import stretches

        opening, *others = stretches(wishes.parts)
        found: dict[Stretch, frozenset[ReportPart]] = {None: opening}
        found.update((min(parts, key=list(ReportPart).index), parts) for parts in others)
        asked = _Asked(wishes, options, branding, found)
        order = sorted(found, key=lambda stretch: stretch is not first)
        pieces = [partial(self._set_stretch, asked, stretch) for stretch in order]
        return (*pieces, partial(self._number_rightly, asked)) if others else tuple(pieces)

    def _set_stretch(self, asked: _Asked, stretch: Stretch) -> Pages:
        from raciapp.formats.pdf import Numbering, PdfOptions, stretch_pages

        assert isinstance(asked.options, PdfOptions)  # noqa: S101 - those of the suffix .pdf
        before, total = self._numbering(asked, stretch)
        self._set[stretch] = stretch_pages(
            self._report_on(asked.wishes),
            asked.stretches[stretch],
            asked.options,
            look_of(asked.branding),
            Numbering(before, total),
        )
        self._numbered[stretch] = before, total
        return self._pages(asked)

    def _number_rightly(self, asked: _Asked) -> Pages:
        """Set again what was numbered before it was known how many pages the others have."""
        for stretch in asked.stretches:
            if self._numbered[stretch] != self._numbering(asked, stretch):
                self._set_stretch(asked, stretch)
        return self._pages(asked)

    def _numbering(self, asked: _Asked, stretch: Stretch) -> tuple[int, int]:
        """Return how many pages come before a stretch, and how many there are, as far as is known: 0 for its own."""
        if len(asked.stretches) == 1 or stretch not in self._set:
            return 0, 0
        order = list(asked.stretches)
        counts = [len(self._set.get(one, ())) for one in order]
        return sum(counts[: order.index(stretch)]), sum(counts)

    def _pages(self, asked: _Asked) -> Pages:
        return Pages(tuple((stretch, self._set.get(stretch, ())) for stretch in asked.stretches))

    def _report_on(self, wishes: Wishes) -> Report:
        """Return the report, the last one where nothing but its look has changed: checking takes a while."""
        if self._report is None or wishes != self._wishes:
            today = dt.datetime.now().astimezone().date()
            self._report = report_on(self._document, self._knowledge, today, wishes)
            self._wishes = wishes
        return self._report
