"""An independent checker finds nothing in our PDFs that would keep a screen reader from them."""

import datetime as dt
from pathlib import Path

import pikepdf
import pytest
from pdfua import validate

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language
from raciapp.document.storage import load
from raciapp.formats.pdf import write_pdf
from raciapp.formats.report import build_report
from raciapp.knowledge.library import knowledge

SAMPLES = ("coastal_stewardship", "third_rain_international")


def written(name: str, language: Language, folder: Path) -> Path:
    """Write the PDF of a sample organization."""
    document = load(sample_organizations() / f"{name}.raci")
    path = folder / f"{name}.pdf"
    write_pdf(build_report(document, knowledge(), language, dt.date(2026, 11, 23)), path)
    return path


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_checker_finds_nothing(name: str, language: Language, tmp_path: Path) -> None:
    report = validate(str(written(name, language, tmp_path)))
    assert [finding for outcome in report.outcomes for finding in outcome.findings] == []
    assert sum(outcome.skipped_reason is None for outcome in report.outcomes) > 8


def test_the_checker_tells_a_file_stripped_of_its_structure(tmp_path: Path) -> None:
    path = written(SAMPLES[0], Language.EN, tmp_path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.MarkInfo
        pdf.save(path)
    assert [finding for outcome in validate(str(path)).outcomes for finding in outcome.findings] != []
