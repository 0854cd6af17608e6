"""Bars that can be edited in PowerPoint, with their numbers in them, on as many slides as it takes to read them."""

from typing import Any

import msgspec

from raciapp.base.messages import mark
from raciapp.formats.slides.deck import SIZE, Deck, emu
from raciapp.formats.word.matrix import even
from raciapp.formats.word.plain import shortened

MOST_BARS = 14
"""Bars on a slide."""
LONGEST_NAME = 60
"""Characters of a name beside its bar; the notes have all of it."""


class Series(msgspec.Struct, frozen=True):
    """What is counted for every bar, and its look; colours are `RRGGBB`, or the accent of the master where empty."""

    name: str
    counts: tuple[int, ...]
    fill: str = ""
    edge: str = ""
    ink: str = ""


class Bars(msgspec.Struct, frozen=True):
    """A picture of bars with a name each; `told` says the same in words, `remark` stands under the title.

    `portion` is a sentence about which bars of how many a slide shows; where it is empty, slides are numbered.
    """

    title: str
    names: tuple[str, ...]
    series: tuple[Series, ...]
    told: tuple[str, ...]
    remark: str = ""
    portion: str = ""

    @property
    def longest(self) -> int:
        """Return how much the longest bar holds, at least 1."""
        return max((sum(counts) for counts in zip(*(one.counts for one in self.series), strict=True)), default=0) or 1


def bar_slides(deck: Deck, bars: Bars) -> None:
    """Make slides with a chart each; all of them have the same scale."""
    parts = even(len(bars.names), MOST_BARS)
    for number, (first, last) in enumerate(parts, 1):
        title = deck.numbered(bars.title, number, len(parts))
        if len(parts) > 1 and bars.portion:
            shown = deck.report.say(bars.portion, first=first + 1, last=last, total=len(bars.names))
            title = f"{bars.title} · {shown}"
        slide = deck.add(title, [bars.remark, *bars.told[first:last]])
        deck.remark(slide, bars.remark)
        _chart(deck, slide, bars, first, last)


def _chart(deck: Deck, slide: Any, bars: Bars, first: int, last: int) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    room = deck.below(bars.remark)
    data = CategoryChartData(number_format=_format(bars))
    data.categories = [shortened(name, LONGEST_NAME) or "–" for name in bars.names[first:last]]
    for one in bars.series:
        data.add_series(one.name, one.counts[first:last])
    kind = XL_CHART_TYPE.BAR_STACKED if len(bars.series) > 1 else XL_CHART_TYPE.BAR_CLUSTERED
    frame = slide.shapes.add_chart(
        kind, *emu(room.left, room.top, room.width, _height(room.height, last - first)), data
    )
    frame.name = deck.report.say(mark("Chart"))
    deck.describe(frame, ". ".join([bars.title, *bars.told[first:last]]))
    _dress(frame.chart, bars)
    for drawn, one in zip(frame.chart.plots[0].series, bars.series, strict=True):
        _colour(drawn, one, beside=len(bars.series) == 1, numbers=_format(bars))


def _format(bars: Bars) -> str:
    """Return how numbers are written: a zero is no number within a bar."""
    return "0;;" if len(bars.series) > 1 else "0"


def _height(room: float, bars: int) -> float:
    """Return how high a chart of so many bars is: a few bars do not become blocks."""
    return min(room, 70.0 + 62.0 * bars)


def _dress(chart: Any, bars: Bars) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    chart.font.size = Pt(SIZE)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1  # a master may be dark
    chart.has_title = False
    chart.has_legend = len(bars.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    chart.category_axis.reverse_order = True  # the first one at the top
    chart.category_axis.format.line.fill.background()
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, bars.longest
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100


def _colour(drawn: Any, one: Series, *, beside: bool, numbers: str) -> None:
    """Set the colours of a series and its numbers, which stand beside the bars or within them."""
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = numbers, False
    labels.font.size, labels.font.bold = Pt(SIZE), True
    drawn.format.fill.solid()
    if beside:
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        drawn.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    else:
        labels.font.color.rgb = RGBColor.from_string(one.ink)
        drawn.format.fill.fore_color.rgb = RGBColor.from_string(one.fill)
        drawn.format.line.color.rgb = RGBColor.from_string(one.edge)
