"""Native charts of the workbook: stacked bars that can be edited, with their numbers in the sheet and in the chart."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import msgspec
from openpyxl.chart import BarChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.xml.functions import Element

from raciapp.formats.branding import contrast
from raciapp.formats.excel.bars import Bars, Kind, colours
from raciapp.formats.excel.styles import FONT, Look, clean

EMU = 12_700
"""Of a point."""
_BAR, _KEY, _EDGE = 22.0, 46.0, 8.0
"""Points: from bar to bar, the legend below, what is free above."""
_NAMES, _FREE = 0.36, 0.04
"""Parts of the width: for names, and at the end of the longest bar."""
_LONGEST_NAME = 38
"""Characters of a name beside its bar; the table has all of it."""
_INK = Look().ink
_SEEN = 3.0
"""The contrast with its ground that WCAG 2.2 asks of a shape (1.4.11); what has less gets an edge."""
_DIGIT, _SIGNED = 9.0, 24.0
"""Points that a number needs in a bar, and one with its sign."""


class Numbers(msgspec.Struct, frozen=True):
    """Where in the workbook the numbers of a chart stand, as formulas name them: names, and the counts of each kind."""

    names: str
    counts: tuple[str, ...]


def height_of(picture: Bars) -> float:
    """Return how high the chart of a picture is, in points."""
    return _EDGE + picture.shown * _BAR + (_KEY if len(picture.kinds) > 1 else _EDGE)


def short_name(name: str) -> str:
    """Return what stands beside a bar."""
    line = " ".join(clean(name).split())
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1].rstrip() + "…"


def bar_chart(picture: Bars, numbers: Numbers, width: float) -> BarChart:
    """Return the chart of a picture, so many points wide: stacked bars that lie, the first at the top."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 40
    chart.roundedCorners = False
    chart.visible_cells_only = False  # the names beside the bars stand in a hidden column
    chart.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    point = picture.longest / (width * (1 - _NAMES - _FREE))
    chart.series = [_series(picture, place, numbers, point) for place in range(len(picture.kinds))]
    _lay_out(chart, picture)
    chart._write = partial(_with_own_formats, chart._write)  # noqa: SLF001 - openpyxl has no other way
    return chart


def _with_own_formats(write: Callable[[], Any]) -> Any:
    """Return a chart's tree in which labels keep their own number format, and which Excel gives no title."""
    tree = write()
    tree.find("chart").insert(0, Element("autoTitleDeleted", val="1"))
    for one in tree.iter("numFmt"):
        one.set("sourceLinked", "0")
    return tree


def anchored(chart: BarChart, row: int, width: float, height: float) -> None:
    """Put a chart of this size in points where the row begins, which counts from 1."""
    size = XDRPositiveSize2D(round(width * EMU), round(height * EMU))
    chart.anchor = OneCellAnchor(_from=AnchorMarker(row=row - 1), ext=size)


def _lay_out(chart: BarChart, picture: Bars) -> None:
    height = height_of(picture)
    room = ManualLayout("inner", "edge", "edge", x=_NAMES, y=_EDGE / height, w=1 - _NAMES - _FREE)
    room.h = picture.shown * _BAR / height
    chart.layout = Layout(room)
    names, values = chart.x_axis, chart.y_axis
    names.delete, values.delete = False, True
    names.scaling.orientation = "maxMin"
    names.majorTickMark = "none"
    names.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    names.txPr = _text(_INK, bold=False)
    values.majorGridlines = None
    values.scaling.min, values.scaling.max = 0, picture.longest
    if len(picture.kinds) > 1:
        chart.legend.position, chart.legend.overlay = "b", False
        chart.legend.txPr = _text(_INK, bold=False)
    else:
        chart.legend = None


def _series(picture: Bars, place: int, numbers: Numbers, point: float) -> Series:
    """Return the part of all bars that is of a kind; `point` is how much of a count is as wide as a point."""
    kind, bars = picture.kinds[place], picture.bars[: picture.shown]
    series = Series(idx=place, order=place)
    series.tx = SeriesLabel(v=clean(kind.called))
    series.cat = AxDataSource(strRef=StrRef(numbers.names, _texts([short_name(bar.name) for bar in bars])))
    series.val = NumDataSource(NumRef(numbers.counts[place], _values([bar.counts[place] for bar in bars])))
    fill, _, edge = colours(kind.ink)
    pale = contrast(f"#{fill}", "#FFFFFF") < _SEEN
    line = LineProperties(w=6_350, solidFill=edge) if pale else LineProperties(noFill=True)
    series.graphicalProperties = GraphicalProperties(solidFill=fill, ln=line)
    series.invertIfNegative = False
    series.dLbls = _labels(kind, point)
    return series


def _labels(kind: Kind, point: float) -> DataLabelList:
    """Return the numbers in the bars, with the sign of their kind where there is room, and none where there is none."""
    least, signed = max(1, _DIGIT * point), max(1, _SIGNED * point)
    told = f'"{kind.sign} "0' if kind.sign else "0"
    labels = DataLabelList(numFmt=f'[<{least:.2f}]"";[<{signed:.2f}]0;{told}', showVal=True)
    labels.showLegendKey = labels.showSerName = labels.showCatName = labels.showPercent = False
    labels.position = "ctr"
    labels.txPr = _text(colours(kind.ink)[1], bold=True)
    return labels


def _text(ink: str, *, bold: bool) -> RichText:
    letters = CharacterProperties(sz=900, b=bold, solidFill=ink, latin=Font(typeface=FONT))
    return RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=CharacterProperties(lang="en-US"))]
    )


def _texts(texts: Sequence[str]) -> StrData:
    return StrData(len(texts), [StrVal(place, text) for place, text in enumerate(texts)])


def _values(numbers: Sequence[int]) -> NumData:
    return NumData("General", len(numbers), [NumVal(place, None, number) for place, number in enumerate(numbers)])
