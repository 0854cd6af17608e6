"""A client's file becomes a document: known names recognised when certain, everything else as the client has it."""

from pathlib import Path

import pytest

from raciapp.base.errors import NoMatrixError, UserError
from raciapp.base.words import Words, same
from raciapp.document.records import Organization
from raciapp.formats.finding.reading import Confidence, Doubt, Reading, ReadUnit
from raciapp.formats.importing import Imported, Subject, document_from_reading, import_file
from raciapp.knowledge.library import knowledge

KNOWLEDGE = knowledge()
STRATEGY = KNOWLEDGE.activities["str_strategy"]


def imported(folder: Path, text: str, name: str = "client.csv") -> Imported:
    path = folder / name
    path.write_text(text, "utf-8")
    return import_file(path, KNOWLEDGE)


def cells(found: Imported) -> list[list[str]]:
    alphabet = found.document.alphabet
    return [["".join(alphabet.symbols(mask)) for mask in row.letters] for row in found.document.matrices[0].rows]


# -- the document -----------------------------------------------------------------------------------------


def test_a_document_of_known_and_unknown_names(tmp_path: Path) -> None:
    found = imported(
        tmp_path,
        "Activity,Marketing,Human Resources Branch,Wizards\n"
        "Set the social media strategy,A/R,C,I (later)\nFeed the owls,,I,A\nTrain the owls,C,,A\n",
    )
    document = found.document
    assert document.organization.name == same("client")
    assert [unit.functions for unit in document.units] == [("strategy",), ("hr",), ()]
    assert [unit.name.en for unit in document.units] == ["Marketing", "Human Resources Branch", "Wizards"]
    assert document.activities[0].id == "str_strategy"
    assert all(activity.id.startswith("x_") for activity in document.activities[1:])
    assert document.activities[0].name == STRATEGY.name
    assert cells(found) == [["AR", "C", "I"], ["", "I", "A"], ["C", "", "A"]]
    assert document.matrices[0].rows[0].remarks == ((document.units[2].id, "later"),)
    assert [(group.id, group.name) for group in document.groups] == [("str", KNOWLEDGE.groups["str"].name)]


def test_remarks_stand_in_the_order_of_their_units(tmp_path: Path) -> None:
    found = imported(tmp_path, "Task,Zoo,Aunt\nPlan,A (one),R (two)\nAnswer,C,I\n")
    remarks = found.document.matrices[0].rows[0].remarks
    assert list(remarks) == sorted(remarks)
    assert {remark for _, remark in remarks} == {"one", "two"}


def test_a_name_may_be_given(tmp_path: Path) -> None:
    path = tmp_path / "client.csv"
    path.write_text("Task,Zoo,Aunt\nPlan,A,R\nAnswer,C,I\n", "utf-8")
    assert import_file(path, KNOWLEDGE, "The {zoo}").document.organization.name == same("The {zoo}")


def test_the_answers_of_an_organization_are_kept() -> None:
    reading = Reading("raci", (ReadUnit("Zoo", "B1"),), (), (), (), Confidence(1, 1, 1, 1, 1))
    settings = Organization(same("Old"), kind=Words("Zoo", "Jardin"))
    organization = document_from_reading(reading, KNOWLEDGE, same("New"), settings).document.organization
    assert (organization.name, organization.kind) == (same("New"), settings.kind)


@pytest.mark.parametrize("suffix", [".csv", ".CSV", ".tsv", ".txt"])
def test_every_suffix_of_text_tables(suffix: str, tmp_path: Path) -> None:
    found = imported(tmp_path, "Task\tZoo\tAunt\nPlan\tA\tR\nAnswer\tC\tI\n", f"client{suffix}")
    assert cells(found) == [["A", "R"], ["C", "I"]]


# -- names ------------------------------------------------------------------------------------------------


def test_activities_of_one_name_stay_apart(tmp_path: Path) -> None:
    found = imported(tmp_path, "Task,Zoo,Aunt\nPlan it,A,R\nPlan it,C,I\nPlan it,R,A\n")
    assert [activity.name.en for activity in found.document.activities] == ["Plan it"] * 3
    assert len({activity.id for activity in found.document.activities}) == 3
    assert cells(found) == [["A", "R"], ["C", "I"], ["R", "A"]]


def test_a_known_activity_that_comes_again_is_asked_about(tmp_path: Path) -> None:
    name = STRATEGY.name
    found = imported(tmp_path, f"Task,Zoo,Aunt\n{name.en},A,R\n{name.fr},C,I\nFeed,R,A\n")
    ids = [activity.id for activity in found.document.activities]
    assert ids[0] == "str_strategy"
    assert ids[1] != "str_strategy"
    assert [(question.where, question.kind) for question in found.questions] == [("A3", Doubt.SAME)]
    assert [mapped.taken for mapped in found.mappings if mapped.id == "str_strategy"] == [True, False]


def test_units_of_one_name_stay_apart(tmp_path: Path) -> None:
    found = imported(tmp_path, "Task,Zoo,Zoo,Zoo\nPlan,A,R,C\nAnswer,C,I,A\n")
    assert len({unit.id for unit in found.document.units}) == 3
    assert [question.kind for question in found.questions] == [Doubt.UNIT, Doubt.UNIT]


def test_a_unit_is_only_proposed_where_it_is_not_certain(tmp_path: Path) -> None:
    found = imported(tmp_path, "Task,Legal/HR,Zoo\nPlan,A,R\nAnswer,C,I\n")
    (mapped,) = (mapped for mapped in found.mappings if mapped.subject is Subject.UNIT)
    assert not mapped.taken
    assert found.document.units[0].functions == ()
    assert found.document.units[0].name == same("Legal/HR")


@pytest.mark.parametrize("written", ["SET THE SOCIAL MEDIA STRATEGY", "1. Set the social media strategy"])
def test_the_clients_own_words_are_kept(written: str, tmp_path: Path) -> None:
    found = imported(tmp_path, f"Task,Zoo,Aunt\n{written},A,R\nFeed,C,I\n")
    assert found.document.activities[0].id == "str_strategy"
    assert found.document.activities[0].name == same(written)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_name_as_we_have_it_brings_the_other_language(language: str, tmp_path: Path) -> None:
    unit = KNOWLEDGE.units["u_hr"]
    found = imported(tmp_path, f"Task,{getattr(unit.name, language)},Zoo\nFeed,A,R\nWash,C,I\n")
    assert found.document.units[0].name == unit.name
    assert found.document.units[0].functions == unit.functions


@pytest.mark.parametrize("name", ["=1+1", "../../etc", "<b>", "{0}", "Les «\u00a0pros\u00a0»", "🦉"])
def test_odd_names_are_names(name: str, tmp_path: Path) -> None:
    found = imported(tmp_path, f"Task,{name},Zoo\n{name},A,R\nFeed,C,I\n")
    assert found.document.units[0].name.en == found.document.activities[0].name.en == name


# -- groups -----------------------------------------------------------------------------------------------


def test_the_clients_groups_are_kept(tmp_path: Path) -> None:
    known = KNOWLEDGE.groups["pol"]
    text = f"Task,Zoo,Aunt\n{known.name.fr},,\nPlan,A,R\nOwls,,\n{STRATEGY.name.en},C,I\nPlan,R,A\n"
    document = imported(tmp_path, text).document
    assert document.groups[0].id == "pol"
    assert document.groups[0].name == known.name
    assert document.groups[1].name == same("Owls")
    assert [activity.group for activity in document.activities] == ["pol", *[document.groups[1].id] * 2]


def test_a_known_group_in_both_languages_is_two_groups(tmp_path: Path) -> None:
    name = KNOWLEDGE.groups["pol"].name
    text = f"Task,Zoo,Aunt\n{name.en},,\nPlan,A,R\n{name.fr},,\nAnswer,C,I\nWash,R,A\n"
    document = imported(tmp_path, text).document
    assert [group.id == "pol" for group in document.groups] == [True, False]
    assert document.groups[1].name == same(name.fr)


def test_activities_before_the_first_group_have_none(tmp_path: Path) -> None:
    document = imported(tmp_path, "Task,Zoo,Aunt\nPlan,A,R\nOwls,,\nWash,C,I\nFeed,R,A\n").document
    owls = document.groups[0].id
    assert [activity.group for activity in document.activities] == ["", owls, owls]


# -- refusals ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["client.pdf", "client", "client.csv.zip", ".csv"])
def test_another_suffix_is_one_sentence_that_says_what_can_be_read(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"(cannot be read; files that end in \.xlsx|no matrix was found)") as caught:
        imported(tmp_path, "Task,Zoo\n", name)
    assert str(caught.value).startswith(name)


def test_a_file_without_a_matrix_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NoMatrixError, match=r"^client\.csv: no matrix was found among 2 rows and 2 columns"):
        imported(tmp_path, "Day,Room\nMonday,12b\n")


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^missing\.csv"):
        import_file(tmp_path / "missing.csv", KNOWLEDGE)


def test_reading_changes_nothing_in_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "client.csv"
    path.write_bytes(b"Task,Zoo,Aunt\nPlan,A,R\nAnswer,C,I\n")
    import_file(path, KNOWLEDGE)
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"Task,Zoo,Aunt\nPlan,A,R\nAnswer,C,I\n"
