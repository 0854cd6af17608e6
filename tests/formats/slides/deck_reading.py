"""Presentations made of reports and read back, and what holds for every one of them; shared by the tests of slides."""

import io
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.report import Report
from raciapp.formats.slides.masters import title_of
from raciapp.formats.slides.presentation import SlideOptions, presentation


def opened(report: Report, master: Path | None = None, branding: Branding = PLAIN) -> Any:
    return Presentation(io.BytesIO(presentation(report, SlideOptions(master), branding)))


def title(slide: Any) -> str:
    return str(title_of(slide).text_frame.text)


def tables(found: Any) -> list[tuple[str, Any]]:
    return [(title(slide), shape.table) for slide in found.slides for shape in slide.shapes if shape.has_table]


def texts(table: Any) -> list[list[str]]:
    """Return the texts of a table; a name that lies across is in its first cell alone."""
    return [
        [
            " ".join("".join(run.text or "" for run in one.iter(qn("a:t"))) for one in cell.iter(qn("a:p"))).strip()
            for cell in row.iter(qn("a:tc"))
        ]
        for row in table._tbl.iter(qn("a:tr"))
    ]


def check_slides(found: Any) -> None:
    """Check what holds for every presentation: titles, numbers, room, sizes, alternative texts, notes."""
    names = [title(slide) for slide in found.slides]
    assert all(names)
    assert len(set(names)) == len(names)
    for number, slide in enumerate(found.slides):
        assert slide.has_notes_slide
        assert slide.notes_slide.notes_text_frame.text.strip()
        kinds = [shape.placeholder_format.type for shape in slide.placeholders]
        assert not number or PP_PLACEHOLDER.SLIDE_NUMBER in kinds
        assert len({shape.shape_id for shape in slide.shapes}) == len(slide.shapes)
        for shape in slide.shapes:
            if shape.has_table or shape.has_chart:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")
        for shape in [shape for shape in slide.shapes if shape.has_table]:
            rows, columns = shape.table.rows, shape.table.columns
            assert shape.top + sum(row.height for row in rows) <= found.slide_height
            assert shape.left + sum(column.width for column in columns) <= found.slide_width
            sizes = {int(one.get("sz")) for one in shape._element.iter(qn("a:rPr"))}
            assert min(sizes, default=1200) >= 1200
            assert shape.table._tbl.tblPr.get("firstRow") == "1"
            for row in shape.table._tbl.iter(qn("a:tr")):
                assert len(list(row.iter(qn("a:tc")))) == len(columns)


def slides_called(found: Any, name: str) -> list[Any]:
    """Return the slides whose title begins with a name."""
    return [slide for slide in found.slides if title(slide).startswith(name)]


def chart_of(slide: Any) -> Any:
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    return frame.chart


def table_of(slide: Any) -> Any:
    (frame,) = [shape for shape in slide.shapes if shape.has_table]
    return frame.table


def notes_of(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)
