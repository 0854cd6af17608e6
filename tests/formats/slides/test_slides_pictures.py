"""The figures on slides have the numbers of the report: as charts, as tables with heat, and in words."""

from typing import Any

import pytest
from formats.slides.deck_reading import chart_of, check_slides, notes_of, opened, slides_called, table_of, texts, title
from formats.word.hostile_reports import ARABIC, CONTROLS, LONG, MARKUP, UNBROKEN, full_report, made_report
from msgspec.structs import replace
from pptx.oxml.ns import qn

from raciapp.base.words import Language
from raciapp.formats.figures import figures
from raciapp.formats.report import Report, ReportPart
from raciapp.formats.slides.handovers import HEATS, MOST_UNITS
from raciapp.formats.slides.pictures import MOST_ANSWERING

PICTURES = frozenset({ReportPart.PICTURES})


def pictured(report: Report) -> Any:
    return opened(replace(report, parts=PICTURES))


def unspaced(name: str) -> str:
    """Return a name as it is where turned names break into lines."""
    return name.replace(" ", "")


def without(report: Report, *symbols: str) -> Report:
    """Return the report without some letters in its cells."""
    return replace(
        report,
        sections=tuple(
            replace(
                section,
                rows=tuple(
                    replace(
                        row,
                        cells=tuple(
                            replace(cell, symbols=tuple(one for one in cell.symbols if one not in symbols))
                            for cell in row.cells
                        ),
                    )
                    for row in section.rows
                ),
            )
            for section in report.sections
        ),
    )


def test_who_answers_for_most_stands_first() -> None:
    report = full_report()
    (slide,) = slides_called(pictured(report), "Who answers for how much")
    chart = chart_of(slide)
    expected = sorted(((name, n) for name, n in figures(report).accountability if n), key=lambda one: -one[1])
    assert list(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True)) == expected
    assert not chart.has_legend
    assert "Marketing: 7" in notes_of(slide)
    assert "Only the units with the most are shown." not in notes_of(slide)


def test_unanswered_activities_are_counted() -> None:
    report = without(full_report(), "A")
    left = replace(report, sections=(*report.sections[1:], full_report().sections[0]))
    (slide,) = slides_called(pictured(left), "Who answers for how much")
    count = figures(left).unanswered
    assert count > 1
    assert f"For {count} activities nobody answers." in notes_of(slide)


def test_where_nobody_answers_there_is_no_picture_of_it() -> None:
    found = pictured(without(full_report(), "A"))
    check_slides(found)
    assert not slides_called(found, "Who answers for how much")
    assert not slides_called(found, "Who hands work to whom")
    assert slides_called(found, "Load per unit")


def test_an_empty_matrix_has_groups_alone() -> None:
    report = full_report()
    found = pictured(without(report, *(letter.symbol for letter in report.scheme.letters)))
    assert [title(slide) for slide in found.slides][1:] == ["Activities with findings by group"]
    assert len(pictured(replace(report, units=(), sections=())).slides) == 1


@pytest.mark.parametrize(
    ("kind", "number"), [("Activities this unit does", "does"), ("Activities it is asked", "asked")]
)
@pytest.mark.parametrize("sample", ["lakehead_bank", "coastal_stewardship", "third_rain_international"])
def test_every_handover_is_a_number(sample: str, kind: str, number: str) -> None:
    report = full_report(sample)
    found = pictured(report)
    check_slides(found)
    seen: dict[tuple[str, str], int] = {}
    for slide in slides_called(found, f"Who hands work to whom · {kind}"):
        head, *rows = texts(table_of(slide))
        assert head[0] == "Who answers"
        for row in rows:
            seen |= {
                (unspaced(row[0]), unspaced(other)): int(text)
                for other, text in zip(head[1:], row[1:], strict=True)
                if text
            }
        (frame,) = [shape for shape in slide.shapes if shape.has_table]
        assert "→" in frame._element.nvGraphicFramePr.cNvPr.get("descr")
    expected = {(unspaced(one.answers), unspaced(one.other)): getattr(one, number) for one in figures(report).handovers}
    assert seen == {pair: count for pair, count in expected.items() if count}


def test_more_is_darker() -> None:
    (slide,) = slides_called(pictured(full_report()), "Who hands work to whom · Activities this unit does")
    fills: dict[int, str] = {}
    for cell in table_of(slide)._tbl.iter(qn("a:tc")):
        text = "".join(run.text for run in cell.iter(qn("a:t")))
        if text.isdigit():
            fill = cell.find(f"{qn('a:tcPr')}/{qn('a:solidFill')}/{qn('a:srgbClr')}").get("val")
            assert fills.setdefault(int(text), fill) == fill
    assert [HEATS.index(fills[count]) for count in sorted(fills)] == sorted(
        HEATS.index(fill) for fill in fills.values()
    )
    assert fills[max(fills)] == HEATS[-1]
    assert len(set(fills.values())) > 1


def test_two_hundred_units_hand_over_on_a_few_slides() -> None:
    found = pictured(made_report(200, 6, "Unit of work"))
    check_slides(found)
    for kind in ("Activities this unit does", "Activities it is asked about"):
        slides = slides_called(found, f"Who hands work to whom · {kind}")
        assert 2 <= len(slides) <= 8
        heads = {name for slide in slides for name in texts(table_of(slide))[0][1:]}
        sides = {row[0] for slide in slides for row in texts(table_of(slide))[1:]}
        assert len(heads) == len(sides) == MOST_UNITS
        assert all("Only the units with the most are shown." in notes_of(slide) for slide in slides)
    bars = sum(len(list(chart_of(one).plots[0].categories)) for one in slides_called(found, "Who answers for how much"))
    assert bars == MOST_ANSWERING


@pytest.mark.parametrize("name", [MARKUP, CONTROLS, ARABIC, LONG, UNBROKEN, " ", ""])
def test_hostile_names_of_units(name: str) -> None:
    check_slides(pictured(made_report(30, 6, name)))


def test_groups_have_their_activities_by_weight() -> None:
    report = full_report()
    (slide,) = slides_called(pictured(report), "Activities with findings by group")
    chart, groups = chart_of(slide), figures(report).groups
    *weights, clear = chart.plots[0].series
    for place, series in enumerate(weights):
        assert list(series.values) == [one.weights[place][1] for one in groups]
    assert list(clear.values) == [one.activities - sum(count for _, count in one.weights) for one in groups]
    assert [one.name[0] for one in weights] == ["◆", "●", "○"]
    assert "Content: ● Should be discussed 2, Without findings 1" in notes_of(slide)


def test_activities_without_a_group_are_named() -> None:
    report = full_report(language=Language.FR)
    named = replace(report, sections=(replace(report.sections[0], name=""),))
    (slide,) = slides_called(pictured(named), "Activités avec constats, par groupe")
    assert list(chart_of(slide).plots[0].categories) == ["Sans groupe"]


def test_many_groups_take_several_slides() -> None:
    report = full_report()
    many = replace(report, sections=tuple(replace(report.sections[0], name=f"Group {n}") for n in range(30)))
    slides = slides_called(pictured(many), "Activities with findings by group")
    assert [title(slide)[-8:] for slide in slides] == ["(1 of 3)", "(2 of 3)", "(3 of 3)"]
