"""What the checks must never do (domain section 4.5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from msgspec.structs import replace

from raciapp.base.words import same
from raciapp.checks.engine import check
from raciapp.checks.findings import Report
from raciapp.document import edits
from raciapp.document.letters import scheme
from raciapp.document.records import (
    Activity,
    Cell,
    Document,
    Matrix,
    OperatingModel,
    Organization,
    Row,
    Sector,
    Size,
    Tone,
    Unit,
)
from raciapp.document.storage import encode
from raciapp.knowledge.library import knowledge

KNOWLEDGE = knowledge()
RACI = scheme("raci")
R, A = RACI.mask_of("R"), RACI.mask_of("A")
EXPERTS = ("content_expert", "program_expert")
UNITS = tuple(Unit(function, same(function), (function,)) for function in KNOWLEDGE.functions)
ABSENT_ALLOWED = {"SPEC-3": {"trn_roles"}, "GOV-4": {"eng_soft", "eng_program"}}

organizations = st.builds(
    Organization,
    name=st.just(same("Us")),
    sector=st.sampled_from(Sector),
    size=st.sampled_from(Size),
    model=st.sampled_from(OperatingModel),
    tone=st.sampled_from(Tone),
    program_channels=st.booleans(),
    regulated=st.booleans(),
    packs=st.sampled_from(((), ("gc",))),
)


@st.composite
def matrices(draw: DrawFn, *present: str) -> Document:
    """Draw a document with some rows of the catalogue, the rows `present` among them, and any letters."""
    rows = draw(st.lists(st.sampled_from(list(KNOWLEDGE.activities)), unique=True, max_size=12))
    rows = list(dict.fromkeys((*present, *rows)))
    units = tuple(unit for unit in UNITS if unit.functions[0] in EXPERTS or draw(st.booleans()))
    # Mostly few letters, as people fill a matrix; sometimes all over the place.
    letters = st.sampled_from((0, 0, 0, 0, A, R, A | R, 4, 8)) | st.integers(0, RACI.everything)
    cells = st.lists(letters, min_size=len(units), max_size=len(units)).map(lambda masks: Row(bytes(masks)))
    return Document(
        organization=draw(organizations),
        units=units,
        activities=tuple(Activity(row, KNOWLEDGE.activities[row].name) for row in rows),
        matrices=(Matrix("as_is", same("As-is"), tuple(draw(cells) for _ in rows)),),
    )


def report_on(document: Document) -> Report:
    return check(document, "as_is", KNOWLEDGE)


def open_rules(document: Document) -> set[str]:
    return {finding.rule.id for finding in report_on(document).open()}


def with_letters(document: Document, activity: str, unit: str, letters: int) -> Document:
    held = document.cell("as_is", activity, unit).letters
    return edits.set_cells(document, "as_is", {(activity, unit): Cell(held | letters)})


@given(matrices("per_presence", "con_create", "eng_official", "eng_program"), st.sampled_from(EXPERTS))
def test_official_work_beside_a_presence_of_ones_own_is_no_conflict(document: Document, expert: str) -> None:
    """S17: the two are not mutually exclusive. An R on the presence takes findings away and brings none."""
    for official in ("con_create", "eng_official", "eng_program"):
        document = with_letters(document, official, expert, R)
    assert open_rules(with_letters(document, "per_presence", expert, R)) <= open_rules(document)


@given(matrices("per_participate", "per_presence"))
def test_nobody_is_asked_to_own_personal_participation(document: Document) -> None:
    """S7: no finding asks for an A on these rows, and taking every A off brings no finding."""
    unowned = edits.set_letters(
        document,
        "as_is",
        [(row, unit.id) for row in ("per_participate", "per_presence") for unit in document.units],
        lambda mask: mask & ~A,
    )
    for finding in report_on(unowned).findings:
        assert finding.rule.id != "RACI-1" or not {"per_participate", "per_presence"} & set(finding.activities)
    # An A that is gone may leave someone without any letter at all, and fewer rows to be the owner of.
    assert open_rules(unowned) - open_rules(document) <= {"RACI-5", "PER-5"}


@given(matrices("eng_program"), st.sampled_from(EXPERTS), st.sampled_from((R, A | R)))
def test_experts_may_answer_program_questions_in_government(document: Document, expert: str, letters: int) -> None:
    """S26: a fault is never found with an expert's letters on this row."""
    government = replace(document.organization, sector=Sector.GOVERNMENT, program_channels=True)
    cleared = edits.set_letters(
        replace(document, organization=government),
        "as_is",
        [("eng_program", unit.id) for unit in document.units],
        lambda mask: mask & ~A,
    )
    after = with_letters(cleared, "eng_program", expert, letters)
    # Whoever answers for nearly everything hears so, experts like anyone.
    assert open_rules(after) - open_rules(cleared) <= {"RACI-4", "GOV-2"}


@given(matrices("eng_official"), st.sampled_from(EXPERTS))
def test_experts_may_run_engagement_in_a_small_organization(document: Document, expert: str) -> None:
    """S14: what is found there is accepted, or is not about the expert."""
    small = replace(document, organization=replace(document.organization, size=Size.SMALL))
    alone = edits.set_letters(small, "as_is", [("eng_official", unit.id) for unit in small.units], lambda _mask: 0)
    alone = edits.set_cells(alone, "as_is", {("eng_official", expert): Cell(A | R)})
    blamed = [
        finding.rule.id
        for finding in report_on(alone).open()
        if any((place.activity, place.unit) == ("eng_official", expert) for place in finding.places)
    ]
    assert blamed == []


@given(matrices())
def test_an_absent_row_is_never_a_fault(document: Document) -> None:
    for finding in report_on(document).findings:
        absent = set(finding.activities) - set(document.activity_places)
        assert absent <= ABSENT_ALLOWED.get(finding.rule.id, set())


@given(organizations.filter(lambda organization: organization.tone is not Tone.RESTRICTIONS))
def test_an_empty_matrix_has_nothing_wrong(organization: Organization) -> None:
    document = Document(organization=organization, units=UNITS, matrices=(Matrix("as_is", same("As-is")),))
    assert report_on(document).findings == ()


@given(matrices())
def test_taking_a_row_away_brings_no_fault_of_that_row(document: Document) -> None:
    for activity in document.activities:
        fewer = edits.remove_activities(document, [activity.id])
        for finding in report_on(fewer).findings:
            assert activity.id not in finding.activities or finding.rule.id in ABSENT_ALLOWED


@given(matrices())
def test_checking_changes_no_letter(document: Document) -> None:
    content = encode(document)
    report_on(document)
    assert encode(document) == content


@pytest.mark.parametrize(
    ("row", "rules"),
    [
        ("eng_escalate", {"ENG-4"}),
        ("eng_expert_reply", {"ENG-6"}),
        ("con_create", {"CON-1"}),
        ("mon_field", {"MON-1"}),
        ("pol_approve_hr", {"POL-2"}),
        ("per_participate", {"PER-2"}),
    ],
)
def test_a_row_that_is_there_and_empty_is_a_finding(row: str, rules: set[str]) -> None:
    empty = Row(bytes(len(UNITS)))
    document = Document(
        organization=Organization(same("Us")),
        units=UNITS,
        activities=(Activity(row, KNOWLEDGE.activities[row].name),),
        matrices=(Matrix("as_is", same("As-is"), (empty,)),),
    )
    assert rules | {"RACI-2"} <= open_rules(document)
