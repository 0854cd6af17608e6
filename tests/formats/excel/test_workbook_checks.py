"""Counts as formulas: what another program calculates is what we count, whatever a client changes."""

import csv
import io
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from formats.talked import talked_report
from formats.workbook_reading import header_row, named_report, parts, sample_report, seen
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from raciapp.base.words import Language
from raciapp.document.letters import schemes
from raciapp.formats.excel.checks import bounded
from raciapp.formats.excel.workbook import ExcelOptions, write_workbook
from raciapp.formats.figures import figures
from raciapp.formats.report import Report

SOFFICE = shutil.which("soffice")
EVERY_SHEET_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
FIRST_UNIT = 3


def made(report: Report, folder: Path, options: ExcelOptions | None = None) -> Path:
    path = folder / "matrix.xlsx"
    write_workbook(report, path, options or ExcelOptions())
    return path


def matrix(path: Path, *, results: bool = False) -> Worksheet:
    return seen(load_workbook(path, data_only=results)).worksheets[0]


def letters_of(text: object) -> list[str]:
    return re.split(r"[/ ,;+\n]+", str(text or "").upper())


def counted(report: Report, rows: list[list[object]], units: int) -> tuple[list[list[int]], list[list[int]]]:
    """Return by hand how often the letters that are checked stand in each row, and every letter in each column."""
    body = [[letters_of(cell) for cell in row[2 : 2 + units]] for row in rows if str(row[0]).isdigit()]
    checked = [[sum(one.symbol in cell for cell in row) for one in bounded(report.scheme)] for row in body]
    loads = [[sum(one.symbol in row[place] for row in body) for place in range(units)] for one in report.legend]
    return checked, loads


def shown(rows: list[list[object]], report: Report) -> tuple[list[list[int]], list[list[int]], list[int]]:
    """Return the counts of rows and of units, and the sums, as they stand in a sheet."""
    units, checks = len(report.units), len(bounded(report.scheme))
    by_row = [row[2 + units : 2 + units + checks] for row in rows if str(row[0]).isdigit()]
    start = next(place for place, row in enumerate(rows) if row[0] == report.say("Load per unit"))
    loads = [[number(one) for one in row[2 : 2 + units]] for row in rows[start + 1 : start + 2 + len(report.legend)]]
    return [[number(one) for one in row] for row in by_row], loads[:-1], loads[-1]


def number(value: object) -> int:
    return int(str(value).removesuffix(" !"))


# -- what stands in the file ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_results_stand_beside_formulas_for_whoever_does_not_calculate(language: Language, tmp_path: Path) -> None:
    report = sample_report("coastal_stewardship", language)
    sheet = matrix(made(report, tmp_path), results=True)
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    found = figures(report)
    by_row, loads, sums = shown(rows, report)
    expected = counted(report, rows, len(report.units))
    assert (by_row, loads) == expected
    assert loads == [[load.letters[place][1] for load in found.loads] for place in range(len(report.legend))]
    assert sums == [sum(count for _, count in load.letters) for load in found.loads]


def test_a_count_that_is_not_as_it_should_be_has_a_sign_and_turns_red(tmp_path: Path) -> None:
    report = named_report(["One", "Two"], letters=1)
    sheet = matrix(made(report, tmp_path))
    first = header_row(sheet) + 2
    assert sheet.cell(first, FIRST_UNIT + 2).number_format == '[=1]0;0" !"'
    assert sheet.cell(first, FIRST_UNIT + 3).number_format == '[<1]0" !";0'
    rules = {str(area.sqref): [rule.formula[0] for rule in area.rules] for area in sheet.conditional_formatting}
    assert rules["E9 E11"] == ["OR(E9<1,E9>1)"]
    assert rules["F9 F11"] == ["OR(F9<1)"]


def test_checks_may_be_left_out(tmp_path: Path) -> None:
    path = made(talked_report(), tmp_path, ExcelOptions(checks=False))
    assert "<f>" not in parts(path)["xl/worksheets/sheet1.xml"]
    texts = {str(cell.value) for row in matrix(path).iter_rows() for cell in row}
    assert "Load per unit" not in texts


# -- what another program makes of it ---------------------------------------------------------------------


def recalculated(path: Path, change: Callable[[Worksheet], object], folder: Path) -> list[list[object]]:
    """Return the matrix as LibreOffice shows it after a change; openpyxl has thrown all results away."""
    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    subprocess.run(  # noqa: S603 - the program found above, our own file
        [str(SOFFICE), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", EVERY_SHEET_AS_CSV, path.name],
        cwd=folder, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    file = folder / f"{path.stem}-{book.worksheets[0].title}.csv"
    return [list(row) for row in csv.reader(io.StringIO(file.read_text("utf-8"), newline=""))]


def retype(sheet: Worksheet) -> None:
    """Change cells as people do: in small letters, with other separators, with signs, with words, to nothing."""
    texts = ["a", "A/R", "r, a", "C;I", "a+r", "R ?", "A\nI", None, "Perhaps", "I", "!", "R&A", "AR"]
    row = header_row(sheet) + 2
    for place, text in enumerate(texts):
        sheet.cell(row + place // 10, FIRST_UNIT + place % 10).value = text


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_another_program_counts_what_we_count(tmp_path: Path) -> None:
    for number_of, change in enumerate((lambda _: None, retype)):
        folder = tmp_path / str(number_of)
        folder.mkdir()
        report = sample_report("coastal_stewardship", Language.EN)
        rows = recalculated(made(report, folder), change, folder)
        expected = counted(report, rows, len(report.units))
        by_row, loads, sums = shown(rows, report)
        assert by_row == expected[0]
        assert loads == expected[1]
        assert sums == [sum(column) for column in zip(*loads, strict=True)]
        if not number_of:
            held = Counter(symbol for section in report.sections for row in section.rows for cell in row.cells
                           for symbol in cell.symbols)  # fmt: skip
            assert [sum(one) for one in loads] == [held[letter.symbol] for letter in report.legend]


@pytest.mark.parametrize("alphabet", list(schemes()))
def test_each_scheme_is_checked_for_what_it_bounds(alphabet: str, tmp_path: Path) -> None:
    report = named_report(["One", "Two"], letters=3, alphabet=alphabet)
    rows = [list(row) for row in matrix(made(report, tmp_path), results=True).iter_rows(values_only=True)]
    assert shown(rows, report)[0] == [[2] * len(bounded(report.scheme))] * 2 or alphabet == "rapid"
    assert shown(rows, report)[:2] == counted(report, rows, 2)
