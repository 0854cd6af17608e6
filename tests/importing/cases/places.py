"""What stands around a grid: titles, other tables, columns that are no units, marker rows and signatures."""

import datetime as dt

from importing.building import delimited, sheet, tables, workbook
from importing.expecting import Case, Expected, Fact, case

from raciapp.formats.finding.reading import Doubt

GRID = """
Activity          | Web | Legal | HR
Plan the year     | A/R | C     | I
Answer the public | R   |       | A
Train the staff   | C   | I     | A/R
"""
UNITS = "Web | Legal | HR"
ROWS = """
Plan the year : A/R C I
Answer the public : R . A
Train the staff : C I A/R
"""


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
def another_table_stands_above() -> Case:
    text = """
    Project team
    Name       | Phone | Mail            | Role
    Ann Lee    | 311   | ann@example.org | Editor
    Bob Roy    | 312   | bob@example.org | Lawyer

    Activity          | Web | Legal | HR
    Plan the year     | A/R | C     | I
    Answer the public | R   |       | A
    Train the staff   | C   | I     | A/R
    """
    return Case(
        Fact.TITLES,
        tables(sheet("Team", text)),
        Expected(units=UNITS, rows=ROWS, skipped="A1 A2 D2 A3 B3 C3 D4"),
    )


@case
def blank_rows_stand_between_the_headings_and_the_letters() -> Case:
    text = "\n\n | Task | Head nurse | Ward | Pharmacy\n\n | Order drugs | A | I | R\n | Give drugs | A | R | C"
    return Case(
        Fact.TITLES,
        tables(text),
        Expected(units="Head nurse | Ward | Pharmacy", rows="Order drugs : A I R\nGive drugs : A R C"),
    )


# -- columns that are no units ----------------------------------------------------------------------------


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
def columns_that_are_no_units_in_french_between_the_units() -> Case:
    text = """
    Étape | Tâche               | Livrable | DG | Échéance   | Com | Charge (h) | RH | Statut  | Remarques
    1     | Rédiger la charte   | Charte   | A  | 2026-03-01 | R   | 12         | C  | En cours | voir annexe
    2     | Former les employés | Cours    | I  | 2026-04-15 | C   | 30         | A/R |        |
    3     | Publier             |          | I  |            | A/R | 4          |    | À faire | R par défaut
    """
    return Case(
        Fact.NOT_UNITS,
        tables(text),
        Expected(
            units="DG | Com | RH",
            rows="""
            Rédiger la charte : A R C
            Former les employés : I C A/R
            Publier : I A/R .
            """,
            skipped="A2 C2 E2 G2 I2 J2 J4",
        ),
    )


@case
def a_description_beside_numbered_names() -> Case:
    """Descriptions are longer and differ more than the names, and are no names."""
    text = """
    Étape clé         | Description                                      | DG | Com | RH
    1. Cadrer         | On définit les objectifs et les moyens avec tous | A  | R   | C
    2. Écrire         | On écrit les textes, puis on les fait relire     | I  | A/R |
    3. Former         | On réunit les équipes deux fois par an           | I  | C   | A/R
    """
    return Case(
        Fact.NOT_UNITS,
        delimited(text, ";", "utf-8-sig"),
        Expected(
            units="DG | Com | RH",
            rows="1. Cadrer : A R C\n2. Écrire : I A/R .\n3. Former : I C A/R",
            skipped="B1 B2 B4",
        ),
    )


@case
def headings_that_only_look_like_letters() -> Case:
    """Teams called a, m and b are units; their headings are no letters."""
    text = """
    Process       | a | m | b | r
    Receive goods | R | A |   | I
    Store goods   | A | R | C |
    Ship goods    | I | C | R | A
    """
    return Case(
        Fact.NOT_UNITS,
        tables(text),
        Expected(
            units="a | m | b | r",
            rows="""
            Receive goods : R A . I
            Store goods : A R C .
            Ship goods : I C R A
            """,
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


# -- rows that are no activities --------------------------------------------------------------------------


@case
def marker_rows_copyright_and_filler() -> Case:
    text = """
    #  | Task                                 | Owner | Editor | Lawyer
    1  | Choose the channels                  | A     | R      | I
    2  | Write the posts                      | A     | R      | C
    3  | Delete what is unlawful              | I     | R      | A
    4  |                                      |       |        |
    5  |                                      |       |        |
    6  |                                      |       |        |
       | Insert new rows above this one       |       |        |
    © 2024 Somebody & Partners. All rights reserved.
    """
    return Case(
        Fact.MARKERS,
        tables(text),
        Expected(
            units="Owner | Editor | Lawyer",
            rows="""
            Choose the channels : A R I
            Write the posts : A R C
            Delete what is unlawful : I R A
            """,
            skipped="A5 A6 A7 B8 A9",
        ),
    )


@case
def filler_rows_between_the_groups() -> Case:
    text = """
    ID  | Activité          | Chef | Équipe | Client
    1   | Préparer          |      |        |
    1.1 | Cadrer le projet  | A    | R      | C
    1.2 | Monter l'équipe   | A/R  | C      | I
    1.3 |                   |      |        |
    1.4 |                   |      |        |
    2   | Livrer            |      |        |
    2.1 | Tester            | A    | R      | I
    2.2 |                   |      |        |
    Ajouter des lignes au-dessus de celle-ci
    """
    return Case(
        Fact.MARKERS,
        tables(text),
        Expected(
            units="Chef | Équipe | Client",
            rows="""
            # Préparer
            Cadrer le projet : A R C
            Monter l'équipe : A/R C I
            # Livrer
            Tester : A R I
            """,
            skipped="A5 A6 A9 A10",
        ),
    )


@case
def a_last_row_of_signatures() -> Case:
    text = """
    Activity          | Web     | Legal   | HR
    Plan the year     | A/R     | C       | I
    Answer the public | R       |         | A
    Train the staff   | C       | I       | A/R
    I agree           | A. Lee  | C. Roy  | I. Ito
    Date              | 4.5.    | 5.5.    | 5.5.
    """
    return Case(
        Fact.MARKERS,
        tables(text),
        Expected(units=UNITS, rows=ROWS, skipped="A5 B5 C5 D5 A6 B6"),
    )


@case
def signatures_in_french_after_a_blank_row() -> Case:
    text = """
    Tâche             | Maire | Greffe | Loisirs
    Publier les avis  | A     | R      | I
    Animer la page    | I     | C      | A/R

    Lu et approuvé    | J. A. | C. Roy | M. I.
    """
    return Case(
        Fact.MARKERS,
        tables(text),
        Expected(
            units="Maire | Greffe | Loisirs",
            rows="Publier les avis : A R I\nAnimer la page : I C A/R",
            skipped="A5 B5 C5 D5",
        ),
    )
