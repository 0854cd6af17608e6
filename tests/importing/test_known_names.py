"""Names that a client's file shares with what is known are proposed with a confidence; low ones are never acted on."""

from pathlib import Path

from importing.building import delimited, table

from raciapp.base.words import same
from raciapp.formats.importing import Imported, Mapped, Subject, document_from_reading, import_file, read
from raciapp.knowledge.library import knowledge

TEXT = """
Activité                                           | Communications | RH  | DPO/Security | Plomberie
Établir la stratégie en matière de médias sociaux  | A/R            | C   | I            |
Write guidelines                                   | R              | A   | C            | I
Pour concrete                                      | I              |     | C            | A/R
"""


def imported(folder: Path) -> Imported:
    path = delimited(TEXT)(folder)
    assert isinstance(path, Path)
    return import_file(path, knowledge())


def of(found: Imported, name: str) -> Mapped | None:
    return next((one for one in found.mappings if one.name == name), None)


def test_names_in_both_languages_and_other_names_are_taken(tmp_path: Path) -> None:
    found = imported(tmp_path)
    for subject, name, identity in (
        (Subject.UNIT, "Communications", "u_comms"),
        (Subject.UNIT, "RH", "u_hr"),
        (Subject.ACTIVITY, "Établir la stratégie en matière de médias sociaux", "str_strategy"),
        (Subject.ACTIVITY, "Write guidelines", "pol_draft"),
    ):
        one = of(found, name)
        assert one is not None, name
        assert (one.subject, one.id, one.taken) == (subject, identity, True)


def test_a_mere_likeness_is_proposed_and_not_taken(tmp_path: Path) -> None:
    found = imported(tmp_path)
    for name in ("DPO/Security", "Pour concrete"):
        one = of(found, name)
        assert one is None or not one.taken
    assert of(found, "Plomberie") is None
    assert {unit.name.en for unit in found.document.units} >= {"DPO/Security", "Plomberie"}
    assert "Pour concrete" in {activity.name.en for activity in found.document.activities}


def test_letters_go_with_their_names(tmp_path: Path) -> None:
    document = imported(tmp_path).document
    alphabet = document.alphabet
    rows = [[alphabet.text(letters) or "." for letters in row.letters] for row in document.matrices[0].rows]
    assert rows == [["A/R", "C", "I", "."], ["R", "A", "C", "I"], ["I", ".", "C", "A/R"]]


def test_known_units_down_the_first_column_turn_the_matrix_round() -> None:
    """No corner tells, and each unit answers for something; only the names do."""
    text = """
    |  Pour concrete | Give medicine | Close accounts
    Communications | A | C | R
    Human resources | R | A | I
    Legal | C | R | A
    """
    found = document_from_reading(read([table(text)], knowledge()), knowledge(), same("Client"))
    assert [unit.name.en for unit in found.document.units] == ["Communications", "Human resources", "Legal"]
