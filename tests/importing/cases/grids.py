"""Grids either way round, and files that hold none."""

from importing.building import Line, delimited, sheet, tables, text_file, word, workbook
from importing.expecting import Case, Expected, Fact, NoMatrix, case

from raciapp.formats.finding.reading import Shape

SOCIAL = """
Activity                      | Communications | Web team | Legal | Human resources | Director
Write the social media policy | R              | C        | C     | C               | A
Open an official account      | A/R            | R        | I     |                 | I
Answer comments               | A              | R        | C     |                 |
Train the staff               | C              |          | I     | A/R             | I
Watch what is said            | A/R            | C        |       |                 |
"""
SOCIAL_UNITS = "Communications | Web team | Legal | Human resources | Director"
SOCIAL_ROWS = """
Write the social media policy : R C C C A
Open an official account : A/R R I . I
Answer comments : A R C . .
Train the staff : C . I A/R I
Watch what is said : A/R C . . .
"""


@case
def a_plain_grid() -> Case:
    return Case(Fact.GRID, delimited(SOCIAL), Expected(units=SOCIAL_UNITS, rows=SOCIAL_ROWS, calm=True))


@case
def a_plain_grid_of_excel_in_french() -> Case:
    """Excel in French writes semicolons and the letters of Windows."""
    text = """
    Activités                 | Chargé de projet | Siège  | Équipe terrain | Bailleur
    Évaluer les besoins       | A/R              | C      | R              | I
    Rédiger la proposition    | R                | A      | C              | C
    Distribuer les vivres     | A                | I      | R              | I
    Rendre compte au bailleur | R                | A      |                | I
    """
    return Case(
        Fact.GRID,
        delimited(text, ";", "cp1252"),
        Expected(
            units="Chargé de projet | Siège | Équipe terrain | Bailleur",
            rows="""
            Évaluer les besoins : A/R C R I
            Rédiger la proposition : R A C C
            Distribuer les vivres : A I R I
            Rendre compte au bailleur : R A . I
            """,
        ),
    )


@case
def a_grid_with_a_row_and_a_column_that_are_empty() -> Case:
    text = """
    Task           | Site manager | | Architect | Client
    Pour concrete  | A/R          | | C         | I

    Fix the roof   | A            | | C         | R
    Hand over keys | R            | | I         | A
    """
    return Case(
        Fact.GRID,
        tables(sheet("Plan", text)),
        Expected(
            units="Site manager | Architect | Client",
            rows="""
            Pour concrete : A/R C I
            Fix the roof : A C R
            Hand over keys : R I A
            """,
        ),
    )


# -- units down -------------------------------------------------------------------------------------------


@case
def units_down_under_a_corner_that_says_so() -> Case:
    text = """
    Role / Task     | Patch the servers | Back up the data | Answer tickets | Buy licences | Close accounts
    IT manager      | A                 | A                | I              | A            | A
    Service desk    | I                 |                  | A/R            |              | R
    System engineer | R                 | R                | C              | C            |
    Procurement     |                   |                  |                | R            | I
    """
    return Case(
        Fact.TRANSPOSED,
        workbook(sheet("RACI", text)),
        Expected(
            kind=Shape.TRANSPOSED,
            sheet="RACI",
            units="IT manager | Service desk | System engineer | Procurement",
            rows="""
            Patch the servers : A I R .
            Back up the data : A . R .
            Answer tickets : I A/R C .
            Buy licences : A . C R
            Close accounts : A R . I
            """,
        ),
    )


@case
def units_down_below_a_legend() -> Case:
    """Letters are explained the usual way round although the matrix is not."""
    text = """
    R | Responsible
    A | Accountable
    C | Consulted
    I | Informed

    Role            | Write the policy | Pour concrete | Train the staff | Give medicine
    Site manager    | A                |               | R               | C
    Human resources | R                | C             | A               | I
    Head nurse      | I                | A/R           | I               | A/R
    """
    return Case(
        Fact.TRANSPOSED,
        tables(text),
        Expected(
            kind=Shape.TRANSPOSED,
            units="Site manager | Human resources | Head nurse",
            rows="""
            Write the policy : A R I
            Pour concrete : . C A/R
            Train the staff : R A I
            Give medicine : C I A/R
            """,
            skipped="A1 B1 A4 B4",
        ),
    )


@case
def units_down_above_a_legend_that_touches() -> Case:
    text = """
    Rôle            | Écrire la charte | Couler le béton | Former le personnel | Donner les soins
    Chef de chantier | A               |                 | R                   | C
    RH              | R                | C               | A                   | I
    Infirmière      | I                | A/R             | I                   | A/R
    Symbole         | Signification
    R               | Réalise
    A               | Approuve
    C               | Consulté
    I               | Informé
    """
    return Case(
        Fact.TRANSPOSED,
        tables(text),
        Expected(
            kind=Shape.TRANSPOSED,
            units="Chef de chantier | RH | Infirmière",
            rows="""
            Écrire la charte : A R I
            Couler le béton : . C A/R
            Former le personnel : R A I
            Donner les soins : C I A/R
            """,
            skipped="A5 B5 A6 B6 A9 B9",
        ),
    )


@case
def units_down_with_groups_of_activities_across() -> Case:
    """Phases are merged over the activities that stand across, in German."""
    text = """
    Bauprojekt Schulhaus
    Rolle         | Planung  |                |            | Ausführung |                  |
                  | Entwurf  | Baubewilligung | Vergabe    | Baustelle einrichten | Rohbau | Abnahme
    Bauherr       | A        | A              | A          | I                    | I      | A
    Architektin   | R        | R              | R          | C                    | C      | R
    Bauleiter     | C        | I              | C          | A/R                  | A      | C
    Baufirma      |          |                | I          | I                    | R      | I
    """
    return Case(
        Fact.TRANSPOSED,
        tables(sheet("", text, merges="B2:D2 E2:G2")),
        Expected(
            kind=Shape.TRANSPOSED,
            units="Bauherr | Architektin | Bauleiter | Baufirma",
            rows="""
            # Planung
            Entwurf : A R C .
            Baubewilligung : A R I .
            Vergabe : A R C I
            # Ausführung
            Baustelle einrichten : I C A/R I
            Rohbau : I C A R
            Abnahme : A R C I
            """,
            skipped="A1",
        ),
    )


@case
def units_down_with_nothing_in_the_corner() -> Case:
    """Each activity has one A, and so each column; the rows have many or none."""
    text = """
                     | Plan the campaign | Write the posts | Approve the posts | Publish | Measure the results
    Head of comms    | A                 | A               | A                 | A       | A
    Community team   | R                 | R               |                   | R       | R
    Legal department | C                 | C               | R                 | I       |
    Marketing        | C                 | I               | I                 | I       | I
    """
    return Case(
        Fact.TRANSPOSED,
        tables(text),
        Expected(
            kind=Shape.TRANSPOSED,
            units="Head of comms | Community team | Legal department | Marketing",
            rows="""
            Plan the campaign : A R C C
            Write the posts : A R C I
            Approve the posts : A . R I
            Publish : A R I I
            Measure the results : A R . I
            """,
        ),
    )


@case
def one_unit_answers_for_nearly_all_and_activities_still_stand_down() -> Case:
    """One A in each row; what would also be one A in a column does not turn it round."""
    text = """
    Tâche                    | Directrice | Webmestre | Juriste
    Valider la charte        | A          | R         | C
    Publier les messages     | A          | R         | I
    Répondre aux plaintes    | A          | R         | C
    """
    return Case(
        Fact.TRANSPOSED,
        tables(text),
        Expected(
            kind=Shape.GRID,
            units="Directrice | Webmestre | Juriste",
            rows="""
            Valider la charte : A R C
            Publier les messages : A R I
            Répondre aux plaintes : A R C
            """,
            calm=True,
        ),
    )


# -- no matrix --------------------------------------------------------------------------------------------


@case
def a_timetable_called_raci() -> Case:
    text = """
    RACI workshop – schedule
    Time  | Monday           | Tuesday        | Wednesday
    9:00  | Welcome          | Review         | Review
    10:30 | Who does what    | Coffee         | Decisions
    13:00 | Lunch            | Lunch          | Lunch
    14:00 | Group A          | Group C        | Closing
    """
    return Case(
        Fact.NO_MATRIX,
        workbook(sheet("RACI", text), name="RACI matrix v2.xlsx"),
        NoMatrix(("RACI matrix v2.xlsx",)),
    )


@case
def an_audit_report_called_raci() -> Case:
    text = """
# RACI audit 2025

Responsibilities were reviewed. A first finding is that accounts have no owner.

| No | Finding | Risk | Recommendation |
|----|---------|------|----------------|
| 1  | Accounts without an owner | A | Name one responsible person |
| 2  | Passwords are shared | B | Use a vault |
| 3  | No archive | C | Keep what was published |
"""
    return Case(Fact.NO_MATRIX, text_file(text, "raci.md"), NoMatrix(("raci.md",)))


@case
def a_legend_without_its_matrix() -> Case:
    legend = sheet("", "R | Responsible\nA | Accountable\nC | Consulted\nI | Informed")
    return Case(
        Fact.NO_MATRIX, word(Line("How to read the matrix"), legend, Line("The matrix follows.")), NoMatrix(("docx",))
    )


@case
def an_empty_workbook() -> Case:
    return Case(Fact.NO_MATRIX, workbook(sheet("Sheet1", ""), sheet("Sheet2", "")), NoMatrix(("client.xlsx",)))


@case
def a_template_that_nobody_filled() -> Case:
    """Nothing says who does what: there are headings and activities, but no letters."""
    text = "Activity | Web | Legal | HR\nPlan | | |\nAnswer | | |\nTrain | | |"
    return Case(Fact.NO_MATRIX, tables(text), NoMatrix(("client.xlsx",)))
