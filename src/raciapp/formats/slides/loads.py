"""The load of each unit as charts that can be edited in PowerPoint, with their numbers in them."""

from collections.abc import Sequence
from typing import Any

from raciapp.base.messages import mark
from raciapp.formats.figures import Load, figures
from raciapp.formats.slides.deck import Deck, emu
from raciapp.formats.word.matrix import even
from raciapp.formats.word.plain import INK, hexadecimal, shortened

MOST_BARS = 14
"""Units on a slide."""
LONGEST_NAME = 40
"""Characters of a name beside its bar; the notes have all of it."""


def load_slides(deck: Deck) -> None:
    """Make a slide with a stacked bar for each unit, several where there are many units."""
    report = deck.report
    loads = figures(report).loads
    if not any(load.cells for load in loads):
        return
    longest = max(sum(count for _, count in load.letters) for load in loads)
    parts = even(len(loads), MOST_BARS)
    for first, last in parts:
        title = report.say(mark("Load per unit"))
        if len(parts) > 1:
            shown = report.say(mark("Units {first} to {last} of {total}"), first=first + 1, last=last, total=len(loads))
            title = f"{title} · {shown}"
        part = loads[first:last]
        told = [_told(load) for load in part]
        slide = deck.add(title, told)
        _chart(deck, slide, part, longest, "; ".join(told))


def _told(load: Load) -> str:
    counts = ", ".join(f"{symbol} {count}" for symbol, count in load.letters if count)
    return f"{load.unit}: {counts or '0'}"


def _chart(deck: Deck, slide: Any, loads: Sequence[Load], longest: int, description: str) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    report, room = deck.report, deck.room
    data = CategoryChartData(number_format="0;;")  # a zero is no number in a bar
    data.categories = [shortened(load.unit, LONGEST_NAME) or "–" for load in loads]
    for place, letter in enumerate(report.legend):
        name = f"{letter.symbol} – {shortened(report.spoken.text(letter.name), LONGEST_NAME)}"
        data.add_series(name, [load.letters[place][1] for load in loads])
    box = emu(room.left, room.top, room.width, room.height)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *box, data)
    frame.name = report.say(mark("Chart"))
    deck.describe(frame, description)
    _dress(frame.chart, deck, longest)


def _dress(chart: Any, deck: Deck, longest: int) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    chart.font.size = Pt(12)
    chart.font.color.rgb = RGBColor.from_string(INK)
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.category_axis.reverse_order = True  # the first unit at the top
    chart.category_axis.format.line.fill.background()
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, max(1, longest)
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for series, letter in zip(plot.series, deck.report.legend, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(hexadecimal(letter.light.fill))
        series.format.line.color.rgb = RGBColor.from_string(hexadecimal(letter.light.edge))
        labels = series.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = "0;;", False
        labels.font.size, labels.font.bold = Pt(12), True
        labels.font.color.rgb = RGBColor.from_string(hexadecimal(letter.light.text))
