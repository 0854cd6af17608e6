"""The benchmarks measure what they say, judge it by the budgets, and put it where the papers have their marks."""

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from benchmarks import growth, timing
from benchmarks.growth import Growth, Pair, Spot, Subject, expected_seconds, growths
from benchmarks.subjects import document_of, edited
from benchmarks.tables import as_json, budgets_table, growth_table, renewed
from benchmarks.timing import Budget, Figure, Took, exponent, median_ms, p95_ms, patient_ms, took

from raciapp.base.errors import UserError


def test_the_exponent_is_that_of_the_law() -> None:
    sizes = [10.0, 40.0, 90.0]
    assert exponent(sizes, [3 * size**1.5 for size in sizes]) == pytest.approx(1.5)
    assert exponent(sizes[:1], [1.0]) is None


def test_a_figure_is_judged_by_its_budget() -> None:
    assert Figure("a", 4.0, budget=Budget(4)).kept is True
    assert Figure("a", 4.1, budget=Budget(4)).kept is False
    assert Figure("a", 5.0, 2.0, "bare", Budget(2.5, "x")).kept is True
    assert Figure("a", 5.1, 2.0, "bare", Budget(2.5, "x")).kept is False
    assert Figure("a", 5.0, budget=Budget(2.5, "x")).kept is None, "there was no floor"
    assert Figure("a", None, budget=Budget(4), note="not yet").kept is None
    assert Figure("a", 5.0, 2.0).kept is None


def test_times_are_medians_and_percentiles(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def clock(*times: float) -> None:
        """Let each run take the next time, and half of it of the processor."""
        ready = iter(times)

        def took(work: timing.Work) -> Took:
            work()
            now = next(ready)
            return Took(now, now / 2)

        monkeypatch.setattr(timing, "took", took)

    def work() -> None:
        done.append("work")

    clock(3.0, 1.0, 2.0)
    assert median_ms(work, 3) == 2.0
    assert done == ["work"] * 4, "the first warms up"
    done.clear()
    clock(*(float(number) for number in range(41)))
    assert p95_ms(work, 40, before=lambda: done.append("before")) == (38.0, 19.0)
    assert done == ["before", "work"] * 41
    clock(20.0)
    assert patient_ms(work, enough=10) == 20.0, "what takes long runs once"
    clock(2.0, 1.0, 1.0, 5.0, 7.0, 1.0)
    assert patient_ms(work, enough=10) == 1.0, "five runs fit in after the first"


def test_the_clock_runs() -> None:
    assert took(lambda: sum(range(100_000))).clock > 0


def test_what_would_take_too_long_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert expected_seconds([], 100) == 0
    assert expected_seconds([Spot((10, 10), 500.0, 500.0)], 1000) == pytest.approx(10)
    squared = [Spot((10, 10), 500.0, 500.0), Spot((10, 100), 50_000.0, 50_000.0)]
    assert expected_seconds(squared, 10_000) == pytest.approx(10_000)

    def refusing(subject: Subject) -> Pair:
        raise UserError("{n} are too many", n=len(subject.document.units))

    kinds = (growth.KINDS[0], ("sleep", "nothing", refusing))
    monkeypatch.setattr(growth, "KINDS", kinds)
    edit, refused = growths(tmp_path, ((5, 3), (20, 6)))
    assert all(spot.ours for spot in edit.spots)
    assert edit.exponents()[0] is not None
    assert [spot.left_out for spot in refused.spots] == ["refused: 3 are too many", "refused: 6 are too many"]
    monkeypatch.setattr(growth, "MOST_SECONDS", 1e-9)
    assert growths(tmp_path, ((5, 3), (20, 6)))[0].spots[1].left_out.startswith("would take about")


def test_every_kind_of_work_is_measured_at_a_small_size(tmp_path: Path) -> None:
    found = growths(tmp_path, ((20, 6),))
    assert [one.what for one in found] == [what for what, _, _ in growth.KINDS]
    assert all(one.spots[0].ours and one.spots[0].floor for one in found), found


def test_edited_documents_differ_each_in_a_cell() -> None:
    documents = [document_of(30, 5), *edited(document_of(30, 5), 4)]
    for before, after in pairwise(documents):
        rows = zip(before.matrices[0].rows, after.matrices[0].rows, strict=True)
        assert sum(was != now for was, now in rows) == 1


FIGURES = [
    Figure("start", 300.0, 100.0, "bare", Budget(2.5, "x")),
    Figure("workbook", None, budget=Budget(1.5, "x"), note="no reader yet"),
    Figure("key", 3.0, 0.05, "bare", Budget(4), 2.0),
]
GROWTHS = [Growth("edit", "copied", (Spot((60, 20), 1.0, 0.5), Spot((300, 40), left_out="too long")))]


def test_the_tables_tell_what_was_measured() -> None:
    _, _, start, workbook, key = budgets_table(FIGURES).splitlines()
    assert start == "| start | 300 ms |  | 100 ms (bare) | 3.00 | <= 2.5 x | **no** |"
    assert workbook == "| workbook | no reader yet |  |  |  | <= 1.5 x |  |"
    assert key == "| key | 3.00 ms | 2.00 ms | 0.050 ms (bare) | 60.00 | <= 4 ms | yes |"
    lines = growth_table(GROWTHS).splitlines()
    assert lines[2] == "| edit | 1.00 ms (2.0 x) | left out |  |  | copied |"
    assert lines[-1] == "- edit at 300 x 40: too long"
    told = msgspec.json.decode(as_json({"load": 1.0}, FIGURES, GROWTHS))
    assert told["figures"][0]["ratio"] == 3.0
    assert told["figures"][0]["kept"] is False
    assert told["growth"][0]["spots"][0]["ours"] == 1.0


def test_only_what_stands_between_the_marks_is_renewed(tmp_path: Path) -> None:
    paper = tmp_path / "PAPER.md"
    assert not renewed(paper, "growth", "new")
    paper.write_text("before\n<!-- growth -->\nold\n<!-- end of growth -->\nafter\n", "utf-8")
    assert not renewed(paper, "benchmark", "new")
    assert renewed(paper, "growth", "new")
    assert paper.read_text("utf-8") == "before\n<!-- growth -->\nnew\n<!-- end of growth -->\nafter\n"
