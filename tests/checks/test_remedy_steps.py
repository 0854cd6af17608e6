"""Each kind of step by itself, taken by a rule that is asked nowhere."""

from pathlib import Path
from typing import Any

import pytest
from checks.cases import USUAL_CAST
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import assert_valid, documents

from raciapp.base.words import Words, same
from raciapp.checks.findings import Finding, Place
from raciapp.checks.remedies import remedy, template_for
from raciapp.document import edits
from raciapp.document.letters import scheme
from raciapp.document.records import (
    Activity,
    Cell,
    Document,
    Group,
    Matrix,
    OperatingModel,
    Organization,
    Row,
    Sector,
    Size,
    Threshold,
    Tone,
    Unit,
    Waiver,
    new_document,
)
from raciapp.knowledge.fitting import with_known_activity
from raciapp.knowledge.library import knowledge, knowledge_with
from raciapp.knowledge.records import ApartTest, PartTest, Rule, Severity, Test
from raciapp.knowledge.remedies import (
    AddRowsStep,
    AnyStep,
    GiveStep,
    KeepStep,
    ReduceStep,
    SetToneStep,
    ShareOutStep,
    TakeStep,
    TemplateStep,
)

KNOWLEDGE = knowledge()
ACCEPTED = tuple(Waiver(rule.id, "x") for rule in KNOWLEDGE.rules.values() if rule.severity is Severity.MUST)
"""What a step does by itself may break the gravest rules, for which a remedy would not be offered."""
A_PART = PartTest("A")


def document_of(rows: dict[str, str], cast: str = USUAL_CAST, alphabet: str = "raci") -> Document:
    """Return a document with rows such as `{"con_plan": "com=AR hr=C"}`."""
    letters = scheme(alphabet)
    units = tuple(
        Unit(identity, same(identity), tuple(filter(None, functions.split("+"))))
        for identity, functions in (column.split(":") for column in cast.split())
    )
    held = [dict(cell.split("=") for cell in cells.split()) for cells in rows.values()]
    return Document(
        organization=Organization(same("Us")),
        scheme=alphabet,
        units=units,
        activities=tuple(Activity(row, same(row)) for row in rows),
        matrices=(
            Matrix(
                "as_is",
                same("As-is"),
                tuple(Row(bytes(letters.mask_of(row.get(unit.id, "")) for unit in units)) for row in held),
            ),
        ),
        waivers=ACCEPTED,
    )


def rows_of(document: Document, matrix: str = "as_is") -> dict[str, str]:
    """Return what `document_of` was given."""
    return {
        activity.id: " ".join(
            f"{unit.id}={document.alphabet.symbols(mask)}"
            for unit, mask in zip(document.units, row.letters, strict=True)
            if mask
        )
        for activity, row in zip(document.activities, document.matrix(matrix).rows, strict=True)
    }


def finding(*steps: AnyStep, at: tuple[Place, ...] = (), test: Test = A_PART) -> Finding:
    """Return a finding of a rule that no knowledge holds."""
    return Finding(Rule("TEST-1", Severity.HINT, same("x"), same("x"), (test,), remedy=steps), at)


def taken(document: Document, *steps: AnyStep, at: tuple[Place, ...] = (), test: Test = A_PART) -> Document:
    """Return the document after the steps, or itself where they change nothing."""
    return remedy(finding(*steps, at=at, test=test), document, "as_is", KNOWLEDGE) or document


def after(rows: dict[str, str], *steps: AnyStep, at: str = "", cast: str = USUAL_CAST) -> dict[str, str]:
    """Return the rows after the steps of a finding that points at the activities `at`."""
    places = tuple(Place(row) for row in at.split())
    return rows_of(taken(document_of(rows, cast), *steps, at=places))


def test_a_kind_of_step_that_is_new_must_be_taken_somewhere() -> None:
    unheard: Any = object()
    with pytest.raises(NotImplementedError, match="object"):
        taken(document_of({"con_plan": ""}), unheard)


def test_steps_that_change_nothing_are_no_remedy() -> None:
    document = document_of({"con_plan": "com=AR"})
    for step in (GiveStep(("con_plan",), "C", by="strategy"), TakeStep(("con_plan",), "I"), ReduceStep()):
        assert remedy(finding(step), document, "as_is", KNOWLEDGE) is None
    assert remedy(finding(), document, "as_is", KNOWLEDGE) is None


# -- give -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "rows", "expected"),
    [
        (GiveStep(("con_plan",), "R", by="experts"), "com=A", "com=A sci=R pol=R"),
        (GiveStep(("con_plan",), "R", by="experts", first=True), "com=A", "com=A sci=R"),
        (GiveStep(("con_plan",), "AR", by="hr"), "hr=CI", "hr=AR"),
        (GiveStep(("con_plan",), "C", by="hr"), "hr=R", "hr=R"),
        (GiveStep(("con_plan",), "I", by="hr"), "hr=C", "hr=C"),
        (GiveStep(("con_plan",), "C", by="hr"), "hr=I", "hr=C"),
        (GiveStep(("con_plan",), "A", by="regions"), "com=R", "com=R"),
        (GiveStep(("con_plan",), "R"), "", " ".join(f"{column.split(':')[0]}=R" for column in USUAL_CAST.split())),
        (GiveStep(("con_plan",), "A", by="strategy", when_nobody="A"), "hr=A", "hr=A"),
        (GiveStep(("con_plan",), "A", by="strategy", when_nobody="A"), "hr=R", "com=A hr=R"),
        (GiveStep(("con_plan",), "C", by="experts", lacking="*"), "sci=I", "sci=I"),
        (GiveStep(("con_plan",), "C", by="experts", lacking="*"), "hr=I", "sci=C pol=C hr=I"),
        (GiveStep(("con_plan",), "C", by="experts", lacking="ARC"), "sci=I", "sci=C pol=C"),
        (GiveStep(("con_plan",), "C", by="experts", lacking="ARC"), "sci=I pol=R", "sci=I pol=R"),
        (GiveStep(("con_plan",), "C", like="con_create", like_letters="AR"), "it=I", "svc=C hr=C it=I"),
        (GiveStep(("con_plan",), "C", like="con_create", like_letters="AR", first=True), "", "svc=C"),
        (GiveStep(("con_plan",), "C", like="con_publish", like_letters="AR"), "it=I", "it=I"),
        (GiveStep(("con_publish",), "C", by="hr"), "it=I", "it=I"),
    ],
)
def test_giving(step: GiveStep, rows: str, expected: str) -> None:
    others = "svc=R hr=A leg=C"
    assert after({"con_plan": rows, "con_create": others}, step) == {"con_plan": expected, "con_create": others}


def test_giving_on_the_rows_of_the_finding() -> None:
    rows = {"con_plan": "", "con_create": "", "con_publish": ""}
    step = GiveStep(("*",), "A", by="strategy")
    assert after(rows, step, at="con_plan gone con_publish") == {
        "con_plan": "com=A",
        "con_create": "",
        "con_publish": "com=A",
    }
    assert after(rows, step) == rows


def test_giving_to_those_without_any_letter() -> None:
    rows = {"con_plan": "com=AR", "con_create": "hr=I"}
    step = GiveStep(("con_plan",), "I", idle=True)
    cast = "com:strategy hr:hr it: new:"
    assert after(rows, step, cast=cast) == {"con_plan": "com=AR it=I new=I", "con_create": "hr=I"}
    assert after(rows, replace(step, first=True), cast=cast)["con_plan"] == "com=AR it=I"


def test_giving_row_by_row_looks_at_each_row() -> None:
    rows = {"con_plan": "hr=A", "con_create": ""}
    step = GiveStep(("con_plan", "con_create"), "A", by="strategy", first=True, when_nobody="A")
    assert after(rows, step) == {"con_plan": "hr=A", "con_create": "com=A"}


# -- take -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "rows", "expected"),
    [
        (TakeStep(("con_plan",), "A"), "com=AR hr=A", "com=R"),
        (TakeStep(("con_plan",), "A", instead="C"), "com=AR hr=A", "com=R hr=C"),
        (TakeStep(("con_plan",), "AR", by="hr", instead="C"), "com=A hr=AR", "com=A hr=C"),
        (TakeStep(("con_plan",), "A", by="experts"), "sci=A pol=AR hr=A", "pol=R hr=A"),
        (TakeStep(("con_plan",), "A", not_by="strategy", instead="I"), "com=A hr=A it=AC", "com=A hr=I it=C"),
        (TakeStep(("con_plan",), "A", by="regions"), "com=A", "com=A"),
        (TakeStep(("con_publish",), "A"), "com=A", "com=A"),
        (TakeStep(("con_plan",), "C"), "com=A", "com=A"),
    ],
)
def test_taking(step: TakeStep, rows: str, expected: str) -> None:
    others = "svc=R hr=A leg=C"
    assert after({"con_plan": rows, "con_create": others}, step) == {"con_plan": expected, "con_create": others}


def test_taking_on_every_row() -> None:
    rows = {"con_plan": "ag=A com=R", "con_create": "com=A", "x_own": "ag=AR"}
    assert after(rows, TakeStep(("*",), "A", by="agency", instead="R")) == {
        "con_plan": "com=R ag=R",
        "con_create": "com=A",
        "x_own": "ag=R",
    }


def test_taking_from_those_with_no_other_function() -> None:
    step = TakeStep(("con_plan",), "R", by="approvers", by_only=True, instead="C")
    cast = "people:hr+legal law:legal desk:hr+strategy plain:"
    rows = {"con_plan": "people=R law=R desk=R plain=R"}
    assert after(rows, step, cast=cast) == {"con_plan": "people=C law=C desk=R plain=R"}


# -- keep -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "rows", "expected"),
    [
        (KeepStep(("con_plan",), "C", 2), "com=C hr=C leg=C it=C", "com=C hr=C leg=I it=I"),
        (KeepStep(("con_plan",), "C", 2, instead=""), "com=C hr=C leg=C", "com=C hr=C"),
        (KeepStep(("con_plan",), "C", 4), "com=C hr=C leg=C it=C", "com=C hr=C leg=C it=C"),
        (KeepStep(("con_plan",), "C", 1, prefer=("it_security", "legal")), "com=C leg=C it=C", "com=I leg=I it=C"),
        (KeepStep(("con_plan",), "C", 2, prefer=("it_security", "legal")), "com=C leg=C it=C", "com=I leg=C it=C"),
        (KeepStep(("con_plan",), "C", 1, prefer=("experts",)), "com=C sci=C pol=C", "com=I sci=C pol=I"),
        # Who acts stays, whatever is preferred, and is not among those who are left with something else.
        (KeepStep(("con_plan",), "ARC", 2, prefer=("legal",)), "com=C leg=C it=R all=A", "com=I leg=I it=R all=A"),
        (KeepStep(("con_plan",), "ARC", 1), "com=AR it=R", "com=AR it=I"),
        (KeepStep(("con_plan",), "C", 1, or_share=0.2), "com=C hr=C leg=C it=C", "com=C hr=C leg=C it=I"),  # 3 of 15
        (KeepStep(("con_publish",), "C", 0), "com=C", "com=C"),
    ],
)
def test_keeping(step: KeepStep, rows: str, expected: str) -> None:
    others = "svc=C hr=C leg=C it=C"
    assert after({"con_plan": rows, "con_create": others}, step) == {"con_plan": expected, "con_create": others}


def test_keeping_on_the_rows_of_the_finding() -> None:
    rows = {"con_plan": "com=C hr=C", "con_create": "com=C hr=C"}
    assert after(rows, KeepStep(("*",), "C", 1), at="con_create gone") == {
        "con_plan": "com=C hr=C",
        "con_create": "com=C hr=I",
    }


def test_keeping_knows_the_documents_own_number() -> None:
    document = document_of({"con_plan": "com=C hr=C leg=C it=C"})
    step = KeepStep(("con_plan",), "C", 3, or_share=0.5)
    own = replace(document, thresholds=(Threshold("OTHER-1", 1), Threshold("TEST-1", 2)))
    assert rows_of(taken(own, step)) == {"con_plan": "com=C hr=C leg=I it=I"}
    none = replace(document, thresholds=(Threshold("TEST-1", 0),))
    assert rows_of(taken(none, step)) == {"con_plan": "com=I hr=I leg=I it=I"}
    assert taken(document, step) == document


# -- template ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("letters", "rows", "expected"),
    [
        ("A", "svc=R", "com=A svc=R"),
        ("A", "com=I", "com=A"),
        ("A", "com=A hr=A it=AR", "com=A hr=R it=R"),
        ("A", "hr=A it=A", "com=A hr=R it=R"),
        ("A", "hr=A", "hr=A"),
        ("R", "com=A", "com=AR"),
        ("R", "hr=R", "hr=R"),
    ],
)
def test_giving_as_the_template_does(letters: str, rows: str, expected: str) -> None:
    """The strategy belongs to its owner in the template of corporations."""
    assert after({"str_strategy": rows}, TemplateStep(letters), at="str_strategy") == {"str_strategy": expected}


@pytest.mark.parametrize("row", ["str_strategy", "x_own"])
@pytest.mark.parametrize(
    ("letters", "rows", "expected"),
    [
        ("A", "hr=C it=R", "hr=C it=AR"),
        ("A", "it=C hr=I", "hr=A it=C"),
        ("A", "", "hr=A"),
        # Of several that hold it, the first keeps it, even where somebody who works stands before them.
        ("A", "hr=R it=A leg=AR", "hr=R it=A leg=R"),
        ("R", "it=A hr=C", "hr=C it=AR"),
        ("R", "it=I", "it=R"),
        ("R", "", "hr=R"),
    ],
)
def test_where_the_template_expects_nobody_who_is_here(row: str, letters: str, rows: str, expected: str) -> None:
    found = after({row: rows}, TemplateStep(letters), at=row, cast="hr:hr it:it_security leg:legal")
    assert found == {row: expected}


def test_without_any_unit_there_is_nobody_to_give_to() -> None:
    document = document_of({"con_plan": ""}, cast="")
    for letters in "AR":
        assert taken(document, TemplateStep(letters), at=(Place("con_plan"),)) is document


def test_the_template_is_that_of_the_document_or_else_of_its_settings() -> None:
    document = document_of({"con_clear": ""})
    at, step = (Place("con_clear"),), TemplateStep("A")
    assert rows_of(taken(document, step, at=at)) == {"con_clear": "com=A"}
    regulated = replace(document, organization=replace(document.organization, regulated=True))
    assert rows_of(taken(regulated, step, at=at)) == {"con_clear": "cmp=A"}
    assert rows_of(taken(replace(regulated, template="corporate"), step, at=at)) == {"con_clear": "com=A"}
    # A house template that is not at hand any more.
    assert rows_of(taken(replace(regulated, template="house_of_old"), step, at=at)) == {"con_clear": "cmp=A"}


@pytest.mark.parametrize(
    ("settings", "template"),
    [
        ({}, "corporate"),
        ({"sector": Sector.EDUCATION}, "corporate"),
        ({"sector": Sector.GOVERNMENT, "regulated": True}, "government"),
        ({"size": Size.SMALL, "sector": Sector.GOVERNMENT}, "small"),
        ({"regulated": True, "model": OperatingModel.CENTRALIZED}, "regulated"),
        ({"model": OperatingModel.CENTRALIZED}, "centralized"),
        ({"model": OperatingModel.HUB_AND_SPOKE, "sector": Sector.NONPROFIT}, "hub_and_spoke"),
    ],
)
def test_settings_call_for_a_template(settings: dict[str, Any], template: str) -> None:
    document = new_document(same("Us"))
    found = template_for(replace(document, organization=replace(document.organization, **settings)))
    assert found == template
    assert found in KNOWLEDGE.templates


# -- share out --------------------------------------------------------------------------------------------

APART = ApartTest(("con_plan", "con_create"), "AR")
SHARED = ShareOutStep({"con_create": "experts", "con_plan": "strategy"}, "AR")


@pytest.mark.parametrize(
    ("plan", "create", "expected"),
    [
        ("com=AR", "com=A", ("com=AR", "com=C sci=AR")),
        ("com=AR", "com=AI sci=C", ("com=AR", "com=I sci=AR")),
        ("hr=AR", "hr=R", ("com=AR hr=C", "sci=AR hr=C")),
        ("sci=AR", "sci=R", ("com=AR sci=C", "sci=R")),
        # Only who holds both is meant.
        ("com=AR it=R", "com=A leg=R", ("com=AR it=R", "com=C sci=AR leg=R")),
        ("com=AR", "hr=A", ("com=AR", "hr=A")),
    ],
)
def test_sharing_out(plan: str, create: str, expected: tuple[str, str]) -> None:
    document = document_of({"con_plan": plan, "con_create": create})
    assert tuple(rows_of(taken(document, SHARED, test=APART)).values()) == expected


def test_sharing_out_to_nobody() -> None:
    document = document_of({"con_plan": "hr=AR", "con_create": "hr=AR"}, cast="hr:hr com:strategy")
    assert rows_of(taken(document, SHARED, test=APART)) == {"con_plan": "hr=C com=AR", "con_create": "hr=AR"}


def test_sharing_out_ends_when_nobody_is_meant_any_more() -> None:
    document = document_of({"con_plan": "hr=AR", "con_create": "hr=R sci=A"})
    steps = [ShareOutStep({row: function}, "R") for row, function in SHARED.owners.items()]
    assert rows_of(taken(document, *steps, test=APART)) == {"con_plan": "hr=AR", "con_create": "sci=AR hr=C"}


def test_steps_can_be_put_into_sets() -> None:
    assert len({SHARED, ShareOutStep(dict(SHARED.owners), "AR"), ShareOutStep({"con_plan": "hr"}, "AR")}) == 2
    for rule in KNOWLEDGE.rules.values():
        assert isinstance(hash(rule.remedy), int)


# -- rows, letters, tone ----------------------------------------------------------------------------------


def test_adding_rows_with_the_letters_of_the_template() -> None:
    document = document_of({"str_strategy": "hr=A", "x_own": "mo=R"}, cast="com:strategy hr:hr mo:elected_office")
    document = edits.copy_matrix(document, "as_is", "to_be", same("To-be"))
    found = taken(document, AddRowsStep(("str_strategy", "pol_draft")))
    assert rows_of(found) == {"str_strategy": "hr=A", "x_own": "mo=R", "pol_draft": "com=AR hr=C"}
    assert rows_of(found, "to_be") == {"str_strategy": "hr=A", "x_own": "mo=R", "pol_draft": ""}
    activity = KNOWLEDGE.activities["pol_draft"]
    assert found.activities[-1] == Activity("pol_draft", activity.name, activity.group)
    assert found.groups == (Group(activity.group, KNOWLEDGE.groups[activity.group].name),)


def test_adding_a_row_of_which_the_template_says_nothing(tmp_path: Path) -> None:
    """A house template need not speak of every activity."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "ours.toml").write_text(
        'id = "ours"\nname.en = "Ours"\n[rows.str_strategy]\nletters = { strategy = "A/R" }\n', "utf-8"
    )
    with_house = knowledge_with([tmp_path])
    document = replace(document_of({"str_strategy": "hr=A"}), template="ours")
    found = remedy(finding(AddRowsStep(("pol_draft",))), document, "as_is", with_house)
    assert found is not None
    assert rows_of(found) == {"str_strategy": "hr=A", "pol_draft": ""}


def grouped(*rows: str) -> Document:
    """Return a document with these rows under their groups, without units."""
    document = new_document(same("Us"))
    for row in rows:
        document = with_known_activity(document, row, KNOWLEDGE)
    return document


def shown(document: Document) -> list[str]:
    """Return the activities in the order in which they are shown."""
    return [document.activities[place].id for _, places in document.sections() for place in places]


@pytest.mark.parametrize("at", range(len(KNOWLEDGE.activities)))
def test_a_known_row_comes_to_its_place(at: int) -> None:
    rows = list(KNOWLEDGE.activities)
    document = grouped(*rows[:at], *rows[at + 1 :], rows[at])
    assert shown(document) == rows


def test_known_rows_come_to_their_places_whatever_the_order() -> None:
    document = grouped(*reversed(list(KNOWLEDGE.activities)))
    assert shown(document) == list(KNOWLEDGE.activities)
    assert [group.id for group in document.groups] == list(KNOWLEDGE.groups)


def test_rows_that_were_moved_to_another_group_are_no_guide() -> None:
    first, second, third = [row.id for row in KNOWLEDGE.activities.values() if row.group == "con"][:3]
    document = grouped(third, first)
    moved = replace(document.activities[1], group="x_mine")
    document = replace(document, activities=(moved, document.activities[0]))
    assert [row.id for row in with_known_activity(document, second, KNOWLEDGE).activities] == [third, first, second]


def test_own_groups_stay_where_they_are() -> None:
    document = edits.add_group(grouped("mea_goals", "str_strategy"), Group("x_mine", same("Mine")), 1)
    after_all = with_known_activity(document, "con_plan", KNOWLEDGE)
    assert [group.id for group in after_all.groups] == ["str", "x_mine", "con", "mea"]


def test_reducing_where_the_finding_points() -> None:
    document = document_of({"con_plan": "com=RC hr=CI it=AI", "con_create": "com=RC"})
    document = edits.set_remark(document, "as_is", "con_plan", "com", "ask first")
    at = (Place("con_plan", "com"), Place("con_plan", "hr"))
    found = taken(document, ReduceStep(), at=at)
    assert rows_of(found) == {"con_plan": "com=R hr=C it=AI", "con_create": "com=RC"}
    assert found.cell("as_is", "con_plan", "com") == Cell(found.alphabet.mask_of("R"), "ask first")


def test_reducing_what_a_step_before_has_left() -> None:
    document = document_of({"con_plan": "com=RCI"})
    found = taken(document, TakeStep(("con_plan",), "R"), ReduceStep(), at=(Place("con_plan", "com"),))
    assert rows_of(found) == {"con_plan": "com=C"}


def test_reducing_passes_over_what_is_no_cell() -> None:
    document = document_of({"con_plan": "com=RC"})
    at = (Place(), Place("con_plan"), Place(unit="com"), Place("con_create", "com"), Place("con_plan", "com"))
    assert rows_of(taken(document, ReduceStep(), at=at)) == {"con_plan": "com=R"}


def test_setting_the_tone() -> None:
    document = document_of({"con_plan": "com=A"})
    document = edits.set_organization(document, Organization(Words("Us", "Nous"), tone=Tone.RESTRICTIONS))
    found = taken(document, SetToneStep(Tone.REMINDERS))
    assert found.organization == Organization(Words("Us", "Nous"), tone=Tone.REMINDERS)
    assert replace(found, organization=document.organization) == document


# -- other letters ----------------------------------------------------------------------------------------


def test_remarks_stay_with_their_cells() -> None:
    document = edits.set_remark(document_of({"con_plan": "com=A hr=A"}), "as_is", "con_plan", "hr", "ask first")
    found = taken(document, TakeStep(("con_plan",), "A", not_by="strategy"))
    assert found.cell("as_is", "con_plan", "hr") == Cell(0, "ask first")


@pytest.mark.parametrize(
    ("alphabet", "rows", "expected"),
    [
        ("daci", "com=AD hr=A it=C", "com=AD hr=D it=I"),
        ("rapid", "com=DP hr=D it=I", "com=DP hr=P"),
        # S is no duty: it is neither taken nor given, and who holds it is not left with nothing.
        ("rasci", "com=AR hr=AS leg=C it=SC", "com=AR hr=S leg=I it=S"),
        ("raci-vs", "com=AR hr=AV it=VC", "com=AR hr=V it=V"),
    ],
)
def test_letters_of_other_schemes(alphabet: str, rows: str, expected: str) -> None:
    document = document_of({"con_plan": rows}, alphabet=alphabet)
    steps = (
        TakeStep(("con_plan",), "A", not_by="strategy", instead="R"),
        TakeStep(("con_plan",), "C", instead="I"),
    )
    found = rows_of(taken(document, *steps))["con_plan"].split()
    assert [set(cell) for cell in found] == [set(cell) for cell in expected.split()]


# -- steps of house rules ---------------------------------------------------------------------------------

some_rows = st.lists(st.sampled_from(("str_strategy", "eng_official", "con_create", "trn_roles")), max_size=3).map(
    tuple
)
rows_or_all = some_rows | st.just(("*",))
duties = st.sampled_from(("A", "R", "C", "I", "AR", "CI"))
duties_or_none = duties | st.just("")
functions = st.sampled_from(("", "strategy", "hr", "experts", "regions"))
steps = st.one_of(
    st.builds(
        GiveStep,
        rows_or_all,
        duties,
        by=functions,
        first=st.booleans(),
        like=st.sampled_from(("", "eng_official", "trn_roles")),
        like_letters=duties,
        idle=st.booleans(),
        when_nobody=duties_or_none,
        lacking=duties_or_none | st.just("*"),
    ),
    st.builds(
        TakeStep, rows_or_all, duties, by=functions, not_by=functions, by_only=st.booleans(), instead=duties_or_none
    ),
    st.builds(
        KeepStep,
        rows_or_all,
        duties,
        st.integers(0, 4),
        or_share=st.sampled_from((0.0, 0.5)),
        prefer=st.lists(functions.filter(bool), max_size=2).map(tuple),
        instead=duties_or_none,
    ),
    st.builds(TemplateStep, duties),
    st.builds(ShareOutStep, st.dictionaries(st.sampled_from(("eng_official", "trn_roles")), functions), duties),
    st.builds(AddRowsStep, some_rows),
    st.just(ReduceStep()),
    st.builds(SetToneStep, st.sampled_from(Tone)),
)
places = st.builds(
    Place,
    st.sampled_from(("", "str_strategy", "eng_official", "trn_roles")),
    st.just(""),
)


@settings(max_examples=4 * settings().max_examples)
@given(documents(), st.lists(steps, max_size=3), st.lists(places, max_size=3), st.data())
def test_no_step_whatever_breaks_a_document(
    document: Document, taken_steps: list[AnyStep], at: list[Place], data: st.DataObject
) -> None:
    """A house rule may point at rows that are not there, or at whole rows and columns."""
    matrix = data.draw(st.sampled_from(document.matrices)).id
    units = st.sampled_from([unit.id for unit in document.units]) if document.units else st.just("")
    there = [*at, *(Place(place.activity, data.draw(units)) for place in at)]
    found = remedy(finding(*taken_steps, at=tuple(there)), document, matrix, KNOWLEDGE)
    if found is not None:
        assert_valid(found)
        assert found.units == document.units
        assert set(found.activity_places) - set(document.activity_places) <= set(KNOWLEDGE.activities)
