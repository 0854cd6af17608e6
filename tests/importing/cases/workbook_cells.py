"""What only cells of a workbook hold: numbers, dates, formulas, comments, and merges of many."""

import datetime as dt

from importing.building import sheet, tables, workbook
from importing.cases.small_matrix import GRID, ROWS, UNITS
from importing.expecting import Case, Expected, Fact, case

from raciapp.formats.finding.reading import Doubt


@case
def it_begins_at_row_nine_column_c() -> Case:
    titles = {
        "B2": "Social media governance – RACI",
        "B3": "Project",
        "C3": "Web 2",
        "B4": "Date",
        "C4": dt.date(2026, 5, 4),
        "B6": "Responsible persons must inform the director",
    }
    return Case(
        Fact.TITLES,
        workbook(sheet("Matrix", GRID, at="C9", values=titles)),
        Expected(units=UNITS, rows=ROWS, sheet="Matrix", skipped="B2 B3 C3 B4 C4 B6"),
    )


@case
def numbers_status_dates_and_totals_are_no_units() -> Case:
    text = """
    No | WBS | Activity | Deliverable | Status | Priority | Architect | Site manager | Client | Start | Hours | Total
    1  | 1.1 | Draw the plan | Plan set    | Done   | A        | A/R       | C            | I      |       | 40    |
    2  | 1.2 | Get a permit  | Permit      | Open   | B        | R         | I            | A      |       | 12    |
    3  | 2.1 | Dig the pit   |             | Open   | C        | C         | A/R          | I      |       | 160   |
    4  | 2.2 | Lay the slab  | Slab        |        | A        |           | A            | I      |       | 80    |
    """
    dates = {f"J{row}": dt.date(2026, row, 1) for row in range(2, 6)}
    totals = {f"L{row}": (f'=COUNTIF(G{row}:I{row},"*R*")', str(row % 2)) for row in range(2, 6)}
    return Case(
        Fact.NOT_UNITS,
        workbook(sheet("RACI", text, values=dates, formulas=totals, numbers=True)),
        Expected(
            sheet="RACI",
            units="Architect | Site manager | Client",
            rows="""
            Draw the plan : A/R C I
            Get a permit : R I A
            Dig the pit : C A/R I
            Lay the slab : . A I
            """,
            skipped="A2 B2 D2 E2 F2 J2 K2 L2",
            asked=(("F", Doubt.COLUMN),),
        ),
    )


@case
def totals_below_and_beside_are_formulas() -> Case:
    text = """
    Activity       | Web | Legal | HR | R per row
    Plan the year  | A/R | C     | I  |
    Answer         | R   | A     |    |
    Total R        |     |       |    |
    """
    totals = {
        "E2": ('=COUNTIF(B2:D2,"*R*")', "1"),
        "E3": ('=COUNTIF(B3:D3,"*R*")', "1"),
        "B4": ('=COUNTIF(B2:B3,"*R*")', "2"),
        "C4": ('=COUNTIF(C2:C3,"*R*")', "0"),
        "D4": ('=COUNTIF(D2:D3,"*R*")', "0"),
    }
    return Case(
        Fact.NOT_UNITS,
        workbook(sheet("RACI", text, formulas=totals)),
        Expected(
            sheet="RACI",
            units=UNITS,
            rows="Plan the year : A/R C I\nAnswer : R A .",
            skipped="A4 B4 E2",
        ),
    )


@case
def comments_hang_on_cells() -> Case:
    text = """
    Activity        | Web        | Legal | HR
    Plan the year   | R (backup) | C     | A
    Answer          | A/R        |       | I
    Train the staff | C          | I     | A/R
    """
    comments = {
        "B2": "since March",
        "C2": "only where the law is concerned",
        "C3": "ask them first",
    }
    return Case(
        Fact.REMARKS,
        workbook(sheet("RACI", text, comments=comments)),
        Expected(
            units=UNITS,
            rows="Plan the year : R C A\nAnswer : A/R . I\nTrain the staff : C I A/R",
            remarks={
                ("Plan the year", "Web"): "backup · since March",
                ("Plan the year", "Legal"): "only where the law is concerned",
                ("Answer", "Legal"): "ask them first",
            },
        ),
    )


@case
def each_unit_is_a_pair_of_merged_columns() -> Case:
    text = """
    Activity          | Web |  | Legal |  | HR  |
    Plan the year     | A/R |  | C     |  | I   |
    Answer the public | R   |  |       |  | A   |
    Train the staff   | C   |  | I     |  | A/R |
    """
    merges = " ".join(f"{left}{row}:{right}{row}" for row in range(1, 5) for left, right in ("BC", "DE", "FG"))
    return Case(
        Fact.SUB_COLUMNS,
        workbook(sheet("RACI", text, merges=merges)),
        Expected(
            units=UNITS,
            rows=ROWS,
            calm=True,
        ),
    )


@case
def a_legend_above_pairs_of_columns() -> Case:
    text = """
    R | Responsible
    A | Accountable
    C | Consulted
    I | Informed

    # |                      | Head nurse | | Site manager | | IT  |
    1 | Buy licences         | I          | |              | | C/I |
    2 | Train the staff      | I          | | A            | |     |
    3 | Pour concrete        | R          | |              | | A/R |
    4 | Close accounts       | A          | | C/I          | | A/R |
    """
    merges = " ".join(f"{left}{row}:{right}{row}" for row in range(6, 11) for left, right in ("CD", "EF", "GH"))
    return Case(
        Fact.LEGENDS,
        tables(sheet("", text, merges=merges)),
        Expected(
            units="Head nurse | Site manager | IT",
            rows="Buy licences : I . C/I\nTrain the staff : I A .\nPour concrete : R . A/R\nClose accounts : A C/I A/R",
            skipped="A1 B1 A4 B4",
        ),
    )
