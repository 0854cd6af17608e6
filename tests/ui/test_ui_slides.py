"""Where a presentation stands: what is shown, in which order, and where the keys lead. No window is needed."""

import pytest
from msgspec.structs import replace

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, Words
from raciapp.checks.engine import check
from raciapp.document import edits
from raciapp.document.letters import schemes
from raciapp.document.records import WHOLE_ROW, Activity, Cell, Document, Status, Waiver, new_document
from raciapp.document.storage import load
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.records import Severity
from raciapp.ui.language import set_language
from raciapp.ui.presentation.columns import HEADING, SPACE, Page, flow
from raciapp.ui.presentation.contents import (
    EmptySlide,
    GroupSlide,
    Matter,
    RowSlide,
    UnitSlide,
    slide_of,
)
from raciapp.ui.presentation.keys import SIGNS
from raciapp.ui.presentation.slides import (
    Show,
    View,
    at,
    go_to_end,
    kept,
    listed,
    members,
    parts_of,
    step_activity,
    step_slide,
    step_unit,
    turned,
)
from raciapp.ui.presentation.wording import cell_sentence, more_findings, progress, slide_sentences, units_shown

AS_IS = "as_is"


@pytest.fixture(scope="module")
def document() -> Document:
    """Return 7 activities in 3 groups by 6 units."""
    sample = load(sample_organizations() / "coastal_stewardship.raci")
    fewer = edits.remove_units(sample, [unit.id for unit in sample.units[6:]])
    return edits.arrange_activities(fewer, [0, 1, 2, 3, 10, 11, 12])


def _show(document: Document, view: View = View.ROW) -> Show:
    activities = [activity.id for activity in document.activities]
    return replace(kept(Show(), document, activities, [unit.id for unit in document.units]), view=view)


def _matter(document: Document, language: Language = Language.EN) -> Matter:
    return Matter(document, AS_IS, check(document, AS_IS, knowledge()), knowledge(), language)


def _row(show: Show, document: Document) -> RowSlide:
    slide = slide_of(show, _matter(document))
    assert isinstance(slide, RowSlide)
    return slide


# -- following the document -------------------------------------------------------------------------------


def test_a_show_begins_at_its_first_cell_and_goes_where_it_is_told(document: Document) -> None:
    show = _show(document)
    assert show.place == (document.activities[0].id, document.units[0].id)
    there = at(show, document.activities[3].id, document.units[2].id)
    assert there.place == (document.activities[3].id, document.units[2].id)
    assert at(there, "nowhere", "nobody") == there
    assert at(there, "", document.units[0].id).place == (document.activities[3].id, document.units[0].id)


def test_only_what_is_handed_over_is_shown_in_its_order(document: Document) -> None:
    rows = [document.activities[4].id, document.activities[1].id]
    units = [document.units[5].id, document.units[2].id]
    show = kept(Show(), document, [*rows, "gone"], ["gone", *units])
    assert (show.activities, show.units) == (tuple(rows), tuple(units))
    assert [cell.unit for cell in _row(show, document).cells] == units


@pytest.mark.parametrize(("current", "gone", "expected"), [(2, [2], 3), (2, [2, 3, 4], 5), (6, [5, 6], 4), (1, [0], 1)])
def test_when_the_current_row_goes_the_next_one_takes_its_place(
    document: Document, current: int, gone: list[int], expected: int
) -> None:
    names = [activity.id for activity in document.activities]
    show = at(_show(document), names[current], "")
    fewer = edits.remove_activities(document, [names[place] for place in gone])
    after = kept(show, fewer, names, show.units)
    assert after.activity == names[expected]
    assert kept(after, document, names, show.units).activities == tuple(names)  # as undo brings them back


def test_nothing_left_leaves_no_place(document: Document) -> None:
    after = kept(_show(document), new_document(Words("Empty")), ["a"], ["u"])
    assert (after.place, after.activities, after.units) == (None, (), ())
    assert kept(after, document, [document.activities[1].id], [document.units[1].id]).place == (
        document.activities[1].id, document.units[1].id,
    )  # fmt: skip


# -- stepping ---------------------------------------------------------------------------------------------


def test_up_and_down_go_through_the_rows_and_stop_at_the_ends(document: Document) -> None:
    show = _show(document)
    assert step_activity(show, document, AS_IS, -1) == show
    for activity in document.activities[1:]:
        show = step_activity(show, document, AS_IS, 1)
        assert show.activity == activity.id
    assert step_activity(show, document, AS_IS, 1) == show


def test_right_and_left_go_through_the_units(document: Document) -> None:
    show = step_unit(_show(document), document, AS_IS, 1)
    assert show.place == (document.activities[0].id, document.units[1].id)
    assert step_unit(show, document, AS_IS, 1).unit == document.units[2].id
    assert step_unit(step_unit(show, document, AS_IS, -1), document, AS_IS, -1).unit == document.units[0].id


def test_slides_of_rows_are_the_rows(document: Document) -> None:
    show = _show(document)
    after = step_slide(show, document, AS_IS, 1, [[show.activity]])
    assert after.activity == document.activities[1].id
    assert step_slide(after, document, AS_IS, -1, [[after.activity]]) == show


def test_slides_of_groups_go_page_by_page_and_then_to_the_next_group(document: Document) -> None:
    show = _show(document, View.GROUP)
    groups = list(members(show, document).values())
    assert [len(group) for group in groups] == [1, 3, 3]
    second = step_slide(show, document, AS_IS, 1, [groups[0]])
    assert second.activity == groups[1][0]
    pages = [groups[1][:2], groups[1][2:]]
    page = step_slide(second, document, AS_IS, 1, pages)
    assert page.activity == groups[1][2]
    third = step_slide(page, document, AS_IS, 1, pages)
    assert third.activity == groups[2][0]
    assert step_slide(third, document, AS_IS, 1, [groups[2]]) == third
    assert step_slide(third, document, AS_IS, -1, [groups[2]]).activity == groups[1][2]
    assert step_slide(page, document, AS_IS, -1, pages).activity == groups[1][0]
    assert step_slide(show, document, AS_IS, -1, [groups[0]]) == show


def test_rows_of_one_group_that_stand_apart_come_together_in_its_slide(document: Document) -> None:
    rows = [document.activities[place].id for place in (1, 4, 2, 5)]
    show = replace(kept(Show(), document, rows, [document.units[0].id]), view=View.GROUP)
    assert listed(show, document, AS_IS) == tuple(document.activities[place].id for place in (1, 2, 4, 5))


def test_a_row_of_no_group_is_shown_too(document: Document) -> None:
    lone = edits.add_activity(document, Activity("x_lone", Words("Lone"), "nowhere"))
    show = at(_show(lone, View.GROUP), "x_lone", "")
    slide = slide_of(show, _matter(lone))
    assert isinstance(slide, GroupSlide)
    assert (slide.heading, [line.name for line in slide.lines]) == ("Activities", ["Lone"])
    assert _row(turned(show, View.ROW), lone).heading == ""


def test_slides_of_units_open_at_their_first_row_and_going_back_at_their_last(document: Document) -> None:
    show = step_unit(_show(document, View.UNIT), document, AS_IS, 1)
    order = listed(show, document, AS_IS)
    assert (show.unit, show.activity) == (document.units[1].id, order[0])
    page = step_slide(show, document, AS_IS, 1, [order[:4], order[4:]])
    assert (page.unit, page.activity) == (show.unit, order[4])
    further = step_slide(page, document, AS_IS, 1, [order[:4], order[4:]])
    assert (further.unit, further.activity) == (document.units[2].id, listed(further, document, AS_IS)[0])
    back = step_slide(further, document, AS_IS, -1, [listed(further, document, AS_IS)])
    assert (back.unit, back.activity) == (show.unit, order[-1])
    last = go_to_end(show, document, AS_IS, last=True)
    assert last.unit == document.units[-1].id
    assert step_slide(last, document, AS_IS, 1, [listed(last, document, AS_IS)]) == last


def test_home_and_end_are_the_first_and_last_slide(document: Document) -> None:
    show = at(_show(document), document.activities[3].id, "")
    assert go_to_end(show, document, AS_IS, last=True).activity == document.activities[-1].id
    assert go_to_end(show, document, AS_IS, last=False).activity == document.activities[0].id
    group = go_to_end(replace(show, view=View.GROUP), document, AS_IS, last=True)
    assert group.activity == document.activities[4].id
    assert go_to_end(replace(show, view=View.UNIT), document, AS_IS, last=False).unit == document.units[0].id


@pytest.mark.parametrize("view", View)
def test_where_nothing_is_shown_no_key_leads_anywhere(view: View) -> None:
    empty = new_document(Words("Empty"))
    show = Show(view=view)
    for after in (
        step_activity(show, empty, AS_IS, 1),
        step_unit(show, empty, AS_IS, 1),
        step_slide(show, empty, AS_IS, 1, []),
        go_to_end(show, empty, AS_IS, last=True),
    ):
        assert after == show
    slide = slide_of(show, _matter(empty))
    assert isinstance(slide, EmptySlide)
    assert slide.text == f"There are no {'units' if view is View.UNIT else 'activities'} to show."
    assert (progress(slide), slide_sentences(slide), cell_sentence(show, _matter(empty))) == ("", slide.text, "")


def test_a_unit_without_activities_has_an_empty_slide(document: Document) -> None:
    show = replace(kept(Show(), document, [], [unit.id for unit in document.units]), view=View.UNIT)
    after = step_unit(show, document, AS_IS, 1)
    assert (after.unit, after.place) == (document.units[1].id, None)
    slide = slide_of(after, _matter(document))
    assert isinstance(slide, UnitSlide)
    assert slide.sections == ()


# -- what is on a slide -----------------------------------------------------------------------------------


def test_a_row_says_what_it_is_and_who_takes_part(document: Document) -> None:
    slide = _row(_show(document), document)
    assert slide.title == "Set the social media strategy"
    assert slide.heading == "Strategy and mandate"
    assert slide.definition == "Choose audiences, goals, channels and priorities, and keep the plan current."
    assert (slide.number, slide.count, progress(slide)) == (1, 7, "1 of 7")
    held = {cell.name: cell.words for cell in slide.cells}
    assert held["Communications Branch"] == "Accountable, Responsible"
    assert held["Media Relations"] == ""


def test_a_row_speaks_the_language_of_the_window(document: Document) -> None:
    slide = slide_of(_show(document), _matter(document, Language.FR))
    assert isinstance(slide, RowSlide)
    assert slide.title == "Établir la stratégie en matière de médias sociaux"
    assert slide.definition.startswith("Choisir")
    assert slide.cells[2].letter_names == ("Approuve", "Réalise")


def test_a_row_of_the_clients_own_has_no_definition_but_its_remark(document: Document) -> None:
    own = edits.add_activity(document, Activity("x_own", Words("Own"), remark="since 2019"))
    slide = _row(at(_show(own), "x_own", ""), own)
    assert (slide.definition, slide.remark) == ("", "since 2019")


def test_a_row_tells_where_the_talk_stands(document: Document) -> None:
    row, unit = document.activities[0].id, document.units[0].id
    cell = document.cell(AS_IS, row, unit)
    told = edits.set_cells(document, AS_IS, {
        (row, unit): replace(cell, status=Status.AGREED, remark="for now"),
        (row, WHOLE_ROW): Cell(status=Status.CONTESTED),
    })  # fmt: skip
    slide = _row(_show(told), told)
    assert (slide.status, slide.cells[0].status, slide.cells[0].remark) == (Status.CONTESTED, Status.AGREED, "for now")
    assert cell_sentence(_show(told), _matter(told)) == "Deputy Minister's Office: Consulted  ·  Agreed  ·  for now"
    assert " Contested. " in slide_sentences(slide)


def test_the_findings_of_a_row_speak_of_that_row_alone(document: Document) -> None:
    rows = [activity.id for activity in document.activities[1:4]]
    units = [unit.id for unit in document.units]
    empty = edits.clear_cells(document, AS_IS, [(row, unit) for row in rows for unit in units])
    slide = _row(at(_show(empty), rows[1], ""), empty)
    texts = [statement.text for statement in slide.statements]
    assert (
        "Each activity needs exactly one accountable unit (A). To settle: Approve the guidelines - people side."
        in texts
    )
    assert not any("legal side" in text and "To settle" in text for text in texts)
    assert slide.statements[0].severity is Severity.MUST


def test_accepted_findings_are_not_projected(document: Document) -> None:
    row = document.activities[1].id
    empty = edits.clear_cells(document, AS_IS, [(row, unit.id) for unit in document.units])
    before = _row(at(_show(empty), row, ""), empty).statements
    rule = next(one.rule.id for one in _matter(empty).report.open() if row in one.activities)
    waived = edits.waive(empty, Waiver(rule, "the client wants it so"))
    assert len(_row(at(_show(waived), row, ""), waived).statements) == len(before) - 1


def test_a_group_is_a_matrix_with_marks(document: Document) -> None:
    show = at(_show(document, View.GROUP), document.activities[1].id, "")
    slide = slide_of(show, _matter(document))
    assert isinstance(slide, GroupSlide)
    assert slide.heading == "Guidelines and policy"
    assert [line.activity for line in slide.lines] == [activity.id for activity in document.activities[1:4]]
    assert slide.units[2] == "Communications Branch"
    assert (slide.number, slide.count) == (2, 3)
    weights, _ = _matter(document).report.weights()
    assert [line.weight for line in slide.lines] == [weights.get(activity.id) for activity in document.activities[1:4]]
    assert cell_sentence(show, _matter(document)).startswith(
        "Write the social media guidelines  ·  Deputy Minister's Office: "
    )
    assert slide_sentences(slide).startswith("Guidelines and policy. Write the social media guidelines: ")


def test_a_unit_lists_each_activity_once_under_its_letters(document: Document) -> None:
    show = at(_show(document, View.UNIT), "", document.units[2].id)
    parts = parts_of(show, document, AS_IS, show.unit)
    assert sorted(one for rows in parts.values() for one in rows) == sorted(show.activities)
    slide = slide_of(show, _matter(document))
    assert isinstance(slide, UnitSlide)
    assert slide.title == "Communications Branch"
    assert slide.functions
    assert slide.sections[0].title == "Accountable and Responsible"
    assert [len(section.cells) for section in slide.sections] == [len(rows) for rows in parts.values()]
    assert "Accountable and Responsible: Set the social media strategy" in slide_sentences(slide)
    assert cell_sentence(show, _matter(document)) == "Set the social media strategy: Accountable, Responsible"


def test_letters_are_listed_in_the_order_of_the_scheme_and_no_part_comes_last(document: Document) -> None:
    unit = document.units[0].id
    rows = [activity.id for activity in document.activities]
    masks = (0, 8, 1, 3, 2, 4, 0)
    cells = {(row, unit): Cell(mask) for row, mask in zip(rows, masks, strict=True)}
    full = edits.set_cells(document, AS_IS, cells)
    show = _show(full, View.UNIT)
    assert list(parts_of(show, full, AS_IS, unit)) == [3, 1, 2, 4, 8, 0]
    slide = slide_of(show, _matter(full))
    assert isinstance(slide, UnitSlide)
    assert [section.title for section in slide.sections] == [
        "Accountable and Responsible", "Accountable", "Responsible", "Consulted", "Informed", "No part",
    ]  # fmt: skip


def test_only_the_letters_that_answer_are_drawn(document: Document) -> None:
    show = replace(_show(document), only_accountable=True)
    slide = _row(show, document)
    assert {cell.name: cell.words for cell in slide.cells if cell.words} == {"Communications Branch": "Accountable"}
    assert cell_sentence(show, _matter(document)) == "Deputy Minister's Office"
    unit = slide_of(replace(show, view=View.UNIT), _matter(document))
    assert isinstance(unit, UnitSlide)
    assert unit.sections[-1].title == "Other activities"


def test_page_and_counts_are_told(document: Document) -> None:
    slide = _row(_show(document), document)
    assert progress(slide, 1, 3) == "1 of 7  ·  page 2 of 3"
    assert (more_findings(1), more_findings(2)) == ("and 1 more finding", "and 2 more findings")
    assert units_shown(20, 20, 45) == "Units 21 to 40 of 45"


def test_a_french_window_is_told_in_french(document: Document) -> None:
    set_language(Language.FR)
    try:
        assert cell_sentence(_show(document), _matter(document, Language.FR)).endswith("Consulté")
    finally:
        set_language(Language.EN)


def test_no_key_of_the_presentation_is_a_letter_of_a_scheme() -> None:
    letters = {symbol for scheme in schemes().values() for symbol in scheme.bits}
    assert letters.isdisjoint(SIGNS)


# -- columns and pages ------------------------------------------------------------------------------------


def _cells(pages: list[Page]) -> list[tuple[int, int]]:
    return [
        (entry.section, entry.cell)
        for page in pages for column in page for entry in column if entry.cell is not None
    ]  # fmt: skip


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("lines", [4.0, 7.5, 30.0])
def test_every_cell_has_its_line_and_no_column_is_too_high(lines: float, together: bool) -> None:
    sections = [(3, 1.0), (0, 1.0), (9, 1.0), (20, 0.75)]
    pages = flow(sections, lines, 2, together=together)
    assert _cells(pages) == [(section, cell) for section, (count, _) in enumerate(sections) for cell in range(count)]
    for page in pages:
        assert 1 <= len(page) <= 2
        for column in page:
            assert column[0].cell is None
            assert column[-1].cell is not None
            assert all(entry.top + entry.height <= lines + 1e-9 for entry in column)
            ends = [entry.top + entry.height for entry in column]
            assert all(end <= entry.top + 1e-9 for end, entry in zip(ends, column[1:], strict=False))


def test_a_list_that_goes_on_has_its_heading_again() -> None:
    ((first, second),) = flow([(6, 1.0)], HEADING + 4, 2)
    assert [entry.again for entry in (first[0], second[0])] == [False, True]
    assert (len(first), len(second)) == (5, 3)


def test_a_list_that_fits_a_column_is_not_cut() -> None:
    sections = [(2, 1.0), (4, 1.0)]
    lines = HEADING + 4 + SPACE
    assert [len(column) for column in flow(sections, lines, 2, together=True)[0]] == [3, 5]
    assert [len(column) for column in flow(sections, lines + 1, 2)[0]] == [5, 4]


def test_nothing_takes_no_page() -> None:
    assert flow([], 10, 2) == []
