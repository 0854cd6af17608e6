from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import assert_valid

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Words, same
from raciapp.document.letters import scheme
from raciapp.document.records import Document, OperatingModel, Sector, Size, Unit
from raciapp.document.storage import load
from raciapp.knowledge.fitting import document_from, expected_row, units_for
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.records import Basis, Template, TemplateRow

KNOWLEDGE = knowledge()
RACI = scheme("raci")
TEMPLATES = [pytest.param(template, id=template.id) for template in KNOWLEDGE.templates.values()]


def row(**letters: str) -> TemplateRow:
    """Return a template's row with letters such as `A/R` by function."""
    return TemplateRow(letters, Words("x", "x"), {"A": Basis.SEED}, "SEED")


def unit(identity: str, *functions: str) -> Unit:
    return Unit(identity, same(identity), functions)


def fitted(template_row: TemplateRow, *units: Unit) -> list[str]:
    """Return the letters that units should hold, as text."""
    return [RACI.symbols(mask) for mask in expected_row(RACI, template_row, units)]


def test_a_unit_holds_what_its_function_should() -> None:
    found = fitted(row(strategy="A/R", hr="C", legal="I"), unit("a", "legal"), unit("b", "hr"), unit("c", "strategy"))
    assert found == ["I", "C", "AR"]


def test_a_unit_without_a_part_holds_nothing() -> None:
    assert fitted(row(strategy="A/R"), unit("a", "hr"), unit("b"), unit("c", "unheard_of")) == ["", "", ""]
    assert fitted(row(strategy="A")) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("A", "R", "AR"),
        ("A", "C", "A"),
        ("R", "I", "R"),
        ("A/R", "C", "AR"),
        ("C", "I", "C"),
        ("I", "I", "I"),
        ("R", "R", "R"),
    ],
)
def test_a_unit_with_several_functions_holds_the_strongest_part_of_each(first: str, second: str, expected: str) -> None:
    """One that does the work or answers for it need not be asked or told as well (domain section 0, choice 1)."""
    assert fitted(row(exec=first, hr=second), unit("director", "exec", "hr")) == [expected]
    assert fitted(row(exec=first, hr=second), unit("director", "hr", "exec")) == [expected]


def test_of_several_units_with_one_function_the_first_answers_and_the_others_work() -> None:
    desks = [unit(name, "client_service") for name in ("desk", "phones", "counter")]
    assert fitted(row(client_service="A/R", hr="C"), *desks) == ["AR", "R", "R"]
    assert fitted(row(client_service="A"), *desks) == ["A", "R", "R"]
    assert fitted(row(client_service="C"), *desks) == ["C", "C", "C"]


def test_two_functions_never_make_two_answer() -> None:
    assert fitted(row(exec="A", strategy="A/R"), unit("a", "strategy"), unit("b", "exec")) == ["AR", "R"]


@given(
    st.dictionaries(st.sampled_from(("strategy", "exec", "hr")), st.sampled_from(("A", "R", "C", "I", "A/R"))),
    st.lists(st.lists(st.sampled_from(("strategy", "exec", "hr", "legal")), unique=True, max_size=3), max_size=5),
)
def test_at_most_one_unit_answers_and_nobody_doing_the_work_is_asked(
    letters: dict[str, str], functions: list[list[str]]
) -> None:
    found = fitted(row(**letters), *(unit(str(place), *names) for place, names in enumerate(functions)))
    assert sum("A" in cell for cell in found) <= 1
    assert all(cell in ("", "A", "R", "AR", "C", "I") for cell in found)


@pytest.mark.parametrize("template", TEMPLATES)
def test_units_carry_each_function_of_a_template_once(template: Template) -> None:
    units = units_for(template, KNOWLEDGE)
    needed = {function for row in template.rows.values() for function in row.letters}
    carried = [function for unit in units for function in unit.functions]
    assert sorted(carried) == sorted(needed)
    assert units[-1].functions == ("all_staff",)
    assert all(unit.id in KNOWLEDGE.units and unit.name == KNOWLEDGE.units[unit.id].name for unit in units)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_document_from_a_template_holds_its_letters(template: Template) -> None:
    document = document_from(template, KNOWLEDGE)
    assert_valid(document)
    assert document.template == template.id
    assert document.organization.name == template.name
    assert [matrix.id for matrix in document.matrices] == ["as_is"]
    for activity, template_row in template.rows.items():
        held = {
            unit.functions[0]: document.alphabet.text(document.cell("as_is", activity, unit.id).letters)
            for unit in document.units
        }
        assert {function: letters for function, letters in held.items() if letters} == template_row.letters


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_first_workshop_has_the_21_core_rows(template: Template) -> None:
    whole, core = document_from(template, KNOWLEDGE), document_from(template, KNOWLEDGE, core_only=True)
    assert (len(whole.activities), len(core.activities)) == (59, 21)
    assert (len(whole.groups), len(core.groups)) == (10, 8)
    assert all(KNOWLEDGE.activities[activity.id].core for activity in core.activities)
    assert {activity.group for activity in core.activities} == {group.id for group in core.groups}
    for activity in core.activities:
        row = core.matrices[0].rows[core.activity_places[activity.id]]
        assert row == whole.matrices[0].rows[whole.activity_places[activity.id]]


def test_the_answers_of_a_template_become_those_of_the_organization() -> None:
    def answers(template: str) -> tuple[Sector, Size, OperatingModel, bool, bool]:
        found = document_from(KNOWLEDGE.templates[template], KNOWLEDGE, same("Us")).organization
        assert found.name == same("Us")
        return found.sector, found.size, found.model, found.program_channels, found.regulated

    assert answers("government") == (Sector.GOVERNMENT, Size.STANDARD, OperatingModel.STANDARD, True, False)
    assert answers("small") == (Sector.NONPROFIT, Size.SMALL, OperatingModel.STANDARD, False, False)
    assert answers("centralized") == (Sector.CORPORATE, Size.STANDARD, OperatingModel.CENTRALIZED, False, False)
    assert answers("regulated") == (Sector.CORPORATE, Size.STANDARD, OperatingModel.STANDARD, False, True)


@pytest.mark.parametrize("path", sorted(sample_organizations().glob("*.raci")), ids=lambda path: path.stem)
def test_a_template_fitted_to_the_units_of_a_real_organization(path: Path) -> None:
    sample = load(path)
    template = KNOWLEDGE.templates["government"]
    document = document_from(template, KNOWLEDGE, sample.organization.name, sample.units)
    assert document.units == sample.units
    assert_valid(document)
    for activity, places in template.rows.items():
        holders = _holders(document, activity, "A")
        answering = {function for function, letters in places.letters.items() if "A" in letters}
        carriers = [unit.id for unit in sample.units if answering & set(unit.functions)]
        assert holders == carriers[:1]
        assert set(_holders(document, activity, "R")) >= set(carriers[1:])


def _holders(document: Document, activity: str, letter: str) -> list[str]:
    return [
        unit.id
        for unit in document.units
        if letter in document.alphabet.symbols(document.cell("as_is", activity, unit.id).letters)
    ]
