"""Workbooks of several sheets: legends, notes, another matrix, nothing at all."""

from importing.building import sheet, workbook
from importing.cases.small_matrix import GRID, ROWS, UNITS
from importing.expecting import Case, Expected, Fact, NoMatrix, case

from raciapp.formats.finding.reading import Shape


@case
def a_legend_on_another_sheet_names_the_scheme() -> Case:
    """S alone may be support or sign-off: the other sheet says which."""
    text = """
    Activity          | Web | Legal | HR
    Plan the year     | A/R | C     | S
    Answer the public | R   | S     | A
    Train the staff   | C   | I     | A/R
    """
    legend = """
    How to read this file
    Letter | Means
    R      | Responsible
    A      | Accountable
    S      | Sign off
    C      | Consulted
    I      | Informed
    """
    return Case(
        Fact.LEGENDS,
        workbook(sheet("Legend", legend), sheet("Matrix", text)),
        Expected(
            sheet="Matrix",
            scheme="raci-vs",
            units=UNITS,
            rows="Plan the year : A/R C S\nAnswer the public : R S A\nTrain the staff : C I A/R",
            said=("Sign off",),
        ),
    )


@case
def several_sheets_of_which_one_is_the_matrix() -> Case:
    notes = "Version | Author | Date\n1 | Ann Lee | May\n2 | Bob Roy | June"
    costs = "Item | Jan | Feb | Mar\nStaff | 10 | 12 | 14\nTools | 3 | 3 | 3"
    old = "Activity | Web | Legal | HR\nPlan | A | A | A\nAnswer | R | R | R\nTrain | C | C | C\nStop | I | I | I"
    return Case(
        Fact.SEVERAL,
        workbook(
            sheet("Notes", notes),
            sheet("Costs", costs, numbers=True),
            sheet("RACI 2026", GRID),
            sheet("RACI old", old, hidden=True),
        ),
        Expected(sheet="RACI 2026", units=UNITS, rows=ROWS, others=1),
    )


@case
def one_matrix_on_each_of_two_sheets() -> Case:
    """Of both, the larger one is read, and the other offered with its shape."""
    lists = "Task | Responsible | Accountable\nOpen the shop | Clerk | Owner\nClose the shop | Clerk | Owner"
    return Case(
        Fact.SEVERAL,
        workbook(sheet("List", lists), sheet("Grid", GRID)),
        Expected(sheet="Grid", kind=Shape.GRID, units=UNITS, rows=ROWS, others=1),
    )


@case
def an_empty_workbook() -> Case:
    return Case(Fact.NO_MATRIX, workbook(sheet("Sheet1", ""), sheet("Sheet2", "")), NoMatrix(("client.xlsx",)))
