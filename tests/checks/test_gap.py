"""The gap between a matrix and a template: what it lists, and what taking the template's letters does."""

import itertools

import pytest
from checks.altering import TEMPLATES, altered_templates
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import assert_valid, documents

from raciapp.base.resources import sample_organizations
from raciapp.base.words import same
from raciapp.checks.gap import (
    CellGap,
    Difference,
    Gap,
    accept,
    add_missing,
    compare_templates,
    expected_letters,
    fill_empty,
    gap,
)
from raciapp.document import edits
from raciapp.document.letters import scheme
from raciapp.document.records import Activity, Cell, Document, Unit
from raciapp.document.storage import load
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.records import Template, TemplateRow

KNOWLEDGE = knowledge()
RACI = scheme("raci")
A, R, C, INFORMED = (RACI.mask_of(letter) for letter in "ARCI")
SAMPLES = {path.stem: load(path) for path in sorted(sample_organizations().glob("*.raci"))}
TEMPLATE = Template(
    "ours",
    same("Ours"),
    rows={
        "str_strategy": TemplateRow({"strategy": "A/R", "hr": "C", "legal": "I"}),
        "pol_draft": TemplateRow({"strategy": "A", "hr": "R"}),
        "con_plan": TemplateRow({"strategy": "A/R"}),
        "con_create": TemplateRow({"hr": "A/R", "legal": "I"}),
        "mea_goals": TemplateRow({"strategy": "A/R"}),
    },
)
UNITS = (Unit("com", same("Com"), ("strategy",)), Unit("hr", same("HR"), ("hr",)), Unit("law", same("Law"), ("legal",)))
FITTED = document_from(TEMPLATE, KNOWLEDGE, units=UNITS)
any_template = st.sampled_from(list(KNOWLEDGE.templates.values()))


def with_cells(document: Document, **rows: str) -> Document:
    """Return the document with cells such as `str_strategy="com=A hr=C"`; the rest stays."""
    cells = {}
    for row, held in rows.items():
        for cell in held.split():
            unit, _, letters = cell.partition("=")
            cells[row, unit] = replace(document.cell("as_is", row, unit), letters=document.alphabet.mask_of(letters))
    return edits.set_cells(document, "as_is", cells)


def gap_of(document: Document, template: Template = TEMPLATE) -> Gap:
    return gap(document, "as_is", template)


# -- what differs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_gap_to_itself(name: str) -> None:
    assert gap_of(TEMPLATES[name], KNOWLEDGE.templates[name]) == Gap(name, (), (), ())


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_nor_where_it_is_fitted_to_the_units_of_an_organization(name: str, sample: Document) -> None:
    template = KNOWLEDGE.templates[name]
    assert gap_of(document_from(template, KNOWLEDGE, units=sample.units), template) == Gap(name, (), (), ())


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("com=", CellGap("str_strategy", "com", 0, A | R, Difference.MISSING, strict=True)),
        ("com=A", CellGap("str_strategy", "com", A, A | R, Difference.DIFFERENT, strict=True)),
        ("com=C", CellGap("str_strategy", "com", C, A | R, Difference.DIFFERENT, strict=True)),
        ("com=ARC", CellGap("str_strategy", "com", A | R | C, A | R, Difference.DIFFERENT, strict=False)),
        ("hr=", CellGap("str_strategy", "hr", 0, C, Difference.MISSING, strict=False)),
        ("hr=I", CellGap("str_strategy", "hr", INFORMED, C, Difference.DIFFERENT, strict=False)),
        ("hr=R", CellGap("str_strategy", "hr", R, C, Difference.DIFFERENT, strict=True)),
        ("law=", CellGap("str_strategy", "law", 0, INFORMED, Difference.MISSING, strict=False)),
    ],
)
def test_a_cell_that_differs(held: str, expected: CellGap) -> None:
    """Who answers and who does is strict; who is asked and told is advice."""
    assert gap_of(with_cells(FITTED, str_strategy=held)) == Gap("ours", (), (), (expected,))


@pytest.mark.parametrize(("letters", "strict"), [("A", True), ("R", True), ("C", False), ("I", False), ("CI", False)])
def test_a_cell_that_should_be_empty(letters: str, strict: bool) -> None:
    extra = CellGap("con_plan", "law", RACI.mask_of(letters), 0, Difference.EXTRA, strict)
    assert gap_of(with_cells(FITTED, con_plan=f"law={letters}")).cells == (extra,)


def test_cells_come_row_by_row_and_unit_by_unit() -> None:
    document = with_cells(FITTED, str_strategy="law= com=", con_create="com=I", pol_draft="hr=A")
    assert [(cell.activity, cell.unit) for cell in gap_of(document).cells] == [
        ("str_strategy", "com"),
        ("str_strategy", "law"),
        ("pol_draft", "hr"),
        ("con_create", "com"),
    ]


def test_rows_are_missing_or_our_own_and_neither_is_wrong() -> None:
    document = edits.remove_activities(FITTED, ["con_plan", "mea_goals"])
    document = edits.add_activity(document, Activity("x_own", same("Own")), 0)
    document = edits.add_activity(document, Activity("trn_roles", KNOWLEDGE.activities["trn_roles"].name))
    document = with_cells(document, x_own="com=AR hr=AR", trn_roles="law=R")
    assert gap_of(document) == Gap("ours", ("con_plan", "mea_goals"), ("x_own", "trn_roles"), ())


def test_units_without_a_function_are_expected_to_hold_nothing() -> None:
    document = edits.add_unit(FITTED, Unit("new", same("New")), 1)
    assert gap_of(document).cells == ()
    extra = CellGap("con_plan", "new", R, 0, Difference.EXTRA, strict=True)
    assert gap_of(with_cells(document, con_plan="new=R")).cells == (extra,)


def test_of_two_units_with_one_function_the_first_answers() -> None:
    document = edits.add_unit(FITTED, Unit("brand", same("Brand"), ("strategy",)))
    expected = {row: letters[-1] for row, letters in expected_letters(document, TEMPLATE).items()}
    assert expected == {"str_strategy": R, "pol_draft": R, "con_plan": R, "con_create": 0, "mea_goals": R}
    assert {cell.difference for cell in gap_of(document).cells} == {Difference.MISSING}


def test_each_matrix_has_its_own_gap() -> None:
    document = edits.copy_matrix(with_cells(FITTED, con_plan="com="), "as_is", "to_be", same("To-be"))
    document = accept(document, "to_be", gap(document, "to_be", TEMPLATE).cells)
    assert gap(document, "to_be", TEMPLATE).cells == ()
    assert [cell.unit for cell in gap_of(document).cells] == ["com"]
    with pytest.raises(KeyError):
        gap(document, "crisis", TEMPLATE)


# -- taking the template's letters ------------------------------------------------------------------------


@given(altered_templates(), any_template, st.data())
def test_what_is_accepted_is_no_gap_any_more(document: Document, template: Template, data: st.DataObject) -> None:
    found = gap_of(document, template).cells
    chosen = data.draw(st.sets(st.sampled_from(found))) if found else set()
    after = accept(document, "as_is", chosen)
    assert gap_of(after, template).cells == tuple(cell for cell in found if cell not in chosen)
    assert replace(after, matrices=document.matrices) == document


def test_one_cell_a_row_and_all_of_it() -> None:
    document = with_cells(FITTED, str_strategy="com=C hr= law=AR", con_create="hr=I law=C")
    one, *others = gap_of(document).cells
    assert gap_of(accept(document, "as_is", [one])).cells == tuple(others)
    row = [cell for cell in gap_of(document).cells if cell.activity == "str_strategy"]
    assert {cell.activity for cell in gap_of(accept(document, "as_is", row)).cells} == {"con_create"}
    assert accept(document, "as_is", (one, *others)) == FITTED
    assert accept(document, "as_is", ()) is document


def test_remarks_stay() -> None:
    document = edits.set_remark(with_cells(FITTED, con_plan="com= hr=R"), "as_is", "con_plan", "com", "ask first")
    document = edits.set_remark(document, "as_is", "con_plan", "hr", "in summer")
    after = accept(document, "as_is", gap_of(document).cells)
    assert after.cell("as_is", "con_plan", "com") == Cell(A | R, "ask first")
    assert after.cell("as_is", "con_plan", "hr") == Cell(0, "in summer")
    assert fill_empty(document, "as_is", TEMPLATE).cell("as_is", "con_plan", "com") == Cell(A | R, "ask first")


@given(altered_templates(), any_template)
def test_filling_changes_empty_cells_and_no_other(document: Document, template: Template) -> None:
    before = gap_of(document, template)
    after = fill_empty(document, "as_is", template)
    assert gap_of(after, template) == replace(
        before, cells=tuple(cell for cell in before.cells if cell.difference is not Difference.MISSING)
    )
    for activity, unit in itertools.product(document.activities, document.units):
        was, now = (one.cell("as_is", activity.id, unit.id) for one in (document, after))
        assert now.remark == was.remark
        assert not was.letters or now == was
    assert fill_empty(after, "as_is", template) is after


# -- rows that are missing --------------------------------------------------------------------------------


def test_missing_rows_come_with_their_letters_to_their_places() -> None:
    document = edits.remove_activities(FITTED, ["str_strategy", "con_plan", "mea_goals"])
    document = replace(document, groups=tuple(group for group in document.groups if group.id not in ("str", "mea")))
    document = edits.copy_matrix(document, "as_is", "to_be", same("To-be"))
    # In whatever order they are asked for.
    after = add_missing(document, "as_is", TEMPLATE, ["mea_goals", "con_plan", "str_strategy"], KNOWLEDGE)
    shown = [after.activities[place].id for _, places in after.sections() for place in places]
    assert shown == list(TEMPLATE.rows)
    assert after.groups == FITTED.groups
    assert gap_of(after) == Gap("ours", (), (), ())
    # In the other matrix they are empty.
    cells = gap(after, "to_be", TEMPLATE).cells
    assert sorted(cell.activity for cell in cells) == ["con_plan", "mea_goals", *["str_strategy"] * 3]
    assert {cell.difference for cell in cells} == {Difference.MISSING}
    assert edits.remove_activities(after, ["mea_goals", "con_plan", "str_strategy"]).matrices == document.matrices


def test_only_the_rows_that_are_asked_for_are_added() -> None:
    document = edits.remove_activities(FITTED, ["con_plan", "mea_goals"])
    after = add_missing(document, "as_is", TEMPLATE, ["con_plan"], KNOWLEDGE)
    assert gap_of(after).missing == ("mea_goals",)
    assert add_missing(document, "as_is", TEMPLATE, [], KNOWLEDGE) is document


def test_rows_that_are_there_stay_as_they_are() -> None:
    document = with_cells(FITTED, con_plan="com=I hr=R")
    assert add_missing(document, "as_is", TEMPLATE, ["con_plan", "str_strategy"], KNOWLEDGE) is document


@given(altered_templates(), any_template)
def test_accepting_and_adding_everything_leaves_what_is_our_own(document: Document, template: Template) -> None:
    found = gap_of(document, template)
    after = add_missing(accept(document, "as_is", found.cells), "as_is", template, found.missing, KNOWLEDGE)
    assert gap_of(after, template) == Gap(template.id, (), found.own, ())
    assert_valid(after)


@given(documents(), any_template)
def test_nor_does_any_other_scheme_leave_a_gap(document: Document, template: Template) -> None:
    """Nor odd names, groups that are gone, units without functions, no unit at all."""
    matrix = document.matrices[-1].id
    found = gap(document, matrix, template)
    after = add_missing(accept(document, matrix, found.cells), matrix, template, found.missing, KNOWLEDGE)
    assert gap(after, matrix, template) == Gap(template.id, (), found.own, ())
    assert after.matrices[:-1] == document.matrices[:-1] or found.missing
    assert_valid(after)


# -- two templates ----------------------------------------------------------------------------------------

TURNED = {
    Difference.MISSING: Difference.EXTRA,
    Difference.EXTRA: Difference.MISSING,
    Difference.DIFFERENT: Difference.DIFFERENT,
}


def turned(cell: CellGap) -> CellGap:
    return replace(cell, actual=cell.expected, expected=cell.actual, difference=TURNED[cell.difference])


@given(altered_templates(), any_template, any_template)
def test_two_templates_differ_the_same_either_way(document: Document, first: Template, second: Template) -> None:
    found = compare_templates(document, first, second)
    assert compare_templates(document, second, first) == tuple(map(turned, found))
    assert compare_templates(document, first, first) == ()
    # Where they differ does not depend on what the matrix holds.
    assert compare_templates(accept(document, "as_is", gap_of(document, first).cells), first, second) == found


def test_two_templates_differ_as_the_gap_from_one_to_the_other() -> None:
    for one, other in itertools.permutations(KNOWLEDGE.templates.values(), 2):
        document = TEMPLATES[one.id]
        found = compare_templates(document, one, other)
        assert found == gap_of(document, other).cells
        assert found


def test_only_rows_that_both_and_the_document_have_are_compared() -> None:
    other = replace(
        TEMPLATE,
        id="other",
        rows={
            "con_plan": TemplateRow({"hr": "A/R", "strategy": "C"}),
            "con_create": TemplateRow({"hr": "R"}),
            "trn_roles": TemplateRow({"hr": "A"}),
        },
    )
    document = edits.remove_activities(FITTED, ["con_create"])
    assert compare_templates(document, TEMPLATE, other) == (
        CellGap("con_plan", "com", A | R, C, Difference.DIFFERENT, strict=True),
        CellGap("con_plan", "hr", 0, A | R, Difference.MISSING, strict=True),
    )
