"""Rows of headings, one or two, and the groups of the activities."""

from importing.building import delimited, sheet, tables, text_file, workbook
from importing.expecting import Case, Expected, Fact, case

from raciapp.formats.finding.reading import Doubt


@case
def departments_merged_over_roles() -> Case:
    text = """
                      | Communications |        | Legal   | Operations |
    Activity          | Editor | Moderator      | Lawyer  | Web master | Help desk
    Write the policy  | A/R    | C              | C       | I          | I
    Answer comments   | A      | R              | C       |            | I
    Block an account  | I      | R              | A       | R          |
    """
    return Case(
        Fact.TWO_HEADERS,
        workbook(sheet("RACI", text, merges="B1:C1 E1:F1")),
        Expected(
            sheet="RACI",
            units="Editor | Moderator | Lawyer | Web master | Help desk",
            divisions="Communications | Communications | Legal | Operations | Operations",
            rows="""
            Write the policy : A/R C C I I
            Answer comments : A R C . I
            Block an account : I R A R .
            """,
        ),
    )


@case
def departments_merged_under_roles() -> Case:
    text = """
    Tâche               | Chef de chantier | Grutier | Architecte | Ingénieure | Maître d'ouvrage
                        | Chantier         |         | Bureau     |            | Client
    Couler la dalle     | A                | R       | I          | C          | I
    Changer les plans   | C                |         | R          | R          | A
    Réceptionner        | R                |         | C          | C          | A
    """
    return Case(
        Fact.TWO_HEADERS,
        workbook(sheet("RACI", text, merges="B2:C2 D2:E2")),
        Expected(
            units="Chef de chantier | Grutier | Architecte | Ingénieure | Maître d'ouvrage",
            divisions="Chantier | Chantier | Bureau | Bureau | Client",
            rows="""
            Couler la dalle : A R I C I
            Changer les plans : C . R R A
            Réceptionner : R . C C A
            """,
        ),
    )


@case
def people_merged_over_their_roles() -> Case:
    """Two roles of one person; the roles differ more, so they are the units."""
    text = """
    Activity         | Ann Lee |           | Bob Roy |         | Cy Ito
                     | Editor  | Moderator | Lawyer  | Auditor | Director
    Plan the year    | R       |           | C       |         | A
    Answer comments  | A       | R         | C       |         |
    Check the books  |         |           | C       | R       | A
    """
    return Case(
        Fact.TWO_HEADERS,
        tables(sheet("", text, merges="B1:C1 D1:E1")),
        Expected(
            units="Editor | Moderator | Lawyer | Auditor | Director",
            divisions="Ann Lee | Ann Lee | Bob Roy | Bob Roy | Cy Ito",
            rows="""
            Plan the year : R . C . A
            Answer comments : A R C . .
            Check the books : . . C R A
            """,
        ),
    )


@case
def group_headings_repeated_under_the_roles() -> Case:
    """Each column says its group again, as a text file must."""
    text = """
    Process,Nurse,Physician,Pharmacist,Accountant,Clerk
    ,Care,Care,Care,Office,Office
    Admit a patient,R,A,I,I,R
    Give medicine,R,A,C,,
    Send the bill,,I,,A,R
    """
    return Case(
        Fact.TWO_HEADERS,
        delimited(text.replace(",", "|")),
        Expected(
            units="Nurse | Physician | Pharmacist | Accountant | Clerk",
            divisions="Care | Care | Care | Office | Office",
            rows="""
            Admit a patient : R A I I R
            Give medicine : R A C . .
            Send the bill : . I . A R
            """,
        ),
    )


@case
def one_heading_under_two_departments() -> Case:
    """Two units are called manager, each in a department of its own."""
    text = """
                  | Sales   |         | Support |         | Board
    Task          | Manager | Analyst | Manager | Analyst | Chair
    Set prices    | R       | C       | I       |         | A
    Close a case  | I       |         | A       | R       |
    Report losses | R       | R       | R       | R       | A
    """
    return Case(
        Fact.TWO_HEADERS,
        tables(sheet("", text, merges="B1:C1 D1:E1")),
        Expected(
            units="Manager | Analyst | Manager | Analyst | Chair",
            divisions="Sales | Sales | Support | Support | Board",
            rows="""
            Set prices : R C I . A
            Close a case : I . A R .
            Report losses : R R R R A
            """,
            asked=(("", Doubt.UNIT),),
        ),
    )


@case
def the_names_of_people_under_their_units() -> Case:
    """As many different names as units: the upper row is taken, the other is asked about."""
    text = """
    Activity          | Web     | Legal   | HR
                      | Ann Lee | Bob Roy | Cy Ito
    Plan the year     | A/R     | C       | I
    Answer the public | R       |         | A
    Train the staff   | C       | I       | A/R
    """
    return Case(
        Fact.TWO_HEADERS,
        tables(text),
        Expected(
            units="Web | Legal | HR",
            rows="Plan the year : A/R C I\nAnswer the public : R . A\nTrain the staff : C I A/R",
            skipped="B2 C2 D2",
            asked=(("B2", Doubt.HEADINGS),),
        ),
    )


@case
def a_person_over_several_columns_of_letters() -> Case:
    """Each person has four columns, one for each letter; the cell is all that stands in them."""
    text = """
    Activity        | Ann Lee |   |   |   | Bob Roy |   |   |   | Cy Ito |   |   |
                    | R       | A | C | I | R       | A | C | I | R      | A | C | I
    Plan the year   | R       | A |   |   |         |   | C |   |        |   |   | I
    Answer comments | R       |   |   |   |         | A |   |   |        |   |   |
    Train the staff |         |   | C |   |         |   |   | I | R      | A |   |
    """
    return Case(
        Fact.SUB_COLUMNS,
        workbook(sheet("RACI", text, merges="B1:E1 F1:I1 J1:M1")),
        Expected(
            units="Ann Lee | Bob Roy | Cy Ito",
            rows="""
            Plan the year : A/R C I
            Answer comments : R A .
            Train the staff : C I A/R
            """,
        ),
    )


@case
def a_person_over_columns_of_letters_with_crosses() -> Case:
    """Headings say which letter a cross means; each person is asked about all the same."""
    text = """
    Tâche     | Anne Roy |   |   |   | Luc Côté |   |   |
              | R        | A | C | I | R        | A | C | I
    Planifier | X        | X |   |   |          |   | X |
    Répondre  |          | X |   |   | X        |   |   |
    Former    |          |   | x |   | X        | X |   |
    """
    return Case(
        Fact.SUB_COLUMNS,
        workbook(sheet("RACI", text, merges="B1:E1 F1:I1")),
        Expected(
            units="Anne Roy | Luc Côté",
            rows="Planifier : A/R C\nRépondre : A R\nFormer : C A/R",
            asked=(("B1", Doubt.MARKS), ("F1", Doubt.MARKS)),
        ),
    )


@case
def a_person_over_two_columns_without_further_headings() -> Case:
    text = """
    Aufgabe            | Frau Keller |   | Herr Meier |   | Leitung |
    Konzept schreiben  | A           | R | C          |   | I       |
    Server aufsetzen   |             | I | A          | R |         | C
    Abnahme            | C           |   | R          |   | A       | I
    """
    return Case(
        Fact.SUB_COLUMNS,
        tables(sheet("", text, merges="B1:C1 D1:E1 F1:G1")),
        Expected(
            units="Frau Keller | Herr Meier | Leitung",
            rows="""
            Konzept schreiben : A/R C I
            Server aufsetzen : I A/R C
            Abnahme : C R A/I
            """,
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
            units="Web | Legal | HR",
            rows="Plan the year : A/R C I\nAnswer the public : R . A\nTrain the staff : C I A/R",
            calm=True,
        ),
    )


# -- corners ----------------------------------------------------------------------------------------------


def _under_corner(corner: str) -> Case:
    text = f"""
    |||
    {corner}                  | Web\\nteam_ | Legal\u00a0 | Human\u00a0 resources
    Plan the\\nyear            | A/R         | C            | I
    \u00a0Answer the  public_  | R           |              | A
    Train the staff            | C           | I            | A/R
    """
    return Case(
        Fact.CORNERS,
        workbook(sheet("RACI", text)),
        Expected(
            units="Web team | Legal | Human resources",
            rows="Plan the year : A/R C I\nAnswer the public : R . A\nTrain the staff : C I A/R",
        ),
    )


@case
def a_corner_with_a_slash() -> Case:
    return _under_corner("Activities / Roles")


@case
def a_corner_with_a_space() -> Case:
    return _under_corner("\u00a0")


@case
def a_corner_with_a_title() -> Case:
    return _under_corner("RACI matrix – Web 2 (draft)")


@case
def a_corner_with_nothing() -> Case:
    return _under_corner("")


@case
def a_corner_with_only_a_slash() -> Case:
    return _under_corner("/")


# -- groups -----------------------------------------------------------------------------------------------

GROUPED_UNITS = "Web | Legal | HR"
GROUPED_ROWS = """
# Strategy
Plan the year : A/R C I
Report : R . A
# Engagement
Answer the public : R C A
Report : I A/R C
"""


@case
def groups_in_the_first_column_only() -> Case:
    """One title stands under two groups."""
    text = """
    Activity          | Web | Legal | HR
    Strategy          |     |       |
    Plan the year     | A/R | C     | I
    Report            | R   |       | A
    Engagement        |     |       |
    Answer the public | R   | C     | A
    Report            | I   | A/R   | C
    """
    return Case(Fact.GROUPS, delimited(text, ";"), Expected(units=GROUPED_UNITS, rows=GROUPED_ROWS, calm=True))


@case
def groups_in_bold_beside_an_activity_without_letters() -> Case:
    """Two groups are bold; what is not bold has no letters yet, and is an activity."""
    text = """
    Activity          | Web | Legal | HR
    Strategy          |     |       |
    Plan the year     | A/R | C     | I
    Choose the tools  |     |       |
    Report            | R   |       | A
    Engagement        |     |       |
    Answer the public | R   | C     | A
    Report            | I   | A/R   | C
    """
    return Case(
        Fact.GROUPS,
        workbook(sheet("RACI", text, bold="A1 B1 C1 D1 A2 A6")),
        Expected(
            units=GROUPED_UNITS,
            rows=GROUPED_ROWS.replace("Report : R . A", "Choose the tools : . . .\nReport : R . A"),
        ),
    )


@case
def groups_merged_across() -> Case:
    text = """
    No  | Activity          | Web | Legal | HR
    Strategy
    1   | Plan the year     | A/R | C     | I
    2   | Report            | R   |       | A
    Engagement
    3   | Answer the public | R   | C     | A
    4   | Report            | I   | A/R   | C
    """
    return Case(
        Fact.GROUPS,
        workbook(sheet("RACI", text, merges="A2:E2 A5:E5")),
        Expected(units=GROUPED_UNITS, rows=GROUPED_ROWS, skipped="A3 A7"),
    )


@case
def groups_in_a_merged_column_beside_the_activities() -> Case:
    text = """
    Volet      | Activité          | Web | Legal | HR
    Strategy   | Plan the year     | A/R | C     | I
               | Report            | R   |       | A
    Engagement | Answer the public | R   | C     | A
               | Report            | I   | A/R   | C
    """
    return Case(
        Fact.GROUPS,
        workbook(sheet("RACI", text, merges="A2:A3 A4:A5")),
        Expected(units=GROUPED_UNITS, rows=GROUPED_ROWS, calm=True),
    )


@case
def numbered_headings_that_carry_letters() -> Case:
    """They are activities too, in the group of their own name; the number in the cell stays."""
    text = """
    Work package            | Project lead | Engineer | Customer
    1 Requirements          | A            |          | C
    1.1 Ask the users       | A            | R        | C
    1.2 Write them down     | A            | R        | I
    2 Migration             | A            | R        | I
    2.1 Copy the data       | I            | A/R      |
    2.2 Switch over         | A            | R        | C
    """
    return Case(
        Fact.GROUPS,
        tables(text),
        Expected(
            units="Project lead | Engineer | Customer",
            rows="""
            # 1 Requirements
            1 Requirements : A . C
            1.1 Ask the users : A R C
            1.2 Write them down : A R I
            # 2 Migration
            2 Migration : A R I
            2.1 Copy the data : I A/R .
            2.2 Switch over : A R C
            """,
        ),
    )


@case
def groups_of_markdown_with_fewer_cells() -> Case:
    text = """
| Activity | Web | Legal | HR |
|:---------|:---:|:-----:|:--:|
| **Strategy** |
| Plan the year | **A/R** | C | I |
| Report | `R` | | A |
| **Engagement** ||||
| Answer the *public* | R | C | A |
| Report | I | A/R | C |
"""
    rows = GROUPED_ROWS.replace("Answer the public", "Answer the *public*")
    return Case(
        Fact.GROUPS,
        text_file(text.replace("*public*", "public"), "raci.md"),
        Expected(units=GROUPED_UNITS, rows=rows.replace("*", ""), calm=True),
    )


@case
def groups_of_one_activity_and_of_none() -> Case:
    """One activity makes a group; a heading that nothing follows is asked about and not lost."""
    text = """
    Activité              | Élus | Cabinet | Com
    Stratégie             |      |         |
    Fixer les objectifs   | A    | R       | C
    Contenu               |      |         |
    Rédiger               | I    | C       | A/R
    Mesure                |      |         |
    """
    return Case(
        Fact.GROUPS,
        tables(text),
        Expected(
            units="Élus | Cabinet | Com",
            rows="""
            # Stratégie
            Fixer les objectifs : A R C
            # Contenu
            Rédiger : I C A/R
            """,
            skipped="A6",
        ),
    )
