"""Legends on every side, and files that hold several tables or sheets."""

from importing.building import Line, page, sheet, tables, text_file, word, workbook
from importing.expecting import Case, Expected, Fact, case

from raciapp.formats.finding.reading import Doubt, Shape

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
def a_legend_below_after_blank_rows() -> Case:
    text = f"""{GRID}


    Legend
    R | Responsible | does the work
    A | Accountable | answers for it
    C | Consulted   | is asked before
    I | Informed    | is told afterwards
    """
    return Case(
        Fact.LEGENDS,
        workbook(sheet("RACI", text)),
        Expected(units=UNITS, rows=ROWS, skipped="A8 A9 B9 C9 A12 B12", calm=True),
    )


@case
def a_legend_to_the_right() -> Case:
    text = """
    Activity          | Web | Legal | HR  | | Key |
    Plan the year     | A/R | C     | I   | | R   | Responsible
    Answer the public | R   |       | A   | | A   | Accountable
    Train the staff   | C   | I     | A/R | | C   | Consulted
                      |     |       |     | | I   | Informed
    """
    return Case(
        Fact.LEGENDS,
        workbook(sheet("RACI", text)),
        Expected(units=UNITS, rows=ROWS, skipped="F1 F2 G2 F5 G5"),
    )


@case
def a_legend_above_in_french() -> Case:
    text = """
    Symbole | Signification
    R       | Réalise le travail
    A       | Approuve le résultat
    C       | Est consulté
    I       | Est informé

    Tâche             | Web | Droit | RH
    Planifier l'année | A/R | C     | I
    Répondre          | R   |       | A
    Former            | C   | I     | A/R
    """
    return Case(
        Fact.LEGENDS,
        tables(text),
        Expected(
            units="Web | Droit | RH",
            rows="Planifier l'année : A/R C I\nRépondre : R . A\nFormer : C I A/R",
            skipped="A1 B1 A2 B2 A5 B5",
        ),
    )


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
def a_legend_of_the_clients_own_words_is_learned() -> Case:
    """D and V are explained as «responsible» and «accountable»: they are read so, and that is asked."""
    text = """
    Task              | Ward | Pharmacy | Quality
    Order drugs       | D    | V        | C
    Give drugs        | D    |          | V
    Report mistakes   | I    | D        | V

    D = Responsible (does it)
    V = Accountable (validates it)
    C = Consulted
    I = Informed
    """
    return Case(
        Fact.LEGENDS,
        tables(text),
        Expected(
            units="Ward | Pharmacy | Quality",
            rows="Order drugs : R A C\nGive drugs : R . A\nReport mistakes : I R A",
            skipped="A6 A7 A9",
            asked=(("", Doubt.LEGEND),),
        ),
    )


@case
def a_legend_in_the_same_columns() -> Case:
    """No blank row tells where the matrix ends."""
    text = f"""{GRID}Symbol | Meaning | Example
    R: Responsible | writes it
    A: Accountable | signs it
    C: Consulted | reads it
    I: Informed | knows of it
    """
    return Case(
        Fact.LEGENDS,
        tables(text),
        Expected(units=UNITS, rows=ROWS, skipped="A5 B5 C5 A6 B6 A9 B9"),
    )


@case
def a_legend_in_one_line_that_says_it_differently() -> Case:
    text = f"{GRID}\nR = Reviewer, A = Approver, C = Contributor, I = Informed"
    return Case(
        Fact.LEGENDS,
        tables(text),
        Expected(units=UNITS, rows=ROWS, skipped="A6", asked=(("A6", Doubt.LEGEND),)),
    )


@case
def numbers_and_phases_above_a_legend_are_no_legend() -> Case:
    """Explanations stand in the columns of the numbers and phases: «1 | Strategy» explains nothing."""
    text = """
    ID | Phase      | Task            | Head nurse | Architect | Donor
    1  | Strategy   | Keep informed   | C          | I         | A
    2  |            | Close accounts  |            | A         | R
    3  | Engagement | Answer comments | A          | R         | C
    4  |            | Report          | A          | C         | R


    R | Responsible
    A | Accountable
    C | Consulted
    I | Informed
    """
    return Case(
        Fact.LEGENDS,
        tables(text),
        Expected(
            units="Head nurse | Architect | Donor",
            rows="""
            # Strategy
            Keep informed : C I A
            Close accounts : . A R
            # Engagement
            Answer comments : A R C
            Report : A C R
            """,
            skipped="A1 A2 A5 A8 B8 A11 B11",
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


# -- several tables ---------------------------------------------------------------------------------------


@case
def several_tables_of_markdown_a_key_first() -> Case:
    text = """
# Gouvernance

| Lettre | Sens |
|---|---|
| R | Réalise |
| A | Approuve |
| C | Consulté |
| I | Informé |

Voici la matrice :

| Tâche | Web | Droit | RH |
|---|---|---|---|
| Planifier | A/R | C | I |
| Répondre | R |  | A |
| Former | C | I | A/R |

| Version | Date |
|---|---|
| 1 | mars |
"""
    return Case(
        Fact.SEVERAL,
        text_file(text, "gouvernance.md"),
        Expected(
            table=2,
            units="Web | Droit | RH",
            rows="Planifier : A/R C I\nRépondre : R . A\nFormer : C I A/R",
        ),
    )


@case
def several_tables_of_a_document() -> Case:
    key = "Letter | Meaning\nR | Responsible\nA | Accountable\nC | Consulted\nI | Informed"
    text = """
    Phase   | Activity          | Site manager | Engineer | Client
    Design  | Draw              | C            | R        | A
            | Calculate         |              | A/R      | I
    Build   | Dig               | A/R          | C        | I
            | Pour              | A            | R        |
    """
    return Case(
        Fact.SEVERAL,
        word(
            Line("Responsibilities on site"),
            sheet("", key, bold="A1 B1"),
            Line("The matrix:"),
            sheet("", text, merges="A2:A3 A4:A5", bold="A1 B1 C1 D1 E1"),
        ),
        Expected(
            table=2,
            units="Site manager | Engineer | Client",
            rows="# Design\nDraw : C R A\nCalculate : . A/R I\n# Build\nDig : A/R C I\nPour : A R .",
        ),
    )


@case
def several_tables_of_a_page() -> Case:
    key = "Key | Meaning\nR | Responsible\nA | Accountable\nC | Consulted\nI | Informed"
    text = """
             | Care    |           | Office
    Task     | Nurse   | Physician | Clerk
    Admissions
    Admit    | R       | A         | R
    Examine  | C       | A\\nR     |
    Billing
    Send     |         | I         | A/R
    """
    return Case(
        Fact.SEVERAL,
        page(
            Line("RACI & friends"),
            sheet("", key, bold="A1 B1"),
            sheet("", text, merges="B1:C1 A3:D3 A6:D6", bold="A3 A6"),
        ),
        Expected(
            table=2,
            units="Nurse | Physician | Clerk",
            divisions="Care | Care | Office",
            rows="# Admissions\nAdmit : R A R\nExamine : C A/R .\n# Billing\nSend : . I A/R",
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
