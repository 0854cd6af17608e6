"""What is handed out: a workbook, a PDF, its preview, and every format at once."""

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path

from benchmarks.subjects import bare_workbook, document_of, edited, government_template
from benchmarks.timing import Budget, Figure, Work, median_ms

from raciapp.base.words import Language
from raciapp.document.records import Document
from raciapp.document.storage import load
from raciapp.formats.excel.workbook import write_workbook
from raciapp.formats.exporting import FORMATS, export
from raciapp.formats.paper import Paper
from raciapp.formats.pdf import PdfOptions, write_pdf
from raciapp.formats.report import EVERYTHING, Report, Wishes, build_report, report_on
from raciapp.knowledge.library import knowledge
from raciapp.ui.exporting.pages import Pager, Pages, Stretch

ROOT = Path(__file__).resolve().parent.parent.parent


def export_figures(folder: Path) -> list[Figure]:
    """Measure everything about deliverables, which go to `folder`."""
    return [*measure_exports(folder), *measure_full_reports(folder), *measure_preview()]


def measure_exports(folder: Path) -> list[Figure]:
    """Write a government template as Excel and PDF, each time after another edit, as nothing may be remembered."""
    reports = [_report(document) for document in edited(government_template(), 8)]
    xlsx, pdf = folder / "a.xlsx", folder / "a.pdf"
    excel = median_ms(_each(reports, lambda report: write_workbook(report, xlsx)), 7)
    bare = median_ms(_each(reports, lambda report: bare_workbook(report, folder / "b.xlsx")), 7)
    printed = median_ms(_each(reports, lambda report: write_pdf(report, pdf)), 7)
    samples = [_report(one) for one in edited(load(ROOT / "sample_orgs" / "coastal_stewardship.raci"), 8)]
    full = median_ms(_each(samples, lambda report: write_pdf(report, pdf)), 7)
    findings = len(samples[0].findings)
    return [
        Figure("Excel export, 59 x 22", excel, bare, "bare openpyxl, same styled cells", Budget(1.5, "x")),
        _against_office(printed, xlsx, folder),
        Figure(f"PDF report with {findings} findings, 22 x 16", full, budget=Budget(500)),
    ]


def measure_full_reports(folder: Path) -> list[Figure]:
    """Write a 60 x 20 report with every part as a PDF, then in every format, each time after another edit."""
    reports = [_full_report(document) for document in edited(document_of(60, 20), 8)]
    pdf = median_ms(_each(reports, lambda report: write_pdf(report, folder / "full.pdf")), 5)

    def every(report: Report) -> None:
        for suffix in FORMATS:
            export(report, folder / f"full{suffix}")

    return [
        Figure("PDF of a full report, 60 x 20", pdf, budget=Budget(500)),
        Figure(f"full report in all {len(FORMATS)} formats, 60 x 20", median_ms(_each(reports, every), 3),
               budget=Budget(3000)),
    ]  # fmt: skip


def measure_preview() -> list[Figure]:
    """Change the paper of a full 60 x 20 report until the page that is looked at is there, and until all are."""
    wishes, papers = Wishes(Language.EN, parts=EVERYTHING), cycle(Paper)
    pager = Pager(document_of(60, 20), knowledge())

    def works(first: Stretch = None) -> tuple[Work, ...]:
        return pager.works(wishes, PdfOptions(next(papers)), None, first)

    def everything() -> object:
        return [work() for work in works()][-1]

    def first_piece(stretch: Stretch) -> object:
        return works(stretch)[0]()

    whole = median_ms(everything, 3)
    pages = everything()
    assert isinstance(pages, Pages)
    looked_at = max(median_ms(partial(first_piece, stretch), 8) for stretch, _ in pages.stretches)
    what = "preview of a full report, 60 x 20, after a change of paper"
    return [
        Figure(f"{what}: the page looked at, wherever it is", looked_at, budget=Budget(300)),
        Figure(f"{what}: all pages", whole),
    ]


def _each(reports: list[Report], write: Callable[[Report], object]) -> Work:
    turn = cycle(reports)
    return lambda: write(next(turn))


def _against_office(printed: float, xlsx: Path, folder: Path) -> Figure:
    what, budget = "PDF export, 59 x 22", Budget(0.1, "x")
    office = shutil.which("soffice")
    if not office:
        return Figure(what, printed, budget=budget, note="no LibreOffice here to compare with")
    command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    convert = [*command, "--outdir", str(folder / "out"), str(xlsx)]
    slow = median_ms(lambda: subprocess.run(convert, check=True, capture_output=True), 3)
    return Figure(what, printed, slow, "LibreOffice converting our workbook", budget)


def _full_report(document: Document) -> Report:
    return report_on(document, knowledge(), dt.date(2026, 1, 31), Wishes(Language.EN, parts=EVERYTHING))


def _report(document: Document) -> Report:
    return build_report(document, knowledge(), Language.EN, dt.date(2026, 1, 31))
