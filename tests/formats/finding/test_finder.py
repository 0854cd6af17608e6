"""A matrix is found wherever it stands in a table; what is not part of it is listed with a reason."""

from pathlib import Path

import pytest

from raciapp.base.errors import NoMatrixError, UserError
from raciapp.document.letters import scheme
from raciapp.formats.finding import finder
from raciapp.formats.finding.finder import find_matrix
from raciapp.formats.finding.reading import Doubt, Question, Reading, Reason, Shape
from raciapp.formats.finding.tables import Table, TableCell
from raciapp.formats.readers.separated import read_csv

GRID = """
Activity,Web,Legal,HR
Plan the year,A/R,C,I
Answer the public,R,,A
Train the staff,C,I,A/R
"""
ROWS = [("Plan the year", "AR C I"), ("Answer the public", "R - A"), ("Train the staff", "C I AR")]
UNITS = ["Web", "Legal", "HR"]


def table(text: str, delimiter: str = ",") -> Table:
    """Return the lines of a text as a table; the first line break is only there to be read easily."""
    lines = (line.split(delimiter) for line in text.removeprefix("\n").splitlines())
    return Table(
        "client.csv",
        tuple(
            tuple(TableCell(cell.strip().replace("\\n", "\n"), row, column) for column, cell in enumerate(line))
            for row, line in enumerate(lines)
        ),
    )


def found(text: str) -> Reading:
    return find_matrix([table(text)])


def rows_of(reading: Reading) -> list[tuple[str, str]]:
    alphabet = scheme(reading.scheme)
    return [
        (
            row.name,
            " ".join("".join(sorted(alphabet.symbols(cell.letters))) if cell.letters else "-" for cell in row.cells),
        )
        for row in reading.activities
    ]


def units_of(reading: Reading) -> list[str]:
    return [unit.name for unit in reading.units]


def doubts(reading: Reading) -> dict[str, Doubt]:
    return {question.where: question.kind for question in reading.questions}


def left_out(reading: Reading) -> dict[str, Reason]:
    return {skipped.where: skipped.why for skipped in reading.skipped}


def shifted(text: str, columns: int) -> str:
    return "".join(f"{',' * columns}{line}\n" for line in text.strip().splitlines())


# -- where it stands --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "skipped"),
    [
        (GRID, {}),
        (",,,\n" + GRID.strip(), {}),
        ("Social media RACI,,\n2026-11-23\n,\nProject: Web 2\n" + GRID.strip(), {"A1": "above", "A2": "above"}),
        (",,,,,\n,,,,,\n" + shifted(GRID, 2), {}),
        ("Who is responsible\nand who is informed\n\n\n\n\n\n\n" + shifted(GRID, 2), {"A1": "above"}),
        (GRID + ",,,\n© 2026 Somebody & Co.\n,,,\n,,,\n", {"A6": "below"}),
        (GRID + "\nVersion 3\nApproved in May\n", {"A6": "below", "A7": "below"}),
    ],
    ids=["plain", "blank row", "title", "blank columns", "far below", "copyright", "lines below"],
)
def test_the_grid_is_found_by_its_letters(text: str, skipped: dict[str, str]) -> None:
    reading = found(text)
    assert units_of(reading) == UNITS
    assert rows_of(reading) == ROWS
    assert skipped.items() <= left_out(reading).items()
    assert reading.scheme == "raci"
    assert not any(activity.group for activity in reading.activities)


def test_every_name_knows_where_it_stands() -> None:
    reading = found("Title\n\n" + shifted(GRID, 1))
    assert [unit.where for unit in reading.units] == ["C3", "D3", "E3"]
    assert [activity.where for activity in reading.activities] == ["B4", "B5", "B6"]


@pytest.mark.parametrize("corner", ["", " ", "/", "Activity / Role", "Tâches", "Our work", "Key activities", "Étape"])
def test_the_corner_may_say_anything(corner: str) -> None:
    reading = found(GRID.replace("Activity", corner))
    assert units_of(reading) == UNITS
    assert rows_of(reading) == ROWS


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("DPO/Security", "DPO/Security"),
        ("Web\\nteam", "Web team"),
        ("Web\u00a0team ", "Web team"),
        ("Les «\u00a0pros\u00a0»", "Les «\u00a0pros\u00a0»"),
        ("Informed Citizens", "Informed Citizens"),
        ("The {0} unit {", "The {0} unit {"),
        ("R&D", "R&D"),
    ],
)
def test_a_unit_keeps_its_name(heading: str, name: str) -> None:
    assert units_of(found(GRID.replace("Web", heading))) == [name, "Legal", "HR"]


@pytest.mark.parametrize(
    "name", ["Keep the public informed", "Find the responsible person", "Approve, then post".replace(",", ""), "A"]
)
def test_an_activity_keeps_its_name(name: str) -> None:
    assert rows_of(found(GRID.replace("Plan the year", name)))[0] == (name, "AR C I")


# -- columns ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "cells", "reason"),
    [
        ("Status", ("Open", "Done", "Open"), Reason.NOT_A_UNIT),
        ("Statut", ("", "Fait", ""), Reason.NOT_A_UNIT),
        ("Due date", ("2026-05-01", "2026-06-01", "2026-07-01"), Reason.NOT_A_UNIT),
        ("Livrable", ("Plan", "Réponse", "Cours"), Reason.NOT_A_UNIT),
        ("Total", ("3", "2", "3"), Reason.NOT_A_UNIT),
        ("Total R", ("=COUNTIF(B2:D2)", "1", "1"), Reason.NOT_A_UNIT),
        ("Tools in use", ("Mail", "Chat", "Phone"), Reason.NO_LETTERS),
        ("", ("so", "what", "now"), Reason.NO_HEADING),
    ],
)
def test_a_column_that_is_no_unit_is_left_out(heading: str, cells: tuple[str, ...], reason: Reason) -> None:
    lines = GRID.strip().splitlines()
    reading = found("\n".join(f"{line},{cell}" for line, cell in zip(lines, (heading, *cells), strict=True)))
    assert units_of(reading) == UNITS
    assert rows_of(reading) == ROWS
    assert left_out(reading) == {"E": reason}


@pytest.mark.parametrize("heading", ["Priority", "Grade", "Score"])
def test_letters_in_a_column_that_is_no_unit_are_asked_about(heading: str) -> None:
    lines = GRID.strip().splitlines()
    reading = found("\n".join(f"{line},{cell}" for line, cell in zip(lines, (heading, "A", "C", "A"), strict=True)))
    assert units_of(reading) == UNITS
    assert left_out(reading) == {"E": Reason.NOT_A_UNIT}
    assert doubts(reading)["E"] is Doubt.COLUMN


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("1.1", "1.2", "2.1"), ("T-1", "T-2", "T-3"), ("A1", "A2", "A3")])
@pytest.mark.parametrize("heading", ["No", "WBS", "#", ""])
def test_numbers_in_front_are_no_names(heading: str, numbers: tuple[str, ...]) -> None:
    lines = GRID.strip().splitlines()
    reading = found("\n".join(f"{number},{line}" for line, number in zip(lines, (heading, *numbers), strict=True)))
    assert units_of(reading) == UNITS
    assert rows_of(reading) == ROWS


def test_a_unit_without_letters_is_a_unit_that_is_asked_about() -> None:
    reading = found(GRID.replace("HR\n", "HR,Board\n"))
    assert units_of(reading) == [*UNITS, "Board"]
    assert doubts(reading) == {"E1": Doubt.UNIT}


def test_two_units_of_one_name_are_asked_about() -> None:
    reading = found(GRID.replace("Legal", "web"))
    assert units_of(reading) == ["Web", "web", "HR"]
    assert doubts(reading) == {"C1": Doubt.UNIT}


@pytest.mark.parametrize("heading", ["a", "m", "b"])
def test_a_heading_that_looks_like_a_letter_is_a_heading(heading: str) -> None:
    reading = found(GRID.replace("HR", heading))
    assert units_of(reading) == ["Web", "Legal", heading]
    assert rows_of(reading) == ROWS


def test_a_title_above_a_column_without_a_heading_is_no_unit() -> None:
    reading = found("Who does what,,\n,,,Staff\nActivity,Web,Legal,\nPlan,A,C,I\nAnswer,R,I,A\nTrain,C,A,R\n")
    assert units_of(reading) == ["Web", "Legal"]
    assert left_out(reading) == {"A1": Reason.ABOVE, "D2": Reason.ABOVE, "D": Reason.NO_HEADING}
    assert doubts(reading) == {"D": Doubt.COLUMN}


def test_departments_above_the_people_divide_them() -> None:
    reading = found("Department,Sea,Sea,Land\nActivity,Ann,Bob,Cy\nPlan,A,R,C\nTrain,C,I,I\nAnswer,R,A,C\n")
    assert [(unit.division, unit.name) for unit in reading.units] == [("Sea", "Ann"), ("Sea", "Bob"), ("Land", "Cy")]
    assert left_out(reading) == {"A1": Reason.ABOVE}
    assert doubts(reading) == {"B1": Doubt.DIVISION}


def test_people_below_their_units_are_a_second_row_of_headings() -> None:
    reading = found(GRID.replace("HR\n", "HR\n,Ann Lee,Bob Roy,Cy Ito\n"))
    assert units_of(reading) == UNITS
    assert rows_of(reading) == ROWS
    assert left_out(reading) == {"B2": Reason.SECOND_HEADING}
    assert doubts(reading) == {"B2": Doubt.HEADINGS}


# -- groups and rows --------------------------------------------------------------------------------------


def groups_of(reading: Reading) -> list[tuple[str, str]]:
    return [(activity.group, activity.name) for activity in reading.activities]


GROUPED = [("Before", "Plan"), ("Before", "Train"), ("After", "Answer"), ("After", "Plan")]


@pytest.mark.parametrize(
    "text",
    [
        "Activity,Web,HR\nBefore,,\nPlan,A,R\nTrain,C,I\nAfter,,\nAnswer,R,A\nPlan,I,C\n",
        "Activity,Web,HR\nBefore\nPlan,A,R\nTrain,C,I\n\nAfter\nAnswer,R,A\nPlan,I,C\n",
        "Phase,Activity,Web,HR\nBefore,Plan,A,R\n,Train,C,I\nAfter,Answer,R,A\n,Plan,I,C\n",
        "Phase,Activity,Web,HR\nBefore,Plan,A,R\nBefore,Train,C,I\nAfter,Answer,R,A\nAfter,Plan,I,C\n",
        "No,Activity,Web,HR\n1,Before,,\n1.1,Plan,A,R\n1.2,Train,C,I\n2,After,,\n2.1,Answer,R,A\n2.2,Plan,I,C\n",
        ",Activity,Web,HR\nBefore,,,\n,Plan,A,R\n,Train,C,I\nAfter,,,\n,Answer,R,A\n,Plan,I,C\n",
    ],
    ids=["rows", "short rows", "merged beside", "repeated beside", "numbered", "one column before"],
)
def test_groups(text: str) -> None:
    reading = found(text)
    assert groups_of(reading) == GROUPED
    assert units_of(reading) == ["Web", "HR"]


def test_a_heading_with_letters_of_its_own_is_an_activity() -> None:
    reading = found("No,Task,Web,HR\n1,Before,A,\n1.1,Plan,A,R\n1.2,Train,C,I\n2,After,I,A\n2.1,Answer,R,A\n")
    assert [name for _, name in groups_of(reading)] == ["Before", "Plan", "Train", "After", "Answer"]


def test_a_row_of_dashes_is_an_activity_and_not_a_group() -> None:
    reading = found(GRID.replace("Answer the public,R,,A", "Answer the public,-,–,n/a"))
    assert rows_of(reading)[1] == ("Answer the public", "- - -")
    assert not reading.questions


def test_an_empty_group_is_rather_an_activity_and_asked_about() -> None:
    reading = found("Activity,Web,HR\nBefore,,\nAfter,,\nPlan,A,R\nAnswer,R,A\nTrain,C,I\n")
    assert groups_of(reading)[0] == ("", "Before")
    assert doubts(reading) == {"A2": Doubt.ACTIVITY, "A3": Doubt.GROUP}


def test_a_group_below_activities_without_one_is_asked_about() -> None:
    reading = found("Activity,Web,HR\nPlan,A,R\nAnswer,R,A\nLater,,\nTrain,C,I\n")
    assert groups_of(reading) == [("", "Plan"), ("", "Answer"), ("Later", "Train")]
    assert doubts(reading) == {"A4": Doubt.GROUP}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Activity,Web,Legal,HR", Reason.HEADING_AGAIN),
        ("Total,3,2,3", Reason.TOTALS),
        (",so what,,", Reason.BESIDE),
        ("Legend,,,", Reason.LEGEND),
    ],
)
def test_a_row_that_is_no_activity_is_left_out(line: str, reason: Reason) -> None:
    lines = GRID.strip().splitlines()
    reading = found("\n".join((*lines[:3], line, *lines[3:])))
    assert rows_of(reading) == ROWS
    assert reason in left_out(reading).values()


@pytest.mark.parametrize("line", ["Total,3,2,3", "Activity,Web,Legal,HR"])
def test_what_counts_or_repeats_below_the_last_activity_is_left_out(line: str) -> None:
    reading = found(f"{GRID}{line}\n")
    assert rows_of(reading) == ROWS
    assert list(left_out(reading)) == ["A5"]


def test_a_letter_and_a_word_of_its_own_among_the_activities_are_a_legend() -> None:
    lines = GRID.strip().splitlines()
    reading = found("\n".join((*lines[:3], "R,,,does it", *lines[3:])))
    assert rows_of(reading) == ROWS
    assert left_out(reading)["A4"] is Reason.LEGEND


def test_a_row_without_letters_but_with_a_status_is_an_activity() -> None:
    text = "Activity,Status,Web,HR\nPlan,Open,A,R\nTrain,Open,C,I\nWait,Open,,\nAnswer,Done,R,A\nStop,Done,I,C\n"
    reading = found(text)
    assert groups_of(reading) == [("", name) for name in ("Plan", "Train", "Wait", "Answer", "Stop")]


def test_a_heading_before_a_blank_row_is_that_of_the_activities_below() -> None:
    reading = found("Activity,Web,HR\nBefore,,\n,,\nPlan,A,R\nTrain,C,I\nAfter,,\n,,\nAnswer,R,A\nPlan,I,C\n")
    assert groups_of(reading) == GROUPED


def test_a_line_behind_the_last_activity_is_kept_and_asked_about() -> None:
    reading = found("Activity,Web,HR\nBefore,,\nPlan,A,R\nTrain,C,I\nNever done\n\nSo far\n")
    said = {question.text for question in reading.questions} | {skipped.text for skipped in reading.skipped}
    assert {"Never done", "So far"} <= said


def test_text_where_letters_should_be_is_an_activity() -> None:
    reading = found("Activity,Web,HR\nPlan,A,R\nTrain,Ann Lee,\nAnswer,R,A\nStop,I,C\n")
    assert [name for name, _ in rows_of(reading)] == ["Plan", "Train", "Answer", "Stop"]
    assert reading.activities[1].cells[0].remark == "Ann Lee"


def test_letters_left_of_the_names_are_no_unit() -> None:
    lines = GRID.strip().splitlines()
    reading = found(
        "\n".join(f"{mark},{line}" for line, mark in zip(lines, ("Importance", "A", "C", "A"), strict=True))
    )
    assert units_of(reading) == UNITS
    assert left_out(reading) == {"A": Reason.NOT_A_UNIT}


def test_a_name_merged_over_two_columns_is_that_of_both() -> None:
    reading = found("Our work,,,\n,Web,Legal,Board\nActivity,Ann,Bob,\nPlan,A,R,C\nTrain,C,I,I\nAnswer,R,A,C\n")
    assert len(units_of(reading)) == 3
    assert "Board" in units_of(reading)


def test_letters_without_any_names_are_no_matrix() -> None:
    with pytest.raises(NoMatrixError):
        found("Web,Legal,HR\nA,R,C\nR,A,I\nC,I,A\n")


def test_texts_that_come_and_go_beside_the_names_are_no_groups() -> None:
    text = "Place,Activity,Web,HR\nHere,Plan,A,R\nThere,Train,C,I\nHere,Answer,R,A\nThere,Stop,I,C\n"
    reading = found(text)
    assert {group for group, _ in groups_of(reading)} == {""}
    assert left_out(reading) == {"A": Reason.NO_LETTERS}


def test_letters_without_a_name_are_left_out_and_asked_about() -> None:
    reading = found(GRID.replace("Answer the public", ""))
    assert [name for name, _ in rows_of(reading)] == ["Plan the year", "Train the staff"]
    assert left_out(reading) == {"B3": Reason.NO_NAME}
    assert Doubt.ROW in doubts(reading).values()


@pytest.mark.parametrize("blank", ["", "\n"], ids=["touching", "apart"])
def test_signatures_at_the_end_are_no_letters(blank: str) -> None:
    reading = found(f"{GRID}{blank}I agree,Ann Lee,Bob Roy,Cy Ito\n")
    assert rows_of(reading) == ROWS
    assert [skipped.text for skipped in reading.skipped] == ["I agree | Ann Lee | Bob Roy | Cy Ito"]
    assert left_out(reading) == {"A6" if blank else "A5": Reason.BELOW if blank else Reason.SIGNATURES}
    assert reading.questions == ()


def test_a_marker_row_is_left_out() -> None:
    reading = found(GRID + "Insert new rows above this one\n")
    assert rows_of(reading) == ROWS
    assert left_out(reading) == {"A5": Reason.MARKER}


# -- legends ----------------------------------------------------------------------------------------------

LEGEND = "R,Responsible\nA,Accountable\nC,Consulted\nI,Informed\n"


@pytest.mark.parametrize(
    "text",
    [
        GRID + "\nLegend\n" + LEGEND,
        GRID + "\n" + LEGEND.replace("R,Responsible", "Responsible,R").replace("A,Accountable", "Accountable,A"),
        "Key,Meaning\n" + LEGEND + "\n" + GRID.strip(),
        GRID + "\nR: Responsible\nA: Accountable\nC: Consulted\nI: Informed\n",
        GRID + "\nR = Responsible; A = Accountable; C = Consulted; I = Informed\n",
        GRID + "\nSymbole,Signification,Note\nR,Responsable,fait\nA,Approbateur,répond\n",
    ],
    ids=["below", "turned", "above", "colons", "one line", "comments"],
)
def test_a_legend_is_no_part_of_the_matrix(text: str) -> None:
    reading = found(text)
    assert units_of(reading) == UNITS
    assert rows_of(reading) == ROWS
    assert any("R" in skipped.text for skipped in reading.skipped)
    assert not any(question.kind is Doubt.LEGEND for question in reading.questions)


def test_a_legend_beside_the_matrix_is_no_part_of_it() -> None:
    lines = GRID.strip().splitlines()
    beside = ("", "R,Responsible", "A,Accountable", "C,Consulted")
    reading = found("\n".join(f"{line},,{legend}" for line, legend in zip(lines, beside, strict=True)))
    assert units_of(reading) == UNITS
    assert rows_of(reading) == ROWS
    assert Reason.LEGEND in left_out(reading).values()


def test_a_letter_that_the_file_explains_in_its_own_way_is_asked_about() -> None:
    reading = found(GRID + "\nR = Reviewer, A = Accountable, C = Consulted\n")
    assert Question("A6", "R = Reviewer", Doubt.LEGEND) in reading.questions


# -- letters ----------------------------------------------------------------------------------------------


def test_what_is_no_letter_is_a_remark_and_asked_about() -> None:
    reading = found(GRID.replace("Plan the year,A/R,C,I", "Plan the year,A (until May),X,Ann Lee"))
    cells = reading.activities[0].cells
    assert [(cell.letters, cell.remark) for cell in cells] == [
        (scheme("raci").bits["A"], "until May"),
        (0, "X"),
        (0, "Ann Lee"),
    ]
    assert doubts(reading) == {"C2": Doubt.PART, "D2": Doubt.CELL}


def test_confidence_falls_with_every_question() -> None:
    sure, unsure = found(GRID), found(GRID.replace("C,I\n", "X,X\n"))
    assert 0 < unsure.confidence.whole < sure.confidence.whole < 1
    assert unsure.confidence.letters < sure.confidence.letters
    assert unsure.confidence.units == sure.confidence.units


@pytest.mark.parametrize(
    ("identity", "text"),
    [
        ("rasci", "Task,Web,Legal\nPlan,A,S\nAnswer,R/S,C\nTrain,S,I\n"),
        ("raci-vs", "Task,Web,Legal\nPlan,A,V\nAnswer,R,V\nTrain,C,I\n"),
        ("daci", "Task,Web,Legal\nPlan,D,A\nAnswer,D,C\nTrain,D,I\n"),
        ("rapid", "Task,Web,Legal\nPlan,D,P\nAnswer,D,P\nTrain,R,A\n"),
    ],
)
def test_another_scheme_is_recognised_and_asked_about(identity: str, text: str) -> None:
    reading = found(text)
    assert reading.scheme == identity
    assert doubts(reading) == {"A1": Doubt.SCHEME}


def test_a_scheme_that_the_file_names_is_not_asked_about() -> None:
    reading = found("DACI of the web,,\n\nTask,Web,Legal\nPlan,D,A\nAnswer,A,C\nTrain,C,I\n")
    assert reading.scheme == "daci"
    assert not reading.questions


def test_a_named_scheme_that_the_letters_do_not_bear_out_is_asked_about() -> None:
    reading = found("DACI of the web\n\n" + GRID.strip())
    assert reading.scheme == "raci"
    assert doubts(reading) == {"A3": Doubt.SCHEME}


def test_a_single_strange_letter_does_not_change_the_scheme() -> None:
    reading = found(GRID.replace("Answer the public,R,,A", "Answer the public,R,D,A"))
    assert reading.scheme == "raci"
    assert doubts(reading) == {"C3": Doubt.CELL}


def test_two_words_for_doing_are_asked_about() -> None:
    reading = found("Tâche,Web,Droit\nPlanifier,Responsable,Réalisateur\nRépondre,I,C\nFormer,C,Responsable\n")
    assert doubts(reading) == {"B2": Doubt.WORDS, "C2": Doubt.WORDS}


def test_french_words_are_letters() -> None:
    reading = found("Tâche,Web,Droit,RH\nPlanifier,Responsable,Consulté(e),Informés\nRépondre,Approbateur,,Imputable\n")
    assert rows_of(reading) == [("Planifier", "R C I"), ("Répondre", "A - A")]


# -- other shapes -----------------------------------------------------------------------------------------


def test_units_may_stand_in_the_rows() -> None:
    reading = found("Role,Plan,Answer,Train\nWeb,A,R,C\nLegal,C,I,I\nHR,I,A,A\n")
    assert reading.shape is Shape.TRANSPOSED
    assert units_of(reading) == ["Web", "Legal", "HR"]
    assert rows_of(reading) == [("Plan", "A C I"), ("Answer", "R I A"), ("Train", "C I A")]
    assert [unit.where for unit in reading.units] == ["A2", "A3", "A4"]


def test_one_accountable_in_each_column_is_asked_about() -> None:
    reading = found("Ours,Plan,Answer,Train\nWeb,A,A,A\nLegal,C,I,I\nHR,I,R,C\n")
    assert Doubt.SHAPE in doubts(reading).values()


def test_a_list_with_a_line_for_each_letter() -> None:
    reading = found("Activity,Unit,Letter\nPlan,Web,A\nPlan,Legal,C\nAnswer,Web,R\nAnswer,HR,A\n")
    assert reading.shape is Shape.LONG
    assert units_of(reading) == ["Web", "Legal", "HR"]
    assert rows_of(reading) == [("Plan", "A C -"), ("Answer", "R - A")]
    assert doubts(reading) == {}


def test_a_list_may_end_with_lines_that_say_nothing() -> None:
    lines = "Activity,Unit,Letter\nPlan,Web,A\nPlan,Legal,C\nAnswer,Web,R\nAnswer,HR,A\nTrain,Web,-\nTrain,HR,-\n"
    reading = found(lines + "\nNotes,so\n")
    assert rows_of(reading) == [("Plan", "A C -"), ("Answer", "R - A"), ("Train", "- - -")]
    assert list(left_out(reading)) == ["A9"]


def test_a_list_with_a_column_for_each_letter() -> None:
    reading = found("Activity,R,A,C,I\nPlan,Designer,Boss,Legal,Everybody\nAnswer,Web,Boss,HR;Legal,Everybody\n")
    assert reading.shape is Shape.INVERTED
    assert units_of(reading) == ["Designer", "Boss", "Legal", "Everybody", "Web", "HR"]
    assert rows_of(reading) == [("Plan", "R A C I - -"), ("Answer", "- A C I R C")]
    assert doubts(reading) == {"E2": Doubt.EVERYBODY}


def test_of_two_matrices_the_larger_is_taken_and_the_other_offered() -> None:
    other = "Activity,Web,Legal\nClose the shop,A,R\nOpen it again,I,C\n"
    reading = found(GRID + "\n" * 12 + other)
    assert rows_of(reading) == ROWS
    assert Doubt.TABLE in doubts(reading).values()
    assert any("Close the shop" in skipped.text for skipped in reading.skipped)


def test_a_second_matrix_right_below_other_headings_is_offered() -> None:
    reading = found(GRID + "Activity,Sales,Stock,Post\nClose the shop,A,R,C\n")
    assert rows_of(reading) == ROWS
    assert Doubt.TABLE in doubts(reading).values()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just a text",
        "Task,Mon,Tue,Wed\nPlan,9:00,10:00,11:00\nAnswer,12:00,,\n",
        "Task,January,February,March\nPlan,R,R,A\nAnswer,A,R,C\nTrain,I,A,R\n",
        "Finding,Severity,Text\n1,High,The accounts have no owner\n2,Low,The plan is old\n",
        LEGEND,
        "A,R\nC,I\n",
    ],
    ids=["nothing", "text", "hours", "months", "audit", "legend", "letters"],
)
def test_what_holds_no_matrix_is_not_guessed_at(text: str) -> None:
    with pytest.raises(NoMatrixError) as caught:
        found(text)
    assert str(caught.value).startswith("client.csv: no matrix was found among")


def test_a_matrix_larger_than_any_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "MOST_UNITS", 2)
    with pytest.raises(UserError, match=r"3 activities and 3 units") as caught:
        found(GRID)
    assert not isinstance(caught.value, NoMatrixError)


def test_nothing_disappears(tmp_path: Path) -> None:
    content = "Title\n\nNo,Activity,Web,Legal,Notes\n1,Plan,A,R,so\n,,,,what\n2,Answer,Ann,C,now\n\nSigned,,Bob\n"
    path = tmp_path / "a.csv"
    path.write_text(content, "utf-8")
    reading = find_matrix([read_csv(path)])
    said = " ".join(
        (
            *(unit.name for unit in reading.units),
            *(activity.name for activity in reading.activities),
            *(cell.remark for activity in reading.activities for cell in activity.cells),
            *(skipped.text for skipped in reading.skipped),
        )
    )
    assert all(word in said for word in ("Title", "Notes", "Plan", "Answer", "Ann", "Web", "Legal", "Signed", "Bob"))
