"""Rows and columns that are neither activities nor units, and activities that do not look like any."""

from pathlib import Path

import pytest

from raciapp.formats.finding.finder import find_matrix
from raciapp.formats.finding.reading import Doubt, Reading, Reason
from raciapp.formats.readers.separated import read_csv


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def read(folder: Path, content: str) -> Reading:
    path = folder / "client.csv"
    path.write_text(content, "utf-8")
    return find_matrix([read_csv(path)])


def names(reading: Reading) -> list[tuple[str, str]]:
    return [(row.group, row.name) for row in reading.activities]


def asked(reading: Reading) -> set[tuple[str, Doubt]]:
    return {(question.where, question.kind) for question in reading.questions}


def test_letters_without_a_name_are_asked_about(folder: Path) -> None:
    reading = read(folder, "Activity;HR;Legal\nDraft;R;A\n;C;R\nPublish;A;I\n")
    assert names(reading) == [("", "Draft"), ("", "Publish")]
    assert [skipped.why for skipped in reading.skipped] == [Reason.NO_NAME]
    assert Doubt.ROW in {kind for _, kind in asked(reading)}


def test_groups_left_of_the_names(folder: Path) -> None:
    reading = read(folder, ";Activity;HR;Legal\nPlan;;;\n;Draft;R;A\nDo;;;\n;Publish;A;I\n")
    assert names(reading) == [("Plan", "Draft"), ("Do", "Publish")]


def test_an_empty_group_is_an_activity_to_be_confirmed(folder: Path) -> None:
    reading = read(folder, "Activity;HR;Legal\nPhase 1\nPlanning\nDraft;R;A\nDoing\nPublish;A;I\n")
    assert names(reading) == [("", "Phase 1"), ("Planning", "Draft"), ("Doing", "Publish")]
    assert ("A2", Doubt.ACTIVITY) in asked(reading)


def test_a_status_makes_a_row_without_letters_an_activity(folder: Path) -> None:
    reading = read(folder, "Activity;Status;HR;Legal\nDraft;Open;R;A\nReview;Open;;\nPublish;Done;A;I\n")
    assert names(reading) == [("", "Draft"), ("", "Review"), ("", "Publish")]
    assert not reading.questions


def test_a_number_as_deep_as_the_others_makes_an_activity(folder: Path) -> None:
    reading = read(folder, "No;Activity;HR;Legal\n1;Plan;;\n1.1;Draft;R;A\n1.2;Review;;\n1.3;Publish;A;I\n")
    assert names(reading) == [("Plan", "Draft"), ("Plan", "Review"), ("Plan", "Publish")]


def test_a_legend_word_within_the_matrix_is_no_group(folder: Path) -> None:
    reading = read(folder, "Activity;HR;Legal\nDraft;R;A\nLegend\nPublish;A;I\n")
    assert names(reading) == [("", "Draft"), ("", "Publish")]
    assert [skipped.why for skipped in reading.skipped] == [Reason.LEGEND]


def test_what_stands_beside_a_blank_name_is_listed(folder: Path) -> None:
    reading = read(folder, "Activity;HR;Legal\nDraft;R;A\n;;see below\nPublish;A;I\n")
    assert [(skipped.where, skipped.why) for skipped in reading.skipped] == [("C3", Reason.BESIDE)]


def test_a_timetable_among_the_columns_is_left_out(folder: Path) -> None:
    reading = read(folder, "Activity;HR;Jan;Feb;Mar\nDraft;R;A;C;I\nPublish;A;R;C;I\n")
    assert [unit.name for unit in reading.units] == ["HR"]
    assert {where for where, kind in asked(reading) if kind is Doubt.COLUMN} == {"C", "D", "E"}


def test_a_column_of_grades_right_of_the_names_is_asked_about(folder: Path) -> None:
    reading = read(folder, "Activity;HR;Legal;Grade\nDraft;R;A;A\nDo;A;R;C\nPublish;A;I;B\n")
    assert [unit.name for unit in reading.units] == ["HR", "Legal"]
    assert asked(reading) == {("D", Doubt.COLUMN)}


def test_letters_left_of_the_names_are_no_unit(folder: Path) -> None:
    reading = read(folder, "Importance level;Activity;HR;Legal\nA;Draft;R;A\nC;Publish;A;R\n")
    assert [unit.name for unit in reading.units] == ["HR", "Legal"]
    assert asked(reading) == {("A", Doubt.COLUMN)}


def test_a_column_without_letters_yet_is_a_unit_to_be_confirmed(folder: Path) -> None:
    reading = read(folder, "Activity;HR;Finance;Legal\nDraft;R;;A\nPublish;A;;R\n")
    assert [unit.name for unit in reading.units] == ["HR", "Finance", "Legal"]
    assert asked(reading) == {("C1", Doubt.UNIT)}
