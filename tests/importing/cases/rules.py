"""The rules of reading: density, merged cells, complete lists of what was left out, known names, our own workbook."""

from pathlib import Path

from importing.building import Make, sheet, tables, workbook
from importing.expecting import Case, Expected, Fact, case
from importing.own import own_rows, own_units, write_own

from raciapp.formats.finding.reading import Doubt
from raciapp.knowledge.library import knowledge


@case
def a_small_table_of_grades_stands_above_the_matrix() -> Case:
    text = """
    Supplier  | Price | Quality
    Northwind | A     | C
    Southwind | C     | A



    Activity          | Web | Legal | HR  | Board
    Plan the year     | A/R | C     | I   | I
    Answer the public | R   |       | A   |
    Train the staff   | C   | I     | A/R |
    Measure           | R   |       |     | A
    """
    return Case(
        Fact.DENSE,
        tables(text),
        Expected(
            units="Web | Legal | HR | Board",
            rows="""
            Plan the year : A/R C I I
            Answer the public : R . A .
            Train the staff : C I A/R .
            Measure : R . . A
            """,
            skipped="A1 B1 C1 A2 B2 A3 C3",
        ),
    )


@case
def two_matrices_on_one_sheet() -> Case:
    text = """
    Activity          | Web | Legal | HR
    Plan the year     | A/R | C     | I
    Answer the public | R   |       | A
    Train the staff   | C   | I     | A/R



    Process           | Sales | Stock
    Open the shop     | A     | R
    Close the shop    | R     | A
    """
    return Case(
        Fact.DENSE,
        tables(text),
        Expected(
            units="Web | Legal | HR",
            rows="Plan the year : A/R C I\nAnswer the public : R . A\nTrain the staff : C I A/R",
            skipped="A8 B8 A9 B9 C10",
            asked=(("A8", Doubt.TABLE),),
        ),
    )


@case
def letters_are_merged_across_and_down() -> Case:
    text = """
    Activity          | Web | Legal | HR | Board
    Plan the year     | R   | C     |    | A
    Answer the public | R   |       | I  |
    Train the staff   | C   | I     | R  |
    """
    return Case(
        Fact.MERGED,
        workbook(sheet("RACI", text, merges="E2:E4 C2:D2")),
        Expected(
            units="Web | Legal | HR | Board",
            rows="Plan the year : R C C A\nAnswer the public : R . I A\nTrain the staff : C I R A",
        ),
    )


@case
def the_headings_are_merged_down() -> Case:
    """Headings of the activities, and of a unit without a department, span both rows."""
    text = """
    Activity          | Office |       | HR
                      | Web    | Legal |
    Plan the year     | A/R    | C     | I
    Answer the public | R      |       | A
    """
    return Case(
        Fact.MERGED,
        workbook(sheet("RACI", text, merges="A1:A2 B1:C1 D1:D2")),
        Expected(
            units="Web | Legal | HR",
            divisions="Office | Office |",
            rows="Plan the year : A/R C I\nAnswer the public : R . A",
        ),
    )


@case
def everything_that_is_left_out_is_listed() -> Case:
    text = """
    Governance of social media | | | | | Confidential
    Prepared by  | Ann Lee
    | | | | |
    No  | Activity          | Web  | Legal | Comment           | HR
    1   | Plan the year     | A/R  | C     | see annex 2       | I
        | Activity          | Web  | Legal |                   | HR
        |                   |      |       | not settled |
    2   | Answer the public | R    | Bob   |                   | A
    3   | Train the staff   | C    | I     |                   | A/R
    Sum |                   | 2    | 0     |                   | 1

    Approved on 4 May by the board | | | | | page 1
    """
    return Case(
        Fact.LISTED,
        tables(text),
        Expected(
            units="Web | Legal | HR",
            rows="Plan the year : A/R C I\nAnswer the public : R . A\nTrain the staff : C I A/R",
            remarks={("Answer the public", "Legal"): "Bob"},
            skipped="A1 F1 A2 B2 E5 B6 C6 E7 A10 C10 A12 F12",
            asked=(("D8", Doubt.CELL),),
        ),
    )


# -- known names ------------------------------------------------------------------------------------------


@case
def names_that_are_known_in_both_languages() -> Case:
    """French activities of ours, units in both languages; the names are what the file says, not what we call them."""
    known = list(knowledge().activities.values())[:4]
    rows = "\n".join(f"{one.name.fr} | R | A | C" for one in known)
    return Case(
        Fact.KNOWN,
        tables(f"Activité | Communications | Legal | Informatique\n{rows}"),
        Expected(
            units="Communications | Legal | Informatique",
            rows="\n".join(f"{one.name.fr} : R A C" for one in known),
            calm=True,
        ),
    )


# -- our own workbook -------------------------------------------------------------------------------------


def _changed_workbook() -> Make:
    """Return what writes our workbook and does to it what a client does: reorder, recolour, resize, hide the ids."""

    def make(folder: Path) -> Path:
        from openpyxl import load_workbook
        from openpyxl.styles import PatternFill

        path = write_own(folder)
        book = load_workbook(path)
        for page in book.worksheets:
            page.column_dimensions["B"].width = 50
            for row in page.iter_rows():
                for cell in row:
                    cell.fill = PatternFill("solid", start_color="FFEECC")
        book.save(path)
        return path

    return make


@case
def our_own_workbook_in_other_colours() -> Case:
    return Case(
        Fact.OWN,
        _changed_workbook(),
        Expected(units=" | ".join(own_units()), rows=own_rows()),
    )
