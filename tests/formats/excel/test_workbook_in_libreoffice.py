"""Another program opens the workbook without complaint and shows what we wrote."""

import csv
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from formats.talked import talked_report
from formats.workbook_reading import named_report, sample_report

from raciapp.base.words import Language
from raciapp.formats.excel.workbook import write_workbook
from raciapp.formats.report import Report

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

EVERY_SHEET_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def convert(report: Report, folder: Path, kind: str) -> list[Path]:
    """Return what LibreOffice makes of the report's workbook."""
    path = folder / "matrix.xlsx"
    write_workbook(report, path)
    profile = (folder / "profile").as_uri()
    found = subprocess.run(  # noqa: S603 - the program found above, our own file
        [str(SOFFICE), "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, path.name],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert found.returncode == 0, found.stderr
    assert "error" not in (found.stdout + found.stderr).lower()
    return sorted(folder.glob("*." + kind.partition(":")[0]))


def test_cells_read_the_same(tmp_path: Path) -> None:
    names = ["=1+1", "@me", "-dash", "مكتب الاتصالات", "🎉 R&D <x>", "_x0041_", "#N/A", "Direction " * 30]
    report = named_report(names, remark="=1+1")
    files = convert(report, tmp_path, EVERY_SHEET_AS_CSV)
    assert len(files) == 5  # what is hidden too
    matrix = next(file for file in files if report.say("Matrix") in file.name)
    rows = list(csv.reader(matrix.read_text("utf-8").splitlines()))
    header = next(row for row in rows if report.say("Activity") in row)
    assert header[2 : 2 + len(names)] == names
    activities = [row for row in rows if row[0].isdigit()]
    assert [row[1] for row in activities] == names
    assert {letter for row in activities for letter in row[2 : 2 + len(names)]} == {"A"}


def test_signs_are_shown_behind_letters(tmp_path: Path) -> None:
    (path,) = convert(talked_report(), tmp_path, "pdf")
    document = pypdfium2.PdfDocument(path)
    text = document[0].get_textpage().get_text_range()
    document.close()
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "1 Plan A ✓ R ? C" in " ".join(lines)
    assert "Field" in text


def test_it_prints_with_title_table_and_page_numbers(tmp_path: Path) -> None:
    report = sample_report("coastal_stewardship", Language.FR)
    (path,) = convert(report, tmp_path, "pdf")
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]
    sizes = [page.get_size() for page in document]
    document.close()
    assert {(round(width), round(height)) for width, height in sizes} == {(792, 612)}
    assert report.title in pages[0]
    assert report.date in pages[0]
    assert report.say("Page {page} of {pages}", page=1, pages=len(pages)) in pages[0]
    for page in pages[:2]:
        assert report.say("Activity") in page, "the header is repeated"
    assert report.findings[0].rule in "".join(pages)
