"""The matrix alone as a picture."""

import datetime as dt
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language
from raciapp.document.storage import load
from raciapp.formats.exporting import FORMATS, export
from raciapp.formats.picture import MOST_DOTS, PictureOptions, matrix_picture
from raciapp.formats.report import Report, build_report
from raciapp.knowledge.library import knowledge


def bank() -> Report:
    return build_report(
        load(sample_organizations() / "lakehead_bank.raci"), knowledge(), Language.EN, dt.date(2026, 11, 23)
    )


def grown(times_rows: int, times_units: int) -> Report:
    report = bank()
    sections = tuple(
        replace(section, rows=tuple(replace(row, cells=row.cells * times_units) for row in section.rows * times_rows))
        for section in report.sections
    )
    return replace(report, units=report.units * times_units, sections=sections)


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_a_picture_is_as_large_as_its_matrix() -> None:
    width, height = size_of(matrix_picture(bank()))
    wider, as_high = size_of(matrix_picture(grown(1, 3)))
    as_wide, higher = size_of(matrix_picture(grown(3, 1)))
    assert wider > 1.8 * width
    assert as_wide == width
    assert higher > 1.8 * height
    assert as_high == pytest.approx(height, rel=0.1)


def test_dots_are_as_many_as_wanted_and_never_too_many() -> None:
    width, height = size_of(matrix_picture(bank(), options=PictureOptions(96)))
    assert size_of(matrix_picture(bank(), options=PictureOptions(192))) == pytest.approx((2 * width, 2 * height), abs=2)
    assert size_of(matrix_picture(bank(), options=PictureOptions(0)))[0] > 100
    width, height = size_of(matrix_picture(grown(15, 15)))
    assert 0.2 * MOST_DOTS < width * height < 1.5 * MOST_DOTS


def test_title_and_legend_can_be_left_out() -> None:
    bare = size_of(matrix_picture(bank(), options=PictureOptions(title=False, legend=False)))[1]
    titled = size_of(matrix_picture(bank(), options=PictureOptions(legend=False)))[1]
    assert bare < titled < size_of(matrix_picture(bank()))[1]


@pytest.mark.parametrize("name", ["", "W" * 300, "日本語 مرحبا 🦊 #set page() $x$ " * 8])
def test_any_text_becomes_a_picture(name: str) -> None:
    report = replace(bank(), title=name, units=tuple(replace(unit, name=name) for unit in bank().units))
    assert size_of(matrix_picture(report))[0] > 500


def test_an_unfinished_matrix_is_a_picture_all_the_same() -> None:
    assert size_of(matrix_picture(replace(bank(), units=(), sections=())))[0] > 500
    assert size_of(matrix_picture(replace(bank(), sections=())))[0] > 500


def test_an_svg_is_a_drawing_without_anything_that_is_fetched() -> None:
    drawn = matrix_picture(bank(), "svg")
    root = ET.fromstring(drawn)  # noqa: S314 - we made it
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert b"<script" not in drawn
    assert b"http" not in drawn.replace(b"http://www.w3.org/", b"")


@pytest.mark.parametrize(("suffix", "begins"), [(".png", b"\x89PNG"), (".svg", b"<svg")])
def test_both_pictures_are_formats(suffix: str, begins: bytes, tmp_path: Path) -> None:
    assert suffix in FORMATS
    export(bank(), tmp_path / f"matrix{suffix}")
    assert (tmp_path / f"matrix{suffix}").read_bytes().startswith(begins)
