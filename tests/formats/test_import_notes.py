"""What a person should look at after an import, in both languages."""

from pathlib import Path

import pytest

from raciapp.base.words import Language, same
from raciapp.document.records import Cell, Document, Organization
from raciapp.formats.finding.reading import (
    Confidence,
    Doubt,
    Question,
    ReadActivity,
    Reading,
    ReadUnit,
    Reason,
    Shape,
    Skipped,
    shortened,
)
from raciapp.formats.finding.sentences import asked_sentence, why_sentence
from raciapp.formats.import_notes import import_notes, known_name, reading_sentence
from raciapp.formats.importing import Imported, Mapped, Subject, import_file
from raciapp.knowledge.library import knowledge

EN, FR = Language
SURE = Confidence(1.0, 1.0, 1.0, 1.0, 1.0)


def imported_with(
    mappings: tuple[Mapped, ...] = (), skipped: tuple[Skipped, ...] = (), questions: tuple[Question, ...] = ()
) -> Imported:
    reading = Reading("raci", (), (), skipped, (), SURE)
    return Imported(Document(Organization(same("Ours")), ()), reading, mappings, questions)


NOTHING = imported_with()


def test_nothing_to_look_at_is_no_note() -> None:
    assert import_notes(NOTHING, knowledge(), EN) == ()


def test_what_was_recognised_with_full_certainty_is_not_mentioned() -> None:
    sure = Mapped(Subject.UNIT, "Marketing", "u_marketing", 1.0, taken=True)
    imported = imported_with((sure,))
    assert import_notes(imported, knowledge(), EN) == ()


def test_each_note_has_its_heading_and_sentences() -> None:
    imported = imported_with(
        (
            Mapped(Subject.UNIT, "Marketing {team}", "u_marketing", 0.95, taken=True),
            Mapped(Subject.ACTIVITY, "Set a strategy", "str_strategy", 0.7, taken=False),
        ),
        (Skipped("A1", "Title {0}", Reason.ABOVE),),
        (Question("C2", "X", Doubt.PART),),
    )
    confirm, questions, left_out = import_notes(imported, knowledge(), EN)
    assert confirm.title == "To be confirmed"
    assert confirm.lines == (
        "«Marketing {team}» was taken for «Marketing» (95%).",
        "«Set a strategy» may be «Set the social media strategy» (70%).",
    )
    assert questions.title == "Questions"
    assert questions.lines == ("C2: «X» says that the unit takes part, not how. Which letter is it?",)
    assert left_out.title == "Left out"
    assert left_out.lines == ("A1: «Title {0}» It stands above the matrix.",)


@pytest.mark.parametrize("language", Language)
def test_every_question_and_reason_is_a_sentence(language: Language) -> None:
    for kind in Doubt:
        sentence = asked_sentence(Question("C9", "what {it} says", kind), language)
        assert "C9" in sentence
        assert "what {it} says" in sentence
        assert sentence.endswith("?")
    for reason in Reason:
        assert why_sentence(Skipped("C9", "so", reason), language).endswith(".")


@pytest.mark.parametrize("language", Language)
def test_a_known_name_is_in_the_language_asked_for(language: Language) -> None:
    unit = Mapped(Subject.UNIT, "x", "u_hr", 1.0, taken=True)
    activity = Mapped(Subject.ACTIVITY, "x", "str_strategy", 1.0, taken=True)
    assert known_name(unit, knowledge(), language) == knowledge().units["u_hr"].name.text(language)
    assert known_name(activity, knowledge(), language) == knowledge().activities["str_strategy"].name.text(language)


def test_a_real_file_in_french(tmp_path: Path) -> None:
    path = tmp_path / "client.csv"
    path.write_text("Titre\n\nTâche;Toile;Droit\nPlanifier;A/R;X\nRépondre;R;A\nFormer;C;I\n", "utf-8")
    notes = import_notes(import_file(path, knowledge()), knowledge(), FR)
    assert any(line.startswith("C4") and "«\u00a0X\u00a0»" in line for note in notes for line in note.lines)
    assert any("Titre" in line for line in notes[-1].lines)


def test_a_long_text_is_shortened_to_a_line() -> None:
    assert shortened("a \n b") == "a b"
    assert len(shortened("word " * 100)) == 200
    assert shortened("word " * 100).endswith("…")


LISTED = (
    "Read: 1 activity, 1 unit, 1 cell with letters on sheet «{RACI}», in table 2 (a list with a line for each letter)."
)


@pytest.mark.parametrize(
    ("reading", "sentence"),
    [
        (
            Reading("raci", (ReadUnit("Web", "B1"),), (), (), (), SURE),
            "Read: 0 activities, 1 unit, 0 cells with letters (activities down, units across).",
        ),
        (
            Reading(
                "raci", (ReadUnit("Web", "B1"),), (ReadActivity("Plan", "A2", "", (Cell(1),)),), (), (), SURE,
                Shape.LONG, "{RACI}", 2,
            ),
            LISTED,
        ),
    ],
)  # fmt: skip
def test_what_was_read_is_a_sentence(reading: Reading, sentence: str) -> None:
    assert reading_sentence(reading, EN) == sentence
