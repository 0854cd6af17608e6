"""What the remedies of the rules do to whole matrices: they resolve what they are for, and nothing is lost."""

import itertools

import pytest
from checks.altering import TEMPLATES, altered_templates, one_cell_off
from checks.cases import CASES, WITH_ALL_DUTIES, Case, document_of, finding_of, report_on, retold
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from raciapp.base.resources import sample_organizations
from raciapp.base.words import same
from raciapp.checks.engine import check
from raciapp.checks.findings import Finding
from raciapp.checks.remedies import remedy
from raciapp.document import edits
from raciapp.document.letters import Scheme, scheme
from raciapp.document.records import Document, Tone
from raciapp.document.storage import encode, load
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.records import Severity

KNOWLEDGE = knowledge()
REMEDIED = [rule.id for rule in KNOWLEDGE.rules.values() if rule.remedy]
SAMPLES = {path.stem: load(path) for path in sorted(sample_organizations().glob("*.raci"))}
NOBODY_FITS = {
    "POL-2 3": "no unit is human resources",
    "POL-5 2": "nobody else would be left to write",
    "CON-1 2": "no unit has experts",
    "ENG-3 2": "nobody else would be left to answer",
    "MON-1 2": "no unit stands for all staff",
    "PER-2 2": "no unit stands for all staff",
    "VEN-1 2": "the strategy is owned by the agency itself",
    "ELEC-1 2": "nobody else has a part in it",
}
"""The cases in which a remedy would need a unit that is not there, and why."""


def assert_sound(before: Document, after: Document, finding: Finding) -> None:
    """Check what a remedy may do to a document: letters of the matrix, known rows, the tone."""
    rule = finding.rule.id
    assert rule not in {other.rule.id for other in check(after, "as_is", KNOWLEDGE).findings}
    assert (after.units, after.scheme, after.template) == (before.units, before.scheme, before.template)
    assert (after.waivers, after.thresholds) == (before.waivers, before.thresholds)
    assert replace(after.organization, tone=before.organization.tone) == before.organization
    assert after.organization.tone in (before.organization.tone, Tone.REMINDERS)
    kept = [activity for activity in after.activities if activity.id in before.activity_places]
    assert kept == list(before.activities)
    added = set(after.activity_places) - set(before.activity_places)
    assert added <= {row for step in finding.rule.remedy for row in getattr(step, "rows", ())} & set(
        KNOWLEDGE.activities
    )
    assert [group for group in after.groups if group.id in before.group_places] == list(before.groups)
    assert {activity.group for activity in after.activities} <= {*after.group_places, ""}
    assert after.matrices[1:] == before.matrices[1:] or added
    for activity, unit in itertools.product(before.activities, before.units):
        was, now = (document.cell("as_is", activity.id, unit.id) for document in (before, after))
        assert now.remark == was.remark
        assert now.letters <= after.alphabet.everything


# -- the rules --------------------------------------------------------------------------------------------


def test_only_where_people_must_judge_there_is_no_remedy() -> None:
    """Who takes over accountability (RACI-4), and what the classic questions ask but for needless letters."""
    asked = {rule.id for rule in KNOWLEDGE.rules.values() if rule.when.pack in ("classic", "names")}
    assert set(KNOWLEDGE.rules) - set(REMEDIED) == {"RACI-4"} | asked - {"ROW-5"}


@pytest.mark.parametrize(
    ("rule", "case", "name"),
    [
        pytest.param(rule, case, f"{rule} {number}", id=f"{rule} {number}")
        for rule in REMEDIED
        for number, case in enumerate((*CASES[rule].finding, *CASES[rule].waived), 1)
    ],
)
def test_a_remedy_resolves_its_finding(rule: str, case: Case, name: str) -> None:
    document = document_of(rule, case)
    finding = finding_of(report_on(document), rule)
    content = encode(document)
    after = remedy(finding, document, "as_is", KNOWLEDGE)
    assert encode(document) == content
    assert (after is None) == (name in NOBODY_FITS)
    if after is not None:
        assert_sound(document, after, finding)


def test_each_case_in_which_nobody_fits_is_there() -> None:
    for name in NOBODY_FITS:
        rule, _, number = name.partition(" ")
        assert len(CASES[rule].finding) >= int(number)


# -- templates that were changed --------------------------------------------------------------------------


@given(altered_templates())
def test_a_remedy_of_anything_is_sound(document: Document) -> None:
    content = encode(document)
    for finding in check(document, "as_is", KNOWLEDGE).findings:
        after = remedy(finding, document, "as_is", KNOWLEDGE)
        if after is not None:
            assert_sound(document, after, finding)
    assert encode(document) == content


@settings(max_examples=4 * settings().max_examples)
@given(st.data())
def test_one_cell_that_is_off_can_always_be_put_right(data: st.DataObject) -> None:
    template = data.draw(st.sampled_from(list(TEMPLATES.values())))
    document = data.draw(one_cell_off(template))
    for finding in check(document, "as_is", KNOWLEDGE).open():
        after = remedy(finding, document, "as_is", KNOWLEDGE)
        assert (after is None) == (not finding.rule.remedy)
        if after is not None:
            assert_sound(document, after, finding)


def gravest(document: Document) -> set[tuple[str, str]]:
    return {
        (finding.rule.id, activity)
        for finding in check(document, "as_is", KNOWLEDGE).open(Severity.MUST)
        for activity in finding.activities or ("",)
    }


@given(altered_templates())
def test_no_remedy_does_a_graver_harm(document: Document) -> None:
    """Such as an activity that nobody answers for, because the A was taken and no unit is there to get it."""
    before = gravest(document)
    for finding in check(document, "as_is", KNOWLEDGE).open():
        after = remedy(finding, document, "as_is", KNOWLEDGE)
        assert after is None or gravest(after) <= before


def test_a_remedy_that_leaves_a_row_to_nobody_is_not_offered() -> None:
    """STR-1 would take the A from the executive and give it to the owner of the strategy, who is not there."""
    document = document_of("STR-1", Case({"str_strategy": "dir=A hr=R"}, cast="dir:exec hr:hr"))
    assert finding_of(report_on(document), "STR-1").rule.remedy
    assert remedy(finding_of(report_on(document), "STR-1"), document, "as_is", KNOWLEDGE) is None
    # Nor where other rows are left to nobody already; though these are no reason against one that does no harm.
    wider = document_of("STR-1", Case({"str_strategy": "dir=A hr=R", "con_plan": "hr=R"}, cast="dir:exec hr:hr"))
    assert remedy(finding_of(report_on(wider), "STR-1"), wider, "as_is", KNOWLEDGE) is None
    wider = document_of("STR-1", Case({"str_strategy": "dir=A com=R", "con_plan": "com=R"}))
    assert remedy(finding_of(report_on(wider), "STR-1"), wider, "as_is", KNOWLEDGE) is not None


# -- one after another ------------------------------------------------------------------------------------


def put_right(document: Document, matrix: str, most: int) -> tuple[Document, list[str]]:
    """Take the first remedy there is again and again; return the document and the rules, `most` of them."""
    taken: list[str] = []
    while len(taken) < most:
        for finding in check(document, matrix, KNOWLEDGE).open():
            after = remedy(finding, document, matrix, KNOWLEDGE)
            if after is not None:
                document = after
                taken.append(finding.rule.id)
                break
        else:
            break
    return document, taken


@pytest.mark.parametrize(
    ("name", "matrix"), [(name, matrix.id) for name, sample in SAMPLES.items() for matrix in sample.matrices]
)
def test_remedies_one_after_another_put_a_sample_right(name: str, matrix: str) -> None:
    document, taken = put_right(SAMPLES[name], matrix, 60)
    assert len(taken) < 60
    assert [finding.rule.id for finding in check(document, matrix, KNOWLEDGE).open() if finding.rule.remedy] == []
    assert document.units == SAMPLES[name].units


@given(altered_templates())
def test_remedies_one_after_another_come_to_an_end(document: Document) -> None:
    after, taken = put_right(document, "as_is", 60)
    assert len(taken) < 60
    for finding in check(after, "as_is", KNOWLEDGE).open():
        assert remedy(finding, after, "as_is", KNOWLEDGE) is None


# -- letters of other schemes, other matrices -------------------------------------------------------------


@pytest.mark.parametrize("alphabet", [pytest.param(found, id=found.id) for found in WITH_ALL_DUTIES])
@given(document=altered_templates())
def test_remedies_speak_of_duties_whatever_the_letters_are_called(alphabet: Scheme, document: Document) -> None:
    other = retold(document, alphabet)
    for finding in check(document, "as_is", KNOWLEDGE).findings:
        after = remedy(finding, document, "as_is", KNOWLEDGE)
        assert remedy(finding, other, "as_is", KNOWLEDGE) == (after and retold(after, alphabet))


@given(altered_templates())
def test_a_scheme_without_a_duty_is_no_fault(document: Document) -> None:
    """RAPID has no letter for those who are told: what would need one has no remedy."""
    other = retold(document, scheme("rapid"))
    for finding in check(other, "as_is", KNOWLEDGE).findings:
        after = remedy(finding, other, "as_is", KNOWLEDGE)
        if after is not None:
            assert_sound(other, after, finding)


@pytest.mark.parametrize("name", SAMPLES)
def test_only_the_matrix_that_was_checked_is_changed(name: str) -> None:
    document = edits.copy_matrix(SAMPLES[name], "as_is", "crisis", same("Crisis"))
    for finding in check(document, "crisis", KNOWLEDGE).open():
        after = remedy(finding, document, "crisis", KNOWLEDGE)
        if after is not None and after.activities == document.activities:
            assert after.matrices[:-1] == document.matrices[:-1]
