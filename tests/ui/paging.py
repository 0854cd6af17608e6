"""A stand-in for the pages of a PDF: plain sheets, set as fast or as slowly as a test wants."""

from threading import Event

import msgspec
import pytest

from raciapp.formats.branding import Branding
from raciapp.formats.pdf import Numbering
from raciapp.formats.report import Report, ReportPart


def sheet(number: int) -> bytes:
    """Return a page that is wider than high, with a number of strokes on it."""
    strokes = "".join(f'<rect x="20" y="{20 + 20 * place}" width="200" height="10"/>' for place in range(number))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="792pt" height="612pt" viewBox="0 0 792 612">{strokes}</svg>'
    ).encode()


class Paging:
    """Remembers what pages were asked for; waits at its gate in its thread."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.stretches: list[frozenset[ReportPart]] = []
        self.numberings: list[Numbering] = []
        self.options: list[msgspec.Struct] = []
        self.brandings: list[Branding] = []
        self.pages = 3
        self.error: Exception | None = None
        self.gate = Event()
        self.gate.set()

    def __call__(
        self,
        report: Report,
        stretch: frozenset[ReportPart],
        options: msgspec.Struct,
        branding: Branding,
        numbering: Numbering,
    ) -> tuple[bytes, ...]:
        self.reports.append(report)
        self.stretches.append(stretch)
        self.numberings.append(numbering)
        self.options.append(options)
        self.brandings.append(branding)
        assert self.gate.wait(20)
        if self.error is not None:
            raise self.error
        return tuple(map(sheet, range(1, self.pages + 1)))


def stand_in(monkeypatch: pytest.MonkeyPatch) -> Paging:
    """Let pages be set by a stand-in until the end of the test."""
    made = Paging()
    monkeypatch.setattr("raciapp.formats.pdf.stretch_pages", made)
    return made
