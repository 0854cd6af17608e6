import datetime as dt
from pathlib import Path

import pytest

from raciapp.base.errors import UserError
from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language
from raciapp.document.storage import load
from raciapp.formats.exporting import FORMATS, export, format_of
from raciapp.formats.importing import import_file
from raciapp.formats.paper import Paper
from raciapp.formats.report import EVERYTHING, Report, Wishes, build_report, report_on
from raciapp.knowledge.library import knowledge


@pytest.fixture
def report() -> Report:
    document = load(sample_organizations() / "tallowtree_software.raci")
    return build_report(document, knowledge(), Language.EN, dt.date(2026, 11, 23))


def test_each_format_is_chosen_by_its_suffix() -> None:
    assert list(FORMATS) == [".xlsx", ".pdf", ".docx", ".pptx", ".html", ".md", ".csv", ".png", ".svg"]
    for suffix, known in FORMATS.items():
        assert known.suffix == suffix
        assert format_of(Path(f"a.b{suffix}")) is format_of(Path(f"A{suffix.upper()}")) is known


@pytest.mark.parametrize("name", ["out", ".xlsx", ".."])
def test_a_name_without_an_ending_is_answered_with_those_that_exist(name: str) -> None:
    with pytest.raises(UserError) as caught:
        format_of(Path(name))
    assert str(caught.value).startswith(f"{name}: the ending says which format is written.")
    assert ".xlsx, .pdf, .docx, .pptx, .html, .md, .csv, .png, .svg" in str(caught.value)


@pytest.mark.parametrize("name", ["a.odt", "{x}.raci", "a.xlsx "])
def test_an_unknown_suffix_is_answered_with_those_that_exist(name: str) -> None:
    with pytest.raises(UserError) as caught:
        format_of(Path(name))
    assert str(caught.value).startswith(f"{name}: nothing is exported as «{Path(name).suffix}».")
    assert ".xlsx, .pdf, .docx, .pptx, .html, .md, .csv, .png, .svg" in str(caught.value)


@pytest.mark.parametrize(
    ("suffix", "start"),
    [
        (".xlsx", b"PK\x03\x04"),
        (".docx", b"PK\x03\x04"),
        (".pptx", b"PK\x03\x04"),
        (".pdf", b"%PDF-"),
        (".html", b"<!DOCTYPE html>"),
        (".md", b"# "),
        (".png", b"\x89PNG"),
        (".svg", b"<svg"),
    ],
)
def test_the_file_is_of_its_format(report: Report, tmp_path: Path, suffix: str, start: bytes) -> None:
    export(report, tmp_path / f"a{suffix}")
    assert (tmp_path / f"a{suffix}").read_bytes().startswith(start)


def test_a_table_is_text(report: Report, tmp_path: Path) -> None:
    export(report, tmp_path / "a.csv")
    assert report.units[0].name in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_paper_reaches_the_writer(report: Report, tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    for paper in (Paper.LETTER, Paper.TABLOID):
        export(report, tmp_path / "a.pdf", paper)
        pages = PdfDocument(tmp_path / "a.pdf")
        try:
            assert max(pages[0].get_size()) == pytest.approx(max(paper.millimetres) / 25.4 * 72, abs=1)
        finally:
            pages.close()


def test_an_unknown_suffix_writes_nothing(report: Report, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        export(report, tmp_path / "a.odt")
    assert list(tmp_path.iterdir()) == []


def test_the_same_report_makes_the_same_bytes(report: Report, tmp_path: Path) -> None:
    for suffix in FORMATS:
        export(report, tmp_path / f"a{suffix}")
        export(report, tmp_path / f"b{suffix}")
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes(), suffix


@pytest.mark.parametrize("suffix", [".html", ".md"])
@pytest.mark.parametrize(("language", "second"), [(Language.EN, None), (Language.FR, None), (Language.EN, Language.FR)])
@pytest.mark.parametrize("sample", sorted(sample_organizations().glob("*.raci")), ids=lambda sample: sample.stem)
def test_a_report_with_every_part_comes_back_as_its_matrix(
    sample: Path, language: Language, second: Language | None, suffix: str, tmp_path: Path
) -> None:
    document = load(sample)
    wishes = Wishes(language, second, parts=EVERYTHING)
    export(report_on(document, knowledge(), dt.date(2026, 11, 23), wishes), tmp_path / f"a{suffix}")
    found = import_file(tmp_path / f"a{suffix}", knowledge()).document
    assert [row.letters for row in found.matrices[0].rows] == [row.letters for row in document.matrices[0].rows]
